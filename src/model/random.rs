//! Random projects and edits for property tests.

use std::sync::Arc;

use jiff::Timestamp;
use proptest::prelude::*;

use crate::text::{Byte, CodePoint, Patch, Span, Text, snap};

use super::*;

pub fn author(seconds: i64) -> Author {
    Author {
        annotator: AnnotatorId::new("ana").unwrap(),
        at: Timestamp::from_second(1_700_000_000 + seconds).unwrap(),
    }
}

pub fn article(id: &str, text: &str) -> Arc<Article> {
    let meta = ArticleMeta {
        title: format!("Title of {id}"),
        ..ArticleMeta::default()
    };
    Arc::new(Article::new(
        ArticleId::new(id).unwrap(),
        meta,
        Text::new(text),
    ))
}

pub fn annotation(id: &str, tag: &str, spans: Spans, at: Timestamp) -> Arc<Annotation> {
    Arc::new(Annotation {
        id: AnnotationId::new(id).unwrap(),
        tag: TagId::new(tag).unwrap(),
        spans,
        attributes: Values::new(),
        links: Vec::new(),
        note: String::new(),
        unsure: false,
        created: at,
        modified: at,
    })
}

pub fn tag(id: &str, key: Option<char>) -> Tag {
    Tag {
        key,
        ..Tag::new(TagId::new(id).unwrap(), id, Color([1, 2, 3]))
    }
}

/// The tag with some of what a tag can have.
fn adorned(tag: Tag, bits: u8) -> Tag {
    let has = |bit: u8| bits >> bit & 1 == 1;
    let other = TagId::new(if has(0) { "quote" } else { "claim" }).unwrap();
    let kind = AttributeId::new("kind").unwrap();
    let source = has(1).then(|| Source {
        article: ArticleId::new("one").unwrap(),
        at: (CodePoint(3), CodePoint(9)),
    });
    let example = Example {
        text: "“so” they say".into(),
        source,
    };
    let is = Need::Is(Condition {
        attribute: kind.clone(),
        value: Value::Flag(true),
    });
    let rules = [
        Rule::new(Demand::Apart(vec![other.clone()])),
        Rule {
            when: Some(Condition {
                attribute: kind.clone(),
                value: Value::Choice("fact".into()),
            }),
            message: "Say so.".into(),
            ..Rule::new(Demand::Needs(vec![
                Need::Value(kind.clone()),
                is.clone(),
                Need::Note,
            ]))
        },
        Rule::new(if has(0) {
            Demand::AllOrNone(vec![is, Need::InQuotes])
        } else {
            Demand::ExactlyOne(vec![is, Need::Note])
        }),
        Rule::new(Demand::AtMostOne(vec![Need::Note, Need::InQuotes])),
    ];
    let former = Former {
        until: author(5).at,
        by: AnnotatorId::new("ana").unwrap(),
        definition: "As it was.".into(),
    };
    Tag {
        parent: has(2).then(|| other.clone()),
        examples: has(3).then(|| example.clone()).into_iter().collect(),
        counterexamples: has(4).then_some(example).into_iter().collect(),
        rules: if has(5) { rules.into() } else { Vec::new() },
        retired: has(6),
        heir: has(6).then(|| {
            if has(0) {
                Heir::Tag(other.clone())
            } else {
                Heir::ByChoice(kind, [("fact".to_owned(), other)].into())
            }
        }),
        former: has(7).then_some(former).into_iter().collect(),
        group: has(7) && has(2),
        ..tag
    }
}

pub fn highlighter(id: &str, words: &[&str]) -> Highlighter {
    Highlighter {
        id: HighlighterId::new(id).unwrap(),
        name: format!("About {id}"),
        color: Color([4, 5, 6]),
        finds: Finds::Words(words.iter().map(|&word| word.to_owned()).collect()),
        match_case: false,
        match_accents: false,
        whole_words: true,
        off: false,
    }
}

