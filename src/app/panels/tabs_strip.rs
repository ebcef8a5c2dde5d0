//! The tabs above the article.

use egui::accesskit::Role;
use egui::{Frame, Margin, Panel, Ui, WidgetInfo};

use crate::app::access::name_part;
use crate::app::theme::space;
use crate::app::typeset::TextButton;
use crate::app::workspace::Workspace;
use crate::model::ArticleId;
use crate::say;

use super::Room;

/// So many characters of a title are shown.
const TITLE: usize = 28;

/// What was done with a tab.
enum Done {
    Open(ArticleId),
    Close(ArticleId),
}

/// Draws the tabs, if an article was kept in one.
pub fn show(ui: &mut Ui, workspace: &mut Workspace, room: &mut Room<'_>) {
    let tabs = workspace.tabs();
    if tabs.is_empty() {
        return;
    }
    let here = workspace.key().map(|key| key.article);
    let strip = Panel::top("tabs").frame(
        Frame::new()
            .fill(room.tokens.panel)
            .inner_margin(Margin::symmetric(12, 4)),
    );
    let done = strip.show(ui, |ui| {
        name_part(ui, Role::TabList, say!("panel-tabs"));
        let area = egui::ScrollArea::horizontal().auto_shrink([false, true]);
        let row = area.show(ui, |ui| {
            ui.horizontal(|ui| row(ui, workspace, &tabs, here.as_ref()))
                .inner
        });
        row.inner
    });
    match done.inner {
        Some(Done::Open(id)) => {
            workspace.show_article(&id);
            room.focus_text();
        }
        Some(Done::Close(id)) => {
            workspace.close_tab(&id);
            room.focus_text();
        }
        None => {}
    }
}

fn row(
    ui: &mut Ui,
    workspace: &Workspace,
    tabs: &[ArticleId],
    here: Option<&ArticleId>,
) -> Option<Done> {
    ui.spacing_mut().item_spacing.x = space::SMALL;
    let mut done = None;
    for id in tabs {
        let Some(article) = workspace.project.articles.get(id) else {
            continue;
        };
        let title = article.meta.display_title();
        let is_here = Some(id) == here;
        let shown = crate::app::marking::shorten(title, TITLE);
        let tab = ui.add(TextButton::new(&shown).selected(is_here).whole());
        tab.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_here, title));
        if tab.on_hover_text(title).clicked() && !is_here {
            done = Some(Done::Open(id.clone()));
        }
        if workspace.is_kept(id) {
            let close = ui.small_button("×");
            close.widget_info(|| {
                WidgetInfo::labeled(Role::Button, true, say!("panel-tab-close", title = title))
            });
            if close.clicked() {
                done = Some(Done::Close(id.clone()));
            }
        }
    }
    done
}
