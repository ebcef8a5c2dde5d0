//! `postil annotate`: one annotation, by the same edits as in the window.

use core::str::FromStr;
use std::path::PathBuf;

use crate::model::{
    AnnotationId, Attribute, InvalidSpans, LayerKey, Project, Role, Spans, Tag, Target, Value,
    edits,
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
    let key = LayerKey {
        article,
        annotator: author.annotator.clone(),
    };
    let spans = spans(&text, &args.span)?;
    // The codebook is shared, so holding it does not hold the project.
    let codebook = session.project.codebook.clone();
    let tag = resolve::tag(&codebook, &args.tag)?;
    let values = values(&session.project, tag, &args.attribute)?;
    let links = links(&session.project, &key, tag, &args.link)?;

    let id = fresh_id(&session.project, &key);
    let edit = edits::annotate(&session.project, &author, &key, id.clone(), &tag.id, spans);
    session.commit(&edit)?;
    for (attribute, value) in values {
        let project = &session.project;
        let annotation = project.layers[&key].annotations[&id].clone();
        let edit = edits::set_attribute(
            project,
            &author,
            &key,
            &annotation,
            &attribute.id,
            Some(value),
        );
        session.commit(&edit)?;
    }
    for (role, to) in links {
        let project = &session.project;
        let annotation = project.layers[&key].annotations[&id].clone();
        let edit = edits::link(project, &author, &key, &annotation, &role.id, to);
        session.commit(&edit)?;
    }
    let annotation = session.project.layers[&key].annotations[&id].clone();
    let edit = edits::set_note(&session.project, &author, &key, &annotation, &args.note);
    session.commit(&edit)?;
    let annotation = session.project.layers[&key].annotations[&id].clone();
    let edit = edits::set_unsure(&session.project, &author, &key, &annotation, args.unsure);
    session.commit(&edit)?;
    session.save()?;
    streams.line(id.as_str())?;
    Ok(Outcome::Done)
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
