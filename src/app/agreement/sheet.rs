//! A table of numbers as plain data: the grid draws it, the clipboard gets it as text, a picture is made of it.

use core::cmp::Ordering;

use super::bars;
use super::passages::Behind;
use crate::model::Color;
use crate::review::Class;
use crate::review::overlap::Classes;
use crate::review::summary::Number;
use crate::say;

/// What stands instead of a number that is undefined.
pub const DASH: &str = "–";

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What it is called.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub lines: Vec<Line>,
    /// So many of the first rows stay at the top however the others are sorted.
    pub pinned: usize,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its head.
    pub name: String,
    /// What its numbers say, in a sentence.
    pub about: String,
    /// Its least width, in points.
    pub width: f32,
    /// What it takes of the width that is left, by parts.
    pub grows: f32,
    /// Whether it is words, which stand at the left.
    pub is_words: bool,
}

impl Column {
    /// Of words, which takes what is left of the width.
    pub fn words(name: impl Into<String>, width: f32) -> Self {
        Self {
            name: name.into(),
            about: String::new(),
            width,
            grows: 1.0,
            is_words: true,
        }
    }

    /// Of numbers.
    pub fn numbers(name: impl Into<String>, about: impl Into<String>, width: f32) -> Self {
        Self {
            name: name.into(),
            about: about.into(),
            width,
            grows: 0.0,
            is_words: false,
        }
    }
}

/// A row.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// What stands in it, a cell a column.
    pub cells: Vec<Cell>,
    /// Whether it is of so few marks that its numbers say little.
    pub faint: bool,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// What stands behind that in small letters.
    pub small: String,
    /// What there is to know of it.
    pub about: String,
    /// By what it is sorted.
    pub key: Key,
    /// The classes that it shows as a bar.
    pub bar: Option<Classes>,
    /// How much of its ground is shaded, from 0 to 1.
    pub shade: f32,
    /// The colour of the tag that it names.
    pub color: Option<Color>,
    /// The passages behind it.
    pub behind: Option<Behind>,
}

/// By what cells are sorted; what is undefined comes last.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Key {
    /// Nothing.
    #[default]
    None,
    /// A number.
    Number(f64),
    /// Words.
    Words(String),
}

impl Key {
    fn compare(&self, other: &Self, backwards: bool) -> Ordering {
        let turned = |order: Ordering| if backwards { order.reverse() } else { order };
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => turned(one.total_cmp(other)),
            (Self::Words(one), Self::Words(other)) => turned(one.cmp(other)),
            (Self::None, Self::None) => Ordering::Equal,
            (Self::None, _) | (Self::Words(_), Self::Number(_)) => Ordering::Greater,
            (_, Self::None) | (Self::Number(_), Self::Words(_)) => Ordering::Less,
        }
    }
}

impl Cell {
    /// Words.
    pub fn words(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            key: Key::Words(text.to_lowercase()),
            ..Self::default()
        }
    }

    /// How many there are of something.
    pub fn count(count: u64) -> Self {
        Self {
            text: count.to_string(),
            key: Key::Number(count as f64),
            ..Self::default()
        }
    }

    /// A number with its interval; a dash with the reason for one that is undefined.
    pub fn number(number: &Number, about: &str, why_undefined: &str) -> Self {
        let Some(value) = number.value else {
            return Self {
                text: DASH.to_owned(),
                about: why_undefined.to_owned(),
                ..Self::default()
            };
        };
        let interval = number.interval;
        let mut words = vec![about.to_owned()];
        words.extend(interval.map(|it| {
            let (low, high) = (decimals(it.low, 3), decimals(it.high, 3));
            say!(
                "agreement-interval",
                low = low,
                high = high,
                resamples = it.resamples
            )
        }));
        let left_out = interval.filter(|it| it.undefined > 0);
        words.extend(left_out.map(|it| say!("agreement-left-out", count = it.undefined)));
        words.extend(number.range.map(|(low, high)| {
            let (low, high) = (decimals(low, 2), decimals(high, 2));
            say!("agreement-range", low = low, high = high)
        }));
        words.extend(
            number
                .mean
                .map(|mean| say!("agreement-mean", mean = decimals(mean, 3))),
        );
        words.retain(|words| !words.is_empty());
        Self {
            text: decimals(value, 2),
            small: interval.map_or_else(String::new, |it| {
                format!("{}–{}", decimals(it.low, 2), decimals(it.high, 2))
            }),
            about: words.join("\n"),
            key: Key::Number(value),
            ..Self::default()
        }
    }

    /// With the passages that it opens.
    pub fn opens(self, behind: Behind) -> Self {
        Self {
            behind: Some(behind),
            ..self
        }
    }

    /// As it is said and copied.
    pub fn plain(&self) -> String {
        if self.small.is_empty() {
            self.text.clone()
        } else {
            format!("{} [{}]", self.text, self.small)
        }
    }
}

