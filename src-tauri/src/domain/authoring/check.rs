//! All rules over the whole draft, in the order in which the screen shows its fields.

use super::problem::{Problem, ProblemCode, length};
use super::variables::names;
use super::{DraftCategory, TemplateDraft, body, buttons, cards, header, limits};

impl TemplateDraft {
    /// Everything that the provider would refuse, in reading order; empty for a draft that can be handed in.
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.check_name(&mut problems);
        header::check(self, &mut problems);
        self.check_offer(&mut problems);
        body::check(&mut problems, "body", &self.body, self.variables, limits::BODY);
        if self.body.trim().is_empty() {
            problems.push(Problem::new("body", ProblemCode::Empty));
        }
        self.check_footer(&mut problems);
        buttons::check(self, &mut problems);
        cards::check(self, &mut problems);
        self.check_samples(&mut problems);
        problems
    }

    fn check_name(&self, problems: &mut Vec<Problem>) {
        if self.name.is_empty() {
            problems.push(Problem::new("name", ProblemCode::Empty));
        }
        length(problems, "name", &self.name, limits::NAME);
        if !self.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
            problems.push(Problem::new("name", ProblemCode::NameCharacters));
        }
        if !is_language(&self.language) {
            problems.push(Problem::new("language", ProblemCode::Language));
        }
        if self.category == DraftCategory::Authentication {
            problems.push(Problem::new("category", ProblemCode::Authentication));
        }
    }

    fn check_offer(&self, problems: &mut Vec<Problem>) {
        let Some(offer) = &self.offer else { return };
        if offer.text.trim().is_empty() {
            problems.push(Problem::new("offer", ProblemCode::Empty));
        }
        length(problems, "offer", &offer.text, limits::OFFER);
        no_variables(problems, "offer", &offer.text);
        if self.category != DraftCategory::Marketing {
            problems.push(Problem::new("offer", ProblemCode::OfferCategory));
        }
        if !self.footer.is_empty() {
            problems.push(Problem::new("footer", ProblemCode::OfferFooter));
        }
    }

    fn check_footer(&self, problems: &mut Vec<Problem>) {
        length(problems, "footer", &self.footer, limits::FOOTER);
        no_variables(problems, "footer", &self.footer);
    }

    /// The provider's reviewers read every variable with a value in it.
    fn check_samples(&self, problems: &mut Vec<Problem>) {
        for variable in self.all_variables() {
            let field = format!("sample.{}", variable.key);
            let sample = self.samples.get(&variable.key).map(String::as_str).unwrap_or_default();
            let code = if sample.trim().is_empty() {
                ProblemCode::Empty
            } else if sample.contains(['\n', '\r', '\t']) || sample.contains("     ") {
                ProblemCode::Spacing
            } else {
                continue;
            };
            problems.push(Problem::new(field, code).variable(&variable.variable));
        }
    }
}

pub(super) fn no_variables(problems: &mut Vec<Problem>, field: &str, text: &str) {
    if !names(text).is_empty() {
        problems.push(Problem::new(field, ProblemCode::NoVariables));
    }
}

/// `en`, `fil`, `pt_BR`: which of them the provider has, it says itself.
fn is_language(code: &str) -> bool {
    let (language, country) =
        code.split_once('_').map_or((code, None), |(language, country)| (language, Some(country)));
    let small = language.chars().all(|c| c.is_ascii_lowercase()) && (2..=3).contains(&language.len());
    small && country.is_none_or(|country| country.len() == 2 && country.chars().all(|c| c.is_ascii_uppercase()))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
