//! What queries mean.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use crate::model::random::{annotation, article, author, tag};
use crate::model::{
    Allowed, Annotation, Annotator, AnnotatorId, Article, ArticleId, Attribute, AttributeId,
    Codebook, Color, Detached, Entity, EntityId, EntityType, EntityTypeId, Kind, Layer, LayerHead,
    LayerKey, Link, Project, Role, RoleId, Spans, Status, StoredSpan, TagId, Target, Value,
};
use crate::query::filter::{Filter, Place, Why, parse};
use crate::text::Span;

fn field(id: &str, kind: Kind) -> Attribute {
    Attribute {
        required: id == "polarity",
        ..Attribute::new(AttributeId::new(id).unwrap(), id, kind)
    }
}

fn options(names: &[&str]) -> Kind {
    Kind::Choice(names.iter().map(|name| (*name).to_owned()).collect())
}

fn codebook() -> Codebook {
    let named = |id: &str, name: &str, attributes: Vec<Attribute>| crate::model::Tag {
        name: name.to_owned(),
        attributes,
        ..tag(id, None)
    };
    let anything = Kind::Number {
        min: None,
        max: None,
    };
    let role = |id: &str, from: &str, to: Vec<Allowed>| Role {
        id: RoleId::new(id).unwrap(),
        name: id.to_owned(),
        label: id.to_owned(),
        wording: None,
        key: None,
        definition: String::new(),
        from: vec![TagId::new(from).unwrap()],
        to,
        many: true,
        required: false,
    };
    Codebook {
        tags: vec![
            named(
                "claim",
                "Claim",
                vec![
                    field("polarity", options(&["support", "oppose"])),
                    field("number", anything),
                ],
            ),
            named(
                "stance",
                "Stance",
                vec![
                    field("polarity", options(&["oppose", "none"])),
                    field("issue", Kind::Text),
                    field("source", Kind::Text),
                    field("sure", Kind::Flag),
                ],
            ),
            named(
                "actor",
                "Actor",
                vec![field("who", Kind::Entity(Vec::new()))],
            ),
        ],
        roles: vec![
            role(
                "holder",
                "stance",
                vec![
                    Allowed::Tag(TagId::new("actor").unwrap()),
                    Allowed::Entity(EntityTypeId::new("person").unwrap()),
                ],
            ),
            role(
                "target",
                "stance",
                vec![Allowed::Tag(TagId::new("claim").unwrap())],
            ),
        ],
        article_attributes: vec![field("genre", options(&["news", "opinion"]))],
        entity_types: vec![EntityType {
            id: EntityTypeId::new("person").unwrap(),
            name: "Person".into(),
            attributes: Vec::new(),
        }],
    }
}

fn entity(id: &str, name: &str, aliases: &[&str]) -> Entity {
    let kind = EntityTypeId::new("person").unwrap();
    Entity {
        aliases: aliases.iter().map(|it| (*it).to_owned()).collect(),
        ..Entity::new(EntityId::new(id).unwrap(), name, kind, author(0).at)
    }
}

const TEXT: &str =
    "Rita Núñez said the port would close. The military never agreed with that; Olsen did.";

fn mark(id: &str, tag: &str, words: &str) -> Annotation {
    let at = TEXT.find(words).unwrap();
    let spans = Spans::one(Span::of(at..at + words.len())).unwrap();
    Annotation::clone(&annotation(id, tag, spans, author(0).at))
}

