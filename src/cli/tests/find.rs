//! `postil find`.

use super::*;

#[test]
fn passages_are_listed_with_what_stands_around() {
    let desk = Desk::with_project();
    let answer = desk.type_in("find @p nunez");
    assert_eq!(answer.code, 0, "{answer:?}");
    let line = answer.out.trim_end();
    assert!(
        line.ends_with(":10: Mayor Ana [Núñez] 😀 said the port “will close” by 2030."),
        "{line}"
    );
    assert_eq!(answer.err, "1 passage in 1 article\n");
    for (given, code, found) in [
        ("find @p port --case", 0, "1 passage in 1 article\n"),
        ("find @p Port --case", 1, "0 passages in 0 articles\n"),
        ("find @p nunez --accents", 1, "0 passages in 0 articles\n"),
        (
            "find @p union --whole-words",
            1,
            "0 passages in 0 articles\n",
        ),
        (
            "find @p '[0-9]+|unions?' --regex",
            0,
            "2 passages in 1 article\n",
        ),
        (
            "find @p the --article port.txt",
            0,
            "1 passage in 1 article\n",
        ),
    ] {
        let answer = desk.type_in(given);
        assert_eq!((answer.code, answer.err.as_str()), (code, found), "{given}");
    }
    desk.refused(
        "find @p the --article other",
        1,
        &["There is no article “other”"],
    );
}

#[test]
fn passages_as_json_have_offsets_in_code_points() {
    let desk = Desk::with_project();
    let answer = desk.type_in("find @p 'will close' --json");
    let rows: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    let row = &rows.as_array().unwrap()[0];
    let (start, end) = (row["start"].as_u64().unwrap(), row["end"].as_u64().unwrap());
    let passage: String = TEXT
        .chars()
        .skip(start as usize)
        .take((end - start) as usize)
        .collect();
    assert_eq!(passage, "will close");
    assert_eq!(row["passage"], "will close");
    assert_eq!(row["left"], "Mayor Ana Núñez 😀 said the port “");
}

#[test]
fn an_expression_that_does_not_read_is_pointed_at() {
    let desk = Desk::with_project();
    desk.refused(
        "find @p 'a\u{e9}(b' --regex",
        1,
        &["Character 3: this ( has no ) behind it.\n  aé(b\n    ^\n"],
    );
    desk.refused(
        "find @p '(a{1000}){1000}' --regex",
        1,
        &["would need too much memory"],
    );
    desk.refused("find @p ' '", 1, &["There is nothing in it to look for."]);
}
