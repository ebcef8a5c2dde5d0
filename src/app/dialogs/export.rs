//! What goes to other programs, in which format, and what that cannot carry.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{EventFilter, Id, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use jiff::tz::TimeZone;

use crate::export::{self, FORMATS, Format, Makes, Options, Pick, Report, Selection, Unit, Wish};
use crate::model::{AnnotatorId, Project, TagId};
use crate::query::{articles_of, filter::Filter};
use crate::say;
use crate::store::Progress;

use super::super::picker::Ask;
use super::super::theme::{Tokens, space};
use super::super::typeset::{Face, Lines, TextLabel};
use super::awaited::Awaited;
use super::field::{FirstFocus, Form, Verdict, body, column, room};
use super::guidelines::scroll_with_keys;
use super::listing::{Found, Listing, documents, file_name, typed_path};
use super::{Action, Dialog, Flow, View};

/// As many bytes of an export are shown before it is made.
const PREVIEW: usize = 3000;
/// Most lines of them.
const PREVIEW_LINES: usize = 24;
/// Most characters of a line.
const PREVIEW_LINE: usize = 400;
/// From this width on what would come of it stands beside what is chosen, in points.
const BESIDE: f32 = 640.0;

/// Chooses what is exported, how, and where to.
#[derive(Debug)]
pub struct ExportDialog {
    format: &'static Format,
    options: Options,
    whose: Whose,
    /// The tags that are left out.
    without: BTreeSet<TagId>,
    filter: String,
    as_loaded: bool,
    folder: PathBuf,
    path: Option<String>,
    listing: Listing,
    shown: Option<Shown>,
    first: FirstFocus,
}

/// What the parts of the dialog see of the program in a frame.
#[derive(Clone, Copy)]
struct Around<'a> {
    project: &'a Project,
    /// Who exports.
    me: Option<&'a AnnotatorId>,
    /// Whether there is such a file already.
    replaces: bool,
}

/// Whose layers are exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Whose {
    /// Those of all people.
    #[default]
    People,
    /// What reviewers decided.
    Gold,
    /// Both.
    All,
    /// Those of one person.
    One(AnnotatorId),
}

impl Whose {
    /// What can be chosen in a project by this person: one by one people stand there only while their names are shown.
    fn choices(project: &Project, me: Option<&AnnotatorId>) -> Vec<(Self, String)> {
        let mut choices = vec![(Self::People, say!("export-everybody").to_owned())];
        if project.reviewing.rules.gold.is_some() {
            choices.push((Self::Gold, say!("export-gold").to_owned()));
            choices.push((Self::All, say!("export-all-layers").to_owned()));
        }
        let hides = project.reviewing.rules.hide_names;
        let people = project.people().filter(|id| !hides || me == Some(*id));
        choices.extend(people.map(|id| {
            let name = project.annotator_name(id).to_owned();
            (Self::One(id.clone()), name)
        }));
        choices
    }

    /// Whose layers that are; none for all people.
    fn annotators(&self, project: &Project) -> Option<BTreeSet<AnnotatorId>> {
        match self {
            Self::People => None,
            Self::Gold => Some(project.reviewing.rules.gold.iter().cloned().collect()),
            Self::All => Some(export::everybody(project)),
            Self::One(id) => Some([id.clone()].into()),
        }
    }
}

/// What would come of it.
#[derive(Debug)]
struct Shown {
    /// The format, what of the project, the options, and the words of the filter.
    of: (&'static str, Selection, Options, String),
    outcome: Awaited<Result<Outlook, String>>,
}

/// What would be written.
#[derive(Debug)]
struct Outlook {
    /// Its beginning; none while the names that stand in it are hidden.
    preview: Option<String>,
    report: Report,
    /// Whether something is left out because a blind round is not over.
    is_blind: bool,
}

impl Default for ExportDialog {
    fn default() -> Self {
        Self::new()
    }
}

impl ExportDialog {
    /// The dialog, for a file among the user's documents.
    #[must_use]
    pub fn new() -> Self {
        Self::in_folder(documents())
    }

