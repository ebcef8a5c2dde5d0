//! A project in a git repository: what *Sync* does there, with the git that is installed.
//!
//! [`plan()`] says what would be done and changes nothing; [`sync()`] commits what lies in the project's folder, fetches what
//! colleagues have pushed, merges it and pushes. Files that both sides changed are merged by what they say
//! ([`merge_files`](super::merge_files)), by this program itself, so that it does not matter whether git knows its merge driver.
//! What cannot be merged so is left as it was: the merge is taken back, and what is here is committed.
//!
//! Git runs as a program of its own, without a shell, and can ask for nothing; how long it may take is limited.

mod changes;
mod place;
mod plan;
mod resolve;
mod run;
mod setup;
mod sync;
mod trouble;

pub use changes::Changes;
pub use place::is_in_repository;
pub use plan::{Obstacle, Plan, Remote, plan};
pub use resolve::{Disagreement, OtherSide};
pub use setup::set_up;
pub use sync::{Done, Outcome, Report, Step, sync};
pub use trouble::GitError;
