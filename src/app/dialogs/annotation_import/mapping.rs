//! What becomes of labels, relations and fields: a list to choose from for each.

use std::collections::BTreeMap;

use egui::Ui;
use smol_str::SmolStr;

use crate::app::dialogs::field::Form;
use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::import::foreign::{Choice, FieldChoice, Mapping, Observed};
use crate::model::{AttributeId, Codebook};
use crate::say;

/// More fields, labels or relations than this are left to the command line: nobody scrolls through them.
const MOST: usize = 200;

/// Shows what becomes of all that the files use, and lets it be changed.
pub(super) fn show(
    ui: &mut Ui,
    form: &mut Form<'_>,
    book: &Codebook,
    seen: &Observed,
    mapping: &mut Mapping,
) {
    let new = || (Choice::New, say!("annotations-import-new").to_owned());
    let skip = || (Choice::Skip, say!("annotations-import-skip").to_owned());
    let count = |name: &SmolStr| seen.labels.get(name).map_or(0, |it| it.count);
    let mut tags = vec![new(), skip()];
    let all = book.tags.iter().filter(|tag| !tag.group && !tag.retired);
    tags.extend(all.map(|tag| (Choice::To(tag.id.clone()), tag.name.clone())));
    // Labels that nothing is marked with come behind those that matter.
    let title = say!("annotations-import-labels");
    part(ui, form, ("label", title), &mut mapping.tags, &count, &tags);
    let mut roles = vec![
        (Choice::New, say!("annotations-import-new-role").to_owned()),
        (Choice::Skip, say!("annotations-import-skip").to_owned()),
    ];
    roles.extend(
        book.roles
            .iter()
            .map(|role| (Choice::To(role.id.clone()), role.name.clone())),
    );
    let count = |name: &SmolStr| seen.roles.get(name).map_or(0, |it| it.count);
    let title = say!("annotations-import-roles");
    part(
        ui,
        form,
        ("role", title),
        &mut mapping.roles,
        &count,
        &roles,
    );
    let used = seen.mark_fields();
    let fields = book.tags.iter().flat_map(|tag| &tag.attributes);
    let fields = field_choices(fields.map(|field| (&field.id, field.name.as_str())));
    let count = |name: &SmolStr| used.get(name).copied().unwrap_or(0);
    let title = say!("annotations-import-fields");
    part(
        ui,
        form,
        ("field", title),
        &mut mapping.fields,
        &count,
        &fields,
    );
    let fields = book.article_attributes.iter();
    let fields = field_choices(fields.map(|field| (&field.id, field.name.as_str())));
    let count = |name: &SmolStr| seen.fields.get(name).map_or(0, |it| it.count);
    let title = say!("annotations-import-article-fields");
    let name = ("article", title);
    part(ui, form, name, &mut mapping.article_fields, &count, &fields);
}

/// What a field can become.
fn field_choices<'a>(
    fields: impl Iterator<Item = (&'a AttributeId, &'a str)>,
) -> Vec<(FieldChoice, String)> {
    let mut choices = vec![
        (
            FieldChoice::ByName,
            say!("annotations-import-same-name").to_owned(),
        ),
        (
            FieldChoice::Note,
            say!("annotations-import-note").to_owned(),
        ),
        (
            FieldChoice::Skip,
            say!("annotations-import-skip").to_owned(),
        ),
    ];
    for (id, name) in fields {
        let choice = FieldChoice::To(id.clone());
        if choices.iter().all(|(known, _)| *known != choice) {
            choices.push((choice, name.to_owned()));
        }
    }
    choices
}

/// One list for each name, the most frequent first.
fn part<T: PartialEq + Clone>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    (id, title): (&str, &str),
    all: &mut BTreeMap<SmolStr, T>,
    count: &dyn Fn(&SmolStr) -> usize,
    choices: &[(T, String)],
) {
    if all.is_empty() {
        return;
    }
    ui.add_space(space::MEDIUM);
    ui.add(TextLabel::new(title).bold(true));
    let mut rows: Vec<(&SmolStr, &mut T)> = all.iter_mut().collect();
    rows.sort_by_key(|(name, _)| core::cmp::Reverse(count(name)));
    for (name, choice) in rows.into_iter().take(MOST) {
        ui.push_id((id, name.as_str()), |ui| {
            let label = say!(
                "annotations-import-row",
                name = name.as_str(),
                count = count(name)
            );
            form.choice(ui, (name.as_str(), &*label), choice, choices);
        });
    }
}
