//! The chosen thing of the codebook in its form. What is typed is saved when the keyboard leaves the field; what cannot be
//! read yet waits, and so does what values of annotations do not fit.

use egui::{Id, Ui};

use crate::app::command::Row;
use crate::app::dialogs::{
    AttributeForm, Awaited, EntityTypeForm, FirstFocus, Form, RoleForm, TagForm, Verdict,
};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::model::edits::{Fit, Owner};
use crate::model::{
    Attribute, Author, Codebook, Edit, EntityType, Kind, Project, Role, Tag, TagId, check_tagset,
    edits,
};
use crate::say;

use super::list::{Item, Shelf};
use super::rules::{RulesForm, choose_tag};

/// A thing of the codebook, whole.
#[derive(Clone, Debug, PartialEq)]
pub enum Thing {
    /// A tag.
    Tag(Box<Tag>),
    /// A link role.
    Link(Role),
    /// A field of the article.
    Field(Attribute),
    /// A type of entity.
    Type(EntityType),
}

impl Thing {
    /// The thing that stands in a codebook.
    fn of(book: &Codebook, item: &Item) -> Option<Self> {
        Some(match item {
            Item::Tag(id) => Self::Tag(Box::new(book.tag(id)?.clone())),
            Item::Link(id) => Self::Link(book.role(id)?.clone()),
            Item::Field(id) => {
                let mut fields = book.article_attributes.iter();
                Self::Field(fields.find(|it| it.id == *id)?.clone())
            }
            Item::Type(id) => Self::Type(book.entity_type(id)?.clone()),
        })
    }

    fn item(&self) -> Item {
        match self {
            Self::Tag(tag) => Item::Tag(tag.id.clone()),
            Self::Link(role) => Item::Link(role.id.clone()),
            Self::Field(field) => Item::Field(field.id.clone()),
            Self::Type(kind) => Item::Type(kind.id.clone()),
        }
    }

    /// Its attributes with what they belong to.
    fn attributes(&self) -> Option<(Owner, &[Attribute])> {
        match self {
            Self::Tag(tag) => Some((Owner::Tag(tag.id.clone()), &tag.attributes)),
            Self::Link(_) => None,
            Self::Field(field) => Some((Owner::Article, core::slice::from_ref(field))),
            Self::Type(kind) => Some((Owner::EntityType(kind.id.clone()), &kind.attributes)),
        }
    }

    fn attribute_mut(&mut self, at: &crate::model::AttributeId) -> Option<&mut Attribute> {
        let attributes = match self {
            Self::Tag(tag) => tag.attributes.as_mut_slice(),
            Self::Link(_) => return None,
            Self::Field(field) => core::slice::from_mut(field),
            Self::Type(kind) => kind.attributes.as_mut_slice(),
        };
        attributes.iter_mut().find(|it| it.id == *at)
    }

    fn edit(self, project: &Project, author: &Author) -> Edit {
        match self {
            Self::Tag(tag) => edits::change_tag(project, author, *tag),
            Self::Link(role) => edits::put_role(project, role),
            Self::Field(field) => edits::change_attribute(project, author, &Owner::Article, field),
            Self::Type(kind) => {
                let name = say!("tagset-did-change-type", name = &kind.name);
                edits::change_codebook(project, author, name, |book| {
                    match book.entity_types.iter_mut().find(|it| it.id == kind.id) {
                        Some(it) => *it = kind,
                        None => book.entity_types.push(kind),
                    }
                })
            }
        }
    }
}

/// The fields of a thing.
#[derive(Debug)]
enum Fields {
    Tag(Box<TagForm>, Box<Extra>),
    Link(Box<RoleForm>),
    Field(AttributeForm),
    Type(EntityTypeForm),
}

/// What a tag has beside what its form of old shows.
#[derive(Debug, Default)]
struct Extra {
    rules: RulesForm,
    parent: Option<TagId>,
    group: bool,
    retired: bool,
}

/// Values that do not fit a changed field, and what is to become of them.
#[derive(Debug)]
struct Misfits {
    of: Attribute,
    owner: Owner,
    looking: Awaited<Vec<Fit>>,
    found: Option<Vec<Fit>>,
    becomes: Vec<Option<String>>,
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
    misfits: Vec<Misfits>,
}

