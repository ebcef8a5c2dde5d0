//! A change in words: from what to what.

mod reviewing;

use crate::model::{
    Annotation, Article, ArticleMeta, Attribute, Change, Correction, Detached, Entity, Link,
    Placed, Project, Slot, StoredSpan, Target, Value, Values, Veil,
};
use crate::say;
use crate::store::Deed;

/// Longest quotation, in characters.
const QUOTED: usize = 80;

/// A change in words, a line for each field that differs.
pub(super) fn tell(
    (project, veil): (&Project, &Veil),
    deed: Option<&Deed>,
    from: Option<&Change>,
    to: &Change,
) -> Vec<String> {
    let teller = Teller {
        project,
        veil,
        deed,
    };
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
            placed(
                say!("history-tag"),
                id.as_str(),
                from.as_ref(),
                to.as_ref(),
                shown,
            )
        }
        (Some(Change::Role(_, from)), Change::Role(id, to)) => {
            let shown = |role: &crate::model::Role| role.name.clone();
            placed(
                say!("history-role"),
                id.as_str(),
                from.as_ref(),
                to.as_ref(),
                shown,
            )
        }
        (Some(Change::ArticleAttribute(_, from)), Change::ArticleAttribute(id, to)) => {
            let shown = |field: &Attribute| field.name.clone();
            placed(
                say!("history-article-field"),
                id.as_str(),
                from.as_ref(),
                to.as_ref(),
                shown,
            )
        }
        (Some(Change::EntityType(_, from)), Change::EntityType(id, to)) => {
            let shown = |kind: &crate::model::EntityType| kind.name.clone();
            placed(
                say!("history-entity-type"),
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
        (Some(Change::Reason(_, from)), Change::Reason(id, to)) => {
            let (kind, id) = (say!("reviewing-reason"), id.as_str());
            placed(kind, id, from.as_ref(), to.as_ref(), |it| it.name.clone())
        }
        (Some(Change::Round(_, from)), Change::Round(id, to)) => {
            let (kind, id) = (say!("reviewing-round"), id.as_str());
            placed(kind, id, from.as_ref(), to.as_ref(), |it| it.name.clone())
        }
        (
            Some(from),
            Change::ReviewRules(_)
            | Change::Assigned(..)
            | Change::Decision(..)
            | Change::Comment(..)
            | Change::Answer(..)
            | Change::Signed(..),
        ) => reviewing::tell(&teller, from, to),
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
            lines.extend(differs(
                say!("history-status"),
                from.status.name(),
                to.status.name(),
            ));
            lines.extend(differs(say!("history-note"), &from.note, &to.note));
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
            differs(
                &say!("history-annotator", id = id.to_string()),
                &name(from),
                &name(to),
            )
            .into_iter()
            .collect()
        }
        (Some(Change::Settings(from)), Change::Settings(to)) => {
            let name = differs(say!("history-project-name"), &from.name, &to.name);
            let about = differs(
                say!("history-description"),
                &from.description,
                &to.description,
            );
            name.into_iter().chain(about).collect()
        }
        (Some(Change::Guidelines(from)), Change::Guidelines(to)) => guidelines(from, to),
        _ => Vec::new(),
    }
}

struct Teller<'a> {
    project: &'a Project,
    veil: &'a Veil,
    /// Which deed it is; none where two versions are compared that nobody has made of each other.
    deed: Option<&'a Deed>,
}

