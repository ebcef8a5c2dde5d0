//! The page on which a thing of the codebook is deleted.

use egui::Ui;

use crate::app::dialogs::{Form, Verdict};
use crate::app::making::Making;
use crate::app::theme::space;
use crate::model::edits::{self, Takes};
use crate::model::{Item, Project};
use crate::say;

use super::{Around, Counted, Outcome, names};

/// Shows it.
pub fn show(counted: &mut Counted, ui: &mut Ui, around: &Around<'_>) -> Outcome {
    let mut first = counted.first;
    let mut form = Form::new(around.tokens, &mut first);
    let item = counted.item.clone();
    let is_known = counted.tell(ui, &form, |takes| lines(around.project, &item, takes));
    ui.add_space(space::SMALL);
    form.remark(
        ui,
        match item {
            Item::Tag(_) => say!("tagset-delete-help"),
            _ => say!("tagset-delete-other-help"),
        },
    );
    let waits = (!is_known).then(|| say!("tagset-counting"));
    let verdict = form.buttons_of_loss(ui, say!("tagset-delete"), around.why_not.or(waits));
    counted.first = first;
    match verdict {
        Verdict::Primary => {
            let author = around.author.clone();
            let making = Making::new(move |project| edits::delete_item(project, &author, &item));
            Outcome::Make(making, None)
        }
        Verdict::Cancel => Outcome::Leave,
        Verdict::Wait => Outcome::Stay,
    }
}

/// What goes with it and what stays without it, a line each.
fn lines(project: &Project, item: &Item, takes: &Takes) -> Vec<String> {
    let book = &project.codebook;
    let (own, articles) = (takes.own, takes.articles);
    let others: usize = takes.others.values().sum();
    let mut lines = Vec::new();
    match item {
        Item::Tag(_) => {
            lines.push(say!("tagset-takes-own", count = own, articles = articles));
            if takes.links > 0 {
                lines.push(say!("tagset-takes-links", count = takes.links));
            }
            for (who, count) in &takes.others {
                let who = project.annotator_name(who);
                lines.push(say!("tagset-others-stay", who = who, count = *count));
            }
        }
        Item::Link(_) => lines.push(say!("tagset-links-stay", count = own + others)),
        Item::Field(_) => lines.push(say!("tagset-values-stay", count = own + others)),
        Item::Type(_) => lines.push(say!("tagset-entities-stay", count = own)),
    }
    if !takes.roles.is_empty() {
        let roles: Vec<&str> = (takes.roles.iter())
            .filter_map(|id| Some(book.role(id)?.name.as_str()))
            .collect();
        lines.push(say!("tagset-takes-roles", roles = roles.join(", ")));
    }
    if !takes.members.is_empty() {
        let tags = names(book, &takes.members);
        lines.push(say!("tagset-members-up", tags = tags));
    }
    if !takes.ruled.is_empty() {
        let tags = names(book, &takes.ruled);
        lines.push(say!("tagset-takes-rules", tags = tags));
    }
    lines
}
