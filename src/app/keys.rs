//! Key chords: how they are written, shown and recognised.
//!
//! A chord is either a *typed* character (`c`, `?`, `{`), recognised by what the user's layout prints, or a *named* key
//! with modifiers (`Ctrl+Z`, `Shift+Tab`, `F6`). On a layout without Latin letters a typed chord also answers to the
//! key where a Latin layout has it.

use core::fmt;
use core::str::FromStr;

use egui::{Event, Key, Modifiers};

use crate::say;

/// One stroke of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chord {
    /// A character as the layout prints it, without Ctrl or Alt.
    Typed(char),
    /// A key with exactly these modifiers; `command` is Cmd on a Mac and Ctrl elsewhere.
    Named(Modifiers, Key),
}

impl Chord {
    /// Whether the chord still works while the caret is in a text field: it writes nothing there and moves nothing.
    #[must_use]
    pub fn works_in_fields(self) -> bool {
        match self {
            Self::Typed(_) => false,
            Self::Named(modifiers, key) => {
                let function = key.name().starts_with('F') && key.name().len() > 1;
                let edits = matches!(
                    key,
                    Key::A
                        | Key::C
                        | Key::V
                        | Key::X
                        | Key::Z
                        | Key::Y
                        | Key::Backspace
                        | Key::Delete
                        | Key::Home
                        | Key::End
                        | Key::ArrowLeft
                        | Key::ArrowRight
                        | Key::ArrowUp
                        | Key::ArrowDown
                );
                function || (modifiers.command && !edits)
            }
        }
    }

    fn matches(self, modifiers: Modifiers, key: Key) -> bool {
        let Self::Named(wanted, named) = self else {
            return false;
        };
        // Which punctuation needs Shift depends on the layout.
        let shift = wanted.shift == modifiers.shift || is_punctuation(key);
        named == key && shift && wanted.alt == modifiers.alt && wanted.command == modifiers.command
    }
}

impl Chord {
    /// The chord as a file has it: as [`FromStr`] reads it on every system.
    #[must_use]
    pub fn spelled(&self) -> String {
        match self {
            Self::Typed(' ') => SPACE.to_owned(),
            Self::Typed(c) => c.to_string(),
            Self::Named(modifiers, key) => {
                let held = [
                    (modifiers.command, "Ctrl+"),
                    (modifiers.alt, "Alt+"),
                    (modifiers.shift, "Shift+"),
                ];
                let held: String = held
                    .into_iter()
                    .filter_map(|(on, name)| on.then_some(name))
                    .collect();
                format!("{held}{}", key.name())
            }
        }
    }
}

/// How the space bar is written in files.
const SPACE: &str = "Space";

fn is_punctuation(key: Key) -> bool {
    key.symbol_or_name().chars().count() == 1
        && !key.name().chars().all(|c| c.is_ascii_alphanumeric())
        || matches!(
            key,
            Key::OpenBracket
                | Key::CloseBracket
                | Key::OpenCurlyBracket
                | Key::CloseCurlyBracket
                | Key::Plus
                | Key::Minus
                | Key::Equals
                | Key::Questionmark
                | Key::Slash
        )
}

/// A text that names no chord.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidChord(String);

impl core::error::Error for InvalidChord {}

impl fmt::Display for InvalidChord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&say!("key-invalid", text = &self.0))
    }
}

impl FromStr for Chord {
    type Err = InvalidChord;
    fn from_str(text: &str) -> Result<Self, InvalidChord> {
        let mut letters = text.chars();
        if let (Some(c), None) = (letters.next(), letters.next())
            && !c.is_whitespace()
        {
            return Ok(Self::Typed(c));
        }
        if text == SPACE {
            return Ok(Self::Typed(' '));
        }
        let mut modifiers = Modifiers::NONE;
        let mut rest = text;
        loop {
            let (modifier, after) = if let Some(after) = rest.strip_prefix("Ctrl+") {
                (Modifiers::COMMAND, after)
            } else if let Some(after) = rest.strip_prefix("Shift+") {
                (Modifiers::SHIFT, after)
            } else if let Some(after) = rest.strip_prefix("Alt+") {
                (Modifiers::ALT, after)
            } else {
                break;
            };
            modifiers |= modifier;
            rest = after;
        }
        Key::from_name(rest)
            .map(|key| Self::Named(modifiers, key))
            .ok_or_else(|| InvalidChord(text.to_owned()))
    }
}

