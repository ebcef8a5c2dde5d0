//! Annotations of other programs: files, format, options, what becomes of labels, fields and relations, the first marks, what
//! would come of it and what would be lost, all before anything is done.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use egui::Ui;

use crate::app::picker::Ask;
use crate::import::foreign::{
    COMMON, FORMATS, Format, Mapping, Observed, Read, Report, Settled, Wish, Wrong, read, settle,
    survey,
};
use crate::import::{Options, Setting, Takes, outside};
use crate::model::{ArticleId, Author, Codebook, Part, Project};
use crate::query::recode::Made;
use crate::say;
use crate::store::Progress;
use crate::text::quoted;

use super::super::theme::{Tokens, space};
use super::super::typeset::{Lines, TextLabel};
use super::awaited::Awaited;
use super::field::{FirstFocus, Form, Verdict, body};
use super::{Action, Dialog, Flow, View};

mod mapping;

/// Most broken files that are told in full.
const BROKEN: usize = 12;
/// So many marks are shown before they are taken.
const MARKS: usize = 8;
/// Longest passage that is shown, in characters.
const PASSAGE: usize = 80;

/// What the question for files is called.
const FILES: &str = "title-import-annotations";

/// Shows what would come of files of other programs.
pub struct AnnotationImportDialog {
    /// The project's folder, whose own files are no files to import.
    root: PathBuf,
    /// Articles that are on the disk and could not be read.
    unread: Arc<BTreeSet<ArticleId>>,
    paths: Vec<PathBuf>,
    /// The format that was chosen; each file's own without.
    format: Option<&'static Format>,
    options: Options,
    reading: Option<(Asked, Awaited<Contents>)>,
    mapping: Mapping,
    /// The mapping is that of what was read last.
    is_mapped: bool,
    working: Option<(MadeOf, Awaited<Option<Worked>>)>,
    first: FirstFocus,
}

/// What is read, and how.
#[derive(Clone, PartialEq)]
struct Asked {
    paths: Vec<PathBuf>,
    format: Option<&'static Format>,
    options: Options,
}

/// What the files hold.
struct Contents {
    reads: Arc<Vec<Read>>,
    observed: Observed,
    /// Files that cannot be read, and why.
    broken: Vec<String>,
    /// The formats of the files that can.
    formats: Vec<&'static Format>,
}

/// What it was worked out from.
#[derive(Clone, PartialEq)]
struct MadeOf {
    mapping: Mapping,
    options: Options,
    reads: *const Vec<Read>,
    codebook: *const Codebook,
    annotators: usize,
}

/// What would come of it, done on a copy of the project.
struct Worked {
    report: Report,
    made: Option<Box<Made>>,
    refused: Option<String>,
}

impl AnnotationImportDialog {
    /// The dialog for a project, without any file yet.
    #[must_use]
    pub fn new(root: PathBuf, unread: BTreeSet<ArticleId>) -> Self {
        Self {
            root,
            unread: Arc::new(unread),
            paths: Vec::new(),
            format: None,
            options: Options::default(),
            reading: None,
            mapping: Mapping::default(),
            is_mapped: false,
            working: None,
            first: FirstFocus::default(),
        }
    }

    /// Has a thread read the files, when something about that has changed.
    fn read(&mut self, ctx: &egui::Context) {
        let asked = Asked {
            paths: self.paths.clone(),
            format: self.format,
            options: self.options.clone(),
        };
        let is_known = self
            .reading
            .as_ref()
            .is_some_and(|(known, _)| *known == asked);
        if is_known || self.paths.is_empty() {
            return;
        }
        self.working = None;
        self.is_mapped = false;
        let (theirs, root) = (asked.clone(), self.root.clone());
        let work = move |progress: &Progress| contents(&theirs, &root, progress);
        self.reading = Some((asked, Awaited::start("annotations", ctx, work)));
    }

