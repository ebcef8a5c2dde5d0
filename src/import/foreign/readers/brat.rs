//! brat standoff: `X.ann` beside `X.txt`, with `annotation.conf` and `visual.conf` in the same folder or above.
//!
//! `T` lines are marks, `E` lines too (an event stands where its trigger stands; the trigger itself is no mark of its own),
//! `R` and `*` lines and the arguments of events are relations, `A` and `M` lines fields, `#` lines notes. Lines of other
//! kinds, such as those of tools built on brat, are counted.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use smol_str::SmolStr;

use super::super::neutral::{
    Document, End, Found, Label, Layer, Loss, Mark, Piece, Plain, Relation, Unit,
};
use super::super::problem::Problem;
use super::super::source::{utf8, whole};
use super::super::{Head, Options, Source};

pub(super) fn sniff(head: &Head<'_>) -> bool {
    head.extension == "ann"
}

pub(super) fn read(source: &Source<'_>, options: &Options) -> Result<Found, Problem> {
    let bytes = source.whole()?;
    if source.is_alone() {
        // Both files in one, as the tests have it: the text, a zero byte, the annotations.
        let cut = memchr::memchr(0, &bytes).unwrap_or(0);
        let (text, ann) = (&bytes[..cut], bytes.get(cut + 1..).unwrap_or_default());
        let part = |bytes: &[u8]| utf8(bytes.to_vec()).map_err(|wrong| wrong.of(source.shown()));
        return Ok(document(source.stem(), part(text)?, &part(ann)?));
    }
    let ann = utf8(bytes).map_err(|wrong| wrong.of(source.shown()))?;
    let text_path = source.path.with_extension("txt");
    let text = source.beside("txt")?;
    let text = utf8(text).map_err(|wrong| wrong.of(text_path.display().to_string()))?;
    let mut found = document(source.stem(), text, &ann);
    let annotator = source.annotator(options);
    for layer in found.documents.iter_mut().flat_map(|it| &mut it.layers) {
        layer.annotator.clone_from(&annotator);
    }
    if let Some(conf) = configuration(source) {
        found.book = book(&conf.0, &conf.1);
    }
    Ok(found)
}

/// `annotation.conf` and `visual.conf`, the nearest at or above the file.
fn configuration(source: &Source<'_>) -> Option<(String, String)> {
    let mut folder: Option<&Path> = source.path.parent();
    while let Some(here) = folder {
        let read = |name: &str| -> Option<String> {
            let path: PathBuf = here.join(name);
            utf8(whole(&path).ok()?).ok()
        };
        if let Some(conf) = read("annotation.conf") {
            return Some((conf, read("visual.conf").unwrap_or_default()));
        }
        folder = here.parent().filter(|_| here != source.root);
    }
    None
}

/// Id, kind, trigger, and the ends with their roles.
type Event<'l> = (&'l str, &'l str, &'l str, Vec<(&'l str, &'l str)>);

