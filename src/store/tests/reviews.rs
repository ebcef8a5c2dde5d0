//! Reviews on disk: a file a reviewer and article, and one for how the project is reviewed, which are not there without any.

use crate::model::random::author;
use crate::model::{
    About, AnnotationId, Answer, Basis, Bulk, Comment, CommentId, CommentRef, Decision, DecisionId,
    DecisionRef, Level, Made, MarkRef, Reason, ReasonId, Review, ReviewKey, ReviewRules, Reviewing,
    Round, RoundId, Signed, Stand, StoredSpan, Verdict,
};
use crate::text::Span;

use super::*;

const SETTLED: &str = "reviewing.ron";
const REVIEW: &str = "annotators/ana/reviews/one.ron";

fn ana() -> AnnotatorId {
    AnnotatorId::new("ana").unwrap()
}

fn key() -> ReviewKey {
    ReviewKey {
        article: ArticleId::new("one").unwrap(),
        reviewer: ana(),
    }
}

pub(super) fn decision(id: &str, second: i64, verdict: Verdict) -> Decision {
    Decision {
        id: DecisionId::new(id).unwrap(),
        case: vec![Basis {
            by: AnnotatorId::new("ben").unwrap(),
            id: AnnotationId::new("m1").unwrap(),
            said: "0123456789abcdef".into(),
        }],
        verdict,
        reason: Some(ReasonId::new("edge").unwrap()),
        words: "The “so” is not said.".into(),
        bulk: None,
        gold: vec![Made {
            id: AnnotationId::new("g1").unwrap(),
            from: vec![0],
        }],
        instead_of: Vec::new(),
        without: Vec::new(),
        at: author(second).at,
    }
}

fn comment(id: &str, about: About) -> Comment {
    Comment {
        id: CommentId::new(id).unwrap(),
        about,
        reply_to: None,
        text: "Is it?\nReally?".into(),
        resolves: None,
        at: author(2).at,
    }
}

fn review(project: &Project) -> Review {
    let text = &project.articles[&key().article].text;
    let passage = StoredSpan::of(text, Span::of(0..3));
    let to = DecisionRef {
        by: ana(),
        id: DecisionId::new("d1").unwrap(),
    };
    let mark = MarkRef {
        by: ana(),
        id: AnnotationId::new("m1").unwrap(),
    };
    let comments = [
        comment("c1", About::Passage(passage)),
        Comment {
            reply_to: Some(CommentRef {
                by: ana(),
                id: CommentId::new("c1").unwrap(),
            }),
            text: String::new(),
            resolves: Some(true),
            ..comment("c2", About::Article)
        },
        comment("c3", About::Annotation(mark)),
        comment("c4", About::Decision(to.clone())),
    ];
    let answer = Answer {
        to: to.clone(),
        decided: author(0).at,
        stand: Stand::Contests,
        words: "No.".into(),
        at: author(3).at,
    };
    let decisions = [
        decision("d1", 0, Verdict::Take(ana())),
        Decision {
            reason: None,
            words: String::new(),
            bulk: Some(Bulk::Majority),
            gold: Vec::new(),
            ..decision("d2", 1, Verdict::Nothing)
        },
    ];
    Review {
        decisions: decisions
            .into_iter()
            .map(|it| (it.id.clone(), Arc::new(it)))
            .collect(),
        comments: comments.into_iter().map(|it| (it.id.clone(), it)).collect(),
        answers: [(to, answer)].into(),
        signed: Some(Signed {
            at: author(5).at,
            layers: [(ana(), "fedcba9876543210".to_owned())].into(),
        }),
    }
}

fn settled() -> Reviewing {
    let one = key().article;
    Reviewing {
        rules: ReviewRules {
            second: [(
                AnnotatorId::new("ana-ii").unwrap(),
                AnnotatorId::new("ana").unwrap(),
            )]
            .into(),
            gold: Some(AnnotatorId::new("gold").unwrap()),
            hide_names: true,
            shuffle: false,
            salt: "4kq7".into(),
        },
        reasons: vec![Reason {
            id: ReasonId::new("edge").unwrap(),
            name: "The edge".into(),
            definition: String::new(),
        }],
        rounds: vec![Round {
            id: RoundId::new("first").unwrap(),
            name: "First".into(),
            annotators: [ana()].into(),
            articles: [one.clone()].into(),
            blind: true,
        }],
        assigned: [(one, [ana()].into())].into(),
    }
}

/// A project with a review, and how it is reviewed.
fn reviewed() -> (TempDir, Project) {
    let mut project = sample();
    project.reviewing = Arc::new(settled());
    let review = review(&project);
    project.reviews.insert(key(), Arc::new(review));
    let folder = tempfile::tempdir().unwrap();
    create(folder.path(), &project).unwrap();
    (folder, project)
}

