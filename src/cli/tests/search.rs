//! Finding annotations and changing them on the command line.

use super::*;

/// Ana has marked an actor and a claim, Ben a claim.
fn desk() -> Desk {
    let desk = Desk::with_project();
    desk.ok("entity @p --name 'Ana Núñez' --kind person --annotator ana");
    desk.ok(
        "annotate @p port.txt --tag actor --span 6..15 --attribute entity=ana-n-ez --annotator ana",
    );
    desk.ok("annotate @p port.txt --tag claim --span 23..31 --attribute polarity=supports --annotator ana");
    desk.ok("annotate @p port.txt --tag claim --span 23..45 --unsure --note 'Hm \u{1b}[31m' --annotator ben");
    desk
}

#[test]
fn what_a_filter_finds_is_listed() {
    let desk = desk();
    let found = desk.type_in("search @p 'tag:claim'");
    assert_eq!(found.code, 0);
    assert_eq!(found.out.lines().count(), 3, "{}", found.out);
    assert!(
        found
            .out
            .contains("Claim  …Mayor Ana Núñez 😀 said [the port]"),
        "{}",
        found.out
    );
    assert!(found.out.contains("Polarity: supports"));
    assert!(
        found.out.contains("note: Hm \\u{1b}[31m · unsure"),
        "{}",
        found.out
    );
    assert_eq!(found.err, "2 annotations in 1 article\n");
    assert_eq!(
        desk.type_in("search @p 'by:me unsure' --annotator ben").err,
        "1 annotation in 1 article\n"
    );
    assert_eq!(
        desk.type_in("search @p").err,
        "3 annotations in 1 article\n"
    );
    let none = desk.type_in("search @p 'tag:claim actor:nunez'");
    assert_eq!((none.code, none.out.as_str()), (1, ""));
}

#[test]
fn json_has_the_same_rows() {
    let desk = desk();
    let found = desk.type_in("search @p 'actor:\"ana núñez\"' --json");
    let rows: serde_json::Value = serde_json::from_str(&found.out).unwrap();
    let row = &rows[0];
    assert_eq!(row["text"], "Ana Núñez");
    assert_eq!(row["left"], "Mayor ");
    assert_eq!(row["spans"], serde_json::json!([[6, 15]]));
    assert_eq!(row["attributes"][0]["value"], "Ana Núñez");
    assert_eq!(row["annotator"], "ana");
    assert_eq!(desk.type_in("search @p nowhere --json").out, "[]\n");
}

#[test]
fn what_is_wrong_with_a_filter_is_shown_at_its_place() {
    let desk = desk();
    let answer = desk.type_in("search @p 'Núñez tag:clam'");
    assert_eq!(answer.code, 1);
    let lines: Vec<&str> = answer.err.lines().collect();
    assert!(lines[0].contains("there is no “clam”"), "{}", lines[0]);
    assert_eq!(lines[1], "  Núñez tag:clam");
    assert_eq!(lines[2], "            ^^^^");
}

#[test]
fn what_was_found_is_recoded_once_it_was_looked_at() {
    let desk = desk();
    let before = files_in(&desk.path("p"));
    let dry = desk
        .type_in("recode @p tag:claim --set 'polarity=opposes unsure' --dry-run --annotator ana");
    assert!(
        dry.out
            .contains("Polarity: supports → opposes; unsure: – → unsure"),
        "{dry:?}"
    );
    assert_eq!(
        dry.err,
        "1 annotation would be changed.\n1 annotation of others, which only they can change.\n"
    );
    assert_eq!(files_in(&desk.path("p")), before);
    let done =
        desk.type_in("recode @p tag:claim --set 'polarity=opposes' --set unsure --annotator ana");
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(
        desk.type_in("search @p 'polarity:opposes unsure'").err,
        "1 annotation in 1 article\n"
    );
    let again =
        desk.type_in("recode @p 'tag:claim by:me' --set 'polarity=opposes' --annotator ana");
    assert_eq!(again.code, 1);
    assert_eq!(
        again.err,
        "1 annotation so already.\nNothing is to be changed.\n"
    );
    let history = desk.type_in("history @p").out;
    assert!(history.contains("Recode 1 annotation"), "{history}");
    desk.ok("recode @p 'by:me' --set delete --annotator ana");
    assert_eq!(desk.type_in("search @p").err, "1 annotation in 1 article\n");
    desk.refused(
        "recode @p tag:claim --set 'colour=red' --annotator ana",
        1,
        &["no field or link “colour”", "^^^^^^"],
    );
}

#[test]
fn me_is_who_is_named() {
    let desk = desk();
    let found = desk.type_in("search @p by:me --annotator ana");
    assert_eq!(found.code, 0, "{}", found.err);
    assert!(
        found.err.contains("2 annotations in 1 article"),
        "{}",
        found.err
    );
    desk.refused(
        "search @p by:me --annotator nobody",
        1,
        &["no annotator “nobody”"],
    );
}

#[test]
fn what_would_be_found_nowhere_or_everywhere_is_refused() {
    let desk = desk();
    for (query, words) in [
        ("date:2026..2020", "     ^^^^^^^^^^"),
        ("tag:clam", "    ^^^^"),
        ("'\"\u{ad}\"'", "nothing in this"),
    ] {
        desk.refused(&format!("search @p {query} --annotator ana"), 1, &[words]);
    }
}

#[test]
fn a_value_with_blanks_deletes_nothing() {
    let desk = desk();
    let recode = |set: &str| format!("recode @p tag:claim --annotator ana {set}");
    for (set, words) in [
        ("--set 'note=to delete'", "\"to delete\""),
        ("--set note=x --set delete", "stands alone"),
        ("--set note=a,b", "one value only"),
    ] {
        desk.refused(&recode(set), 1, &[words]);
    }
    desk.ok(&recode("--set 'note=\"to delete\"'"));
    let found = desk.type_in("search @p 'note:\"to delete\"' --json");
    assert!(
        found.out.contains("\"note\": \"to delete\""),
        "{}",
        found.out
    );
}
