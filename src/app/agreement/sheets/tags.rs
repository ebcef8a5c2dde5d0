//! What people agree on by tag: how many marks, what became of them, and the measures of each tag and of all.

use super::{FEW, Of, PLAIN, SURE, bars, of_measure, share_same};
use crate::app::agreement::bars::spoken;
use crate::app::agreement::passages::{Behind, Show};
use crate::app::agreement::sheet::{Cell, Column, DASH, Key, Line, Sheet};
use crate::review::measure::measure;
use crate::review::summary::Marks;
use crate::say;

impl Of<'_> {
    /// All tags together, which stay at the top, and each that somebody used.
    pub(super) fn tags(&self) -> Sheet {
        let mut columns = vec![Column::words(say!("agreement-tag"), 110.0)];
        columns.extend(self.made_columns());
        columns.push(bars());
        for id in ["exact", "overlap", "alpha"] {
            columns.extend(measure(id).map(|it| of_measure(it, SURE)));
        }
        columns.extend(self.more.iter().map(|(it, _)| of_measure(it, PLAIN)));
        let all = Cell {
            key: Key::None,
            ..Cell::words(say!("agreement-all-tags"))
        };
        let mut lines = vec![self.marks(all, None, &self.summary.all)];
        for (at, marks) in self.summary.tags.iter().enumerate() {
            let is_used = marks.made.iter().any(|made| *made > 0);
            if is_used {
                let cell = self.tag_cell(&self.study.tags[at]);
                lines.push(self.marks(cell, Some(at), marks));
            }
        }
        Sheet {
            columns,
            lines,
            pinned: 1,
            ..Sheet::default()
        }
    }

    /// A row of what people agree on of a tag, or of all.
    fn marks(&self, mut name: Cell, tag: Option<usize>, marks: &Marks) -> Line {
        let rows = marks.classes.rows();
        let faint = rows < FEW;
        if faint && tag.is_some() {
            say!("agreement-few").clone_into(&mut name.small);
            name.about = say!("agreement-few-about", count = FEW);
        }
        let behind = Behind {
            tag: tag.map(|at| self.study.tags[at].clone()),
            ..Behind::default()
        };
        let differing = Behind {
            show: Show::Differing,
            ..behind.clone()
        };
        let mut cells = vec![name.opens(behind.clone())];
        cells.extend(self.made(&marks.made, &behind));
        cells.push(Cell {
            bar: Some(marks.classes),
            key: share_same(marks.classes),
            about: spoken(marks.classes, self.two()),
            ..Cell::default()
        });
        if let Some(bar) = cells.last_mut() {
            bar.behind = Some(behind);
        }
        let few = self.few_articles();
        for (id, number) in [
            ("exact", &marks.exact),
            ("overlap", &marks.overlap),
            ("alpha", &marks.alpha),
        ] {
            let about = measure(id).map_or("", |it| (it.about)());
            let why = match id {
                "alpha" => say!("agreement-no-alpha"),
                _ => say!("agreement-no-marks"),
            };
            let mut cell = Cell::number(number, about, why);
            if let Some(few) = few.filter(|_| number.value.is_some()) {
                cell.about = format!("{}\n{few}", cell.about);
            }
            cells.push(cell.opens(differing.clone()));
        }
        cells.extend(self.more.iter().map(|(measure, measured)| {
            let number = measured.and_then(|measured| match tag {
                None => Some(&measured.all),
                Some(at) => measured.tags.get(at),
            });
            let cell = match (measured, number) {
                (None, _) => Cell {
                    text: say!("agreement-waits").to_owned(),
                    ..Cell::default()
                },
                (Some(_), None) => Cell {
                    text: DASH.to_owned(),
                    about: say!("agreement-not-by-tag").to_owned(),
                    ..Cell::default()
                },
                (Some(_), Some(number)) => {
                    Cell::number(number, (measure.about)(), say!("agreement-no-number"))
                }
            };
            cell.opens(differing.clone())
        }));
        Line { cells, faint }
    }

    /// Why there is no interval, if there is none.
    fn few_articles(&self) -> Option<&'static str> {
        let few = self.study.articles.len() < crate::review::resample::FEWEST;
        few.then(|| say!("agreement-no-interval"))
    }
}