/// As it is shown, in the language that is spoken.
impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Typed(' ') => f.write_str(say!("key-space")),
            Self::Typed(c) => write!(f, "{c}"),
            Self::Named(modifiers, key) => {
                if modifiers.command {
                    f.write_str(if cfg!(target_os = "macos") {
                        "⌘"
                    } else {
                        say!("key-ctrl")
                    })?;
                }
                if modifiers.alt {
                    f.write_str(say!("key-alt"))?;
                }
                if modifiers.shift {
                    f.write_str(say!("key-shift"))?;
                }
                f.write_str(match key {
                    Key::ArrowLeft => "←",
                    Key::ArrowRight => "→",
                    Key::ArrowUp => "↑",
                    Key::ArrowDown => "↓",
                    Key::Escape => say!("key-escape"),
                    Key::PageUp => say!("key-page-up"),
                    Key::PageDown => say!("key-page-down"),
                    Key::Home => say!("key-home"),
                    Key::End => say!("key-end"),
                    Key::Insert => say!("key-insert"),
                    Key::Delete => say!("key-delete"),
                    Key::Backspace => say!("key-backspace"),
                    Key::Enter => say!("key-enter"),
                    Key::Tab => say!("key-tab"),
                    Key::Space => say!("key-space"),
                    Key::Comma => say!("key-comma"),
                    Key::Period => say!("key-period"),
                    Key::Plus => "+",
                    Key::Minus => "-",
                    Key::Equals => "=",
                    Key::OpenBracket => "[",
                    Key::CloseBracket => "]",
                    Key::OpenCurlyBracket => "{",
                    Key::CloseCurlyBracket => "}",
                    key => key.name(),
                })
            }
        }
    }
}

/// Takes the strokes that `find` knows out of a frame's events and returns what they stand for, in order.
///
/// `find` answers for one chord; it returns `None` for a chord that means nothing now, whose events stay. Most systems send the
/// letter of a stroke with Alt as text behind it: that goes with the stroke, or it would mark text as well.
pub fn take_strokes<T>(
    events: &mut Vec<Event>,
    mut find: impl FnMut(Chord) -> Option<T>,
) -> Vec<T> {
    let mut found = Vec::new();
    let mut keep = vec![true; events.len()];
    // A key press that may yet turn out to be the origin of the text behind it.
    let mut waiting: Option<(usize, char)> = None;
    // Whether what was taken last may send its letter as text too.
    let mut echoes = false;
    for at in 0..events.len() {
        match &events[at] {
            Event::Key {
                key,
                modifiers,
                pressed: true,
                ..
            } => {
                settle(&mut waiting, &mut keep, &mut found, &mut find);
                let named = named_chord(*modifiers, *key).and_then(&mut find);
                echoes = modifiers.alt && named.is_some();
                if let Some(meaning) = named {
                    found.push(meaning);
                    keep[at] = false;
                } else if !modifiers.command && !modifiers.alt {
                    waiting = latin(*key, modifiers.shift).map(|c| (at, c));
                }
            }
            Event::Text(_) if core::mem::take(&mut echoes) => keep[at] = false,
            Event::Text(text) => {
                let mut letters = text.chars();
                let (first, second) = (letters.next(), letters.next());
                let typed = match (first, second) {
                    (Some(c), None) => find(Chord::Typed(c)),
                    _ => None,
                };
                if let Some(meaning) = typed {
                    found.push(meaning);
                    keep[at] = false;
                    if let Some((key, _)) = waiting.take() {
                        keep[key] = false;
                    }
                } else if first.is_some_and(|c| !c.is_ascii()) {
                    let before = found.len();
                    settle(&mut waiting, &mut keep, &mut found, &mut find);
                    keep[at] = found.len() == before;
                } else {
                    waiting = None;
                }
            }
            _ => {}
        }
    }
    settle(&mut waiting, &mut keep, &mut found, &mut find);
    let mut keep = keep.into_iter();
    events.retain(|_| keep.next().unwrap_or(true));
    found
}

/// A waiting key press that no text followed stands for its Latin letter.
fn settle<T>(
    waiting: &mut Option<(usize, char)>,
    keep: &mut [bool],
    found: &mut Vec<T>,
    find: &mut impl FnMut(Chord) -> Option<T>,
) {
    if let Some((at, c)) = waiting.take()
        && let Some(meaning) = find(Chord::Typed(c))
    {
        found.push(meaning);
        keep[at] = false;
    }
}

fn named_chord(modifiers: Modifiers, key: Key) -> Option<Chord> {
    let plain = Modifiers {
        alt: modifiers.alt,
        ctrl: false,
        shift: modifiers.shift,
        mac_cmd: false,
        command: modifiers.command,
    };
    // A bare printable key is typed, not named.
    let printable = latin(key, false).is_some() || is_punctuation(key);
    (modifiers.command || modifiers.alt || !printable).then_some(Chord::Named(plain, key))
}

