//! A change in words: from what to what.

use crate::model::{
    Annotation, Article, ArticleMeta, Attribute, Change, Correction, Detached, Entity, Link,
    Placed, Project, Slot, StoredSpan, Target, Value, Values,
};
use crate::say;
use crate::store::Deed;

/// Longest quotation, in characters.
const QUOTED: usize = 80;

/// A change in words, a line for each field that differs.
pub(super) fn tell(
    project: &Project,
    deed: &Deed,
    from: Option<&Change>,
    to: &Change,
) -> Vec<String> {
    let teller = Teller { project, deed };
    let from = from.filter(|from| from.sets_same_slot(to));
    match (from, to) {
        (Some(Change::Annotation(key, _, from)), Change::Annotation(_, id, to)) => {
            teller.annotation(key, id, from, to)
        }
        (_, Change::Annotation(key, id, to)) => teller.annotation(key, id, &Slot::Absent, to),
        (Some(Change::Detached(_, _, from)), Change::Detached(_, _, to)) => {
            teller.detached(from.as_ref(), to.as_ref())
        }
        (Some(Change::Tag(_, from)), Change::Tag(id, to)) => {
            let shown = |tag: &crate::model::Tag| tag.name.clone();
            placed("Tag", id.as_str(), from.as_ref(), to.as_ref(), shown)
        }
        (Some(Change::Role(_, from)), Change::Role(id, to)) => {
            let shown = |role: &crate::model::Role| role.name.clone();
            placed("Link role", id.as_str(), from.as_ref(), to.as_ref(), shown)
        }
        (Some(Change::ArticleAttribute(_, from)), Change::ArticleAttribute(id, to)) => {
            let shown = |field: &Attribute| field.name.clone();
            placed(
                "Article field",
                id.as_str(),
                from.as_ref(),
                to.as_ref(),
                shown,
            )
        }
        (Some(Change::EntityType(_, from)), Change::EntityType(id, to)) => {
            let shown = |kind: &crate::model::EntityType| kind.name.clone();
            placed(
                "Entity type",
                id.as_str(),
                from.as_ref(),
                to.as_ref(),
                shown,
            )
        }
        (Some(Change::Highlighter(_, from)), Change::Highlighter(id, to)) => {
            let (kind, id) = (say!("highlighters-one"), id.as_str());
            placed(kind, id, from.as_ref(), to.as_ref(), |it| it.name.clone())
        }
        (Some(Change::Entity(_, _, from)), Change::Entity(_, _, to)) => {
            teller.entity(from.as_ref(), to.as_ref())
        }
        (Some(Change::Article(_, from)), Change::Article(_, to)) => {
            article(from.as_deref(), to.as_deref())
        }
        (Some(Change::ArticleMeta(_, from)), Change::ArticleMeta(_, to)) => meta(from, to),
        (Some(Change::Corrections(_, from)), Change::Corrections(id, to)) => {
            corrections(&teller.title(id), &from.list, &to.list)
        }
        (Some(Change::LayerHead(_, from)), Change::LayerHead(key, to)) => {
            let title = teller.title(&key.article);
            let mut lines = Vec::new();
            lines.extend(differs("Status", from.status.name(), to.status.name()));
            lines.extend(differs("Note", &from.note, &to.note));
            let fields = &project.codebook.article_attributes;
            lines.extend(teller.values(fields, &from.attributes, &to.attributes));
            lines
                .into_iter()
                .map(|line| format!("{title}: {line}"))
                .collect()
        }
        (Some(Change::Annotator(_, from)), Change::Annotator(id, to)) => {
            let name = |it: &Option<(String, crate::model::Color)>| {
                it.as_ref()
                    .map_or_else(String::new, |(name, color)| format!("{name}, {color}"))
            };
            differs(&format!("Annotator {id}"), &name(from), &name(to))
                .into_iter()
                .collect()
        }
        (Some(Change::Settings(from)), Change::Settings(to)) => {
            let name = differs("Name of the project", &from.name, &to.name);
            let about = differs("Description", &from.description, &to.description);
            name.into_iter().chain(about).collect()
        }
        (Some(Change::Guidelines(from)), Change::Guidelines(to)) => guidelines(from, to),
        _ => Vec::new(),
    }
}

struct Teller<'a> {
    project: &'a Project,
    deed: &'a Deed,
}

