//! Merging what is one value a slot: settings, guidelines, articles, annotators, entities.

use std::sync::Arc;

use crate::model::{
    AnnotatorId, Article, ArticleId, ArticleMeta, Change, Color, Entity, EntityId, HeldRole,
    Settings,
};
use crate::say;

use super::fields::{Disputed, Fields, Part, Side, Three, listed, set};
use super::slot::{is_same, same_entity};
use super::{Kept, Step, Work};

/// Takes over one step.
pub(super) fn merge(work: &mut Work<'_>, step: &Step) {
    let now = step.to.current(&work.project);
    if is_same(&now, &step.to) || is_same(&step.from, &step.to) {
        return;
    }
    if is_same(&now, &step.from) && !is_removal(&step.to) {
        work.put(step.to.clone());
        return;
    }
    let change = match (&step.from, &now, &step.to) {
        (Change::Settings(base), Change::Settings(ours), Change::Settings(theirs)) => {
            Change::Settings(settings(work, three(base, ours, theirs)))
        }
        (Change::Guidelines(base), Change::Guidelines(ours), Change::Guidelines(theirs)) => {
            Change::Guidelines(guidelines(work, three(base, ours, theirs)))
        }
        (
            Change::ArticleMeta(id, base),
            Change::ArticleMeta(_, ours),
            Change::ArticleMeta(_, theirs),
        ) => Change::ArticleMeta(id.clone(), meta(work, id, three(base, ours, theirs))),
        // The second of two corrections was made on a text that is not there any more.
        (
            Change::Corrections(id, base),
            Change::Corrections(..),
            Change::Corrections(_, theirs),
        ) => {
            if base.list != theirs.list {
                tell_corrections(work, id, now, step.to.clone());
            }
            return;
        }
        (Change::Article(id, base), Change::Article(_, ours), Change::Article(_, theirs)) => {
            match article(work, id, base.as_ref(), ours.as_ref(), theirs.as_ref()) {
                Some(change) => change,
                None => return,
            }
        }
        (Change::Annotator(id, base), Change::Annotator(_, ours), Change::Annotator(_, theirs)) => {
            match annotator(work, id, base.as_ref(), ours.as_ref(), theirs.as_ref()) {
                Some(change) => change,
                None => return,
            }
        }
        (
            Change::Entity(by, id, base),
            Change::Entity(_, _, ours),
            Change::Entity(_, _, theirs),
        ) => {
            let merged = entity(
                work,
                (by, id),
                base.as_ref(),
                ours.as_ref(),
                theirs.as_ref(),
            );
            Change::Entity(by.clone(), id.clone(), merged)
        }
        _ => return,
    };
    if !is_same(&change, &now) {
        work.put(change);
    }
}

fn three<'a, T>(base: &'a T, ours: &'a T, theirs: &'a T) -> Three<'a, T> {
    Three {
        base: Some(base),
        ours,
        theirs,
    }
}

fn is_removal(change: &Change) -> bool {
    matches!(
        change,
        Change::Article(_, None) | Change::Annotator(_, None)
    )
}

/// Tells of fields of which the project's stay, in a sentence with the other side and the fields.
fn tell_fields(
    work: &mut Work<'_>,
    fields: &[Disputed],
    ours: Change,
    theirs: Change,
    sentence: impl FnOnce(&str, String) -> String,
) {
    if !fields.is_empty() {
        let fact = sentence(work.other, listed(fields));
        work.tell(ours, theirs, Kept::Apart, (fact, say!("merge-became-ours")));
    }
}

fn tell_corrections(work: &mut Work<'_>, id: &ArticleId, ours: Change, theirs: Change) {
    let article = work.project.articles.get(id);
    let title = article.map_or_else(|| id.to_string(), |it| it.meta.display_title().to_owned());
    let fact = say!("correction-both", title = title, other = work.other);
    work.tell(ours, theirs, Kept::Apart, (fact, say!("merge-became-ours")));
}

