//! What people changed of the articles before they are taken: what is left out, what is known of them, which blocks are cut.
//!
//! All of it is kept by file and number and by the words of blocks, so that it stays when files are read anew.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use crate::import::articles::{Block, Cut, Draft, Fate, FileReport, Report};
use crate::model::ArticleMeta;
use crate::say;

use super::super::field::parse_date;
use super::contents::{Contents, Row, Same};

/// An article: its file, and which of its articles it is, from 0.
pub(super) type Key = (PathBuf, usize);

/// What is known of an article, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fields {
    pub title: String,
    pub source: String,
    pub author: String,
    pub date: String,
    pub url: String,
    pub language: String,
}

impl Fields {
    pub fn of(meta: &ArticleMeta) -> Self {
        Self {
            title: meta.title.clone(),
            source: meta.source.clone(),
            author: meta.author.clone(),
            date: meta.date.map(|date| date.to_string()).unwrap_or_default(),
            url: meta.url.clone(),
            language: meta.language.clone(),
        }
    }

    fn put(&self, meta: &mut ArticleMeta) {
        let trimmed = |text: &str| text.trim().to_owned();
        meta.title = trimmed(&self.title);
        meta.source = trimmed(&self.source);
        meta.author = trimmed(&self.author);
        meta.url = trimmed(&self.url);
        meta.language = trimmed(&self.language);
        // What is no day is told beside its field, and leaves the day that was there.
        if let Ok(date) = parse_date(&self.date) {
            meta.date = date;
        }
    }
}

/// All that was changed.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits {
    /// By file: which of its articles.
    left_out: HashMap<PathBuf, HashSet<usize>>,
    fields: HashMap<Key, Fields>,
    /// Blocks of an article: which, and by its words.
    cuts: HashMap<(Key, usize, u64), Option<Cut>>,
    /// Blocks of all articles, by their words.
    everywhere: HashMap<u64, Option<Cut>>,
}

pub(super) fn key(contents: &Contents, row: &Row) -> Key {
    (contents.files[row.file].path.clone(), row.draft)
}

fn words(block: &Block) -> u64 {
    let mut hasher = DefaultHasher::new();
    block.text.trim().hash(&mut hasher);
    hasher.finish()
}

impl Edits {
    /// Whether an article is to be taken.
    pub fn is_taken(&self, contents: &Contents, row: &Row) -> bool {
        row.same == Same::No && !self.is_left_out(&contents.files[row.file].path, row.draft)
    }

    /// Takes an article, or leaves it out.
    pub fn take(&mut self, key: Key, is_taken: bool) {
        let (path, draft) = key;
        let of_file = self.left_out.entry(path).or_default();
        if is_taken {
            of_file.remove(&draft);
        } else {
            of_file.insert(draft);
        }
    }

    fn is_left_out(&self, path: &Path, draft: usize) -> bool {
        let of_file = self.left_out.get(path);
        of_file.is_some_and(|of_file| of_file.contains(&draft))
    }

    /// What is known of an article now.
    pub fn fields(&self, key: &Key, row: &Row) -> Fields {
        let changed = self.fields.get(key).cloned();
        changed.unwrap_or_else(|| Fields::of(&row.meta))
    }

    pub fn set_fields(&mut self, key: Key, fields: Fields) {
        self.fields.insert(key, fields);
    }

    /// Why a block is left out now, if it is.
    pub fn cut(&self, key: &Key, at: usize, block: &Block) -> Option<Cut> {
        let words = words(block);
        if let Some(cut) = self.cuts.get(&(key.clone(), at, words)) {
            return *cut;
        }
        self.everywhere.get(&words).copied().unwrap_or(block.cut)
    }

    /// Cuts a block of one article, or keeps it.
    pub fn toggle(&mut self, key: &Key, at: usize, block: &Block) {
        let cut = match self.cut(key, at, block) {
            Some(_) => None,
            // What the reader had cut has its reason again.
            None => Some(block.cut.unwrap_or(Cut::ByHand)),
        };
        self.cuts.insert((key.clone(), at, words(block)), cut);
    }

    /// Cuts or keeps a block, and all that have the same words, as this one is not now.
    pub fn toggle_everywhere(&mut self, key: &Key, at: usize, block: &Block) {
        let cut = match self.cut(key, at, block) {
            Some(_) => None,
            None => Some(block.cut.unwrap_or(Cut::ByHand)),
        };
        let words = words(block);
        self.cuts.retain(|(_, _, known), _| *known != words);
        self.everywhere.insert(words, cut);
    }

    fn blocks(&self, key: &Key, draft: &Draft) -> Vec<Block> {
        let blocks = draft.blocks.iter().enumerate();
        let blocks = blocks.map(|(at, block)| Block {
            cut: self.cut(key, at, block),
            ..block.clone()
        });
        blocks.collect()
    }

    /// The articles that are taken, as they are taken, and what becomes of each file.
    pub fn drafts(&self, contents: &Contents) -> (Vec<Draft>, Report) {
        let mut report = Report::default();
        let mut drafts = Vec::new();
        let mut rows = contents.rows.iter().peekable();
        for (at, file) in contents.files.iter().enumerate() {
            let name = file.path.display().to_string();
            let loaded = match &file.read {
                Ok(loaded) => loaded,
                Err(why) => {
                    report.files.push(FileReport {
                        file: name,
                        format: "",
                        fate: Fate::Refused(why.clone()),
                        remarks: Vec::new(),
                    });
                    continue;
                }
            };
            let mut remarks = loaded.remarks.clone();
            let (mut added, mut left, mut blank) = (0, 0, 0);
            let (mut same, mut twice) = (Vec::new(), Vec::new());
            while let Some(row) = rows.next_if(|row| row.file == at) {
                let key = key(contents, row);
                let draft = &loaded.drafts[row.draft];
                match &row.same {
                    Same::There(title) => {
                        same.push(say!("import-same", name = draft.name(), other = title));
                        continue;
                    }
                    Same::Twice(title) => {
                        let name = draft.name();
                        twice.push(say!("import-same-twice", name = name, other = title));
                        continue;
                    }
                    Same::No => {}
                }
                if self.is_left_out(&file.path, row.draft) {
                    left += 1;
                    continue;
                }
                let mut draft = Draft {
                    of_file: at,
                    blocks: self.blocks(&key, draft),
                    meta: row.meta.clone(),
                    ..draft.clone()
                };
                if draft.text().trim().is_empty() {
                    blank += 1;
                    continue;
                }
                self.fields(&key, row).put(&mut draft.meta);
                remarks.extend(draft.remarks.iter().map(|remark| match draft.number {
                    Some(_) => format!("{}: {remark}", draft.name()),
                    None => remark.clone(),
                }));
                added += 1;
                drafts.push(draft);
            }
            if left > 0 {
                remarks.push(say!("intake-left-out", count = left));
            }
            if blank > 0 {
                remarks.push(say!("intake-all-cut", count = blank));
            }
            report.files.push(FileReport {
                file: name,
                format: loaded.format.id,
                fate: Fate::Read {
                    added,
                    restored: 0,
                    same,
                    twice,
                },
                remarks,
            });
        }
        (drafts, report)
    }

    /// Whether a day was typed that is none.
    pub fn has_wrong_date(&self) -> bool {
        let mut fields = self.fields.values();
        fields.any(|fields| parse_date(&fields.date).is_err())
    }
}
