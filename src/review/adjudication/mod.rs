//! Deciding where people differ.
//!
//! [`groups`] puts the marks of any number of people into cases: marks that the one alignment puts together, or one that stands
//! alone. [`queue`] says of each case whether it is decided, and whether something on which the decision stood has changed
//! since. [`decide`] and [`in_bulk`] make an [`Edit`](crate::model::Edit) of a decision: annotations of the gold layer, and the
//! decision that says where they came from. [`inbox`] is what became of somebody's own marks, [`origin`] where a gold annotation
//! came from, [`drift`] whether somebody's marks have come to be decided otherwise more often than before.
//!
//! Nobody's layer is ever changed by a decision. Whatever marks, statuses and other reviewers do, each gold annotation is of a
//! decision in force, and one that a decision replaces goes with it.

mod bulk;
mod case;
mod decide;
mod drift;
mod gold;
mod inbox;
mod links;
mod names;
mod queue;

pub use bulk::{Bulked, Count, in_bulk};
pub use case::{CaseKind, CaseMark, Group, groups, participants};
pub use decide::{Ruling, Undecidable, decide};
pub use drift::{Decided, Drift, Otherwise, drift};
pub use gold::amended;
pub use inbox::{Letter, Origin, inbox, origin};
pub use names::{called, people_of, signed_by, whose};
pub use queue::{Case, Queue, State, Why, queue};

#[cfg(test)]
mod tests;
