//! What people agree on by pair.

use super::{Of, PLAIN};
use crate::app::agreement::passages::{Behind, Show, people_of};
use crate::app::agreement::sheet::{Cell, Column, DASH, Line, Sheet, decimals};
use crate::say;

impl Of<'_> {
    /// People by people: above the diagonal how far they agree, below it in how many articles.
    pub(super) fn pairs(&self) -> Sheet {
        let people = self.study.question.people.len();
        let mut columns = vec![Column::words("", 110.0)];
        columns.extend((0..people).map(|at| {
            let about = say!("agreement-pairs-about");
            Column::numbers(self.person(at), about, PLAIN)
        }));
        let lines = (0..people).map(|row| {
            let mut cells = vec![Cell::words(self.person(row))];
            cells.extend((0..people).map(|column| self.pair(row, column)));
            Line {
                cells,
                faint: false,
            }
        });
        Sheet {
            columns,
            lines: lines.collect(),
            ..Sheet::default()
        }
    }

    fn pair(&self, row: usize, column: usize) -> Cell {
        let (first, second) = (row.min(column), row.max(column));
        let mut pairs = self.study.pairs.iter();
        let place = pairs.position(|pair| (pair.first, pair.second) == (first, second));
        let Some(place) = place else {
            return Cell::default();
        };
        let (articles, marks) = &self.summary.pairs[place];
        let overlap = marks.overlap.value;
        let about = say!(
            "agreement-pair",
            first = self.person(first),
            second = self.person(second),
            articles = articles,
            overlap = overlap.map_or_else(|| DASH.to_owned(), |it| decimals(it, 2))
        );
        let behind = Behind {
            pair: Some(people_of(self.study, place)),
            show: if row < column {
                Show::Differing
            } else {
                Show::All
            },
            ..Behind::default()
        };
        let cell = if row < column {
            Cell {
                shade: marks.exact.value.unwrap_or(0.0) as f32,
                ..Cell::number(&marks.exact, &about, say!("agreement-no-marks"))
            }
        } else {
            Cell {
                about,
                ..Cell::count(*articles as u64)
            }
        };
        cell.opens(behind)
    }
}
