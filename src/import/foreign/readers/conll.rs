//! CoNLL 2002 and 2003, and tables like them: a word a line, its tag in the last column, a blank line after a sentence.
//!
//! Tables may have where each word stands in the text in the second and third column, and several columns of tags; then
//! the text has its own blanks again. Otherwise words are joined with blanks and sentences with line ends.

use smol_str::SmolStr;

use super::super::neutral::{Document, Found, Loss, Unit};
use super::super::options::BY_FILE;
use super::super::problem::{Problem, Wrong};
use super::super::{Head, Options, Source};
use super::tokens::{Step, Weaver, step};

/// So many lines are looked at to tell the format.
const LOOK: usize = 200;

pub(super) fn sniff(head: &Head<'_>) -> bool {
    if head.text.starts_with("#FORMAT=") || head.text.starts_with('{') || head.text.starts_with('<')
    {
        return false;
    }
    if head.text.starts_with("-DOCSTART-") {
        return true;
    }
    let lines = || {
        let lines = head.text.lines().take(LOOK).map(str::trim_end);
        lines.filter(|line| !line.is_empty())
    };
    let tagged = lines().filter(|line| {
        let last = cells(line).last().copied();
        cells(line).len() > 1
            && last
                .and_then(step)
                .is_some_and(|it| it != Step::Outside || last == Some("O"))
    });
    // The last line may be cut off.
    let (tagged, all) = (tagged.count(), lines().count());
    all > 0 && tagged + 1 >= all && tagged > 0
}

/// The cells of a line: between TABs if it has any, else between blanks.
fn cells(line: &str) -> Vec<&str> {
    if line.contains('\t') {
        line.split('\t').map(str::trim).collect()
    } else {
        line.split(' ').filter(|cell| !cell.is_empty()).collect()
    }
}

pub(super) fn read(source: &Source<'_>, options: &Options) -> Result<Found, Problem> {
    let text = source.text()?;
    let mut found = Found::default();
    let mut rows: Vec<Option<Vec<&str>>> = Vec::new();
    let mut parts: Vec<Vec<Option<Vec<&str>>>> = Vec::new();
    let width = width(&text);
    for line in text.lines() {
        let line = line.trim_end_matches(['\r', ' ']);
        if line.starts_with("-DOCSTART-") {
            parts.push(core::mem::take(&mut rows));
        } else if line.trim().is_empty() {
            rows.push(None);
        } else if is_remark(line, width) {
            // Some writers have them.
        } else {
            rows.push(Some(cells(line)));
        }
    }
    parts.push(rows);
    parts.retain(|rows| rows.iter().any(Option::is_some));
    let count = parts.len();
    for (number, rows) in parts.into_iter().enumerate() {
        source.go_on()?;
        let name = match count {
            1 => source.stem(),
            _ => format!("{}-{}", source.stem(), number + 1),
        };
        let mut document = document(name, &rows, &mut found);
        if options.has(&BY_FILE) {
            document.layers[0].annotator = source.stem();
        }
        found.documents.push(document);
    }
    let marks = found.mark_count();
    let lines = text.lines().count();
    if marks == 0
        && found
            .left_out
            .get(&Loss::Unreadable)
            .is_some_and(|lost| lost * 2 > lines)
    {
        return Err(Wrong::lacks("B-…, I-…, O").of(source.shown()));
    }
    Ok(found)
}

/// How many cells the first row has that can be nothing else.
fn width(text: &str) -> usize {
    let mut lines = text.lines().map(str::trim_end);
    let row = lines
        .find(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with("-DOCSTART-"));
    // A word and its tag.
    row.map_or(2, |row| cells(row).len())
}

/// Whether a line is a remark: it begins with `#` and is no row of that sign, as it has another number of cells or no tag.
fn is_remark(line: &str, width: usize) -> bool {
    let cells = cells(line);
    let is_row = cells.len() == width && cells.last().copied().and_then(step).is_some();
    line.starts_with("# ") && !line.contains('\t') && !is_row
}

/// The columns of tags, and those of places if there are any.
struct Columns {
    tags: Vec<usize>,
    has_places: bool,
}

impl Columns {
    fn of(rows: &[Option<Vec<&str>>]) -> Self {
        let words = || rows.iter().flatten();
        let width = words().map(Vec::len).max().unwrap_or(0);
        let is_number = |cell: Option<&&str>| cell.is_some_and(|cell| cell.parse::<u64>().is_ok());
        let has_places = width > 3
            && words().all(|row| {
                let place = row.get(1).zip(row.get(2));
                let place = place.and_then(|(start, end)| {
                    Some((start.parse::<u64>().ok()?, end.parse::<u64>().ok()?))
                });
                is_number(row.get(1)) && place.is_some_and(|(start, end)| start <= end)
            });
        let first = if has_places { 3 } else { 1 };
        let is_tags = |column: &usize| {
            let mut cells = words().filter_map(|row| row.get(*column));
            cells.all(|cell| step(cell).is_some())
                && words().any(|row| row.get(*column).is_some_and(|cell| *cell != "_"))
        };
        let mut tags: Vec<usize> = (first..width).filter(is_tags).collect();
        if tags.is_empty() && width > 1 {
            tags.push(width - 1);
        }
        Self { tags, has_places }
    }
}

fn document(name: String, rows: &[Option<Vec<&str>>], found: &mut Found) -> Document {
    let columns = Columns::of(rows);
    let mut weaver = Weaver::default();
    let mut is_new_line = true;
    let mut unreadable = 0;
    for row in rows {
        let Some(row) = row else {
            weaver.end_sentence();
            is_new_line = true;
            continue;
        };
        let word = row.first().copied().unwrap_or_default();
        let place = |column: usize| row.get(column).and_then(|cell| cell.parse::<u64>().ok());
        match place(1).filter(|_| columns.has_places) {
            Some(at) => weaver.fill_to(at, is_new_line),
            _ if weaver.length() == 0 => {}
            _ if is_new_line => weaver.space("\n"),
            _ => weaver.space(" "),
        }
        is_new_line = false;
        let at = weaver.word(word);
        for column in &columns.tags {
            let told = row.get(*column).copied().and_then(step);
            unreadable += usize::from(told.is_none());
            weaver.tag(*column, told.unwrap_or(Step::Outside), at);
        }
    }
    weaver.end_sentence();
    found.lose(Loss::Unreadable, unreadable);
    Document {
        name,
        text: Some(weaver.text),
        is_woven: true,
        meta: Vec::<(SmolStr, String)>::new(),
        unit: Unit::CodePoint,
        layers: vec![weaver.layer],
        ..Document::default()
    }
}