const TEXT: &str = "“We will close 😀 the port,” she said. Núñez: e\u{301}t\u{323}e\u{301} 👨\u{200d}👩\u{200d}👧 مرحبا.\nIt is over.\n";

/// A project with two annotators, two articles, some tags and some annotations.
pub fn projects() -> impl Strategy<Value = Project> {
    proptest::collection::vec((0usize..6, 0u32..120, 0u32..120, any::<bool>()), 0..12).prop_map(
        |marks| {
            let mut project = Project::default();
            let ana = AnnotatorId::new("ana").unwrap();
            let mut changes = vec![
                Change::Annotator(ana.clone(), Some(("Ana".into(), Color([9, 9, 9])))),
                Change::Annotator(
                    AnnotatorId::new("ben").unwrap(),
                    Some(("Ben".into(), Color([8, 8, 8]))),
                ),
            ];
            for id in ["one", "two"] {
                let article = article(id, &format!("{id} {TEXT}"));
                changes.push(Change::Article(article.id.clone(), Some(article)));
            }
            for (at, id) in ["claim", "quote", "actor"].into_iter().enumerate() {
                let value = tag(id, None);
                changes.push(Change::Tag(value.id.clone(), Some(Placed { at, value })));
            }
            Edit::new("Set up", changes).apply(&mut project).unwrap();
            for (id, start, end, other) in marks {
                let article = ArticleId::new(if other { "one" } else { "two" }).unwrap();
                let text = project.articles[&article].text.clone();
                let span = snap(&text, Span::between(Byte(start), Byte(end)));
                let Ok(spans) = Spans::one(span) else {
                    continue;
                };
                let key = LayerKey {
                    article,
                    annotator: ana.clone(),
                };
                let mark = annotation(&format!("m{id}"), "claim", spans, author(0).at);
                let change = Change::Annotation(key, mark.id.clone(), Slot::Present(mark));
                Edit::new("Mark", vec![change]).apply(&mut project).unwrap();
            }
            project
        },
    )
}

/// Random edits on a project: of every kind, many of them fitting, some of them not.
pub fn edits_for(_: &Project) -> impl Strategy<Value = Vec<Edit>> + use<> {
    let edit = proptest::collection::vec(changes(), 1..5).prop_map(|mut changes: Vec<Change>| {
        // A text is corrected by an edit of its own.
        let is_correction = |change: &Change| matches!(change, Change::Corrections(..));
        if let Some(at) = changes.iter().position(is_correction) {
            changes = vec![changes.swap_remove(at)];
        }
        Edit::new("Random", changes)
    });
    proptest::collection::vec(edit, 1..10)
}

