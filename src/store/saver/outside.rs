//! What another program wrote into a file of the project.

use crate::model::{Part, Project, merge};
use crate::store::folder::Folder;
use crate::store::known::Known;
use crate::store::layout;
use crate::store::open::read_part;

/// A part as another program left it.
#[derive(Debug)]
pub(super) struct Found {
    /// The project as the folder holds it now, as far as it was read.
    pub base: Project,
    /// The file, as it is shown.
    pub file: String,
    /// How the part differs from what was last read or written here.
    pub steps: Vec<merge::Step>,
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
) -> Result<Found, String> {
    let (theirs, read) = read_part(folder, part, base, known)?;
    if let Part::Article(id) = part
        && let (Some(ours), Some(theirs)) = (base.articles.get(id), theirs.articles.get(id))
        && ours.text != theirs.text
    {
        return Err(
            "The text is not the one on which the annotations stand. Close the project and open it again, to find their places in it."
                .to_owned(),
        );
    }
    let steps = merge::differences(part, base, &theirs);
    known.learn(&read);
    Ok(Found {
        base: theirs,
        file: layout::shown(&layout::part_path(part)),
        steps,
    })
}
