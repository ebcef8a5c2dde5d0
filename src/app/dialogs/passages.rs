//! Find in all articles: where words or an expression stand, listed with what stands around them, to go there or to tag them.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use egui::accesskit::Role;
use egui::{Button, Event, Id, Key, Modifiers, Ui};

use crate::model::{ArticleId, Author, LayerKey, Part, Project, Tag, TagId, edits};
use crate::query::{self, MOST_PASSAGES, Passages, Scope, Wanted};
use crate::say;
use crate::text::{Span, Unfindable};

use super::super::theme::{Tokens, space};
use super::super::typeset::TextLabel;
use super::bulk::Bulk;
use super::expression_field::expression_field;
use super::field::{FirstFocus, room};
use super::passage_row::{Hit, ROW, show_hit};
use super::rows::{Cursor, list};
use super::stream::Stream;
use super::{Action, Dialog, Flow, View};

/// Height of what stands above and below the list.
const AROUND: f32 = 230.0;

/// What is kept from one time to the next: whoever goes to a passage comes back to the list.
#[derive(Debug, Default)]
pub struct Kept {
    /// Of which open project it is.
    of: u64,
    /// What is looked for.
    wanted: Wanted,
    /// Whether only the open article is looked through.
    only_here: bool,
    /// What is ticked.
    ticked: HashSet<(ArticleId, Span)>,
    /// Which row was chosen.
    at: usize,
    /// What they are to be tagged as.
    tag: Option<TagId>,
}

/// What a thread has found.
enum Found {
    /// It cannot be looked for.
    Wrong(Unfindable),
    /// Passages of an article.
    Hits(Vec<Hit>),
}

/// Lists passages and tags those that are ticked.
pub struct PassagesDialog {
    kept: Rc<RefCell<Kept>>,
    search: Option<(Wanted, Scope, Stream<Found>)>,
    wrong: Option<Unfindable>,
    hits: Vec<Hit>,
    /// In how many articles they are.
    articles: usize,
    cursor: Cursor,
    /// Whether all of it is there, and was compared with what is ticked.
    is_whole: bool,
    /// Whether the row that was chosen the last time is to be chosen again.
    returns: bool,
    /// The edit that a thread makes.
    edit: Option<Bulk>,
    /// How many ticked passages are in layers that cannot be written.
    locked: usize,
    first: FirstFocus,
}

impl PassagesDialog {
    /// Begins with these words, or with what was looked for last; `of` is the number of the open project.
    #[must_use]
    pub fn new(kept: Rc<RefCell<Kept>>, of: u64, words: Option<&str>) -> Self {
        let mut now = kept.borrow_mut();
        if now.of != of {
            now.of = of;
            now.ticked.clear();
            now.at = 0;
            now.tag = None;
        }
        if let Some(words) = words.filter(|words| *words != now.wanted.words) {
            words.clone_into(&mut now.wanted.words);
            now.wanted.is_expression = false;
            now.ticked.clear();
            now.at = 0;
        }
        drop(now);
        Self {
            kept,
            search: None,
            wrong: None,
            hits: Vec::new(),
            articles: 0,
            cursor: Cursor::default(),
            is_whole: false,
            returns: true,
            edit: None,
            locked: 0,
            first: FirstFocus::default(),
        }
    }

    /// Begins to look, when something else is to be looked for.
    fn look(&mut self, ctx: &egui::Context, view: &View<'_>, project: &Project) {
        let kept = self.kept.borrow();
        let open = view.layer.map(|key| key.article.clone());
        let scope = match &open {
            Some(id) if kept.only_here => Scope::Article(id.clone()),
            _ => Scope::Project(open),
        };
        let is_known =
            |(wanted, of, _): &(Wanted, Scope, _)| *wanted == kept.wanted && *of == scope;
        if self.search.as_ref().is_some_and(is_known) {
            return;
        }
        let wanted = kept.wanted.clone();
        let is_new = self.search.as_ref().is_some_and(|(was, ..)| *was != wanted);
        drop(kept);
        if is_new {
            let mut kept = self.kept.borrow_mut();
            kept.ticked.clear();
            kept.at = 0;
        }
        self.hits.clear();
        self.is_whole = false;
        self.articles = 0;
        self.wrong = None;
        self.cursor.reset();
        let (project, annotator) = (project.clone(), view.author.as_ref());
        let annotator = annotator.map(|author| author.annotator.clone());
        let (sought, within) = (wanted.clone(), scope.clone());
        let work = move |progress: &_, found: &mut dyn FnMut(Found)| {
            if sought.words.is_empty() {
                return;
            }
            match sought.seeker() {
                Err(why) => found(Found::Wrong(why)),
                Ok(seeker) => query::passages(&project, &seeker, &within, progress, &mut |it| {
                    let annotator = annotator.as_ref();
                    let key = annotator.map(|me| project.work_key(&it.article, me));
                    found(Found::Hits(hits(&project, key.as_ref(), it)));
                }),
            }
        };
        self.search = Some((wanted, scope, Stream::start("find-everywhere", ctx, work)));
    }

