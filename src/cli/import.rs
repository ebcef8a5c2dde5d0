//! `postil import`: articles and annotations into a project.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde::Serialize;

use crate::import::foreign::{
    self, COMMON, Counts, Format, Mapping, Observed, Options, Read, Settled, Survey, Takes, Wish,
    settle, survey,
};
use crate::import::{BULK, FORMATS, admit_beside, outside, read_file, restore};
use crate::model::{ArticleId, Author, Part};
use crate::store::{Progress, Reason};

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
    /// The format of the annotations; guessed from each file without it
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// An option of the format, or what becomes of a label; repeat it for more
    #[arg(long = "option", value_name = "NAME=VALUE")]
    options: Vec<String>,
    /// Say what would be done and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

fn help() -> String {
    let mut help =
        String::from("Articles, in any common encoding; folders are searched at any depth:\n");
    let endings = |list: &[&str]| format!(".{}", list.join(", ."));
    for format in FORMATS {
        let _infallible = writeln!(
            help,
            "  {} ({}): {}",
            (format.name)(),
            endings(format.extensions),
            (format.about)()
        );
    }
    help.push_str("\nAnnotations of other programs, by the name that --format takes:\n");
    for format in foreign::FORMATS {
        let _infallible = writeln!(
            help,
            "  {} ({}; {}): {}. {}",
            format.id,
            endings(format.extensions),
            format.unit.name(),
            (format.name)(),
            (format.about)()
        );
    }
    help.push_str("\nOptions of --option:\n");
    let describe = |help: &mut String, setting: &foreign::Setting, of: &str| {
        let takes = match setting.takes {
            Takes::Text => "TEXT".to_owned(),
            Takes::Flag => "yes|no".to_owned(),
            Takes::OneOf(words) => words.join("|"),
        };
        let _infallible = writeln!(help, "  {}={takes}{of}: {}", setting.id, (setting.about)());
    };
    for setting in COMMON {
        describe(&mut help, setting, "");
    }
    let mut told: Vec<&str> = Vec::new();
    for setting in foreign::FORMATS.iter().flat_map(|format| format.settings) {
        if told.contains(&setting.id) {
            continue;
        }
        told.push(setting.id);
        let of = foreign::FORMATS
            .iter()
            .filter(|format| format.settings.iter().any(|it| it.id == setting.id))
            .map(|format| format.id);
        let of: Vec<&str> = of.collect();
        describe(&mut help, setting, &format!(" ({})", of.join(", ")));
    }
    help + "  map.LABEL=TAG|new|skip: what becomes of a label; the tag of that name, or a new one, without it.
  role.NAME=ROLE|new|skip: what becomes of a kind of relation.
  field.NAME=FIELD|new|note|skip, article.NAME=FIELD|new|note|skip: what becomes of a field of marks, of texts.

Title, source, author, date and language are guessed where the file does not say them, and can be edited in the window. A text that is there already is \
skipped, and so is what lies in the project folder; its annotations go to the article that is there. An article whose text is missing gets it back. \
Where a file says what its marks cover, they are placed by that, whatever its offsets count. Every annotator of a file becomes one of the project. \
Prints a line for each article that was added: its id, a tab, its title. A file that cannot be loaded is named, \
the others are loaded all the same, and the exit code is 1.

Examples:
  postil import my-project articles/
  postil import my-project 2026-03-01_Coast-Courier_harbour-vote.txt --annotator ana
  postil import my-project brat-corpus/ --dry-run
  postil import my-project export.json --format label-studio --option map.PER=person --option map.MISC=skip"
}

/// The endings of all formats, for people: `.txt, .text`.
fn endings() -> String {
    let articles = FORMATS.iter().flat_map(|format| format.extensions);
    let annotations = foreign::FORMATS.iter().flat_map(|format| format.extensions);
    let mut all: Vec<String> = Vec::new();
    for extension in articles.chain(annotations) {
        let ending = format!(".{extension}");
        if !all.contains(&ending) {
            all.push(ending);
        }
    }
    all.join(", ")
}

/// What a label or the like becomes, by `map.LABEL` and so on.
type Mapped<'a> = (&'a str, &'a str);

/// The options of the command line: those of formats, and what becomes of labels and the like.
fn options(args: &Args) -> Result<(Options, Vec<Mapped<'_>>), Failure> {
    let mut options = Options::default();
    let mut mapped = Vec::new();
    for option in &args.options {
        let Some((name, value)) = option.split_once('=') else {
            return Err(Failure::refused(format!(
                "“{option}” is no option: write NAME=VALUE."
            )));
        };
        let name = name.trim();
        if name.contains('.') {
            mapped.push((name, value.trim()));
        } else {
            let chosen = options.choose(name, value.trim());
            chosen.map_err(Failure::refused)?;
        }
    }
    Ok((options, mapped))
}