fn settings(work: &mut Work<'_>, three: Three<'_, Settings>) -> Settings {
    let mut fields = Fields::preferring(Side::Ours);
    let merged = blend_settings(&mut fields, three);
    let wanted = blend_settings(&mut Fields::as_theirs(), three);
    tell_fields(
        work,
        &fields.clashes,
        Change::Settings(three.ours.clone()),
        Change::Settings(wanted),
        |other, fields| say!("merge-settings-both", other = other, fields = fields),
    );
    merged
}

fn blend_settings(fields: &mut Fields, three: Three<'_, Settings>) -> Settings {
    Settings {
        // Projects of before there were ids get one each time that somebody opens them.
        id: if three.ours.id.is_empty() {
            three.theirs.id.clone()
        } else {
            three.ours.id.clone()
        },
        name: fields.pick(Part::Name, three.map(|it| &it.name)),
        description: Fields::text(three.map(|it| &it.description)),
        open_as: fields.pick(Part::OpenAs, three.map(|it| &it.open_as)),
    }
}

fn guidelines(work: &mut Work<'_>, three: Three<'_, String>) -> String {
    let merged = Fields::text(three);
    if super::text::has_both(&merged) && !super::text::has_both(three.ours) {
        let fact = say!("merge-guidelines-both", other = work.other);
        let change = |text: &String| Change::Guidelines(text.clone());
        work.tell(
            change(three.ours),
            change(three.theirs),
            Kept::InPlace,
            (fact, say!("merge-became-in-text")),
        );
    }
    merged
}

fn meta(work: &mut Work<'_>, id: &ArticleId, three: Three<'_, ArticleMeta>) -> ArticleMeta {
    let mut fields = Fields::preferring(Side::Ours);
    let merged = blend_meta(&mut fields, three);
    let wanted = blend_meta(&mut Fields::as_theirs(), three);
    let change = |meta: &ArticleMeta| Change::ArticleMeta(id.clone(), meta.clone());
    let (ours, theirs) = (change(three.ours), change(&wanted));
    let title = three.ours.display_title();
    tell_fields(work, &fields.clashes, ours, theirs, |other, fields| {
        say!(
            "merge-meta-both",
            title = title,
            other = other,
            fields = fields,
        )
    });
    merged
}

fn blend_meta(fields: &mut Fields, three: Three<'_, ArticleMeta>) -> ArticleMeta {
    ArticleMeta {
        title: fields.pick(Part::Title, three.map(|it| &it.title)),
        source: fields.pick(Part::Source, three.map(|it| &it.source)),
        author: fields.pick(Part::Author, three.map(|it| &it.author)),
        url: fields.pick(Part::Address, three.map(|it| &it.url)),
        date: fields.pick(Part::Date, three.map(|it| &it.date)),
        language: fields.pick(Part::Language, three.map(|it| &it.language)),
        more: fields.map(
            three.base.map(|it| &it.more),
            &three.ours.more,
            &three.theirs.more,
            Clone::clone,
        ),
        origin: fields.pick(Part::Origin, three.map(|it| &it.origin)),
        other_text: fields.pick(Part::Text, three.map(|it| &it.other_text)),
    }
}

