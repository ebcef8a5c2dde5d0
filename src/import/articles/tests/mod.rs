//! Readers of articles, on files that were written for it.

mod corpus;
mod hostile;
