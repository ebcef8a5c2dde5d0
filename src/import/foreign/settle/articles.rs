//! Which article a document is: one that has its text, or a new one.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::import::guess::guess;
use crate::import::{LARGEST, clean};
use crate::model::{Article, ArticleId, ArticleMeta, Change, Course, Origin, Project, Withdrawn};
use crate::store::sha256_hex;
use crate::text::Text;

use super::super::neutral::{Document, Loss, MORE};
use super::super::report::Report;
use super::{Read, Wish, id_of};

/// The text in which the marks of a document are looked for, and the article that has it.
pub(super) struct Ground {
    pub article: ArticleId,
    /// The text of the document.
    pub text: Text,
    /// SHA-256 of the text as it was loaded.
    pub sha256: String,
    /// How the text became that of the article, when it was corrected since.
    pub course: Option<Course>,
}

/// The articles of the project and those that are new.
pub(super) struct Articles<'a> {
    project: &'a Project,
    reserved: &'a dyn Fn(&ArticleId) -> bool,
    /// By SHA-256 of the texts that they have and that were loaded.
    by_text: HashMap<String, ArticleId>,
    /// By what people call them, made when it is asked for.
    by_name: Option<HashMap<String, Option<ArticleId>>>,
    pub added: Vec<Arc<Article>>,
    numbers: HashMap<ArticleId, usize>,
    ids: HashSet<ArticleId>,
}

impl<'a> Articles<'a> {
    pub fn of(project: &'a Project, reserved: &'a dyn Fn(&ArticleId) -> bool) -> Self {
        let mut by_text = HashMap::new();
        for article in project.articles.values() {
            by_text.insert(article.original_sha256(), article.id.clone());
        }
        for article in project.articles.values() {
            by_text.insert(article.sha256.clone(), article.id.clone());
        }
        Self {
            project,
            reserved,
            by_text,
            by_name: None,
            added: Vec::new(),
            numbers: HashMap::new(),
            ids: HashSet::new(),
        }
    }

    /// The article of a document, and the text in which its marks stand; `None` when nobody has a text for it.
    pub fn find(
        &mut self,
        read: &Read,
        document: &Document,
        wish: &Wish<'_>,
        report: &mut Report,
    ) -> Option<Ground> {
        let Some(raw) = &document.text else {
            let id = self.known(document)?;
            return Some(self.ground(&id, &document.sha256));
        };
        let (text, cleaning) = clean(raw);
        if text.trim().is_empty() || text.len() as u64 > LARGEST {
            return None;
        }
        let sha256 = sha256_hex(&text);
        if let Some(id) = self.by_text.get(&sha256).cloned() {
            return Some(self.ground(&id, &sha256));
        }
        // A text that ends with a line end, as most do.
        let ended = document.is_woven.then(|| sha256_hex(&format!("{text}\n")));
        if let Some(ended) = ended
            && let Some(id) = self.by_text.get(&ended).cloned()
        {
            return Some(self.ground(&id, &ended));
        }
        let meta = meta(document, &text, read.format.keeps_ids, report);
        let origin = Origin {
            file: read.file.clone(),
            encoding: String::new(),
            cleaned: cleaning.recorded(),
            format: read.format.id.to_owned(),
            sha256: String::new(),
            number: None,
            at: wish.author.at,
            by: wish.author.annotator.clone(),
        };
        let article = Article {
            id: self.new_id(read, document, &sha256)?,
            meta: ArticleMeta {
                origin: Some(Box::new(origin)),
                ..meta
            },
            text: Text::new(text.into_owned()),
            sha256,
            corrections: document.corrections.clone(),
            withdrawn: Withdrawn::default(),
        };
        // Corrections that do not lead to this text are none of it.
        let mut article = article;
        if article.original() == article.text {
            article.corrections.clear();
        }
        Some(self.add(article))
    }

    fn add(&mut self, article: Article) -> Ground {
        let id = article.id.clone();
        self.by_text.insert(article.original_sha256(), id.clone());
        self.by_text.insert(article.sha256.clone(), id.clone());
        self.numbers.insert(id.clone(), self.added.len());
        self.ids.insert(id.clone());
        let ground = Ground {
            article: id,
            text: article.text.clone(),
            sha256: article.original_sha256(),
            course: None,
        };
        self.added.push(Arc::new(article));
        ground
    }

    /// The text of this SHA-256 that an article has or had, else the one it has.
    fn ground(&self, id: &ArticleId, sha256: &str) -> Ground {
        let added = self.numbers.get(id).and_then(|at| self.added.get(*at));
        let Some(article) = added.or_else(|| self.project.articles.get(id)) else {
            // Only ids of articles that are there are handed out.
            return Ground {
                article: id.clone(),
                text: Text::new(""),
                sha256: String::new(),
                course: None,
            };
        };
        let loaded = article.original_sha256();
        let since = (article.sha256 != sha256)
            .then(|| article.since(sha256))
            .flatten();
        let (text, course) = match since {
            Some((text, course)) => (text, Some(course)),
            None => (article.text.clone(), None),
        };
        Ground {
            article: id.clone(),
            text,
            sha256: loaded,
            course,
        }
    }

