//! `postil import`: articles and annotations into a project.

mod articles;
mod recipes;

use std::fmt::Write as _;
use std::path::PathBuf;

use serde::Serialize;

use crate::import::foreign::{
    self, COMMON, Counts, Format, Mapping, Observed, Read, Settled, Survey, Wish, settle, survey,
};
use crate::import::{self, BULK, Options, Setting, Takes, outside};
use crate::model::{ArticleId, Author, Codebook, Part};
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
    /// The format of the files; guessed from each file without it
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// An option of the format, or what becomes of a label; repeat it for more
    #[arg(long = "option", value_name = "NAME=VALUE")]
    options: Vec<String>,
    /// What was chosen about an import, from a file that the window or --save-recipe wrote
    #[arg(long, value_name = "FILE")]
    recipe: Option<PathBuf>,
    /// What the names of the files say: {date}_{source}_{title}
    #[arg(long, value_name = "PATTERN")]
    names: Option<String>,
    /// Write what is chosen, and what the columns of the first table hold, as a recipe
    #[arg(long, value_name = "FILE")]
    save_recipe: Option<PathBuf>,
    /// Say what would be done and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

fn help() -> String {
    let mut help = String::from(
        "Articles, by the name that --format takes; folders are searched at any depth:\n",
    );
    let endings = |list: &[&str]| format!(".{}", list.join(", ."));
    for format in import::articles::FORMATS {
        let _infallible = writeln!(
            help,
            "  {} ({}): {}. {}",
            format.id,
            endings(format.extensions),
            (format.name)(),
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
    help += &settings_help();
    help + "  column.NAME=text|title|source|author|date|url|language|more|skip: what a column of a table of articles holds.
  map.LABEL=TAG|new|skip: what becomes of a label; the tag of that name, or a new one, without it.
  role.NAME=ROLE|new|skip: what becomes of a kind of relation.
  field.NAME=FIELD|new|note|skip, article.NAME=FIELD|new|note|skip: what becomes of a field of marks, of texts.

What the columns of a table hold is guessed from their names and from what stands in them; --save-recipe FILE writes it as a
recipe, which can be changed and given with --recipe FILE, as can one that the window has kept. --names says what the names of
files with one article say: {date}, {source}, {title}, {author}, {language}, {*} for what is not kept, {date:dmy} for days
first, any other name for further details; {source}/{date} {title} reads the name of the folder too.

Title, source, author, date and language are guessed where the file does not say them, and can be edited in the window. A text that is there already is \
skipped, and so is what lies in the project folder; its annotations go to the article that is there. One that is nearly the same as \
another one, or as an article of the project, as wire reports are, is loaded and told; see postil copies. An article whose text is missing gets it back. \
Where a file says what its marks cover, they are placed by that, whatever its offsets count. Every annotator of a file becomes one of the project. \
Prints a line for each article that was added: its id, a tab, its title. A file that cannot be loaded is named, \
the others are loaded all the same, and the exit code is 1.

Examples:
  postil import my-project articles/
  postil import my-project 2026-03-01_Coast-Courier_harbour-vote.txt --annotator ana
  postil import my-project articles.csv --option column.Body=text --option date-order=dmy --dry-run
  postil import my-project media-cloud.csv --recipe media-cloud.ron
  postil import my-project texts/ --names \"{date}_{source}_{title}\"
  postil import my-project brat-corpus/ --dry-run
  postil import my-project export.json --format label-studio --option map.PER=person --option map.MISC=skip"
}

/// What can be chosen, a line a setting: those of all formats, and each other one with the formats that have it.
fn settings_help() -> String {
    let mut help = String::new();
    let mut describe = |setting: &Setting, of: &str| {
        let takes = match setting.takes {
            Takes::Text => "TEXT".to_owned(),
            Takes::Encoding => "ENCODING".to_owned(),
            Takes::Flag | Takes::OneOf(_) => setting.takes.words().join("|"),
        };
        let _infallible = writeln!(help, "  {}={takes}{of}: {}", setting.id, (setting.about)());
    };
    for setting in import::articles::COMMON {
        describe(setting, " (articles)");
    }
    for setting in COMMON {
        describe(setting, " (annotations)");
    }
    let of_articles = import::articles::FORMATS
        .iter()
        .map(|it| (it.id, it.settings));
    let of_annotations = foreign::FORMATS.iter().map(|it| (it.id, it.settings));
    let all: Vec<(&str, &[Setting])> = of_articles.chain(of_annotations).collect();
    let mut told: Vec<&str> = Vec::new();
    for setting in all.iter().flat_map(|(_, settings)| *settings) {
        if told.contains(&setting.id) {
            continue;
        }
        told.push(setting.id);
        let has = |settings: &[Setting]| settings.iter().any(|it| it.id == setting.id);
        let of = all.iter().filter(|(_, settings)| has(settings));
        let of: Vec<&str> = of.map(|(id, _)| *id).collect();
        describe(setting, &format!(" ({})", of.join(", ")));
    }
    help
}

/// The endings of all formats, for people: `.txt, .text`.
fn endings() -> String {
    let articles = import::articles::FORMATS
        .iter()
        .flat_map(|format| format.extensions);
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
    let mut options = recipes::begin(args)?;
    let mut mapped = Vec::new();
    for option in &args.options {
        let Some((name, value)) = option.split_once('=') else {
            return Err(Failure::refused(format!(
                "“{option}” is no option: write NAME=VALUE."
            )));
        };
        let name = name.trim();
        if recipes::is_column(name) {
            recipes::choose_column(&mut options, name, value.trim())?;
        } else if name.contains('.') {
            mapped.push((name, value.trim()));
        } else {
            let chosen = options.choose(name, value.trim());
            chosen.map_err(Failure::refused)?;
        }
    }
    Ok((options, mapped))
}

/// The format that all files are to be of.
#[derive(Clone, Copy)]
enum Chosen {
    Articles(&'static import::articles::Format),
    Annotations(&'static Format),
}

fn format(args: &Args) -> Result<Option<Chosen>, Failure> {
    let Some(name) = &args.format else {
        return Ok(None);
    };
    let articles = import::articles::format(name).map(Chosen::Articles);
    let chosen = articles.or_else(|| foreign::format(name).map(Chosen::Annotations));
    chosen.map(Some).ok_or_else(|| {
        let articles = import::articles::FORMATS.iter().map(|format| format.id);
        let annotations = foreign::FORMATS.iter().map(|format| format.id);
        let all: Vec<&str> = articles.chain(annotations).collect();
        Failure::refused(format!(
            "There is no format “{name}”. There are: {}.",
            all.join(", ")
        ))
    })
}

/// The files that are named and those in folders, told apart by what is in them.
fn look(args: &Args, format: Option<Chosen>) -> Survey {
    match format {
        None => survey(&args.files, None),
        Some(Chosen::Annotations(format)) => survey(&args.files, Some(format)),
        Some(Chosen::Articles(format)) => Survey {
            articles: import::articles_of(&args.files, format),
            ..Survey::default()
        },
    }
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let (options, mapped) = options(args)?;
    let format = format(args)?;
    recipes::save(args, &options)?;
    let mut session = Session::open(&args.project, streams)?;
    let mut found = look(args, format);
    let own = leave_out(&args.project, &mut found);
    if own > 0 {
        streams.note(format!(
            "Left out {} in the project folder itself.",
            count(own, "file", "files")
        ));
    }
    let mut outcome = Outcome::Done;
    for path in &found.unknown {
        let problem = foreign::Wrong::unknown(path).of(path.display().to_string());
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
    if !reads.is_empty() {
        // A wrong option is refused before anything is done.
        mapping(&session.project.codebook, &reads, &mapped)?;
    }
    let mut told = Told {
        files: reads.len(),
        dry_run: args.dry_run,
        report: foreign::Report::default().counts(),
        loaded: articles::Told::default(),
    };
    if !found.articles.is_empty() {
        let asked = articles::Asked {
            args,
            files: &found.articles,
            format: match format {
                Some(Chosen::Articles(format)) => Some(format),
                _ => None,
            },
            options: &options,
        };
        let (articles, loaded) = articles::run(&asked, &mut session, streams)?;
        told.loaded = loaded;
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
        let (taken, counts) = annotations(&asked, &mut session, &reads, streams)?;
        told.report = counts;
        if taken == Outcome::Findings {
            outcome = taken;
        }
    }
    if args.json {
        streams.json(&told)?;
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
    #[serde(flatten)]
    loaded: articles::Told,
}

/// What labels become: as it is proposed, but for what was asked for.
fn mapping(book: &Codebook, reads: &[Read], mapped: &[Mapped<'_>]) -> Result<Mapping, Failure> {
    let observed = Observed::of(reads.iter().map(|read| &read.found));
    let mut mapping = Mapping::propose(book, &observed);
    for (name, value) in mapped {
        if !mapping.set(book, name, value).map_err(Failure::refused)? {
            return Err(Failure::refused(format!(
                "There is no option “{name}”: labels are map.LABEL, relations role.NAME, fields field.NAME or article.NAME."
            )));
        }
    }
    Ok(mapping)
}

fn annotations(
    asked: &Asked<'_>,
    session: &mut Session,
    reads: &[Read],
    streams: &mut Streams<'_>,
) -> Result<(Outcome, Counts), Failure> {
    let mapping = mapping(&session.project.codebook, reads, asked.mapped)?;
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
        return Ok((Outcome::Findings, foreign::Report::default().counts()));
    };
    for sentence in report.deeds() {
        streams.note(one_line(&sentence));
    }
    for sentence in report.lost() {
        streams.note(one_line(&format!("Not taken: {sentence}")));
    }
    if asked.args.dry_run {
        streams.note("Nothing was changed: this was a dry run.");
        return Ok((Outcome::Done, report.counts()));
    }
    if edit.is_empty() {
        return Ok((Outcome::Done, report.counts()));
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
    let outcome = if failures.is_empty() {
        Outcome::Done
    } else {
        Outcome::Findings
    };
    Ok((outcome, report.counts()))
}

fn wish<'a>(author: &'a Author, options: &'a Options) -> Wish<'a> {
    Wish {
        author,
        annotator: options.get(&COMMON[0]),
        update: options.has(&COMMON[1]),
    }
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
