//! Studies of whole projects.

use core::sync::atomic::{AtomicBool, AtomicUsize};
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use crate::model::random::{annotation, article, author, tag};
use crate::model::{
    Annotation, AnnotationId, AnnotatorId, ArticleId, Attribute, AttributeId, Change, Color, Edit,
    Kind, LayerHead, LayerKey, Link, Placed, Project, Role, RoleId, Round, RoundId, Slot, Spans,
    Status, Target, Value,
};
use crate::review::alignment::Class;
use crate::review::measure::{MEASURES, Measure, measure_all};
use crate::review::pairings::{Which, pairings};
use crate::review::part::{self, Part};
use crate::review::study::{Field, Question, Study};
use crate::review::summary::{FieldNumbers, Scale, Settings, Summary};
use crate::store::{self, Progress};
use crate::text::{Byte, Span};

const TEXT: &str = "The mayor 😀 said the port will close. Unions oppose it, she added.";
const PEOPLE: [&str; 3] = ["ana", "ben", "eve"];
const TAGS: [&str; 3] = ["claim", "quote", "actor"];

/// A mark: person, article, tag, start and end in code points.
type Made = (usize, usize, usize, usize, usize);

fn person(at: usize) -> AnnotatorId {
    AnnotatorId::new(PEOPLE[at]).expect("a good id")
}

fn named(at: usize) -> ArticleId {
    ArticleId::new(&format!("a{at}")).expect("a good id")
}

fn key(person_at: usize, article: usize) -> LayerKey {
    LayerKey {
        article: named(article),
        annotator: person(person_at),
    }
}

fn apply(project: &mut Project, changes: Vec<Change>) {
    Edit::new("Set up", changes)
        .apply(project)
        .expect("it fits");
}

fn done(status: Status) -> LayerHead {
    LayerHead {
        status,
        ..LayerHead::default()
    }
}

/// So many articles that all three have finished, with these marks.
fn project(articles: usize, marks: &[Made]) -> Project {
    let mut project = Project::default();
    let mut changes = Vec::new();
    for (at, name) in PEOPLE.into_iter().enumerate() {
        let named = Some((name.to_owned(), Color([1, 2, 3])));
        changes.push(Change::Annotator(person(at), named));
    }
    for (at, id) in TAGS.into_iter().enumerate() {
        let mut value = tag(id, None);
        value.attributes = vec![Attribute {
            id: AttributeId::new("polarity").expect("a good id"),
            name: "Polarity".into(),
            kind: Kind::Choice(vec!["for".into(), "against".into()]),
            default: None,
            required: false,
            definition: String::new(),
            renamed: std::collections::BTreeMap::new(),
            was: Vec::new(),
        }];
        changes.push(Change::Tag(value.id.clone(), Some(Placed { at, value })));
    }
    for at in 0..articles {
        let article = article(named(at).as_str(), TEXT);
        changes.push(Change::Article(article.id.clone(), Some(article)));
        for who in 0..PEOPLE.len() {
            changes.push(Change::LayerHead(key(who, at), done(Status::Done)));
        }
    }
    apply(&mut project, changes);
    for (number, mark) in marks.iter().enumerate() {
        add(&mut project, number, *mark, |_| {});
    }
    project
}

fn id(number: usize) -> AnnotationId {
    AnnotationId::new(&format!("m{number}")).expect("a good id")
}

fn add(project: &mut Project, number: usize, made: Made, change: impl FnOnce(&mut Annotation)) {
    let (who, article, tag, start, end) = made;
    let byte = |at: usize| {
        let place = TEXT.char_indices().nth(at).map_or(TEXT.len(), |it| it.0);
        Byte(place as u32)
    };
    let spans = Spans::one(Span::between(byte(start), byte(end))).expect("not empty");
    let mut mark = annotation(id(number).as_str(), TAGS[tag], spans, author(0).at);
    change(Arc::make_mut(&mut mark));
    let slot = Slot::Present(mark);
    apply(
        project,
        vec![Change::Annotation(key(who, article), id(number), slot)],
    );
}