    /// The same, for a file in another folder.
    #[must_use]
    pub fn in_folder(folder: PathBuf) -> Self {
        Self {
            format: &FORMATS[0],
            options: Options::default(),
            whose: Whose::default(),
            without: BTreeSet::new(),
            filter: String::new(),
            as_loaded: false,
            folder,
            path: None,
            listing: Listing::default(),
            shown: None,
            first: FirstFocus::default(),
        }
    }

    /// The same, with another format at first.
    #[must_use]
    pub fn with_format(mut self, id: &str) -> Self {
        self.format = export::format(id).unwrap_or(self.format);
        self
    }

    /// All that can be chosen; whether the system is to be asked for the file.
    fn choose(&mut self, ui: &mut Ui, form: &mut Form<'_>, around: &Around<'_>) -> bool {
        let path = self.path.get_or_insert_default();
        let words = match self.format.makes {
            Makes::File(_) => say!("export-file"),
            Makes::Folder => say!("export-to-folder"),
        };
        let (_, browse) = form.text_and_button(ui, ("file", words), path, say!("dialog-browse"));
        if around.replaces {
            form.warning(ui, say!("export-replaces"));
        }
        self.choose_format(ui, form);
        self.choose_options(ui, form, around);
        self.choose_selection(ui, form, around);
        browse
    }

    fn choose_format(&mut self, ui: &mut Ui, form: &mut Form<'_>) {
        let all: Vec<(&str, String)> = FORMATS
            .iter()
            .map(|format| (format.id, (format.name)().to_owned()))
            .collect();
        let mut id = self.format.id;
        form.choice(ui, ("format", say!("export-format")), &mut id, &all);
        form.remark(ui, (self.format.about)());
        if id != self.format.id
            && let Some(format) = export::format(id)
        {
            self.become_format(format);
        }
    }

    /// Takes another format; the ending of the file goes with it.
    fn become_format(&mut self, format: &'static Format) {
        if let Some(path) = &mut self.path {
            let ending = ending(self.format);
            let stem = path.strip_suffix(ending.as_str()).unwrap_or(path);
            *path = format!("{stem}{}", self::ending(format));
        }
        self.format = format;
        self.options = Options::default();
    }

    /// What can be chosen about the format.
    fn choose_options(&mut self, ui: &mut Ui, form: &mut Form<'_>, around: &Around<'_>) {
        let refused = self.wish(around.project).refused(around.project);
        let mut is_in_pack = false;
        for choice in self.format.choices {
            // One heading for all of them.
            let of_pack = (choice.about)() == say!("export-pack-format");
            if of_pack && !is_in_pack {
                form.label(ui, say!("export-pack-formats"));
            }
            is_in_pack = of_pack;
            let before = self.options.get(choice);
            let mut value = before.clone();
            match choice.kind {
                Pick::Flag => {
                    if !of_pack {
                        ui.add_space(space::SMALL);
                    }
                    let mut is_on = value == "yes";
                    ui.checkbox(&mut is_on, (choice.name)());
                    (if is_on { "yes" } else { "no" }).clone_into(&mut value);
                }
                Pick::OneOf(all) => {
                    let all: Vec<(String, String)> = all
                        .iter()
                        .map(|(id, name)| ((*id).to_owned(), name().to_owned()))
                        .collect();
                    form.choice(ui, (choice.id, (choice.name)()), &mut value, &all);
                }
                Pick::Number(_, most) => {
                    let label = form.label(ui, (choice.name)());
                    let mut number: u32 = value.parse().unwrap_or_default();
                    ui.add(egui::DragValue::new(&mut number).range(0..=most))
                        .labelled_by(label.id);
                    value = number.to_string();
                }
                Pick::Text => {
                    form.text(ui, (choice.id, (choice.name)()), &mut value);
                }
            }
            if !of_pack {
                form.remark(ui, (choice.about)());
            }
            if let Some((_, why)) = refused.as_ref().filter(|(id, _)| *id == choice.id) {
                form.problem(ui, why);
            }
            if value != before {
                // What the widgets give is always a value of the option.
                let _always = self.options.set(self.format, choice.id, &value);
            }
        }
        if self.format.can_choose_unit {
            let all = [
                (None, say!("export-unit-usual").to_owned()),
                (Some(Unit::Utf16), say!("export-unit-utf16").to_owned()),
                (Some(Unit::Byte), say!("export-unit-byte").to_owned()),
            ];
            form.choice(
                ui,
                ("unit", say!("export-unit")),
                &mut self.options.unit,
                &all,
            );
        }
    }

