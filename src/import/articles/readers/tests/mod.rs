//! The readers, on files that were made for them: `tests/data/documents` holds them as text, with what must come of them beside.

mod hostile;

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;

use crate::import::{Options, Problem};
use crate::store::Progress;

use super::super::{Found, Given};
#[cfg(feature = "pdf")]
use super::pdf;
use super::{docx, epub, odt, package, rtf};

type Read = fn(&Given<'_>) -> Result<Found, Problem>;

/// The readers by the folders of their files.
const READERS: &[(&str, Read)] = &[
    ("docx", docx::read),
    ("odt", odt::read),
    ("rtf", rtf::read),
    ("epub", epub::read),
    #[cfg(feature = "pdf")]
    ("pdf", pdf::read),
];

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/documents")
}

/// Reads bytes with these options: `notes=place`.
fn read(read: Read, name: &str, bytes: &[u8], chosen: &[(&str, &str)]) -> Result<Found, Problem> {
    let mut options = Options::default();
    for (id, value) in chosen {
        options.set(*id, *value);
    }
    let progress = Progress::default();
    let options = &options;
    let progress = &progress;
    read(&Given {
        name,
        bytes,
        options,
        progress,
    })
}

/// The files below a folder, with their names from there, in order.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            for (inner, bytes) in files(&path) {
                all.push((format!("{name}/{inner}"), bytes));
            }
        } else {
            all.push((name, fs::read(&path).unwrap()));
        }
    }
    all
}

/// An archive of these files.
fn zip<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The files of a kind: name, bytes, what must come of them. A folder of parts is a ZIP archive.
fn corpus(kind: &str) -> Vec<(String, Vec<u8>, String)> {
    let mut all = Vec::new();
    let folder = data().join(kind);
    let mut entries: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let expected = fs::read_to_string(folder.join(format!("{name}.expected")));
        if path.is_dir() {
            let parts = files(&path);
            let parts = parts
                .iter()
                .map(|(name, it)| (name.as_str(), it.as_slice()));
            all.push((name, zip(parts), expected.unwrap_or_default()));
        } else if path.extension().is_some_and(|it| it != "expected") {
            let mut bytes = fs::read(&path).unwrap();
            #[cfg(feature = "pdf")]
            if path.extension().is_some_and(|it| it == "pages") {
                bytes = pdf::made(str::from_utf8(&bytes).unwrap());
            }
            all.push((name, bytes, expected.unwrap_or_default()));
        }
    }
    all
}

/// All that was found, for people to read.
fn describe(found: &Found) -> String {
    let mut all = String::new();
    for remark in &found.remarks {
        writeln!(all, "remark: {remark}").unwrap();
    }
    for piece in &found.pieces {
        let date = piece.date.map_or_else(String::new, |date| date.to_string());
        for (name, value) in [
            ("title", &piece.title),
            ("source", &piece.source),
            ("author", &piece.author),
            ("url", &piece.url),
            ("date", &date),
            ("language", &piece.language),
        ] {
            if !value.is_empty() {
                writeln!(all, "{name}: {value}").unwrap();
            }
        }
        for (name, value) in &piece.more {
            writeln!(all, "more {name}: {value}").unwrap();
        }
        for remark in &piece.remarks {
            writeln!(all, "its remark: {remark}").unwrap();
        }
        for block in &piece.blocks {
            let cut = block
                .cut
                .map_or_else(String::new, |cut| format!(" ({cut:?})"));
            writeln!(all, "-- {:?}{cut}\n{}", block.kind, block.text).unwrap();
        }
        all.push_str("====\n");
    }
    all
}

#[test]
fn every_file_of_the_corpus_reads_as_is_written_beside_it() {
    let mut wrong = String::new();
    for (kind, reader) in READERS {
        let corpus = corpus(kind);
        assert!(corpus.len() >= 3, "{kind}");
        for (name, bytes, expected) in corpus {
            let got = match read(*reader, &name, &bytes, &[]) {
                Ok(found) => describe(&found),
                Err(problem) => format!("{problem}"),
            };
            if got != expected {
                if std::env::var_os("POSTIL_WRITE_EXPECTED").is_some() {
                    let file = data().join(kind).join(format!("{name}.expected"));
                    fs::write(file, &got).unwrap();
                }
                writeln!(wrong, "{kind}/{name}:\n{got}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
