//! What people agree on of fields, of marks and of articles.

use super::{FEW, Of, PLAIN};
use crate::app::agreement::passages::{Behind, Part, Show};
use crate::app::agreement::sheet::{Cell, Column, Line, Sheet};
use crate::model::Project;
use crate::review::study::Field;
use crate::review::summary::{FieldNumbers, Scale};
use crate::say;

impl Of<'_> {
    /// Each field for which there is something to compare.
    pub(super) fn fields(&self) -> Sheet {
        let columns = vec![
            Column::words(say!("agreement-field"), 150.0),
            Column::numbers(
                say!("agreement-compared"),
                say!("agreement-compared-about"),
                92.0,
            ),
            Column::numbers(
                say!("agreement-percent"),
                say!("agreement-percent-about"),
                PLAIN,
            ),
            Column::numbers(
                say!("agreement-kappa"),
                say!("agreement-kappa-about"),
                PLAIN,
            ),
            Column::numbers(
                say!("agreement-alpha"),
                say!("agreement-alpha-about"),
                PLAIN,
            ),
            Column::numbers(say!("agreement-ac1"), say!("agreement-ac1-about"), PLAIN),
        ];
        let fields = self.summary.fields.iter().chain(&self.summary.labels);
        let lines = fields.filter(|it| it.items > 0).map(|it| self.field(it));
        Sheet {
            columns,
            lines: lines.collect(),
            ..Sheet::default()
        }
    }

    fn field(&self, numbers: &FieldNumbers) -> Line {
        let behind = Behind {
            part: Part::Field(numbers.field.clone()),
            ..Behind::default()
        };
        let differing = Behind {
            show: Show::Differing,
            ..behind.clone()
        };
        let mut cell = Cell::words(&field_name(self.project, &numbers.field));
        if let Some(tag) = &numbers.field.tag {
            cell.color = self.tag_cell(tag).color;
        }
        let alpha = match numbers.scale {
            Scale::Ordinal => {
                say!("agreement-ordered").clone_into(&mut cell.small);
                say!("agreement-alpha-ordinal-about")
            }
            _ => say!("agreement-alpha-about"),
        };
        let mut cells = vec![
            cell.opens(behind.clone()),
            Cell::count(numbers.items).opens(behind),
        ];
        let why = say!("agreement-no-variation");
        for (number, about) in [
            (&numbers.percent, say!("agreement-percent-about")),
            (&numbers.kappa, say!("agreement-kappa-about")),
            (&numbers.alpha, alpha),
            (&numbers.ac1, say!("agreement-ac1-about")),
        ] {
            cells.push(Cell::number(number, about, why).opens(differing.clone()));
        }
        Line {
            cells,
            faint: numbers.items < FEW,
        }
    }
}

/// What a field is called, with its tag.
#[must_use]
pub fn field_name(project: &Project, field: &Field) -> String {
    let codebook = &project.codebook;
    let tag = field.tag.as_ref();
    let attributes = match tag {
        Some(tag) => codebook.tag(tag).map(|tag| &tag.attributes),
        None => Some(&codebook.article_attributes),
    };
    let known = attributes.and_then(|all| all.iter().find(|it| it.id == field.attribute));
    let name = known.map_or_else(|| field.attribute.to_string(), |it| it.name.clone());
    let of = tag.map_or(say!("agreement-article"), |tag| codebook.tag_name(tag));
    format!("{of}: {name}")
}
