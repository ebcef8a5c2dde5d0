//! Documents that are ZIP archives of parts: DOCX, ODT, EPUB.

use crate::import::archive::{Archive, MAGIC};
use crate::import::{Head, Problem, decode as decoding};
use crate::say;

use super::super::Given;
use super::markup::{Kind, decode};

/// Most that all parts of a document unfold to, in bytes.
pub(super) const MOST: u64 = if cfg!(test) { 8 << 20 } else { 256 << 20 };

/// Old files of Word and Excel, and new ones with a password, are compound files.
pub(in super::super) const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";

/// Whether a compound file is a new one with a password: by the name of its stream, in UTF-16.
pub(in super::super) fn is_encrypted(bytes: &[u8]) -> bool {
    let name = "EncryptedPackage".encode_utf16();
    let name: Vec<u8> = name.flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}

/// A document of parts.
pub(super) struct Package<'a> {
    archive: Archive<'a>,
    kind: Kind<'a>,
    /// Whether some part had bytes that are no letters.
    pub damaged: bool,
}

impl<'a> Package<'a> {
    /// Opens a document.
    ///
    /// # Errors
    /// [`Problem`], when it is no archive.
    pub(super) fn open(given: &Given<'a>, kind: Kind<'a>) -> Result<Self, Problem> {
        let bytes = given.bytes;
        if bytes.is_empty() {
            return Err(Problem::Empty);
        }
        if bytes.starts_with(COMPOUND) {
            return Err(if is_encrypted(bytes) {
                Problem::Encrypted
            } else {
                decoding::old_office()
            });
        }
        if !bytes.starts_with(MAGIC) {
            let why = say!("document-no-archive").to_owned();
            let kind = kind.name;
            return Err(Problem::Broken { kind, why });
        }
        let archive = Archive::open(bytes, MOST).map_err(|trouble| trouble.of(kind.name))?;
        Ok(Self {
            archive,
            kind,
            damaged: false,
        })
    }

    /// A part as text; none when it is not there.
    ///
    /// # Errors
    /// [`Problem`], when it cannot be unfolded.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Problem> {
        self.kind.go_on()?;
        let read = self.archive.read(name);
        let Some(bytes) = read.map_err(|trouble| trouble.of(self.kind.name))? else {
            return Ok(None);
        };
        let (text, damaged) = decode(&bytes);
        self.damaged |= damaged;
        let text = text.into_owned();
        Ok(Some(text))
    }

    /// A part that must be there.
    ///
    /// # Errors
    /// As [`Self::part`], and when it is missing.
    pub(super) fn need(&mut self, name: &str) -> Result<String, Problem> {
        let part = self.part(name)?;
        part.ok_or_else(|| self.lacks(name))
    }

    /// That a part is missing.
    pub(super) fn lacks(&self, name: &str) -> Problem {
        Problem::Broken {
            kind: self.kind.name,
            why: say!("document-lacks", part = name),
        }
    }
}

/// How much of an archive is looked at for the name of a part, in bytes.
const EDGE: usize = 1 << 16;

/// Whether a file is an archive that is named so, or has this near its beginning.
pub(super) fn is_package(head: &Head<'_>, is_named: bool, mark: &[u8]) -> bool {
    let edge = &head.bytes[..head.bytes.len().min(EDGE)];
    edge.starts_with(MAGIC) && (is_named || memchr::memmem::find(edge, mark).is_some())
}

/// The name of a part that another one names, seen from there. What leads out of the archive leads to its top.
pub(super) fn beside(part: &str, target: &str) -> String {
    let mut folders: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => part.split('/').collect(),
    };
    folders.pop();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                folders.pop();
            }
            name => folders.push(name),
        }
    }
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_from_where_they_are_named() {
        let cases = [
            ("word/document.xml", "footnotes.xml", "word/footnotes.xml"),
            ("word/document.xml", "/word/a.xml", "word/a.xml"),
            ("OPS/book.opf", "../text/./one.xhtml", "text/one.xhtml"),
            ("a", "../../../etc/passwd", "etc/passwd"),
            ("", "word/document.xml", "word/document.xml"),
        ];
        for (part, target, expected) in cases {
            assert_eq!(beside(part, target), expected, "{part} {target}");
        }
    }
}
