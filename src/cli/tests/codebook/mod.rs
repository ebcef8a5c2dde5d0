//! The codebook as it is changed by typed commands.

mod fields;
mod links;
mod rules;

use std::fs;

use serde_json::Value;

use super::Desk;

/// How many annotations a query finds.
fn found(desk: &Desk, query: &str) -> usize {
    let out = desk.type_in(&format!("search @p {query}")).out;
    // The lines between them name the articles.
    out.lines().filter(|line| line.starts_with("  ")).count()
}

/// The codebook as `show --json` prints it.
fn shown(desk: &Desk) -> Value {
    json(desk, "codebook @p show --json")
}

/// What a command prints as JSON.
fn json(desk: &Desk, line: &str) -> Value {
    let answer = desk.type_in(line);
    serde_json::from_str(&answer.out).unwrap_or_else(|error| panic!("{line}: {error}: {answer:?}"))
}

fn desk() -> Desk {
    let desk = Desk::with_project();
    for span in ["0..5", "6..10"] {
        desk.ok(&format!(
            "annotate @p port.txt --tag claim --span {span} --attribute polarity=opposes --annotator ana"
        ));
    }
    desk
}

#[test]
fn a_dry_run_says_what_would_change_and_changes_nothing() {
    let desk = desk();
    let before = desk.type_in("codebook @p show").out;
    let told = desk.type_in("codebook @p merge claim quote --dry-run --annotator ana");
    assert_eq!(told.code, 0, "{told:?}");
    assert!(
        told.out
            .contains("2 annotations of yours in 1 article: change")
    );
    assert!(told.err.contains("Nothing was changed."));
    assert_eq!(desk.type_in("codebook @p show").out, before);
    desk.ok("codebook @p merge claim quote --annotator ana");
    assert_eq!(found(&desk, "tag:quote"), 2);
    desk.ok("check @p --errors-only");
}

#[test]
fn everything_of_the_codebook_is_renamed_moved_and_deleted() {
    let desk = desk();
    desk.ok("codebook @p rename claim Statement --annotator ana");
    desk.ok("codebook @p recolour statement #112233 --pattern wavy --annotator ana");
    desk.ok("codebook @p describe statement 'Open to dispute.' --annotator ana");
    desk.ok("codebook @p key statement 9 --annotator ana");
    desk.refused(
        "codebook @p key quote 9 --annotator ana",
        1,
        &["the key of Statement"],
    );
    desk.ok("codebook @p move statement --by -1 --annotator ana");
    desk.ok("codebook @p move statement --under quote --annotator ana");
    desk.refused(
        "codebook @p move quote --under statement --annotator ana",
        1,
        &["under itself"],
    );
    desk.ok("codebook @p retire statement --annotator ana");
    desk.ok("codebook @p restore statement --annotator ana");
    desk.refused(
        "codebook @p restore statement --annotator ana",
        1,
        &["Nothing is to be changed"],
    );
    desk.ok("codebook @p rename-option statement polarity opposes against --annotator ana");
    assert_eq!(found(&desk, "polarity:against"), 2);
    desk.refused(
        "codebook @p rename-option statement polarity nothing x --annotator ana",
        1,
        &["no option “nothing”", "against"],
    );
    let shown = desk.type_in("codebook @p show").out;
    for part in ["Statement", "#112233", "Wavy", "Open to dispute.", "'9'"] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    desk.ok("codebook @p delete statement --annotator ana");
    assert_eq!(desk.type_in("search @p tag:statement").code, 1);
    desk.refused(
        "codebook @p delete nothing --annotator ana",
        1,
        &["nothing called"],
    );
    desk.ok("check @p --errors-only");
}

#[test]
fn a_tag_is_split_by_a_field_and_by_a_filter() {
    let desk = desk();
    desk.ok("codebook @p split claim --filter Mayor --name Headline --annotator ana");
    assert_eq!(found(&desk, "tag:headline"), 1);
    desk.refused(
        "codebook @p split claim --filter 'polarity:' --name X --annotator ana",
        1,
        &["^"],
    );
    desk.ok("codebook @p split claim --by polarity --part opposes=Against --annotator ana");
    assert_eq!(found(&desk, "tag:against"), 1);
    desk.refused("codebook @p split quote --annotator ana", 1, &["Say how"]);
}

#[test]
fn a_codebook_is_taken_from_a_file_whole_or_not_at_all() {
    let desk = desk();
    let shown = desk.type_in("codebook @p show").out;
    let path = desk.path("book.ron");
    fs::write(&path, shown.replace("name: \"Claim\"", "name: \"Thesis\"")).unwrap();
    desk.ok("codebook @p use @book.ron --annotator ana");
    assert!(desk.type_in("codebook @p show").out.contains("Thesis"));
    let before = desk.type_in("codebook @p show").out;
    let circle = ("name: \"Claim\",", "name: \"Claim\", parent: \"claim\",");
    for (from, to, why) in [
        ("id: \"claim\"", "id: \"quote\"", "quote"),
        ("tags: [", "tages: [", "tages"),
        (circle.0, circle.1, "stands under itself"),
    ] {
        fs::write(&path, shown.replacen(from, to, 1)).unwrap();
        desk.refused("codebook @p use @book.ron --annotator ana", 1, &[why]);
        assert_eq!(desk.type_in("codebook @p show").out, before);
    }
    desk.refused(
        "codebook @p use @none.ron --annotator ana",
        1,
        &["cannot be read"],
    );
}
