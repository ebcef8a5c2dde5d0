//! A project that a command works on: opened once, changed by edits, saved once.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::Timestamp;

use crate::model::{Annotator, AnnotatorId, ArticleId, Author, Edit, Level, Part, Project};
use crate::store::{self, Access, Opened, Progress, SaveFailure};

use super::resolve::list;
use super::terminal::one_line;
use super::{Failure, Streams};

/// An open project and what was changed in it.
pub(super) struct Session {
    pub project: Project,
    opened: Opened,
    parts: Vec<Part>,
    /// Who joined, to be announced when it is true.
    joined: Option<String>,
}

impl Session {
    /// Opens a project to change it.
    pub fn open(root: &Path, streams: &mut Streams<'_>) -> Result<Self, Failure> {
        let session = Self::read(root, streams)?;
        match &session.opened.access {
            Access::ReadWrite => Ok(session),
            Access::ReadOnly(why) => Err(Failure::refused(format!(
                "{} cannot be changed: {why}",
                root.display()
            ))),
        }
    }

    /// Opens a project to read it. What is wrong in it goes to the messages.
    pub fn read(root: &Path, streams: &mut Streams<'_>) -> Result<Self, Failure> {
        let mut opened = store::open(root, &Progress::default())?;
        for finding in &opened.findings {
            streams.note(one_line(&format!("postil: {finding}")));
        }
        Ok(Self {
            project: core::mem::take(&mut opened.project),
            opened,
            parts: Vec::new(),
            joined: None,
        })
    }

    /// Puts an edit in force.
    pub fn commit(&mut self, edit: &Edit) -> Result<(), Failure> {
        edit.apply(&mut self.project)
            .map_err(|error| Failure::refused(format!("{}: {error}.", edit.name)))?;
        self.parts.extend(edit.parts());
        Ok(())
    }

    /// Articles of which there is something on the disk and which could not be read.
    pub fn unread_articles(&self) -> BTreeSet<ArticleId> {
        let unread = self.opened.locked.keys().filter_map(|part| match part {
            Part::Article(id) if !self.project.articles.contains_key(id) => Some(id.clone()),
            _ => None,
        });
        unread.collect()
    }

    /// Files that could not be read, so that what is in them is missing.
    pub fn unread_files(&self) -> BTreeSet<&str> {
        let unread = self.opened.findings.iter().filter(|finding| {
            // A text that is there and not the one that was loaded has been read all the same.
            let is_known_text = Path::new(&finding.file)
                .extension()
                .is_some_and(|ending| ending == "txt")
                && finding
                    .article
                    .as_ref()
                    .is_some_and(|id| self.project.articles.contains_key(id));
            finding.level == Level::Error && finding.annotation.is_none() && !is_known_text
        });
        unread.map(|finding| finding.file.as_str()).collect()
    }

    /// Writes what was changed.
    pub fn save(&mut self, streams: &mut Streams<'_>) -> Result<(), Failure> {
        let failures = self.save_what_can_be(streams);
        if failures.is_empty() {
            return Ok(());
        }
        let lines: Vec<String> = failures.iter().map(ToString::to_string).collect();
        Err(Failure::refused(lines.join("\n")))
    }

    /// Writes what was changed, and returns what could not be written.
    pub fn save_what_can_be(&mut self, streams: &mut Streams<'_>) -> Vec<SaveFailure> {
        let mut parts = core::mem::take(&mut self.parts);
        parts.sort();
        parts.dedup();
        let Opened { root, locked, .. } = &self.opened;
        let failures = store::save(root, &self.project, &parts, locked)
            .err()
            .unwrap_or_default();
        let is_new = |failure: &SaveFailure| matches!(failure.part, Part::Annotator(_));
        if let Some(message) = self.joined.take()
            && !failures.iter().any(is_new)
        {
            streams.note(one_line(&message));
        }
        failures
    }

    /// Who works: the annotator that is named, else that of the environment. One whom the project does not know joins.
    pub fn author(&mut self, named: Option<&str>) -> Result<Author, Failure> {
        let name = named.map_or_else(name_from_environment, str::to_owned);
        let known = find_annotator(&self.project, &name)?.map(|known| known.id.clone());
        let annotator = if let Some(id) = known {
            id
        } else {
            let taken = |id: &AnnotatorId| self.project.annotators.contains_key(id);
            let id = AnnotatorId::from_name(&name, taken);
            let welcome = self.project.welcome(&id, name.trim());
            self.commit(&welcome)?;
            let name = name.trim();
            self.joined = Some(format!("{name} joined the project as annotator {id}."));
            id
        };
        Ok(Author {
            annotator,
            at: Timestamp::now(),
        })
    }

    /// The annotator that is named, who must be in the project.
    pub fn known_annotator(&self, name: &str) -> Result<AnnotatorId, Failure> {
        if let Some(annotator) = find_annotator(&self.project, name)? {
            return Ok(annotator.id.clone());
        }
        let all = self.project.annotators.keys().map(AnnotatorId::as_str);
        Err(Failure::refused(format!(
            "There is no annotator “{name}”. The project has: {}.",
            list(all)
        )))
    }
}

/// The annotator with this id, else the one with this name, whatever the case.
fn find_annotator<'a>(project: &'a Project, name: &str) -> Result<Option<&'a Annotator>, Failure> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Failure::refused(
            "The annotator's name is empty. Give one with --annotator NAME.",
        ));
    }
    if let Some(annotator) = project.annotators.get(name) {
        return Ok(Some(annotator));
    }
    let lower = name.to_lowercase();
    let mut same = project
        .annotators
        .values()
        .filter(|annotator| annotator.name.to_lowercase() == lower);
    match (same.next(), same.next()) {
        (Some(one), Some(other)) => Err(Failure::refused(format!(
            "Several annotators are called “{name}”. Give the id: {} or {}.",
            one.id, other.id
        ))),
        (one, _) => Ok(one.map(AsRef::as_ref)),
    }
}

/// `$POSTIL_ANNOTATOR`, else the user name of the system.
fn name_from_environment() -> String {
    ["POSTIL_ANNOTATOR", "USER", "USERNAME", "LOGNAME"]
        .into_iter()
        .filter_map(|variable| std::env::var(variable).ok())
        .map(|name| name.trim().to_owned())
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "annotator".to_owned())
}
