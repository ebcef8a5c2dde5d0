//! A thing of the codebook, whole, and what saving it means.

use crate::model::edits::Owner;
use crate::model::{
    Attribute, AttributeId, Author, Codebook, Edit, EntityType, Item, Project, Role, Tag, edits,
};
use crate::say;

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
    pub fn of(book: &Codebook, item: &Item) -> Option<Self> {
        Some(match item {
            Item::Tag(id) => Self::Tag(Box::new(book.tag(id)?.clone())),
            Item::Link(id) => Self::Link(book.role(id)?.clone()),
            Item::Field(id) => Self::Field(book.article_attribute(id)?.clone()),
            Item::Type(id) => Self::Type(book.entity_type(id)?.clone()),
        })
    }

    /// Which one it is.
    pub fn item(&self) -> Item {
        match self {
            Self::Tag(tag) => Item::Tag(tag.id.clone()),
            Self::Link(role) => Item::Link(role.id.clone()),
            Self::Field(field) => Item::Field(field.id.clone()),
            Self::Type(kind) => Item::Type(kind.id.clone()),
        }
    }

    /// Its attributes with what they belong to.
    pub fn attributes(&self) -> Option<(Owner, &[Attribute])> {
        match self {
            Self::Tag(tag) => Some((Owner::Tag(tag.id.clone()), &tag.attributes)),
            Self::Link(_) => None,
            Self::Field(field) => Some((Owner::Article, core::slice::from_ref(field))),
            Self::Type(kind) => Some((Owner::EntityType(kind.id.clone()), &kind.attributes)),
        }
    }

    /// One of its attributes, to be changed.
    pub fn attribute_mut(&mut self, at: &AttributeId) -> Option<&mut Attribute> {
        let attributes = match self {
            Self::Tag(tag) => tag.attributes.as_mut_slice(),
            Self::Link(_) => return None,
            Self::Field(field) => core::slice::from_mut(field),
            Self::Type(kind) => kind.attributes.as_mut_slice(),
        };
        attributes.iter_mut().find(|it| it.id == *at)
    }

    /// The edit that puts it into the codebook.
    pub fn edit(self, project: &Project, author: &Author) -> Edit {
        match self {
            Self::Tag(tag) => edits::change_tag(project, author, *tag),
            Self::Link(role) => edits::put_role(project, role),
            Self::Field(field) if project.codebook.article_attribute(&field.id).is_none() => {
                edits::put_article_attribute(project, field)
            }
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
