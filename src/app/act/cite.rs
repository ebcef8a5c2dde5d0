//! A quotation with where it is from, as one paragraph for a paper or a letter.

use crate::app::workspace::Workspace;
use crate::model::ArticleMeta;
use crate::say;
use crate::text::{Span, Text, previous_grapheme, quotations_around, trim};

impl Workspace {
    /// The selected text with its citation, if text is selected.
    #[must_use]
    pub fn citation(&self) -> Option<String> {
        let span = self.selected()?;
        let open = self.open.as_ref()?;
        let text = &open.article.text;
        let span = Some(trim(text, span)).filter(|span| !span.is_empty())?;
        let last = previous_grapheme(text.as_str(), span.end);
        let paragraphs = [span.start, last].map(|at| open.reader.paragraph_number(at));
        Some(cite(text, &open.article.meta, span, paragraphs))
    }
}

/// `“text” (author, “title”, source, date, paragraph, characters)`; what is not known is left out. Characters are counted
/// as in files and exports: in code points, from 0, without the end.
fn cite(text: &Text, meta: &ArticleMeta, span: Span, [first, last]: [u32; 2]) -> String {
    let words = text.slice(span).split_whitespace().collect::<Vec<_>>();
    let quoted = words.join(" ");
    // A whole quotation has its marks.
    let has_marks = quotations_around(text, span)
        .iter()
        .any(|quotation| quotation.outer == span);
    let quoted = if has_marks {
        quoted
    } else {
        say!("quoted", text = quoted)
    };
    let title = Some(meta.title.trim()).filter(|title| !title.is_empty());
    let paragraph = if first == last {
        say!("cite-paragraph", number = first)
    } else {
        say!("cite-paragraphs", first = first, last = last)
    };
    let (start, end) = (
        text.to_code_point(span.start).0,
        text.to_code_point(span.end).0,
    );
    let source: Vec<String> = [
        meta.author.trim().to_owned(),
        title
            .map(|title| say!("quoted", text = title))
            .unwrap_or_default(),
        meta.source.trim().to_owned(),
        meta.date.map(|date| date.to_string()).unwrap_or_default(),
        paragraph,
        say!("cite-characters", start = start, end = end),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect();
    format!("{quoted} ({})", source.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(text: &str, part: &str, meta: &ArticleMeta) -> String {
        let start = text.find(part).unwrap();
        cite(
            &Text::new(text),
            meta,
            Span::of(start..start + part.len()),
            [2, 2],
        )
    }

    #[test]
    fn a_citation_is_one_paragraph_and_leaves_out_what_is_not_known() {
        let text = "é\nHe said: “We will not pay.”\nThen he  left.";
        let known = ArticleMeta {
            title: "Quay vote".to_owned(),
            source: "Coast Courier".to_owned(),
            author: "Maren Holt".to_owned(),
            date: Some(jiff::civil::date(2026, 3, 1)),
            ..ArticleMeta::default()
        };
        assert_eq!(
            cited(text, "Then he  left.", &known),
            "“Then he left.” (Maren Holt, “Quay vote”, Coast Courier, 2026-03-01, paragraph 2, characters 30–44)"
        );
        assert_eq!(
            cited(text, "“We will not pay.”", &ArticleMeta::default()),
            "“We will not pay.” (paragraph 2, characters 11–29)"
        );
    }
}
