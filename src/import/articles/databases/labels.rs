//! The words by which databases say what is what, in the languages in which they speak.

use super::super::language::named;

/// What a line says of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Title,
    Source,
    Author,
    Date,
    Section,
    Page,
    Length,
    Language,
    Loaded,
    Document,
    Url,
    Dateline,
    Type,
    Subject,
    /// Words that open the article.
    Lead,
    /// The text begins here.
    Text,
    /// What stands behind the text, and is none of it.
    Rest,
}

impl Field {
    /// Its name among what else is known of an article; empty for what has a field of its own.
    pub fn name(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Page => "page",
            Self::Length => "length",
            Self::Loaded => "loaded",
            Self::Document => "document",
            Self::Dateline => "dateline",
            Self::Type => "type",
            Self::Subject => "subject",
            _ => "",
        }
    }
}

/// The labels of Nexis, lower case.
const NEXIS: &[(&str, Field)] = &[
    ("byline", Field::Author),
    ("autor", Field::Author),
    ("auteur", Field::Author),
    ("section", Field::Section),
    ("rubrik", Field::Section),
    ("rubrique", Field::Section),
    ("sección", Field::Section),
    ("seccion", Field::Section),
    ("length", Field::Length),
    ("länge", Field::Length),
    ("laenge", Field::Length),
    ("longueur", Field::Length),
    ("longitud", Field::Length),
    ("load-date", Field::Loaded),
    ("update", Field::Loaded),
    ("ladedatum", Field::Loaded),
    ("date-chargement", Field::Loaded),
    ("date de chargement", Field::Loaded),
    ("fecha-carga", Field::Loaded),
    ("language", Field::Language),
    ("sprache", Field::Language),
    ("langue", Field::Language),
    ("idioma", Field::Language),
    ("dateline", Field::Dateline),
    ("publication-type", Field::Type),
    ("zeitungs-typ", Field::Type),
    ("type-publication", Field::Type),
    ("tipo-publicación", Field::Type),
    ("subject", Field::Rest),
    ("journal-code", Field::Rest),
    ("journal code", Field::Rest),
    ("acc-no", Field::Document),
    ("highlight", Field::Lead),
    ("graphic", Field::Rest),
    ("grafik", Field::Rest),
    ("graphique", Field::Rest),
    ("classification", Field::Rest),
    ("notes", Field::Rest),
    ("copyright", Field::Rest),
    ("series", Field::Section),
    ("url", Field::Url),
    ("body", Field::Text),
];

/// The labels of `ProQuest`, lower case.
const PROQUEST: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("author", Field::Author),
    ("publication title", Field::Source),
    ("publication date", Field::Date),
    ("publication info", Field::Rest),
    ("pages", Field::Page),
    ("first page", Field::Page),
    ("section", Field::Section),
    ("dateline", Field::Dateline),
    ("language of publication", Field::Language),
    ("language", Field::Language),
    ("document type", Field::Type),
    ("source type", Field::Rest),
    ("proquest document id", Field::Document),
    ("document url", Field::Url),
    ("proquest document link", Field::Url),
    ("subject", Field::Subject),
    ("last updated", Field::Loaded),
    ("full text", Field::Text),
    ("abstract", Field::Rest),
    ("location", Field::Rest),
    ("people", Field::Rest),
    ("company / organization", Field::Rest),
    ("publication subject", Field::Rest),
    ("publication year", Field::Rest),
    ("publisher", Field::Rest),
    ("place of publication", Field::Rest),
    ("country of publication", Field::Rest),
    ("issn", Field::Rest),
    ("e-issn", Field::Rest),
    ("isbn", Field::Rest),
    ("copyright", Field::Rest),
    ("database", Field::Rest),
    ("identifier / keyword", Field::Rest),
    ("volume", Field::Rest),
    ("issue", Field::Rest),
    ("number of pages", Field::Rest),
    ("column", Field::Rest),
    ("links", Field::Rest),
    ("credit", Field::Rest),
    ("edition", Field::Rest),
];

/// The field that a line of Nexis is, and what it says: “Section: News; Pg. 4”.
pub fn of_nexis(line: &str) -> Option<(Field, &str)> {
    labelled(line, NEXIS)
}

