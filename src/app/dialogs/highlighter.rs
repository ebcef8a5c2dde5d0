//! A highlighter: the form that defines it, which tries it out on the open article while one types.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use egui::Ui;

use crate::import::word_list;
use crate::model::{Color, Finds, Highlighter, HighlighterId, Project};
use crate::say;
use crate::store::Progress;
use crate::text::{FindOptions, Misread, Text, Unfindable};

use super::super::picker::Ask;
use super::super::theme::{Tokens, space};
use super::super::typeset::TextLabel;
use super::awaited::Awaited;
use super::expression_field::expression_field;
use super::field::{Form, nonempty_lines};
use super::swatch::show_choices;
use super::tag::palette;

/// What is tried out: the words or the expression as they were typed, whether it is an expression, and what is told apart.
type Trial = (String, bool, FindOptions);

/// How many places there are in the open article, or why it cannot be looked for.
type Tried = Result<usize, Unfindable>;

/// A highlighter as the form holds it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub(super) struct HighlighterForm {
    /// Its id; none while it is new.
    id: Option<HighlighterId>,
    name: String,
    color: Color,
    is_expression: bool,
    words: String,
    expression: String,
    match_case: bool,
    match_accents: bool,
    whole_words: bool,
    off: bool,
    /// What was tried last, and what comes of it.
    trial: Option<(Trial, Awaited<Tried>)>,
    /// What came of the trial before, so that nothing flickers while one types.
    shown: Option<Tried>,
    /// The file of words that is wanted, the one that is being read, and what is to be said of the last one.
    wanted: Option<PathBuf>,
    file: Option<Awaited<Result<Vec<String>, String>>>,
    said: Option<Result<String, String>>,
}

impl HighlighterForm {
    /// The form of a new one, in a colour that no other has.
    pub(super) fn fresh(project: &Project) -> Self {
        let list = &project.highlighters;
        let colors = palette().map(|(color, _)| color);
        let is_free = |color: &&Color| list.iter().all(|it| it.color != **color);
        // The first colours of the palette are those of tags, most likely.
        let free = colors.iter().rev().find(is_free);
        Self {
            id: None,
            name: String::new(),
            color: *free.unwrap_or(&colors[list.len() % colors.len()]),
            is_expression: false,
            words: String::new(),
            expression: String::new(),
            match_case: false,
            match_accents: false,
            whole_words: true,
            off: false,
            trial: None,
            shown: None,
            wanted: None,
            file: None,
            said: None,
        }
    }

    /// The form of one that is there.
    pub(super) fn of(project: &Project, highlighter: &Highlighter) -> Self {
        let (words, expression) = match &highlighter.finds {
            Finds::Words(words) => (words.join("\n"), String::new()),
            Finds::Expression(expression) => (String::new(), expression.clone()),
        };
        Self {
            id: Some(highlighter.id.clone()),
            name: highlighter.name.clone(),
            color: highlighter.color,
            is_expression: matches!(highlighter.finds, Finds::Expression(_)),
            words,
            expression,
            match_case: highlighter.match_case,
            match_accents: highlighter.match_accents,
            whole_words: highlighter.whole_words,
            off: highlighter.off,
            ..Self::fresh(project)
        }
    }

