//! `postil merge PROJECT OTHER`: takes over what a colleague's copy or a bundle holds.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;

use crate::model::merge::{
    Base, Card, Choice, Copied, Evidence, Kept, Told, parts_of_copy, take_copy,
};
use crate::model::{AnnotatorId, ArticleId, Author, Project, Veil};
use crate::say;
use crate::store::{
    self, Apart, Arrival, Consent, OldTexts, PastSlots, Progress, Reason, Unwelcome,
};
use crate::text::Alignment;

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count};

/// How it is to be taken over.
#[derive(Debug, Default, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub struct Options {
    /// With PROJECT OTHER: tell what would be taken over, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// With PROJECT OTHER: print JSON
    #[arg(long)]
    json: bool,
    /// With PROJECT OTHER: what becomes of things on which the two do not agree: mine, theirs, both or discuss
    #[arg(long, value_name = "WHICH", default_value = "both")]
    cards: Cards,
    /// With PROJECT OTHER: look in our texts for annotations that were made on other ones
    #[arg(long)]
    reanchor: bool,
    /// With PROJECT OTHER: take codebook, guidelines, highlighters, and what is said of articles, too
    #[arg(long)]
    codebook: bool,
    /// With PROJECT OTHER: take it although it is of another project
    #[arg(long)]
    another_project: bool,
    /// With PROJECT OTHER: a project folder from which both have come, where there is one
    #[arg(long, value_name = "FOLDER")]
    base: Option<std::path::PathBuf>,
    /// With PROJECT OTHER: who merges, by id or name: comments of --cards discuss are theirs
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

/// What becomes of cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Cards {
    Mine,
    Theirs,
    #[default]
    Both,
    Discuss,
}

impl From<Cards> for Choice {
    fn from(cards: Cards) -> Self {
        match cards {
            Cards::Mine => Self::Mine,
            Cards::Theirs => Self::Theirs,
            Cards::Both => Self::Both,
            Cards::Discuss => Self::Discuss,
        }
    }
}

pub(super) fn run(
    root: &Path,
    other: &Path,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let mut session = if options.dry_run {
        Session::read(root, streams)?
    } else {
        Session::open(root, streams)?
    };
    let author = match options.cards {
        Cards::Discuss => session.author(options.annotator.as_deref())?,
        _ => Author {
            annotator: session.worker(options.annotator.as_deref())?,
            at: Timestamp::now(),
        },
    };
    let consent = Consent {
        reanchor: options.reanchor,
        another_project: options.another_project,
    };
    let old_texts = session
        .home()
        .map_or_else(OldTexts::default, store::Home::old_texts);
    let ours = &session.project;
    let progress = Progress::default();
    let arrival = store::read_arrival(other, root, ours, &old_texts, consent, &progress);
    let arrival = arrival.map_err(refused)?;
    let copied = compared(&session, &arrival, options, streams)?;
    let veil = session.veil()?;
    let telling = Telling {
        project: ours,
        veil: &veil,
        arrival: &arrival,
        copied: &copied,
        choice: options.cards.into(),
    };
    if options.json {
        streams.json(&telling.json(!options.dry_run))?;
    } else {
        for line in telling.lines() {
            streams.line(one_line(&line))?;
        }
    }
    for remark in &arrival.remarks {
        streams.note(one_line(remark));
    }
    for apart in &arrival.apart {
        streams.note(one_line(&apart_words(apart)));
    }
    let clean = copied.cards.is_empty() && arrival.apart.is_empty() && arrival.remarks.is_empty();
    let outcome = if clean {
        Outcome::Done
    } else {
        Outcome::Findings
    };
    if options.dry_run {
        return Ok(outcome);
    }
    if !copied.is_empty() {
        session.back_up(Reason::BeforeMerge, streams);
        let choices = vec![options.cards.into(); copied.cards.len()];
        let edit = copied.with(&session.project, &choices, &author);
        session.commit(&author.annotator, &edit)?;
        session.save(streams)?;
    }
    if let Some(home) = session.home() {
        home.keep_taken(&session.project, &arrival);
    }
    Ok(outcome)
}

