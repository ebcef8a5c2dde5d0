//! Articles into the open project: a few texts at once, all else by the window that shows what is in the files.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::dialogs::{AnnotationImportDialog, ArticleImportDialog, ChosenArticles, ReportDialog};
use super::upkeep::Copyist;
use super::{Postil, Screen, Workspace};
use crate::import::articles::{Fate, FileReport, Report, is_plain};
use crate::import::{self, Draft, Near, NearGroup, foreign};
use crate::model::{AnnotatorId, ArticleId, Author, Change, Edit, Project};
use crate::query::recode::Made;
use crate::say;
use crate::store::{self, Progress, Reason};
use crate::words::phrase;

/// From more articles than this on, they are put into the project on a thread: a few milliseconds between two frames.
const MANY: usize = 200;
/// So many texts are loaded without a detour.
const HANDFUL: usize = 5;

/// What came of reading.
enum Read {
    /// Articles to add, and what was refused, a sentence each.
    Articles(Vec<Draft>, Vec<String>),
    /// Articles that people have chosen, and what became of their files.
    Chosen(Vec<Draft>, Report),
    /// People are to see it first.
    Preview(Vec<PathBuf>),
    /// A bundle, which is merged.
    Bundle(PathBuf),
}

impl Postil {
    /// Loads files and folders as articles: a few texts at once, anything else after it was seen.
    pub fn add_files(&mut self, paths: Vec<PathBuf>, ctx: &egui::Context) {
        let root = self.workspace().map(|workspace| workspace.root.clone());
        self.load("job-loading", ctx, move |progress| {
            read_texts(paths, &root.unwrap_or_default(), progress)
        });
    }

    /// Makes an article of a text from the clipboard.
    pub fn paste_article(&mut self, text: String, ctx: &egui::Context) {
        self.load("job-clipboard", ctx, move |_| {
            match import::from_paste(&text) {
                Ok(draft) => Read::Articles(vec![draft], Vec::new()),
                Err(error) => Read::Articles(Vec::new(), vec![error.to_string()]),
            }
        });
    }

    /// Adds the articles that somebody has chosen.
    pub(super) fn load_chosen(&mut self, chosen: Box<ChosenArticles>, ctx: &egui::Context) {
        self.load("job-loading", ctx, move |_| {
            let (drafts, report) = chosen.drafts();
            Read::Chosen(drafts, report)
        });
    }

    /// Adds all articles of files and folders as they are found, without showing them first: what is measured of loading.
    pub fn load_all(&mut self, paths: Vec<PathBuf>, ctx: &egui::Context) {
        let Some(workspace) = self.workspace() else {
            return;
        };
        let (root, project) = (workspace.root.clone(), workspace.project.clone());
        self.load("job-loading", ctx, move |progress| {
            let (drafts, report) = ChosenArticles::all(paths, &root, &project, progress).drafts();
            Read::Chosen(drafts, report)
        });
    }

    /// Shows what is in files before any of it is taken.
    pub(super) fn show_article_import(&mut self, paths: Vec<PathBuf>) {
        if let Some(workspace) = self.workspace() {
            let dialog = ArticleImportDialog::new(workspace.root.clone(), paths);
            self.dialog = Some(Box::new(dialog));
        }
    }

    /// Shows what would come of these files of other programs.
    pub(super) fn show_annotation_import_of(&mut self, paths: &[PathBuf]) {
        if let Some(workspace) = self.workspace() {
            let unread = workspace.unread_articles();
            let mut dialog = AnnotationImportDialog::new(workspace.root.clone(), unread);
            super::dialogs::Dialog::picked(&mut dialog, paths);
            self.dialog = Some(Box::new(dialog));
        }
    }

