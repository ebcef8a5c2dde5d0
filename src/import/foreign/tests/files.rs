//! Files of other programs, against counts that were found by other means.

use super::*;
use crate::model::{Status, Target, Value};

/// What the fixture says, whatever its format, with the stance in its two pieces.
const FIXTURE: [(&str, &str); 4] = [
    ("actor", "Mayor Ana Núñez"),
    ("claim", "the port “will close” by 2030"),
    ("quote", "“will close”"),
    ("stance", "Unions … oppose it"),
];

/// The same where a format knows no pieces.
const IN_PIECES: [(&str, &str); 5] = [
    ("actor", "Mayor Ana Núñez"),
    ("claim", "the port “will close” by 2030"),
    ("quote", "“will close”"),
    ("stance", "Unions"),
    ("stance", "oppose it"),
];

/// A file, its format, whether it knows pieces, its links, its notes, and who marked it.
const FILES: [(&str, &str, bool, usize, usize, &str); 11] = [
    ("a.ann", "brat", true, 2, 1, "me"),
    ("rel.jsonl", "doccano", false, 2, 0, "me"),
    ("tasks.json", "label-studio", false, 2, 1, "me"),
    ("ex.json", "uima-json", true, 2, 1, "me"),
    ("ex.xmi", "uima-xmi", true, 2, 1, "me"),
    ("ex.tsv", "webanno", false, 2, 1, "me"),
    ("p.jsonl", "prodigy", false, 1, 0, "me"),
    ("a.conllup", "conllu-plus", false, 0, 0, "me"),
    ("multi.tsv", "conll", false, 0, 0, "me"),
    ("project.qde", "refi-qda", false, 2, 1, "ana"),
    ("ex.jsonld", "web-annotation", true, 1, 1, "ana"),
];

#[test]
fn the_fixture_reads_alike_in_every_format() {
    for (name, format, in_one, links, notes, who) in FILES {
        let path = data("fixture").join(name);
        let found = survey([&path], None);
        assert_eq!(found.inputs.len(), 1, "{name}");
        assert_eq!(found.inputs[0].format.id, format, "{name}");
        let mut project = blank();
        let mut read = read(&found.inputs[0], &Options::default(), &Progress::default()).unwrap();
        // These have their texts elsewhere: in the archive, beside the file.
        for document in &mut read.found.documents {
            document.text.get_or_insert_with(|| TEXT.to_owned());
        }
        let report = taken(&mut project, &[read]);
        let expected: Vec<(String, String)> = if in_one { &FIXTURE[..] } else { &IN_PIECES[..] }
            .iter()
            .map(|(tag, text)| ((*tag).to_owned(), (*text).to_owned()))
            .collect();
        let mut got = marks(&project);
        for (tag, _) in &mut got {
            *tag = tag.to_lowercase();
        }
        got.sort();
        let is_refi = format == "refi-qda";
        if is_refi {
            // A value is a code of its own there.
            for (tag, _) in &mut got {
                *tag = tag.replace("stance: oppose", "stance");
            }
        }
        assert_eq!(got, expected, "{name}");
        assert_eq!(report.links, links, "links of {name}");
        let layer = project.layers.values().next().unwrap();
        let all = || layer.annotations.values();
        let noted = all().filter(|it| !it.note.is_empty()).count();
        assert_eq!(noted, notes, "notes of {name}");
        let key = project.layers.keys().next().unwrap();
        assert_eq!(key.annotator.as_str(), who, "{name}");
        assert_eq!(layer.head.status, Status::InProgress);
        let article = project.articles.values().next().unwrap();
        // Tables of words end with their last word.
        assert_eq!(article.text.as_str().trim_end(), TEXT.trim_end(), "{name}");
    }
}

#[test]
fn words_alone_make_a_text_of_their_own() {
    let mut project = blank();
    let report = taken(&mut project, &reads(&data("fixture/a.conll")));
    assert_eq!((report.marks, report.unquoted), (4, 4));
    let found = marks(&project);
    assert_eq!(found[1].1, "the port “ will close ” by 2030");
}

#[test]
fn a_number_sign_among_words_is_a_word_and_a_remark_is_none() {
    let rows = "-DOCSTART- -X- -X- O\n\n# sent 1 of 2\nVote -X- -X- O\n# -X- -X- B-claim\nNow -X- -X- I-claim\n\n# text = So\n\
                So -X- -X- O\n";
    let two = "# columns: claim\n# O\nNow B-claim\n";
    for (file, text, marked) in [(rows, "Vote # Now\nSo", "# Now"), (two, "# Now", "Now")] {
        let read = read_bytes(
            format("conll").unwrap(),
            "a.conll",
            file.as_bytes(),
            &Options::default(),
        )
        .unwrap();
        let mut project = blank();
        taken(&mut project, &[read]);
        let article = project.articles.values().next().unwrap();
        assert_eq!(article.text.as_str().trim_end(), text);
        assert_eq!(marks(&project)[0].1, marked);
    }
}

