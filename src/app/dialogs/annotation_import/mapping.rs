//! What becomes of labels, relations and fields: a list to choose from for each.

use std::collections::BTreeMap;

use egui::Ui;
use smol_str::SmolStr;

use crate::app::dialogs::field::Form;
use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::import::foreign::{Choice, FieldChoice, Mapping, Observed, has_field};
use crate::model::{Attribute, Codebook};
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
    let name = ("label", title);
    part(ui, form, name, &mut mapping.tags, &count, &|_| &tags);
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
        &|_| &roles,
    );
    let used = seen.mark_fields();
    let of_tags = || book.tags.iter().flat_map(|tag| &tag.attributes);
    let [known, new] = [true, false].map(|is_known| field_choices(of_tags(), is_known));
    let mapped = &mapping.tags;
    // What the labels with this field become decides whether it is there.
    let is_known = |name: &SmolStr| {
        let labels = seen.labels.iter();
        let mut labels = labels.filter(|(_, label)| label.fields.contains_key(name));
        labels.any(|(label, _)| match mapped.get(label) {
            Some(Choice::To(id)) => book
                .tag(id)
                .is_some_and(|tag| has_field(&tag.attributes, name)),
            _ => false,
        })
    };
    let choices = |name: &SmolStr| if is_known(name) { &*known } else { &*new };
    let count = |name: &SmolStr| used.get(name).copied().unwrap_or(0);
    let title = say!("annotations-import-fields");
    let name = ("field", title);
    part(ui, form, name, &mut mapping.fields, &count, &choices);
    let fields = &book.article_attributes;
    let [known, new] = [true, false].map(|is_known| field_choices(fields.iter(), is_known));
    let choices = |name: &SmolStr| {
        if has_field(fields, name) {
            &*known
        } else {
            &*new
        }
    };
    let count = |name: &SmolStr| seen.fields.get(name).map_or(0, |it| it.count);
    let title = say!("annotations-import-article-fields");
    let name = ("article", title);
    let all = &mut mapping.article_fields;
    part(ui, form, name, all, &count, &choices);
}

/// What a field can become: the one of its name where that is known, or a new one.
fn field_choices<'a>(
    fields: impl Iterator<Item = &'a Attribute>,
    is_known: bool,
) -> Vec<(FieldChoice, String)> {
    let by_name = if is_known {
        say!("annotations-import-same-name")
    } else {
        say!("annotations-import-new-field")
    };
    let mut choices = vec![
        (FieldChoice::ByName, by_name.to_owned()),
        (
            FieldChoice::Note,
            say!("annotations-import-note").to_owned(),
        ),
        (
            FieldChoice::Skip,
            say!("annotations-import-skip").to_owned(),
        ),
    ];
    for field in fields {
        let choice = FieldChoice::To(field.id.clone());
        if choices.iter().all(|(known, _)| *known != choice) {
            choices.push((choice, field.name.clone()));
        }
    }
    choices
}

/// One list for each name, the most frequent first.
fn part<'c, T: PartialEq + Clone>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    (id, title): (&str, &str),
    all: &mut BTreeMap<SmolStr, T>,
    count: &dyn Fn(&SmolStr) -> usize,
    choices: &dyn Fn(&SmolStr) -> &'c [(T, String)],
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
            form.choice(ui, (name.as_str(), &*label), choice, choices(name));
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_is_not_there_is_offered_as_a_new_one() {
        let first = |is_known| {
            let choices = field_choices(core::iter::empty(), is_known);
            let (choice, name) = choices.into_iter().next().unwrap();
            assert_eq!(choice, FieldChoice::ByName);
            name
        };
        assert_eq!(first(true), "The field of that name");
        assert_eq!(first(false), "A new field");
    }
}
