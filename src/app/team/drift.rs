//! How it was decided about a person's marks, before and lately, with the passages behind it.

use std::sync::Arc;

use egui::Ui;

use crate::app::dialogs::Action;
use crate::app::marking::quoted;
use crate::app::panels::{Room, Wish};
use crate::app::saying::{Detail, details};
use crate::app::theme::space;
use crate::app::typeset::{TextButton, TextLabel};
use crate::model::{Annotation, AnnotatorId, Article, ArticleId, LayerKey, Project};
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

/// What stands above the cases that were decided otherwise, and how many they are; nothing where there are none.
fn head(drift: &Drift) -> Option<(String, usize)> {
    let count = drift.lately.all - drift.lately.kept;
    let words = match count {
        0 => return None,
        _ if drift.before.all > 0 => say!("team-otherwise", count = count),
        // All articles are the last ones.
        _ => say!("team-otherwise-whole", count = count),
    };
    Some((words, count))
}

/// Draws it, of a person.
pub(super) fn show(
    ui: &mut Ui,
    project: &Project,
    (person, drift): (&AnnotatorId, &Drift),
    room: &mut Room<'_>,
) {
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
    let help = if drift.before.all > 0 {
        say!("team-kept-help")
    } else {
        say!("team-kept-help-whole")
    };
    let help = TextLabel::new(help).size(12.0);
    ui.add(help.color(room.tokens.weak));
    let Some((head, count)) = head(drift) else {
        return;
    };
    ui.add(TextLabel::new(&head).size(12.0).bold(true));
    let mut shown: Option<&ArticleId> = None;
    for it in drift.otherwise.iter().take(PASSAGES) {
        let Some(article) = project.articles.get(&it.article) else {
            continue;
        };
        // Those of one article stand together.
        if shown.replace(&it.article) != Some(&it.article) {
            let title = TextLabel::new(article.meta.display_title()).size(12.0);
            ui.add(title.one_line().color(room.tokens.weak));
        }
        let words = say_otherwise(project, person, article, it);
        if ui.add(TextButton::new(&words)).clicked() {
            let go = Action::GoTo(it.article.clone(), None);
            room.commands.push(Wish::Action(go));
        }
    }
    if count > PASSAGES {
        let more = say!("team-more", count = count - PASSAGES);
        ui.add(TextLabel::new(&more).color(room.tokens.weak));
    }
}

/// What somebody marked, and what was decided: “Claim “the port” → nothing”. Where tag and place are the same, what else
/// differs: “Claim “the port”: Kind: fact → Kind: guess”.
fn say_otherwise(
    project: &Project,
    person: &AnnotatorId,
    article: &Article,
    it: &Otherwise,
) -> String {
    if let Some(words) = say_within(project, person, article, it) {
        return words;
    }
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

/// What differs beside tag and place; nothing where those differ, or where nothing does any more.
fn say_within(
    project: &Project,
    person: &AnnotatorId,
    article: &Article,
    it: &Otherwise,
) -> Option<String> {
    let ([mine], [made]) = (it.mine.as_slice(), it.made.as_slice()) else {
        return None;
    };
    if mine.tag != made.tag || mine.spans != made.spans {
        return None;
    }
    let own = LayerKey {
        article: article.id.clone(),
        annotator: person.clone(),
    };
    let gold = project.gold_key(&article.id)?;
    let mine_says = details(project, &own, &article.text, mine);
    let made_says = details(project, &gold, &article.text, made);
    let mine_differs = only_in(&mine_says, &made_says);
    let made_differs = only_in(&made_says, &mine_says);
    if mine_differs.is_empty() && made_differs.is_empty() {
        return None;
    }
    let said = |words: String| {
        if words.is_empty() {
            say!("team-nothing").to_owned()
        } else {
            words
        }
    };
    Some(format!(
        "{} {}: {} → {}",
        project.codebook.tag_name(&mine.tag),
        quoted(&mine.spans, &article.text, QUOTATION),
        said(mine_differs),
        said(made_differs)
    ))
}

/// What only the first one says, in words.
fn only_in(one: &[Detail], other: &[Detail]) -> String {
    let differs = one
        .iter()
        .filter(|it| !other.iter().any(|known| known.is_same(it)));
    let words: Vec<&str> = differs.map(|it| it.words.as_str()).collect();
    words.join(", ")
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
        assert_eq!(
            head(&drift),
            Some(("1 case was decided otherwise".to_owned(), 1))
        );
        drift.before = kept(7, 9, 10);
        assert_eq!(
            lines(&drift)[1],
            "In the last 3 articles 67 %, before that 90 %"
        );
        assert_eq!(
            head(&drift),
            Some((
                "1 case of the last articles was decided otherwise".to_owned(),
                1
            ))
        );
        assert_eq!(head(&Drift::default()), None);
        assert_eq!(lines(&Drift::default()), [""; 0]);
    }
}
