//! Postil: labelling news articles by hand.
//!
//! The library behind the `postil` program.

pub mod model;
pub mod store;
pub mod text;
