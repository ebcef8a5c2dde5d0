//! The chosen thing of the codebook in its form. What is typed is saved when the keyboard leaves the field; what cannot be
//! read yet waits, and so does what values of annotations do not fit.

use egui::{Id, Ui};

use crate::app::command::Row;
use crate::app::dialogs::{
    AttributeForm, EntityTypeForm, FirstFocus, Form, RoleForm, TagForm, Verdict, check_box,
};
use crate::app::making::Making;
use crate::app::theme::space;
use crate::model::edits::Owner;
use crate::model::{Attribute, Author, Codebook, Edit, Item, Project, Tag, TagId, check_tagset};
use crate::say;

use super::Around;
use super::list::Shelf;
use super::misfits::{Answer, Misfits, loses};
use super::rules::{RulesForm, choose_tag};
use super::thing::Thing;

/// The fields of a thing.
#[derive(Debug)]
enum Fields {
    Tag(Box<TagForm>, Box<Extra>),
    Link(Box<RoleForm>),
    Field(AttributeForm),
    Type(EntityTypeForm),
}

impl Fields {
    /// Takes over what became of options, which no form shows: one that did not know of it would take it back with what it
    /// saves next.
    fn note(&mut self, thing: &Thing) {
        match (self, thing) {
            (Self::Tag(form, extra), Thing::Tag(tag)) => {
                form.note(tag);
                extra.rules.note(tag);
            }
            (Self::Field(form), Thing::Field(field)) => form.note(field),
            (Self::Type(form), Thing::Type(kind)) => form.note(kind),
            _ => {}
        }
    }
}

/// What a tag has beside what its form of old shows.
#[derive(Debug, Default)]
struct Extra {
    rules: RulesForm,
    parent: Option<TagId>,
    group: bool,
    retired: bool,
}

/// A thing of the codebook that is being looked at and changed, or a new one.
#[derive(Debug)]
pub struct Editor {
    /// The thing as the form knows it; none while it is new.
    base: Option<Thing>,
    fields: Fields,
    /// What had the keyboard in the last frame.
    focused: Option<Id>,
    first: FirstFocus,
    misfits: Misfits,
    /// What was given to be saved, which may take a while.
    sent: Option<Thing>,
    /// Whether it is of a new thing that was begun and left before.
    is_back: bool,
}

/// What is to be done after a frame.
pub enum Done {
    /// Nothing.
    Nothing,
    /// This is saved.
    Save(Edit),
    /// This is made and saved: it looks at annotations.
    Make(Making),
    /// This is added, and chosen.
    Add(Edit, Item),
    /// A new thing is left.
    Leave,
    /// A new thing that was left before is given up for another one.
    Anew,
}

impl Editor {
    /// The form of what is there.
    pub fn of(book: &Codebook, item: &Item) -> Option<Self> {
        let base = Thing::of(book, item)?;
        let fields = match &base {
            Thing::Tag(tag) => Fields::Tag(
                Box::new(TagForm::of(tag)),
                Box::new(Extra {
                    rules: RulesForm::of(tag),
                    parent: tag.parent.clone(),
                    group: tag.group,
                    retired: tag.retired,
                }),
            ),
            Thing::Link(role) => Fields::Link(Box::new(RoleForm::of(role))),
            Thing::Field(field) => Fields::Field(AttributeForm::of(field)),
            Thing::Type(kind) => Fields::Type(EntityTypeForm::of(kind)),
        };
        Some(Self {
            base: Some(base),
            fields,
            focused: None,
            first: FirstFocus::STAYS,
            misfits: Misfits::default(),
            sent: None,
            is_back: false,
        })
    }

    /// The form of something new, with the keyboard in it; a tag stands under this one.
    pub fn fresh(book: &Codebook, shelf: Shelf, parent: Option<TagId>) -> Self {
        let fields = match shelf {
            Shelf::Tags => {
                let extra = Extra {
                    parent,
                    ..Extra::default()
                };
                Fields::Tag(Box::new(TagForm::fresh(book)), Box::new(extra))
            }
            Shelf::Links => Fields::Link(Box::default()),
            Shelf::Fields => Fields::Field(AttributeForm::default()),
            Shelf::Types => Fields::Type(EntityTypeForm::default()),
        };
        Self {
            base: None,
            fields,
            focused: None,
            first: FirstFocus::default(),
            misfits: Misfits::default(),
            sent: None,
            is_back: false,
        }
    }

    /// Which thing it is of; none while it is new.
    pub fn item(&self) -> Option<Item> {
        self.base.as_ref().map(Thing::item)
    }

    /// Says that it is back: of a new thing that was left before it was added.
    pub fn bring_back(&mut self) {
        self.is_back = true;
    }

    /// Puts the keyboard into the first field.
    pub fn focus(&mut self) {
        self.first = FirstFocus::default();
    }

