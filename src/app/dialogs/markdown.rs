//! Markdown, read into blocks and shown as a page to read.

use core::ops::Range;

use egui::text::LayoutJob;
use egui::{FontId, TextFormat, Ui};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::text::folded;

use super::super::theme::{Tokens, space};
use super::super::typeset::{Face, TextLabel, font_id, is_plain};

/// Points per em of running text.
const SIZE: f32 = 16.0;
/// How far a list stands in, in points; its marks are in that room.
const INDENT: f32 = 22.0;

/// One block of a page: it begins on a line of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct Block {
    kind: Kind,
    /// How deep it stands in lists and quotations.
    depth: usize,
    /// What stands before it: a bullet or a number.
    mark: String,
    /// The words, without marks of Markdown.
    text: String,
    /// Which bytes of them look other than the rest, in order.
    looks: Vec<(Range<usize>, Look)>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Kind {
    /// A paragraph, an entry of a list, a row of a table.
    #[default]
    Text,
    /// A heading of this level, from 1.
    Heading(u8),
    /// Lines that stand as they are.
    Code,
    /// A line across the page.
    Rule,
}

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Look {
    strong: bool,
    emphasised: bool,
    code: bool,
}

/// Reads a text. Everything in it is shown: what is no Markdown is text.
pub(in crate::app) fn parse(markdown: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS;
    let mut page = Page::default();
    for event in Parser::new_ext(markdown, options) {
        page.take(event);
    }
    page.end_block();
    page.blocks
}

/// Whether a text can be read and drawn, for the fuzz target.
///
/// # Panics
/// When a look does not fit its words.
pub(crate) fn check(markdown: &str) {
    for block in parse(markdown) {
        let mut end = 0;
        for (words, _) in &block.looks {
            assert!(end <= words.start && words.start < words.end, "{block:?}");
            assert!(block.text.get(words.clone()).is_some(), "{block:?}");
            end = words.end;
        }
        assert!(!block.mark.contains('\n'), "{block:?}");
    }
}

/// A page that is being read.
#[derive(Default)]
struct Page {
    blocks: Vec<Block>,
    current: Block,
    look: Look,
    /// The lists around: the number of the next entry, or none for bullets.
    lists: Vec<Option<u64>>,
    quotations: usize,
    /// Where links lead that were begun.
    links: Vec<String>,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.say(&text),
            Event::Code(text) => {
                self.look.code = true;
                self.say(&text);
                self.look.code = false;
            }
            Event::SoftBreak => self.say(" "),
            Event::HardBreak => self.say("\n"),
            Event::Rule => {
                self.end_block();
                self.blocks.push(Block {
                    kind: Kind::Rule,
                    ..Block::default()
                });
            }
            Event::TaskListMarker(done) => self.say(if done { "[x] " } else { "[ ] " }),
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_block();
                self.current.kind = Kind::Heading(level as u8);
            }
            Tag::CodeBlock(_) => {
                self.end_block();
                self.current.kind = Kind::Code;
            }
            Tag::BlockQuote(_) => {
                self.end_block();
                self.quotations += 1;
            }
            Tag::List(first) => {
                self.end_block();
                self.lists.push(first);
            }
            Tag::Item => {
                self.end_block();
                self.current.mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}.", *number - 1)
                    }
                    _ => "•".to_owned(),
                };
            }
            Tag::TableCell if !self.current.text.is_empty() => self.say("   |   "),
            Tag::Emphasis => self.look.emphasised = true,
            Tag::Strong | Tag::TableHead => self.look.strong = true,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links.push(dest_url.into_string());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Item
            | TagEnd::TableRow => self.end_block(),
            TagEnd::TableHead => {
                self.look.strong = false;
                self.end_block();
            }
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.quotations = self.quotations.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
            }
            TagEnd::Emphasis => self.look.emphasised = false,
            TagEnd::Strong => self.look.strong = false,
            // An address is read, not followed: it may lead anywhere.
            TagEnd::Link | TagEnd::Image => match self.links.pop() {
                Some(address) if !self.current.text.ends_with(&address) => {
                    self.say(&format!(" ({address})"));
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn say(&mut self, words: &str) {
        let start = self.current.text.len();
        self.current.text.push_str(words);
        if self.look != Look::default() {
            let end = self.current.text.len();
            self.current.looks.push((start..end, self.look));
        }
    }

    /// Puts the block that was read on the page. What follows in the same entry of a list has no mark again.
    fn end_block(&mut self) {
        let mut block = core::mem::take(&mut self.current);
        block.text.truncate(block.text.trim_end().len());
        block.depth = self.lists.len() + self.quotations;
        let end = block.text.len();
        block.looks.retain_mut(|(range, _)| {
            range.end = range.end.min(end);
            range.start < range.end
        });
        if block.text.is_empty() {
            // An entry whose words begin with its first paragraph.
            self.current.mark = block.mark;
        } else {
            self.blocks.push(block);
        }
    }
}

/// Shows a page.
pub(super) fn show(ui: &mut Ui, tokens: &Tokens, blocks: &[Block]) {
    show_from(ui, tokens, blocks, None);
}

/// Shows a page, and scrolls to one of its blocks.
pub(in crate::app) fn show_from(
    ui: &mut Ui,
    tokens: &Tokens,
    blocks: &[Block],
    from: Option<usize>,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            ui.add_space(space_above(block, &blocks[at - 1]));
        }
        if from == Some(at) {
            ui.scroll_to_cursor(Some(egui::Align::TOP));
        }
        show_block(ui, tokens, block);
    }
}

