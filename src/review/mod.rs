//! How far people agree, and where they do not.
//!
//! One [`Alignment`] of two people's marks in an article is what scores, confusion, lists of differences and decisions are
//! made of, so that numbers and screens never disagree. The measures stand on it or beside it, each in a file:
//!
//! - [`overlap`]: F1 of marks: identical, overlapping, by characters, and the four scores of SemEval 2013.
//! - [`unitizing`]: Krippendorff's α for marks on a continuum, of 2016 and of 1995.
//! - [`coding`]: percent, κ, π, α and AC1 for values that were chosen.
//! - [`gamma`]: Mathet's γ. [`boundaries`]: Fournier's B.
//! - [`resample`]: how much a number would vary with other articles.
//!
//! A [`Study`] has the sums of a project, a [`Summary`] its numbers, [`part`] those of an article, a week or a round,
//! [`pairings`](mod@pairings) the passages behind each of them, and [`paper`] what is printed.
//!
//! What reviewers decide stands on it too: [`adjudication`] groups the marks of any number of people into cases, knows which of
//! them are decided, and makes the gold layer.
//!
//! All that can be is kept as sums over articles, so that any number is also had for one article, for a part of them, or for
//! a resample. What is undefined is `None`, never 0 or 1.
//!
//! Offsets are Unicode code points, ends are exclusive.

pub mod adjudication;
pub mod alignment;
pub mod assignment;
pub mod beside;
pub mod boundaries;
pub mod coding;
pub mod few;
pub mod gamma;
pub mod matching;
pub mod measure;
pub mod overlap;
pub mod pairings;
pub mod paper;
pub mod part;
pub mod repeats;
pub mod resample;
pub mod study;
pub mod summary;
pub mod team;
pub mod unit;
pub mod unitizing;

pub use alignment::{Alignment, Class, align};
pub use study::{Question, Study};
pub use summary::{Settings, Summary};
pub use unit::Unit;

#[cfg(test)]
mod tests;
