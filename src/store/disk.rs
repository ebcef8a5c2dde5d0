//! Everything that changes files, behind one trait: so that tests can put a disk there that fails, fills up or loses
//! power.
//!
//! Reading goes past it: what a disk gives back is read with the functions of the system. Nothing here is retried, and
//! nothing is made durable but by the functions that say so.

use std::fmt::Debug;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// The changes that a disk can be asked for.
pub trait Disk: Debug + Send + Sync {
    /// Makes a file, never in the place of another or through a link. With the permissions of the file `like`, so that a
    /// folder that a group shares stays shared.
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Box<dyn DiskFile>>;
    /// Gives a file another name, which takes the place of what had it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Lets two files swap their names in one step. [`io::ErrorKind::Unsupported`] where the system or the disk cannot.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder in one that is there.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Waits until the disk holds the names in a folder as they are now.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// The whole disk that a folder is on, where to flush that is known to be as good as to flush each file on it.
    fn whole(&self, _folder: &Path) -> Option<WholeDisk> {
        None
    }
}

/// A file that is being written.
pub trait DiskFile: Debug + Send + Sync {
    /// Makes the file so long, in bytes; what is new is zero and has its place on the disk.
    fn reserve(&mut self, length: u64) -> io::Result<()>;
    /// Writes all these bytes from an offset on.
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()>;
    /// Cuts the file to so many bytes.
    fn cut(&mut self, length: u64) -> io::Result<()>;
    /// Waits until the disk holds the bytes of the file. After an error the file must not be used again: the system may
    /// have forgotten what it could not write.
    fn sync(&mut self) -> io::Result<()>;
    /// The number of the disk that it is on, where the system tells.
    fn disk(&self) -> Option<u64> {
        None
    }
}

/// The disk of the computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Box<dyn DiskFile>> {
        let file = OpenOptions::new().write(true).create_new(true).open(path)?;
        #[cfg(unix)]
        if let Some(data) = like.and_then(|like| fs::metadata(like).ok()) {
            file.set_permissions(data.permissions())?;
        }
        #[cfg(not(unix))]
        let _ = like;
        Ok(Box::new(RealFile(file)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(|error| match error {
            Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
            error => error.into(),
        })
    }

    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    /// A folder that may be written and not read cannot be asked; that is no reason not to save in it.
    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder) {
            Ok(folder) => tolerate(folder.sync_all()),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
            Err(error) => Err(error),
        }
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    #[cfg(target_os = "linux")]
    fn whole(&self, folder: &Path) -> Option<WholeDisk> {
        let folder = File::open(folder).ok()?;
        let number = rustix::fs::fstat(&folder).ok()?.st_dev;
        is_flushed_whole(&folder).then_some(WholeDisk { folder, number })
    }
}

/// A disk all of which is flushed at once: for many files that costs little more than for one. It is told of every error of
/// writing since it was made, so it is to be made before the files are.
#[derive(Debug)]
pub struct WholeDisk {
    #[cfg(target_os = "linux")]
    folder: File,
    number: u64,
}

impl WholeDisk {
    /// Whether a file is on it, and not on another disk that is mounted within the folder.
    #[must_use]
    pub fn holds(&self, file: &dyn DiskFile) -> bool {
        file.disk() == Some(self.number)
    }

    /// Waits until it holds the bytes of every file.
    ///
    /// # Errors
    /// Some file, of whatever program, could not be written.
    pub fn sync(&self) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        rustix::fs::syncfs(&self.folder)?;
        Ok(())
    }
}

/// Whether to flush the whole disk is as good as to flush each of its files: on disks of this computer (one of the network
/// may only send what it has), and since Linux 5.8, which tells errors of writing then (man page of `syncfs`).
#[cfg(target_os = "linux")]
fn is_flushed_whole(folder: &File) -> bool {
    // From `statfs(2)`: ext2 to ext4, XFS, Btrfs, F2FS.
    const LOCAL: [u64; 4] = [0xEF53, 0x5846_5342, 0x9123_683E, 0xF2F5_2010];
    let kind = rustix::fs::fstatfs(folder).map(|it| it.f_type as u64);
    let release = rustix::system::uname();
    let mut numbers = release.release().to_str().unwrap_or_default().split('.');
    let mut next = || numbers.next().and_then(|it| it.parse::<u32>().ok());
    let version = (next().unwrap_or_default(), next().unwrap_or_default());
    version >= (5, 8) && kind.is_ok_and(|kind| LOCAL.contains(&kind))
}

#[derive(Debug)]
struct RealFile(File);

impl DiskFile for RealFile {
    #[cfg(target_os = "linux")]
    fn disk(&self) -> Option<u64> {
        rustix::fs::fstat(&self.0).ok().map(|it| it.st_dev)
    }

    fn reserve(&mut self, length: u64) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{FallocateFlags, fallocate};
            use rustix::io::Errno;
            match fallocate(&self.0, FallocateFlags::empty(), 0, length) {
                // Some network disks cannot; a file that is only as long as that will do.
                Err(Errno::OPNOTSUPP | Errno::NOSYS | Errno::INVAL) => {}
                result => return Ok(result?),
            }
        }
        self.0.set_len(length)
    }

    #[cfg(unix)]
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        use std::os::unix::fs::FileExt as _;
        self.0.write_all_at(bytes, offset)
    }

    #[cfg(not(unix))]
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        use io::{Seek as _, Write as _};
        self.0.seek(io::SeekFrom::Start(offset))?;
        self.0.write_all(bytes)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.0.set_len(length)
    }

    fn sync(&mut self) -> io::Result<()> {
        tolerate(self.0.sync_data())
    }
}

/// A disk that cannot confirm what it holds, such as a network share of macOS, is no reason not to write there.
fn tolerate(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
            ) =>
        {
            Ok(())
        }
        result => result,
    }
}
