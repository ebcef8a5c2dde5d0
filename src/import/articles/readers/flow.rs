//! From a stream of text, paragraph ends, tables and boxes to blocks: what the readers of documents have in common.

use super::super::{Block, BlockKind, Cut};

/// A cell with more paragraphs than one, and more letters than this, is part of a page's layout and no entry in a table.
const LONG_CELL: usize = 600;

/// A text that grows, cut into blocks.
#[derive(Debug)]
pub(super) struct Flow {
    /// What is open: the text itself, and in it tables, rows, cells and boxes, innermost last.
    frames: Vec<Frame>,
    /// The paragraph that is being read.
    line: String,
    /// What comes behind that paragraph: boxes that hang on it.
    behind: Vec<Block>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text,
    Table,
    Row,
    Cell,
    /// A text of its own in the middle of a paragraph: a box, a note.
    Aside,
}

#[derive(Debug)]
struct Frame {
    part: Part,
    /// What is finished in it: of a text, a cell, an aside.
    blocks: Vec<Block>,
    /// Rows of a table, cells of a row.
    rows: Vec<Vec<Vec<Block>>>,
    cells: Vec<Vec<Block>>,
    /// The paragraph around an aside.
    line: String,
    behind: Vec<Block>,
}

impl Frame {
    fn new(part: Part) -> Self {
        Self {
            part,
            blocks: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
            line: String::new(),
            behind: Vec::new(),
        }
    }
}

impl Default for Flow {
    fn default() -> Self {
        Self {
            frames: vec![Frame::new(Part::Text)],
            line: String::new(),
            behind: Vec::new(),
        }
    }
}

impl Flow {
    /// Adds text as it is.
    pub(super) fn text(&mut self, text: &str) {
        self.line.push_str(text);
    }

