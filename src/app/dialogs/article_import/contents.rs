//! What is in the files, found out on a thread. What was read as it is to be read now is not read again.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::import::articles::names::{self, Pattern};
use crate::import::articles::table::{self, Mapping, Table};
use crate::import::articles::{
    Draft, ENCODING, Format, Given, Loaded, bytes_of, from_bytes, guarded,
};
use crate::import::foreign::survey;
use crate::import::{Options, Problem, articles_of, near_each_other, near_here, outside};
use crate::model::{ArticleId, ArticleMeta, Project};
use crate::say;
use crate::store::{Progress, sha256_hex};
use crate::text::{Signature, folded};

/// So many names are shown.
pub(super) const SHOWN_NAMES: usize = 12;
/// So many rows of a table are kept to be shown.
const SHOWN_ROWS: usize = 4;

/// What is read, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Asked {
    pub paths: Vec<PathBuf>,
    /// The format that was chosen; each file's own without.
    pub format: Option<&'static Format>,
    pub options: Options,
    /// Files of which somebody knows the encoding better.
    pub encodings: BTreeMap<PathBuf, String>,
    /// What the names say.
    pub pattern: Option<Pattern>,
}

impl Asked {
    fn options_of(&self, path: &Path) -> Options {
        let mut options = self.options.clone();
        if let Some(encoding) = self.encodings.get(path) {
            options.set(ENCODING.id, encoding.as_str());
        }
        options
    }
}

/// A file that was read.
pub(super) struct FileRead {
    pub path: PathBuf,
    /// How it was read.
    how: (Option<&'static Format>, Options),
    /// Its articles, or why there are none.
    pub read: Result<Loaded, String>,
    /// What is worked out of each of its articles, once.
    facts: Vec<Facts>,
    /// What its columns hold, if it is a table.
    pub table: Option<TableRead>,
}

impl FileRead {
    /// Its name without the folder.
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    pub fn drafts(&self) -> &[Draft] {
        self.read.as_ref().map_or(&[], |loaded| &loaded.drafts)
    }
}

/// What is worked out of an article.
struct Facts {
    sha256: String,
    words: usize,
    /// What tells to which others it is nearly the same.
    signature: Option<Signature>,
}

impl Facts {
    fn of(draft: &Draft) -> Self {
        let text = draft.text();
        Self {
            sha256: sha256_hex(&text),
            words: draft.words(),
            signature: Signature::of(&text),
        }
    }
}

/// A table and what its columns hold.
pub(super) struct TableRead {
    /// The table with its first rows only.
    pub table: Table,
    pub mapping: Mapping,
}

/// Whether an article is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Same {
    No,
    /// The project has an article of this title with the same text.
    There(String),
    /// An earlier one of this title has the same text.
    Twice(String),
}

/// An article in the list.
pub(super) struct Row {
    /// Which of the files.
    pub file: usize,
    /// Which of its articles.
    pub draft: usize,
    /// What is known of it, the name of its file included.
    pub meta: ArticleMeta,
    pub words: usize,
    pub same: Same,
    /// The first article of the list that is nearly the same, if it is another one, by its place in the list.
    pub near: Option<usize>,
    /// Title, source and file as a search sees them.
    pub folded: String,
}

/// An article of the project that one of the list is nearly the same as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Original {
    pub id: ArticleId,
    pub title: String,
}

/// What the files hold.
#[derive(Default)]
pub(super) struct Contents {
    pub files: Vec<Arc<FileRead>>,
    pub rows: Vec<Row>,
    /// Files with annotations of other programs.
    pub annotations: Vec<PathBuf>,
    /// Patterns that the names of the files follow.
    pub proposed: Vec<&'static str>,
    /// Files with one article each: their paths as patterns see them.
    pub named: Vec<String>,
    /// What the pattern says of them; `None` without one.
    pub followed: Option<Followed>,
    /// What became of each file, and whether it stands out: those that give nothing first.
    pub told: Vec<(bool, String)>,
}

/// What a pattern says of the names of the files.
pub(super) struct Followed {
    pub pattern: Pattern,
    /// How many names follow it.
    pub count: usize,
    /// The first names with what they say; those that do not follow it before the others, as they are what has to be seen to.
    pub first: Vec<(String, Option<String>)>,
}