    /// Reads drafts in the background and adds those that are new as one step.
    fn load(
        &mut self,
        name: &'static str,
        ctx: &egui::Context,
        read: impl FnOnce(&Progress) -> Read + Send + 'static,
    ) {
        let Some(workspace) = self.workspace() else {
            self.notices.warn(say!("files-no-project"));
            return;
        };
        let (project, author) = (workspace.project.clone(), workspace.author());
        let root = workspace.root.clone();
        let unread = workspace.unread_articles();
        let newcomer = Newcomer::of(workspace);
        let copyist = Copyist::of(workspace);
        self.jobs.start(name, ctx, move |progress| {
            let read = read(progress);
            let (drafts, mut refused, report) = match read {
                Read::Articles(drafts, refused) => (drafts, refused, None),
                Read::Chosen(drafts, report) => (drafts, Vec::new(), Some(report)),
                Read::Preview(paths) => {
                    let is_wanted = !progress.cancel.load(Ordering::Relaxed);
                    return Box::new(move |postil: &mut Self, _: &egui::Context| {
                        if is_wanted && postil.is_at(&root) {
                            postil.show_article_import(paths);
                        }
                    }) as super::jobs::Landing<Self>;
                }
                Read::Bundle(path) => {
                    return Box::new(move |postil: &mut Self, _: &egui::Context| {
                        if postil.is_at(&root) {
                            postil.show_bundle(path);
                        }
                    }) as super::jobs::Landing<Self>;
                }
            };
            if let Some(copyist) = copyist.filter(|_| drafts.len() > import::BULK)
                && let Err(error) = copyist.make(Reason::BeforeImport, &store::Progress::default())
            {
                let why = error.to_string();
                refused.push(say!("files-no-backup-before-loading", why = why));
            }
            // Whatever was read of many files is not half of what was wanted.
            let is_wanted = !progress.cancel.load(Ordering::Relaxed);
            let drafts = is_wanted.then_some((drafts, refused, report));
            let loaded = drafts.and_then(|drafts| {
                let of = (&project, root.as_path(), &unread);
                let mut loaded = Loaded::new(of, drafts, &author, progress)?;
                if loaded.admission.added.len() > MANY {
                    loaded.make(project, &newcomer);
                }
                Some(loaded)
            });
            Box::new(move |postil: &mut Self, ctx: &egui::Context| {
                if let Some(loaded) = loaded {
                    postil.loaded(&root, loaded, ctx);
                } else {
                    let cancelled = say!("files-loading-cancelled", job = phrase(name));
                    postil.notices.say(cancelled);
                }
            })
        });
    }

    /// Whether the project of this folder is open.
    fn is_at(&self, root: &Path) -> bool {
        let open = self.workspace();
        open.is_some_and(|workspace| workspace.root == root)
    }

    /// Applies an edit that adds many articles once more, as somebody has gone on with the project meanwhile.
    fn load_later(&mut self, root: &Path, loaded: Loaded, edit: Edit, ctx: &egui::Context) {
        let Some(workspace) = self.workspace() else {
            return;
        };
        let project = workspace.project.clone();
        let (newcomer, root) = (Newcomer::of(workspace), root.to_owned());
        self.jobs.start_to_the_end("job-loading", ctx, move || {
            let mut loaded = loaded;
            loaded.admission.edit = edit;
            loaded.make(project, &newcomer);
            move |postil: &mut Self, ctx: &egui::Context| postil.loaded(&root, loaded, ctx)
        });
    }

    /// Adds what was read to the project, and says what was left out and why.
    fn loaded(&mut self, root: &Path, mut loaded: Loaded, ctx: &egui::Context) {
        for reason in loaded.refused.drain(..) {
            self.notices.warn(reason);
        }
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        if workspace.root != root {
            self.notices.warn(say!("files-other-project"));
            return;
        }
        if !workspace.project.is_untouched(&loaded.project) {
            let edit = still_new(&workspace.project, loaded.admission.edit.clone());
            if loaded.made.is_some() {
                self.load_later(root, loaded, edit, ctx);
                return;
            }
            loaded.admission.edit = edit;
        }
        let is_done = match loaded.made {
            Some(made) => workspace.take_made(*made, &mut self.notices),
            None => workspace.commit(loaded.admission.edit, &mut self.notices),
        };
        if is_done && let Some(first) = loaded.admission.added.first() {
            workspace.list.filter.clear();
            workspace.refresh();
            workspace.show_article(first);
            if !loaded.remarks.is_empty() {
                self.notices.say(loaded.remarks.join(" "));
            }
        }
        if let Some(report) = loaded.report
            && self.dialog.is_none()
            && ReportDialog::is_worth_it(&report)
        {
            self.dialog = Some(Box::new(ReportDialog::new(&report)));
        }
    }
}

/// Reads a handful of texts; more of them, and files of other kinds, are to be seen first.
fn read_texts(paths: Vec<PathBuf>, root: &Path, progress: &Progress) -> Read {
    // What a colleague sent is no article.
    if let [one] = &paths[..]
        && store::is_bundle(one)
    {
        return Read::Bundle(one.clone());
    }
    let found = foreign::survey(&paths, None);
    // A project's own texts and guidelines are no articles to load.
    let (files, _own) = import::outside(root, found.articles);
    let options = import::Options::default();
    let is_simple = found.inputs.is_empty()
        && found.unknown.is_empty()
        && files.len() <= HANDFUL
        && files.iter().all(|file| is_plain(file));
    if !is_simple {
        return Read::Preview(paths);
    }
    let mut drafts = Vec::new();
    let mut refused = Vec::new();
    progress.total.store(files.len(), Ordering::Relaxed);
    if files.is_empty() {
        refused.push(say!("files-no-text").to_owned());
    }
    for file in files {
        if progress.cancel.load(Ordering::Relaxed) {
            break;
        }
        match import::read_articles(&file, None, &options, progress) {
            Ok(loaded) => {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                let of_file = loaded.remarks.iter();
                refused.extend(of_file.map(|remark| format!("{name}: {remark}")));
                drafts.extend(loaded.drafts);
            }
            Err(error) => refused.push(error.to_string()),
        }
        progress.done.fetch_add(1, Ordering::Relaxed);
    }
    Read::Articles(drafts, refused)
}

