mod files;
mod hostile;
mod workbooks;

use std::fmt::Write as _;

use super::super::{Found, Given};
use super::{Kind, read};
use crate::import::Options;
use crate::import::Problem;
use crate::store::Progress;

/// Reads a file with these options.
fn read_with(kind: Kind, bytes: &[u8], options: &[(&str, &str)]) -> Result<Found, Problem> {
    let mut chosen = Options::default();
    for (id, value) in options {
        chosen.set(*id, *value);
    }
    let progress = Progress::default();
    let given = Given {
        name: "table",
        bytes,
        options: &chosen,
        progress: &progress,
    };
    read(kind, &given)
}

/// Articles and remarks as the files with what is expected have them.
fn rendered(found: &Found) -> String {
    let mut text = String::new();
    for piece in &found.pieces {
        let _infallible = writeln!(text, "== {}", piece.title);
        let date = piece.date.map(|date| date.to_string()).unwrap_or_default();
        for (name, value) in [
            ("source", &piece.source),
            ("author", &piece.author),
            ("date", &date),
            ("url", &piece.url),
            ("language", &piece.language),
        ] {
            if !value.is_empty() {
                let _infallible = writeln!(text, "{name}: {value}");
            }
        }
        for (name, value) in &piece.more {
            let _infallible = writeln!(text, "more: {name} = {value}");
        }
        let _infallible = writeln!(text, "--\n{}", piece.text().trim_end());
    }
    for remark in &found.remarks {
        let _infallible = writeln!(text, "!! {remark}");
    }
    text
}
