//! What two sides do not agree on, called so that things in a list of such can be told apart by ear, too.

use crate::app::marking::{quoted, shorten};
use crate::model::merge::Conflict;
use crate::model::{Change, Project, Slot, TagId};
use crate::say;
use crate::text;

/// So much of a passage is in a name, in characters.
const QUOTATION: usize = 60;

/// What the two do not agree on, in a few words: “the port closes” (claim), the tag “claim”. Where it has no name of its own,
/// what happened on both sides.
#[must_use]
pub(super) fn subject(project: &Project, conflict: &Conflict) -> String {
    // What one side deleted is called by what the other one has.
    let sides = [&conflict.ours, &conflict.theirs];
    let named = sides.into_iter().find_map(|side| name(project, side));
    named.unwrap_or_else(|| conflict.fact.clone())
}

fn name(project: &Project, of: &Change) -> Option<String> {
    let part = |what: &str, name: &str| say!("conflict-part", what = what, name = name);
    let article = |id| {
        let article = project.articles.get(id)?;
        let title = article.meta.display_title();
        Some(say!("conflict-article", title = title))
    };
    match of {
        Change::Annotation(key, _, Slot::Present(it)) => {
            let article = project.articles.get(&key.article)?;
            it.spans.fit(&article.text).ok()?;
            let words = quoted(&it.spans, &article.text, QUOTATION);
            Some(mark(project, &it.tag, words))
        }
        Change::Detached(_, _, Some(lost)) => {
            let pieces: Vec<&str> = lost.spans.iter().map(|it| it.quote().text).collect();
            let words = shorten(&pieces.join(" … "), QUOTATION);
            Some(mark(project, &lost.tag, text::quoted(&words)))
        }
        Change::Tag(_, to) => Some(part("tag", &to.as_ref()?.value.name)),
        Change::Role(_, to) => Some(part("role", &to.as_ref()?.value.name)),
        Change::ArticleAttribute(_, to) => Some(part("field", &to.as_ref()?.value.name)),
        Change::EntityType(_, to) => Some(part("type", &to.as_ref()?.value.name)),
        Change::Highlighter(_, to) => Some(part("highlighter", &to.as_ref()?.value.name)),
        Change::Reason(_, to) => Some(part("reason", &to.as_ref()?.value.name)),
        Change::Round(_, to) => Some(part("round", &to.as_ref()?.value.name)),
        Change::Annotator(_, to) => Some(part("person", &to.as_ref()?.0)),
        Change::Entity(_, _, to) => Some(part("entity", &to.as_ref()?.name)),
        Change::Settings(_) => Some(say!("conflict-settings").to_owned()),
        Change::Guidelines(_) => Some(say!("conflict-guidelines").to_owned()),
        Change::ReviewRules(_) => Some(say!("conflict-rules").to_owned()),
        Change::Assigned(id, _)
        | Change::Article(id, _)
        | Change::ArticleMeta(id, _)
        | Change::Corrections(id, _) => article(id),
        Change::LayerHead(key, _) => article(&key.article),
        // What was deleted has no name, and of what was decided and said there may be much on one article.
        Change::Annotation(..)
        | Change::Detached(..)
        | Change::Decision(..)
        | Change::Comment(..)
        | Change::Answer(..)
        | Change::Signed(..) => None,
    }
}

fn mark(project: &Project, tag: &TagId, words: String) -> String {
    let tag = project.codebook.tag_name(tag);
    say!("conflict-mark", text = words, tag = tag)
}
