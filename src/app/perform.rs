//! Carrying commands out: from a command of the table to what it does.

use std::path::{Path, PathBuf};

use super::act::Relink;
use super::codebook::{Page, TagDeed};
use super::command::{Command, KeyMap, find};
use super::decide::ReviewRulesDialog;
use super::dialogs::{
    About, Action, AnnotatorDialog, ArticleDialog, BackupsDialog, CopiesDialog, ExportDialog,
    GuidelinesDialog, HighlightersDialog, KeysDialog, Manual, ManualPage, MarkAllDialog,
    MissingDialog, NewProjectDialog, Palette, PassagesDialog, ProjectDialog, ReadingDialog,
};
use super::keys::Chord;
use super::picker::Ask;
use super::screens::Instead;
use super::settings::ThemeChoice;
use super::team::{AssignDialog, RepeatsDialog, RoundDialog};
use super::typeset::Typography;
use super::{Leave, Postil, Region, Screen, files, importing, keysheet, panels};
use crate::model::Way;
use crate::say;
use crate::store::BUNDLE_ENDING;
use crate::words::Language;

/// Zoom factor of one step.
const ZOOM_STEP: f32 = 1.1;

impl Postil {
    /// The command that a stroke stands for now, if it can be carried out or explains why not.
    #[must_use]
    pub fn command_for(&self, stroke: Chord) -> Option<Command> {
        find(self.rows(), stroke).map(|row| row.command.clone())
    }

