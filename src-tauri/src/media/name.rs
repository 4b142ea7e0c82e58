//! Names of files as a person may safely meet them.

use file_format::FileFormat;

/// The longest name, in characters …
const CHARACTERS: usize = 120;
/// … and in bytes, since no usual file system takes more than 255.
const BYTES: usize = 240;
/// What is behind the last dot counts as an extension up to this many characters.
const EXTENSION: usize = 10;
/// Windows opens devices under these names, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// A name that a sender made up, without anything that could lead elsewhere or show a wrong extension: path characters,
/// control characters, marks that turn the direction of writing, names of devices. At most 120 characters, with the
/// extension kept. A name without one gets that of the type.
pub fn clean_name(name: &str, mime_type: &str) -> String {
    let shown: String = name.chars().filter(|c| !is_invisible(*c)).map(harmless).collect();
    let trimmed = shown.trim_matches(|c: char| c.is_whitespace() || c == '.');
    let (stem, extension) = split(trimmed);
    let stem = if stem.is_empty() { "file" } else { stem };
    let stem = if is_device(stem) { format!("_{stem}") } else { stem.to_owned() };
    match extension.or_else(|| extension_of(mime_type)) {
        Some(extension) => format!("{}.{extension}", shorten(&stem, extension.len() + 1)),
        None => shorten(&stem, 0),
    }
}

/// The usual extension of a type; none for bytes of no known kind.
pub fn extension_of(mime_type: &str) -> Option<&'static str> {
    match mime_type {
        "application/octet-stream" => None,
        "audio/ogg" => Some("ogg"),
        "audio/mp4" => Some("m4a"),
        "audio/mpeg" => Some("mp3"),
        "video/mp4" => Some("mp4"),
        "text/plain" => Some("txt"),
        _ => FileFormat::from_media_type(mime_type).first().map(FileFormat::extension),
    }
}

/// Characters that are not seen but change what is seen, or what a terminal does.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

fn harmless(c: char) -> char {
    if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c }
}

fn split(name: &str) -> (&str, Option<&str>) {
    let plausible = |extension: &&str| {
        (1..=EXTENSION).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    match name.rsplit_once('.') {
        Some((stem, extension)) if plausible(&extension) => (stem.trim_end_matches([' ', '.']), Some(extension)),
        Some(_) | None => (name, None),
    }
}

fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let letters = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = first.len() - letters.len();
    let numbered = matches!(letters, "com" | "lpt");
    DEVICES.contains(&letters) && digits == usize::from(numbered)
}

fn shorten(stem: &str, taken: usize) -> String {
    let mut short = String::new();
    for c in stem.chars().take(CHARACTERS.saturating_sub(taken)) {
        if short.len() + c.len_utf8() + taken > BYTES {
            break;
        }
        short.push(c);
    }
    short.trim_end_matches([' ', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PDF: &str = "application/pdf";

    #[test]
    fn a_usual_name_stays_as_it_is() {
        for name in ["letter.pdf", "Überweisung 3.pdf", "診断書.pdf", "a.b.c.pdf", "archive.tar.gz"] {
            assert_eq!(clean_name(name, PDF), name);
        }
    }

    #[test]
    fn nothing_leads_out_of_the_folder_or_to_a_device() {
        assert_eq!(clean_name("../../etc/passwd", PDF), "_.._etc_passwd.pdf");
        assert_eq!(clean_name("C:\\Windows\\system.ini", PDF), "C__Windows_system.ini");
        assert_eq!(clean_name(".bashrc", "text/plain"), "bashrc.txt");
        assert_eq!(clean_name("con.pdf", PDF), "_con.pdf");
        assert_eq!(clean_name("COM1.tar.pdf", PDF), "_COM1.tar.pdf");
        assert_eq!(clean_name("Conrad.pdf", PDF), "Conrad.pdf");
        assert_eq!(clean_name("com.pdf", PDF), "com.pdf");
    }

    #[test]
    fn the_extension_that_is_shown_is_the_real_one() {
        assert_eq!(clean_name("invoice\u{202e}fdp.exe", "application/octet-stream"), "invoicefdp.exe");
        assert_eq!(clean_name("a\u{200b}b\u{7}\n.pdf", PDF), "ab.pdf");
    }

    #[test]
    fn a_name_without_an_extension_gets_that_of_its_type() {
        for (mime_type, name) in [
            ("image/jpeg", "file.jpg"),
            ("audio/ogg", "file.ogg"),
            ("audio/amr", "file.amr"),
            ("video/3gpp", "file.3gp"),
            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "file.docx"),
            ("application/octet-stream", "file"),
            ("no/such-type", "file"),
        ] {
            assert_eq!(clean_name("", mime_type), name);
        }
        assert_eq!(clean_name("Dr. Smith", PDF), "Dr. Smith.pdf");
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let name = clean_name(&format!("{}.docx", "é".repeat(500)), PDF);
        assert!(name.ends_with("é.docx") && name.chars().count() <= 120 && name.len() <= 240, "{name}");
        let name = clean_name(&format!("{}.docx", "語".repeat(500)), PDF);
        assert!(name.ends_with("語.docx") && name.len() <= 240, "{name}");
    }

    proptest! {
        #[test]
        fn whatever_a_sender_writes_is_one_plain_name(name in any::<String>()) {
            let clean = clean_name(&name, PDF);
            prop_assert!(!clean.is_empty() && clean.len() <= 240 && clean.chars().count() <= 120);
            prop_assert!(!clean.starts_with('.') && !clean.ends_with(['.', ' ']));
            prop_assert!(!clean.contains(['/', '\\', ':', '\0', '\n', '\u{202e}']), "{:?}", clean);
            prop_assert_eq!(clean_name(&clean, PDF), clean, "cleaning it again changes nothing");
        }
    }
}
