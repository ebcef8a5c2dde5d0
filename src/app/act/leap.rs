//! Going to a word that one sees by its first letters.

use crate::app::notices::Notices;
use crate::app::workspace::Workspace;
use crate::say;
use crate::text::{Byte, next_word_with};

/// So many letters say which word is meant.
pub const LETTERS: usize = 2;

/// Letters that are awaited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leap {
    /// Those that were typed.
    pub letters: String,
    /// Whether the selection is to reach to the end of the word.
    pub extends: bool,
}

impl Workspace {
    /// Awaits the first letters of a word; the same command again takes the letters of the last time.
    pub fn begin_leap(&mut self, extends: bool, notices: &mut Notices) {
        let again = self.open.as_mut().and_then(|open| open.leap.take());
        if again.is_some() {
            let letters = self.leapt.clone();
            return self.leap_to(&letters, extends, notices);
        }
        self.close_find();
        self.leave_questions();
        if let Some(open) = &mut self.open {
            open.leap = Some(Leap {
                letters: String::new(),
                extends,
            });
        }
    }

    /// How many of the next typed characters are letters of the word that is meant.
    #[must_use]
    pub fn letters_awaited(&self) -> usize {
        let leap = self.open.as_ref().and_then(|open| open.leap.as_ref());
        leap.map_or(0, |leap| {
            LETTERS - leap.letters.chars().count().min(LETTERS)
        })
    }

    /// Takes a letter; with the last one the caret goes to the word.
    pub fn take_letter(&mut self, letter: char, notices: &mut Notices) {
        let Some(leap) = self.open.as_mut().and_then(|open| open.leap.as_mut()) else {
            return;
        };
        leap.letters.push(letter);
        if leap.letters.chars().count() >= LETTERS {
            self.end_leap(notices);
        }
    }

    /// Goes to the word with the letters that were typed so far.
    pub fn end_leap(&mut self, notices: &mut Notices) {
        let Some(leap) = self.open.as_mut().and_then(|open| open.leap.take()) else {
            return;
        };
        if !leap.letters.is_empty() {
            self.leap_to(&leap.letters, leap.extends, notices);
        }
    }

    fn leap_to(&mut self, letters: &str, extends: bool, notices: &mut Notices) {
        let (Some(text), Some(open)) = (self.text(), &self.open) else {
            return;
        };
        letters.clone_into(&mut self.leapt);
        let here = open.reader.selection().span();
        let behind = next_word_with(&text, here.end, letters);
        match (behind, extends) {
            (Some(word), true) => self.select_span(here.hull(word)),
            (Some(word), false) => self.select_span(word),
            // From the beginning again.
            (None, false) => match next_word_with(&text, Byte(0), letters) {
                Some(word) => self.select_span(word),
                None => notices.say(say!("act-no-word-near", letters = letters)),
            },
            (None, true) => notices.say(say!("act-no-word-behind", letters = letters)),
        }
    }
}
