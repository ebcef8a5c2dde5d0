//! `postil codebook`: everything that the codebook's screen can do, and what comes of it, before anything is changed.

mod examples;
mod fields;
mod links;
mod named;
mod options;
mod report;
mod rules;
mod tags;
mod things;
mod whole;

use std::path::PathBuf;

use crate::model::{Author, Edit, Project, check_codebook};

use super::session::Session;
use super::{Failure, Outcome, Streams};

use report::Report;

/// What `postil codebook` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
THING is a tag, a link, an article field or an entity type, by id or name; where two are called the same, write
tag:NAME, link:NAME, field:NAME or type:NAME. OF is a tag, an entity type (type:NAME), or `article`.
`postil codebook PROJECT VERB --help` has examples for each verb.
Your own annotations follow in the same step; those of others follow when their annotators bring them up to the codebook.
Exit code 1 when nothing is to be changed. What was deleted comes back with `postil trash`.

With --json the answer is {\"edit\": TEXT, \"changed\": BOOL, \"annotations\": {\"changed\": N, \"deleted\": N, \"articles\": N},
\"notes\": [TEXT], \"flaws\": [TEXT]}; `show` and `rules` print what they show.

Examples:
  postil codebook my-project show > codebook.ron
  postil codebook my-project use codebook.ron --dry-run
  postil codebook my-project add-tag Stance --key s --definition 'A speaker is for or against a claim.'
  postil codebook my-project add-field stance Polarity --option support --option oppose --required
  postil codebook my-project add-link Target --from stance --to tag:claim --required
  postil codebook my-project add-rule quote needs speaker source=unnamed
  postil codebook my-project rename claim Statement
  postil codebook my-project merge slogan quote --dry-run
  postil codebook my-project split quote --by type --part direct=Quotation --part indirect=Report
  postil codebook my-project rename-option claim polarity opposes against
  postil codebook my-project delete slogan")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// What is to be done
    #[command(subcommand)]
    action: Action,
    /// Say what would change, and change nothing
    #[arg(long, global = true)]
    dry_run: bool,
    /// Print JSON
    #[arg(long, global = true)]
    json: bool,
    /// Who does it, by id or name
    #[arg(long, value_name = "NAME", global = true)]
    annotator: Option<String>,
}

/// What can be done with a codebook.
#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Print the codebook as its file has it, or as JSON
    Show,
    /// Print the rules of a tag, each with its number
    Rules {
        /// Which tag
        tag: String,
    },
    #[command(flatten)]
    Whole(whole::Action),
    #[command(flatten)]
    Thing(things::Action),
    #[command(flatten)]
    Tag(tags::Action),
    #[command(flatten)]
    Example(examples::Action),
    #[command(flatten)]
    Field(fields::Action),
    #[command(flatten)]
    Choice(options::Action),
    #[command(flatten)]
    Link(links::Action),
    #[command(flatten)]
    Rule(rules::Action),
}

/// What an action changes, for whom, and where it tells what comes of it.
struct Desk<'a> {
    project: &'a Project,
    author: &'a Author,
    report: &'a mut Report,
}

impl Desk<'_> {
    /// What else is to be told of the change.
    fn note(&mut self, line: String) {
        self.report.notes.push(line);
    }
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let shows = matches!(args.action, Action::Show | Action::Rules { .. });
    let mut session = if args.dry_run || shows {
        Session::read(&args.project, streams)?
    } else {
        Session::open(&args.project, streams)?
    };
    match &args.action {
        Action::Show => return whole::show(&session.project.codebook, args.json, streams),
        Action::Rules { tag } => {
            return rules::show(&session.project.codebook, tag, args.json, streams);
        }
        _ => {}
    }
    let author = session.author(args.annotator.as_deref())?;
    let mut report = Report::default();
    let mut desk = Desk {
        project: &session.project,
        author: &author,
        report: &mut report,
    };
    let edit = args.action.edit(&mut desk)?;
    if edit.is_empty() {
        report.print(args.json, streams)?;
        streams.note("Nothing is to be changed.");
        return Ok(Outcome::Findings);
    }
    report.flaws = flaws_after(&session.project, &edit)?;
    report.tell(&edit);
    if !args.dry_run {
        session.commit(&author.annotator, &edit)?;
        session.save(streams)?;
        report.changed = true;
    }
    report.print(args.json, streams)?;
    if args.dry_run {
        streams.note("Nothing was changed.");
    }
    Ok(Outcome::Done)
}

impl Action {
    fn edit(&self, desk: &mut Desk<'_>) -> Result<Edit, Failure> {
        match self {
            Self::Show | Self::Rules { .. } => Ok(Edit::new(String::new(), Vec::new())),
            Self::Whole(action) => action.edit(desk),
            Self::Thing(action) => action.edit(desk),
            Self::Tag(action) => action.edit(desk),
            Self::Example(action) => action.edit(desk),
            Self::Field(action) => action.edit(desk),
            Self::Choice(action) => action.edit(desk),
            Self::Link(action) => action.edit(desk),
            Self::Rule(action) => action.edit(desk),
        }
    }
}

/// What contradicts itself in the codebook after an edit. It is told, not refused: whoever changes much goes step by step.
fn flaws_after(project: &Project, edit: &Edit) -> Result<Vec<String>, Failure> {
    let mut after = project.clone();
    edit.apply(&mut after)
        .map_err(|error| Failure::refused(format!("{}: {error}.", edit.name)))?;
    let findings = check_codebook(&after.codebook, "codebook").into_iter();
    Ok(findings.map(|finding| finding.message).collect())
}
