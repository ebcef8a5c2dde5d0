//! What is wrong or missing in layers.

use core::fmt;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use crate::model::edits::quoted;
use crate::model::{
    Annotation, AnnotationId, AttributeId, Codebook, Demand, Detached, Layer, LayerKey, Link, Need,
    Project, Role, RoleId, Spans, Status, Tag, TagId, Target,
};
use crate::say;
use crate::text::Text;

use super::overlaps::Overlaps;
use super::tagset::{needs_words, tag_words};
use super::{Finding, Level, Report, check_required, check_values};

/// What is wrong or missing in a layer: unknown tags, fields and targets, links that no role allows or that lead to an
/// annotation without a place, required things that are not there, rules that are broken. That an annotation has lost its
/// place is told by opening, which alone knows the line and the reason.
#[must_use]
pub fn check_layer(project: &Project, key: &LayerKey, layer: &Layer, file: &str) -> Vec<Finding> {
    let by_id: &Namer = &|name, id, _| format!("{name} {id}");
    let found =
        Look::of(project, key, layer, Some(by_id)).at_all(layer.head.status == Status::Done);
    let findings = found.into_iter().map(|gap| Finding {
        article: Some(key.article.clone()),
        annotation: gap.annotation,
        ..Finding::new(gap.level, file, gap.message)
    });
    findings.collect()
}

/// Something that is wrong or missing in a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The annotation that it is about; the article as a whole when none.
    pub annotation: Option<AnnotationId>,
    /// How much it matters.
    pub level: Level,
    /// What is wrong or missing.
    pub message: String,
    /// What the annotation is called at the beginning of the message; empty when it has no name there.
    pub about: String,
}

impl Gap {
    /// The message with what is wrong or missing first, and then where: what stands at the end of a line may be cut off.
    #[must_use]
    pub fn what_first(&self) -> Cow<'_, str> {
        let rest = self.message.strip_prefix(&self.about);
        match rest.map(|rest| rest.trim_start_matches([':', ' '])) {
            Some(rest) if !self.about.is_empty() => format!("{rest} {}", self.about).into(),
            _ => self.message.as_str().into(),
        }
    }
}

/// What is wrong or missing in a layer, as [`check_layer`] tells it, with annotations named by what they cover. Of a layer
/// that is to be `done` the fields of the article are asked for too.
#[must_use]
pub fn gaps(project: &Project, key: &LayerKey, layer: &Layer, done: bool) -> Vec<Gap> {
    gaps_of(project, key, layer, done, &|_| true)
}

/// The same of some annotations only; of the article as a whole when none is wanted. What each of them lacks comes in the order
/// in which [`gaps`] and [`wordless_gaps`] have it.
#[must_use]
pub fn gaps_of(
    project: &Project,
    key: &LayerKey,
    layer: &Layer,
    done: bool,
    is_wanted: &dyn Fn(Option<&AnnotationId>) -> bool,
) -> Vec<Gap> {
    let article = project.articles.get(&key.article);
    let by_text: &Namer = &|name, id, spans| {
        let quotation = article
            .zip(spans)
            .map(|(article, spans)| quoted(&article.text, spans));
        let quotation = quotation.unwrap_or_else(|| id.to_string());
        say!("gap-what", tag = name, quotation = quotation)
    };
    Look::of(project, key, layer, Some(by_text)).at_those(done, is_wanted)
}

/// The same without words, which take longer than all the rest: for counting.
#[must_use]
pub fn wordless_gaps(project: &Project, key: &LayerKey, layer: &Layer, done: bool) -> Vec<Gap> {
    Look::of(project, key, layer, None).at_all(done)
}

/// How an annotation is named: by the name of its tag, its id, and what it covers, if that is known.
type Namer<'a> = dyn Fn(&str, &AnnotationId, Option<&Spans>) -> String + 'a;

