//! What the targets in `fuzz/` run: each function takes bytes from anywhere, reads them as one kind of file, and panics
//! when what comes of it is not as it must be. `tests/all/seeds.rs` runs them on the seeds.

use crate::app::dialogs::markdown;
use crate::import;
use crate::import::foreign;
use crate::model::{AnnotatorId, Author, Project};
use crate::query::filter::{Filter, Names, complete, parse};
use crate::query::recode::{complete_deeds, read_deeds};

pub use crate::store::fuzzing::{
    annotator, article, bundle, codebook, highlighters, journal, layer, markers, merge, project,
    reviews,
};

/// A kind of input, and the function that reads it.
pub type Target = (&'static str, fn(&[u8]));

/// Every target by its name, which is also the name of its folder of seeds.
pub const TARGETS: &[Target] = &[
    ("project", project),
    ("codebook", codebook),
    ("highlighters", highlighters),
    ("reviews", reviews),
    ("bundle", bundle),
    ("article", article),
    ("annotator", annotator),
    ("layer", layer),
    ("markers", markers),
    ("merge", merge),
    ("journal", journal),
    ("import", text),
    ("guidelines", guidelines),
    ("filter", filter),
    ("jsonl", |bytes| annotations("jsonl", bytes)),
    ("brat", |bytes| annotations("brat", bytes)),
    ("prodigy", |bytes| annotations("prodigy", bytes)),
    ("doccano", |bytes| annotations("doccano", bytes)),
    ("labelstudio", |bytes| annotations("label-studio", bytes)),
    ("uimajson", |bytes| annotations("uima-json", bytes)),
    ("uimaxmi", |bytes| annotations("uima-xmi", bytes)),
    ("webanno", |bytes| annotations("webanno", bytes)),
    ("conlluplus", |bytes| annotations("conllu-plus", bytes)),
    ("conll", |bytes| annotations("conll", bytes)),
    ("refi", |bytes| annotations("refi-qda", bytes)),
    ("qdc", |bytes| annotations("refi-codebook", bytes)),
    ("dna", |bytes| annotations("dna", bytes)),
    ("taguette", |bytes| annotations("taguette", bytes)),
    ("webannotation", |bytes| {
        annotations("web-annotation", bytes);
    }),
    ("tablecsv", |bytes| articles("csv", bytes)),
    ("tablejson", |bytes| articles("json", bytes)),
    ("tablejsonl", |bytes| articles("json-lines", bytes)),
    ("tablexls", |bytes| articles("xls", bytes)),
    ("tablexlsx", |bytes| articles("xlsx", &workbook(bytes))),
    ("tableods", |bytes| articles("ods", &spreadsheet(bytes))),
    ("names", names),
    ("html", |bytes| articles("html", bytes)),
    ("mhtml", |bytes| articles("mhtml", bytes)),
    ("mail", |bytes| articles("mail", bytes)),
    ("feed", |bytes| articles("feed", bytes)),
    ("warc", |bytes| articles("warc", bytes)),
    ("nitf", |bytes| articles("nitf", bytes)),
    ("newsml", |bytes| articles("newsml", bytes)),
    ("nexis", |bytes| articles("nexis", bytes)),
    ("proquest", |bytes| articles("proquest", bytes)),
    ("factiva", |bytes| articles("factiva", bytes)),
    ("europresse", |bytes| articles("europresse", bytes)),
    ("docx", |bytes| parts("docx", bytes)),
    ("odt", |bytes| parts("odt", bytes)),
    ("epub", |bytes| parts("epub", bytes)),
    ("rtf", |bytes| articles("rtf", bytes)),
    #[cfg(feature = "pdf")]
    ("pdf", import::articles::check_pages),
];

/// The parts of a document that is an archive, each behind a line `==== NAME`: so that seeds are text, and that what is changed
/// in them is not only a wrong sum. What has no part is a flat file.
///
/// # Panics
/// As [`articles()`].
pub fn parts(format: &str, bytes: &[u8]) {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut is_flat = true;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let name = line
            .strip_prefix(b"==== ")
            .map(|it| String::from_utf8_lossy(it.trim_ascii()));
        let done = match name {
            Some(name) => {
                is_flat = false;
                zip.start_file(name, options).is_ok()
            }
            None => is_flat || std::io::Write::write_all(&mut zip, line).is_ok(),
        };
        if !done {
            return;
        }
    }
    match zip.finish() {
        Ok(file) if !is_flat => articles(format, file.get_ref()),
        _ => articles(format, bytes),
    }
}

