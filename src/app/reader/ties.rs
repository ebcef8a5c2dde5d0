//! The links between marks as the pane is told of them: only those of the chosen mark and of the one under the pointer.

use crate::model::AnnotationId;
use crate::say;

/// A link of a mark to or from another mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The mark at the other end.
    pub other: AnnotationId,
    /// What the link says, read along its direction: “said by”.
    pub label: String,
    /// What the mark at the other end is called: “Lavrov”.
    pub name: String,
    /// Whether the link points to the other mark; it comes from there otherwise.
    pub is_outgoing: bool,
}

impl Tie {
    /// What it says on its own: “said by Lavrov”, or “We will sign” said by this.
    #[must_use]
    pub fn words(&self) -> String {
        let Self { label, name, .. } = self;
        if self.is_outgoing {
            format!("{label} {name}")
        } else {
            say!("reader-link-from", name = name, link = label)
        }
    }
}

/// The links of one mark to and from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ties {
    /// The mark.
    pub of: AnnotationId,
    /// Its links to the nearest marks, the nearest first.
    pub list: Vec<Tie>,
}
