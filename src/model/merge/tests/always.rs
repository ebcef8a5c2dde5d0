//! What holds of every merge.

use proptest::prelude::*;

use super::*;
use crate::model::random::{article, edits_for, projects};
use crate::model::{Article, Change, Edit, Layer, Review};

/// A project and two ways that it went.
pub(super) fn forks() -> impl Strategy<Value = (Project, Project, Project)> {
    projects().prop_flat_map(|base| {
        let sides = (edits_for(&base), edits_for(&base));
        sides.prop_map(move |(one, other)| (base.clone(), after(&base, &one), after(&base, &other)))
    })
}

fn after(base: &Project, edits: &[Edit]) -> Project {
    let mut project = base.clone();
    for edit in edits {
        // An article that gets another text is not merged but anchored anew; so are layers whose text was corrected.
        let other_text = edit.changes.iter().any(|change| match change {
            Change::Article(id, Some(to)) => {
                let known = base.articles.get(id).or(project.articles.get(id));
                known.is_some_and(|known| known.text != to.text)
            }
            Change::Corrections(..) => true,
            _ => false,
        });
        if !other_text {
            let _refused = edit.apply(&mut project);
        }
    }
    project
}

/// What two merges of the same must agree on: the layers of articles and annotators that both have.
fn layers(project: &Project, other: &Project) -> Vec<Layer> {
    let common = project.layers.iter().filter(|(key, _)| {
        other.articles.contains_key(&key.article) && other.annotators.contains_key(&key.annotator)
    });
    common.map(|(_, layer)| layer.as_ref().clone()).collect()
}

/// What two merges of the same must agree on, too: the reviews of articles and annotators that both have.
fn reviews(project: &Project, other: &Project) -> Vec<Review> {
    let common = project.reviews.iter().filter(|(key, _)| {
        other.articles.contains_key(&key.article) && other.annotators.contains_key(&key.reviewer)
    });
    common.map(|(_, review)| review.as_ref().clone()).collect()
}

fn without_order(project: &Project) -> Project {
    let mut project = project.clone();
    let codebook = std::sync::Arc::make_mut(&mut project.codebook);
    codebook.tags.sort_by(|one, other| one.id.cmp(&other.id));
    project
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_only_one_side_changed_comes_over_whole((base, one, _) in forks()) {
        let (project, told) = merged(&base, &steps(&base, &one));
        prop_assert_eq!(&project, &one);
        prop_assert_eq!(told.conflicts, []);
        let (project, told) = merged(&one, &steps(&base, &base));
        prop_assert_eq!(&project, &one);
        prop_assert_eq!(told.conflicts, []);
    }

    #[test]
    fn merging_again_what_is_merged_changes_nothing((base, one, other) in forks()) {
        let steps = steps(&base, &other);
        let (project, _) = merged(&one, &steps);
        let (again, told) = merged(&project, &steps);
        // The places in a list that one side made shorter may need a second time to settle.
        prop_assert_eq!(without_order(&again), without_order(&project));
        prop_assert!(told.edit.parts().iter().all(|part| *part == Part::Codebook));
    }

    #[test]
    fn merging_two_versions_again_changes_nothing((_, one, other) in forks()) {
        let (project, _) = merged(&one, &steps_without_base(&one, &other));
        let (again, told) = merged(&project, &steps_without_base(&project, &other));
        prop_assert_eq!(&again, &project);
        prop_assert_eq!(told.edit.changes, []);
    }

    #[test]
    fn both_sides_come_to_the_same_annotations_and_reviews((base, one, other) in forks()) {
        let (here, _) = merged(&one, &steps(&base, &other));
        let (there, _) = merged(&other, &steps(&base, &one));
        prop_assert_eq!(layers(&here, &there), layers(&there, &here));
        prop_assert_eq!(reviews(&here, &there), reviews(&there, &here));
        let (here, _) = merged(&one, &steps_without_base(&one, &other));
        let (there, _) = merged(&other, &steps_without_base(&other, &one));
        prop_assert_eq!(layers(&here, &there), layers(&there, &here));
        prop_assert_eq!(reviews(&here, &there), reviews(&there, &here));
    }
}

#[test]
fn an_article_that_both_sides_brought_is_merged_once() {
    let base = Project::default();
    let brought = |title: &str| {
        let mut article = Article::clone(&article("three", "Text."));
        article.meta.title = title.to_owned();
        let change = Change::Article(article.id.clone(), Some(std::sync::Arc::new(article)));
        after(&base, &[Edit::new("Add", vec![change])])
    };
    let steps = steps(&base, &brought("theirs"));
    let (project, told) = merged(&brought("ours"), &steps);
    assert_eq!(told.conflicts.len(), 1, "two titles");
    let (_, again) = merged(&project, &steps);
    assert!(again.edit.is_empty(), "{:?}", again.edit);
}

#[test]
fn a_correction_comes_over_and_a_second_one_is_told() {
    use crate::model::random::{author, projects};
    use crate::model::{ArticleId, edits};
    use crate::text::Span;
    use proptest::strategy::ValueTree;

    let tree = projects().new_tree(&mut proptest::test_runner::TestRunner::deterministic());
    let base = tree.unwrap().current();
    let id = ArticleId::new("one").unwrap();
    let corrected = |from: &str, to: &str| {
        let start = base.articles[&id].text.as_str().find(from).unwrap();
        let passage = Span::of(start..start + from.len());
        let edit = edits::correct_text(&base, &author(5), &id, passage, to, "");
        let mut project = base.clone();
        edit.apply(&mut project).unwrap();
        project
    };
    let part = Part::Article(id.clone());
    let (one, other) = (corrected("port", "harbour"), corrected("over", "done"));
    let (project, told) = merged(&base, &differences(&part, &base, &one));
    assert_eq!(project, one);
    assert_eq!(told.conflicts, []);
    let (project, told) = merged(&one, &differences(&part, &base, &other));
    assert_eq!(project, one);
    assert_eq!(told.conflicts.len(), 1);
    // Without knowing what both came from, a text that nobody corrected has nothing to say.
    let (project, _) = merged(&one, &without_base(&part, &one, &base));
    assert_eq!(project, one);
    let (project, _) = merged(&base, &without_base(&part, &base, &one));
    assert_eq!(project, one);
}
