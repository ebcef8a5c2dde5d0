//! The page on which two fields are merged: of a tag, of the article or of a type of entity.

use egui::Ui;

use crate::app::dialogs::{Awaited, FirstFocus, Form, Verdict};
use crate::app::making::Making;
use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::model::edits::{self, Owner, Union};
use crate::model::{AttributeId, Codebook, Item};
use crate::say;
use crate::store::Progress;

use super::{Around, Outcome};

/// Values that do not fit are listed, so many of them.
const LISTED: usize = 12;

/// Which two fields, and what would come of merging them.
#[derive(Debug)]
pub struct FieldsForm {
    owner: Option<Owner>,
    from: Option<AttributeId>,
    into: Option<AttributeId>,
    first: FirstFocus,
    looking: Option<(Pair, Awaited<Union>)>,
    union: Option<(Pair, Union)>,
}

type Pair = (AttributeId, AttributeId);

impl FieldsForm {
    /// The form for a thing of the codebook.
    pub fn of(book: &Codebook, item: &Item) -> Self {
        let owner = match item {
            Item::Tag(id) => Some(Owner::Tag(id.clone())),
            Item::Field(_) => Some(Owner::Article),
            Item::Type(id) => Some(Owner::EntityType(id.clone())),
            Item::Link(_) => None,
        };
        let from = match (item, &owner) {
            (Item::Field(id), _) => Some(id.clone()),
            // Of two there is nothing to choose from.
            (_, Some(owner)) => match owner.attributes(book) {
                [_, second] => Some(second.id.clone()),
                _ => None,
            },
            _ => None,
        };
        let mut fields = owner.iter().flat_map(|owner| owner.attributes(book));
        let other = fields.find(|field| from.as_ref().is_some_and(|from| field.id != *from));
        let is_only = owner
            .as_ref()
            .is_some_and(|it| it.attributes(book).len() == 2);
        Self {
            into: other.filter(|_| is_only).map(|field| field.id.clone()),
            owner,
            from,
            first: FirstFocus::default(),
            looking: None,
            union: None,
        }
    }

    /// Shows it.
    pub(super) fn show(&mut self, ui: &mut Ui, around: &Around<'_>) -> Outcome {
        let Some(owner) = self.owner.clone() else {
            return Outcome::Leave;
        };
        let mut first = self.first;
        let mut form = Form::new(around.tokens, &mut first);
        let fields = owner.attributes(around.book());
        let offered = |but: &Option<AttributeId>| -> Vec<(Option<AttributeId>, String)> {
            let none = (None, say!("tagset-no-field-chosen").to_owned());
            let others = fields
                .iter()
                .filter(|field| Some(&field.id) != but.as_ref());
            let others = others.map(|field| (Some(field.id.clone()), field.name.clone()));
            core::iter::once(none).chain(others).collect()
        };
        let label = ("from", say!("tagset-merge-fields-from"));
        form.choice(ui, label, &mut self.from, &offered(&self.into));
        let label = ("into", say!("tagset-merge-fields-into"));
        form.choice(ui, label, &mut self.into, &offered(&self.from));
        ui.add_space(space::SMALL);
        let pair = self.from.clone().zip(self.into.clone());
        let missing = match &pair {
            _ if fields.len() < 2 => Some(say!("tagset-merge-fields-needs-two")),
            None => Some(say!("tagset-merge-fields-choose")),
            Some(pair) => {
                self.look(ui, around, &owner, pair);
                let union = self.union.as_ref().filter(|(of, _)| of == pair);
                match union {
                    Some((_, union)) => {
                        let into = owner.attribute(around.book(), &pair.1);
                        tell(ui, &form, union, into.map_or("", |into| &into.name));
                        None
                    }
                    None => Some(say!("tagset-counting")),
                }
            }
        };
        form.remark(ui, say!("tagset-merge-fields-help"));
        let verdict = form.buttons(ui, say!("tagset-merge"), around.why_not.or(missing));
        self.first = first;
        match (verdict, pair) {
            (Verdict::Primary, Some((from, into))) => {
                let chosen = (owner == Owner::Article).then(|| Item::Field(into.clone()));
                let author = around.author.clone();
                let make = move |project: &_| {
                    edits::merge_attributes(project, &author, &owner, &from, &into)
                };
                Outcome::Make(Making::new(make), chosen)
            }
            (Verdict::Cancel, _) => Outcome::Leave,
            _ => Outcome::Stay,
        }
    }

    /// Has a thread look what would come of it.
    fn look(&mut self, ui: &Ui, around: &Around<'_>, owner: &Owner, pair: &Pair) {
        if let Some((of, looking)) = &mut self.looking
            && let Some(union) = looking.take()
        {
            self.union = Some((of.clone(), union));
            self.looking = None;
        }
        if self.union.as_ref().is_some_and(|(of, _)| of == pair)
            || self.looking.as_ref().is_some_and(|(of, _)| of == pair)
        {
            return;
        }
        let (project, owner, (from, into)) = (around.project.clone(), owner.clone(), pair.clone());
        let work = move |_: &Progress| edits::union_of(&project, &owner, &from, &into);
        self.looking = Some((pair.clone(), Awaited::start("values", ui.ctx(), work)));
    }
}

/// What would come of it, a line each.
fn tell(ui: &mut Ui, form: &Form<'_>, union: &Union, into: &str) {
    let mut line = |words: String| ui.add(TextLabel::new(&words));
    line(say!(
        "tagset-union-moved",
        count = union.moved,
        field = into
    ));
    if union.same > 0 {
        line(say!("tagset-union-same", count = union.same));
    }
    if !union.options.is_empty() {
        let options = union.options.join(", ");
        line(say!(
            "tagset-union-options",
            field = into,
            options = options
        ));
    }
    if union.differ > 0 {
        form.warning(ui, &say!("tagset-union-differ", count = union.differ));
    }
    for (value, count) in union.unfit.iter().take(LISTED) {
        let words = say!(
            "tagset-union-unfit",
            value = value,
            count = *count,
            field = into
        );
        form.warning(ui, &words);
    }
    if union.unfit.len() > LISTED {
        let more = union.unfit.len() - LISTED;
        form.warning(ui, &say!("tagset-union-unfit-more", count = more));
    }
}