    /// Adds text in which a stretch of white space is one space, and none begins a line.
    pub(super) fn spaced(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    if !self.line.is_empty() && !self.line.ends_with([' ', '\n', '\t']) {
                        self.line.push(' ');
                    }
                }
                c => self.line.push(c),
            }
        }
    }

    /// Ends a line in the paragraph; a space before it is nothing that anybody sees.
    pub(super) fn spaced_break(&mut self) {
        self.trim_end();
        self.line.push('\n');
    }

    /// Puts what the line has from there on in brackets, unless it is: the sign of a note, which else is part of a word.
    pub(super) fn bracket(&mut self, from: usize) {
        let Some(sign) = self.line.get(from..) else {
            return;
        };
        let sign = sign.trim().to_owned();
        if !sign.is_empty() && !sign.starts_with(['[', '(']) {
            self.line.truncate(from);
            self.line.extend(["[", &sign, "]"]);
        }
    }

    /// Drops the spaces at the end of the paragraph, where white space means nothing.
    pub(super) fn trim_end(&mut self) {
        self.line.truncate(self.line.trim_end_matches(' ').len());
    }

    /// The paragraph so far.
    pub(super) fn line(&self) -> &str {
        &self.line
    }

    /// Ends the paragraph.
    pub(super) fn end(&mut self, kind: BlockKind, cut: Option<Cut>) {
        let line = std::mem::take(&mut self.line);
        let text = line.trim_matches('\n');
        let behind = std::mem::take(&mut self.behind);
        let blocks = self.blocks();
        if !text.trim().is_empty() {
            let text = text.to_owned();
            blocks.push(Block { kind, text, cut });
        }
        blocks.extend(behind);
    }

    /// Puts blocks behind the paragraph that is being read.
    pub(super) fn behind(&mut self, blocks: Vec<Block>) {
        self.behind.extend(blocks);
    }

    /// Puts blocks before the table that is being read; behind the paragraph without one.
    pub(super) fn before_table(&mut self, blocks: Vec<Block>) {
        let inner = self.frames.iter().rev();
        let mut here = inner.take_while(|frame| frame.part != Part::Aside);
        let depth = here.position(|frame| frame.part == Part::Table);
        match depth.and_then(|depth| self.frames.len().checked_sub(depth + 2)) {
            Some(around) => self.frames[around].blocks.extend(blocks),
            None => self.behind(blocks),
        }
    }

    /// Where finished blocks go: a text, a cell or an aside. One that stands in a table outside of its cells opens a cell.
    fn blocks(&mut self) -> &mut Vec<Block> {
        match self.inner() {
            Part::Table => {
                self.open(Part::Row);
                self.open(Part::Cell);
            }
            Part::Row => self.open(Part::Cell),
            Part::Text | Part::Cell | Part::Aside => {}
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last].blocks
    }

    /// What is open innermost.
    pub(super) fn inner(&self) -> Part {
        self.frames.last().map_or(Part::Text, |frame| frame.part)
    }

    /// Whether the text that comes is in a table.
    pub(super) fn in_table(&self) -> bool {
        let inner = self.frames.iter().rev();
        let mut here = inner.take_while(|frame| frame.part != Part::Aside);
        here.any(|frame| frame.part == Part::Cell)
    }

    /// Opens a part in what is open. A paragraph that nobody ended ends, but before an aside.
    pub(super) fn open(&mut self, part: Part) {
        let mut frame = Frame::new(part);
        if part == Part::Aside {
            frame.line = std::mem::take(&mut self.line);
            frame.behind = std::mem::take(&mut self.behind);
        } else if !self.line.is_empty() || !self.behind.is_empty() {
            self.end(BlockKind::Paragraph, None);
        }
        // Rows outside of tables are in one that nobody opened.
        match (part, self.inner()) {
            (Part::Row, inner) if inner != Part::Table => self.open(Part::Table),
            (Part::Cell, inner) if inner != Part::Row => self.open(Part::Row),
            _ => {}
        }
        self.frames.push(frame);
    }

    /// Closes the innermost open part of this kind and all in it; nothing when none is open in this aside.
    pub(super) fn close(&mut self, part: Part) {
        let inner = self.frames.iter().rev();
        let depth = inner
            .take_while(|frame| frame.part != Part::Aside && frame.part != Part::Text)
            .position(|frame| frame.part == part);
        for _ in 0..depth.map_or(0, |depth| depth + 1) {
            self.fold();
        }
    }

    /// Closes the innermost aside; its text.
    pub(super) fn close_aside(&mut self) -> Vec<Block> {
        while !matches!(self.inner(), Part::Aside | Part::Text) {
            self.fold();
        }
        if self.inner() == Part::Text {
            return Vec::new();
        }
        self.end(BlockKind::Paragraph, None);
        let Some(frame) = self.frames.pop() else {
            return Vec::new();
        };
        self.line = frame.line;
        self.behind = frame.behind;
        frame.blocks
    }

    /// Closes what is open innermost, which is a cell, a row or a table.
    fn fold(&mut self) {
        if !self.line.is_empty() || !self.behind.is_empty() {
            self.end(BlockKind::Paragraph, None);
        }
        let Some(frame) = self.frames.pop() else {
            return;
        };
        match frame.part {
            Part::Cell => {
                if let Some(row) = self.frames.last_mut() {
                    row.cells.push(frame.blocks);
                }
            }
            Part::Row => {
                if let Some(table) = self.frames.last_mut() {
                    table.rows.push(frame.cells);
                }
            }
            Part::Table => {
                let blocks = rows(frame.rows);
                self.blocks().extend(blocks);
            }
            Part::Text | Part::Aside => {}
        }
    }

    /// All of it, with what is still open.
    pub(super) fn finish(mut self) -> Vec<Block> {
        while self.frames.len() > 1 {
            if self.inner() == Part::Aside {
                let blocks = self.close_aside();
                self.behind(blocks);
            } else {
                self.fold();
            }
        }
        self.end(BlockKind::Paragraph, None);
        self.frames.pop().map_or_else(Vec::new, |text| text.blocks)
    }
}

