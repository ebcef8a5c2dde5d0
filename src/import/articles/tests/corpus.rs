//! The corpus in `tests/data/articles`: each file with what must come of it beside it, in `NAME.expected`.
//!
//! The files are UTF-8. Lines at the head of what is expected may say that the file is to be read otherwise: `stored: windows-1251`
//! is how it is encoded first, `format: nexis` and `option: encoding=…` are what people choose.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::{Draft, Given, Loaded, format, from_bytes};
use crate::import::Options;
use crate::store::Progress;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder).expect("the corpus is there").flatten();
    for path in entries.map(|entry| entry.path()) {
        // Tables have expectations of their own.
        if path.ends_with("tables") {
            continue;
        }
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|it| it == "expected") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// What an article has come to, as people can read it.
fn told(draft: &Draft) -> String {
    let meta = &draft.meta;
    let mut told = String::new();
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            let _infallible = writeln!(told, "{name}: {value}");
        }
    };
    field("title", &meta.title);
    field("source", &meta.source);
    field("author", &meta.author);
    field(
        "date",
        &meta.date.map(|date| date.to_string()).unwrap_or_default(),
    );
    field("language", &meta.language);
    field("url", &meta.url);
    for (name, value) in &meta.more {
        field(&format!("more {name}"), value);
    }
    for remark in &draft.remarks {
        field("remark", remark);
    }
    for block in &draft.blocks {
        if let Some(cut) = block.cut {
            field(
                &format!("cut as {}", cut.id()),
                &block.text.replace('\n', " / "),
            );
        }
    }
    format!("{told}\n{}", draft.text())
}

fn all_told(loaded: &Loaded) -> String {
    let mut told = format!("read: {}\n", loaded.format.id);
    if let Some(draft) = loaded
        .drafts
        .first()
        .filter(|draft| !draft.encoding.is_empty())
    {
        let _infallible = writeln!(told, "encoding: {}", draft.encoding);
    }
    for remark in &loaded.remarks {
        let _infallible = writeln!(told, "remark: {remark}");
    }
    for draft in &loaded.drafts {
        let number = draft
            .number
            .map_or(String::new(), |number| format!(" {number}"));
        let _infallible = write!(told, "=== article{number}\n{}", self::told(draft));
    }
    told
}

#[test]
fn every_file_of_the_corpus_gives_what_is_expected() {
    let mut wrong = Vec::new();
    let files = files(&folder());
    assert!(!files.is_empty());
    for expected in files {
        let file = expected.with_extension("");
        let text = fs::read_to_string(&file).expect("the file is UTF-8");
        let wanted = fs::read_to_string(&expected).expect("what is expected is UTF-8");
        let mut bytes = text.clone().into_bytes();
        let mut options = Options::default();
        let mut chosen = None;
        let mut head = 0;
        for line in wanted.lines() {
            match line.split_once(": ") {
                Some(("stored", label)) => {
                    let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
                    let encoding = encoding.expect("an encoding");
                    let (encoded, _, lossy) = encoding.encode(&text);
                    assert!(!lossy, "{}", file.display());
                    bytes = encoded.into_owned();
                }
                Some(("format", id)) => chosen = Some(format(id).expect("a format")),
                Some(("option", option)) => {
                    let (name, value) = option.split_once('=').expect("NAME=VALUE");
                    options.choose(name, value).expect("an option");
                }
                _ => break,
            }
            head += line.len() + 1;
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let given = Given {
            name: &name,
            bytes: &bytes,
            options: &options,
            progress: &Progress::default(),
        };
        let got = match from_bytes(&given, chosen) {
            Ok(loaded) => all_told(&loaded),
            Err(problem) => format!("refused: {problem}\n"),
        };
        if got != wanted[head..] {
            if std::env::var_os("POSTIL_WRITE_EXPECTED").is_some() {
                fs::write(&expected, format!("{}{got}", &wanted[..head]))
                    .expect("it can be written");
            }
            wrong.push(format!("== {}\n{got}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
