//! Fields of tags, of the article and of entity types.

use crate::cli::Failure;
use crate::cli::resolve::{list, pick};
use crate::model::edits::{self, Owner};
use crate::model::{
    Attribute, AttributeId, Codebook, Edit, EntityTypeId, Item, Kind, Tag, read_limit,
};

use super::Desk;
use super::named::{field, nonempty, owner};

/// What is done with fields.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Action {
    /// Add a field to a tag, an entity type or the article
    #[command(after_help = "\
Without --kind, it is a choice when it has options, an entity when it has types, a number when it has limits, and text else.

Examples:
  postil codebook my-project add-field stance Polarity --option support --option oppose --required
  postil codebook my-project add-field claim Strength --min 0 --max 10 --default 5
  postil codebook my-project add-field article Section --kind choices --option politics --option economy
  postil codebook my-project add-field quote Speaker --type person --type organisation
  postil codebook my-project add-field type:person Party")]
    AddField {
        /// Whose
        of: String,
        /// Its name
        name: String,
        #[command(flatten)]
        form: Form,
    },
    /// Give a field another form; what is left out stays
    #[command(after_help = "\
Values that read as the new kind follow. Others stay as they are, and `postil check` tells them. --default '' takes the value
to begin with away, --min '' the limit. To give an option another name, so that values follow, see `rename-option`.

Examples:
  postil codebook my-project change-field stance polarity --optional --question 'For or against?'
  postil codebook my-project change-field claim strength --max 5 --dry-run
  postil codebook my-project change-field article section --kind choice")]
    ChangeField {
        /// Whose
        of: String,
        /// The field
        field: String,
        /// Another name
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        form: Form,
    },
    /// Move a field among its fellows
    MoveField {
        /// Whose
        of: String,
        /// The field
        field: String,
        /// So many places down, or up when it is negative
        #[arg(long, allow_negative_numbers = true)]
        by: isize,
    },
    /// Remove a field; values that annotations have in it stay, and `postil check` tells them
    RemoveField {
        /// Whose
        of: String,
        /// The field
        field: String,
    },
    /// Merge two fields
    MergeFields {
        /// Whose
        of: String,
        /// The field that goes
        field: String,
        /// The one that stays
        into: String,
    },
}

/// What kind of value a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Sort {
    /// One of several options
    Choice,
    /// Any of several options
    Choices,
    /// Entity of the register
    Entity,
    /// Text
    Text,
    /// Number
    Number,
    /// Yes or no
    Flag,
}

/// What a field takes and asks.
#[derive(Debug, clap::Args)]
pub(super) struct Form {
    /// What kind of value it takes
    #[arg(long, value_enum)]
    kind: Option<Sort>,
    /// An option of a choice; once for each
    #[arg(long = "option", value_name = "OPTION")]
    options: Vec<String>,
    /// A type of entity that it takes; any when left out
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,
    /// The smallest number
    #[arg(long, allow_hyphen_values = true)]
    min: Option<String>,
    /// The largest number
    #[arg(long, allow_hyphen_values = true)]
    max: Option<String>,
    /// The value that a new annotation starts with
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    default: Option<String>,
    /// What it asks
    #[arg(long, value_name = "WORDS")]
    question: Option<String>,
    /// It has to be filled in
    #[arg(long, conflicts_with = "optional")]
    required: bool,
    /// It need not be filled in
    #[arg(long)]
    optional: bool,
}

