//! Postil: labelling news articles by hand.
//!
//! The library behind the `postil` program.

pub mod cli;
pub mod export;
pub mod import;
pub mod model;
pub mod query;
pub mod store;
pub mod text;
