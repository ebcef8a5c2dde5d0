//! Merging the lists of the codebook: by id, by field, and by place.

use core::fmt::Display;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Attribute, Change, Codebook, Color, EntityType, Highlighter, Kind, Placed, Project, Reason,
    Role, Round, Rule, Tag,
};
use crate::say;

use super::fields::{Disputed, Fields, Part, Side, Three, listed, set};
use super::list::{self, Move, arranged};
use super::{Kept, Step, Work};

/// Whether a change is of a list of the codebook, of the highlighters, or of the reasons and rounds of reviewing.
pub(super) fn is_of_list(change: &Change) -> bool {
    matches!(
        change,
        Change::Tag(..)
            | Change::Role(..)
            | Change::ArticleAttribute(..)
            | Change::EntityType(..)
            | Change::Highlighter(..)
            | Change::Reason(..)
            | Change::Round(..)
    )
}

/// The changes that make another codebook of a project's, in the order in which they are to be made.
pub(in crate::model) fn codebook_changes(project: &Project, to: Codebook) -> Vec<Change> {
    let then = Project {
        codebook: Arc::new(to),
        ..Project::default()
    };
    let mut changes = Vec::new();
    list_changes::<EntityType>(project, &then, &mut changes);
    list_changes::<Tag>(project, &then, &mut changes);
    list_changes::<Role>(project, &then, &mut changes);
    list_changes::<Attribute>(project, &then, &mut changes);
    changes
}

fn list_changes<T: Item>(from: &Project, to: &Project, changes: &mut Vec<Change>) {
    let steps = list::changes(T::list(from), T::list(to), T::id).into_iter();
    changes.extend(steps.map(|(id, to)| T::change(id, to)));
}

/// Takes over the steps of one list.
pub(super) fn merge(work: &mut Work<'_>, steps: &[Step]) {
    match steps.first().map(|step| &step.to) {
        Some(Change::Tag(..)) => merge_slots::<Tag>(work, steps),
        Some(Change::Role(..)) => merge_slots::<Role>(work, steps),
        Some(Change::ArticleAttribute(..)) => merge_slots::<Attribute>(work, steps),
        Some(Change::EntityType(..)) => merge_slots::<EntityType>(work, steps),
        Some(Change::Highlighter(..)) => merge_slots::<Highlighter>(work, steps),
        Some(Change::Reason(..)) => merge_slots::<Reason>(work, steps),
        Some(Change::Round(..)) => merge_slots::<Round>(work, steps),
        _ => {}
    }
}

