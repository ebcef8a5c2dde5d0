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
    let start = Instant::now();
    let read = super::read_as(format, name, bytes);
    let took = start.elapsed();
    assert!(took < SOON, "{} took {took:?} for {name}", format.id);
    if let Err(Problem::Broken { why, .. }) = &read {
        let failed = why.starts_with("its reader failed");
        assert!(!failed, "{}: {name}: {why}", format.id);
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
        ("many open angles", vec![b'<'; 10_000]),
        ("an open comment", b"<!--".repeat(1000)),
        ("open quotes", b"<a b=\"".repeat(1000)),
        ("one line", vec![b'a'; 50_000]),
        ("many lines", vec![b'\n'; 20_000]),
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
            many("<p>The port is closed, the mayor said.</p>", 10_000),
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
fn xml_that_is_meant_ill_is_refused_or_read() {
    let many = |part: &str, count: usize| part.repeat(count);
    let bomb = "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;&b;&b;\">]>";
    let outside =
        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\" [<!ENTITY p SYSTEM \"file:///etc/passwd\">]>";
    for (id, open, close) in [
        (
            "feed",
            "<rss><channel><item><title>T</title><description>",
            "</description></item></channel></rss>",
        ),
        (
            "nitf",
            "<nitf><body><body.content><p>",
            "</p></body.content></body></nitf>",
        ),
        (
            "newsml",
            "<newsItem><contentMeta><headline>T</headline></contentMeta><contentSet><inlineXML><p>",
            "</p></inlineXML></contentSet></newsItem>",
        ),
        (
            "factiva",
            "<ppsarticle><headline>T</headline><leadParagraph><paragraph>",
            "</paragraph></leadParagraph></ppsarticle>",
        ),
    ] {
        let files: [(&str, String, bool); 12] = [
            ("whole", format!("{open}The port.{close}"), true),
            ("cut off", format!("{open}The port."), false),
            ("not closed", format!("{open}<b>The port.{close}"), false),
            (
                "an expanding entity",
                format!("{bomb}{open}&d;{close}"),
                false,
            ),
            (
                "an entity from outside",
                format!("{outside}{open}&p;{close}"),
                false,
            ),
            (
                "an unknown name",
                format!("{open}&nosuchname;{close}"),
                false,
            ),
            (
                "deep",
                format!("{open}{}x{}{close}", many("<b>", 1000), many("</b>", 1000)),
                true,
            ),
            (
                "wide",
                format!("{open}{}{close}", many("<i>x</i>", 50_000)),
                true,
            ),
            (
                "many attributes",
                format!(
                    "<a {}/>",
                    (0..5000).fold(String::new(), |all, at| all + &format!("a{at}='b' "))
                ),
                false,
            ),
            (
                "a section without an end",
                format!("{open}<![CDATA[The port.{close}"),
                false,
            ),
            ("control characters", format!("{open}a\u{1}b{close}"), false),
            (
                "another root",
                "<html><p>The port.</p></html>".to_owned(),
                false,
            ),
        ];
        for (name, text, is_good) in files {
            let read = read(id, name, text.as_bytes());
            // A file that is no XML of Factiva is read as a page.
            let is_page = id == "factiva" && name == "another root";
            assert_eq!(read.is_ok(), is_good || is_page, "{id}, {name}: {read:?}");
        }
    }
}

#[test]
fn mails_that_are_meant_ill_are_refused_or_read() {
    let head = "From: a@example.org\r\nSubject: Port\r\nMIME-Version: 1.0\r\n";
    let nested = (0..2000).fold(String::new(), |all, at| {
        all + &format!("Content-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n")
    });
    // What its parser makes of the worst is its own.
    let files: [(&str, String, Option<bool>); 12] = [
        (
            "plain",
            format!("{head}\r\nThe port is closed."),
            Some(true),
        ),
        ("no body", head.to_owned(), Some(false)),
        ("no headers", "The port is closed.".to_owned(), Some(false)),
        (
            "nested",
            format!("{head}{nested}Content-Type: text/plain\r\n\r\nThe port."),
            None,
        ),
        (
            "no boundary",
            format!("{head}Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nThe port."),
            None,
        ),
        (
            "bad base64",
            format!(
                "{head}Content-Transfer-Encoding: base64\r\nContent-Type: text/plain\r\n\r\n!!!!"
            ),
            None,
        ),
        (
            "bad quoted-printable",
            format!(
                "{head}Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/plain\r\n\r\nport =ZZ = \r\n"
            ),
            None,
        ),
        (
            "an unknown charset",
            format!("{head}Content-Type: text/plain; charset=klingon\r\n\r\nThe port."),
            Some(true),
        ),
        (
            "many headers",
            format!("{head}{}\r\nThe port.", "X-A: b\r\n".repeat(50_000)),
            Some(true),
        ),
        (
            "a long header",
            format!("{head}X-A: {}\r\n\r\nThe port.", "b".repeat(1_000_000)),
            Some(true),
        ),
        (
            "only an attachment",
            format!("{head}Content-Type: application/pdf\r\n\r\nJVBERi0x"),
            Some(false),
        ),
        (
            "encoded words",
            format!(
                "From: a@example.org\r\nSubject: {}\r\nMIME-Version: 1.0\r\n\r\nThe port.",
                "=?utf-8?B?=".repeat(10_000)
            ),
            Some(false),
        ),
    ];
    for (name, text, is_good) in &files {
        let read = read("mail", name, text.as_bytes());
        assert_eq!(
            read.is_ok(),
            is_good.unwrap_or(read.is_ok()),
            "{name}: {read:?}"
        );
        // None of these has a page.
        let page = super::super::from_bytes(
            &Given {
                name,
                bytes: text.as_bytes(),
                options: &Options::default(),
                progress: &Progress::default(),
            },
            format("mhtml"),
        );
        assert!(page.is_err(), "{name}");
    }
}

#[test]
fn an_archive_of_the_web_is_read_as_far_as_it_is_whole() {
    use std::io::Write as _;
    let page = "<html><body><h1>Port</h1><p>The council voted on Sunday night to keep the port open, said the mayor.</p></body></html>";
    let record = |headers: &str, http: &str, body: &str| {
        let content = format!("{http}{body}");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n{headers}Content-Length: {}\r\n\r\n{content}\r\n\r\n",
            content.len()
        )
    };
    let http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
    let good = record("WARC-Target-URI: https://a.example/\r\n", http, page);
    let packed = |text: &[u8]| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(text).unwrap();
        packer.finish().unwrap()
    };
    let twice = [packed(good.as_bytes()), packed(good.as_bytes())].concat();
    let as_gzip = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
    let mut inside = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{as_gzip}",
        as_gzip.len() + packed(page.as_bytes()).len()
    )
    .into_bytes();
    inside.extend(packed(page.as_bytes()));
    let bomb = {
        let zeros =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".to_owned() + &" ".repeat(70 << 20);
        packed(record("", &zeros, "").as_bytes())
    };
    let files: [(&str, Vec<u8>, usize); 14] = [
        ("plain", good.clone().into_bytes(), 1),
        ("packed", packed(good.as_bytes()), 1),
        ("packed twice", twice.clone(), 2),
        (
            "packed and cut off",
            twice[..twice.len() / 2 + 20].to_vec(),
            1,
        ),
        ("packed inside", inside, 1),
        ("cut off", good.as_bytes()[..good.len() - 100].to_vec(), 1),
        (
            "cut off in the head",
            [good.as_bytes(), b"WARC/1.0\r\nWARC-Ty"].concat(),
            1,
        ),
        (
            "rubbish behind",
            [good.as_bytes(), b"rubbish\r\n\r\n"].concat(),
            1,
        ),
        (
            "no length",
            good.replace("Content-Length", "X-Length").into_bytes(),
            0,
        ),
        (
            "a length that lies",
            good.replace("Content-Length: ", "Content-Length: 9")
                .into_bytes(),
            1,
        ),
        (
            "an enormous length",
            good.replace("Content-Length: ", "Content-Length: 99999999999")
                .into_bytes(),
            1,
        ),
        ("another kind", b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), 0),
        (
            "a bad chunk",
            record(
                "",
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
                page,
            )
            .into_bytes(),
            1,
        ),
        ("a bomb", bomb, 0),
    ];
    for (name, bytes, count) in files {
        let read = read("warc", name, &bytes);
        let got = read.as_ref().map_or(0, |loaded| loaded.drafts.len());
        assert_eq!(got, count, "{name}: {read:?}");
    }
}

