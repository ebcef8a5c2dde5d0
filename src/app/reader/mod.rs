//! The article pane: shows one article with its marks, and lets the mouse, the commands and a screen reader select in it.
//!
//! It is a widget of our own on top of the [text engine](super::typeset). What a frame does is in [`Reader::show`]:
//!
//! 1. `column` has the text in `units` (paragraphs, or pieces of long ones) and lays out those in view; of all others
//!    it knows estimated `heights`.
//! 2. `scroll` has the place in the text as a unit and a distance in it, so that a corrected estimate moves nothing.
//! 3. `gestures` and `carets` turn the mouse and the motions of the command table into a [`Selection`].
//! 4. `marks` and `lanes` know the annotations; `fragments` are those of them on the screen, which `paint_marks` and
//!    `ruler` draw and `access` names.
//! 5. What links say stands in `chips`, beside the lines that `slots` gives them, on the `shelf` that is the margin. Of the
//!    chosen mark and the hovered one the links (`ties`) are `arcs`, in the `gaps` between lines on ways that `routes` finds,
//!    and to `stubs` where an end is out of view.
//!
//! Nothing here changes an annotation: the [`Response`] says what the user asked for. Keys are not read here either; the
//! command table calls [`Reader::move_caret`] and its fellows.

mod access;
mod arcs;
mod badges;
mod carets;
mod chips;
mod colleagues;
mod column;
mod compact;
mod fragments;
mod gaps;
mod gestures;
mod heading;
mod headings;
mod heights;
mod hidden;
mod lanes;
mod lines;
mod lit;
mod marks;
mod motion;
mod page;
mod paint;
mod paint_arcs;
mod paint_marks;
mod pane;
mod pointer;
mod routes;
mod ruler;
mod scroll;
mod selection;
mod shelf;
mod slots;
mod stubs;
mod ties;
mod travel;
mod underlines;
mod units;
mod view;
mod washes;

#[cfg(test)]
mod tests;

pub use colleagues::{Colleague, Theirs};
pub use heading::Heading;
pub use lit::Lit;
pub use marks::{Chips, Look, Mark, Marks};
pub use motion::Motion;
pub use page::{ChipAt, Click, Go, Listed, Page, Response};
pub use pane::Reader;
pub use selection::Selection;
pub use ties::{Tie, Ties};
pub use travel::Bookmark;
