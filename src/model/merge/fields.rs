//! Merging fields: three versions of one value, of a list without order, of a table of values.

use core::fmt;
use std::collections::BTreeMap;

use crate::say;

/// Whose field counts where both sides changed it differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Ours,
    Theirs,
}

/// A field that both sides changed differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Disputed {
    /// One that every such thing has.
    Part(Part),
    /// One of the codebook, by its name.
    Named(String),
}

/// What things have beside what the codebook gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Accents,
    Address,
    Author,
    Blind,
    Capitals,
    Colour,
    Date,
    Default,
    Definition,
    Doubt,
    Ends,
    Examples,
    Counterexamples,
    Fields,
    Finds,
    Gold,
    Group,
    Groups,
    Heir,
    HideNames,
    Holds,
    Key,
    Label,
    Language,
    Many,
    MergedInto,
    Name,
    OpenAs,
    Origin,
    Pattern,
    Required,
    Rules,
    Retired,
    Shown,
    Shuffle,
    Source,
    Tag,
    Text,
    Title,
    Type,
    WholeWords,
    Wording,
}

impl Part {
    /// What it is called where such fields are listed.
    fn name(self) -> &'static str {
        match self {
            Self::Blind => say!("merge-field-blind"),
            Self::Gold => say!("merge-field-gold"),
            Self::HideNames => say!("merge-field-hide-names"),
            Self::Shuffle => say!("merge-field-shuffle"),
            Self::Accents => say!("merge-field-accents"),
            Self::Capitals => say!("merge-field-capitals"),
            Self::Finds => say!("merge-field-finds"),
            Self::Shown => say!("merge-field-shown"),
            Self::WholeWords => say!("merge-field-whole-words"),
            Self::Address => say!("merge-field-address"),
            Self::Author => say!("merge-field-author"),
            Self::Colour => say!("merge-field-colour"),
            Self::Date => say!("merge-field-date"),
            Self::Default => say!("merge-field-default"),
            Self::Definition => say!("merge-field-definition"),
            Self::Doubt => say!("merge-field-doubt"),
            Self::Ends => say!("merge-field-ends"),
            Self::Examples => say!("merge-field-examples"),
            Self::Counterexamples => say!("merge-field-counterexamples"),
            Self::Fields => say!("merge-field-fields"),
            Self::Rules => say!("merge-field-rules"),
            Self::Group => say!("merge-field-group"),
            Self::Groups => say!("merge-field-groups"),
            Self::Heir => say!("merge-field-heir"),
            Self::Holds => say!("merge-field-holds"),
            Self::Key => say!("merge-field-key"),
            Self::Label => say!("merge-field-label"),
            Self::Language => say!("merge-field-language"),
            Self::Many => say!("merge-field-many"),
            Self::MergedInto => say!("merge-field-merged-into"),
            Self::Name => say!("merge-field-name"),
            Self::OpenAs => say!("merge-field-open-as"),
            Self::Origin => say!("merge-field-origin"),
            Self::Pattern => say!("merge-field-pattern"),
            Self::Retired => say!("merge-field-retired"),
            Self::Required => say!("merge-field-required"),
            Self::Source => say!("merge-field-source"),
            Self::Tag => say!("merge-field-tag"),
            Self::Text => say!("merge-field-text"),
            Self::Title => say!("merge-field-title"),
            Self::Type => say!("merge-field-type"),
            Self::Wording => say!("merge-field-wording"),
        }
    }
}

impl From<Part> for Disputed {
    fn from(part: Part) -> Self {
        Self::Part(part)
    }
}

impl From<String> for Disputed {
    fn from(name: String) -> Self {
        Self::Named(name)
    }
}

impl fmt::Display for Disputed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Part(part) => part.name(),
            Self::Named(name) => name,
        })
    }
}

/// Three versions of something; there is no base when both sides made it.
#[derive(Debug)]
pub(super) struct Three<'a, T: ?Sized> {
    pub base: Option<&'a T>,
    pub ours: &'a T,
    pub theirs: &'a T,
}

impl<T: ?Sized> Clone for Three<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Three<'_, T> {}

impl<'a, T: ?Sized> Three<'a, T> {
    /// The same three of a part of it.
    pub fn map<U: ?Sized>(self, part: impl Fn(&'a T) -> &'a U) -> Three<'a, U> {
        Three {
            base: self.base.map(&part),
            ours: part(self.ours),
            theirs: part(self.theirs),
        }
    }
}

/// What was merged so far, and which fields both sides changed differently.
#[derive(Debug)]
pub(super) struct Fields {
    prefer: Side,
    /// Whether texts of which both sides changed the same lines are the preferred side's, too, instead of both.
    only_one: bool,
    /// The names of the fields on which the two do not agree.
    pub clashes: Vec<Disputed>,
    /// The names of the texts in which both versions of something stand.
    pub both: Vec<Disputed>,
    /// The names of those in which something of the other side has come without a dispute.
    pub came: Vec<Disputed>,
    /// The names of those that only this side has changed.
    pub stayed: Vec<Disputed>,
}

impl Fields {
    pub fn preferring(prefer: Side) -> Self {
        Self {
            prefer,
            only_one: false,
            clashes: Vec::new(),
            both: Vec::new(),
            came: Vec::new(),
            stayed: Vec::new(),
        }
    }