/// Articles that were read and are ready to be added.
struct Loaded {
    /// The project for which they were made ready.
    project: Project,
    admission: import::Admission,
    /// The project with them, when there are many.
    made: Option<Box<Made>>,
    /// What was cleaned or guessed, a sentence each.
    remarks: Vec<String>,
    /// What was left out and why, a sentence each.
    refused: Vec<String>,
    /// What became of each file, when people have seen what is in it.
    report: Option<Report>,
}

impl Loaded {
    /// Makes articles of drafts, once it is found out which of them are nearly the same as ones of the project: none when it is
    /// called off meanwhile.
    fn new(
        (project, root, unread): (&Project, &Path, &BTreeSet<ArticleId>),
        (mut drafts, mut refused, mut report): (Vec<Draft>, Vec<String>, Option<Report>),
        author: &Author,
        progress: &Progress,
    ) -> Option<Self> {
        let mut restored_of = Vec::new();
        match import::restore(root, unread.iter().cloned(), &mut drafts) {
            Ok(restored) => {
                restored_of.extend(restored.iter().map(|(_, file)| *file));
                let told = restored.iter();
                refused.extend(told.map(|(id, _)| say!("files-text-back", id = id.to_string())));
            }
            Err(error) => refused.push(say!("files-text-not-back", why = error.to_string())),
        }
        let remark = |draft: &Draft| -> Vec<String> {
            let remarks = draft.remarks.iter();
            remarks
                .map(|remark| format!("{}: {remark}", draft.name()))
                .collect()
        };
        let mut remarks: Vec<String> = Vec::new();
        if report.is_none() {
            remarks.extend(drafts.iter().flat_map(remark));
        }
        let near = Near::of(project, &drafts, progress)?;
        let names: Vec<(String, String)> = drafts
            .iter()
            .map(|draft| (draft.meta.display_title().to_owned(), draft.name()))
            .collect();
        // Of texts that came without a window.
        let own_report = report.is_none().then(|| report_of(&mut drafts));
        let admission = import::admit_beside(project, |id| unread.contains(id), drafts, author);
        let skipped: HashSet<usize> = admission.skipped.iter().map(|it| it.draft).collect();
        let new = core::iter::zip(&near.here, names).enumerate();
        let new = new.filter(|(at, _)| !skipped.contains(at));
        let new = new.filter_map(|(_, (here, name))| Some((here.as_ref()?, name)));
        let near = NearGroup::all(project, new);
        if let Some(report) = &mut report {
            report.settle(&restored_of, &admission.skipped);
            report.near = near;
        } else {
            remarks.extend(near.iter().map(|it| format!("{}.", it.sentence())));
            // The status line is one line: what can be carried over from what is here must not be cut off there.
            report = own_report.filter(|_| !near.is_empty());
            if let Some(report) = &mut report {
                report.settle(&[], &admission.skipped);
                report.near = near;
            }
            let skipped = admission.skipped.iter();
            refused.extend(skipped.map(|skipped| format!("{skipped}.")));
        }
        Some(Self {
            project: project.clone(),
            made: None,
            admission,
            remarks,
            refused,
            report,
        })
    }

    /// Makes the project with them.
    fn make(&mut self, project: Project, newcomer: &Newcomer) {
        let (id, name) = (&newcomer.annotator, &newcomer.name);
        let edit = project.welcoming(id, name, self.admission.edit.clone());
        self.made = Made::of(&project, edit).ok().map(Box::new);
        self.project = project;
    }
}

/// What became of texts that came without a window: each as a file of its own, which is noted in it.
fn report_of(drafts: &mut [Draft]) -> Report {
    let files = drafts.iter_mut().enumerate().map(|(at, draft)| {
        draft.of_file = at;
        FileReport {
            file: draft.name(),
            format: draft.format,
            fate: Fate::Read {
                added: 1,
                restored: 0,
                same: Vec::new(),
                twice: Vec::new(),
            },
            remarks: draft.remarks.clone(),
        }
    });
    Report {
        files: files.collect(),
        near: Vec::new(),
    }
}

/// Who loads, who may not be in the project yet.
struct Newcomer {
    annotator: AnnotatorId,
    name: String,
}

impl Newcomer {
    fn of(workspace: &Workspace) -> Self {
        Self {
            annotator: workspace.annotator.clone(),
            name: workspace.annotator_name(),
        }
    }
}

/// The edit without articles that have come into the project since, under their id or with their text.
fn still_new(project: &Project, mut edit: Edit) -> Edit {
    let texts: HashSet<&str> = project.articles.values().map(|it| &*it.sha256).collect();
    edit.changes.retain(|change| match change {
        Change::Article(id, Some(article)) => {
            !project.articles.contains_key(id) && !texts.contains(&*article.sha256)
        }
        _ => true,
    });
    edit
}