    /// Has a thread work out what comes of it, when something about that has changed.
    fn work(&mut self, ctx: &egui::Context, project: &Project, author: &Author) {
        let Some(contents) = self.reading.as_mut().and_then(|(_, it)| it.get()) else {
            return;
        };
        if !self.is_mapped {
            self.mapping = Mapping::propose(&project.codebook, &contents.observed);
            self.is_mapped = true;
        }
        let made_of = MadeOf {
            mapping: self.mapping.clone(),
            options: self.options.clone(),
            reads: Arc::as_ptr(&contents.reads),
            codebook: Arc::as_ptr(&project.codebook),
            annotators: project.annotators.len(),
        };
        if self
            .working
            .as_ref()
            .is_some_and(|(known, _)| *known == made_of)
        {
            return;
        }
        let (project, author) = (project.clone(), author.clone());
        let (reads, unread) = (Arc::clone(&contents.reads), Arc::clone(&self.unread));
        let (mapping, options) = (self.mapping.clone(), self.options.clone());
        let work = move |progress: &Progress| {
            let wish = Wish {
                author: &author,
                annotator: options.get(&COMMON[0]),
                update: options.has(&COMMON[1]),
            };
            let is_unread = |id: &ArticleId| unread.contains(id);
            let settled = settle(&project, is_unread, &reads, &mapping, &wish, progress)?;
            Some(worked(&project, settled))
        };
        self.working = Some((made_of, Awaited::start("import", ctx, work)));
    }

    /// Files, or a folder of them.
    fn choose_files(&self, ui: &mut Ui) -> Option<Ask> {
        let mut ask = None;
        ui.horizontal_wrapped(|ui| {
            if ui.button(say!("annotations-import-files")).clicked() {
                ask = Some(ask_for_files());
            }
            if ui.button(say!("annotations-import-folder")).clicked() {
                ask = Some(Ask::Folder {
                    title: FILES.to_owned(),
                });
            }
        });
        for path in self.paths.iter().take(BROKEN) {
            let name = path.display().to_string();
            ui.add(TextLabel::new(&name).lines(Lines::One));
        }
        if self.paths.len() > BROKEN {
            ui.label(say!(
                "annotations-import-more",
                count = self.paths.len() - BROKEN
            ));
        }
        ask
    }

    /// The format; those that are meant.
    fn choose_format(&mut self, ui: &mut Ui, form: &mut Form<'_>) -> Vec<&'static Format> {
        let guessed = say!("annotations-import-guessed").to_owned();
        let mut formats: Vec<(Option<&'static str>, String)> = vec![(None, guessed)];
        formats.extend(
            FORMATS
                .iter()
                .map(|format| (Some(format.id), (format.name)().to_owned())),
        );
        let mut id = self.format.map(|format| format.id);
        let label = ("format", say!("annotations-import-format"));
        form.choice(ui, label, &mut id, &formats);
        self.format = id.and_then(crate::import::foreign::format);
        let read = self.reading.as_mut().and_then(|(_, it)| it.get());
        let shown: Vec<&'static Format> = match (self.format, read) {
            (Some(format), _) => vec![format],
            (None, Some(contents)) => contents.formats.clone(),
            (None, None) => Vec::new(),
        };
        for format in &shown {
            let about = say!(
                "annotations-import-about",
                name = (format.name)(),
                about = (format.about)()
            );
            form.remark(ui, &about);
        }
        shown
    }

    /// What can be chosen about these formats.
    fn choose_settings(&mut self, ui: &mut Ui, form: &mut Form<'_>, shown: &[&'static Format]) {
        ui.add_space(space::MEDIUM);
        ui.add(TextLabel::new(say!("annotations-import-options")).bold(true));
        let mut settings: Vec<&Setting> = COMMON.iter().collect();
        for setting in shown.iter().flat_map(|format| format.settings) {
            if settings.iter().all(|known| known.id != setting.id) {
                settings.push(setting);
            }
        }
        for setting in settings {
            show_setting(ui, form, &mut self.options, setting);
        }
    }