impl Action {
    pub fn edit(&self, desk: &mut Desk<'_>) -> Result<Edit, Failure> {
        let (project, author) = (desk.project, desk.author);
        let book = &*project.codebook;
        match self {
            Self::AddField { of, name, form } => {
                let owner = owner(book, of)?;
                let name = nonempty(name)?;
                let known = owner.attributes(book);
                if pick(known, name, |it| [it.id.as_str(), &it.name]).is_some() {
                    return Err(Failure::refused(format!(
                        "There is a field “{name}” already."
                    )));
                }
                let taken = |id: &AttributeId| owner.attribute(book, id).is_some();
                let new =
                    Attribute::new(AttributeId::from_name(name, taken), name, form.sort_alone());
                Ok(change(desk, &owner, form.fill(book, new)?))
            }
            Self::ChangeField {
                of,
                field: known,
                name,
                form,
            } => {
                let owner = owner(book, of)?;
                let mut new = field(book, &owner, known)?.clone();
                if let Some(name) = name {
                    nonempty(name)?.clone_into(&mut new.name);
                }
                Ok(change(desk, &owner, form.fill(book, new)?))
            }
            Self::MoveField {
                of,
                field: known,
                by,
            } => {
                let owner = owner(book, of)?;
                let id = &field(book, &owner, known)?.id;
                if owner == Owner::Article {
                    let item = Item::Field(id.clone());
                    return Ok(edits::shift_item(project, author, &item, *by));
                }
                let mut fields = owner.attributes(book).to_vec();
                let Some(at) = fields.iter().position(|it| it.id == *id) else {
                    return Ok(Edit::new(String::new(), Vec::new()));
                };
                let moved = fields.remove(at);
                fields.insert(at.saturating_add_signed(*by).min(fields.len()), moved);
                Ok(with_fields(desk, &owner, fields))
            }
            Self::RemoveField { of, field: known } => {
                let owner = owner(book, of)?;
                let gone = field(book, &owner, known)?;
                let values = edits::fits(project, &owner, gone);
                let stay: usize = values.iter().map(|fit| fit.count).sum();
                desk.note(format!("what is of it, and stays: {stay}"));
                if owner == Owner::Article {
                    let item = Item::Field(gone.id.clone());
                    return Ok(edits::delete_item(project, author, &item));
                }
                let mut fields = owner.attributes(book).to_vec();
                fields.retain(|it| it.id != gone.id);
                Ok(with_fields(desk, &owner, fields))
            }
            Self::MergeFields {
                of,
                field: from,
                into,
            } => {
                let owner = owner(book, of)?;
                let from = field(book, &owner, from)?;
                let into = field(book, &owner, into)?;
                let union = edits::union_of(project, &owner, &from.id, &into.id);
                desk.note(format!("values that move: {}", union.moved));
                if union.differ > 0 {
                    desk.note(format!("different values, which stay: {}", union.differ));
                }
                for (value, times) in &union.unfit {
                    desk.note(format!("no value of {}, stays: {value} ({times})", into.id));
                }
                Ok(edits::merge_attributes(
                    project, author, &owner, &from.id, &into.id,
                ))
            }
        }
    }
}

/// Puts a field in place of the one with its id, or behind the others, and tells what becomes of values that do not fit it.
pub(super) fn change(desk: &mut Desk<'_>, owner: &Owner, field: Attribute) -> Edit {
    let known = owner.attribute(&desk.project.codebook, &field.id);
    if known.is_some_and(|known| known.kind != field.kind) {
        for fit in edits::fits(desk.project, owner, &field) {
            let (value, times) = (&fit.value, fit.count);
            match &fit.becomes {
                None => desk.note(format!(
                    "no value of {}, stays: {value} ({times})",
                    field.id
                )),
                Some(new) if new != value => desk.note(format!("{value} → {new} ({times})")),
                Some(_) => {}
            }
        }
    }
    edits::change_attribute(desk.project, desk.author, owner, field)
}

/// The edit that gives a tag or an entity type these fields.
fn with_fields(desk: &Desk<'_>, owner: &Owner, fields: Vec<Attribute>) -> Edit {
    let (project, author) = (desk.project, desk.author);
    let book = &project.codebook;
    match owner {
        Owner::Tag(id) => match book.tag(id) {
            Some(tag) => {
                let tag = Tag {
                    attributes: fields,
                    ..tag.clone()
                };
                edits::change_tag(project, author, tag)
            }
            None => Edit::new(String::new(), Vec::new()),
        },
        Owner::EntityType(id) => {
            let name = book.entity_type(id).map_or(id.as_str(), |kind| &kind.name);
            let name = format!("Change {name}");
            edits::change_codebook(project, author, name, |book| {
                if let Some(kind) = book.entity_types.iter_mut().find(|it| it.id == *id) {
                    kind.attributes = fields;
                }
            })
        }
        Owner::Article => edits::change_codebook(
            project,
            author,
            "Change the fields of the article".to_owned(),
            |book| {
                book.article_attributes = fields;
            },
        ),
    }
}

impl Form {
    /// The kind of a field of which nothing else is known.
    fn sort_alone(&self) -> Kind {
        if !self.options.is_empty() {
            Kind::Choice(Vec::new())
        } else if !self.types.is_empty() {
            Kind::Entity(Vec::new())
        } else if self.min.is_some() || self.max.is_some() {
            let (min, max) = (None, None);
            Kind::Number { min, max }
        } else {
            Kind::Text
        }
    }