/// Where a page speaks of something: the heading that is its name, the first heading with its name in it, or else the
/// first words that name it.
pub(in crate::app) fn section_of(blocks: &[Block], name: &str) -> Option<usize> {
    let name = folded(name.trim());
    if name.is_empty() {
        return None;
    }
    let texts: Vec<(bool, String)> = (blocks.iter())
        .map(|block| (matches!(block.kind, Kind::Heading(_)), folded(&block.text)))
        .collect();
    let names = |text: &str| {
        let is_part = |c: char| c.is_alphanumeric();
        text.match_indices(&name).any(|(at, _)| {
            // A word, or its plural: “quotes” is about quotes, “misquoted” is not.
            let before = text[..at].chars().next_back();
            !before.is_some_and(is_part)
        })
    };
    let is_name = |(is_heading, text): &(bool, String)| *is_heading && *text == name;
    let in_heading = |(is_heading, text): &(bool, String)| *is_heading && names(text);
    let exact = texts.iter().position(is_name);
    let heading = || texts.iter().position(in_heading);
    exact
        .or_else(heading)
        .or_else(|| texts.iter().position(|(_, text)| names(text)))
}

/// Longest text that is shown, in bytes.
const LONGEST: usize = 200_000;

/// As much of a text as is shown, and whether that is all.
pub(in crate::app) fn beginning(text: &str) -> (&str, bool) {
    if text.len() <= LONGEST {
        return (text, true);
    }
    let end = text.floor_char_boundary(LONGEST);
    (&text[..end], false)
}

/// Headings stand off; entries of a list stand together.
fn space_above(block: &Block, before: &Block) -> f32 {
    match (block.kind, before.kind) {
        (Kind::Heading(_), _) => space::HUGE,
        (_, Kind::Heading(_)) => space::MEDIUM,
        _ if !block.mark.is_empty() && before.depth > 0 => space::SMALL,
        _ => space::LARGE,
    }
}

fn show_block(ui: &mut Ui, tokens: &Tokens, block: &Block) {
    if block.kind == Kind::Rule {
        ui.separator();
        return;
    }
    let indent = block.depth as f32 * INDENT;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let marked = !block.mark.is_empty() && indent > 0.0;
        let before = if marked { indent - INDENT } else { indent };
        ui.add_space(before);
        if marked {
            let size = egui::vec2(INDENT, 0.0);
            let layout = egui::Layout::left_to_right(egui::Align::Min);
            ui.allocate_ui_with_layout(size, layout, |ui| {
                ui.set_min_width(INDENT);
                ui.add(words(&block.mark, block).color(tokens.weak));
            });
        }
        ui.vertical(|ui| show_words(ui, tokens, block));
    });
}

