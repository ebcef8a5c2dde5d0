//! Files that are broken, or made to do harm: each is refused in words that say why, or read as far as it can be.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::*;

/// A PDF of these objects, without a table of them, so that it is searched for.
#[cfg(feature = "pdf")]
fn pdf_of(objects: &[&str]) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    for (at, object) in objects.iter().enumerate() {
        writeln!(text, "{} 0 obj\n{object}\nendobj", at + 1).unwrap();
    }
    text.push_str("trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n");
    text.into_bytes()
}

/// What a page needs.
#[cfg(feature = "pdf")]
const PAGE: [&str; 3] = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F << /Type /Font /Subtype \
     /Type1 /BaseFont /Helvetica >> >> /XObject << /X 4 0 R >> >> >>",
];

/// A PDF with a page of this content.
#[cfg(feature = "pdf")]
fn pdf_with(dictionary: &str, content: &str) -> Vec<u8> {
    let stream = format!(
        "<< {dictionary} /Length {} >> stream\n{content}\nendstream",
        content.len()
    );
    pdf_of(&[PAGE[0], PAGE[1], PAGE[2], &stream])
}

#[cfg(feature = "pdf")]
fn pdf_cases() -> Vec<Case> {
    let text = "BT /F 10 Tf 60 700 Td (The mayor said no.) Tj ET";
    // A hundred and twenty-eight times as long, and that again.
    let long = format!("{}>", "81 81 81 20 ".repeat(20_000));
    let encrypted = [
        PAGE[0],
        PAGE[1],
        PAGE[2],
        "<< /Length 0 >> stream\n\nendstream",
        "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <0011223344556677889900112233445566778899001122334455667788990011> \
         /U <0011223344556677889900112233445566778899001122334455667788990011> >>",
    ];
    let encrypted = String::from_utf8(pdf_of(&encrypted)).unwrap();
    let encrypted = encrypted.replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 5 0 R /ID [<00><00>]");
    vec![
        ("pdf", "a page", pdf_with("", text), Ok("")),
        ("pdf", "a password", encrypted.into_bytes(), Err(("Encrypted", ""))),
        ("pdf", "only pictures", pdf::made("page\npicture\npage\npicture"), Err(("OnlyPictures", "OCR"))),
        ("pdf", "empty pages", pdf::made("page\npage"), Err(("Empty", ""))),
        ("pdf", "no pages", pdf_of(&[PAGE[0], "<< /Type /Pages /Count 0 /Kids [] >>"]), Err(("", ""))),
        ("pdf", "no catalogue", pdf_of(&["<< >>"]), Err(("", ""))),
        // What calls itself or is nested deeply may overflow the reader's stack: only a process of its own survives that
        // (`tests/all/pdf.rs`).
        ("pdf", "a bomb", pdf_with("/Filter [/ASCIIHexDecode /RunLengthDecode /RunLengthDecode]", &long), Err(("", ""))),
        ("pdf", "a length that is a lie", pdf_with("/Length 99999999999", text), Ok("")),
        ("pdf", "numbers beyond all pages", pdf_with("", "BT /F 1e38 Tf 1e38 0 0 1e38 1e38 -1e38 Tm (a) Tj ET"), Ok("")),
        ("pdf", "a table that points to itself", format!("{}xref\n0 1\n0000000000 65535 f \ntrailer << /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF", "%PDF-1.7\n").into_bytes(), Err(("", ""))),
    ]
}

/// What is to come of a file: a word of the variant of [`Problem`], and of its message or of a remark.
type Case = (
    &'static str,
    &'static str,
    Vec<u8>,
    Result<&'static str, (&'static str, &'static str)>,
);

/// The parts of a good file with some of them changed; a part without text is left out.
fn changed(kind: &str, name: &str, changes: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts = files(&data().join(kind).join(name));
    for (part, bytes) in changes {
        parts.retain(|(it, _)| it != part);
        if !bytes.is_empty() {
            parts.push(((*part).to_owned(), bytes.to_vec()));
        }
    }
    zip(parts
        .iter()
        .map(|(name, it)| (name.as_str(), it.as_slice())))
}