    /// A field, with what was typed in place of what it had.
    fn fill(&self, book: &Codebook, mut field: Attribute) -> Result<Attribute, Failure> {
        let refuse = |why: String| Failure::refused(format!("{why}."));
        field.kind = self
            .kind_from(book, field.kind)?
            .checked()
            .map_err(refuse)?;
        if self.required || self.optional {
            field.required = self.required;
        }
        if let Some(question) = &self.question {
            question.trim().clone_into(&mut field.definition);
        }
        field.default = match self.default.as_deref().map(str::trim) {
            Some("") => None,
            Some(_) if matches!(field.kind, Kind::Entity(_)) => {
                return Err(Failure::refused(
                    "A field of entities has no value to begin with.",
                ));
            }
            Some(text) => Some(field.parse(text).map_err(refuse)?),
            // What is not offered any more is nothing to begin with.
            None => field.default.take().filter(|it| field.accepts(it)),
        };
        Ok(field)
    }

    /// The kind that was typed, with what stays of the one of today.
    fn kind_from(&self, book: &Codebook, known: Kind) -> Result<Kind, Failure> {
        let options = || {
            let options = if self.options.is_empty() {
                known.options().to_vec()
            } else {
                self.options.iter().map(|it| it.trim().to_owned()).collect()
            };
            options.into_iter().filter(|it| !it.is_empty()).collect()
        };
        let kind = match self.kind.unwrap_or_else(|| Sort::of(&known)) {
            Sort::Choice => Kind::Choice(options()),
            Sort::Choices => Kind::Choices(options()),
            Sort::Entity if self.types.is_empty() => match known {
                Kind::Entity(types) => Kind::Entity(types),
                _ => Kind::Entity(Vec::new()),
            },
            Sort::Entity => Kind::Entity(entity_types(book, &self.types)?),
            Sort::Text => Kind::Text,
            Sort::Number => {
                let (least, most) = match known {
                    Kind::Number { min, max } => (min, max),
                    _ => (None, None),
                };
                let limit = |typed: Option<&str>, known| match typed {
                    Some(text) => {
                        read_limit(text).map_err(|why| Failure::refused(format!("{why}.")))
                    }
                    None => Ok(known),
                };
                Kind::Number {
                    min: limit(self.min.as_deref(), least)?,
                    max: limit(self.max.as_deref(), most)?,
                }
            }
            Sort::Flag => Kind::Flag,
        };
        self.fits(&kind)?;
        Ok(kind)
    }

    /// Refuses what does not belong to the kind, instead of dropping it.
    fn fits(&self, kind: &Kind) -> Result<(), Failure> {
        let is_choice = matches!(kind, Kind::Choice(_) | Kind::Choices(_));
        let is_number = matches!(kind, Kind::Number { .. });
        let is_limited = self.min.is_some() || self.max.is_some();
        let wrong = [
            (
                !self.options.is_empty() && !is_choice,
                "a choice has options",
            ),
            (is_limited && !is_number, "a number has limits"),
            (
                !self.types.is_empty() && !matches!(kind, Kind::Entity(_)),
                "a field of entities has types",
            ),
        ];
        match wrong.iter().find(|(is_wrong, _)| *is_wrong) {
            Some((_, what)) => Err(Failure::refused(format!(
                "Only {what}. Say what kind it is with --kind."
            ))),
            None => Ok(()),
        }
    }
}

impl Sort {
    fn of(kind: &Kind) -> Self {
        match kind {
            Kind::Choice(_) => Self::Choice,
            Kind::Choices(_) => Self::Choices,
            Kind::Entity(_) => Self::Entity,
            Kind::Text => Self::Text,
            Kind::Number { .. } => Self::Number,
            Kind::Flag => Self::Flag,
        }
    }
}

/// Types of entity by their ids or names.
fn entity_types(book: &Codebook, names: &[String]) -> Result<Vec<EntityTypeId>, Failure> {
    let kinds = &book.entity_types;
    let found = names.iter().map(|name| {
        let kind = pick(kinds, name, |it| [it.id.as_str(), &it.name]);
        kind.map(|it| it.id.clone()).ok_or_else(|| {
            let ids = kinds.iter().map(|it| it.id.as_str());
            Failure::refused(format!(
                "There is no type of entity “{name}”. There are: {}.",
                list(ids)
            ))
        })
    });
    found.collect()
}