#[test]
fn what_is_written_is_read_again() {
    let (folder, project) = reviewed();
    let opened = opened(folder.path());
    assert_eq!(opened.findings, []);
    assert_eq!(opened.project, project);
    let read = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
    assert_eq!(
        read(SETTLED),
        r#"(
    format: 1,
    rules: (
        gold: "gold",
        second: {"ana-ii": "ana"},
        hide_names: true,
        salt: "4kq7",
    ),
    reasons: [
        (id: "edge", name: "The edge"),
    ],
    rounds: [
        (id: "first", name: "First", annotators: ["ana"], articles: ["one"], blind: true),
    ],
    assigned: [
        (article: "one", to: ["ana"]),
    ],
)
"#
    );
    let text = read(REVIEW);
    for line in [
        r#"        (id: "d1", case: [(by: "ben", id: "m1", said: "0123456789abcdef")], verdict: Take("ana"), reason: "edge", words: "The “so” is not said.", gold: [(id: "g1", from: [0])], at: "2023-11-14T22:13:20Z"),"#,
        r#"        (id: "d2", case: [(by: "ben", id: "m1", said: "0123456789abcdef")], verdict: Nothing, bulk: Majority, at: "2023-11-14T22:13:21Z"),"#,
        r#"        (id: "c2", about: Article, reply_to: (by: "ana", id: "c1"), resolves: true, at: "2023-11-14T22:13:22Z"),"#,
    ] {
        assert!(text.lines().any(|it| it == line), "{line}\n{text}");
    }
}

#[test]
fn a_project_that_nobody_reviews_has_no_such_files_and_none_is_left_empty() {
    let (folder, mut project) = reviewed();
    let plain = sample();
    let other = tempfile::tempdir().unwrap();
    create(other.path(), &plain).unwrap();
    assert!(!other.path().join(SETTLED).exists());
    assert!(!other.path().join("annotators/ana/reviews").exists());
    project.reviews = plain.reviews;
    project.reviewing = Arc::default();
    let parts = [Part::Review(key()), Part::Reviewing];
    save(folder.path(), &project, &parts, &known(folder.path())).unwrap();
    assert!(!folder.path().join(REVIEW).exists());
    // Others must learn that it went.
    assert!(folder.path().join(SETTLED).exists());
    assert_eq!(opened(folder.path()).project, project);
}

#[test]
fn a_damaged_review_is_named_with_its_place_and_stays_as_it_is() {
    let (folder, _) = reviewed();
    rewrite(folder.path(), REVIEW, |text| {
        text.replace("verdict: Nothing", "verdict: Nothin")
    });
    let before = files(folder.path());
    let opened = opened(folder.path());
    let finding = &opened.findings[0];
    assert_eq!(finding.file, REVIEW);
    assert!(finding.line.is_some(), "{finding:?}");
    assert_eq!(opened.access, Access::ReadWrite);
    assert_eq!(opened.project.reviews.len(), 0);
    let failures = save(
        folder.path(),
        &opened.project,
        &[Part::Review(key())],
        &opened.locked,
    );
    assert!(failures.is_err());
    assert_eq!(files(folder.path())[REVIEW], before[REVIEW]);
}

#[test]
fn a_review_in_the_wrong_place_of_an_article_that_is_gone_and_an_id_twice_are_told() {
    let (folder, project) = reviewed();
    rewrite(folder.path(), REVIEW, |text| {
        let text = text.replace("reviewer: \"ana\"", "reviewer: \"ben\"");
        text.replace("id: \"d2\"", "id: \"d1\"")
    });
    fs::copy(
        folder.path().join(REVIEW),
        folder.path().join("annotators/ana/reviews/nine.ron"),
    )
    .unwrap();
    let opened = opened(folder.path());
    let told: Vec<(&str, Level)> = opened
        .findings
        .iter()
        .map(|it| (it.file.as_str(), it.level))
        .collect();
    assert_eq!(
        told,
        [
            ("annotators/ana/reviews/nine.ron", Level::Error),
            (REVIEW, Level::Warning),
            (REVIEW, Level::Warning),
        ]
    );
    let review = &opened.project.reviews[&key()];
    assert_eq!(review.decisions.len(), 1);
    assert_eq!(review.in_order()[0].verdict, Verdict::Nothing, "the later");
    drop(project);
}

#[test]
fn a_conflict_copy_of_a_review_is_merged() {
    let (folder, project) = reviewed();
    let text = fs::read_to_string(folder.path().join(REVIEW)).unwrap();
    let copy = text.replace("\"d2\"", "\"d3\"");
    let file = "annotators/ana/reviews/one.sync-conflict-20260101-120000-ABCDEFG.ron";
    fs::write(folder.path().join(file), copy).unwrap();
    let opened = opened(folder.path());
    let [other] = &opened.others[..] else {
        panic!("{:?}", opened.others);
    };
    assert_eq!(other.part, Part::Review(key()));
    let told = crate::model::merge::Told {
        name: "Merge".into(),
        other: "a copy".into(),
    };
    let merged = crate::model::merge::resolve(&project, &other.steps, &told);
    let mut after = project;
    merged.edit.apply(&mut after).unwrap();
    let ids: Vec<&str> = after.reviews[&key()]
        .decisions
        .keys()
        .map(DecisionId::as_str)
        .collect();
    assert_eq!(ids, ["d1", "d2", "d3"]);
    assert_eq!(merged.conflicts, []);
}

#[test]
fn what_names_nothing_is_found() {
    let (folder, _) = reviewed();
    let findings = check(folder.path(), &Progress::default()).unwrap();
    let told: Vec<&str> = findings
        .iter()
        .filter(|it| it.file == SETTLED || it.file == REVIEW)
        .map(|it| it.message.as_str())
        .collect();
    assert_eq!(
        told,
        [
            "The decision d1 made the annotation g1 of the gold layer, which is not there. Decide the case again, or undo what removed it.",
            "There is no annotator ana-ii, who is named here.",
            "There is no annotator gold, who is named here.",
        ]
    );
}
