//! XML, step by step: elements by the names that everybody knows them by, texts with their references resolved.
//!
//! Nothing expands and nothing is fetched: definitions of entities are not read. Memory is bounded by the file, and nesting
//! by [`DEEPEST`].

use std::borrow::Cow;
use std::sync::atomic::Ordering;

use encoding_rs::Encoding;
use quick_xml::NsReader;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::name::ResolveResult;

use crate::import::Problem;
use crate::say;
use crate::store::Progress;

/// How deep elements may lie in each other.
const DEEPEST: usize = 500;
/// Longest reference, in bytes with its signs.
const LONGEST_NAME: usize = 40;
/// After so many steps it is looked whether somebody still waits.
const PATIENCE: usize = 4096;

/// Which namespaces a kind of file has, and what we call them: `http://…/wordprocessingml/2006/main` is `w`.
pub(super) type Spaces = &'static [(&'static str, &'static str)];

/// What the reader needs to know of a file.
#[derive(Clone, Copy)]
pub(super) struct Kind<'a> {
    /// What it is called in messages: `DOCX`.
    pub name: &'static str,
    pub spaces: Spaces,
    /// What a reference stands for that XML does not know itself, such as `nbsp` in HTML.
    pub entity: fn(&str) -> Option<&'static str>,
    /// Whether a file may say of which type it is; what it defines there is left aside.
    pub typed: bool,
    pub progress: &'a Progress,
}

impl Kind<'_> {
    /// That a part of the file breaks the rules.
    pub(super) fn broken(&self, part: &str, why: impl core::fmt::Display) -> Problem {
        Problem::Broken {
            kind: self.name,
            why: format!("{part}: {why}"),
        }
    }

    /// An error unless somebody still waits.
    pub(super) fn go_on(&self) -> Result<(), Problem> {
        if self.progress.cancel.load(Ordering::Relaxed) {
            return Err(Problem::Cancelled);
        }
        Ok(())
    }
}

/// Bytes of an XML file as text: by byte order mark, else as it says of itself, else UTF-8. Tells whether bytes were damaged.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let head = &bytes[..bytes.len().min(200)];
    let says = || {
        let head = String::from_utf8_lossy(head);
        let declaration = head.strip_prefix("<?xml")?.split("?>").next()?;
        let value = declaration.split("encoding").nth(1)?;
        let value = value.trim_start_matches(|c: char| c.is_whitespace() || c == '=');
        let quote = value.chars().next()?;
        Encoding::for_label(value[1..].split(quote).next()?.as_bytes())
    };
    let encoding = match head {
        [b'<', 0, b'?', 0, ..] => encoding_rs::UTF_16LE,
        [0, b'<', 0, b'?', ..] => encoding_rs::UTF_16BE,
        // What has no mark and reads as ASCII is no UTF-16 whatever it says.
        _ => says().map_or(encoding_rs::UTF_8, Encoding::output_encoding),
    };
    let (text, _, damaged) = encoding.decode(bytes);
    (text, damaged)
}

/// A step through a file.
#[derive(Debug)]
pub(super) enum Step<'t> {
    /// An element begins.
    Open(Tag<'t>),
    /// An element ends.
    Close(End<'t>),
    /// A text between elements.
    Text(Cow<'t, str>),
    /// The end of the file.
    End,
}

/// The beginning of an element.
#[derive(Debug)]
pub(super) struct Tag<'t> {
    /// What its namespace is called; empty for one that nobody asked for.
    pub space: &'static str,
    start: BytesStart<'t>,
    entity: fn(&str) -> Option<&'static str>,
}

/// The end of an element.
#[derive(Debug)]
pub(super) struct End<'t> {
    /// What its namespace is called; empty for one that nobody asked for.
    pub space: &'static str,
    end: BytesEnd<'t>,
}

impl End<'_> {
    /// Its name without its namespace.
    pub(super) fn name(&self) -> &str {
        self.end.local_name().into_inner()
    }
}

impl Tag<'_> {
    /// Its name without its namespace.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of an attribute of this name, whatever its namespace.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut all = self.start.attributes();
        let it = all
            .with_checks(false)
            .flatten()
            .find(|it| it.key.local_name().into_inner() == name)?;
        Some(resolve(&it.value, self.entity))
    }

    /// Whether an attribute stands for no.
    pub(super) fn is_off(&self, name: &str) -> bool {
        matches!(self.get(name).as_deref(), Some("0" | "false" | "off"))
    }

    /// An attribute that is a number; 1 without it.
    pub(super) fn count(&self, name: &str) -> usize {
        self.get(name).and_then(|it| it.parse().ok()).unwrap_or(1)
    }
}

