//! Finding words in all articles, and tagging what was found: until the first is there, until all is, and the edit.

use std::time::Instant;

use anyhow::Context as _;

use super::Row;
use super::alike;
use super::stage::milliseconds;
use crate::model::{AnnotatorId, ArticleId, Author, Change, Color, Edit, TagId, edits};
use crate::query::{Scope, Wanted, passages};
use crate::store::Progress;
use crate::text::Span;

/// Until the first passages are shown, in milliseconds.
const FIRST: f64 = 50.0;
/// All of it is to be there while somebody reads the first ones, in milliseconds.
const ALL: f64 = 2000.0;
/// The edit is made on a thread, in milliseconds.
const EDIT: f64 = 1000.0;
/// Nothing holds the window for longer, in milliseconds.
const FRAME: f64 = 16.0;

/// Looks for words and for an expression, and tags what was found.
///
/// # Errors
/// Never, unless ids change their form.
pub fn measure(articles: usize, rounds: usize) -> anyhow::Result<Vec<Row>> {
    let mut project = alike::project(articles)?;
    let annotator = AnnotatorId::new("synth")?;
    let named = ("Synth".to_owned(), Color([0x80; 3]));
    let welcome = Change::Annotator(annotator.clone(), Some(named));
    Edit::new("Set up", vec![welcome]).apply(&mut project)?;
    let mut rows = Vec::new();
    let mut places: Vec<(ArticleId, Vec<Span>)> = Vec::new();
    for (titles, words, is_expression) in [
        (
            ["find in all: first words", "find in all: every word"],
            "lavrov",
            false,
        ),
        (
            [
                "find in all: first of an expression",
                "find in all: all of an expression",
            ],
            r"(Lavr\w+|harbou?r) (spoke|would)",
            true,
        ),
    ] {
        let wanted = Wanted {
            words: words.to_owned(),
            is_expression,
            ..Wanted::default()
        };
        let (mut first, mut all) = (Vec::new(), Vec::new());
        for _ in 0..rounds.div_ceil(20) {
            let began = Instant::now();
            let mut found = None;
            places.clear();
            let seeker = wanted.seeker()?;
            let scope = Scope::Project(None);
            passages(&project, &seeker, &scope, &Progress::default(), &mut |it| {
                found.get_or_insert_with(|| milliseconds(began));
                places.push((it.article, it.spans));
            });
            all.push(milliseconds(began));
            first.push(found.context("something is found")?);
        }
        rows.push(Row::new(titles[0], "ms", FIRST, first));
        rows.push(Row::new(titles[1], "ms", ALL, all));
    }
    let author = Author {
        annotator,
        at: jiff::Timestamp::UNIX_EPOCH,
    };
    let tag = TagId::new("actor")?;
    let (mut made, mut applied) = (Vec::new(), Vec::new());
    for _ in 0..rounds.div_ceil(20) {
        let began = Instant::now();
        let edit = edits::tag_all(&project, &author, &tag, &places);
        made.push(milliseconds(began));
        let mut changed = project.clone();
        let began = Instant::now();
        edit.apply(&mut changed)?;
        applied.push(milliseconds(began));
    }
    rows.push(Row::new("find in all: the edit", "ms", EDIT, made));
    rows.push(Row::new("find in all: put in force", "ms", FRAME, applied));
    Ok(rows)
}
