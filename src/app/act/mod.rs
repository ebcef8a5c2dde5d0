//! What the commands do to an open project: one file a subject.

mod annotate;
mod cite;
mod find;
mod follow;
mod link;
mod place;
mod walk;
