//! What every writer reads: the selected articles one by one, with what was marked in them.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::{
    Annotation, AnnotatorId, Article, Attribute, AttributeId, EntityId, Kind, Layer, LayerKey,
    Project, RoleId, Tag, TagId, Target, Value,
};
use crate::store::{Progress, in_order};
use crate::text::{Byte, Span};

use super::{Format, Options, Selection};

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points, as Python and R do.
    CodePoint,
    /// UTF-16 units, as Java and JavaScript do.
    Utf16,
    /// Bytes of UTF-8.
    Byte,
}

impl Unit {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::CodePoint, Self::Utf16, Self::Byte];

    /// Its name in files and on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::CodePoint => "code point",
            Self::Utf16 => "utf-16",
            Self::Byte => "byte",
        }
    }

    /// The unit that somebody means.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        let name = name.to_lowercase().replace(['-', '_', ' '], "");
        match name.trim_end_matches('s') {
            "codepoint" => Some(Self::CodePoint),
            "utf16" | "utf16unit" => Some(Self::Utf16),
            "byte" | "utf8" => Some(Self::Byte),
            _ => None,
        }
    }
}

/// Says how often something could not be carried.
type Sentence = fn(usize) -> String;

/// A writer was asked to stop.
#[derive(Debug, thiserror::Error)]
#[error("stopped")]
pub(super) struct Stopped;

/// What is exported, with what was chosen about the format.
pub(super) struct Dataset<'a> {
    pub project: &'a Project,
    pub selection: &'a Selection,
    pub unit: Unit,
    format: &'static Format,
    options: &'a Options,
    progress: &'a Progress,
    /// What writers found out on the way and could not carry: how often, by sentence.
    found: Mutex<Vec<(Sentence, usize)>>,
}

/// An article with what was selected of it.
pub(super) struct Entry<'a> {
    pub article: &'a Article,
    pub layers: Vec<Chosen<'a>>,
    unit: Unit,
}

/// A layer with the annotations that were selected, in reading order. Their links lead to annotations that were selected.
pub(super) struct Chosen<'a> {
    pub key: &'a LayerKey,
    pub layer: Layer,
    pub annotations: Vec<Arc<Annotation>>,
    /// How many of their links led to others and are left out.
    pub dangling: usize,
}

impl<'a> Dataset<'a> {
    pub fn new(
        project: &'a Project,
        format: &'static Format,
        (selection, options): (&'a Selection, &'a Options),
        progress: &'a Progress,
    ) -> Self {
        let unit = options
            .unit
            .filter(|_| format.can_choose_unit)
            .unwrap_or(format.unit);
        Self {
            project,
            selection,
            unit,
            format,
            options,
            progress,
            found: Mutex::default(),
        }
    }

    /// The same for another format, with its usual options.
    pub fn with_format(&self, format: &'static Format) -> Dataset<'a> {
        static USUAL: Options = Options::USUAL;
        Dataset {
            project: self.project,
            selection: self.selection,
            unit: format.unit,
            format,
            options: &USUAL,
            progress: self.progress,
            found: Mutex::default(),
        }
    }

    /// Another selection of the project, in a format with its usual options.
    pub fn with_selection<'b>(
        &self,
        selection: &'b Selection,
        format: &'static Format,
    ) -> Dataset<'b>
    where
        'a: 'b,
    {
        static USUAL: Options = Options::USUAL;
        Dataset::new(self.project, format, (selection, &USUAL), self.progress)
    }

