//! The figures, as a table for people and a line of JSON for programs.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::options::size_name;

/// One measured figure.
pub struct Row {
    measure: String,
    messages: u64,
    value: f64,
    unit: &'static str,
    floor: Option<f64>,
    details: Vec<(&'static str, f64, &'static str)>,
}

impl Row {
    /// A figure at a size.
    pub fn new(messages: u64, measure: impl Into<String>, value: f64, unit: &'static str) -> Row {
        Row { measure: measure.into(), messages, value, unit, floor: None, details: Vec::new() }
    }

    /// What bare SQLite does in the same run, in the same unit.
    pub fn over(mut self, floor: f64) -> Row {
        self.floor = Some(floor);
        self
    }

    /// A further figure.
    pub fn with(mut self, name: &'static str, value: f64, unit: &'static str) -> Row {
        self.details.push((name, value, unit));
        self
    }

    fn ratio(&self) -> Option<f64> {
        self.floor.filter(|floor| *floor > 0.0).map(|floor| self.value / floor)
    }

    fn cells(&self) -> [String; 6] {
        let details: Vec<String> = self.details.iter().map(|(name, value, unit)| detail(name, *value, unit)).collect();
        [
            self.measure.clone(),
            size_name(self.messages),
            format!("{} {}", number(self.value), self.unit),
            self.floor.map_or_else(String::new, |floor| format!("{} {}", number(floor), self.unit)),
            self.ratio().map_or_else(String::new, |ratio| format!("{} x", number(ratio))),
            details.join(", "),
        ]
    }

    fn to_json(&self) -> Value {
        let details: BTreeMap<&str, Value> =
            self.details.iter().map(|(name, value, unit)| (*name, json!({ "value": value, "unit": unit }))).collect();
        json!({ "measure": self.measure, "messages": self.messages, "value": self.value, "unit": self.unit,
                "floor": self.floor, "ratio": self.ratio(), "details": details })
    }
}

fn detail(name: &str, value: f64, unit: &str) -> String {
    format!("{name} {} {unit}", number(value)).trim_end().to_owned()
}

/// Three digits that count; thousands are set apart.
fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 1_000.0 => thousands(value.round() as i64),
        size if size >= 100.0 || size == 0.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

fn thousands(value: i64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// All figures of a run.
#[derive(Default)]
pub struct Table {
    rows: Vec<Row>,
}

impl Table {
    /// Adds a figure, and tells of it at once.
    pub fn add(&mut self, row: Row) {
        let cells = row.cells();
        eprintln!("  {}", cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join("  |  "));
        self.rows.push(row);
    }

    /// The table, each measure with its sizes below one another.
    pub fn to_text(&self) -> String {
        let heading = ["measure", "messages", "figure", "bare SQLite", "ratio", "also"].map(str::to_owned);
        let mut lines = vec![heading];
        for row in self.by_measure() {
            lines.push(row.cells());
        }
        let width = |column: usize| lines.iter().filter_map(|cells| cells.get(column)).map(|c| c.chars().count()).max();
        let widths: Vec<usize> = (0..6).map(|column| width(column).unwrap_or(0)).collect();
        let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        let mut text: Vec<String> = lines.iter().map(|cells| line(cells, &widths)).collect();
        text.insert(1, line(&rule, &widths));
        text.join("\n")
    }

    /// The figures for other programs.
    pub fn to_json(&self) -> Value {
        let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
        json!({ "benchmark": "inbox", "version": env!("CARGO_PKG_VERSION"), "cores": cores,
                "rows": self.rows.iter().map(Row::to_json).collect::<Vec<_>>() })
    }

    fn by_measure(&self) -> Vec<&Row> {
        let mut order: Vec<&str> = Vec::new();
        for row in &self.rows {
            if !order.contains(&row.measure.as_str()) {
                order.push(&row.measure);
            }
        }
        order.iter().flat_map(|measure| self.rows.iter().filter(move |row| row.measure == **measure)).collect()
    }
}

/// Words are set to the left, figures to the right.
fn line(cells: &[String], widths: &[usize]) -> String {
    let cell = |(index, (text, width)): (usize, (&String, &usize))| match index {
        1..=4 => format!("{text:>width$}"),
        _ => format!("{text:<width$}"),
    };
    let cells: Vec<String> = cells.iter().zip(widths).enumerate().map(cell).collect();
    format!("| {} |", cells.join(" | "))
}
