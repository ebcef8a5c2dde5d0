//! What `postil assign` and `postil repeats` have in common: from what they draw and for whom, and who settles it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::model::{AnnotatorId, ArticleId, Edit, Project};
use crate::query::articles_of;
use crate::review::assignment::Strata;

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, search};

/// From what is drawn, and how evenly.
#[derive(Debug, clap::Args)]
pub(super) struct LotArgs {
    /// What is kept even: source, date (by months) or none
    #[arg(long, default_value = "source", value_name = "BY")]
    by: By,
    /// Seed of the lot
    #[arg(long, default_value_t = 1)]
    pub(super) seed: u64,
    /// Only articles in which this filter finds something, as `postil search` takes it
    #[arg(long, value_name = "FILTER", allow_hyphen_values = true)]
    articles: Option<String>,
}

/// What is kept even.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum By {
    Source,
    Date,
    None,
}

impl LotArgs {
    /// What is kept even.
    pub(super) fn strata(&self) -> Strata {
        match self.by {
            By::Source => Strata::Source,
            By::Date => Strata::Month,
            By::None => Strata::None,
        }
    }

    /// The articles from which is drawn.
    pub(super) fn wanted(&self, project: &Project) -> Result<BTreeSet<ArticleId>, Failure> {
        Ok(match &self.articles {
            Some(query) => articles_of(project, &search::read(project, query, None)?),
            None => project.articles.keys().cloned().collect(),
        })
    }
}

/// A project for which something is drawn, and who settles it: nobody where it is only told.
pub(super) struct Settling {
    pub(super) session: Session,
    by: Option<AnnotatorId>,
}

impl Settling {
    /// Opens the project, to change it unless it is only told. Whom that refuses it refuses before anything is told.
    pub(super) fn begin(
        root: &Path,
        is_told: bool,
        named: Option<&str>,
        streams: &mut Streams<'_>,
    ) -> Result<Self, Failure> {
        if is_told {
            let session = Session::read(root, streams)?;
            return Ok(Self { session, by: None });
        }
        let mut session = Session::open(root, streams)?;
        let by = Some(session.worker(named)?);
        Ok(Self { session, by })
    }

    /// Settles it with an edit and says so; or what would be done where it is only told.
    pub(super) fn end(
        mut self,
        edit: &Edit,
        would: &str,
        done: &str,
        streams: &mut Streams<'_>,
    ) -> Result<Outcome, Failure> {
        if edit.is_empty() {
            streams.note("Nothing is to be changed.");
            return Ok(Outcome::Findings);
        }
        let Some(by) = self.by else {
            streams.note(one_line(would));
            return Ok(Outcome::Done);
        };
        self.session.commit(&by, edit)?;
        self.session.save(streams)?;
        streams.note(one_line(done));
        Ok(Outcome::Done)
    }
}

/// The people who are named, each once. Who holds the gold layers or somebody's second ones is none.
pub(super) fn people(
    session: &Session,
    names: &[String],
) -> Result<BTreeSet<AnnotatorId>, Failure> {
    let project = &session.project;
    let people = names.iter().map(|it| session.known_annotator(it));
    let people = people.collect::<Result<BTreeSet<AnnotatorId>, Failure>>()?;
    if let Some(nobody) = people.iter().find(|id| project.is_nobody(id)) {
        let holds = if project.is_gold(nobody) {
            "the gold layers"
        } else {
            "what somebody labels a second time"
        };
        return Err(Failure::refused(format!(
            "“{}” is nobody: it holds {holds}.",
            project.annotator_name(nobody)
        )));
    }
    Ok(people)
}
