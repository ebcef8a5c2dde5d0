//! Networks of a few statements, against what is counted by hand.

use std::collections::BTreeMap;
use std::io;

use crate::export::{Wish, Writer, format, survey};
use crate::import::preset;
use crate::model::random::author;
use crate::model::{
    Annotation, AnnotationId, Article, ArticleId, ArticleMeta, Entity, EntityId, EntityTypeId,
    LayerKey, Project, Spans, TagId, Value, edits,
};
use crate::store::Progress;
use crate::text::{Span, Text};

/// Statements as day of January, person, concept, and whether that person agrees. Day 0 is none; what is of the 2nd stood on a
/// page of opinions, what is of the 20th was a letter.
fn project(statements: &[(i8, &str, &str, bool)]) -> Project {
    let mut project = preset("discourse-network").unwrap().start("Debate");
    let by = author(0);
    edits::put_annotator(&project, &by.annotator, "Ana", crate::model::Color([1; 3]))
        .apply(&mut project)
        .unwrap();
    for (number, (day, person, concept, agrees)) in statements.iter().enumerate() {
        for (name, kind) in [(person, "person"), (concept, "concept")] {
            let (id, kind) = (
                EntityId::new(&name.to_lowercase()).unwrap(),
                EntityTypeId::new(kind).unwrap(),
            );
            if project.entity(&id).is_none() {
                edits::put_entity(&project, &by, Entity::new(id, *name, kind, by.at))
                    .apply(&mut project)
                    .unwrap();
            }
        }
        let article = ArticleId::new(&format!("a{day}")).unwrap();
        if !project.articles.contains_key(&article) {
            let more: &[(&str, &str)] = match *day {
                2 => &[("section", "Opinion; Pg. 4")],
                20 => &[("type", "Letter")],
                _ => &[],
            };
            let more = more.iter();
            let meta = ArticleMeta {
                date: (*day > 0).then(|| jiff::civil::date(2026, 1, *day)),
                source: "Courier".into(),
                more: more
                    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                    .collect(),
                ..ArticleMeta::default()
            };
            let text = Text::new(format!("{day} words and words"));
            edits::add_article(Article::new(article.clone(), meta, text).into())
                .apply(&mut project)
                .unwrap();
        }
        let key = LayerKey {
            article,
            annotator: by.annotator.clone(),
        };
        let id = AnnotationId::new(&format!("s{number}")).unwrap();
        let spans = Spans::one(Span::of(0..2)).unwrap();
        let tag = TagId::new("statement").unwrap();
        edits::annotate(&project, &by, &key, id.clone(), &tag, spans)
            .apply(&mut project)
            .unwrap();
        for (attribute, value) in [
            (
                "person",
                Value::Entity(EntityId::new(&person.to_lowercase()).unwrap()),
            ),
            (
                "concept",
                Value::Entity(EntityId::new(&concept.to_lowercase()).unwrap()),
            ),
            ("agreement", Value::Flag(*agrees)),
        ] {
            let made: Annotation = (*project.layers[&key].annotations[&id]).clone();
            let attribute = attribute.parse().unwrap();
            edits::set_attribute(&project, &by, &key, &made, &attribute, Some(value))
                .apply(&mut project)
                .unwrap();
        }
    }
    project
}

/// Lee agrees to A twice and rejects B; Moss rejects A and B; Nor agrees to A.
const DEBATE: [(i8, &str, &str, bool); 6] = [
    (1, "Lee", "A", true),
    (1, "Lee", "A", true),
    (2, "Lee", "B", false),
    (2, "Moss", "A", false),
    (20, "Moss", "B", false),
    (20, "Nor", "A", true),
];

fn wish(options: &[(&str, &str)]) -> Wish {
    let mut wish = Wish::of(format("network").unwrap());
    for (id, value) in options {
        wish.options.set(wish.format, id, value).unwrap();
    }
    wish
}

fn files(options: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    files_of(&project(&DEBATE), &wish(options))
}

fn files_of(project: &Project, wish: &Wish) -> BTreeMap<String, Vec<u8>> {
    let progress = Progress::default();
    let data = super::Dataset::new(
        project,
        wish.format,
        (&wish.selection, &wish.options),
        &progress,
    );
    let mut files = BTreeMap::new();
    let Writer::Folder(write) = wish.format.write else {
        panic!()
    };
    write(&data, &mut files).unwrap();
    files
}

