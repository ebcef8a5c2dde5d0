//! The articles of `postil import`: read, shown or added, and told of.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use crate::cli::session::Session;
use crate::cli::terminal::one_line;
use crate::cli::{Failure, Outcome, Streams, count};
use crate::import::articles::{Draft, Fate, FileReport, Format, Report, read_articles};
use crate::import::{Admission, BULK, Near, NearGroup, Options, admit_beside, restore};
use crate::model::{AnnotatorId, ArticleId, Author, Part, Project};
use crate::say;
use crate::store::{Progress, Reason};

use super::Args;

/// What became of the files and what is in them, for programs.
#[derive(Debug, Default, Serialize)]
pub(super) struct Told {
    /// What became of each file.
    article_files: Vec<FileTold>,
    /// Each article.
    articles: Vec<ArticleTold>,
}

#[derive(Debug, Serialize)]
struct FileTold {
    file: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    format: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
    added: usize,
    restored: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    twice: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ArticleTold {
    /// None in a dry run.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<ArticleId>,
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    title: String,
    source: String,
    author: String,
    date: Option<String>,
    language: String,
    url: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    more: BTreeMap<String, String>,
    words: usize,
    /// The draft that it is nearly the same as: its file, and which of its articles.
    #[serde(skip_serializing_if = "Option::is_none")]
    near: Option<String>,
    /// The article that was here and is nearly the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    near_here: Option<ArticleId>,
    /// How many blocks were left out, by the reason.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    cut: BTreeMap<&'static str, usize>,
}

/// What is asked for: the files, and how they are to be read.
pub(super) struct Asked<'a> {
    pub args: &'a Args,
    pub files: &'a [PathBuf],
    pub format: Option<&'static Format>,
    pub options: &'a Options,
}

/// Reads the files and adds what is new; in a dry run only says what that would be.
pub(super) fn run(
    asked: &Asked<'_>,
    session: &mut Session,
    streams: &mut Streams<'_>,
) -> Result<(Outcome, Told), Failure> {
    let args = asked.args;
    let mut report = Report::default();
    let mut drafts = Vec::new();
    for file in asked.files {
        let name = file.display().to_string();
        let read = read_articles(file, asked.format, asked.options, &Progress::default());
        drafts.extend(report.take(name, read));
        if let Some(file) = report.files.last() {
            tell(file, streams);
        }
    }
    let mut outcome = if report.has_refused() {
        Outcome::Findings
    } else {
        Outcome::Done
    };
    let mut told = Told::default();
    let mut restored = Vec::new();
    if !args.dry_run {
        restored = put_back(asked, session, &mut drafts, streams)?;
        if drafts.len() > BULK {
            session.back_up(Reason::BeforeImport, streams);
        }
    }
    let author = author(asked, session, &drafts)?;
    let about = about(&session.project, &drafts);
    let unread = session.unread_articles();
    let reserved = |id: &ArticleId| unread.contains(id);
    let admission = admit_beside(&session.project, reserved, drafts, &author);
    report.settle(&restored, &admission.skipped);
    for skipped in &admission.skipped {
        streams.note(one_line(&skipped.to_string()));
    }
    told.articles = new_ones(about, &admission);
    if args.dry_run {
        for article in &mut told.articles {
            article.id = None;
            if !args.json {
                writeln!(streams.out, "{}", article.line())?;
            }
        }
        streams.note(format!(
            "{} would be loaded. Nothing was changed: this was a dry run.",
            count(told.articles.len(), "article", "articles")
        ));
    } else if !admission.added.is_empty() {
        // An annotator who has brought nothing has not joined.
        session.commit(&author.annotator, &admission.edit)?;
        let failures = session.save_what_can_be(streams);
        let is_saved = |id: &ArticleId| {
            let part = Part::Article(id.clone());
            failures.iter().all(|failure| failure.part != part)
        };
        let saved = admission.added.iter().filter(|id| is_saved(id));
        let saved: Vec<ArticleId> = saved.cloned().collect();
        told.articles
            .retain(|article| article.id.as_ref().is_some_and(is_saved));
        if !args.json {
            super::print(session, &saved, streams)?;
        }
        for failure in &failures {
            streams.note(format!("postil: {failure}"));
            outcome = Outcome::Findings;
        }
    }
    let near = told.articles.iter().filter(|it| it.near.is_some()).count();
    if near > 0 {
        streams.note(format!(
            "{} nearly the same as another one of them: `postil copies` lists such groups.",
            count(near, "article is", "articles are")
        ));
    }
    tell_near(&told.articles, session, streams);
    if report.files.len() > 1 {
        streams.note(summary(&report, args.dry_run));
    }
    told.article_files = report.files.into_iter().map(FileTold::of).collect();
    Ok((outcome, told))
}