/// A look at a layer: what many of its annotations need is found once.
struct Look<'a> {
    project: &'a Project,
    layer: &'a Layer,
    /// The text that was marked, if the project has it.
    text: Option<&'a Text>,
    /// None where nothing is put into words.
    namer: Option<&'a Namer<'a>>,
    tags: HashMap<&'a TagId, Known<'a>>,
    /// Not there when no rule asks for it.
    overlaps: Option<Overlaps<'a>>,
    gaps: Vec<Gap>,
}

/// A tag with what its annotations are measured by.
#[derive(Clone)]
struct Known<'a> {
    tag: &'a Tag,
    roles: Vec<&'a Role>,
    worded: Option<Timestamp>,
}

/// The name of an annotation, made where something is told of it: most have nothing to be told.
struct What<'a> {
    namer: Option<&'a Namer<'a>>,
    tag: &'a str,
    id: &'a AnnotationId,
    spans: Option<&'a Spans>,
}

impl fmt::Display for What<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.namer {
            Some(namer) => f.write_str(&namer(self.tag, self.id, self.spans)),
            None => f.write_str(self.id.as_str()),
        }
    }
}

impl<'a> Look<'a> {
    fn of(
        project: &'a Project,
        key: &LayerKey,
        layer: &'a Layer,
        namer: Option<&'a Namer<'a>>,
    ) -> Self {
        let book = &project.codebook;
        let tags: HashMap<&TagId, Known<'_>> = (book.tags.iter().rev())
            .map(|tag| {
                let known = Known {
                    tag,
                    roles: book.roles_from(&tag.id).collect(),
                    worded: tag.worded(),
                };
                (&tag.id, known)
            })
            .collect();
        let places = |tag: &Tag| tag.rules.iter().any(|rule| !rule.tags().is_empty());
        let overlaps = book.tags.iter().any(places).then(|| Overlaps::of(layer));
        let article = project.articles.get(&key.article);
        Self {
            project,
            layer,
            text: article.map(|article| &article.text),
            namer,
            tags,
            overlaps,
            gaps: Vec::new(),
        }
    }

    fn at_all(self, done: bool) -> Vec<Gap> {
        self.at_those(done, &|_| true)
    }

    fn at_those(
        mut self,
        done: bool,
        is_wanted: &dyn Fn(Option<&AnnotationId>) -> bool,
    ) -> Vec<Gap> {
        let layer = self.layer;
        for annotation in layer.annotations.values() {
            if is_wanted(Some(&annotation.id)) {
                self.at(annotation);
            }
        }
        for lost in layer.detached.values() {
            if is_wanted(Some(&lost.id)) {
                self.at_lost(lost);
            }
        }
        if !is_wanted(None) {
            return self.gaps;
        }
        let project = self.project;
        let mut report = |level, words: &dyn Fn() -> String| self.tell(None, level, words);
        let (fields, values) = (&project.codebook.article_attributes, &layer.head.attributes);
        check_values(
            project,
            &say!("check-the-article"),
            fields,
            values,
            &mut report,
        );
        // Article fields are asked for when somebody calls the article done.
        if done {
            let what = say!("check-the-article");
            check_required(&what, fields, values, &|_| false, &mut report);
        }
        self.gaps
    }

    fn tell(
        &mut self,
        annotation: Option<&AnnotationId>,
        level: Level,
        words: impl FnOnce() -> String,
    ) {
        let marked = annotation.and_then(|id| self.layer.annotations.get(id));
        let about = self.namer.zip(marked).map(|(namer, it)| {
            let tag = self.project.codebook.tag_name(&it.tag);
            namer(tag, &it.id, Some(&it.spans))
        });
        self.gaps.push(Gap {
            about: about.unwrap_or_default(),
            annotation: annotation.cloned(),
            level,
            message: self.namer.map_or_else(String::new, |_| words()),
        });
    }