/// Old Office files, and new ones with a password, begin like this.
fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(1000, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

const W: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'";
const O: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
    xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
    xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'";
/// The billion laughs.
const BOMB: &str = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;'>]>";

fn docx_of(document: &str) -> Vec<u8> {
    zip([("word/document.xml", document.as_bytes())])
}

fn odt_of(content: &str) -> Vec<u8> {
    zip([("content.xml", content.as_bytes())])
}

fn epub_of(page: &[u8]) -> Vec<u8> {
    changed("epub", "scripts", &[("t/ع.xhtml", page)])
}

fn nested(before: &str, open: &str, count: usize, text: &str) -> String {
    format!("{before}{}{text}", open.repeat(count))
}

fn numbered(count: usize, make: impl Fn(usize) -> String) -> String {
    (0..count).map(make).collect()
}

fn cases() -> Vec<Case> {
    let spaces = " ".repeat(package::MOST as usize + 1);
    let body = |inner: &str| format!("<w:document {W}><w:body>{inner}</w:body></w:document>");
    let text = |inner: &str| {
        format!(
            "<office:document-content {O}><office:body><office:text>{inner}</office:text></office:body></office:document-content>"
        )
    };
    let mut all: Vec<Case> = vec![
        ("docx", "old Word", compound("WordDocument"), Err(("NotText", "save it as DOCX"))),
        ("docx", "a password", compound("EncryptedPackage"), Err(("Encrypted", "without one"))),
        ("docx", "no document", zip([("xl/workbook.xml", &b"<a/>"[..])]), Err(("Broken", "word/document.xml is missing"))),
        ("docx", "a bomb", docx_of(&spaces), Err(("Unfolds", "8 MB"))),
        ("docx", "entities that grow", docx_of(&format!("{BOMB}{}", body("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>"))), Err(("Broken", "type of document"))),
        ("docx", "an entity of nobody", docx_of(&body("<w:p><w:r><w:t>&nobody;</w:t></w:r></w:p>")), Err(("Broken", "“nobody”"))),
        ("docx", "breaks off", docx_of(&format!("<w:document {W}><w:p>x")), Err(("Broken", "breaks off"))),
        ("docx", "breaks off in a tag", docx_of("<w:document"), Err(("Broken", "word/document.xml"))),
        ("docx", "crossed tags", docx_of("<a><b></a></b>"), Err(("Broken", "at byte"))),
        ("docx", "too deep", docx_of(&nested(&format!("<w:document {W}>"), "<w:tbl><w:tr><w:tc>", 5000, "")), Err(("Broken", "500 deep"))),
        ("docx", "no text", docx_of(&body("<w:p/>")), Err(("Empty", "no text"))),
        ("docx", "only pictures", docx_of(&body("<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>")), Err(("OnlyPictures", "OCR"))),
        ("docx", "other XML", docx_of("<html><p>x</p></html>"), Err(("Empty", ""))),
        ("docx", "bytes that are no letters", zip([("word/document.xml", [body("<w:p><w:r><w:t>a").as_bytes(), b"\xff\xfe", b"b</w:t></w:r></w:p>"].concat().as_slice())]), Err(("Broken", ""))),
        ("docx", "a broken style sheet", changed("docx", "council", &[("word/styles.xml", b"<w:styles>")]), Err(("Broken", "word/styles.xml"))),
        ("docx", "names that lead out", changed("docx", "nexis", &[("../../evil", b"x"), ("/etc/evil", b"x"), ("word/_rels/document.xml.rels", b"<Relationships><Relationship Id='a' Type='x/styles' Target='../../../etc/passwd'/></Relationships>")]), Ok("")),
        ("docx", "names that use backslashes", zip([("word\\document.xml", body("<w:p><w:r><w:t>x</w:t></w:r></w:p>").as_bytes())]), Ok("")),
        ("docx", "a field that never ends", docx_of(&body("<w:p><w:r><w:t>x</w:t><w:fldChar w:fldCharType='begin'/><w:t>y</w:t></w:r></w:p>")), Ok("")),
        ("docx", "fields that are open and parted, with many texts", docx_of(&body(&format!("<w:p><w:r>{}{}</w:r></w:p>", "<w:fldChar w:fldCharType='begin'></w:fldChar><w:fldChar w:fldCharType='separate'/>".repeat(20_000), "<w:t>x</w:t><w:tab/>".repeat(40_000)))), Ok("")),
        ("docx", "many sections with heads", docx_of(&body(&format!("<w:p><w:r><w:t>x</w:t></w:r></w:p>{}", numbered(60_000, |at| format!("<w:sectPr><w:headerReference r:id='a{at}'/></w:sectPr>"))))), Ok("")),
        ("rtf", "many lines without a letter", format!("{{\\rtf1 {}x}}", "\\line ".repeat(400_000)).into_bytes(), Ok("")),
        ("rtf", "many heads", format!("{{\\rtf1 {}x}}", numbered(30_000, |at| format!("{{\\header a{at}\\par}}"))).into_bytes(), Ok("")),
        ("odt", "a password", changed("odt", "rat", &[("META-INF/manifest.xml", b"<m:encryption-data/>")]), Err(("Encrypted", ""))),
        ("odt", "no content", zip([("styles.xml", &b"<a/>"[..])]), Err(("Broken", "content.xml is missing"))),
        ("odt", "a bomb", odt_of(&spaces), Err(("Unfolds", ""))),
        ("odt", "a flat bomb", format!("<a>{spaces}</a>").into_bytes(), Err(("Unfolds", ""))),
        ("odt", "entities that grow", odt_of(&format!("{BOMB}{}", text("<text:p>&c;</text:p>"))), Err(("Broken", "type of document"))),
        ("odt", "a file from elsewhere", odt_of("<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>"), Err(("Broken", "type of document"))),
        ("odt", "breaks off", odt_of("<office:document-content><a>"), Err(("Broken", "breaks off"))),
        ("odt", "too deep", odt_of(&nested(&format!("<office:text {O}>"), "<table:table><table:table-row><table:table-cell>", 5000, "")), Err(("Broken", "500 deep"))),
        ("odt", "notes in notes", odt_of(&nested(&format!("<office:text {O}>"), "<text:note><text:note-body>", 5000, "")), Err(("Broken", "500 deep"))),
        ("odt", "a table of calculations", odt_of(&format!("<office:body {O}><office:spreadsheet/></office:body>")), Err(("Broken", "office:text is missing"))),
        ("odt", "no text", odt_of(&text("<text:p/>")), Err(("Empty", ""))),
        ("odt", "only pictures", odt_of(&text("<text:p><draw:frame><draw:image/></draw:frame></text:p>")), Err(("OnlyPictures", ""))),
        ("odt", "millions of spaces and cells", odt_of(&text("<text:p>a<text:s text:c='99999999999'/>b<text:s text:c='999999999'/></text:p><table:table><table:table-row><table:table-cell table:number-columns-repeated='999999999'/></table:table-row></table:table>")), Ok("")),
        ("odt", "flat and broken", b"<office:document".to_vec(), Err(("Broken", ""))),
        ("odt", "names that lead out", changed("odt", "scripts", &[("../../evil", b"x")]), Ok("")),
        ("rtf", "no RTF", b"Plain text.".to_vec(), Err(("Broken", "does not begin"))),
        ("rtf", "only a beginning", b"{\\rtf".to_vec(), Err(("Empty", ""))),
        ("rtf", "breaks off", b"{\\rtf1 a {\\b b".to_vec(), Err(("Broken", "breaks off"))),
        ("rtf", "without the last brace", b"{\\rtf1 a {\\b b}".to_vec(), Ok("ends earlier")),
        ("rtf", "too deep", nested("{\\rtf1 ", "{", 5000, "x").into_bytes(), Err(("Broken", "1000 deep"))),
        ("rtf", "tables in tables", format!("{{\\rtf1 {}}}", "\\pard\\intbl\\itap99999 x\\nestcell\\nestrow ".repeat(500)).into_bytes(), Ok("")),
        ("rtf", "cells and rows of nothing", format!("{{\\rtf1 a{}}}", "\\cell\\row\\nestrow\\nestcell".repeat(500)).into_bytes(), Ok("")),
        ("rtf", "a picture that is longer than the file", b"{\\rtf1 a{\\pict\\bin99999999 x}".to_vec(), Err(("Broken", "breaks off"))),
        ("rtf", "only pictures", b"{\\rtf1{\\pict 89504e47}}".to_vec(), Err(("OnlyPictures", ""))),
        ("rtf", "no text", b"{\\rtf1\\par\\par}".to_vec(), Err(("Empty", ""))),
        ("rtf", "numbers beyond all letters", b"{\\rtf1\\uc999999999 \\u-99999999999?\\u99999999999?\\uc1\\u55357 ?a\\u56832?}".to_vec(), Ok("")),
        ("rtf", "a code page of nobody", b"{\\rtf1\\ansicpg4711 a\\'e9}".to_vec(), Ok("4711")),
        ("rtf", "bytes that are no letters", b"{\\rtf1{\\fonttbl{\\f0\\fcharset128 x;}}\\f0 a\\'81\\'ff\\'fd}".to_vec(), Ok("could not be read")),
        ("rtf", "more braces than were opened", b"{\\rtf1 a}}}}{{{".to_vec(), Ok("")),
        ("epub", "no container", zip([("mimetype", &b"application/epub+zip"[..])]), Err(("Broken", "META-INF/container.xml is missing"))),
        ("epub", "a container of nothing", changed("epub", "courier", &[("META-INF/container.xml", b"<container/>")]), Err(("Broken", "OPF is missing"))),
        ("epub", "no package", changed("epub", "courier", &[("OPS/book.opf", b"")]), Err(("Broken", "OPS/book.opf is missing"))),
        ("epub", "a broken package", changed("epub", "courier", &[("OPS/book.opf", b"<package><metadata>")]), Err(("Broken", "OPS/book.opf"))),
        ("epub", "no pages", epub_of(b""), Err(("Broken", "xhtml is missing"))),
        ("epub", "a bomb", epub_of(spaces.as_bytes()), Err(("Unfolds", ""))),
        ("epub", "entities that grow", epub_of(format!("{BOMB}<p>a &c;</p>").as_bytes()), Ok("")),
        ("epub", "an entity of nobody in the package", changed("epub", "courier", &[("OPS/book.opf", b"<package>&nobody;</package>")]), Err(("Broken", "“nobody”"))),
        ("epub", "too deep", epub_of("<div>".repeat(5000).as_bytes()), Err(("Broken", "500 deep"))),
        ("epub", "a password", changed("epub", "scripts", &[("META-INF/encryption.xml", "<e><EncryptionMethod Algorithm='aes'/><CipherReference URI='t/%D8%B9.xhtml'/></e>".as_bytes())]), Err(("Encrypted", ""))),
        ("epub", "hidden fonts", changed("epub", "scripts", &[("META-INF/encryption.xml", "<e><EncryptionMethod Algorithm='http://www.idpf.org/2008/embedding'/><CipherReference URI='t/%D8%B9.xhtml'/></e>".as_bytes())]), Ok("")),
        ("epub", "only pictures", epub_of(b"<p><img src='a.png'></p>"), Err(("OnlyPictures", ""))),
        ("epub", "no text", epub_of(b"<p></p>"), Err(("Empty", ""))),
        ("epub", "tags of nothing", epub_of(b"</p></table><td>a<tr>b</tr></nav>c<table>d<table><tr>e</table>"), Ok("")),
        ("epub", "names that lead out", changed("epub", "scripts", &[("META-INF/container.xml", b"<c><rootfile full-path='../../a/b/p.opf'/></c>")]), Ok("")),
        ("epub", "bytes that are no letters", epub_of(b"<p>a\xff\xfeb</p>"), Ok("could not be read")),
    ];
    #[cfg(feature = "pdf")]
    all.extend(pdf_cases());
    let elsewhere: [(&str, &[u8]); 4] = [
        ("a PDF", b"%PDF-1.7\n1 0 obj"),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("plain text", b"The mayor said no."),
        ("half an archive", b"PK\x03\x04\x14\0\0\0"),
    ];
    for (kind, _) in READERS {
        all.push((kind, "nothing", Vec::new(), Err(("Empty", "no text"))));
        for (name, bytes) in elsewhere {
            all.push((kind, name, bytes.to_vec(), Err(("Broken", ""))));
        }
    }
    all
}

#[test]
fn each_fault_is_named_and_none_takes_long() {
    let mut wrong = String::new();
    let mut counts = std::collections::HashMap::new();
    for (kind, name, bytes, expected) in cases() {
        *counts.entry(kind).or_insert(0) += 1;
        let (_, reader) = READERS.iter().find(|(it, _)| *it == kind).unwrap();
        let began = Instant::now();
        let got = read(*reader, "a file", &bytes, &[]);
        // What a foreign reader does with pages in circles takes its time in a build without optimisation; there is a limit.
        let most = if kind == "pdf" { 90 } else { 10 };
        assert!(
            began.elapsed() < Duration::from_secs(most),
            "{kind}: {name}"
        );
        let fits = match (&got, expected) {
            (Ok(found), Ok(remark)) => found.remarks.join(" ").contains(remark),
            (Err(problem), Err((variant, message))) => {
                format!("{problem:?}").starts_with(variant) && problem.to_string().contains(message)
            }
            _ => false,
        };
        if !fits {
            writeln!(wrong, "{kind}, {name}: {got:?} and not {expected:?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    for (kind, _) in READERS {
        assert!(counts[kind] >= 10, "{kind}");
    }
}

#[test]
fn a_file_that_breaks_off_is_refused_or_says_so() {
    for (kind, reader) in READERS {
        for (name, bytes, _) in corpus(kind) {
            let step = (bytes.len() / 60).max(1);
            for end in (0..bytes.len().saturating_sub(1)).step_by(step) {
                match read(*reader, &name, &bytes[..end], &[]) {
                    Ok(found) => assert!(!found.remarks.is_empty(), "{kind}/{name} to {end}"),
                    Err(problem) => assert!(!problem.to_string().is_empty()),
                }
            }
        }
    }
}

#[test]
fn a_file_with_bytes_changed_is_read_or_refused_without_a_panic() {
    let mut random = fastrand::Rng::with_seed(7);
    for (kind, reader) in READERS {
        for (name, bytes, _) in corpus(kind) {
            // Of an archive the parts are changed, which else would only fail their sums.
            let folder = data().join(kind).join(&name);
            for round in 0..60 {
                let mut spoil = |bytes: &mut Vec<u8>| {
                    for _ in 0..random.usize(1..4) {
                        let at = random.usize(0..bytes.len());
                        match random.u8(0..4) {
                            0 => bytes[at] = random.u8(..),
                            1 => drop(bytes.remove(at)),
                            2 => bytes.insert(at, *random.choice(b"<>/{}\\&;\"'").unwrap()),
                            _ => bytes.truncate(at.max(1)),
                        }
                    }
                };
                let spoilt = if folder.is_dir() {
                    let mut parts = files(&folder);
                    let count = parts.len();
                    let part = count - 1 - (round % count);
                    spoil(&mut parts[part].1);
                    zip(parts
                        .iter()
                        .map(|(name, it)| (name.as_str(), it.as_slice())))
                } else {
                    let mut bytes = bytes.clone();
                    spoil(&mut bytes);
                    bytes
                };
                let _either = read(*reader, &name, &spoilt, &[]);
            }
        }
    }
}

#[test]
fn nobody_waits_for_what_was_cancelled() {
    for (kind, reader) in READERS {
        let options = Options::default();
        let progress = Progress::default();
        progress.cancel.store(true, Ordering::Relaxed);
        let bytes = match *kind {
            // Long enough to be looked at between two pieces.
            "rtf" => format!("{{\\rtf1 {}}}", "a\\par ".repeat(5000)).into_bytes(),
            _ => corpus(kind).remove(0).1,
        };
        let got = reader(&Given {
            name: "a",
            bytes: &bytes,
            options: &options,
            progress: &progress,
        });
        assert!(matches!(got, Err(Problem::Cancelled)), "{kind}: {got:?}");
    }
}