impl Followed {
    fn of(pattern: Pattern, names: &[String]) -> Self {
        let read = |name: &String| pattern.read(name);
        let said: Vec<_> = names.iter().map(|name| (name, read(name))).collect();
        let not = said.iter().filter(|(_, said)| said.is_none());
        let yes = said.iter().filter(|(_, said)| said.is_some());
        let first = not.chain(yes).take(SHOWN_NAMES);
        let first = first.map(|(name, said)| {
            let words = said.as_ref().map(names::Said::in_words);
            ((*name).clone(), words)
        });
        Self {
            count: said.iter().filter(|(_, said)| said.is_some()).count(),
            first: first.collect(),
            pattern,
        }
    }
}

impl Contents {
    /// Reads all files; none that was left out of `before` as it is to be read.
    pub fn read(
        asked: &Asked,
        before: Option<&Self>,
        root: &Path,
        project: &Project,
        progress: &Progress,
    ) -> Self {
        let (files, annotations) = files(asked);
        let (files, _own) = outside(root, files);
        let known: HashMap<&Path, &Arc<FileRead>> = before
            .iter()
            .flat_map(|contents| &contents.files)
            .map(|file| (file.path.as_path(), file))
            .collect();
        progress.total.store(files.len(), Ordering::Relaxed);
        let mut contents = Self {
            annotations,
            ..Self::default()
        };
        for path in files {
            if progress.cancel.load(Ordering::Relaxed) {
                return contents;
            }
            let how = (asked.format, asked.options_of(&path));
            let same = known.get(path.as_path()).filter(|file| file.how == how);
            let file = match same {
                Some(file) => Arc::clone(file),
                None => Arc::new(read_file(path, how, progress)),
            };
            contents.files.push(file);
            progress.done.fetch_add(1, Ordering::Relaxed);
        }
        contents.list(asked.pattern.as_ref(), project);
        contents.compare(before, progress);
        contents
    }

    /// Makes the rows of the list.
    fn list(&mut self, pattern: Option<&Pattern>, project: &Project) {
        let there: HashMap<String, &str> = project
            .articles
            .values()
            .map(|article| (article.original_sha256(), article.meta.display_title()))
            .collect();
        let mut seen: HashMap<String, String> = HashMap::new();
        for (file_at, file) in self.files.iter().enumerate() {
            let drafts = file.drafts();
            let shown = names::shown(&file.path);
            let said = pattern.filter(|_| drafts.len() == 1);
            let said = said.and_then(|pattern| pattern.read(&shown));
            if drafts.len() == 1 {
                self.named.push(shown);
            }
            for (at, draft) in drafts.iter().enumerate() {
                let mut meta = draft.meta.clone();
                if let Some(said) = &said {
                    said.apply(&mut meta);
                }
                let sha256 = &file.facts[at].sha256;
                let title = meta.display_title().to_owned();
                let same = if let Some(title) = there.get(sha256) {
                    Same::There((*title).to_owned())
                } else if let Some(title) = seen.get(sha256) {
                    Same::Twice(title.clone())
                } else {
                    seen.insert(sha256.clone(), title.clone());
                    Same::No
                };
                let folded = folded(&format!("{title}\n{}\n{}", meta.source, draft.file));
                self.rows.push(Row {
                    file: file_at,
                    draft: at,
                    words: file.facts[at].words,
                    same,
                    near: None,
                    folded,
                    meta,
                });
            }
        }
        self.proposed = names::propose(&self.named);
        self.followed = pattern.map(|pattern| Followed::of(pattern.clone(), &self.named));
        self.told = told(&self.files);
    }

    /// Finds which articles are nearly the same; that is known already when the files are the same as before.
    fn compare(&mut self, before: Option<&Self>, progress: &Progress) {
        if let Some(before) = before.filter(|before| self.has_files_of(before)) {
            for (row, before) in core::iter::zip(&mut self.rows, &before.rows) {
                row.near = before.near;
            }
            return;
        }
        let text = |at: usize| self.draft(&self.rows[at]).text();
        let near = near_each_other(&self.signatures(), text, progress);
        for (row, near) in core::iter::zip(&mut self.rows, near.unwrap_or_default()) {
            row.near = near;
        }
    }

