//! Patches: what is replaced in a text by what, and where spans stand afterwards.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::Text;
use super::anchor::Alignment;
use super::offset::{Byte, CodePoint, Span};
use crate::say;

/// A passage of a text that is replaced. Nothing is put in where `now` is empty, nothing taken away where `was` is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patch {
    /// Where it begins, in code points of the text before all patches that are applied together.
    pub at: CodePoint,
    /// What stands there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub was: String,
    /// What shall stand there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub now: String,
}

/// Why patches do not fit a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// The text reads otherwise at this place, in code points.
    #[error("{}", say!("correction-otherwise", at = .0.0, was = .1.as_str()))]
    Otherwise(CodePoint, String),
    /// They overlap or are out of order at this place, in code points.
    #[error("{}", say!("correction-disorder", at = .0.0))]
    Disorder(CodePoint),
}

/// Where patches have moved what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// The passages that were replaced, before and after, in order.
    replaced: Vec<(Span, Span)>,
    /// The same without what each has in common at its ends.
    trimmed: Vec<(Span, Span)>,
}

/// What became of a span when its text was patched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// No passage that was replaced touches it: it has moved along.
    Same(Span),
    /// One does, and its place is certain: what was replaced lay within it, or what differs lay outside.
    Reads(Span),
    /// What differs lies across one of its ends, or nothing is left of it.
    Lost,
}

impl Patch {
    /// The patches that make one text of another, word by word; none when they are the same.
    #[must_use]
    pub fn between(old: &Text, new: &Text) -> Vec<Self> {
        let (before, after) = (old.as_str(), new.as_str());
        let patch = |(was, now): (Span, Span)| Self {
            at: old.to_code_point(was.start),
            was: before[was.range()].to_owned(),
            now: after[now.range()].to_owned(),
        };
        let by_words = Alignment::of(before, after).changes();
        let patches: Vec<Self> = by_words.into_iter().map(patch).collect();
        if apply(old, &patches).is_ok_and(|(made, _)| made == *new) {
            return patches;
        }
        // Words were compared by numbers that may agree by chance.
        vec![patch((Span::of(0..before.len()), Span::of(0..after.len())))]
    }

    /// The patches that take these back.
    #[must_use]
    pub fn reversed(patches: &[Self]) -> Vec<Self> {
        let (mut more, mut less) = (0, 0);
        let back = patches.iter().map(|patch| {
            // A file may say anything; what does not fit is refused by `apply`.
            let at = CodePoint(patch.at.0.saturating_add(more).saturating_sub(less));
            more = more.saturating_add(patch.now.chars().count() as u32);
            less = less.saturating_add(patch.was.chars().count() as u32);
            Self {
                at,
                was: patch.now.clone(),
                now: patch.was.clone(),
            }
        });
        back.collect()
    }
}

/// The text with these patches, and where they have moved what.
///
/// # Errors
/// [`Misfit`] when the text is another one than the one for which they were made.
pub fn apply(text: &Text, patches: &[Patch]) -> Result<(Text, Shift), Misfit> {
    let old = text.as_str();
    let mut new = String::with_capacity(old.len());
    let mut pairs = Vec::with_capacity(patches.len());
    let mut copied = 0;
    for patch in patches {
        let otherwise = || Misfit::Otherwise(patch.at, patch.was.clone());
        let start = text
            .from_code_point(patch.at)
            .ok_or_else(otherwise)?
            .index();
        if start < copied {
            return Err(Misfit::Disorder(patch.at));
        }
        let end = start + patch.was.len();
        if old.get(start..end) != Some(&patch.was) {
            return Err(otherwise());
        }
        new.push_str(&old[copied..start]);
        let begins = new.len();
        new.push_str(&patch.now);
        pairs.push((Span::of(start..end), Span::of(begins..new.len())));
        copied = end;
    }
    new.push_str(&old[copied..]);
    let trimmed = pairs.iter().map(|pair| trimmed(old, &new, *pair)).collect();
    let shift = Shift {
        replaced: pairs,
        trimmed,
    };
    Ok((Text::new(new), shift))
}

/// Two passages without what they have in common at their ends, in whole characters as a reader takes them.
fn trimmed(old: &str, new: &str, (was, now): (Span, Span)) -> (Span, Span) {
    let (old, new) = (&old[was.range()], &new[now.range()]);
    let shared = |one: &mut dyn Iterator<Item = &str>, other: &mut dyn Iterator<Item = &str>| {
        let pairs = one.zip(other).take_while(|(one, other)| one == other);
        pairs.map(|(one, _)| one.len()).sum::<usize>()
    };
    let head = shared(&mut old.graphemes(true), &mut new.graphemes(true));
    let (old, new) = (&old[head..], &new[head..]);
    let tail = shared(
        &mut old.graphemes(true).rev(),
        &mut new.graphemes(true).rev(),
    );
    let cut = |span: Span| Span::of(span.start.index() + head..span.end.index() - tail);
    (cut(was), cut(now))
}

impl Shift {
    /// About where an offset is in the new text.
    #[must_use]
    pub fn near(&self, at: Byte) -> Byte {
        let before = self.replaced.partition_point(|(old, _)| old.end <= at);
        match self.replaced.get(before) {
            Some((old, new)) if old.start < at => new.start,
            _ => moved(&self.replaced[..before], at),
        }
    }

    /// Where a span stands in the new text.
    #[must_use]
    pub fn carry(&self, span: Span) -> Carried {
        match carry(&self.replaced, span) {
            Carried::Lost => match carry(&self.trimmed, span) {
                Carried::Same(span) => Carried::Reads(span),
                carried => carried,
            },
            carried => carried,
        }
    }
}