fn everybody() -> Question {
    Question::of((0..PEOPLE.len()).map(person).collect())
}

fn study(project: &Project, question: Question) -> Study {
    let go_on = AtomicBool::new(true);
    Study::of(project, question, &AtomicUsize::new(0), &go_on).expect("not broken off")
}

fn summary(project: &Project, study: &Study, resamples: usize) -> Summary {
    let settings = Settings {
        resamples,
        ..Settings::default()
    };
    Summary::of(project, study, &settings, &AtomicBool::new(true)).expect("not broken off")
}

fn two() -> Question {
    Question::of(vec![person(0), person(1)])
}

#[test]
fn only_what_is_finished_counts() {
    let mut project = project(3, &[(0, 0, 0, 4, 9), (1, 0, 0, 4, 9), (0, 1, 0, 4, 9)]);
    apply(
        &mut project,
        vec![Change::LayerHead(key(1, 1), done(Status::InProgress))],
    );
    let study = study(&project, two());
    assert_eq!((study.articles.len(), study.unfinished), (2, 1));
    let summary = summary(&project, &study, 100);
    assert_eq!((summary.articles, summary.empty), (2, 1));
    assert_eq!(summary.all.exact.value, Some(1.0));
    assert_eq!(summary.all.made, [1, 1]);
    assert_eq!(summary.all.exact.interval, None, "two articles are too few");
    assert_eq!(summary.tags[1].exact.value, None, "nobody used this tag");
}

#[test]
fn white_space_doubts_and_repetitions_are_as_people_choose() {
    let mut project = project(1, &[(0, 0, 0, 4, 9), (1, 0, 0, 4, 10), (0, 0, 0, 4, 9)]);
    add(&mut project, 7, (1, 0, 1, 12, 16), |mark| {
        mark.unsure = true;
    });
    let trimmed = study(&project, two());
    assert_eq!(trimmed.repeated, 1);
    assert_eq!(
        summary(&project, &trimmed, 0).all.classes.of(Class::Same),
        1
    );
    let literal = study(
        &project,
        Question {
            trim: false,
            ..two()
        },
    );
    assert_eq!(
        summary(&project, &literal, 0).all.classes.of(Class::Edges),
        1
    );
    assert_eq!(summary(&project, &literal, 0).all.classes.rows(), 2);
    let sure = study(
        &project,
        Question {
            unsure: false,
            ..two()
        },
    );
    assert_eq!(summary(&project, &sure, 0).all.classes.rows(), 1);
}

#[test]
fn fields_and_links_of_marks_that_go_together() {
    let mut project = project(1, &[]);
    let codebook = Arc::make_mut(&mut project.codebook);
    codebook.roles.push(Role {
        id: RoleId::new("speaker").expect("a good id"),
        name: "Speaker".into(),
        label: "said by".into(),
        wording: None,
        key: None,
        definition: String::new(),
        from: Vec::new(),
        to: Vec::new(),
        many: false,
        required: false,
    });
    let filled = |mark: &mut Annotation, value: Option<&str>, to: usize| {
        let name = AttributeId::new("polarity").expect("a good id");
        let value = value.map(|value| (name, Value::Choice(value.into())));
        mark.attributes.extend(value);
        mark.links.push(Link {
            role: RoleId::new("speaker").expect("a good id"),
            to: Target::Annotation(id(to)),
        });
    };
    // The actor is the same; of the claim the edges differ, and what was chosen.
    add(&mut project, 1, (0, 0, 2, 4, 9), |_| {});
    add(&mut project, 2, (1, 0, 2, 4, 9), |_| {});
    add(&mut project, 3, (0, 0, 0, 17, 37), |mark| {
        filled(mark, Some("for"), 1);
    });
    add(&mut project, 4, (1, 0, 0, 21, 37), |mark| {
        filled(mark, None, 2);
    });
    let study = study(&project, two());
    let summary = summary(&project, &study, 0);
    let polarity = &summary.fields[0];
    assert_eq!((polarity.items, polarity.percent.value), (1, Some(0.0)));
    let speaker = summary.links[0];
    assert_eq!(speaker.made, 2);
    assert_eq!(speaker.aligned.value, Some(1.0));
    assert_eq!(speaker.exact.value, Some(0.0));
    assert_eq!(speaker.given.value, Some(1.0));
}

