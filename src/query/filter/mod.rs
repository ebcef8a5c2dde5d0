//! The query language: which annotations are meant.
//!
//! A filter is a line of text that is read by one [parser](parse()) for the window and the command line, becomes a
//! [`Query`], and is [bound](Filter::bind) to a project: its names become tags, attributes, roles and people. The bound
//! [`Filter`] says of each annotation whether it is meant. What may stand at a caret is told by [`complete`].
//!
//! # Grammar
//!
//! ```text
//! query  = [ or ]
//! or     = and { "or" and }
//! and    = not { [ "and" ] not }
//! not    = ( "not" | "-" ) not | "(" or ")" | term
//! term   = word | "unsure" | key op value { "," value }
//! key    = name | ( "attribute" | "role" ) ":" name
//! op     = ":" | "=" | "<" | "<=" | ">" | ">=" | "→" | "->"
//! value  = word | [ word ] ".." [ word ]
//! name   = word without "*"
//! word   = quoted text | letters without blanks and without any of ( ) " : = < > , →
//! ```
//!
//! `"` in quoted text is written `\"`; `*` in a word without quotation marks stands for anything. The manual
//! (`assets/manual/filters.md`) says what the keys mean.

mod ast;
mod bind;
mod complete;
mod error;
mod matcher;
mod names;
mod parse;
mod span;
mod test;
#[cfg(test)]
pub(super) mod tests;

pub use ast::{At, Key, Node, Of, Op, Query, Term, Value, Word};
pub use bind::Filter;
pub(in crate::query) use bind::is_called;
pub use complete::{Completion, Proposed, Sort as ProposedAs, complete};
pub(super) use complete::{Known, propose, short, values_of};
pub use error::{Why, Wrong};
pub use names::Names;
pub use parse::parse;
pub use test::{Place, Within};