fn refused(error: Unwelcome) -> Failure {
    match error {
        Unwelcome::AnotherProject { .. } => Failure::refused(format!(
            "{error} With --another-project it is taken all the same."
        )),
        Unwelcome::Itself => Failure::refused(error.to_string()),
        error => Failure::Unreadable(error.to_string()),
    }
}

/// What taking it over would do, by all that is known of earlier versions.
fn compared(
    session: &Session,
    arrival: &Arrival,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<Copied, Failure> {
    let (ours, theirs) = (&session.project, &arrival.theirs);
    let base = match &options.base {
        Some(base) => {
            let base = super::merge::whole(base, streams)?;
            let base = on_texts_of(&base, ours);
            Some(Base {
                emptied: arrival.emptied(&base),
                project: base,
                annotators: None,
                may_take_away: BTreeSet::new(),
            })
        }
        None => session
            .home()
            .and_then(|home| home.last_taken(ours, arrival)),
    };
    let past = match session.home() {
        Some(home) => PastSlots::of(&home.shelf(), theirs, &Progress::default())?,
        None => PastSlots::default(),
    };
    let knows = |change: &crate::model::Change| past.knows(change);
    let evidence = Evidence {
        base,
        past: Some(&knows),
    };
    let told = Told {
        name: "Take over a colleague's copy".to_owned(),
        other: "the copy".to_owned(),
    };
    let parts = parts_of_copy(ours, theirs, options.codebook);
    Ok(take_copy(ours, theirs, &evidence, &parts, &told))
}

/// A base in which articles are as ours: those of other texts are left out.
fn on_texts_of(base: &Project, ours: &Project) -> Project {
    let mut base = base.with_texts_of(ours);
    let articles = base.articles.clone();
    for (id, article) in &articles {
        if let Some(here) = ours.articles.get(id).filter(|it| it.text != article.text) {
            let keys: Vec<_> = base.layers_of(id).map(|(key, _)| key.clone()).collect();
            for key in keys {
                base.layers.remove(&key);
            }
            base.articles.insert(id.clone(), here.clone());
        }
    }
    base
}

/// What is told of a merge.
struct Telling<'a> {
    project: &'a Project,
    veil: &'a Veil,
    arrival: &'a Arrival,
    copied: &'a Copied,
    /// What becomes of all cards.
    choice: Choice,
}

#[derive(Serialize)]
struct Json<'a> {
    merged: bool,
    changes: usize,
    annotators: Vec<JsonPerson<'a>>,
    articles: Vec<&'a str>,
    removed: Vec<&'a str>,
    cards: Vec<JsonCard<'a>>,
    apart: Vec<JsonApart<'a>>,
    remarks: &'a [String],
}

#[derive(Serialize)]
struct JsonPerson<'a> {
    annotator: &'a str,
    name: &'a str,
    ours: usize,
    theirs: usize,
    new: usize,
    changed: usize,
    deleted: usize,
    conflicts: usize,
    reviews: usize,
}

#[derive(Serialize)]
struct JsonCard<'a> {
    article: Option<&'a str>,
    annotator: Option<String>,
    annotation: Option<String>,
    message: String,
    both_kept: bool,
}

#[derive(Serialize)]
struct JsonApart<'a> {
    article: &'a str,
    title: &'a str,
    annotations: usize,
    is_here: bool,
    changes: Option<usize>,
}

