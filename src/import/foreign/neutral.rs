//! What a file of another program holds, in one form for all of them: labels, marks and places as the file has them.
//!
//! Nothing here is checked against a text or a project yet; that is done once for all formats, in `place` and `settle`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use smallvec::SmallVec;
use smol_str::SmolStr;

use crate::model::{Color, Correction, Status};

/// All that one file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The texts with what is marked in them.
    pub documents: Vec<Document>,
    /// What the file itself says of its labels; those that are only used need not stand here.
    pub book: Vec<Label>,
    /// What the file could not give or we cannot take, in counts.
    pub left_out: Losses,
}

/// What was lost, in counts.
pub type Losses = BTreeMap<Loss, usize>;

/// Something that does not come along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Loss {
    /// Lines or entries that cannot be read.
    Unreadable,
    /// Marks that cover nothing.
    Empty,
    /// Marks whose id is another one's in the same layer.
    Twice,
    /// Relations that begin or end at nothing.
    Dangling,
    /// Values of relations, which our links do not have.
    RelationValues,
    /// Values that a field of the codebook does not take.
    Values,
    /// What is known about articles and has no field here.
    Metadata,
    /// Identities with entries of other collections.
    Normalizations,
    /// Annotations of an image, a sound or a page, not of a text.
    NotText,
    /// Documents whose text is neither in the file nor in the project.
    NoText,
    /// Marks without a place and without a quotation by which to look for it.
    NoPlace,
    /// Marks that were left out because their label is not wanted.
    Skipped,
    /// Relations that were left out with their role or with one of their marks.
    SkippedRelations,
    /// Values that were left out because their field is not wanted.
    SkippedValues,
    /// Marks of somebody in an article that is being labelled a second time: they would change the first time unseen.
    Repeating,
}

/// Begins the name of what our own files say of an article beside its fields.
pub(super) const MORE: &str = "more.";

/// A text with what is marked in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What people call it: a file name, a title, a number.
    pub name: String,
    /// The id of our own that the file gives it; empty when it gives none.
    pub id: String,
    /// SHA-256 of its text in hexadecimal digits; empty when the file gives none.
    pub sha256: String,
    /// The text exactly as the file has it, with whatever line ends; `None` when it has none.
    pub text: Option<String>,
    /// Whether the text is put together from words or sentences, so that what stood at its end is not known.
    pub is_woven: bool,
    /// What the file says about it, by name.
    pub meta: Vec<(SmolStr, String)>,
    /// In which unit its offsets count, as the format says it. A quotation that says otherwise is believed.
    pub unit: Unit,
    /// What was corrected in the text already.
    pub corrections: Vec<Correction>,
    /// What each annotator marked.
    pub layers: Vec<Layer>,
}

/// What one annotator marked in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    /// Whose it is; empty when the file does not say.
    pub annotator: String,
    /// The id of our own that the file gives the annotator; empty when it gives none.
    pub annotator_id: String,
    /// How far the annotator is, if the file says so.
    pub status: Option<Status>,
    /// What is said of the text as a whole.
    pub values: Named,
    /// A remark about the text as a whole.
    pub note: String,
    /// The marks in the order of the file.
    pub marks: Vec<Mark>,
    /// What ties them.
    pub relations: Vec<Relation>,
}

/// Values by the names that the file gives them.
pub type Named = Vec<(SmolStr, Plain)>;

/// Something marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// Its name in the layer; each mark has one, made up when the file has none.
    pub id: SmolStr,
    /// Its label.
    pub label: SmolStr,
    /// What it covers.
    pub pieces: SmallVec<[Piece; 1]>,
    /// Its fields.
    pub values: Named,
    /// A remark.
    pub note: String,
    /// Whether the annotator doubts it.
    pub unsure: bool,
    /// When it was made, if the file says so.
    pub created: Option<Timestamp>,
    /// When it was last changed, if the file says so.
    pub modified: Option<Timestamp>,
}

/// One stretch of text, in the unit of its document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins.
    pub start: u64,
    /// Where it ends, exclusive.
    pub end: u64,
    /// What it covers, if the file says so.
    pub quote: Option<Box<str>>,
}

/// A value as files have it.
#[derive(Clone, Debug, PartialEq)]
pub enum Plain {
    /// A word or a text.
    Text(String),
    /// Several words.
    List(Vec<String>),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// Somebody or something.
    Entity(Entry),
}

/// Somebody or something that a file names.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The id of our own that the file gives it; empty when it gives none.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind of entity it is; empty when the file does not say.
    pub kind: String,
}

