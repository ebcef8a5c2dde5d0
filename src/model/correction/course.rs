//! How a text became another one, and what becomes of annotations on the way.

use crate::model::{Article, Spans};
use crate::text::{Byte, Carried, Misfit, Patch, Shift, Text, apply, sha256_hex};

use super::Correction;

/// How a text became another one, step by step.
#[derive(Clone, Debug)]
pub struct Course {
    /// The text at its end.
    text: Text,
    shifts: Vec<Shift>,
}

/// What becomes of an annotation on such a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It moves along.
    Same(Spans),
    /// It covers what it covered, as it reads now.
    Reads(Spans),
    /// It has no certain place.
    Lost,
}

/// The patches that lead from the text of one list of corrections to that of another.
pub(in crate::model) fn between(from: &[Correction], to: &[Correction]) -> Vec<Vec<Patch>> {
    let common = from.iter().zip(to).take_while(|(one, other)| one == other);
    let common = common.count();
    let back = from[common..].iter().rev();
    let forth = to[common..].iter();
    back.map(|it| Patch::reversed(&it.patches))
        .chain(forth.map(|it| it.patches.clone()))
        .collect()
}

impl Fate {
    /// Where the annotation stands, if its place is certain.
    #[must_use]
    pub fn spans(self) -> Option<Spans> {
        match self {
            Self::Same(spans) | Self::Reads(spans) => Some(spans),
            Self::Lost => None,
        }
    }
}

impl Course {
    /// From a text through these patches.
    ///
    /// # Errors
    /// [`Misfit`] when some do not fit.
    pub(super) fn through(
        from: &Text,
        steps: impl IntoIterator<Item = Vec<Patch>>,
    ) -> Result<Self, Misfit> {
        let mut course = Self {
            text: from.clone(),
            shifts: Vec::new(),
        };
        for patches in steps {
            let (text, shift) = apply(&course.text, &patches)?;
            course.text = text;
            course.shifts.push(shift);
        }
        Ok(course)
    }

    /// The text at its end.
    #[must_use]
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// About where an offset of the text at its beginning is in that at its end.
    #[must_use]
    pub fn near(&self, at: Byte) -> Byte {
        self.shifts.iter().fold(at, |at, shift| shift.near(at))
    }

    /// What becomes of an annotation with these spans.
    #[must_use]
    pub fn fate(&self, spans: &Spans) -> Fate {
        let mut moved = spans.as_slice().to_vec();
        let mut touched = false;
        for shift in &self.shifts {
            for span in &mut moved {
                match shift.carry(*span) {
                    Carried::Same(now) => *span = now,
                    Carried::Reads(now) => {
                        *span = now;
                        touched = true;
                    }
                    Carried::Lost => return Fate::Lost,
                }
            }
        }
        match Spans::new(moved) {
            Ok(spans) if spans.fit(&self.text).is_err() => Fate::Lost,
            Ok(spans) if touched => Fate::Reads(spans),
            Ok(spans) => Fate::Same(spans),
            Err(_) => Fate::Lost,
        }
    }
}

impl Article {
    /// Whether both were loaded with one text, however it was corrected since.
    #[must_use]
    pub fn is_of_one_text(&self, other: &Self) -> bool {
        self.text == other.text || self.original() == other.original()
    }

    /// The text as it was loaded.
    #[must_use]
    pub fn original(&self) -> Text {
        Course::through(&self.text, between(&self.corrections, &[]))
            .map_or_else(|_| self.text.clone(), |course| course.text)
    }

    /// SHA-256 of the text as it was loaded: 64 hexadecimal digits.
    #[must_use]
    pub fn original_sha256(&self) -> String {
        if self.corrections.is_empty() {
            self.sha256.clone()
        } else {
            sha256_hex(self.original().as_str())
        }
    }

    /// The text of this SHA-256 that the article has had, and the way from it to that of today.
    #[must_use]
    pub fn since(&self, sha256: &str) -> Option<(Text, Course)> {
        if self.corrections.is_empty() && self.withdrawn.is_empty() {
            return None;
        }
        let original = self.original();
        let lists = core::iter::once(&self.corrections).chain(self.withdrawn.0.iter().rev());
        lists
            .into_iter()
            .find_map(|list| self.since_on(list, &original, sha256))
    }

    /// The same for the texts that one list of corrections makes of the one that was loaded; of several the last.
    fn since_on(
        &self,
        list: &[Correction],
        original: &Text,
        sha256: &str,
    ) -> Option<(Text, Course)> {
        let mut text = original.clone();
        let mut found = (sha256_hex(text.as_str()) == sha256).then(|| (0, text.clone()));
        for (number, correction) in list.iter().enumerate() {
            text = apply(&text, &correction.patches).ok()?.0;
            if sha256_hex(text.as_str()) == sha256 {
                found = Some((number + 1, text.clone()));
            }
        }
        let (count, text) = found?;
        let course = Course::through(&text, between(&list[..count], &self.corrections)).ok()?;
        Some((text, course))
    }

    /// The article with these corrections instead of those that it has, and the way from its text to that one.
    ///
    /// # Errors
    /// [`Misfit`] when one of them does not fit the text that the article was loaded with.
    pub fn corrected(&self, list: &[Correction]) -> Result<(Self, Course), Misfit> {
        let is_known = !self.sha256.is_empty();
        let steps = if is_known {
            between(&self.corrections, list)
        } else {
            Vec::new()
        };
        let course = Course::through(&self.text, steps)?;
        let mut article = self.clone();
        article.corrections = list.to_vec();
        article.withdrawn.note(&self.corrections, list);
        if is_known && !course.shifts.is_empty() {
            article.sha256 = sha256_hex(course.text.as_str());
            article.text = course.text.clone();
        }
        Ok((article, course))
    }
}