/// Two articles, two annotators, three layers.
pub fn project() -> Project {
    let mut project = Project {
        codebook: Arc::new(codebook()),
        ..Project::default()
    };
    let people = [
        entity("rita", "Rita Núñez", &["the Minister"]),
        entity("port", "Port Authority", &[]),
        Entity {
            merged_into: Some(EntityId::new("rita").unwrap()),
            ..entity("nunez", "Nunez", &[])
        },
    ];
    for name in ["ana", "ben"] {
        let id = AnnotatorId::new(name).unwrap();
        let entities = people.clone().map(|it| (it.id.clone(), it));
        let annotator = Annotator {
            id: id.clone(),
            name: format!("{}{}", name[..1].to_uppercase(), &name[1..]),
            color: Color([0; 3]),
            entities: if name == "ana" {
                entities.into()
            } else {
                BTreeMap::new()
            },
        };
        project.annotators.insert(id, Arc::new(annotator));
    }
    for (id, source, day) in [
        ("one", "Harbour Post", Some(date(2004, 3, 15))),
        ("two", "Evening News", None),
    ] {
        let mut article = Article::clone(&article(id, TEXT));
        source.clone_into(&mut article.meta.source);
        article.meta.date = day;
        project
            .articles
            .insert(article.id.clone(), Arc::new(article));
    }
    let value = |name: &str, value: Value| (AttributeId::new(name).unwrap(), value);
    let link = |role: &str, to: Target| Link {
        role: RoleId::new(role).unwrap(),
        to,
    };
    let to_mark = |id: &str| Target::Annotation(id.parse().unwrap());
    let to_entity = |id: &str| Target::Entity(EntityId::new(id).unwrap());
    let minister = Annotation {
        attributes: [value("who", Value::Entity("nunez".parse().unwrap()))].into(),
        ..mark("minister", "actor", "Rita Núñez")
    };
    let claim = Annotation {
        attributes: [
            value("polarity", Value::Choice("support".into())),
            value("number", Value::Number(2005.0)),
        ]
        .into(),
        note: "Is it the old port?".into(),
        ..mark("claim", "claim", "the port would close")
    };
    let stance = Annotation {
        attributes: [
            value("polarity", Value::Choice("oppose".into())),
            value("issue", Value::Text("Closing the Port".into())),
            value("sure", Value::Flag(true)),
        ]
        .into(),
        links: vec![
            link("holder", to_mark("minister")),
            link("target", to_mark("claim")),
        ],
        unsure: true,
        modified: author(400_000).at,
        ..mark("stance", "stance", "never agreed")
    };
    let theirs = Annotation {
        links: vec![link("holder", to_entity("port"))],
        ..mark("theirs", "stance", "never agreed with that")
    };
    let olsen = mark("olsen", "actor", "Olsen");
    for (article, annotator, status, marks) in [
        ("one", "ana", Status::Done, vec![minister, claim, stance]),
        ("one", "ben", Status::InProgress, vec![theirs]),
        ("two", "ana", Status::InProgress, vec![olsen]),
    ] {
        let key = LayerKey {
            article: ArticleId::new(article).unwrap(),
            annotator: AnnotatorId::new(annotator).unwrap(),
        };
        let genre = value("genre", Value::Choice("news".into()));
        let layer = Layer {
            head: LayerHead {
                status,
                attributes: if article == "one" {
                    [genre].into()
                } else {
                    BTreeMap::new()
                },
                ..LayerHead::default()
            },
            annotations: marks
                .into_iter()
                .map(|it| (it.id.clone(), Arc::new(it)))
                .collect(),
            ..Layer::default()
        };
        project.layers.insert(key, Arc::new(layer));
    }
    project
}

/// Takes the place of an annotation of the project away, as a change of the text does.
pub fn detach(project: &mut Project, id: &str) {
    let found = project.layers.iter().find_map(|(key, layer)| {
        let mark = layer.annotations.get(id)?;
        Some((key.clone(), Layer::clone(layer), mark.clone()))
    });
    let (key, mut layer, mark) = found.unwrap();
    let text = &project.articles[&key.article].text;
    let spans = mark.spans.iter().map(|span| StoredSpan::of(text, span));
    let lost = Detached::of(
        &mark,
        spans.collect(),
        "",
        "The text has changed".to_owned(),
    );
    layer.annotations.remove(&mark.id);
    layer.detached.insert(mark.id.clone(), lost);
    project.layers.insert(key, Arc::new(layer));
}

fn read(text: &str) -> Result<Filter, crate::query::filter::Wrong> {
    let me = AnnotatorId::new("ana").unwrap();
    Filter::read(text, &project(), Some(&me), &TimeZone::UTC)
}

/// The ids of all annotations that a query means, with blanks.
fn found(text: &str) -> String {
    let filter = read(text).unwrap_or_else(|wrong| panic!("{text}: {wrong}"));
    ids_of(&project(), &filter).join(" ")
}

fn ids_of(project: &Project, filter: &Filter) -> Vec<String> {
    let mut found = Vec::new();
    for (key, layer) in &project.layers {
        let marks = layer.in_order();
        let place = Place::new(key, &project.articles[&key.article], &layer.head).with(&marks);
        let within = filter.within(&place);
        let meant = marks
            .iter()
            .filter(|mark| within.accepts(&place, mark, None));
        found.extend(meant.map(|mark| mark.id.to_string()));
    }
    found
}