fn changes() -> impl Strategy<Value = Change> {
    let some_article = || {
        prop_oneof![4 => Just("one"), 4 => Just("two"), 1 => Just("three")]
            .prop_map(|id| ArticleId::new(id).unwrap())
    };
    let annotator = || {
        prop_oneof![4 => Just("ana"), 2 => Just("ben"), 1 => Just("eve")]
            .prop_map(|id| AnnotatorId::new(id).unwrap())
    };
    let layer = move || {
        (some_article(), annotator())
            .prop_map(|(article, annotator)| LayerKey { article, annotator })
    };
    let mark = (0usize..6).prop_map(|id| AnnotationId::new(&format!("m{id}")).unwrap());
    let slot = |id: AnnotationId| {
        let at = author(1).at;
        prop_oneof![
            Just(Slot::Absent),
            Just(Slot::Deleted(at)),
            (0u32..130, 0u32..130).prop_map(move |(start, end)| {
                let whole = Text::new(format!("one {TEXT}"));
                // Mostly on boundaries, sometimes beyond the end or within a character.
                let span = Span::between(Byte(start), Byte(end.max(start + 1)));
                let span = if start % 5 == 0 {
                    span
                } else {
                    snap(&whole, span)
                };
                let spans =
                    Spans::one(span).unwrap_or_else(|_| Spans::one(Span::of(0..1)).unwrap());
                Slot::Present(annotation(id.as_str(), "quote", spans, at))
            }),
        ]
    };
    let annotation = (layer(), mark).prop_flat_map(move |(key, id)| {
        slot(id.clone()).prop_map(move |slot| Change::Annotation(key.clone(), id.clone(), slot))
    });
    let tags =
        (0usize..4, 0usize..5, any::<bool>(), any::<u8>()).prop_map(|(number, at, there, bits)| {
            let id = ["claim", "quote", "actor", "stance"][number];
            let placed = there.then(|| Placed {
                at,
                value: adorned(tag(id, Some('x')), bits),
            });
            Change::Tag(TagId::new(id).unwrap(), placed)
        });
    let role = (0usize..3, any::<bool>()).prop_map(|(at, there)| {
        let id = RoleId::new("speaker").unwrap();
        let value = Role {
            id: id.clone(),
            name: "Speaker".into(),
            label: "said by".into(),
            wording: None,
            key: None,
            definition: String::new(),
            from: Vec::new(),
            to: Vec::new(),
            many: false,
            required: false,
        };
        Change::Role(id, there.then_some(Placed { at, value }))
    });
    let field = (0usize..3, any::<bool>()).prop_map(|(at, there)| {
        let id = AttributeId::new("genre").unwrap();
        let value = Attribute {
            id: id.clone(),
            name: "Genre".into(),
            kind: Kind::Text,
            default: None,
            required: false,
            definition: String::new(),
            renamed: std::collections::BTreeMap::new(),
            was: Vec::new(),
        };
        Change::ArticleAttribute(id, there.then_some(Placed { at, value }))
    });
    let kind = any::<bool>().prop_map(|there| {
        let id = EntityTypeId::new("person").unwrap();
        let value = EntityType {
            id: id.clone(),
            name: "Person".into(),
            attributes: Vec::new(),
        };
        Change::EntityType(id, there.then_some(Placed { at: 0, value }))
    });
    let highlighters = (
        0usize..3,
        0usize..4,
        any::<bool>(),
        any::<bool>(),
        "[a(\"\\\\]{0,3}",
    )
        .prop_map(|(number, at, there, off, given)| {
            let id = ["places", "ports", "verbs"][number];
            let finds = if off {
                Finds::Expression(given)
            } else {
                Finds::Words(vec![given])
            };
            let value = Highlighter {
                finds,
                off,
                ..highlighter(id, &[])
            };
            Change::Highlighter(value.id.clone(), there.then_some(Placed { at, value }))
        });
    let kinds = (any::<bool>(), any::<bool>(), any::<bool>());
    let entity = (annotator(), kinds).prop_map(|(by, (there, wrong, merged))| {
        let id = EntityId::new("lee").unwrap();
        let own = EntityId::new(if wrong { "loo" } else { "lee" }).unwrap();
        let entity = Entity {
            aliases: vec!["Mr. Lee".into()],
            merged_into: merged.then(|| EntityId::new("loo").unwrap()),
            group: (!merged).then(|| EntityId::new("loo").unwrap()),
            ..Entity::new(
                own,
                "Lee",
                EntityTypeId::new("person").unwrap(),
                author(2).at,
            )
        };
        Change::Entity(by, id, there.then_some(entity))
    });
    let head = (layer(), 0usize..3, any::<bool>()).prop_map(|(key, status, confirmed)| {
        let looked_at = confirmed.then(|| (AnnotationId::new("m1").unwrap(), author(4).at));
        Change::LayerHead(
            key,
            LayerHead {
                status: Status::ALL[status],
                confirmed: looked_at.into_iter().collect(),
                ..LayerHead::default()
            },
        )
    });
    let detached = (layer(), any::<bool>()).prop_map(|(key, there)| {
        let id = AnnotationId::new("lost").unwrap();
        let at = author(3).at;
        let lost = Detached {
            id: id.clone(),
            tag: TagId::new("claim").unwrap(),
            spans: vec![StoredSpan::default()],
            attributes: Values::new(),
            links: Vec::new(),
            note: String::new(),
            unsure: false,
            created: at,
            modified: at,
            text_sha256: String::new(),
            kept: false,
            reason: "the text is another".into(),
        };
        Change::Detached(key, id, there.then_some(lost))
    });
    let articles = (0usize..3, any::<bool>(), "[a-c]{0,3}").prop_map(|(number, there, more)| {
        let id = ["one", "two", "three"][number];
        let value = article(id, &format!("{id} {TEXT}{more}"));
        Change::Article(value.id.clone(), there.then_some(value))
    });
    let more = proptest::collection::btree_map("[a-c]", "[a-z]{1,3}", 0..3);
    let meta = (some_article(), "[a-z]{0,5}", more).prop_map(|(id, title, more)| {
        Change::ArticleMeta(
            id,
            ArticleMeta {
                title,
                more,
                ..ArticleMeta::default()
            },
        )
    });
    // The first list goes on where another article of that text begins, so that some are taken back in part.
    let corrections =
        (some_article(), proptest::collection::vec(0usize..4, 0..4)).prop_map(|(id, words)| {
            let mut article = Article::clone(&article(id.as_str(), &format!("{id} {TEXT}")));
            for word in words {
                let (from, to) = [
                    ("close", "shut"),
                    ("port", ""),
                    ("is ", "was "),
                    ("“", "\""),
                ][word];
                let new = Text::new(article.text.as_str().replacen(from, to, 1));
                let correction = Correction {
                    at: author(4).at,
                    by: author(4).annotator,
                    why: String::new(),
                    patches: Patch::between(&article.text, &new),
                };
                let list = [article.corrections.clone(), vec![correction]].concat();
                article = article.corrected(&list).unwrap().0;
            }
            let list = article.corrections;
            Change::Corrections(
                id,
                Corrected {
                    list,
                    places: Vec::new(),
                },
            )
        });
    let reviewing = reviewing(some_article, annotator);
    let annotators = (annotator(), proptest::option::of("[a-z]{1,4}"))
        .prop_map(|(id, name)| Change::Annotator(id, name.map(|name| (name, Color([7, 7, 7])))));
    prop_oneof![
        6 => annotation,
        1 => tags,
        1 => role,
        1 => field,
        1 => kind,
        2 => entity,
        2 => highlighters,
        1 => head,
        1 => detached,
        1 => articles,
        1 => meta,
        2 => corrections,
        4 => reviewing,
        1 => annotators,
        1 => "[a-z]{0,4}".prop_map(Change::Guidelines),
        1 => "[a-z]{0,4}".prop_map(|name| Change::Settings(Settings { name, ..Settings::default() })),
    ]
}

