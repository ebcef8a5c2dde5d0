//! Broken and hostile files: an error that names file and place, or counts of what is lost; never a half, never a panic.

use super::files::{DNA, TAGUETTE, archive, database};
use super::*;

/// A good file of each format.
fn good(format: &str) -> (&'static str, Vec<u8>) {
    let file = |name: &str| std::fs::read(data("fixture").join(name)).unwrap();
    match format {
        "jsonl" => (
            "a.jsonl",
            br#"{"id": "one", "offset_unit": "code point", "sha256": "", "text": "One two.", "annotations": [{"id": "m1", "tag": "claim", "annotator": "ana", "spans": [{"start": 0, "end": 3, "text": "One"}]}]}"#
                .to_vec(),
        ),
        "brat" => ("a.ann", [file("a.txt"), vec![0], file("a.ann")].concat()),
        "prodigy" => ("a.jsonl", file("p.jsonl")),
        "doccano" => ("a.jsonl", file("rel.jsonl")),
        "label-studio" => ("a.json", file("tasks.json")),
        "uima-json" => ("a.json", file("ex.json")),
        "uima-xmi" => ("a.xmi", file("ex.xmi")),
        "webanno" => ("a.tsv", file("ex.tsv")),
        "conllu-plus" => ("a.conllup", file("a.conllup")),
        "conll" => ("a.conll", file("a.conll")),
        "refi-qda" => (
            "a.qdpx",
            archive(&[
                ("project.qde", &file("project.qde")),
                (
                    "sources/f0ecec8e-ef77-519a-b5ba-ffada812dd6c.txt",
                    TEXT.as_bytes(),
                ),
            ]),
        ),
        "refi-codebook" => ("a.qdc", file("ex.qdc")),
        "dna" => ("a.dna", database(DNA)),
        "taguette" => ("a.sqlite3", database(TAGUETTE)),
        "web-annotation" => ("a.jsonld", file("ex.jsonld")),
        other => panic!("no file of {other}"),
    }
}

/// What can happen to any file.
fn damaged(good: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let half = good.len() / 2;
    let mut turned = good.to_vec();
    for byte in turned.iter_mut().step_by(97) {
        *byte ^= 0x15;
    }
    let mut latin = good.to_vec();
    latin.insert(half, 0xe9);
    let utf16: Vec<u8> = String::from_utf8_lossy(good)
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    vec![
        ("empty", Vec::new()),
        ("blank", b" \n\n \t\n".to_vec()),
        ("half", good[..half].to_vec()),
        (
            "without its last bytes",
            good[..good.len().saturating_sub(7)].to_vec(),
        ),
        ("its second half", good[half..].to_vec()),
        ("twice", [good, good].concat()),
        ("bits turned", turned),
        ("another encoding", latin),
        ("UTF-16", utf16),
        ("zeros", vec![0; 4096]),
        ("brackets", b"[".repeat(200_000)),
        ("objects", b"{\"a\":".repeat(100_000)),
        ("elements", b"<a>".repeat(200_000)),
        ("one line", vec![b'a'; 3_000_000]),
        ("tabs", b"\t".repeat(500_000)),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
    ]
}

/// Reads, and when something is read, takes it into a project: what comes of it must fit.
fn survives(format: &'static Format, name: &str, bytes: &[u8], what: &str) -> Option<Report> {
    match read_bytes(format, name, bytes, &Options::default()) {
        Err(problem) => {
            let told = problem.to_string();
            assert!(told.contains(name), "{} {what}: {told}", format.id);
            assert!(told.len() < 700, "{} {what}: {told}", format.id);
            None
        }
        Ok(read) => {
            let mut project = blank();
            let Settled { edit, report } = settled(&project, &[read]);
            edit.apply(&mut project)
                .unwrap_or_else(|error| panic!("{} {what}: {error}", format.id));
            Some(report)
        }
    }
}

