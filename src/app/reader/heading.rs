//! What stands above the text: title, source, author and date.

use egui::{Painter, Pos2};

use super::super::theme::Tokens;
use super::super::typeset::{Face, Paragraph, Style, Typography, direction_of};
use super::column::Setting;

/// What is known of an article beside its text; what is not known is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heading<'a> {
    /// Shown unless it is the first line of the text.
    pub title: &'a str,
    /// The newspaper.
    pub source: &'a str,
    /// Who wrote it.
    pub author: &'a str,
    /// When it appeared, as it is to be shown.
    pub date: &'a str,
}

impl Heading<'_> {
    /// Source, author and date on one line.
    pub(super) fn line(&self) -> String {
        let known: Vec<_> = [self.source, self.author, self.date]
            .into_iter()
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(super::super::typeset::isolated)
            .collect();
        known.join(" · ")
    }
}

/// A heading that is laid out.
#[derive(Debug, Default)]
pub(super) struct Header {
    key: Option<(String, String, Setting)>,
    title: Option<Paragraph>,
    line: Option<Paragraph>,
    /// Physical pixels.
    pub height: f64,
}

/// Empty space above everything, between title and line, and below, in ems of running text.
const ABOVE: f32 = 1.6;
const BETWEEN: f32 = 0.35;
const BELOW: f32 = 1.1;

impl Header {
    /// Lays a heading out, if it is not already.
    pub fn update(
        &mut self,
        heading: &Heading<'_>,
        first_line: &str,
        setting: &Setting,
        typography: &Typography,
    ) {
        let title = heading.title.trim();
        let title = if title == first_line.trim() {
            ""
        } else {
            title
        };
        let line = heading.line();
        let known = self
            .key
            .as_ref()
            .is_some_and(|(a, b, c)| a == title && *b == line && c == setting);
        if known {
            return;
        }
        let lay_out = |text: &str, style: &Style| {
            (!text.is_empty())
                .then(|| typography.lay_out(text, style, setting.width, setting.scale))
        };
        let size = setting.size;
        // The whole heading is on the side on which the text begins.
        let direction = direction_of(first_line).or_else(|| direction_of(title));
        let title_style = Style {
            bold: true,
            direction,
            line_height: 1.25,
            ..Style::new(Face::Reading, size * 1.5)
        };
        self.title = lay_out(title, &title_style);
        self.line = lay_out(
            &line,
            &Style {
                direction,
                ..Style::new(Face::Interface, size * 0.76)
            },
        );
        let points = ABOVE * size
            + self
                .title
                .as_ref()
                .map_or(0.0, |title| title.height() + BETWEEN * size)
            + self
                .line
                .as_ref()
                .map_or(0.0, |line| line.height() + BELOW * size);
        self.height = f64::from((points * setting.scale).round());
        self.key = Some((title.to_owned(), line, *setting));
    }

    /// Paints it with its top left corner at a point.
    pub fn paint(
        &self,
        painter: &Painter,
        corner: Pos2,
        size: f32,
        tokens: &Tokens,
        typography: &Typography,
    ) {
        let mut at = corner + egui::vec2(0.0, ABOVE * size);
        if let Some(title) = &self.title {
            typography.paint(painter, title, at, tokens.text);
            at.y += title.height() + BETWEEN * size;
        }
        if let Some(line) = &self.line {
            typography.paint(painter, line, at, tokens.weak);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_has_only_what_is_known() {
        let heading = Heading {
            title: "T",
            source: "Coastwire",
            author: " ",
            date: "2 March 2026",
        };
        assert_eq!(heading.line(), "Coastwire · 2 March 2026");
        assert_eq!(Heading::default().line(), "");
    }
}
