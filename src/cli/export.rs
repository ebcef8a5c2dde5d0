//! `postil export`: labelled data for other programs.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use crate::export::{
    self, ExportError, FORMATS, Format, Makes, Options, Report, Selection, Unit, Wish,
};
use crate::model::Project;
use crate::query::articles_of;
use crate::review::beside::agreement_files;
use crate::say;
use crate::store::Progress;

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count, resolve, search};

/// What `postil export` takes.
#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[command(after_help = help())]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Format, one of those below
    #[arg(long)]
    format: String,
    /// File or folder to make, outside the project folder; a name in .zip packs a folder; - for standard output
    #[arg(long, value_name = "PATH", required_unless_present = "dry_run")]
    output: Option<PathBuf>,
    /// Something about the format, as `postil formats` lists it; repeatable
    #[arg(long, value_name = "NAME=VALUE")]
    option: Vec<String>,
    /// Only this annotator's work, by id or name; repeatable
    #[arg(long, value_name = "NAME")]
    annotator: Vec<String>,
    /// Whose layers: people, gold (what reviewers decided), or all
    #[arg(
        long,
        value_name = "LAYER",
        default_value = "people",
        conflicts_with = "annotator"
    )]
    layer: Whose,
    /// Only annotations with this tag, by id or name; repeatable
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// Only articles in which this filter finds something, as `postil search` takes it
    #[arg(long, value_name = "FILTER", allow_hyphen_values = true)]
    articles: Option<String>,
    /// What offsets count, where the format leaves that open: code-point, utf-16 or byte
    #[arg(long)]
    unit: Option<String>,
    /// Tell what would be left out, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// The same as --option excel=yes
    #[arg(long)]
    bom: bool,
    /// The same as --option raw=yes
    #[arg(long)]
    raw: bool,
    /// Take the texts as they were loaded, without what was corrected since
    #[arg(long)]
    as_loaded: bool,
}

/// Whose layers are exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Whose {
    People,
    Gold,
    All,
}

fn help() -> String {
    let mut help = String::from("Formats (`postil formats` tells their options):\n");
    for format in FORMATS {
        let _infallible = writeln!(help, "  {}: {}", format.id, (format.about)());
    }
    help + "
Ends of spans are exclusive. The file is replaced only when all is written; a folder must be new or empty. What the format \
cannot carry is told on standard error, with --dry-run alone. When files of the project could not be read, the rest is \
written, they are named, and the exit code is 1.

Examples:
  postil export my-project --format jsonl --output labels.jsonl
  postil export my-project --format csv --option excel=yes --output ana.csv --annotator Ana
  postil export my-project --format tables --output tables.zip --articles 'date:2004 source:Courier'
  postil export my-project --format jsonl --output gold.jsonl --layer gold
  postil export my-project --format jsonl --output - | jq '.annotations[].tag'"
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let Some(format) = export::format(&args.format) else {
        let ids = resolve::list(FORMATS.iter().map(|format| format.id));
        return Err(Failure::refused(format!(
            "There is no format “{}”. There are: {ids}.",
            args.format
        )));
    };
    let options = options(args, format)?;
    let session = Session::read(&args.project, streams)?;
    let project = session.seen(streams)?;
    let selection = selection(args, &session, &project)?;
    let is_of_all = args.annotator.is_empty() && args.layer != Whose::Gold;
    if is_of_all && args.output.as_deref() == Some(Path::new("-")) {
        // It would stand on the screen.
        session.may_name(project.people())?;
    }
    let mut options = options;
    if format.id == "pack" {
        let articles = selection.articles.as_ref();
        options.beside = agreement_files(&project, articles);
    }
    let wish = Wish {
        format,
        selection,
        options,
    };
    if let Some((_, why)) = wish.refused(&project) {
        return Err(Failure::refused(why));
    }
    let (report, verb) = match args.output.as_deref().filter(|_| !args.dry_run) {
        None => {
            let report = export::survey(&project, &wish, &Progress::default())?;
            (report, "There would be")
        }
        Some(path) => (put(&project, &wish, path, streams)?, "Wrote"),
    };
    for loss in &report.losses {
        streams.note(loss);
    }
    if project.reviewing.rules.hide_names {
        streams.note(
            "Names are hidden in this project, but what is written says whose each annotation is.",
        );
    }
    if format.id == "pack" && wish.options.beside.is_empty() {
        streams.note(say!("export-pack-no-agreement"));
    }
    let what = format!("{verb} {}", said(&report));
    match args
        .output
        .as_deref()
        .filter(|path| !args.dry_run && *path != Path::new("-"))
    {
        None => streams.note(format!("{what}.")),
        Some(path) => {
            let place = path.display().to_string();
            streams.line(format!("{what} to {}.", one_line(&place)))?;
        }
    }
    Ok(tell_unread(&session, streams))
}

