//! What paragraphs are by the names of their styles: Word and LibreOffice write the English names of their own styles into
//! files whatever language people see.

use super::super::{BlockKind, Cut};

/// How a paragraph looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub kind: BlockKind,
    pub cut: Option<Cut>,
    /// Whether it is the headline of the whole.
    pub is_title: bool,
}

/// What a style of this name means; none for one that means nothing, which may be based on one that does.
pub(super) fn look(name: &str) -> Option<Look> {
    let name = name.trim().to_lowercase();
    let kind = match name.as_str() {
        "title" | "subtitle" => BlockKind::Heading,
        "quote" | "intense quote" | "block text" | "quotations" => BlockKind::Quote,
        "caption" => BlockKind::Caption,
        "toc heading" | "contents heading" | "index heading" => {
            return Some(contents());
        }
        other if is_numbered(other, "heading ") => BlockKind::Heading,
        other if is_numbered(other, "toc ") || is_numbered(other, "contents ") => {
            return Some(contents());
        }
        _ => return None,
    };
    Some(Look {
        kind,
        cut: None,
        is_title: name == "title",
    })
}

/// A line of a table of contents.
pub(super) fn contents() -> Look {
    Look {
        kind: BlockKind::Item,
        cut: Some(Cut::Boilerplate),
        is_title: false,
    }
}

/// Whether a name is this word and a number.
fn is_numbered(name: &str, word: &str) -> bool {
    let number = name.strip_prefix(word).unwrap_or_default();
    number.starts_with(|c: char| c.is_ascii_digit())
}