    /// Takes in what was found since the last frame.
    fn take(&mut self) {
        let Some((_, _, search)) = &mut self.search else {
            return;
        };
        for found in search.take() {
            match found {
                Found::Wrong(why) => self.wrong = Some(why),
                Found::Hits(hits) => {
                    self.articles += 1;
                    self.hits.extend(hits);
                }
            }
        }
        let at = self.kept.borrow().at;
        if self.returns && at < self.hits.len() {
            self.cursor.go_to(at);
            self.returns = false;
        }
        if search.has_ended() {
            self.returns = false;
            let mut kept = self.kept.borrow_mut();
            if !core::mem::replace(&mut self.is_whole, true) {
                // What was ticked and is not there any more is not counted either.
                let places: HashSet<_> = self.hits.iter().map(Hit::place).collect();
                kept.ticked.retain(|place| places.contains(place));
            }
            // What has been tagged meanwhile is done.
            if let Some(tag) = kept.tag.clone().filter(|_| !kept.ticked.is_empty()) {
                let done = self.hits.iter().filter(|hit| hit.tags.contains(&tag));
                for hit in done {
                    kept.ticked.remove(&hit.place());
                }
            }
        }
    }

    /// Shows the field and what is told apart.
    fn fields(&mut self, ui: &mut Ui, tokens: &Tokens, field: Id) {
        let mut kept = self.kept.borrow_mut();
        let wrong = match &self.wrong {
            Some(Unfindable::Expression(misread)) => Some(misread.at.clone()),
            _ => None,
        };
        let name = ui.label(say!("passages-field"));
        let shown = expression_field(ui, tokens, field, &mut kept.wanted.words, wrong);
        self.first.take(&shown.labelled_by(name.id));
        let kept = &mut *kept;
        let options = &mut kept.wanted.options;
        ui.horizontal_wrapped(|ui| {
            ui.checkbox(&mut options.whole_words, say!("passages-whole-words"));
            ui.checkbox(&mut options.match_case, say!("passages-case"))
                .on_hover_text(say!("highlighter-case-help"));
            let accents = egui::Checkbox::new(&mut options.match_accents, say!("passages-accents"));
            ui.add_enabled(!kept.wanted.is_expression, accents)
                .on_hover_text(say!("highlighter-accents-help"))
                .on_disabled_hover_text(say!("highlighter-accents-always"));
            ui.checkbox(&mut kept.wanted.is_expression, say!("passages-expression"));
        });
        ui.horizontal_wrapped(|ui| {
            ui.radio_value(&mut kept.only_here, false, say!("passages-everywhere"));
            ui.radio_value(&mut kept.only_here, true, say!("passages-here"));
        });
    }

    /// Turns options by key.
    fn take_options(&self, ui: &Ui) {
        let mut kept = self.kept.borrow_mut();
        let wanted = &mut kept.wanted;
        for (key, option) in [
            (Key::W, &mut wanted.options.whole_words),
            (Key::C, &mut wanted.options.match_case),
            (Key::A, &mut wanted.options.match_accents),
            (Key::R, &mut wanted.is_expression),
        ] {
            *option ^= ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
        }
    }

    /// How far the search is, in words.
    fn standing(&self) -> String {
        let (count, articles) = (self.hits.len(), self.articles);
        match &self.search {
            Some((wanted, ..)) if wanted.words.is_empty() => say!("passages-empty").to_owned(),
            _ if self.wrong.is_some() => String::new(),
            Some((_, _, search)) if !search.has_ended() => {
                let percent = search.percent();
                say!("passages-looking", count = count, percent = percent)
            }
            _ if count >= MOST_PASSAGES => say!("passages-most", count = count),
            _ => say!("passages-found", count = count, articles = articles),
        }
    }

    fn rows(&mut self, ui: &mut Ui, view: &View<'_>, project: &Project) {
        let height = (room(ui) - AROUND).clamp(4.0 * ROW, 16.0 * ROW);
        let cursor = self.cursor;
        let mut toggled = None;
        let mut kept = self.kept.borrow_mut();
        list(
            ui,
            (height, ROW),
            (self.hits.len(), ""),
            Some(cursor),
            |ui, at| {
                let hit = &self.hits[at];
                let ticked = kept.ticked.contains(&hit.place());
                if show_hit(ui, view.tokens, project, hit, (at, at == cursor.at, ticked)).clicked()
                {
                    toggled = Some(at);
                }
            },
        );
        if let Some(at) = toggled {
            self.cursor.at = at;
            toggle(&mut kept.ticked, &self.hits[at]);
        }
        kept.at = if self.returns {
            kept.at
        } else {
            self.cursor.at
        };
    }