    /// Carries a command out, or says why it cannot be.
    pub fn perform(&mut self, command: &Command, ctx: &egui::Context) {
        if is_of_text(command) && self.instead().is_some() {
            self.show_text();
        }
        if moves_keyboard(command)
            && let Screen::Workspace(workspace) = &mut self.screen
        {
            workspace.leave_questions();
        }
        let situation = self.situation();
        let refused = self
            .rows()
            .iter()
            .find(|row| row.command == *command)
            .and_then(|row| row.disabled(&situation));
        if let Some(why) = refused {
            match (&mut self.screen, command) {
                // Whoever types on would mark what is selected.
                (Screen::Workspace(workspace), Command::Link | Command::LinkAs(_))
                    if situation.selection =>
                {
                    workspace.refuse_link(why, &mut self.notices);
                }
                _ => self.notices.say(why),
            }
            return;
        }
        match command {
            Command::NewProject => {
                self.dialog = Some(Box::new(NewProjectDialog::new(&self.settings.annotator)));
            }
            Command::OpenProject => self.ask(
                Ask::Folder {
                    title: "title-open-project".to_owned(),
                },
                ctx,
            ),
            Command::OpenSample => self.open_sample(ctx),
            Command::AddFiles => self.ask(files::ask_for_articles(), ctx),
            Command::AddFolder => self.ask(
                Ask::Folder {
                    title: files::ADD_FOLDER.to_owned(),
                },
                ctx,
            ),
            Command::PasteArticle => {
                ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste);
                self.paste_wanted = true;
            }
            Command::ImportAnnotations => self.show_annotation_import(),
            Command::MergeCopy => self.ask(
                Ask::Folder {
                    title: importing::MERGE_COPY.to_owned(),
                },
                ctx,
            ),
            Command::MergeBundle => self.ask(
                Ask::Files {
                    title: importing::MERGE_BUNDLE.to_owned(),
                    endings: vec![BUNDLE_ENDING.to_owned()],
                },
                ctx,
            ),
            Command::MakeBundle => self.ask_for_bundle(ctx),
            Command::Sync => self.show_sync(),
            Command::Export => {
                let folder = self
                    .workspace()
                    .and_then(|workspace| workspace.root.parent());
                self.dialog = Some(Box::new(folder.map_or_else(ExportDialog::new, |folder| {
                    ExportDialog::in_folder(folder.to_owned())
                })));
            }
            Command::FindEverywhere => {
                if let Some(workspace) = self.workspace() {
                    let (number, words) = (workspace.number, workspace.words_to_find());
                    let kept = std::rc::Rc::clone(&self.passages);
                    let dialog = PassagesDialog::new(kept, number, words.as_deref());
                    self.dialog = Some(Box::new(dialog));
                }
            }
            Command::MarkAll => {
                let chosen = self
                    .workspace()
                    .and_then(|workspace| Some((workspace.key()?, workspace.chosen()?)));
                if let Some((key, annotation)) = chosen {
                    self.dialog = Some(Box::new(MarkAllDialog::new(key, annotation)));
                }
            }
            Command::CarryOver => {
                let workspace = self.workspace();
                let key = workspace.and_then(super::Workspace::key);
                // A second time is for comparison: nothing is made of it elsewhere.
                let second = key.as_ref().zip(workspace);
                if second.is_some_and(|(key, it)| it.project.is_second(&key.annotator)) {
                    self.notices.say(say!("repeats-no-carry"));
                } else if let Some(key) = key {
                    self.dialog = Some(Box::new(CopiesDialog::new(key)));
                }
            }
            Command::Undo => self.step(Way::Undone, ctx),
            Command::Redo => self.step(Way::Redone, ctx),
            Command::Findings => self.check_project(ctx),
            Command::ProjectSettings => self.dialog = Some(Box::new(ProjectDialog::new())),
            Command::SaveCopy => self.ask(
                Ask::Folder {
                    title: files::SAVE_COPY.to_owned(),
                },
                ctx,
            ),
            Command::History | Command::AnnotationHistory | Command::Trash => {
                self.journal_wanted = Some(command.clone());
                self.show_journal(ctx);
            }
            Command::BackUp => self.back_up(),
            Command::Backups => {
                let home = self
                    .workspace()
                    .and_then(|workspace| workspace.home.as_ref());
                let backups = home.map(crate::store::Home::backups);
                self.dialog = Some(Box::new(BackupsDialog::new(backups)));
            }
            Command::CloseProject => self.leave(Leave::Close, ctx),
            Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::Codebook => self.toggle_instead(Instead::Codebook),
            Command::NewInCodebook => self.begin_in_codebook(),
            Command::MergeTag => self.begin_page(Page::merge, ctx),
            Command::SplitTag => self.begin_page(Page::split, ctx),
            Command::MergeFields => self.begin_page(Page::fields, ctx),
            Command::DeleteTag => self.begin_page(Page::delete, ctx),
            Command::RetireTag => self.change_chosen_tag(TagDeed::Retire),
            Command::TagUp => self.shift_chosen(-1),
            Command::TagDown => self.shift_chosen(1),
            Command::TagIn => self.change_chosen_tag(TagDeed::In),
            Command::TagOut => self.change_chosen_tag(TagDeed::Out),
            Command::GuidelinesPane => self.toggle_guidelines(),
            Command::TagGuidelines => self.show_guidelines_of_tag(),
            Command::Register => self.toggle_instead(Instead::Register),
            Command::Annotations => self.toggle_instead(Instead::Table),
            Command::GoToListed => self.go_to_listed(),
            Command::Recode => self.begin_recode(),
            Command::SavedFilters => self.show_saved_filters(),
            Command::Filters => self.show_filter_help(),
            Command::Back if self.back_to_table() || self.back_to_agreement() => {}
            Command::Agreement => self.toggle_instead(Instead::Agreement),
            Command::GoToCompared => self.go_to_compared(),
            Command::NextCompared => self.step_compared(true),
            Command::PreviousCompared => self.step_compared(false),
            Command::CopyNumbers => self.copy_numbers(ctx),
            Command::SavePicture => self.ask_for_picture(ctx),
            Command::CopyPaper(style) => self.copy_paper(*style, ctx),
            Command::Decide => self.toggle_instead(Instead::Decide),
            Command::Inbox => self.toggle_instead(Instead::Inbox),
            Command::Comments => self.toggle_instead(Instead::Comments),
            Command::Team => self.toggle_instead(Instead::Team),
            Command::RepeatArticles => {
                if let Some(workspace) = self.workspace() {
                    let dialog = RepeatsDialog::new(&workspace.project);
                    self.dialog = Some(Box::new(dialog));
                }
            }
            Command::AssignArticles => {
                if let Some(workspace) = self.workspace() {
                    let dialog = AssignDialog::new(&workspace.project);
                    self.dialog = Some(Box::new(dialog));
                }
            }
            Command::NewRound => {
                if let Some(workspace) = self.workspace() {
                    let dialog = RoundDialog::new(&workspace.project);
                    self.dialog = Some(Box::new(dialog));
                }
            }
            Command::NextCase => self.step_case(true),
            Command::PreviousCase => self.step_case(false),
            Command::NextReviewed => self.step_reviewed(true),
            Command::PreviousReviewed => self.step_reviewed(false),
            Command::ToggleSame | Command::SideBySide | Command::GiveReason | Command::TickCase => {
                self.screens.decide.change_view(command);
            }
            Command::TakeOption(_)
            | Command::TakeUnion
            | Command::TakeIntersection
            | Command::NothingHere
            | Command::KeepBoth
            | Command::LetStand
            | Command::LeaveOpen => self.decide_case(command),
            Command::EditCase => self.edit_case(),
            Command::GoldStartBack
            | Command::GoldStartForward
            | Command::GoldEndForward
            | Command::GoldEndBack => self.move_gold(command),
            Command::DecideByRule => self.ask_for_rule(),
            Command::MakeRule => self.make_guideline(),
            Command::CommentCase => self.comment_case(),
            Command::GoToCase => self.go_to_case(),
            Command::SignGold => self.sign_gold(),
            Command::ReviewRules => self.dialog = Some(Box::new(ReviewRulesDialog::new())),
            Command::GoToLetter => self.go_to_letter(),
            Command::AcceptDecision => self.accept_decision(),
            Command::ContestDecision => self.contest_decision(),
            Command::ReplyToDecision => self.reply_to_decision(),
            Command::Comment => self.comment_here(),
            Command::GoToThread => self.go_to_thread(),
            Command::ReplyToThread => self.reply_to_thread(),
            Command::ResolveThread => self.resolve_thread(),
            Command::NewEntity => self.begin_entity(),
            Command::MergeEntity => self.begin_merge(),
            Command::SplitEntity => self.begin_split(),
            Command::DeleteEntity => self.delete_entity(),
            Command::DeleteUnused => self.delete_entities(None),
            Command::ImportEntities => self.ask_for_entities(ctx),
            Command::ExportEntities => self.export_entities(),
            Command::Guidelines => self.dialog = Some(Box::new(GuidelinesDialog::new())),
            Command::FollowCodebook => self.follow_codebook(ctx),
            Command::Annotator => {
                self.dialog = Some(Box::new(AnnotatorDialog::new(&self.annotator_name())));
            }
            Command::Palette => self.dialog = Some(Box::new(Palette::new())),
            Command::Retag => {
                // With text selected the tags would mark that instead.
                if let Screen::Workspace(workspace) = &mut self.screen {
                    workspace.drop_selection();
                }
                self.dialog = Some(Box::new(Palette::starting_with(say!("command-tag.query"))));
            }
            Command::Keys => self.dialog = Some(Box::new(KeysDialog::new())),
            Command::ImportHelp => {
                self.dialog = Some(Box::new(ManualPage::new(Manual::Import)));
            }
            Command::Reviewing => {
                self.dialog = Some(Box::new(ManualPage::new(Manual::Reviewing)));
            }
            Command::Promises => self.dialog = Some(Box::new(ManualPage::new(Manual::Promises))),
            Command::About => self.dialog = Some(Box::new(About::new(None))),
            Command::DescribeArticle => {
                let article = self
                    .workspace()
                    .and_then(|workspace| workspace.open.as_ref());
                if let Some(open) = article {
                    self.dialog = Some(Box::new(ArticleDialog::new(open.key.article.clone())));
                }
            }
            Command::ChangedText => self.show_changed_text(ctx),
            Command::CorrectText | Command::Corrections => self.show_corrections(command),
            Command::FollowLink => {
                if let Screen::Workspace(workspace) = &mut self.screen
                    && let Some(entity) = workspace.follow_link(&mut self.notices)
                {
                    self.open_entity(entity);
                }
            }
            Command::FilterArticles => {
                self.settings.show_articles = true;
                self.focus = Some(Region::Filter);
            }
            Command::FocusText => self.focus = Some(Region::Text),
            Command::EditAttributes => self.focus_inspector(Region::Fields),
            Command::EditNote => self.focus_inspector(Region::Note),
            Command::CycleRegions => self.cycle_regions(),
            Command::ListMissing => self.toggle_missing(),
            Command::ToggleArticles => self.settings.show_articles ^= true,
            Command::ToggleInspector => self.settings.show_inspector ^= true,
            Command::ToggleClean => self.clean ^= true,
            Command::ToggleInvisible => self.toggle_invisible(),
            Command::Highlighters => self.dialog = Some(Box::<HighlightersDialog>::default()),
            Command::ToggleHighlighters => self.toggle_highlighters(),
            Command::ToggleAsking => self.toggle_asking(),
            Command::TextLarger => self.resize_text(1.0),
            Command::TextSmaller => self.resize_text(-1.0),
            Command::Reading => self.dialog = Some(Box::new(ReadingDialog::new())),
            Command::ZoomIn => self.zoom(ctx, ctx.zoom_factor() * ZOOM_STEP),
            Command::ZoomOut => self.zoom(ctx, ctx.zoom_factor() / ZOOM_STEP),
            Command::ZoomReset => self.zoom(ctx, 1.0),
            Command::ThemeSystem => self.set_theme(ThemeChoice::System, ctx),
            Command::ThemeLight => self.set_theme(ThemeChoice::Light, ctx),
            Command::ThemeDark => self.set_theme(ThemeChoice::Dark, ctx),
            Command::ToggleContrast => self.toggle_contrast(ctx),
            Command::LanguageSystem => self.set_language(None),
            Command::LanguageEnglish => self.set_language(Some(Language::English)),
            Command::LanguageGerman => self.set_language(Some(Language::German)),
            other => self.perform_in_workspace(other, ctx),
        }
    }

    fn perform_in_workspace(&mut self, command: &Command, ctx: &egui::Context) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let notices = &mut self.notices;
        match command {
            Command::BackToNow => workspace.come_back(notices),
            Command::Copy => {
                if let (Some(text), Some(span)) = (workspace.text(), workspace.selected()) {
                    ctx.copy_text(text.slice(span).to_owned());
                    notices.say(say!("act-copied"));
                }
            }
            Command::CopyCitation => {
                if let Some(citation) = workspace.citation() {
                    ctx.copy_text(citation);
                    notices.say(say!("act-copied-citation"));
                }
            }
            Command::SelectAll => workspace.select_all(),
            Command::FindText => workspace.begin_find(ctx, notices),
            Command::FindNext => workspace.find_again(true, ctx, notices),
            Command::FindPrevious => workspace.find_again(false, ctx, notices),
            Command::Move(motion) => workspace.move_caret(*motion, false),
            Command::Extend(motion) => workspace.move_caret(*motion, true),
            Command::Grow => workspace.grow_selection(),
            Command::Shrink => workspace.shrink_selection(),
            Command::Next(passage) => workspace.select_passage(*passage, true, notices),
            Command::Previous(passage) => workspace.select_passage(*passage, false, notices),
            Command::AddClause => workspace.add_clause(notices),
            Command::GoToWord => workspace.begin_leap(false, notices),
            Command::SelectToWord => workspace.begin_leap(true, notices),
            Command::Letter(letter) => workspace.take_letter(*letter, notices),
            Command::EndLetters => workspace.end_leap(notices),
            Command::SelectChosen => workspace.select_chosen(),
            Command::SameAgain => workspace.same_again(notices),
            Command::ToggleBrush => workspace.toggle_brush(notices),
            Command::UseBrush => workspace.use_brush(notices),
            Command::FillIn => workspace.ask_about_chosen(notices),
            Command::ClearSelection => workspace.clear(),
            Command::TagAs(tag) => workspace.tag_as(tag, notices),
            Command::Delete => workspace.delete_chosen(notices),
            Command::AddPiece => {
                if let Some(span) = workspace.selected() {
                    workspace.add_piece(span, notices);
                }
            }
            Command::RemovePiece => workspace.remove_piece(notices),
            Command::NextAnnotation => workspace.walk(true, notices),
            Command::PreviousAnnotation => workspace.walk(false, notices),
            Command::CycleOverlapping => workspace.cycle_overlapping(notices),
            Command::ToggleColleagues => workspace.toggle_colleagues(notices),
            Command::ListColleagues => workspace.list_colleagues(notices),
            Command::ListHere => workspace.list_at_caret(notices),
            Command::StartBack(step) => workspace.move_start(false, *step, notices),
            Command::StartForward(step) => workspace.move_start(true, *step, notices),
            Command::EndForward(step) => workspace.move_end(true, *step, notices),
            Command::EndBack(step) => workspace.move_end(false, *step, notices),
            Command::PlaceLost => workspace.begin_placing(notices),
            Command::NextLost => workspace.step_placing(true, notices),
            Command::PreviousLost => workspace.step_placing(false, notices),
            Command::TakePlace => workspace.take_proposal(0, notices),
            Command::PlaceAtSelection => workspace.place_at_selection(notices),
            Command::DeleteLost => workspace.delete_lost(notices),
            Command::KeepLost => workspace.keep_lost(notices),
            Command::ToggleUnsure => workspace.toggle_unsure(notices),
            Command::Link => workspace.begin_link(None, notices),
            Command::LinkAs(role) => workspace.begin_link(Some(role.clone()), notices),
            Command::Retarget => workspace.relink(Relink::Elsewhere, notices),
            Command::Reverse => workspace.relink(Relink::Round, notices),
            Command::Back => workspace.travel(true, notices),
            Command::Forward => workspace.travel(false, notices),
            Command::ToggleBookmark => workspace.toggle_bookmark(notices),
            Command::ListBookmarks => workspace.list_bookmarks(notices),
            Command::ToggleTab => workspace.toggle_tab(notices),
            Command::NextTab => workspace.step_tab(true, notices),
            Command::PreviousTab => workspace.step_tab(false, notices),
            Command::Split => workspace.toggle_split(notices),
            Command::OtherSide => {
                workspace.change_sides(notices);
                self.focus = Some(Region::Text);
            }
            Command::NextArticle => workspace.step_article(1, notices),
            Command::PreviousArticle => workspace.step_article(-1, notices),
            Command::ToggleDone => {
                if let Err(found) = workspace.ask_done(notices)
                    && let Some(key) = workspace.key()
                {
                    let dialog = MissingDialog::before_done(&key.article, &found);
                    self.dialog = Some(Box::new(dialog));
                }
            }
            Command::DoneAnyway => workspace.finish(notices),
            Command::NextMissing => workspace.step_missing(true, notices),
            Command::PreviousMissing => workspace.step_missing(false, notices),
            Command::ConfirmMark => workspace.confirm_chosen(notices),
            Command::TakeExample => workspace.take_example(true, notices),
            Command::TakeCounterexample => workspace.take_example(false, notices),
            Command::RemoveArticle => workspace.remove_article(notices),
            _ => {}
        }
    }

    /// Does what a dialog asks for.
    pub fn act(&mut self, action: Action, ctx: &egui::Context) {
        match action {
            Action::Perform(command) => self.perform(&command, ctx),
            Action::Show(dialog) => self.dialog = Some(dialog),
            Action::Open(path) => self.open_project(path, ctx),
            Action::Create(wanted) => self.create_project(wanted, ctx),
            Action::Paths(ask, paths) => self.picked(&ask, paths, ctx),
            Action::Ask(ask) => {
                self.ask(ask, ctx);
                self.asked_by_dialog = true;
            }
            Action::AskFor(ask) => self.ask(ask, ctx),
            Action::SetKeys(id, keys) => self.set_keys(&id, keys),
            Action::Export { wish, filter, path } => self.export(*wish, filter, path, ctx),
            Action::LookBack { place, words } => self.look_back(place, words, ctx),
            Action::KeepHistory(days) => self.settings.history_days = days,
            Action::Restore { number, at, open } => self.restore_backup(number, at, open, ctx),
            Action::AskToMend { file, why } => self.ask_to_mend(file, why),
            Action::Mend { root, file } => self.mend(root, file, ctx),
            Action::Commit(edit) => {
                let done = match &mut self.screen {
                    Screen::Workspace(workspace) => workspace.commit(edit, &mut self.notices),
                    _ => false,
                };
                if let Some(dialog) = &mut self.dialog {
                    dialog.committed(done);
                    dialog.renew();
                }
            }
            Action::Make(making) => self.make(making, ctx),
            Action::LoadArticles(chosen) => self.load_chosen(chosen, ctx),
            Action::ImportAnnotationsOf(paths) => self.show_annotation_import_of(&paths),
            Action::KeepRecipe(recipe) => self.keep_recipe(&recipe),
            Action::RemoveRecipe(name) => self.remove_recipe(&name),
            Action::Import(made) => self.import_annotations(made, ctx),
            Action::TakeCopy(taking) => self.take_copy(taking, ctx),
            Action::Sync(course) => self.start_sync(course, ctx),
            Action::StopSync => self.stop_sync(),
            Action::Take(made) => {
                let done = match &mut self.screen {
                    Screen::Workspace(workspace) => workspace.take_made(*made, &mut self.notices),
                    _ => false,
                };
                if let Some(dialog) = &mut self.dialog {
                    dialog.committed(done);
                    dialog.renew();
                }
            }
            Action::Read(reading) => {
                reading.put_into(&mut self.settings);
                let fonts = Typography::of(ctx).fonts();
                fonts.set_reading_family(&self.settings.reading_face);
            }
            Action::BecomeAnnotator { name } => {
                self.settings.annotator.clone_from(&name);
                self.settings.save();
                if let Screen::Workspace(workspace) = &mut self.screen {
                    workspace.come_back(&mut self.notices);
                    workspace.become_annotator(&name);
                }
            }
            Action::UseFilter(filter) => self.use_filter(filter),
            Action::KeepFilters(filters) => self.keep_filters(filters),
            Action::Entity(id) => self.open_entity(id),
            Action::GoToUse(at) => self.go_to_use(at),
            Action::GoToPassage {
                article,
                span,
                wanted,
            } => {
                self.show_text();
                if let Screen::Workspace(workspace) = &mut self.screen {
                    workspace.go_to_passage(&article, span, wanted);
                }
            }
            Action::GoTo(article, annotation) => {
                self.show_text();
                if let Screen::Workspace(workspace) = &mut self.screen {
                    workspace.show_article(&article);
                    workspace.choose(annotation);
                }
            }
        }
    }

    /// Takes a step back, or does it again: one of very many changes on a thread.
    fn step(&mut self, way: Way, ctx: &egui::Context) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let Some(long) = workspace.long_step(way) else {
            match way {
                Way::Redone => workspace.redo(&mut self.notices),
                _ => workspace.undo(&mut self.notices),
            }
            return;
        };
        let number = workspace.number;
        self.jobs.start(say!("recode-stepping"), ctx, move |_| {
            let stepped = long.take();
            move |postil: &mut Self, _: &egui::Context| {
                if let Screen::Workspace(workspace) = &mut postil.screen
                    && workspace.number == number
                {
                    workspace.take_step(way, stepped, &mut postil.notices);
                }
            }
        });
    }

    fn focus_inspector(&mut self, region: Region) {
        self.settings.show_inspector = true;
        self.focus = Some(region);
    }

    /// Gives a command other keys, from the next stroke on.
    fn set_keys(&mut self, id: &str, keys: Option<Vec<Chord>>) {
        let mut keymap = KeyMap::clone(&self.keymap);
        if let Err(why) = keymap.set(id, keys) {
            self.notices.warn(why);
        }
        self.use_keymap(keymap);
    }

    /// Writes the keys of the moment as a page and shows it in the browser, which prints it.
    fn print_keys(&mut self, path: &Path, ctx: &egui::Context) {
        let page = keysheet::html(say!("files-keys-title"), self.rows());
        match std::fs::write(path, page) {
            Ok(()) => {
                let place = path.display().to_string();
                self.notices.say(say!("files-keys-at", path = place));
                let address = format!("file://{}", path.display());
                ctx.open_url(egui::OpenUrl::new_tab(address));
            }
            Err(error) => self.notices.error(say!(
                "files-not-written",
                path = path.display().to_string(),
                why = error.to_string(),
            )),
        }
    }

    /// Shows what is missing below the text, or no longer.
    fn toggle_missing(&mut self) {
        let is_seen = self.settings.show_missing && self.instead().is_none();
        self.settings.show_missing = !is_seen;
        self.show_text();
    }

    /// Shows the guidelines beside the text, or no longer.
    fn toggle_guidelines(&mut self) {
        self.show_text();
        if let Screen::Workspace(workspace) = &mut self.screen
            && workspace.guide.take().is_none()
        {
            workspace.guide = Some(panels::Guide::default());
        }
    }

    /// Shows what the guidelines say of the tag of the chosen annotation, or of the one chosen in the codebook.
    fn show_guidelines_of_tag(&mut self) {
        let in_codebook = self.codebook().and_then(|it| it.tag().cloned());
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let chosen = || workspace.chosen().map(|it| it.tag.clone());
        let Some(id) = in_codebook.or_else(chosen) else {
            self.notices.say(say!("tagset-choose-tag"));
            return;
        };
        let name = workspace.project.codebook.tag_name(&id).to_owned();
        workspace.guide.get_or_insert_default().go_to(&name);
        self.show_text();
    }

    /// Asks for paths, by the system's dialog where there is one.
    pub fn ask(&mut self, ask: Ask, ctx: &egui::Context) {
        let start = self.folder_for(&ask);
        self.picker.ask(&ask, start.as_deref(), ctx);
        self.asked = Some(ask);
        self.asked_by_dialog = false;
    }

    /// Uses the paths that somebody picked.
    pub fn picked(&mut self, ask: &Ask, paths: Vec<PathBuf>, ctx: &egui::Context) {
        if files::asks_for_articles(ask) {
            self.settings.import_from = match (ask, paths.first()) {
                (Ask::Folder { .. }, Some(folder)) => Some(folder.clone()),
                (_, Some(file)) => file.parent().map(PathBuf::from),
                (_, None) => return,
            };
            self.settings.save();
        }
        if core::mem::take(&mut self.asked_by_dialog) {
            if let Some(dialog) = &mut self.dialog {
                dialog.picked(&paths);
            }
            return;
        }
        if *ask == files::ask_for_entities() {
            if let Some(path) = paths.into_iter().next() {
                self.import_entities(path, ctx);
            }
            return;
        }
        if files::asks_for_articles(ask) {
            self.add_files(paths, ctx);
            return;
        }
        match ask {
            Ask::Folder { title } if title == files::SAVE_COPY => {
                if let Some(path) = paths.into_iter().next() {
                    self.save_copy(&path, ctx);
                }
            }
            Ask::Folder { title } if title == importing::MERGE_COPY => {
                if let Some(path) = paths.into_iter().next() {
                    self.show_copy(path);
                }
            }
            Ask::Files { title, .. } if title == importing::MERGE_BUNDLE => {
                if let Some(path) = paths.into_iter().next() {
                    self.show_bundle(path);
                }
            }
            Ask::Save { title, .. } if title == importing::MAKE_BUNDLE => {
                if let Some(path) = paths.into_iter().next() {
                    self.make_bundle(path, ctx);
                }
            }
            Ask::Folder { .. } => {
                if let Some(path) = paths.into_iter().next() {
                    self.open_project(path, ctx);
                }
            }
            Ask::Save { title, .. } if title == files::KEYS_PAGE => {
                if let Some(path) = paths.into_iter().next() {
                    self.print_keys(&path, ctx);
                }
            }
            Ask::Save { title, .. } if title == super::agreement::PICTURE => {
                if let Some(path) = paths.into_iter().next() {
                    self.save_picture(&path);
                }
            }
            Ask::Files { .. } | Ask::Save { .. } => {}
        }
    }
}

/// Whether a command puts the keyboard elsewhere: a question that is open is left then.
fn moves_keyboard(command: &Command) -> bool {
    matches!(
        command,
        Command::FilterArticles
            | Command::CycleRegions
            | Command::EditAttributes
            | Command::EditNote
            | Command::FocusText
            | Command::Register
            | Command::Annotations
            | Command::Agreement
            | Command::Decide
            | Command::Inbox
            | Command::Comments
            | Command::Team
            | Command::NextCompared
            | Command::PreviousCompared
            | Command::Codebook
            | Command::NextArticle
            | Command::PreviousArticle
            | Command::Back
            | Command::Forward
            | Command::NextTab
            | Command::PreviousTab
            | Command::OtherSide
    )
}

/// Whether a command shows an article, for which what stands in its place makes way.
fn is_of_text(command: &Command) -> bool {
    matches!(
        command,
        Command::NextArticle
            | Command::PreviousArticle
            | Command::FilterArticles
            | Command::FocusText
            | Command::NextLost
            | Command::PreviousLost
            | Command::NextMissing
            | Command::PreviousMissing
            | Command::Back
            | Command::Forward
            | Command::ListBookmarks
            | Command::NextTab
            | Command::PreviousTab
    )
}
