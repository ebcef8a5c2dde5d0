//! `postil correct`: corrections of an article's text.

use std::fs;
use std::path::{Path, PathBuf};

use crate::model::{Article, Correction, Project, edits, effect};
use crate::text::Span;

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count, resolve};

/// What `postil correct` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Prints each annotation that does not simply keep its words: “reads” or “lost”, its id, its annotator, what it covers, and \
what it covers then, with tabs between. Annotations come along; the file of the text stays as it was loaded, and the \
correction stands beside it. With no change given, lists what was corrected: number, time, annotator, what was there, what \
is there.

Examples:
  postil correct my-project harbour-vote --was \"clsoe\" --now \"close\" --why \"Typing error\" --dry-run
  postil correct my-project harbour-vote --text corrected.txt
  postil correct my-project harbour-vote
  postil correct my-project harbour-vote --take-back 1

Exit codes: 0 done; 1 refused; 2 the project cannot be read.")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Article, by id, title or file name
    article: String,
    /// The passage to correct; it must stand in the text once
    #[arg(long, value_name = "WORDS", requires = "now")]
    was: Option<String>,
    /// What it shall read; nothing to cut it
    #[arg(long, value_name = "WORDS", requires = "was")]
    now: Option<String>,
    /// A file with the whole text as it shall read
    #[arg(long, value_name = "PATH", conflicts_with_all = ["was", "now"])]
    text: Option<PathBuf>,
    /// Take back the correction of this number, and those after it
    #[arg(long, value_name = "N", conflicts_with_all = ["was", "now", "text", "why"])]
    take_back: Option<usize>,
    /// Why
    #[arg(
        long,
        value_name = "WORDS",
        default_value = "",
        hide_default_value = true
    )]
    why: String,
    /// Only say what would become of annotations
    #[arg(long)]
    dry_run: bool,
    /// Who corrects, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let mut session = Session::open(&args.project, streams)?;
    let article = resolve::article(&session.project, &args.article)?.clone();
    let changes = (args.was.as_ref(), args.text.as_ref(), args.take_back);
    if matches!(changes, (None, None, None)) {
        return list(&session.project, &article.corrections, streams);
    }
    if article.meta.is_text_in_doubt() {
        return Err(Failure::refused(
            "The text of this article is not the one that was loaded. Put the file back, or accept the text with accept-text.".to_owned(),
        ));
    }
    let author = session.author(args.annotator.as_deref())?;
    let edit = if let Some(number) = args.take_back {
        if !(1..=article.corrections.len()).contains(&number) {
            let all = count(article.corrections.len(), "correction", "corrections");
            return Err(Failure::refused(format!(
                "There is no correction {number}: the text has {all}."
            )));
        }
        let back = edits::patches_back(&article, number - 1);
        tell(&session.project, &article, &back, streams)?;
        edits::take_back_corrections(&session.project, &article.id, number - 1)
    } else {
        let (passage, now) = passage(args, &article)?;
        let patches = edits::patches_of(&article.text, passage, &now);
        if patches.is_empty() {
            streams.note("The text reads like this already.");
            return Ok(Outcome::Done);
        }
        tell(&session.project, &article, &[patches], streams)?;
        edits::correct_text(
            &session.project,
            &author,
            &article.id,
            passage,
            &now,
            &args.why,
        )
    };
    if args.dry_run {
        streams.note("Nothing was changed.");
        return Ok(Outcome::Done);
    }
    session.commit(&author.annotator, &edit)?;
    session.save(streams)?;
    streams.note("Corrected.");
    Ok(Outcome::Done)
}

/// Which passage shall read how.
fn passage(args: &Args, article: &Article) -> Result<(Span, String), Failure> {
    let text = article.text.as_str();
    if let Some(path) = &args.text {
        let now = read(path)?;
        return Ok((Span::of(0..text.len()), now));
    }
    let (was, now) = (args.was.as_deref(), args.now.clone());
    let (was, now) = (was.unwrap_or_default(), now.unwrap_or_default());
    let mut places = text.match_indices(was).filter(|_| !was.is_empty());
    match (places.next(), places.next()) {
        (Some((at, _)), None) => Ok((Span::of(at..at + was.len()), now)),
        (None, _) => Err(Failure::refused(
            "The text does not have these words. Give them just as they stand there.".to_owned(),
        )),
        (Some(_), Some(_)) => Err(Failure::refused(
            "These words stand in the text more than once. Give more of what is around them."
                .to_owned(),
        )),
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    let refused = |why: String| Failure::refused(format!("{}: {why}", path.display()));
    let bytes = fs::read(path).map_err(|error| refused(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| refused("it is not UTF-8.".to_owned()))?;
    if text.trim().is_empty() {
        return Err(refused("nothing would be left of the text.".to_owned()));
    }
    Ok(text.replace("\r\n", "\n"))
}

/// What becomes of annotations.
fn tell(
    project: &Project,
    article: &Article,
    steps: &[Vec<crate::text::Patch>],
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let effect =
        effect(project, article, steps).map_err(|why| Failure::refused(why.to_string()))?;
    if effect.text.as_str().trim().is_empty() {
        return Err(Failure::refused(
            "Nothing would be left of the text.".to_owned(),
        ));
    }
    for (by, annotation, spans) in &effect.reads {
        let was = annotation.spans.quotation(&article.text);
        let now = spans.quotation(&effect.text);
        let (was, now) = (one_line(&was), one_line(&now));
        writeln!(streams.out, "reads\t{}\t{by}\t{was}\t{now}", annotation.id)?;
    }
    for (by, annotation) in &effect.lost {
        let was = annotation.spans.quotation(&article.text);
        let was = one_line(&was);
        writeln!(streams.out, "lost\t{}\t{by}\t{was}\t", annotation.id)?;
    }
    streams.note(format!(
        "{} keep their words, {} read otherwise, {} lose their place.",
        count(effect.moved, "annotation", "annotations"),
        effect.reads.len(),
        effect.lost.len()
    ));
    Ok(())
}

fn list(
    project: &Project,
    corrections: &[Correction],
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    for (number, correction) in corrections.iter().enumerate() {
        let by = one_line(project.annotator_name(&correction.by));
        for patch in &correction.patches {
            writeln!(
                streams.out,
                "{}\t{}\t{by}\t{}\t{}",
                number + 1,
                correction.at,
                one_line(&patch.was),
                one_line(&patch.now)
            )?;
        }
    }
    if corrections.is_empty() {
        streams.note("Nothing was corrected in this text.");
    }
    Ok(Outcome::Done)
}