    /// What of the project is exported.
    fn choose_selection(&mut self, ui: &mut Ui, form: &mut Form<'_>, around: &Around<'_>) {
        let choices = Whose::choices(around.project, around.me);
        form.choice(
            ui,
            ("annotator", say!("export-whose")),
            &mut self.whose,
            &choices,
        );
        form.text_with_hint(
            ui,
            ("articles", say!("export-articles")),
            say!("export-articles-all"),
            &mut self.filter,
        );
        if let Err(why) = self.articles(around) {
            form.problem(ui, &why);
        }
        form.label(ui, say!("export-tags"));
        ui.horizontal_wrapped(|ui| {
            let tags = around.project.codebook.tags.iter();
            for tag in tags.filter(|tag| !tag.group) {
                let mut is_on = !self.without.contains(&tag.id);
                if ui.checkbox(&mut is_on, tag.name.as_str()).changed() {
                    if is_on {
                        self.without.remove(&tag.id);
                    } else {
                        self.without.insert(tag.id.clone());
                    }
                }
            }
        });
        ui.add_space(space::SMALL);
        ui.checkbox(&mut self.as_loaded, say!("export-choice-as-loaded"));
        form.remark(ui, say!("export-choice-as-loaded-about"));
    }

    /// The articles that the filter means; none for all.
    fn articles(&self, around: &Around<'_>) -> Result<Option<Filter>, String> {
        if self.filter.trim().is_empty() {
            return Ok(None);
        }
        let (project, me) = (around.project, around.me);
        let filter = Filter::read(&self.filter, project, me, &TimeZone::system());
        filter.map(Some).map_err(|wrong| wrong.words())
    }

    /// What is wanted, but for the articles.
    fn wish(&self, project: &Project) -> Wish {
        let tags = &project.codebook.tags;
        let chosen = tags
            .iter()
            .map(|tag| tag.id.clone())
            .filter(|id| !self.without.contains(id));
        Wish {
            format: self.format,
            selection: Selection {
                annotators: self.whose.annotators(project),
                tags: (!self.without.is_empty()).then(|| chosen.collect()),
                articles: None,
                as_loaded: self.as_loaded,
            },
            options: self.options.clone(),
        }
    }

    /// Shows what would come of it; a thread finds that out.
    fn show_outcome(&mut self, ui: &mut Ui, form: &Form<'_>, around: &Around<'_>) {
        let Ok(filter) = self.articles(around) else {
            return;
        };
        let wish = self.wish(around.project);
        if wish.refused(around.project).is_some() {
            // It is told at the option; what would come of it is nothing that anybody wants.
            return;
        }
        let of = (
            wish.format.id,
            wish.selection.clone(),
            wish.options.clone(),
            self.filter.trim().to_owned(),
        );
        if self.shown.as_ref().is_none_or(|shown| shown.of != of) {
            let (project, me) = (around.project.clone(), around.me.cloned());
            let outcome = Awaited::start("export-preview", ui.ctx(), move |progress| {
                let seen = project.veil(me.as_ref()).over(&project);
                let wish = narrowed(wish, &seen, filter.as_ref());
                let is_blind = seen.layers.len() < project.layers.len();
                look_ahead(&seen, &wish, is_blind, progress)
            });
            self.shown = Some(Shown { of, outcome });
        }
        let Some(shown) = &mut self.shown else {
            return;
        };
        match shown.outcome.get() {
            None => form.remark(ui, say!("export-looking")),
            Some(Err(why)) => form.problem(ui, why),
            Some(Ok(outlook)) => show_outlook(ui, form, outlook),
        }
    }

