//! Commands that are refused: each says what is wrong and what would be right, and changes nothing.

use std::fs;

use super::Desk;

/// What follows `annotate @p port.txt --annotator ana`, and words of the answer. `CLAIM` is the id of a claim.
const ANNOTATIONS: &[(&str, &[&str])] = &[
    (
        "--tag rumour --span 0..5",
        &["no tag “rumour”", "quote, cue, actor, claim, stance"],
    ),
    ("--tag quote --span 0..900", &["0..900", "84 characters"]),
    ("--tag quote --span 0..5 --span 3..7", &["overlap"]),
    (
        "--tag quote --span 0..5 --attribute type=odd",
        &["direct, indirect, mixed", "“odd”"],
    ),
    (
        "--tag quote --span 0..5 --attribute colour=red",
        &["type, verified"],
    ),
    (
        "--tag quote --span 0..5 --link target=x",
        &["speaker, cue, addressee"],
    ),
    (
        "--tag quote --span 0..5 --link speaker=CLAIM",
        &["a claim", "the tag actor"],
    ),
    (
        "--tag quote --span 0..5 --link 'speaker=Port Elsin'",
        &["a place", "the type person"],
    ),
    (
        "--tag quote --span 0..5 --link 'speaker=Nobody Known'",
        &["“Nobody Known” is not an entity"],
    ),
    (
        "--tag quote --span 0..5 --link speaker=nobody",
        &["not an annotation of this annotator"],
    ),
    (
        "--tag actor --span 0..5 --attribute entity=Nobody",
        &["not in the register", "postil entity"],
    ),
    (
        "--tag actor --span 0..5 --attribute 'entity=Port Elsin'",
        &["a place", "person, organisation"],
    ),
    (
        "--tag stance --span 0..5 --attribute stance=none --attribute stance=favor",
        &["given twice"],
    ),
];

/// Other commands, and words of the answer.
const OTHERS: &[(&str, &[&str])] = &[
    (
        "annotate @p nowhere --tag cue --span 0..5",
        &["no article “nowhere”", "postil stats"],
    ),
    (
        "annotate @p port.txt --tag cue --span 0..5 --annotator ' '",
        &["--annotator"],
    ),
    ("status @p port.txt perhaps", &["to-do, in-progress, done"]),
    (
        "entity @p --name X --kind planet",
        &["person, organisation"],
    ),
    (
        "entity @p --name 'port elsin' --kind place",
        &["already", "port-elsin"],
    ),
    (
        "entity @p --name X --kind place --held =2024..",
        &["no office"],
    ),
    (
        "entity @p --name X --kind place --id ../x",
        &["no identifier"],
    ),
    ("export @p --format xml --output @out.csv", &["jsonl, csv"]),
    (
        "export @p --format csv --output @out.csv --annotator nobody",
        &["no annotator “nobody”", "ana"],
    ),
    (
        "export @p --format csv --output @gone/out.csv",
        &["gone/out.csv", "could not be written"],
    ),
    (
        "export @p --format csv --output @p/codebook.ron",
        &[
            "codebook.ron",
            "in the project folder",
            "Nothing was written",
        ],
    ),
    (
        "export @p --format csv --output @p/annotators/../new.csv",
        &["in the project folder"],
    ),
    ("export @p --format csv --output @p", &["is a folder"]),
    (
        "new @p --name Again",
        &["is not empty", "Nothing was changed"],
    ),
    (
        "new @q --name Q --preset odd",
        &["no preset “odd”", "blank"],
    ),
    ("new @q --name ' '", &["--name"]),
];

#[test]
fn what_the_codebook_does_not_allow_is_refused_with_what_it_allows() {
    let desk = Desk::with_project();
    let claim = desk.ok("annotate @p port.txt --tag claim --span 23..52 --annotator ana");
    desk.ok("entity @p --name 'Port Elsin' --kind place --annotator ana");
    for (line, words) in ANNOTATIONS {
        let line = line.replace("CLAIM", &claim);
        desk.refused(
            &format!("annotate @p port.txt --annotator ana {line}"),
            1,
            words,
        );
    }
    for (line, words) in OTHERS {
        desk.refused(line, 1, words);
    }
    assert!(!desk.path("q").exists() && !desk.path("out.csv").exists());
}

#[test]
fn a_span_cannot_cut_a_character() {
    let desk = Desk::with_project();
    let title = "The 👨\u{200d}👩\u{200d}👧 family";
    fs::write(desk.path("family.txt"), format!("{title}\n\nThey left.\n")).unwrap();
    desk.ok("import @p @family.txt --annotator ana");
    let mark = |span| format!("annotate @p '{title}' --tag actor --span {span} --annotator ana");
    let words = ["0..5 cuts a character", "Whole characters: 0..9."];
    desk.refused(&mark("0..5"), 1, &words);
    desk.ok(&mark("0..9"));
}

#[test]
fn a_name_that_fits_several_is_answered_with_their_ids() {
    let desk = Desk::with_project();
    for (file, text) in [("one.txt", "Vote\n\nOne."), ("two.txt", "Vote\n\nTwo.")] {
        fs::write(desk.path(file), text).unwrap();
    }
    desk.ok("import @p @one.txt @two.txt --annotator ana");
    desk.refused(
        "status @p vote done",
        1,
        &["Several articles", "one-", "two-"],
    );
}

#[test]
fn a_folder_that_is_no_project_is_not_read() {
    let desk = Desk::new();
    fs::create_dir(desk.path("q")).unwrap();
    for line in [
        "check @q",
        "stats @gone",
        "import @q @port.txt",
        "annotate @q a --tag cue --span 0..1",
        "export @q --format csv --output @out.csv",
    ] {
        desk.refused(line, 2, &["postil: ", "not a Postil project"]);
    }
    assert!(!desk.path("out.csv").exists());
}

#[test]
fn a_project_of_a_newer_version_is_read_and_not_changed() {
    let desk = Desk::with_project();
    let file = desk.path("p/project.ron");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("format: 1"), "{text}");
    fs::write(&file, text.replace("format: 1", "format: 99")).unwrap();
    desk.refused(
        "annotate @p port.txt --tag cue --span 0..5 --annotator ana",
        1,
        &["newer Postil"],
    );
    desk.refused("import @p @port.txt", 1, &["cannot be changed"]);
    assert_eq!(desk.type_in("stats @p").code, 0);
}