/// The blocks of a table: a row a block. A table of one column, and a row with a cell that is long, lay out a page; their
/// paragraphs stand for themselves, cell after cell.
fn rows(rows: Vec<Vec<Vec<Block>>>) -> Vec<Block> {
    let one_column = rows.iter().all(|row| row.len() <= 1);
    let mut all = Vec::new();
    for row in rows {
        if one_column || row.iter().any(|cell| is_long(cell)) {
            all.extend(row.into_iter().flatten());
            continue;
        }
        let cells: Vec<String> = row.iter().map(|cell| in_one_line(cell)).collect();
        let text = cells.join("\t");
        if !text.trim().is_empty() {
            let text = text.trim_end_matches('\t');
            all.push(Block::new(BlockKind::Row, text));
        }
    }
    all
}

fn is_long(cell: &[Block]) -> bool {
    cell.len() > 1 && cell.iter().map(|block| block.text.len()).sum::<usize>() > LONG_CELL
}

fn in_one_line(cell: &[Block]) -> String {
    let kept = cell.iter().filter(|block| block.cut.is_none());
    let lines: Vec<String> = kept
        .map(|block| block.text.trim().replace(['\t', '\n'], " "))
        .collect();
    lines.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(blocks: &[Block]) -> Vec<(BlockKind, &str)> {
        let both = blocks.iter().map(|block| (block.kind, block.text.as_str()));
        both.collect()
    }

    fn cell(flow: &mut Flow, text: &str) {
        flow.open(Part::Cell);
        flow.text(text);
        flow.close(Part::Cell);
    }

    #[test]
    fn boxes_come_behind_the_paragraph_that_they_hang_on() {
        let mut flow = Flow::default();
        flow.text("Before ");
        flow.open(Part::Aside);
        flow.text("in the box");
        let aside = flow.close_aside();
        flow.behind(aside);
        flow.text("and behind.");
        flow.end(BlockKind::Quote, None);
        assert_eq!(
            texts(&flow.finish()),
            [
                (BlockKind::Quote, "Before and behind."),
                (BlockKind::Paragraph, "in the box")
            ]
        );
    }

    #[test]
    fn rows_are_rows_and_pages_laid_out_in_tables_are_not() {
        let mut flow = Flow::default();
        flow.open(Part::Table);
        flow.open(Part::Row);
        cell(&mut flow, "Name");
        cell(&mut flow, "Born\nin");
        flow.close(Part::Row);
        flow.open(Part::Row);
        cell(&mut flow, "Ana");
        flow.open(Part::Cell);
        flow.open(Part::Table);
        flow.open(Part::Row);
        cell(&mut flow, "19");
        cell(&mut flow, "71");
        // Closes what is in it.
        flow.close(Part::Row);
        flow.close(Part::Table);
        flow.close(Part::Table);
        flow.open(Part::Table);
        for text in ["One.", "Two."] {
            flow.open(Part::Row);
            cell(&mut flow, text);
            flow.close(Part::Row);
        }
        let blocks = flow.finish();
        assert_eq!(
            texts(&blocks),
            [
                (BlockKind::Row, "Name\tBorn in"),
                (BlockKind::Row, "Ana\t19 71"),
                (BlockKind::Paragraph, "One."),
                (BlockKind::Paragraph, "Two.")
            ]
        );
    }

    #[test]
    fn white_space_is_one_space_where_the_format_says_so() {
        let mut flow = Flow::default();
        flow.spaced("  a \n");
        flow.spaced(" b\u{a0} ");
        flow.spaced_break();
        flow.spaced(" c");
        assert_eq!(flow.line(), "a b\u{a0}\nc");
    }

    #[test]
    fn what_is_closed_and_was_never_open_is_nothing() {
        let mut flow = Flow::default();
        flow.close(Part::Cell);
        assert_eq!(flow.close_aside(), []);
        flow.open(Part::Table);
        flow.open(Part::Aside);
        flow.close(Part::Table);
        flow.text("a");
        assert_eq!(texts(&flow.finish()), [(BlockKind::Paragraph, "a")]);
    }
}
