//! An article with its marks, the chosen one and the caret as one line of text.
//!
//! | written | means |
//! |---|---|
//! | `\|` | the caret |
//! | `[two\|]`, `[\|two]` | selected text, with the caret at its end or start |
//! | `{q:two}` | an annotation; `q`, `u`, `a`, `c` and `s` are quote, cue, actor, claim and stance |
//! | `{q:two} and {q:three}` | one annotation of two pieces |
//! | `{q2:two}` | the second quote of the text |
//! | `{q*:two}`, `{q?:two}` | the chosen one; a doubtful one |
//! | `… ~ three, seven` | claims without a place, which covered these words where the text has them no more |
//! | `… # One three` | the article is said to have this text |
//! | `… => q speaker a, q speaker @lee` | links, the last one to an entity |

use std::collections::BTreeMap;
use std::sync::Arc;

use postil::app::reader::Selection;
use postil::app::workspace::Workspace;
use postil::import::{DEFAULT_PRESET, preset};
use postil::model::{
    Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, ArticleMeta, Color,
    Detached, Entity, EntityId, EntityTypeId, LayerKey, Link, Project, RoleId, Spans, Status,
    StoredSpan, TagId, Target, Values,
};
use postil::store::sha256_hex;
use postil::text::{Byte, CodePoint, Span, Text};

const TAGS: [(char, &str); 5] = [
    ('q', "quote"),
    ('u', "cue"),
    ('a', "actor"),
    ('c', "claim"),
    ('s', "stance"),
];

/// What a line of the notation says.
#[derive(Debug, Default)]
pub struct Scene {
    pub text: String,
    marks: BTreeMap<String, (Vec<Span>, bool)>,
    links: Vec<(String, RoleId, Target)>,
    lost: Vec<String>,
    said: Option<String>,
    pub chosen: Option<AnnotationId>,
    pub selection: Selection,
}

pub fn parse(notation: &str) -> Scene {
    let (notation, said) = match notation.split_once(" # ") {
        Some((notation, said)) => (notation, Some(said.to_owned())),
        None => (notation, None),
    };
    let (marked, links) = notation.split_once(" => ").unwrap_or((notation, ""));
    let (marked, lost) = marked.split_once(" ~ ").unwrap_or((marked, ""));
    let mut scene = Scene {
        said,
        ..Scene::default()
    };
    let words = lost.split(", ").filter(|words| !words.is_empty());
    scene.lost = words.map(str::to_owned).collect();
    let mut open: Vec<(String, Byte)> = Vec::new();
    let (mut from, mut to, mut caret) = (None, None, None);
    let mut letters = marked.chars();
    while let Some(c) = letters.next() {
        let here = Byte::new(scene.text.len());
        match c {
            '{' => {
                let name: String = letters.by_ref().take_while(|&c| c != ':').collect();
                let id = name.trim_end_matches(['*', '?']).to_owned();
                let mark = scene.marks.entry(id.clone()).or_default();
                mark.1 |= name.contains('?');
                if name.contains('*') {
                    scene.chosen = Some(id_of(&id));
                }
                open.push((id, here));
            }
            '}' => {
                let (id, start) = open.pop().expect("a mark ends that began");
                let spans = &mut scene.marks.get_mut(&id).expect("it was entered").0;
                spans.push(Span { start, end: here });
            }
            '[' => from = Some(here),
            ']' => to = Some(here),
            '|' => caret = Some(here),
            c => scene.text.push(c),
        }
    }
    scene.selection = match (from, to, caret) {
        (Some(from), Some(to), Some(caret)) if caret == from => Selection::new(to, from),
        (Some(from), Some(to), _) => Selection::new(from, to),
        (_, _, caret) => Selection::caret(caret.unwrap_or_default()),
    };
    for link in links.split(", ").filter(|link| !link.is_empty()) {
        let words: Vec<&str> = link.split(' ').collect();
        let [start, role, end] = words[..] else {
            panic!("“{link}” is no link");
        };
        let target = match end.strip_prefix('@') {
            Some(entity) => Target::Entity(EntityId::new(entity).unwrap()),
            None => Target::Annotation(id_of(end)),
        };
        let role = RoleId::new(role).unwrap();
        scene.links.push((start.to_owned(), role, target));
    }
    scene
}