#[test]
fn exports_that_are_broken_stay_one_article_or_lose_only_what_is_broken() {
    let article = |title: &str| {
        format!(
            "{title}\n\nCoast Courier\n\nMarch 1, 2026\n\nLength: 3 words\n\nBody\n\nThe port.\n\n"
        )
    };
    let end = "End of Document\n\n";
    let two = article("One") + end + &article("Two") + end;
    let files: [(&str, String, usize); 12] = [
        ("whole", two.clone(), 2),
        (
            "the last end is missing",
            two.trim_end()
                .trim_end_matches("End of Document")
                .to_owned(),
            2,
        ),
        ("only ends", end.repeat(5000), 1),
        (
            "no text",
            "Title\n\nBody\n\nEnd of Document\n".to_owned(),
            1,
        ),
        ("only labels", "Length: 3\n\n".repeat(5000), 1),
        ("many articles", (article("One") + end).repeat(2000), 2000),
        (
            "one without a body",
            article("One") + end + "Nothing\n\n" + end + &article("Two") + end,
            2,
        ),
        (
            "old, without length",
            "1 of 2 DOCUMENTS\n\nThe port.\n\n2 of 2 DOCUMENTS\n\nThe quay.\n".to_owned(),
            1,
        ),
        (
            "old, too many",
            "9 of 2 DOCUMENTS\n\nLENGTH: 3\n\nThe port.\n".to_owned(),
            1,
        ),
        (
            "a date that is none",
            article("One").replace("March 1, 2026", "Smarch 99, 20267") + end,
            1,
        ),
        (
            "a long line",
            article("One").replace("The port.", &"port ".repeat(100_000)) + end,
            1,
        ),
        ("none", "The port is closed.\n".to_owned(), 1),
    ];
    for (name, text, count) in files {
        for id in ["nexis", "text"] {
            let read = read(id, "export.txt", text.as_bytes());
            let got = read.as_ref().map_or(0, |loaded| loaded.drafts.len());
            assert_eq!(got, count, "{id}: {name}");
        }
    }
}

