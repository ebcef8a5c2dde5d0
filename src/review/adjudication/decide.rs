//! Deciding one case.

use std::collections::BTreeMap;

use crate::model::{
    Annotation, AnnotatorId, Article, ArticleId, Author, Edit, InvalidSpans, Link, MarkRef,
    Project, ReasonId, Spans, TagId, Values, Verdict,
};
use crate::say;
use crate::text::Span;

use super::case::{CaseMark, Group};
use super::gold::Making;
use super::queue::Case;

/// What a reviewer says about a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruling {
    /// What is decided.
    pub verdict: Verdict,
    /// For [`Verdict::Edited`], what is right instead; ids and times are made anew, links lead to gold annotations.
    pub edited: Vec<Annotation>,
    /// Why, of the project's list.
    pub reason: Option<ReasonId>,
    /// Why, in words.
    pub words: String,
}

/// Why a case cannot be decided so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undecidable {
    /// The article is not there.
    #[error("{}", say!("refused-no-article", id = .0.to_string()))]
    NoArticle(ArticleId),
    /// The reviewer is not among the annotators.
    #[error("{}", say!("refused-no-annotator", id = .0.to_string()))]
    NoReviewer(AnnotatorId),
    /// The annotator has marked nothing there.
    #[error("{}", say!("adjudication-no-mark", name = .0))]
    NoMark(String),
    /// There is nothing that all of the marks cover.
    #[error("{}", say!("adjudication-no-common"))]
    NoCommon,
    /// Nothing was decided that could stay.
    #[error("{}", say!("adjudication-nothing-decided"))]
    NothingDecided,
    /// No mark is left.
    #[error("{}", say!("adjudication-no-marks"))]
    NoMarks,
    /// What should be right instead does not fit the text.
    #[error("{}", say!("adjudication-misfit", why = .0.to_string()))]
    Misfit(InvalidSpans),
}

/// What becomes of a case, or of a part of it: a gold annotation to be.
pub(super) struct Piece {
    /// The marks of which it is made.
    pub sources: Vec<MarkRef>,
    pub tag: TagId,
    pub spans: Spans,
    pub attributes: Values,
    /// Links that are gold already; those of its marks are added.
    pub links: Vec<Link>,
}

impl Ruling {
    /// A verdict without a reason.
    #[must_use]
    pub fn of(verdict: Verdict) -> Self {
        Self {
            verdict,
            edited: Vec::new(),
            reason: None,
            words: String::new(),
        }
    }
}

/// Decides a case, as [`queue`](super::queue()) has it: one edit, with the annotations of the gold layer and the decision. What was
/// decided about it before goes; decisions of others stay in their files and count no more.
///
/// # Errors
/// Why it cannot be decided so.
pub fn decide(
    project: &Project,
    author: &Author,
    article: &ArticleId,
    case: &Case,
    ruling: &Ruling,
) -> Result<Edit, Undecidable> {
    let article = article_of(project, author, article)?;
    let pieces = pieces(project, article, case, ruling)?;
    let mut making = Making::new(project, author, article);
    making.decide(case, ruling, None, pieces);
    let quotation = case.place.map_or_else(String::new, |place| {
        Spans::one(place).map_or_else(
            |_| String::new(),
            |spans| crate::model::edits::quoted(&article.text, &spans),
        )
    });
    let name = say!("adjudication-edit-decide", text = quotation);
    Ok(Edit::new(name, making.finish()))
}

/// The article, if it and the reviewer are there.
pub(super) fn article_of<'a>(
    project: &'a Project,
    author: &Author,
    article: &ArticleId,
) -> Result<&'a Article, Undecidable> {
    if !project.annotators.contains_key(&author.annotator) {
        return Err(Undecidable::NoReviewer(author.annotator.clone()));
    }
    let known = project.articles.get(article);
    known
        .map(AsRef::as_ref)
        .ok_or_else(|| Undecidable::NoArticle(article.clone()))
}

