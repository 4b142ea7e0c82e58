//! What stands above the words.

use super::body::{check_names, has_markup};
use super::problem::{Problem, ProblemCode, length};
use super::variables::names;
use super::{DraftHeader, HeaderMedia, SampleFile, TemplateDraft, limits};

pub(super) fn check(draft: &TemplateDraft, problems: &mut Vec<Problem>) {
    match &draft.header {
        Some(DraftHeader::Text { text }) => {
            if text.trim().is_empty() {
                problems.push(Problem::new("header", ProblemCode::Empty));
            }
            length(problems, "header", text, limits::HEADER);
            check_names(problems, "header", text, draft.variables);
            if names(text).len() > 1 {
                problems.push(Problem::new("header", ProblemCode::TooManyVariables).limit(1));
            }
            if has_markup(text) {
                problems.push(Problem::new("header", ProblemCode::Markup));
            }
        }
        Some(DraftHeader::File(file)) => check_file(problems, "header", file),
        Some(DraftHeader::Location) | None => {}
    }
}

/// A sample is needed for the review (Meta, "Resumable upload": pdf, jpeg, png, mp4).
pub(super) fn check_file(problems: &mut Vec<Problem>, field: &str, file: &SampleFile) {
    if file.key.is_none() {
        problems.push(Problem::new(field, ProblemCode::FileMissing));
    } else if !file.media.types().contains(&file.mime_type.as_str()) {
        problems.push(Problem::new(field, ProblemCode::FileType));
    }
}

impl HeaderMedia {
    /// The types that a sample of this kind may have.
    pub fn types(self) -> &'static [&'static str] {
        match self {
            HeaderMedia::Image => &["image/jpeg", "image/png"],
            HeaderMedia::Video => &["video/mp4"],
            HeaderMedia::Document => &["application/pdf"],
        }
    }
}
