//! Trying to lose work: programs that are killed, and disks that lose power.
//!
//! Both put the same question: is everything that was acknowledged there afterwards, and is the project sound? The example
//! `torture` runs them for as long as one likes; tests run a few of their cases.

pub mod kill;
pub mod power;