/// What a line of an annotation file is.
#[derive(Default)]
struct Lines<'l> {
    marks: Vec<(&'l str, &'l str, Vec<Piece>)>,
    events: Vec<Event<'l>>,
    relations: Vec<(&'l str, &'l str, &'l str, &'l str)>,
    fields: Vec<(&'l str, &'l str, Option<&'l str>)>,
    notes: Vec<(&'l str, String)>,
    lost: BTreeMap<Loss, usize>,
}

fn document(name: String, text: String, ann: &str) -> Found {
    let mut lines = Lines::default();
    for line in ann.lines() {
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        if !line.trim().is_empty() && lines.take(line).is_none() {
            *lines.lost.entry(Loss::Unreadable).or_default() += 1;
        }
    }
    let (layer, mut lost) = lines.layer();
    lost.retain(|_, count| *count > 0);
    Found {
        documents: vec![Document {
            name,
            text: Some(text),
            unit: Unit::CodePoint,
            layers: vec![layer],
            ..Document::default()
        }],
        book: Vec::new(),
        left_out: lost,
    }
}

impl<'l> Lines<'l> {
    /// Takes a line; none when it cannot be read.
    fn take(&mut self, line: &'l str) -> Option<()> {
        let mut parts = line.splitn(3, '\t');
        let (id, body, rest) = (parts.next()?.trim(), parts.next()?, parts.next());
        match id.chars().next()? {
            'T' => {
                let (kind, places) = body.split_once(' ')?;
                self.marks.push((id, kind, pieces(places, rest)?));
            }
            'E' => {
                let mut words = body.split_whitespace();
                let (kind, trigger) = words.next()?.split_once(':')?;
                let ends: Option<Vec<_>> = words.map(|word| word.split_once(':')).collect();
                self.events.push((id, kind, trigger, ends?));
            }
            'R' => {
                let mut words = body.split_whitespace();
                let kind = words.next()?;
                let (_, from) = words.next()?.split_once(':')?;
                let (_, to) = words.next()?.split_once(':')?;
                self.relations.push((id, kind, from, to));
            }
            '*' => {
                let mut words = body.split_whitespace();
                let kind = words.next()?;
                let members: Vec<&str> = words.collect();
                for pair in members.windows(2) {
                    self.relations.push((id, kind, pair[0], pair[1]));
                }
            }
            'A' | 'M' => {
                let mut words = body.splitn(3, ' ');
                let (name, target) = (words.next()?, words.next()?);
                let value = words.next().filter(|value| !value.trim().is_empty());
                self.fields.push((target, name, value));
            }
            '#' => {
                let (_, target) = body.split_once(' ')?;
                self.notes
                    .push((target, rest.unwrap_or_default().to_owned()));
            }
            'N' => *self.lost.entry(Loss::Normalizations).or_default() += 1,
            _ => return None,
        }
        Some(())
    }

    fn layer(self) -> (Layer, BTreeMap<Loss, usize>) {
        let mut lost = self.lost;
        let triggers: BTreeSet<&str> = self.events.iter().map(|event| event.2).collect();
        let places: HashMap<&str, &Vec<Piece>> =
            self.marks.iter().map(|(id, _, at)| (*id, at)).collect();
        let mut layer = Layer::default();
        let mut add = |id: &str, kind: &str, at: &[Piece]| {
            layer.marks.push(Mark {
                id: id.into(),
                label: kind.into(),
                pieces: at.iter().cloned().collect(),
                ..Mark::default()
            });
        };
        for (id, kind, at) in &self.marks {
            if !triggers.contains(id) {
                add(id, kind, at);
            }
        }
        for (id, kind, trigger, _) in &self.events {
            match places.get(trigger) {
                Some(at) => add(id, kind, at),
                None => *lost.entry(Loss::Dangling).or_default() += 1,
            }
        }
        // What names a trigger means the event, or the first of those that share it.
        let mut meant: HashMap<&str, &str> = HashMap::new();
        for (id, _, trigger, _) in &self.events {
            meant.entry(trigger).or_insert(id);
        }
        let meant = |id: &'l str| -> SmolStr { meant.get(id).copied().unwrap_or(id).into() };
        let mut relation_ids: BTreeSet<&str> = BTreeSet::new();
        for (id, kind, from, to) in &self.relations {
            relation_ids.insert(id);
            layer.relations.push(relation(meant(from), kind, meant(to)));
        }
        for (id, _, _, ends) in &self.events {
            for (role, to) in ends {
                // A number tells several ends of a role apart.
                let role = role.trim_end_matches(|c: char| c.is_ascii_digit());
                layer
                    .relations
                    .push(relation((*id).into(), role, meant(to)));
            }
        }
        let numbers: HashMap<SmolStr, usize> = layer
            .marks
            .iter()
            .enumerate()
            .rev()
            .map(|(at, mark)| (mark.id.clone(), at))
            .collect();
        for (target, name, value) in self.fields {
            let value = value.map_or(Plain::Flag(true), Plain::text);
            match numbers.get(&meant(target)) {
                Some(at) => layer.marks[*at].values.push((name.into(), value)),
                None if relation_ids.contains(target) => {
                    *lost.entry(Loss::RelationValues).or_default() += 1;
                }
                None => *lost.entry(Loss::Dangling).or_default() += 1,
            }
        }
        for (target, note) in self.notes {
            match numbers.get(&meant(target)) {
                Some(at) => {
                    let there = &mut layer.marks[*at].note;
                    if !there.is_empty() {
                        there.push('\n');
                    }
                    there.push_str(&note);
                }
                None if relation_ids.contains(target) => {
                    *lost.entry(Loss::RelationValues).or_default() += 1;
                }
                None => *lost.entry(Loss::Dangling).or_default() += 1,
            }
        }
        (layer, lost)
    }
}

fn relation(from: SmolStr, role: &str, to: SmolStr) -> Relation {
    Relation {
        from,
        to: End::Mark(to),
        role: role.into(),
        values: 0,
    }
}

/// `0 5;8 12` and the covered text, in which a blank joins the pieces.
fn pieces(places: &str, text: Option<&str>) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    for place in places.split(';') {
        let (start, end) = place.trim().split_once(' ')?;
        pieces.push(Piece::at(start.parse().ok()?, end.trim().parse().ok()?));
    }
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return Some(pieces);
    };
    if let [only] = pieces.as_mut_slice() {
        only.quote = Some(text.into());
        return Some(pieces);
    }
    // The text tells the pieces apart only by their lengths, in whatever unit these are.
    let lengths: Vec<u64> = pieces
        .iter()
        .map(|piece| piece.end.saturating_sub(piece.start))
        .collect();
    let units: [fn(char) -> u64; 3] = [|_| 1, |c| c.len_utf16() as u64, |c| c.len_utf8() as u64];
    let quotes = units.iter().find_map(|unit| cut(text, &lengths, *unit));
    for (piece, quote) in pieces.iter_mut().zip(quotes.unwrap_or_default()) {
        piece.quote = Some(quote.into());
    }
    Some(pieces)
}

