//! What `pdf_oxide` finds in a PDF. It may panic, never end or take all memory: it is called behind [`guard`](super::guard) only.

use std::collections::HashMap;

use pdf_oxide::document::ReadingOrder;
use pdf_oxide::layout::{TextChar, TextSpan};
use pdf_oxide::object::Object;
use pdf_oxide::optional_content::decode_pdf_text_string;
use pdf_oxide::{Error, PdfDocument};

use super::lines::is_rtl;
use super::pages::{Answer, Document, Page, Span};

/// Most pages of a document.
const PAGES: usize = 20_000;
/// After so many pages in a row that cannot be read the rest is not tried.
const BROKEN: usize = 100;
/// How far above and below its line a letter is looked for, in points.
const ROWS: i32 = 12;

/// Reads a PDF.
pub(super) fn answer(bytes: &[u8]) -> Answer {
    match read(bytes) {
        Ok(document) => Answer::Pages(document),
        Err(Error::EncryptedPdf) => Answer::Encrypted,
        Err(error) => Answer::Broken(error.to_string()),
    }
}

fn read(bytes: &[u8]) -> Result<Document, Error> {
    let pdf = PdfDocument::from_bytes(bytes.to_vec())?;
    // Many files may be read without a password and not be changed.
    if pdf.is_encrypted() && !pdf.authenticate(b"")? {
        return Err(Error::EncryptedPdf);
    }
    let count = pdf.page_count()?.min(PAGES);
    let mut document = Document {
        about: about(&pdf),
        ..Document::default()
    };
    let mut broken = 0;
    for index in 0..count {
        // Pages that are only counted and not there are not looked for one by one.
        let read = if broken < BROKEN {
            page(&pdf, index)
        } else {
            Err(Error::InvalidXref)
        };
        let page = match read {
            Ok(page) => page,
            Err(Error::EncryptedPdf) => return Err(Error::EncryptedPdf),
            Err(error) => Page {
                broken: error.to_string(),
                ..Page::default()
            },
        };
        broken = if page.broken.is_empty() {
            0
        } else {
            broken + 1
        };
        document.pages.push(page);
    }
    Ok(document)
}

fn page(pdf: &PdfDocument, index: usize) -> Result<Page, Error> {
    let (_, bottom, _, top) = pdf.get_page_media_box(index)?;
    let spans = pdf.extract_spans_with_reading_order(index, ReadingOrder::TopToBottom)?;
    let mut spans: Vec<Span> = spans.into_iter().map(span).collect();
    if spans.iter().any(runs_left) {
        spans = letter_by_letter(pdf, index, spans)?;
    }
    let has_picture =
        spans.is_empty() && pdf.page_image_handles(index).is_ok_and(|it| !it.is_empty());
    Ok(Page {
        height: (top - bottom).abs(),
        spans,
        has_picture,
        broken: String::new(),
    })
}

fn span(it: TextSpan) -> Span {
    Span {
        x: it.bbox.x,
        y: it.bbox.y,
        width: it.bbox.width,
        size: it.font_size,
        bold: it.font_weight.is_bold(),
        turned: it.rotation_degrees != 0.0 || it.wmode != 0,
        text: it.text,
    }
}

fn runs_left(span: &Span) -> bool {
    span.text.chars().any(is_rtl)
}

/// Stretches that run from right to left, letter by letter: in one stretch their words come now in this order and now in that,
/// while the places of letters are sure.
fn letter_by_letter(pdf: &PdfDocument, index: usize, spans: Vec<Span>) -> Result<Vec<Span>, Error> {
    let letters = pdf.extract_chars(index)?;
    let mut at: HashMap<i32, Vec<&Span>> = HashMap::new();
    for span in spans.iter().filter(|span| runs_left(span)) {
        at.entry(span.y.round() as i32).or_default().push(span);
    }
    let place = |letter: &TextChar| {
        let (x, y) = (letter.bbox.x, letter.bbox.y);
        let middle = x + letter.bbox.width / 2.0;
        let row = y.round() as i32;
        let near = (row - ROWS..=row + ROWS)
            .filter_map(|row| at.get(&row))
            .flatten();
        let mut within = near.filter(|it| {
            (it.y - y).abs() < it.size * 0.6
                && (it.x - 0.5..=it.x + it.width + 0.5).contains(&middle)
        });
        let span = within.next()?;
        Some(Span {
            text: letter.char.to_string(),
            x,
            width: letter.bbox.width,
            ..(*span).clone()
        })
    };
    let placed: Vec<Span> = letters.iter().filter_map(place).collect();
    let count = |spans: &mut dyn Iterator<Item = &Span>| {
        let letters = spans.flat_map(|span| span.text.chars());
        letters.filter(|c| !c.is_whitespace()).count()
    };
    let all = count(&mut spans.iter().filter(|span| runs_left(span)));
    // Rather in some order than lost.
    if count(&mut placed.iter()) * 20 < all * 19 {
        return Ok(spans);
    }
    let others = spans.into_iter().filter(|span| !runs_left(span));
    Ok(others.chain(placed).collect())
}

/// What the file says of itself.
fn about(pdf: &PdfDocument) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut take = |object: Option<&Object>, names: &[&str]| {
        let resolved = object.and_then(|object| pdf.resolve_object(object).ok());
        let Some(Object::Dictionary(dictionary)) = resolved else {
            return;
        };
        all.extend(
            names
                .iter()
                .filter_map(|name| string(pdf, &dictionary, name)),
        );
    };
    if let Object::Dictionary(trailer) = pdf.trailer() {
        let names = [
            "Title",
            "Author",
            "Subject",
            "Keywords",
            "CreationDate",
            "ModDate",
        ];
        take(trailer.get("Info"), &names);
    }
    take(pdf.catalog().ok().as_ref(), &["Lang"]);
    all
}

fn string(
    pdf: &PdfDocument,
    dictionary: &HashMap<String, Object>,
    name: &str,
) -> Option<(String, String)> {
    match pdf.resolve_object(dictionary.get(name)?).ok()? {
        Object::String(bytes) => Some((name.to_owned(), decode_pdf_text_string(&bytes))),
        _ => None,
    }
}