#[test]
fn whose_a_file_of_words_is_can_be_told_by_its_name() {
    // What is written one file an annotator can be read as that.
    for id in ["conll", "conllu-plus", "doccano", "prodigy"] {
        let settings = format(id).unwrap().settings;
        assert!(
            settings.iter().any(|it| it.id == "file-is-annotator"),
            "{id}"
        );
    }
}

#[test]
fn what_a_format_says_beside_marks_comes_along() {
    let mut project = blank();
    taken(&mut project, &reads(&data("fixture/a.ann")));
    let layer = project.layers.values().next().unwrap();
    let of = |tag: &str| {
        let mut all = layer.annotations.values();
        all.find(|it| it.tag.as_str() == tag).unwrap()
    };
    assert_eq!(of("claim").note, "Check the year, see source.");
    let polarity = of("stance").attributes.values().next().unwrap();
    assert_eq!(*polarity, Value::Choice("oppose".into()));
    let flag = of("claim").attributes.values().next().unwrap();
    assert_eq!(*flag, Value::Flag(true));
    let link = &of("quote").links[0];
    assert_eq!(link.role.as_str(), "speaker");
    assert_eq!(link.to, Target::Annotation(of("actor").id.clone()));

    let mut project = blank();
    taken(&mut project, &reads(&data("fixture/tasks.json")));
    let head = &project.layers.values().next().unwrap().head;
    assert_eq!(head.attributes.len(), 1, "a label of the text: {head:?}");
    let meta = &project.articles.values().next().unwrap().meta;
    assert_eq!(meta.title, "Port to close");
    assert_eq!(meta.source, "Daily X");
    assert_eq!(meta.date, Some(jiff::civil::date(2025, 3, 1)));
}

#[test]
fn codes_keep_their_tree_and_their_colours() {
    let mut project = blank();
    taken(&mut project, &reads(&data("fixture/ex.qdc")));
    assert_eq!(project.codebook.tags.len(), 4);
    // The texts of the project's marks are not there; the codes are all the same.
    let report = taken(&mut project, &reads(&data("fixture/project.qde")));
    assert_eq!(report.added, 0);
    assert_eq!(report.tags, ["stance: oppose", "stance: support"]);
    let book = &project.codebook;
    let names: Vec<&str> = book.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert!(
        names.contains(&"stance") && names.contains(&"stance: oppose"),
        "{names:?}"
    );
    let below = book
        .tags
        .iter()
        .find(|tag| tag.name == "stance: oppose")
        .unwrap();
    let above = book.tags.iter().find(|tag| tag.name == "stance").unwrap();
    assert_eq!(below.parent.as_ref(), Some(&above.id));
    assert_eq!(above.color.to_string(), "#e7298a");
}

#[test]
fn what_brat_refuses_is_placed_or_counted() {
    let mut project = blank();
    let all = reads(&data("rejected"));
    assert_eq!(all.len(), 17);
    let report = taken(&mut project, &all);
    // By hand: 17 files with 16 marks of which one covers nothing and one has another one's id; one has offsets in UTF-16 units,
    // one a CR that is not counted. One type with a blank in it is no line.
    assert_eq!(report.marks, 16);
    assert_eq!(report.otherwise.values().sum::<usize>(), 2);
    assert_eq!(report.searched + report.detached, 0);
    let lost = |loss: Loss| report.losses.get(&loss).copied().unwrap_or(0);
    assert_eq!((lost(Loss::Empty), lost(Loss::Twice)), (1, 1));
    assert_eq!((lost(Loss::Unreadable), lost(Loss::Dangling)), (1, 1));
}

#[test]
fn a_corpus_of_web_anno_has_all_its_marks() {
    let mut project = blank();
    let report = taken(&mut project, &reads(&data("gum/GUM_news_flag.tsv")));
    // 113 different numbers in brackets, 53 cells of relations: counted with a regular expression.
    assert_eq!((report.marks, report.added, report.links), (113, 113, 53));
    assert_eq!(report.losses, Losses::new());
    let first = &marks(&project)[0];
    assert_eq!(*first, ("place".to_owned(), "New Zealand".to_owned()));
}