impl<'a> Telling<'a> {
    fn name(&self, id: &'a AnnotatorId) -> &'a str {
        let known = self.project.annotators.get(id);
        let known = known.or_else(|| self.arrival.theirs.annotators.get(id));
        known.map_or(id.as_str(), |it| &it.name)
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for it in &self.copied.counts {
            let Some(id) = &it.annotator else { continue };
            let mut parts = vec![
                format!(
                    "{}: {} here, {} there; {} new",
                    self.name(id),
                    it.ours,
                    it.theirs,
                    it.new
                ),
                format!("{} changed", it.changed),
            ];
            if it.deleted > 0 {
                parts.push(format!("{} deleted", it.deleted));
            }
            parts.push(count(it.conflicts, "conflict", "conflicts"));
            if it.reviews > 0 {
                parts.push(count(
                    it.reviews,
                    "decision, comment or answer",
                    "decisions, comments and answers",
                ));
            }
            let line = parts.join(", ");
            lines.push(line);
        }
        if !self.copied.articles.is_empty() {
            let articles = count(self.copied.articles.len(), "new article", "new articles");
            lines.push(articles);
        }
        if !self.copied.removed.is_empty() {
            let removed = count(self.copied.removed.len(), "article", "articles");
            lines.push(format!(
                "{removed} left out that had been removed here; what is in them comes once they are back from the trash"
            ));
        }
        if self.copied.is_empty() {
            lines.push("There is nothing to take over.".to_owned());
        }
        let cards = self.copied.cards.iter();
        lines.extend(cards.map(|card| self.message(card)));
        lines
    }

    /// What a card is about and what becomes of it, unless that is not to be seen.
    fn message(&self, card: &Card) -> String {
        if self.veil.hides_change(&card.conflict.ours) {
            say!("check-blind").to_owned()
        } else if card.or_both(self.choice) == Choice::Both {
            // With the id of the one that stands beside it.
            card.conflict.message()
        } else {
            let does = card.does(self.choice);
            format!("{} {does}", card.conflict.fact)
        }
    }

    fn card(&self, card: &'a Card) -> JsonCard<'a> {
        let mark = card.mark();
        JsonCard {
            article: mark.as_ref().map(|(article, _)| article.as_str()),
            annotator: mark.as_ref().map(|(_, mark)| mark.by.to_string()),
            annotation: mark.as_ref().map(|(_, mark)| mark.id.to_string()),
            message: self.message(card),
            both_kept: matches!(self.choice, Choice::Both | Choice::Discuss)
                && card.conflict.kept != Kept::Apart,
        }
    }

    fn json(&self, merged: bool) -> Json<'_> {
        let counts = self.copied.counts.iter();
        let people = counts.filter_map(|it| {
            let id = it.annotator.as_ref()?;
            Some(JsonPerson {
                annotator: id.as_str(),
                name: self.name(id),
                ours: it.ours,
                theirs: it.theirs,
                new: it.new,
                changed: it.changed,
                deleted: it.deleted,
                conflicts: it.conflicts,
                reviews: it.reviews,
            })
        });
        Json {
            merged,
            changes: self.copied.edit.changes.len(),
            annotators: people.collect(),
            articles: self.copied.articles.iter().map(ArticleId::as_str).collect(),
            removed: self.copied.removed.iter().map(ArticleId::as_str).collect(),
            cards: self.copied.cards.iter().map(|it| self.card(it)).collect(),
            apart: self.arrival.apart.iter().map(apart).collect(),
            remarks: &self.arrival.remarks,
        }
    }
}

/// How many passages differ between two texts of an article.
fn changes(apart: &Apart) -> Option<usize> {
    let (ours, theirs) = (apart.ours.as_ref()?, apart.theirs.as_ref()?);
    let alignment = Alignment::of(theirs.as_str(), ours.as_str());
    Some(alignment.changes().len())
}

fn apart(apart: &Apart) -> JsonApart<'_> {
    JsonApart {
        article: apart.article.as_str(),
        title: &apart.title,
        annotations: apart.annotations,
        is_here: apart.ours.is_some(),
        changes: changes(apart),
    }
}

fn apart_words(apart: &Apart) -> String {
    let left = count(apart.annotations, "annotation", "annotations");
    let title = &apart.title;
    match (&apart.ours, changes(apart)) {
        (None, _) => {
            format!("“{title}” is not here: {left} left out. Ask for a bundle with its text.")
        }
        (Some(_), Some(changes)) => {
            let places = count(changes, "passage", "passages");
            format!(
                "“{title}” has another text there, which differs in {places}: {left} left out. With --reanchor they are looked for in the text here."
            )
        }
        (Some(_), None) => format!(
            "“{title}” has another text there: {left} left out. With --reanchor they are looked for in the text here."
        ),
    }
}
