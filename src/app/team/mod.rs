//! The people of the project, as a screen of its own: what each has done and what is assigned to whom, rounds, and whether it is
//! decided otherwise about somebody's marks than before. How agreement goes over time is on the screen of agreement.

mod assign;
mod drift;
mod repeats;
mod round;

use std::collections::BTreeSet;

use egui::accesskit::Live;
use egui::{Button, Id, Ui};

use super::command::Command;
use super::decide::command_button;
use super::derived::Derived;
use super::dialogs::Action;
use super::halves::{Half, Halves, LeftOver};
use super::panels::{Room, Wish};
use super::roll::{Done, Roll, RollRow, Shape};
use super::theme::space;
use super::typeset::{TextButton, TextLabel};
use super::verdicts::when;
use super::workspace::Workspace;
use crate::model::{AnnotatorId, ArticleId, Project, Round, RoundId, Status, edits};
use crate::review::adjudication::Drift;
use crate::review::team::{Member, articles_of, members};
use crate::say;

pub use assign::AssignDialog;
pub use repeats::RepeatsDialog;
pub use round::RoundDialog;

/// So many articles of a person are listed.
const LISTED: usize = 200;

fn list_id() -> Id {
    Id::unique("team")
}

/// What is told of the whole team.
#[derive(Debug, Default)]
struct Seen {
    members: Vec<Member>,
    /// How many articles are assigned to somebody.
    assigned: usize,
    /// How much is left of each round, and whose.
    left: Vec<(RoundId, usize, BTreeSet<AnnotatorId>)>,
}

impl Seen {
    fn of(project: &Project) -> Self {
        let assigned = project.reviewing.assigned.keys();
        let rounds = project.reviewing.rounds.iter();
        let left = rounds.map(|round| {
            let (mut count, mut people) = (0, BTreeSet::new());
            for key in round.left(project) {
                count += 1;
                people.insert(key.annotator);
            }
            (round.id.clone(), count, people)
        });
        Self {
            members: members(project),
            assigned: assigned
                .filter(|id| project.assigned_to(id).next().is_some())
                .count(),
            left: left.collect(),
        }
    }
}

/// The screen.
#[derive(Debug, Default)]
pub struct Team {
    seen: Derived<u64, Seen>,
    /// The articles of the person who is chosen.
    articles: Derived<(u64, AnnotatorId), Vec<(ArticleId, Status)>>,
    /// How it was decided about that person's marks, for who looks at it.
    drift: Derived<(u64, AnnotatorId, AnnotatorId), Option<(AnnotatorId, Drift)>>,
    roll: Roll,
    wants_focus: bool,
}

impl Team {
    /// Puts the keyboard into the list.
    pub fn enter(&mut self) {
        self.wants_focus = true;
    }

    /// There is no other part than the list.
    pub fn cycle(&mut self) -> bool {
        false
    }

    /// Draws it in place of everything between the menus and the status line.
    pub fn show(&mut self, ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        let (project, revision) = (&workspace.project, workspace.revision);
        self.seen.update(ui.ctx(), project, revision, Seen::of);
        if let Some(member) = self.seen.get().members.get(self.roll.at) {
            let id = member.id.clone();
            let of = (revision, id.clone());
            let (person, me) = (id.clone(), workspace.annotator.clone());
            let work = move |project: &Project| articles_of(project, &id);
            self.articles.update(ui.ctx(), project, of, work);
            let of = (revision, person.clone(), me.clone());
            let work = move |project: &Project| {
                let drift = drift::of(project, &person, &me);
                Some((person, drift))
            };
            self.drift.update(ui.ctx(), project, of, work);
        }
        super::register::take_undo(ui, room);
        let halves = Halves {
            id: "member",
            shown: Id::unique(self.seen.get().members.get(self.roll.at).map(|it| &it.id)),
            list: say!("team-title"),
            side: say!("team-member"),
            from: 760.0,
            share: 0.45,
            usual: 320.0..=640.0,
            least: 260.0,
            most: 0.65,
            above: (0.45, 180.0),
        };
        halves.show(ui, room.tokens, |ui, half| match half {
            Half::List(height) => self.show_list(ui, workspace, room, height),
            Half::Side => self.show_member(ui, workspace, room),
        });
        let left = LeftOver::of(ui);
        if left.takes_escape(ui) {
            room.wish(Command::Team);
        }
        left.give(ui, !self.wants_focus, list_id());
    }