/// The field that a line of `ProQuest` is, and what it says.
pub fn of_proquest(line: &str) -> Option<(Field, &str)> {
    labelled(line, PROQUEST)
}

fn labelled<'a>(line: &'a str, labels: &[(&str, Field)]) -> Option<(Field, &'a str)> {
    let space = |c: char| c.is_whitespace();
    let (label, value) = match line.split_once(':') {
        Some((label, value)) => (label, value.trim_matches(space)),
        // Some stand above what they say.
        None if line.chars().count() <= 30 => (line, ""),
        None => return None,
    };
    if label.len() > 30 {
        return None;
    }
    let label = label.trim_matches(space).to_lowercase();
    let field = labels.iter().find(|(known, _)| *known == label)?;
    // Without a colon, only what is a heading of its own says so.
    let is_heading = matches!(field.1, Field::Text | Field::Rest);
    (line.contains(':') || is_heading && line.starts_with(char::is_uppercase))
        .then_some((field.1, value))
}

/// “End of Document”.
pub fn ends_document(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    matches!(
        line.as_str(),
        "end of document"
            | "ende des dokuments"
            | "fin du document"
            | "fin de documento"
            | "fin del documento"
    )
}

/// The number of an article in an old export: “3 of 12 DOCUMENTS”, “Dokument 3 von 12”, “Document 3 de 12”.
pub fn begins_document(line: &str) -> Option<usize> {
    let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let ([number, "of", all, "documents" | "document"]
    | [
        "document" | "dokument" | "documento",
        number,
        "of" | "von" | "de",
        all,
    ]
    | [number, "von", all, "dokumenten"]
    | [number, "de" | "sur", all, "documents" | "documentos"]) = words.as_slice()
    else {
        return None;
    };
    let number: usize = number.parse().ok()?;
    let all: usize = all.parse().ok()?;
    (1..=all).contains(&number).then_some(number)
}

/// Whether a line of a text with broken lines is a paragraph whatever stands around it.
pub fn stands_alone(line: &str) -> bool {
    begins_document(line).is_some() || ends_document(line) || is_rule(line)
}

/// Whether a line of a text with broken lines begins a paragraph whatever stands before it.
pub fn begins_paragraph(line: &str) -> bool {
    let has_label = line.contains(':') && labelled(line, PROQUEST).is_some();
    has_label && line.starts_with(char::is_uppercase)
}

/// A line of underscores or the like.
pub fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 20 && line.chars().all(|c| matches!(c, '_' | '-' | '=' | '*'))
}

/// “© …”, “Copyright 2026 …”.
pub fn is_copyright(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    line.starts_with('©')
        || line.starts_with("copyright")
        || line == "all rights reserved"
        || line == "alle rechte vorbehalten"
        || line == "tous droits réservés"
}

/// The tag of a language by the name that a database gives it: “English; NEWSPAPER” is `en`.
pub fn language(name: &str) -> &'static str {
    let name = name.to_lowercase();
    let name = name
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    named(name).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_say_what_they_are() {
        assert_eq!(
            of_nexis("Section:\u{a0}News; Pg. 4"),
            Some((Field::Section, "News; Pg. 4"))
        );
        assert_eq!(
            of_nexis("LÄNGE: 355 Wörter"),
            Some((Field::Length, "355 Wörter"))
        );
        assert_eq!(of_nexis("Body"), Some((Field::Text, "")));
        assert_eq!(of_nexis("The mayor said: no"), None);
        assert_eq!(of_nexis("section"), None);
        assert_eq!(
            of_proquest("Publication date: Mar 1, 2026"),
            Some((Field::Date, "Mar 1, 2026"))
        );
        for line in [
            "3 of 12 DOCUMENTS",
            "Dokument 3 von 12",
            "Document 3 de 12",
            "DOCUMENT 3 OF 12",
        ] {
            assert_eq!(begins_document(line), Some(3), "{line}");
        }
        for line in [
            "13 of 12 DOCUMENTS",
            "One of 12 documents",
            "3 of 12 documents were lost",
        ] {
            assert_eq!(begins_document(line), None, "{line}");
        }
        assert!(ends_document(" End of Document ") && !ends_document("The end of document two"));
        assert_eq!(language("English; NEWSPAPER"), "en");
        assert_eq!(language("Ukrainian"), "uk");
        assert_eq!(language("klingon"), "");
    }
}
