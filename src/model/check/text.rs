//! What is to be known of the text of an article.

use crate::model::Article;
use crate::say;
use crate::text::{Byte, Span, invisibles};

use super::{Finding, Level};

/// A note when a text has characters that turn the direction of what stands around them: it may read other than it is.
/// It names the first one; `file` is that of the text.
#[must_use]
pub fn check_text(article: &Article, file: &str) -> Option<Finding> {
    let text = &article.text;
    let count = text.invisible_count();
    if count.directions == 0 {
        return None;
    }
    let first = invisibles(text, Span::between(Byte(0), text.end()))
        .find(crate::text::Invisible::turns_direction)?;
    let paragraph = text.paragraph_at(first.span.start);
    let before = text.slice(Span::between(paragraph.span.start, first.span.start));
    let message = say!(
        "check-text-invisible",
        count = count.in_words(),
        first = first.name(),
    );
    Some(Finding {
        line: Some(paragraph.index + 1),
        column: Some(before.chars().count() + 1),
        article: Some(article.id.clone()),
        ..Finding::new(Level::Note, file, message)
    })
}