/// A text with what its references stand for; those that nobody knows stay as they are.
fn resolve(text: &str, entity: fn(&str) -> Option<&'static str>) -> String {
    let mut all = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        all.push_str(&rest[..at]);
        rest = &rest[at..];
        let near = &rest.as_bytes()[..rest.len().min(LONGEST_NAME)];
        let end = memchr::memchr(b';', near).unwrap_or_default();
        let name = rest.get(1..end).unwrap_or_default();
        if let Some(found) = reference(name, entity) {
            all.push_str(&found);
            rest = &rest[end + 1..];
        } else {
            all.push('&');
            rest = &rest[1..];
        }
    }
    all.push_str(rest);
    all
}

/// What a reference stands for, its name without `&` and `;`.
fn reference(name: &str, entity: fn(&str) -> Option<&'static str>) -> Option<Cow<'static, str>> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        let c = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        return Some(c.to_string().into());
    }
    let known = match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        other => entity(other)?,
    };
    Some(known.into())
}

/// A file of XML that is read step by step.
pub(super) struct Markup<'t, 'k> {
    reader: NsReader<&'t [u8]>,
    kind: Kind<'k>,
    part: &'t str,
    depth: usize,
    steps: usize,
}

impl<'t, 'k> Markup<'t, 'k> {
    /// Begins to read a part of a file.
    pub(super) fn new(text: &'t str, part: &'t str, kind: Kind<'k>) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            kind,
            part,
            depth: 0,
            steps: 0,
        }
    }

    /// The next step.
    ///
    /// # Errors
    /// [`Problem::Broken`] when it is no XML, breaks off, or is nested too deeply; [`Problem::Cancelled`].
    pub(super) fn next(&mut self) -> Result<Step<'t>, Problem> {
        loop {
            if self.steps.is_multiple_of(PATIENCE) {
                self.kind.go_on()?;
            }
            self.steps += 1;
            let at = self.reader.buffer_position();
            let broken = |why: String| {
                let why = say!("document-at", why = why, at = at.to_string());
                self.kind.broken(self.part, why)
            };
            let (space, event) = match self.reader.read_resolved_event() {
                Ok((space, event)) => (self.kind.space(&space), event),
                Err(error) => return Err(broken(error.to_string())),
            };
            return Ok(match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(broken(say!("document-deep", most = DEEPEST)));
                    }
                    let entity = self.kind.entity;
                    Step::Open(Tag {
                        space,
                        start,
                        entity,
                    })
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Step::Close(End { space, end })
                }
                // Line ends are LF, as XML has it.
                Event::Text(text) => Step::Text(text.xml10_content().into_owned().into()),
                Event::CData(text) => Step::Text(text.xml10_content().into_owned().into()),
                Event::GeneralRef(name) => match reference(&name, self.kind.entity) {
                    Some(text) => Step::Text(text),
                    None => return Err(broken(say!("document-entity", name = &*name))),
                },
                Event::DocType(_) if !self.kind.typed => {
                    return Err(broken(say!("document-definitions").to_owned()));
                }
                Event::Eof if self.depth > 0 => {
                    return Err(broken(say!("document-breaks-off").to_owned()));
                }
                Event::Eof => Step::End,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            });
        }
    }

    /// Reads past the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), Problem> {
        let outside = self.depth - 1;
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// The text in the element that has just begun, and reads past it.
    pub(super) fn text(&mut self) -> Result<String, Problem> {
        let outside = self.depth - 1;
        let mut all = String::new();
        while self.depth > outside {
            if let Step::Text(text) = self.next()? {
                all.push_str(&text);
            }
        }
        Ok(all.trim().to_owned())
    }

    /// Calls with each element in the one that has just begun, at any depth, and reads past it.
    pub(super) fn within(&mut self, mut each: impl FnMut(&Tag<'t>)) -> Result<(), Problem> {
        let outside = self.depth - 1;
        while self.depth > outside {
            if let Step::Open(tag) = self.next()? {
                each(&tag);
            }
        }
        Ok(())
    }
}

impl Kind<'_> {
    fn space(&self, resolved: &ResolveResult<'_>) -> &'static str {
        let ResolveResult::Bound(space) = resolved else {
            return "";
        };
        let known = self.spaces.iter().find(|(uri, _)| *uri == space.0);
        known.map_or("", |(_, name)| name)
    }
}
