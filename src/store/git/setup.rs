//! What git is told about the files of a project, once a clone: that this program merges them by what they say, and how they
//! are compared.

use std::fs;
use std::path::Path;

use crate::store::Progress;
use crate::store::error::describe;
use crate::store::layout::{GIT_ATTRIBUTES, GIT_ATTRIBUTES_TEXT};

use super::run::Git;
use super::trouble::GitError;

/// What git calls the merge driver, in `.gitattributes` too.
const NAME: &str = "postil";

/// What is said of how files are compared: what names the place of a change, and what a word is.
const COMPARING: [(&str, &str); 2] = [
    ("xfuncname", "^ *\\((id: \"[^\"]*\")"),
    ("wordRegex", "\"([^\"\\\\]|\\\\.)*\"|[^][ ,():]+|[][,():]"),
];

/// Tells git how the files of a project are merged and compared, in this clone. Says whether `.gitattributes` is new or longer
/// by that, which others need too.
///
/// # Errors
/// When there is no repository, or something cannot be written.
pub fn set_up(root: &Path) -> Result<bool, GitError> {
    let progress = Progress::default();
    let git = Git::at(root, &progress);
    // Outside of a repository the settings would have no place.
    super::plan::place(&git, root)?;
    let set = |key: &str, value: &str| git.must(&["config", "--local", key, value]);
    if let Some(driver) = driver() {
        set(
            &format!("merge.{NAME}.name"),
            "Postil, by what the files say",
        )?;
        set(&format!("merge.{NAME}.driver"), &driver)?;
    }
    for (key, value) in COMPARING {
        set(&format!("diff.{NAME}.{key}"), value)?;
    }
    // In this clone alone: what others see of a change is theirs to say.
    let place = git.must(&["rev-parse", "--git-path", "info/attributes"])?;
    let place = root.join(place.line());
    if let Some(folder) = place.parent() {
        let _it_may_be_there = fs::create_dir_all(folder);
    }
    add_line(&place, &format!("*.ron diff={NAME}\n"))?;
    let attributes = root.join(GIT_ATTRIBUTES);
    if says_how_to_merge(&attributes) {
        return Ok(false);
    }
    add_line(&attributes, GIT_ATTRIBUTES_TEXT)?;
    Ok(true)
}

/// Whether git has been told, and by this program where it is now.
pub(super) fn is_set_up(git: &Git<'_>, root: &Path) -> Result<bool, GitError> {
    let known = git.find(&["config", "--get", &format!("merge.{NAME}.driver")])?;
    let is_told = driver().is_none_or(|driver| known.as_ref() == Some(&driver));
    Ok(is_told && says_how_to_merge(&root.join(GIT_ATTRIBUTES)))
}

fn says_how_to_merge(attributes: &Path) -> bool {
    let known = fs::read_to_string(attributes).unwrap_or_default();
    known.contains(&format!("merge={NAME}"))
}

fn add_line(file: &Path, line: &str) -> Result<(), GitError> {
    let known = fs::read_to_string(file).unwrap_or_default();
    if known.contains(line.trim()) {
        return Ok(());
    }
    let gap = if known.is_empty() || known.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    fs::write(file, format!("{known}{gap}{line}"))
        .map_err(|error| GitError::File(format!("{}: {}", file.display(), describe(&error))))
}

/// How git calls this program to merge a file; none where the running program is another one, as in tests.
fn driver() -> Option<String> {
    let program = std::env::current_exe().ok()?;
    let name = program.file_stem()?;
    name.eq_ignore_ascii_case("postil")
        .then(|| format!("{} merge-driver %O %A %B %P", quoted(&program)))
}

/// A path as a word for the shell that runs merge drivers.
fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', "'\\''"))
}
