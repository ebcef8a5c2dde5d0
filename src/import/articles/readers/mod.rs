//! One file a format.

mod docx;
mod epub;
mod flow;
mod looks;
mod markup;
mod notes;
mod odt;
mod package;
#[cfg(feature = "pdf")]
pub(crate) mod pdf;
mod rtf;
mod symbols;
#[cfg(test)]
mod tests;
