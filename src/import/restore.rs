//! Putting back the text of an article whose record is still in the project, with all work that people have put into it.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use serde::Deserialize;

use crate::model::{ArticleId, Part};
use crate::store::{part_path, sha256_hex};

use super::Draft;

/// Writes those of the drafts' texts that are, to the byte, the texts of articles whose file is missing; takes these
/// drafts from the list and returns their articles, which appear when the project is opened again. No file that is
/// there is touched. Each comes with the file of the import that it was in ([`Draft::of_file`]).
///
/// # Errors
/// When a text cannot be written; those before it were.
pub fn restore(
    project: &Path,
    missing: impl IntoIterator<Item = ArticleId>,
    drafts: &mut Vec<Draft>,
) -> io::Result<Vec<(ArticleId, usize)>> {
    let mut restored = Vec::new();
    for id in missing {
        let about = project.join(part_path(&Part::Article(id.clone())));
        let text = about.with_extension("txt");
        let Some(sha256) = recorded(&about).filter(|_| text.symlink_metadata().is_err()) else {
            continue;
        };
        let Some(at) = drafts
            .iter()
            .position(|draft| sha256_hex(&draft.text()) == sha256)
        else {
            continue;
        };
        put(&text, &drafts[at].text())?;
        restored.push((id, drafts.remove(at).of_file));
    }
    Ok(restored)
}

/// The hash of the text that a record names.
fn recorded(about: &Path) -> Option<String> {
    #[derive(Deserialize)]
    struct Probe {
        text_sha256: String,
    }
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let record = fs::read_to_string(about).ok()?;
    Some(options.from_str::<Probe>(&record).ok()?.text_sha256)
}

/// Writes a new file, whole or not at all.
fn put(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".postil-");
    // The system's own rules for new files instead of the privacy of temporary ones.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}
