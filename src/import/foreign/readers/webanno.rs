//! WebAnno TSV 3: sentences with their text, a word a line, a group of columns for each layer.
//!
//! Text between sentences is not in the file; INCEpTION puts a line end and blanks there, and so do we. What stands on words
//! without a layer's id of its own is one annotation a word; an id joins words into one.

use std::collections::{BTreeMap, HashMap};

use smol_str::{SmolStr, format_smolstr};

use super::super::neutral::{
    Document, End, Found, Layer as Marks, Loss, Mark, Piece, Plain, Relation, Unit,
};
use super::super::ours::to_entities_in_one;
use super::super::problem::{Problem, Wrong};
use super::super::{Head, Options, Source};
use super::cas::{OWN_SPAN, is_machinery, label_feature, names, short};

/// Most blanks between all sentences of a text.
const MOST_BLANKS: u64 = 1 << 20;

pub(super) fn sniff(head: &Head<'_>) -> bool {
    head.text.starts_with("#FORMAT=WebAnno TSV")
}

/// What a group of columns holds.
struct Layer<'t> {
    kind: Kind,
    name: &'t str,
    /// The features, one a column.
    features: Vec<&'t str>,
    /// The first of its columns, counted from the one behind the words.
    first: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Span,
    Relation,
    Chain,
}

/// An annotation, as far as it is read.
#[derive(Clone, Debug)]
struct Part {
    layer: usize,
    start: u64,
    end: u64,
    values: Vec<Option<String>>,
    id: SmolStr,
}

/// A relation whose ends may still come.
struct Tie {
    from: (String, usize),
    to: (String, usize),
    attached: String,
    role: SmolStr,
    values: usize,
}

pub(super) fn read(source: &Source<'_>, options: &Options) -> Result<Found, Problem> {
    let text = source.text()?;
    let mut lines = (1..).zip(text.split('\n'));
    match lines.next() {
        Some((_, line)) if line.starts_with("#FORMAT=WebAnno TSV 3") => {}
        _ => return Err(Wrong::lacks("#FORMAT=WebAnno TSV 3").at(source.shown(), 1)),
    }
    let mut layers: Vec<Layer<'_>> = Vec::new();
    let mut width = 0;
    let mut sentences: Vec<Sentence<'_>> = Vec::new();
    let mut is_open = false;
    for (number, line) in lines {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if let Some(layer) = header(line, width) {
            width += layer.features.len();
            layers.push(layer);
        } else if let Some(text) = line.strip_prefix("#Text=") {
            if !is_open || sentences.last().is_none_or(|it| !it.rows.is_empty()) {
                sentences.push(Sentence::default());
                is_open = true;
            }
            if let Some(sentence) = sentences.last_mut() {
                sentence.text.push(unescaped(text));
            }
        } else if line.trim().is_empty() {
            is_open = false;
        } else if line.starts_with('#') {
            // What a sentence is called, and remarks of other programs.
        } else {
            let row = Row::read(line)
                .ok_or_else(|| Wrong::lacks("1-1\t0-4\t…").at(source.shown(), number))?;
            match sentences.last_mut() {
                Some(sentence) => sentence.rows.push(row),
                None => return Err(Wrong::lacks("#Text=").at(source.shown(), number)),
            }
        }
    }
    if sentences.is_empty() {
        return Err(Wrong::Empty.of(source.shown()));
    }
    let unit = unit_of(&sentences);
    let text = woven(&sentences, unit);
    let mut found = Found::default();
    let (name, annotator) = names(source, options);
    let mut reading = Reading {
        layers: &layers,
        options,
        units: HashMap::new(),
        parts: Vec::new(),
        numbered: HashMap::new(),
        at_unit: HashMap::new(),
        ties: Vec::new(),
        chains: BTreeMap::new(),
        slots: Vec::new(),
    };
    for row in sentences.iter().flat_map(|sentence| &sentence.rows) {
        reading.row(row);
    }
    let mut layer = reading.finish(&mut found);
    layer.annotator = annotator;
    found.documents.push(Document {
        name,
        text: Some(text),
        is_woven: true,
        unit,
        layers: vec![layer],
        ..Document::default()
    });
    Ok(found)
}

