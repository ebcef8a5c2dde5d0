//! Putting back the text of an article whose record is still in the project, with all work that people have put into it.

use std::collections::{HashMap, HashSet};
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
    let mut taken = HashSet::new();
    // The drafts by their texts, hashed once something is missing.
    let mut hashed: Option<HashMap<String, usize>> = None;
    for id in missing {
        let about = project.join(part_path(&Part::Article(id.clone())));
        let text = about.with_extension("txt");
        let Some(sha256) = recorded(&about).filter(|_| text.symlink_metadata().is_err()) else {
            continue;
        };
        let hashed = hashed.get_or_insert_with(|| {
            let all = drafts.iter().enumerate().rev();
            all.map(|(at, draft)| (sha256_hex(&draft.text()), at))
                .collect()
        });
        let Some(&at) = hashed.get(&sha256) else {
            continue;
        };
        put(&text, &drafts[at].text())?;
        taken.insert(at);
        restored.push((id, drafts[at].of_file));
    }
    let mut at = 0..;
    drafts.retain(|_| !at.next().is_some_and(|at| taken.contains(&at)));
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

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::import::articles::from_paste;

    #[test]
    fn many_missing_texts_are_put_back_from_many_drafts() {
        let folder = tempfile::tempdir().unwrap();
        let filler = "The port is closed. ".repeat(2000);
        let text = |at: usize| format!("Article {at}\n\n{filler}\n");
        let mut drafts: Vec<Draft> = (0..400).map(|at| from_paste(&text(at)).unwrap()).collect();
        let id = |at: usize| ArticleId::from_name(&format!("article {at}"), |_| false);
        // Every other one, and one that is not among the drafts.
        let missing: Vec<usize> = (1..400).step_by(2).chain([1000]).collect();
        for at in &missing {
            let about = folder.path().join(part_path(&Part::Article(id(*at))));
            fs::create_dir_all(about.parent().unwrap()).unwrap();
            let sha256 = sha256_hex(&text(*at));
            fs::write(&about, format!("(text_sha256: \"{sha256}\")")).unwrap();
        }
        let began = Instant::now();
        let ids = missing.iter().map(|at| id(*at));
        let restored = restore(folder.path(), ids, &mut drafts).unwrap();
        assert!(began.elapsed() < Duration::from_secs(20));
        assert_eq!(restored.len(), 200);
        assert_eq!(drafts.len(), 200);
        assert_eq!(drafts[7].text(), text(14));
        let back = folder.path().join(part_path(&Part::Article(id(3))));
        assert_eq!(
            fs::read_to_string(back.with_extension("txt")).unwrap(),
            text(3)
        );
    }
}
