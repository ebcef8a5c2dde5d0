//! `postil accept-text`: how the text of an article was changed outside, and that this is meant.

use std::path::PathBuf;

use crate::model::edits;
use crate::query::{ChangedText, changed_text};
use crate::store::Home;

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count, resolve};

/// What `postil accept-text` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Prints each passage that was changed: its line, a tab, what stood there, a tab, what stands there now. Without --yes nothing \
is changed. What was changed is known when the text that was loaded is in a backup of this computer, or when just the line \
ends differ.

Example:
  postil accept-text my-project harbour-vote
  postil accept-text my-project harbour-vote --yes

Exit codes: 0 accepted, or the text is the one that was loaded; 1 it differs and was not accepted; 2 the project cannot be \
read.")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Article, by id, title or file name
    article: String,
    /// Accept the text that is there
    #[arg(long)]
    yes: bool,
    /// Who accepts it, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let mut session = Session::open(&args.project, streams)?;
    let article = resolve::article(&session.project, &args.article)?.clone();
    if !article.meta.is_text_in_doubt() {
        streams.note("The text of this article is the one that was loaded.");
        return Ok(Outcome::Done);
    }
    let state = streams.state.as_ref();
    let old_texts = state.map(|state| Home::of(state, &args.project).old_texts());
    let found = changed_text(&article, &old_texts.unwrap_or_default());
    for passage in &found.passages {
        let (was, is) = (one_line(&passage.was), one_line(&passage.is));
        writeln!(streams.out, "{}\t{was}\t{is}", passage.line)?;
    }
    streams.note(in_words(&found));
    if !args.yes {
        streams.note("Nothing was accepted. Put the file back as it was, or add --yes.");
        return Ok(Outcome::Findings);
    }
    let by = session.author(args.annotator.as_deref())?.annotator;
    let edit = edits::accept_text(&session.project, &article.id);
    session.commit(&by, &edit)?;
    session.keep_moved(&article.id, &by);
    session.save(streams)?;
    streams.note("Accepted.");
    Ok(Outcome::Done)
}

fn in_words(found: &ChangedText) -> String {
    if !found.is_known {
        return "What was changed is not known: the text that was loaded is neither here nor in a backup on this computer.".to_owned();
    }
    if found.only_line_ends {
        return "Nothing but the line ends was changed.".to_owned();
    }
    let all = found.passages.len() + found.more;
    format!("{} changed.", count(all, "passage was", "passages were"))
}
