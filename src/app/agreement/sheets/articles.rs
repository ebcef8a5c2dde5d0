//! What people agree on by article.

use super::{COUNT, Of, PLAIN, bars, of_measure, share_same};
use crate::app::agreement::bars::spoken;
use crate::app::agreement::passages::{Behind, Show};
use crate::app::agreement::sheet::{Cell, Column, Line, Sheet};
use crate::review::measure::measure;
use crate::review::part::Part;
use crate::review::study::ArticleSums;
use crate::say;

impl Of<'_> {
    /// Each article with which two people are done.
    pub(super) fn articles(&self) -> Sheet {
        let mut columns = vec![
            Column::words(say!("agreement-article"), 150.0),
            Column::numbers(
                say!("agreement-people"),
                say!("agreement-people-about"),
                COUNT,
            ),
        ];
        columns.extend(self.made_columns());
        columns.push(bars());
        for id in ["exact", "overlap"] {
            columns.extend(measure(id).map(|it| of_measure(it, PLAIN)));
        }
        let lines = self.study.articles.iter().map(|it| self.article(it));
        let mut lines: Vec<Line> = lines.collect();
        // By title, as the head of the first column says.
        lines.sort_by_cached_key(|line| line.cells[0].text.to_lowercase());
        Sheet {
            columns,
            lines,
            ..Sheet::default()
        }
    }

    fn article(&self, article: &ArticleSums) -> Line {
        let behind = Behind {
            article: article.article.clone(),
            ..Behind::default()
        };
        let differing = Behind {
            show: Show::Differing,
            ..behind.clone()
        };
        let part = Part::of(self.study, [article], |_| true);
        let people = article.finished.iter().filter(|it| **it).count();
        let mut cells = vec![
            Cell::words(&self.title(article)).opens(behind.clone()),
            Cell::count(people as u64).opens(behind.clone()),
        ];
        cells.extend(self.made(&part.made, &behind));
        let bar = Cell {
            bar: Some(part.classes),
            key: share_same(part.classes),
            about: spoken(part.classes, self.two()),
            ..Cell::default()
        };
        cells.push(bar.opens(behind));
        for (id, number) in [("exact", &part.exact), ("overlap", &part.overlap)] {
            let about = measure(id).map_or("", |it| (it.about)());
            let cell = Cell::number(number, about, say!("agreement-agreed-empty"));
            cells.push(cell.opens(differing.clone()));
        }
        Line {
            cells,
            faint: false,
        }
    }

    fn title(&self, article: &ArticleSums) -> String {
        let id = article.article.as_ref();
        let known = id.and_then(|id| self.project.articles.get(id));
        match (known, id) {
            (Some(article), _) => article.meta.display_title().to_owned(),
            (None, id) => id.map(ToString::to_string).unwrap_or_default(),
        }
    }
}
