//! Which texts are nearly the same: one agency's report in many papers, cut, with another headline, in another order or with a
//! few words corrected.
//!
//! A text is seen as the set of its *shingles*, four words in a row each. [`Signature`]s (`MinHash`; Broder 1997) tell which
//! texts may share many of them without comparing each with each; those that may are then compared by their whole sets, so
//! that nothing is called a copy by chance.

mod groups;
mod shingles;
mod signature;
mod sought;
#[cfg(test)]
mod tests;

pub use groups::near_copies;
pub use shingles::likeness;
pub use signature::Signature;
pub use sought::Sought;

/// Two texts are nearly the same from this share of the shingles of the shorter one on.
pub const NEARLY_SAME: f64 = 0.6;
