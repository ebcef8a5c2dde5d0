//! What would take hours or all memory if it were looked at each time anew, at sizes at which it is done in no time if not.

use std::time::{Duration, Instant};

use super::read;

/// Longest that anything here may take; on a busy machine without optimisation.
const SOON: Duration = Duration::from_secs(20);

/// Reads a file, whatever comes of it, and says what its text is.
fn soon(what: &str, id: &str, bytes: &[u8]) -> String {
    let start = Instant::now();
    let read = read(id, "file", bytes);
    let took = start.elapsed();
    assert!(took < SOON, "{what} took {took:?}");
    read.map(|loaded| loaded.drafts[0].text())
        .unwrap_or_default()
}

fn many(part: &str, count: usize) -> String {
    part.repeat(count)
}

fn numbered(count: usize, make: impl Fn(usize) -> String) -> String {
    (0..count).map(make).collect()
}

#[test]
fn a_text_of_empty_lines() {
    let lines = many("\n", 400_000);
    let text = soon("leading", "text", format!("{lines}port").as_bytes());
    assert_eq!(text.len(), 400_004);
    soon("inner", "text", format!("port{lines}quay").as_bytes());
}

#[test]
fn elements_in_each_other_around_a_long_text() {
    let text = many("The port is closed. ", 20_000);
    for (open, close) in [
        ("<time>", "</time>"),
        ("<b itemprop=datePublished>", "</b>"),
        ("<b class=byline>", "</b>"),
        ("<b rel=author>", "</b>"),
        ("<h1>", "</h1>"),
    ] {
        let page = format!("{}{text}{}", many(open, 2500), many(close, 2500));
        soon(open, "html", page.as_bytes());
    }
}

#[test]
fn a_tag_with_many_attributes() {
    let attributes = numbered(300_000, |at| format!("a{at} "));
    let page = format!("<p {attributes}>The port is closed.</p>");
    soon("page", "html", page.as_bytes());
    soon(
        "end",
        "html",
        format!("<p>Port.</p {attributes}>").as_bytes(),
    );
    let quoted = format!("<p title=\"{attributes}>\" lang=en>The port is closed.</p>");
    assert_eq!(
        soon("value", "html", quoted.as_bytes()),
        "The port is closed.\n"
    );
    let feed =
        format!("<rss><channel><item><title>&lt;p {attributes}&gt;</title></item></channel></rss>");
    soon("title", "feed", feed.as_bytes());
}

#[test]
fn unknown_names_of_characters() {
    let text = |name: &str| format!("<nitf><body><p>{}</p></body></nitf>", many(name, 2_000_000));
    soon("one", "nitf", text("&nobody;").as_bytes());
    let all = numbered(500_000, |at| format!("&n{at};"));
    soon("many", "nitf", format!("<nitf>{all}</nitf>").as_bytes());
}

#[test]
fn entries_in_entries() {
    let feed = many("<item><title>Port</title>", 4000);
    let close = many("</item>", 4000);
    soon(
        "feed",
        "feed",
        format!("<rss>{feed}{close}</rss>").as_bytes(),
    );
    let items = many("<newsItem><headline>Port</headline>", 4000);
    let close = many("</newsItem>", 4000);
    soon(
        "items",
        "newsml",
        format!("<newsMessage>{items}{close}</newsMessage>").as_bytes(),
    );
    let articles = many("<nitf><hl1>Port</hl1>", 4000);
    let close = many("</nitf>", 4000);
    soon("nitf", "nitf", format!("{articles}{close}").as_bytes());
    let articles = many("<ppsArticle><headline>Port</headline>", 4000);
    let close = many("</ppsArticle>", 4000);
    soon(
        "factiva",
        "factiva",
        format!("<all>{articles}{close}</all>").as_bytes(),
    );
}

#[test]
fn rules_in_an_export() {
    let rule = "--------------------\n\nPort.\n\n";
    let export = format!(
        "Full text: Port.\n\n{}Publication title: Courier\n\nProQuest document ID: 3\n",
        many(rule, 60_000)
    );
    soon("proquest", "proquest", export.as_bytes());
}

#[test]
fn pages_of_an_archive_that_unfolds() {
    use std::io::Write as _;
    let page = format!(
        "<html><body><p>{}</p></body></html>",
        many("The port is closed. ", 5000)
    );
    let record = format!(
        "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
        page.len()
    );
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..100 {
        packer.write_all(record.as_bytes()).unwrap();
    }
    let packed = packer.finish().unwrap();
    let loaded = read("warc", "pages.warc.gz", &packed).unwrap();
    let kept: usize = loaded.drafts.iter().map(|draft| draft.text().len()).sum();
    assert!(kept < 4 << 20, "{kept}");
    assert_eq!(loaded.remarks.len(), 1, "{:?}", loaded.remarks);
}