fn id_of(name: &str) -> AnnotationId {
    AnnotationId::new(name).unwrap()
}

/// The layer that scenes are about.
pub fn stage() -> LayerKey {
    LayerKey {
        article: ArticleId::new("stage").unwrap(),
        annotator: AnnotatorId::new("ana").unwrap(),
    }
}

pub fn article(id: &str, title: &str, text: &str) -> Arc<Article> {
    let meta = ArticleMeta {
        title: title.to_owned(),
        ..ArticleMeta::default()
    };
    Arc::new(Article::new(
        ArticleId::new(id).unwrap(),
        meta,
        Text::new(text),
    ))
}

impl Scene {
    /// A project with the default codebook, the scene as its first article “A stage”, an untouched second article
    /// “B other”, the annotator Ana, and the person Lee in the register.
    pub fn project(&self) -> Project {
        let mut project = preset(DEFAULT_PRESET).unwrap().start("Ports");
        for article in [
            article("stage", "A stage", &self.text),
            article("other", "B other", "Nothing to see here.\n"),
        ] {
            project.articles.insert(article.id.clone(), article);
        }
        let key = stage();
        if let Some(said) = &self.said {
            let staged = project.articles.get_mut(&key.article).unwrap();
            Arc::make_mut(staged).meta.other_text = sha256_hex(said);
        }
        let lee = person("Lee");
        project.annotators.insert(
            key.annotator.clone(),
            Arc::new(Annotator {
                id: key.annotator.clone(),
                name: "Ana".to_owned(),
                color: Color([200, 80, 0]),
                entities: [(lee.id.clone(), lee)].into(),
            }),
        );
        if self.marks.is_empty() && self.lost.is_empty() {
            return project;
        }
        let layer = Arc::make_mut(project.layers.entry(key).or_default());
        layer.head.status = Status::InProgress;
        for (name, (spans, unsure)) in &self.marks {
            let mut spans = spans.clone();
            spans.sort();
            let letter = name.chars().next();
            let tag = TAGS.iter().find(|(known, _)| Some(*known) == letter);
            let (_, tag) = tag.expect("a mark is called after its tag");
            let links = self.links.iter().filter(|(from, ..)| from == name);
            let annotation = Annotation {
                id: id_of(name),
                tag: TagId::new(tag).unwrap(),
                spans: Spans::new(spans).unwrap(),
                attributes: Values::new(),
                links: links
                    .map(|(_, role, to)| Link {
                        role: role.clone(),
                        to: to.clone(),
                    })
                    .collect(),
                note: String::new(),
                unsure: *unsure,
                created: long_ago(),
                modified: long_ago(),
            };
            layer
                .annotations
                .insert(annotation.id.clone(), Arc::new(annotation));
        }
        for (number, words) in (1..).zip(&self.lost) {
            let id = id_of(&format!("lost-{number}"));
            layer.detached.insert(id.clone(), lost(id, words));
        }
        project
    }
}

/// A claim that covered these words at a place where nothing like them is.
fn lost(id: AnnotationId, words: &str) -> Detached {
    Detached {
        id,
        tag: TagId::new("claim").unwrap(),
        spans: vec![StoredSpan {
            at: (CodePoint(1), CodePoint(6)),
            text: words.to_owned(),
            before: "zero two ".to_owned(),
            ..StoredSpan::default()
        }],
        attributes: Values::new(),
        links: Vec::new(),
        note: String::new(),
        unsure: false,
        created: long_ago(),
        modified: long_ago(),
        text_sha256: String::new(),
        kept: false,
        reason: "the text reads otherwise".to_owned(),
    }
}

