//! Files that both sides changed, merged by what they say: from the three versions that git has of each.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::model::merge::{Conflict, Step, Told};
use crate::model::{ArticleId, Codebook, LayerKey, Part, ReviewKey};
use crate::say;
use crate::store::atomic;
use crate::store::codec::codebook_from_ron;
use crate::store::conflict::{MergedFile, merge_files, split};
use crate::store::disk::RealDisk;
use crate::store::error::describe;
use crate::store::journal::shelf::make_folders;
use crate::store::known::hash;
use crate::store::layout;

use super::plan::Place;
use super::run::Git;
use super::trouble::GitError;

/// What became of the files.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    /// How many were merged.
    pub files: usize,
    /// What the sides do not agree on.
    pub conflicts: Vec<Disagreement>,
}

/// Something on which the sides do not agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// What happened on both sides and what has become of it, in a sentence or two.
    pub words: String,
    /// What takes the version of the others after all, where the project has only the one from here.
    pub other: Option<Box<OtherSide>>,
}

/// A version of others that is not in the project, only in what they committed.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherSide {
    /// The two versions.
    pub conflict: Conflict,
    /// From what the merge has made of it to theirs; to be resolved.
    pub step: Step,
}

impl Disagreement {
    /// One of which nothing can be chosen any more.
    #[must_use]
    pub const fn told(words: String) -> Self {
        Self { words, other: None }
    }

    /// All of a merged file.
    fn of(merged: MergedFile) -> impl Iterator<Item = Self> {
        let both = merged.conflicts.into_iter().zip(merged.other_versions);
        both.map(|(conflict, step)| Self {
            words: conflict.message(),
            other: step.map(|step| Box::new(OtherSide { conflict, step })),
        })
    }
}

/// The names of the versions of a file: what both had, ours, theirs. One that has no file has none.
type Versions = [Option<String>; 3];

/// Merges all files of the project in which the sides meet, and has git know that they are.
///
/// # Errors
/// [`GitError::Unresolved`] with those that cannot be merged; then some of the others may have been.
pub(super) fn resolve(git: &Git<'_>, root: &Path, place: &Place) -> Result<Resolved, GitError> {
    let met = unmerged(git, place)?;
    let mut parts = Vec::new();
    let mut unresolved = Vec::new();
    for (path, versions) in met {
        let inside = path.strip_prefix(&place.prefix).map(PathBuf::from);
        let is_text = Path::new(&path).extension().is_some_and(|it| it == "txt");
        match inside.as_deref().and_then(layout::part_of) {
            Some(part) if !is_text => parts.push((part, versions)),
            _ => unresolved.push(path),
        }
    }
    if !unresolved.is_empty() {
        return Err(GitError::Unresolved(unresolved));
    }
    // By the codebook it is known which links an annotation may have once only.
    parts.sort_by_key(|(part, _)| *part != Part::Codebook);
    let told = Told {
        name: say!("git-merge-edit").to_owned(),
        other: say!("git-merge-other").to_owned(),
    };
    let mut resolved = Resolved::default();
    let mut revived = BTreeSet::new();
    for (part, versions) in parts {
        let file = layout::part_path(&part);
        let is_deleted = versions[1].is_none() || versions[2].is_none();
        let codebook = read_codebook(root);
        let conflicts = bring_together(git, root, &part, &versions, codebook.as_ref(), &told)
            .map_err(|error| match error {
                GitError::Unresolved(_) => GitError::Unresolved(vec![layout::shown(&file)]),
                error => error,
            })?;
        git.must(&["add", "--", &layout::shown(&file)])?;
        resolved.files += 1;
        resolved.conflicts.extend(conflicts);
        if let Some(article) = article_of(&part).filter(|_| is_deleted) {
            revived.insert(article.clone());
        }
    }
    for article in revived {
        if revive(git, root, &article)? {
            let words = say!("git-revived", article = article.as_str());
            resolved.conflicts.push(Disagreement::told(words));
        }
    }
    Ok(resolved)
}