    /// Files made elsewhere that go along.
    pub fn beside(&self) -> &'a [(&'static str, String)] {
        &self.options.beside
    }

    fn chosen(&self, id: &str) -> String {
        let choice = self.format.choices.iter().find(|choice| choice.id == id);
        debug_assert!(choice.is_some(), "{} has no option {id}", self.format.id);
        choice
            .map(|choice| self.options.get(choice))
            .unwrap_or_default()
    }

    /// Whether a flag of the format was chosen.
    pub fn flag(&self, id: &str) -> bool {
        self.chosen(id) == "yes"
    }

    /// The text or the one of several that was chosen, without blanks around it.
    pub fn pick(&self, id: &str) -> String {
        self.chosen(id).trim().to_owned()
    }

    /// The number that was chosen.
    pub fn number(&self, id: &str) -> u32 {
        self.chosen(id).parse().unwrap_or_default()
    }

    /// Notes that something could not be carried, once more.
    pub fn note(&self, sentence: Sentence, count: usize) {
        if count == 0 {
            return;
        }
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        match found.iter_mut().find(|(known, _)| known(0) == sentence(0)) {
            Some((_, known)) => *known += count,
            None => found.push((sentence, count)),
        }
    }

    /// What was noted, a sentence each.
    pub fn noted(&self) -> Vec<String> {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found
            .iter()
            .map(|(sentence, count)| sentence(*count))
            .collect()
    }

    /// The selected articles.
    pub fn articles(&self) -> impl Iterator<Item = &'a Arc<Article>> {
        self.selection.articles(self.project)
    }

    /// An article with what was selected of it.
    pub fn entry(&self, article: &'a Article) -> Entry<'a> {
        let layers = self.selection.layers(self.project, &article.id);
        let layers = layers
            .map(|(key, layer)| Chosen::of(self.selection, key, layer))
            .collect();
        Entry {
            article,
            layers,
            unit: self.unit,
        }
    }

    /// Goes through all that was selected, an article at a time; stops when it is asked to.
    pub fn each(&self, mut take: impl FnMut(Entry<'a>) -> io::Result<()>) -> io::Result<()> {
        for article in self.articles() {
            self.go_on()?;
            take(self.entry(article))?;
            self.progress.done.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Makes something of all that was selected of each article, on a few threads, and takes it in the order of the
    /// articles; stops when it is asked to.
    pub fn each_made<R: Send>(
        &self,
        make: impl Fn(Entry<'a>) -> io::Result<R> + Sync,
        mut take: impl FnMut(R) -> io::Result<()>,
    ) -> io::Result<()> {
        self.look_through(make, |made| {
            take(made)?;
            self.progress.done.fetch_add(1, Ordering::Relaxed);
            Ok(())
        })
    }

    /// The same before anything is written: it is no progress.
    pub fn look_through<R: Send>(
        &self,
        make: impl Fn(Entry<'a>) -> io::Result<R> + Sync,
        take: impl FnMut(R) -> io::Result<()>,
    ) -> io::Result<()> {
        let articles: Vec<&'a Arc<Article>> = self.articles().collect();
        let make = |article: &&'a Arc<Article>| {
            self.go_on()?;
            make(self.entry(article))
        };
        let weight = |article: &&'a Arc<Article>| {
            let layers = self.selection.layers(self.project, &article.id);
            layers
                .map(|(_, layer)| layer.annotations.len())
                .sum::<usize>()
        };
        in_order(&articles, weight, make, take)
    }

    /// An error when somebody wants it to stop.
    pub fn go_on(&self) -> io::Result<()> {
        if self.progress.cancel.load(Ordering::Relaxed) {
            return Err(io::Error::other(Stopped));
        }
        Ok(())
    }

    /// The annotators with a selected layer in a selected article, by id.
    pub fn annotators(&self) -> BTreeSet<&'a AnnotatorId> {
        let articles = self.articles();
        let keys = articles.flat_map(|it| self.selection.layers(self.project, &it.id));
        keys.map(|(key, _)| &key.annotator).collect()
    }

    /// The selected tags of the codebook that can be marked with.
    pub fn tags(&self) -> impl Iterator<Item = &'a Tag> {
        let tags = self.project.codebook.tags.iter();
        tags.filter(|tag| !tag.group && self.selection.has_tag(&tag.id))
    }

    /// The name of an entity in force under an id, and that id.
    pub fn entity(&self, id: &'a EntityId) -> (&'a str, &'a EntityId) {
        self.project
            .entity(id)
            .map_or((id.as_str(), id), |it| (&it.name, &it.id))
    }

    /// A value in plain words: an entity by its name, several options with `; ` between them.
    pub fn plain(&self, value: &Value) -> String {
        match value {
            Value::Entity(id) => {
                let entity = self.project.entity(id);
                entity.map_or_else(|| id.to_string(), |it| it.name.clone())
            }
            other => other.to_plain(),
        }
    }

    /// What is used in the selection: tags, attributes, roles, with what the codebook does not know after what it knows.
    pub fn used(&self) -> io::Result<Used> {
        let mut used = Used::default();
        let book = &self.project.codebook;
        for tag in self.tags() {
            used.tags.push(tag.id.clone());
            for attribute in &tag.attributes {
                used.of_tag(&tag.id, attribute);
            }
        }
        used.roles
            .extend(book.roles.iter().map(|role| role.id.clone()));
        for attribute in &book.article_attributes {
            used.article_attributes.push((
                attribute.id.clone(),
                matches!(attribute.kind, Kind::Entity(_)),
            ));
        }
        self.look_through(
            |entry| Ok(Used::of(&entry)),
            |more| {
                used.add(more);
                Ok(())
            },
        )?;
        Ok(used)
    }
}

/// What is used in a selection.
#[derive(Default)]
pub(super) struct Used {
    pub tags: Vec<TagId>,
    /// Attributes of tags, and whether they hold entities.
    pub attributes: Vec<(AttributeId, bool)>,
    /// Which tags have an attribute.
    pub tags_with: BTreeMap<AttributeId, Vec<TagId>>,
    /// What an attribute of choices was or can be, when all that is so called are choices.
    pub options: BTreeMap<AttributeId, Vec<String>>,
    pub roles: Vec<RoleId>,
    /// Article attributes, and whether they hold entities.
    pub article_attributes: Vec<(AttributeId, bool)>,
}

impl Used {
    fn of_tag(&mut self, tag: &TagId, attribute: &Attribute) {
        add(
            &mut self.attributes,
            &attribute.id,
            matches!(attribute.kind, Kind::Entity(_)),
        );
        self.tags_with
            .entry(attribute.id.clone())
            .or_default()
            .push(tag.clone());
        if let Kind::Choice(options) | Kind::Choices(options) = &attribute.kind {
            let known = self.options.entry(attribute.id.clone()).or_default();
            for option in options {
                if !known.contains(option) {
                    known.push(option.clone());
                }
            }
        }
    }

    /// What is used in an article.
    fn of(entry: &Entry<'_>) -> Self {
        let mut used = Self::default();
        for layer in &entry.layers {
            for (id, value) in &layer.layer.head.attributes {
                let is_entity = matches!(value, Value::Entity(_));
                add(&mut used.article_attributes, id, is_entity);
            }
            for annotation in &layer.annotations {
                used.take(annotation);
            }
        }
        used
    }

    /// Adds what is used elsewhere, too.
    fn add(&mut self, more: Self) {
        add_all(&mut self.tags, more.tags);
        add_all(&mut self.roles, more.roles);
        for (id, is_entity) in &more.attributes {
            add(&mut self.attributes, id, *is_entity);
        }
        for (id, is_entity) in &more.article_attributes {
            add(&mut self.article_attributes, id, *is_entity);
        }
        for (id, tags) in more.tags_with {
            add_all(self.tags_with.entry(id).or_default(), tags);
        }
        for (id, options) in more.options {
            add_all(self.options.entry(id).or_default(), options);
        }
    }

    fn take(&mut self, annotation: &Annotation) {
        if !self.tags.contains(&annotation.tag) {
            self.tags.push(annotation.tag.clone());
        }
        for (id, value) in &annotation.attributes {
            add(&mut self.attributes, id, matches!(value, Value::Entity(_)));
            let tags = self.tags_with.entry(id.clone()).or_default();
            if !tags.contains(&annotation.tag) {
                tags.push(annotation.tag.clone());
            }
            let said: &[String] = match value {
                Value::Choice(option) => core::slice::from_ref(option),
                Value::Choices(options) => options,
                _ => &[],
            };
            for option in said {
                let known = self.options.entry(id.clone()).or_default();
                if !known.contains(option) {
                    known.push(option.clone());
                }
            }
        }
        for link in &annotation.links {
            if !self.roles.contains(&link.role) {
                self.roles.push(link.role.clone());
            }
        }
    }
}

/// Adds what is not there yet.
fn add_all<T: PartialEq>(known: &mut Vec<T>, more: Vec<T>) {
    for item in more {
        if !known.contains(&item) {
            known.push(item);
        }
    }
}

/// Adds an attribute once.
fn add(fields: &mut Vec<(AttributeId, bool)>, id: &AttributeId, is_entity: bool) {
    match fields.iter_mut().find(|(known, _)| known == id) {
        Some((_, known)) => *known |= is_entity,
        None => fields.push((id.clone(), is_entity)),
    }
}

impl<'a> Chosen<'a> {
    pub(super) fn of(selection: &Selection, key: &'a LayerKey, layer: &Layer) -> Self {
        let mut annotations = layer.in_order();
        let mut layer = layer.in_passing();
        let is_linked = |it: &Arc<Annotation>| !it.links.is_empty();
        if layer.annotations.is_packed() && annotations.iter().any(is_linked) {
            // Ends are looked up by id: what was just unpacked need not be unpacked again for that.
            let named = annotations.iter().map(|it| (it.id.clone(), Arc::clone(it)));
            layer.annotations = named.collect();
        }
        annotations.retain(|it| selection.has_tag(&it.tag));
        let leads = |to: &Target| match to {
            Target::Annotation(id) => {
                let far = layer.annotations.get(id);
                far.is_some_and(|far| selection.has_tag(&far.tag))
            }
            Target::Entity(_) => true,
        };
        let mut dangling = 0;
        for annotation in &mut annotations {
            let lost = annotation.links.iter().filter(|link| !leads(&link.to));
            let lost = lost.count();
            if lost > 0 {
                dangling += lost;
                let links = &mut Arc::make_mut(annotation).links;
                links.retain(|link| leads(&link.to));
            }
        }
        Self {
            key,
            layer,
            annotations,
            dangling,
        }
    }

    /// The annotation at the far end of a link to one.
    pub fn linked(&self, target: &Target) -> Option<&Arc<Annotation>> {
        self.layer.linked(target)
    }
}

impl Entry<'_> {
    /// An offset in the unit of the export.
    pub fn at(&self, at: Byte) -> u32 {
        let text = &self.article.text;
        match self.unit {
            Unit::CodePoint => text.to_code_point(at).0,
            Unit::Utf16 => text.offsets().to_utf16(text.as_str(), at).0,
            Unit::Byte => at.0,
        }
    }

    /// A span in the unit of the export.
    pub fn range(&self, span: Span) -> (u32, u32) {
        (self.at(span.start), self.at(span.end))
    }

    /// How many annotations were selected.
    pub fn count(&self) -> usize {
        self.layers
            .iter()
            .map(|layer| layer.annotations.len())
            .sum()
    }

    /// Every selected annotation with its layer.
    pub fn annotations(&self) -> impl Iterator<Item = (&Chosen<'_>, &Arc<Annotation>)> {
        self.layers
            .iter()
            .flat_map(|layer| layer.annotations.iter().map(move |it| (layer, it)))
    }

    /// The covered text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.article.text.slice(span)
    }
}
