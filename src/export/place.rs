//! Where a format of several files puts them: a folder, a zip, a preview, or nowhere.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::rc::Rc;

use zip::write::SimpleFileOptions;

/// What writes one file.
pub(super) type WriteFile<'w> = &'w mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// Where files go. Their names are relative, with `/` between folders and file.
pub(super) trait Place {
    /// Takes one file.
    fn file(&mut self, name: &str, write: WriteFile<'_>) -> io::Result<()>;

    /// Takes a file that is known already.
    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.file(name, &mut |out| out.write_all(text.as_bytes()))
    }
}

/// A folder on the disk.
pub(super) struct OnDisk<'p>(pub &'p Path);

impl Place for OnDisk<'_> {
    fn file(&mut self, name: &str, write: WriteFile<'_>) -> io::Result<()> {
        let path = self.0.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut out = BufWriter::new(File::create_new(path)?);
        write(&mut out)?;
        out.into_inner()
            .map_err(io::IntoInnerError::into_error)?
            .sync_all()
    }
}

/// A zip that is written front to back.
pub(super) struct Zip<W: Write> {
    zip: Option<zip::ZipWriter<zip::write::StreamWriter<UntilOff<W>>>>,
    off: Rc<Cell<bool>>,
}

/// Takes nothing any more once it is switched off: what is left of a zip that was broken off tries to end itself.
struct UntilOff<W> {
    out: W,
    off: Rc<Cell<bool>>,
}

impl<W: Write> Write for UntilOff<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.off.get() {
            Ok(bytes.len())
        } else {
            self.out.write(bytes)
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.off.get() {
            Ok(())
        } else {
            self.out.flush()
        }
    }
}

impl<W: Write> Zip<W> {
    pub fn new(out: W) -> Self {
        let off = Rc::new(Cell::new(false));
        let out = UntilOff {
            out,
            off: Rc::clone(&off),
        };
        Self {
            zip: Some(zip::ZipWriter::new_stream(out)),
            off,
        }
    }

    pub fn finish(mut self) -> io::Result<()> {
        match self.zip.take() {
            Some(zip) => zip.finish()?.flush(),
            None => Ok(()),
        }
    }
}

impl<W: Write> Drop for Zip<W> {
    fn drop(&mut self) {
        self.off.set(true);
    }
}

impl<W: Write> Place for Zip<W> {
    fn file(&mut self, name: &str, write: WriteFile<'_>) -> io::Result<()> {
        let Some(zip) = &mut self.zip else {
            return Err(io::Error::other("the zip is finished"));
        };
        // No time stamp, so that the same data give the same file.
        let options = SimpleFileOptions::default()
            .last_modified_time(zip::DateTime::default())
            .large_file(true);
        zip.start_file(name, options)?;
        let mut out = BufWriter::new(zip);
        write(&mut out)?;
        out.flush()
    }
}

/// Takes everything and keeps nothing: what could not be carried is found out so.
pub(super) struct Nowhere;

impl Place for Nowhere {
    fn file(&mut self, _: &str, write: WriteFile<'_>) -> io::Result<()> {
        write(&mut io::sink())
    }
}

/// The first bytes of what is written; then it says that it has enough.
pub(super) struct Beginning {
    pub kept: Vec<u8>,
    most: usize,
}

/// There is enough for a preview.
#[derive(Debug, thiserror::Error)]
#[error("enough")]
struct Enough;

impl Beginning {
    pub fn new(most: usize) -> Self {
        Self {
            kept: Vec::new(),
            most,
        }
    }

    /// Whether an error only says that there is enough.
    pub fn is_enough(error: &io::Error) -> bool {
        error
            .get_ref()
            .is_some_and(<dyn std::error::Error + Send + Sync>::is::<Enough>)
    }
}

impl Write for Beginning {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.most.saturating_sub(self.kept.len());
        if room == 0 {
            return Err(io::Error::other(Enough));
        }
        let taken = room.min(bytes.len());
        self.kept.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Most of one file that a preview of several shows, in bytes.
const OF_ONE: usize = 4000;

impl Place for Beginning {
    fn file(&mut self, name: &str, write: WriteFile<'_>) -> io::Result<()> {
        let mut one = Self::new(OF_ONE);
        if let Err(error) = write(&mut one)
            && !Self::is_enough(&error)
        {
            return Err(error);
        }
        writeln!(self, "── {name}")?;
        if one.kept.contains(&0) {
            return writeln!(self, "…\n");
        }
        self.write_all(&one.kept)?;
        self.write_all(b"\n\n")
    }
}

#[cfg(test)]
impl Place for std::collections::BTreeMap<String, Vec<u8>> {
    fn file(&mut self, name: &str, write: WriteFile<'_>) -> io::Result<()> {
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        let before = self.insert(name.to_owned(), bytes);
        assert!(before.is_none(), "{name} is written twice");
        Ok(())
    }
}
