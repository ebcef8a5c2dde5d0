//! The page on which a tag is split: by what is chosen in one of its fields, or into what a filter finds and the rest.

use egui::Ui;

use crate::app::dialogs::{Awaited, Form, Verdict};
use crate::app::making::Making;
use crate::app::table::{KnownNames, QueryField};
use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::model::{AttributeId, Author, Codebook, Item, Kind, Project, Tag, TagId, edits};
use crate::query::filter::{Wrong, complete};
use crate::query::marks_of_tag;
use crate::say;
use crate::store::Progress;

use super::{Around, Counted, Outcome, moved};

/// How a tag is split.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum How {
    /// By what is chosen in a field.
    #[default]
    ByField,
    /// What a filter finds gets a new tag.
    ByFilter,
}

/// By what a tag is split, and into which tags.
#[derive(Debug, Default)]
pub struct SplitForm {
    how: How,
    by: Option<AttributeId>,
    /// The options with the names of their tags; one without a name stays.
    parts: Vec<(String, String)>,
    filter: String,
    name: String,
    /// What is looked for, by which filter.
    looking: Option<(String, Awaited<Looked>)>,
    looked: Option<(String, Looked)>,
    names: KnownNames,
}

/// How many marks a filter finds of the tag: one's own, and those of colleagues.
type Looked = Result<(usize, usize), Wrong>;

/// Shows the page.
pub fn show(
    counted: &mut Counted,
    split: &mut SplitForm,
    ui: &mut Ui,
    around: &Around<'_>,
) -> Outcome {
    let Some(tag) = counted.tag().and_then(|id| around.book().tag(id)) else {
        return Outcome::Leave;
    };
    let mut first = counted.first;
    let mut form = Form::new(around.tokens, &mut first);
    let ways = [
        (How::ByField, say!("tagset-split-by-field").to_owned()),
        (How::ByFilter, say!("tagset-split-by-filter").to_owned()),
    ];
    form.choice(ui, say!("tagset-split-how"), &mut split.how, &ways);
    let outcome = match split.how {
        How::ByField => by_field(counted, split, tag, ui, &mut form, around),
        How::ByFilter => by_filter(split, tag, ui, &mut form, around),
    };
    counted.first = first;
    outcome
}

fn by_field(
    counted: &mut Counted,
    split: &mut SplitForm,
    tag: &Tag,
    ui: &mut Ui,
    form: &mut Form<'_>,
    around: &Around<'_>,
) -> Outcome {
    let choices: Vec<(&AttributeId, &str, &[String])> = choices(tag).collect();
    if choices.is_empty() {
        form.remark(ui, say!("tagset-split-nothing"));
    } else {
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
            let label = say!("tagset-split-name", option = option.as_str());
            form.text(ui, &label, name);
        }
        ui.add_space(space::SMALL);
        counted.tell(ui, form, |takes| moved(around.project, takes));
        form.remark(ui, say!("tagset-split-help"));
    }
    let parts = split.read(around.book(), tag);
    let missing = if choices.is_empty() {
        Some(say!("tagset-split-no-choice"))
    } else {
        parts.is_empty().then(|| say!("tagset-split-needs-name"))
    };
    let verdict = form.buttons(ui, say!("tagset-split"), around.why_not.or(missing));
    match (verdict, split.by.clone()) {
        (Verdict::Primary, Some(by)) => {
            let chosen = parts.first().map(|(_, tag)| Item::Tag(tag.id.clone()));
            let (author, id) = (around.author.clone(), tag.id.clone());
            let make =
                move |project: &_| edits::split_by_choice(project, &author, &id, &by, &parts);
            Outcome::Make(Making::new(make), chosen)
        }
        (Verdict::Cancel, _) => Outcome::Leave,
        _ => Outcome::Stay,
    }
}