/// A sample, its marks that cover something and its links, as counted in its XMI; marks that cover nothing.
const SAMPLES: [(&str, usize, usize, usize); 7] = [
    ("testMultiTokenChain", 2, 1, 0),
    ("testSentenceWithEmoji", 1, 0, 0),
    ("testSimpleSlotFeature", 3, 2, 0),
    (
        "testSingleStackedNonTokenOverlappingRelationWithoutFeatureValue",
        4,
        1,
        0,
    ),
    ("testSubTokenRelation2", 2, 1, 0),
    ("testTokenBoundedSpanWithNastyFeatureValue", 5, 0, 0),
    ("testZeroLengthSpansWithoutFeatureValues", 0, 0, 2),
];

#[test]
fn samples_of_inception_read_alike_as_tsv_and_as_xmi() {
    for (name, count, links, empty) in SAMPLES {
        let mut found: Vec<Vec<String>> = Vec::new();
        for ending in ["tsv", "xmi"] {
            let mut project = blank();
            let path = data("webanno").join(format!("{name}.{ending}"));
            let report = taken(&mut project, &reads(&path));
            assert_eq!(report.added, count, "{name}.{ending}");
            assert_eq!(report.links, links, "{name}.{ending}");
            let lost = report.losses.get(&Loss::Empty).copied().unwrap_or(0);
            assert_eq!(lost, empty, "{name}.{ending}");
            assert_eq!(project.articles.len(), 1, "{name}.{ending}");
            // Their types have other names in some of the TSV files.
            let mut all: Vec<String> = marks(&project).into_iter().map(|it| it.1).collect();
            all.sort();
            found.push(all);
        }
        assert_eq!(found[0], found[1], "{name}");
    }
}

#[test]
fn samples_of_cassis_read_alike_as_json_and_as_xmi() {
    // In its tests: nine words with emoji, four words of Chinese.
    for (name, count, first) in [("Emoji", 9, "🥳"), ("TraditionalChinese", 4, "這")] {
        let mut project = blank();
        let one = taken(
            &mut project,
            &reads(&data("uima").join(format!("{name}.json"))),
        );
        assert_eq!(one.added, count, "{name}");
        assert_eq!(marks(&project)[0].1, first);
        let before = marks(&project);
        let other = taken(
            &mut project,
            &reads(&data("uima").join(format!("{name}.xmi"))),
        );
        assert_eq!((other.added_articles, other.added), (0, count), "{name}");
        assert_eq!(marks(&project).len(), 2 * before.len());
    }
}

#[test]
fn an_archive_holds_its_texts_wherever_it_says() {
    for folder in ["sources", "Sources", "..\\sources", "/etc"] {
        let qde = std::fs::read(data("fixture/project.qde")).unwrap();
        let guid = "f0ecec8e-ef77-519a-b5ba-ffada812dd6c";
        let bytes = archive(&[
            ("project.qde", &qde),
            (&format!("{folder}/{guid}.txt"), TEXT.as_bytes()),
        ]);
        let format = format("refi-qda").unwrap();
        let read = read_bytes(format, "ports.qdpx", &bytes, &Options::default()).unwrap();
        let mut project = blank();
        let report = taken(&mut project, &[read]);
        // Selections are called what they cover.
        assert_eq!((report.added, report.exact), (5, 5), "{folder}");
        assert_eq!(report.annotators, ["ana"]);
    }
}

/// A ZIP of these files.
pub(super) fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A database made by these statements.
pub(super) fn database(sql: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made.db");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch(sql).unwrap();
    drop(connection);
    std::fs::read(path).unwrap()
}

/// A database as DNA makes it, with one statement.
pub(super) const DNA: &str = "
    CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, Name TEXT);
    CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT, Source TEXT,
        Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
    CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label TEXT, Red INTEGER, Green INTEGER, Blue INTEGER);
    CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
    CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER, Stop INTEGER,
        Coder INTEGER);
    CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT);
    CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Entity INTEGER);
    CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
    INSERT INTO CODERS VALUES (1, 'Admin'), (2, 'Coder 1');
    INSERT INTO DOCUMENTS VALUES (1, 'Harbour', 'Now 😀: the port will close, said Ana.', 1, 'Lee', 'Courier', '', '', '', 1740787200);
    INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement', 239, 208, 51);
    INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'concept', 'short text', 1), (3, 'agreement', 'boolean', 1);
    INSERT INTO ENTITIES VALUES (1, 1, 'Ana Núñez'), (2, 2, 'Close the port'), (3, 1, '');
    INSERT INTO STATEMENTS VALUES (7, 1, 1, 8, 27, 2);
    INSERT INTO DATASHORTTEXT VALUES (1, 7, 1, 1), (2, 7, 2, 2);
    INSERT INTO DATABOOLEAN VALUES (1, 7, 3, 0);";

