//! The variables of a template's text, and the text once they are filled in.

/// The names between `{{` and `}}`, each once, in their order.
pub(super) fn variables(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in text.split("{{").skip(1) {
        let Some((name, _)) = part.split_once("}}") else { continue };
        if !names.iter().any(|known| known == name.trim()) {
            names.push(name.trim().to_owned());
        }
    }
    names
}

/// The text with every variable replaced.
pub(super) fn fill(text: &str, values: &[(String, String)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{{{name}}}}}"), value))
}

/// Why a value may not be put into a template, if so.
pub(super) fn objection(value: &str) -> Option<&'static str> {
    let forbidden = value.contains(['\n', '\r', '\t']) || value.contains("     ");
    forbidden.then_some("Param text cannot have new-line/tab characters or more than 4 consecutive spaces")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_found_and_filled_in() {
        let text = "Hello {{1}}, your visit is at {{2}}. See you, {{1}}.";
        assert_eq!(variables(text), ["1", "2"]);
        let values = [("1".to_owned(), "Ana".to_owned()), ("2".to_owned(), "10:30".to_owned())];
        assert_eq!(fill(text, &values), "Hello Ana, your visit is at 10:30. See you, Ana.");
        assert_eq!(variables("Hello {{first_name}}"), ["first_name"]);
    }

    #[test]
    fn line_breaks_and_wide_gaps_are_not_allowed_in_values() {
        assert!(objection("a\nb").is_some() && objection("a\tb").is_some() && objection("a     b").is_some());
        assert_eq!(objection("a    b"), None, "four spaces are allowed");
    }
}
