//! The text engine: lays out, hit-tests and paints text of every script, right-to-left ones included.
//!
//! egui's own text has no bidirectional order: it shows the year ۱۴۰۳ as ۳۰۴۱. So articles, and every label that shows
//! words of a document, are laid out by parley and painted here. The way from a text to the screen:
//!
//! 1. [`FontService`] knows the fonts: the bundled faces at once, the system's when a thread has found them.
//! 2. [`Typesetter`] sets a paragraph in lines; the [`Paragraph`] answers where things are, in bytes and points.
//! 3. [`Typography`], the handle kept in the egui context, paints it from an atlas of glyphs.
//! 4. [`TextLabel`] does all that for one label.
//!
//! Bytes are always offsets into the text of one paragraph; lengths are points unless they are called pixels.

mod atlas;
mod egui_fonts;
mod font_table;
mod fonts;
mod graphemes;
mod label;
mod layout;
mod line_build;
mod line_map;
mod paint;
mod quads;
mod raster;
mod scan;
mod typography;

#[cfg(test)]
pub(super) mod samples;
#[cfg(test)]
mod tests;

pub use egui_fonts::{family, font_id};
pub use fonts::{FontService, INTERFACE_FAMILY, MONO_FAMILY, READING_FAMILY};
pub use label::{Lines, Painted, TextButton, TextLabel};
pub use layout::{
    Affinity, Caret, Cluster, Direction, Face, Hit, Language, Line, Paragraph, Position, Side,
    Style, Typesetter, Vertical,
};
pub use paint::Ink;
pub use scan::{direction_of, has_rtl, is_plain, isolated, without_isolates};
pub use typography::Typography;
