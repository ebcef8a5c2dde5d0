//! Exports as they are typed.

use std::fs;

use serde_json::Value as Json;

use super::Desk;

/// With an actor of Ana's who claims something, and one of Ben's.
fn marked() -> Desk {
    let desk = Desk::with_project();
    let actor = desk.ok("annotate @p port.txt --tag actor --span 0..15 --annotator ana");
    desk.ok(&format!(
        "annotate @p port.txt --tag claim --span 23..52 --link claimant={actor} --annotator ana"
    ));
    desk.ok("annotate @p port.txt --tag actor --span 6..15 --annotator Ben");
    desk
}

fn lines(text: &str) -> Vec<Json> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_folder_is_made_or_packed() {
    let desk = marked();
    let answer = desk.type_in("export @p --format brat --output @brat");
    assert_eq!(answer.code, 0, "{answer:?}");
    assert!(desk.path("brat/annotation.conf").is_file() && desk.path("brat/ana").is_dir());
    assert!(
        answer.err.contains("2 annotators: one file an annotator."),
        "{answer:?}"
    );
    desk.refused(
        "export @p --format brat --output @brat",
        1,
        &["is there already"],
    );
    desk.ok("export @p --format brat --output @brat.zip");
    assert!(fs::read(desk.path("brat.zip")).unwrap().starts_with(b"PK"));
}

#[test]
fn what_is_exported_can_be_chosen() {
    let desk = marked();
    let tags = desk.type_in("export @p --format jsonl --tag Claim --output -");
    let annotations = &lines(&tags.out)[0]["annotations"];
    assert_eq!(
        (
            annotations.as_array().unwrap().len(),
            &annotations[0]["links"]
        ),
        (1, &Json::Array(vec![]))
    );
    assert!(
        tags.err
            .contains("1 link to an annotation that was not chosen"),
        "{tags:?}"
    );
    let people = desk.type_in(
        "export @p --format jsonl --annotator ana --annotator Ben --unit utf-16 --output -",
    );
    let line = &lines(&people.out)[0];
    assert_eq!(
        (
            &line["offset_unit"],
            &line["annotations"][1]["spans"][0]["end"]
        ),
        (&"utf-16".into(), &53.into())
    );
    let none = desk.type_in("export @p --format jsonl --articles 'date:1999' --output -");
    assert_eq!((none.code, none.out.as_str()), (0, ""));
    let some = desk.type_in("export @p --format jsonl --articles 'tag:claim by:ana' --output -");
    assert_eq!(lines(&some.out).len(), 1);
    fs::write(desk.path("quiet.txt"), "Nothing.").unwrap();
    desk.ok("import @p @quiet.txt --annotator ana");
    let all = desk.type_in("export @p --format jsonl --articles '-date:1999' --output -");
    assert_eq!(
        lines(&all.out).len(),
        2,
        "one in which nothing is marked, too"
    );
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let desk = marked();
    let answer = desk.type_in("export @p --format conll --dry-run");
    assert_eq!((answer.code, answer.out.as_str()), (0, ""), "{answer:?}");
    assert!(
        answer
            .err
            .contains("1 link between annotations: left out.\n"),
        "{answer:?}"
    );
    assert!(
        answer
            .err
            .contains("There would be 3 annotations of 1 article."),
        "{answer:?}"
    );
    desk.refused(
        "export @p --format conll --option nested=all --dry-run",
        1,
        &["longest, shortest, columns"],
    );
    desk.refused(
        "export @p --format network --option statement=nothing --dry-run",
        1,
        &["No tag has the id “nothing”; there are: "],
    );
    desk.refused(
        "export @p --format brat --unit byte --dry-run",
        1,
        &["always count in the unit code point"],
    );
    desk.refused(
        "export @p --format jsonl --unit words --dry-run",
        1,
        &["code-point, utf-16, byte"],
    );
}

#[test]
fn the_formats_tell_what_they_carry() {
    let desk = Desk::new();
    let answer = desk.type_in("formats --json");
    let rows: Vec<Json> = serde_json::from_str(&answer.out).unwrap();
    let brat = rows.iter().find(|row| row["format"] == "brat").unwrap();
    assert_eq!(
        (
            &brat["direction"],
            &brat["unit"],
            &brat["carries"]["pieces"]["how"]
        ),
        (&"out".into(), &"code point".into(), &"yes".into())
    );
    assert!(rows.iter().any(|row| row["direction"] == "in"));
    let conll = desk.type_in("formats conll");
    assert!(
        conll
            .out
            .contains("--option nested=… (longest | shortest | columns, usually longest)"),
        "{conll:?}"
    );
    desk.refused("formats odd", 1, &["no format “odd”"]);
}