/// A field of all claims, filled in by both people for marks that are identical, one after the other.
fn filled(kind: &Kind, values: &[(Option<Value>, Option<Value>)]) -> (Project, Field) {
    let mut project = project(1, &[]);
    let codebook = Arc::make_mut(&mut project.codebook);
    let field = Field {
        tag: Some(codebook.tags[0].id.clone()),
        attribute: codebook.tags[0].attributes[0].id.clone(),
    };
    codebook.tags[0].attributes[0].kind = kind.clone();
    for (at, (one, other)) in values.iter().enumerate() {
        for (who, value) in [(0, one), (1, other)] {
            let made = (who, 0, 0, 4 * at, 4 * at + 3);
            add(&mut project, 2 * at + who, made, |mark| {
                let value = value.clone().map(|it| (field.attribute.clone(), it));
                mark.attributes.extend(value);
            });
        }
    }
    (project, field)
}

fn numbers_of(project: &Project, ordinal: &[&Field]) -> FieldNumbers {
    let settings = Settings {
        resamples: 0,
        ordinal: ordinal.iter().copied().cloned().collect(),
        ..Settings::default()
    };
    let study = study(project, two());
    let summary = Summary::of(project, &study, &settings, &AtomicBool::new(true));
    summary.expect("not broken off").fields[0].clone()
}

#[test]
fn neighbours_are_nearer_where_options_are_in_order() {
    let options = ["low", "middle", "high"];
    let kind = Kind::Choice(options.map(str::to_owned).to_vec());
    let chosen = |at: usize| Some(Value::Choice(options[at].to_owned()));
    let (project, field) = filled(
        &kind,
        &[
            (chosen(0), chosen(0)),
            (chosen(0), chosen(1)),
            (chosen(2), chosen(2)),
            (chosen(2), chosen(1)),
            (chosen(2), None),
        ],
    );
    let plain = numbers_of(&project, &[]);
    let ordinal = numbers_of(&project, &[&field]);
    assert_eq!(
        (plain.scale, ordinal.scale),
        (Scale::Nominal, Scale::Ordinal)
    );
    assert_eq!((plain.items, ordinal.items), (5, 5));
    // By hand, after Krippendorff 2011, over the four pairs of which both chose: three low, two middle, three high. Nominal, with
    // “nothing” a value of its own, there are 10 values, of which 4 are high.
    let nominal = 1.0 - 9.0 * 6.0 / (100.0 - 9.0 - 4.0 - 16.0 - 1.0);
    let near = 2.5_f64 * 2.5;
    let far = 5.0_f64 * 5.0;
    let expected = 2.0 * (3.0 * 2.0 * near + 2.0 * 3.0 * near + 3.0 * 3.0 * far);
    let by_hand = 1.0 - 7.0 * (4.0 * near) / expected;
    assert!((plain.alpha.value.unwrap() - nominal).abs() < 1e-12);
    assert!((ordinal.alpha.value.unwrap() - by_hand).abs() < 1e-12);
    assert_eq!(plain.kappa, ordinal.kappa, "only α knows of an order");
    // What is said of a field that has no options is left out of account.
    let flags = Kind::Flag;
    let (project, field) = filled(
        &flags,
        &[(Some(Value::Flag(true)), Some(Value::Flag(true)))],
    );
    assert_eq!(numbers_of(&project, &[&field]).scale, Scale::Nominal);
}

