//! What the user does: keys, text, pointer, clipboard, drops.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use postil::app::keys::Chord;

use super::Window;

impl Window {
    /// Hands events to one frame, as a keyboard does with a key and its letter.
    fn at_once(&mut self, events: impl IntoIterator<Item = Event>) {
        self.harness.input_mut().events.extend(events);
        self.step();
    }

    /// Presses strokes such as `q`, `Ctrl+Z` or `Shift+Tab`, separated by blanks.
    #[track_caller]
    pub fn press(&mut self, strokes: &str) {
        for stroke in strokes.split(' ') {
            self.stroke(stroke.parse().unwrap_or_else(|error| panic!("{error}")));
        }
    }

    /// Presses and releases a key, with the events that winit would make of it.
    #[track_caller]
    pub fn stroke(&mut self, stroke: Chord) {
        let (modifiers, key, text) = match stroke {
            Chord::Named(modifiers, Key::C) if modifiers == Modifiers::COMMAND => {
                self.at_once([Event::Copy]);
                return self.settle();
            }
            Chord::Named(modifiers, key) => {
                // Control and its meaning on this system.
                let ctrl = if modifiers.command {
                    Modifiers::CTRL
                } else {
                    Modifiers::NONE
                };
                (modifiers | ctrl, key, None)
            }
            Chord::Typed(c) => {
                let name = c.to_uppercase().to_string();
                let shift = c.is_uppercase() || "!?<>{}+".contains(c);
                let modifiers = if shift {
                    Modifiers::SHIFT
                } else {
                    Modifiers::NONE
                };
                let key = match c {
                    ' ' => Key::Space,
                    _ => Key::from_name(&name).unwrap_or(Key::Period),
                };
                (modifiers, key, Some(Event::Text(c.to_string())))
            }
        };
        let event = |pressed| Event::Key {
            key,
            physical_key: Some(key),
            pressed,
            repeat: false,
            modifiers,
        };
        let down = [Event::ModifiersChanged(modifiers), event(true)];
        self.at_once(down.into_iter().chain(text));
        self.at_once([event(false), Event::ModifiersChanged(Modifiers::NONE)]);
        self.settle();
    }

