//! The words of the query language itself. They go before names of the codebook that are the same.

use crate::model::Codebook;

/// A key that the language has of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// The tag.
    Tag,
    /// The covered text.
    Text,
    /// The covered text and what stands around it.
    Near,
    /// The annotator.
    By,
    /// The article's title or id.
    Article,
    /// Its source.
    Source,
    /// Its author.
    Author,
    /// Its language.
    Language,
    /// Its date.
    Date,
    /// Its date is before.
    Before,
    /// Its date is after.
    After,
    /// How far the annotator is with it.
    Status,
    /// Whom values and links name.
    Entity,
    /// The note.
    Note,
    /// What is filled.
    Has,
    /// What is not filled and could be.
    Missing,
    /// Links that start or end there.
    Linked,
    /// When it was made.
    Created,
    /// When it was last changed.
    Changed,
    /// Its id.
    Id,
    /// How it is: doubtful, in its place.
    Is,
}

impl Own {
    /// Every key with its names; the first one is proposed.
    pub const ALL: [(Self, &'static [&'static str]); 21] = [
        (Self::Tag, &["tag"]),
        (Self::Text, &["text"]),
        (Self::Near, &["near"]),
        (Self::By, &["by", "annotator"]),
        (Self::Article, &["article"]),
        (Self::Source, &["source", "outlet"]),
        (Self::Author, &["author"]),
        (Self::Language, &["language"]),
        (Self::Date, &["date", "year"]),
        (Self::Before, &["before"]),
        (Self::After, &["after"]),
        (Self::Status, &["status"]),
        (Self::Entity, &["entity", "actor"]),
        (Self::Note, &["note"]),
        (Self::Has, &["has"]),
        (Self::Missing, &["missing"]),
        (Self::Linked, &["linked"]),
        (Self::Created, &["created"]),
        (Self::Changed, &["changed"]),
        (Self::Id, &["id"]),
        (Self::Is, &["is"]),
    ];

    /// The key that is written so.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let is_it = |known: &&str| known.eq_ignore_ascii_case(name);
        let mut all = Self::ALL.iter();
        all.find(|(_, names)| names.iter().any(&is_it))
            .map(|(own, _)| *own)
    }

    /// How it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(own, _)| *own == self);
        found.map_or("", |(_, names)| names[0])
    }
}

/// What `is:` can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It has lost its place.
    Unplaced,
    /// It is in its place.
    Placed,
    /// The annotator doubts it.
    Unsure,
}

impl State {
    /// Each with its name.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Unplaced, "unplaced"),
        (Self::Placed, "placed"),
        (Self::Unsure, "unsure"),
    ];
}

/// What `has:` and `missing:` can be asked for beside attributes and roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A note.
    Note,
    /// A link.
    Link,
    /// Several pieces.
    Pieces,
    /// All that the codebook requires; the other way round: something of it.
    Required,
}

impl Thing {
    /// Each with its name.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Note, "note"),
        (Self::Link, "link"),
        (Self::Pieces, "pieces"),
        (Self::Required, "required"),
    ];
}

/// What may stand behind `has:` and `missing:`, each once.
pub fn has_names(codebook: &Codebook) -> Vec<String> {
    let fixed = Thing::ALL.iter().map(|(_, name)| (*name).to_owned());
    let fields = codebook.tags.iter().flat_map(|tag| &tag.attributes);
    let fields = fields.chain(&codebook.article_attributes);
    let roles = codebook.roles.iter().map(|role| role.name.clone());
    let mut names: Vec<String> = Vec::new();
    for name in fixed
        .chain(fields.map(|field| field.name.clone()))
        .chain(roles)
    {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
