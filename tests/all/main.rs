//! Everything that is tested from outside the library, in one binary: linking the window takes its time.

mod floors;
#[cfg(feature = "pdf")]
mod pdf;
mod seeds;
mod terminal;
mod window;
