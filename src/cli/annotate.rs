//! `postil annotate`: one annotation, by the same edits as in the window.

use core::str::FromStr;
use std::path::PathBuf;

use crate::model::{
    Annotation, AnnotationId, Attribute, Change, Edit, InvalidSpans, LayerKey, Project, Role,
    Spans, Tag, Target, Value, edits,
};
use crate::text::{CodePoint, Span, Text, snap};

use super::session::Session;
use super::{Failure, Outcome, Streams, resolve};

/// What `postil annotate` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Offsets count Unicode code points from 0, ends are exclusive, as in Python. Several --span make one annotation of several \
pieces. A link points to an annotation of the same annotator in the same article by its id, or to an entity by its id or \
name. What the codebook does not allow is refused. Prints the id of the new annotation.

Examples:
  postil annotate my-project harbour-vote --tag actor --span 0..15
  postil annotate my-project harbour-vote --tag quote --span 32..44 --link speaker=4k2m9x1c0q7z
  postil annotate my-project harbour-vote --tag stance --span 54..60 --span 73..82 \\
      --attribute stance=against --link \"target=Davit Oren\" --unsure")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Article, by id, title or file name
    article: String,
    /// Tag, by id or name
    #[arg(long)]
    tag: String,
    /// A piece of text, in code points
    #[arg(long, required = true, value_name = "START..END")]
    span: Vec<Range>,
    /// A value of an attribute
    #[arg(long, value_name = "ATTRIBUTE=VALUE")]
    attribute: Vec<Pair>,
    /// A link to an annotation or an entity
    #[arg(long, value_name = "ROLE=TARGET")]
    link: Vec<Pair>,
    /// A remark
    #[arg(long, default_value = "", hide_default_value = true)]
    note: String,
    /// Mark it as unsure
    #[arg(long)]
    unsure: bool,
    /// Whose annotation, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

/// `START..END` in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range(u32, u32);

impl FromStr for Range {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text
            .split_once("..")
            .map(|(start, end)| (start.parse(), end.parse()));
        match numbers {
            Some((Ok(start), Ok(end))) if start < end => Ok(Self(start, end)),
            Some((Ok(_), Ok(_))) => Err("the end must be beyond the start".to_owned()),
            _ => Err("write START..END, such as 0..15".to_owned()),
        }
    }
}

/// `NAME=VALUE`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pair(String, String);

impl FromStr for Pair {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((name, value)) if !name.trim().is_empty() => {
                Ok(Self(name.trim().to_owned(), value.trim().to_owned()))
            }
            _ => Err("write NAME=VALUE".to_owned()),
        }
    }
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let mut session = Session::open(&args.project, streams)?;
    let article = resolve::article(&session.project, &args.article)?;
    let (article, text) = (article.id.clone(), article.text.clone());
    let author = session.author(args.annotator.as_deref())?;
    let key = session.project.work_key(&article, &author.annotator);
    let spans = spans(&text, &args.span)?;
    // The codebook is shared, so holding it does not hold the project.
    let codebook = session.project.codebook.clone();
    let tag = resolve::tag(&codebook, &args.tag)?;
    let values = values(&session.project, tag, &args.attribute)?;
    let links = links(&session.project, &key, tag, &args.link)?;

    let id = fresh_id(&session.project, &key);
    let first = edits::annotate(&session.project, &author, &key, id.clone(), &tag.id, spans);
    // What follows is tried on a copy, whose parts are shared, so that all of it becomes one edit.
    let mut draft = Draft {
        project: session.project.clone(),
        edit: Edit::new(first.name.clone(), Vec::new()),
    };
    draft.apply(first)?;
    for (attribute, value) in values {
        let (project, mark) = draft.mark(&key, &id);
        let value = Some(value);
        let edit = edits::set_attribute(project, &author, &key, mark, &attribute.id, value);
        draft.apply(edit)?;
    }
    for (role, to) in links {
        let (project, mark) = draft.mark(&key, &id);
        let edit = edits::link(project, &author, &key, mark, &role.id, to);
        draft.apply(edit)?;
    }
    let (project, mark) = draft.mark(&key, &id);
    let edit = edits::set_note(project, &author, &key, mark, &args.note);
    draft.apply(edit)?;
    let (project, mark) = draft.mark(&key, &id);
    let edit = edits::set_unsure(project, &author, &key, mark, args.unsure);
    draft.apply(edit)?;
    session.commit(&author.annotator, &draft.edit)?;
    session.save(streams)?;
    streams.line(id.as_str())?;
    Ok(Outcome::Done)
}

/// A copy of the project on which an edit grows.
struct Draft {
    project: Project,
    edit: Edit,
}

impl Draft {
    /// Adds the changes of another edit. Of two changes of one annotation the later says all.
    fn apply(&mut self, next: Edit) -> Result<(), Failure> {
        next.apply(&mut self.project)
            .map_err(|error| Failure::refused(format!("{}: {error}.", next.name)))?;
        for change in next.changes {
            let same = self
                .edit
                .changes
                .iter_mut()
                .find(|known| slot(known).is_some() && slot(known) == slot(&change));
            match same {
                Some(known) => *known = change,
                None => self.edit.changes.push(change),
            }
        }
        Ok(())
    }

    /// The project and the annotation as they are now.
    fn mark(&self, key: &LayerKey, id: &AnnotationId) -> (&Project, &Annotation) {
        (&self.project, &self.project.layers[key].annotations[id])
    }
}

