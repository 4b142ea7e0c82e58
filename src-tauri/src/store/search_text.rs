//! Text for the search index, and queries against it.
//!
//! SQLite's tokenizer finds words by the spaces between them, which Chinese, Japanese, Korean and Thai do without: each
//! of their signs is set apart on the way in, and asked for as a phrase.

/// The text as it goes into the index.
pub fn for_index(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 16);
    for sign in text.chars() {
        if stands_alone(sign) {
            spaced.push(' ');
            spaced.push(sign);
            spaced.push(' ');
        } else {
            spaced.push(sign);
        }
    }
    spaced
}

/// A phone number as it goes into the index: whole, and by its last digits, since people know numbers without their
/// country and often by their end only. The index finds beginnings of words.
pub fn number_for_index(digits: &str) -> String {
    let ends = (SHORTEST_END..digits.len()).filter_map(|length| digits.get(digits.len() - length..));
    ends.chain([digits]).collect::<Vec<_>>().join(" ")
}

/// The fewest last digits of a number that find it.
const SHORTEST_END: usize = 4;

/// The query for people: a phone number is one word, however it is grouped; anything else as in [`query`].
pub fn query_for_people(typed: &str) -> Option<String> {
    as_number(typed).map(|number| format!("\"{number}\"*")).or_else(|| query(typed))
}

/// The digits of something that is a phone number and nothing else.
fn as_number(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let nothing_else = typed.chars().all(|sign| sign.is_ascii_digit() || " +-().\u{a0}".contains(sign));
    (nothing_else && digits.len() >= SHORTEST_END).then_some(digits)
}

/// The query for what somebody typed: every word must be there, the last one may be unfinished. `None` when there is
/// nothing to look for. Whatever is typed is taken as words, never as the index's own query language.
pub fn query(typed: &str) -> Option<String> {
    let mut terms: Vec<String> = typed.split(|sign| !is_word_sign(sign)).filter(|w| !w.is_empty()).map(term).collect();
    let finished = typed.ends_with(|sign: char| !is_word_sign(sign)) || typed.ends_with(stands_alone);
    if let Some(last) = terms.last_mut().filter(|_| !finished) {
        last.push('*');
    }
    if terms.is_empty() { None } else { Some(terms.join(" AND ")) }
}

fn term(word: &str) -> String {
    format!("\"{}\"", for_index(word).trim())
}

/// Letters, digits and the marks that belong to them; the rest separates words, as it does in the index.
fn is_word_sign(sign: char) -> bool {
    sign.is_alphanumeric() || is_mark(sign)
}

/// Combining marks in the blocks in which they carry meaning: Latin accents, and the vowel signs and joiners of the
/// Indic, Arabic, Hebrew and South-East Asian scripts. `char::is_alphanumeric` leaves some of them out.
fn is_mark(sign: char) -> bool {
    matches!(sign,
        '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05C7}' | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}'
        | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{0900}'..='\u{0903}' | '\u{093A}'..='\u{094F}'
        | '\u{0951}'..='\u{0957}' | '\u{0962}'..='\u{0963}' | '\u{0981}'..='\u{0983}' | '\u{09BC}'..='\u{09CD}'
        | '\u{0A01}'..='\u{0A03}' | '\u{0A3C}'..='\u{0A4D}' | '\u{0A81}'..='\u{0A83}' | '\u{0ABC}'..='\u{0ACD}'
        | '\u{0B01}'..='\u{0B03}' | '\u{0B3C}'..='\u{0B57}' | '\u{0B82}' | '\u{0BBE}'..='\u{0BCD}'
        | '\u{0C00}'..='\u{0C04}' | '\u{0C3E}'..='\u{0C56}' | '\u{0C81}'..='\u{0C83}' | '\u{0CBC}'..='\u{0CD6}'
        | '\u{0D00}'..='\u{0D03}' | '\u{0D3B}'..='\u{0D4D}')
}

/// Signs of scripts that are written without spaces.
fn stands_alone(sign: char) -> bool {
    matches!(sign,
        '\u{0E01}'..='\u{0E4E}'                              // Thai
        | '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'  // Hiragana, Katakana
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}'                          // Han
        | '\u{AC00}'..='\u{D7A3}') // Hangul
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rusqlite::Connection;

    use super::*;

    fn finds(text: &str, typed: &str) -> bool {
        finds_by(text, query(typed))
    }

    fn finds_by(text: &str, query: Option<String>) -> bool {
        let index = Connection::open_in_memory().unwrap();
        index
            .execute_batch(
                "CREATE VIRTUAL TABLE t USING fts5 (words, content = '', contentless_delete = 1,
                 tokenize = \"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\");",
            )
            .unwrap();
        index.execute("INSERT INTO t (rowid, words) VALUES (1, ?1)", [for_index(text)]).unwrap();
        let Some(query) = query else { return false };
        index.query_row("SELECT count(*) FROM t WHERE t MATCH ?1", [query], |row| row.get::<_, i64>(0)).unwrap() == 1
    }

    #[test]
    fn words_are_found_in_many_scripts() {
        for (text, typed) in [
            ("Der Termin wäre am Montag", "ware"),
            ("¿Podría cambiar la cita?", "podria cita"),
            ("Consulta às 15h com a Dra. João", "joao"),
            ("I need a new prescription", "presc"),
            ("أريد حجز موعد مع الطبيب", "موعد"),
            ("मुझे कल अपॉइंटमेंट चाहिए", "अपॉइंटमेंट"),
            ("मुझे कल अपॉइंटमेंट चाहिए", "चाहि"),
            ("我想预约明天上午", "预约"),
            ("明日の予約を変更したい", "予約"),
            ("예약을 변경하고 싶어요", "변경"),
            ("order #A-1042, please", "A-1042"),
        ] {
            assert!(finds(text, typed), "{typed:?} in {text:?}");
        }
    }

    #[test]
    fn numbers_are_found_however_they_are_grouped_and_by_their_end() {
        let index = number_for_index("5215555550119");
        for typed in ["+52 1 55 5555 0119", "5215555550119", "(555) 555-0119", "0119", "+52 1555", "555 501"] {
            assert!(finds_by(&index, query_for_people(typed)), "{typed}");
        }
        assert!(!finds_by(&index, query_for_people("9110")));
        assert_eq!(query_for_people("joao 0119"), query("joao 0119"), "words and numbers are words");
    }

    #[test]
    fn other_words_are_not_found() {
        for (text, typed) in [
            ("I need a new prescription", "cription"),
            ("मुझे कल अपॉइंटमेंट चाहिए", "कला"),
            ("我想预约明天上午", "约预"),
            ("one two", "one three"),
            ("anything", "   "),
        ] {
            assert!(!finds(text, typed), "{typed:?} in {text:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_is_a_syntax_error(typed in "\\PC{0,40}") {
            finds("some text", &typed);
        }

        #[test]
        fn the_indexs_own_operators_are_words(word in prop::sample::select(vec!["AND", "OR", "NOT", "NEAR(", "\"", "*", "col:", "^x"])) {
            finds("some text", word);
        }
    }
}