/// Runs the target of this name.
///
/// # Panics
/// When there is none, or it panics.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    let (_, target) = target.expect("a target of the table");
    target(bytes);
}

/// A file of which an article is to be made: what is decoded is cleaned once and for all, and guessing takes anything.
///
/// # Panics
/// When cleaning twice changes more than cleaning once, or leaves what it must not.
pub fn text(bytes: &[u8]) {
    let Ok(decoded) = import::decode(bytes) else {
        return;
    };
    let (clean, _) = import::clean(&decoded.text);
    let (twice, done) = import::clean(&clean);
    assert_eq!(clean, twice, "cleaning twice is cleaning once");
    assert_eq!(done.in_words(), "");
    assert!(
        clean
            .chars()
            .all(|c| !c.is_control() || matches!(c, '\n' | '\t'))
    );
    if let Ok(draft) = import::from_paste(&decoded.text) {
        let text = draft.text();
        assert_eq!(text, clean, "guessing leaves the text alone");
        let again = import::decode(text.as_bytes());
        let again = again.map(|decoded| decoded.text);
        assert_eq!(again.ok(), Some(text));
    }
}

/// A file with articles: whatever is read of it can be kept, is read so again, and comes once.
///
/// # Panics
/// When it is not, or there is no such format.
pub fn articles(format: &str, bytes: &[u8]) {
    let format = import::articles::format(format).expect("a format of the table");
    let given = import::articles::Given {
        name: "fuzz",
        bytes,
        options: &import::Options::default(),
        progress: &crate::store::Progress::default(),
    };
    let Ok(loaded) = import::articles::from_bytes(&given, Some(format)) else {
        return;
    };
    assert!(!loaded.drafts.is_empty(), "what is read has an article");
    for draft in &loaded.drafts {
        let text = draft.text();
        assert!(!text.trim().is_empty(), "an article has a text");
        assert_eq!(import::clean(&text).0, text, "what is kept is clean");
        for (name, value) in &draft.meta.more {
            assert!(!name.is_empty() && !value.contains('\n'));
        }
    }
    let again = import::articles::from_bytes(&given, Some(format));
    assert_eq!(
        again.ok().as_ref(),
        Some(&loaded),
        "a file says the same twice"
    );
    let author = Author {
        annotator: AnnotatorId::from_name("me", |_| false),
        at: jiff::Timestamp::UNIX_EPOCH,
    };
    let mut project = Project::default();
    let admit = |project: &Project| import::admit(project, loaded.drafts.clone(), &author);
    let inverse = admit(&project).edit.apply(&mut project);
    let inverse = inverse.expect("what was read fits");
    assert!(admit(&project).edit.is_empty(), "nothing comes twice");
    inverse.apply(&mut project).expect("it can be taken back");
    assert_eq!(project, Project::default());
}

