//! Every measure against what the field's packages compute (`reference.json`), and against what must hold whatever is marked.

mod laws;
mod reference;
mod study;

use crate::review::overlap::{Hits, TagHits, hits};
use crate::review::unit::Unit;

/// When marks count as one.
type Which = fn(&TagHits) -> Hits;

/// How many marks of two people count as one, of all tags together.
fn all(first: &[Unit], second: &[Unit], which: Which) -> Hits {
    let mut sum = Hits::default();
    for tag in hits(first, second).values() {
        sum += which(tag);
    }
    sum
}