    /// What the form says.
    fn read(&self, book: &Codebook, rows: &[Row]) -> Result<Thing, String> {
        Ok(match &self.fields {
            Fields::Tag(form, extra) => {
                let mut tag = form.read(book, rows)?;
                tag.rules = extra.rules.read();
                tag.parent.clone_from(&extra.parent);
                tag.group = extra.group;
                tag.retired = extra.retired;
                if !tag.retired {
                    tag.heir = None;
                }
                Thing::Tag(Box::new(tag))
            }
            Fields::Link(form) => Thing::Link(form.read(book, rows)?),
            Fields::Field(form) => {
                let taken = |id: &_| book.article_attributes.iter().any(|it| it.id == *id);
                Thing::Field(form.read(taken)?)
            }
            Fields::Type(form) => Thing::Type(form.read(book)?),
        })
    }

    /// What was typed and is not saved, once it can be read.
    fn draft(&self, book: &Codebook, rows: &[Row]) -> Result<Option<Thing>, String> {
        let thing = self.read(book, rows)?;
        Ok((self.base.as_ref() != Some(&thing)).then_some(thing))
    }

    /// Takes in what became of the thing elsewhere: by undo, by a colleague. What is being typed stays.
    pub fn keep_up(&mut self, book: &Codebook, rows: &[Row]) {
        let Some(base) = &self.base else { return };
        let Some(now) = Thing::of(book, &base.item()) else {
            return;
        };
        if now == *base {
            return;
        }
        self.sent = None;
        let is_typed = !matches!(self.draft(book, rows), Ok(None));
        let reads_so = self.read(book, rows).is_ok_and(|it| it == now);
        if is_typed && !reads_so {
            self.base = Some(now);
        } else if let Some(fresh) = Self::of(book, &now.item()) {
            let is_open = reads_so;
            if is_open {
                self.base = Some(now);
            } else {
                *self = Self {
                    first: self.first,
                    focused: self.focused,
                    ..fresh
                };
            }
        }
    }

    /// What is left to save when something else is looked at.
    pub fn leave(&mut self, project: &Project, author: &Author, rows: &[Row]) -> Done {
        match self.draft(&project.codebook, rows) {
            Ok(Some(thing)) if self.base.is_some() && !self.moves_values(&thing) => {
                self.save(project, author, thing)
            }
            _ => Done::Nothing,
        }
    }

    /// Whether something was typed that cannot be saved as it is.
    pub fn has_unsaved(&self, book: &Codebook, rows: &[Row]) -> bool {
        match (&self.base, self.draft(book, rows)) {
            (None, _) => !self.is_blank(),
            (Some(_), Ok(Some(thing))) => self.moves_values(&thing),
            (Some(_), draft) => draft.is_err(),
        }
    }

    /// Whether nothing was typed into it.
    fn is_blank(&self) -> bool {
        match &self.fields {
            Fields::Tag(form, _) => form.is_blank(),
            Fields::Link(form) => form.is_blank(),
            Fields::Field(form) => form.is_blank(),
            Fields::Type(form) => form.is_blank(),
        }
    }

    /// Saves a thing, once: annotations that have to follow may take a while.
    fn save(&mut self, project: &Project, author: &Author, thing: Thing) -> Done {
        if self.sent.as_ref() == Some(&thing) {
            return Done::Nothing;
        }
        self.sent = Some(thing.clone());
        let attributes = |thing: &Thing| thing.attributes().map(|(_, list)| list.to_vec());
        let retired = |thing: &Thing| matches!(thing, Thing::Tag(tag) if tag.retired);
        let is_light = self.base.as_ref().is_some_and(|base| {
            attributes(base) == attributes(&thing) && retired(base) == retired(&thing)
        });
        if is_light {
            return Done::Save(thing.edit(project, author));
        }
        let author = author.clone();
        Done::Make(Making::new(move |project| {
            thing.clone().edit(project, &author)
        }))
    }

    /// Whether a field that annotations may have values of gets another form.
    fn moves_values(&self, thing: &Thing) -> bool {
        !self.changed_attributes(thing).is_empty()
    }

    /// The attributes that were there and take other values now.
    fn changed_attributes(&self, thing: &Thing) -> Vec<(Owner, Attribute)> {
        let before = self.base.as_ref().and_then(Thing::attributes);
        let (Some((_, before)), Some((owner, after))) = (before, thing.attributes()) else {
            return Vec::new();
        };
        let changed = after.iter().filter(|field| {
            let known = before.iter().find(|it| it.id == field.id);
            known.is_some_and(|known| known.kind != field.kind && loses(&known.kind, &field.kind))
        });
        changed
            .map(|field| (owner.clone(), field.clone()))
            .collect()
    }

