//! What is done with any thing of the codebook in the same way: name, definition, key, place, deleting it.

use crate::cli::{Failure, resolve};
use crate::model::{
    Attribute, Author, Codebook, Edit, EntityType, EntityTypeId, Item, Project, Role, Tag, edits,
};

use super::Desk;
use super::named::{nonempty, thing};
use super::tags::tell_others;

/// What is done with any thing of the codebook.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Action {
    /// Give something another name
    Rename {
        /// What
        thing: String,
        /// Its new name
        name: String,
    },
    /// Write the definition of a tag, a link or an article field anew
    Describe {
        /// What
        thing: String,
        /// The definition
        words: String,
    },
    /// Give a tag or a link a key, or none
    Key {
        /// What
        thing: String,
        /// One letter or digit; none when left out
        key: Option<char>,
    },
    /// Move something in its list, or a tag in the tree
    Move {
        /// What
        thing: String,
        /// So many places down, or up when it is negative
        #[arg(long, allow_negative_numbers = true, default_value_t = 0)]
        by: isize,
        /// Put the tag under this one
        #[arg(long, value_name = "TAG", conflicts_with = "top")]
        under: Option<String>,
        /// Put the tag at the top of the tree
        #[arg(long)]
        top: bool,
    },
    /// Delete something; a tag goes with your annotations
    Delete {
        /// What
        thing: String,
    },
    /// Add a type of entity
    AddType {
        /// Its name
        name: String,
    },
}

impl Action {
    pub fn edit(&self, desk: &mut Desk<'_>) -> Result<Edit, Failure> {
        let (project, author) = (desk.project, desk.author);
        let book = &*project.codebook;
        match self {
            Self::Rename {
                thing: name,
                name: to,
            } => {
                let to = nonempty(to)?;
                Ok(change(
                    project,
                    author,
                    &thing(book, name)?,
                    |it| match it {
                        Part::Tag(tag) => to.clone_into(&mut tag.name),
                        Part::Link(role) => to.clone_into(&mut role.name),
                        Part::Field(field) => to.clone_into(&mut field.name),
                        Part::Type(kind) => to.clone_into(&mut kind.name),
                    },
                ))
            }
            Self::Describe { thing: name, words } => {
                let item = thing(book, name)?;
                if matches!(item, Item::Type(_)) {
                    return Err(Failure::refused("Entity types have no definition."));
                }
                Ok(change(project, author, &item, |it| match it {
                    Part::Tag(tag) => words.trim().clone_into(&mut tag.definition),
                    Part::Link(role) => words.trim().clone_into(&mut role.definition),
                    Part::Field(field) => words.trim().clone_into(&mut field.definition),
                    Part::Type(_) => {}
                }))
            }
            Self::Key { thing: name, key } => rekey(desk, &thing(book, name)?, *key),
            Self::Move {
                thing: name,
                by,
                under,
                top,
            } => {
                let item = thing(book, name)?;
                if *top || under.is_some() {
                    place(desk, &item, under.as_deref())
                } else {
                    Ok(edits::shift_item(project, author, &item, *by))
                }
            }
            Self::Delete { thing: name } => {
                let item = thing(book, name)?;
                let takes = edits::takes_item(project, author, &item);
                if let Item::Tag(id) = &item {
                    tell_others(desk, id);
                } else {
                    let stay: usize = takes.own + takes.others.values().sum::<usize>();
                    desk.note(format!("what is of it, and stays: {stay}"));
                }
                Ok(edits::delete_item(project, author, &item))
            }
            Self::AddType { name } => {
                let name = nonempty(name)?;
                let taken = |id: &EntityTypeId| book.entity_type(id).is_some();
                let kind = EntityType {
                    id: EntityTypeId::from_name(name, taken),
                    name: name.to_owned(),
                    attributes: Vec::new(),
                };
                Ok(edits::put_entity_type(project, kind))
            }
        }
    }
}

/// Puts a tag under another one, or at the top of the tree.
fn place(desk: &Desk<'_>, item: &Item, under: Option<&str>) -> Result<Edit, Failure> {
    let book = &*desk.project.codebook;
    let Item::Tag(id) = item else {
        return Err(Failure::refused("Only tags stand in a tree."));
    };
    let under = under.map(|it| resolve::tag(book, it));
    let under = under.transpose()?.map(|tag| &tag.id);
    if under.is_some_and(|under| !book.may_stand_under(id, under)) {
        return Err(Failure::refused("A tag cannot stand under itself."));
    }
    Ok(edits::place_tag(desk.project, desk.author, id, under, None))
}

fn rekey(desk: &Desk<'_>, item: &Item, key: Option<char>) -> Result<Edit, Failure> {
    if !matches!(item, Item::Tag(_) | Item::Link(_)) {
        return Err(Failure::refused("Only tags and links have keys."));
    }
    free_key(&desk.project.codebook, key, Some(item))?;
    Ok(change(desk.project, desk.author, item, |it| match it {
        Part::Tag(tag) => tag.key = key,
        Part::Link(role) => role.key = key,
        Part::Field(_) | Part::Type(_) => {}
    }))
}

/// Refuses a key that another tag or link has than this one.
pub(super) fn free_key(
    book: &Codebook,
    key: Option<char>,
    own: Option<&Item>,
) -> Result<(), Failure> {
    let tags = (book.tags.iter()).map(|it| (Item::Tag(it.id.clone()), it.key));
    let links = (book.roles.iter()).map(|it| (Item::Link(it.id.clone()), it.key));
    let mut others = tags.chain(links).filter(|(item, _)| Some(item) != own);
    match others.find(|(_, known)| key.is_some() && *known == key) {
        None => Ok(()),
        Some((other, _)) => {
            let name = other.name(book).unwrap_or_default();
            Err(Failure::refused(format!("That is the key of {name}.")))
        }
    }
}

/// A thing of the codebook that is changed.
enum Part<'a> {
    Tag(&'a mut Tag),
    Link(&'a mut Role),
    Field(&'a mut Attribute),
    Type(&'a mut EntityType),
}

/// The edit that changes one thing.
fn change(project: &Project, author: &Author, item: &Item, change: impl Fn(&mut Part<'_>)) -> Edit {
    let book = &project.codebook;
    let mut known = match item {
        // A definition that annotations were made under is kept.
        Item::Tag(id) => {
            let Some(mut tag) = book.tag(id).cloned() else {
                return Edit::new(String::new(), Vec::new());
            };
            change(&mut Part::Tag(&mut tag));
            return edits::change_tag(project, author, tag);
        }
        _ => Codebook::clone(book),
    };
    let part = match item {
        Item::Link(id) => known
            .roles
            .iter_mut()
            .find(|it| it.id == *id)
            .map(Part::Link),
        Item::Field(id) => (known.article_attributes.iter_mut())
            .find(|it| it.id == *id)
            .map(Part::Field),
        Item::Type(id) => (known.entity_types.iter_mut())
            .find(|it| it.id == *id)
            .map(Part::Type),
        Item::Tag(_) => None,
    };
    if let Some(mut part) = part {
        change(&mut part);
    }
    let name = item.name(book).unwrap_or_default();
    edits::change_codebook(project, author, format!("Change {name}"), |book| {
        *book = known;
    })
}
