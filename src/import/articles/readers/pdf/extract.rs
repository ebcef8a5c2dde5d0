//! What `pdf_oxide` finds in a PDF. It may panic, never end or take all memory: it is called behind [`guard`](super::guard) only.

use std::collections::HashMap;

use pdf_oxide::document::ReadingOrder;
use pdf_oxide::layout::TextSpan;
use pdf_oxide::object::Object;
use pdf_oxide::optional_content::decode_pdf_text_string;
use pdf_oxide::{Error, PdfDocument};

use super::pages::{Answer, Document, Page, Span};

/// Most pages of a document.
const PAGES: usize = 20_000;

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
    for index in 0..count {
        let page = match page(&pdf, index) {
            Ok(page) => page,
            Err(Error::EncryptedPdf) => return Err(Error::EncryptedPdf),
            Err(error) => Page {
                broken: error.to_string(),
                ..Page::default()
            },
        };
        document.pages.push(page);
    }
    Ok(document)
}

fn page(pdf: &PdfDocument, index: usize) -> Result<Page, Error> {
    let (_, bottom, _, top) = pdf.get_page_media_box(index)?;
    let spans = pdf.extract_spans_with_reading_order(index, ReadingOrder::TopToBottom)?;
    let spans: Vec<Span> = spans.into_iter().map(span).collect();
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
