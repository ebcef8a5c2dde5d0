//! The pages on which a tag is merged, split and deleted: what would come of it stands there before it is done.

use egui::Ui;

use crate::app::dialogs::{Awaited, FirstFocus, Form, Verdict};
use crate::app::theme::{Tokens, space};
use crate::app::typeset::TextLabel;
use crate::model::edits::Takes;
use crate::model::{AttributeId, Author, Codebook, Edit, Kind, Project, Tag, TagId, edits};
use crate::say;

use super::list::Item;
use super::rules::choose_tag;

/// What is to be done with a tag.
#[derive(Debug)]
pub enum Page {
    /// It is deleted, with what belongs to it.
    Delete(Counted),
    /// It is merged into another one.
    Merge(Counted, Option<TagId>),
    /// It is split by an attribute.
    Split(Counted, SplitForm),
}

/// A tag with what belongs to it, which a thread counts.
#[derive(Debug)]
pub struct Counted {
    id: TagId,
    counting: Awaited<Takes>,
    takes: Option<Takes>,
    first: FirstFocus,
}

/// By what a tag is split, and into which tags.
#[derive(Debug, Default)]
pub struct SplitForm {
    by: Option<AttributeId>,
    /// The options with the names of their tags; one without a name stays.
    parts: Vec<(String, String)>,
}

/// What comes of a page after a frame.
pub enum Outcome {
    /// It stays.
    Stay,
    /// It is left.
    Leave,
    /// This is done, and then this is chosen.
    Do(Edit, Option<Item>),
}

impl Counted {
    fn new(project: &Project, author: &Author, id: &TagId, ctx: &egui::Context) -> Self {
        let (project, author, of) = (project.clone(), author.clone(), id.clone());
        let work = move |_: &crate::store::Progress| edits::takes(&project, &author, &of);
        Self {
            id: id.clone(),
            counting: Awaited::start("annotations", ctx, work),
            takes: None,
            first: FirstFocus::default(),
        }
    }

    /// Tells what has the tag; whether that is known.
    fn tell(&mut self, ui: &mut Ui, form: &Form<'_>, project: &Project, deletes: bool) -> bool {
        if let Some(takes) = self.counting.take() {
            self.takes = Some(takes);
        }
        let Some(takes) = &self.takes else {
            form.remark(ui, say!("tagset-counting"));
            return false;
        };
        for line in lines(project, takes, deletes) {
            ui.add(TextLabel::new(&line));
        }
        true
    }
}

/// What belongs to a tag, a line each.
fn lines(project: &Project, takes: &Takes, deletes: bool) -> Vec<String> {
    let book = &project.codebook;
    let mut lines = Vec::new();
    lines.push(if deletes {
        say!(
            "tagset-takes-own",
            count = takes.own,
            articles = takes.articles
        )
    } else {
        say!(
            "tagset-moves-own",
            count = takes.own,
            articles = takes.articles
        )
    });
    if deletes && takes.links > 0 {
        lines.push(say!("tagset-takes-links", count = takes.links));
    }
    for (who, count) in &takes.others {
        let who = project.annotator_name(who);
        lines.push(if deletes {
            say!("tagset-others-stay", who = who, count = *count)
        } else {
            say!("tagset-others-follow", who = who, count = *count)
        });
    }
    if deletes && !takes.roles.is_empty() {
        let roles: Vec<&str> = (takes.roles.iter())
            .filter_map(|id| Some(book.role(id)?.name.as_str()))
            .collect();
        lines.push(say!("tagset-takes-roles", roles = roles.join(", ")));
    }
    if !takes.members.is_empty() {
        let members: Vec<&str> = takes.members.iter().map(|id| book.tag_name(id)).collect();
        lines.push(if deletes {
            say!("tagset-members-up", tags = members.join(", "))
        } else {
            say!("tagset-members-move", tags = members.join(", "))
        });
    }
    if deletes && !takes.ruled.is_empty() {
        let ruled: Vec<&str> = takes.ruled.iter().map(|id| book.tag_name(id)).collect();
        lines.push(say!("tagset-takes-rules", tags = ruled.join(", ")));
    }
    lines
}

