//! Paragraphs, cells and rows, and texts of their own: notes, heads and feet of pages, boxes.

use super::super::super::BlockKind;
use super::super::flow::Part;
use super::super::left_out::keep_margin;
use super::super::looks::Look;
use super::{Around, Ends, Paragraph, Reading, To};

/// How deep tables may lie in each other.
const TABLES: usize = 30;
impl Reading {
    /// Begins a text of its own.
    pub(super) fn aside(&mut self, ends: Ends) {
        let group = self.group();
        if group.to != To::Text || group.hidden || group.deleted {
            group.to = To::Nowhere;
            return;
        }
        group.ends = Some(ends);
        group.paragraph = Paragraph::default();
        self.around.push(Around {
            tables: std::mem::take(&mut self.tables),
            is_item: std::mem::take(&mut self.is_item),
            numbered: std::mem::take(&mut self.numbered),
        });
        self.flow.open(Part::Aside);
    }

    pub(super) fn close(&mut self) {
        let Some(group) = self.groups.pop() else {
            return;
        };
        if let To::Info(what) = group.to
            && self.groups.last().is_some_and(|it| it.to != group.to)
            && self.time[0] > 0
        {
            let [year, month, day] = self.time;
            let time = format!("{year:04}-{month:02}-{day:02}");
            self.info.insert(what, time);
            self.time = [0; 3];
        }
        // What follows has the usual font until it says otherwise.
        if group.to == To::Fonts && self.group().to == To::Text {
            self.set_font(self.usual_font);
        }
        let Some(ends) = group.ends else {
            return;
        };
        if !self.flow.line().is_empty() {
            let look = self.paragraph_look(&group.paragraph);
            self.flow.end(look.kind, look.cut);
        }
        let blocks = self.flow.close_aside();
        let is_numbered = self.numbered;
        if let Some(around) = self.around.pop() {
            self.tables = around.tables;
            self.is_item = around.is_item;
            self.numbered = around.numbered;
        }
        let margin = match ends {
            Ends::Note => {
                if self.flow.line().is_empty() {
                    self.go_to_table();
                }
                return self.notes.add(&mut self.flow, blocks, !is_numbered);
            }
            Ends::Box => return self.flow.behind(blocks),
            Ends::Head => &mut self.heads,
            Ends::Foot => &mut self.feet,
        };
        keep_margin(margin, blocks);
    }

    pub(super) fn paragraph_look(&mut self, paragraph: &Paragraph) -> Look {
        let is_item = std::mem::take(&mut self.is_item) || paragraph.is_item;
        let mut look = self
            .styles
            .get(&paragraph.style)
            .copied()
            .unwrap_or_default();
        if paragraph.is_heading {
            look.kind = BlockKind::Heading;
        }
        if is_item && look.kind == BlockKind::Paragraph {
            look.kind = BlockKind::Item;
        }
        look
    }

    pub(super) fn end_paragraph(&mut self) {
        if self.group().to != To::Text {
            return;
        }
        let paragraph = self.group().paragraph;
        self.go_to_table();
        // A paragraph whose end was deleted goes on in the next.
        if self.group().deleted {
            return;
        }
        let look = self.paragraph_look(&paragraph);
        if look.is_title && self.title.is_empty() {
            self.flow.line().trim().clone_into(&mut self.title);
        }
        self.flow.end(look.kind, look.cut);
    }

    /// Opens and closes tables until as many are open as the paragraph lies in.
    pub(super) fn go_to_table(&mut self) {
        let paragraph = self.group().paragraph;
        let depth = match paragraph.depth {
            Some(depth) => usize::try_from(depth).unwrap_or(0),
            None => usize::from(paragraph.in_table),
        };
        self.go_to(depth.min(TABLES));
    }

    pub(super) fn go_to(&mut self, depth: usize) {
        while self.tables > depth {
            self.flow.close(Part::Table);
            self.tables -= 1;
        }
        while self.tables < depth {
            if self.tables > 0 {
                self.open_cell();
            }
            self.flow.open(Part::Table);
            self.tables += 1;
        }
    }

    /// Opens a cell, unless one is open.
    pub(super) fn open_cell(&mut self) {
        if self.flow.inner() == Part::Table {
            self.flow.open(Part::Row);
        }
        if self.flow.inner() == Part::Row {
            self.flow.open(Part::Cell);
        }
    }

    pub(super) fn end_cell(&mut self, is_nested: bool) {
        if !is_nested && self.tables != 1 {
            self.go_to(1);
        } else if is_nested && self.tables < 2 {
            self.go_to(2);
        }
        let paragraph = self.group().paragraph;
        let look = self.paragraph_look(&paragraph);
        self.flow.end(look.kind, look.cut);
        self.open_cell();
        self.flow.close(Part::Cell);
    }

    pub(super) fn end_row(&mut self, is_nested: bool) {
        if is_nested && self.tables < 2 {
            return;
        }
        if !is_nested {
            self.go_to(1);
        }
        self.flow.close(Part::Row);
        self.group().paragraph.in_table = false;
    }
}
