//! How it was decided about a person's marks, before and lately, with the passages behind it.

use std::sync::Arc;

use egui::Ui;

use crate::app::dialogs::Action;
use crate::app::marking::quoted;
use crate::app::panels::{Room, Wish};
use crate::app::theme::space;
use crate::app::typeset::{TextButton, TextLabel};
use crate::model::{Annotation, AnnotatorId, Article, Project};
use crate::review::adjudication::{Drift, Otherwise, drift};
use crate::say;

/// So many passages are shown.
const PASSAGES: usize = 20;
/// The longest quotation, in characters.
const QUOTATION: usize = 60;

/// It, as somebody may see it: without articles of blind rounds, and nothing where the names of annotators are hidden, which it
/// would tell.
pub(super) fn of(project: &Project, person: &AnnotatorId, me: &AnnotatorId) -> Drift {
    let veil = project.veil(Some(me));
    if veil.hides_name(person) {
        return Drift::default();
    }
    drift(&veil.over(project), person)
}

/// It in sentences; none where nothing was decided.
pub(super) fn lines(drift: &Drift) -> Vec<String> {
    let Some(whole) = drift.whole.share() else {
        return Vec::new();
    };
    let mut lines = vec![say!(
        "team-kept",
        count = drift.whole.all,
        share = percent(whole)
    )];
    if let (Some(before), Some(lately)) = (drift.before.share(), drift.lately.share()) {
        let interval = drift.interval.map(|interval| {
            let (low, high) = (percent(interval.low), percent(interval.high));
            format!(" {}", say!("team-interval", low = low, high = high))
        });
        lines.push(say!(
            "team-lately",
            articles = drift.lately.articles,
            share = percent(lately),
            interval = interval.unwrap_or_default(),
            before = percent(before)
        ));
    }
    lines
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, project: &Project, drift: &Drift, room: &mut Room<'_>) {
    let lines = lines(drift);
    if lines.is_empty() {
        return;
    }
    ui.add_space(space::MEDIUM);
    for line in &lines {
        ui.add(TextLabel::new(line));
    }
    if drift.is_down() {
        let words = TextLabel::new(say!("team-is-down")).bold(true);
        ui.add(words.color(room.tokens.warning));
    }
    let help = TextLabel::new(say!("team-kept-help")).size(12.0);
    ui.add(help.color(room.tokens.weak));
    if drift.otherwise.is_empty() {
        return;
    }
    let count = drift.otherwise.len();
    let head = say!("team-otherwise", count = count);
    ui.add(TextLabel::new(&head).size(12.0).bold(true));
    for it in drift.otherwise.iter().take(PASSAGES) {
        let Some(article) = project.articles.get(&it.article) else {
            continue;
        };
        let words = say_otherwise(project, article, it);
        let title = format!("· {}", article.meta.display_title());
        if ui.add(TextButton::new(&words).with_tail(&title)).clicked() {
            let go = Action::GoTo(it.article.clone(), None);
            room.commands.push(Wish::Action(go));
        }
    }
    if count > PASSAGES {
        let more = say!("team-more", count = count - PASSAGES);
        ui.add(TextLabel::new(&more).color(room.tokens.weak));
    }
}

/// What somebody marked, and what was decided: “Claim “the port” → nothing”.
fn say_otherwise(project: &Project, article: &Article, it: &Otherwise) -> String {
    let said = |marks: &[Arc<Annotation>]| {
        let marks = marks.iter().map(|mark| {
            let tag = project.codebook.tag_name(&mark.tag);
            format!("{tag} {}", quoted(&mark.spans, &article.text, QUOTATION))
        });
        let words: Vec<String> = marks.collect();
        if words.is_empty() {
            say!("team-nothing").to_owned()
        } else {
            words.join(", ")
        }
    };
    format!("{} → {}", said(&it.mine), said(&it.made))
}

/// A share in whole percent.
fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::adjudication::Decided;

    #[test]
    fn before_and_lately_are_told_apart_only_where_there_is_a_before() {
        let kept = |articles, kept, all| Decided {
            articles,
            kept,
            all,
        };
        let mut drift = Drift {
            whole: kept(3, 2, 3),
            lately: kept(3, 2, 3),
            ..Drift::default()
        };
        assert_eq!(
            lines(&drift),
            ["3 cases decided: in 67 % of them as this person marked them"]
        );
        drift.before = kept(7, 9, 10);
        assert_eq!(
            lines(&drift)[1],
            "In the last 3 articles 67 %, before that 90 %"
        );
        assert_eq!(lines(&Drift::default()), [""; 0]);
    }
}
