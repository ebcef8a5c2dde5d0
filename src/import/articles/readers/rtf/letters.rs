//! Letters: from bytes to text, and where it goes.

use super::super::looks::look;
use super::super::symbols::symbol;
use super::{Reading, To};

impl Reading {
    /// Letters as they stand in the file. Behind the first byte of a letter of two, they are its second one.
    pub(super) fn letters(&mut self, text: &[u8]) {
        let passed = self.pass.min(text.len());
        self.pass -= passed;
        self.bytes.extend_from_slice(&text[passed..]);
    }

    /// Turns the bytes so far into letters.
    pub(super) fn settle(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let group = *self.group();
        match (group.signs, group.to) {
            (_, To::Nowhere) => {}
            (Some(font), To::Text) => {
                let font = self.fonts.get(&font).map(|font| font.name.clone());
                let font = font.unwrap_or_default();
                let signs: String = bytes
                    .iter()
                    .map(|it| symbol(&font, u32::from(*it)))
                    .collect();
                self.say(&signs);
            }
            _ => {
                let (text, damaged) = group.encoding.decode_without_bom_handling(&bytes);
                self.left_out.damaged |= damaged;
                self.say(&text);
            }
        }
        self.bytes = bytes;
        self.bytes.clear();
    }

    /// Letters, wherever they go.
    pub(super) fn say(&mut self, text: &str) {
        if self.half.take().is_some() {
            self.say("\u{fffd}");
        }
        let to = self.group().to;
        match to {
            To::Text if self.is_shown() => {
                // Line ends alone begin nothing.
                if text != "\n" && self.flow.line().trim_matches('\n').is_empty() {
                    self.go_to_table();
                }
                self.flow.text(text);
            }
            To::Nowhere | To::Text => {}
            To::Fonts => {
                for c in text.chars() {
                    if c == ';' {
                        let name = std::mem::take(&mut self.name);
                        let font = self.fonts.entry(self.font).or_default();
                        name.trim().clone_into(&mut font.name);
                    } else {
                        self.name.push(c);
                    }
                }
            }
            To::Styles => {
                let mut parts = text.split(';');
                self.name.push_str(parts.next().unwrap_or_default());
                if parts.next().is_some() {
                    let name = std::mem::take(&mut self.name);
                    if let Some(look) = look(&name) {
                        self.styles.insert(self.style, look);
                    }
                }
            }
            To::Info(what) => self.info.entry(what).or_default().push_str(text),
        }
    }

    pub(super) fn is_shown(&mut self) -> bool {
        let group = self.group();
        let (hidden, deleted) = (group.hidden, group.deleted);
        self.left_out.hidden += usize::from(hidden);
        self.left_out.deletions += usize::from(deleted);
        !hidden && !deleted
    }

    /// One letter, or what stands for one, unless it is there for old programs alone.
    pub(super) fn letter(&mut self, text: &str) {
        if self.pass > 0 {
            self.pass -= 1;
        } else {
            self.say(text);
        }
    }
}
