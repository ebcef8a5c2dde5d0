//! Who gave which tag where the other one gave which.

use std::collections::BTreeSet;

use super::Of;
use crate::app::agreement::passages::Behind;
use crate::app::agreement::sheet::{Cell, Column, Line, Sheet};
use crate::say;

impl Of<'_> {
    /// Tag by tag, with nothing: both orders of a pair of people are one, so only one half is filled.
    pub(super) fn confusion(&self) -> Sheet {
        let confusion = &self.summary.confusion;
        let used = confusion.keys().flat_map(|&(one, other)| [one, other]);
        let used: BTreeSet<u32> = used.flatten().collect();
        let sides: Vec<Option<u32>> = core::iter::once(None)
            .chain(used.into_iter().map(Some))
            .collect();
        let largest = |is_same: bool| {
            let counts = confusion
                .iter()
                .filter(|((one, other), _)| (one == other) == is_same);
            counts.map(|(_, count)| *count).max().unwrap_or(1).max(1)
        };
        let (same, other) = (largest(true), largest(false));
        let id = |side: Option<u32>| side.map(|tag| self.study.tags[tag as usize].clone());
        let name = |side: Option<u32>| match id(side) {
            Some(tag) => self.project.codebook.tag_name(&tag).to_owned(),
            None => say!("agreement-nothing").to_owned(),
        };
        let mut columns = vec![Column::words("", 100.0)];
        columns.extend(sides.iter().map(|&side| {
            let about = say!("agreement-confusion-about");
            Column::numbers(name(side), about, 74.0)
        }));
        let lines = sides.iter().skip(1).map(|&row| {
            let tag = id(row);
            let head = tag
                .as_ref()
                .map_or_else(Cell::default, |tag| self.tag_cell(tag));
            let mut cells = vec![head.opens(Behind {
                tag: tag.clone(),
                ..Behind::default()
            })];
            cells.extend(sides.iter().map(|&column| {
                if column > row {
                    return Cell::default();
                }
                let count = confusion.get(&(row, column)).copied().unwrap_or(0);
                let most = if row == column { same } else { other };
                let (one, another) = (name(row), name(column));
                let cell = Cell {
                    shade: (count as f32 / most as f32).sqrt(),
                    about: say!("agreement-cell", one = one, other = another, count = count),
                    ..Cell::count(count)
                };
                if count == 0 {
                    return Cell {
                        text: "·".to_owned(),
                        ..cell
                    };
                }
                cell.opens(Behind {
                    tags: Some((tag.clone(), id(column))),
                    ..Behind::default()
                })
            }));
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
}