#[test]
fn numbers_are_near_or_far_although_some_were_left_open() {
    let kind = Kind::Number {
        min: None,
        max: None,
    };
    let number = |number: f64| Some(Value::Number(number));
    let all = [
        (number(1.0), number(1.0)),
        (number(2.0), number(3.0)),
        (number(9.0), number(9.0)),
    ];
    let with_open: Vec<_> = all.iter().cloned().chain([(number(5.0), None)]).collect();
    let alpha = |values: &[_]| {
        let (project, _) = filled(&kind, values);
        let numbers = numbers_of(&project, &[]);
        assert_eq!(numbers.scale, Scale::Interval);
        numbers.alpha.value.unwrap()
    };
    // Six values of the sum 25 and the sum of squares 177: the squares of all differences are 6 · 177 - 25 · 25, each twice.
    let by_hand = 1.0 - 5.0 * 2.0 / (2.0 * (6.0 * 177.0 - 625.0));
    assert!((alpha(&all) - by_hand).abs() < 1e-12);
    assert!((alpha(&with_open) - by_hand).abs() < 1e-12);
}

#[test]
fn a_round_is_told_of_its_articles_and_of_those_who_take_part() {
    let mut project = project(
        3,
        &[
            (0, 0, 0, 4, 9),
            (1, 0, 0, 4, 9),
            (2, 0, 0, 17, 20),
            (0, 1, 0, 4, 9),
            (1, 1, 0, 5, 9),
            (0, 2, 0, 4, 9),
        ],
    );
    let round = |id: &str, articles: &[usize], people: &[usize]| Round {
        id: RoundId::new(id).expect("a good id"),
        name: id.to_uppercase(),
        annotators: people.iter().map(|at| person(*at)).collect(),
        articles: articles.iter().map(|at| named(*at)).collect(),
        blind: true,
    };
    let rounds = vec![
        round("second", &[1], &[0, 1]),
        round("nobody", &[2], &[2]),
        round("first", &[0], &[0, 1]),
    ];
    Arc::make_mut(&mut project.reviewing).rounds = rounds;
    let study = study(&project, everybody());
    let told = part::rounds(&project, &study);
    let ids: Vec<&str> = told.iter().map(|(round, _)| round.id.as_str()).collect();
    assert_eq!(ids, ["second", "first"], "one alone cannot be compared");
    let (second, first) = (&told[0].1, &told[1].1);
    assert_eq!((first.articles, first.marks()), (1, 2), "Eve is not in it");
    assert_eq!(first.exact.value, Some(1.0));
    assert_eq!(
        (second.exact.value, second.overlap.value),
        (Some(0.0), Some(1.0))
    );
    assert_eq!(second.classes.of(Class::Edges), 1);
    // All articles of all people are the study itself.
    let whole = Part::of(&study, &study.articles, |_| true);
    let summary = summary(&project, &study, 0);
    assert_eq!(whole.made, summary.all.made);
    assert_eq!(whole.classes, summary.all.classes);
    assert_eq!(whole.exact.value, summary.all.exact.value);
    assert_eq!(whole.overlap.range, summary.all.overlap.range);
}

#[test]
fn each_number_leads_to_its_passages() {
    let project = project(
        2,
        &[
            (0, 0, 0, 4, 9),
            (1, 0, 0, 4, 9),
            (0, 0, 1, 17, 37),
            (1, 0, 2, 17, 37),
            (1, 1, 0, 0, 9),
        ],
    );
    let study = study(&project, two());
    let find = |which: Which<'_>| pairings(&project, &study, which);
    assert_eq!(find(Which::default()).len(), 3);
    let differing = find(Which {
        differing: true,
        ..Which::default()
    });
    let classes: Vec<Class> = differing.iter().map(|case| case.class).collect();
    assert_eq!(classes, [Class::Tag, Class::OnlySecond]);
    assert_eq!((differing[0].start, differing[0].end), (17, 37));
    let confused = find(Which {
        tags: Some((Some(2), Some(1))),
        ..Which::default()
    });
    assert_eq!(confused.len(), 1, "whichever way round");
    let of_class = |class| Which {
        class: Some(class),
        ..Which::default()
    };
    let second = [named(1)].into();
    let within = find(Which {
        articles: Some(&second),
        ..Which::default()
    });
    assert_eq!(within.len(), 1, "of these articles alone");
    let counts = summary(&project, &study, 0).all.classes;
    for class in Class::ALL {
        assert_eq!(find(of_class(class)).len() as u64, counts.of(class));
    }
}