/// What is told of the drafts, with what they are nearly the same as. The same text twice is told elsewhere.
fn about(project: &Project, drafts: &[Draft]) -> Vec<ArticleTold> {
    // Nobody calls it off.
    let near = Near::of(project, drafts, &Progress::default()).unwrap_or_default();
    let near = core::iter::zip(near.earlier, near.here);
    let all = core::iter::zip(drafts, near).map(|(draft, (earlier, here))| ArticleTold {
        near: earlier.map(|at| drafts[at].name()),
        near_here: here,
        ..ArticleTold::of(draft)
    });
    all.collect()
}

/// Tells which articles are nearly the same as ones that were here, those of one together.
fn tell_near(articles: &[ArticleTold], session: &Session, streams: &mut Streams<'_>) {
    let near = articles
        .iter()
        .filter_map(|it| Some((it.near_here.as_ref()?, (it.title.clone(), it.place()))));
    let groups = NearGroup::all(&session.project, near);
    for group in &groups {
        streams.note(one_line(&format!(
            "{}: {}",
            group.article,
            group.sentence()
        )));
    }
    if !groups.is_empty() {
        streams.note("`postil copies PROJECT --carry ARTICLE` carries marks over to them.");
    }
}

/// Who adds the articles; nobody has to be somebody where nothing is added.
fn author(asked: &Asked<'_>, session: &mut Session, drafts: &[Draft]) -> Result<Author, Failure> {
    if asked.args.dry_run || drafts.is_empty() {
        return Ok(Author {
            annotator: AnnotatorId::from_name("nobody", |_| false),
            at: jiff::Timestamp::UNIX_EPOCH,
        });
    }
    session.author(asked.args.annotator.as_deref())
}

/// Gives articles whose text is missing their text back, and takes these drafts away; each by its file.
fn put_back(
    asked: &Asked<'_>,
    session: &mut Session,
    drafts: &mut Vec<Draft>,
    streams: &mut Streams<'_>,
) -> Result<Vec<usize>, Failure> {
    let project = &asked.args.project;
    let restored = restore(project, session.unread_articles(), drafts).map_err(|error| {
        Failure::refused(format!("A missing text could not be put back: {error}."))
    })?;
    if restored.is_empty() {
        return Ok(Vec::new());
    }
    let (ids, files): (Vec<ArticleId>, Vec<usize>) = restored.into_iter().unzip();
    // Opened again with these articles and all that was marked in them.
    *session = Session::open(project, streams)?;
    for id in &ids {
        streams.note(format!(
            "The article {id} was there without its text; its text is back."
        ));
    }
    if !asked.args.json {
        super::print(session, &ids, streams)?;
    }
    Ok(files)
}

fn tell(file: &FileReport, streams: &mut Streams<'_>) {
    if let Fate::Refused(_) = file.fate {
        streams.note(one_line(&format!("postil: {}", file.sentence())));
    }
    for remark in &file.remarks {
        streams.note(one_line(&format!("{}: {remark}", file.file)));
    }
}