/// A line that says which columns there are.
fn header(line: &str, first: usize) -> Option<Layer<'_>> {
    let kinds = [
        ("#T_SP=", Kind::Span),
        ("#T_RL=", Kind::Relation),
        ("#T_CH=", Kind::Chain),
    ];
    let (rest, kind) = kinds
        .into_iter()
        .find_map(|(start, kind)| Some((line.strip_prefix(start)?, kind)))?;
    let mut parts = rest.split('|');
    let name = parts.next()?;
    // One column stands there when there is no feature.
    let mut features: Vec<&str> = parts.collect();
    if features.is_empty() {
        features.push("");
    }
    Some(Layer {
        kind,
        name,
        features,
        first,
    })
}

#[derive(Default)]
struct Sentence<'t> {
    text: Vec<String>,
    rows: Vec<Row<'t>>,
}

impl Sentence<'_> {
    fn whole(&self) -> String {
        self.text.join("\n")
    }

    fn start(&self) -> u64 {
        self.rows.first().map_or(0, |row| row.start)
    }
}

struct Row<'t> {
    unit: &'t str,
    start: u64,
    end: u64,
    word: &'t str,
    cells: Vec<&'t str>,
}

impl<'t> Row<'t> {
    fn read(line: &'t str) -> Option<Self> {
        let mut cells = line.split('\t');
        let unit = cells.next()?;
        let (start, end) = cells.next()?.split_once('-')?;
        let word = cells.next()?;
        Some(Self {
            unit,
            start: start.parse().ok()?,
            end: end.parse().ok()?,
            word,
            cells: cells.collect(),
        })
    }
}

