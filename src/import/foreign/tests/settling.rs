//! From what files say to a project.

use proptest::prelude::*;

use super::*;
use crate::export;
use crate::model::random::{edits_for, projects};
use crate::model::{
    AnnotationId, Attribute, AttributeId, Change, EntityId, Kind, LayerHead, LayerKey, Link, Role,
    RoleId, Slot, Spans, Status, Target, Value, edits,
};
use crate::store::Progress;
use crate::text::Span;

fn jsonl(project: &Project) -> Vec<u8> {
    let mut out = Vec::new();
    let format = export::format("jsonl").unwrap();
    let wish = export::Wish::of(format);
    export::write(project, &wish, &Progress::default(), &mut out).unwrap();
    out
}

fn read_jsonl(bytes: &[u8]) -> Read {
    read_bytes(
        format("jsonl").unwrap(),
        "all.jsonl",
        bytes,
        &Options::default(),
    )
    .unwrap()
}

/// The project without what JSON lines do not carry: where articles come from, what was deleted, what has no place.
fn carried(project: &Project) -> Project {
    let mut carried = project.clone();
    let ids: Vec<_> = carried.articles.keys().cloned().collect();
    for id in ids {
        let article = std::sync::Arc::make_mut(carried.articles.get_mut(&id).unwrap());
        article.meta.origin = None;
        article.meta.other_text = String::new();
        article.withdrawn = crate::model::Withdrawn::default();
    }
    let keys: Vec<LayerKey> = carried.layers.keys().cloned().collect();
    for key in keys {
        // Gold and what was marked a second time go out only when they are asked for.
        if project.is_nobody(&key.annotator) {
            carried.layers.remove(&key);
            continue;
        }
        let layer = std::sync::Arc::make_mut(carried.layers.get_mut(&key).unwrap());
        layer.deleted = imbl::OrdMap::new();
        layer.detached.clear();
        layer.head.confirmed.clear();
        let there: Vec<AnnotationId> = layer.annotations.keys().cloned().collect();
        for id in there {
            let mut annotation = (*layer.annotations[&id]).clone();
            // A link to what is not there leads nowhere.
            annotation.links.retain(|link| match &link.to {
                Target::Annotation(to) => layer.annotations.contains_key(to),
                Target::Entity(_) => true,
            });
            layer
                .annotations
                .insert(id, std::sync::Arc::new(annotation));
        }
        // What is marked was begun, whatever the file says.
        if !layer.annotations.is_empty() && layer.head.status == Status::ToDo {
            layer.head.status = Status::InProgress;
        }
        if layer.head == LayerHead::default() && layer.annotations.is_empty() {
            carried.layers.remove(&key);
        }
    }
    carried
}

