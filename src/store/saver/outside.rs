//! What another program wrote into a file of the project.

use std::path::Path;

use crate::model::{Article, LayerKey, Part, Project, ReviewKey, merge};
use crate::say;
use crate::store::conflict::{self, OtherVersion};
use crate::store::folder::Folder;
use crate::store::known::Known;
use crate::store::layout;
use crate::store::open::{PartRead, read_part};

use super::Event;

/// A part as another program left it.
#[derive(Debug)]
pub(super) struct Found {
    /// The project as the folder holds it now, as far as it was read.
    pub base: Project,
    /// The file, as it is shown.
    pub file: String,
    /// How the part differs from what was last read or written here.
    pub steps: Vec<merge::Step>,
    /// What git left in the file beside that.
    pub others: Vec<OtherVersion>,
}

/// Whether something of ours waits to be written in place of what another program wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ours {
    /// A version of the same part.
    Waits,
    /// Nothing.
    Nothing,
}

/// Whether an article is the same as ours, with other corrections.
fn is_corrected(ours: &Article, theirs: &Article) -> bool {
    let as_theirs = || ours.corrected(&theirs.corrections);
    ours.original_sha256() == theirs.original_sha256()
        && !ours.meta.is_text_in_doubt()
        && !theirs.meta.is_text_in_doubt()
        && as_theirs().is_ok_and(|(as_theirs, _)| as_theirs.text == theirs.text)
}

/// Reads a part that another program changed, and notes that its file is known.
///
/// # Errors
/// Why it cannot be understood, as a sentence. The file then counts as changed until it can.
pub(super) fn read(
    folder: &Folder,
    known: &Known,
    part: &Part,
    base: &Project,
    waits: Ours,
) -> Result<Found, String> {
    let PartRead {
        project: theirs,
        known: read,
        unmerged,
    } = read_part(folder, part, base, known)?;
    if let Part::Article(id) = part
        && let (Some(ours), Some(theirs)) = (base.articles.get(id), theirs.articles.get(id))
        && ours.text != theirs.text
        && (waits == Ours::Waits || !is_corrected(ours, theirs))
    {
        return Err(say!("save-text-moved").to_owned());
    }
    if let Part::Article(id) = part
        && let (Some(ours), Some(theirs)) = (base.articles.get(id), theirs.articles.get(id))
        && theirs.meta.is_text_in_doubt()
        && theirs.meta.other_text != ours.meta.other_text
    {
        return Err(say!("save-text-on-its-way").to_owned());
    }
    let steps = merge::differences(part, base, &theirs);
    let others = unmerged
        .iter()
        .map(|unmerged| unmerged.read(&theirs, known.old_texts()));
    let others: Vec<OtherVersion> = others
        .collect::<Result<_, _>>()
        .map_err(|finding| finding.message)?;
    for other in &others {
        known.mark(other.source.clone());
    }
    known.learn(&read);
    Ok(Found {
        base: theirs,
        file: layout::shown(&layout::part_path(part)),
        steps,
        others,
    })
}

/// What a file holds that is none of the project's own, if it is another version of one of them; or why that cannot be
/// read.
pub(super) fn read_copy(
    folder: &Folder,
    known: &Known,
    file: &Path,
    base: &Project,
) -> Option<Event> {
    if let Some(part) = layout::part_of(file) {
        // The layer or review of an article that is not there may be a copy that is called so.
        let (Part::Layer(LayerKey { article, .. }) | Part::Review(ReviewKey { article, .. })) =
            part
        else {
            return None;
        };
        if !conflict::is_copy(folder, file, &article, base) {
            return None;
        }
    }
    Some(
        match conflict::read_copy(folder, file, base, known.old_texts())? {
            Ok(other) => Event::Other(other),
            Err(finding) => Event::Unreadable(finding.file, finding.message),
        },
    )
}
