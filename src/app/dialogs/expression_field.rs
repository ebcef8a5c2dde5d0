//! A field for a regular expression, in which what is wrong has a line under it.

use core::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Galley, Id, Response, Stroke, TextBuffer, TextEdit, TextStyle, Ui};

use super::super::theme::Tokens;

/// Shows the field of one line; `wrong` is which bytes of the text are to be marked, if they are still there.
pub(super) fn expression_field(
    ui: &mut Ui,
    tokens: &Tokens,
    id: Id,
    text: &mut String,
    wrong: Option<Range<usize>>,
) -> Response {
    let wrong = wrong.filter(|wrong| !wrong.is_empty() && text.get(wrong.clone()).is_some());
    let (color, error) = (tokens.text, tokens.error);
    let mut layouter = |ui: &Ui, text: &dyn TextBuffer, width: f32| -> Arc<Galley> {
        let format = |is_wrong: bool| TextFormat {
            color,
            underline: if is_wrong {
                Stroke::new(2.0, error)
            } else {
                Stroke::NONE
            },
            ..TextFormat::simple(TextStyle::Body.resolve(ui.style()), color)
        };
        let text = text.as_str();
        let mut job = LayoutJob::default();
        job.wrap.max_width = width;
        match wrong
            .clone()
            .filter(|wrong| text.get(wrong.clone()).is_some())
        {
            Some(wrong) => {
                job.append(&text[..wrong.start], 0.0, format(false));
                job.append(&text[wrong.clone()], 0.0, format(true));
                job.append(&text[wrong.end..], 0.0, format(false));
            }
            None => job.append(text, 0.0, format(false)),
        }
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let field = TextEdit::singleline(text)
        .id(id)
        .layouter(&mut layouter)
        .desired_width(f32::INFINITY);
    ui.add(field)
}
