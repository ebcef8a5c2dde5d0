//! Files that are broken, and files made to do harm: each is refused with a reason that names the place, or gives only what is
//! whole; none of them takes long or much memory.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use rust_xlsxwriter::{Formula, Workbook};

use super::super::{Kind, read};
use super::read_with;
use super::workbooks::{ods, zipped};
use crate::import::Options;
use crate::import::articles::Given;
use crate::store::Progress;

/// What is to be said of a file: words of the refusal, or how many articles it gives and words of a remark.
enum Told {
    Refused(&'static str),
    Given(usize, &'static str),
}
use Told::{Given as Gives, Refused};

#[track_caller]
fn check(kind: Kind, cases: Vec<(&str, Vec<u8>, Told)>) {
    assert!(cases.len() >= 10, "at least ten");
    for (name, bytes, told) in cases {
        let began = Instant::now();
        let read = read_with(kind, &bytes, &[]);
        // Under a busy machine without optimisation, still a bound.
        assert!(
            began.elapsed() < Duration::from_mins(1),
            "{name} takes long"
        );
        match (read, told) {
            (Err(problem), Refused(words)) => {
                let said = problem.to_string();
                assert!(said.contains(words), "{name}: {said}");
                assert!(said.ends_with('.'), "{name}: {said}");
            }
            (Ok(found), Gives(count, words)) => {
                assert_eq!(found.pieces.len(), count, "{name}: {:?}", found.remarks);
                let told = found.remarks.join("\n");
                assert!(told.contains(words), "{name}: {told}");
            }
            (Ok(found), Refused(words)) => {
                panic!("{name}: {} articles, not “{words}”", found.pieces.len())
            }
            (Err(problem), Gives(..)) => panic!("{name}: {problem}"),
        }
    }
}

const LONG: &str =
    "a text that is long enough to be taken for that of an article, whatever it is called";

#[test]
fn broken_csv() {
    let wide = format!("{}\n{}\n", "h,".repeat(100_000), "x,".repeat(100_000));
    let endless = format!("title,text\nA,{}\n", "x".repeat(8 << 20));
    let commas = ",".repeat(4 << 20);
    let many = format!("title,text\n{}", "a,b\n".repeat(210_000));
    let odd: Vec<u8> = (0..4096_u32).map(|at| (at * 7919 % 251) as u8).collect();
    check(
        Kind::Delimited,
        vec![
            ("empty", b"".to_vec(), Refused("no text in it")),
            ("blank", b" \r\n\t\n".to_vec(), Refused("no text in it")),
            (
                "heads only",
                b"title,text\n".to_vec(),
                Refused("no rows below"),
            ),
            (
                "cut off in a cell",
                b"title,text\nA,One.\nB,\"Two".to_vec(),
                Refused("line 3 is never closed"),
            ),
            (
                "too many columns",
                wide.into_bytes(),
                Refused("more than 1000 columns"),
            ),
            (
                "commas without end",
                commas.into_bytes(),
                Gives(1, "does not look like names"),
            ),
            ("a line without end", endless.into_bytes(), Gives(1, "")),
            (
                "too many cells",
                many.into_bytes(),
                Refused("more than 400000 cells"),
            ),
            (
                "no text column",
                b"id,date\n1,2026-03-01\n2,2026-03-02\n".to_vec(),
                Refused("Columns: id, date."),
            ),
            (
                "texts all empty",
                b"title,text\nA,\nB, \n".to_vec(),
                Refused("No column looks like the text"),
            ),
            (
                "the same heads",
                b"text,text\nOne,Two\n".to_vec(),
                Gives(1, "numbered: text"),
            ),
            ("bytes of nothing", odd, Refused("not text")),
            (
                "a workbook",
                b"PK\x03\x04\x14\0\0\0[Content_Types].xml xl/workbook.xml".to_vec(),
                Refused("XLSX"),
            ),
            (
                "a page",
                b"<!DOCTYPE html><table><tr><td>a</table>".to_vec(),
                Refused("no rows"),
            ),
            (
                "damaged UTF-8",
                format!("title,text\nÄöü,\"{LONG} ß\u{e9}\"\n")
                    .replace('ß', "ß")
                    .into_bytes()
                    .into_iter()
                    .chain([0xff])
                    .collect(),
                Gives(1, "a guess"),
            ),
            (
                "formulas",
                b"title,text\n=1+1,\"=HYPERLINK(\"\"x\"\")\"\n".to_vec(),
                Gives(1, ""),
            ),
        ],
    );
}

/// A workbook of one sheet that has this XML for its rows.
fn xlsx_of(rows: &str) -> Vec<u8> {
    let sheet = format!(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}"
    );
    let book = "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/>\
        </sheets></workbook>";
    let links = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
        Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let root = "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
        Target=\"xl/workbook.xml\"/></Relationships>";
    zipped(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn broken_workbooks() {
    let end = "</sheetData></worksheet>";
    let good = format!(
        "<row r=\"1\">{}{}</row><row r=\"2\">{}{}</row>",
        cell("A1", "title"),
        cell("B1", "text"),
        cell("A2", "T"),
        cell("B2", LONG)
    );
    let whole = xlsx_of(&format!("{good}{end}"));
    let far = format!(
        "{good}<row r=\"1048576\">{}</row>{end}",
        cell("XFD1048576", "far")
    );
    let deep = format!(
        "{good}<row r=\"1048576\">{}</row>{end}",
        cell("B1048576", LONG)
    );
    let bomb = zipped(&[("xl/workbook.xml", &vec![b' '; 40 << 20])]);
    let heads = xlsx_of(&format!(
        "<row r=\"1\">{}{}</row>{end}",
        cell("A1", "title"),
        cell("B1", "text")
    ));
    let mut formulas = Workbook::new();
    let sheet = formulas.add_worksheet();
    sheet.write(0, 0, "text").unwrap();
    sheet.write(0, 1, "n").unwrap();
    sheet
        .write_formula(1, 0, Formula::new("=A9&B9").set_result(LONG))
        .unwrap();
    sheet
        .write_formula(1, 1, Formula::new("=1/0").set_result("#DIV/0!"))
        .unwrap();
    let mut empty = Workbook::new();
    empty.add_worksheet();
    let encrypted: Vec<u8> = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        .iter()
        .copied()
        .chain([0; 512])
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    check(
        Kind::Xlsx,
        vec![
            ("empty", Vec::new(), Refused("no text in it")),
            ("whole", whole.clone(), Gives(1, "")),
            (
                "truncated",
                whole[..whole.len() / 2].to_vec(),
                Refused("no valid XLSX"),
            ),
            (
                "cut off in the sheet",
                xlsx_of(&good),
                Refused("no valid XLSX"),
            ),
            (
                "a cell far to the right",
                xlsx_of(&far),
                Refused("row 1048576 it has more than 1000 columns"),
            ),
            ("a cell far below", xlsx_of(&deep), Gives(2, "")),
            ("a bomb", bomb, Refused("unfolds to more than 16 MB")),
            (
                "no workbook in it",
                zipped(&[("photo.jpg", b"x")]),
                Refused("no valid XLSX"),
            ),
            ("heads only", heads, Refused("no rows below")),
            (
                "nothing written",
                empty.save_to_buffer().unwrap(),
                Refused("Nothing is written"),
            ),
            ("formulas", formulas.save_to_buffer().unwrap(), Gives(1, "")),
            ("encrypted", encrypted, Refused("password")),
            (
                "a page in disguise",
                b"<html><table><tr><td>a</td></tr></table>".to_vec(),
                Refused("save it as XLSX or CSV"),
            ),
            (
                "a table in disguise",
                format!("title\ttext\nA\t{LONG}\n").into_bytes(),
                Gives(1, ""),
            ),
            (
                "a wrong place",
                xlsx_of(&format!("<row r=\"1\">{}</row>{end}", cell("1A", "x"))),
                Refused("no valid XLSX"),
            ),
            (
                "rows without end",
                xlsx_of(&format!(
                    "{}{end}",
                    "<row><c t=\"str\"><v>a</v></c><c t=\"str\"><v>b</v></c></row>".repeat(210_000)
                )),
                Refused("400000 cells"),
            ),
        ],
    );
}

#[test]
fn broken_old_workbooks() {
    let head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    let mut zeros = head.clone();
    zeros.extend([0; 4096]);
    let mut ones = head.clone();
    ones.extend([0xff; 4096]);
    // Headers of the container that claim what is not there.
    let claims = |sector: u8, first: u32| {
        let mut bytes = head.clone();
        bytes.resize(512, 0);
        bytes[24] = 0x3e;
        bytes[26] = 3;
        bytes[28] = 0xfe;
        bytes[29] = 0xff;
        bytes[30] = sector;
        bytes[32] = 6;
        bytes[44..48].copy_from_slice(&1_u32.to_le_bytes());
        bytes[48..52].copy_from_slice(&first.to_le_bytes());
        bytes[76..80].copy_from_slice(&first.to_le_bytes());
        bytes.extend([0_u8; 1024]);
        bytes
    };
    let noise: Vec<u8> = head
        .iter()
        .copied()
        .chain((0..8192_u32).map(|at| (at * 31 % 253) as u8))
        .collect();
    check(
        Kind::Xls,
        vec![
            ("empty", Vec::new(), Refused("no text in it")),
            ("head only", head.clone(), Refused("no valid XLS")),
            ("zeros", zeros, Refused("no valid XLS")),
            ("ones", ones, Refused("no valid XLS")),
            ("noise", noise, Refused("no valid XLS")),
            (
                "a directory beyond the end",
                claims(9, 4_000_000_000),
                Refused("no valid XLS"),
            ),
            (
                "a directory in itself",
                claims(9, 0),
                Refused("no valid XLS"),
            ),
            ("sectors of nothing", claims(0, 0), Refused("no valid XLS")),
            (
                "sectors without end",
                claims(31, 0),
                Refused("no valid XLS"),
            ),
            (
                "a page in disguise",
                b"<html><body><table><tr><th>title".to_vec(),
                Refused("save it as XLSX or CSV"),
            ),
            (
                "a table in disguise",
                format!("title;text\nA;{LONG}\n").into_bytes(),
                Gives(1, ""),
            ),
            (
                "a picture",
                b"\x89PNG\r\n\x1a\n".to_vec(),
                Refused("save it as XLSX or CSV"),
            ),
        ],
    );
}

#[test]
fn broken_spreadsheets() {
    let row = format!(
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>text</text:p></table:table-cell></table:table-row>\
         <table:table-row><table:table-cell office:value-type=\"string\"><text:p>{LONG}</text:p></table:table-cell></table:table-row>"
    );
    let sheet = |rows: &str| format!("<table:table table:name=\"S\">{rows}</table:table>");
    let whole = ods(&sheet(&row));
    let repeated = "<table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell table:number-columns-repeated=\"900\" \
                    office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    let wide = "<table:table-row><table:table-cell table:number-columns-repeated=\"4000000000\" office:value-type=\"string\">\
                <text:p>x</text:p></table:table-cell></table:table-row>";
    let encrypted = zipped(&[
        (
            "META-INF/manifest.xml",
            b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>",
        ),
        ("content.xml", b"\x01\x02"),
    ]);
    let deep = format!(
        "{}{}",
        "<text:span>".repeat(100_000),
        "</text:span>".repeat(100_000)
    );
    let deep = format!(
        "<table:table-row><table:table-cell><text:p>{deep}</text:p></table:table-cell></table:table-row>"
    );
    check(
        Kind::Ods,
        vec![
            ("empty", Vec::new(), Refused("no valid ODS")),
            ("whole", whole.clone(), Gives(1, "")),
            (
                "truncated",
                whole[..whole.len() - 40].to_vec(),
                Refused("no valid ODS"),
            ),
            (
                "cut off in the sheet",
                ods(&format!("<table:table table:name=\"S\">{row}")),
                Refused("no valid ODS"),
            ),
            (
                "repeated without end",
                ods(&sheet(repeated)),
                Refused("400000 cells"),
            ),
            (
                "wide without end",
                ods(&sheet(wide)),
                Refused("1000 columns"),
            ),
            (
                "a bomb",
                zipped(&[("content.xml", &vec![b' '; 40 << 20])]),
                Refused("unfolds to more than 16 MB"),
            ),
            ("encrypted", encrypted, Refused("password")),
            (
                "no content",
                zipped(&[("mimetype", b"x")]),
                Refused("content.xml"),
            ),
            (
                "nothing written",
                ods(&sheet("")),
                Refused("Nothing is written"),
            ),
            (
                "an entity of its own",
                ods(&sheet(
                    "<table:table-row><table:table-cell><text:p>&boom;</text:p></table:table-cell></table:table-row>",
                )),
                Refused("&boom;"),
            ),
            (
                "nested without end",
                ods(&sheet(&format!("{row}{deep}"))),
                Gives(1, ""),
            ),
            (
                "no XML",
                zipped(&[("content.xml", b"<a <b")]),
                Refused("no valid ODS"),
            ),
        ],
    );
}

#[test]
fn broken_json() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let deep_object = format!("[{}1{}]", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    let names: Vec<String> = (0..2_000).map(|at| format!("\"k{at}\":1")).collect();
    let wide = format!("[{{{}}}]", names.join(","));
    let many = format!(
        "[{}{{\"text\":\"x\",\"b\":1}}]",
        "{\"text\":\"x\",\"b\":1},".repeat(210_000)
    );
    check(
        Kind::Json,
        vec![
            ("empty", b"".to_vec(), Refused("no text in it")),
            ("blank", b"  \n".to_vec(), Refused("no valid JSON")),
            (
                "cut off",
                b"[{\"text\": \"One.\"}, {\"te".to_vec(),
                Refused("line 1 column 23"),
            ),
            ("deep lists", deep.into_bytes(), Refused("no valid JSON")),
            (
                "deep objects",
                deep_object.into_bytes(),
                Refused("recursion limit"),
            ),
            ("too many names", wide.into_bytes(), Refused("1000 columns")),
            ("too many cells", many.into_bytes(), Refused("400000 cells")),
            ("a number", b"7".to_vec(), Refused("no valid JSON")),
            ("numbers", b"[1, 2, 3]".to_vec(), Refused("no valid JSON")),
            ("an empty list", b"[]".to_vec(), Refused("no valid JSON")),
            (
                "an empty object",
                b"{}".to_vec(),
                Refused("no list of objects"),
            ),
            (
                "no text",
                b"[{\"id\": 1}, {\"id\": 2}]".to_vec(),
                Refused("Columns: id."),
            ),
            (
                "text behind the end",
                b"[{\"text\": \"One.\"}] x".to_vec(),
                Refused("trailing characters"),
            ),
            (
                "a wrong escape",
                br#"[{"text": "\ud800"}]"#.to_vec(),
                Refused("no valid JSON"),
            ),
            (
                "the same name twice",
                br#"[{"text": "One.", "text": "Two."}]"#.to_vec(),
                Gives(1, ""),
            ),
            (
                "of several kinds",
                br#"[{"text": "One."}, 7, null, [1], {"text": 8}]"#.to_vec(),
                Gives(2, "items 2, 3, 4"),
            ),
        ],
    );
}

#[test]
fn broken_json_lines() {
    let good = "{\"text\": \"One.\"}\n";
    let deep = format!(
        "{good}{{\"text\": {}1{}}}\n",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let names: Vec<String> = (0..2_000).map(|at| format!("\"k{at}\":1")).collect();
    check(
        Kind::JsonLines,
        vec![
            ("empty", b"".to_vec(), Refused("no text in it")),
            (
                "blank lines",
                format!("\n\n{good}\n \n").into_bytes(),
                Gives(1, ""),
            ),
            (
                "cut off",
                format!("{good}{{\"text\": \"Tw").into_bytes(),
                Gives(1, "line 2 (EOF while parsing"),
            ),
            (
                "all broken",
                b"{\"text\n{\"text\n".to_vec(),
                Refused("line 1: EOF"),
            ),
            ("deep", deep.into_bytes(), Gives(1, "recursion limit")),
            (
                "too many names",
                format!("{{{}}}\n", names.join(",")).into_bytes(),
                Refused("1000 columns"),
            ),
            (
                "numbers",
                b"1\n2\n".to_vec(),
                Refused("an object is expected"),
            ),
            (
                "lists",
                b"{\"text\": \"One.\"}\n[1]\n".to_vec(),
                Gives(1, "line 2"),
            ),
            (
                "two on a line",
                b"{\"text\": \"One.\"} {\"text\": \"Two.\"}\n".to_vec(),
                Refused("trailing characters"),
            ),
            (
                "UTF-16",
                "{\"text\": \"One is a text.\"}\n"
                    .encode_utf16()
                    .flat_map(u16::to_le_bytes)
                    .collect(),
                Gives(1, ""),
            ),
            (
                "a list after all",
                b"[{\"text\": \"One.\"}]".to_vec(),
                Gives(1, ""),
            ),
            (
                "no text in any",
                b"{\"id\": 1}\n{\"id\": 2}\n".to_vec(),
                Refused("Columns: id."),
            ),
            (
                "no JSON",
                b"title,text\nA,One.\n".to_vec(),
                Refused("no valid JSONL"),
            ),
        ],
    );
}

#[test]
fn nobody_waits_for_what_was_cancelled() {
    let options = Options::default();
    let progress = Progress::default();
    progress.cancel.store(true, Ordering::Relaxed);
    let table = format!("title,text\n{}", "a,b\n".repeat(1000));
    let list = format!("[{}{{}}]", "{\"text\":\"x\"},".repeat(1000));
    let sheet = ods(
        "<table:table table:name=\"S\"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>",
    );
    for (kind, bytes) in [
        (Kind::Delimited, table.as_bytes()),
        (Kind::Json, list.as_bytes()),
        (Kind::JsonLines, b"{\"text\": \"x\"}\n"),
        (Kind::Ods, &sheet),
        (Kind::Xlsx, &sheet),
    ] {
        let given = Given {
            name: "table",
            bytes,
            options: &options,
            progress: &progress,
        };
        let refused = read(kind, &given).unwrap_err();
        assert!(
            matches!(refused, crate::import::Problem::Cancelled),
            "{kind:?}: {refused}"
        );
    }
}
