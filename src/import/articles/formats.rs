//! Every format that articles are loaded from, as one table.

use std::path::Path;

use crate::import::head::{beginning, extension};
use crate::import::{Head, Problem, Setting};
use crate::say;

#[cfg(feature = "pdf")]
use super::readers::pdf;
use super::readers::{
    databases, docx, epub, feed, html, mail, newsroom, notes, odt, rtf, text, warc,
};
use super::table::{self, Kind};
use super::{Found, Given};

/// A kind of file that articles can be loaded from.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line.
    pub id: &'static str,
    /// Its name in dialogs and in the help.
    pub name: fn() -> &'static str,
    /// How its files end, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// What becomes of a file, in a sentence.
    pub about: fn() -> &'static str,
    /// What people can choose about it, beside what they can about all ([`COMMON`](super::COMMON)).
    pub settings: &'static [Setting],
    /// Whether a file that begins like this is of this format. Those that never say so are told by what is in the file.
    pub(crate) sniff: fn(&Head<'_>) -> bool,
    pub(crate) read: fn(&Given<'_>) -> Result<Found, Problem>,
}

/// Every format: the file dialog, the search of folders, the help of the command line, `postil formats`, and the guess of a
/// file's format, which is that of the first that knows it, read this.
pub const FORMATS: &[Format] = &[
    Format {
        id: "warc",
        name: || say!("import-format-warc"),
        extensions: &["warc", "gz"],
        about: || say!("import-format-warc-about"),
        settings: &[],
        sniff: warc::sniff,
        read: warc::read,
    },
    Format {
        id: "nexis",
        name: || say!("import-format-nexis"),
        extensions: &["docx", "rtf", "html", "htm", "txt"],
        about: || say!("import-format-nexis-about"),
        settings: &[],
        sniff: |_| false,
        read: read_container,
    },
    Format {
        id: "proquest",
        name: || say!("import-format-proquest"),
        extensions: &["html", "htm", "txt", "docx", "rtf"],
        about: || say!("import-format-proquest-about"),
        settings: &[],
        sniff: |_| false,
        read: read_container,
    },
    Format {
        id: "factiva",
        name: || say!("import-format-factiva"),
        extensions: &["html", "htm", "xml"],
        about: || say!("import-format-factiva-about"),
        settings: &[],
        sniff: databases::sniff_factiva,
        read: databases::read_factiva,
    },
    Format {
        id: "europresse",
        name: || say!("import-format-europresse"),
        extensions: &["html", "htm"],
        about: || say!("import-format-europresse-about"),
        settings: &[],
        sniff: databases::sniff_europresse,
        read: databases::read_europresse,
    },
    Format {
        id: "newsml",
        name: || say!("import-format-newsml"),
        extensions: &["xml", "newsml"],
        about: || say!("import-format-newsml-about"),
        settings: &[],
        sniff: newsroom::sniff_newsml,
        read: newsroom::read_newsml,
    },
    Format {
        id: "nitf",
        name: || say!("import-format-nitf"),
        extensions: &["xml", "nitf"],
        about: || say!("import-format-nitf-about"),
        settings: &[],
        sniff: newsroom::sniff_nitf,
        read: newsroom::read_nitf,
    },
    Format {
        id: "feed",
        name: || say!("import-format-feed"),
        extensions: &["rss", "atom", "xml"],
        about: || say!("import-format-feed-about"),
        settings: &[],
        sniff: feed::sniff,
        read: feed::read,
    },
    Format {
        id: "mhtml",
        name: || say!("import-format-mhtml"),
        extensions: &["mht", "mhtml"],
        about: || say!("import-format-mhtml-about"),
        settings: &[],
        sniff: mail::sniff_mhtml,
        read: mail::read_mhtml,
    },
    Format {
        id: "mail",
        name: || say!("import-format-mail"),
        extensions: &["eml"],
        about: || say!("import-format-mail-about"),
        settings: &[],
        sniff: mail::sniff_mail,
        read: mail::read_mail,
    },
    Format {
        id: "html",
        name: || say!("import-format-html"),
        extensions: &["html", "htm", "xhtml"],
        about: || say!("import-format-html-about"),
        settings: &[],
        sniff: html::sniff,
        read: html::read,
    },
    Format {
        id: "markdown",
        name: || say!("import-format-markdown"),
        extensions: &["md", "markdown"],
        about: || say!("import-format-markdown-about"),
        settings: &[],
        sniff: |head| matches!(head.extension, "md" | "markdown"),
        read: text::read,
    },
    Format {
        id: "docx",
        name: || say!("document-format-docx"),
        extensions: &["docx", "docm", "dotx"],
        about: || say!("document-format-docx-about"),
        settings: &[notes::NOTES],
        sniff: docx::sniff,
        read: docx::read,
    },
    Format {
        id: "odt",
        name: || say!("document-format-odt"),
        extensions: &["odt", "ott", "fodt"],
        about: || say!("document-format-odt-about"),
        settings: &[notes::NOTES],
        sniff: odt::sniff,
        read: odt::read,
    },
    Format {
        id: "rtf",
        name: || say!("document-format-rtf"),
        extensions: &["rtf"],
        about: || say!("document-format-rtf-about"),
        settings: &[notes::NOTES],
        sniff: rtf::sniff,
        read: rtf::read,
    },
    Format {
        id: "epub",
        name: || say!("document-format-epub"),
        extensions: &["epub"],
        about: || say!("document-format-epub-about"),
        settings: &[epub::CHAPTERS],
        sniff: epub::sniff,
        read: epub::read,
    },
    #[cfg(feature = "pdf")]
    Format {
        id: "pdf",
        name: || say!("document-format-pdf"),
        extensions: &["pdf"],
        about: || say!("document-format-pdf-about"),
        settings: &[],
        sniff: pdf::sniff,
        read: pdf::read,
    },
    Format {
        id: "csv",
        name: || say!("tables-format-csv"),
        extensions: &["csv", "tsv", "tab"],
        about: || say!("tables-format-csv-about"),
        settings: table::DELIMITED_SETTINGS,
        sniff: table::is_delimited,
        read: |given| table::read(Kind::Delimited, given),
    },
    Format {
        id: "xlsx",
        name: || say!("tables-format-xlsx"),
        extensions: &["xlsx", "xlsm"],
        about: || say!("tables-format-xlsx-about"),
        settings: table::WORKBOOK_SETTINGS,
        sniff: table::is_xlsx,
        read: |given| table::read(Kind::Xlsx, given),
    },
    Format {
        id: "xls",
        name: || say!("tables-format-xls"),
        extensions: &["xls"],
        about: || say!("tables-format-xls-about"),
        settings: table::WORKBOOK_SETTINGS,
        sniff: table::is_xls,
        read: |given| table::read(Kind::Xls, given),
    },
    Format {
        id: "ods",
        name: || say!("tables-format-ods"),
        extensions: &["ods"],
        about: || say!("tables-format-ods-about"),
        settings: table::WORKBOOK_SETTINGS,
        sniff: table::is_ods,
        read: |given| table::read(Kind::Ods, given),
    },
    Format {
        id: "json",
        name: || say!("tables-format-json"),
        extensions: &["json"],
        about: || say!("tables-format-json-about"),
        settings: table::OBJECT_SETTINGS,
        sniff: table::is_json,
        read: |given| table::read(Kind::Json, given),
    },
    Format {
        id: "json-lines",
        name: || say!("tables-format-jsonl"),
        extensions: &["jsonl", "ndjson"],
        about: || say!("tables-format-jsonl-about"),
        settings: table::LINE_SETTINGS,
        sniff: table::is_json_lines,
        read: |given| table::read(Kind::JsonLines, given),
    },
    PLAIN,
];

/// What nothing else is.
pub(super) const PLAIN: Format = Format {
    id: "text",
    name: || say!("import-format-text"),
    extensions: &["txt", "text"],
    about: || say!("import-format-text-about"),
    settings: &[],
    sniff: |head| matches!(head.extension, "txt" | "text"),
    read: text::read,
};

/// Reads what the exports of a database come in; they are taken apart as all documents are.
fn read_container(given: &Given<'_>) -> Result<Found, Problem> {
    let within = Head::of(Path::new(given.name), given.bytes, sniff);
    (within.unwrap_or(&PLAIN).read)(given)
}

/// The format with this name on the command line.
#[must_use]
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

/// The format of a file that begins like this, if one knows it.
#[must_use]
pub fn sniff(head: &Head<'_>) -> Option<&'static Format> {
    FORMATS.iter().find(|format| (format.sniff)(head))
}

/// Whether a file in a folder is one to load: by its ending, or where that says too little, by how it begins.
#[must_use]
pub fn is_article(path: &Path) -> bool {
    let extension = extension(path);
    if !is_known_extension(&extension) {
        return false;
    }
    let by_ending = Head {
        extension: &extension,
        bytes: &[],
        text: "",
    };
    sniff(&by_ending).is_some()
        || beginning(path).is_some_and(|bytes| Head::of(path, &bytes, sniff).is_some())
}

/// Whether a file is a text with one article: a plain one, or one of which nothing is known.
#[must_use]
pub fn is_plain(path: &Path) -> bool {
    let bytes = beginning(path).unwrap_or_default();
    let known = Head::of(path, &bytes, sniff);
    known.is_none_or(|format| matches!(format.id, "text" | "markdown"))
}

/// Whether files that end like this are loaded from folders, whatever the case.
#[must_use]
pub fn is_known_extension(extension: &str) -> bool {
    FORMATS
        .iter()
        .flat_map(|format| format.extensions)
        .any(|known| known.eq_ignore_ascii_case(extension))
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::import::foreign;

    #[test]
    fn no_two_formats_have_one_name() {
        let articles = FORMATS.iter().map(|format| format.id);
        let annotations = foreign::FORMATS.iter().map(|format| format.id);
        let mut seen = BTreeSet::new();
        for id in articles.chain(annotations) {
            assert!(seen.insert(id), "{id} is the name of two formats");
        }
        assert_eq!(format("text").map(|format| format.id), Some("text"));
    }

    #[test]
    fn endings_are_lower_case_without_a_dot() {
        for ending in FORMATS.iter().flat_map(|format| format.extensions) {
            assert_eq!(ending.to_lowercase().trim_start_matches('.'), *ending);
        }
        assert!(is_known_extension("TXT"));
    }
}
