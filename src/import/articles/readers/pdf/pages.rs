//! The pages of a PDF as what is printed on them: stretches of text with their places.

use serde::{Deserialize, Serialize};

/// What a PDF holds, or why it cannot be read: what the reader that is guarded says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    Pages(Document),
    Encrypted,
    Broken(String),
}

/// What a PDF holds.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Document {
    pub pages: Vec<Page>,
    /// What the file says of itself: `Title`, `Author`, `CreationDate`, `Lang`.
    pub about: Vec<(String, String)>,
}

/// A page.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Page {
    /// In points.
    pub height: f32,
    pub spans: Vec<Span>,
    pub has_picture: bool,
    /// Why it could not be read; empty when it could.
    pub broken: String,
}

/// A stretch of text in one font on one line; lengths in points, from the lower left corner of the page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Span {
    pub text: String,
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub size: f32,
    pub bold: bool,
    /// Whether it does not run from left to right or right to left.
    pub turned: bool,
}
