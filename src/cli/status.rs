//! `postil status`: how far an annotator is with an article.

use std::path::PathBuf;

use crate::model::{LayerKey, Status, edits};

use super::session::Session;
use super::{Failure, Outcome, Streams, resolve};

/// What `postil status` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Prints what was set: the id of the article, a tab, the id of the annotator, a tab, the status.

Example:
  postil status my-project harbour-vote done --annotator ana")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Article, by id, title or file name
    article: String,
    /// to-do, in-progress or done
    status: String,
    /// Whose status, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let typed = args.status.to_lowercase().replace('-', " ");
    let mut all = Status::ALL.into_iter();
    let Some(status) = all.find(|status| status.in_tables() == typed) else {
        return Err(Failure::refused(format!(
            "There is no status “{}”. There are: to-do, in-progress, done.",
            args.status
        )));
    };
    let mut session = Session::open(&args.project, streams)?;
    let article = resolve::article(&session.project, &args.article)?
        .id
        .clone();
    let annotator = session.author(args.annotator.as_deref())?.annotator;
    let key = LayerKey { article, annotator };
    let edit = edits::set_status(&session.project, &key, status);
    session.commit(&key.annotator, &edit)?;
    session.save(streams)?;
    // Ids and statuses have nothing that a terminal would obey.
    let LayerKey { article, annotator } = &key;
    writeln!(
        streams.out,
        "{article}\t{annotator}\t{}",
        status.in_tables()
    )?;
    Ok(Outcome::Done)
}
