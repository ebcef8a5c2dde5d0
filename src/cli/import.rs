//! `postil import`: articles into a project.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::import::{BULK, FORMATS, admit_beside, collect, outside, read_file, restore};
use crate::model::{ArticleId, Part};
use crate::store::Reason;

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count};

/// What `postil import` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = help())]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Files, or folders of files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Who loads them, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

fn help() -> String {
    let mut help =
        String::from("Formats, in any common encoding; folders are searched at any depth:\n");
    for format in FORMATS {
        let _infallible = writeln!(
            help,
            "  {} (.{}): {}",
            (format.name)(),
            format.extensions.join(", ."),
            (format.about)()
        );
    }
    help + "
Title, source, author, date and language are guessed and can be edited in the window. A text that is there already is \
skipped, and so is what lies in the project folder. An article whose text is missing gets it back. Prints a line for each article that was added: its id, a tab, its title. A file that cannot be loaded is named, \
the others are loaded all the same, and the exit code is 1.

Examples:
  postil import my-project articles/
  postil import my-project 2026-03-01_Coast-Courier_harbour-vote.txt --annotator ana"
}

/// The endings of all formats, for people: `.txt, .text`.
fn endings() -> String {
    let all: Vec<String> = FORMATS
        .iter()
        .flat_map(|format| format.extensions)
        .map(|extension| format!(".{extension}"))
        .collect();
    all.join(", ")
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let mut session = Session::open(&args.project, streams)?;
    let (files, own) = outside(&args.project, collect(&args.files));
    if !own.is_empty() {
        streams.note(format!(
            "Left out {} in the project folder itself.",
            count(own.len(), "file", "files")
        ));
    }
    if files.is_empty() {
        return Err(Failure::refused(format!(
            "There is no article to load in these folders. Looked for files that end in {}.",
            endings()
        )));
    }
    let mut outcome = Outcome::Done;
    let mut drafts = Vec::new();
    for file in &files {
        match read_file(file) {
            Ok(draft) => {
                for remark in &draft.remarks {
                    streams.note(one_line(&format!("{}: {remark}", file.display())));
                }
                drafts.push(draft);
            }
            Err(error) => {
                streams.note(one_line(&format!("postil: {error}")));
                outcome = Outcome::Findings;
            }
        }
    }
    let restored =
        restore(&args.project, session.unread_articles(), &mut drafts).map_err(|error| {
            Failure::refused(format!("A missing text could not be put back: {error}."))
        })?;
    if !restored.is_empty() {
        // Opened again with these articles and all that was marked in them.
        session = Session::open(&args.project, streams)?;
        for id in &restored {
            streams.note(format!(
                "The article {id} was there without its text; its text is back."
            ));
        }
        print(&session, &restored, streams)?;
    }
    if drafts.len() > BULK {
        session.back_up(Reason::BeforeImport, streams);
    }
    let author = session.author(args.annotator.as_deref())?;
    let unread = session.unread_articles();
    let reserved = |id: &ArticleId| unread.contains(id);
    let admission = admit_beside(&session.project, reserved, drafts, &author);
    for skipped in &admission.skipped {
        streams.note(one_line(&skipped.to_string()));
    }
    if admission.added.is_empty() {
        // An annotator who has brought nothing has not joined.
        return Ok(outcome);
    }
    session.commit(&author.annotator, &admission.edit)?;
    let failures = session.save_what_can_be(streams);
    let is_saved = |id: &&ArticleId| {
        let part = Part::Article((*id).clone());
        failures.iter().all(|failure| failure.part != part)
    };
    let saved: Vec<ArticleId> = admission.added.iter().filter(is_saved).cloned().collect();
    print(&session, &saved, streams)?;
    for failure in &failures {
        streams.note(format!("postil: {failure}"));
        outcome = Outcome::Findings;
    }
    Ok(outcome)
}

/// Prints a line for each article: the id, a tab, the title.
fn print(
    session: &Session,
    articles: &[ArticleId],
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    for id in articles {
        if let Some(article) = session.project.articles.get(id) {
            let title = one_line(article.meta.display_title());
            writeln!(streams.out, "{id}\t{title}")?;
        }
    }
    Ok(())
}