impl Teller<'_> {
    fn name(&self, id: &crate::model::AnnotatorId) -> String {
        self.project.annotator_name(id).to_owned()
    }

    /// Somebody whose marks are spoken of.
    fn whose(&self, id: &crate::model::AnnotatorId) -> String {
        if self.veil.hides_name(id) {
            say!("decide-somebody").to_owned()
        } else {
            self.name(id)
        }
    }

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
            let then = self.deed.and_then(|deed| deed.texts.get(&key.article));
            then.is_none_or(|sha256| *sha256 == article.sha256)
                && annotation.spans.fit(&article.text).is_ok()
        });
        if let Some(article) = text {
            return in_quotes(&annotation.spans.quotation(&article.text));
        }
        let places = self.deed.and_then(|deed| deed.places.get(&annotation.id));
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
            (Slot::Present(from), _) => vec![say!("history-deleted", what = self.named(key, from))],
            (_, Slot::Present(to)) => {
                let mut lines = vec![say!("history-new", what = self.named(key, to))];
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
            _ => vec![say!("history-noted-deleted", id = id.to_string())],
        }
    }

    fn named(&self, key: &crate::model::LayerKey, annotation: &Annotation) -> String {
        let tag = self.project.codebook.tag_name(&annotation.tag);
        let quotation = self.quotation(key, annotation);
        let title = self.title(&key.article);
        say!(
            "history-passage-in",
            tag = tag,
            quote = quotation,
            title = title,
        )
        .replace("  ", " ")
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
            say!("history-tag"),
            book.tag_name(&from.tag),
            book.tag_name(&to.tag),
        ));
        if from.spans != to.spans {
            let (from, to) = (self.quotation(key, from), self.quotation(key, to));
            let passage = say!("history-passage");
            lines.push(format!("{passage}: {} → {}", or_none(&from), or_none(&to)));
        }
        let tag = book.tag(&to.tag).or_else(|| book.tag(&from.tag));
        let fields = tag.map_or(&[][..], |tag| &tag.attributes);
        lines.extend(self.values(fields, &from.attributes, &to.attributes));
        for link in from.links.iter().filter(|link| !to.links.contains(link)) {
            let link = self.link(key, from, link);
            lines.push(say!("history-link-gone", link = link));
        }
        for link in to.links.iter().filter(|link| !from.links.contains(link)) {
            let link = self.link(key, to, link);
            lines.push(say!("history-link-new", link = link));
        }
        lines.extend(differs(say!("history-note"), &from.note, &to.note));
        let sure = |it: &Annotation| {
            if it.unsure {
                say!("history-unsure")
            } else {
                say!("history-sure")
            }
        };
        lines.extend(differs(say!("history-certainty"), sure(from), sure(to)));
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
                    || say!("history-link-end-gone", id = id.to_string()),
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
            Some(value) => value.in_words(),
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
            (None, Some(to)) => vec![say!(
                "history-kept-lost",
                what = named(to),
                why = &to.reason,
            )],
            (Some(from), None) => vec![say!("history-lost-no-more", what = named(from))],
            (Some(_), Some(to)) => vec![say!("history-lost-changed", what = named(to))],
            (None, None) => Vec::new(),
        }
    }

    fn entity(&self, from: Option<&Entity>, to: Option<&Entity>) -> Vec<String> {
        let kind_name = |it: &Entity| {
            let kind = self.project.codebook.entity_type(&it.kind);
            kind.map_or_else(|| it.kind.to_string(), |kind| kind.name.clone())
        };
        match (from, to) {
            (None, Some(to)) => {
                let what = format!("{} {}", kind_name(to), to.name);
                vec![say!("history-new", what = what)]
            }
            (Some(from), None) => {
                let what = format!("{} {}", kind_name(from), from.name);
                vec![say!("history-removed", what = what)]
            }
            (Some(from), Some(to)) => {
                let roles = |it: &Entity| {
                    let roles = it.roles.iter().map(|role| role.title.as_str());
                    roles.collect::<Vec<_>>().join(", ")
                };
                let kind = self.project.codebook.entity_type(&to.kind);
                let fields = kind.map_or(&[][..], |kind| &kind.attributes);
                let mut lines = Vec::new();
                lines.extend(differs(say!("history-name"), &from.name, &to.name));
                lines.extend(differs(
                    say!("history-type"),
                    &kind_name(from),
                    &kind_name(to),
                ));
                lines.extend(differs(
                    say!("history-other-names"),
                    &from.aliases.join(", "),
                    &to.aliases.join(", "),
                ));
                lines.extend(self.values(fields, &from.attributes, &to.attributes));
                lines.extend(differs(say!("history-offices"), &roles(from), &roles(to)));
                lines.extend(differs(say!("history-note"), &from.note, &to.note));
                let color = |it: &Entity| it.color.map(|it| it.to_string()).unwrap_or_default();
                lines.extend(differs(say!("history-colour"), &color(from), &color(to)));
                let named = |id: Option<&crate::model::EntityId>| {
                    id.map(|id| self.entity_name(id)).unwrap_or_default()
                };
                let group = |it: &Entity| named(it.group.as_ref());
                lines.extend(differs(say!("history-group"), &group(from), &group(to)));
                let merged = |it: &Entity| named(it.merged_into.as_ref());
                lines.extend(differs(
                    say!("history-merged-into"),
                    &merged(from),
                    &merged(to),
                ));
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
        (None, Some(to)) => {
            let what = format!("{kind} {}", name(&to.value));
            vec![say!("history-new", what = what)]
        }
        (Some(from), None) => {
            let what = format!("{kind} {}", name(&from.value));
            vec![say!("history-removed", what = what)]
        }
        (Some(from), Some(to)) => {
            let (was, is) = (name(&from.value), name(&to.value));
            let mut lines = Vec::new();
            let its_name = say!("history-name-of", what = format!("{kind} {id}"));
            lines.extend(differs(&its_name, &was, &is));
            let what = format!("{kind} {is}");
            if from.value != to.value && was == is {
                lines.push(say!("history-definition", what = &what));
            }
            if from.at != to.at {
                lines.push(say!(
                    "history-place",
                    what = &what,
                    from = from.at + 1,
                    to = to.at + 1,
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
        say!("history-article", title = title, words = words)
    };
    match (from, to) {
        (None, Some(to)) => vec![say!("history-new", what = shown(to))],
        (Some(from), None) => vec![say!("history-removed", what = shown(from))],
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
    let quoted = |text: &str| crate::text::quoted(&shortened(text, QUOTED));
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
        (say!("history-title"), from.title.clone(), to.title.clone()),
        (
            say!("history-source"),
            from.source.clone(),
            to.source.clone(),
        ),
        (
            say!("history-author"),
            from.author.clone(),
            to.author.clone(),
        ),
        (say!("history-address"), from.url.clone(), to.url.clone()),
        (say!("history-date"), date(from), date(to)),
        (
            say!("history-language"),
            from.language.clone(),
            to.language.clone(),
        ),
    ];
    let lines = fields
        .iter()
        .filter_map(|(name, from, to)| differs(name, from, to));
    let text = match (from.is_text_in_doubt(), to.is_text_in_doubt()) {
        (true, false) => Some(say!("history-text-accepted").to_owned()),
        (false, true) => Some(say!("history-text-doubted").to_owned()),
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
        .map(|line| say!("history-guidelines-gone", line = line));
    let new = only_in(to, from)
        .into_iter()
        .map(|line| say!("history-guidelines-new", line = line));
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
    let line = crate::text::unquoted(&line);
    if line.is_empty() {
        String::new()
    } else {
        say!("quoted", text = line)
    }
}

pub(in crate::query) fn quoted(places: &[StoredSpan]) -> String {
    let pieces: Vec<&str> = places.iter().map(|place| place.quote().text).collect();
    pieces.join(" … ")
}