    /// Its title.
    pub(super) fn title(&self) -> &'static str {
        if self.id.is_some() {
            say!("highlighter-change")
        } else {
            say!("highlighter-new")
        }
    }

    /// Shows the fields; `text` is that of the open article. Returns what is asked for.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        form: &mut Form<'_>,
        project: &Project,
        text: Option<&Text>,
    ) -> Option<Ask> {
        self.try_out(ui.ctx(), project, text);
        form.text(ui, ("name", say!("dialog-name")), &mut self.name);
        form.label(ui, say!("highlighter-color"));
        show_choices(ui, form.tokens, &mut self.color);
        form.label(ui, say!("highlighter-looks-for"));
        ui.horizontal_wrapped(|ui| {
            let words = say!("highlighter-words");
            ui.radio_value(&mut self.is_expression, false, words);
            let expression = say!("highlighter-expression");
            ui.radio_value(&mut self.is_expression, true, expression);
        });
        let mut asked = None;
        if self.is_expression {
            let name = form.label(ui, say!("highlighter-expression-field"));
            let wrong = self.misread().map(|misread| misread.at.clone());
            let id = ui.make_persistent_id("expression");
            let field = expression_field(ui, form.tokens, id, &mut self.expression, wrong);
            form.noticed(ui, field.labelled_by(name.id));
        } else {
            let label = ("words", say!("highlighter-words-field"));
            form.lines(ui, label, (6, 10), &mut self.words);
            let file = ui.button(say!("highlighter-file"));
            if file.clicked() {
                asked = Some(Ask::Files {
                    title: say!("highlighter-file-title").to_owned(),
                    endings: ["txt", "text", "csv", "tsv", "md"]
                        .map(str::to_owned)
                        .to_vec(),
                });
            }
        }
        self.take_file(ui, form);
        self.show_trial(ui, form.tokens);
        ui.add_space(space::SMALL);
        ui.horizontal_wrapped(|ui| {
            ui.checkbox(&mut self.whole_words, say!("highlighter-whole"));
            ui.checkbox(&mut self.match_case, say!("highlighter-case"))
                .on_hover_text(say!("highlighter-case-help"));
            let accents = egui::Checkbox::new(&mut self.match_accents, say!("highlighter-accents"));
            ui.add_enabled(!self.is_expression, accents)
                .on_hover_text(say!("highlighter-accents-help"))
                .on_disabled_hover_text(say!("highlighter-accents-always"));
        });
        asked
    }

    /// Takes words from a file.
    pub(super) fn picked(&mut self, path: PathBuf) {
        self.wanted = Some(path);
    }

    fn take_file(&mut self, ui: &mut Ui, form: &Form<'_>) {
        if let Some(path) = self.wanted.take() {
            let read = move |_: &Progress| word_list(&path);
            self.file = Some(Awaited::start("word-list", ui.ctx(), read));
        }
        if let Some(read) = self.file.as_mut().and_then(Awaited::take) {
            self.file = None;
            self.said = Some(read.map(|new| {
                let mut words = nonempty_lines(&self.words);
                let before = words.len();
                let known: HashSet<String> = words.iter().cloned().collect();
                words.extend(new.into_iter().filter(|word| !known.contains(word)));
                self.words = words.join("\n");
                say!("highlighter-came", count = words.len() - before)
            }));
        }
        match &self.said {
            Some(Ok(words)) => form.remark(ui, words),
            Some(Err(why)) => form.problem(ui, why),
            None => {}
        }
    }

    /// What is typed, of words or of the expression.
    fn typed(&self) -> &str {
        if self.is_expression {
            &self.expression
        } else {
            &self.words
        }
    }

    fn options(&self) -> FindOptions {
        FindOptions {
            match_case: self.match_case,
            match_accents: self.match_accents,
            whole_words: self.whole_words,
        }
    }

    /// Has a thread look for it in the open article, when something has changed.
    fn try_out(&mut self, ctx: &egui::Context, project: &Project, text: Option<&Text>) {
        if self
            .trial
            .as_ref()
            .is_some_and(|((typed, is_expression, options), _)| {
                typed == self.typed()
                    && *is_expression == self.is_expression
                    && *options == self.options()
            })
        {
            return;
        }
        let (tried, text) = (self.read(project), text.cloned());
        let work = move |progress: &Progress| {
            let seeker = tried.seeker()?;
            let mut found = Vec::new();
            if let Some(text) = text {
                seeker.seek(&text, &mut found, || {
                    !progress.cancel.load(Ordering::Relaxed)
                });
            }
            Ok(found.len())
        };
        let trial = (self.typed().to_owned(), self.is_expression, self.options());
        self.trial = Some((trial, Awaited::start("try-highlighter", ctx, work)));
    }

    /// What the last trial that has ended says.
    fn tried(&mut self) -> Option<&Tried> {
        if let Some((_, trial)) = &mut self.trial
            && let Some(tried) = trial.get()
        {
            self.shown = Some(tried.clone());
        }
        self.shown.as_ref()
    }

    fn misread(&mut self) -> Option<&Misread> {
        match self.tried() {
            Some(Err(Unfindable::Expression(misread))) => Some(misread),
            _ => None,
        }
    }

    fn show_trial(&mut self, ui: &mut Ui, tokens: &Tokens) {
        let is_blank = self.typed().trim().is_empty();
        let (words, color) = match self.tried() {
            _ if is_blank => (String::new(), tokens.weak),
            None => (say!("highlighter-counting").to_owned(), tokens.weak),
            Some(Ok(count)) => (say!("highlighter-count", count = *count), tokens.weak),
            Some(Err(why)) => (why.to_string(), tokens.error),
        };
        let label = ui.add(TextLabel::new(&words).color(color));
        ui.ctx().accesskit_node_builder(label.id, |node| {
            node.set_role(egui::accesskit::Role::Status);
            node.set_live(egui::accesskit::Live::Polite);
        });
    }

    /// Why it cannot be saved, if it cannot.
    pub(super) fn why_not(&mut self) -> Option<String> {
        if self.name.trim().is_empty() {
            return Some(say!("highlighter-nameless").to_owned());
        }
        let is_blank = self.typed().trim().is_empty();
        let is_tried = self
            .trial
            .as_mut()
            .is_some_and(|(_, trial)| trial.get().is_some());
        match self.tried() {
            Some(Ok(_)) if is_tried => None,
            // What is wrong stands below the field, when there is something in it.
            Some(Err(_)) if is_tried && !is_blank => Some(say!("highlighter-unfit").to_owned()),
            Some(Err(why)) if is_tried => Some(why.to_string()),
            _ => Some(say!("highlighter-wait").to_owned()),
        }
    }

    /// The highlighter as it is in the form; a new one gets an id that reads like its name.
    pub(super) fn read(&self, project: &Project) -> Highlighter {
        let name = self.name.trim();
        let is_taken = |id: &HighlighterId| project.highlighters.iter().any(|it| it.id == *id);
        let id = self.id.clone();
        Highlighter {
            id: id.unwrap_or_else(|| HighlighterId::from_name(name, is_taken)),
            name: name.to_owned(),
            color: self.color,
            finds: if self.is_expression {
                Finds::Expression(self.expression.clone())
            } else {
                Finds::Words(nonempty_lines(&self.words))
            },
            match_case: self.match_case,
            match_accents: self.match_accents,
            whole_words: self.whole_words,
            off: self.off,
        }
    }
}
