//! `postil bundle`: what somebody made, in one file that can be mailed.

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::model::AnnotatorId;
use crate::store::{BUNDLE_ENDING, write_bundle};

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count};

/// What `postil bundle` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The file has the layers, entities, decisions and comments of these annotators, and of whoever reviewed something the gold \
layers, too; of the texts only what tells whether they are the same. `postil merge PROJECT FILE` takes it over. It is a \
ZIP file of the very files of the project.

Examples:
  postil bundle my-project --annotator Ana --output ana.postil
  postil bundle my-project --annotator Ana --annotator Ben --with-texts --output both.postil")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Whose work, by id or name; repeatable
    #[arg(long, value_name = "NAME", required = true)]
    annotator: Vec<String>,
    /// File to make
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Put the texts of the articles in, for somebody who does not have them
    #[arg(long)]
    with_texts: bool,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let session = Session::read(&args.project, streams)?;
    let unread = session.unread_files();
    if !unread.is_empty() {
        let files: Vec<&str> = unread.into_iter().collect();
        return Err(Failure::Unreadable(format!(
            "A bundle would lack what is in files that cannot be read: {}. Put them right first.",
            one_line(&files.join(", "))
        )));
    }
    let people = args.annotator.iter().map(|it| session.known_annotator(it));
    let people = people.collect::<Result<BTreeSet<AnnotatorId>, Failure>>()?;
    let mut bytes = Cursor::new(Vec::new());
    let made = write_bundle(
        &session.project,
        &people,
        args.with_texts,
        Timestamp::now(),
        &mut bytes,
    )
    .map_err(|error| Failure::refused(error.to_string()))?;
    let beside = args.output.with_extension(format!("{BUNDLE_ENDING}-new"));
    let written =
        fs::write(&beside, bytes.into_inner()).and_then(|()| fs::rename(&beside, &args.output));
    written.map_err(|error| {
        let _there_may_be_none = fs::remove_file(&beside);
        Failure::refused(format!("{}: {error}.", args.output.display()))
    })?;
    let mut what = vec![
        count(made.annotations, "annotation", "annotations"),
        count(made.layers, "layer", "layers"),
        count(made.reviews, "review", "reviews"),
    ];
    if args.with_texts {
        what.push(count(made.texts, "text", "texts"));
    }
    streams.line(one_line(&format!(
        "{}: {}.",
        args.output.display(),
        what.join(", ")
    )))?;
    Ok(Outcome::Done)
}
