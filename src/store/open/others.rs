//! Files in the project folder that are none of the project's own: other versions of those, and strays.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::model::{Finding, Level};
use crate::say;
use crate::store::folder::Folder;
use crate::store::{conflict, layout};

use super::Opened;

impl Opened {
    /// Reads the other versions of the project's files.
    pub(super) fn read_others(&mut self, folder: &Folder) {
        for unmerged in core::mem::take(&mut self.unmerged) {
            match unmerged.read(&self.project, self.locked.old_texts()) {
                Ok(other) => {
                    self.locked.mark(other.source.clone());
                    self.others.push(other);
                }
                Err(finding) => self.findings.push(*finding),
            }
        }
        let mut strays: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
        for file in core::mem::take(&mut self.suspects) {
            match conflict::read_copy(folder, &file, &self.project, self.locked.old_texts()) {
                Some(Ok(other)) => {
                    self.findings.push(other.finding());
                    self.others.push(other);
                }
                Some(Err(finding)) => self.findings.push(*finding),
                None => {
                    let name = file.file_name().unwrap_or_default().to_string_lossy();
                    let folder = file.parent().unwrap_or(Path::new("")).to_owned();
                    strays.entry(folder).or_default().push(name.into_owned());
                }
            }
        }
        for (folder, names) in strays {
            // In the project folder itself there may be what people like.
            if folder != Path::new("") {
                tell_strays(&folder, names, &mut self.findings);
            }
        }
    }
}

/// Reports what does not belong in a folder: the first few by name, the rest by number.
fn tell_strays(folder: &Path, names: Vec<String>, findings: &mut Vec<Finding>) {
    const NAMED: usize = 20;
    let what = layout::belonging(folder);
    let more = names.len().saturating_sub(NAMED);
    for name in names.into_iter().take(NAMED) {
        let file = layout::shown(&folder.join(&name));
        let message = say!("open-stray", what = what);
        findings.push(Finding::new(Level::Warning, file, message));
    }
    if more > 0 {
        let message = say!("open-strays", more = more, what = what);
        let file = layout::shown(folder);
        findings.push(Finding::new(Level::Warning, file, message));
    }
}
