//! Any one thing of the codebook.

use crate::model::{AttributeId, EntityTypeId, RoleId, TagId};

use super::{Attribute, Codebook};

/// One thing of the codebook.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// A tag.
    Tag(TagId),
    /// A link role.
    Link(RoleId),
    /// A field of the article.
    Field(AttributeId),
    /// A type of entity.
    Type(EntityTypeId),
}

impl Item {
    /// Whether it is there.
    #[must_use]
    pub fn is_in(&self, book: &Codebook) -> bool {
        self.name(book).is_some()
    }

    /// Its name; none when it is not there.
    #[must_use]
    pub fn name<'a>(&self, book: &'a Codebook) -> Option<&'a str> {
        Some(match self {
            Self::Tag(id) => &book.tag(id)?.name,
            Self::Link(id) => &book.role(id)?.name,
            Self::Field(id) => &book.article_attribute(id)?.name,
            Self::Type(id) => &book.entity_type(id)?.name,
        })
    }
}

impl Codebook {
    /// The field of the article with this id.
    #[must_use]
    pub fn article_attribute(&self, id: &AttributeId) -> Option<&Attribute> {
        self.article_attributes.iter().find(|it| it.id == *id)
    }
}