/// An article that came, went, or got another text.
fn article(
    work: &mut Work<'_>,
    id: &ArticleId,
    base: Option<&Arc<Article>>,
    ours: Option<&Arc<Article>>,
    theirs: Option<&Arc<Article>>,
) -> Option<Change> {
    let change = |article: Option<&Arc<Article>>| Change::Article(id.clone(), article.cloned());
    let told = |work: &mut Work<'_>, kept: Kept, fact: String, outcome: &str| {
        work.tell(change(ours), change(theirs), kept, (fact, outcome));
    };
    let other = work.other;
    match (ours, theirs) {
        (Some(one), None) => {
            let title = one.meta.display_title();
            if work.project.layers_of(id).next().is_some() {
                let fact = say!("merge-article-annotated", title = title, other = other);
                told(work, Kept::InPlace, fact, say!("merge-became-kept"));
                None
            } else if base == ours {
                Some(change(None))
            } else {
                let fact = say!("merge-article-kept", title = title, other = other);
                told(work, Kept::InPlace, fact, say!("merge-became-kept"));
                None
            }
        }
        (None, Some(one)) => {
            let title = one.meta.display_title();
            let fact = say!("merge-article-back", title = title, other = other);
            told(work, Kept::InPlace, fact, say!("merge-became-back"));
            Some(change(theirs))
        }
        (Some(one), Some(other_one)) if one.text == other_one.text => {
            // After a crash the text may be there without the rest: that says nothing.
            let unknown = ArticleMeta::unknown(id);
            let merged = if one.meta == unknown {
                other_one.meta.clone()
            } else if other_one.meta == unknown {
                one.meta.clone()
            } else {
                let before = base.map_or_else(ArticleMeta::default, |it| it.meta.clone());
                meta(work, id, three(&before, &one.meta, &other_one.meta))
            };
            (merged != one.meta).then(|| Change::ArticleMeta(id.clone(), merged))
        }
        (Some(one), Some(_)) => {
            let title = one.meta.display_title();
            let fact = say!("merge-text-both", title = title, other = other);
            told(work, Kept::Apart, fact, say!("merge-became-text"));
            None
        }
        (None, None) => None,
    }
}

type Named = (String, Color);

/// An annotator's name and colour.
fn annotator(
    work: &mut Work<'_>,
    id: &AnnotatorId,
    base: Option<&Named>,
    ours: Option<&Named>,
    theirs: Option<&Named>,
) -> Option<Change> {
    let change = |named: Option<&Named>| Change::Annotator(id.clone(), named.cloned());
    let other = work.other;
    match (ours, theirs) {
        (Some((name, _)), None) => {
            let busy = work.project.layers.keys().any(|key| key.annotator == *id)
                || (work.project.annotators.get(id))
                    .is_some_and(|annotator| !annotator.entities.is_empty());
            if !busy && base == ours {
                return Some(change(None));
            }
            let fact = say!("merge-annotator-kept", name = name, other = other);
            let told = (fact, say!("merge-became-kept"));
            work.tell(change(ours), change(theirs), Kept::InPlace, told);
            None
        }
        (None, Some(_)) => Some(change(theirs)),
        (Some(one), Some(two)) => {
            let three = Three {
                base,
                ours: one,
                theirs: two,
            };
            let blend = |fields: &mut Fields| -> Named {
                (
                    fields.pick(Part::Name, three.map(|named| &named.0)),
                    fields.pick(Part::Colour, three.map(|named| &named.1)),
                )
            };
            let mut fields = Fields::preferring(Side::Ours);
            let merged = blend(&mut fields);
            let wanted = blend(&mut Fields::as_theirs());
            let (ours, theirs) = (change(ours), change(Some(&wanted)));
            tell_fields(work, &fields.clashes, ours, theirs, |other, fields| {
                say!(
                    "merge-annotator-both",
                    name = &one.0,
                    other = other,
                    fields = fields,
                )
            });
            Some(Change::Annotator(id.clone(), Some(merged)))
        }
        (None, None) => None,
    }
}

