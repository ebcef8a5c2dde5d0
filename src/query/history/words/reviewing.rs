//! Changes of reviews in words.

use crate::model::{AnnotatorId, Answer, Change, Comment, Decision, Stand};
use crate::say;

use super::{Teller, differs, in_quotes};

/// What became of a slot of a review, or of how the project is reviewed.
pub(super) fn tell(teller: &Teller<'_>, from: &Change, to: &Change) -> Vec<String> {
    let lines = match (from, to) {
        (Change::ReviewRules(from), Change::ReviewRules(to)) => {
            let name = |id: &Option<AnnotatorId>| {
                let id = id.as_ref();
                id.map_or_else(String::new, |id| teller.name(id))
            };
            vec![
                differs(say!("reviewing-gold"), &name(&from.gold), &name(&to.gold)),
                differs(
                    say!("reviewing-hide-names"),
                    yes(from.hide_names),
                    yes(to.hide_names),
                ),
                differs(
                    say!("reviewing-shuffle"),
                    yes(from.shuffle),
                    yes(to.shuffle),
                ),
            ]
        }
        (Change::Assigned(_, from), Change::Assigned(id, to)) => {
            let names = |ids: &std::collections::BTreeSet<AnnotatorId>| {
                let names: Vec<String> = ids.iter().map(|id| teller.name(id)).collect();
                names.join(", ")
            };
            let what = say!("reviewing-assigned", title = teller.title(id));
            vec![differs(&what, &names(from), &names(to))]
        }
        (Change::Decision(_, _, from), Change::Decision(key, _, to)) => {
            let what = say!("reviewing-decision", title = teller.title(&key.article));
            let from = from.as_deref().map(|it| decision(teller, it));
            let to = to.as_deref().map(|it| decision(teller, it));
            vec![changed(&what, from, to)]
        }
        (Change::Comment(_, _, from), Change::Comment(key, _, to)) => {
            let what = say!("reviewing-comment", title = teller.title(&key.article));
            vec![changed(
                &what,
                from.as_ref().map(comment),
                to.as_ref().map(comment),
            )]
        }
        (Change::Answer(_, _, from), Change::Answer(key, _, to)) => {
            let what = say!("reviewing-answer", title = teller.title(&key.article));
            vec![changed(
                &what,
                from.as_ref().map(answer),
                to.as_ref().map(answer),
            )]
        }
        (Change::Signed(..), Change::Signed(key, to)) => {
            let title = teller.title(&key.article);
            vec![Some(if to.is_some() {
                say!("reviewing-signed", title = title)
            } else {
                say!("reviewing-unsigned", title = title)
            })]
        }
        _ => Vec::new(),
    };
    lines.into_iter().flatten().collect()
}

fn changed(what: &str, from: Option<String>, to: Option<String>) -> Option<String> {
    let from = from.unwrap_or_default();
    differs(what, &from, &to.unwrap_or_default())
}

fn yes(is_so: bool) -> &'static str {
    if is_so {
        say!("reviewing-yes")
    } else {
        say!("reviewing-no")
    }
}

fn decision(teller: &Teller<'_>, decision: &Decision) -> String {
    let mut told = decision.verdict.in_words(|id| teller.whose(id));
    let mut add = |more: &str| {
        told.push_str("; ");
        told.push_str(more);
    };
    if let Some(rule) = &decision.bulk {
        add(&rule.in_words(|id| teller.whose(id)));
    }
    if let Some(reason) = &decision.reason {
        add(teller.project.reviewing.reason_name(reason));
    }
    if !decision.words.is_empty() {
        add(&in_quotes(&decision.words));
    }
    told
}

fn comment(comment: &Comment) -> String {
    match comment.resolves {
        Some(resolves) if comment.text.is_empty() => {
            let told = if resolves {
                say!("reviewing-resolved")
            } else {
                say!("reviewing-reopened")
            };
            told.to_owned()
        }
        _ => in_quotes(&comment.text),
    }
}

fn answer(answer: &Answer) -> String {
    let stand = match answer.stand {
        Stand::Accepts => say!("reviewing-accepts"),
        Stand::Contests => say!("reviewing-contests"),
    };
    if answer.words.is_empty() {
        return stand.to_owned();
    }
    format!("{stand}: {}", in_quotes(&answer.words))
}