/// A file of another program with annotations: whatever is read fits a project, comes once, and can be taken back.
///
/// # Panics
/// When it does not, or there is no such format.
pub fn annotations(format: &str, bytes: &[u8]) {
    let format = foreign::format(format).expect("a format of the table");
    let options = import::Options::default();
    let Ok(read) = foreign::read_bytes(format, "fuzz", bytes, &options) else {
        return;
    };
    let author = Author {
        annotator: AnnotatorId::from_name("me", |_| false),
        at: jiff::Timestamp::UNIX_EPOCH,
    };
    let mut project = Project::default();
    let welcome = project.welcome(&author.annotator, "Me");
    welcome.apply(&mut project).expect("a new annotator fits");
    let reads = [read];
    let settled = |project: &Project| {
        let observed = foreign::Observed::of(reads.iter().map(|read| &read.found));
        let mapping = foreign::Mapping::propose(&project.codebook, &observed);
        let wish = foreign::Wish {
            author: &author,
            annotator: "",
            update: true,
        };
        let progress = crate::store::Progress::default();
        let settled = foreign::settle(project, |_| false, &reads, &mapping, &wish, &progress);
        settled.expect("nobody has cancelled it").edit
    };
    let before = project.clone();
    let inverse = settled(&project).apply(&mut project);
    let inverse = inverse.expect("what was read fits");
    let again = settled(&project);
    assert!(again.is_empty(), "nothing comes twice: {:?}", again.changes);
    inverse.apply(&mut project).expect("an inverse fits");
    assert_eq!(project, before);
}

/// Guidelines, as they are shown.
///
/// # Panics
/// When a page is made that cannot be drawn.
pub fn guidelines(bytes: &[u8]) {
    markdown::check(&String::from_utf8_lossy(bytes));
}

/// A filter as somebody types it: it is read, or refused at a place in it; and what was read can be written and read again.
///
/// # Panics
/// When that is not so.
pub fn filter(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let project = Project::default();
    let names = Names::of(&project);
    match parse(&text) {
        Ok(query) => {
            let written = query.to_string();
            assert_eq!(parse(&written), Ok(query), "{written}");
        }
        Err(wrong) => assert!(text.get(wrong.at).is_some(), "a place in it"),
    }
    let bound = Filter::read(&text, &project, None, &jiff::tz::TimeZone::UTC);
    let places = bound.err().map(|wrong| wrong.at);
    let deeds = read_deeds(&project, &names, &text)
        .err()
        .map(|wrong| wrong.at);
    for at in places.into_iter().chain(deeds) {
        assert!(text.get(at).is_some(), "a place in it");
    }
    // At the end, and where it is cut in the middle.
    for caret in [text.len(), text.floor_char_boundary(text.len() / 2)] {
        for found in [
            complete(&project, &names, &text, caret),
            complete_deeds(&project, &names, &text, caret),
        ] {
            assert!(
                found.is_none_or(|it| text.get(it.at).is_some()),
                "a place in it"
            );
        }
    }
}

/// A ZIP archive of these files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let begun = zip.start_file(*name, zip::write::SimpleFileOptions::default());
        begun.expect("a file can be begun in memory");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

/// A workbook of Excel whose only sheet this is.
fn workbook(sheet: &[u8]) -> Vec<u8> {
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let link = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r\" Type=\"{kinds}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let book = format!(
        "<workbook xmlns:r=\"{kinds}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r\"/></sheets></workbook>"
    );
    zipped(&[
        (
            "_rels/.rels",
            link("officeDocument", "xl/workbook.xml").as_bytes(),
        ),
        ("xl/workbook.xml", book.as_bytes()),
        (
            "xl/_rels/workbook.xml.rels",
            link("worksheet", "worksheets/sheet1.xml").as_bytes(),
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// A spreadsheet of `LibreOffice` with this content.
fn spreadsheet(content: &[u8]) -> Vec<u8> {
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content),
    ])
}

/// A pattern of file names in the first line, and names in the others: it is read, or refused at a place in it.
///
/// # Panics
/// When that is not so.
pub fn names(bytes: &[u8]) {
    use import::articles::names::{Pattern, propose};
    let text = String::from_utf8_lossy(bytes);
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let paths: Vec<String> = rest.lines().take(50).map(str::to_owned).collect();
    match Pattern::parse(first) {
        Ok(pattern) => {
            for path in &paths {
                let said = pattern.read(path);
                let parts = said.iter().flat_map(|said| &said.parts);
                for (_, value) in parts {
                    assert!(!value.contains('/'), "a field stays within its folder");
                }
            }
        }
        Err(wrong) => assert!(first.get(wrong.at..).is_some(), "a place in it"),
    }
    for proposed in propose(&paths) {
        assert!(Pattern::parse(proposed).is_ok());
    }
}
