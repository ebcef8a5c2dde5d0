//! CoNLL-U Plus: the first line names the columns; those that CoNLL-U does not have hold tags such as `B-person`.

use smol_str::SmolStr;

use super::super::neutral::{Document, Found, Loss, Unit};
use super::super::options::BY_FILE;
use super::super::problem::{Problem, Wrong};
use super::super::{Head, Options, Source};
use super::tokens::{Step, Weaver, step};

/// The columns of CoNLL-U, which hold no tags.
const CORE: [&str; 10] = [
    "ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC",
];

pub(super) fn sniff(head: &Head<'_>) -> bool {
    head.text.starts_with("# global.columns")
}

pub(super) fn read(source: &Source<'_>, options: &Options) -> Result<Found, Problem> {
    let text = source.text()?;
    let mut lines = text.lines();
    let columns = lines
        .next()
        .and_then(|line| line.strip_prefix("# global.columns"))
        .and_then(|rest| rest.trim_start().strip_prefix('='))
        .ok_or_else(|| Wrong::lacks("# global.columns").at(source.shown(), 1))?;
    let columns: Vec<&str> = columns.split_whitespace().collect();
    let column = |name: &str| columns.iter().position(|it| *it == name);
    let Some(form) = column("FORM") else {
        return Err(Wrong::lacks("FORM").at(source.shown(), 1));
    };
    let (id, misc) = (column("ID"), column("MISC"));
    let tags: Vec<usize> = (0..columns.len())
        .filter(|at| !CORE.contains(&columns[*at]))
        .collect();
    let mut reading = Reading {
        source,
        found: Found::default(),
        name: None,
        weaver: Weaver::default(),
        meta: Vec::new(),
        is_new_line: true,
        glued: true,
        count: 0,
    };
    let mut unreadable = 0;
    for line in lines {
        if line.trim().is_empty() {
            reading.weaver.end_sentence();
            reading.is_new_line = true;
            continue;
        }
        if let Some(remark) = line.strip_prefix('#') {
            if let Some((key, value)) = remark.split_once('=') {
                reading.remark(key.trim(), value.trim());
            } else if remark.trim() == "newdoc" {
                reading.remark("newdoc id", "");
            }
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let Some(word) = cells.get(form) else {
            unreadable += 1;
            continue;
        };
        // Words that stand for several, and words that are not there.
        let number = id.and_then(|id| cells.get(id)).copied().unwrap_or_default();
        if number.contains('.') || number.contains('-') {
            continue;
        }
        let misc = misc
            .and_then(|misc| cells.get(misc))
            .copied()
            .unwrap_or_default();
        let at = reading.word(word, misc);
        for column in &tags {
            let told = cells.get(*column).copied().and_then(step);
            unreadable += usize::from(told.is_none());
            reading
                .weaver
                .tag(*column, told.unwrap_or(Step::Outside), at);
        }
    }
    reading.finish();
    reading.found.lose(Loss::Unreadable, unreadable);
    if reading.found.documents.is_empty() {
        return Err(Wrong::Empty.of(source.shown()));
    }
    if options.has(&BY_FILE) {
        for layer in reading
            .found
            .documents
            .iter_mut()
            .flat_map(|it| &mut it.layers)
        {
            layer.annotator = source.stem();
        }
    }
    Ok(reading.found)
}

struct Reading<'a> {
    source: &'a Source<'a>,
    found: Found,
    name: Option<String>,
    weaver: Weaver,
    meta: Vec<(SmolStr, String)>,
    is_new_line: bool,
    /// Whether no blank stands before the next word.
    glued: bool,
    count: usize,
}

impl Reading<'_> {
    fn remark(&mut self, key: &str, value: &str) {
        match key {
            "newdoc id" | "newdoc" => {
                self.finish();
                self.name = Some(value.to_owned());
            }
            "sent_id" | "text" | "newpar" | "newpar id" => {}
            key if key.starts_with("meta::") || key.starts_with("doc::") => {
                let key = key.trim_start_matches("meta::").trim_start_matches("doc::");
                self.meta.push((key.into(), value.to_owned()));
            }
            _ => {}
        }
    }

    fn word(&mut self, word: &str, misc: &str) -> (u64, u64) {
        let part = |name: &str| {
            misc.split('|')
                .find_map(|part| part.strip_prefix(name)?.strip_prefix('='))
        };
        let start = part("start_char").and_then(|at| at.parse::<u64>().ok());
        match start {
            Some(at) => {
                self.weaver.fill_to(at, self.is_new_line);
            }
            _ if self.weaver.length() == 0 => {}
            _ if self.is_new_line => self.weaver.space("\n"),
            _ if self.glued => {}
            _ => self.weaver.space(" "),
        }
        self.is_new_line = false;
        self.glued = part("SpaceAfter") == Some("No");
        self.weaver.word(word)
    }

    fn finish(&mut self) {
        let weaver = core::mem::take(&mut self.weaver);
        self.is_new_line = true;
        self.glued = true;
        let meta = core::mem::take(&mut self.meta);
        let name = self.name.take().filter(|name| !name.is_empty());
        if weaver.text.is_empty() {
            return;
        }
        let mut weaver = weaver;
        weaver.end_sentence();
        self.count += 1;
        let count = self.count;
        self.found.documents.push(Document {
            name: name.unwrap_or_else(|| format!("{}-{count}", self.source.stem())),
            text: Some(weaver.text),
            is_woven: true,
            meta,
            unit: Unit::CodePoint,
            layers: vec![weaver.layer],
            ..Document::default()
        });
    }
}
