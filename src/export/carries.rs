//! What a format does with each thing that a project can hold, as data: the loss report, `postil formats`, the dialog and
//! the manual all read it.

use crate::say;

/// Something that a project can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// Annotations that overlap or lie in one another.
    Overlaps,
    /// Annotations in several pieces.
    Pieces,
    /// Links from annotation to annotation.
    Links,
    /// Links from annotation to entity.
    EntityLinks,
    /// Values of attributes.
    Attributes,
    /// Notes on annotations.
    Notes,
    /// Marks of doubt.
    Unsure,
    /// Values of article attributes, and what is said of articles otherwise: notes, how far annotators are.
    ArticleAttributes,
    /// Title, source, author, address, date and language of articles.
    Metadata,
    /// What else is known of articles: section, page, edition, and whatever their files said.
    Details,
    /// What the register knows beyond ids and names.
    Entities,
    /// Who marked it.
    Annotators,
    /// When annotations were made and changed.
    Times,
    /// Articles in which nothing is marked.
    Empty,
}

/// What a format does with a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It has a place for it.
    Native,
    /// It is put where readers of the format can find it, by a convention.
    By(Way),
    /// It is left out.
    Lost,
}

/// A convention by which a format carries what it has no place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Each piece is an annotation of its own; a field says which belong together.
    Group,
    /// Each piece is an annotation of its own, and nothing ties them.
    Apart,
    /// Each piece is an annotation of its own; a link `continuation` ties them.
    Chain,
    /// As part of the tag: `stance: against`.
    Tag,
    /// One file an annotator.
    Files,
    /// In a field of its own that readers must know.
    Field,
    /// In the comment or note.
    Note,
    /// In a file beside it.
    Sidecar,
    /// As text in a field, the entity's name and id.
    Name,
    /// Counted into the network.
    Network,
}

/// What a format does with the features that it has no place for; all others are [`How::Native`].
pub type Carries = &'static [(Feature, How)];

impl Feature {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 14] = [
        Self::Overlaps,
        Self::Pieces,
        Self::Links,
        Self::EntityLinks,
        Self::Attributes,
        Self::Notes,
        Self::Unsure,
        Self::ArticleAttributes,
        Self::Metadata,
        Self::Details,
        Self::Entities,
        Self::Annotators,
        Self::Times,
        Self::Empty,
    ];

    /// Its name for programs.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Overlaps => "overlaps",
            Self::Pieces => "pieces",
            Self::Links => "links",
            Self::EntityLinks => "entity-links",
            Self::Attributes => "attributes",
            Self::Notes => "notes",
            Self::Unsure => "unsure",
            Self::ArticleAttributes => "article-attributes",
            Self::Metadata => "metadata",
            Self::Details => "details",
            Self::Entities => "entities",
            Self::Annotators => "annotators",
            Self::Times => "times",
            Self::Empty => "empty-articles",
        }
    }

    /// So many of them, in words.
    #[must_use]
    pub fn counted(self, count: usize) -> String {
        match self {
            Self::Overlaps => say!("export-count-overlaps", count = count),
            Self::Pieces => say!("export-count-pieces", count = count),
            Self::Links => say!("export-count-links", count = count),
            Self::EntityLinks => say!("export-count-entity-links", count = count),
            Self::Attributes => say!("export-count-attributes", count = count),
            Self::Notes => say!("export-count-notes", count = count),
            Self::Unsure => say!("export-count-unsure", count = count),
            Self::ArticleAttributes => say!("export-count-article-attributes", count = count),
            Self::Metadata => say!("export-count-metadata", count = count),
            Self::Details => say!("export-count-details", count = count),
            Self::Entities => say!("export-count-entities", count = count),
            Self::Annotators => say!("export-count-annotators", count = count),
            Self::Times => say!("export-count-times", count = count),
            Self::Empty => say!("export-count-empty", count = count),
        }
    }
}

impl How {
    /// What a row of formats does with a feature.
    #[must_use]
    pub fn of(carries: Carries, feature: Feature) -> Self {
        let row = carries.iter().find(|(it, _)| *it == feature);
        row.map_or(Self::Native, |(_, how)| *how)
    }

    /// Its name for programs.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Native => "yes",
            Self::By(_) => "by convention",
            Self::Lost => "no",
        }
    }

    /// What becomes of what the format has no place for, in words; none when it has one.
    #[must_use]
    pub fn words(self) -> Option<&'static str> {
        match self {
            Self::Native => None,
            Self::By(way) => Some(way.words()),
            Self::Lost => Some(say!("export-how-lost")),
        }
    }
}

impl Way {
    fn words(self) -> &'static str {
        match self {
            Self::Group => say!("export-way-group"),
            Self::Apart => say!("export-way-apart"),
            Self::Chain => say!("export-way-chain"),
            Self::Tag => say!("export-way-tag"),
            Self::Files => say!("export-way-files"),
            Self::Field => say!("export-way-field"),
            Self::Note => say!("export-way-note"),
            Self::Sidecar => say!("export-way-sidecar"),
            Self::Name => say!("export-way-name"),
            Self::Network => say!("export-way-network"),
        }
    }
}
