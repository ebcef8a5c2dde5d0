//! Taguette: an SQLite database with documents in HTML and highlights in bytes of what the HTML says.

use std::collections::{BTreeMap, HashMap};

use smol_str::{SmolStr, format_smolstr};

use super::super::neutral::{Document, Found, Label, Layer, Loss, Mark, Piece, Unit};
use super::super::problem::Problem;
use super::super::{Head, Options, Source};
use super::database::{Database, MAGIC, offset, text};

const TABLES: [&str; 4] = ["documents", "highlights", "tags", "highlight_tags"];
/// The label of a highlight without a tag.
const UNTAGGED: &str = "Highlight";

pub(super) fn sniff(head: &Head<'_>) -> bool {
    head.bytes.starts_with(MAGIC) && head.extension != "dna"
}

pub(super) fn read(source: &Source<'_>, _options: &Options) -> Result<Found, Problem> {
    let database = Database::open(source, &TABLES)?;
    let mut found = Found::default();
    let mut tags: HashMap<i64, SmolStr> = HashMap::new();
    database.rows(
        "SELECT id, path, description FROM tags ORDER BY path",
        [],
        |row| {
            let name = SmolStr::new(text(row, 1)?);
            tags.insert(row.get(0)?, name.clone());
            // A dot leads down; the tag above need not be one.
            let above = name.rsplit_once('.').map(|(above, _)| above);
            let above = above.filter(|above| found.book.iter().any(|label| label.name == *above));
            found.book.push(Label {
                parent: above.unwrap_or_default().into(),
                name,
                definition: text(row, 2)?,
                ..Label::default()
            });
            Ok(())
        },
    )?;
    let mut numbers: HashMap<i64, usize> = HashMap::new();
    let mut pages: Vec<Page> = Vec::new();
    database.rows(
        "SELECT id, name, contents FROM documents ORDER BY id",
        [],
        |row| {
            let page = Page::of(&text(row, 2)?);
            let name = text(row, 1)?;
            numbers.insert(row.get(0)?, found.documents.len());
            found.documents.push(Document {
                meta: vec![(SmolStr::new_static("title"), name.clone())],
                name,
                text: Some(page.text.clone()),
                unit: Unit::Byte,
                ..Document::default()
            });
            pages.push(page);
            Ok(())
        },
    )?;
    let people = people(&database)?;
    let mut tagged: HashMap<i64, Vec<i64>> = HashMap::new();
    let sql = "SELECT highlight_id, tag_id FROM highlight_tags ORDER BY highlight_id, tag_id";
    database.rows(sql, [], |row| {
        tagged.entry(row.get(0)?).or_default().push(row.get(1)?);
        Ok(())
    })?;
    let sql =
        "SELECT id, document_id, start_offset, end_offset, snippet FROM highlights ORDER BY id";
    let mut lost = 0;
    let mut layers: BTreeMap<(usize, String), Layer> = BTreeMap::new();
    database.rows(sql, [], |row| {
        let id: i64 = row.get(0)?;
        let Some(document) = numbers.get(&row.get(1)?).copied() else {
            lost += 1;
            return Ok(());
        };
        let page = &pages[document];
        let (start, end) = (page.place(offset(row, 2)?), page.place(offset(row, 3)?));
        let snippet = Page::of(&text(row, 4)?).text;
        let piece = if snippet.trim().is_empty() {
            Piece::at(start, end)
        } else {
            Piece::quoting(start, end, &snippet)
        };
        let who = people.get(&id).cloned().unwrap_or_default();
        let layer = layers.entry((document, who)).or_default();
        let of_mark = tagged.get(&id).map_or(&[][..], Vec::as_slice);
        for tag in of_mark {
            match tags.get(tag) {
                Some(label) => {
                    let id = format_smolstr!("{id}-{tag}");
                    layer.marks.push(Mark::on(id, label.clone(), piece.clone()));
                }
                None => lost += 1,
            }
        }
        if of_mark.is_empty() {
            layer
                .marks
                .push(Mark::on(format_smolstr!("{id}"), UNTAGGED, piece));
        }
        Ok(())
    })?;
    for ((document, annotator), layer) in layers {
        found.documents[document]
            .layers
            .push(Layer { annotator, ..layer });
    }
    found.lose(Loss::Dangling, lost);
    Ok(found)
}

