//! The commands of the screen.

use super::bulk::BulkDialog;
use super::card::choices;
use super::edit::{EditDialog, decided};
use super::found::CaseName;
use super::guideline::GuidelineDialog;
use super::{Decide, Place, list, with_reviewer};
use crate::app::act::with_moved_end;
use crate::app::command::Command;
use crate::app::dialogs::CommentDialog;
use crate::app::{Postil, Screen};
use crate::model::{About, Annotation, Spans, Verdict, edits};
use crate::review::adjudication::{Ruling, decide};
use crate::say;
use crate::text::Span;

impl Decide {
    /// Changes what is shown.
    pub(in crate::app) fn change_view(&mut self, command: &Command) {
        match command {
            Command::ToggleSame => {
                self.filter.same ^= true;
                self.sift(None);
            }
            Command::SideBySide => self.next_beside(),
            Command::GiveReason => self.focus = Some(Place::Reason),
            Command::TickCase => self.toggle_tick(),
            _ => {}
        }
    }

    /// What a command decides about the chosen case.
    fn verdict(&self, command: &Command) -> Option<Verdict> {
        let (found, case) = (self.found.as_ref()?, self.case()?);
        Some(match command {
            Command::TakeOption(number) => {
                let choices = choices(found, case);
                let choice = choices.get(usize::from(*number).checked_sub(1)?)?;
                Verdict::Take(choice.people[0].clone())
            }
            Command::TakeUnion => Verdict::Union,
            Command::TakeIntersection => Verdict::Intersection,
            Command::NothingHere => Verdict::Nothing,
            Command::KeepBoth => Verdict::KeepBoth,
            Command::LetStand if case.can_stand() => Verdict::Stands,
            Command::LeaveOpen => Verdict::Open,
            _ => return None,
        })
    }

    /// A verdict with what was said for it.
    fn ruling(&self, verdict: Verdict) -> Ruling {
        Ruling {
            reason: self.reason.clone(),
            words: self.words.trim().to_owned(),
            ..Ruling::of(verdict)
        }
    }

    /// Goes on from a case that was decided to the next one that is to be.
    fn go_on(&mut self) {
        if let Some(at) = self.at() {
            self.just_decided.insert(at);
        }
        self.forget_reason();
        if let Some(next) = self.next_to_do(self.roll.at) {
            self.roll.go_to(next);
        }
        self.wants = self.case().and_then(CaseName::of);
        if self.has_keyboard != Some(Place::Text) {
            self.focus = Some(Place::List);
        }
    }
}

/// Pieces of which the first begins and the last ends with a span; `None` when nothing is left of one of them, or nothing moves.
fn with_ends(spans: &Spans, hull: Span) -> Option<Spans> {
    let mut pieces = spans.as_slice().to_vec();
    pieces.first_mut()?.start = hull.start;
    pieces.last_mut()?.end = hull.end;
    Spans::new(pieces).ok().filter(|moved| moved != spans)
}

impl Postil {
    /// Chooses the next or the previous case of the list.
    pub(in crate::app) fn step_case(&mut self, forward: bool) {
        let screen = &mut self.screens.decide;
        let at = screen.roll.at;
        let next = if forward {
            Some(at + 1).filter(|next| *next < screen.shown.len())
        } else {
            at.checked_sub(1)
        };
        match next {
            Some(next) => {
                screen.roll.go_to(next);
                screen.asked = None;
                screen.forget_reason();
            }
            None => self.notices.say(if forward {
                say!("decide-last")
            } else {
                say!("decide-first")
            }),
        }
    }