/// A tie from one mark to another or to an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The id of the mark that it begins at.
    pub from: SmolStr,
    /// What it leads to.
    pub to: End,
    /// What it means.
    pub role: SmolStr,
    /// How many values it has, which our links do not.
    pub values: usize,
}

/// The far end of a relation.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// A mark of the same layer, by its id.
    Mark(SmolStr),
    /// An entity.
    Entity(Entry),
}

/// What a file says of one of its labels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Label {
    /// The label.
    pub name: SmolStr,
    /// The label above it; empty for none.
    pub parent: SmolStr,
    /// Whether nothing is marked with it, as it only groups others.
    pub group: bool,
    /// Its colour.
    pub color: Option<Color>,
    /// What it means.
    pub definition: String,
    /// The options that the file gives its fields.
    pub fields: Vec<(SmolStr, Vec<String>)>,
}

/// What an offset counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Unicode code points, as Python counts.
    #[default]
    CodePoint,
    /// UTF-16 units, as Java and JavaScript count.
    Utf16,
    /// Bytes of UTF-8.
    Byte,
}

impl Found {
    /// Counts something that does not come along.
    pub fn lose(&mut self, what: Loss, count: usize) {
        if count > 0 {
            *self.left_out.entry(what).or_default() += count;
        }
    }

    /// How many marks it has.
    #[must_use]
    pub fn mark_count(&self) -> usize {
        let layers = self.documents.iter().flat_map(|document| &document.layers);
        layers.map(|layer| layer.marks.len()).sum()
    }
}

impl Layer {
    /// Makes one mark of those of one label that relations called `continuation` tie, as programs have it that know no mark in
    /// several pieces.
    pub fn join_continued(&mut self) {
        let is_tie = |relation: &Relation| relation.role == "continuation";
        if !self.relations.iter().any(is_tie) {
            return;
        }
        let mut into: BTreeMap<SmolStr, SmolStr> = BTreeMap::new();
        let labels: BTreeMap<SmolStr, SmolStr> = self
            .marks
            .iter()
            .map(|mark| (mark.id.clone(), mark.label.clone()))
            .collect();
        self.relations.retain(|relation| match &relation.to {
            End::Mark(to) if is_tie(relation) && *to != relation.from => {
                let (one, other) = (labels.get(&relation.from), labels.get(to));
                let joins = one.is_some() && one == other && !into.contains_key(to);
                if joins {
                    into.insert(to.clone(), relation.from.clone());
                }
                !joins
            }
            _ => true,
        });
        let first = |id: &SmolStr| {
            let mut id = id;
            // A chain is no longer than there are marks; one in a circle has no first.
            for _ in 0..=into.len() {
                match into.get(id) {
                    Some(before) => id = before,
                    None => return Some(id.clone()),
                }
            }
            None
        };
        let mut pieces: BTreeMap<SmolStr, Vec<Piece>> = BTreeMap::new();
        self.marks.retain(|mark| match first(&mark.id) {
            Some(begins) if begins != mark.id => {
                pieces
                    .entry(begins)
                    .or_default()
                    .extend(mark.pieces.iter().cloned());
                false
            }
            _ => true,
        });
        for mark in &mut self.marks {
            mark.pieces
                .extend(pieces.remove(&mark.id).unwrap_or_default());
        }
        for relation in &mut self.relations {
            relation.from = first(&relation.from).unwrap_or_else(|| relation.from.clone());
            if let End::Mark(to) = &mut relation.to {
                *to = first(to).unwrap_or_else(|| to.clone());
            }
        }
    }
}

impl Mark {
    /// A mark on one stretch of text.
    #[must_use]
    pub fn on(id: impl Into<SmolStr>, label: impl Into<SmolStr>, piece: Piece) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            pieces: [piece].into_iter().collect(),
            ..Self::default()
        }
    }
}

impl Piece {
    /// A stretch of which the file does not say what it covers.
    #[must_use]
    pub const fn at(start: u64, end: u64) -> Self {
        Self {
            start,
            end,
            quote: None,
        }
    }

    /// A stretch that covers this.
    #[must_use]
    pub fn quoting(start: u64, end: u64, quote: &str) -> Self {
        Self {
            start,
            end,
            quote: Some(quote.into()),
        }
    }
}

impl Plain {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The value as people would write it.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::List(list) => list.join("; "),
            Self::Number(number) => number.to_string(),
            Self::Flag(true) => "yes".to_owned(),
            Self::Flag(false) => "no".to_owned(),
            Self::Entity(entry) => entry.name.clone(),
        }
    }
}