fn put(
    project: &Project,
    wish: &Wish,
    path: &Path,
    streams: &mut Streams<'_>,
) -> Result<Report, Failure> {
    let progress = Progress::default();
    if path == Path::new("-") {
        return Ok(export::write(project, wish, &progress, streams.out)?);
    }
    export::export(project, wish, &progress, path).map_err(|error| match error {
        // A pipe that nobody reads is no failure.
        ExportError::Stream { source, .. } if source.kind() == io::ErrorKind::BrokenPipe => {
            Failure::Output(source)
        }
        error => Failure::refused(error.to_string()),
    })
}

fn said(report: &Report) -> String {
    match report.entities {
        Some(entities) => count(entities, "entity", "entities"),
        None => format!(
            "{} of {}",
            count(report.annotations, "annotation", "annotations"),
            count(report.articles, "article", "articles")
        ),
    }
}

/// What was chosen about the format.
fn options(args: &Args, format: &'static Format) -> Result<Options, Failure> {
    let mut options = Options::default();
    for (is_chosen, id) in [(args.bom, "excel"), (args.raw, "raw")] {
        if is_chosen {
            options.set(format, id, "yes").map_err(Failure::refused)?;
        }
    }
    for option in &args.option {
        let (id, value) = option.split_once('=').unwrap_or((option, "yes"));
        options
            .set(format, id.trim(), value)
            .map_err(Failure::refused)?;
    }
    if let Some(name) = &args.unit {
        let Some(unit) = Unit::read(name) else {
            let all = "code-point, utf-16, byte";
            return Err(Failure::refused(format!(
                "There is no unit “{name}”. There are: {all}."
            )));
        };
        if unit != format.unit && !format.can_choose_unit {
            let usual = format.unit.id();
            return Err(Failure::refused(format!(
                "Offsets of the format “{}” always count in the unit {usual}.",
                format.id
            )));
        }
        options.unit = Some(unit);
    }
    Ok(options)
}

/// What of the project is wanted.
fn selection(args: &Args, session: &Session, project: &Project) -> Result<Selection, Failure> {
    let annotators = args
        .annotator
        .iter()
        .map(|name| session.known_annotator(name));
    let mut annotators = annotators.collect::<Result<BTreeSet<_>, _>>()?;
    session.may_name(&annotators)?;
    match args.layer {
        Whose::People => {}
        Whose::Gold => {
            let Some(gold) = &project.reviewing.rules.gold else {
                return Err(Failure::refused(
                    "There is no gold layer yet: `postil adjudicate` makes one of what people marked.",
                ));
            };
            annotators.insert(gold.clone());
        }
        Whose::All => annotators.extend(export::everybody(project)),
    }
    let tags = args
        .tag
        .iter()
        .map(|name| resolve::tag(&project.codebook, name).map(|tag| tag.id.clone()));
    let tags = tags.collect::<Result<BTreeSet<_>, _>>()?;
    let articles = match &args.articles {
        Some(query) => Some(articles_of(
            project,
            &search::read(project, query, session.me(None)?.as_ref())?,
        )),
        None => None,
    };
    Ok(Selection {
        annotators: (!annotators.is_empty()).then_some(annotators),
        tags: (!tags.is_empty()).then_some(tags),
        articles,
        as_loaded: args.as_loaded,
    })
}

/// Names the files that could not be read.
fn tell_unread(session: &Session, streams: &mut Streams<'_>) -> Outcome {
    let unread = session.unread_files();
    if unread.is_empty() {
        return Outcome::Done;
    }
    let names: Vec<&str> = unread.iter().copied().collect();
    let words = if names.len() == 1 {
        "what is in it"
    } else {
        "what is in them"
    };
    streams.note(one_line(&format!(
        "postil: {} could not be read, and {words} is missing from the export: {}",
        count(names.len(), "file", "files"),
        names.join(", ")
    )));
    Outcome::Findings
}

/// What a format makes, in words.
pub(super) fn makes(format: &Format) -> String {
    match format.makes {
        Makes::File(extension) => format!(".{extension}"),
        Makes::Folder => "folder or .zip".to_owned(),
    }
}