/// The files in which both sides meet, by their ways from the top.
fn unmerged(git: &Git<'_>, place: &Place) -> Result<BTreeMap<String, Versions>, GitError> {
    let top = git.in_folder(&place.top);
    let said = top.must(&["ls-files", "--unmerged", "-z"])?;
    let mut met: BTreeMap<String, Versions> = BTreeMap::new();
    for item in said.items() {
        // Mode, name of the version, which one it is; a tab; the file.
        let Some((facts, path)) = item.split_once('\t') else {
            continue;
        };
        let mut facts = facts.split(' ').skip(1);
        let (Some(name), Some(Ok(stage @ 1..=3))) =
            (facts.next(), facts.next().map(str::parse::<usize>))
        else {
            continue;
        };
        met.entry(path.to_owned()).or_default()[stage - 1] = Some(name.to_owned());
    }
    Ok(met)
}

/// Writes what comes of the versions of a file. Says what they do not agree on.
fn bring_together(
    git: &Git<'_>,
    root: &Path,
    part: &Part,
    versions: &Versions,
    codebook: Option<&Codebook>,
    told: &Told,
) -> Result<Vec<Disagreement>, GitError> {
    let cannot = || GitError::Unresolved(Vec::new());
    let mut texts = [None, None, None];
    for (text, name) in texts.iter_mut().zip(versions) {
        if let Some(name) = name {
            let said = git.must(&["cat-file", "blob", name])?;
            *text = Some(String::from_utf8(said.out).map_err(|_| cannot())?);
        }
    }
    let path = root.join(layout::part_path(part));
    let current = std::fs::read(&path).ok();
    let [base, ours, theirs] = texts;
    let (text, conflicts): (String, Vec<Disagreement>) = match (ours, theirs) {
        (Some(ours), Some(theirs)) => {
            // What has been written here since is ours as well.
            let newer = current
                .as_deref()
                .and_then(|bytes| core::str::from_utf8(bytes).ok())
                .filter(|text| split(text).is_none());
            let ours = newer.map_or(ours, str::to_owned);
            let versions = [base.as_deref(), Some(&*ours), Some(&*theirs)];
            let mut merged = merge_files(part, versions, codebook, told).map_err(|why| {
                tracing::warn!(%why, file = %path.display(), "not merged");
                cannot()
            })?;
            let text = core::mem::take(&mut merged.text);
            (text, Disagreement::of(merged).collect())
        }
        // Removed on one side, changed on the other: it stays.
        (Some(text), None) | (None, Some(text)) => (text, Vec::new()),
        (None, None) => return Err(cannot()),
    };
    write(&path, text.as_bytes(), current.as_deref())?;
    Ok(conflicts)
}

/// Writes a file of which this was read; what another program put there in the same moment stays beside it.
fn write(path: &Path, bytes: &[u8], current: Option<&[u8]>) -> Result<(), GitError> {
    if current == Some(bytes) {
        return Ok(());
    }
    let failed = |why: String| GitError::File(format!("{}: {why}", path.display()));
    if let Some(folder) = path.parent() {
        make_folders(&RealDisk, folder).map_err(|error| failed(describe(&error)))?;
    }
    atomic::replace(&RealDisk, path, bytes, current.map(hash))
        .map(|_| ())
        .map_err(|trouble| failed(describe(trouble.error())))
}

/// Brings an article back that one side removed with all that belongs to it, because the other side worked on. Says whether it
/// had been removed.
fn revive(git: &Git<'_>, root: &Path, article: &ArticleId) -> Result<bool, GitError> {
    if root.join(layout::article_path(article)).exists() {
        return Ok(false);
    }
    for side in ["HEAD", "MERGE_HEAD"] {
        let said = git.must(&["ls-tree", "-r", "-z", "--name-only", side, "--", "."])?;
        let files = said.items();
        let record = layout::shown(&layout::article_path(article));
        if !files.contains(&record) {
            continue;
        }
        for file in files {
            let part = layout::part_of(Path::new(&file));
            let is_of_it = part.as_ref().and_then(article_of) == Some(article);
            if is_of_it && !root.join(&file).exists() {
                git.must(&["checkout", side, "--", &file])?;
            }
        }
        return Ok(true);
    }
    Ok(false)
}

fn article_of(part: &Part) -> Option<&ArticleId> {
    match part {
        Part::Article(article)
        | Part::Layer(LayerKey { article, .. })
        | Part::Review(ReviewKey { article, .. }) => Some(article),
        _ => None,
    }
}

fn read_codebook(root: &Path) -> Option<Codebook> {
    let text = std::fs::read_to_string(root.join(layout::CODEBOOK)).ok()?;
    codebook_from_ron(&text).ok()
}