/// Changes of reviews and of how a project is reviewed.
fn reviewing<
    A: Strategy<Value = ArticleId> + 'static,
    B: Strategy<Value = AnnotatorId> + 'static,
>(
    article: impl Fn() -> A,
    annotator: impl Fn() -> B,
) -> impl Strategy<Value = Change> {
    let at = |second: i64| author(second).at;
    let rules =
        (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(gold, second, shuffle)| {
            let id = |name| AnnotatorId::new(name).unwrap();
            Change::ReviewRules(ReviewRules {
                gold: gold.then(|| id("ben")),
                second: second.then(|| (id("eve"), id("ana"))).into_iter().collect(),
                hide_names: false,
                shuffle,
                salt: String::new(),
            })
        });
    let reason = (0usize..3, any::<bool>(), "[a-c]{1,2}").prop_map(|(at, there, name)| {
        let id = ReasonId::new(["edge", "tag", "missed"][at]).unwrap();
        let value = Reason {
            id: id.clone(),
            name,
            definition: String::new(),
        };
        Change::Reason(id, there.then_some(Placed { at, value }))
    });
    let who = || proptest::collection::btree_set(annotator(), 0..3);
    let round = (
        who(),
        proptest::collection::btree_set(article(), 0..3),
        any::<bool>(),
    )
        .prop_map(|(annotators, articles, there)| {
            let id = RoundId::new("first").unwrap();
            let value = Round {
                id: id.clone(),
                name: "First".into(),
                annotators,
                articles,
                blind: true,
            };
            Change::Round(id, there.then_some(Placed { at: 0, value }))
        });
    let assigned = (article(), who()).prop_map(|(id, who)| Change::Assigned(id, who));
    let key =
        || (article(), annotator()).prop_map(|(article, reviewer)| ReviewKey { article, reviewer });
    let decision =
        (key(), 0usize..3, any::<bool>(), 0i64..3).prop_map(move |(key, number, there, second)| {
            let id = DecisionId::new(&format!("d{number}")).unwrap();
            let verdicts = [
                Verdict::Nothing,
                Verdict::Union,
                Verdict::Take(AnnotatorId::new("ana").unwrap()),
            ];
            let decision = Decision {
                id: id.clone(),
                case: vec![Basis {
                    by: AnnotatorId::new("ana").unwrap(),
                    id: AnnotationId::new("m1").unwrap(),
                    said: format!("{second}"),
                }],
                verdict: verdicts[second as usize].clone(),
                reason: None,
                words: "“so”".into(),
                bulk: (second == 1).then_some(Bulk::Majority),
                gold: Vec::new(),
                instead_of: Vec::new(),
                without: Vec::new(),
                at: at(second),
            };
            Change::Decision(key, id, there.then(|| Arc::new(decision)))
        });
    let comment = (key(), 0usize..2, any::<bool>(), "[a-c]{0,2}", 0usize..4).prop_map(
        move |(key, number, there, text, about)| {
            let id = CommentId::new(&format!("c{number}")).unwrap();
            let by = AnnotatorId::new("ana").unwrap();
            let about = [
                About::Article,
                About::Passage(StoredSpan::default()),
                About::Annotation(MarkRef {
                    by: by.clone(),
                    id: AnnotationId::new("m1").unwrap(),
                }),
                About::Decision(DecisionRef {
                    by: by.clone(),
                    id: DecisionId::new("d1").unwrap(),
                }),
            ][about]
                .clone();
            let comment = Comment {
                id: id.clone(),
                about,
                reply_to: (number == 1).then(|| CommentRef {
                    by,
                    id: CommentId::new("c0").unwrap(),
                }),
                text,
                resolves: (number == 1).then_some(there),
                at: at(3),
            };
            Change::Comment(key, id, there.then_some(comment))
        },
    );
    let answer = (key(), any::<bool>(), any::<bool>()).prop_map(move |(key, there, contests)| {
        let to = DecisionRef {
            by: AnnotatorId::new("ben").unwrap(),
            id: DecisionId::new("d1").unwrap(),
        };
        let stand = if contests {
            Stand::Contests
        } else {
            Stand::Accepts
        };
        let answer = Answer {
            to: to.clone(),
            decided: at(1),
            stand,
            words: String::new(),
            at: at(4),
        };
        Change::Answer(key, to, there.then_some(answer))
    });
    let signed = (key(), any::<bool>(), 0i64..2).prop_map(move |(key, there, second)| {
        let layers = [(AnnotatorId::new("ana").unwrap(), format!("{second}"))];
        let at = at(second);
        let layers = layers.into();
        Change::Signed(key, there.then_some(Signed { at, layers }))
    });
    prop_oneof![
        1 => rules,
        1 => reason,
        1 => round,
        1 => assigned,
        4 => decision,
        2 => comment,
        1 => answer,
        1 => signed,
    ]
}