    /// What was found, what comes of it, and what becomes of labels and the like.
    fn show_contents(&mut self, ui: &mut Ui, form: &mut Form<'_>, book: &Codebook) {
        let Some((_, reading)) = &mut self.reading else {
            return;
        };
        let percent = reading.percent();
        let Some(contents) = reading.get() else {
            ui.label(say!("annotations-import-reading", percent = percent));
            return;
        };
        for why in contents.broken.iter().take(BROKEN) {
            form.problem(ui, why);
        }
        if contents.broken.len() > BROKEN {
            let more = contents.broken.len() - BROKEN;
            form.problem(ui, &say!("import-more-broken", count = more));
        }
        if let Some((_, working)) = &mut self.working {
            let percent = working.percent();
            match working.get() {
                None => drop(ui.label(say!("annotations-import-working", percent = percent))),
                Some(Some(worked)) => show_worked(ui, form.tokens, worked),
                Some(None) => {}
            }
        }
        mapping::show(ui, form, book, &contents.observed, &mut self.mapping);
    }
}

/// The question for files of other programs.
#[must_use]
pub fn ask_for_files() -> Ask {
    let mut endings: Vec<String> = FORMATS
        .iter()
        .flat_map(|format| format.extensions)
        .map(|ending| (*ending).to_owned())
        .collect();
    endings.sort();
    endings.dedup();
    Ask::Files {
        title: FILES.to_owned(),
        endings,
    }
}

pub(super) fn show_setting(
    ui: &mut Ui,
    form: &mut Form<'_>,
    options: &mut Options,
    setting: &Setting,
) {
    let now = options.get(setting).to_owned();
    let mut value = now.clone();
    match setting.takes {
        Takes::Text => {
            form.text(ui, (setting.id, (setting.name)()), &mut value);
        }
        Takes::Flag => {
            let mut is_set = options.has(setting);
            ui.add_space(space::SMALL);
            ui.checkbox(&mut is_set, (setting.name)());
            if is_set != options.has(setting) {
                (if is_set { "yes" } else { "no" }).clone_into(&mut value);
            }
        }
        Takes::OneOf(_) => {
            let known = setting.takes.words().iter();
            let known = known.map(|word| {
                let name = say!("import-option-word", word = *word);
                ((*word).to_owned(), name)
            });
            let words: Vec<(String, String)> = known.collect();
            form.choice(ui, (setting.id, (setting.name)()), &mut value, &words);
        }
        Takes::Encoding => {
            let found = say!("import-option-encoding-found").to_owned();
            let known = setting.takes.words().iter();
            let known = known.map(|word| ((*word).to_owned(), (*word).to_owned()));
            let unset = core::iter::once((String::new(), found));
            let words: Vec<(String, String)> = unset.chain(known).collect();
            form.choice(ui, (setting.id, (setting.name)()), &mut value, &words);
        }
    }
    form.remark(ui, (setting.about)());
    if value != now {
        options.set(setting.id, value);
    }
}

/// Reads all files; those that cannot be read are told, and the others read all the same.
fn contents(asked: &Asked, root: &std::path::Path, progress: &Progress) -> Contents {
    let mut found = survey(&asked.paths, asked.format);
    let is_own = |path: &PathBuf| !outside(root, vec![path.clone()]).1.is_empty();
    found.inputs.retain(|input| !is_own(&input.path));
    let mut broken: Vec<String> = found
        .unknown
        .iter()
        .map(|path| {
            Wrong::unknown(path)
                .of(path.display().to_string())
                .to_string()
        })
        .collect();
    progress.total.store(found.inputs.len(), Ordering::Relaxed);
    let mut reads = Vec::new();
    let mut formats: Vec<&'static Format> = Vec::new();
    for input in &found.inputs {
        match read(input, &asked.options, progress) {
            Ok(read) => {
                if !formats.contains(&read.format) {
                    formats.push(read.format);
                }
                reads.push(read);
            }
            Err(problem) => broken.push(problem.to_string()),
        }
        progress.done.fetch_add(1, Ordering::Relaxed);
    }
    Contents {
        observed: Observed::of(reads.iter().map(|read| &read.found)),
        reads: Arc::new(reads),
        broken,
        formats,
    }
}

fn worked(project: &Project, settled: Settled) -> Worked {
    let Settled { edit, report } = settled;
    if edit.is_empty() {
        return Worked {
            report,
            made: None,
            refused: None,
        };
    }
    match Made::of(project, edit) {
        Ok(made) => Worked {
            report,
            made: Some(Box::new(made)),
            refused: None,
        },
        Err(error) => Worked {
            report,
            made: None,
            refused: Some(error.to_string()),
        },
    }
}