#[test]
fn every_key_means_what_the_manual_says() {
    for (query, ids) in [
        ("", "minister claim stance theirs olsen"),
        ("tag:claim", "claim"),
        ("tag:st", "stance theirs"),
        ("tag:claim,actor", "minister claim olsen"),
        ("-tag:stance", "minister claim olsen"),
        ("tag:*a*", "minister claim stance theirs olsen"),
        ("nunez", "minister"),
        ("NEVER*", "stance theirs"),
        ("text=\"never agreed\"", "stance"),
        ("near:military tag:claim", "claim"),
        ("near:military tag:actor by:me article:two", "olsen"),
        ("unsure", "stance"),
        ("polarity:oppose", "stance"),
        ("polarity=oppose or polarity:support", "claim stance"),
        ("number>2004", "claim"),
        ("number:2000..2004", ""),
        ("number:..2005", "claim"),
        ("issue:port", "stance"),
        ("issue=port", ""),
        ("issue=closing*", "stance"),
        ("sure:yes", "stance"),
        ("sure:no", ""),
        ("who:nunez", "minister"),
        ("who:\"the minister\"", "minister"),
        ("actor:nunez", "minister stance"),
        ("entity:port", "stance theirs"),
        ("entity=\"port authority\"", "theirs"),
        ("holder:\"Rita\"", "stance"),
        ("holder→port", "theirs"),
        ("role:holder=rita", "stance"),
        ("role:holder=rit", ""),
        ("target:port", "stance"),
        ("linked:target", "claim stance"),
        ("linked:holder", "minister stance theirs"),
        ("has:note", "claim"),
        ("has:link", "stance theirs"),
        ("has:polarity", "claim stance"),
        ("missing:polarity", "theirs"),
        ("missing:holder", ""),
        ("missing:target", "theirs"),
        ("missing:required", "theirs"),
        ("missing:who", "olsen"),
        ("note:\"old port\"", "claim"),
        ("by:ben", "theirs"),
        ("by:me unsure", "stance"),
        ("status:done", "minister claim stance"),
        ("status:in-progress", "theirs olsen"),
        ("source:harbour", "minister claim stance theirs"),
        ("outlet=\"evening news\"", "olsen"),
        ("attribute:source:x", ""),
        ("article:two", "olsen"),
        ("article:\"title of one\" tag:claim", "claim"),
        ("genre:news unsure", "stance"),
        ("has:genre -tag:stance", "minister claim"),
        ("date:2004 tag:claim", "claim"),
        ("year>2003 tag:claim", "claim"),
        ("date:2004-03..2004-06 tag:claim", "claim"),
        ("date>=2004-03-16", ""),
        ("before:2004-03-16 tag:claim", "claim"),
        ("after:2004-03-15", ""),
        ("changed:2023-11-19", "stance"),
        ("created:2023-11-14 tag:claim", "claim"),
        ("created<2023", ""),
        ("id:claim", "claim"),
        ("(tag:claim or tag:stance) -by:ben", "claim stance"),
        (
            "tag:stance polarity:oppose actor:\"Núñez\" unsure by:ana \"agreed\"",
            "stance",
        ),
    ] {
        assert_eq!(found(query), ids, "{query}");
    }
}

#[test]
fn names_that_are_not_there_are_told_with_those_that_are() {
    let wrong = |text: &str| {
        let wrong = read(text).unwrap_err();
        (text[wrong.at.clone()].to_owned(), wrong.words())
    };
    let (at, words) = wrong("unsure tag:clam");
    assert_eq!(at, "clam");
    assert_eq!(
        words,
        "For “tag” there is no “clam”. There is: Claim, Stance, Actor."
    );
    let (at, words) = wrong("polarty:oppose");
    assert_eq!(at, "polarty");
    assert!(words.contains("Like it are: polarity"), "{words}");
    let (at, _) = wrong("polarity:maybe");
    assert_eq!(at, "maybe");
    let why = |text: &str| read(text).unwrap_err().why;
    assert_eq!(why("tag>claim"), Why::NotComparable("tag".into(), ">"));
    assert_eq!(why("tag:a..b"), Why::NoRange("tag".into()));
    assert_eq!(why("number:many"), Why::NotANumber("many".into()));
    assert_eq!(why("date>soon"), Why::NotADay("soon".into()));
    assert_eq!(why("date>2004..2005"), Why::NoRange("date>".into()));
    for reversed in ["date:2026..2020", "number:3..2", "changed:2026-02..2026-01"] {
        let wrong = read(reversed).unwrap_err();
        assert_eq!(wrong.why, Why::Reversed, "{reversed}");
        assert!(reversed[wrong.at].contains(".."), "{reversed}");
    }
    assert!(
        read("date:2026-02..2026").is_ok(),
        "the end of the year is later"
    );
    // Of what nobody sees nothing is left, and that would be everywhere.
    for unseen in [
        "\u{ad}",
        "\" \"",
        "text:\"\u{ad}\"",
        "note:\"\u{301}\" unsure",
        "tag:\" \"",
    ] {
        assert_eq!(why(unseen), Why::Unseen, "{unseen:?}");
    }
    assert!(
        matches!(why("issue→x"), Why::NoNamed(..)),
        "an arrow is for links"
    );
    assert!(matches!(why("attribute:holder=x"), Why::NoNamed(..)));
    assert!(matches!(why("by:carl"), Why::NoSuch(..)));
    assert!(matches!(why("missing:nothing"), Why::NoSuch(..)));
}

