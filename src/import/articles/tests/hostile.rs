//! What is broken or meant ill: an answer for each, soon, and in little memory.

use std::time::{Duration, Instant};

use super::super::{FORMATS, Format, Given, Loaded, format, from_bytes};
use crate::import::{Options, Problem};
use crate::store::Progress;

/// Longest that anything here may take; on a busy machine without optimisation.
const SOON: Duration = Duration::from_secs(20);

fn read(id: &str, name: &str, bytes: &[u8]) -> Result<Loaded, Problem> {
    let format = format(id).expect("a format");
    read_as(format, name, bytes)
}

fn read_as(format: &'static Format, name: &str, bytes: &[u8]) -> Result<Loaded, Problem> {
    let given = Given {
        name,
        bytes,
        options: &Options::default(),
        progress: &Progress::default(),
    };
    let start = Instant::now();
    let read = from_bytes(&given, Some(format));
    let took = start.elapsed();
    assert!(took < SOON, "{} took {took:?} for {name}", format.id);
    if let Err(problem) = &read {
        let message = problem.to_string();
        assert!(
            !message.contains("panicked"),
            "{}: {name}: {message}",
            format.id
        );
    }
    read
}

#[test]
fn every_reader_bears_every_kind_of_rubbish() {
    let noise: Vec<u8> = (0..20_000_u32)
        .map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[at as usize % 3])
        .collect();
    let rubbish: [(&str, Vec<u8>); 14] = [
        ("empty", Vec::new()),
        ("blank", b" \r\n\t ".to_vec()),
        ("a mark and nothing", b"\xef\xbb\xbf".to_vec()),
        ("half a mark", b"\xff\xfe<".to_vec()),
        ("noise", noise),
        ("nuls", vec![0; 5000]),
        ("an open angle", b"<".to_vec()),
        ("many open angles", vec![b'<'; 50_000]),
        ("an open comment", b"<!--".repeat(5000)),
        ("open quotes", b"<a b=\"".repeat(5000)),
        ("one line", vec![b'a'; 2_000_000]),
        ("many lines", vec![b'\n'; 200_000]),
        (
            "not UTF-8",
            b"\xc3\x28\xa0\xa1\xe2\x28\xa1 text".repeat(200),
        ),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
    ];
    for format in FORMATS {
        for (name, bytes) in &rubbish {
            let read = read_as(format, name, bytes);
            if let Ok(loaded) = read {
                assert!(!loaded.drafts.is_empty());
                for draft in loaded.drafts {
                    assert!(!draft.text().trim().is_empty(), "{}: {name}", format.id);
                }
            }
        }
    }
}

#[test]
fn pages_that_are_bombs_are_survived() {
    let many = |part: &str, count: usize| part.repeat(count);
    let numbered =
        |count: usize, make: &dyn Fn(usize) -> String| -> String { (0..count).map(make).collect() };
    let pages: [(&str, String); 12] = [
        ("deep", many("<div>", 100_000) + "The port is closed."),
        (
            "deep and inline",
            many("<span>", 100_000) + "The port is closed.",
        ),
        (
            "formatting that is opened again by each paragraph",
            numbered(3000, &|at| format!("<b id={at}>")) + &many("<p>x", 3000),
        ),
        ("links in links", many("<a href=x>y", 20_000)),
        ("tables in tables", many("<table><tr><td>x", 5000)),
        ("lists in lists", many("<ul><li>x", 20_000)),
        (
            "wide",
            many("<p>The port is closed, the mayor said.</p>", 50_000),
        ),
        (
            "one element of many attributes",
            format!("<p {}>x</p>", numbered(20_000, &|at| format!("a{at}=b "))),
        ),
        (
            "a long script",
            format!("<script>{}</script><p>Port.", many("x<y;", 200_000)),
        ),
        (
            "deep data",
            format!(
                "<script type=application/ld+json>{}</script><p>The port is closed.",
                many("[", 100_000)
            ),
        ),
        ("entities", many("&lt;&amp;&#x10FFFF;&#0;&nbsp;", 20_000)),
        ("open forms", many("<form><select><option>", 20_000) + "x"),
    ];
    for (name, page) in pages {
        let read = read("html", name, page.as_bytes());
        match read {
            Ok(loaded) => assert_eq!(loaded.drafts.len(), 1),
            Err(Problem::Empty | Problem::Broken { .. } | Problem::Unfolds { .. }) => {}
            Err(other) => panic!("{name}: {other}"),
        }
    }
}

#[test]
fn who_does_not_want_it_any_more_does_not_get_it() {
    let progress = Progress::default();
    progress
        .cancel
        .store(true, std::sync::atomic::Ordering::Relaxed);
    for format in FORMATS {
        let given = Given {
            name: "port.txt",
            bytes: b"The port is closed.",
            options: &Options::default(),
            progress: &progress,
        };
        assert!(from_bytes(&given, Some(format)).is_err(), "{}", format.id);
    }
}