    fn at(&mut self, annotation: &'a Annotation) {
        let project = self.project;
        let layer = self.layer;
        let Some(known) = self.tags.get(&annotation.tag).cloned() else {
            let words = || {
                let (id, tag) = (annotation.id.to_string(), annotation.tag.to_string());
                say!("check-tag-unknown", id = id, tag = tag)
            };
            self.tell(Some(&annotation.id), Level::Error, words);
            return;
        };
        let what = What {
            namer: self.namer,
            tag: &known.tag.name,
            id: &annotation.id,
            spans: Some(&annotation.spans),
        };
        let mut report =
            |level, words: &dyn Fn() -> String| self.tell(Some(&annotation.id), level, words);
        let is_current = known.tag.is_current(annotation);
        if !is_current && project.codebook.followed(annotation).is_some() {
            // What else is wrong with it may come of that.
            report(Level::Warning, &|| {
                say!("gap-followed", what = what.to_string())
            });
            return;
        }
        if known.tag.group {
            report(Level::Warning, &|| {
                say!("gap-group", what = what.to_string())
            });
        }
        let (fields, values) = (&known.tag.attributes, &annotation.attributes);
        check_values(project, &what, fields, values, &mut report);
        let ruled =
            |need: &dyn Fn(&Need) -> bool| known.tag.rules.iter().any(|rule| rule.has(need));
        let is_ruled = |id: &AttributeId| ruled(&|need| need.attribute() == Some(id));
        check_required(&what, fields, values, &is_ruled, &mut report);
        for link in &annotation.links {
            check_link(project, layer, &what, &known.tag.id, link, &mut report);
        }
        let is_ruled = |id: &RoleId| ruled(&|need| matches!(need, Need::Link(role) if role == id));
        check_counts(
            &known.roles,
            &what,
            &annotation.links,
            &is_ruled,
            &mut report,
        );
        self.at_rules(annotation, known.tag, &what);
        self.at_wording(annotation, &known, &what);
    }

    /// Tells the rules that an annotation breaks. One that names what is not there is told of once, in the codebook.
    fn at_rules(&mut self, annotation: &'a Annotation, tag: &'a Tag, what: &What<'_>) {
        for rule in tag.rules.iter().filter(|rule| rule.is_for(annotation)) {
            let broken = match (&rule.demand, &self.overlaps) {
                (Demand::Apart(tags), Some(overlaps)) => {
                    overlaps.overlapping(annotation, tags).map(Broken::Overlaps)
                }
                (Demand::Within(tags), Some(overlaps)) => {
                    let asks = tags.iter().any(|tag| self.tags.contains_key(tag));
                    (asks && !overlaps.is_within(annotation, tags)).then_some(Broken::Within(tags))
                }
                (Demand::Apart(_) | Demand::Within(_), None) => None,
                (demand, _) => self.unmet(annotation, demand),
            };
            let Some(broken) = broken else { continue };
            let namer = self.namer;
            let words = namer.map(|namer| {
                if rule.message.is_empty() {
                    broken.words(&self.project.codebook, tag, what, namer)
                } else {
                    say!("gap-rule", what = what.to_string(), rule = &rule.message)
                }
            });
            self.tell(Some(&annotation.id), Level::Warning, || {
                words.unwrap_or_default()
            });
        }
    }