/// What is to be done after a frame.
pub enum Done {
    /// Nothing.
    Nothing,
    /// This is saved.
    Save(Edit),
    /// This is added, and chosen.
    Add(Edit, Item),
    /// A new thing is given up.
    Leave,
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
            misfits: Vec::new(),
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
            misfits: Vec::new(),
        }
    }

    /// Which thing it is of; none while it is new.
    pub fn item(&self) -> Option<Item> {
        self.base.as_ref().map(Thing::item)
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
                Done::Save(thing.edit(project, author))
            }
            _ => Done::Nothing,
        }
    }

    /// Whether a field that annotations may have values of gets another form.
    fn moves_values(&self, thing: &Thing) -> bool {
        !self.changed_attributes(thing).is_empty()
    }

    /// The attributes that were there and take other values now.
    fn changed_attributes<'a>(&self, thing: &'a Thing) -> Vec<(Owner, &'a Attribute)> {
        let before = self.base.as_ref().and_then(Thing::attributes);
        let (Some((_, before)), Some((owner, after))) = (before, thing.attributes()) else {
            return Vec::new();
        };
        let changed = after.iter().filter(|field| {
            let known = before.iter().find(|it| it.id == field.id);
            known.is_some_and(|known| known.kind != field.kind && loses(&known.kind, &field.kind))
        });
        changed.map(|field| (owner.clone(), field)).collect()
    }

    /// Shows the form.
    #[expect(
        clippy::too_many_arguments,
        reason = "each is something else of the frame"
    )]
    pub fn show(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        project: &Project,
        author: &Author,
        rows: &[Row],
        offered: &[(TagId, String)],
        why_not: Option<&str>,
    ) -> Done {
        let book = &project.codebook;
        let mut first = self.first;
        let mut form = Form::new(tokens, &mut first);
        if let Some(why) = why_not {
            form.warning(ui, why);
        }
        ui.add_enabled_ui(why_not.is_none(), |ui| match &mut self.fields {
            Fields::Tag(tag, extra) => {
                tag.show(ui, &mut form, book, rows);
                ui.add_space(space::MEDIUM);
                let own = match &self.base {
                    Some(Thing::Tag(tag)) => Some(tag.as_ref()),
                    _ => None,
                };
                extra.show(ui, &mut form, book, own, offered);
            }
            Fields::Link(role) => role.show(ui, &mut form, book, rows),
            Fields::Field(field) => field.show(ui, &mut form, book),
            Fields::Type(kind) => kind.show(ui, &mut form, book),
        });
        let draft = self.draft(book, rows);
        let done = if self.base.is_none() {
            let refused = draft.as_ref().err().map(String::as_str);
            match (
                form.buttons(ui, say!("tagset-add"), why_not.or(refused)),
                draft,
            ) {
                (Verdict::Primary, Ok(Some(thing))) => {
                    let item = thing.item();
                    Done::Add(thing.edit(project, author), item)
                }
                (Verdict::Cancel, _) => Done::Leave,
                _ => Done::Nothing,
            }
        } else {
            if let Err(why) = &draft {
                form.problem(ui, &say!("tagset-not-saved", why = why));
            }
            let focused = ui.memory(egui::Memory::focused);
            let is_typing = focused == self.focused && ui.ctx().text_edit_focused();
            self.focused = focused;
            match draft {
                Ok(Some(thing)) if self.moves_values(&thing) => {
                    self.show_misfits(ui, &mut form, project, author, thing)
                }
                Ok(Some(thing)) if !is_typing && why_not.is_none() => {
                    self.misfits.clear();
                    Done::Save(thing.edit(project, author))
                }
                _ => {
                    self.misfits.clear();
                    Done::Nothing
                }
            }
        };
        self.first = first;
        done
    }

    /// Shows which values do not fit the changed fields, and asks what is to become of them.
    fn show_misfits(
        &mut self,
        ui: &mut Ui,
        form: &mut Form<'_>,
        project: &Project,
        author: &Author,
        mut thing: Thing,
    ) -> Done {
        let changed: Vec<(Owner, Attribute)> = (self.changed_attributes(&thing).into_iter())
            .map(|(owner, field)| (owner, field.clone()))
            .collect();
        self.misfits
            .retain(|it| changed.iter().any(|(_, field)| *field == it.of));
        for (owner, field) in changed {
            if self.misfits.iter().any(|it| it.of == field) {
                continue;
            }
            let (project, of, whose) = (project.clone(), field.clone(), owner.clone());
            let work = move |_: &crate::store::Progress| edits::fits(&project, &whose, &of);
            self.misfits.push(Misfits {
                of: field,
                owner,
                looking: Awaited::start("values", ui.ctx(), work),
                found: None,
                becomes: Vec::new(),
            });
        }
        let mut is_known = true;
        for misfits in &mut self.misfits {
            if let Some(found) = misfits.looking.take() {
                let found: Vec<Fit> = (found.into_iter())
                    .filter(|fit| fit.becomes.as_ref() != Some(&fit.value))
                    .collect();
                let guess = renamed(project, &misfits.owner, &misfits.of);
                misfits.becomes = (found.iter())
                    .map(|fit| {
                        let guess = guess.as_ref().filter(|(old, _)| *old == fit.value);
                        guess.map(|(_, new)| new.clone())
                    })
                    .collect();
                misfits.found = Some(found);
            }
            is_known &= misfits.found.is_some();
        }
        if !is_known {
            form.remark(ui, say!("tagset-looking"));
            return Done::Nothing;
        }
        let nothing_lost =
            (self.misfits.iter()).all(|it| it.found.as_ref().is_some_and(Vec::is_empty));
        let focused = ui.memory(egui::Memory::focused);
        let is_typing = focused.is_some() && ui.ctx().text_edit_focused();
        if nothing_lost {
            if is_typing {
                return Done::Nothing;
            }
            return Done::Save(thing.edit(project, author));
        }
        ui.add_space(space::MEDIUM);
        for misfits in &mut self.misfits {
            let found = misfits.found.as_deref().unwrap_or_default();
            form.warning(ui, &say!("tagset-misfits", field = &misfits.of.name));
            for (at, fit) in found.iter().enumerate() {
                ui.push_id(("misfit", at), |ui| {
                    show_fit(ui, form, &misfits.of, fit, &mut misfits.becomes[at]);
                });
            }
        }
        let mut saved = false;
        let mut left = false;
        ui.horizontal_wrapped(|ui| {
            saved = ui.button(say!("tagset-change-anyway")).clicked();
            left = ui.button(say!("tagset-take-back")).clicked();
        });
        if left {
            if let Some(fresh) = self
                .item()
                .and_then(|item| Self::of(&project.codebook, &item))
            {
                *self = fresh;
            }
            return Done::Nothing;
        }
        if !saved {
            return Done::Nothing;
        }
        for misfits in &self.misfits {
            let Some(field) = thing.attribute_mut(&misfits.of.id) else {
                continue;
            };
            let found = misfits.found.as_deref().unwrap_or_default();
            for (fit, becomes) in core::iter::zip(found, &misfits.becomes) {
                if let Some(becomes) = becomes {
                    field.renamed.insert(fit.value.clone(), becomes.clone());
                }
            }
        }
        Done::Save(thing.edit(project, author))
    }
}

