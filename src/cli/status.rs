//! `postil status`: how far an annotator is with an article.

use std::path::PathBuf;

use crate::model::{AnnotatorId, ArticleId, Level, Status, edits};
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

With --reopen what the annotator was done with last is in progress again, as “Done” in the window does it: of an article that was \
labelled twice the second layer, and then the first one is hidden from this annotator until the second is done again. Exit code \
1 when nothing of theirs is done there.

Examples:
  postil status my-project harbour-vote done --annotator ana
  postil status my-project harbour-vote --reopen --annotator ana")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Article, by id, title or file name
    article: String,
    /// to-do, in-progress or done
    #[arg(required_unless_present = "reopen")]
    status: Option<String>,
    /// Open again what was done last
    #[arg(long, conflicts_with_all = ["status", "anyway"])]
    reopen: bool,
    /// Call it done although something is missing
    #[arg(long)]
    anyway: bool,
    /// Whose status, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let wanted = args.status.as_deref().map(read).transpose()?;
    let mut session = Session::open(&args.project, streams)?;
    let article = resolve::article(&session.project, &args.article)?
        .id
        .clone();
    let annotator = session.author(args.annotator.as_deref())?.annotator;
    let Some(status) = wanted else {
        return reopen(session, (&article, &annotator), streams);
    };
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
    tell(&article, &annotator, status, streams)
}

/// The status that is meant.
fn read(text: &str) -> Result<Status, Failure> {
    let typed = text.to_lowercase().replace('-', " ");
    let mut all = Status::ALL.into_iter();
    all.find(|status| status.in_tables() == typed)
        .ok_or_else(|| {
            Failure::refused(format!(
                "There is no status “{text}”. There are: to-do, in-progress, done."
            ))
        })
}

/// Opens again what an annotator was done with last.
fn reopen(
    mut session: Session,
    (article, annotator): (&ArticleId, &AnnotatorId),
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let edit = edits::open_again(&session.project, article, annotator);
    if edit.is_empty() {
        let name = session.project.annotator_name(annotator);
        return Err(Failure::refused(format!(
            "{name} is not done with {article}, so there is nothing to open again."
        )));
    }
    session.commit(annotator, &edit)?;
    session.save(streams)?;
    if session.project.is_repeating(article, annotator) {
        streams
            .note("It is labelled a second time: until that is done, the first time is not shown.");
    }
    tell(article, annotator, Status::InProgress, streams)
}

fn tell(
    article: &ArticleId,
    annotator: &AnnotatorId,
    status: Status,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    // Ids and statuses have nothing that a terminal would obey.
    writeln!(
        streams.out,
        "{article}\t{annotator}\t{}",
        status.in_tables()
    )?;
    Ok(Outcome::Done)
}
