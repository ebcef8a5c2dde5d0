//! What the commands do to an open project: one file a subject.

mod annotate;
mod link;
mod walk;
