//! Workbooks, which are built here: XLSX by another program's library, ODS by hand.

use std::io::{Cursor, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::Kind;
use super::{read_with, rendered};

/// A zip archive of these files.
pub(super) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A spreadsheet of `LibreOffice` with these rows, which are written in its XML.
pub(super) fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>{rows}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", b"<manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

/// A workbook with line ends and quotation marks in its cells, days as days, numbers, formulas, and notes beside.
fn xlsx() -> Vec<u8> {
    let mut book = Workbook::new();
    let notes = book.add_worksheet().set_name("Notes").unwrap();
    notes.write(0, 0, "Collected by Nia").unwrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let sheet = book.add_worksheet().set_name("Articles").unwrap();
    for (column, head) in (0..).zip(["Headline", "Date", "Body", "Newspaper", "Page", "Words"]) {
        sheet.write(0, column, head).unwrap();
    }
    sheet.write(1, 0, "Council votes \"no\"").unwrap();
    let date = ExcelDateTime::from_ymd(2026, 3, 4).unwrap();
    sheet.write_with_format(1, 1, &date, &day).unwrap();
    let text = "The council voted on Tuesday.\n\n\"It was close,\" said Ana Núñez; 😀\nand left.";
    sheet.write(1, 2, text).unwrap();
    sheet.write(1, 3, "Coast Courier").unwrap();
    sheet.write(1, 4, 12).unwrap();
    let formula = Formula::new("=LEN(C2)").set_result("67");
    sheet.write_formula(1, 5, formula).unwrap();
    // A row is left free, as people do.
    sheet.write(3, 0, "市议会投票").unwrap();
    let date = ExcelDateTime::from_ymd(2026, 3, 17).unwrap();
    let date = date.and_hms(9, 30, 0).unwrap();
    sheet.write_with_format(3, 1, &date, &moment).unwrap();
    sheet
        .write(3, 2, "市长周二表示，港口将开放到2030年。")
        .unwrap();
    sheet.write(3, 3, "东屿商报").unwrap();
    sheet.write(3, 4, "A3").unwrap();
    sheet.write(4, 0, "No text here").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_gives_its_articles_and_tells_what_it_left() {
    let found = read_with(Kind::Xlsx, &xlsx(), &[]).unwrap();
    let expected = "\
== Council votes \"no\"
source: Coast Courier
date: 2026-03-04
more: Page = 12
more: Words = 67
--
Council votes \"no\"

The council voted on Tuesday.

\"It was close,\" said Ana Núñez; 😀
and left.
== 市议会投票
source: 东屿商报
date: 2026-03-17
more: Date = 2026-03-17T09:30:00
more: Page = A3
--
市议会投票

市长周二表示，港口将开放到2030年。
!! Read from sheet “Articles”. The sheets are: Notes, Articles.
!! A row has no text and gives no article: row 5.
";
    assert_eq!(rendered(&found), expected);
    let notes = read_with(Kind::Xlsx, &xlsx(), &[("sheet", "notes")]).unwrap_err();
    assert_eq!(
        notes.to_string(),
        "There are no rows below the names of the columns. Nothing was added."
    );
    let gone = read_with(Kind::Xlsx, &xlsx(), &[("sheet", "Texts")]).unwrap_err();
    assert_eq!(
        gone.to_string(),
        "There is no “Texts” in it. There are: Notes, Articles."
    );
}

#[test]
fn a_workbook_of_old_serials_and_escapes_is_read() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0..).zip(["datum", "titel", "text"]) {
        sheet.write(0, column, head).unwrap();
    }
    // Days that lost their format are numbers; Excel writes a carriage return as an escape.
    for (row, day) in (1..).zip([46_085, 46_098]) {
        sheet.write(row, 0, day).unwrap();
        sheet.write(row, 1, "Hafen bleibt offen").unwrap();
        sheet
            .write(row, 2, "Erste Zeile_x000D_\nzweite Zeile")
            .unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let found = read_with(Kind::Xls, &bytes, &[]).unwrap();
    assert_eq!(found.pieces[0].date.unwrap().to_string(), "2026-03-04");
    let text = "Hafen bleibt offen\n\nErste Zeile\r\nzweite Zeile";
    assert_eq!(found.pieces[0].text(), text);
}

#[test]
fn a_spreadsheet_of_libreoffice_is_read_with_its_paragraphs() {
    let rows = "<table:table table:name=\"Artikel\"><table:table-row>\
        <table:table-cell office:value-type=\"string\"><text:p>Titel</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>Datum</text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated=\"2\"/>\
        <table:table-cell office:value-type=\"string\"><text:p>Text</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>A remark</text:p>\
        </office:annotation><text:p>Hafen &amp; Markt</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"2026-03-04\"><text:p>04.03.26</text:p></table:table-cell>\
        <table:covered-table-cell table:number-columns-repeated=\"2\"/>\
        <table:table-cell office:value-type=\"string\"><text:p>Der <text:span>Hafen</text:span><text:s text:c=\"2\"/>bleibt.</text:p>\
        <text:p/><text:p>„Für alle“,<text:line-break/>sagte sie&#46;</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/>\
        </table:table-row></table:table>";
    let found = read_with(Kind::Ods, &ods(rows), &[]).unwrap();
    let expected = "\
== Hafen & Markt
date: 2026-03-04
--
Hafen & Markt

Der Hafen  bleibt.

„Für alle“,
sagte sie.
";
    assert_eq!(rendered(&found), expected);
}
