//! Tags: added, recoloured, grouped, retired, merged, split, confirmed.

use crate::cli::resolve::{self, list};
use crate::cli::{Failure, count, search};
use crate::model::{Codebook, Color, Edit, Kind, Pattern, Tag, TagId, edits};
use crate::query::marks_of_tag;
use crate::store::Progress;

use super::Desk;
use super::named::{nonempty, pattern};
use super::things::free_key;

/// What is done with tags.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Action {
    /// Add a tag
    #[command(after_help = "\
Examples:
  postil codebook my-project add-tag Claim --key c --definition 'What can be true or false.'
  postil codebook my-project add-tag 'Legal claim' --under claim --colour '#7a4fbf' --pattern dashed
  postil codebook my-project add-tag Frames --group")]
    AddTag {
        /// Its name
        name: String,
        /// As #rrggbb; one that no tag has yet when left out
        #[arg(long)]
        colour: Option<Color>,
        /// The line under the text: solid, double, dashed, dotted or wavy
        #[arg(long, value_parser = pattern)]
        pattern: Option<Pattern>,
        /// One letter or digit
        #[arg(long)]
        key: Option<char>,
        /// What it means
        #[arg(long, value_name = "WORDS", default_value = "")]
        definition: String,
        /// The tag under which it stands in the tree
        #[arg(long, value_name = "TAG")]
        under: Option<String>,
        /// It only groups others: nothing is marked with it
        #[arg(long)]
        group: bool,
    },
    /// Let a tag only group others, so that nothing is marked with it
    OnlyGroup {
        /// Which tag
        tag: String,
        /// Let it be marked with again
        #[arg(long)]
        off: bool,
    },
    /// Give a tag another colour and pattern
    Recolour {
        /// Which tag
        tag: String,
        /// As #rrggbb
        colour: Color,
        /// The line under the text: solid, double, dashed, dotted or wavy
        #[arg(long, value_parser = pattern)]
        pattern: Option<Pattern>,
    },
    /// Offer a tag no more, and keep what was marked with it
    Retire {
        /// Which tag
        tag: String,
    },
    /// Offer a retired tag again
    Restore {
        /// Which tag
        tag: String,
    },
    /// Merge a tag into another one
    Merge {
        /// The tag that goes
        tag: String,
        /// The one that stays
        into: String,
    },
    /// Split a tag, by what is chosen in a field or by what a filter finds
    #[command(after_help = "\
Examples:
  postil codebook my-project split quote --by type --part direct=Quotation --part indirect=Report
  postil codebook my-project split claim --filter '\"harbour\"' --name 'Harbour claim'")]
    Split {
        /// Which tag
        tag: String,
        /// The field, a choice
        #[arg(long, value_name = "FIELD", requires = "part", conflicts_with_all = ["filter", "name"])]
        by: Option<String>,
        /// The tag that an option becomes, by name
        #[arg(long, value_name = "OPTION=NAME")]
        part: Vec<String>,
        /// Which annotations get a new tag; see `postil search --help`
        #[arg(long, value_name = "QUERY", requires = "name")]
        filter: Option<String>,
        /// The name of the new tag
        #[arg(long, requires = "filter")]
        name: Option<String>,
    },
    /// Say that all your annotations of a tag hold under its definition of today
    Confirm {
        /// Which tag
        tag: String,
    },
}

impl Action {
    pub fn edit(&self, desk: &mut Desk<'_>) -> Result<Edit, Failure> {
        let (project, author) = (desk.project, desk.author);
        let book = &*project.codebook;
        match self {
            Self::AddTag {
                name,
                colour,
                pattern,
                key,
                definition,
                under,
                group,
            } => {
                let name = nonempty(name)?;
                free_key(book, *key, None)?;
                let under = under.as_deref().map(|it| resolve::tag(book, it));
                let id = TagId::from_name(name, |id| book.tag(id).is_some());
                let color = colour.unwrap_or_else(|| book.fresh_color(0));
                let tag = Tag {
                    pattern: pattern.unwrap_or_else(|| book.fresh_pattern()),
                    key: *key,
                    definition: definition.trim().to_owned(),
                    parent: under.transpose()?.map(|tag| tag.id.clone()),
                    group: *group,
                    ..Tag::new(id, name, color)
                };
                Ok(edits::change_tag(project, author, tag))
            }
            Self::OnlyGroup { tag, off } => {
                let tag = Tag {
                    group: !off,
                    ..resolve::tag(book, tag)?.clone()
                };
                Ok(edits::change_tag(project, author, tag))
            }
            Self::Recolour {
                tag,
                colour,
                pattern,
            } => {
                let tag = resolve::tag(book, tag)?;
                let tag = Tag {
                    color: *colour,
                    pattern: pattern.unwrap_or(tag.pattern),
                    ..tag.clone()
                };
                Ok(edits::change_tag(project, author, tag))
            }
            Self::Retire { tag } => Ok(retire(desk, resolve::tag(book, tag)?, true)),
            Self::Restore { tag } => Ok(retire(desk, resolve::tag(book, tag)?, false)),
            Self::Merge { tag, into } => {
                let (from, into) = (resolve::tag(book, tag)?, resolve::tag(book, into)?);
                tell_others(desk, &from.id);
                Ok(edits::merge_tags(project, author, &from.id, &into.id))
            }
            Self::Split {
                tag,
                by: Some(by),
                part,
                ..
            } => {
                let tag = resolve::tag(book, tag)?;
                tell_others(desk, &tag.id);
                split_by(desk, tag, by, part)
            }
            Self::Split {
                tag,
                filter: Some(filter),
                name: Some(name),
                ..
            } => split_off(desk, resolve::tag(book, tag)?, filter, name),
            Self::Split { .. } => Err(Failure::refused(
                "Say how: --by FIELD --part OPTION=NAME, or --filter QUERY --name NAME.",
            )),
            Self::Confirm { tag } => {
                let marks = edits::older(project, author, &resolve::tag(book, tag)?.id);
                if marks.is_empty() {
                    return Ok(Edit::new(String::new(), Vec::new()));
                }
                Ok(edits::confirm(project, author, &marks))
            }
        }
    }
}

