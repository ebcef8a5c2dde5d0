//! A file that appears whole or not at all, and never in a project.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use crate::say;

use super::ExportError;

/// What makes a folder a project.
const PROJECT: &str = "project.ron";
/// How many links may lead to one another, as on Linux.
const MOST_LINKS: usize = 40;

/// Writes to the place that the path leads to: a file anew, a pipe or a device straight through.
pub(super) fn put<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<T>,
) -> Result<T, ExportError> {
    let known = fs::metadata(path).ok();
    if known.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(ExportError::Folder(path.to_owned()));
    }
    if known.as_ref().is_some_and(|about| !about.is_file()) {
        return stream(path, write).map_err(|source| ExportError::Stream {
            path: path.to_owned(),
            source,
        });
    }
    let fail = |source| ExportError::File {
        path: path.to_owned(),
        source,
    };
    let target = real_place(path).map_err(fail)?;
    if let Some(project) = project_around(&target) {
        return Err(ExportError::InProject {
            path: path.to_owned(),
            project,
        });
    }
    replace(&target, known.map(|about| about.permissions()), write).map_err(fail)
}

/// Makes a folder that appears whole or not at all. What is there already must be an empty folder.
pub(super) fn put_folder<T>(
    path: &Path,
    fill: impl FnOnce(&Path) -> io::Result<T>,
) -> Result<T, ExportError> {
    let fail = |source| ExportError::File {
        path: path.to_owned(),
        source,
    };
    let target = real_place(path).map_err(fail)?;
    if let Some(project) = project_around(&target.join(PROJECT)) {
        return Err(ExportError::InProject {
            path: path.to_owned(),
            project,
        });
    }
    match fs::read_dir(&target) {
        Ok(mut inside) => {
            if inside.next().is_some() {
                return Err(ExportError::Full(path.to_owned()));
            }
        }
        Err(_) if target.exists() => return Err(ExportError::NoFolder(path.to_owned())),
        Err(_) => {}
    }
    let beside = target.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".postil-export-");
    let made = builder.tempdir_in(beside).map_err(fail)?;
    let result = fill(made.path()).map_err(fail)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Temporary folders are private; this one becomes as others are that the user makes.
        let usual = fs::metadata(beside).map_err(fail)?.permissions().mode() & 0o777;
        fs::set_permissions(made.path(), Permissions::from_mode(usual | 0o700)).map_err(fail)?;
    }
    if target.exists() {
        fs::remove_dir(&target).map_err(fail)?;
    }
    fs::rename(made.path(), &target).map_err(fail)?;
    let _moved = made.keep();
    Ok(result)
}

fn stream<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<T>,
) -> io::Result<T> {
    let mut out = BufWriter::new(File::options().write(true).open(path)?);
    let result = write(&mut out)?;
    out.flush()?;
    Ok(result)
}

/// Where a path leads, also when there is no file yet. Only the folder must exist.
fn real_place(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        let place = folder.canonicalize()?.join(name);
        match fs::read_link(&place) {
            // A relative link starts from the folder in which it stands.
            Ok(to) => path = place.with_file_name(to),
            Err(_) => return Ok(place),
        }
    }
    Err(io::Error::other(say!("export-links-round")))
}

/// The project in whose folder a file is, however deep.
fn project_around(file: &Path) -> Option<PathBuf> {
    file.ancestors()
        .skip(1)
        .find(|folder| folder.join(PROJECT).is_file())
        .map(Path::to_owned)
}

/// Writes beside the path, waits for the disk, and moves the file to its place. A file that was there hands on its
/// permissions, and stays when it is write-protected.
pub(super) fn replace<T>(
    path: &Path,
    permissions: Option<Permissions>,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<T>,
) -> io::Result<T> {
    if permissions.as_ref().is_some_and(Permissions::readonly) {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            say!("export-protected"),
        ));
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".postil-export-");
    // The system's own rules for new files instead of the privacy of temporary ones.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(Permissions::from_mode(0o666));
    }
    let mut out = BufWriter::new(builder.tempfile_in(folder)?);
    let result = write(&mut out)?;
    out.flush()?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(result)
}
