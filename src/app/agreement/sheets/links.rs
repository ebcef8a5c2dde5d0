//! What people agree on of links, by kind.

use super::{FEW, Of, SURE};
use crate::app::agreement::passages::{Behind, Part};
use crate::app::agreement::sheet::{Cell, Column, Line, Sheet};
use crate::say;

impl Of<'_> {
    /// Each kind of link that somebody made.
    pub(super) fn links(&self) -> Sheet {
        let mut columns = vec![
            Column::words(say!("agreement-link"), 130.0),
            Column::numbers(say!("agreement-made"), say!("agreement-made-about"), 80.0),
        ];
        let heads = [
            (say!("agreement-aligned"), say!("agreement-aligned-about")),
            (say!("agreement-exact"), say!("agreement-exact-about")),
            (say!("agreement-given"), say!("agreement-given-about")),
        ];
        columns.extend(heads.map(|(name, about)| Column::numbers(name, about, SURE)));
        let links = self.study.roles.iter().zip(&self.summary.links);
        let lines = links.filter(|(_, it)| it.made > 0).map(|(role, numbers)| {
            let behind = Behind {
                part: Part::Links(role.clone()),
                ..Behind::default()
            };
            let known = self.project.codebook.role(role);
            let name = known.map_or(role.as_str(), |role| role.name.as_str());
            let mut cells = vec![
                Cell::words(name).opens(behind.clone()),
                Cell::count(numbers.made).opens(behind.clone()),
            ];
            let all = [numbers.aligned, numbers.exact, numbers.given];
            cells.extend(all.iter().zip(heads).map(|(number, (_, about))| {
                Cell::number(number, about, say!("agreement-no-links")).opens(behind.clone())
            }));
            Line {
                cells,
                faint: numbers.made < FEW,
            }
        });
        Sheet {
            columns,
            lines: lines.collect(),
            ..Sheet::default()
        }
    }
}