impl Teller<'_> {
    fn title(&self, article: &crate::model::ArticleId) -> String {
        let known = self.project.articles.get(article);
        known.map_or_else(
            || article.to_string(),
            |article| shortened(article.meta.display_title(), QUOTED),
        )
    }

    /// What an annotation covers; nothing when its text is not there any more.
    fn quotation(&self, key: &crate::model::LayerKey, annotation: &Annotation) -> String {
        let article = self.project.articles.get(&key.article);
        let text = article.filter(|article| {
            let then = self.deed.texts.get(&key.article);
            then.is_none_or(|sha256| *sha256 == article.sha256)
                && annotation.spans.fit(&article.text).is_ok()
        });
        if let Some(article) = text {
            return in_quotes(&annotation.spans.quotation(&article.text));
        }
        let places = self.deed.places.get(&annotation.id);
        places.map_or_else(String::new, |places| in_quotes(&quoted(places)))
    }

    fn annotation(
        &self,
        key: &crate::model::LayerKey,
        id: &crate::model::AnnotationId,
        from: &Slot,
        to: &Slot,
    ) -> Vec<String> {
        match (from, to) {
            (Slot::Present(from), Slot::Present(to)) => self.changed(key, from, to),
            (Slot::Present(from), _) => vec![format!("{}: deleted", self.named(key, from))],
            (_, Slot::Present(to)) => {
                let mut lines = vec![format!("{}: new", self.named(key, to))];
                let none = Annotation {
                    attributes: Values::new(),
                    links: Vec::new(),
                    note: String::new(),
                    unsure: false,
                    ..Annotation::clone(to)
                };
                lines.extend(self.changed(key, &none, to));
                lines
            }
            (Slot::Absent, Slot::Absent) | (Slot::Deleted(_), Slot::Deleted(_)) => Vec::new(),
            _ => vec![format!("Annotation {id}: noted as deleted")],
        }
    }

    fn named(&self, key: &crate::model::LayerKey, annotation: &Annotation) -> String {
        let tag = self.project.codebook.tag_name(&annotation.tag);
        let quotation = self.quotation(key, annotation);
        let title = self.title(&key.article);
        format!("{tag} {quotation} in {title}").replace("  ", " ")
    }

    /// What differs between two states of an annotation.
    fn changed(
        &self,
        key: &crate::model::LayerKey,
        from: &Annotation,
        to: &Annotation,
    ) -> Vec<String> {
        let book = &self.project.codebook;
        let mut lines = Vec::new();
        lines.extend(differs(
            "Tag",
            book.tag_name(&from.tag),
            book.tag_name(&to.tag),
        ));
        if from.spans != to.spans {
            let (from, to) = (self.quotation(key, from), self.quotation(key, to));
            lines.push(format!("Passage: {} → {}", or_none(&from), or_none(&to)));
        }
        let tag = book.tag(&to.tag).or_else(|| book.tag(&from.tag));
        let fields = tag.map_or(&[][..], |tag| &tag.attributes);
        lines.extend(self.values(fields, &from.attributes, &to.attributes));
        for link in from.links.iter().filter(|link| !to.links.contains(link)) {
            lines.push(format!("Link taken away: {}", self.link(key, from, link)));
        }
        for link in to.links.iter().filter(|link| !from.links.contains(link)) {
            lines.push(format!("New link: {}", self.link(key, to, link)));
        }
        lines.extend(differs("Note", &from.note, &to.note));
        let sure = |it: &Annotation| if it.unsure { "unsure" } else { "sure" };
        lines.extend(differs("Certainty", sure(from), sure(to)));
        lines
    }

    fn link(&self, key: &crate::model::LayerKey, from: &Annotation, link: &Link) -> String {
        let label = self.project.codebook.link_label(from, link);
        let target = match &link.to {
            Target::Entity(id) => self.entity_name(id),
            Target::Annotation(id) => {
                let layer = self.project.layer(key);
                let annotation = layer.and_then(|layer| layer.annotations.get(id));
                annotation.map_or_else(
                    || format!("an annotation that is gone ({id})"),
                    |annotation| self.quotation(key, annotation),
                )
            }
        };
        format!("{label} {target}")
    }

    fn entity_name(&self, id: &crate::model::EntityId) -> String {
        let entity = self.project.entity(id);
        entity.map_or_else(|| id.to_string(), |entity| entity.name.clone())
    }

    fn values(&self, fields: &[Attribute], from: &Values, to: &Values) -> Vec<String> {
        let shown = |value: Option<&Value>| match value {
            Some(Value::Entity(id)) => self.entity_name(id),
            Some(value) => value.to_plain(),
            None => String::new(),
        };
        let mut ids: Vec<_> = from.keys().chain(to.keys()).collect();
        ids.sort();
        ids.dedup();
        ids.into_iter()
            .filter_map(|id| {
                let field = fields.iter().find(|field| field.id == *id);
                let name = field.map_or(id.as_str(), |field| &field.name);
                differs(name, &shown(from.get(id)), &shown(to.get(id)))
            })
            .collect()
    }

    fn detached(&self, from: Option<&Detached>, to: Option<&Detached>) -> Vec<String> {
        let named = |lost: &Detached| {
            let tag = self.project.codebook.tag_name(&lost.tag);
            format!("{tag} {}", in_quotes(&quoted(&lost.spans)))
        };
        match (from, to) {
            (None, Some(to)) => vec![format!(
                "{}: kept without a place. {}",
                named(to),
                to.reason
            )],
            (Some(from), None) => vec![format!("{}: no longer without a place", named(from))],
            (Some(_), Some(to)) => vec![format!("{}: changed while without a place", named(to))],
            (None, None) => Vec::new(),
        }
    }

    fn entity(&self, from: Option<&Entity>, to: Option<&Entity>) -> Vec<String> {
        let kind_name = |it: &Entity| {
            let kind = self.project.codebook.entity_type(&it.kind);
            kind.map_or_else(|| it.kind.to_string(), |kind| kind.name.clone())
        };
        match (from, to) {
            (None, Some(to)) => vec![format!("{} {}: new", kind_name(to), to.name)],
            (Some(from), None) => vec![format!("{} {}: removed", kind_name(from), from.name)],
            (Some(from), Some(to)) => {
                let roles = |it: &Entity| {
                    let roles = it.roles.iter().map(|role| role.title.as_str());
                    roles.collect::<Vec<_>>().join(", ")
                };
                let kind = self.project.codebook.entity_type(&to.kind);
                let fields = kind.map_or(&[][..], |kind| &kind.attributes);
                let mut lines = Vec::new();
                lines.extend(differs("Name", &from.name, &to.name));
                lines.extend(differs("Type", &kind_name(from), &kind_name(to)));
                lines.extend(differs(
                    "Other names",
                    &from.aliases.join(", "),
                    &to.aliases.join(", "),
                ));
                lines.extend(self.values(fields, &from.attributes, &to.attributes));
                lines.extend(differs("Offices", &roles(from), &roles(to)));
                lines.extend(differs("Note", &from.note, &to.note));
                let color = |it: &Entity| it.color.map(|it| it.to_string()).unwrap_or_default();
                lines.extend(differs("Colour", &color(from), &color(to)));
                let named = |id: Option<&crate::model::EntityId>| {
                    id.map(|id| self.entity_name(id)).unwrap_or_default()
                };
                let group = |it: &Entity| named(it.group.as_ref());
                lines.extend(differs("Group", &group(from), &group(to)));
                let merged = |it: &Entity| named(it.merged_into.as_ref());
                lines.extend(differs("Merged into", &merged(from), &merged(to)));
                lines
                    .into_iter()
                    .map(|line| format!("{}: {line}", to.name))
                    .collect()
            }
            (None, None) => Vec::new(),
        }
    }
}

