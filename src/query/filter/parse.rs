//! The one parser of queries. It also notes what may stand at a caret, for completion.

use core::ops::Range;

use super::ast::{At, Key, Node, Of, Op, Query, Term, Value, Word, ends_word};
use super::error::{Why, Wrong};

/// No brackets and negations are deeper within each other: whoever goes through a query does so by calling himself.
const DEPTH: usize = 64;

/// Reads a query.
///
/// # Errors
/// What is wrong first, and where.
pub fn parse(text: &str) -> Result<Query, Wrong> {
    Parser::new(text, None).query()
}

/// What may stand where a caret is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Context {
    /// What is there already and would be replaced, in bytes.
    pub at: Range<usize>,
    /// What of it stands before the caret, without quotation marks.
    pub typed: String,
    /// What it is the beginning of.
    pub slot: Slot,
}

/// A place for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A condition: a key, a word, a bracket.
    Term,
    /// A name behind `attribute:` or `role:`.
    Name(Of),
    /// A value for a key.
    Value(Key),
}

/// What may stand at a caret, in bytes, whether the rest can be read or not.
pub(super) fn context(text: &str, caret: usize) -> Option<Context> {
    let mut parser = Parser::new(text, Some(caret));
    let _what_is_wrong_is_told_elsewhere = parser.query();
    parser.context
}

struct Parser<'a> {
    text: &'a str,
    /// How far it is read, in bytes.
    at: usize,
    depth: usize,
    caret: Option<usize>,
    context: Option<Context>,
}