impl Extra {
    fn show(
        &mut self,
        ui: &mut Ui,
        form: &mut Form<'_>,
        book: &Codebook,
        own: Option<&Tag>,
        offered: &[(TagId, String)],
    ) {
        if let Some(tag) = own {
            self.rules.show(ui, form, book, tag);
            for flaw in check_tagset(book).iter().filter(|flaw| flaw.tag == tag.id) {
                form.problem(ui, &flaw.message);
            }
        } else {
            form.remark(ui, say!("tagset-rules-later"));
        }
        let may = |id: &TagId| own.is_none_or(|own| book.may_stand_under(&own.id, id));
        let groups: Vec<(TagId, String)> =
            offered.iter().filter(|(id, _)| may(id)).cloned().collect();
        ui.add_space(space::SMALL);
        choose_tag(
            ui,
            say!("tagset-parent"),
            say!("tagset-top"),
            &mut self.parent,
            &groups,
        );
        ui.checkbox(&mut self.group, say!("tagset-only-group"));
        ui.checkbox(&mut self.retired, say!("tagset-is-retired"));
    }
}

/// Whether values of one kind may not fit another one.
fn loses(before: &Kind, after: &Kind) -> bool {
    match (before, after) {
        (Kind::Choice(before), Kind::Choice(after))
        | (Kind::Choices(before), Kind::Choices(after)) => {
            before.iter().any(|option| !after.contains(option))
        }
        (Kind::Entity(_), Kind::Entity(_)) => false,
        _ => true,
    }
}

/// The option that was most likely given another name: the only one that went where one came.
fn renamed(project: &Project, owner: &Owner, field: &Attribute) -> Option<(String, String)> {
    let before = owner.attribute(&project.codebook, &field.id)?;
    let (Kind::Choice(before) | Kind::Choices(before), Kind::Choice(after) | Kind::Choices(after)) =
        (&before.kind, &field.kind)
    else {
        return None;
    };
    let mut gone = before.iter().filter(|option| !after.contains(option));
    let mut come = after.iter().filter(|option| !before.contains(option));
    match (gone.next(), gone.next(), come.next(), come.next()) {
        (Some(old), None, Some(new), None) => Some((old.clone(), new.clone())),
        _ => None,
    }
}

/// A value that does not fit, how often it is there, and what it becomes.
fn show_fit(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &Attribute,
    fit: &Fit,
    becomes: &mut Option<String>,
) {
    let value = say!("tagset-fit", value = &fit.value, count = fit.count);
    if let Some(now) = &fit.becomes {
        let words = say!("tagset-fit-becomes", value = value, now = now);
        ui.add(TextLabel::new(&words));
        return;
    }
    if let Kind::Choice(options) | Kind::Choices(options) = &field.kind {
        let mut offered = vec![(None, say!("tagset-fit-stays").to_owned())];
        offered.extend(options.iter().map(|it| {
            let words = say!("tagset-fit-as", option = it);
            (Some(it.clone()), words)
        }));
        form.choice(ui, &value, becomes, &offered);
    } else {
        let words = say!("tagset-fit-kept", value = value);
        ui.add(TextLabel::new(&words));
    }
}
