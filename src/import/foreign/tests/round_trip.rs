//! Out and in again: what comes back is what went out, less what the format's row says that it does not carry.

use proptest::prelude::*;
use std::fmt::Write as _;

use super::settling::adorned_projects;
use super::*;
use crate::export::{self, Feature, How};
use crate::model::{Annotation, Layer as OurLayer, Status, Target, Value};
use crate::store::Progress;

/// A format that is written and read, and what of a mark it brings back as what it was. What it carries in other places, for
/// people to read, comes back there: values in notes, pieces as marks of their own.
struct BothWays {
    id: &'static str,
    /// Which values come back.
    values: Values,
    /// Whether notes and doubts do.
    notes: bool,
    /// What is said of the article.
    articles: bool,
    pieces: Pieces,
    /// Links. Where their ends are known by place alone, another mark of that place may be taken for one.
    links: bool,
}

#[derive(PartialEq)]
enum Values {
    All,
    /// Those of choices.
    Choices,
    None,
}

#[derive(PartialEq)]
enum Pieces {
    Whole,
    /// Each as a mark of its own.
    Apart,
    /// Those on several lines in as many pieces, without the ends of lines.
    Lines,
    /// Without white space at their ends and at that of the text: they are made of words.
    Trimmed,
}

const BOTH_WAYS: [BothWays; 10] = [
    BothWays::all("jsonl"),
    BothWays::all("uima-json"),
    BothWays::all("uima-xmi"),
    BothWays::all("label-studio"),
    BothWays {
        links: false,
        ..BothWays::all("prodigy")
    },
    BothWays::all("web-annotation"),
    BothWays {
        articles: false,
        pieces: Pieces::Trimmed,
        ..BothWays::all("webanno")
    },
    BothWays {
        values: Values::Choices,
        notes: false,
        articles: false,
        pieces: Pieces::Lines,
        ..BothWays::all("brat")
    },
    BothWays {
        values: Values::None,
        notes: false,
        articles: false,
        ..BothWays::all("doccano")
    },
    BothWays {
        values: Values::None,
        notes: false,
        articles: false,
        pieces: Pieces::Apart,
        ..BothWays::all("refi-qda")
    },
];

impl BothWays {
    const fn all(id: &'static str) -> Self {
        Self {
            id,
            values: Values::All,
            notes: true,
            articles: true,
            pieces: Pieces::Whole,
            links: true,
        }
    }

    /// What a mark covers, as marks: each with its pieces, in bytes.
    fn marks(&self, text: &str, mark: &Annotation) -> Vec<Vec<(usize, usize)>> {
        let spans = mark
            .spans
            .iter()
            .map(|it| (it.start.index(), it.end.index()));
        match self.pieces {
            Pieces::Whole => vec![spans.collect()],
            Pieces::Apart => spans.map(|it| vec![it]).collect(),
            Pieces::Lines => {
                let lines = spans.flat_map(|(start, end)| {
                    let mut at = start;
                    let lines = text[start..end].split('\n').map(move |line| {
                        let from = at;
                        at += line.len() + 1;
                        (from, from + line.len())
                    });
                    lines.filter(|(from, to)| from < to).collect::<Vec<_>>()
                });
                vec![lines.collect()]
            }
            Pieces::Trimmed => {
                let spans = spans.map(|(start, end)| {
                    let words = text[start..end].trim_end();
                    (
                        start + words.len() - words.trim_start().len(),
                        start + words.len(),
                    )
                });
                vec![spans.filter(|(start, end)| start < end).collect()]
            }
        }
    }

    /// The text of an article as it comes back.
    fn text<'t>(&self, text: &'t str) -> &'t str {
        if self.pieces == Pieces::Trimmed {
            text.trim_end()
        } else {
            text
        }
    }
}

