//! Tables that come in from spreadsheet programs and go out to them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::attribute::AttributeKind;
use crate::domain::sheet::SheetTrouble;

/// A table as CSV, with the mark of UTF-8 at its beginning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CsvText {
    /// The whole file.
    pub text: String,
}

/// Take a table in, or tell what that would do.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportSheet {
    /// The whole file.
    pub csv: String,
    /// Whether to do it. Without, nothing is written.
    pub write: bool,
}

/// What a table does, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// Why the file could not be read at all.
    pub trouble: Option<SheetTrouble>,
    /// Columns that mean nothing here.
    pub ignored: Vec<String>,
    /// How many are new.
    pub created: usize,
    /// How many are known and say something else.
    pub changed: usize,
    /// How many are known and say the same.
    pub unchanged: usize,
    /// How many lines are left out because something is wrong with them.
    pub problems: usize,
    /// The lines, those with problems first; at most 500.
    pub lines: Vec<ImportLine>,
}

/// What one line does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportLine {
    /// Where it stands in the file, counted from 1.
    pub line: u32,
    /// By what it is known: a shortcut, a name, a number.
    pub name: String,
    /// What it does.
    pub outcome: ImportOutcome,
    /// What is wrong with it; such a line is left out.
    pub trouble: Option<LineTrouble>,
}

/// What a line of a table does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ImportOutcome {
    /// Something is wrong with it: it is left out.
    Problem,
    /// It is new.
    Created,
    /// It is known and says something else.
    Changed,
    /// It is known and says the same.
    Unchanged,
}

/// What is wrong with a line of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum LineTrouble {
    /// A cell is empty that must not be.
    Missing {
        /// The column.
        column: String,
    },
    /// The number is not one with its country.
    BadPhone,
    /// The same stands in an earlier line.
    Twice {
        /// The earlier line.
        line: u32,
    },
    /// A shortcut is not one word, or too long.
    BadShortcut,
    /// More characters than are taken.
    TooLong {
        /// The column.
        column: String,
        /// The most characters.
        most: usize,
    },
    /// A value does not fit its attribute.
    BadValue {
        /// The attribute.
        attribute: String,
        /// What it takes.
        takes: AttributeKind,
    },
}

impl ImportReport {
    const MOST_SHOWN: usize = 500;

    /// A file that could not be read.
    pub(in crate::api) fn unreadable(trouble: SheetTrouble) -> ImportReport {
        ImportReport { trouble: Some(trouble), ..ImportReport::default() }
    }

    /// Counts the lines, and keeps those that are shown.
    pub(in crate::api) fn of(mut lines: Vec<ImportLine>, ignored: Vec<String>) -> ImportReport {
        let count = |outcome| lines.iter().filter(|line| line.outcome == outcome).count();
        let (created, changed) = (count(ImportOutcome::Created), count(ImportOutcome::Changed));
        let (unchanged, problems) = (count(ImportOutcome::Unchanged), count(ImportOutcome::Problem));
        lines.sort_by_key(|line| (line.outcome, line.line));
        lines.truncate(Self::MOST_SHOWN);
        ImportReport { trouble: None, ignored, created, changed, unchanged, problems, lines }
    }
}