/// A slot of a list of the codebook.
fn placed<T: PartialEq>(
    kind: &str,
    id: &str,
    from: Option<&Placed<T>>,
    to: Option<&Placed<T>>,
    name: impl Fn(&T) -> String,
) -> Vec<String> {
    match (from, to) {
        (None, Some(to)) => vec![format!("{kind} {}: new", name(&to.value))],
        (Some(from), None) => vec![format!("{kind} {}: removed", name(&from.value))],
        (Some(from), Some(to)) => {
            let (was, is) = (name(&from.value), name(&to.value));
            let mut lines = Vec::new();
            lines.extend(differs(&format!("{kind} {id}, name"), &was, &is));
            if from.value != to.value && was == is {
                lines.push(format!(
                    "{kind} {is}: its definition or fields were changed"
                ));
            }
            if from.at != to.at {
                lines.push(format!(
                    "{kind} {is}: place {} → {}",
                    from.at + 1,
                    to.at + 1
                ));
            }
            lines
        }
        (None, None) => Vec::new(),
    }
}

fn article(from: Option<&Article>, to: Option<&Article>) -> Vec<String> {
    let shown = |article: &Article| {
        let title = shortened(article.meta.display_title(), QUOTED);
        let words = article.text.as_str().split_whitespace().count();
        format!("Article {title} ({words} words)")
    };
    match (from, to) {
        (None, Some(to)) => vec![format!("{}: new", shown(to))],
        (Some(from), None) => vec![format!("{}: removed", shown(from))],
        (Some(from), Some(to)) if from.sha256 != to.sha256 => {
            vec![format!("{} → {}", shown(from), shown(to))]
        }
        _ => Vec::new(),
    }
}

