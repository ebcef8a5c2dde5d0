//! Merging: what every merge must keep to, and what comes of particular ones.

mod always;
mod layer;
mod shared;

use std::collections::BTreeSet;

use super::{Merged, Step, Told, differences, resolve, without_base};
use crate::model::{Part, Project};

fn told() -> Told {
    Told {
        name: "Take in what another program changed".into(),
        other: "another program".into(),
    }
}

/// Every part that one of the projects has.
fn parts(projects: &[&Project]) -> BTreeSet<Part> {
    let mut parts = BTreeSet::from([
        Part::Settings,
        Part::Codebook,
        Part::Guidelines,
        Part::Highlighters,
        Part::Reviewing,
    ]);
    for project in projects {
        parts.extend(project.articles.keys().cloned().map(Part::Article));
        parts.extend(project.annotators.keys().cloned().map(Part::Annotator));
        parts.extend(project.layers.keys().cloned().map(Part::Layer));
        parts.extend(project.reviews.keys().cloned().map(Part::Review));
    }
    parts
}

fn steps(base: &Project, theirs: &Project) -> Vec<Step> {
    let parts = parts(&[base, theirs]);
    let steps = parts
        .iter()
        .flat_map(|part| differences(part, base, theirs));
    steps.collect()
}

fn steps_without_base(ours: &Project, theirs: &Project) -> Vec<Step> {
    let parts = parts(&[ours, theirs]);
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