    /// What an annotation lacks, or has too much of, of what a rule names.
    fn unmet(&self, annotation: &Annotation, demand: &'a Demand) -> Option<Broken<'a>> {
        // Without its text nobody knows what it covers, and that is told elsewhere.
        let text = self.text?;
        let needs = demand.needs().iter();
        let (has, lacks): (Vec<&Need>, Vec<&Need>) =
            needs.partition(|need| need.is_met(annotation, text));
        (!demand.allows(has.len())).then_some(Broken::Needs { demand, has, lacks })
    }

    /// Tells that an annotation was made under an older wording of its tag's definition, and not looked at since.
    fn at_wording(&mut self, annotation: &Annotation, known: &Known<'_>, what: &What<'_>) {
        let Some(worded) = known.worded else { return };
        if !is_older(self.layer, annotation, worded) {
            return;
        }
        let (what, tag) = (what.to_string(), &known.tag.name);
        let words = || {
            let date = worded.strftime("%Y-%m-%d").to_string();
            say!("gap-older", what = what, tag = tag, date = date)
        };
        self.tell(Some(&annotation.id), Level::Note, words);
    }

    fn at_lost(&mut self, lost: &'a Detached) {
        let (project, layer) = (self.project, self.layer);
        let name = What {
            namer: self.namer,
            tag: project.codebook.tag_name(&lost.tag),
            id: &lost.id,
            spans: None,
        };
        let what = say!("check-lost", what = name.to_string());
        let mut report =
            |level, words: &dyn Fn() -> String| self.tell(Some(&lost.id), level, words);
        for link in &lost.links {
            check_link(project, layer, &what, &lost.tag, link, &mut report);
        }
    }
}

/// How an annotation breaks a rule.
enum Broken<'a> {
    /// It overlaps this one.
    Overlaps(&'a Annotation),
    /// It is within none of these.
    Within(&'a [TagId]),
    /// Of what is asked for, it has some and lacks some.
    Needs {
        demand: &'a Demand,
        has: Vec<&'a Need>,
        lacks: Vec<&'a Need>,
    },
}

impl Broken<'_> {
    fn words(self, book: &Codebook, tag: &Tag, what: &What<'_>, namer: &Namer<'_>) -> String {
        let what = what.to_string();
        let in_words = |needs: Vec<&Need>| needs_words(book, tag, needs);
        match self {
            Self::Overlaps(other) => {
                let other = namer(book.tag_name(&other.tag), &other.id, Some(&other.spans));
                say!("gap-overlaps", what = what, other = other)
            }
            Self::Within(tags) => {
                say!("gap-within", what = what, tags = tag_words(book, tags))
            }
            Self::Needs { demand, has, lacks } => match demand {
                Demand::AllOrNone(_) => {
                    let (has, lacks) = (in_words(has), in_words(lacks));
                    say!("gap-all-or-none", what = what, has = has, lacks = lacks)
                }
                _ if has.len() > 1 => say!("gap-only-one", what = what, has = in_words(has)),
                _ if lacks.len() == 1 => say!("gap-needs", what = what, needs = in_words(lacks)),
                _ => say!("gap-needs-one-of", what = what, needs = in_words(lacks)),
            },
        }
    }
}

/// Whether an annotation was made before this time, and its annotator has not looked at it since.
#[must_use]
pub fn is_older(layer: &Layer, annotation: &Annotation, worded: Timestamp) -> bool {
    let looked_at = layer.head.confirmed.get(&annotation.id);
    looked_at.map_or(annotation.created, |at| (*at).max(annotation.created)) < worded
}

/// The annotation ids that stand in two layers, of whatever articles and annotators: in a dataset nobody could tell the
/// two apart. One finding for each two layers, about the later one; `file` names the file of a layer.
#[must_use]
pub fn check_ids(project: &Project, file: impl Fn(&LayerKey) -> String) -> Vec<Finding> {
    let mut owners: HashMap<AnnotationId, &LayerKey> = HashMap::new();
    let mut shared: BTreeMap<(&LayerKey, &LayerKey), Vec<AnnotationId>> = BTreeMap::new();
    for (key, layer) in &project.layers {
        let layer = layer.in_passing();
        for id in layer.annotations.keys().chain(layer.detached.keys()) {
            let owner = *owners.entry(id.clone()).or_insert(key);
            if owner != key {
                shared.entry((key, owner)).or_default().push(id.clone());
            }
        }
    }
    let findings = shared.into_iter().map(|((key, owner), ids)| Finding {
        article: Some(key.article.clone()),
        annotation: ids.first().cloned(),
        ..Finding::new(Level::Error, file(key), stand_twice(&ids, &file(owner)))
    });
    findings.collect()
}

/// That ids stand in another file too: the first few by name.
fn stand_twice(ids: &[AnnotationId], other: &str) -> String {
    const NAMED: usize = 3;
    let named: Vec<&str> = ids.iter().take(NAMED).map(AnnotationId::as_str).collect();
    let named = named.join(", ");
    match ids.len() {
        count if count <= NAMED => {
            say!("check-ids-twice", ids = named, count = count, other = other)
        }
        count => say!(
            "check-ids-twice-more",
            ids = named,
            more = count - NAMED,
            other = other,
        ),
    }
}

/// Whether a link has a role that the tag may have, and leads to something that is there and that the role allows.
fn check_link(
    project: &Project,
    layer: &Layer,
    what: &dyn fmt::Display,
    tag: &TagId,
    link: &Link,
    report: &mut Report<'_>,
) {
    let Some(role) = project.codebook.role(&link.role) else {
        report(Level::Error, &|| {
            say!(
                "check-link-unknown",
                what = what.to_string(),
                role = link.role.to_string(),
            )
        });
        return;
    };
    if !role.from.contains(tag) {
        report(Level::Error, &|| {
            say!(
                "check-link-from",
                what = what.to_string(),
                role = &role.name
            )
        });
    }
    match &link.to {
        Target::Annotation(id) => match layer.annotations.get(id) {
            Some(target) if !role.allows_tag(&target.tag) => report(Level::Error, &|| {
                say!(
                    "check-link-to-tag",
                    what = what.to_string(),
                    role = &role.name,
                    tag = project.codebook.tag_name(&target.tag),
                )
            }),
            Some(_) => {}
            None if layer.detached.contains_key(id) => report(Level::Warning, &|| {
                say!(
                    "check-link-to-lost",
                    what = what.to_string(),
                    role = &role.name,
                    id = id.to_string(),
                )
            }),
            None => report(Level::Error, &|| {
                say!(
                    "check-link-to-gone",
                    what = what.to_string(),
                    role = &role.name,
                    id = id.to_string(),
                )
            }),
        },
        Target::Entity(id) => match project.entity(id) {
            Some(entity) if !role.allows_entity(&entity.kind) => report(Level::Error, &|| {
                say!(
                    "check-link-to-entity",
                    what = what.to_string(),
                    role = &role.name,
                    name = &entity.name,
                    kind = entity.kind.to_string(),
                )
            }),
            Some(_) => {}
            None => report(Level::Error, &|| {
                say!(
                    "check-link-to-no-entity",
                    what = what.to_string(),
                    role = &role.name,
                    id = id.to_string(),
                )
            }),
        },
    }
}

/// Whether there are as many links of each role as the codebook asks for; of what rules ask for these decide.
fn check_counts(
    roles: &[&Role],
    what: &dyn fmt::Display,
    links: &[Link],
    is_ruled: &dyn Fn(&RoleId) -> bool,
    report: &mut Report<'_>,
) {
    for role in roles {
        let count = links.iter().filter(|link| link.role == role.id).count();
        if role.required && count == 0 && !is_ruled(&role.id) {
            let message = || {
                say!(
                    "check-link-missing",
                    what = what.to_string(),
                    role = &role.name
                )
            };
            report(Level::Warning, &message);
        }
        if !role.many && count > 1 {
            report(Level::Error, &|| {
                say!(
                    "check-link-many",
                    what = what.to_string(),
                    count = count,
                    role = &role.name,
                )
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::{annotation, article, author, tag};
    use crate::model::{
        Allowed, Annotation, AnnotatorId, Attribute, AttributeId, Change, Color, Detached, Edit,
        Kind, Placed, Role, RoleId, Slot, Spans, StoredSpan, Values,
    };
    use crate::text::Span;
    use std::sync::Arc;

    fn messages(findings: &[Finding]) -> Vec<&str> {
        findings
            .iter()
            .map(|finding| finding.message.as_str())
            .collect()
    }

    fn mark(id: &str) -> AnnotationId {
        AnnotationId::new(id).unwrap()
    }

    fn to(id: &str) -> Link {
        Link {
            role: RoleId::new("speaker").unwrap(),
            to: Target::Annotation(mark(id)),
        }
    }

    /// Articles `one` and `two`, annotators `ana` and `ben`, the tag `quote` with the link role `speaker` to itself.
    fn project() -> Project {
        let mut project = Project::default();
        for id in ["one", "two"] {
            let article = article(id, "Some text.");
            project.articles.insert(article.id.clone(), article);
        }
        let annotators = ["ana", "ben"].map(|id| {
            let named = Some((id.to_owned(), Color([1, 1, 1])));
            Change::Annotator(AnnotatorId::new(id).unwrap(), named)
        });
        Edit::new("Set up", annotators.into())
            .apply(&mut project)
            .unwrap();
        let quote = tag("quote", None);
        let codebook = Arc::make_mut(&mut project.codebook);
        codebook.roles.push(Role {
            id: RoleId::new("speaker").unwrap(),
            name: "Speaker".into(),
            label: "said by".into(),
            wording: None,
            key: None,
            definition: String::new(),
            from: vec![quote.id.clone()],
            to: vec![Allowed::Tag(quote.id.clone())],
            many: true,
            required: false,
        });
        codebook.tags.push(quote);
        project
    }

    fn key(article: &str, annotator: &str) -> LayerKey {
        LayerKey {
            article: crate::model::ArticleId::new(article).unwrap(),
            annotator: AnnotatorId::new(annotator).unwrap(),
        }
    }

    fn put(project: &mut Project, key: &LayerKey, id: &str, links: Vec<Link>) {
        let spans = Spans::one(Span::of(0..4)).unwrap();
        let mut quote = Annotation::clone(&annotation(id, "quote", spans, author(0).at));
        quote.links = links;
        let change = Change::Annotation(key.clone(), mark(id), Slot::Present(Arc::new(quote)));
        Edit::new("Put", vec![change]).apply(project).unwrap();
    }

    fn lose(project: &mut Project, key: &LayerKey, id: &str, links: Vec<Link>) {
        let lost = Detached {
            id: mark(id),
            tag: TagId::new("quote").unwrap(),
            spans: vec![StoredSpan::default()],
            attributes: Values::new(),
            links,
            note: String::new(),
            unsure: false,
            created: author(0).at,
            modified: author(0).at,
            text_sha256: String::new(),
            kept: false,
            reason: "the text is another".into(),
        };
        let change = Change::Detached(key.clone(), mark(id), Some(lost));
        Edit::new("Lose", vec![change]).apply(project).unwrap();
    }

    #[test]
    fn what_is_missing_comes_before_where_it_is_missing() {
        let gap = |message: &str, about: &str| Gap {
            annotation: None,
            level: Level::Warning,
            message: message.to_owned(),
            about: about.to_owned(),
        };
        let told = |message, about| gap(message, about).what_first().into_owned();
        let quote = "Quote “This is”";
        assert_eq!(
            told("Quote “This is”: Tone is missing.", quote),
            "Tone is missing. Quote “This is”"
        );
        assert_eq!(
            told("Quote “This is” overlaps Claim “is”.", quote),
            "overlaps Claim “is”. Quote “This is”"
        );
        assert_eq!(
            told("The article: Tone is missing.", ""),
            "The article: Tone is missing."
        );
        assert_eq!(told("Something else.", quote), "Something else.");
    }

    #[test]
    fn links_from_and_to_what_lost_its_place_are_looked_at() {
        let mut project = project();
        let key = key("one", "ana");
        put(&mut project, &key, "q1", vec![to("q2"), to("lost")]);
        put(&mut project, &key, "q2", vec![]);
        let elsewhere = Link {
            role: RoleId::new("rumour").unwrap(),
            ..to("q1")
        };
        let links = vec![to("q1"), to("gone"), elsewhere, to("lost-too")];
        lose(&mut project, &key, "lost", links);
        lose(&mut project, &key, "lost-too", vec![]);
        let findings = check_layer(&project, &key, &project.layers[&key], "layer.ron");
        assert_eq!(
            messages(&findings),
            [
                "quote q1: the link Speaker points to annotation lost, which has lost its place.",
                "quote lost, which has lost its place: the link Speaker points to annotation gone, which is not there.",
                "quote lost, which has lost its place has a link with the role rumour, which the codebook does not know.",
                "quote lost, which has lost its place: the link Speaker points to annotation lost-too, which has lost its place.",
            ]
        );
        let levels: Vec<Level> = findings.iter().map(|finding| finding.level).collect();
        assert_eq!(
            levels,
            [Level::Warning, Level::Error, Level::Error, Level::Warning]
        );
        let about: Vec<_> = findings
            .iter()
            .map(|finding| finding.annotation.clone())
            .collect();
        assert_eq!(
            about,
            ["q1", "lost", "lost", "lost"].map(|id| Some(mark(id)))
        );
    }

    #[test]
    fn an_id_stands_in_one_layer() {
        let mut project = project();
        for id in ["m1", "m2"] {
            put(&mut project, &key("one", "ana"), id, vec![]);
        }
        put(&mut project, &key("one", "ben"), "m3", vec![]);
        let file = |key: &LayerKey| format!("{}/{}", key.annotator, key.article);
        assert_eq!(check_ids(&project, file), []);
        // Somebody put a copy of a layer beside the original, and of a detached annotation too.
        lose(&mut project, &key("two", "ben"), "m1", vec![]);
        for id in ["m4", "m5", "m6", "m7", "m8"] {
            put(&mut project, &key("one", "ana"), id, vec![]);
            put(&mut project, &key("two", "ana"), id, vec![]);
        }
        let findings = check_ids(&project, file);
        let told: Vec<(&str, &str)> = findings
            .iter()
            .map(|finding| {
                let (ids, _) = finding.message.split_once(", so a dataset").unwrap();
                (finding.file.as_str(), ids)
            })
            .collect();
        assert_eq!(
            told,
            [
                (
                    "ana/two",
                    "The annotation ids m4, m5, m6 and 2 more stand in ana/one too"
                ),
                ("ben/two", "The annotation id m1 stands in ana/one too"),
            ]
        );
        assert_eq!(findings[0].annotation, Some(mark("m4")));
        assert_eq!(findings[0].level, Level::Error);
    }

    #[test]
    fn a_layer_names_what_is_wrong_and_what_is_missing() {
        let mut project = Project::default();
        let ana = AnnotatorId::new("ana").unwrap();
        let one = article("one", "Some text.");
        let mut quote = tag("quote", None);
        quote.attributes.push(Attribute {
            id: AttributeId::new("type").unwrap(),
            name: "Type".into(),
            kind: Kind::Choice(vec!["direct".into()]),
            default: None,
            required: true,
            definition: String::new(),
            renamed: BTreeMap::new(),
            was: Vec::new(),
        });
        let key = LayerKey {
            article: one.id.clone(),
            annotator: ana.clone(),
        };
        let spans = Spans::one(Span::of(0..4)).unwrap();
        let mut wrong = Annotation::clone(&annotation("q1", "quote", spans.clone(), author(0).at));
        wrong.links.push(Link {
            role: RoleId::new("speaker").unwrap(),
            to: Target::Annotation(AnnotationId::new("gone").unwrap()),
        });
        let wrong = Arc::new(wrong);
        let unknown = annotation("x1", "rumour", spans, author(0).at);
        let changes = vec![
            Change::Annotator(ana, Some(("Ana".into(), Color([1, 1, 1])))),
            Change::Article(one.id.clone(), Some(one)),
            Change::Tag(
                quote.id.clone(),
                Some(Placed {
                    at: 0,
                    value: quote,
                }),
            ),
            Change::Annotation(key.clone(), wrong.id.clone(), Slot::Present(wrong)),
            Change::Annotation(key.clone(), unknown.id.clone(), Slot::Present(unknown)),
        ];
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        let findings = check_layer(&project, &key, &project.layers[&key], "layer.ron");
        assert_eq!(
            messages(&findings),
            [
                "quote q1: Type is missing.",
                "quote q1 has a link with the role speaker, which the codebook does not know.",
                "Annotation x1 has the tag rumour, which the codebook does not know. It is kept; give it another tag or add this one.",
            ]
        );
        assert_eq!(findings[0].level, Level::Warning);
    }
}