    fn show_list(
        &mut self,
        ui: &mut Ui,
        workspace: &Workspace,
        room: &mut Room<'_>,
        height: Option<f32>,
    ) {
        let project = &workspace.project;
        ui.add(TextLabel::new(say!("team-title")).size(15.0).bold(true));
        let words = say!(
            "team-assigned",
            count = self.seen.get().assigned,
            all = project.articles.len()
        );
        ui.add(TextLabel::new(&words).size(12.0).color(room.tokens.weak));
        ui.horizontal_wrapped(|ui| {
            for command in [
                Command::AssignArticles,
                Command::RepeatArticles,
                Command::NewRound,
                Command::Agreement,
            ] {
                command_button(ui, &workspace.rows, &command, room);
            }
        });
        self.show_rounds(ui, project, room);
        ui.add_space(space::SMALL);
        if core::mem::take(&mut self.wants_focus) {
            ui.memory_mut(|memory| memory.request_focus(list_id()));
        }
        let shape = Shape {
            id: list_id(),
            name: say!("team-title"),
            nothing: say!("team-none"),
            height: height.unwrap_or_else(|| ui.available_height()).max(120.0),
            count: self.seen.get().members.len(),
        };
        let members = &self.seen.get().members;
        let tokens = room.tokens;
        let done = self.roll.show(ui, tokens, &shape, |at| {
            let member = &members[at];
            let person = project.annotators.get(&member.id);
            let color = person.map(|person| tokens.line(person.color));
            RollRow {
                above: project.annotator_name(&member.id).to_owned(),
                below: summary(member),
                bar: color,
                is_ticked: false,
                is_faint: false,
            }
        });
        if done == Done::Entered {
            ui.memory_mut(|memory| memory.request_focus(list_id()));
        }
    }

    fn show_member(&self, ui: &mut Ui, workspace: &Workspace, room: &mut Room<'_>) {
        let Some(member) = self.seen.get().members.get(self.roll.at) else {
            return;
        };
        let project = &workspace.project;
        let name = project.annotator_name(&member.id);
        let head = ui.add(TextLabel::new(name).size(14.0).bold(true));
        ui.ctx().accesskit_node_builder(head.id, |node| {
            node.set_live(Live::Polite);
        });
        for line in lines(member) {
            ui.add(TextLabel::new(&line));
        }
        if time(member).is_some() {
            let help = TextLabel::new(say!("team-time-help")).size(12.0);
            ui.add(help.color(room.tokens.weak));
        }
        // While a thread works it out, that of another person is not shown as this one's.
        if let Some((_, drift)) = self.drift.get().as_ref().filter(|(id, _)| *id == member.id) {
            drift::show(ui, project, (&member.id, drift), room);
        }
        ui.add_space(space::MEDIUM);
        let articles = self.articles.get();
        let words = say!("team-articles", count = articles.len());
        ui.add(TextLabel::new(&words).size(12.0).bold(true));
        for (id, status) in articles.iter().take(LISTED) {
            if show_article(ui, project, &member.id, id, *status) {
                let go = Action::GoTo(id.clone(), None);
                room.commands.push(Wish::Action(go));
            }
        }
        if articles.len() > LISTED {
            let more = say!("team-more", count = articles.len() - LISTED);
            ui.add(TextLabel::new(&more).color(room.tokens.weak));
        }
    }
}

impl Team {
    /// The rounds: who has how much left, and whether nobody sees the others.
    fn show_rounds(&self, ui: &mut Ui, project: &Project, room: &mut Room<'_>) {
        for (id, left, people) in &self.seen.get().left {
            let mut rounds = project.reviewing.rounds.iter();
            let Some(round) = rounds.find(|round| round.id == *id) else {
                continue;
            };
            ui.horizontal_wrapped(|ui| {
                let words = say_round(project, round, *left, people);
                ui.add(TextLabel::new(&words).size(12.5));
                let remove = ui.add(Button::new(say!("team-round-remove")).small());
                let name = say!("team-round-remove-named", name = &round.name);
                remove.ctx.accesskit_node_builder(remove.id, |node| {
                    node.set_label(name.as_str());
                });
                if remove.clicked() {
                    let edit = edits::remove_round(project, &round.id);
                    room.commands.push(Wish::Action(Action::Commit(edit)));
                }
            });
        }
    }
}