/// What a project says, in lines that can be compared: a line a mark, a line a link, a line a layer.
fn said(project: &Project, format: &BothWays, has: &impl Fn(Feature) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    for (key, layer) in &project.layers {
        if project.is_nobody(&key.annotator) {
            continue;
        }
        let text = project.articles[&key.article].text.as_str();
        let whose = if has(Feature::Annotators) {
            // Whose name differs by case alone is the same person.
            project.annotator_name(&key.annotator).to_lowercase()
        } else {
            String::new()
        };
        let place = format!("{} {whose}", &text[..4]);
        if format.articles {
            head(project, layer, &place, &mut lines);
        }
        for mark in layer.annotations.values() {
            let tag = project.codebook.tag_name(&mark.tag);
            // A value as a code of its own, beside that of the tag.
            if format.pieces == Pieces::Apart && tag.contains(": ") {
                continue;
            }
            let mut about = String::new();
            for (id, value) in &mark.attributes {
                let comes = match format.values {
                    Values::All => true,
                    Values::Choices => matches!(value, Value::Choice(_)),
                    Values::None => false,
                };
                if comes {
                    let _infallible = write!(about, " {id}={}", plain(project, value));
                }
            }
            if format.notes {
                let _infallible = write!(about, " note {:?} {}", mark.note, mark.unsure);
            }
            let pieces = format.marks(text, mark);
            for spans in &pieces {
                lines.push(format!("{place} {tag} {spans:?}{about}"));
            }
            // Of white space alone there is no word. Some formats know the ends of a link by where they begin.
            let Some(from) = pieces[0].first() else {
                lines.pop();
                continue;
            };
            for link in mark.links.iter().filter(|_| format.links) {
                match &link.to {
                    Target::Annotation(to) => {
                        // One that leads nowhere is told as lost.
                        if let Some(far) = layer.annotations.get(to) {
                            let to = format.marks(text, far);
                            if let Some(to) = to[0].first() {
                                lines.push(format!("{place} {from:?} {} {to:?}", link.role));
                            }
                        }
                    }
                    Target::Entity(id) if has(Feature::EntityLinks) => {
                        let name = project.entity(id).map_or("?", |it| &it.name);
                        lines.push(format!("{place} {from:?} {} {name}", link.role));
                    }
                    Target::Entity(_) => {}
                }
            }
        }
    }
    lines.sort();
    lines
}

/// What is said of an article as a whole.
fn head(project: &Project, layer: &OurLayer, place: &str, lines: &mut Vec<String>) {
    for (id, value) in &layer.head.attributes {
        lines.push(format!("{place} {id}={}", plain(project, value)));
    }
    if !layer.head.note.is_empty() {
        lines.push(format!("{place} {:?}", layer.head.note));
    }
    if layer.head.status == Status::Done {
        lines.push(format!("{place} done"));
    }
}

fn plain(project: &Project, value: &Value) -> String {
    match value {
        Value::Entity(id) => project.entity(id).map_or("?", |it| &it.name).to_owned(),
        other => other.to_plain(),
    }
}

/// What comes back of a project that is written in a format, in a project with nothing but its codebook and register.
fn back(project: &Project, format: &'static export::Format) -> Project {
    let folder = tempfile::tempdir().unwrap();
    let wish = export::Wish::of(format);
    let path = folder.path().join(format!("out{}", wish.ending()));
    export::export(project, &wish, &Progress::default(), &path).unwrap();
    taken_from(project, &path)
}

/// What comes of files in a project that has nothing but the codebook and the register of another one.
pub(super) fn taken_from(project: &Project, path: &Path) -> Project {
    // Whose a file is tells its name only when somebody says so.
    let mut options = Options::default();
    options.set("file-is-annotator", "yes");
    let reads = reads_with(path, &options);
    let mut bare = project.clone();
    bare.articles = imbl::OrdMap::new();
    bare.layers = imbl::OrdMap::new();
    bare.reviews = imbl::OrdMap::new();
    let (me, color) = (author().annotator, Color([1, 2, 3]));
    let joins = crate::model::edits::put_annotator(&bare, &me, "Me", color);
    joins.apply(&mut bare).unwrap();
    let settled = settled(&bare, &reads);
    settled.edit.apply(&mut bare).unwrap();
    bare
}

/// The texts in which something is marked: others do not come along in some formats.
fn texts(project: &Project, format: &BothWays) -> Vec<String> {
    let is_marked = |id| {
        let text = project.articles[id].text.as_str();
        let has_words = |mark: &std::sync::Arc<Annotation>| !format.marks(text, mark)[0].is_empty();
        let mut layers = project.layers_of(id);
        layers.any(|(key, layer)| {
            !project.is_nobody(&key.annotator) && layer.annotations.values().any(has_words)
        })
    };
    let articles = project.articles.values();
    let articles = articles
        .filter(|it| is_marked(&it.id))
        .map(|it| format.text(it.text.as_str()).to_owned());
    let mut all: Vec<String> = articles.collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_comes_back_is_what_went_out(
        full in adorned_projects(),
    ) {
        let mut wrong: Vec<String> = Vec::new();
        for both in &BOTH_WAYS {
            let format = export::format(both.id).unwrap();
            let has = |feature| How::of(format.carries, feature) != How::Lost;
            let back = back(&full, format);
            let (out, came) = (said(&full, both, &has), said(&back, both, &has));
            if out != came {
                let missing: Vec<_> = out.iter().filter(|it| !came.contains(it)).take(3).collect();
                let new: Vec<_> = came.iter().filter(|it| !out.contains(it)).take(3).collect();
                wrong.push(format!("{}: missing {missing:#?}, instead {new:#?}", both.id));
            }
            let texts = |project| texts(project, both);
            if texts(&full) != texts(&back) {
                let (out, came) = (texts(&full), texts(&back));
                wrong.push(format!("{}: texts {out:#?} came as {came:#?}", both.id));
            }
        }
        prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