#[test]
fn pages_of_databases_that_are_broken_stay_one_article() {
    let factiva = "<div class='article enArticle'><table><tr><td>HD</td><td>Port</td></tr></table><p class='articleParagraph'>The port.</p></div>";
    let europresse = "<article><p class=titreArticle>Port</p><div class=docOcurrContainer><p>Le port.</p></div></article>";
    for (id, good) in [("factiva", factiva), ("europresse", europresse)] {
        let files: [(&str, String, usize); 10] = [
            ("whole", good.to_owned(), 1),
            ("twice", good.repeat(2), 2),
            (
                "not closed",
                good.replace("</div>", "").replace("</article>", ""),
                1,
            ),
            ("cut off", good[..good.len() - 20].to_owned(), 1),
            (
                "no text",
                good.replace("The port.", "").replace("Le port.", ""),
                1,
            ),
            ("no title", good.replace(">Port<", "><"), 1),
            (
                "nested",
                good.repeat(300)
                    .replace("</div>", "")
                    .replace("</article>", ""),
                1,
            ),
            ("many", good.repeat(2000), 2000),
            ("another page", "<p>The port is closed.</p>".to_owned(), 1),
            ("only a class", "<div class=article>x</div>".to_owned(), 1),
        ];
        for (name, text, count) in files {
            let read = read(id, name, text.as_bytes());
            let got = read.as_ref().map_or(0, |loaded| loaded.drafts.len());
            let is_many = count > 1;
            assert!(
                got >= 1 && (!is_many || got == count),
                "{id}: {name}: {got}"
            );
        }
    }
}

/// A file with something cut out, doubled, moved or put in.
fn damaged(bytes: &[u8], random: &mut fastrand::Rng) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..random.usize(1..6) {
        let (from, to) = (random.usize(..=bytes.len()), random.usize(..=bytes.len()));
        let stretch = from.min(to)..from.max(to).min(from.min(to) + 400);
        let part = bytes[stretch.clone()].to_vec();
        match random.u8(..5) {
            0 => drop(bytes.drain(stretch)),
            1 => bytes.splice(from..from, part).for_each(drop),
            2 => {
                let signs: [&[u8]; 8] =
                    [b"<", b">", b"&", b"\"", b"\r\n\r\n", b"\0", b"\xff", b"--"];
                let sign = random.choice(signs).unwrap_or_default();
                bytes
                    .splice(from..from, sign.iter().copied())
                    .for_each(drop);
            }
            3 => bytes.truncate(from),
            _ => {
                if let Some(byte) = bytes.get_mut(from) {
                    *byte = random.u8(..);
                }
            }
        }
    }
    bytes
}

#[test]
fn damaged_files_of_the_corpus_are_read_or_refused() {
    let mut random = fastrand::Rng::with_seed(7);
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles");
    let mut count = 0;
    for format in FORMATS {
        let Ok(files) = std::fs::read_dir(corpus.join(format.id)) else {
            continue;
        };
        for file in files.flatten().map(|file| file.path()) {
            if file.extension().is_some_and(|it| it == "expected") {
                continue;
            }
            let bytes = std::fs::read(&file).expect("the file is there");
            for _ in 0..25 {
                let damaged = damaged(&bytes, &mut random);
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                // An answer is all that is asked for.
                let _answer = read_as(format, &name, &damaged);
                count += 1;
            }
        }
    }
    assert!(count > 500);
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
