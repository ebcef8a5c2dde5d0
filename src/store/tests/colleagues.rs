//! Copies of colleagues that come again and again: out of order, from somebody else, after an undo.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::model::merge::{Copied, Evidence, Told, parts_of_copy, take_copy};
use crate::model::random::{edits_for, projects};
use crate::model::{
    About, AnnotationId, Change, Comment, CommentId, Edit, Layer, LayerHead, Review, ReviewKey,
    Slot, Status, Way,
};

/// Who takes what others send, with the journal of what was done.
struct Lead {
    state: TempDir,
    project: Project,
    session: Session,
    number: u64,
    done: Vec<(Edit, Edit)>,
}

impl Lead {
    fn of(project: Project) -> Self {
        let state = tempfile::tempdir().unwrap();
        let shelf = Home::of(state.path(), Path::new("/ports")).shelf();
        let session = Session::new(shelf, Arc::new(RealDisk), Path::new("/ports"));
        Self {
            state,
            project,
            session,
            number: 0,
            done: Vec::new(),
        }
    }

    fn home(&self) -> Home {
        Home::of(self.state.path(), Path::new("/ports"))
    }

    fn record(&mut self, way: Way, edit: Edit, inverse: Edit) {
        self.number += 1;
        let deed = Deed {
            number: self.number,
            ..Deed::new(&annotator("lead"), at(0), way, edit, inverse)
        };
        let record = Record::Deed(Box::new(deed));
        self.session.append(&[record]).unwrap();
    }

    fn commit(&mut self, edit: Edit) {
        let inverse = edit.apply(&mut self.project).unwrap();
        self.done.push((edit.clone(), inverse.clone()));
        self.record(Way::Done, edit, inverse);
    }

    fn undo(&mut self) {
        let (edit, inverse) = self.done.pop().unwrap();
        inverse.apply(&mut self.project).unwrap();
        self.record(Way::Undone, inverse, edit);
    }

    fn take(&mut self, arrival: &Arrival) -> Copied {
        let home = self.home();
        let theirs = &arrival.theirs;
        let past = PastSlots::of(&home.shelf(), theirs, &Progress::default()).unwrap();
        let knows = |change: &Change| past.knows(change);
        let evidence = Evidence {
            base: home.last_taken(&self.project, arrival),
            past: Some(&knows),
        };
        let told = Told {
            name: "Take".into(),
            other: "the copy".into(),
        };
        let parts = parts_of_copy(&self.project, theirs, false);
        let copied = take_copy(&self.project, theirs, &evidence, &parts, &told);
        self.commit(copied.edit.clone());
        home.keep_taken(&self.project, arrival);
        copied
    }