    /// Has a thread make the edit that tags what is ticked, or else what is chosen.
    fn tag(
        &mut self,
        ctx: &egui::Context,
        view: &View<'_>,
        project: &Project,
        author: &Author,
        tag: &Tag,
    ) {
        let mut kept = self.kept.borrow_mut();
        if kept.ticked.is_empty()
            && let Some(hit) = self.hits.get(self.cursor.at)
        {
            kept.ticked.insert(hit.place());
        }
        kept.tag = Some(tag.id.clone());
        let mut places: BTreeMap<ArticleId, Vec<Span>> = BTreeMap::new();
        for hit in self
            .hits
            .iter()
            .filter(|hit| kept.ticked.contains(&hit.place()))
        {
            places
                .entry(hit.article.clone())
                .or_default()
                .push(hit.span);
        }
        self.locked = 0;
        places.retain(|article, spans| {
            let layer = Part::Layer(project.work_key(article, &author.annotator));
            let is_open = (view.why_locked)(&layer).is_none();
            self.locked += if is_open { 0 } else { spans.len() };
            is_open
        });
        let (author, tag) = (author.clone(), tag.id.clone());
        let places: Vec<(ArticleId, Vec<Span>)> = places.into_iter().collect();
        let make = move |project: &_| edits::tag_all(project, &author, &tag, &places);
        self.edit = Some(Bulk::start(ctx, project, make));
    }

    /// The list's own keys: a tag that is to be given, or a passage that is to be gone to.
    fn take_list_keys(&mut self, ui: &Ui, project: &Project) -> Option<Tag> {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let mut kept = self.kept.borrow_mut();
        if pressed(Modifiers::COMMAND, Key::A) {
            tick_all(&mut kept.ticked, &self.hits);
        }
        if pressed(Modifiers::NONE, Key::Space)
            && let Some(hit) = self.hits.get(self.cursor.at)
        {
            toggle(&mut kept.ticked, hit);
        }
        let typed = ui.input_mut(|input| {
            let at = input
                .events
                .iter()
                .position(|event| matches!(event, Event::Text(_)))?;
            match input.events.remove(at) {
                Event::Text(text) => text.chars().next(),
                _ => None,
            }
        })?;
        let tags = &project.codebook.tags;
        tags.iter().find(|tag| tag.key == Some(typed)).cloned()
    }

    /// Shows what can be done with the list; what is to be done.
    fn deeds(&mut self, ui: &mut Ui, view: &View<'_>, project: &Project) -> (Option<Tag>, Flow) {
        let mut kept = self.kept.borrow_mut();
        let tags = &project.codebook.tags;
        let chosen = kept.tag.as_ref().and_then(|id| project.codebook.tag(id));
        let chosen = chosen.or(tags.first()).cloned();
        let count = kept.ticked.len();
        let (mut wanted, mut flow) = (None, Flow::Stay);
        ui.horizontal_wrapped(|ui| {
            let all = if count == 0 {
                say!("passages-tick-all")
            } else {
                say!("passages-tick-none")
            };
            if ui
                .add_enabled(!self.hits.is_empty(), Button::new(all))
                .clicked()
            {
                tick_all(&mut kept.ticked, &self.hits);
            }
            if let Some(chosen) = &chosen {
                let combo = egui::ComboBox::from_id_salt("tag")
                    .selected_text(&chosen.name)
                    .show_ui(ui, |ui| {
                        for tag in tags {
                            let is_chosen = tag.id == chosen.id;
                            if ui.selectable_label(is_chosen, &tag.name).clicked() {
                                kept.tag = Some(tag.id.clone());
                            }
                        }
                    });
                combo.response.accessible_name(say!("passages-tag"));
            }
            let why_not = match &chosen {
                _ if self.edit.is_some() => Some(say!("passages-tagging").to_owned()),
                None => Some(say!("passages-no-tags").to_owned()),
                Some(_) if count == 0 => Some(say!("passages-unticked").to_owned()),
                Some(_) => view.situation.read_only.clone(),
            };
            let name = chosen.as_ref().map_or("", |tag| tag.name.as_str());
            let face = say!("passages-do", count = count, tag = name);
            let button = ui.add_enabled(why_not.is_none(), Button::new(face));
            if button
                .on_disabled_hover_text(why_not.unwrap_or_default())
                .clicked()
            {
                wanted.clone_from(&chosen);
            }
            let go = ui.add_enabled(!self.hits.is_empty(), Button::new(say!("passages-go")));
            if go.clicked() {
                flow = self.go(&kept);
            }
            if ui.button(say!("dialog-close")).clicked() {
                flow = Flow::Close;
            }
        });
        (wanted, flow)
    }

