//! The page on which a tag is merged into another one.

use egui::Ui;

use crate::app::dialogs::{FirstFocus, Form, Verdict};
use crate::app::making::Making;
use crate::app::theme::space;
use crate::model::{Item, TagId, edits};
use crate::say;

use super::super::rules::choose_tag;
use super::{Around, Counted, Outcome, moved};

/// Shows it.
pub fn show(
    counted: &mut Counted,
    into: &mut Option<TagId>,
    ui: &mut Ui,
    around: &Around<'_>,
) -> Outcome {
    let Some(from) = counted.tag().cloned() else {
        return Outcome::Leave;
    };
    // The list takes the first focus, which no field of the form does.
    let mut first = FirstFocus::STAYS;
    let mut form = Form::new(around.tokens, &mut first);
    let others: Vec<(TagId, String)> = (around.offered.iter())
        .filter(|(id, _)| *id != from)
        .cloned()
        .collect();
    let label = say!("tagset-merge-into");
    let field = choose_tag(ui, label, say!("tagset-nothing-chosen"), into, &others);
    counted.first.take(&field);
    ui.add_space(space::SMALL);
    counted.tell(ui, &form, |takes| moved(around.project, takes));
    form.remark(ui, say!("tagset-merge-help"));
    let missing = into.is_none().then(|| say!("tagset-choose-other"));
    let verdict = form.buttons(ui, say!("tagset-merge"), around.why_not.or(missing));
    match (verdict, into) {
        (Verdict::Primary, Some(into)) => {
            let (author, into) = (around.author.clone(), into.clone());
            let chosen = Item::Tag(into.clone());
            let make = move |project: &_| edits::merge_tags(project, &author, &from, &into);
            Outcome::Make(Making::new(make), Some(chosen))
        }
        (Verdict::Cancel, _) => Outcome::Leave,
        _ => Outcome::Stay,
    }
}