/// An annotator's version of an entity. Of two names one becomes another name of it; what else cannot stand beside
/// each other is in the note.
fn entity(
    work: &mut Work<'_>,
    (by, id): (&AnnotatorId, &EntityId),
    base: Option<&Entity>,
    ours: Option<&Entity>,
    theirs: Option<&Entity>,
) -> Option<Entity> {
    let change = |entity: Option<&Entity>| Change::Entity(by.clone(), id.clone(), entity.cloned());
    let other = work.other;
    let (one, two) = match (ours, theirs) {
        (Some(one), Some(two)) => (one, two),
        (Some(one), None) => {
            let fact = say!("merge-entity-kept", name = &one.name, other = other);
            let told = (fact, say!("merge-became-kept"));
            work.tell(change(ours), change(theirs), Kept::InPlace, told);
            return ours.cloned();
        }
        (None, Some(two)) => {
            let fact = say!("merge-entity-back", name = &two.name, other = other);
            let told = (fact, say!("merge-became-back"));
            work.tell(change(ours), change(theirs), Kept::InPlace, told);
            return theirs.cloned();
        }
        (None, None) => return None,
    };
    if same_entity(one, two) {
        return ours.cloned();
    }
    let (merged, clashes) = blend(Three {
        base,
        ours: one,
        theirs: two,
    });
    if !clashes.is_empty() && merged != *one {
        let fact = say!(
            "merge-entity-both",
            name = &merged.name,
            other = other,
            fields = listed(&clashes),
        );
        let told = (fact, say!("merge-became-entity"));
        work.tell(change(ours), change(theirs), Kept::InPlace, told);
    }
    Some(merged)
}

fn blend(three: Three<'_, Entity>) -> (Entity, Vec<Disputed>) {
    let Three { base, ours, theirs } = three;
    let order = |entity: &Entity| {
        let modified = entity.modified.as_second();
        (modified, serde_json::to_string(entity).unwrap_or_default())
    };
    let ours_stays = order(ours) > order(theirs);
    let (prefer, loser) = if ours_stays {
        (Side::Ours, theirs)
    } else {
        (Side::Theirs, ours)
    };
    let mut fields = Fields::preferring(prefer);
    let key = |role: &HeldRole| (role.title.clone(), role.from, role.to);
    let keys = |entity: &Entity| -> Vec<_> { entity.roles.iter().map(key).collect() };
    let roles = set(base.map(keys).as_ref(), &keys(ours), &keys(theirs));
    let mut merged = Entity {
        id: ours.id.clone(),
        name: fields.pick(Part::Name, three.map(|it| &it.name)),
        kind: fields.pick(Part::Type, three.map(|it| &it.kind)),
        aliases: set(base.map(|it| &it.aliases), &ours.aliases, &theirs.aliases),
        attributes: fields.map(
            base.map(|it| &it.attributes),
            &ours.attributes,
            &theirs.attributes,
            ToString::to_string,
        ),
        roles: roles
            .into_iter()
            .map(|(title, from, to)| HeldRole { title, from, to })
            .collect(),
        note: Fields::text(three.map(|it| &it.note)),
        color: fields.pick(Part::Colour, three.map(|it| &it.color)),
        group: fields.pick(Part::Group, three.map(|it| &it.group)),
        merged_into: fields.pick(Part::MergedInto, three.map(|it| &it.merged_into)),
        modified: ours.modified.max(theirs.modified),
    };
    let clashed = |what: Disputed| fields.clashes.contains(&what);
    if clashed(Part::Name.into()) && !merged.aliases.contains(&loser.name) {
        merged.aliases.push(loser.name.clone());
    }
    // These go into a note that others read, and are the same on every computer: not in the language of one window.
    let mut lines = Vec::new();
    if clashed(Part::Type.into()) {
        lines.push(format!("Also of the type {}.", loser.kind));
    }
    if let Some(color) = loser.color.filter(|_| clashed(Part::Colour.into())) {
        lines.push(format!("Also of the colour {color}."));
    }
    if let Some(group) = loser.group.as_ref().filter(|_| clashed(Part::Group.into())) {
        lines.push(format!("Also in the group {group}."));
    }
    if let Some(other) = &loser.merged_into
        && clashed(Part::MergedInto.into())
    {
        lines.push(format!("Also merged into {other}."));
    }
    for (id, value) in &loser.attributes {
        if clashed(id.to_string().into()) {
            lines.push(format!("{id}: also {}.", value.to_plain()));
        }
    }
    for line in lines {
        if !merged.note.lines().any(|known| known == line) {
            if !merged.note.is_empty() {
                merged.note.push('\n');
            }
            merged.note.push_str(&line);
        }
    }
    (merged, fields.clashes)
}