    fn marks(&self, of: &str) -> Vec<String> {
        let layer = self.project.layer(&key("one", of)).unwrap();
        layer.annotations.keys().map(ToString::to_string).collect()
    }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

/// What somebody sends of a project at a time.
fn mailed(project: &Project, by: &str, second: i64, ours: &Project) -> Arrival {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let people = [annotator(by)].into();
    write_bundle(project, &people, false, at(second), &mut bytes).unwrap();
    let consent = Consent {
        another_project: true,
        ..Consent::default()
    };
    let bytes = bytes.into_inner();
    read_bundle_arrival(&bytes, ours, &OldTexts::default(), consent).unwrap()
}

/// A folder with a copy of the project; whose it is, nobody knows.
fn folder(project: &Project) -> Arrival {
    Arrival {
        theirs: project.clone(),
        apart: Vec::new(),
        remarks: Vec::new(),
        renamed: [].into(),
        made_by: [].into(),
        made: None,
        has: [].into(),
        came: [].into(),
    }
}

/// The project with one more mark of Ana.
fn with_mark(project: &Project, id: &str, second: i64) -> Project {
    let mut project = project.clone();
    let layer = Arc::make_mut(project.layers.get_mut(&key("one", "ana")).unwrap());
    let first = layer.annotations.values().next().unwrap();
    let mut mark = crate::model::Annotation::clone(first);
    mark.id = AnnotationId::new(id).unwrap();
    mark.links.clear();
    (mark.created, mark.modified) = (at(second), at(second));
    layer.annotations.insert(mark.id.clone(), mark.into());
    project
}

#[test]
fn an_older_bundle_takes_nothing_away() {
    let may = sample();
    let june = with_mark(&may, "new", 60);
    let mut lead = Lead::of(may.clone());
    let (old, new) = (
        mailed(&may, "ana", 0, &lead.project),
        mailed(&june, "ana", 100, &lead.project),
    );
    lead.take(&new);
    assert!(lead.marks("ana").contains(&"new".to_owned()));
    let before = lead.project.clone();
    for older in [&old, &folder(&may)] {
        let copied = lead.take(older);
        assert!(copied.is_empty(), "{copied:?}");
        assert_eq!(lead.project, before);
    }
    // And what was taken last is still the newest.
    let july = with_mark(&june, "newer", 160);
    let copied = lead.take(&mailed(&july, "ana", 200, &lead.project));
    assert_eq!((copied.edit.changes.len(), copied.cards.len()), (1, 0));
}

#[test]
fn what_somebody_took_back_themselves_goes_here_too() {
    let june = with_mark(&sample(), "new", 60);
    let mut lead = Lead::of(sample());
    lead.take(&mailed(&june, "ana", 100, &lead.project));
    lead.take(&mailed(&sample(), "ana", 200, &lead.project));
    assert_eq!(lead.project.layers, sample().layers);
}

/// The project without a trace of what Ana did in an article.
fn emptied(project: &Project) -> Project {
    let mut project = project.clone();
    project.layers.remove(&key("one", "ana"));
    let of = ReviewKey {
        article: key("one", "ana").article,
        reviewer: annotator("ana"),
    };
    project.reviews.remove(&of);
    project
}

#[test]
fn a_layer_of_which_nothing_is_left_goes_here_too_but_what_was_changed_here_stays() {
    let mut lead = Lead::of(emptied(&sample()));
    lead.take(&mailed(&sample(), "ana", 100, &lead.project));
    let taken = lead.project.clone();
    assert_eq!(taken.layers, sample().layers);
    // The lead has changed one of her marks since, and made another one.
    let layer = key("one", "ana");
    let first = taken.layers[&layer].annotations.values().next().unwrap();
    let mut changed = crate::model::Annotation::clone(first);
    changed.note = "So?".into();
    changed.links.clear();
    let mut added = changed.clone();
    added.id = mark("leads");
    let put = |mark: &crate::model::Annotation| {
        let slot = Slot::Present(Arc::new(mark.clone()));
        Change::Annotation(layer.clone(), mark.id.clone(), slot)
    };
    lead.commit(Edit::new("Mend", vec![put(&changed), put(&added)]));
    let copied = lead.take(&mailed(&emptied(&sample()), "ana", 200, &lead.project));
    let mut left = vec![changed.id.to_string(), "leads".to_owned()];
    left.sort();
    assert_eq!(lead.marks("ana"), left);
    let ana = annotator("ana");
    let counts = copied.counts.iter();
    let counted = counts.filter(|it| it.annotator.as_ref() == Some(&ana));
    let deleted: usize = counted.map(|it| it.deleted).sum();
    assert_eq!(deleted, taken.layers[&layer].annotations.len() - 1);
    let told: Vec<&str> = copied.cards.iter().map(|it| &*it.conflict.fact).collect();
    assert_eq!(
        told.len(),
        1,
        "that it was changed here and deleted there: {told:?}"
    );
    // Nothing of it comes back, and nothing goes, with what is older or comes again.
    let before = lead.project.clone();
    for (project, second) in [(sample(), 100), (sample(), 150), (emptied(&sample()), 200)] {
        lead.take(&mailed(&project, "ana", second, &lead.project));
        assert_eq!(lead.project, before);
    }
}

#[test]
fn what_was_deleted_one_by_one_goes_here_too_whatever_is_known_of_before() {
    let theirs = {
        let mut project = sample();
        let layer = Arc::make_mut(project.layers.get_mut(&key("one", "ana")).unwrap());
        let ids: Vec<AnnotationId> = layer.annotations.keys().cloned().collect();
        let ids = ids.into_iter().chain(layer.detached.keys().cloned());
        layer.deleted = ids.map(|id| (id, at(10))).collect();
        layer.annotations = Layer::default().annotations;
        layer.detached = Layer::default().detached;
        project
    };
    for knows_before in [true, false] {
        let mut lead = Lead::of(sample());
        if knows_before {
            lead.take(&mailed(&sample(), "ana", 100, &lead.project));
        }
        lead.take(&mailed(&theirs, "ana", 200, &lead.project));
        assert_eq!(lead.marks("ana"), [""; 0], "{knows_before}");
        lead.take(&mailed(&sample(), "ana", 100, &lead.project));
        assert_eq!(lead.marks("ana"), [""; 0], "nothing rises again");
    }
}

#[test]
fn that_there_is_no_layer_says_nothing_where_it_does_not_say_that_it_was_emptied() {
    let mut lead = Lead::of(sample());
    // Nothing was ever taken from her: nobody knows that she had it.
    lead.take(&mailed(&emptied(&sample()), "ana", 50, &lead.project));
    assert_eq!(lead.project.layers, sample().layers);
    lead.take(&mailed(&sample(), "ana", 100, &lead.project));
    // She has removed the article from her copy.
    let mut without = emptied(&sample());
    let layers = without.layers.keys().cloned().collect::<Vec<_>>();
    for key in layers.iter().filter(|key| key.article.as_str() == "one") {
        without.layers.remove(key);
    }
    without.articles.remove("one");
    lead.take(&mailed(&without, "ana", 200, &lead.project));
    assert_eq!(lead.project.layers, sample().layers);
    // A folder may lack a file.
    lead.take(&folder(&emptied(&sample())));
    assert_eq!(lead.project.layers, sample().layers);
    // And somebody else's bundle says nothing of hers.
    lead.take(&mailed(&emptied(&sample()), "ben", 300, &lead.project));
    assert_eq!(lead.project.layers, sample().layers);
}

#[test]
fn what_was_undone_can_be_taken_again() {
    let june = with_mark(&sample(), "new", 60);
    let mut lead = Lead::of(sample());
    let bundle = mailed(&june, "ana", 100, &lead.project);
    lead.take(&bundle);
    let after = lead.project.clone();
    lead.undo();
    assert!(!lead.marks("ana").contains(&"new".to_owned()));
    lead.take(&bundle);
    assert_eq!(lead.project, after);
    // What the lead took away again on purpose stays away.
    let gone = Slot::Deleted(at(300));
    let change = Change::Annotation(key("one", "ana"), mark("new"), gone);
    lead.commit(Edit::new("Delete", vec![change]));
    let copied = lead.take(&bundle);
    assert!(copied.is_empty(), "{copied:?}");
}

#[test]
fn who_goes_back_and_forth_is_followed() {
    let with_status = |status: Status| {
        let mut project = sample();
        let layer = Arc::make_mut(project.layers.get_mut(&key("one", "ana")).unwrap());
        layer.head = LayerHead {
            status,
            ..layer.head.clone()
        };
        project
    };
    let mut lead = Lead::of(with_status(Status::InProgress));
    let steps = [
        Status::Done,
        Status::InProgress,
        Status::Done,
        Status::InProgress,
    ];
    for (second, status) in (1..).zip(steps) {
        lead.take(&mailed(&with_status(status), "ana", second, &lead.project));
        let layer = lead.project.layer(&key("one", "ana")).unwrap();
        assert_eq!(layer.head.status, status);
    }
}

#[test]
fn two_reviewers_in_turn_keep_what_the_other_one_made() {
    let with_comment = |project: &Project, by: &str, id: &str| {
        let mut project = project.clone();
        let review = ReviewKey {
            article: key("one", "ana").article,
            reviewer: annotator(by),
        };
        let comment = Comment {
            id: CommentId::new(id).unwrap(),
            about: About::Article,
            reply_to: None,
            text: "So?".into(),
            resolves: None,
            at: at(5),
        };
        let comments = [(comment.id.clone(), comment)].into_iter().collect();
        let made = Review {
            comments,
            ..Review::default()
        };
        project.reviews.insert(review, Arc::new(made));
        project
    };
    // Each has a gold layer with a mark that the other one does not have.
    let gold = |project: Project, id: &str| {
        let mut project = with_mark(&project, id, 10);
        Arc::make_mut(&mut project.reviewing).rules.gold = Some(annotator("gold"));
        let joins = Change::Annotator(
            annotator("gold"),
            Some(("Gold".into(), crate::model::Color([7; 3]))),
        );
        Edit::new("", vec![joins]).apply(&mut project).unwrap();
        let layer = Layer::clone(&project.layers[&key("one", "ana")]);
        let mine = layer.annotations[&mark(id)].clone();
        let decided = Layer {
            annotations: [(mark(id), mine)].into_iter().collect(),
            ..Layer::default()
        };
        project.layers.insert(key("one", "gold"), Arc::new(decided));
        project.layers.insert(
            key("one", "ana"),
            sample().layers[&key("one", "ana")].clone(),
        );
        project
    };
    let one = gold(with_comment(&sample(), "ana", "c1"), "g1");
    let two = gold(with_comment(&sample(), "ben", "c2"), "g2");
    let mut lead = Lead::of(sample());
    for second in 1..4 {
        lead.take(&mailed(&one, "ana", second * 10, &lead.project));
        lead.take(&mailed(&two, "ben", second * 10, &lead.project));
        lead.take(&folder(&one));
        assert_eq!(lead.marks("gold"), ["g1", "g2"]);
        let comments = lead.project.reviews.values().map(|it| it.comments.len());
        assert_eq!(comments.sum::<usize>(), 2);
    }
}

#[test]
fn an_article_that_was_removed_here_stays_away_with_what_is_in_it() {
    let theirs = sample();
    let mut lead = Lead::of(theirs.clone());
    let id = key("one", "ana").article;
    let layers: Vec<_> = theirs.layers_of(&id).map(|(key, _)| key.clone()).collect();
    let mut changes = Vec::new();
    for key in &layers {
        let layer = &theirs.layers[key];
        let ids = layer.annotations.keys();
        changes.extend(ids.map(|id| Change::Annotation(key.clone(), id.clone(), Slot::Absent)));
        let ids = layer.detached.keys();
        changes.extend(ids.map(|id| Change::Detached(key.clone(), id.clone(), None)));
        let ids = layer.deleted.keys();
        changes.extend(ids.map(|id| Change::Annotation(key.clone(), id.clone(), Slot::Absent)));
        changes.push(Change::LayerHead(key.clone(), LayerHead::default()));
    }
    changes.push(Change::Article(id.clone(), None));
    lead.commit(Edit::new("Remove", changes));
    let before = lead.project.clone();
    let copied = lead.take(&folder(&theirs));
    assert_eq!(copied.removed, [id].into());
    assert_eq!(lead.project, before);
    // Not so where it was never there.
    let mut lead = Lead::of(before);
    assert_eq!(lead.take(&folder(&theirs)).removed, [].into());
    assert_eq!(lead.project.layers, theirs.layers);
}

#[test]
fn somebody_whose_id_is_taken_gets_the_same_other_one_each_time() {
    let mut ours = sample();
    let known = ours.annotators.get_mut("ana").unwrap();
    Arc::make_mut(known).name = "Anastasia".into();
    let layer = Arc::make_mut(ours.layers.get_mut(&key("one", "ana")).unwrap());
    layer.deleted = imbl::OrdMap::new();
    layer.detached.clear();
    let own: Vec<_> = layer.annotations.values().cloned().collect();
    let renumbered = own.into_iter().map(|it| {
        let mut it = crate::model::Annotation::clone(&it);
        it.id = AnnotationId::new(&format!("other-{}", it.id)).unwrap();
        it.links.clear();
        (it.id.clone(), Arc::new(it))
    });
    layer.annotations = renumbered.collect();
    let mut lead = Lead::of(ours);
    for second in 1..4 {
        let arrival = mailed(&sample(), "ana", second, &lead.project);
        assert_eq!(arrival.renamed[&annotator("ana")], annotator("ana-2"));
        lead.take(&arrival);
        let people: Vec<_> = lead
            .project
            .annotators
            .keys()
            .map(crate::model::AnnotatorId::as_str)
            .collect();
        assert_eq!(people.iter().filter(|id| id.starts_with("ana")).count(), 2);
    }
}

#[test]
fn what_is_said_of_marks_that_stay_out_stays_out() {
    let mut theirs = sample();
    let of = ReviewKey {
        article: key("one", "ana").article,
        reviewer: annotator("ana"),
    };
    let made = super::reviews::decision("d1", 0, crate::model::Verdict::Nothing);
    let review = Review {
        decisions: [(made.id.clone(), Arc::new(made))].into_iter().collect(),
        ..Review::default()
    };
    theirs.reviews.insert(of, Arc::new(review));
    let mut ours = sample();
    let article = Arc::make_mut(ours.articles.get_mut("one").unwrap());
    let other = format!("Another text. {}", article.text.as_str());
    *article = crate::model::Article::new(
        article.id.clone(),
        article.meta.clone(),
        crate::text::Text::new(other),
    );
    let arrival = mailed(&theirs, "ana", 1, &ours);
    assert!(arrival.theirs.reviews.is_empty());
    let [apart] = &arrival.apart[..] else {
        panic!("{:?}", arrival.apart);
    };
    assert_eq!(apart.reviews, 1);
}

/// What is in somebody's layers. Why a mark has lost its place is in no file: whoever reads it finds that out anew.
fn layers_of(project: &Project, by: &str) -> Vec<(LayerKey, Layer)> {
    let layers = project.layers.iter();
    let own = layers.filter(|(key, layer)| key.annotator.as_str() == by && !layer.is_blank());
    let without_reasons = |layer: &Layer| {
        let mut layer = layer.clone();
        for lost in layer.detached.values_mut() {
            lost.reason.clear();
        }
        layer
    };
    own.map(|(key, layer)| (key.clone(), without_reasons(layer)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn in_their_order_bundles_bring_all_and_out_of_it_they_change_nothing(
        (base, first, second) in projects().prop_flat_map(|base| {
            let edits = (edits_for(&base), edits_for(&base));
            edits.prop_map(move |(first, second)| (base.clone(), first, second))
        }),
        again in any::<bool>(),
    ) {
        // Only what is in layers: texts stay as they are.
        let gone_on = |project: &Project, edits: &[Edit]| {
            let mut project = project.clone();
            for change in edits.iter().flat_map(|edit| &edit.changes) {
                let is_in_layer = matches!(
                    change,
                    Change::Annotation(..) | Change::Detached(..) | Change::LayerHead(..)
                );
                if is_in_layer {
                    let _refused = Edit::new("", vec![change.clone()]).apply(&mut project);
                }
            }
            project
        };
        let versions = [base.clone(), gone_on(&base, &first)];
        let last = gone_on(&versions[1], &second);
        let mut lead = Lead::of(base);
        let bundles: Vec<Arrival> = (1..)
            .zip(versions.iter().chain([&last]))
            .map(|(second, version)| mailed(version, "ana", second, &lead.project))
            .collect();
        for bundle in &bundles {
            let copied = lead.take(bundle);
            prop_assert_eq!(copied.cards, []);
        }
        // Layers of which nothing is left are gone, too.
        prop_assert_eq!(layers_of(&lead.project, "ana"), layers_of(&last, "ana"));
        let before = lead.project.clone();
        for at in if again { [0, 1, 2] } else { [1, 0, 2] } {
            lead.take(&bundles[at]);
            prop_assert_eq!(&lead.project, &before);
        }
    }
}