    /// Goes to the chosen passage.
    fn go(&self, kept: &Kept) -> Flow {
        let Some(hit) = self.hits.get(self.cursor.at) else {
            return Flow::Stay;
        };
        Flow::Then(vec![Action::GoToPassage {
            article: hit.article.clone(),
            span: hit.span,
            wanted: kept.wanted.clone(),
        }])
    }
}

impl Dialog for PassagesDialog {
    fn title(&self) -> String {
        say!("passages-title").to_owned()
    }

    fn width(&self) -> f32 {
        960.0
    }

    fn has_unsaved(&self) -> bool {
        !self.kept.borrow().ticked.is_empty()
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let (Some(project), Some(author)) = (view.project, &view.author) else {
            return Flow::Close;
        };
        self.take_options(ui);
        self.look(ui.ctx(), view, project);
        self.take();
        let (field, rows) = (Id::unique("find everywhere"), Id::unique("passages"));
        let has_keyboard = |id| ui.memory(|memory| memory.has_focus(id));
        let (in_field, in_rows) = (has_keyboard(field), has_keyboard(rows));
        let of_keys = if in_rows { rows } else { field };
        self.cursor.take_keys(ui, of_keys, self.hits.len());
        let enter = (in_field || in_rows)
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let mut tag = in_rows.then(|| self.take_list_keys(ui, project)).flatten();
        self.fields(ui, view.tokens, field);
        let (words, color) = match &self.wrong {
            Some(why) => (why.to_string(), view.tokens.error),
            None => (self.standing(), view.tokens.weak),
        };
        let standing = ui.add(TextLabel::new(&words).color(color));
        ui.ctx().accesskit_node_builder(standing.id, |node| {
            node.set_role(Role::Status);
            node.set_live(egui::accesskit::Live::Polite);
        });
        ui.add_space(space::SMALL);
        let top = ui.cursor().min;
        self.rows(ui, view, project);
        let place =
            egui::Rect::from_min_max(top, egui::pos2(ui.min_rect().right(), ui.cursor().top()));
        let shown = ui.interact(place, rows, egui::Sense::focusable_noninteractive());
        shown.widget_info(|| egui::WidgetInfo::labeled(Role::ListBox, true, say!("passages-list")));
        let lock = egui::EventFilter {
            tab: false,
            horizontal_arrows: false,
            vertical_arrows: true,
            escape: false,
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(rows, lock));
        if self.locked > 0 {
            let words = say!("mark-all-locked", count = self.locked);
            ui.add(TextLabel::new(&words).color(view.tokens.warning));
        }
        ui.add_space(space::SMALL);
        let (wanted, flow) = self.deeds(ui, view, project);
        ui.add(
            TextLabel::new(say!("passages-keys"))
                .size(12.0)
                .color(view.tokens.weak),
        );
        tag = tag
            .or(wanted)
            .filter(|_| view.situation.read_only.is_none());
        if let Some(tag) = tag.filter(|_| self.edit.is_none() && !self.hits.is_empty()) {
            self.tag(ui.ctx(), view, project, author, &tag);
        }
        if let Some(action) = self.edit.as_mut().and_then(Bulk::take) {
            self.edit = None;
            return Flow::Do(vec![action]);
        }
        if enter {
            return self.go(&self.kept.borrow());
        }
        flow
    }

    fn renew(&mut self) {
        // What is tagged already is found out anew; where one is in the list stays.
        self.search = None;
        self.returns = true;
    }
}

/// The passages of an article, each with the tags that a layer has exactly there.
fn hits(project: &Project, key: Option<&LayerKey>, found: Passages) -> Vec<Hit> {
    let mut tags: HashMap<Span, Vec<TagId>> = HashMap::new();
    if let Some(layer) = key.and_then(|key| project.layer(key)) {
        let wanted: HashSet<Span> = found.spans.iter().copied().collect();
        for annotation in layer.in_passing().annotations.values() {
            for span in annotation.spans.as_slice() {
                if wanted.contains(span) {
                    tags.entry(*span).or_default().push(annotation.tag.clone());
                }
            }
        }
    }
    let hit = |span: Span| Hit {
        article: found.article.clone(),
        span,
        tags: tags.remove(&span).unwrap_or_default(),
    };
    found.spans.into_iter().map(hit).collect()
}

fn toggle(ticked: &mut HashSet<(ArticleId, Span)>, hit: &Hit) {
    if !ticked.remove(&hit.place()) {
        ticked.insert(hit.place());
    }
}

/// Ticks all, or none when some are ticked.
fn tick_all(ticked: &mut HashSet<(ArticleId, Span)>, hits: &[Hit]) {
    if ticked.is_empty() {
        ticked.extend(hits.iter().map(Hit::place));
    } else {
        ticked.clear();
    }
}