/// An article of a person, and how far it is; whether somebody wants to go there.
fn show_article(
    ui: &mut Ui,
    project: &Project,
    person: &AnnotatorId,
    id: &ArticleId,
    status: Status,
) -> bool {
    let article = project.articles.get(id);
    let title = article.map_or(id.as_str(), |article| article.meta.display_title());
    let people = project.reviewing.assigned.get(id);
    let is_assigned = people.is_some_and(|people| people.contains(person));
    let tail = if is_assigned {
        format!("· {}", status.name())
    } else {
        let words = say!("team-not-assigned", status = status.name());
        format!("· {words}")
    };
    ui.add(TextButton::new(title).with_tail(&tail)).clicked()
}

fn say_round(
    project: &Project,
    round: &Round,
    left: usize,
    people: &BTreeSet<AnnotatorId>,
) -> String {
    let names = people.iter().map(|id| project.annotator_name(id));
    let names: BTreeSet<&str> = names.collect();
    let names: Vec<&str> = names.into_iter().collect();
    let kind = if round.blind {
        say!("team-blind")
    } else {
        say!("team-open-round")
    };
    if left == 0 {
        say!(
            "team-round-done",
            name = &round.name,
            kind = kind,
            articles = round.articles.len(),
            people = round.annotators.len()
        )
    } else {
        say!(
            "team-round-left",
            name = &round.name,
            kind = kind,
            count = left,
            names = names.join(", ")
        )
    }
}

/// What a person has done, in a line.
fn summary(member: &Member) -> String {
    let mut words = marked(member);
    if member.decisions > 0 {
        words.push(say!("team-decided", count = member.decisions));
    }
    words.join(" · ")
}

/// How much a person has marked; of somebody who only decides, that nothing was marked says nothing.
fn marked(member: &Member) -> Vec<String> {
    let mut words = Vec::new();
    if member.assigned > 0 {
        words.push(say!(
            "team-of-assigned",
            done = member.assigned_done,
            count = member.assigned
        ));
    }
    if member.repeats > 0 {
        words.push(say!(
            "team-of-repeats",
            done = member.repeats_done,
            count = member.repeats
        ));
    }
    let has_marked = member.done + member.begun + member.annotations > 0;
    let decides = member.decisions + member.signed > 0;
    if has_marked || !decides {
        words.push(say!("team-done", done = member.done, begun = member.begun));
        words.push(say!("team-annotations", count = member.annotations));
    }
    words
}

fn lines(member: &Member) -> Vec<String> {
    let marked = marked(member).join(" · ");
    let mut lines = Vec::from_iter((!marked.is_empty()).then_some(marked));
    if member.decisions + member.signed > 0 {
        lines.push(say!(
            "team-decisions",
            count = member.decisions,
            signed = member.signed
        ));
    }
    lines.extend(time(member));
    lines.extend((member.last).map(|last| say!("team-last", when = when(last))));
    lines
}

/// How long a person has annotated, if anything was marked.
fn time(member: &Member) -> Option<String> {
    let (hours, minutes) = (member.seconds / 3600, member.seconds % 3600 / 60);
    if member.seconds >= 60 {
        Some(say!("team-time", hours = hours, minutes = minutes))
    } else {
        member.last.map(|_| say!("team-little-time").to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_somebody_who_only_decides_the_decisions_are_told() {
        let mut project = Project::default();
        let rita = AnnotatorId::new("rita").unwrap();
        let color = crate::model::Color([1; 3]);
        let edit = edits::put_annotator(&project, &rita, "Rita", color);
        edit.apply(&mut project).unwrap();
        let mut member = members(&project).remove(0);
        assert_eq!(summary(&member), "0 done, 0 in progress · 0 annotations");
        (member.decisions, member.signed) = (2, 1);
        assert_eq!(summary(&member), "2 decisions");
        assert_eq!(lines(&member), ["2 decisions; gold layers signed: 1"]);
        (member.annotations, member.begun) = (1, 1);
        let words = "0 done, 1 in progress · 1 annotation · 2 decisions";
        assert_eq!(summary(&member), words);
        assert_eq!(time(&member), None);
    }
}