/// The letter, digit or blank that a Latin layout has on a key.
fn latin(key: Key, shift: bool) -> Option<char> {
    if key == Key::Space {
        return Some(' ');
    }
    let mut name = key.name().chars();
    let (first, second) = (name.next()?, name.next());
    match second {
        None if first.is_ascii_alphanumeric() => Some(if shift {
            first.to_ascii_uppercase()
        } else {
            first.to_ascii_lowercase()
        }),
        _ => None,
    }
}

/// Whether two chords are the same stroke.
#[must_use]
pub fn same_stroke(one: Chord, other: Chord) -> bool {
    match (one, other) {
        (Chord::Named(modifiers, key), wanted @ Chord::Named(..)) => wanted.matches(modifiers, key),
        (one, other) => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: Key, modifiers: Modifiers) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        }
    }

    fn strokes(mut events: Vec<Event>, known: &[&str]) -> (Vec<String>, usize) {
        let known: Vec<Chord> = known.iter().map(|text| text.parse().unwrap()).collect();
        let found = take_strokes(&mut events, |chord| {
            known
                .iter()
                .find(|wanted| same_stroke(chord, **wanted))
                .map(ToString::to_string)
        });
        (found, events.len())
    }

    #[test]
    fn chords_are_read_and_written() {
        for text in [
            "c",
            "?",
            "Space",
            "Ctrl+Z",
            "Ctrl+Shift+Z",
            "Shift+Tab",
            "F6",
            "{",
        ] {
            let chord = text.parse::<Chord>().unwrap();
            assert_eq!(chord.to_string(), text);
            assert_eq!(chord.spelled().parse::<Chord>(), Ok(chord));
        }
        assert!("Ctrl+".parse::<Chord>().is_err());
        assert!("Hyper+X".parse::<Chord>().is_err());
    }

    #[test]
    fn the_letter_that_comes_with_a_stroke_with_alt_is_none_of_its_own() {
        let text = |text: &str| Event::Text(text.into());
        let stroke = vec![press(Key::S, Modifiers::ALT), text("s")];
        assert_eq!(strokes(stroke, &["Alt+S", "s"]), (vec!["Alt+S".into()], 0));
        // What is typed next is.
        let stroke = vec![
            press(Key::S, Modifiers::ALT),
            text("s"),
            press(Key::S, Modifiers::NONE),
            text("s"),
        ];
        let both = vec!["Alt+S".into(), "s".into()];
        assert_eq!(strokes(stroke, &["Alt+S", "s"]), (both, 0));
        // Where the stroke means nothing, its letter may be wanted by a field.
        let stroke = vec![press(Key::S, Modifiers::ALT), text("ß")];
        assert_eq!(strokes(stroke, &["Alt+N"]).1, 2);
    }

    #[test]
    fn typed_characters_count_by_what_the_layout_prints() {
        let typed = |key, text: &str| vec![press(key, Modifiers::NONE), Event::Text(text.into())];
        assert_eq!(strokes(typed(Key::C, "c"), &["c"]), (vec!["c".into()], 0));
        // A French layout prints an a on the key that is Q elsewhere.
        assert_eq!(
            strokes(typed(Key::Q, "a"), &["a", "q"]),
            (vec!["a".into()], 0)
        );
        // A Russian layout prints no Latin letter: the place of the key counts.
        assert_eq!(strokes(typed(Key::C, "с"), &["c"]), (vec!["c".into()], 0));
        assert_eq!(strokes(typed(Key::X, "x"), &["c"]), (vec![], 2));
        // Shift makes another character.
        let shifted = vec![press(Key::S, Modifiers::SHIFT), Event::Text("S".into())];
        assert_eq!(strokes(shifted, &["s", "S"]), (vec!["S".into()], 0));
    }

    #[test]
    fn named_keys_want_exactly_their_modifiers() {
        let redo = vec![press(Key::Z, Modifiers::COMMAND | Modifiers::SHIFT)];
        assert_eq!(
            strokes(redo, &["Ctrl+Z", "Ctrl+Shift+Z"]).0,
            ["Ctrl+Shift+Z"]
        );
        let brace = vec![press(
            Key::OpenCurlyBracket,
            Modifiers::COMMAND | Modifiers::SHIFT,
        )];
        assert_eq!(strokes(brace, &["Ctrl+{"]).0, ["Ctrl+{"]);
        let tab = vec![press(Key::Tab, Modifiers::SHIFT)];
        assert_eq!(strokes(tab, &["Tab", "Shift+Tab"]).0, ["Shift+Tab"]);
    }

    #[test]
    fn a_press_without_text_still_counts() {
        assert_eq!(
            strokes(vec![press(Key::C, Modifiers::NONE)], &["c"]),
            (vec!["c".into()], 0)
        );
    }
}