    /// The article that a document without a text names: by the hash of its text, by id, or by the name of its file or its
    /// title when only one has it.
    fn known(&mut self, document: &Document) -> Option<ArticleId> {
        if let Some(id) = self.by_text.get(&document.sha256) {
            return Some(id.clone());
        }
        let id = ArticleId::new(&document.id).ok();
        if let Some(id) = id.filter(|id| self.project.articles.contains_key(id)) {
            return Some(id);
        }
        let names = self.by_name.get_or_insert_with(|| names(self.project));
        let name = document.name.to_lowercase();
        let stem = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(stem, _)| stem);
        let last = stem.rsplit('/').next().unwrap_or(stem);
        [name.as_str(), stem, last]
            .into_iter()
            .find_map(|name| names.get(name))
            .cloned()
            .flatten()
    }

    fn new_id(&self, read: &Read, document: &Document, sha256: &str) -> Option<ArticleId> {
        let is_free = |id: &ArticleId| {
            !self.project.articles.contains_key(id)
                && !self.ids.contains(id)
                && !(self.reserved)(id)
        };
        if read.format.keeps_ids
            && let Ok(id) = ArticleId::new(&document.id)
            && is_free(&id)
        {
            return Some(id);
        }
        let name = document.name.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let readable = super::slug(stem);
        let name = match readable.as_str() {
            "" => sha256[..8].to_owned(),
            readable => format!("{readable}-{}", &sha256[..8]),
        };
        let make = |id: &str| ArticleId::new(id).ok();
        // A slug has 40 characters at most, which this name may go beyond.
        make(&name)
            .filter(is_free)
            .or_else(|| id_of(&sha256[..12], make, is_free))
    }

    pub fn changes(self) -> impl Iterator<Item = Change> {
        let added = self.added.into_iter();
        added.map(|article| Change::Article(article.id.clone(), Some(article)))
    }
}

/// Articles by what people call them; `None` for a name that several have.
fn names(project: &Project) -> HashMap<String, Option<ArticleId>> {
    let mut names: HashMap<String, Option<ArticleId>> = HashMap::new();
    for article in project.articles.values() {
        let file = article.meta.origin.as_ref().map(|origin| &origin.file);
        let file = file.map(|file| file.to_lowercase()).unwrap_or_default();
        let stem = file.rsplit_once('.').map(|(stem, _)| stem.to_owned());
        let all: BTreeSet<String> = [
            Some(article.meta.title.to_lowercase()),
            Some(article.id.to_string()),
            stem,
            Some(file),
        ]
        .into_iter()
        .flatten()
        .filter(|name| !name.trim().is_empty())
        .collect();
        for name in all {
            names
                .entry(name)
                .and_modify(|known| *known = None)
                .or_insert_with(|| Some(article.id.clone()));
        }
    }
    names
}

/// What the file says of an article, else what its text says; `is_ours` files say all there is.
fn meta(document: &Document, text: &str, is_ours: bool, report: &mut Report) -> ArticleMeta {
    let mut said = ArticleMeta::default();
    let mut lost = 0;
    for (key, value) in &document.meta {
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        if let Some(name) = key.strip_prefix(MORE).filter(|_| is_ours) {
            said.more.insert(name.to_owned(), value.to_owned());
            continue;
        }
        let key = key.to_lowercase();
        let key = key.strip_prefix("meta_").unwrap_or(&key);
        let slot = match key {
            "title" | "headline" | "document_title" | "documenttitle" => &mut said.title,
            "source" | "publisher" | "outlet" | "newspaper" | "document_source" => &mut said.source,
            "author" | "authors" | "byline" | "document_author" => &mut said.author,
            "url" | "link" | "uri" => &mut said.url,
            "language" | "lang" => &mut said.language,
            "date" | "published" | "publication_date" | "publish_date" => {
                match value.get(..10).and_then(|day| day.parse::<Date>().ok()) {
                    Some(date) => said.date = said.date.or(Some(date)),
                    None => lost += 1,
                }
                continue;
            }
            _ => {
                lost += 1;
                continue;
            }
        };
        if slot.is_empty() {
            value.clone_into(slot);
        }
    }
    if lost > 0 {
        *report.losses.entry(Loss::Metadata).or_default() += lost;
    }
    if is_ours {
        return said;
    }
    let name = document.name.rsplit('/').next().unwrap_or_default();
    let guessed = guess(text, (!name.is_empty()).then_some(name));
    let or = |said: String, guessed: String| if said.is_empty() { guessed } else { said };
    ArticleMeta {
        title: or(said.title, guessed.title),
        source: or(said.source, guessed.source),
        author: or(said.author, guessed.author),
        url: or(said.url, guessed.url),
        language: or(said.language, guessed.language),
        date: said.date.or(guessed.date),
        ..ArticleMeta::default()
    }
}