#[test]
fn statements_of_dna_have_their_people_and_concepts() {
    let format = format("dna").unwrap();
    let read = read_bytes(format, "x.dna", &database(DNA), &Options::default()).unwrap();
    let mut project = blank();
    let report = taken(&mut project, &[read]);
    assert_eq!((report.added, report.entities), (1, 2));
    assert_eq!(
        marks(&project),
        [("DNA Statement".to_owned(), "the port will close".to_owned())]
    );
    let (key, layer) = project.layers.iter().next().unwrap();
    assert_eq!(project.annotator_name(&key.annotator), "Coder 1");
    let annotation = layer.annotations.values().next().unwrap();
    let named: Vec<String> = annotation
        .attributes
        .iter()
        .map(|(id, value)| match value {
            Value::Entity(entity) => {
                let entity = project.entity(entity).unwrap();
                format!("{id}={} {}", entity.kind, entity.name)
            }
            other => format!("{id}={other:?}"),
        })
        .collect();
    assert_eq!(
        named,
        [
            "agreement=Flag(false)",
            "concept=concept Close the port",
            "person=person Ana Núñez"
        ]
    );
    let meta = &project.articles.values().next().unwrap().meta;
    assert_eq!(
        (meta.title.as_str(), meta.author.as_str()),
        ("Harbour", "Lee")
    );
    assert_eq!(meta.date, Some(jiff::civil::date(2025, 3, 1)));
}

/// A database as Taguette makes it: offsets are bytes of what the page says.
pub(super) const TAGUETTE: &str = "
    CREATE TABLE documents(id INTEGER PRIMARY KEY, name TEXT, description TEXT, contents TEXT);
    CREATE TABLE tags(id INTEGER PRIMARY KEY, path TEXT, description TEXT);
    CREATE TABLE highlights(id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER, end_offset INTEGER, snippet TEXT);
    CREATE TABLE highlight_tags(highlight_id INTEGER, tag_id INTEGER);
    CREATE TABLE commands(id INTEGER PRIMARY KEY, user_login TEXT, payload TEXT);
    INSERT INTO documents VALUES (1, 'Interview', '', '<p>Núñez &amp; Lee</p><p>will <b>close</b> it.</p>');
    INSERT INTO tags VALUES (1, 'people', 'Who is named'), (2, 'people.known', '');
    INSERT INTO highlights VALUES (1, 1, 0, 7, 'Núñez'), (2, 1, 10, 23, 'Lee<p>will <b>close</b></p>'), (3, 1, 18, 23, 'close');
    INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (2, 1);
    INSERT INTO commands VALUES (1, 'bo', '{\"type\": \"highlight_add\", \"highlight_id\": 2}');";

#[test]
fn highlights_of_taguette_stand_in_the_text_of_the_page() {
    let format = format("taguette").unwrap();
    let read = read_bytes(
        format,
        "t.sqlite3",
        &database(TAGUETTE),
        &Options::default(),
    )
    .unwrap();
    let mut project = blank();
    let report = taken(&mut project, &[read]);
    assert_eq!((report.added, report.exact), (4, 4));
    let article = project.articles.values().next().unwrap();
    assert_eq!(article.text.as_str(), "Núñez & Lee\nwill close it.\n");
    let mut all = marks(&project);
    all.sort();
    let expected = [
        ("Highlight", "close"),
        ("people", "Lee\nwill close"),
        ("people", "Núñez"),
        ("people.known", "Núñez"),
    ];
    assert_eq!(
        all,
        expected.map(|(one, other)| (one.to_owned(), other.to_owned()))
    );
    assert_eq!(report.annotators, ["bo"]);
    let below = project
        .codebook
        .tags
        .iter()
        .find(|tag| tag.name == "people.known");
    assert_eq!(below.unwrap().parent.as_ref().unwrap().as_str(), "people");
}

#[test]
fn folders_are_annotators_where_they_hold_the_same_files() {
    let folder = tempfile::tempdir().unwrap();
    for (who, label) in [("ana", "claim"), ("ben", "quote")] {
        let place = folder.path().join(who);
        std::fs::create_dir(&place).unwrap();
        std::fs::write(place.join("a.txt"), "One two.").unwrap();
        std::fs::write(place.join("a.ann"), format!("T1\t{label} 0 3\tOne\n")).unwrap();
    }
    std::fs::create_dir(folder.path().join("more")).unwrap();
    std::fs::write(folder.path().join("more/b.txt"), "Three.").unwrap();
    std::fs::write(folder.path().join("more/b.ann"), "").unwrap();
    let mut project = blank();
    let report = taken(&mut project, &reads(folder.path()));
    assert_eq!(report.annotators, ["ana", "ben"]);
    assert_eq!(project.articles.len(), 2, "one text is one article");
    assert_eq!(project.layers.len(), 2);
}
