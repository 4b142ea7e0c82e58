//! Blanks in a text that are filled in before it is sent, such as `{{contact.first_name}}`.

/// The names that stand between double braces, each once, in order. What has no name in it is no blank: somebody may want
/// to write braces.
pub fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for piece in text.split("{{").skip(1) {
        let Some((inside, _)) = piece.split_once("}}") else { continue };
        let name = inside.trim();
        if is_name(name) && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Letters and digits of any script, blanks, and the signs that stand in names; not more than anybody would type.
fn is_name(name: &str) -> bool {
    let fits = |sign: char| !matches!(sign, '{' | '}' | '\n');
    !name.is_empty() && name.chars().count() <= 60 && name.chars().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_order_and_once() {
        let text = "Hello {{contact.first_name}}, {{ day }} at {{time}}: {{day}}, {{जगह}}";
        assert_eq!(names(text), ["contact.first_name", "day", "time", "जगह"]);
    }

    #[test]
    fn braces_without_a_name_are_only_braces() {
        for text in ["{{}}", "{{ }}", "{a}", "{{open", "shut}}", "{{{}}}", "{{two\nlines}}", ""] {
            assert_eq!(names(text), Vec::<String>::new(), "{text:?}");
        }
    }
}
