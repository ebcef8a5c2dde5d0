//! What the commands do to an open project: one file a subject.

mod again;
mod annotate;
mod ask;
mod cite;
mod complete;
mod find;
mod follow;
mod leap;
mod link;
mod place;
mod relink;
mod travel;
mod walk;

pub use annotate::with_moved_end;
pub use leap::{LETTERS, Leap};
pub use relink::Relink;