#[test]
fn damage_of_any_kind_is_told_and_gives_nothing_that_does_not_fit() {
    for format in FORMATS {
        let (name, bytes) = good(format.id);
        let report = survives(format, name, &bytes, "good").expect(format.id);
        assert!(
            report.marks > 0 || format.id == "refi-codebook",
            "{}",
            format.id
        );
        for (what, bytes) in damaged(&bytes) {
            let report = survives(format, name, &bytes, what);
            let is_nothing = matches!(what, "empty" | "blank" | "zeros" | "a picture");
            // A text without marks is one for brat; so are zeros, which part text and marks.
            if is_nothing && format.id != "brat" {
                let marks = report.map_or(0, |report| report.marks);
                assert_eq!(marks, 0, "{} {what}", format.id);
            }
        }
    }
}

/// A file made of a good one by replacing something, and how many marks and losses come of it; none for an error.
type Case = (
    &'static str,
    &'static str,
    &'static str,
    Option<(usize, &'static [(Loss, usize)])>,
);

const CASES: &[Case] = &[
    // Offsets beyond the text, the wrong way round, negative, too large for any text.
    (
        "jsonl",
        r#""end": 3, "text": "One""#,
        r#""end": 99"#,
        Some((0, &[(Loss::NoPlace, 1)])),
    ),
    (
        "jsonl",
        r#""start": 0, "end": 3, "text": "One""#,
        r#""start": 5, "end": 2"#,
        Some((0, &[(Loss::NoPlace, 1)])),
    ),
    ("jsonl", r#""start": 0"#, r#""start": -1"#, None),
    (
        "jsonl",
        r#""end": 3, "text": "One""#,
        r#""end": 18446744073709551615"#,
        Some((0, &[(Loss::NoPlace, 1)])),
    ),
    ("jsonl", r#""end": 3"#, r#""end": 1e99"#, None),
    ("jsonl", r#""tag": "claim", "#, "", None),
    (
        "jsonl",
        r#""text": "One two.", "#,
        "",
        Some((0, &[(Loss::NoText, 1)])),
    ),
    ("brat", "actor 0 15", "actor 0 1500", Some((4, &[]))),
    ("brat", "actor 0 15", "actor 15 0", Some((4, &[]))),
    (
        "brat",
        "actor 0 15",
        "actor 99999999999999999999 15",
        Some((3, &[(Loss::Unreadable, 1), (Loss::Dangling, 1)])),
    ),
    (
        "brat",
        "T2\tclaim",
        "T1\tclaim",
        Some((3, &[(Loss::Twice, 1), (Loss::Dangling, 3)])),
    ),
    (
        "brat",
        "Arg2:T1",
        "Arg2:T9",
        Some((4, &[(Loss::Dangling, 1)])),
    ),
    (
        "brat",
        "A1\tPolarity T4",
        "A1\tPolarity T99",
        Some((4, &[(Loss::Dangling, 1)])),
    ),
    (
        "brat",
        "T1\tactor 0 15",
        "T1\tactor",
        Some((3, &[(Loss::Unreadable, 1), (Loss::Dangling, 1)])),
    ),
    (
        "doccano",
        r#""start_offset": 0"#,
        r#""start_offset": 900"#,
        Some((4, &[(Loss::NoPlace, 1), (Loss::SkippedRelations, 1)])),
    ),
    (
        "doccano",
        r#""start_offset": 0"#,
        r#""start_offset": "x""#,
        Some((4, &[(Loss::Unreadable, 1), (Loss::Dangling, 1)])),
    ),
    (
        "doccano",
        r#""id": 1,"#,
        r#""id": 0,"#,
        Some((4, &[(Loss::Twice, 1), (Loss::Dangling, 1)])),
    ),
    (
        "doccano",
        r#""to_id": 0"#,
        r#""to_id": 77"#,
        Some((5, &[(Loss::Dangling, 1)])),
    ),
    ("doccano", r#""text":"#, r#""body":"#, None),
    (
        "prodigy",
        r#""label": "actor""#,
        r#""label": null"#,
        Some((5, &[])),
    ),
    (
        "prodigy",
        r#""answer": "accept""#,
        r#""answer": "reject""#,
        Some((0, &[(Loss::Skipped, 5)])),
    ),
    ("prodigy", r#"{"text":"#, r#"{"body":"#, None),
    ("label-studio", r#""data": {"#, r#""date": {"#, None),
    (
        "label-studio",
        r#""to_id": "actor0""#,
        r#""to_id": "nobody""#,
        Some((5, &[(Loss::Dangling, 1), (Loss::Metadata, 1)])),
    ),
    (
        "label-studio",
        r#""was_cancelled": false"#,
        r#""was_cancelled": true"#,
        Some((0, &[(Loss::Skipped, 5), (Loss::Metadata, 1)])),
    ),
    (
        "uima-json",
        r#""%FEATURE_STRUCTURES""#,
        r#""%NOTHING""#,
        None,
    ),
    (
        "uima-json",
        r#""sofaString""#,
        r#""sofaText""#,
        Some((0, &[(Loss::NoText, 1)])),
    ),
    (
        "uima-xmi",
        r#"end="15" label"#,
        r#"end="9999" label"#,
        Some((3, &[(Loss::NoPlace, 1), (Loss::SkippedRelations, 1)])),
    ),
    (
        "uima-xmi",
        r#"begin="24" end="53" label="claim""#,
        r#"begin="53" end="24" label="claim""#,
        Some((3, &[(Loss::NoPlace, 1), (Loss::SkippedRelations, 1)])),
    ),
    (
        "uima-xmi",
        r#"Dependent="3""#,
        r#"Dependent="77""#,
        Some((4, &[(Loss::Dangling, 1)])),
    ),
    (
        "uima-xmi",
        "<xmi:XMI",
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><xmi:XMI",
        None,
    ),
    (
        "webanno",
        "#FORMAT=WebAnno TSV 3.3",
        "#FORMAT=WebAnno TSV 2",
        None,
    ),
    ("webanno", "1-1\t0-5", "1-1\t0", None),
    ("webanno", "1-1\t0-5", "1-1\t5-0", Some((5, &[]))),
    (
        "webanno",
        "1-2\t6-9",
        "1-2\t6-99999999999",
        Some((4, &[(Loss::NoPlace, 1), (Loss::SkippedRelations, 1)])),
    ),
    (
        "webanno",
        "1-8[3_1]",
        "9-9[9_9]",
        Some((5, &[(Loss::SkippedRelations, 1)])),
    ),
    ("webanno", "#Text=Mayor", "Text=Mayor", None),
    ("conllu-plus", "# global.columns =", "# columns =", None),
    ("conllu-plus", "FORM", "WORD", None),
    (
        "conllu-plus",
        "start_char=23",
        "start_char=99999999999",
        Some((5, &[])),
    ),
    (
        "conllu-plus",
        "B-actor",
        "Q-actor",
        Some((5, &[(Loss::Unreadable, 1)])),
    ),
    ("conll", "B-actor", "I-actor", Some((4, &[]))),
    ("web-annotation", "\"target\"", "\"goal\"", None),
];

#[test]
fn each_fault_costs_what_it_touches_and_no_more() {
    for (id, from, to, expected) in CASES {
        let format = format(id).unwrap();
        let (name, bytes) = good(id);
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(from), "{id}: {from}");
        // Formats of their own name differ: all keys of a JSON file, but one mark.
        let is_key = matches!(*id, "label-studio" | "web-annotation" | "uima-json");
        let broken = if is_key || to.contains("cancelled") {
            text.replace(from, to)
        } else {
            text.replacen(from, to, 1)
        };
        let got = survives(format, name, broken.as_bytes(), from);
        let got = got.map(|report| (report.added - report.detached, report.losses));
        let expected =
            expected.map(|(marks, lost)| (marks, lost.iter().copied().collect::<Losses>()));
        if let (Some(got), Some(expected)) = (&got, &expected) {
            assert_eq!(got, expected, "{id}: {from} → {to}");
        }
        assert_eq!(got.is_some(), expected.is_some(), "{id}: {from} → {to}");
    }
}

#[test]
fn archives_that_lie_are_refused() {
    let refi = format("refi-qda").unwrap();
    let qde = std::fs::read(data("fixture/project.qde")).unwrap();
    let refused = |files: &[(&str, &[u8])], why: &str| {
        let told = read_bytes(refi, "a.qdpx", &archive(files), &Options::default());
        let told = told.unwrap_err().to_string();
        assert!(told.contains(why) && told.contains("a.qdpx"), "{told}");
    };
    // A few kilobytes that unpack to more than is read.
    let bomb = vec![b' '; 9 << 20];
    refused(&[("project.qde", &bomb)], "larger than");
    let guid = "f0ecec8e-ef77-519a-b5ba-ffada812dd6c";
    refused(
        &[
            ("project.qde", &qde),
            (&format!("sources/{guid}.txt"), &bomb),
        ],
        "larger than",
    );
    refused(&[("readme.txt", b"nothing")], "project.qde");
    refused(&[("project.qde", b"<Project")], "XML");
    let lol = b"<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><Project>&b;</Project>";
    refused(&[("project.qde", lol)], "XML");
    refused(
        &[
            ("project.qde", &qde),
            (&format!("sources/{guid}.txt"), b"\xff\xfe"),
        ],
        "UTF-8",
    );
    refused(&[("../../project.qde", b"<Other/>")], "<Project>");
    let deep = [
        b"<Project><CodeBook><Codes>".to_vec(),
        b"<Code guid='x' name='y'>".repeat(60_000),
    ]
    .concat();
    refused(&[("project.qde", &deep)], "XML");
    let crowded: Vec<String> = (0..5000).map(|number| format!("a{number}='x'")).collect();
    let crowded = crowded.join(" ");
    refused(
        &[("project.qde", format!("<Project {crowded}/>").as_bytes())],
        "attributes",
    );
    // A tree of codes that is deeper than anybody needs is cut, not walked for ever.
    let tree = [
        b"<Project xmlns='urn:QDA-XML:project:1.0'><CodeBook><Codes>".to_vec(),
        b"<Code guid='x' name='y'>".repeat(900),
        b"</Code>".repeat(900),
        b"</Codes></CodeBook></Project>".to_vec(),
    ]
    .concat();
    let read = read_bytes(refi, "a.qde", &tree, &Options::default()).unwrap();
    assert!(read.found.book.len() < 100);
}

#[test]
fn databases_that_lie_are_refused() {
    let dna = format("dna").unwrap();
    let endless = "CREATE TABLE CODERS(ID, Name); CREATE TABLE STATEMENTS(ID); CREATE TABLE STATEMENTTYPES(ID);
        CREATE TABLE VARIABLES(ID); CREATE TABLE DATASHORTTEXT(ID);
        CREATE VIEW DOCUMENTS AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;";
    let told = read_bytes(dna, "a.dna", &database(endless), &Options::default());
    assert!(told.unwrap_err().to_string().contains("DOCUMENTS"));
    let odd = [
        (
            "INSERT INTO STATEMENTS VALUES (8, 1, 99, 0, 3, 2);",
            1,
            Loss::Dangling,
        ),
        (
            "INSERT INTO STATEMENTS VALUES (8, 99, 1, 0, 3, 2);",
            1,
            Loss::Dangling,
        ),
        (
            "INSERT INTO STATEMENTS VALUES (8, 1, 1, 9, 3, 2);",
            1,
            Loss::NoPlace,
        ),
        (
            "INSERT INTO STATEMENTS VALUES (8, 1, 1, -5, 3, 2);",
            1,
            Loss::NoPlace,
        ),
        (
            "INSERT INTO STATEMENTS VALUES (8, 1, 1, NULL, NULL, NULL);",
            1,
            Loss::Empty,
        ),
        (
            "INSERT INTO STATEMENTS VALUES (8, 1, 1, 4, 9000000, 2);",
            1,
            Loss::NoPlace,
        ),
        (
            "INSERT INTO DATABOOLEAN VALUES (9, 7, 99, 1);",
            1,
            Loss::Dangling,
        ),
        ("UPDATE DOCUMENTS SET Text = '';", 1, Loss::NoText),
        ("UPDATE DOCUMENTS SET Text = NULL;", 1, Loss::NoText),
    ];
    for (more, count, loss) in odd {
        let bytes = database(&format!("{DNA}{more}"));
        let report = survives(dna, "a.dna", &bytes, more).expect(more);
        assert_eq!(
            report.losses.get(&loss),
            Some(&count),
            "{more} {:?}",
            report.losses
        );
    }
    for more in [
        "DROP TABLE STATEMENTS;",
        "UPDATE CODERS SET ID = 5 WHERE ID = 1; DROP TABLE CODERS;",
    ] {
        assert!(survives(dna, "a.dna", &database(&format!("{DNA}{more}")), more).is_none());
    }
    let taguette = format("taguette").unwrap();
    let odd = [
        (
            "INSERT INTO highlights VALUES (9, 77, 0, 3, 'x');",
            Loss::Dangling,
        ),
        ("INSERT INTO highlight_tags VALUES (3, 99);", Loss::Dangling),
        (
            "INSERT INTO highlights VALUES (9, 1, 3, 3, '');",
            Loss::Empty,
        ),
        (
            "INSERT INTO highlights VALUES (9, 1, 9, 2, '');",
            Loss::NoPlace,
        ),
        (
            "INSERT INTO highlights VALUES (9, 1, 0, 99999999999, '');",
            Loss::NoPlace,
        ),
        ("UPDATE documents SET contents = '<p></p>';", Loss::NoText),
    ];
    for (more, loss) in odd {
        let bytes = database(&format!("{TAGUETTE}{more}"));
        let report = survives(taguette, "a.sqlite3", &bytes, more).expect(more);
        assert_eq!(
            report.losses.get(&loss),
            Some(&1),
            "{more} {:?}",
            report.losses
        );
    }
}

#[test]
fn a_database_that_is_in_use_is_left_alone_and_nothing_appears_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.dna");
    std::fs::write(&path, database(DNA)).unwrap();
    let names = || std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(reads(&path).len(), 1);
    assert_eq!(names(), 1);
    std::fs::write(folder.path().join("a.dna-wal"), b"something").unwrap();
    let found = survey([&path], None);
    let told = read(&found.inputs[0], &Options::default(), &Progress::default());
    assert!(told.unwrap_err().to_string().contains("open"));
}

#[test]
fn targets_lead_to_no_file_beyond_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    std::fs::create_dir(&inner).unwrap();
    std::fs::write(folder.path().join("secret.txt"), "One two.").unwrap();
    std::fs::write(inner.join("own.txt"), "One two.").unwrap();
    let secret = folder.path().join("secret.txt");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&secret, inner.join("link.txt")).unwrap();
    for (name, found) in [
        ("own.txt", true),
        ("../secret.txt", false),
        ("link.txt", false),
        (secret.to_str().unwrap(), false),
    ] {
        let json = serde_json::json!({"@context": "http://www.w3.org/ns/anno.jsonld", "id": "x", "type": "Annotation",
            "target": {"source": name, "selector": {"type": "TextPositionSelector", "start": 0, "end": 3}}});
        let path = inner.join("a.jsonld");
        std::fs::write(&path, json.to_string()).unwrap();
        let read = reads(&path);
        assert_eq!(read[0].found.documents[0].text.is_some(), found, "{name}");
    }
}
