//! Words with variables, in the body and on cards.

use super::problem::{Problem, ProblemCode, length};
use super::variables::{Piece, is_name, names, pieces};
use super::{VariableStyle, limits};

/// The rules for words with variables (Meta, "Template components" and the errors 2388072, 2388293 and 2388299).
pub(super) fn check(problems: &mut Vec<Problem>, field: &str, text: &str, style: VariableStyle, most: usize) {
    length(problems, field, text, most);
    check_names(problems, field, text, style);
    let pieces = pieces(text.trim());
    if let [Piece::Variable(name), ..] | [.., Piece::Variable(name)] = pieces.as_slice() {
        problems.push(Problem::new(field, ProblemCode::VariableAtEdge).variable(name));
    }
    if let Some(name) = second_of_a_pair(&pieces) {
        problems.push(Problem::new(field, ProblemCode::VariablesTogether).variable(name));
    }
    let least = words_needed(names(text).len());
    if count_words(&pieces) < least {
        problems.push(Problem::new(field, ProblemCode::TooFewWords).limit(least));
    }
}

/// How the variables are called, in every text that has some.
pub(super) fn check_names(problems: &mut Vec<Problem>, field: &str, text: &str, style: VariableStyle) {
    if pieces(text).contains(&Piece::Open) {
        problems.push(Problem::new(field, ProblemCode::Braces));
    }
    let names = names(text);
    if let Some(name) = names.iter().find(|name| !is_name(name, style)) {
        problems.push(Problem::new(field, ProblemCode::VariableName).variable(name));
    } else if style == VariableStyle::Numbered {
        let missing = (1..=names.len()).map(|number| number.to_string()).find(|it| !names.contains(&it.as_str()));
        problems.extend(missing.map(|it| Problem::new(field, ProblemCode::VariableGap).variable(&it)));
    }
}

/// Two variables with nothing but space between them.
fn second_of_a_pair<'a>(pieces: &[Piece<'a>]) -> Option<&'a str> {
    let spoken = pieces.iter().filter(|piece| !matches!(piece, Piece::Words(words) if words.trim().is_empty()));
    let spoken: Vec<&Piece<'a>> = spoken.collect();
    spoken.windows(2).find_map(|pair| match pair {
        [Piece::Variable(_), Piece::Variable(second)] => Some(*second),
        _ => None,
    })
}

/// Meta does not publish how many words a variable needs. Twice as many and one more is what has been seen to pass.
fn words_needed(variables: usize) -> usize {
    if variables == 0 { 0 } else { 2 * variables + 1 }
}

fn count_words(pieces: &[Piece<'_>]) -> usize {
    let words = pieces.iter().filter_map(|piece| match piece {
        Piece::Words(words) => Some(*words),
        Piece::Variable(_) | Piece::Open => None,
    });
    words.flat_map(str::split_whitespace).filter(|word| word.chars().any(char::is_alphanumeric)).map(words_in).sum()
}

/// Chinese, Japanese and Thai put no spaces between words: there, every second sign counts as one.
fn words_in(run: &str) -> usize {
    let unspaced = |c: &char| matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    run.chars().filter(unspaced).count().div_ceil(2).max(1)
}

/// Bold, italic, struck out and fixed width are made by these signs.
pub(super) fn has_markup(text: &str) -> bool {
    pieces(text).iter().any(|piece| matches!(piece, Piece::Words(words) if words.contains(['*', '_', '~', '`', '\n'])))
}

/// The most characters of the words on a card.
pub(super) const OF_A_CARD: usize = limits::CARD_BODY;