/// The first marks that would be added, as they would stand: tag, and what they cover.
fn first_marks(made: &Made) -> Vec<(String, String)> {
    use crate::model::{Change, Slot};
    let project = &made.project;
    let marks = made.edit.changes.iter().filter_map(|change| match change {
        Change::Annotation(key, _, Slot::Present(annotation)) => Some((key, annotation)),
        _ => None,
    });
    let marks = marks.take(MARKS).filter_map(|(key, annotation)| {
        let text = &project.articles.get(&key.article)?.text;
        let passage = annotation.spans.quotation(text);
        let tag = project.codebook.tag_name(&annotation.tag).to_owned();
        Some((tag, crate::app::marking::shorten(&passage, PASSAGE)))
    });
    marks.collect()
}

fn show_worked(ui: &mut Ui, tokens: &Tokens, worked: &Worked) {
    ui.add_space(space::MEDIUM);
    if let Some(made) = &worked.made {
        let marks = first_marks(made);
        if !marks.is_empty() {
            ui.add(TextLabel::new(say!("annotations-import-first")).bold(true));
        }
        for (tag, passage) in marks {
            let passage = quoted(&passage);
            let line = say!("annotations-import-mark", tag = tag, passage = passage);
            ui.add(TextLabel::new(&line).lines(Lines::One));
        }
        ui.add_space(space::MEDIUM);
    }
    ui.add(TextLabel::new(say!("annotations-import-report")).bold(true));
    for sentence in worked.report.deeds() {
        ui.add(TextLabel::new(&sentence));
    }
    let lost = worked.report.lost();
    if !lost.is_empty() {
        ui.add_space(space::MEDIUM);
        ui.add(TextLabel::new(say!("annotations-import-lost")).bold(true));
    }
    for sentence in lost {
        ui.add(TextLabel::new(&sentence).color(tokens.warning));
    }
    if let Some(why) = &worked.refused {
        ui.add(TextLabel::new(why).color(tokens.error));
    }
}

impl Dialog for AnnotationImportDialog {
    fn title(&self) -> String {
        say!("annotations-import-title").to_owned()
    }

    fn width(&self) -> f32 {
        660.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let (Some(project), Some(author)) = (view.project, &view.author) else {
            return Flow::Close;
        };
        self.read(ui.ctx());
        self.work(ui.ctx(), project, author);
        let mut first = self.first;
        let mut form = Form::new(view.tokens, &mut first);
        let ask = body(ui, |ui| {
            let ask = self.choose_files(ui);
            let shown = self.choose_format(ui, &mut form);
            self.show_contents(ui, &mut form, &project.codebook);
            self.choose_settings(ui, &mut form, &shown);
            ask
        });
        let why_locked = (view.why_locked)(&Part::Annotator(author.annotator.clone()));
        let worked = self.working.as_mut().and_then(|(_, it)| it.get());
        let worked = worked.and_then(Option::as_ref);
        let refused = match worked {
            _ if self.paths.is_empty() => Some(say!("annotations-import-choose")),
            None => Some(say!("annotations-import-wait")),
            Some(worked) if worked.made.is_none() => Some(say!("annotations-import-nothing")),
            Some(_) => None,
        };
        let verdict = form.buttons(
            ui,
            say!("import-entities-do"),
            why_locked.as_deref().or(refused),
        );
        self.first = first;
        match (ask, verdict) {
            (Some(ask), _) => Flow::Do(vec![Action::Ask(ask)]),
            (None, Verdict::Primary) => {
                let worked = self.working.as_mut().and_then(|(_, it)| it.take());
                match worked.flatten().and_then(|worked| worked.made) {
                    Some(made) => Flow::Then(vec![Action::Import(made)]),
                    None => Flow::Stay,
                }
            }
            (None, Verdict::Cancel) => Flow::Close,
            (None, Verdict::Wait) => Flow::Stay,
        }
    }

    fn picked(&mut self, paths: &[PathBuf]) {
        if !paths.is_empty() {
            self.paths = paths.to_vec();
            self.format = None;
        }
    }

    fn has_unsaved(&self) -> bool {
        !self.paths.is_empty()
    }
}