/// What was corrected or taken back: the corrections that are in one list only.
fn corrections(title: &str, from: &[Correction], to: &[Correction]) -> Vec<String> {
    let common = from.iter().zip(to).take_while(|(one, other)| one == other);
    let common = common.count();
    let quoted = |text: &str| shortened(text, QUOTED);
    let back = from[common..].iter().flat_map(|it| &it.patches).map(|it| {
        let (was, now) = (quoted(&it.was), quoted(&it.now));
        say!(
            "history-correction-back",
            title = title,
            was = was,
            now = now
        )
    });
    let forth = to[common..].iter().flat_map(|it| &it.patches).map(|it| {
        let (was, now) = (quoted(&it.was), quoted(&it.now));
        say!("history-corrected", title = title, was = was, now = now)
    });
    back.chain(forth).collect()
}

fn meta(from: &ArticleMeta, to: &ArticleMeta) -> Vec<String> {
    let date = |meta: &ArticleMeta| meta.date.map_or_else(String::new, |date| date.to_string());
    let fields = [
        ("Title", from.title.clone(), to.title.clone()),
        ("Source", from.source.clone(), to.source.clone()),
        ("Author", from.author.clone(), to.author.clone()),
        ("Address", from.url.clone(), to.url.clone()),
        ("Date", date(from), date(to)),
        ("Language", from.language.clone(), to.language.clone()),
    ];
    let lines = fields
        .iter()
        .filter_map(|(name, from, to)| differs(name, from, to));
    let text = match (from.is_text_in_doubt(), to.is_text_in_doubt()) {
        (true, false) => Some("The changed text was accepted".to_owned()),
        (false, true) => Some("The changed text is in doubt again".to_owned()),
        _ => None,
    };
    lines.chain(text).collect()
}

fn guidelines(from: &str, to: &str) -> Vec<String> {
    let only_in = |one: &str, other: &str| {
        let other: std::collections::HashSet<&str> = other.lines().collect();
        let lines = one.lines().filter(|line| !other.contains(line));
        lines
            .filter(|line| !line.trim().is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let gone = only_in(from, to)
        .into_iter()
        .map(|line| format!("Guidelines, taken out: {line}"));
    let new = only_in(to, from)
        .into_iter()
        .map(|line| format!("Guidelines, added: {line}"));
    gone.chain(new).collect()
}

/// A field from what to what; nothing when it is the same.
fn differs(name: &str, from: &str, to: &str) -> Option<String> {
    let shown = |text: &str| shortened(text, 4 * QUOTED);
    (from != to).then(|| {
        format!(
            "{name}: {} → {}",
            or_none(&shown(from)),
            or_none(&shown(to))
        )
    })
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "–" } else { text }
}

/// The beginning of a text, on one line.
pub(in crate::query) fn shortened(text: &str, longest: usize) -> String {
    let mut line = String::new();
    let mut left = longest;
    for word in text.split_whitespace() {
        let length = word.chars().count() + 1;
        if length > left {
            let cut: String = word
                .chars()
                .take(if line.is_empty() { left } else { 0 })
                .collect();
            line.push_str(&cut);
            line.push('…');
            return line;
        }
        left -= length;
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

pub(in crate::query) fn in_quotes(text: &str) -> String {
    let line = shortened(text, QUOTED);
    let line = line.trim_matches(['“', '”', '"', '«', '»', '„']);
    if line.is_empty() {
        String::new()
    } else {
        format!("“{line}”")
    }
}

pub(in crate::query) fn quoted(places: &[StoredSpan]) -> String {
    let pieces: Vec<&str> = places.iter().map(|place| place.quote().text).collect();
    pieces.join(" … ")
}
