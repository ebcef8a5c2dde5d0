//! What `postil assign` and `postil repeats` say of the lot that they draw.

use std::collections::BTreeSet;

use crate::model::{ArticleId, Project};
use crate::query::articles_of;
use crate::review::assignment::Strata;

use super::{Failure, search};

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