fn by_filter(
    split: &mut SplitForm,
    tag: &Tag,
    ui: &mut Ui,
    form: &mut Form<'_>,
    around: &Around<'_>,
) -> Outcome {
    split.look(ui, around, &tag.id);
    split.names.update(around.project, ui.ctx());
    let wrong = match &split.looked {
        Some((_, Err(wrong))) => Some(wrong.clone()),
        _ => None,
    };
    let name = form.label(ui, say!("tagset-split-filter"));
    let field = QueryField {
        id: ui.make_persistent_id("split filter"),
        name: say!("tagset-split-filter"),
        hint: say!("tagset-split-filter-hint"),
        wrong: wrong.as_ref().map(|wrong| wrong.at.clone()),
        complete: &|text, caret| complete(around.project, split.names.get(), text, caret),
    };
    field.show(ui, &mut split.filter).labelled_by(name.id);
    if let Some(wrong) = &wrong {
        form.problem(ui, &wrong.words());
    }
    let label = ("new-tag", say!("tagset-split-new-name"));
    form.text(ui, label, &mut split.name);
    ui.add_space(space::SMALL);
    let is_current = |of: &String| *of == split.filter;
    let found = match &split.looked {
        Some((of, Ok((own, others)))) if is_current(of) => {
            let words = say!("tagset-split-found", count = *own, others = *others);
            ui.add(TextLabel::new(&words));
            *own
        }
        Some((of, Err(_))) if is_current(of) => 0,
        _ => {
            form.remark(ui, say!("tagset-counting"));
            0
        }
    };
    form.remark(ui, say!("tagset-split-filter-help"));
    let (name, book) = (split.name.trim(), around.book());
    let why_not = if name.is_empty() {
        Some(say!("tagset-split-needs-new-name"))
    } else if book.tags.iter().any(|it| it.name == name) {
        Some(say!("tagset-split-name-taken"))
    } else {
        (found == 0).then(|| say!("tagset-split-found-none"))
    };
    let new = fresh_part(book, tag, name, 0, |_| false);
    match form.buttons(ui, say!("tagset-split"), around.why_not.or(why_not)) {
        Verdict::Primary => {
            let chosen = Item::Tag(new.id.clone());
            let (author, id) = (around.author.clone(), tag.id.clone());
            let filter = split.filter.clone();
            let make = move |project: &Project| {
                let marks = found_marks(project, &author, &id, &filter).unwrap_or_default();
                edits::split_off(project, &author, &id, new.clone(), &marks)
            };
            Outcome::Make(Making::new(make), Some(chosen))
        }
        Verdict::Cancel => Outcome::Leave,
        Verdict::Wait => Outcome::Stay,
    }
}

/// The marks of a tag that a filter finds.
fn found_marks(
    project: &Project,
    author: &Author,
    id: &TagId,
    filter: &str,
) -> Result<Vec<crate::query::Mark>, Wrong> {
    marks_of_tag(project, &author.annotator, id, filter, &Progress::default())
}

/// The fields of a tag of which one option is chosen.
fn choices(tag: &Tag) -> impl Iterator<Item = (&AttributeId, &str, &[String])> {
    tag.attributes.iter().filter_map(|field| match &field.kind {
        Kind::Choice(options) => Some((&field.id, field.name.as_str(), options.as_slice())),
        _ => None,
    })
}

/// A new tag that begins like another one.
fn fresh_part(
    book: &Codebook,
    old: &Tag,
    name: &str,
    number: usize,
    is_taken: impl Fn(&TagId) -> bool,
) -> Tag {
    Tag {
        id: TagId::from_name(name, |id: &TagId| book.tag(id).is_some() || is_taken(id)),
        name: name.to_owned(),
        color: book.fresh_color(number),
        key: None,
        former: Vec::new(),
        ..old.clone()
    }
}

impl SplitForm {
    /// The form for a tag: by its first choice, or by a filter when it has none.
    pub fn of(book: &Codebook, item: &Item) -> Self {
        let mut form = Self::default();
        let Item::Tag(id) = item else { return form };
        let Some(tag) = book.tag(id) else { return form };
        match choices(tag).next() {
            Some((by, _, options)) => form.take(tag, by, options),
            None => form.how = How::ByFilter,
        }
        form
    }

    fn take(&mut self, tag: &Tag, by: &AttributeId, options: &[String]) {
        self.by = Some(by.clone());
        self.parts = (options.iter())
            .map(|option| (option.clone(), format!("{}: {option}", tag.name)))
            .collect();
    }

    /// Has a thread look what the filter finds.
    fn look(&mut self, ui: &Ui, around: &Around<'_>, id: &TagId) {
        if let Some((of, looking)) = &mut self.looking
            && let Some(found) = looking.take()
        {
            self.looked = Some((of.clone(), found));
            self.looking = None;
        }
        let is_of = |of: &String| *of == self.filter;
        if self.looked.as_ref().is_some_and(|(of, _)| is_of(of))
            || self.looking.as_ref().is_some_and(|(of, _)| is_of(of))
        {
            return;
        }
        let (project, author) = (around.project.clone(), around.author.clone());
        let (id, filter) = (id.clone(), self.filter.clone());
        let work = move |progress: &Progress| {
            let marks = marks_of_tag(&project, &author.annotator, &id, &filter, progress)?;
            let is_own = |(key, _): &&crate::query::Mark| {
                project.person_of(&key.annotator) == &author.annotator
            };
            let own = marks.iter().filter(is_own).count();
            Ok((own, marks.len() - own))
        };
        let looking = Awaited::start("split", ui.ctx(), work);
        self.looking = Some((self.filter.clone(), looking));
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
                let is_taken = |id: &TagId| made.iter().any(|(_, tag)| tag.id == *id);
                fresh_part(book, old, name, made.len(), is_taken)
            });
            if tag.id != old.id {
                made.push((option.clone(), tag));
            }
        }
        made
    }
}
