//! Which cases are listed.

use crate::model::{AnnotatorId, TagId};
use crate::review::adjudication::{Case, CaseKind, State};
use crate::say;

/// Cases by what is to be done about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// All.
    #[default]
    All,
    /// Those that are to be decided, for the first time or again.
    ToDo,
    /// Those that have to be looked at again.
    Again,
    /// Those that are decided.
    Decided,
}

impl Show {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::All, Self::ToDo, Self::Again, Self::Decided];

    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => say!("decide-show-all"),
            Self::ToDo => say!("decide-show-to-do"),
            Self::Again => say!("decide-show-again"),
            Self::Decided => say!("decide-show-decided"),
        }
    }

    fn lets(self, state: &State) -> bool {
        match self {
            Self::All => true,
            Self::ToDo => state.is_to_do(),
            Self::Again => matches!(
                state,
                State::LeftOpen | State::Reopened(_) | State::Contested
            ),
            Self::Decided => !state.is_to_do(),
        }
    }
}

/// Which cases are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Whether those are listed too in which nobody differs.
    pub same: bool,
    /// By what is to be done about them.
    pub show: Show,
    /// Only those that differ so.
    pub kind: Option<CaseKind>,
    /// Only those with a mark of this tag.
    pub tag: Option<TagId>,
    /// Only those in which this person has marked something.
    pub person: Option<AnnotatorId>,
}

impl CaseFilter {
    /// Whether a case is listed.
    pub fn lets(&self, case: &Case) -> bool {
        let is_plain = case.kind == CaseKind::Same && !is_to_see(&case.state);
        let wants_same = self.same || self.kind == Some(CaseKind::Same);
        (wants_same || !is_plain)
            && self.show.lets(&case.state)
            && self.kind.is_none_or(|kind| kind == case.kind)
            && self.tag.as_ref().is_none_or(|tag| {
                let mut marks = case.marks.iter();
                marks.any(|mark| mark.annotation.tag == *tag)
            })
            && (self.person.as_ref())
                .is_none_or(|person| case.marks.iter().any(|mark| mark.by == *person))
    }
}

/// Whether somebody must look at a case even if nobody differs in it.
fn is_to_see(state: &State) -> bool {
    matches!(state, State::Reopened(_) | State::Contested)
}
