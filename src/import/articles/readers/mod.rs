//! One file a format; the table of them is [`FORMATS`](super::FORMATS).

pub(super) mod databases;
pub(super) mod docx;
pub(super) mod epub;
pub(super) mod feed;
mod flow;
pub(super) mod html;
mod left_out;
mod looks;
pub(super) mod mail;
mod markup;
pub(super) mod newsroom;
pub(super) mod notes;
pub(super) mod odt;
pub(super) mod package;
#[cfg(feature = "pdf")]
pub(super) mod pdf;
pub(super) mod rtf;
mod symbols;
#[cfg(test)]
mod tests;
pub(super) mod text;
pub(super) mod warc;
