//! Pairing the quotation marks of one paragraph.

use std::collections::BTreeMap;

use super::marks::{Sign, is_single, openers, signs};

/// What the marks of a paragraph make, in bytes of the paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pairs {
    /// Opening and closing marks, in the order of the closing ones: inner quotations before outer ones.
    pub closed: Vec<(Sign, Sign)>,
    /// The mark of a quotation that is still open at the end of the paragraph.
    pub open: Option<Sign>,
    /// The mark that the paragraph begins with.
    pub first: Option<Sign>,
}

/// So many marks that wait for their partner are looked at: nobody nests deeper, and forgotten ones are few.
const DEEPEST: usize = 32;

/// Pairs the marks of a paragraph. A mark without a partner is left out: of two readings the shorter quotation is taken.
pub(super) fn pairs(paragraph: &str) -> Pairs {
    let signs = signs(paragraph);
    let begin = paragraph.len() - paragraph.trim_start().len();
    let mut found = Pairs {
        first: signs.first().copied().filter(|sign| sign.at == begin),
        ..Pairs::default()
    };
    #[cfg(test)]
    tests::count(paragraph.len());
    let mut waiting: Vec<Sign> = Vec::new();
    for sign in signs {
        match partner(&waiting, sign) {
            Some(index) => {
                found.closed.push((waiting[index], sign));
                waiting.truncate(index);
            }
            None if sign.opens => waiting.push(sign),
            None => {}
        }
    }
    // A quotation of the same style behind a mark: then its partner was forgotten. A single one may be an apostrophe.
    let mut last: BTreeMap<char, usize> = BTreeMap::new();
    for (opener, _) in &found.closed {
        let last = last.entry(opener.mark).or_default();
        *last = (*last).max(opener.at);
    }
    let is_alone = |mark: &&Sign| last.get(&mark.mark).is_none_or(|&last| last < mark.at);
    let mut alone = waiting.iter().rev().filter(is_alone);
    found.open = alone
        .clone()
        .find(|sign| !is_single(sign.mark))
        .or_else(|| alone.next())
        .copied();
    found
}

/// Which of the waiting marks a sign ends, if any.
fn partner(waiting: &[Sign], sign: Sign) -> Option<usize> {
    if !sign.closes {
        return None;
    }
    let openers = openers(sign.mark);
    let shallow = waiting.len().saturating_sub(DEEPEST);
    #[cfg(test)]
    tests::count(waiting.len() - shallow);
    let index = waiting[shallow..]
        .iter()
        .rposition(|opener| openers.contains(opener.mark))?
        + shallow;
    // A single mark within a double quotation ends nothing outside it: it is an apostrophe.
    let crosses = is_single(sign.mark)
        && waiting[index + 1..]
            .iter()
            .any(|inner| !is_single(inner.mark));
    // »…» and ”…” end with the mark they begin with: only where one may end.
    let ends_here = waiting[index].mark != sign.mark || !sign.opens || sign.mark.is_ascii();
    (!crosses && ends_here).then_some(index)
}

#[cfg(test)]
pub(crate) mod tests {
    use core::cell::Cell;

    thread_local! {
        static WORK: Cell<usize> = const { Cell::new(0) };
    }

    /// Counts work: bytes that are looked through for marks, and marks that are looked at for a partner.
    pub(super) fn count(work: usize) {
        WORK.set(WORK.get() + work);
    }

    /// How much work something is.
    pub(crate) fn work_of(something: impl FnOnce()) -> usize {
        let before = WORK.get();
        something();
        WORK.get() - before
    }
}