/// The annotation that a change sets.
fn slot(change: &Change) -> Option<(&LayerKey, &AnnotationId)> {
    match change {
        Change::Annotation(key, id, _) => Some((key, id)),
        _ => None,
    }
}

fn fresh_id(project: &Project, key: &LayerKey) -> AnnotationId {
    let taken = |id: &AnnotationId| {
        project.layer(key).is_some_and(|layer| {
            layer.annotations.contains_key(id)
                || layer.deleted.contains_key(id)
                || layer.detached.contains_key(id)
        })
    };
    loop {
        let id = AnnotationId::fresh();
        if !taken(&id) {
            return id;
        }
    }
}

/// The ranges as spans of the text, in order.
fn spans(text: &Text, ranges: &[Range]) -> Result<Spans, Failure> {
    let length = text.code_points().0;
    let mut spans = Vec::with_capacity(ranges.len());
    for &Range(start, end) in ranges {
        let places = (
            text.from_code_point(CodePoint(start)),
            text.from_code_point(CodePoint(end)),
        );
        let (Some(from), Some(to)) = places else {
            return Err(Failure::refused(format!(
                "The span {start}..{end} reaches beyond the text, which has {length} characters."
            )));
        };
        let span = Span::between(from, to);
        let whole = snap(text, span);
        if whole != span {
            return Err(Failure::refused(format!(
                "The span {start}..{end} cuts a character in two. Whole characters: {}..{}.",
                text.to_code_point(whole.start).0,
                text.to_code_point(whole.end).0
            )));
        }
        spans.push(span);
    }
    spans.sort();
    Spans::new(spans).map_err(|why| {
        Failure::refused(match why {
            InvalidSpans::Disorder => "Two spans overlap. Give pieces that do not.".to_owned(),
            other => format!("The spans do not fit: {other}."),
        })
    })
}

fn values<'a>(
    project: &Project,
    tag: &'a Tag,
    pairs: &[Pair],
) -> Result<Vec<(&'a Attribute, Value)>, Failure> {
    let mut values: Vec<(&Attribute, Value)> = Vec::with_capacity(pairs.len());
    for Pair(name, text) in pairs {
        let attribute = resolve::attribute(tag, name)?;
        if values.iter().any(|(known, _)| known.id == attribute.id) {
            return Err(Failure::refused(format!(
                "The attribute {} is given twice. Several options go into one value, with ; between them.",
                attribute.id
            )));
        }
        values.push((attribute, resolve::value(project, attribute, text)?));
    }
    Ok(values)
}

/// The links with the roles of the codebook that `tag` comes from.
fn links(
    project: &Project,
    key: &LayerKey,
    tag: &Tag,
    pairs: &[Pair],
) -> Result<Vec<(Role, Target)>, Failure> {
    let layer = project.layer(key).map(AsRef::as_ref);
    let mut links: Vec<(Role, Target)> = Vec::with_capacity(pairs.len());
    for Pair(name, target) in pairs {
        let role = resolve::role(&project.codebook, tag, name)?;
        if !role.many && links.iter().any(|(known, _)| known.id == role.id) {
            return Err(Failure::refused(format!(
                "An annotation can have one link {}, and two are given.",
                role.id
            )));
        }
        links.push((role.clone(), resolve::target(project, layer, role, target)?));
    }
    Ok(links)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::{article, author, tag};
    use crate::model::{AnnotatorId, Codebook, Color};
    use std::sync::Arc;

    #[test]
    fn all_that_is_said_of_an_annotation_is_one_edit() {
        let mut project = Project {
            codebook: Arc::new(Codebook {
                tags: vec![tag("claim", None)],
                ..Codebook::default()
            }),
            ..Project::default()
        };
        let ana = AnnotatorId::new("ana").unwrap();
        let article = article("one", "She said no.");
        let key = LayerKey {
            article: article.id.clone(),
            annotator: ana.clone(),
        };
        let changes = vec![
            Change::Annotator(ana, Some(("Ana".into(), Color([0; 3])))),
            Change::Article(article.id.clone(), Some(article)),
        ];
        Edit::new("", changes).apply(&mut project).unwrap();
        let before = project.clone();
        let (id, by) = (AnnotationId::new("x").unwrap(), author(1));
        let spans = Spans::one(Span::of(0..3)).unwrap();
        let tag = "claim".parse().unwrap();
        let first = edits::annotate(&project, &by, &key, id.clone(), &tag, spans);
        let mut draft = Draft {
            project: project.clone(),
            edit: Edit::new(first.name.clone(), Vec::new()),
        };
        draft.apply(first).unwrap();
        let (known, mark) = draft.mark(&key, &id);
        let edit = edits::set_note(known, &by, &key, mark, "Hm.");
        draft.apply(edit).unwrap();
        let (known, mark) = draft.mark(&key, &id);
        let edit = edits::set_unsure(known, &by, &key, mark, true);
        draft.apply(edit).unwrap();
        assert_eq!(draft.edit.changes.len(), 2, "the status and the annotation");

        let inverse = draft.edit.apply(&mut project).unwrap();
        assert_eq!(project, draft.project);
        let mark = &project.layers[&key].annotations[&id];
        assert!(mark.unsure && mark.note == "Hm.");
        inverse.apply(&mut project).unwrap();
        assert_eq!(project, before);
    }
}
