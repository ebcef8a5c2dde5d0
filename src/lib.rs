//! Postil: labelling news articles by hand.
//!
//! The library behind the `postil` program. Its floors, ground first; nothing imports from a floor above:
//!
//! 0. [`words`]: what the program says, in the user's language.
//! 1. [`text`]: spans, offset units, segmentation.
//! 2. [`model`]: a project as plain data, and the edits that change it.
//! 3. [`store`]: a project on disk.
//! 4. [`import`], [`export`], [`review`], [`query`]: articles in, datasets out, agreement, questions.
//! 5. [`cli`] and [`app`]: the command line and the window.
//! 6. [`mod@bench`]: measuring all of it.

pub mod app;
pub mod bench;
pub mod cli;
pub mod export;
#[doc(hidden)]
pub mod fuzzing;
pub mod import;
pub mod model;
pub mod query;
pub mod review;
pub mod store;
pub mod text;
pub mod words;