impl Page {
    /// The page on which a tag is deleted.
    #[must_use]
    pub fn delete(project: &Project, author: &Author, id: &TagId, ctx: &egui::Context) -> Self {
        Self::Delete(Counted::new(project, author, id, ctx))
    }

    /// The page on which a tag is merged.
    #[must_use]
    pub fn merge(project: &Project, author: &Author, id: &TagId, ctx: &egui::Context) -> Self {
        Self::Merge(Counted::new(project, author, id, ctx), None)
    }

    /// The page on which a tag is split.
    #[must_use]
    pub fn split(project: &Project, author: &Author, id: &TagId, ctx: &egui::Context) -> Self {
        Self::Split(Counted::new(project, author, id, ctx), SplitForm::default())
    }

    fn id(&self) -> &TagId {
        match self {
            Self::Delete(it) | Self::Merge(it, _) | Self::Split(it, _) => &it.id,
        }
    }

    /// Its title.
    #[must_use]
    pub fn title(&self, book: &Codebook) -> String {
        let tag = book.tag_name(self.id());
        match self {
            Self::Delete(_) => say!("tagset-title-delete", tag = tag),
            Self::Merge(..) => say!("tagset-title-merge", tag = tag),
            Self::Split(..) => say!("tagset-title-split", tag = tag),
        }
    }

    /// Shows it.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        project: &Project,
        author: &Author,
        offered: &[(TagId, String)],
        why_not: Option<&str>,
    ) -> Outcome {
        match self {
            Self::Delete(counted) => delete(counted, ui, tokens, project, author, why_not),
            Self::Merge(counted, into) => {
                merge(counted, into, ui, tokens, project, author, offered, why_not)
            }
            Self::Split(counted, form) => {
                split(counted, form, ui, tokens, project, author, why_not)
            }
        }
    }
}

fn delete(
    counted: &mut Counted,
    ui: &mut Ui,
    tokens: &Tokens,
    project: &Project,
    author: &Author,
    why_not: Option<&str>,
) -> Outcome {
    let mut first = counted.first;
    let mut form = Form::new(tokens, &mut first);
    let is_known = counted.tell(ui, &form, project, true);
    ui.add_space(space::SMALL);
    form.remark(ui, say!("tagset-delete-help"));
    let waits = (!is_known).then(|| say!("tagset-counting"));
    let verdict = form.buttons(ui, say!("tagset-delete"), why_not.or(waits));
    counted.first = first;
    match verdict {
        Verdict::Primary => Outcome::Do(edits::delete_tag(project, author, &counted.id), None),
        Verdict::Cancel => Outcome::Leave,
        Verdict::Wait => Outcome::Stay,
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "each is something else of the frame"
)]
fn merge(
    counted: &mut Counted,
    into: &mut Option<TagId>,
    ui: &mut Ui,
    tokens: &Tokens,
    project: &Project,
    author: &Author,
    offered: &[(TagId, String)],
    why_not: Option<&str>,
) -> Outcome {
    let mut first = counted.first;
    let mut form = Form::new(tokens, &mut first);
    let others: Vec<(TagId, String)> = (offered.iter())
        .filter(|(id, _)| *id != counted.id)
        .cloned()
        .collect();
    choose_tag(
        ui,
        say!("tagset-merge-into"),
        say!("tagset-nothing-chosen"),
        into,
        &others,
    );
    ui.add_space(space::SMALL);
    counted.tell(ui, &form, project, false);
    form.remark(ui, say!("tagset-merge-help"));
    let missing = into.is_none().then(|| say!("tagset-choose-other"));
    let verdict = form.buttons(ui, say!("tagset-merge"), why_not.or(missing));
    counted.first = first;
    match (verdict, into) {
        (Verdict::Primary, Some(into)) => Outcome::Do(
            edits::merge_tags(project, author, &counted.id, into),
            Some(Item::Tag(into.clone())),
        ),
        (Verdict::Cancel, _) => Outcome::Leave,
        _ => Outcome::Stay,
    }
}