/// Who made each highlight, as the list of commands tells it.
fn people(database: &Database) -> Result<HashMap<i64, String>, Problem> {
    let mut people = HashMap::new();
    if !database.has_table("commands")? || !database.has_column("commands", "payload")? {
        return Ok(people);
    }
    database.rows(
        "SELECT user_login, payload FROM commands ORDER BY id",
        [],
        |row| {
            let payload: serde_json::Value =
                serde_json::from_str(&text(row, 1)?).unwrap_or(serde_json::Value::Null);
            let is_mark = payload.get("type").and_then(|it| it.as_str()) == Some("highlight_add");
            let id = payload
                .get("highlight_id")
                .and_then(serde_json::Value::as_i64);
            // A program for one person calls that person so.
            let who = text(row, 0)?;
            if let Some(id) = id.filter(|_| is_mark && who != "admin") {
                people.insert(id, who);
            }
            Ok(())
        },
    )?;
    Ok(people)
}

/// What a page says: its text with a line end after each block, and where that has moved what.
#[derive(Debug, Default)]
struct Page {
    text: String,
    /// Offsets in what the page says without those line ends, and in the text, both in bytes.
    steps: Vec<(u64, u64)>,
}

/// Elements after which a line ends.
const BLOCKS: [&str; 20] = [
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "section",
    "article",
    "header",
    "hr",
];

impl Page {
    fn of(html: &str) -> Self {
        let mut page = Self::default();
        let mut plain = 0u64;
        let mut rest = html;
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix("<!--") {
                rest = after.find("-->").map_or("", |end| &after[end + 3..]);
            } else if let Some(after) = rest.strip_prefix('<').filter(|it| {
                it.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
            }) {
                let end = after.find('>').unwrap_or(after.len());
                let tag = after[..end].trim_start_matches('/');
                let name = tag
                    .split(|c: char| !c.is_ascii_alphanumeric())
                    .next()
                    .unwrap_or_default();
                if BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block)) {
                    page.end_line(plain);
                }
                rest = after.get(end + 1..).unwrap_or_default();
            } else {
                let end = rest[1..].find(['<', '&']).map_or(rest.len(), |end| end + 1);
                let end = rest.ceil_char_boundary(end);
                let (piece, after) = rest.split_at(end);
                let (said, taken) = match piece.strip_prefix('&') {
                    Some(name) => entity(name),
                    None => (None, 0),
                };
                if let Some(c) = said {
                    page.text.push(c);
                    plain += c.len_utf8() as u64;
                    rest = &rest[1 + taken..];
                } else {
                    page.text.push_str(piece);
                    plain += piece.len() as u64;
                    rest = after;
                }
            }
        }
        page
    }

    fn end_line(&mut self, plain: u64) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
            self.steps.push((plain, self.text.len() as u64));
        }
    }

    /// Where an offset in what the page says is in its text.
    fn place(&self, at: u64) -> u64 {
        let after = self.steps.partition_point(|(plain, _)| *plain <= at);
        let (plain, text) = after.checked_sub(1).map_or((0, 0), |last| self.steps[last]);
        (at - plain).saturating_add(text)
    }
}

/// The character that a reference behind `&` means, and how many bytes it takes.
fn entity(name: &str) -> (Option<char>, usize) {
    let Some(end) = name.bytes().take(12).position(|byte| byte == b';') else {
        return (None, 0);
    };
    let name = &name[..end];
    let c = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => name.strip_prefix('#').and_then(|number| {
            let number = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => number.parse().ok(),
            };
            number.and_then(char::from_u32)
        }),
    };
    (c, end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_its_text_and_where_it_stands() {
        let page = Page::of("<p><u>Núñez</u> &amp; <i>all</i></p><p>2 &lt; 3 &nope; &#233;</p>");
        assert_eq!(page.text, "Núñez & all\n2 < 3 &nope; é\n");
        // Without the line ends, the second paragraph begins at byte 13.
        assert_eq!(page.place(13), 14);
        assert_eq!(page.place(0), 0);
        assert_eq!(page.place(12), 12);
        assert_eq!(Page::of("a < b <").text, "a < b <");
    }
}