#[test]
fn me_is_nobody_unless_it_is_said_who() {
    let mut project = project();
    let read = |project: &Project| Filter::read("by:me", project, None, &TimeZone::UTC);
    let wrong = read(&project).unwrap_err();
    assert_eq!((wrong.at, wrong.why), (3..5, Why::NoMe));
    // Whoever's name only begins so is not meant; whoever is called so is.
    for (id, name) in [("meyer", "Meyer"), ("me", "Me")] {
        let id = AnnotatorId::new(id).unwrap();
        let annotator = Annotator {
            id: id.clone(),
            name: name.to_owned(),
            color: Color([0; 3]),
            entities: BTreeMap::new(),
        };
        project.annotators.insert(id, Arc::new(annotator));
        assert_eq!(read(&project).is_ok(), name == "Me");
    }
}

/// A condition with what it means, worked out anew for each annotation in the simplest way.
type Naive = (&'static str, fn(&LayerKey, &Annotation) -> bool);

const NAIVE: [Naive; 7] = [
    ("tag:stance", |_, it| it.tag.as_str() == "stance"),
    ("unsure", |_, it| it.unsure),
    ("by:ana", |key, _| key.annotator.as_str() == "ana"),
    ("article=one", |key, _| key.article.as_str() == "one"),
    ("has:link", |_, it| !it.links.is_empty()),
    ("polarity:oppose", |_, it| {
        it.attributes
            .values()
            .any(|value| *value == Value::Choice("oppose".into()))
    }),
    ("agreed", |_, it| {
        it.id.as_str() == "stance" || it.id.as_str() == "theirs"
    }),
];

/// How conditions are joined.
#[derive(Clone, Debug)]
enum Joined {
    One(usize),
    Not(Box<Joined>),
    Or(Box<Joined>, Box<Joined>),
    And(Box<Joined>, Box<Joined>),
}

impl Joined {
    fn written(&self) -> String {
        match self {
            Self::One(at) => NAIVE[*at].0.to_owned(),
            Self::Not(one) => format!("not ({})", one.written()),
            Self::Or(one, other) => format!("(({}) or ({}))", one.written(), other.written()),
            Self::And(one, other) => format!("(({}) {})", one.written(), other.written()),
        }
    }

    fn is_so(&self, key: &LayerKey, mark: &Annotation) -> bool {
        match self {
            Self::One(at) => NAIVE[*at].1(key, mark),
            Self::Not(one) => !one.is_so(key, mark),
            Self::Or(one, other) => one.is_so(key, mark) || other.is_so(key, mark),
            Self::And(one, other) => one.is_so(key, mark) && other.is_so(key, mark),
        }
    }
}

fn joined() -> impl Strategy<Value = Joined> {
    (0..NAIVE.len())
        .prop_map(Joined::One)
        .prop_recursive(5, 30, 2, |inner| {
            let two = (inner.clone(), inner.clone());
            prop_oneof![
                inner.prop_map(|one| Joined::Not(Box::new(one))),
                two.clone()
                    .prop_map(|(one, other)| Joined::Or(Box::new(one), Box::new(other))),
                two.prop_map(|(one, other)| Joined::And(Box::new(one), Box::new(other))),
            ]
        })
}

proptest! {
    #[test]
    fn joined_conditions_mean_what_a_naive_reader_says(joined in joined()) {
        let project = project();
        let filter = read(&joined.written()).unwrap();
        let mut naive = Vec::new();
        for (key, layer) in &project.layers {
            let marks = layer.in_order().into_iter();
            let meant = marks.filter(|mark| joined.is_so(key, mark));
            naive.extend(meant.map(|mark| mark.id.to_string()));
        }
        prop_assert_eq!(ids_of(&project, &filter), naive, "{}", joined.written());
    }

    #[test]
    fn any_query_is_bound_or_refused_at_a_place_in_it(text in "[a-z:=<>.\\-0-9 ]{0,24}") {
        if parse(&text).is_ok()
            && let Err(wrong) = read(&text)
        {
            prop_assert!(text.get(wrong.at.clone()).is_some(), "{}", text);
        }
    }
}
