//! Pairing the quotation marks of one paragraph.

use super::marks::{Sign, is_single, signs};

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

/// Pairs the marks of a paragraph. A mark without a partner is left out: of two readings the shorter quotation is taken.
pub(super) fn pairs(paragraph: &str) -> Pairs {
    let signs = signs(paragraph);
    let begin = paragraph.len() - paragraph.trim_start().len();
    let mut found = Pairs {
        first: signs.first().copied().filter(|sign| sign.at == begin),
        ..Pairs::default()
    };
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
    let is_alone = |mark: &&Sign| {
        let same = |(opener, _): &(Sign, Sign)| opener.mark == mark.mark && opener.at > mark.at;
        !found.closed.iter().any(same)
    };
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
    let index = waiting.iter().rposition(|opener| sign.fits(opener.mark))?;
    // A single mark within a double quotation ends nothing outside it: it is an apostrophe.
    let crosses = is_single(sign.mark)
        && waiting[index + 1..]
            .iter()
            .any(|inner| !is_single(inner.mark));
    // »…» and ”…” end with the mark they begin with: only where one may end.
    let ends_here = waiting[index].mark != sign.mark || !sign.opens || sign.mark.is_ascii();
    (!crosses && ends_here).then_some(index)
}