/// What the places of words count, by the words themselves.
fn unit_of(sentences: &[Sentence<'_>]) -> Unit {
    let wrong = |unit: Unit| -> usize {
        let mut count = 0;
        for sentence in sentences {
            let text = sentence.whole();
            let base = sentence.start();
            let mut places: Vec<usize> = Vec::new();
            for (at, c) in text.char_indices() {
                let steps = match unit {
                    Unit::CodePoint => 1,
                    Unit::Utf16 => c.len_utf16(),
                    Unit::Byte => c.len_utf8(),
                };
                places.extend(core::iter::repeat_n(at, steps));
            }
            places.push(text.len());
            for row in sentence.rows.iter().filter(|row| !row.unit.contains('.')) {
                let at = |at: u64| {
                    let at = usize::try_from(at.checked_sub(base)?).ok()?;
                    places.get(at).copied()
                };
                let covered = at(row.start)
                    .zip(at(row.end))
                    .and_then(|(start, end)| text.get(start..end));
                count += usize::from(covered != Some(row.word));
            }
        }
        count
    };
    let all = [Unit::Utf16, Unit::CodePoint, Unit::Byte];
    let mut best = (usize::MAX, Unit::Utf16);
    for unit in all {
        let count = wrong(unit);
        if count < best.0 {
            best = (count, unit);
        }
        if count == 0 {
            break;
        }
    }
    best.1
}

/// The text of all sentences, each where its first word stands.
fn woven(sentences: &[Sentence<'_>], unit: Unit) -> String {
    let length = |text: &str| match unit {
        Unit::CodePoint => text.chars().count() as u64,
        Unit::Utf16 => text.encode_utf16().count() as u64,
        Unit::Byte => text.len() as u64,
    };
    let mut whole = String::new();
    let (mut at, mut blanks) = (0, 0);
    for sentence in sentences {
        let start = sentence.start();
        blanks += start.saturating_sub(at);
        if at < start && blanks <= MOST_BLANKS {
            let mut fill = start - at;
            if at > 0 {
                whole.push('\n');
                fill -= 1;
            }
            whole.extend(core::iter::repeat_n(' ', fill as usize));
            at = start;
        }
        let text = sentence.whole();
        at += length(&text);
        whole.push_str(&text);
    }
    whole
}

struct Reading<'a> {
    layers: &'a [Layer<'a>],
    options: &'a Options,
    units: HashMap<&'a str, (u64, u64)>,
    parts: Vec<Part>,
    /// Annotations by layer and id.
    numbered: HashMap<(usize, usize), usize>,
    /// Annotations by layer and the unit in which they begin, that have no id.
    at_unit: HashMap<(usize, &'a str), usize>,
    ties: Vec<Tie>,
    /// Links of chains by layer, chain and number: the part, and how it leads on.
    chains: BTreeMap<(usize, u64, u64), (usize, String)>,
    /// Slots: the part, the role, the unit and id of the target, and its layer's type.
    slots: Vec<(usize, String, (String, usize), String)>,
}

impl<'a> Reading<'a> {
    fn row(&mut self, row: &Row<'a>) {
        self.units.insert(row.unit, (row.start, row.end));
        for (number, layer) in self.layers.iter().enumerate() {
            if is_machinery(layer.name) {
                continue;
            }
            let cells: Vec<Vec<&str>> = (0..layer.features.len())
                .map(|column| row.cells.get(layer.first + column).copied().unwrap_or("_"))
                .map(|cell| split(cell, '|'))
                .collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(0);
            for level in 0..height {
                let values: Vec<&str> = cells
                    .iter()
                    .map(|cell| cell.get(level).copied().unwrap_or("_"))
                    .collect();
                if values.iter().all(|value| *value == "_" || value.is_empty()) {
                    continue;
                }
                match layer.kind {
                    Kind::Span => self.span(number, row, &values),
                    Kind::Relation => self.relation(layer, row, &values),
                    Kind::Chain => self.chain(number, row, &values),
                }
            }
        }
    }

    fn span(&mut self, layer: usize, row: &Row<'a>, values: &[&str]) {
        let features = &self.layers[layer].features;
        // Targets of slots have ids that are not the annotation's own.
        let is_target = |column: usize| column > 0 && features[column - 1].starts_with("ROLE_");
        let id = (0..values.len())
            .filter(|column| !is_target(*column))
            .find_map(|column| suffix(values[column]).1);
        let known = match id {
            Some(id) => self.numbered.get(&(layer, id)).copied(),
            None => None,
        };
        if let Some(at) = known {
            let part = &mut self.parts[at];
            part.start = part.start.min(row.start);
            part.end = part.end.max(row.end);
            return;
        }
        let at = self.parts.len();
        match id {
            Some(id) => {
                let _new = self.numbered.insert((layer, id), at);
            }
            None => {
                let _new = self.at_unit.insert((layer, row.unit), at);
            }
        }
        let mut plain: Vec<Option<String>> = Vec::new();
        for column in 0..values.len() {
            if is_target(column) {
                let roles = split(suffix(values[column - 1]).0, ';');
                for (number, target) in split(values[column], ';').into_iter().enumerate() {
                    let (unit, id) = suffix(target);
                    if matches!(unit, "_" | "*" | "") {
                        continue;
                    }
                    let role = roles.get(number).copied().unwrap_or("*");
                    let role = match role {
                        "*" | "_" | "" => role_name(features[column - 1]).to_owned(),
                        role => unescaped(role),
                    };
                    let kind = features[column].to_owned();
                    let to = (unit.to_owned(), id.unwrap_or(0));
                    self.slots.push((at, role, to, kind));
                }
                plain.push(None);
            } else if features[column].starts_with("ROLE_") {
                plain.push(None);
            } else {
                plain.push(value(suffix(values[column]).0));
            }
        }
        self.parts.push(Part {
            layer,
            start: row.start,
            end: row.end,
            values: plain,
            id: format_smolstr!(
                "{}:{}{}",
                layer,
                row.unit,
                id.map(|id| format!("[{id}]")).unwrap_or_default()
            ),
        });
    }

    fn relation(&mut self, layer: &Layer<'a>, row: &Row<'a>, values: &[&str]) {
        let Some((last, features)) = values.split_last() else {
            return;
        };
        let (unit, ends) = match last.find('[') {
            Some(at) => (&last[..at], last[at + 1..].trim_end_matches(']')),
            None => (*last, "0_0"),
        };
        if matches!(unit, "_" | "*" | "") {
            return;
        }
        let (from, to) = ends.split_once('_').unwrap_or((ends, "0"));
        let number = |text: &str| text.parse::<usize>().unwrap_or(0);
        let names = || {
            let features = layer.features[..layer.features.len() - 1].iter();
            features.copied()
        };
        let label = label_feature(&names(), self.options);
        let mut role: SmolStr = short(layer.name).into();
        let mut count = 0;
        for (name, cell) in names().zip(features) {
            match value(suffix(cell).0) {
                Some(text) if Some(name) == label => role = text.into(),
                Some(_) => count += 1,
                None => {}
            }
        }
        let attached = layer.features.last().copied().unwrap_or_default();
        self.ties.push(Tie {
            from: (unit.to_owned(), number(from)),
            to: (row.unit.to_owned(), number(to)),
            attached: attached.trim_start_matches("BT_").to_owned(),
            role,
            values: count,
        });
    }

    fn chain(&mut self, layer: usize, row: &Row<'a>, values: &[&str]) {
        let Some((rest, place)) = values.first().and_then(|cell| cell.rsplit_once("->")) else {
            return;
        };
        let place = suffix(place).0;
        let Some((chain, link)) = place.split_once('-') else {
            return;
        };
        let (Ok(chain), Ok(link)) = (chain.parse::<u64>(), link.parse::<u64>()) else {
            return;
        };
        if let Some((at, _)) = self.chains.get(&(layer, chain, link)) {
            let part = &mut self.parts[*at];
            part.end = part.end.max(row.end);
            part.start = part.start.min(row.start);
            return;
        }
        let at = self.parts.len();
        let kind = values.get(1).and_then(|cell| value(suffix(cell).0));
        self.parts.push(Part {
            layer,
            start: row.start,
            end: row.end,
            values: vec![None, kind],
            id: format_smolstr!("{layer}:{chain}->{link}"),
        });
        let role = value(rest).unwrap_or_else(|| "coreference".to_owned());
        self.chains.insert((layer, chain, link), (at, role));
    }

    /// The annotation at a unit, of a layer's type.
    fn at(&self, kind: &str, unit: &str, id: usize) -> Option<usize> {
        let layers = self.layers.iter().enumerate();
        let mut layers = layers.filter(|(_, layer)| {
            layer.kind == Kind::Span && (layer.name == kind || kind == "uima.tcas.Annotation")
        });
        layers.find_map(|(layer, _)| {
            if id > 0 {
                return self.numbered.get(&(layer, id)).copied();
            }
            let place = self.units.get(unit)?;
            self.at_unit.get(&(layer, unit)).copied().or_else(|| {
                self.parts.iter().position(|part| {
                    part.layer == layer && part.start <= place.0 && place.1 <= part.end
                })
            })
        })
    }

    fn finish(self, found: &mut Found) -> Marks {
        let mut marks = Marks::default();
        let mut groups: HashMap<(usize, SmolStr, String), usize> = HashMap::new();
        let mut meant: HashMap<SmolStr, SmolStr> = HashMap::new();
        for part in &self.parts {
            let layer = &self.layers[part.layer];
            let names = || {
                let values = layer.features.iter().zip(&part.values);
                values
                    .filter(|(_, value)| value.is_some())
                    .map(|(name, _)| *name)
            };
            let feature = match layer.kind {
                Kind::Chain => Some("referenceType"),
                _ => label_feature(&names(), self.options),
            };
            let mut mark = Mark::on(
                part.id.clone(),
                short(layer.name),
                Piece::at(part.start, part.end),
            );
            let mut group = None;
            for (name, value) in layer.features.iter().zip(&part.values) {
                let Some(value) = value else { continue };
                if *name == "key" && short(layer.name) == OWN_SPAN {
                    continue;
                }
                if *name == "entities" && short(layer.name) == OWN_SPAN {
                    let links = to_entities_in_one(&mark, value);
                    marks.relations.extend(links.unwrap_or_default());
                } else if *name == "group" {
                    group = Some(value.clone());
                } else if Some(*name) == feature || layer.kind == Kind::Chain {
                    mark.label = value.as_str().into();
                } else if matches!(*name, "note" | "comment") {
                    mark.note.clone_from(value);
                } else {
                    let value = match value.as_str() {
                        "true" => Plain::Flag(true),
                        "false" => Plain::Flag(false),
                        text => Plain::text(text),
                    };
                    mark.values.push((SmolStr::new(name), value));
                }
            }
            if let Some(group) = group {
                let key = (part.layer, mark.label.clone(), group);
                if let Some(at) = groups.get(&key) {
                    let first = &mut marks.marks[*at];
                    first.pieces.extend(mark.pieces);
                    meant.insert(mark.id, first.id.clone());
                    continue;
                }
                groups.insert(key, marks.marks.len());
            }
            marks.marks.push(mark);
        }
        let id = |at: usize| {
            let id = &self.parts[at].id;
            meant.get(id).unwrap_or(id).clone()
        };
        let mut words = 0;
        for tie in &self.ties {
            let from = self.at(&tie.attached, &tie.from.0, tie.from.1);
            let to = self.at(&tie.attached, &tie.to.0, tie.to.1);
            match (from, to) {
                (Some(from), Some(to)) => marks.relations.push(Relation {
                    from: id(from),
                    to: End::Mark(id(to)),
                    role: tie.role.clone(),
                    values: tie.values,
                }),
                _ => words += 1,
            }
        }
        for (at, role, (unit, number), kind) in &self.slots {
            match self.at(kind, unit, *number) {
                Some(to) => marks.relations.push(Relation {
                    from: id(*at),
                    to: End::Mark(id(to)),
                    role: role.into(),
                    values: 0,
                }),
                None => words += 1,
            }
        }
        for ((layer, chain, link), (at, role)) in &self.chains {
            if let Some((next, _)) = self.chains.get(&(*layer, *chain, link.saturating_add(1))) {
                marks.relations.push(Relation {
                    from: id(*at),
                    to: End::Mark(id(*next)),
                    role: role.into(),
                    values: 0,
                });
            }
        }
        found.lose(Loss::SkippedRelations, words);
        marks
    }
}

/// `ROLE_webanno.custom.Host:links_webanno.custom.Link` as `links`.
fn role_name(feature: &str) -> &str {
    let name = feature.rsplit_once(':').map_or(feature, |(_, name)| name);
    name.split_once('_').map_or(name, |(name, _)| name)
}

/// A cell cut at a sign that is not escaped.
fn split(cell: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut is_escaped) = (0, false);
    for (at, c) in cell.char_indices() {
        if is_escaped {
            is_escaped = false;
        } else if c == '\\' {
            is_escaped = true;
        } else if c == sign {
            parts.push(&cell[start..at]);
            start = at + c.len_utf8();
        }
    }
    parts.push(&cell[start..]);
    parts
}

/// A value without its id in brackets, and the id.
fn suffix(value: &str) -> (&str, Option<usize>) {
    let found = value.strip_suffix(']').and_then(|rest| {
        let (before, id) = rest.rsplit_once('[')?;
        let id = id.parse().ok()?;
        (!before.ends_with('\\')).then_some((before, id))
    });
    match found {
        Some((value, id)) => (value, Some(id)),
        None => (value, None),
    }
}

/// The value of a feature; none when there is none.
fn value(cell: &str) -> Option<String> {
    match cell {
        "_" | "*" | "" => None,
        text => Some(unescaped(text)),
    }
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        match chars.next() {
            Some('t') => plain.push('\t'),
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('f') => plain.push('\u{c}'),
            Some('b') => plain.push('\u{8}'),
            Some(c) => plain.push(c),
            None => plain.push('\\'),
        }
    }
    plain
}
