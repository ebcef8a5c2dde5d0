//! HTML in a cell: the text of an article as a scraper or a content system has it, without a page around.

use super::super::{Block, BlockKind};

/// Elements of which nothing is read.
const SILENT: [&str; 5] = ["script", "style", "noscript", "template", "svg"];

/// So many `<` that begin no tag are looked at; with more of them it is no HTML.
const STRAYS: usize = 1_000;

/// What a block of an element is; none of an element within a line.
fn kind(name: &str) -> Option<BlockKind> {
    Some(match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" | "dt" | "dd" => BlockKind::Item,
        "tr" => BlockKind::Row,
        "blockquote" => BlockKind::Quote,
        "figcaption" | "caption" => BlockKind::Caption,
        "pre" => BlockKind::Verbatim,
        "p" | "div" | "section" | "article" | "header" | "footer" | "aside" | "main" | "ul"
        | "ol" | "dl" | "table" | "tbody" | "thead" | "figure" | "hr" | "body" | "html" => {
            BlockKind::Paragraph
        }
        _ => return None,
    })
}

/// The blocks of a piece of HTML, in the order in which they are read.
pub(super) fn blocks(html: &str) -> Vec<Block> {
    let mut writer = Writer::default();
    let mut rest = html;
    let mut strays = 0;
    while let Some(at) = rest.find('<').filter(|_| strays < STRAYS) {
        writer.text(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some(tag) = Tag::read(rest) else {
            writer.text("<");
            rest = &rest[1..];
            strays += 1;
            continue;
        };
        rest = &rest[tag.length..];
        if !tag.is_end && SILENT.contains(&tag.name.as_str()) {
            rest = behind(rest, &tag.name);
            continue;
        }
        writer.tag(&tag);
    }
    writer.text(rest);
    writer.finish(BlockKind::Paragraph);
    writer.blocks
}

/// What follows from the end tag of an element on.
fn behind<'t>(text: &'t str, name: &str) -> &'t str {
    let is_end = |at: &usize| {
        let found = text.get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    let mut ends = text.match_indices("</").map(|(at, _)| at);
    ends.find(is_end).map_or("", |at| &text[at..])
}

/// A tag at the beginning of a text.
struct Tag {
    name: String,
    is_end: bool,
    length: usize,
}

impl Tag {
    fn read(text: &str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        let (is_end, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '!');
        let name = &inner[..inner.find(|c| !is_name(c)).unwrap_or(inner.len())];
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!')
            .then_some(())?;
        // A `>` in a value that stands in quotation marks does not end it.
        let mut quote = None;
        for (at, c) in inner.char_indices() {
            match (c, quote) {
                ('"' | '\'', None) => quote = Some(c),
                (c, Some(open)) if c == open => quote = None,
                ('>', None) => {
                    return Some(Self {
                        name: name.to_ascii_lowercase(),
                        is_end,
                        length: text.len() - inner.len() + at + 1,
                    });
                }
                _ => {}
            }
        }
        None
    }
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    line: String,
    /// What the block is that is being written.
    kind: BlockKind,
    /// Whether line ends and blanks stand as they are.
    is_verbatim: bool,
}

impl Writer {
    fn text(&mut self, text: &str) {
        let text = unescaped(text);
        for c in text.chars() {
            if self.is_verbatim || !c.is_ascii_whitespace() {
                self.line.push(c);
            } else if !self.line.ends_with([' ', '\n', '\t']) && !self.line.is_empty() {
                self.line.push(' ');
            }
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match (tag.name.as_str(), tag.is_end) {
            ("br", _) => {
                let end = self.line.trim_end_matches(' ').len();
                self.line.truncate(end);
                self.line.push('\n');
            }
            ("td" | "th", false) if !self.line.trim().is_empty() => {
                let end = self.line.trim_end_matches(' ').len();
                self.line.truncate(end);
                self.line.push('\t');
            }
            (name, is_end) => {
                let Some(kind) = kind(name) else { return };
                let next = if is_end { BlockKind::Paragraph } else { kind };
                // A paragraph in an item or a quotation is one of these.
                let inherits =
                    matches!(self.kind, BlockKind::Item | BlockKind::Quote) && name == "p";
                if inherits && self.line.trim().is_empty() && !is_end {
                    return;
                }
                let after = if inherits { self.kind } else { next };
                self.finish(after);
                if name == "pre" {
                    self.is_verbatim = !is_end;
                }
            }
        }
    }

    /// Ends the block and begins one of another kind. Two line ends in it part it in two.
    fn finish(&mut self, next: BlockKind) {
        let line = core::mem::take(&mut self.line);
        let kind = core::mem::replace(&mut self.kind, next);
        if self.is_verbatim {
            if !line.trim().is_empty() {
                self.blocks
                    .push(Block::new(kind, line.trim_matches('\n').to_owned()));
            }
            return;
        }
        for part in line.split("\n\n") {
            if !part.trim().is_empty() {
                self.blocks.push(Block::new(kind, part.trim().to_owned()));
            }
        }
    }
}

/// Entities that texts have; others stay as they are.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("shy", '\u{ad}'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("euro", '€'),
    ("pound", '£'),
    ("copy", '©'),
    ("reg", '®'),
    ("deg", '°'),
    ("middot", '·'),
    ("bull", '•'),
    ("times", '×'),
    ("frac12", '½'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("agrave", 'à'),
    ("acirc", 'â'),
    ("aacute", 'á'),
    ("atilde", 'ã'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("ograve", 'ò'),
    ("ocirc", 'ô'),
    ("otilde", 'õ'),
    ("oslash", 'ø'),
    ("oelig", 'œ'),
    ("uacute", 'ú'),
    ("ugrave", 'ù'),
    ("ucirc", 'û'),
    ("Eacute", 'É'),
    ("Agrave", 'À'),
    ("Ccedil", 'Ç'),
    ("iexcl", '¡'),
    ("iquest", '¿'),
];

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((c, end)) => {
                plain.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    let known = ENTITIES.iter().find(|(known, _)| *known == name)?;
    Some(known.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_of_a_cell_is_read_as_people_read_it() {
        let html = "<!-- x --><h2>The&nbsp;vote</h2><p class=\"a>b\">It was <b>close</b>,\n  she said.<br>So\n was he.</p>\
                    <script>if (a < b) {}</script><ul><li>one</li><li><p>two &amp; three</p></ul>\
                    <table><tr><td>a</td><td>b</td></tr></table>3 < 4 &unknown; M&uuml;ller<br><br>End";
        let found: Vec<(BlockKind, String)> = blocks(html)
            .into_iter()
            .map(|block| (block.kind, block.text))
            .collect();
        let expected = [
            (BlockKind::Heading, "The\u{a0}vote"),
            (BlockKind::Paragraph, "It was close, she said.\nSo was he."),
            (BlockKind::Item, "one"),
            (BlockKind::Item, "two & three"),
            (BlockKind::Row, "a\tb"),
            (BlockKind::Paragraph, "3 < 4 &unknown; Müller"),
            (BlockKind::Paragraph, "End"),
        ];
        let expected = expected.map(|(kind, text)| (kind, text.to_owned()));
        assert_eq!(found, expected);
    }
}