fn format(args: &Args) -> Result<Option<&'static Format>, Failure> {
    let Some(name) = &args.format else {
        return Ok(None);
    };
    foreign::format(name).map(Some).ok_or_else(|| {
        let all: Vec<&str> = foreign::FORMATS.iter().map(|format| format.id).collect();
        Failure::refused(format!(
            "There is no format “{name}”. There are: {}.",
            all.join(", ")
        ))
    })
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let (options, mapped) = options(args)?;
    let format = format(args)?;
    let mut session = Session::open(&args.project, streams)?;
    let mut found = survey(&args.files, format);
    let own = leave_out(&args.project, &mut found);
    if own > 0 {
        streams.note(format!(
            "Left out {} in the project folder itself.",
            count(own, "file", "files")
        ));
    }
    let mut outcome = Outcome::Done;
    for path in &found.unknown {
        let problem = foreign::Wrong::Unknown.of(path.display().to_string());
        streams.note(one_line(&format!("postil: {problem}")));
        outcome = Outcome::Findings;
    }
    if found.inputs.is_empty() && found.articles.is_empty() {
        if outcome == Outcome::Findings {
            return Ok(outcome);
        }
        return Err(Failure::refused(format!(
            "There is no article to load in these folders. Looked for files that end in {}.",
            endings()
        )));
    }
    let mut reads = Vec::new();
    for input in &found.inputs {
        match foreign::read(input, &options, &Progress::default()) {
            Ok(read) => reads.push(read),
            Err(problem) => {
                streams.note(one_line(&format!("postil: {problem}")));
                outcome = Outcome::Findings;
            }
        }
    }
    if !found.articles.is_empty() {
        let articles = articles(args, &mut session, &found, streams)?;
        if articles == Outcome::Findings {
            outcome = articles;
        }
    }
    if !reads.is_empty() {
        let asked = Asked {
            args,
            options: &options,
            mapped: &mapped,
        };
        let taken = annotations(&asked, &mut session, &reads, streams)?;
        if taken == Outcome::Findings {
            outcome = taken;
        }
    } else if args.json {
        streams.json(&Told {
            files: 0,
            dry_run: args.dry_run,
            report: foreign::Report::default().counts(),
        })?;
    }
    Ok(outcome)
}

/// Leaves out what lies in the project folder itself, and says how much.
fn leave_out(project: &std::path::Path, found: &mut Survey) -> usize {
    let (articles, own) = outside(project, core::mem::take(&mut found.articles));
    found.articles = articles;
    let mut count = own.len();
    found.inputs.retain(|input| {
        let (_, own) = outside(project, vec![input.path.clone()]);
        count += own.len();
        own.is_empty()
    });
    count
}

/// What was asked for beside the files.
struct Asked<'a> {
    args: &'a Args,
    options: &'a Options,
    mapped: &'a [Mapped<'a>],
}

/// The report of an import for programs.
#[derive(Serialize)]
struct Told {
    files: usize,
    dry_run: bool,
    #[serde(flatten)]
    report: Counts,
}

fn annotations(
    asked: &Asked<'_>,
    session: &mut Session,
    reads: &[Read],
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let observed = Observed::of(reads.iter().map(|read| &read.found));
    let book = std::sync::Arc::clone(&session.project.codebook);
    let mut mapping = Mapping::propose(&book, &observed);
    for (name, value) in asked.mapped {
        let known = mapping.set(&book, name, value).map_err(Failure::refused)?;
        if !known {
            return Err(Failure::refused(format!(
                "There is no option “{name}”: labels are map.LABEL, relations role.NAME, fields field.NAME or article.NAME."
            )));
        }
    }
    let author = session.author(asked.args.annotator.as_deref())?;
    let unread = session.unread_articles();
    let settled = settle(
        &session.project,
        |id: &ArticleId| unread.contains(id),
        reads,
        &mapping,
        &wish(&author, asked.options),
        &Progress::default(),
    );
    let Some(Settled { edit, report }) = settled else {
        return Ok(Outcome::Findings);
    };
    if asked.args.json {
        streams.json(&Told {
            files: reads.len(),
            dry_run: asked.args.dry_run,
            report: report.counts(),
        })?;
    }
    for sentence in report.deeds() {
        streams.note(one_line(&sentence));
    }
    for sentence in report.lost() {
        streams.note(one_line(&format!("Not taken: {sentence}")));
    }
    if asked.args.dry_run {
        streams.note("Nothing was changed: this was a dry run.");
        return Ok(Outcome::Done);
    }
    if edit.is_empty() {
        return Ok(Outcome::Done);
    }
    if report.added_articles > BULK || report.added > 0 {
        session.back_up(Reason::BeforeImport, streams);
    }
    let before: std::collections::BTreeSet<ArticleId> =
        session.project.articles.keys().cloned().collect();
    session.commit(&author.annotator, &edit)?;
    let failures = session.save_what_can_be(streams);
    let added: Vec<ArticleId> = session
        .project
        .articles
        .keys()
        .filter(|id| !before.contains(*id))
        .filter(|id| {
            let part = Part::Article((*id).clone());
            failures.iter().all(|failure| failure.part != part)
        })
        .cloned()
        .collect();
    if !asked.args.json {
        print(session, &added, streams)?;
    }
    for failure in &failures {
        streams.note(format!("postil: {failure}"));
    }
    Ok(if failures.is_empty() {
        Outcome::Done
    } else {
        Outcome::Findings
    })
}

fn wish<'a>(author: &'a Author, options: &'a Options) -> Wish<'a> {
    Wish {
        author,
        annotator: options.get(&COMMON[0]),
        update: options.has(&COMMON[1]),
    }
}

fn articles(
    args: &Args,
    session: &mut Session,
    found: &Survey,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::Done;
    let mut drafts = Vec::new();
    for file in &found.articles {
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
    if args.dry_run {
        streams.note(format!(
            "{} would be loaded, as far as they are new.",
            count(drafts.len(), "article", "articles")
        ));
        return Ok(outcome);
    }
    let restored =
        restore(&args.project, session.unread_articles(), &mut drafts).map_err(|error| {
            Failure::refused(format!("A missing text could not be put back: {error}."))
        })?;
    if !restored.is_empty() {
        // Opened again with these articles and all that was marked in them.
        *session = Session::open(&args.project, streams)?;
        for id in &restored {
            streams.note(format!(
                "The article {id} was there without its text; its text is back."
            ));
        }
        if !args.json {
            print(session, &restored, streams)?;
        }
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
    if !args.json {
        print(session, &saved, streams)?;
    }
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