    /// What is chosen, and what would come of it beside that. Each scrolls for itself: what is lost stays in sight while
    /// formats are tried. Whether the system is to be asked for the file.
    fn show_columns(&mut self, ui: &mut Ui, form: &mut Form<'_>, around: &Around<'_>) -> bool {
        let height = room(ui);
        let report = ui.make_persistent_id("report");
        let shown = ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = space::HUGE;
            ui.columns(2, |columns| {
                for ui in &mut *columns {
                    ui.spacing_mut().item_spacing.x = space::MEDIUM;
                }
                let browse = column(&mut columns[0], "choices", height, |ui| {
                    self.choose(ui, form, around)
                });
                let beside = &mut columns[1];
                let has_keyboard = beside.memory(|memory| memory.has_focus(report));
                column(beside, "report", height, |ui| {
                    self.show_outcome(ui, form, around);
                    if has_keyboard {
                        scroll_with_keys(ui);
                    }
                });
                hold_report(beside, form.tokens, report);
                browse
            })
        });
        shown.inner
    }

    /// The file, with the format's ending if none was typed.
    fn file(&self) -> PathBuf {
        let mut file = typed_path(self.path.as_deref().unwrap_or_default());
        if let Makes::File(extension) = self.format.makes
            && file.extension().is_none()
            && file.file_name().is_some()
        {
            file.set_extension(extension);
        }
        file
    }

    /// Why it cannot be written, or what is there already.
    fn look_at_place(&mut self, ctx: &egui::Context) -> (Option<String>, bool) {
        let file = self.file();
        let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
            return (Some(say!("export-no-path").to_owned()), false);
        };
        if !file.is_absolute() {
            return (Some(say!("export-no-whole-path").to_owned()), false);
        }
        match self.listing.of(ctx, folder) {
            None => (None, false),
            Some(Found::Nothing) => (Some(say!("dialog-no-folder").to_owned()), false),
            Some(Found::Unreadable(why)) => (Some(why.words()), false),
            Some(Found::Folder(entries)) => {
                match entries.iter().find(|entry| entry.name == *name) {
                    Some(entry) if entry.is_file => (None, true),
                    Some(_) if self.format.makes == Makes::Folder => {
                        (Some(say!("export-there-already").to_owned()), false)
                    }
                    Some(_) => (Some(say!("export-into-folder").to_owned()), false),
                    None => (None, false),
                }
            }
        }
    }
}

/// The wish with the articles that the filter means.
#[must_use]
pub fn narrowed(mut wish: Wish, project: &Project, filter: Option<&Filter>) -> Wish {
    wish.selection.articles = filter.map(|filter| articles_of(project, filter));
    wish
}

fn look_ahead(
    project: &Project,
    wish: &Wish,
    is_blind: bool,
    progress: &Progress,
) -> Result<Outlook, String> {
    let shows = !project.reviewing.rules.hide_names;
    let preview = || export::preview(project, wish, PREVIEW, progress);
    let preview = shows.then(preview).transpose();
    Ok(Outlook {
        preview: preview.map_err(|it| it.to_string())?,
        report: export::survey(project, wish, progress).map_err(|it| it.to_string())?,
        is_blind,
    })
}

/// Lets the keyboard into what would come of it: there is no field there, but there may be more than is seen.
fn hold_report(ui: &Ui, tokens: &Tokens, id: Id) {
    let place = ui.min_rect();
    let report = ui.interact(place, id, Sense::focusable_noninteractive());
    report.widget_info(|| WidgetInfo::labeled(Role::Group, true, say!("export-outcome")));
    let own = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, own));
    if report.has_focus() {
        let stroke = Stroke::new(1.0, tokens.accent);
        ui.painter()
            .rect_stroke(place, 4.0, stroke, StrokeKind::Outside);
    }
}