/// A text cut into pieces of these lengths with a blank between them; none when it is not made of them.
fn cut<'t>(text: &'t str, lengths: &[u64], unit: fn(char) -> u64) -> Option<Vec<&'t str>> {
    let mut rest = text;
    let mut quotes = Vec::new();
    for (number, length) in lengths.iter().enumerate() {
        if number > 0 {
            rest = rest.strip_prefix(' ')?;
        }
        let mut left = *length;
        let mut at = 0;
        for c in rest.chars() {
            if left == 0 {
                break;
            }
            left = left.checked_sub(unit(c))?;
            at += c.len_utf8();
        }
        if left > 0 {
            return None;
        }
        quotes.push(&rest[..at]);
        rest = &rest[at..];
    }
    rest.is_empty().then_some(quotes)
}

/// The labels of `annotation.conf`, with colours from `visual.conf`.
fn book(conf: &str, visual: &str) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut options: Vec<(SmolStr, Vec<String>, Vec<SmolStr>)> = Vec::new();
    let mut section = String::new();
    let mut above: Vec<(usize, SmolStr)> = Vec::new();
    for line in conf.lines() {
        let content = line.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        if let Some(name) = content
            .strip_prefix('[')
            .and_then(|it| it.strip_suffix(']'))
        {
            name.clone_into(&mut section);
            above.clear();
            continue;
        }
        let first = content.split_whitespace().next().unwrap_or_default();
        if first.starts_with('<') || first.starts_with('-') {
            continue;
        }
        match section.as_str() {
            "entities" | "events" => {
                let depth = line.len() - line.trim_start().len();
                while above.last().is_some_and(|(before, _)| *before >= depth) {
                    above.pop();
                }
                let name: SmolStr = first.trim_start_matches('!').into();
                let parent = above.last().map(|(_, name)| name.clone());
                above.push((depth, name.clone()));
                if labels.iter().all(|label| label.name != name) {
                    labels.push(Label {
                        group: first.starts_with('!'),
                        parent: parent.unwrap_or_default(),
                        name,
                        ..Label::default()
                    });
                }
            }
            "attributes" => {
                let rest = content[first.len()..].trim();
                let values = rest.split_once("Value:").map(|(_, values)| values);
                let values = values.map_or_else(Vec::new, |values| {
                    let end = values.split([',', ' ', '\t']).next().unwrap_or_default();
                    end.split('|').map(str::to_owned).collect()
                });
                let on = rest.split_once("Arg:").map(|(_, on)| on);
                let on = on.and_then(|on| on.split([',', ' ', '\t']).next());
                let on = on.unwrap_or_default().split('|').map(SmolStr::new);
                options.push((first.into(), values, on.collect()));
            }
            _ => {}
        }
    }
    for (name, values, on) in options {
        for label in &mut labels {
            if !values.is_empty() && on.contains(&label.name) {
                label.fields.push((name.clone(), values.clone()));
            }
        }
    }
    let mut drawing = false;
    for line in visual.lines().map(str::trim) {
        if line.starts_with('[') {
            drawing = line == "[drawing]";
        } else if let Some((name, style)) = line.split_once([' ', '\t']).filter(|_| drawing) {
            let color = style
                .split(',')
                .find_map(|part| part.trim().strip_prefix("bgColor:")?.trim().parse().ok());
            if let Some(label) = labels.iter_mut().find(|label| label.name == name) {
                label.color = color;
            }
        }
    }
    labels
}
