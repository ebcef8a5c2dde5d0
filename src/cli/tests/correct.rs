//! Corrections as they are typed.

use super::Desk;

#[test]
fn a_text_is_corrected_listed_and_taken_back() {
    let desk = Desk::with_project();
    desk.ok("annotate @p port.txt --tag claim --span 0..12 --annotator Ana");
    let text = std::fs::read_to_string(desk.path("port.txt")).unwrap();
    let word = text.split_whitespace().nth(1).unwrap().to_owned();
    let told = desk.type_in(&format!(
        "correct @p port.txt --was {word} --now WORD --dry-run --annotator Ana"
    ));
    assert_eq!(told.code, 0, "{told:?}");
    assert!(
        told.out.contains("reads") || told.out.contains("lost"),
        "{told:?}"
    );
    assert!(told.err.contains("Nothing was changed."), "{told:?}");
    assert_eq!(desk.type_in("correct @p port.txt").out, "");
    let said = desk.type_in(&format!(
        "correct @p port.txt --was {word} --now WORD --annotator Ana"
    ));
    assert_eq!(said.code, 0, "{said:?}");
    let list = desk.type_in("correct @p port.txt").out;
    assert!(
        list.starts_with("1\t") && list.ends_with(&format!("\t{word}\tWORD\n")),
        "{list}"
    );
    desk.ok("check @p --errors-only");
    let json = desk.type_in("export @p --format jsonl --output -").out;
    assert!(json.contains("WORD") && json.contains("corrections"));
    let json = desk
        .type_in("export @p --format jsonl --as-loaded --output -")
        .out;
    assert!(!json.contains("WORD") && !json.contains("corrections"));
    desk.refused("correct @p port.txt --take-back 2", 1, &["no correction 2"]);
    desk.refused(
        "correct @p port.txt --was no-such-words --now x",
        1,
        &["does not have these words"],
    );
    desk.ok("correct @p port.txt --take-back 1 --annotator Ana");
    assert_eq!(desk.type_in("correct @p port.txt").out, "");
    desk.ok("check @p --errors-only");
}