#[test]
fn the_sample_project_is_compared_by_every_measure() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/harbour");
    let project = store::open(&sample, &Progress::default())
        .expect("it opens")
        .project;
    let study = study(&project, Question::everybody(&project));
    let summary = summary(&project, &study, 200);
    assert_eq!((summary.articles, study.unfinished), (5, 1));
    assert!(summary.all.exact.interval.is_some());
    let measures: Vec<&Measure> = MEASURES.iter().collect();
    let go_on = AtomicBool::new(true);
    let measured = measure_all(&measures, &project, &study, &summary, 1, &go_on);
    for (measure, measured) in measures.iter().zip(measured.expect("not broken off")) {
        let value = measured.all.value;
        let value = value.unwrap_or_else(|| panic!("{} is undefined", measure.id));
        assert!((0.2..0.95).contains(&value), "{}: {value}", measure.id);
    }
}

#[test]
fn what_is_broken_off_gives_nothing() {
    let project = project(2, &[(0, 0, 0, 4, 9)]);
    let stop = AtomicBool::new(false);
    assert!(Study::of(&project, two(), &AtomicUsize::new(0), &stop).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn numbers_know_no_order_of_people_and_are_sums_over_articles(
        marks in proptest::collection::vec((0_usize..3, 0_usize..3, 0_usize..3, 0_usize..50, 1_usize..15), 0..24),
    ) {
        let marks: Vec<Made> = marks
            .into_iter()
            .map(|(who, article, tag, start, long)| (who, article, tag, start, start + long))
            .collect();
        let project = project(3, &marks);
        let near = |one: Option<f64>, other: Option<f64>| match (one, other) {
            (Some(one), Some(other)) => (one - other).abs() < 1e-9,
            (one, other) => one.is_none() && other.is_none(),
        };
        let whole = study(&project, everybody());
        let told = summary(&project, &whole, 0);
        let mut turned = everybody();
        turned.people.rotate_left(1);
        let turned = summary(&project, &study(&project, turned), 0);
        prop_assert!(near(told.all.exact.value, turned.all.exact.value));
        prop_assert!(near(told.all.overlap.value, turned.all.overlap.value));
        prop_assert!(near(told.all.alpha.value, turned.all.alpha.value));
        prop_assert_eq!(told.all.classes.rows(), turned.all.classes.rows());
        let mut classes = crate::review::overlap::Classes::default();
        for at in 0..3 {
            let mut one = everybody();
            one.articles.insert(named(at));
            classes += summary(&project, &study(&project, one), 0).all.classes;
        }
        prop_assert_eq!(told.all.classes, classes);
        for number in [told.all.exact, told.all.overlap, told.all.alpha] {
            prop_assert!(number.value.is_none_or(|value| value.is_finite() && value <= 1.0 + 1e-9));
        }
    }

    #[test]
    fn resampling_sums_are_those_of_the_numbers(
        marks in proptest::collection::vec((0_usize..3, 0_usize..6, 0_usize..3, 0_usize..50, 1_usize..15), 1..40),
    ) {
        let marks: Vec<Made> = marks
            .into_iter()
            .map(|(who, article, tag, start, long)| (who, article, tag, start, start + long))
            .collect();
        let project = project(6, &marks);
        let study = study(&project, everybody());
        let told = summary(&project, &study, 60);
        for marks in told.tags.iter().chain([&told.all]) {
            for number in [marks.exact, marks.overlap, marks.alpha] {
                if let Some(interval) = number.interval {
                    prop_assert!(interval.low <= interval.high + 1e-12);
                    prop_assert!(interval.high <= 1.0 + 1e-9);
                }
            }
        }
        let once = crate::review::summary::of_all_articles_once(&study);
        let numbers = told.tags.iter().chain([&told.all]);
        let numbers = numbers.flat_map(|marks| [marks.exact.value, marks.overlap.value, marks.alpha.value]);
        for (one, other) in once.into_iter().zip(numbers) {
            let same = match (one, other) {
                (Some(one), Some(other)) => (one - other).abs() < 1e-9,
                (one, other) => one.is_none() && other.is_none(),
            };
            prop_assert!(same, "{:?} and {:?}", one, other);
        }
    }
}
