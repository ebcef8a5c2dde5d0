//! Questions to a project: statistics, what was done to it, what was deleted, where entities are used, where words stand.

mod alike;
mod changed_text;
mod chosen;
mod copies;
pub mod filter;
mod fit;
mod gaps;
mod history;
pub mod listing;
mod marked;
mod naming;
mod passages;
pub mod recode;
mod roster;
mod stats;
#[cfg(test)]
mod tests;
mod trash;
mod used;
mod uses;

pub use alike::{Alike, AlikeOptions, MOST as MOST_ALIKE, alike, alike_here};
pub use changed_text::{ChangedText, Difference, changed_text};
pub use chosen::articles_of;
pub use copies::{Copy, CopyGroup, copies_of, copy_groups};
pub use fit::Fit;
pub use gaps::{Found, Gaps, OfLayer, Stretch, StretchAt};
pub use history::{Entry, History, differing, history};
pub use marked::{Mark, marks_of_tag};
pub use naming::{Naming, Proposal, Why};
pub use passages::{
    InContext, MOST as MOST_PASSAGES, Passages, Scope, Wanted, in_context, marked_passages,
    passages,
};
pub use roster::{Roster, Somebody, Typed};
pub use stats::{
    AnnotatorStats, ArticleStats, EntityStats, Member, Stats, StatusCounts, TagStats, stats,
};
pub use trash::{BroughtBack, Lost, NotYet, Trash, bring_back, trash};
pub use used::used_texts;
pub use uses::{Tally, Uses};
