//! What is wrong with highlighters.

use std::collections::BTreeSet;

use crate::model::{Highlighter, HighlighterId, Project};
use crate::say;
use crate::text::Unfindable;

/// Something that is wrong with a highlighter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenHighlighter {
    /// Which one.
    pub id: HighlighterId,
    /// At which character of its expression, from 1, if it is that.
    pub column: Option<usize>,
    /// What is wrong, in a sentence.
    pub message: String,
}

/// The highlighters that cannot be looked for, and those with an id that another one has too.
#[must_use]
pub fn check_highlighters(project: &Project) -> Vec<BrokenHighlighter> {
    let mut seen = BTreeSet::new();
    let mut broken = Vec::new();
    for highlighter in project.highlighters.iter() {
        if !seen.insert(&highlighter.id) {
            broken.push(BrokenHighlighter {
                id: highlighter.id.clone(),
                column: None,
                message: say!("highlighters-twice", id = highlighter.id.as_str()),
            });
        }
        broken.extend(unfindable(highlighter));
    }
    broken
}

fn unfindable(highlighter: &Highlighter) -> Option<BrokenHighlighter> {
    let why = highlighter.seeker().err()?;
    let column = match &why {
        Unfindable::Expression(misread) => misread.column,
        _ => None,
    };
    let name = &highlighter.name;
    Some(BrokenHighlighter {
        id: highlighter.id.clone(),
        column,
        message: say!("highlighters-broken", name = name, why = why.to_string()),
    })
}