fn retire(desk: &Desk<'_>, tag: &Tag, retired: bool) -> Edit {
    let tag = Tag {
        retired,
        heir: tag.heir.clone().filter(|_| retired),
        ..tag.clone()
    };
    edits::change_tag(desk.project, desk.author, tag)
}

fn split_by(desk: &Desk<'_>, tag: &Tag, by: &str, parts: &[String]) -> Result<Edit, Failure> {
    let (project, book) = (desk.project, &desk.project.codebook);
    let field = resolve::attribute(tag, by)?;
    let Kind::Choice(options) = &field.kind else {
        return Err(Failure::refused(format!("{} is no choice.", field.name)));
    };
    let mut made: Vec<(String, Tag)> = Vec::new();
    for part in parts {
        let Some((option, name)) = part.split_once('=') else {
            return Err(Failure::refused(format!(
                "“{part}” is not of the form OPTION=NAME."
            )));
        };
        if !options.iter().any(|known| known == option) {
            return Err(Failure::refused(format!(
                "{} has no option “{option}”. It has: {}.",
                field.name,
                list(options.iter().map(String::as_str))
            )));
        }
        let known = made.iter().map(|(_, tag)| tag).find(|it| it.name == name);
        let known = known.or_else(|| book.tags.iter().find(|it| it.name == name));
        let new = match known.cloned() {
            Some(known) => known,
            None => fresh(book, tag, name, &made)?,
        };
        made.push((option.to_owned(), new));
    }
    Ok(edits::split_by_choice(
        project,
        desk.author,
        &tag.id,
        &field.id,
        &made,
    ))
}

fn split_off(desk: &Desk<'_>, tag: &Tag, filter: &str, name: &str) -> Result<Edit, Failure> {
    let (project, author) = (desk.project, desk.author);
    if project.codebook.tags.iter().any(|it| it.name == name) {
        return Err(Failure::refused(format!(
            "There is a tag “{name}” already."
        )));
    }
    let idle = Progress::default();
    let marks = marks_of_tag(project, &author.annotator, &tag.id, filter, &idle)
        .map_err(|wrong| search::refused(filter, wrong.at.clone(), &wrong.words()))?;
    let own = marks
        .iter()
        .any(|(key, _)| project.person_of(&key.annotator) == &author.annotator);
    if !own {
        return Err(Failure::refused("The filter finds nothing of yours."));
    }
    let new = fresh(&project.codebook, tag, name, &[])?;
    Ok(edits::split_off(project, author, &tag.id, new, &marks))
}

/// A new tag that begins like another one.
fn fresh(book: &Codebook, old: &Tag, name: &str, made: &[(String, Tag)]) -> Result<Tag, Failure> {
    if name.trim().is_empty() {
        return Err(Failure::refused("The name of a new tag is empty."));
    }
    let is_taken = |id: &TagId| book.tag(id).is_some() || made.iter().any(|(_, tag)| tag.id == *id);
    Ok(Tag {
        id: TagId::from_name(name, is_taken),
        name: name.trim().to_owned(),
        key: None,
        former: Vec::new(),
        ..old.clone()
    })
}

/// How many annotations of a tag are of others, whose files only they write.
pub(super) fn tell_others(desk: &mut Desk<'_>, id: &TagId) {
    let project = desk.project;
    for (who, number) in &edits::takes(project, desk.author, id).others {
        let who = project.annotator_name(who);
        let annotations = count(*number, "annotation", "annotations");
        desk.note(format!("{annotations} of {who}: stay as they are"));
    }
}
