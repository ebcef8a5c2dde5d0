//! What is left out of a network: statements by a name in them, articles by what is known of them.

use std::collections::BTreeSet;

use crate::model::Article;

use super::super::dataset::{Chosen, Dataset};
use super::statements::Statement;

/// What somebody wants left out.
pub(super) struct Exclusion {
    /// Names of actors, concepts, sources and authors, as they are written.
    names: BTreeSet<String>,
    articles: Vec<Condition>,
}

/// Articles of which a field says something: what is known of each of them, or what the annotator said of it. Upper and lower
/// case are the same, as newspapers write their sections in either.
struct Condition {
    /// In lower case; empty when only a value was given, which fits nothing.
    field: String,
    /// In lower case.
    value: String,
    has_fitted: bool,
}

impl Exclusion {
    pub fn of(data: &Dataset<'_>) -> Self {
        let list = |id: &str| -> Vec<String> {
            let all = data.pick(id);
            let all = all.split(';').map(str::trim).filter(|it| !it.is_empty());
            all.map(str::to_owned).collect()
        };
        Self {
            names: list("exclude").into_iter().collect(),
            articles: list("exclude-articles")
                .iter()
                .map(|it| Condition::read(it))
                .collect(),
        }
    }

    /// Whether an article is to be left out for what is known of it. It is asked once for each, whatever is marked in it.
    pub fn has_article(&mut self, article: &Article) -> bool {
        self.any(|condition| condition.fits_article(article))
    }

    /// Whether an article is to be left out for what its annotator says of it.
    pub fn has_layer(&mut self, data: &Dataset<'_>, chosen: &Chosen<'_>) -> bool {
        self.any(|condition| condition.fits_layer(data, chosen))
    }

    /// Whether a statement is to be left out for a name in it.
    pub fn has_statement(&self, statement: &Statement) -> bool {
        let names = [
            &statement.actor.1,
            &statement.concept.1,
            &statement.source,
            &statement.author,
        ];
        names.iter().any(|name| self.names.contains(name.as_str()))
    }

    /// How many conditions have fitted no article so far: somebody may have mistyped them.
    pub fn idle(&self) -> usize {
        self.articles.iter().filter(|it| !it.has_fitted).count()
    }

    /// Whether a condition fits. All of them are asked, so that none seems idle behind another one.
    fn any(&mut self, fits: impl Fn(&Condition) -> bool) -> bool {
        let mut any = false;
        for condition in &mut self.articles {
            if fits(condition) {
                condition.has_fitted = true;
                any = true;
            }
        }
        any
    }
}

impl Condition {
    /// What `section=Sport` says.
    fn read(said: &str) -> Self {
        let (field, value) = said.split_once('=').unwrap_or(("", said));
        Self {
            field: field.trim().to_lowercase(),
            value: value.trim().to_lowercase(),
            has_fitted: false,
        }
    }

    fn fits_article(&self, article: &Article) -> bool {
        let meta = &article.meta;
        let date = meta.date.map(|date| date.to_string()).unwrap_or_default();
        let known = [
            ("title", meta.title.as_str()),
            ("source", meta.source.as_str()),
            ("author", meta.author.as_str()),
            ("url", meta.url.as_str()),
            ("date", date.as_str()),
            ("language", meta.language.as_str()),
        ];
        let more = meta.more.iter();
        let more = more.map(|(name, value)| (name.as_str(), value.as_str()));
        known
            .into_iter()
            .chain(more)
            .any(|(name, value)| self.is_of(name) && self.is_in(value))
    }

    fn fits_layer(&self, data: &Dataset<'_>, chosen: &Chosen<'_>) -> bool {
        let fields = &data.project.codebook.article_attributes;
        chosen.layer.head.attributes.iter().any(|(id, value)| {
            let field = fields.iter().find(|field| field.id == *id);
            let is_named = field.is_some_and(|field| self.is_of(&field.name));
            (is_named || self.is_of(id.as_str())) && self.is_in(&data.plain(value))
        })
    }

    fn is_of(&self, field: &str) -> bool {
        !self.field.is_empty() && field.to_lowercase() == self.field
    }

    /// Whether a value is the wanted one, or one of several with `;` between them: “Politics; Pg. 4”.
    fn is_in(&self, value: &str) -> bool {
        let value = value.to_lowercase();
        !self.value.is_empty()
            && (value == self.value || value.split(';').any(|part| part.trim() == self.value))
    }
}
