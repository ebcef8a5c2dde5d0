//! How well a name fits what was typed of it.

/// How well a name fits what was typed, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is what was typed, or nothing was.
    Whole,
    /// It begins with it.
    Start,
    /// One of its words does.
    Word,
    /// It contains it.
    Inside,
}

impl Fit {
    /// None when the name does not contain it at all. Both are to be in lower case, or folded.
    #[must_use]
    pub fn of(name: &str, wanted: &str) -> Option<Self> {
        if wanted.is_empty() || name.trim() == wanted {
            return Some(Self::Whole);
        }
        let mut places = name.match_indices(wanted).map(|(at, _)| at).peekable();
        places.peek()?;
        let is_word = |at: usize| {
            let before = name[..at].chars().next_back();
            before.is_none_or(|before| !before.is_alphanumeric())
        };
        Some(if name.trim_start().starts_with(wanted) {
            Self::Start
        } else if places.any(is_word) {
            Self::Word
        } else {
            Self::Inside
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_just_what_was_typed_fits_best() {
        let fit = |name| Fit::of(name, "he");
        assert_eq!(fit("he"), Some(Fit::Whole));
        assert_eq!(fit("hewitt"), Some(Fit::Start));
        assert_eq!(fit("“he said”"), Some(Fit::Word));
        assert_eq!(fit("the other, he"), Some(Fit::Word));
        assert_eq!(fit("the russian federation"), Some(Fit::Inside));
        assert_eq!(fit("lavrov"), None);
        assert!(Fit::Whole < Fit::Start && Fit::Start < Fit::Word && Fit::Word < Fit::Inside);
        assert_eq!(Fit::of("anything", ""), Some(Fit::Whole));
    }
}