fn show_outlook(ui: &mut Ui, form: &Form<'_>, outlook: &Outlook) {
    let report = &outlook.report;
    let what = if let Some(count) = report.entities {
        say!("export-entities-many", count = count)
    } else {
        let (annotations, articles) = (report.annotations, report.articles);
        say!(
            "export-so-many",
            annotations = annotations,
            articles = articles
        )
    };
    ui.add(TextLabel::new(&what).bold(true));
    for loss in &report.losses {
        if report.conventions.contains(loss) {
            form.remark(ui, loss);
        } else {
            form.warning(ui, loss);
        }
    }
    if report.losses.is_empty() {
        form.remark(ui, say!("export-nothing-lost"));
    }
    if outlook.is_blind {
        form.warning(ui, say!("export-blind"));
    }
    let Some(preview) = &outlook.preview else {
        form.warning(ui, say!("export-names-hidden"));
        return;
    };
    form.label(ui, say!("export-preview"));
    egui::Frame::group(ui.style()).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let is_text = !preview.is_empty() && !preview.contains(['\0', '\u{fffd}']);
        if !is_text {
            form.remark(ui, say!("export-no-preview"));
            return;
        }
        // As the file has them: a line that is broken elsewhere is no line of it.
        let area = egui::ScrollArea::horizontal().auto_shrink([false, true]);
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for line in preview.lines().take(PREVIEW_LINES) {
                let short: String = line.chars().take(PREVIEW_LINE).collect();
                let short = if short.is_empty() { " " } else { &short };
                let line = TextLabel::new(short).face(Face::Mono).size(12.0);
                ui.add(line.lines(Lines::Extend));
            }
            // The bar floats above the lower edge.
            ui.add_space(space::MEDIUM);
        });
    });
}

/// How a path of a format ends.
fn ending(format: &Format) -> String {
    match format.makes {
        Makes::File(extension) => format!(".{extension}"),
        Makes::Folder => format!("-{}", format.id),
    }
}

impl Dialog for ExportDialog {
    fn title(&self) -> String {
        say!("export-title").to_owned()
    }

    fn width(&self) -> f32 {
        920.0
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let Some(project) = view.project else {
            return Flow::Close;
        };
        if self.path.is_none() {
            let name = format!(
                "{}{}",
                file_name(&project.settings.name),
                ending(self.format)
            );
            self.path = Some(self.folder.join(name).display().to_string());
        }
        let me = view.author.as_ref().map(|author| &author.annotator);
        let (why_not, replaces) = self.look_at_place(ui.ctx());
        let around = &Around {
            project,
            me,
            replaces,
        };
        let refused = || self.wish(project).refused(project).map(|(_, why)| why);
        let why_not = why_not.or_else(|| self.articles(around).err().or_else(refused));
        let mut first = self.first;
        let mut form = Form::new(view.tokens, &mut first);
        let browse = if ui.available_width() < BESIDE {
            body(ui, |ui| {
                let browse = self.choose(ui, &mut form, around);
                ui.add_space(space::LARGE);
                self.show_outcome(ui, &form, around);
                browse
            })
        } else {
            self.show_columns(ui, &mut form, around)
        };
        let primary = if replaces {
            say!("dialog-replace")
        } else {
            say!("export-do")
        };
        let verdict = form.buttons(ui, primary, why_not.as_deref());
        self.first = first;
        match verdict {
            _ if browse => Flow::Do(vec![Action::Ask(Ask::Save {
                title: "title-export".to_owned(),
                name: name_of(&self.file()),
            })]),
            Verdict::Primary => {
                let filter = self.articles(around).unwrap_or_default();
                Flow::Then(vec![Action::Export {
                    wish: Box::new(self.wish(project)),
                    filter: filter.map(Box::new),
                    path: self.file(),
                }])
            }
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }

    fn picked(&mut self, paths: &[PathBuf]) {
        if let Some(path) = paths.first() {
            self.path = Some(path.display().to_string());
        }
    }
}

fn name_of(file: &Path) -> String {
    file.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
