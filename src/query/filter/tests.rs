//! The language as it is written, and what it means against a naive model.

pub mod meaning;
mod writing;
