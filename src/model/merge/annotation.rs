//! Merging one annotation that both sides changed.

use sha2::{Digest, Sha256};

use crate::model::{AnnotationId, Codebook, Link, Role, Target, Where};
use crate::text::{Byte, CodePoint, Text};

use super::fields::{Disputed, Fields, Part, Side, Three};
use super::mark::{Mark, State, same_links};

/// What comes of an annotation id that both sides changed.
#[derive(Debug)]
pub(super) enum Outcome {
    /// There was no contradiction.
    Agreed(State),
    /// One side deleted what the other one changed; it lives.
    Revived(State),
    /// Both changed the same fields differently: what stays under the id, and what is kept beside it.
    Clash {
        stays: Box<Mark>,
        beside: Box<Mark>,
        fields: Vec<Disputed>,
    },
}

/// What comes of three versions of what stands under an id.
pub(super) fn merge(
    [base, ours, theirs]: [&State; 3],
    book: &Codebook,
    text: Option<&Text>,
) -> Outcome {
    use Outcome::{Agreed, Revived};
    use State::{Absent, Deleted};
    if ours.is_same(base) {
        return Agreed(theirs.clone());
    }
    if theirs.is_same(base) || ours.is_same(theirs) {
        return Agreed(ours.clone());
    }
    let touched = |mark: &Mark| base.mark().is_none_or(|before| !mark.says_the_same(before));
    match (ours, theirs) {
        (State::Mark(one), State::Mark(other)) => merge_marks(base.mark(), one, other, book, text),
        (Deleted(one), Deleted(other)) => Agreed(Deleted(*one.max(other))),
        (State::Mark(mark), _) if touched(mark) => Revived(ours.clone()),
        (_, State::Mark(mark)) if touched(mark) => Revived(theirs.clone()),
        (State::Mark(_), _) | (Absent, Deleted(_)) => Agreed(theirs.clone()),
        _ => Agreed(ours.clone()),
    }
}

fn merge_marks(
    base: Option<&Mark>,
    ours: &Mark,
    theirs: &Mark,
    book: &Codebook,
    text: Option<&Text>,
) -> Outcome {
    let stamped = |mark: &Mark| {
        Outcome::Agreed(State::Mark(Box::new(Mark {
            created: ours.created.min(theirs.created),
            modified: ours.modified.max(theirs.modified),
            ..mark.clone()
        })))
    };
    let says = |mark: &Mark| base.is_some_and(|base| mark.says_the_same(base));
    if ours.says_the_same(theirs) || says(theirs) {
        return stamped(ours);
    }
    if says(ours) {
        return stamped(theirs);
    }
    let three = Three { base, ours, theirs };
    let (of_ours, fields) = blend(three, Side::Ours, book);
    if fields.is_empty() {
        return stamped(&of_ours);
    }
    let (of_theirs, _) = blend(three, Side::Theirs, book);
    // By time, and then by content, so that both sides come to the same.
    let (at, their_at) = (ours.modified.as_second(), theirs.modified.as_second());
    let ours_stays = (at, contents(&of_ours, text)) > (their_at, contents(&of_theirs, text));
    let (stays, beside, made) = if ours_stays {
        (of_ours, of_theirs, theirs)
    } else {
        (of_theirs, of_ours, ours)
    };
    Outcome::Clash {
        stays: Box::new(Mark {
            modified: ours.modified.max(theirs.modified),
            ..stays
        }),
        beside: Box::new(Mark {
            modified: made.modified,
            ..beside
        }),
        fields,
    }
}

/// The fields that were changed on either side; the preferred side's where both changed one. And the names of those.
fn blend(three: Three<'_, Mark>, prefer: Side, book: &Codebook) -> (Mark, Vec<Disputed>) {
    let Three { base, ours, theirs } = three;
    let mut fields = Fields::preferring(prefer);
    let mut blended = Mark {
        tag: fields.pick(Part::Tag, three.map(|mark| &mark.tag)),
        place: place(&mut fields, three.map(|mark| &mark.place)),
        attributes: ours.attributes.clone(),
        links: ours.links.clone(),
        note: Fields::text(three.map(|mark| &mark.note)),
        unsure: match base {
            Some(_) => fields.pick(Part::Doubt, three.map(|mark| &mark.unsure)),
            None => ours.unsure || theirs.unsure,
        },
        created: ours.created.min(theirs.created),
        modified: ours.modified.max(theirs.modified),
    };
    if ours.tag == theirs.tag || !fields.clashes.contains(&Part::Tag.into()) {
        let mut inner = Fields::preferring(prefer);
        let named = |id: &crate::model::AttributeId| {
            let field = book.tag(&blended.tag).and_then(|tag| tag.attribute(id));
            field.map_or_else(|| id.to_string(), |field| field.name.clone())
        };
        let before = base.map(|mark| &mark.attributes);
        let attributes = inner.map(before, &ours.attributes, &theirs.attributes, named);
        let links = links(&mut inner, three.map(|mark| &mark.links), book);
        let fits = ours.tag == theirs.tag
            || attributes.keys().all(|id| {
                book.tag(&blended.tag)
                    .is_none_or(|tag| tag.attribute(id).is_some())
            }) && links.iter().all(|link| {
                book.role(&link.role)
                    .is_none_or(|role| role.from.contains(&blended.tag))
            });
        if fits {
            (blended.attributes, blended.links) = (attributes, links);
            fields.clashes.append(&mut inner.clashes);
            return (blended, fields.clashes);
        }
        // One side gave it a tag that has no place for what the other side said.
        fields.clashes.push(Part::Tag.into());
    }
    // Attributes and links go with their tag.
    let chosen = match prefer {
        Side::Ours => ours,
        Side::Theirs => theirs,
    };
    blended.tag = chosen.tag.clone();
    blended.attributes = chosen.attributes.clone();
    blended.links.clone_from(&chosen.links);
    (blended, fields.clashes)
}

