//! The pages on which something is merged, split and deleted: what would come of it stands there before it is done.

mod delete;
mod fields;
mod merge;
mod split;

use egui::Ui;

use crate::app::dialogs::{Awaited, FirstFocus, Form};
use crate::app::making::Making;
use crate::app::typeset::TextLabel;
use crate::model::edits::{self, Takes};
use crate::model::{Author, Codebook, Item, Project, TagId};
use crate::say;
use crate::store::Progress;

use super::Around;
use super::list::Shelf;
use fields::FieldsForm;
use split::SplitForm;

/// What is to be done with a thing of the codebook.
#[derive(Debug)]
pub enum Page {
    /// It is deleted, with what belongs to it.
    Delete(Counted),
    /// A tag is merged into another one.
    Merge(Counted, Option<TagId>),
    /// A tag is split.
    Split(Counted, Box<SplitForm>),
    /// Two of its fields are merged.
    Fields(Item, Box<FieldsForm>),
}

/// A thing with what belongs to it, which a thread counts.
#[derive(Debug)]
pub struct Counted {
    item: Item,
    counting: Awaited<Takes>,
    takes: Option<Takes>,
    first: FirstFocus,
}

/// What comes of a page after a frame.
pub enum Outcome {
    /// It stays.
    Stay,
    /// It is left.
    Leave,
    /// This is done, and then this is chosen.
    Make(Making, Option<Item>),
}

impl Counted {
    fn new(project: &Project, author: &Author, item: &Item, ctx: &egui::Context) -> Self {
        let (project, author, of) = (project.clone(), author.clone(), item.clone());
        let work = move |_: &Progress| edits::takes_item(&project, &author, &of);
        Self {
            item: item.clone(),
            counting: Awaited::start("annotations", ctx, work),
            takes: None,
            first: FirstFocus::default(),
        }
    }

    /// The tag, on the pages of tags.
    fn tag(&self) -> Option<&TagId> {
        match &self.item {
            Item::Tag(id) => Some(id),
            _ => None,
        }
    }

    /// What has to do with it, in lines made of what was counted; whether that is known.
    fn tell(
        &mut self,
        ui: &mut Ui,
        form: &Form<'_>,
        lines: impl FnOnce(&Takes) -> Vec<String>,
    ) -> bool {
        if let Some(takes) = self.counting.take() {
            self.takes = Some(takes);
        }
        let Some(takes) = &self.takes else {
            form.remark(ui, say!("tagset-counting"));
            return false;
        };
        for line in lines(takes) {
            ui.add(TextLabel::new(&line));
        }
        true
    }
}

/// Where the annotations of a tag go that is merged or split.
fn moved(project: &Project, takes: &Takes) -> Vec<String> {
    let (own, articles) = (takes.own, takes.articles);
    let mut lines = vec![say!("tagset-moves-own", count = own, articles = articles)];
    for (who, count) in &takes.others {
        let who = project.annotator_name(who);
        lines.push(say!("tagset-others-follow", who = who, count = *count));
    }
    if !takes.members.is_empty() {
        let tags = names(&project.codebook, &takes.members);
        lines.push(say!("tagset-members-move", tags = tags));
    }
    lines
}

/// Tags by name.
fn names(book: &Codebook, tags: &[TagId]) -> String {
    let names: Vec<&str> = tags.iter().map(|id| book.tag_name(id)).collect();
    names.join(", ")
}

impl Page {
    /// The page on which a thing is deleted.
    #[must_use]
    pub fn delete(project: &Project, author: &Author, item: &Item, ctx: &egui::Context) -> Self {
        Self::Delete(Counted::new(project, author, item, ctx))
    }

    /// The page on which a tag is merged.
    #[must_use]
    pub fn merge(project: &Project, author: &Author, item: &Item, ctx: &egui::Context) -> Self {
        Self::Merge(Counted::new(project, author, item, ctx), None)
    }

    /// The page on which a tag is split.
    #[must_use]
    pub fn split(project: &Project, author: &Author, item: &Item, ctx: &egui::Context) -> Self {
        let form = SplitForm::of(&project.codebook, item);
        Self::Split(Counted::new(project, author, item, ctx), Box::new(form))
    }

    /// The page on which two fields of a thing are merged.
    #[must_use]
    pub fn fields(project: &Project, _: &Author, item: &Item, _: &egui::Context) -> Self {
        let form = FieldsForm::of(&project.codebook, item);
        Self::Fields(item.clone(), Box::new(form))
    }

    /// The thing that it is about.
    #[must_use]
    pub fn item(&self) -> &Item {
        match self {
            Self::Delete(it) | Self::Merge(it, _) | Self::Split(it, _) => &it.item,
            Self::Fields(item, _) => item,
        }
    }

    /// Its title.
    #[must_use]
    pub fn title(&self, book: &Codebook) -> String {
        let name = |item: &Item| item.name(book).unwrap_or_default().to_owned();
        match self {
            Self::Delete(it) => match it.item.shelf() {
                Shelf::Tags => say!("tagset-title-delete", tag = name(&it.item)),
                Shelf::Links => say!("tagset-title-delete-link", name = name(&it.item)),
                Shelf::Fields => say!("tagset-title-delete-field", name = name(&it.item)),
                Shelf::Types => say!("tagset-title-delete-type", name = name(&it.item)),
            },
            Self::Merge(it, _) => say!("tagset-title-merge", tag = name(&it.item)),
            Self::Split(it, _) => say!("tagset-title-split", tag = name(&it.item)),
            Self::Fields(Item::Field(_), _) => say!("tagset-title-merge-article-fields").to_owned(),
            Self::Fields(item, _) => say!("tagset-title-merge-fields", name = name(item)),
        }
    }

    /// Shows it.
    pub(super) fn show(&mut self, ui: &mut Ui, around: &Around<'_>) -> Outcome {
        match self {
            Self::Delete(counted) => delete::show(counted, ui, around),
            Self::Merge(counted, into) => merge::show(counted, into, ui, around),
            Self::Split(counted, form) => split::show(counted, form, ui, around),
            Self::Fields(_, form) => form.show(ui, around),
        }
    }
}