    /// Shows the form.
    pub fn show(&mut self, ui: &mut Ui, around: &Around<'_>) -> Done {
        let book = around.book();
        let (rows, why_not) = (around.rows, around.why_not);
        let mut first = self.first;
        let mut form = Form::new(around.tokens, &mut first);
        if let Some(why) = why_not {
            form.warning(ui, why);
        }
        let anew = self.is_back && show_back(ui, &form);
        ui.add_enabled_ui(why_not.is_none(), |ui| match &mut self.fields {
            Fields::Tag(tag, extra) => {
                tag.show(ui, &mut form, book, rows);
                ui.add_space(space::MEDIUM);
                let own = match &self.base {
                    Some(Thing::Tag(tag)) => Some(tag.as_ref()),
                    _ => None,
                };
                extra.show(ui, &mut form, around, own);
            }
            Fields::Link(role) => role.show(ui, &mut form, book, rows),
            Fields::Field(field) => field.show(ui, &mut form, book),
            Fields::Type(kind) => kind.show(ui, &mut form, book),
        });
        let draft = self.draft(book, rows);
        let done = if anew {
            Done::Anew
        } else if self.base.is_none() {
            finish_new(ui, &mut form, around, draft)
        } else {
            self.finish(ui, &mut form, around, draft)
        };
        self.first = first;
        done
    }

    /// Saves what was typed once the keyboard is elsewhere, and asks about values that do not fit it.
    fn finish(
        &mut self,
        ui: &mut Ui,
        form: &mut Form<'_>,
        around: &Around<'_>,
        draft: Result<Option<Thing>, String>,
    ) -> Done {
        if let Err(why) = &draft {
            form.problem(ui, &say!("tagset-not-saved", why = why));
        }
        let focused = ui.memory(egui::Memory::focused);
        let is_typing = focused == self.focused && ui.ctx().text_edit_focused();
        self.focused = focused;
        let Some(mut thing) = draft.ok().flatten().filter(|_| around.why_not.is_none()) else {
            self.misfits.clear();
            return Done::Nothing;
        };
        let (project, author) = (around.project, around.author);
        let changed = self.changed_attributes(&thing);
        if changed.is_empty() {
            self.misfits.clear();
            if is_typing {
                return Done::Nothing;
            }
            // The next change of options is compared with these.
            self.fields.note(&thing);
            return self.save(project, author, thing);
        }
        let is_typing = focused.is_some() && ui.ctx().text_edit_focused();
        match self.misfits.show(ui, form, project, changed) {
            Answer::Fits if !is_typing => {
                self.fields.note(&thing);
                self.save(project, author, thing)
            }
            Answer::Change => {
                self.misfits.note(&mut thing);
                self.fields.note(&thing);
                self.save(project, author, thing)
            }
            Answer::TakeBack => {
                let item = self.item();
                if let Some(fresh) = item.and_then(|item| Self::of(around.book(), &item)) {
                    *self = fresh;
                }
                Done::Nothing
            }
            Answer::Fits | Answer::Wait => Done::Nothing,
        }
    }
}

/// That a new thing was left before; whether another one is to be begun in its place.
fn show_back(ui: &mut Ui, form: &Form<'_>) -> bool {
    let mut anew = false;
    ui.horizontal_wrapped(|ui| {
        form.remark(ui, say!("tagset-begun-before"));
        anew = ui.button(say!("tagset-begin-anew")).clicked();
    });
    anew
}

/// The buttons below the form of something new, and what they say.
fn finish_new(
    ui: &mut Ui,
    form: &mut Form<'_>,
    around: &Around<'_>,
    draft: Result<Option<Thing>, String>,
) -> Done {
    let refused = draft.as_ref().err().map(String::as_str);
    let why_not = around.why_not.or(refused);
    match (form.buttons(ui, say!("tagset-add"), why_not), draft) {
        (Verdict::Primary, Ok(Some(thing))) => {
            let item = thing.item();
            Done::Add(thing.edit(around.project, around.author), item)
        }
        (Verdict::Cancel, _) => Done::Leave,
        _ => Done::Nothing,
    }
}

impl Extra {
    fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, around: &Around<'_>, own: Option<&Tag>) {
        let book = around.book();
        if let Some(tag) = own {
            self.rules.show(ui, form, book, tag);
            for flaw in check_tagset(book).iter().filter(|flaw| flaw.tag == tag.id) {
                form.problem(ui, &flaw.message);
            }
        } else {
            form.remark(ui, say!("tagset-rules-later"));
        }
        let may = |id: &TagId| own.is_none_or(|own| book.may_stand_under(&own.id, id));
        let groups: Vec<(TagId, String)> = (around.offered.iter())
            .filter(|(id, _)| may(id))
            .cloned()
            .collect();
        ui.add_space(space::SMALL);
        choose_tag(
            ui,
            say!("tagset-parent"),
            say!("tagset-top"),
            &mut self.parent,
            &groups,
        );
        check_box(ui, &mut self.group, say!("tagset-only-group"));
        // Nobody begins with a tag that is offered no more.
        if own.is_some() {
            check_box(ui, &mut self.retired, say!("tagset-is-retired"));
        }
    }
}