/// A value of a list that people have put in order.
pub(super) trait Item: Clone + PartialEq {
    type Id: Ord + Clone + Display;
    const WHAT: &'static str;
    fn id(&self) -> &Self::Id;
    fn name(&self) -> &str;
    fn list(project: &Project) -> &[Self];
    fn change(id: Self::Id, to: Option<Placed<Self>>) -> Change;
    fn slot(change: &Change) -> Option<(&Self::Id, Option<&Placed<Self>>)>;
    fn blend(fields: &mut Fields, three: Three<'_, Self>) -> Self;
    /// One with this id that says nothing: where nobody knows what it was before.
    fn blank(&self) -> Self;
}

macro_rules! item {
    ($kind:ident, $id:ident, $list:ident, $slot:ident, $what:literal, $blend:expr, $blank:expr) => {
        impl Item for $kind {
            type Id = crate::model::$id;
            const WHAT: &'static str = $what;

            fn id(&self) -> &Self::Id {
                &self.id
            }

            fn name(&self) -> &str {
                &self.name
            }

            fn list(project: &Project) -> &[Self] {
                &project.codebook.$list
            }

            fn change(id: Self::Id, to: Option<Placed<Self>>) -> Change {
                Change::$slot(id, to)
            }

            fn slot(change: &Change) -> Option<(&Self::Id, Option<&Placed<Self>>)> {
                match change {
                    Change::$slot(id, placed) => Some((id, placed.as_ref())),
                    _ => None,
                }
            }

            fn blend(fields: &mut Fields, three: Three<'_, Self>) -> Self {
                let blend: fn(&mut Fields, Three<'_, Self>) -> Self = $blend;
                blend(fields, three)
            }

            fn blank(&self) -> Self {
                let blank: fn(&Self) -> Self = $blank;
                blank(self)
            }
        }
    };
}

item!(
    Tag,
    TagId,
    tags,
    Tag,
    "tag",
    |fields, three| Tag {
        id: three.ours.id.clone(),
        name: fields.pick(Part::Name, three.map(|it| &it.name)),
        color: fields.pick(Part::Colour, three.map(|it| &it.color)),
        pattern: fields.pick(Part::Pattern, three.map(|it| &it.pattern)),
        key: fields.pick(Part::Key, three.map(|it| &it.key)),
        definition: fields.words(Part::Definition, three.map(|it| &it.definition)),
        examples: fields.set(Part::Examples, three.map(|it| &it.examples)),
        counterexamples: fields.set(Part::Counterexamples, three.map(|it| &it.counterexamples)),
        attributes: attributes(fields, three.map(|it| &it.attributes)),
        rules: rules(fields, three.map(|it| &it.rules)),
        parent: fields.pick(Part::Group, three.map(|it| &it.parent)),
        group: fields.pick(Part::Groups, three.map(|it| &it.group)),
        retired: fields.pick(Part::Retired, three.map(|it| &it.retired)),
        heir: fields.pick(Part::Heir, three.map(|it| &it.heir)),
        former: of_set(three.map(|it| &it.former)),
    },
    |tag| Tag::new(tag.id.clone(), "", Color([0; 3]))
);
item!(
    Role,
    RoleId,
    roles,
    Role,
    "role",
    |fields, three| Role {
        id: three.ours.id.clone(),
        name: fields.pick(Part::Name, three.map(|it| &it.name)),
        label: fields.pick(Part::Label, three.map(|it| &it.label)),
        wording: fields.pick(Part::Wording, three.map(|it| &it.wording)),
        key: fields.pick(Part::Key, three.map(|it| &it.key)),
        definition: fields.words(Part::Definition, three.map(|it| &it.definition)),
        from: fields.set(Part::Ends, three.map(|it| &it.from)),
        to: fields.set(Part::Ends, three.map(|it| &it.to)),
        many: fields.pick(Part::Many, three.map(|it| &it.many)),
        required: fields.pick(Part::Required, three.map(|it| &it.required)),
    },
    |role| Role {
        id: role.id.clone(),
        name: String::new(),
        label: String::new(),
        wording: None,
        key: None,
        definition: String::new(),
        from: Vec::new(),
        to: Vec::new(),
        many: false,
        required: false,
    }
);
item!(
    Attribute,
    AttributeId,
    article_attributes,
    ArticleAttribute,
    "field",
    |fields, three| Attribute {
        id: three.ours.id.clone(),
        name: fields.pick(Part::Name, three.map(|it| &it.name)),
        kind: kind(fields, three.map(|it| &it.kind)),
        default: fields.pick(Part::Default, three.map(|it| &it.default)),
        required: fields.pick(Part::Required, three.map(|it| &it.required)),
        definition: fields.words(Part::Definition, three.map(|it| &it.definition)),
        renamed: renamed(three.map(|it| &it.renamed)),
        was: of_set(three.map(|it| &it.was)),
    },
    |field| Attribute::new(field.id.clone(), "", Kind::Choice(Vec::new()))
);
item!(
    EntityType,
    EntityTypeId,
    entity_types,
    EntityType,
    "type",
    |fields, three| EntityType {
        id: three.ours.id.clone(),
        name: fields.pick(Part::Name, three.map(|it| &it.name)),
        attributes: attributes(fields, three.map(|it| &it.attributes)),
    },
    |kind| EntityType {
        id: kind.id.clone(),
        name: String::new(),
        attributes: Vec::new(),
    }
);

fn of_set<T: Clone + Ord>(three: Three<'_, Vec<T>>) -> Vec<T> {
    set(three.base, three.ours, three.theirs)
}

/// The rules of both sides but those that one of them took away. A rule that both changed is there in both versions.
fn rules(fields: &mut Fields, three: Three<'_, Vec<Rule>>) -> Vec<Rule> {
    let merged = merged_rules(three);
    fields.note(Part::Rules, (three.ours, three.theirs), &merged);
    merged
}

fn merged_rules(three: Three<'_, Vec<Rule>>) -> Vec<Rule> {
    let Three { base, ours, theirs } = three;
    if ours == theirs || base == Some(theirs) {
        return ours.clone();
    }
    if base == Some(ours) {
        return theirs.clone();
    }
    let base = base.map_or(&[][..], Vec::as_slice);
    let stays = base
        .iter()
        .filter(|it| ours.contains(it) && theirs.contains(it));
    let mut comes: Vec<&Rule> = ours
        .iter()
        .chain(theirs)
        .filter(|it| !base.contains(it))
        .collect();
    comes.sort_by_cached_key(|rule| format!("{rule:?}"));
    comes.dedup();
    stays.chain(comes).cloned().collect()
}

/// The new names of options that either side knows. Of two for one option, which do not depend on the side, the first by
/// letters counts.
fn renamed(three: Three<'_, BTreeMap<String, String>>) -> BTreeMap<String, String> {
    let Three { base, ours, theirs } = three;
    if ours == theirs || base == Some(theirs) {
        return ours.clone();
    }
    if base == Some(ours) {
        return theirs.clone();
    }
    let mut all = ours.clone();
    for (old, new) in theirs {
        let known = all.entry(old.clone()).or_insert_with(|| new.clone());
        if *new < *known {
            known.clone_from(new);
        }
    }
    all
}

fn kind(fields: &mut Fields, three: Three<'_, Kind>) -> Kind {
    macro_rules! options {
        ($variant:ident) => {
            if let (Kind::$variant(ours), Kind::$variant(theirs)) = (three.ours, three.theirs) {
                let base = match three.base {
                    Some(Kind::$variant(base)) => Some(base),
                    _ => None,
                };
                let merged = Kind::$variant(set(base, ours, theirs));
                fields.note(Part::Holds, (three.ours, three.theirs), &merged);
                return merged;
            }
        };
    }
    options!(Choice);
    options!(Choices);
    options!(Entity);
    fields.pick(Part::Holds, three)
}

fn attributes(fields: &mut Fields, three: Three<'_, Vec<Attribute>>) -> Vec<Attribute> {
    let base = three.base.map_or(&[][..], Vec::as_slice);
    let moves = list::moves(base, three.theirs, Attribute::id);
    let mut inner = fields.within();
    let disputed = fields.clashes.len() + fields.both.len();
    let merged = merge_list(three.ours, &moves, &mut inner, |attribute, verdict| {
        let name = &attribute.name;
        let within =
            |names: &[Disputed]| say!("merge-field-of", fields = listed(names), name = name).into();
        if let Verdict::Disputed(told, _) = verdict {
            if !told.clashes.is_empty() {
                fields.clashes.push(within(&told.clashes));
            }
            if !told.both.is_empty() {
                fields.both.push(within(&told.both));
            }
            if !told.came.is_empty() {
                fields.came.push(within(&told.came));
            }
        }
    });
    // What is disputed is named; of the rest it is enough that something has come.
    if disputed == fields.clashes.len() + fields.both.len() {
        fields.note(Part::Fields, (three.ours, three.theirs), &merged);
    } else if merged.len() > three.ours.len() {
        fields.came.push(Part::Fields.into());
    }
    merged
}

/// What is told of a value.
enum Verdict<T> {
    /// It was deleted on one side and changed on the other one, here or there.
    Revived { here: bool },
    /// Both sides changed fields differently, or texts in the same place; the value as the other side would have it.
    Disputed(Told, T),
}

/// What has become of the fields of a value on which the two sides do not agree.
#[derive(Default)]
struct Told {
    /// What was here stays.
    clashes: Vec<Disputed>,
    /// Both versions are in it.
    both: Vec<Disputed>,
    /// Something of the other side has come.
    came: Vec<Disputed>,
    /// Only this side has changed it.
    stayed: Vec<Disputed>,
}

impl Told {
    /// Takes out what was told of the value that was blended last.
    fn of(fields: &mut Fields) -> Self {
        let mut told = Self {
            clashes: core::mem::take(&mut fields.clashes),
            both: core::mem::take(&mut fields.both),
            came: core::mem::take(&mut fields.came),
            stayed: core::mem::take(&mut fields.stayed),
        };
        // The two ends of a role are called the same.
        for names in [&mut told.came, &mut told.stayed] {
            names.dedup();
        }
        told
    }

    fn is_dispute(&self) -> bool {
        !self.clashes.is_empty() || !self.both.is_empty()
    }

    /// All fields that differ, by name: what is disputed first.
    fn differing(&self) -> String {
        let parts = [&self.clashes, &self.both, &self.came, &self.stayed];
        let mut all: Vec<&Disputed> = Vec::new();
        for name in parts.into_iter().flatten() {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        listed(&all)
    }

    /// What has become of them: in one sentence where it is the same for all, otherwise field by field.
    fn outcome(&self) -> String {
        if self.came.is_empty() && self.both.is_empty() {
            return say!("merge-became-ours").to_owned();
        }
        let stays = [self.clashes.as_slice(), self.stayed.as_slice()].concat();
        if self.came.is_empty() && stays.is_empty() {
            return say!("merge-became-in-text").to_owned();
        }
        let mut sentences = Vec::new();
        if !stays.is_empty() {
            sentences.push(say!("merge-became-ours-of", fields = listed(&stays)));
        }
        if !self.both.is_empty() {
            sentences.push(say!("merge-became-both-of", fields = listed(&self.both)));
        }
        if !self.came.is_empty() {
            sentences.push(say!("merge-became-came-of", fields = listed(&self.came)));
        }
        sentences.join(" ")
    }
}

/// A list with what the other side did to it.
fn merge_list<T: Item>(
    ours: &[T],
    moves: &[Move<T::Id, T>],
    prefer: &mut Fields,
    mut tell: impl FnMut(&T, Verdict<T>),
) -> Vec<T> {
    let mut results = Vec::with_capacity(moves.len());
    for (id, from, to) in moves {
        let now = ours.iter().find(|it| it.id() == id);
        let before = from.as_ref().map(|placed| &placed.value);
        let after = to.as_ref().map(|placed| &placed.value);
        let value = match (now, after) {
            _ if now == before => after.cloned(),
            _ if now == after || after == before => now.cloned(),
            (Some(now), None) => {
                tell(now, Verdict::Revived { here: true });
                Some(now.clone())
            }
            (None, Some(after)) => {
                tell(after, Verdict::Revived { here: false });
                Some(after.clone())
            }
            (Some(ours), Some(theirs)) => {
                let three = Three {
                    base: before,
                    ours,
                    theirs,
                };
                let blended = T::blend(prefer, three);
                let told = Told::of(prefer);
                if told.is_dispute() {
                    let wanted = T::blend(&mut Fields::as_theirs(), three);
                    tell(ours, Verdict::Disputed(told, wanted));
                }
                Some(blended)
            }
            (None, None) => None,
        };
        let goes_to = to.as_ref().and_then(|placed| {
            let moved = from.as_ref().is_none_or(|from| from.at != placed.at);
            (moved || now.is_none()).then_some(placed.at)
        });
        results.push((id.clone(), value, goes_to));
    }
    arranged(ours, &results, T::id)
}

fn merge_slots<T: Item>(work: &mut Work<'_>, steps: &[Step]) {
    let before = work.project.clone();
    let ours = T::list(&before);
    let moves: Vec<Move<T::Id, T>> = steps
        .iter()
        .filter_map(|step| {
            let ((id, from), (_, to)) = (T::slot(&step.from)?, T::slot(&step.to)?);
            Some((id.clone(), from.cloned(), to.cloned()))
        })
        .collect();
    let mut told = Vec::new();
    let mut fields = Fields::preferring(Side::Ours);
    let merged = merge_list(ours, &moves, &mut fields, |value, verdict| {
        told.push((value.id().clone(), value.name().to_owned(), verdict));
    });
    for (id, name, verdict) in told {
        let (what, other) = (T::WHAT, work.other);
        let (kept, fact, outcome, wanted) = match verdict {
            Verdict::Revived { here: true } => (
                Kept::InPlace,
                say!("merge-part-kept", what = what, name = &name, other = other),
                say!("merge-became-kept").to_owned(),
                None,
            ),
            Verdict::Revived { here: false } => (
                Kept::InPlace,
                say!("merge-part-back", what = what, name = &name, other = other),
                say!("merge-became-back").to_owned(),
                None,
            ),
            Verdict::Disputed(told, wanted) => (
                if told.clashes.is_empty() {
                    Kept::InPlace
                } else {
                    Kept::Apart
                },
                say!(
                    "merge-part-both",
                    what = what,
                    name = &name,
                    other = other,
                    fields = told.differing(),
                ),
                told.outcome(),
                Some(wanted),
            ),
        };
        if let Some(step) = steps
            .iter()
            .find(|step| T::slot(&step.to).is_some_and(|(other, _)| *other == id))
        {
            let ours = step.to.current(&work.project);
            // Where it stands is no matter of dispute.
            let at = merged.iter().position(|it| *it.id() == id);
            let theirs = match (wanted, at) {
                (Some(value), Some(at)) => T::change(id, Some(Placed { at, value })),
                _ => step.to.clone(),
            };
            work.tell(ours, theirs, kept, (fact, outcome));
        }
    }
    for (id, to) in list::changes(ours, &merged, T::id) {
        work.put(T::change(id, to));
    }
}
