//! The annotation guidelines beside the text: to be read while one marks.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Frame, Key, Margin, Panel, RichText, Ui};

use crate::app::access::{self, Edge, name_part};
use crate::app::command::Command;
use crate::app::dialogs::markdown::{self, Block};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::model::Project;
use crate::say;

use super::Room;

/// The guidelines on screen.
#[derive(Debug, Default)]
pub struct Guide {
    /// The page, and the text that it was made of.
    page: Option<(Arc<str>, Vec<Block>)>,
    /// The name of the tag whose section is to be shown.
    wanted: Option<String>,
}

impl Guide {
    /// Shows the section of a tag with the next frame.
    pub fn go_to(&mut self, tag: &str) {
        self.wanted = Some(tag.to_owned());
    }

    fn page(&mut self, project: &Project) -> &[Block] {
        let text = &project.guidelines;
        let is_current = self
            .page
            .as_ref()
            .is_some_and(|(of, _)| Arc::ptr_eq(of, text));
        if !is_current {
            let (shown, _) = markdown::beginning(text);
            self.page = Some((Arc::clone(text), markdown::parse(shown)));
        }
        self.page.as_ref().map_or(&[], |(_, blocks)| blocks)
    }
}

/// Draws the pane at the right of the text.
pub fn show(ui: &mut Ui, project: &Project, guide: &mut Guide, room: &mut Room<'_>) {
    let tokens = room.tokens;
    let width = ui.available_width();
    let edge = Edge::new(ui, "guidelines", Key::ArrowLeft);
    let most = (width * 0.45).max(200.0);
    let panel = Panel::right("guidelines")
        .default_size((width * 0.34).clamp(200.0, 420.0))
        .size_range(160.0_f32.min(most)..=most)
        .frame(
            Frame::new()
                .fill(tokens.raised)
                .inner_margin(Margin::symmetric(14, 10)),
        )
        .show(ui, |ui| {
            name_part(ui, Role::Complementary, say!("tagset-part-guidelines"));
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(say!("tagset-guidelines-title")).strong());
                if ui.small_button(say!("tagset-edit")).clicked() {
                    room.wish(Command::Guidelines);
                }
                if ui.small_button(say!("tagset-close")).clicked() {
                    room.wish(Command::GuidelinesPane);
                }
            });
            ui.add_space(space::SMALL);
            let area = egui::ScrollArea::vertical().auto_shrink(false);
            area.show(ui, |ui| {
                body(ui, tokens, project, guide, room);
                access::follow(ui);
            });
        });
    edge.show(ui, panel.response.rect, tokens);
}

fn body(ui: &mut Ui, tokens: &Tokens, project: &Project, guide: &mut Guide, room: &mut Room<'_>) {
    let wanted = guide.wanted.take();
    let blocks = guide.page(project);
    if blocks.is_empty() {
        ui.add(TextLabel::new(say!("tagset-no-guidelines")).color(tokens.weak));
        return;
    }
    let section = wanted
        .as_deref()
        .map(|tag| markdown::section_of(blocks, tag));
    if let (Some(None), Some(tag)) = (section, &wanted) {
        room.notices.say(say!("tagset-no-section", tag = tag));
    }
    markdown::show_from(ui, tokens, blocks, section.flatten());
}
