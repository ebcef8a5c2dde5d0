//! Finding what was marked in one text again in a later version of that text.
//!
//! A misplaced annotation is worse than one without a place, so there are two kinds of answers. What is *certain* is
//! the same words with the same words around them: with the old text at hand [`Alignment::carry`] says it, without it
//! [`place_by_context`]. Everything else is a [`Candidate`]: proposed, ranked, and never taken without a person.

mod align;
mod candidates;
mod carry;
mod context;
mod lcs;
mod line_ends;
mod needles;
mod order;
#[cfg(test)]
mod tests;
mod tokens;

pub use align::Alignment;
pub use candidates::{Candidate, candidates};
pub use context::{Quote, place_by_context};