    /// As the other side would have it: in what the two do not agree on it is right, and what only one of them changed counts.
    pub fn as_theirs() -> Self {
        Self {
            only_one: true,
            ..Self::preferring(Side::Theirs)
        }
    }

    /// The same for what is within a value, to be told for itself.
    pub fn within(&self) -> Self {
        Self {
            only_one: self.only_one,
            ..Self::preferring(self.prefer)
        }
    }

    /// The field that was changed on one side, or the preferred side's.
    pub fn pick<T: PartialEq + Clone>(
        &mut self,
        what: impl Into<Disputed>,
        three: Three<'_, T>,
    ) -> T {
        let Three { base, ours, theirs } = three;
        if ours == theirs {
            ours.clone()
        } else if base == Some(theirs) {
            self.stayed.push(what.into());
            ours.clone()
        } else if base == Some(ours) {
            self.came.push(what.into());
            theirs.clone()
        } else {
            self.clashes.push(what.into());
            match self.prefer {
                Side::Ours => ours.clone(),
                Side::Theirs => theirs.clone(),
            }
        }
    }

    /// As [`Self::pick`], for what may be absent: without a base, what is there counts.
    pub fn pick_option<T: PartialEq + Clone>(
        &mut self,
        what: impl Into<Disputed>,
        base: Option<&T>,
        ours: Option<&T>,
        theirs: Option<&T>,
    ) -> Option<T> {
        let three = Three {
            base: Some(&base),
            ours: &ours,
            theirs: &theirs,
        };
        self.pick(what, three).cloned()
    }

    /// A text: merged by lines, and where both sides changed the same lines, both versions of them.
    pub fn text(three: Three<'_, String>) -> String {
        let base = three.base.map_or("", String::as_str);
        super::text::merge(base, three.ours, three.theirs)
    }

    /// As [`Self::text`], and notes when both versions of something stand there.
    pub fn words(&mut self, what: Part, three: Three<'_, String>) -> String {
        let base = three.base.map_or("", String::as_str);
        let (merged, has_both) = super::text::merge_and_tell(base, three.ours, three.theirs);
        if !has_both {
            self.note(what, (three.ours, three.theirs), &merged);
            return merged;
        }
        self.both.push(what.into());
        match (self.only_one, self.prefer) {
            (false, _) => merged,
            (true, Side::Ours) => three.ours.clone(),
            (true, Side::Theirs) => three.theirs.clone(),
        }
    }

    /// A list whose order says little, as [`set`] merges it, and notes what that was.
    pub fn set<T: Clone + Ord>(&mut self, what: Part, three: Three<'_, Vec<T>>) -> Vec<T> {
        let merged = set(three.base, three.ours, three.theirs);
        self.note(what, (three.ours, three.theirs), &merged);
        merged
    }

    /// Notes whether something has come or ours stays, of what is merged without a dispute.
    pub fn note<T: PartialEq>(&mut self, what: Part, (ours, theirs): (&T, &T), merged: &T) {
        if merged != ours {
            self.came.push(what.into());
        } else if ours != theirs {
            self.stayed.push(what.into());
        }
    }

    /// Something by name, each merged for itself.
    pub fn map<K: Ord + Clone, V: PartialEq + Clone>(
        &mut self,
        base: Option<&BTreeMap<K, V>>,
        ours: &BTreeMap<K, V>,
        theirs: &BTreeMap<K, V>,
        name: impl Fn(&K) -> String,
    ) -> BTreeMap<K, V> {
        let mut keys: Vec<&K> = ours.keys().chain(theirs.keys()).collect();
        keys.sort();
        keys.dedup();
        let mut merged = BTreeMap::new();
        for key in keys {
            let before = base.and_then(|base| base.get(key));
            let value = self.pick_option(name(key), before, ours.get(key), theirs.get(key));
            if let Some(value) = value {
                merged.insert(key.clone(), value);
            }
        }
        merged
    }
}

/// A list whose order says little: what either side took away goes, what either side added comes, in an order that
/// does not depend on the side.
pub(super) fn set<T: Clone + Ord>(base: Option<&Vec<T>>, ours: &Vec<T>, theirs: &Vec<T>) -> Vec<T> {
    if ours == theirs || base == Some(theirs) {
        return ours.clone();
    }
    if base == Some(ours) {
        return theirs.clone();
    }
    let none = Vec::new();
    let base = base.unwrap_or(&none);
    let stays = base
        .iter()
        .filter(|it| ours.contains(it) && theirs.contains(it));
    let mut comes: Vec<&T> = ours
        .iter()
        .chain(theirs)
        .filter(|it| !base.contains(it))
        .collect();
    comes.sort();
    comes.dedup();
    stays.chain(comes).cloned().collect()
}

/// “name”, “name and key”, “name, key and colour”.
pub(super) fn listed<T: ToString>(names: &[T]) -> String {
    match names {
        [] => String::new(),
        [one] => one.to_string(),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(ToString::to_string).collect();
            say!(
                "merge-listed",
                first = first.join(", "),
                last = last.to_string(),
            )
        }
    }
}
