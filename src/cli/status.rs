//! `postil status`: how far an annotator is with an article.

use std::path::PathBuf;

use crate::model::{Level, Status, edits};
use crate::query::OfLayer;

use super::session::Session;
use super::{Failure, Outcome, Streams, count, resolve};

/// No more of what is missing is listed; `postil check` lists all.
const TOLD: usize = 10;

/// What `postil status` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Prints what was set: the id of the article, a tab, the id of the annotator, a tab, the status. While the annotator's \
layer lacks what the codebook asks for it is not set to done, unless --anyway says so.

Example:
  postil status my-project harbour-vote done --annotator ana")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Article, by id, title or file name
    article: String,
    /// to-do, in-progress or done
    status: String,
    /// Call it done although something is missing
    #[arg(long)]
    anyway: bool,
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
    let key = session.project.work_key(&article, &annotator);
    if status == Status::Done && !args.anyway {
        let found = OfLayer::if_done(&session.project, &key);
        if found.missing > 0 {
            let told = found
                .gaps
                .iter()
                .filter(|(_, gap)| gap.level != Level::Note);
            for (_, gap) in told.take(TOLD) {
                streams.note(&gap.message);
            }
            let things = count(found.missing, "thing is", "things are");
            return Err(Failure::refused(format!(
                "{things} missing or wrong in it. Mend that, or say --anyway."
            )));
        }
    }
    let edit = edits::set_status(&session.project, &key, status);
    session.commit(&annotator, &edit)?;
    session.save(streams)?;
    // Ids and statuses have nothing that a terminal would obey.
    writeln!(
        streams.out,
        "{article}\t{annotator}\t{}",
        status.in_tables()
    )?;
    Ok(Outcome::Done)
}