/// Where it stands; a place counts more than none.
fn place(fields: &mut Fields, three: Three<'_, Where>) -> Where {
    match (three.ours, three.theirs) {
        (Where::Here(_), Where::Lost { .. }) => three.ours.clone(),
        (Where::Lost { .. }, Where::Here(_)) => three.theirs.clone(),
        _ => fields.pick(Part::Ends, three),
    }
}

/// Links by role: those of a role that allows many are a set, those of another one are a field.
fn links(fields: &mut Fields, three: Three<'_, Vec<Link>>, book: &Codebook) -> Vec<Link> {
    let Three { base, ours, theirs } = three;
    if same_links(ours, theirs) || base.is_some_and(|base| same_links(base, theirs)) {
        return ours.clone();
    }
    if base.is_some_and(|base| same_links(base, ours)) {
        return theirs.clone();
    }
    let mut roles: Vec<_> = ours.iter().chain(theirs).map(|link| &link.role).collect();
    roles.sort();
    roles.dedup();
    let mut merged = Vec::new();
    for id in roles {
        let of = |links: &Vec<Link>| -> Vec<Target> {
            let mut targets: Vec<Target> = links
                .iter()
                .filter(|link| link.role == *id)
                .map(|link| link.to.clone())
                .collect();
            targets.sort();
            targets
        };
        let (before, ours, theirs) = (base.map(of), of(ours), of(theirs));
        let role: Option<&Role> = book.role(id);
        let targets = if role.is_none_or(|role| role.many) {
            super::fields::set(before.as_ref(), &ours, &theirs)
        } else {
            let name = role.map_or_else(|| id.to_string(), |role| role.name.clone());
            // What is not there on one side and was not before is no contradiction.
            let none = Vec::new();
            let three = Three {
                base: Some(before.as_ref().unwrap_or(&none)),
                ours: &ours,
                theirs: &theirs,
            };
            fields.pick(name, three)
        };
        merged.extend(targets.into_iter().map(|to| Link {
            role: id.clone(),
            to,
        }));
    }
    merged
}

/// What an annotation says, in one order, without when it was said. Places are in code points, as files have them, so that
/// it is the same where the text is not at hand.
fn contents(mark: &Mark, text: Option<&Text>) -> Vec<u8> {
    let mut links = mark.links.clone();
    links.sort_by(|one, other| (&one.role, &one.to).cmp(&(&other.role, &other.to)));
    let point = |at: Byte| text.map_or(CodePoint(at.0), |text| text.to_code_point(at));
    let places: Vec<(CodePoint, CodePoint)> = match &mark.place {
        Where::Here(spans) => spans
            .iter()
            .map(|span| (point(span.start), point(span.end)))
            .collect(),
        Where::Lost { spans, .. } => spans.iter().map(|span| span.at).collect(),
    };
    let parts = (
        &mark.tag,
        places,
        &mark.attributes,
        &links,
        &mark.note,
        mark.unsure,
    );
    // Maps have strings for keys and numbers are finite or null, so that this always works.
    serde_json::to_vec(&parts).unwrap_or_default()
}

/// The id under which a version of an annotation is kept beside it: the same wherever these two are merged.
pub(super) fn id_beside(id: &AnnotationId, beside: &Mark, text: Option<&Text>) -> AnnotationId {
    let mut hasher = Sha256::new();
    hasher.update(id.as_str());
    hasher.update([0]);
    hasher.update(contents(beside, text));
    AnnotationId::of_hash(&hasher.finalize().into())
}

/// The version that is kept beside an annotation, as it is shown: doubtful, and with a note that says why it is there.
pub(super) fn flagged(mut beside: Mark, id: &AnnotationId) -> Mark {
    // In a file that others read, and the same on every computer: not in the language of one window.
    let why = format!(
        "Another version of annotation {id}, kept because two changes of it were merged. Keep one of the two."
    );
    if !beside.note.is_empty() {
        beside.note.push('\n');
    }
    beside.note.push_str(&why);
    beside.unsure = true;
    beside
}
