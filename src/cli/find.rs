//! `postil find`: words or a regular expression in the articles, each with what stands around it.

use std::path::PathBuf;

use serde::Serialize;

use crate::query::{MOST_PASSAGES, Scope, Wanted, in_context, passages};
use crate::store::Progress;
use crate::text::{FindOptions, Unfindable};

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count, resolve};

/// So many characters stand on each side of a passage.
const AROUND: usize = 40;

/// What `postil find` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Without options neither case nor accents count, and parts of words are found too. A regular expression looks at one paragraph \
at a time, and accents count in it. The first 20,000 passages are printed. Offsets count Unicode code points.

Exit code 1 when nothing is found.

Examples:
  postil find my-project 'port authority' --whole-words
  postil find my-project '\\d+ (dead|injured)' --regex --json

JSON: an array of {\"article\", \"title\", \"date\", \"start\", \"end\", \"left\", \"passage\", \"right\"}")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// What to look for
    words: String,
    /// Read it as a regular expression
    #[arg(long)]
    regex: bool,
    /// Capitals differ from small letters
    #[arg(long)]
    case: bool,
    /// é differs from e
    #[arg(long)]
    accents: bool,
    /// Parts of words do not count
    #[arg(long)]
    whole_words: bool,
    /// Look in this article only: its id, title or file name
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A passage as JSON.
#[derive(Debug, Serialize)]
struct Row {
    article: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    start: u32,
    end: u32,
    left: String,
    passage: String,
    right: String,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let session = Session::read(&args.project, streams)?;
    let wanted = Wanted {
        words: args.words.clone(),
        options: FindOptions {
            match_case: args.case,
            match_accents: args.accents,
            whole_words: args.whole_words,
        },
        is_expression: args.regex,
    };
    let seeker = wanted.seeker().map_err(|why| refused(&args.words, &why))?;
    let project = &session.project;
    let scope = match &args.article {
        Some(name) => Scope::Article(resolve::article(project, name)?.id.clone()),
        None => Scope::Project(None),
    };
    let (mut rows, mut articles) = (Vec::new(), 0);
    passages(
        project,
        &seeker,
        &scope,
        &Progress::default(),
        &mut |found| {
            articles += 1;
            let article = &project.articles[&found.article];
            rows.extend(found.spans.into_iter().map(|span| {
                let shown = in_context(&article.text, span, AROUND);
                Row {
                    article: found.article.to_string(),
                    title: article.meta.title.clone(),
                    date: article.meta.date.map(|date| date.to_string()),
                    start: article.text.to_code_point(span.start).0,
                    end: article.text.to_code_point(span.end).0,
                    left: shown.left,
                    passage: shown.passage,
                    right: shown.right,
                }
            }));
        },
    );
    if args.json {
        streams.json(&rows)?;
    } else {
        for row in &rows {
            let line = format!(
                "{}:{}: {}[{}]{}",
                row.article, row.start, row.left, row.passage, row.right
            );
            streams.line(one_line(&line))?;
        }
        let number = count(rows.len(), "passage", "passages");
        let number = if rows.len() == MOST_PASSAGES {
            format!("The first {number}")
        } else {
            number
        };
        streams.note(format!(
            "{number} in {}",
            count(articles, "article", "articles")
        ));
    }
    Ok(if rows.is_empty() {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

/// Why something cannot be looked for, with signs below the characters that are meant.
fn refused(words: &str, why: &Unfindable) -> Failure {
    let Unfindable::Expression(misread) = why else {
        return Failure::refused(why.to_string());
    };
    // Whatever would be shown otherwise than it is written could not be pointed at.
    let shown = |part: &str| one_line(part).chars().count();
    let blanks = " ".repeat(shown(&words[..misread.at.start]));
    let signs = "^".repeat(shown(&words[misread.at.clone()]).max(1));
    if words.chars().count() > 200 || misread.column.is_none() {
        return Failure::refused(why.to_string());
    }
    Failure::refused(format!("{why}\n  {}\n  {blanks}{signs}", one_line(words)))
}