    /// Opens the next or the previous article with cases that are still to be decided.
    pub(in crate::app) fn step_reviewed(&mut self, forward: bool) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let overview = &self.screens.decide.overview;
        let open = workspace.open.as_ref().map(|open| &open.key.article);
        let ids: Vec<_> = workspace.project.articles.keys().collect();
        let at = open.and_then(|open| ids.iter().position(|id| *id == open));
        let count = ids.len();
        // Round once, back to the article itself.
        let steps = 1..count;
        let place = |step: usize| match at {
            Some(at) if forward => (at + step) % count,
            Some(at) => (at + count - step) % count,
            None => step - 1,
        };
        let next = steps.map(place).find(|place| overview.to_do(ids[*place]));
        let next = next.map(|place| ids[place].clone());
        match next {
            Some(id) => {
                workspace.show_article(&id);
                self.screens.decide.focus = Some(Place::List);
            }
            None => self.notices.say(say!("decide-no-other")),
        }
    }

    /// Decides about the chosen case.
    pub(in crate::app) fn decide_case(&mut self, command: &Command) {
        match self.screens.decide.verdict(command) {
            Some(verdict) => {
                let ruling = self.screens.decide.ruling(verdict);
                self.rule(&ruling);
            }
            None => self.notices.say(say!("decide-no-option")),
        }
    }

    fn rule(&mut self, ruling: &Ruling) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let screen = &mut self.screens.decide;
        let (Some(found), Some(case)) = (&screen.found, screen.case()) else {
            return;
        };
        let author = workspace.author();
        let project = with_reviewer(&workspace.project, &author);
        match decide(&project, &author, &found.article.id, case, ruling) {
            Ok(edit) => {
                if workspace.commit(edit, &mut self.notices) {
                    screen.go_on();
                }
            }
            Err(why) => self.notices.say(why.to_string()),
        }
    }

    /// Asks what is right instead.
    pub(in crate::app) fn edit_case(&mut self) {
        let screen = &self.screens.decide;
        let (Some(found), Some(case)) = (&screen.found, screen.case()) else {
            return;
        };
        if case.marks.is_empty() {
            self.notices.say(say!("adjudication-no-marks"));
            return;
        }
        let asked = CaseName::of(case);
        let article = std::sync::Arc::clone(&found.article);
        let reason = (screen.reason.clone(), screen.words.trim().to_owned());
        let Some(workspace) = self.workspace() else {
            return;
        };
        let project = &workspace.project;
        let dialog = EditDialog::new(project, article, case.clone(), reason);
        self.screens.decide.asked = asked;
        self.dialog = Some(Box::new(dialog));
    }

    /// Moves an end of what was decided about the chosen case by a word: the case is decided so, for the same reason. Of what is
    /// no single annotation of the gold layer there is no end to move.
    pub(in crate::app) fn move_gold(&mut self, command: &Command) {
        let (start, forward) = match command {
            Command::GoldStartBack => (true, false),
            Command::GoldStartForward => (true, true),
            Command::GoldEndForward => (false, true),
            _ => (false, false),
        };
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let screen = &mut self.screens.decide;
        let (Some(found), Some(case)) = (&screen.found, screen.case()) else {
            return;
        };
        let (article, chosen) = (&found.article, CaseName::of(case));
        let gold = decided(&workspace.project, article, case);
        let (Some(gold), Some((_, decision))) = (gold, case.decisions.last()) else {
            self.notices.say(say!("decide-no-gold-to-move"));
            return;
        };
        let hull = with_moved_end(&article.text, gold.spans.hull(), start, forward);
        let Some(spans) = with_ends(&gold.spans, hull) else {
            self.notices.say(say!("act-annotation-smallest"));
            return;
        };
        let ruling = Ruling {
            edited: vec![Annotation {
                spans,
                ..Annotation::clone(&gold)
            }],
            // It keeps its own links, and takes no other ones.
            links: Some(Vec::new()),
            reason: decision.reason.clone(),
            words: decision.words.clone(),
            ..Ruling::of(Verdict::Edited)
        };
        let author = workspace.author();
        let project = with_reviewer(&workspace.project, &author);
        match decide(&project, &author, &article.id, case, &ruling) {
            Ok(edit) => {
                if workspace.commit(edit, &mut self.notices) {
                    screen.wants = chosen;
                }
            }
            Err(why) => self.notices.say(why.to_string()),
        }
    }

    /// Asks by which rule many cases are decided.
    pub(in crate::app) fn ask_for_rule(&mut self) {
        if let Some(found) = &self.screens.decide.found {
            let dialog = BulkDialog::new(found.article.id.clone());
            self.dialog = Some(Box::new(dialog));
        }
    }

    /// Asks for the rule that follows from the chosen cases.
    pub(in crate::app) fn make_guideline(&mut self) {
        let cases = self.screens.decide.chosen_cases();
        let project = self.workspace().map(|workspace| &workspace.project);
        let Some(project) = project.filter(|_| !cases.is_empty()) else {
            return;
        };
        let dialog = GuidelineDialog::new(project, &cases);
        self.dialog = Some(Box::new(dialog));
    }

    /// Asks for a comment on the chosen case: on its decision, or else its first mark.
    pub(in crate::app) fn comment_case(&mut self) {
        let screen = &self.screens.decide;
        let (Some(found), Some(case)) = (&screen.found, screen.case()) else {
            return;
        };
        let decision = case.decisions.last();
        let about = match (decision, case.marks.first()) {
            (Some((reference, _)), _) => About::Decision(reference.clone()),
            (None, Some(mark)) => About::Annotation(mark.mark()),
            (None, None) => About::Article,
        };
        let words = list::quotation(found, case);
        let dialog = CommentDialog::about(found.article.id.clone(), about, words);
        self.dialog = Some(Box::new(dialog));
    }

    /// Shows the chosen case in the article itself, where its marks can be changed.
    pub(in crate::app) fn go_to_case(&mut self) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let Some(case) = self.screens.decide.case() else {
            return;
        };
        let own = case
            .marks
            .iter()
            .find(|mark| mark.by == workspace.annotator);
        let hides = workspace.project.reviewing.rules.hide_names;
        if let Some(own) = own {
            workspace.choose(Some(own.annotation.id.clone()));
        } else if let Some(mark) = case.marks.first().filter(|_| !hides) {
            workspace.show_theirs(mark.by.clone(), mark.annotation.id.clone());
        } else if let (Some(place), Some(open)) = (case.place, &mut workspace.open) {
            open.reader.reveal(place);
        }
        self.show_text();
    }

    /// Signs the gold layer of the article, or takes the signature back.
    pub(in crate::app) fn sign_gold(&mut self) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        let screen = &mut self.screens.decide;
        let Some(found) = &screen.found else {
            return;
        };
        let (author, id) = (workspace.author(), found.article.id.clone());
        let (decided, all) = found.progress();
        let is_signed = matches!(&found.signed, Some((by, _, true)) if *by == author.annotator);
        if is_signed {
            let edit = edits::unsign(&workspace.project, &author, &id);
            workspace.commit(edit, &mut self.notices);
            return;
        }
        if workspace.project.gold_key(&id).is_none() {
            self.notices.say(say!("decide-nothing-to-sign"));
            return;
        }
        if decided < all {
            self.notices
                .say(say!("decide-sign-left", count = all - decided));
            return;
        }
        let edit = edits::sign(&workspace.project, &author, &id);
        workspace.commit(edit, &mut self.notices);
    }
}
