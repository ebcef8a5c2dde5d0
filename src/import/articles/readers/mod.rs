//! One file a format; the table of them is [`FORMATS`](super::FORMATS).

pub(super) mod docx;
pub(super) mod epub;
mod flow;
pub(super) mod html;
mod left_out;
mod looks;
mod markup;
pub(super) mod notes;
pub(super) mod odt;
mod package;
#[cfg(feature = "pdf")]
pub(super) mod pdf;
pub(super) mod rtf;
mod symbols;
#[cfg(test)]
mod tests;
pub(super) mod text;
