//! The files of `tests/data/articles/tables`, each with what it says beside it. The old workbooks were made by `LibreOffice`.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::{DateOrder, Kind, Mapping, Role, open};
use super::{read_with, rendered};
use crate::import::Options;
use crate::import::articles::Given;
use crate::store::Progress;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles/tables")
}

fn kind(path: &Path) -> Option<Kind> {
    Some(match path.extension()?.to_str()? {
        "csv" | "tsv" => Kind::Delimited,
        "json" => Kind::Json,
        "jsonl" => Kind::JsonLines,
        "xls" => Kind::Xls,
        _ => return None,
    })
}

#[test]
fn every_table_gives_what_stands_beside_it() {
    let mut count = 0;
    let mut paths: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        let Some(kind) = kind(&path) else { continue };
        let name = path.file_name().unwrap().to_string_lossy();
        let beside = path.with_file_name(format!("{name}.expected"));
        let expected = fs::read_to_string(beside).unwrap();
        let found = read_with(kind, &fs::read(&path).unwrap(), &[]).unwrap();
        assert_eq!(rendered(&found), expected, "{name}");
        count += 1;
    }
    assert_eq!(count, 13);
}

#[test]
fn the_same_table_in_other_encodings_gives_the_same() {
    let text = fs::read_to_string(folder().join("sahel-ar.csv")).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    let expected = fs::read_to_string(folder().join("sahel-ar.csv.expected")).unwrap();
    let marked = format!("\u{feff}{text}");
    let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let (arabic, _, _) = encoding_rs::WINDOWS_1256.encode(text);
    for bytes in [little, big] {
        let found = read_with(Kind::Delimited, &bytes, &[]).unwrap();
        assert_eq!(rendered(&found), expected);
    }
    let found = read_with(Kind::Delimited, &arabic, &[]).unwrap();
    let told =
        format!("{expected}!! Read as windows-1256, a guess: check that letters look right.\n");
    assert_eq!(rendered(&found), told);
}

#[test]
fn what_is_guessed_can_be_overruled() {
    let bytes = fs::read(folder().join("litoral-es.jsonl")).unwrap();
    let options = [
        ("date-order", "dmy"),
        ("column.titular", "more"),
        ("column.medio", "skip"),
    ];
    let found = read_with(Kind::JsonLines, &bytes, &options).unwrap();
    let first = &found.pieces[0];
    assert_eq!(first.date.unwrap().to_string(), "2026-03-04");
    assert_eq!((first.title.as_str(), first.source.as_str()), ("", ""));
    let more = [("titular".to_owned(), "El puerto sigue abierto".to_owned())];
    assert_eq!(first.more, more);
    assert!(found.remarks.is_empty(), "{:?}", found.remarks);
    let swapped = read_with(Kind::JsonLines, &bytes, &[("date-order", "mdy")]).unwrap();
    assert_eq!(swapped.pieces[0].date.unwrap().to_string(), "2026-04-03");
}

#[test]
fn several_columns_of_text_are_joined_and_a_mapping_says_why() {
    let table = "Teaser;Inhalt;am;Autor\nKurz gesagt.;\"Lang gesagt, und zwar so lang, dass es ein Text ist.\";3.4.2026;Ana\n\
                 Auch kurz.;\"Noch einmal lang, und zwar so lang, dass es ein Text ist.\";14.4.2026;Bo\n";
    let options = [("column.Teaser", "text"), ("column.am", "date")];
    let found = read_with(Kind::Delimited, table.as_bytes(), &options).unwrap();
    let text = "Kurz gesagt.\n\nLang gesagt, und zwar so lang, dass es ein Text ist.";
    assert_eq!(found.pieces[0].text(), text);
    let mut chosen = Options::default();
    chosen.set("column.am", "date");
    let progress = Progress::default();
    let given = Given {
        name: "table.csv",
        bytes: table.as_bytes(),
        options: &chosen,
        progress: &progress,
    };
    let mapping = Mapping::of(&open(Kind::Delimited, &given).unwrap(), &chosen);
    let roles: Vec<(Role, bool)> = mapping
        .columns
        .iter()
        .map(|column| (column.role, column.is_chosen))
        .collect();
    let expected = [
        (Role::More, false),
        (Role::Text, false),
        (Role::Date, true),
        (Role::Author, false),
    ];
    assert_eq!(roles, expected);
    assert_eq!(mapping.dates.order, Some(DateOrder::DayFirst));
    assert_eq!(mapping.dates.proof, "14.4.2026");
}

#[test]
fn rows_that_are_shifted_stay_out_and_are_told() {
    let table = "title,text\nA,One.\nB,Two, three\nC,\"Four, five\"\n\n\nD,\n";
    let found = read_with(Kind::Delimited, table.as_bytes(), &[]).unwrap();
    let titles: Vec<&str> = found.pieces.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["A", "C"]);
    assert_eq!(
        found.remarks,
        [
            "A row has more cells than there are columns (2) and stays out: line 3. Put quotation marks around texts with what \
             stands between cells in them.",
            "A row has no text and gives no article: line 7.",
        ]
    );
}

#[test]
fn heads_are_told_from_articles_and_from_what_stands_above() {
    let with_title = "Export of 3 March\n\ntitle;text\nA;One.\n";
    let found = read_with(Kind::Delimited, with_title.as_bytes(), &[]).unwrap();
    assert_eq!(found.pieces[0].title, "A");
    assert!(
        found.remarks[0].contains("“Export of 3 March”"),
        "{:?}",
        found.remarks
    );
    let without = "2026-03-01;The vote;It was close, and everybody stayed until the count was over.\n\
                   2026-03-02;Fish;Herring is dearer again, and the traders blame fuel and the weather.\n";
    let found = read_with(Kind::Delimited, without.as_bytes(), &[]).unwrap();
    assert_eq!(found.pieces.len(), 2);
    assert_eq!(found.pieces[0].date.unwrap().to_string(), "2026-03-01");
    let same = "text,text,title\nOne.,,A\n";
    let found = read_with(Kind::Delimited, same.as_bytes(), &[]).unwrap();
    assert!(
        found.remarks.iter().any(|it| it.contains("same name")),
        "{:?}",
        found.remarks
    );
    let noted = "sep=;\r\ntitle;text\r\nA;One, two.\r\n";
    let found = read_with(Kind::Delimited, noted.as_bytes(), &[]).unwrap();
    assert_eq!(found.pieces[0].text(), "A\n\nOne, two.");
}

#[test]
fn quotation_marks_that_are_text_do_not_swallow_rows() {
    let table = "title\ttext\nA\t\"Never,\" she said.\nB\tTwo.\nC\t\"Open\n";
    let found = read_with(Kind::Delimited, table.as_bytes(), &[]).unwrap();
    assert_eq!(found.pieces.len(), 3);
    assert_eq!(found.pieces[0].text(), "A\n\n\"Never,\" she said.");
    assert!(found.remarks[0].contains("line 4"), "{:?}", found.remarks);
}
