//! The styles of a Word document.

use std::collections::HashMap;

use crate::import::Problem;

use super::super::super::BlockKind;
use super::super::looks::{Look, look};
use super::super::markup::{Kind, Markup, Step};

/// Most styles of which one is based on the next.
const CHAIN: usize = 20;

/// How paragraphs look by the ids of their styles.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: String,
    /// Its level in an outline, 9 for text.
    level: Option<usize>,
    /// Whether its paragraphs are items of a list.
    numbered: Option<bool>,
}

impl Styles {
    pub(super) fn read(text: &str, part: &str, kind: Kind<'_>) -> Result<Self, Problem> {
        let mut markup = Markup::new(text, part, kind);
        let mut all = HashMap::new();
        let mut id = String::new();
        let mut style = Style::default();
        loop {
            match markup.next()? {
                Step::Open(tag) if tag.space == "w" => {
                    let value = || tag.get("val").unwrap_or_default();
                    match tag.name() {
                        "style" => id = tag.get("styleId").unwrap_or_default(),
                        "name" => style.name = value(),
                        "basedOn" => style.based_on = value(),
                        "outlineLvl" => style.level = value().parse().ok(),
                        "numId" => style.numbered = Some(value() != "0"),
                        _ => {}
                    }
                }
                Step::Close(end) if end.space == "w" && end.name() == "style" => {
                    all.insert(std::mem::take(&mut id), std::mem::take(&mut style));
                }
                Step::End => return Ok(Self(all)),
                _ => {}
            }
        }
    }

    /// What a paragraph of this style is.
    pub(super) fn look(&self, id: &str) -> Look {
        let mut numbered = None;
        let mut id = id;
        for _ in 0..CHAIN {
            let Some(style) = self.0.get(id) else {
                break;
            };
            if let Some(look) = look(&style.name) {
                return look;
            }
            if style.level.is_some_and(|level| level < 9) {
                return Look {
                    kind: BlockKind::Heading,
                    ..Look::default()
                };
            }
            numbered = numbered.or(style.numbered);
            id = &style.based_on;
        }
        Look {
            kind: match numbered {
                Some(true) => BlockKind::Item,
                _ => BlockKind::Paragraph,
            },
            ..Look::default()
        }
    }
}