fn carry(pairs: &[(Span, Span)], span: Span) -> Carried {
    // What ends where the span begins lies before it, a passage that is only put in there too.
    let first = pairs.partition_point(|(old, _)| old.end <= span.start);
    let behind = pairs.partition_point(|(old, _)| old.start < span.end);
    if first >= behind {
        return Carried::Same(Span {
            start: moved(&pairs[..first], span.start),
            end: moved(&pairs[..first], span.end),
        });
    }
    if pairs[first].0.start < span.start || pairs[behind - 1].0.end > span.end {
        return Carried::Lost;
    }
    let now = Span {
        start: moved(&pairs[..first], span.start),
        end: moved(&pairs[..behind], span.end),
    };
    if now.is_empty() {
        Carried::Lost
    } else {
        Carried::Reads(now)
    }
}

/// Where an offset stands that lies behind these passages.
fn moved(before: &[(Span, Span)], at: Byte) -> Byte {
    before.last().map_or(at, |(old, new)| {
        Byte::new(new.end.index() + at.index() - old.end.index())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::offset::tests::texts;
    use super::*;

    /// Where a passage of the old text stands in the new one.
    fn carried(old: &str, new: &str, passage: &str) -> Option<(bool, String)> {
        let (old, new) = (Text::new(old), Text::new(new));
        let (made, shift) = apply(&old, &Patch::between(&old, &new)).unwrap();
        assert_eq!(made, new);
        let start = old.as_str().find(passage).unwrap();
        match shift.carry(Span::of(start..start + passage.len())) {
            Carried::Same(span) => Some((true, new.slice(span).to_owned())),
            Carried::Reads(span) => Some((false, new.slice(span).to_owned())),
            Carried::Lost => None,
        }
    }

    #[test]
    fn marks_move_grow_and_get_lost() {
        let same = |passage: &str| Some((true, passage.to_owned()));
        let reads = |passage: &str| Some((false, passage.to_owned()));
        let (old, new) = (
            "We will clsoe the port, Lavro said.",
            "We will close the port, Lavrov said.",
        );
        assert_eq!(carried(old, new, "We will"), same("We will"));
        assert_eq!(carried(old, new, "the port"), same("the port"));
        assert_eq!(carried(old, new, "will clsoe the"), reads("will close the"));
        assert_eq!(carried(old, new, "Lavro"), reads("Lavrov"));
        assert_eq!(carried(old, new, "soe the"), reads("ose the"));
        assert_eq!(carried(old, new, "will cls"), None);
        // A cut.
        let (old, new) = ("Read more here. The port closed.", "The port closed.");
        assert_eq!(carried(old, new, "The port"), same("The port"));
        assert_eq!(carried(old, new, "Read more"), None);
        // What differs lies outside.
        assert_eq!(carried("the ports", "the port", "port"), reads("port"));
    }

    #[test]
    fn patches_for_another_text_are_refused() {
        let patch = |at, was: &str, now: &str| Patch {
            at: CodePoint(at),
            was: was.into(),
            now: now.into(),
        };
        let text = Text::new("e\u{301}😀 port");
        assert_eq!(
            apply(&text, &[patch(4, "pier", "quay")]).map(|(text, _)| text),
            Err(Misfit::Otherwise(CodePoint(4), "pier".into()))
        );
        assert_eq!(
            apply(&text, &[patch(4, "port", ""), patch(5, "o", "")]).map(|(text, _)| text),
            Err(Misfit::Disorder(CodePoint(5)))
        );
        assert!(apply(&text, &[patch(99, "", "x")]).is_err());
        assert_eq!(
            apply(&text, &[patch(2, "😀", ""), patch(4, "port", "quay")]).map(|(text, _)| text),
            Ok(Text::new("e\u{301} quay"))
        );
    }

    proptest! {
        /// A span that nothing touches covers the same, where a naive search between the same neighbours finds it; and it
        /// comes back by the patches that take these back.
        #[test]
        fn what_is_not_touched_keeps_its_words(
            old in texts(),
            pieces in proptest::collection::vec((0usize..400, 0usize..12, texts()), 1..4),
            at in 0usize..400,
            length in 1usize..40,
        ) {
            let mut new: Vec<char> = old.chars().collect();
            for (start, take, put) in pieces {
                let start = start.min(new.len());
                let end = (start + take).min(new.len());
                new.splice(start..end, put.chars().take(8));
            }
            let (old, new) = (Text::new(old), Text::new(new.into_iter().collect::<String>()));
            let patches = Patch::between(&old, &new);
            let (made, shift) = apply(&old, &patches).unwrap();
            prop_assert_eq!(&made, &new);
            let (back, shift_back) = apply(&new, &Patch::reversed(&patches)).unwrap();
            prop_assert_eq!(&back, &old);
            let boundary = |at: usize| {
                old.from_code_point(CodePoint(at.min(old.code_points().0 as usize) as u32)).unwrap()
            };
            let span = Span { start: boundary(at), end: boundary(at + length) };
            prop_assume!(!span.is_empty());
            match shift.carry(span) {
                Carried::Same(now) => {
                    prop_assert_eq!(new.slice(now), old.slice(span));
                    prop_assert_eq!(shift_back.carry(now), Carried::Same(span));
                }
                Carried::Reads(now) => prop_assert!(new.get(now).is_some()),
                Carried::Lost => {}
            }
        }
    }
}