/// A number with so many decimals.
pub fn decimals(number: f64, count: usize) -> String {
    // Not “-0.00”.
    let text = format!("{number:.count$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| c == '0' || c == '.') => rest.to_owned(),
        _ => text,
    }
}

/// In which order rows stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// By which column; as they come when by none.
    pub by: Option<usize>,
    /// The other way round.
    pub is_backwards: bool,
}

impl Sheet {
    /// The places of the rows in an order.
    #[must_use]
    pub fn sorted(&self, order: Order) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.lines.len()).collect();
        if let Some(by) = order.by {
            let key = |at: usize| self.lines[at].cells.get(by).map(|cell| &cell.key);
            let pinned = self.pinned.min(places.len());
            places[pinned..].sort_by(|&one, &other| match (key(one), key(other)) {
                (Some(one), Some(other)) => one.compare(other, order.is_backwards),
                _ => Ordering::Equal,
            });
        }
        places
    }

    /// As text for a spreadsheet: a row a line, tabs between the cells.
    #[must_use]
    pub fn copied(&self, order: &[usize]) -> String {
        let clean = |text: &str| text.replace(['\t', '\n', '\r'], " ");
        let mut lines = vec![Vec::new()];
        for (at, column) in self.columns.iter().enumerate() {
            if self.has_bars(at) {
                lines[0].extend(Class::ALL.map(|class| bars::name(class, None)));
            } else {
                lines[0].push(clean(&column.name));
            }
        }
        for &at in order {
            let mut line = Vec::new();
            for cell in &self.lines[at].cells {
                match cell.bar {
                    Some(classes) => {
                        line.extend(Class::ALL.map(|class| classes.of(class).to_string()));
                    }
                    None => line.push(clean(&cell.plain())),
                }
            }
            lines.push(line);
        }
        let lines = lines.into_iter().map(|line| line.join("\t") + "\n");
        lines.collect()
    }

    /// Whether a column has bars in it.
    #[must_use]
    pub fn has_bars(&self, column: usize) -> bool {
        let cells = self.lines.iter().filter_map(|line| line.cells.get(column));
        cells.take(1).any(|cell| cell.bar.is_some())
    }

    /// What a cell is called: its row, its column and what stands in it.
    #[must_use]
    pub fn spoken(&self, line: usize, column: usize) -> String {
        let cells = &self.lines[line].cells;
        let (name, cell) = (&cells[0].text, &cells[column]);
        if column == 0 {
            return cell.plain();
        }
        let said = match cell.bar {
            Some(_) => cell.about.clone(),
            None => cell.plain(),
        };
        format!("{name}, {}: {said}", self.columns[column].name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: Option<f64>) -> Cell {
        let number = Number {
            value,
            ..Number::default()
        };
        Cell::number(&number, "About.", "Nobody used it.")
    }

    fn sheet(values: &[Option<f64>]) -> Sheet {
        Sheet {
            name: "",
            columns: vec![
                Column::words("Tag", 80.0),
                Column::numbers("F1", "About.", 50.0),
            ],
            lines: (values.iter().zip(["b", "a", "c", "d"]))
                .map(|(value, name)| Line {
                    cells: vec![Cell::words(name), number(*value)],
                    faint: false,
                })
                .collect(),
            pinned: 0,
        }
    }

    #[test]
    fn what_is_undefined_is_a_dash_with_its_reason_and_comes_last_both_ways() {
        let sheet = sheet(&[Some(0.5), None, Some(0.25)]);
        assert_eq!(sheet.lines[1].cells[1].text, DASH);
        assert_eq!(sheet.lines[1].cells[1].about, "Nobody used it.");
        let by = |is_backwards| {
            let by = Some(1);
            sheet.sorted(Order { by, is_backwards })
        };
        assert_eq!(by(false), [2, 0, 1]);
        assert_eq!(by(true), [0, 2, 1]);
        assert_eq!(sheet.sorted(Order::default()), [0, 1, 2]);
    }

    #[test]
    fn a_table_is_copied_in_its_order_with_tabs() {
        let sheet = sheet(&[Some(0.5), None]);
        assert_eq!(sheet.copied(&[1, 0]), "Tag\tF1\na\t–\nb\t0.50\n");
    }

    #[test]
    fn numbers_have_no_negative_nought() {
        assert_eq!(decimals(-0.001, 2), "0.00");
        assert_eq!(decimals(-0.01, 2), "-0.01");
    }
}