fn split(
    counted: &mut Counted,
    split: &mut SplitForm,
    ui: &mut Ui,
    tokens: &Tokens,
    project: &Project,
    author: &Author,
    why_not: Option<&str>,
) -> Outcome {
    let mut first = counted.first;
    let mut form = Form::new(tokens, &mut first);
    let book = &project.codebook;
    let Some(tag) = book.tag(&counted.id) else {
        return Outcome::Leave;
    };
    let choices: Vec<(&AttributeId, &str, &[String])> = (tag.attributes.iter())
        .filter_map(|field| match &field.kind {
            Kind::Choice(options) => Some((&field.id, field.name.as_str(), options.as_slice())),
            _ => None,
        })
        .collect();
    if choices.is_empty() {
        form.remark(ui, say!("tagset-split-nothing"));
        let verdict = form.buttons(
            ui,
            say!("tagset-split"),
            Some(say!("tagset-split-no-choice")),
        );
        counted.first = first;
        return match verdict {
            Verdict::Cancel => Outcome::Leave,
            _ => Outcome::Stay,
        };
    }
    if split.by.is_none() {
        split.take(tag, choices[0].0, choices[0].2);
    }
    let mut by = split.by.clone();
    let offered: Vec<(Option<AttributeId>, String)> = (choices.iter())
        .map(|(id, name, _)| (Some((*id).clone()), (*name).to_owned()))
        .collect();
    form.choice(ui, say!("tagset-split-by"), &mut by, &offered);
    if by != split.by
        && let Some((id, _, options)) = choices.iter().find(|(id, ..)| by.as_ref() == Some(*id))
    {
        split.take(tag, id, options);
    }
    for (option, name) in &mut split.parts {
        form.text(
            ui,
            &say!("tagset-split-name", option = option.as_str()),
            name,
        );
    }
    ui.add_space(space::SMALL);
    counted.tell(ui, &form, project, false);
    form.remark(ui, say!("tagset-split-help"));
    let parts = split.read(book, tag);
    let missing = parts.is_empty().then(|| say!("tagset-split-needs-name"));
    let verdict = form.buttons(ui, say!("tagset-split"), why_not.or(missing));
    counted.first = first;
    match (verdict, &split.by) {
        (Verdict::Primary, Some(by)) => {
            let chosen = parts.first().map(|(_, tag)| Item::Tag(tag.id.clone()));
            let edit = edits::split_by_choice(project, author, &counted.id, by, &parts);
            Outcome::Do(edit, chosen)
        }
        (Verdict::Cancel, _) => Outcome::Leave,
        _ => Outcome::Stay,
    }
}

impl SplitForm {
    fn take(&mut self, tag: &Tag, by: &AttributeId, options: &[String]) {
        self.by = Some(by.clone());
        self.parts = (options.iter())
            .map(|option| (option.clone(), format!("{}: {option}", tag.name)))
            .collect();
    }

    /// The new tags by option; options with one name get one tag, and a name that is there means that tag.
    fn read(&self, book: &Codebook, old: &Tag) -> Vec<(String, Tag)> {
        let mut made: Vec<(String, Tag)> = Vec::new();
        for (option, name) in &self.parts {
            let name = name.trim();
            if name.is_empty() {
                continue;
            }
            let known = made.iter().map(|(_, tag)| tag).find(|tag| tag.name == name);
            let known = known.or_else(|| book.tags.iter().find(|tag| tag.name == name));
            let tag = known.cloned().unwrap_or_else(|| {
                let is_taken = |id: &TagId| {
                    book.tag(id).is_some() || made.iter().any(|(_, tag)| tag.id == *id)
                };
                let color = super::fresh_color(book, made.len());
                Tag {
                    id: TagId::from_name(name, is_taken),
                    name: name.to_owned(),
                    color,
                    key: None,
                    former: Vec::new(),
                    ..old.clone()
                }
            });
            if tag.id != old.id {
                made.push((option.clone(), tag));
            }
        }
        made
    }
}
