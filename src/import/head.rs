//! How a file begins, to tell its format.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// How much of a file is looked at to tell its format, in bytes.
const LENGTH: u64 = 1 << 20;

/// How a file begins.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The ending of its name, lower case.
    pub extension: &'a str,
    /// Its first bytes.
    pub bytes: &'a [u8],
    /// The same as text, as far as it is any.
    pub text: &'a str,
}

impl Head<'_> {
    /// Looks at a file that has this name and begins with these bytes.
    pub fn of<T>(path: &Path, bytes: &[u8], look: impl FnOnce(&Head<'_>) -> T) -> T {
        let bytes = &bytes[..bytes.len().min(LENGTH as usize)];
        let text = text(bytes);
        look(&Head {
            extension: &extension(path),
            bytes,
            text: text.trim_start_matches('\u{feff}').trim_start(),
        })
    }

    /// Whether it is text that begins like this, whatever the case.
    #[must_use]
    pub fn begins(&self, with: &str) -> bool {
        let start = self.text.as_bytes().get(..with.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
    }
}

/// As far as it is any; what has the mark of UTF-16 is read as that.
fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0,
        None => String::from_utf8_lossy(bytes),
    }
}

/// The ending of a file's name, lower case, without the dot.
#[must_use]
pub fn extension(path: &Path) -> String {
    let ending = path.extension().unwrap_or_default();
    ending.to_string_lossy().to_lowercase()
}

/// The first bytes of a file, as many as are looked at; none of what is no regular file.
#[must_use]
pub fn beginning(path: &Path) -> Option<Vec<u8>> {
    // Opening a pipe would wait for somebody who writes to it.
    if !path.metadata().ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    let file = File::open(path).ok()?;
    file.take(LENGTH).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
