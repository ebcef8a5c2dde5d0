//! Whether a folder lies in a git repository, told without running anything: a repository's settings can name programs, and
//! none of them may run before somebody asks for it.

use std::path::Path;

/// Whether the folder or one above it has a `.git`. Reads names only.
#[must_use]
pub fn is_in_repository(folder: &Path) -> bool {
    let whole = folder.canonicalize();
    let folder = whole.as_deref().unwrap_or(folder);
    folder.ancestors().any(|it| it.join(".git").exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_below_one_with_git_in_it_is_in_a_repository() {
        let desk = tempfile::tempdir().unwrap();
        let deep = desk.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        assert!(!is_in_repository(&deep));
        // A work tree beside its repository has a file of this name.
        std::fs::write(desk.path().join("a/.git"), "gitdir: elsewhere\n").unwrap();
        assert!(is_in_repository(&deep));
        assert!(!is_in_repository(desk.path()));
    }
}
