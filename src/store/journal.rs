//! The journal: every edit, on the disk of this computer before it counts as saved.
//!
//! It stands in the user's state folder, so that work is safe when the project folder is full, write-protected, on a share
//! that went away, or being changed by a synchronising program. Each run of the program writes a file of its own, a
//! [session](shelf::Shelf); each line of it is a checksummed [`Record`]. From these come the edits that had not reached the
//! project folder when a program died, undo across restarts, the history of an annotation and the trash.

mod chronicle;
mod keep;
pub(super) mod line;
mod record;
mod recover;
mod session;
pub(super) mod shelf;

pub use chronicle::{Place, Reach, backwards, project_before};
pub(super) use keep::age_between;
pub use keep::tidy;
pub use record::{Deed, Record};
pub(super) use recover::steps;
pub use recover::{Recovery, past, recover};
pub use session::Session;
pub use shelf::Shelf;

/// The version of the format of a session. A newer one is left alone and kept.
pub(super) const JOURNAL_FORMAT: u32 = 1;