    /// Presses a key that writes something else on this layout than its name.
    #[track_caller]
    pub fn type_with_key(&mut self, key: Key, text: &str) {
        let press = Event::Key {
            key,
            physical_key: Some(key),
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        self.at_once([press, Event::Text(text.to_owned())]);
        self.settle();
    }

    /// Presses keys with letters so fast that one frame gets them all.
    #[track_caller]
    pub fn press_at_once(&mut self, letters: &str) {
        let events = letters.chars().flat_map(|c| {
            let key =
                Key::from_name(&c.to_uppercase().to_string()).expect("a key with this letter");
            let press = Event::Key {
                key,
                physical_key: Some(key),
                pressed: true,
                repeat: false,
                modifiers: Modifiers::NONE,
            };
            [press, Event::Text(c.to_string())]
        });
        self.at_once(events.collect::<Vec<_>>());
        self.settle();
    }

    /// Types into the field that has the keyboard.
    #[track_caller]
    pub fn type_in(&mut self, text: &str) {
        for c in text.chars() {
            self.at_once([Event::Text(c.to_string())]);
        }
        self.settle();
    }

    /// Writes into the field that has the keyboard at one go, as an input method does.
    #[track_caller]
    pub fn write(&mut self, text: &str) {
        self.at_once([Event::Text(text.to_owned())]);
        self.settle();
    }

    /// Types into the field that has the keyboard, in place of what is in it.
    #[track_caller]
    pub fn retype(&mut self, text: &str) {
        self.stroke(Chord::Named(Modifiers::COMMAND, Key::A));
        if text.is_empty() {
            self.press("Backspace");
        } else {
            self.write(text);
        }
    }

    /// Ctrl+V with this on the clipboard.
    #[track_caller]
    pub fn paste(&mut self, text: &str) {
        self.at_once([Event::Paste(text.to_owned())]);
        self.wait_for_texts();
    }

    /// Drops files on the window.
    #[track_caller]
    pub fn drop(&mut self, paths: &[&Path]) {
        let dropped = paths
            .iter()
            .map(|path| Arc::new(Dropped(path.to_path_buf())) as _);
        self.harness.input_mut().dropped_files.extend(dropped);
        self.step();
        self.settle();
    }

    /// Clicks the widget with this role and name.
    #[track_caller]
    pub fn click(&mut self, role: Role, name: &str) {
        self.get(role, name).click();
        self.step_all();
    }

    /// Clicks the first button whose name has this in it.
    #[track_caller]
    pub fn click_on(&mut self, part: &str) {
        self.find(Role::Button, part)
            .unwrap_or_else(|| panic!("no button “{part}”"))
            .click();
        self.step_all();
    }

    /// Puts the keyboard into a widget.
    #[track_caller]
    pub fn focus(&mut self, role: Role, name: &str) {
        self.get(role, name).focus();
        self.step_all();
    }

    /// Works the queued events off and lets the window settle.
    #[track_caller]
    fn step_all(&mut self) {
        self.step();
        self.settle();
    }

    /// Performs a command by its exact name from the palette.
    #[track_caller]
    pub fn command(&mut self, name: &str) {
        self.press("Ctrl+K");
        self.write(name);
        self.press("Enter");
    }

    /// Presses or releases the pointer's button somewhere.
    pub fn pointer(&mut self, pos: Pos2, pressed: bool, modifiers: Modifiers) {
        self.at_once([
            Event::ModifiersChanged(modifiers),
            Event::PointerMoved(pos),
            Event::PointerButton {
                pos,
                button: PointerButton::Primary,
                pressed,
                modifiers,
            },
        ]);
    }

    /// Turns the wheel over a place, by points; negative ones go down.
    #[track_caller]
    pub fn wheel(&mut self, pos: Pos2, by: f32) {
        self.at_once([
            Event::PointerMoved(pos),
            Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: egui::vec2(0.0, by),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            },
        ]);
        self.settle();
    }

    /// So many clicks at one place, in the time of a double click, with keys held.
    #[track_caller]
    pub fn clicks(&mut self, pos: Pos2, clicks: usize, modifiers: Modifiers) {
        for _ in 0..clicks {
            // Press and release within one frame: frames of the harness are a quarter of a second long.
            let button = |pressed| Event::PointerButton {
                pos,
                button: PointerButton::Primary,
                pressed,
                modifiers,
            };
            self.at_once([
                Event::ModifiersChanged(modifiers),
                Event::PointerMoved(pos),
                button(true),
                button(false),
            ]);
        }
        self.at_once([Event::ModifiersChanged(Modifiers::NONE)]);
        self.rest();
    }

    /// A click with the other button.
    #[track_caller]
    pub fn context_click(&mut self, pos: Pos2) {
        let button = |pressed| Event::PointerButton {
            pos,
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.at_once([Event::PointerMoved(pos), button(true)]);
        self.at_once([button(false)]);
        self.settle();
    }

    /// Drags from one place to another, with keys held.
    #[track_caller]
    pub fn drag(&mut self, from: Pos2, to: Pos2, modifiers: Modifiers) {
        self.pointer(from, true, modifiers);
        self.at_once([Event::PointerMoved(from.lerp(to, 0.5))]);
        self.at_once([Event::PointerMoved(to)]);
        self.pointer(to, false, modifiers);
        self.at_once([Event::ModifiersChanged(Modifiers::NONE)]);
        self.rest();
    }

    /// Waits longer than a double click may take, with the pointer out of the way.
    #[track_caller]
    fn rest(&mut self) {
        self.at_once([Event::PointerGone]);
        for _ in 0..3 {
            self.step();
        }
        self.settle();
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}
