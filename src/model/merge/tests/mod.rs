//! Merging: what every merge must keep to, and what comes of particular ones.

mod always;
mod copy;
mod layer;
mod shared;

use super::{Merged, Step, Told, differences, parts_of_both, resolve, without_base};
use crate::model::{Part, Project};

fn told() -> Told {
    Told {
        name: "Take in what another program changed".into(),
        other: "another program".into(),
    }
}

fn steps(base: &Project, theirs: &Project) -> Vec<Step> {
    let parts = parts_of_both(base, theirs);
    let steps = parts
        .iter()
        .flat_map(|part| differences(part, base, theirs));
    steps.collect()
}

fn steps_without_base(ours: &Project, theirs: &Project) -> Vec<Step> {
    let parts = parts_of_both(ours, theirs);
    let steps = parts
        .iter()
        .flat_map(|part| without_base(part, ours, theirs));
    steps.collect()
}

/// The project with the steps taken over, and what was told.
fn merged(ours: &Project, steps: &[Step]) -> (Project, Merged) {
    let merged = resolve(ours, steps, &told());
    let mut project = ours.clone();
    merged
        .edit
        .apply(&mut project)
        .expect("what a merge yields fits the project");
    (project, merged)
}