/// What the loss report says.
fn told(project: &Project, wish: &Wish) -> Vec<String> {
    survey(project, wish, &Progress::default()).unwrap().losses
}

/// The edges of a network, with their weights.
fn edges(options: &[(&str, &str)]) -> Vec<(String, f64)> {
    of(&files(options)["network-edges.csv"])
}

fn of(file: &[u8]) -> Vec<(String, f64)> {
    let rows = csv::Reader::from_reader(io::Cursor::new(file));
    let rows = rows.into_records().map(Result::unwrap);
    rows.map(|row| (format!("{} {}", &row[0], &row[1]), row[2].parse().unwrap()))
        .collect()
}

fn expect(found: &[(String, f64)], wanted: &[(&str, f64)]) {
    assert_eq!(found.len(), wanted.len(), "{found:?}");
    for ((ends, weight), (wanted_ends, wanted)) in found.iter().zip(wanted) {
        assert!(
            ends == wanted_ends && (weight - wanted).abs() < 1e-9,
            "{found:?}"
        );
    }
}

#[test]
fn two_modes_count_or_subtract() {
    expect(
        &edges(&[]),
        &[
            ("Lee A", 2.0),
            ("Lee B", 1.0),
            ("Moss A", 1.0),
            ("Moss B", 1.0),
            ("Nor A", 1.0),
        ],
    );
    let subtracted = edges(&[("two-mode", "subtract")]);
    expect(
        &subtracted,
        &[
            ("Lee A", 2.0),
            ("Lee B", -1.0),
            ("Moss A", -1.0),
            ("Moss B", -1.0),
            ("Nor A", 1.0),
        ],
    );
    let activity = edges(&[("normalisation", "activity")]);
    expect(
        &activity[..2],
        &[("Lee A", 2.0 / 3.0), ("Lee B", 1.0 / 3.0)],
    );
    let prominence = edges(&[("normalisation", "prominence")]);
    expect(&prominence[..2], &[("Lee A", 0.5), ("Lee B", 0.5)]);
}

#[test]
fn one_mode_joins_by_saying_the_same_or_the_opposite() {
    let actors = |more: &[(&str, &str)]| {
        let mut options = vec![("network", "actors")];
        options.extend(more);
        edges(&options)
    };
    expect(&actors(&[]), &[("Lee Moss", 1.0), ("Lee Nor", 2.0)]);
    expect(
        &actors(&[("one-mode", "conflict")]),
        &[("Lee Moss", 2.0), ("Moss Nor", 1.0)],
    );
    expect(
        &actors(&[("one-mode", "subtract")]),
        &[("Lee Moss", -1.0), ("Lee Nor", 2.0), ("Moss Nor", -1.0)],
    );
    expect(
        &actors(&[("one-mode", "ignore")]),
        &[("Lee Moss", 3.0), ("Lee Nor", 2.0), ("Moss Nor", 1.0)],
    );
    expect(
        &actors(&[("normalisation", "average")]),
        &[("Lee Moss", 1.0 / 2.5), ("Lee Nor", 1.0)],
    );
    expect(
        &actors(&[("normalisation", "jaccard")]),
        &[("Lee Moss", 0.25), ("Lee Nor", 1.0)],
    );
    let lee = 5_f64.sqrt();
    expect(
        &actors(&[("normalisation", "cosine")]),
        &[
            ("Lee Moss", 1.0 / (lee * 2_f64.sqrt())),
            ("Lee Nor", 2.0 / lee),
        ],
    );
    expect(&edges(&[("network", "concepts")]), &[("A B", 1.0)]);
}

#[test]
fn repeated_statements_spans_of_time_and_exclusion() {
    expect(
        &edges(&[("duplicates", "document")])[..1],
        &[("Lee A", 1.0)],
    );
    let found = files(&[("window", "week")]);
    expect(
        &of(&found["2026-W01/network-edges.csv"])[..1],
        &[("Lee A", 2.0)],
    );
    expect(
        &of(&found["2026-W04/network-edges.csv"]),
        &[("Moss B", 1.0), ("Nor A", 1.0)],
    );
    expect(
        &edges(&[("exclude", "Lee; B")]),
        &[("Moss A", 1.0), ("Nor A", 1.0)],
    );
    assert!(edges(&[("exclude", "Courier")]).is_empty());
}