/// A project with fields, links, notes and pieces.
fn adorned(mut project: Project, bits: u64) -> Project {
    let has = |bit: u32| bits >> bit & 1 == 1;
    // A tag that is missing would come back with what its values look like.
    for id in ["claim", "quote", "actor", "stance"] {
        let tag = crate::model::random::tag(id, None);
        if project.codebook.tag(&tag.id).is_none() {
            edits::put_tag(&project, tag).apply(&mut project).unwrap();
        }
    }
    let tags: Vec<_> = project.codebook.tags.clone();
    for mut tag in tags {
        let choice = Kind::Choice(vec!["for".into(), "against".into()]);
        for (name, kind) in [
            ("stance", choice),
            ("sure", Kind::Flag),
            (
                "score",
                Kind::Number {
                    min: None,
                    max: None,
                },
            ),
            ("topics", Kind::Choices(vec!["ports".into(), "jobs".into()])),
            ("words", Kind::Text),
        ] {
            let id = AttributeId::new(name).unwrap();
            tag.attributes.push(Attribute::new(id, name, kind));
        }
        edits::put_tag(&project, tag).apply(&mut project).unwrap();
    }
    let role = Role {
        id: RoleId::new("speaker").unwrap(),
        name: "Speaker".into(),
        label: "said by".into(),
        wording: None,
        key: None,
        definition: String::new(),
        from: Vec::new(),
        to: Vec::new(),
        many: true,
        required: false,
    };
    edits::put_role(&project, role).apply(&mut project).unwrap();
    let keys: Vec<LayerKey> = project.layers.keys().cloned().collect();
    for key in keys {
        let layer = project.layers[&key].clone();
        let ids: Vec<AnnotationId> = layer.annotations.keys().cloned().collect();
        for (number, id) in (0..).zip(&ids) {
            let mut annotation = (*layer.annotations[id]).clone();
            let mut put = |name: &str, value: Value| {
                annotation
                    .attributes
                    .insert(AttributeId::new(name).unwrap(), value);
            };
            if has(number % 13) {
                put("stance", Value::Choice("against".into()));
                put("sure", Value::Flag(has(1)));
            }
            if has(number % 11 + 3) {
                put("score", Value::Number(-2.5));
                put(
                    "topics",
                    Value::Choices(vec!["ports".into(), "jobs".into()]),
                );
                put("words", Value::Text("two\nlines; “quoted”".into()));
            }
            if has(number % 7 + 20) {
                let to = ids[(number as usize + 1) % ids.len()].clone();
                annotation.links.push(Link {
                    role: RoleId::new("speaker").unwrap(),
                    to: Target::Annotation(to),
                });
            }
            if has(number % 5 + 30) {
                annotation.note = format!("note {number}");
                annotation.unsure = true;
                let text = &project.articles[&key.article].text;
                let last = Span::of(text.len() - 3..text.len());
                if annotation.spans.end() < last.start {
                    annotation.spans = annotation.spans.with(last);
                }
            }
            let slot = Slot::Present(std::sync::Arc::new(annotation));
            let change = Change::Annotation(key.clone(), id.clone(), slot);
            crate::model::Edit::new("Adorn", vec![change])
                .apply(&mut project)
                .unwrap();
        }
    }
    project
}

