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

/// Below this width, in points, text and guidelines would leave each other no lines to read.
const SIDE_BY_SIDE: f32 = 480.0;

/// Draws the pane at the right of the text, or below it where there is little room.
pub fn show(ui: &mut Ui, project: &Project, guide: &mut Guide, room: &mut Room<'_>) {
    let tokens = room.tokens;
    let size = ui.available_size();
    let frame = Frame::new().fill(tokens.raised);
    if size.x < SIDE_BY_SIDE {
        let panel = Panel::bottom("guidelines below")
            .resizable(false)
            .exact_size(size.y * 0.4)
            .frame(frame.inner_margin(Margin::symmetric(14, 6)));
        panel.show(ui, |ui| page(ui, project, guide, room));
        return;
    }
    let edge = Edge::new(ui, "guidelines", Key::ArrowLeft);
    let most = size.x * 0.45;
    let panel = Panel::right("guidelines")
        .default_size((size.x * 0.34).clamp(200.0, 420.0))
        .size_range(160.0_f32.min(most)..=most)
        .frame(frame.inner_margin(Margin::symmetric(14, 10)))
        .show(ui, |ui| page(ui, project, guide, room));
    edge.show(ui, panel.response.rect, tokens);
}

/// The heading and the page below it.
fn page(ui: &mut Ui, project: &Project, guide: &mut Guide, room: &mut Room<'_>) {
    name_part(ui, Role::Complementary, say!("tagset-part-guidelines"));
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(say!("tagset-guidelines-title")).strong());
        if ui.button(say!("tagset-edit")).clicked() {
            room.wish(Command::Guidelines);
        }
        if ui.button(say!("tagset-close")).clicked() {
            room.wish(Command::GuidelinesPane);
        }
    });
    ui.add_space(space::SMALL);
    let area = egui::ScrollArea::vertical().auto_shrink(false);
    area.show(ui, |ui| {
        access::beside_bar().show(ui, |ui| body(ui, room.tokens, project, guide, room));
        access::follow(ui);
    });
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
