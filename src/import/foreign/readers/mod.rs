//! One file a format, and the table of them.

mod brat;
mod cas;
mod cas_json;
mod cas_xmi;
mod conll;
mod conllu;
mod database;
mod dna;
mod doccano;
mod json;
mod jsonl;
mod label_studio;
mod prodigy;
mod refi;
mod refi_codebook;
mod taguette;
mod tokens;
mod w3c;
mod webanno;
mod xml;

use crate::say;

use super::options::{BY_FILE, FOLDERS, LABEL_FEATURE};
use super::{Format, Unit};

/// Every format that annotations can be taken from: dialogs, the help of the command line and the guess of a file's format,
/// which is that of the first that knows it, read this.
pub const FORMATS: &[Format] = &[
    Format {
        id: "jsonl",
        name: || say!("foreign-format-jsonl"),
        extensions: &["jsonl"],
        unit: Unit::CodePoint,
        about: || say!("foreign-format-jsonl-about"),
        settings: &[],
        keeps_ids: true,
        sniff: jsonl::sniff,
        read: jsonl::read,
    },
    Format {
        id: "brat",
        name: || say!("foreign-format-brat"),
        extensions: &["ann"],
        unit: Unit::CodePoint,
        about: || say!("foreign-format-brat-about"),
        settings: &[FOLDERS],
        keeps_ids: false,
        sniff: brat::sniff,
        read: brat::read,
    },
    Format {
        id: "prodigy",
        name: || say!("foreign-format-prodigy"),
        extensions: &["jsonl"],
        unit: Unit::CodePoint,
        about: || say!("foreign-format-prodigy-about"),
        settings: &[BY_FILE],
        keeps_ids: false,
        sniff: prodigy::sniff,
        read: prodigy::read,
    },
    Format {
        id: "doccano",
        name: || say!("foreign-format-doccano"),
        extensions: &["jsonl", "json"],
        unit: Unit::CodePoint,
        about: || say!("foreign-format-doccano-about"),
        settings: &[BY_FILE, doccano::TEXT_KEY],
        keeps_ids: false,
        sniff: doccano::sniff,
        read: doccano::read,
    },
    Format {
        id: "label-studio",
        name: || say!("foreign-format-label-studio"),
        extensions: &["json"],
        unit: Unit::CodePoint,
        about: || say!("foreign-format-label-studio-about"),
        settings: &[label_studio::PREDICTIONS],
        keeps_ids: false,
        sniff: label_studio::sniff,
        read: label_studio::read,
    },
    Format {
        id: "uima-json",
        name: || say!("foreign-format-uima-json"),
        extensions: &["json"],
        unit: Unit::Utf16,
        about: || say!("foreign-format-uima-json-about"),
        settings: &[LABEL_FEATURE, FOLDERS],
        keeps_ids: false,
        sniff: cas_json::sniff,
        read: cas_json::read,
    },
    Format {
        id: "uima-xmi",
        name: || say!("foreign-format-uima-xmi"),
        extensions: &["xmi", "xml"],
        unit: Unit::Utf16,
        about: || say!("foreign-format-uima-xmi-about"),
        settings: &[LABEL_FEATURE, FOLDERS],
        keeps_ids: false,
        sniff: cas_xmi::sniff,
        read: cas_xmi::read,
    },
    Format {
        id: "webanno",
        name: || say!("foreign-format-webanno"),
        extensions: &["tsv"],
        unit: Unit::Utf16,
        about: || say!("foreign-format-webanno-about"),
        settings: &[LABEL_FEATURE, FOLDERS],
        keeps_ids: false,
        sniff: webanno::sniff,
        read: webanno::read,
    },
    Format {
        id: "conllu-plus",
        name: || say!("foreign-format-conllu-plus"),
        extensions: &["conllup", "conllu"],
        unit: Unit::CodePoint,
        about: || say!("foreign-format-conllu-plus-about"),
        settings: &[BY_FILE],
        keeps_ids: false,
        sniff: conllu::sniff,
        read: conllu::read,
    },
    Format {
        id: "conll",
        name: || say!("foreign-format-conll"),
        extensions: &["conll", "bio", "iob", "iob2", "bioes", "tsv"],
        unit: Unit::CodePoint,
        about: || say!("foreign-format-conll-about"),
        settings: &[BY_FILE],
        keeps_ids: false,
        sniff: conll::sniff,
        read: conll::read,
    },
    Format {
        id: "refi-qda",
        name: || say!("foreign-format-refi-qda"),
        extensions: &["qdpx", "qde"],
        unit: Unit::CodePoint,
        about: || say!("foreign-format-refi-qda-about"),
        settings: &[],
        keeps_ids: false,
        sniff: refi::sniff,
        read: refi::read,
    },
    Format {
        id: "refi-codebook",
        name: || say!("foreign-format-refi-codebook"),
        extensions: &["qdc"],
        unit: Unit::CodePoint,
        about: || say!("foreign-format-refi-codebook-about"),
        settings: &[],
        keeps_ids: false,
        sniff: refi_codebook::sniff,
        read: refi_codebook::read,
    },
    Format {
        id: "dna",
        name: || say!("foreign-format-dna"),
        extensions: &["dna"],
        unit: Unit::Utf16,
        about: || say!("foreign-format-dna-about"),
        settings: &[],
        keeps_ids: false,
        sniff: dna::sniff,
        read: dna::read,
    },
    Format {
        id: "taguette",
        name: || say!("foreign-format-taguette"),
        extensions: &["sqlite3", "sqlite", "db"],
        unit: Unit::Byte,
        about: || say!("foreign-format-taguette-about"),
        settings: &[],
        keeps_ids: false,
        sniff: taguette::sniff,
        read: taguette::read,
    },
    Format {
        id: "web-annotation",
        name: || say!("foreign-format-web-annotation"),
        extensions: &["jsonld", "json"],
        unit: Unit::CodePoint,
        about: || say!("foreign-format-web-annotation-about"),
        settings: &[],
        keeps_ids: false,
        sniff: w3c::sniff,
        read: w3c::read,
    },
];
