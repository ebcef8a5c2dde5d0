//! How long it takes to read a long PDF.

use std::fmt::Write as _;
use std::time::Instant;

use anyhow::ensure;

use super::Row;
use super::stage::milliseconds;
use crate::import::Options;
use crate::import::articles::{Given, format, from_bytes, made_pdf};
use crate::store::Progress;

/// How long the PDF is.
const PAGES: usize = 300;
/// Lines of a page, half of them in each of two columns.
const LINES: usize = 100;
/// How often it is read.
const ROUNDS: usize = 3;

/// Reads a PDF of 300 pages in two columns, from its bytes to a draft.
///
/// # Errors
/// When something of it is lost.
pub fn measure() -> anyhow::Result<Row> {
    let mut pages = String::new();
    for page in 0..PAGES {
        pages.push_str("page\n9 60 810 - Harbour Courier, 1 March 2026\n");
        for line in 0..LINES {
            let (x, y) = (60 + line % 2 * 250, 780 - line / 2 * 14);
            let number = page * LINES + line;
            // Lines that differ in digits only would be taken for the heads of pages.
            let word: String = format!("{number:06}")
                .bytes()
                .map(|digit| char::from(digit - b'0' + b'a'))
                .collect();
            writeln!(
                pages,
                "10 {x} {y} - the mayor said no in line {word} of it all"
            )?;
        }
    }
    let bytes = made_pdf(&pages);
    let given = Given {
        name: "long.pdf",
        bytes: &bytes,
        options: &Options::default(),
        progress: &Progress::default(),
    };
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let loaded = from_bytes(&given, format("pdf"))?;
        times.push(milliseconds(begun));
        let text = loaded.drafts[0].text();
        let lines = text.matches("the mayor said").count();
        ensure!(lines == PAGES * LINES, "{lines} lines were read");
        ensure!(!text.contains("Courier"), "running heads are cut");
    }
    Ok(Row::new("read a PDF of 300 pages", "ms", 5000.0, times))
}