/// Projects after some edits, with fields, links, notes and pieces.
pub(super) fn adorned_projects() -> impl Strategy<Value = Project> {
    projects().prop_flat_map(|project| {
        let edits = edits_for(&project);
        (edits, any::<u64>()).prop_map(move |(edits, bits)| {
            let mut full = project.clone();
            for edit in &edits {
                let _refused = edit.apply(&mut full);
            }
            adorned(full, bits)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn our_json_lines_bring_back_all_that_they_carry(
        full in adorned_projects(),
    ) {
        // An empty file is refused.
        prop_assume!(!full.articles.is_empty());
        let mut bare = full.clone();
        bare.articles = imbl::OrdMap::new();
        bare.layers = imbl::OrdMap::new();
        bare.reviews = imbl::OrdMap::new();
        let report = taken(&mut bare, &[read_jsonl(&jsonl(&full))]);
        let (mut expected, mut got) = (carried(&full), carried(&bare));
        // An annotation of a tag that the codebook lacks brings one, and an article field likewise.
        expected.codebook = std::sync::Arc::default();
        got.codebook = std::sync::Arc::default();
        prop_assert_eq!(report.marks, report.added);
        prop_assert_eq!(report.marks, report.exact);
        prop_assert_eq!(&got.articles, &expected.articles);
        for (key, layer) in &expected.layers {
            prop_assert_eq!(got.layers.get(key).map(AsRef::as_ref), Some(layer.as_ref()), "{:?}", key);
        }
        prop_assert_eq!(got.layers.len(), expected.layers.len());
    }
}

fn doccano(lines: &str) -> Read {
    read_bytes(
        format("doccano").unwrap(),
        "d.jsonl",
        lines.as_bytes(),
        &Options::default(),
    )
    .unwrap()
}

#[test]
fn labels_are_mapped_created_or_left_out() {
    let mut project = blank();
    let tag = crate::model::random::tag("person", None);
    edits::put_tag(&project, tag).apply(&mut project).unwrap();
    let read = doccano(
        r#"{"text": "Ana met Bo in Rome.", "label": [[0, 3, "PER"], [8, 10, "PERSON"], [14, 18, "City"], [4, 7, "x"]]}"#,
    );
    let observed = Observed::of([&read.found].into_iter());
    let mut mapping = Mapping::propose(&project.codebook, &observed);
    let person = crate::model::TagId::new("person").unwrap();
    assert_eq!(mapping.tags["PERSON"], Choice::To(person.clone()));
    assert_eq!(mapping.tags["PER"], Choice::New);
    let book = project.codebook.clone();
    assert_eq!(mapping.set(&book, "map.per", "person"), Ok(true));
    assert_eq!(mapping.set(&book, "map.x", "skip"), Ok(true));
    assert_eq!(mapping.set(&book, "annotator", "ana"), Ok(false));
    assert!(mapping.set(&book, "map.x", "nobody").is_err());
    assert!(mapping.set(&book, "map.LOC", "person").is_err());
    let Settled { edit, report } = settled_as(&project, &[read], &mapping);
    edit.apply(&mut project).unwrap();
    assert_eq!(report.tags, ["City"]);
    assert_eq!(report.losses, Losses::from([(Loss::Skipped, 1)]));
    let mut all = marks(&project);
    all.sort();
    let expected = [("City", "Rome"), ("person", "Ana"), ("person", "Bo")];
    assert_eq!(
        all,
        expected.map(|(one, other)| (one.to_owned(), other.to_owned()))
    );
}

#[test]
fn offsets_are_carried_through_the_cleaning_of_a_text() {
    // A byte order mark, a CR LF, a line separator and a control character before what is marked.
    let text = "\u{feff}One\r\ntwo\u{2028}th\u{1}ree four.";
    let start = text.chars().position(|c| c == 'f').unwrap() as u64;
    let mut found = Found::default();
    found.documents.push(Document {
        name: "a".into(),
        text: Some(text.into()),
        layers: vec![Layer {
            marks: vec![
                Mark::on("1", "word", Piece::at(start, start + 4)),
                Mark::on("2", "word", Piece::at(10, 16)),
            ],
            ..Layer::default()
        }],
        ..Document::default()
    });
    let read = Read {
        file: "a".into(),
        folder: String::new(),
        format: format("doccano").unwrap(),
        found,
    };
    let mut project = blank();
    taken(&mut project, &[read]);
    let article = project.articles.values().next().unwrap();
    assert_eq!(article.text.as_str(), "One\ntwo\nthree four.");
    let words: Vec<String> = marks(&project).into_iter().map(|it| it.1).collect();
    assert_eq!(words, ["three", "four"]);
}

#[test]
fn marks_find_an_article_that_was_corrected_since() {
    let mut project = blank();
    taken(
        &mut project,
        &[doccano(r#"{"text": "The prot will close.", "label": []}"#)],
    );
    let id = project.articles.keys().next().unwrap().clone();
    edits::correct_text(&project, &author(), &id, Span::of(4..8), "harbour", "typo")
        .apply(&mut project)
        .unwrap();
    let line = r#"{"text": "The prot will close.", "label": [[4, 8, "place"], [14, 19, "verb"]]}"#;
    let report = taken(&mut project, &[doccano(line)]);
    assert_eq!(report.added_articles, 0);
    let words: Vec<String> = marks(&project).into_iter().map(|it| it.1).collect();
    assert_eq!(words, ["harbour", "close"]);
}

#[test]
fn what_has_no_place_is_kept_without_one() {
    let ann = "T1\tclaim 0 3\tOne\nT2\tclaim 4 9\tseven\nR1\tSame Arg1:T1 Arg2:T2\n";
    let bytes = [b"One two three.".as_slice(), b"\0", ann.as_bytes()].concat();
    let read = read_bytes(
        format("brat").unwrap(),
        "a.ann",
        &bytes,
        &Options::default(),
    )
    .unwrap();
    let mut project = blank();
    let report = taken(&mut project, &[read]);
    assert_eq!((report.exact, report.detached), (1, 1));
    let layer = project.layers.values().next().unwrap();
    let lost = layer.detached.values().next().unwrap();
    assert_eq!(lost.spans[0].text, "seven");
    let link = &layer.annotations.values().next().unwrap().links[0];
    assert_eq!(link.to, Target::Annotation(lost.id.clone()));
}

#[test]
fn what_somebody_changed_or_deleted_here_stays_so() {
    let mut project = blank();
    let line = r#"{"text": "Ana met Bo.", "label": [[0, 3, "PER"], [8, 10, "PER"]]}"#;
    taken(&mut project, &[doccano(line)]);
    let key = project.layers.keys().next().unwrap().clone();
    let ids: Vec<AnnotationId> = project.layers[&key].annotations.keys().cloned().collect();
    let first = project.layers[&key].annotations[&ids[0]].clone();
    let note = edits::set_note(&project, &author(), &key, &first, "mine");
    note.apply(&mut project).unwrap();
    let gone = Change::Annotation(key.clone(), ids[1].clone(), Slot::Deleted(author().at));
    crate::model::Edit::new("Delete", vec![gone])
        .apply(&mut project)
        .unwrap();
    let Settled { edit, report } = settled(&project, &[doccano(line)]);
    assert!(edit.is_empty());
    assert_eq!((report.kept, report.deleted, report.added), (1, 1, 0));
}

#[test]
fn a_file_of_ours_changes_what_is_there_only_when_that_is_asked_for() {
    let mut project = blank();
    let mark = r#"{"id": "m1", "tag": "claim", "annotator": "ana", "spans": [{"start": 0, "end": 3, "text": "One"}],
        "note": "NOTE", "created": "2026-03-01T10:00:00Z", "modified": "2026-03-0DAYT10:00:00Z"}"#;
    let line = |note: &str, day: &str| {
        let mark = mark
            .replace("NOTE", note)
            .replace("DAY", day)
            .replace('\n', " ");
        let line = format!(
            r#"{{"id": "one", "text": "One two.", "offset_unit": "code point", "annotations": [{mark}]}}"#
        );
        read_jsonl(line.as_bytes())
    };
    taken(&mut project, &[line("first", "1")]);
    let update = |project: &Project, read: Read, update: bool| {
        let author = author();
        let observed = Observed::of([&read.found].into_iter());
        let mapping = Mapping::propose(&project.codebook, &observed);
        let wish = Wish {
            author: &author,
            annotator: "",
            update,
        };
        let progress = Progress::default();
        settle(project, |_| false, &[read], &mapping, &wish, &progress).unwrap()
    };
    assert_eq!(update(&project, line("second", "2"), false).report.kept, 1);
    let older = update(&project, line("second", "1"), true);
    assert_eq!((older.report.kept, older.report.updated), (1, 0));
    let newer = update(&project, line("second", "2"), true);
    assert_eq!((newer.report.kept, newer.report.updated), (0, 1));
    newer.edit.apply(&mut project).unwrap();
    let layer = project.layers.values().next().unwrap();
    assert_eq!(layer.annotations.values().next().unwrap().note, "second");
}

#[test]
fn annotators_and_entities_are_those_of_the_same_name() {
    let mut project = blank();
    let ana = AnnotatorId::new("a-2").unwrap();
    edits::put_annotator(&project, &ana, "Ana Lopez", Color([1; 3]))
        .apply(&mut project)
        .unwrap();
    let kind = crate::model::EntityType {
        id: crate::model::EntityTypeId::new("person").unwrap(),
        name: "Person".into(),
        attributes: Vec::new(),
    };
    edits::put_entity_type(&project, kind.clone())
        .apply(&mut project)
        .unwrap();
    let known = crate::model::Entity {
        aliases: vec!["Mayor Núñez".into()],
        ..crate::model::Entity::new(
            EntityId::new("e1").unwrap(),
            "Ana Núñez",
            kind.id,
            author().at,
        )
    };
    edits::put_entity(&project, &author(), known)
        .apply(&mut project)
        .unwrap();
    let entry = |name: &str| {
        Plain::Entity(Entry {
            name: name.into(),
            kind: "Person".into(),
            ..Entry::default()
        })
    };
    let mut marks = Vec::new();
    for (number, name) in ["mayor núñez", "Bo Lee", "bo lee"].into_iter().enumerate() {
        let mut mark = Mark::on(number.to_string(), "actor", Piece::at(0, 3));
        mark.values.push(("who".into(), entry(name)));
        marks.push(mark);
    }
    let mut found = Found::default();
    found.documents.push(Document {
        text: Some("One two.".into()),
        layers: vec![Layer {
            annotator: "ana lopez".into(),
            marks,
            ..Layer::default()
        }],
        ..Document::default()
    });
    let read = Read {
        file: "x".into(),
        folder: String::new(),
        format: format("dna").unwrap(),
        found,
    };
    let report = taken(&mut project, &[read]);
    assert_eq!(report.annotators, [""; 0]);
    assert_eq!(report.entities, 1, "Bo Lee is one person");
    assert_eq!(project.layers.keys().next().unwrap().annotator, ana);
    assert!(Spans::one(Span::of(0..1)).is_ok());
}

#[test]
fn what_our_own_exports_put_into_formats_of_others_has_its_place_again() {
    let ann = "T1\tclaim 0 3\tOne\nA1\tattribute-kind T1 odd\nA2\tunsure T1\n";
    let bytes = [b"One two three.".as_slice(), b"\0", ann.as_bytes()].concat();
    let read = read_bytes(
        format("brat").unwrap(),
        "a.ann",
        &bytes,
        &Options::default(),
    )
    .unwrap();
    let layer = &read.found.documents[0].layers[0];
    assert!(layer.marks[0].unsure);
    let kind = ("kind".into(), Plain::text("odd"));
    assert_eq!(layer.marks[0].values, [kind]);

    let tasks = r#"[{"data": {"text": "One two.", "annotators": "Ana; Ben"}, "annotations": [
        {"result": [{"id": "a", "type": "labels", "value": {"start": 0, "end": 3, "labels": ["claim"]}},
            {"id": "a", "from_name": "link-target", "type": "textarea", "value": {"start": 0, "end": 3, "text": ["The port [port]"]}},
            {"id": "b", "from_name": "article-status", "type": "choices", "value": {"choices": ["done"]}}]},
        {"result": []}]}]"#;
    let format = format("label-studio").unwrap();
    let read = read_bytes(format, "a.json", tasks.as_bytes(), &Options::default()).unwrap();
    let layers = &read.found.documents[0].layers;
    assert_eq!(
        (layers[0].annotator.as_str(), layers[1].annotator.as_str()),
        ("Ana", "Ben")
    );
    assert_eq!(layers[0].status, Some(Status::Done));
    let port = Entry {
        id: "port".into(),
        name: "The port".into(),
        kind: String::new(),
    };
    assert_eq!(layers[0].relations[0].to, End::Entity(port));
}

#[test]
fn a_text_of_words_is_the_article_that_ends_with_a_line_end() {
    let mut project = blank();
    taken(
        &mut project,
        &[doccano(r#"{"text": "Ana met Bo.\n", "label": []}"#)],
    );
    let words = "Ana\t0\t3\tB-PER\nmet\t4\t7\tO\nBo\t8\t10\tB-PER\n.\t10\t11\tO\n";
    let read = read_bytes(
        format("conll").unwrap(),
        "a.tsv",
        words.as_bytes(),
        &Options::default(),
    );
    let report = taken(&mut project, &[read.unwrap()]);
    assert_eq!((report.added_articles, report.added), (0, 2));
}

#[test]
fn what_somebody_labels_a_second_time_is_left_as_it_was_the_first_time() {
    let mut project = blank();
    let tag = crate::model::random::tag("claim", None);
    edits::put_tag(&project, tag).apply(&mut project).unwrap();
    let article = crate::model::random::article("one", "The port will close, she said.");
    let key = LayerKey {
        article: article.id.clone(),
        annotator: author().annotator,
    };
    let mark = |project: &mut Project, id: &str, span| {
        let claim = project.codebook.tags[0].id.clone();
        let (id, spans) = (AnnotationId::new(id).unwrap(), Spans::one(span).unwrap());
        let edit = edits::annotate(project, &author(), &key, id, &claim, spans);
        edit.apply(project).unwrap();
    };
    edits::add_article(article).apply(&mut project).unwrap();
    mark(&mut project, "m1", Span::of(4..8));
    let mut more = project.clone();
    mark(&mut more, "m2", Span::of(9..13));
    let read = read_jsonl(&jsonl(&more));
    assert_eq!(
        settled(&project, core::slice::from_ref(&read)).report.added,
        1
    );
    let done = edits::set_status(&project, &key, Status::Done);
    done.apply(&mut project).unwrap();
    let to = [(key.annotator.clone(), [key.article.clone()].into())].into();
    edits::repeat(&project, &to).apply(&mut project).unwrap();
    let settled = settled(&project, &[read]);
    assert_eq!(settled.report.losses.get(&Loss::Repeating), Some(&2));
    let changed = settled.edit.layers().next();
    assert_eq!(changed, None);
}