    /// What tells to which others the articles are nearly the same. Those whose text is there already are told as such.
    fn signatures(&self) -> Vec<Option<Signature>> {
        let rows = self.rows.iter();
        let signatures = rows.map(|row| match row.same {
            Same::No => self.files[row.file].facts[row.draft].signature.clone(),
            _ => None,
        });
        signatures.collect()
    }

    /// For each article of the list the one of the project that it is nearly the same as, if there is one; none at all when
    /// nobody waits for it any more.
    pub fn originals(&self, project: &Project, progress: &Progress) -> Vec<Option<Original>> {
        let text = |at: usize| self.draft(&self.rows[at]).text();
        let earlier: Vec<Option<usize>> = self.rows.iter().map(|row| row.near).collect();
        let found = near_here(project, &self.signatures(), &earlier, text, progress);
        let original = |id: Option<ArticleId>| {
            let id = id?;
            let title = project.articles.get(&id)?.meta.display_title().to_owned();
            Some(Original { id, title })
        };
        found
            .unwrap_or_default()
            .into_iter()
            .map(original)
            .collect()
    }

    /// Whether it holds just the files of another reading, none of them read anew.
    pub fn has_files_of(&self, other: &Self) -> bool {
        let mut both = core::iter::zip(&self.files, &other.files);
        self.files.len() == other.files.len() && both.all(|(one, other)| Arc::ptr_eq(one, other))
    }

    pub fn draft(&self, row: &Row) -> &Draft {
        &self.files[row.file].drafts()[row.draft]
    }

    /// How many files give nothing.
    pub fn refused(&self) -> usize {
        self.files.iter().filter(|file| file.read.is_err()).count()
    }
}

/// What became of each file, and whether it stands out.
fn told(files: &[Arc<FileRead>]) -> Vec<(bool, String)> {
    let mut lines = Vec::new();
    for file in files {
        if let Err(why) = &file.read {
            let name = file.name();
            lines.push((true, say!("intake-refused", file = name, why = why)));
        }
    }
    for file in files {
        if let Ok(loaded) = &file.read {
            let words = say!(
                "intake-file",
                file = file.name(),
                format = (loaded.format.name)(),
                count = loaded.drafts.len()
            );
            lines.push((false, words));
            lines.extend(loaded.remarks.iter().map(|remark| (true, remark.clone())));
        }
    }
    lines
}

/// The files to read, and those with annotations.
fn files(asked: &Asked) -> (Vec<PathBuf>, Vec<PathBuf>) {
    if let Some(format) = asked.format {
        return (articles_of(&asked.paths, format), Vec::new());
    }
    let found = survey(&asked.paths, None);
    let annotations = found.inputs.into_iter().map(|input| input.path);
    let mut files = found.articles;
    files.extend(found.unknown);
    (files, annotations.collect())
}

fn read_file(
    path: PathBuf,
    how: (Option<&'static Format>, Options),
    progress: &Progress,
) -> FileRead {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut table = None;
    let mut facts = Vec::new();
    let mut read = || -> Result<Loaded, Problem> {
        let bytes = bytes_of(&path)?;
        let given = Given {
            name: &name,
            bytes: &bytes,
            options: &how.1,
            progress,
        };
        let format = crate::import::articles::find_format(&given, how.0)?;
        table = table::kind(format.id).and_then(|kind| look(kind, &given));
        let loaded = from_bytes(&given, Some(format))?;
        facts = loaded.drafts.iter().map(Facts::of).collect();
        Ok(loaded)
    };
    // Whatever breaks down over a file, the others are read.
    let read = guarded(how.0, &mut read).map_err(|problem| problem.to_string());
    drop(name);
    FileRead {
        path,
        how,
        read,
        facts,
        table,
    }
}

/// What the columns hold, whether or not that gives articles.
fn look(kind: table::Kind, given: &Given<'_>) -> Option<TableRead> {
    let mut table = table::open(kind, given).ok()?;
    let mapping = Mapping::of(&table, given.options);
    table.rows.truncate(SHOWN_ROWS);
    Some(TableRead { table, mapping })
}