/// The same project with another annotator, who has marked the stage as a scene of the same text says.
pub fn joined_by(mut project: Project, name: &str, scene: &str) -> Project {
    let layer = parse(scene).project().layers.get(&stage()).cloned();
    let id = AnnotatorId::from_name(name, |_| false);
    let key = LayerKey {
        annotator: id.clone(),
        ..stage()
    };
    project.layers.extend(layer.map(|layer| (key, layer)));
    let annotator = Annotator {
        id: id.clone(),
        name: name.to_owned(),
        color: Color([0, 120, 60]),
        entities: BTreeMap::new(),
    };
    project.annotators.insert(id, Arc::new(annotator));
    project
}

pub fn long_ago() -> jiff::Timestamp {
    jiff::Timestamp::from_second(1_700_000_000).unwrap()
}

pub fn person(name: &str) -> Entity {
    let id = EntityId::from_name(name, |_| false);
    Entity::new(id, name, EntityTypeId::new("person").unwrap(), long_ago())
}

/// The open article as a line of the notation.
pub fn render(workspace: &Workspace) -> String {
    let open = workspace.open.as_ref().expect("an article is open");
    let text = open.article.text.as_str();
    let marks = workspace
        .layer()
        .map(|layer| layer.in_order())
        .unwrap_or_default();
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    let mut names: BTreeMap<&AnnotationId, String> = BTreeMap::new();
    for mark in &marks {
        let (letter, _) = TAGS
            .iter()
            .find(|(_, tag)| *tag == mark.tag.as_str())
            .expect("scenes have the default tags");
        let count = counts.entry(*letter).or_default();
        *count += 1;
        let number = if *count > 1 {
            count.to_string()
        } else {
            String::new()
        };
        names.insert(&mark.id, format!("{letter}{number}"));
    }
    let selection = open.reader.selection();
    let mut line = String::new();
    for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
        let here = Byte::new(at);
        for _ in marks
            .iter()
            .flat_map(|mark| mark.spans.iter())
            .filter(|span| span.end == here)
        {
            line.push('}');
        }
        let span = selection.span();
        let edges = if selection.is_caret() { "" } else { "[]" };
        if here == span.start {
            line.extend(edges.chars().next());
        }
        if here == selection.head {
            line.push('|');
        }
        if here == span.end {
            line.extend(edges.chars().nth(1));
        }
        for mark in &marks {
            if mark.spans.iter().any(|span| span.start == here) {
                let chosen = if open.chosen.as_ref() == Some(&mark.id) {
                    "*"
                } else {
                    ""
                };
                let unsure = if mark.unsure { "?" } else { "" };
                let name = &names[&mark.id];
                line.extend(["{", name, chosen, unsure, ":"]);
            }
        }
        line.extend(text[at..].chars().next());
    }
    let links: Vec<String> = marks
        .iter()
        .flat_map(|mark| mark.links.iter().map(move |link| (mark, link)))
        .map(|(mark, link)| {
            let to = match &link.to {
                Target::Annotation(id) => names[id].clone(),
                Target::Entity(id) => format!("@{id}"),
            };
            format!("{} {} {to}", names[&mark.id], link.role)
        })
        .collect();
    if !links.is_empty() {
        line += " => ";
        line += &links.join(", ");
    }
    line
}

#[test]
fn what_is_staged_reads_the_same() {
    use super::harness::Window;
    let mut window = Window::on("|");
    for scene in [
        "|",
        "One |two.",
        "[One|] two",
        "One [|two].",
        "{q*:One {a?:two}} {q2:three}\n|Four",
        "{q:One} two {q:three}|, {c:four} => q speaker @lee, c in-quote q",
        "|{c:{q:Ein Ei}} für 😀",
    ] {
        window.stage(scene);
        assert_eq!(window.scene(), scene);
    }
}
