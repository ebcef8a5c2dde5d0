//! What the pane is given for a frame, and what it answers.

use egui::{Pos2, Rect};

use crate::model::{AnnotationId, Spans};
use crate::text::{Byte, Span};

use super::colleagues::{Colleague, Theirs};
use super::heading::Heading;
use super::lit::Lit;
use super::marks::Marks;
use super::ties::Ties;

/// What the pane shows in a frame.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Shown above the text.
    pub heading: Heading<'a>,
    /// The annotations of the article.
    pub marks: &'a Marks,
    /// The annotation that is worked on: outlined, with handles at its ends.
    pub chosen: Option<&'a AnnotationId>,
    /// The links between annotations of the chosen one, and of the one that was hovered in the last frame.
    pub ties: &'a [Ties],
    /// Other annotators whose marks are shown too.
    pub colleagues: &'a [Colleague],
    /// The mark of a colleague that is looked at.
    pub visited: Option<&'a Theirs>,
    /// Numbers shown at the candidates while a link is made.
    pub hints: &'a [(AnnotationId, u32)],
    /// Whether everything but the candidates and the chosen mark recedes.
    pub dimmed: bool,
    /// Points per em of running text.
    pub text_size: f32,
    /// From line to line of running text, as a multiple of its size.
    pub line_spacing: f32,
    /// How many characters a line has, about.
    pub measure: f32,
    /// What highlighters have found, in order.
    pub lit: &'a [Lit],
    /// What a search has found, in order.
    pub found: &'a [Span],
    /// The one of them that is looked at.
    pub found_here: Option<Span>,
    /// What some cover and others do not, hatched; in order and without overlaps.
    pub disputed: &'a [Span],
    /// Whether the text is shown without marks.
    pub clean: bool,
    /// Whether all characters that cannot be seen have a sign, and not only those that turn the direction of text.
    pub all_invisible: bool,
}

impl<'a> Page<'a> {
    /// Marks in running text of 17 points and lines of 70 characters, and nothing else.
    #[must_use]
    pub fn new(marks: &'a Marks) -> Self {
        Self {
            heading: Heading::default(),
            marks,
            chosen: None,
            ties: &[],
            colleagues: &[],
            visited: None,
            hints: &[],
            dimmed: false,
            text_size: 17.0,
            line_spacing: 1.5,
            measure: 70.0,
            lit: &[],
            found: &[],
            found_here: None,
            disputed: &[],
            clean: false,
            all_invisible: false,
        }
    }
}

/// A click on the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Click {
    /// The grapheme that was clicked, in bytes.
    pub at: Byte,
    /// The annotations there, innermost first; none for a click beside the text.
    pub marks: Vec<AnnotationId>,
}

/// A chip of an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChipAt {
    /// Whose chip.
    pub mark: AnnotationId,
    /// Which of its chips, from 0.
    pub chip: usize,
}

/// Something beyond the edge of the view that the user wants to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Go {
    /// Which annotation.
    pub to: AnnotationId,
    /// Which part of it, in bytes.
    pub span: Span,
}

/// A list that is wanted beside a rectangle on the screen, in points.
#[derive(Clone, Debug, PartialEq)]
pub enum Listed {
    /// Of chips that have no room of their own.
    Chips(Rect, Vec<ChipAt>),
    /// Of all links of the chosen annotation.
    Links(Rect),
}

/// What the user did in a frame.
#[derive(Clone, Debug)]
pub struct Response {
    /// That of the whole pane.
    pub inner: egui::Response,
    /// A plain click, or a click on a mark through a screen reader.
    pub clicked: Option<Click>,
    /// The annotation that a screen reader has gone to.
    pub entered: Option<AnnotationId>,
    /// A selection made with Ctrl: a piece to add to the chosen annotation.
    pub piece: Option<Span>,
    /// Whether the mouse or a screen reader has changed the selection.
    pub selection_changed: bool,
    /// The innermost annotation under the pointer.
    pub hovered: Option<AnnotationId>,
    /// The mark of a colleague whose line is under the pointer.
    pub hovered_theirs: Option<Theirs>,
    /// A mark of a colleague that was clicked.
    pub theirs: Option<Theirs>,
    /// An end of the chosen annotation was dragged: these are to be its spans.
    pub drag_end: Option<(AnnotationId, Spans)>,
    /// A click with the other button, and where on the screen in points: a list of what is there is wanted.
    pub context_click: Option<(Pos2, Click)>,
    /// A chip that was clicked.
    pub chip: Option<ChipAt>,
    /// A stub that was clicked.
    pub go: Option<Go>,
    /// A list that is wanted.
    pub listed: Option<Listed>,
}