/// Those of the drafts that are added, with their ids; the drafts that were left out come in the order of the drafts too.
fn new_ones(about: Vec<ArticleTold>, admission: &Admission) -> Vec<ArticleTold> {
    let mut skipped = admission.skipped.iter().map(|it| it.draft).peekable();
    let mut added = admission.added.iter();
    let mut new = Vec::new();
    for (at, article) in about.into_iter().enumerate() {
        if skipped.next_if_eq(&at).is_none() {
            new.push(ArticleTold {
                id: added.next().cloned(),
                ..article
            });
        }
    }
    new
}

/// All files in a sentence.
fn summary(report: &Report, dry_run: bool) -> String {
    let (mut added, mut restored, mut same, mut twice, mut refused) = (0, 0, 0, 0, 0);
    for file in &report.files {
        match &file.fate {
            Fate::Read {
                added: new,
                restored: back,
                same: old,
                twice: twins,
            } => {
                added += new;
                restored += back;
                same += old.len();
                twice += twins.len();
            }
            Fate::Refused(_) => refused += 1,
        }
    }
    let mut parts = vec![count(added, "new article", "new articles")];
    if restored > 0 {
        parts.push(format!("{restored} with the text back"));
    }
    if same > 0 {
        parts.push(format!("{same} there already"));
    }
    if twice > 0 {
        parts.push(format!("{twice} twice"));
    }
    if refused > 0 {
        parts.push(format!("{} refused", count(refused, "file", "files")));
    }
    format!(
        "{}{}: {}.",
        count(report.files.len(), "file", "files"),
        if dry_run { " looked at" } else { "" },
        parts.join(", ")
    )
}

impl FileTold {
    fn of(file: FileReport) -> Self {
        let (refused, added, restored, same, twice) = match file.fate {
            Fate::Refused(why) => (Some(why), 0, 0, Vec::new(), Vec::new()),
            Fate::Read {
                added,
                restored,
                same,
                twice,
            } => (None, added, restored, same, twice),
        };
        Self {
            file: file.file,
            format: file.format,
            refused,
            added,
            restored,
            same,
            twice,
            remarks: file.remarks,
        }
    }
}

impl ArticleTold {
    /// Its file, and which of the articles in it.
    fn place(&self) -> String {
        match self.number {
            Some(number) => say!("import-numbered", file = &self.file, number = number),
            None => self.file.clone(),
        }
    }

    fn of(draft: &Draft) -> Self {
        let mut cut = BTreeMap::new();
        for why in draft.blocks.iter().filter_map(|block| block.cut) {
            *cut.entry(why.id()).or_default() += 1;
        }
        let meta = &draft.meta;
        Self {
            id: None,
            file: draft.file.clone(),
            number: draft.number,
            title: meta.title.clone(),
            source: meta.source.clone(),
            author: meta.author.clone(),
            date: meta.date.map(|date| date.to_string()),
            language: meta.language.clone(),
            url: meta.url.clone(),
            more: meta.more.clone(),
            words: draft.words(),
            near: None,
            near_here: None,
            cut,
        }
    }

    /// In a line: title, source, date, words, what is cut, what it is nearly the same as, parted by tabs.
    fn line(&self) -> String {
        let cut: Vec<String> = self
            .cut
            .iter()
            .map(|(why, count)| format!("{count} {why}"))
            .collect();
        let cut = if cut.is_empty() {
            String::new()
        } else {
            format!("cut: {}", cut.join(", "))
        };
        let mut parts = vec![
            one_line(&self.title).into_owned(),
            one_line(&self.source).into_owned(),
            self.date.clone().unwrap_or_default(),
            count(self.words, "word", "words"),
            cut,
        ];
        if let Some(near) = &self.near {
            parts.push(format!("nearly the same as {}", one_line(near)));
        }
        if let Some(here) = &self.near_here {
            parts.push(format!("nearly the same as {here}, which is here"));
        }
        parts.join("\t")
    }
}
