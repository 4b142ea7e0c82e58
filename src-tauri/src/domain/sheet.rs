//! Tables as spreadsheet programs exchange them: CSV with a line of column names.
//!
//! Reading takes what programs write: commas, semicolons or tabs, with or without the mark of UTF-8 at the beginning.
//! Writing is for any program, and puts an apostrophe before whatever it would take for a formula: words that a customer
//! chose must not run on the computer of whoever opens the file.

use std::borrow::Cow;

use serde::Serialize;
use ts_rs::TS;

use super::fold::folded;

/// The most lines below the column names. More were not collected by an office, and could not be looked through.
pub const MOST_LINES: usize = 100_000;
/// The longest file, in bytes.
pub const MOST_BYTES: usize = 24 * 1024 * 1024;
/// The mark by which Excel knows that a file is UTF-8.
const MARK: &str = "\u{feff}";

/// A table that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The names of the columns, as they stand.
    pub columns: Vec<String>,
    /// The lines below, without empty ones.
    pub lines: Vec<Line>,
}

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands in the file, counted from 1.
    pub number: u32,
    cells: Vec<String>,
}

impl Line {
    /// What stands in a column, without blanks around it; empty where the line is too short.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| bare(cell.trim()))
    }
}

/// Why a file could not be read as a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SheetTrouble {
    /// It is no text.
    NotText,
    /// There is nothing below the column names.
    Empty,
    /// It is longer than anybody could look through.
    TooLong {
        /// The most lines that are taken.
        most: usize,
    },
    /// A column is missing that is needed.
    NoColumn {
        /// Its name.
        name: String,
    },
    /// A quotation mark is opened and never closed, or the like.
    Broken {
        /// The line.
        line: u32,
    },
}

impl Sheet {
    /// Reads a table.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(text: &str) -> Result<Sheet, SheetTrouble> {
        let text = text.strip_prefix(MARK).unwrap_or(text);
        if text.contains('\0') {
            return Err(SheetTrouble::NotText);
        }
        if text.len() > MOST_BYTES {
            return Err(SheetTrouble::TooLong { most: MOST_LINES });
        }
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(text))
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut place = Place { bytes: text.as_bytes(), at: 0, line: 1 };
        let mut columns = None;
        let mut lines = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|problem| SheetTrouble::Broken { line: place.line_of(problem.position()) })?;
            let number = place.line_of(record.position());
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            match &columns {
                None => columns = Some(cells.iter().map(|cell| cell.trim().to_owned()).collect()),
                Some(_) if lines.len() == MOST_LINES => return Err(SheetTrouble::TooLong { most: MOST_LINES }),
                Some(_) => lines.push(Line { number, cells }),
            }
        }
        match columns {
            Some(columns) if !lines.is_empty() => Ok(Sheet { columns, lines }),
            Some(_) | None => Err(SheetTrouble::Empty),
        }
    }

    /// Where a column stands, by any of its names, however they are written.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        self.columns.iter().position(|column| names.iter().any(|name| folded(column) == folded(name)))
    }
}

/// Counts lines as an editor does. The reader's own count lags behind by the empty lines before a record.
struct Place<'t> {
    bytes: &'t [u8],
    at: usize,
    line: u32,
}

impl Place<'_> {
    fn line_of(&mut self, position: Option<&csv::Position>) -> u32 {
        let begin = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(self.at);
        let passed = self.bytes.get(self.at.min(begin)..begin).unwrap_or_default();
        let empty = self.bytes.get(begin..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
        let empty = empty.copied().collect::<Vec<u8>>();
        let ends = passed.iter().chain(&empty).filter(|byte| **byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.at = begin + empty.len();
        self.line
    }
}

/// The sign between the columns: the most frequent one of the first line. Excel writes semicolons where numbers have a
/// decimal comma.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

/// Takes off the apostrophe that [`write`] puts before a formula.
fn bare(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| looks_like_formula(rest)).unwrap_or(cell)
}

/// What a spreadsheet program runs instead of showing it (OWASP, "CSV Injection"). A number may begin with its sign.
fn looks_like_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && (cell.starts_with('+') || cell.parse::<f64>().is_err())
}

/// Writes a table.
///
/// # Errors
/// When it cannot be written, which memory never brings about.
pub fn write(columns: &[String], lines: impl IntoIterator<Item = Vec<String>>) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
    writer.write_record(columns.iter().map(|column| harmless(column).into_owned()))?;
    for line in lines {
        writer.write_record(line.iter().map(|cell| harmless(cell).into_owned()))?;
    }
    let bytes = writer.into_inner().map_err(|problem| csv::Error::from(problem.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn harmless(cell: &str) -> Cow<'_, str> {
    if looks_like_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn strings(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn commas_semicolons_and_tabs_are_read_with_and_without_the_mark() {
        for sign in [",", ";", "\t"] {
            for mark in ["", MARK] {
                let text = format!("{mark}Name{sign}Phone\r\n\"Ruiz{sign} Ana\"{sign} +1650 \r\n\r\n{sign}\r\nBob\n");
                let sheet = Sheet::read(&text).unwrap();
                assert_eq!((sheet.column(&["phone"]), sheet.column(&["x", "NAME"])), (Some(1), Some(0)));
                let cells: Vec<_> = sheet.lines.iter().map(|line| (line.number, line.cell(0), line.cell(1))).collect();
                assert_eq!(cells[0].1, format!("Ruiz{sign} Ana"));
                assert_eq!((cells[0].0, cells[0].2), (2, "+1650"));
                assert_eq!((cells.len(), cells[1].1, cells[1].2), (2, "Bob", ""));
            }
        }
    }

    #[test]
    fn what_is_no_table_is_told() {
        assert_eq!(Sheet::read("PNG\0\u{1}"), Err(SheetTrouble::NotText));
        assert_eq!(Sheet::read(""), Err(SheetTrouble::Empty));
        assert_eq!(Sheet::read("name,phone\n"), Err(SheetTrouble::Empty));
        let endless = format!("name\n{}", "a\n".repeat(MOST_LINES + 1));
        assert_eq!(Sheet::read(&endless), Err(SheetTrouble::TooLong { most: MOST_LINES }));
        assert!(Sheet::read(&format!("name\n{}", "a\n".repeat(MOST_LINES))).is_ok());
    }

    #[test]
    fn no_cell_is_run_as_a_formula() {
        let cells = ["=HYPERLINK(\"http://x\")", "+1650", "@SUM(A1)", "-2+3", "-2.5", "plain", "a=b"];
        let text = write(&strings(&["a"; 7]), [strings(&cells)]).unwrap();
        assert!(text.starts_with(MARK));
        assert_eq!(
            text.lines().nth(1),
            Some("\"'=HYPERLINK(\"\"http://x\"\")\",'+1650,'@SUM(A1),'-2+3,-2.5,plain,a=b")
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(cells in prop::collection::vec("[a-z=+@;,\"' é\n-]{0,12}", 3)) {
            prop_assume!(cells.iter().any(|cell| !cell.trim().is_empty()));
            // An apostrophe of one's own before a formula is taken for ours.
            prop_assume!(cells.iter().all(|cell| bare(cell.trim()) == cell.trim()));
            let text = write(&strings(&["a", "b", "c"]), [cells.clone()]).unwrap();
            let sheet = Sheet::read(&text).unwrap();
            for (column, cell) in cells.iter().enumerate() {
                prop_assert_eq!(sheet.lines[0].cell(column), cell.trim());
            }
        }

        #[test]
        fn nothing_makes_it_fail(text in "\\PC{0,60}") {
            let _ = Sheet::read(&text);
        }
    }
}