#[test]
fn nodes_without_an_edge_stay_when_they_are_wanted() {
    let lines = |isolates| {
        let file = files(&[
            ("network", "actors"),
            ("one-mode", "congruence"),
            ("exclude", "B"),
            ("isolates", isolates),
        ]);
        String::from_utf8(file["network.dl"].clone()).unwrap()
    };
    assert!(lines("no").starts_with(
        "dl n = 2, format = fullmatrix\nlabels:\n\"Lee\"\n\"Nor\"\ndata:\n0 2\n2 0\n"
    ));
    assert!(lines("yes").contains("\"Moss\"\n"));
    let two = String::from_utf8(files(&[])["network.dl"].clone()).unwrap();
    assert!(
        two.starts_with("dl nr = 3, nc = 2, format = fullmatrix\nrow labels:\n"),
        "{two}"
    );
    let graphml = String::from_utf8(files(&[])["network.graphml"].clone()).unwrap();
    assert!(
        !graphml.contains("attr.name=\"type\""),
        "igraph takes that for the two modes"
    );
}

#[test]
fn articles_are_left_out_by_what_is_known_of_them() {
    let without = |conditions| edges(&[("exclude-articles", conditions)]);
    expect(
        &without("section=opinion"),
        &[("Lee A", 2.0), ("Moss B", 1.0), ("Nor A", 1.0)],
    );
    expect(
        &without(" Section = OPINION ; type=Letter "),
        &[("Lee A", 2.0)],
    );
    expect(
        &without("date=2026-01-01"),
        &[
            ("Lee B", 1.0),
            ("Moss A", 1.0),
            ("Moss B", 1.0),
            ("Nor A", 1.0),
        ],
    );
    assert!(without("source=Courier").is_empty());
    let wish = wish(&[(
        "exclude-articles",
        "section=Opinion; secton=News; Letter; type=",
    )]);
    let told = told(&project(&DEBATE), &wish);
    for sentence in [
        "2 statements were left out as was asked for.",
        "3 conditions for articles to be left out fit none.",
    ] {
        assert!(told.iter().any(|it| it == sentence), "{told:?}");
    }
}

#[test]
fn articles_are_left_out_by_what_their_annotator_says() {
    let mut project = project(&DEBATE);
    let key = LayerKey {
        article: ArticleId::new("a1").unwrap(),
        annotator: author(0).annotator,
    };
    let (field, value) = ("section".parse().unwrap(), Value::Text("Sport".into()));
    edits::set_article_attribute(&project, &key, &field, Some(value))
        .apply(&mut project)
        .unwrap();
    let wish = wish(&[("exclude-articles", "section=sport")]);
    expect(
        &of(&files_of(&project, &wish)["network-edges.csv"]),
        &[
            ("Lee B", 1.0),
            ("Moss A", 1.0),
            ("Moss B", 1.0),
            ("Nor A", 1.0),
        ],
    );
    let told = told(&project, &wish);
    assert!(
        told.iter()
            .any(|it| it == "2 statements were left out as was asked for."),
        "{told:?}"
    );
    assert!(
        !told.iter().any(|it| it.contains("left out fit")),
        "{told:?}"
    );
}

/// The network over time, its nodes and edges a line each.
fn over_time(project: &Project, options: &[(&str, &str)]) -> String {
    let mut all = vec![("dynamic", "yes")];
    all.extend(options);
    let files = files_of(project, &wish(&all));
    String::from_utf8(files["network-over-time.gexf"].clone()).unwrap()
}

