//! A project that a command works on: opened once, changed by edits, saved once.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use crate::model::{
    Annotator, AnnotatorId, ArticleId, Author, Edit, Level, Part, Project, Veil, Way,
};
use crate::store::{
    self, Access, Cache, Deed, Home, Opened, Progress, RealDisk, Reason, Record, Recovery,
    SaveFailure,
};

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
    /// What the state folder holds for the project.
    home: Option<Home>,
    /// What earlier sessions of the window left that was not in the folder.
    recovery: Recovery,
    /// What was done, for the journal.
    deeds: Vec<Deed>,
    /// The name of who works here, where the environment says it.
    user: Option<String>,
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
        let home = streams.state.as_ref().map(|state| Home::of(state, root));
        let cache = home.as_ref().map_or_else(Cache::default, Home::cache);
        let mut opened = store::open_articles(root, cache, &Progress::default())?;
        if let Some(home) = &home {
            opened.know(home);
        }
        opened.read_layers(&Progress::default())?;
        for finding in &opened.findings {
            streams.note(one_line(&format!("postil: {finding}")));
        }
        let mut session = Self {
            project: core::mem::take(&mut opened.project),
            opened,
            parts: Vec::new(),
            joined: None,
            home,
            recovery: Recovery::default(),
            deeds: Vec::new(),
            user: streams.user.clone(),
        };
        session.bring_back(streams)?;
        Ok(session)
    }

    /// Takes in what a window left in the journal that had not reached the project folder.
    fn bring_back(&mut self, streams: &mut Streams<'_>) -> Result<(), Failure> {
        let Some(home) = &self.home else {
            return Ok(());
        };
        self.recovery = store::recover(&home.shelf(), &self.project);
        for remark in &self.recovery.remarks {
            streams.note(one_line(&format!("postil: {remark}")));
        }
        let merged = self.recovery.merge(&self.project);
        if merged.edit.is_empty() {
            return Ok(());
        }
        for conflict in &merged.conflicts {
            streams.note(one_line(&format!("postil: {}", conflict.message())));
        }
        let count = super::count(merged.edit.changes.len(), "change", "changes");
        streams.note(format!(
            "postil: {count} that had not reached the project folder came back from the journal of this computer."
        ));
        let by = self.nobody();
        self.record(&by, Way::Merged, &merged.edit)
    }

    /// Puts an edit in force and notes it for folder and journal.
    fn record(&mut self, by: &AnnotatorId, way: Way, edit: &Edit) -> Result<(), Failure> {
        let inverse = edit
            .apply(&mut self.project)
            .map_err(|error| Failure::refused(format!("{}: {error}.", edit.name)))?;
        self.parts.extend(edit.parts());
        let mut deed = Deed {
            number: self.deeds.len() as u64 + 1,
            ..Deed::new(by, Timestamp::now(), way, edit.clone(), inverse)
        };
        deed.note_places(&self.project);
        self.deeds.push(deed);
        Ok(())
    }

    /// Puts an edit in force.
    pub fn commit(&mut self, by: &AnnotatorId, edit: &Edit) -> Result<(), Failure> {
        self.record(by, Way::Done, edit)
    }

    /// Has the layer of an article saved whose annotations were moved along with its text. Those of others are theirs to save.
    pub fn keep_moved(&mut self, article: &ArticleId, by: &AnnotatorId) {
        let moved = self.opened.reanchored.iter().map(|moved| &moved.key);
        let own = moved
            .filter(|key| key.article == *article && self.project.person_of(&key.annotator) == by);
        self.parts.extend(own.cloned().map(Part::Layer));
    }

    /// Backs the project up as it is on the disk, where there is a state folder.
    pub fn back_up(&self, reason: Reason, streams: &mut Streams<'_>) {
        if let Some(home) = &self.home {
            super::backup::before(reason, &self.opened.root, home, streams);
        }
    }

    /// Whether the file of a part cannot be written.
    pub fn is_locked(&self, part: &Part) -> bool {
        self.opened.locked.get(part).is_some()
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
        // Whoever is asked to end meanwhile ends when all of it is written.
        let _hold = store::signals::Hold::new();
        let mut parts = core::mem::take(&mut self.parts);
        parts.sort();
        parts.dedup();
        let mut journal = self.journal(&parts, streams);
        let Opened { root, locked, .. } = &self.opened;
        let failures = store::save(root, &self.project, &parts, locked)
            .err()
            .unwrap_or_default();
        if let Some((session, deeds)) = &mut journal {
            note_published(session, *deeds, &parts, &failures);
        }
        let is_new = |failure: &SaveFailure| matches!(failure.part, Part::Annotator(_));
        if let Some(message) = self.joined.take()
            && !failures.iter().any(is_new)
        {
            streams.note(one_line(&message));
        }
        failures
    }

    /// Writes what was done into the journal, before it goes into the folder. A journal that cannot be written is told; the
    /// folder is safe, too.
    fn journal(
        &mut self,
        parts: &[Part],
        streams: &mut Streams<'_>,
    ) -> Option<(store::Session, u64)> {
        let home = self.home.as_ref().filter(|_| !parts.is_empty())?;
        let root = &self.opened.root;
        if let Err(error) = home.settle(&RealDisk, root, &self.project) {
            tracing::warn!(%error, "the state folder");
        }
        let mut session = store::Session::new(home.shelf(), Arc::new(RealDisk), root)
            .of_project(&self.project.settings.id);
        let deeds = core::mem::take(&mut self.deeds);
        let last = deeds.len() as u64;
        let mut records: Vec<Record> = deeds.into_iter().map(Box::new).map(Record::Deed).collect();
        for (session, through) in core::mem::take(&mut self.recovery.covers) {
            records.push(Record::Covers { session, through });
        }
        match session.append(&records) {
            Ok(()) => Some((session, last)),
            Err(error) => {
                streams.note(format!(
                    "postil: The journal could not be written: {error}."
                ));
                None
            }
        }
    }

    /// Who works: the annotator that is named, else that of the environment. One whom the project does not know joins.
    pub fn author(&mut self, named: Option<&str>) -> Result<Author, Failure> {
        let Some(name) = named.map(str::to_owned).or_else(|| self.user.clone()) else {
            return Err(Failure::refused(
                "It is not known who you are. Say it with --annotator NAME, or set POSTIL_ANNOTATOR.",
            ));
        };
        let known = find_annotator(&self.project, &name)?.map(|known| known.id.clone());
        let annotator = if let Some(id) = known {
            if self.project.is_gold(&id) {
                return Err(Failure::refused(format!(
                    "“{name}” is nobody: it holds the gold layers, which `postil adjudicate` makes of what people marked."
                )));
            }
            if self.project.is_second(&id) {
                let person = self.project.annotator_name(self.project.person_of(&id));
                return Err(Failure::refused(format!(
                    "“{name}” is nobody: it holds what {person} labels a second time. Work as {person}."
                )));
            }
            id
        } else {
            let taken = |id: &AnnotatorId| self.project.annotators.contains_key(id);
            let id = AnnotatorId::from_name(&name, taken);
            let welcome = self.project.welcome(&id, name.trim());
            self.commit(&id, &welcome)?;
            let name = name.trim();
            self.joined = Some(format!("{name} joined the project as annotator {id}."));
            id
        };
        Ok(Author {
            annotator,
            at: Timestamp::now(),
        })
    }

    /// What the state folder holds for the project, where there is one.
    pub fn home(&self) -> Option<&Home> {
        self.home.as_ref()
    }

    /// Who works, for the journal: who is named, and joins when the project does not know that name, or who works here by the
    /// environment, in the project or not.
    pub fn worker(&mut self, named: Option<&str>) -> Result<AnnotatorId, Failure> {
        if named.is_some() {
            return Ok(self.author(named)?.annotator);
        }
        let me = self.me(None)?;
        Ok(me.unwrap_or_else(|| self.nobody()))
    }

    /// Who works here, for the journal, when that is nobody of the project.
    fn nobody(&self) -> AnnotatorId {
        let name = self.user.as_deref().unwrap_or("annotator");
        AnnotatorId::from_name(name, |_| false)
    }

    /// What of the project whoever works here is not to see.
    pub fn veil(&self) -> Result<Veil, Failure> {
        Ok(self.project.veil(self.me(None)?.as_ref()))
    }

    /// The project as whoever works here is to see it. What blind rounds and repeats hide is told.
    pub fn seen(&self, streams: &mut Streams<'_>) -> Result<Project, Failure> {
        let veil = self.veil()?;
        self.tell_blind(&veil, streams);
        Ok(veil.over(&self.project))
    }

    /// Tells what blind rounds and repeats hide from whoever works here, if anything.
    pub fn tell_blind(&self, veil: &Veil, streams: &mut Streams<'_>) {
        let blind = veil.blind_articles(&self.project);
        if blind > 0 {
            let articles = super::count(blind, "article", "articles");
            streams.note(format!(
                "postil: A blind round is not over: of {articles} nothing is shown but what you did yourself."
            ));
        }
        let repeated = veil.repeated_articles(&self.project);
        if repeated > 0 {
            let articles = super::count(repeated, "article", "articles");
            streams.note(format!(
                "postil: You label {articles} a second time: until that is done, nothing else that was marked there is shown or counted."
            ));
        }
    }

    /// Refuses to tell of single people what they marked while names are hidden.
    pub fn may_name<'a>(
        &self,
        people: impl IntoIterator<Item = &'a AnnotatorId>,
    ) -> Result<(), Failure> {
        let veil = self.veil()?;
        if people.into_iter().any(|person| veil.hides_name(person)) {
            return Err(Failure::refused(
                "Names are hidden in this project: it is not told who marked what. The rules of reviewing can be changed in the window.",
            ));
        }
        Ok(())
    }

    /// Whom `me` means in a filter: who is named, or else who works here by the environment, if that is somebody of the
    /// project.
    pub fn me(&self, named: Option<&str>) -> Result<Option<AnnotatorId>, Failure> {
        if let Some(name) = named {
            return self.known_annotator(name).map(Some);
        }
        let Some(user) = &self.user else {
            return Ok(None);
        };
        let found = find_annotator(&self.project, user)?;
        Ok(found.map(|annotator| annotator.id.clone()))
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

/// Notes in the journal which parts have reached the folder.
fn note_published(
    session: &mut store::Session,
    through: u64,
    parts: &[Part],
    failures: &[SaveFailure],
) {
    let written = parts
        .iter()
        .filter(|part| failures.iter().all(|failure| failure.part != **part));
    let records: Vec<Record> = written
        .map(|part| Record::Published {
            part: part.clone(),
            through,
        })
        .collect();
    // Without it the next session finds that nothing is left to do.
    let _it_is_safe_in_the_folder = session.append(&records);
}

/// What of a project somebody is not to see who is called so.
pub(super) fn veil_of(project: &Project, user: Option<&str>) -> Veil {
    let known = user.and_then(|user| find_annotator(project, user).ok()?);
    project.veil(known.map(|known| &known.id))
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