fn show_words(ui: &mut Ui, tokens: &Tokens, block: &Block) {
    // Only egui's own label can change the look within a line, and only plain text is right in it.
    if is_plain(&block.text) && !block.looks.is_empty() && block.kind == Kind::Text {
        ui.add(egui::Label::new(job(block, tokens)).wrap());
    } else {
        ui.add(words(&block.text, block).color(tokens.text));
    }
}

/// A label in the face and size of a block.
fn words<'a>(text: &'a str, block: &Block) -> TextLabel<'a> {
    let label = TextLabel::new(text);
    match block.kind {
        Kind::Heading(level) => label
            .face(Face::Reading)
            .bold(true)
            .size(SIZE * heading_scale(level)),
        Kind::Code => label.face(Face::Mono).size(SIZE * 0.85),
        Kind::Text | Kind::Rule => label.face(Face::Reading).size(SIZE),
    }
}

fn heading_scale(level: u8) -> f32 {
    match level {
        1 => 1.45,
        2 => 1.2,
        _ => 1.05,
    }
}

/// The words of a block with their looks.
fn job(block: &Block, tokens: &Tokens) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut from = 0;
    for (range, look) in &block.looks {
        job.append(
            &block.text[from..range.start],
            0.0,
            format(Look::default(), tokens),
        );
        job.append(&block.text[range.clone()], 0.0, format(*look, tokens));
        from = range.end;
    }
    job.append(&block.text[from..], 0.0, format(Look::default(), tokens));
    job
}

fn format(look: Look, tokens: &Tokens) -> TextFormat {
    let font: FontId = if look.code {
        font_id(Face::Mono, false, SIZE * 0.85)
    } else {
        font_id(Face::Reading, look.strong, SIZE)
    };
    TextFormat {
        italics: look.emphasised,
        line_height: Some(SIZE * 1.35),
        ..TextFormat::simple(font, tokens.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A block as a line: depth, mark, text.
    fn lines(markdown: &str) -> Vec<String> {
        parse(markdown)
            .iter()
            .map(|block| {
                let kind = match block.kind {
                    Kind::Text => String::new(),
                    Kind::Heading(level) => format!("h{level} "),
                    Kind::Code => "code ".to_owned(),
                    Kind::Rule => "rule ".to_owned(),
                };
                let depth = ">".repeat(block.depth);
                format!("{depth}{kind}{}{}", block.mark, block.text)
            })
            .collect()
    }

    #[test]
    fn headings_lists_and_paragraphs_are_blocks() {
        let markdown = "# One\n\nTwo\nlines.\n\n- a\n- b\n  1. c\n  2. d\n\n     more\n- e\n\n> f\n\n---\n\n```\ng\nh\n```\n";
        assert_eq!(
            lines(markdown),
            [
                "h1 One",
                "Two lines.",
                ">•a",
                ">•b",
                ">>1.c",
                ">>2.d",
                ">>more",
                ">•e",
                ">f",
                "rule ",
                "code g\nh"
            ]
        );
    }

    #[test]
    fn words_keep_their_looks_and_lose_their_marks() {
        let blocks =
            parse("Use **two *words*** and `x`. See [here](http://a.org) or <http://b.org>.");
        let [block] = &blocks[..] else {
            panic!("{blocks:?}");
        };
        assert_eq!(
            block.text,
            "Use two words and x. See here (http://a.org) or http://b.org."
        );
        let strong = Look {
            strong: true,
            ..Look::default()
        };
        let both = Look {
            emphasised: true,
            ..strong
        };
        let code = Look {
            code: true,
            ..Look::default()
        };
        assert_eq!(block.looks, [(4..8, strong), (8..13, both), (18..19, code)]);
    }

    #[test]
    fn a_table_is_a_line_a_row() {
        assert_eq!(
            lines("| a | b |\n|---|---|\n| c | d |\n"),
            ["a   |   b", "c   |   d"]
        );
    }

    #[test]
    fn what_is_no_markdown_is_text() {
        assert_eq!(lines("<b>bold</b> * 3 _x"), ["<b>bold</b> * 3 _x"]);
        assert_eq!(lines(""), Vec::<String>::new());
    }
}