/// What becomes of a case.
pub(super) fn pieces(
    project: &Project,
    article: &Article,
    case: &Case,
    ruling: &Ruling,
) -> Result<Vec<Piece>, Undecidable> {
    let all = || case.marks.iter().map(CaseMark::mark).collect::<Vec<_>>();
    let of_mark = |mark: &CaseMark, sources: Vec<MarkRef>| Piece {
        sources,
        tag: mark.annotation.tag.clone(),
        spans: mark.annotation.spans.clone(),
        attributes: mark.annotation.attributes.clone(),
        links: Vec::new(),
    };
    match &ruling.verdict {
        Verdict::Stands if case.decisions.is_empty() => Err(Undecidable::NothingDecided),
        // What stands is gold already.
        Verdict::Nothing | Verdict::Open | Verdict::Stands => Ok(Vec::new()),
        Verdict::Take(by) => {
            let mut pieces: Vec<Piece> = Vec::new();
            let mut first_of: Vec<&CaseMark> = Vec::new();
            for mark in case.marks.iter().filter(|mark| mark.by == *by) {
                // Somebody may have marked the same twice.
                let twin = first_of.iter().position(|first| first.says_as(mark));
                if let Some(twin) = twin {
                    pieces[twin].sources.push(mark.mark());
                } else {
                    pieces.push(of_mark(mark, vec![mark.mark()]));
                    first_of.push(mark);
                }
            }
            if pieces.is_empty() {
                let name = project.annotator_name(by).to_owned();
                return Err(Undecidable::NoMark(name));
            }
            Ok(pieces)
        }
        Verdict::KeepBoth => {
            if case.marks.is_empty() {
                return Err(Undecidable::NoMarks);
            }
            let group = group_of(case);
            let sayings = group.sayings(project, &article.text);
            Ok(sayings
                .into_iter()
                .map(|saying| of_mark(saying[0], saying.iter().map(|it| it.mark()).collect()))
                .collect())
        }
        Verdict::Union | Verdict::Intersection => {
            if case.marks.is_empty() {
                return Err(Undecidable::NoMarks);
            }
            let group = group_of(case);
            let sayings = group.sayings(project, &article.text);
            let of_person = by_person(&case.marks);
            let spans = if ruling.verdict == Verdict::Union {
                joined(of_person.into_values().flatten().collect())
            } else {
                of_person
                    .into_values()
                    .map(joined)
                    .reduce(|one, other| common(&one, &other))
                    .unwrap_or_default()
            };
            let spans = Spans::new(spans).map_err(|_| Undecidable::NoCommon)?;
            Ok(vec![Piece {
                spans,
                ..of_mark(sayings[0][0], all())
            }])
        }
        Verdict::Edited => {
            let made = ruling.edited.iter().map(|annotation| {
                let fit = annotation.spans.fit(&article.text);
                fit.map_err(Undecidable::Misfit)?;
                Ok(Piece {
                    sources: all(),
                    tag: annotation.tag.clone(),
                    spans: annotation.spans.clone(),
                    attributes: annotation.attributes.clone(),
                    links: annotation.links.clone(),
                })
            });
            made.collect()
        }
    }
}

/// The marks of a case as they were grouped.
pub(super) fn group_of(case: &Case) -> Group {
    Group {
        marks: case.marks.clone(),
        kind: case.kind,
        absent: case.absent.clone(),
        place: case.place.unwrap_or(Span::of(0..0)),
    }
}

fn by_person(marks: &[CaseMark]) -> BTreeMap<&AnnotatorId, Vec<Span>> {
    let mut spans: BTreeMap<&AnnotatorId, Vec<Span>> = BTreeMap::new();
    for mark in marks {
        let of_person = spans.entry(&mark.by).or_default();
        of_person.extend(mark.annotation.spans.iter());
    }
    spans
}

/// Spans in order; those that overlap or touch are one.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

/// What two lists of spans in order share.
fn common(one: &[Span], other: &[Span]) -> Vec<Span> {
    let (mut i, mut j, mut common) = (0, 0, Vec::new());
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        let (start, end) = (a.start.max(b.start), a.end.min(b.end));
        if start < end {
            common.push(Span { start, end });
        }
        if a.end <= b.end {
            i += 1;
        } else {
            j += 1;
        }
    }
    common
}