#[test]
fn nodes_and_edges_come_and_go() {
    assert!(!files(&[("window", "week")]).contains_key("network-over-time.gexf"));
    let gexf = over_time(&project(&DEBATE), &[("window", "week")]);
    let first = "start=\"2025-12-29\" end=\"2026-01-04\"";
    let last = "start=\"2026-01-19\" end=\"2026-01-25\"";
    for line in [
        format!(
            "<node id=\"actor lee\" label=\"Lee\"><spells><spell {first}/></spells><attvalues>\
             <attvalue for=\"kind\" value=\"actor\"/><attvalue for=\"bipartite\" value=\"0\"/>\
             <attvalue for=\"frequency\" value=\"3\" {first}/></attvalues></node>"
        ),
        format!(
            "<node id=\"concept b\" label=\"B\"><spells><spell {first}/><spell {last}/></spells><attvalues>\
             <attvalue for=\"kind\" value=\"concept\"/><attvalue for=\"bipartite\" value=\"1\"/>\
             <attvalue for=\"frequency\" value=\"1\" {first}/><attvalue for=\"frequency\" value=\"1\" {last}/>\
             </attvalues></node>"
        ),
        format!(
            "<edge id=\"3\" source=\"actor moss\" target=\"concept b\"><spells><spell {last}/></spells><attvalues>\
             <attvalue for=\"weight\" value=\"1\" {last}/><attvalue for=\"support\" value=\"0\" {last}/>\
             <attvalue for=\"oppose\" value=\"1\" {last}/><attvalue for=\"net\" value=\"-1\" {last}/>\
             <attvalue for=\"stance\" value=\"oppose\" {last}/></attvalues></edge>"
        ),
    ] {
        assert!(
            gexf.lines().any(|it| it == line),
            "{line}\nis not in\n{gexf}"
        );
    }
    assert_eq!(gexf.matches("<edge ").count(), 5);
    assert!(gexf.contains("mode=\"dynamic\" timeformat=\"date\""));
}

#[test]
fn a_network_over_time_goes_by_days_when_nobody_chose_spans() {
    let again = [
        (0, "Lee", "A", true),
        (4, "Lee", "A", true),
        (4, "Lee", "A", false),
        (5, "Lee", "A", true),
    ];
    let project = project(&again);
    let gexf = over_time(&project, &[]);
    let [fourth, fifth] =
        ["04", "05"].map(|day| format!("start=\"2026-01-{day}\" end=\"2026-01-{day}\""));
    assert!(
        gexf.contains(&format!(
            "<spells><spell {fourth}/><spell {fifth}/></spells><attvalues><attvalue for=\"weight\" value=\"2\" {fourth}/>"
        )),
        "{gexf}"
    );
    assert!(
        gexf.contains(&format!("<attvalue for=\"weight\" value=\"1\" {fifth}/>")),
        "{gexf}"
    );
    let told = told(&project, &wish(&[("dynamic", "yes")]));
    let undated = "1 statement is not in the network over time, as its article has no date.";
    assert!(told.iter().any(|it| it == undated), "{told:?}");
}

#[test]
fn spans_of_time_have_their_first_and_last_day() {
    let day = jiff::civil::date(2028, 2, 29);
    for (kind, first, last) in [
        ("day", "2028-02-29", "2028-02-29"),
        ("week", "2028-02-28", "2028-03-05"),
        ("month", "2028-02-01", "2028-02-29"),
        ("year", "2028-01-01", "2028-12-31"),
    ] {
        let (from, to) = super::statements::bounds(kind, day);
        assert_eq!(
            (from.to_string(), to.to_string()),
            (first.into(), last.into())
        );
    }
}

#[test]
fn texts_are_kept_as_they_are_written_and_a_tag_that_is_not_there_is_refused() {
    let project = project(&[(1, "Ana", "Strike", true)]);
    let format = format("network").unwrap();
    let mut wish = Wish::of(format);
    let set = |wish: &mut Wish, id: &str, text: &str| wish.options.set(format, id, text);
    set(&mut wish, "exclude-articles", "source=Coast ").unwrap();
    let choice = format.choices.iter().find(|it| it.id == "exclude-articles");
    assert_eq!(
        wish.options.get(choice.unwrap()),
        "source=Coast ",
        "the next word may come"
    );
    assert_eq!(wish.refused(&project), None);
    set(&mut wish, "statement", "nothing").unwrap();
    let (id, why) = wish.refused(&project).unwrap();
    assert_eq!(id, "statement");
    assert!(
        why.starts_with("No tag has the id “nothing”; there are: statement"),
        "{why}"
    );
    set(&mut wish, "statement", " statement ").unwrap();
    assert_eq!(wish.refused(&project), None);
    let report = survey(&project, &wish, &Progress::default()).unwrap();
    assert!(
        !report.losses.iter().any(|it| it.contains("no statement")),
        "{:?}",
        report.losses
    );
    wish.selection.tags = Some(std::collections::BTreeSet::new());
    let (_, why) = wish.refused(&project).unwrap();
    assert_eq!(
        why,
        "No tag has the id “statement”; there is no tag at all."
    );
}