/// A word as it is read.
struct Token {
    word: Word,
    at: Range<usize>,
    is_quoted: bool,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, caret: Option<usize>) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            caret,
            context: None,
        }
    }

    fn query(&mut self) -> Result<Query, Wrong> {
        self.skip_blanks();
        if self.is_at_end() {
            self.note_gap(0);
            return Ok(Query(None));
        }
        let node = self.or()?;
        match self.peek() {
            None => Ok(Query(Some(node))),
            // Everything else is taken as the beginning of a further condition.
            Some(c) => Err(self.wrong(self.at..self.at + c.len_utf8(), Why::StrayBracket)),
        }
    }

    fn or(&mut self) -> Result<Node, Wrong> {
        let mut nodes = vec![self.and()?];
        while self.takes_keyword("or") {
            nodes.push(self.and()?);
        }
        Ok(one_or(nodes, Node::Or))
    }

    fn and(&mut self) -> Result<Node, Wrong> {
        let mut nodes = vec![self.not()?];
        loop {
            let before = self.at;
            self.skip_blanks();
            if self.at > before {
                // Behind a blank another condition may begin.
                self.note_gap(before + 1);
            }
            if self.is_at_end() || self.peek() == Some(')') || self.sees_keyword("or") {
                break;
            }
            self.takes_keyword("and");
            nodes.push(self.not()?);
        }
        Ok(one_or(nodes, Node::And))
    }

    fn not(&mut self) -> Result<Node, Wrong> {
        let from = self.at;
        self.skip_blanks();
        self.note_gap(from);
        let begin = self.at;
        if self.peek() == Some('-') || self.sees_keyword("not") {
            if self.peek() == Some('-') {
                self.at += 1;
            } else {
                self.takes_keyword("not");
            }
            self.enter(begin)?;
            let node = self.not()?;
            self.depth -= 1;
            return Ok(Node::Not(Box::new(node)));
        }
        if self.peek() == Some('(') {
            self.at += 1;
            self.enter(begin)?;
            let node = self.or()?;
            self.depth -= 1;
            self.skip_blanks();
            if self.peek() != Some(')') {
                return Err(self.wrong(begin..begin + 1, Why::OpenBracket));
            }
            self.at += 1;
            return Ok(node);
        }
        self.term()
    }

    fn enter(&mut self, begin: usize) -> Result<(), Wrong> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.wrong(begin..begin + 1, Why::TooDeep));
        }
        Ok(())
    }

    fn term(&mut self) -> Result<Node, Wrong> {
        let begin = self.at;
        let Some(token) = self.token(false, Slot::Term)? else {
            let end = self.text[begin..].chars().next();
            let end = begin + end.map_or(0, char::len_utf8);
            let why = match &self.text[begin..end] {
                "" => Why::NoCondition,
                ")" if self.depth == 0 => Why::StrayBracket,
                sign => Why::NoConditionBefore(sign.to_owned()),
            };
            return Err(self.wrong(begin..end, why));
        };
        let Some(op) = self.op() else {
            let term = match token.word.as_plain() {
                Some("unsure") if !token.is_quoted => Term::Unsure,
                // “Or” at an end is no condition but the beginning of one.
                Some(word) if !token.is_quoted && is_joint(word) => {
                    return Err(self.wrong(token.at, Why::NoCondition));
                }
                _ => Term::Words(token.word),
            };
            return Ok(self.node(begin, term));
        };
        let (name, mut key_end) = (self.name(token)?, self.at - op.sign_len(self.text, self.at));
        let mut key = Key {
            of: None,
            name: name.0,
        };
        let of = Of::ALL
            .iter()
            .find(|(_, word)| *word == key.name && !name.1);
        let mut op = op;
        if let Some((of, _)) = of.filter(|_| op == Op::Has) {
            let (at, word) = (self.at, self.token(false, Slot::Name(*of))?);
            let word = word.ok_or_else(|| self.wrong(at..at, Why::NoName(*of)))?;
            key = Key {
                of: Some(*of),
                name: self.name(word)?.0,
            };
            key_end = self.at;
            op = self
                .op()
                .ok_or_else(|| self.wrong(begin..key_end, Why::NoSign(key.name.clone())))?;
        }
        let mut values = vec![self.value(&key)?];
        while self.peek() == Some(',') {
            self.at += 1;
            values.push(self.value(&key)?);
        }
        if let Some(c) = self
            .peek()
            .filter(|c| ends_word(*c) && !c.is_whitespace() && *c != ')')
        {
            return Err(self.wrong(self.at..self.at + c.len_utf8(), Why::NoBlank(c)));
        }
        let key = At {
            at: begin..key_end,
            it: key,
        };
        Ok(self.node(begin, Term::Field(key, op, values)))
    }

    /// The name that a word is, and whether it was quoted.
    fn name(&self, token: Token) -> Result<(String, bool), Wrong> {
        match token.word.as_plain() {
            Some(name) => Ok((name.to_owned(), token.is_quoted)),
            None => Err(self.wrong(token.at, Why::SignInName)),
        }
    }

    fn value(&mut self, key: &Key) -> Result<At<Value>, Wrong> {
        let begin = self.at;
        let slot = Slot::Value(key.clone());
        let from = self.token(true, slot.clone())?;
        let is_range = self.text[self.at..].starts_with("..");
        if is_range {
            self.at += 2;
            let to = self.token(true, slot)?;
            if from.is_none() && to.is_none() {
                return Err(self.wrong(begin..self.at, Why::EmptyRange));
            }
            let value = Value::Range(from.map(|it| it.word), to.map(|it| it.word));
            return Ok(At {
                at: begin..self.at,
                it: value,
            });
        }
        let token = from.ok_or_else(|| self.wrong(begin..begin, Why::NoValue(key.to_string())))?;
        Ok(At {
            at: token.at,
            it: Value::Word(token.word),
        })
    }

    fn op(&mut self) -> Option<Op> {
        let rest = &self.text[self.at..];
        let (op, sign) = Op::ALL.iter().find(|(_, sign)| rest.starts_with(sign))?;
        self.at += sign.len();
        Some(*op)
    }

    /// The word that begins here, quoted or not; none when no word does.
    fn token(&mut self, in_value: bool, slot: Slot) -> Result<Option<Token>, Wrong> {
        let begin = self.at;
        let close: &[char] = match self.peek() {
            Some('"') => &['"'],
            Some('“') => &['”'],
            Some('„') => &['“', '”'],
            Some('«') => &['»'],
            _ => return self.bare(in_value, slot),
        };
        let mut text = String::new();
        let mut typed = None;
        let mut chars = self.text[begin..].char_indices().skip(1);
        let mut end = None;
        while let Some((at, c)) = chars.next() {
            if self.caret == Some(begin + at) {
                typed = Some(text.clone());
            }
            if close.contains(&c) {
                end = Some(begin + at + c.len_utf8());
                break;
            }
            // Only what would end it, and the sign that says so, need the sign.
            let next = self.text[begin + at + c.len_utf8()..].chars().next();
            if c == '\\' && next.is_some_and(|next| next == '\\' || close.contains(&next)) {
                text.extend(chars.next().map(|(_, c)| c));
            } else {
                text.push(c);
            }
        }
        self.at = end.unwrap_or(self.text.len());
        if self.caret == Some(self.at) && end.is_none() {
            typed = Some(text.clone());
        }
        if let Some(typed) = typed {
            self.context = Some(Context {
                at: begin..self.at,
                typed,
                slot,
            });
        }
        if end.is_none() {
            return Err(self.wrong(begin..self.text.len(), Why::OpenQuotation));
        }
        if text.is_empty() {
            return Err(self.wrong(begin..self.at, Why::EmptyQuotation));
        }
        Ok(Some(Token {
            word: Word::plain(text),
            at: begin..self.at,
            is_quoted: true,
        }))
    }

    /// A word without quotation marks; in a value two points end it, too.
    fn bare(&mut self, in_value: bool, slot: Slot) -> Result<Option<Token>, Wrong> {
        let begin = self.at;
        let mut pieces = vec![String::new()];
        let mut typed = None;
        let mut at = begin;
        loop {
            if self.caret == Some(at) {
                typed = Some(pieces.join("*"));
            }
            let rest = &self.text[at..];
            let Some(c) = rest.chars().next() else { break };
            if ends_word(c) || rest.starts_with("->") || (in_value && rest.starts_with("..")) {
                break;
            }
            at += c.len_utf8();
            match (c, self.text[at..].chars().next()) {
                ('*', _) => pieces.push(String::new()),
                ('\\', Some(next)) => {
                    at += next.len_utf8();
                    add(&mut pieces, next);
                }
                _ => add(&mut pieces, c),
            }
        }
        self.at = at;
        if let Some(typed) = typed {
            self.context = Some(Context {
                at: begin..at,
                typed,
                slot,
            });
        }
        if begin == at {
            return Ok(None);
        }
        if pieces.iter().all(String::is_empty) {
            return Err(self.wrong(begin..at, Why::NothingButSigns));
        }
        let last = pieces.len() - 1;
        let mut place = 0..;
        pieces.retain(|piece| {
            let at = place.next().unwrap_or_default();
            !piece.is_empty() || at == 0 || at == last
        });
        Ok(Some(Token {
            word: Word(pieces),
            at: begin..at,
            is_quoted: false,
        }))
    }

    fn sees_keyword(&self, keyword: &str) -> bool {
        let rest = &self.text[self.at..];
        let end = rest.find(ends_word).unwrap_or(rest.len());
        let behind = rest[end..].chars().next();
        // `or:` would be a key.
        let is_alone = behind
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '“' | '„' | '«'));
        is_alone && rest[..end].eq_ignore_ascii_case(keyword)
    }

    fn takes_keyword(&mut self, keyword: &str) -> bool {
        let before = self.at;
        self.skip_blanks();
        if !self.sees_keyword(keyword) {
            self.at = before;
            return false;
        }
        let begin = self.at;
        self.at += keyword.len();
        if self
            .caret
            .is_some_and(|caret| begin < caret && caret <= self.at)
        {
            let caret = self.caret.unwrap_or_default();
            self.context = Some(Context {
                at: begin..self.at,
                typed: self.text[begin..caret].to_owned(),
                slot: Slot::Term,
            });
        }
        true
    }

    /// Notes that a condition may begin at the caret, when that is among the blanks that were just read.
    fn note_gap(&mut self, from: usize) {
        if let Some(caret) = self.caret.filter(|caret| (from..=self.at).contains(caret)) {
            self.context = Some(Context {
                at: caret..caret,
                typed: String::new(),
                slot: Slot::Term,
            });
        }
    }

    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    fn node(&self, begin: usize, term: Term) -> Node {
        Node::Term(At {
            at: begin..self.at,
            it: term,
        })
    }

    fn wrong(&self, at: Range<usize>, why: Why) -> Wrong {
        debug_assert!(self.text.is_char_boundary(at.start) && self.text.is_char_boundary(at.end));
        Wrong { at, why }
    }
}

impl Op {
    /// How long the sign was that was just read: a link has two.
    fn sign_len(self, text: &str, end: usize) -> usize {
        let signs = Self::ALL.iter().filter(|(op, _)| *op == self);
        let found = signs
            .map(|(_, sign)| sign)
            .find(|sign| text[..end].ends_with(*sign));
        found.map_or(0, |sign| sign.len())
    }
}

fn add(pieces: &mut [String], c: char) {
    if let Some(piece) = pieces.last_mut() {
        piece.push(c);
    }
}

fn is_joint(word: &str) -> bool {
    ["or", "and", "not"]
        .iter()
        .any(|joint| joint.eq_ignore_ascii_case(word))
}

/// The only one, or all of them as one.
fn one_or(mut nodes: Vec<Node>, all: fn(Vec<Node>) -> Node) -> Node {
    match nodes.len() {
        1 => nodes.remove(0),
        _ => all(nodes),
    }
}
