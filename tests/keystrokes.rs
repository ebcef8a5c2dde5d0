//! How many keys it takes to label a whole article by keys alone, questions, entities and links included.
//!
//! The article and its gold layer in `keystrokes/` were written before the keys were tuned. A patient person's way is
//! taken: first the actors, in the order of the text, then back to the start for the rest. For each selection the ways
//! that people think of are tried ("so many names on", "the next quotation", "so many words on", "find it by its first
//! letters", then the ends moved by words), and the shortest is typed. Every press counts as one, with Shift or Ctrl
//! held down or not; so does every letter typed. What has come out is compared with the gold layer: spans, fields, links.
//!
//! New entities are called as the text calls them; the gold register has edited names. They count as the same when they
//! are the same mentions.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use postil::model::{Annotation, AnnotationId, EntityId, Kind, LayerKey, Project, Target, Value};
use postil::store::{self, Progress};
use postil::text::{
    Byte, Passage, Span, Text, Unit, next_boundary, next_passage, next_word_with,
    previous_boundary, previous_passage, shrink, to_clause_end, trim,
};

use super::harness::Window;

/// No more keys an annotation than this, on average.
const BUDGET: f64 = 6.0;
/// More words than this nobody counts.
const STEPS: usize = 14;

/// A way to select something: the keys, and what is selected then.
#[derive(Clone, Debug)]
struct Way {
    keys: Vec<String>,
    span: Span,
}

impl Way {
    fn then(&self, key: &str, span: Span) -> Self {
        let mut keys = self.keys.clone();
        keys.push(key.to_owned());
        Self { keys, span }
    }
}

/// The text, and what is marked in it so far.
struct Page<'a> {
    text: &'a Text,
    pieces: &'a BTreeSet<Span>,
}

impl Page<'_> {
    /// The cheapest way from what is selected, or from the caret, to a span.
    fn select(&self, from: Span, wanted: Span) -> Way {
        let mut found: Vec<Way> = Vec::new();
        for start in self.paragraphs(from, wanted) {
            let mut stops = Vec::new();
            for (kind, next, previous) in [
                (Passage::Name, "'", "Alt+Shift+N"),
                (Passage::Quotation, "\"", "Alt+Shift+Q"),
                (Passage::Clause, ")", "("),
                (Passage::Sentence, "Alt+S", "Alt+Shift+S"),
            ] {
                let wanted_of = |found| self.counts(kind, found);
                let ahead = |span: Span| next_passage(self.text, span.end, kind, wanted_of);
                stops.extend(Self::walk(&start, wanted, ahead, next));
                let back = |span: Span| previous_passage(self.text, span.start, kind, wanted_of);
                stops.extend(Self::walk(&start, wanted, back, previous));
            }
            for stop in stops {
                // The first word of it, or what else it shrinks to.
                let smaller = shrink(self.text, stop.span);
                if !smaller.is_empty() {
                    found.push(stop.then("Alt+Down", smaller));
                }
                found.push(stop);
            }
            found.extend(self.by_words(&start, wanted));
            found.extend(self.by_letters(&start, wanted));
        }
        let to_last: Vec<Way> = found
            .iter()
            .filter_map(|way| self.to_last_word(way, wanted))
            .collect();
        found.extend(to_last);
        found.extend(self.by_finding(from, wanted));
        found.sort_by_key(|way| way.keys.len());
        let mut best: Option<Way> = None;
        for way in found {
            if best
                .as_ref()
                .is_some_and(|best| best.keys.len() <= way.keys.len())
            {
                break;
            }
            if let Some(way) = self.adjust(&way, wanted)
                && best
                    .as_ref()
                    .is_none_or(|best| way.keys.len() < best.keys.len())
            {
                best = Some(way);
            }
        }
        best.unwrap_or_else(|| panic!("no way to “{}”", self.text.slice(wanted)))
    }

    /// Where one is, and the ends of the paragraphs up to the one that is wanted.
    fn paragraphs(&self, from: Span, wanted: Span) -> Vec<Way> {
        let mut way = Way {
            keys: Vec::new(),
            span: from,
        };
        let mut found = vec![way.clone()];
        while way.keys.len() < STEPS {
            let end = self.text.paragraph_at(way.span.end).span.end;
            let at = if end > way.span.end {
                end
            } else {
                self.text.paragraph_at(Byte::new(end.index() + 1)).span.end
            };
            if at >= wanted.start {
                break;
            }
            way = way.then("Ctrl+Down", Span { start: at, end: at });
            found.push(way.clone());
        }
        found
    }

    fn counts(&self, kind: Passage, span: Span) -> bool {
        match kind {
            Passage::Name | Passage::Quotation => !self.pieces.contains(&span),
            Passage::Clause | Passage::Sentence => true,
        }
    }

    /// The same key again and again; every stop near what is wanted is a way.
    fn walk(from: &Way, wanted: Span, step: impl Fn(Span) -> Option<Span>, key: &str) -> Vec<Way> {
        let mut found = Vec::new();
        let mut way = from.clone();
        for _ in 0..STEPS {
            let Some(span) = step(way.span) else {
                break;
            };
            way = way.then(key, span);
            let is_near = span.start <= wanted.end && wanted.start <= span.end;
            if is_near {
                found.push(way.clone());
            }
        }
        found
    }

    /// The caret goes there by words, and the selection grows by words.
    fn by_words(&self, from: &Way, wanted: Span) -> Vec<Way> {
        let mut found = Vec::new();
        let mut way = Way {
            keys: from.keys.clone(),
            span: Span {
                start: from.span.end,
                end: from.span.end,
            },
        };
        while next_boundary(self.text, way.span.end, Unit::Word) <= wanted.start {
            let at = next_boundary(self.text, way.span.end, Unit::Word);
            way = way.then("Ctrl+Right", Span { start: at, end: at });
            if way.keys.len() > STEPS {
                return found;
            }
        }
        if let Some(span) = to_clause_end(self.text, way.span) {
            let way = way.then("&", span);
            if way.span.start <= wanted.start && way.span.end > wanted.start {
                found.push(way);
            }
        }
        while way.span.end < wanted.end {
            let end = next_boundary(self.text, way.span.end, Unit::Word);
            way = way.then(
                "Ctrl+Shift+Right",
                Span {
                    start: way.span.start,
                    end,
                },
            );
            if way.keys.len() > 2 * STEPS {
                return found;
            }
        }
        found.push(way);
        found
    }

    /// A word is gone to by its first two letters: one of the first ones.
    fn by_letters(&self, from: &Way, wanted: Span) -> Vec<Way> {
        let mut found = Vec::new();
        let mut at = wanted.start;
        for _ in 0..3 {
            let Some(letters) = self.letters_at(at) else {
                break;
            };
            let key = format!("\\ {letters}");
            let step = |span: Span| next_word_with(self.text, span.end, &letters.replace(' ', ""));
            if let Some(first) = step(from.span) {
                let mut way = from.clone();
                way.keys.extend(key.split(' ').map(str::to_owned));
                way.span = first;
                for _ in 0..3 {
                    if way.span.start.index() + 60 > wanted.start.index()
                        && way.span.start <= wanted.end
                    {
                        found.push(way.clone());
                    }
                    let Some(next) = step(way.span) else {
                        break;
                    };
                    way.keys.extend(["\\".to_owned(), "\\".to_owned()]);
                    way.span = next;
                }
            }
            at = self.later_start(at);
        }
        found
    }

    /// The selection reaches to the last word by its first two letters.
    fn to_last_word(&self, way: &Way, wanted: Span) -> Option<Way> {
        if way.span.start > wanted.start || way.span.end >= wanted.end {
            return None;
        }
        let last = next_boundary(
            self.text,
            previous_boundary(self.text, wanted.end, Unit::Word),
            Unit::Word,
        );
        let letters = self.letters_at(previous_boundary(self.text, last, Unit::Word))?;
        let word = next_word_with(self.text, way.span.end, &letters.replace(' ', ""))?;
        (word.end <= wanted.end && word.end.index() + 3 >= wanted.end.index()).then(|| {
            let mut longer = way.clone();
            longer.keys.push("|".to_owned());
            longer.keys.extend(letters.split(' ').map(str::to_owned));
            longer.span = way.span.hull(word);
            longer
        })
    }

    /// The first two letters at an offset, with a blank between them.
    fn letters_at(&self, at: Byte) -> Option<String> {
        let mut letters = self.text.as_str()[at.index()..].chars();
        let (first, second) = (letters.next()?, letters.next()?);
        (first.is_alphanumeric() && second.is_alphanumeric()).then(|| format!("{first} {second}"))
    }

    /// The first letters of the words are looked for; the match is selected.
    fn by_finding(&self, from: Span, wanted: Span) -> Option<Way> {
        let words = self.text.slice(wanted);
        let ends = words.char_indices().map(|(at, c)| at + c.len_utf8());
        // Typing begins where letters do.
        ends.skip(1).take(STEPS).find_map(|end| {
            let typed = &words[..end];
            let behind = &self.text.as_str().to_lowercase();
            if behind.len() != self.text.len() {
                return None;
            }
            let found = behind[from.end.index()..].find(&typed.to_lowercase())? + from.end.index();
            (found == wanted.start.index()).then(|| {
                let mut keys = vec!["/".to_owned()];
                keys.extend(typed.chars().map(String::from));
                keys.push("Enter".to_owned());
                Way {
                    keys,
                    span: Span {
                        start: wanted.start,
                        end: Byte::new(found + end),
                    },
                }
            })
        })
    }

    /// Moves the ends by words, clauses or characters until they are right; white space at the ends does not count.
    fn adjust(&self, way: &Way, wanted: Span) -> Option<Way> {
        let starts = Self::adjust_end(
            way,
            wanted,
            &|span| trim(self.text, span).start == wanted.start,
            &[
                ("[", &|span: Span| Span {
                    start: previous_boundary(self.text, span.start, Unit::Word),
                    ..span
                }),
                ("{", &|span: Span| Span {
                    start: self.later_start(span.start),
                    ..span
                }),
                ("Ctrl+[", &|span: Span| Span {
                    start: previous_boundary(self.text, span.start, Unit::Grapheme),
                    ..span
                }),
                ("Ctrl+{", &|span: Span| Span {
                    start: next_boundary(self.text, span.start, Unit::Grapheme),
                    ..span
                }),
            ],
        )?;
        Self::adjust_end(
            &starts,
            wanted,
            &|span| trim(self.text, span).end == wanted.end,
            &[
                ("]", &|span: Span| Span {
                    end: next_boundary(self.text, span.end, Unit::Word),
                    ..span
                }),
                ("}", &|span: Span| Span {
                    end: self.earlier_end(span.end),
                    ..span
                }),
                ("&", &|span: Span| {
                    to_clause_end(self.text, span).unwrap_or(span)
                }),
                ("Ctrl+]", &|span: Span| Span {
                    end: next_boundary(self.text, span.end, Unit::Grapheme),
                    ..span
                }),
                ("Ctrl+}", &|span: Span| Span {
                    end: previous_boundary(self.text, span.end, Unit::Grapheme),
                    ..span
                }),
            ],
        )
    }

    /// The fewest of these keys, in any order, after which an end is right.
    fn adjust_end(
        way: &Way,
        wanted: Span,
        is_right: &dyn Fn(Span) -> bool,
        keys: &[(&str, &dyn Fn(Span) -> Span)],
    ) -> Option<Way> {
        let mut seen = BTreeSet::from([way.span]);
        let mut front = vec![way.clone()];
        for _ in 0..=STEPS {
            if let Some(done) = front.iter().find(|way| is_right(way.span)) {
                return Some(done.clone());
            }
            let mut next = Vec::new();
            for way in &front {
                for (key, change) in keys {
                    let span = change(way.span);
                    let is_near = span.start.index() + 400 > wanted.start.index()
                        && span.end.index() < wanted.end.index() + 400;
                    if span.start < span.end && is_near && seen.insert(span) {
                        next.push(way.then(key, span));
                    }
                }
            }
            front = next;
        }
        None
    }

    fn later_start(&self, start: Byte) -> Byte {
        let this_end = next_boundary(self.text, start, Unit::Word);
        let next_end = next_boundary(self.text, this_end, Unit::Word);
        previous_boundary(self.text, next_end, Unit::Word).max(this_end)
    }

    fn earlier_end(&self, end: Byte) -> Byte {
        let this_start = previous_boundary(self.text, end, Unit::Word);
        let previous_start = previous_boundary(self.text, this_start, Unit::Word);
        next_boundary(self.text, previous_start, Unit::Word).min(this_start)
    }
}

/// Somebody at the keyboard, with the gold layer beside the screen.
struct Typist {
    window: Window,
    text: Text,
    gold: Project,
    layer: LayerKey,
    /// What became of the gold annotations and of the entities that were not there.
    made: BTreeMap<AnnotationId, AnnotationId>,
    named: BTreeMap<EntityId, EntityId>,
    /// The keys of each annotation.
    typed: Vec<(AnnotationId, Vec<String>)>,
}

impl Typist {
    fn press(&mut self, keys: &mut Vec<String>, key: &str) {
        self.window.press(key);
        keys.push(key.to_owned());
    }

    fn letter(&mut self, keys: &mut Vec<String>, letter: char) {
        self.window.type_in(&letter.to_string());
        keys.push(letter.to_string());
    }

    /// What is selected, or the caret.
    fn selected(&self) -> Span {
        self.window
            .workspace()
            .open
            .as_ref()
            .unwrap()
            .reader
            .selection()
            .span()
    }

    fn select(&mut self, keys: &mut Vec<String>, span: Span) {
        let pieces = self.pieces();
        let page = Page {
            text: &self.text,
            pieces: &pieces,
        };
        let mut way = page.select(self.selected(), span);
        // What was marked last may be just what is wanted.
        if let Some(chosen) = self.window.workspace().chosen() {
            let start = Way {
                keys: vec!["=".to_owned()],
                span: chosen.spans.as_slice()[0],
            };
            let again = page.adjust(&start, span);
            way = [Some(way), again]
                .into_iter()
                .flatten()
                .min_by_key(|way| way.keys.len())
                .unwrap();
        }
        let mut in_field = false;
        for key in way.keys {
            if in_field && key.chars().count() == 1 {
                self.letter(keys, key.chars().next().unwrap());
            } else {
                in_field = key == "/";
                self.press(keys, &key);
            }
        }
        let reached = trim(&self.text, self.selected());
        assert_eq!(
            self.text.slice(reached),
            self.text.slice(span),
            "by {keys:?}"
        );
    }

    fn pieces(&self) -> BTreeSet<Span> {
        let layer = self.window.workspace().layer();
        let annotations = layer
            .into_iter()
            .flat_map(|layer| layer.annotations.values().cloned().collect::<Vec<_>>());
        annotations
            .flat_map(|annotation| annotation.spans.as_slice().to_vec())
            .collect()
    }

    /// Marks a gold annotation, answers what is asked, adds its other pieces.
    fn label(&mut self, gold: &Annotation) {
        let mut keys = Vec::new();
        let pieces = gold.spans.as_slice().to_vec();
        self.select(&mut keys, pieces[0]);
        let tag = self.gold.codebook.tag(&gold.tag).unwrap().clone();
        self.press(&mut keys, &tag.key.unwrap().to_string());
        let made = self.window.chosen().id.clone();
        self.made.insert(gold.id.clone(), made.clone());
        for field in &tag.attributes {
            match (&field.kind, &gold.attributes[&field.id]) {
                (Kind::Choice(options), Value::Choice(option)) => {
                    let index = options.iter().position(|known| known == option).unwrap();
                    let letter = option.chars().next().unwrap();
                    assert_eq!(
                        options
                            .iter()
                            .filter(|option| option.starts_with(letter))
                            .count(),
                        1,
                        "{index}"
                    );
                    self.press(&mut keys, &letter.to_string());
                }
                (Kind::Entity(_), Value::Entity(entity)) => self.name(&mut keys, entity),
                other => panic!("{other:?} is not asked for here"),
            }
        }
        let roles: Vec<_> = self.gold.codebook.roles_from(&gold.tag).cloned().collect();
        for role in roles {
            let target = gold.targets(&role.id).next().unwrap().clone();
            self.pick(&mut keys, &self.own(&target), &target);
        }
        for piece in &pieces[1..] {
            self.select(&mut keys, *piece);
            self.press(&mut keys, "+");
        }
        assert!(
            self.window.workspace().open.as_ref().unwrap().run.is_none(),
            "something is still asked"
        );
        self.typed.push((gold.id.clone(), keys));
    }

    /// What a target of the gold layer is in one's own.
    fn own(&self, target: &Target) -> Target {
        match target {
            Target::Annotation(id) => Target::Annotation(self.made[id].clone()),
            Target::Entity(id) => Target::Entity(self.named.get(id).unwrap_or(id).clone()),
        }
    }

    fn offered(&self) -> Vec<Target> {
        let open = self.window.workspace().open.as_ref().unwrap();
        let asked = (&open.asking, &open.linking, &open.run);
        let offered = open
            .offered
            .as_ref()
            .unwrap_or_else(|| panic!("nothing is offered: {asked:#?}"));
        offered
            .1
            .iter()
            .map(|candidate| candidate.target.clone())
            .collect()
    }

    /// Says which entity a name means; a new one is made by its type.
    fn name(&mut self, keys: &mut Vec<String>, gold: &EntityId) {
        let is_known =
            self.window.project().entity(gold).is_some() || self.named.contains_key(gold);
        if is_known {
            let target = Target::Entity(gold.clone());
            self.pick(keys, &self.own(&target), &target);
            return;
        }
        let kind = self.gold.entity(gold).unwrap().kind.clone();
        let kinds = ["person", "organisation", "government"];
        let number = kinds
            .iter()
            .position(|known| *known == kind.as_str())
            .unwrap()
            + 1;
        let before: BTreeSet<EntityId> = self.entities();
        self.press(keys, "Down");
        self.press(keys, &number.to_string());
        let added: Vec<EntityId> = self.entities().difference(&before).cloned().collect();
        assert_eq!(added.len(), 1, "{keys:?}");
        self.named.insert(gold.clone(), added[0].clone());
    }

    fn entities(&self) -> BTreeSet<EntityId> {
        self.window
            .project()
            .register()
            .into_iter()
            .map(|entity| entity.id.clone())
            .collect()
    }

    /// Picks what is offered: the first by Enter, another by its number, one that is not there after some letters.
    fn pick(&mut self, keys: &mut Vec<String>, own: &Target, gold: &Target) {
        let name = match gold {
            Target::Entity(id) => self.gold.entity(id).unwrap().name.clone(),
            Target::Annotation(id) => {
                let key = &self.layer;
                let annotation = &self.gold.layers[key].annotations.get(id).unwrap().clone();
                annotation.spans.quotation(&self.text)
            }
        };
        let mut letters = name.chars();
        loop {
            let at = self.offered().iter().position(|offered| offered == own);
            match at {
                Some(0) => return self.press(keys, "Enter"),
                Some(at) => return self.press(keys, &(at + 1).to_string()),
                None => {
                    let letter = letters
                        .next()
                        .unwrap_or_else(|| panic!("“{name}” is not offered: {keys:?}"));
                    self.letter(keys, letter);
                }
            }
        }
    }
}

#[test]
fn an_article_is_labelled_with_few_keys() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keystrokes/project");
    let gold = store::open(&from, &Progress::default()).unwrap().project;
    let layer = gold.layers.keys().next().unwrap().clone();
    let mut without = gold.clone();
    without.layers.clear();
    without.annotators.remove(&layer.annotator);
    let mut window = Window::open(&without);
    window.app_mut().settings.asks = true;
    window.press("Ctrl+Home");
    let text = gold.articles[&layer.article].text.clone();
    let mut annotations: Vec<Annotation> = gold.layers[&layer]
        .annotations
        .values()
        .map(|annotation| Annotation::clone(annotation))
        .collect();
    // Actors first: the others point to them. A claim stands before a stance toward it.
    let pass = |annotation: &Annotation| u8::from(annotation.tag.as_str() != "actor");
    let turn = |annotation: &Annotation| match annotation.tag.as_str() {
        "quote" => 0,
        "claim" => 1,
        _ => 2,
    };
    annotations
        .sort_by_key(|annotation| (pass(annotation), annotation.spans.start(), turn(annotation)));
    let mut typist = Typist {
        window,
        text,
        gold: gold.clone(),
        layer: layer.clone(),
        made: BTreeMap::new(),
        named: BTreeMap::new(),
        typed: Vec::new(),
    };
    let mut home = 0;
    let mut last = 0;
    for annotation in &annotations {
        if pass(annotation) != last {
            last = pass(annotation);
            typist.window.press("Ctrl+Home");
            home += 1;
        }
        typist.label(annotation);
    }

    let own = typist.window.workspace().layer().unwrap();
    assert_eq!(own.annotations.len(), annotations.len());
    for annotation in &annotations {
        let id = &typist.made[&annotation.id];
        let made = own.annotations.get(id).unwrap();
        assert_eq!(
            (&made.tag, &made.spans),
            (&annotation.tag, &annotation.spans)
        );
        let fields: BTreeMap<_, _> = annotation
            .attributes
            .iter()
            .map(|(field, value)| {
                let value = match value {
                    Value::Entity(id) => Value::Entity(typist.named.get(id).unwrap_or(id).clone()),
                    other => other.clone(),
                };
                (field.clone(), value)
            })
            .collect();
        assert_eq!(
            made.attributes,
            fields,
            "{}",
            annotation.spans.quotation(&typist.text)
        );
        let links: Vec<_> = annotation
            .links
            .iter()
            .map(|link| (&link.role, typist.own(&link.to)))
            .collect();
        let theirs: Vec<_> = made
            .links
            .iter()
            .map(|link| (&link.role, link.to.clone()))
            .collect();
        assert_eq!(
            theirs,
            links,
            "{}",
            annotation.spans.quotation(&typist.text)
        );
    }

    let total: usize = typist
        .typed
        .iter()
        .map(|(_, keys)| keys.len())
        .sum::<usize>()
        + home;
    let average = total as f64 / annotations.len() as f64;
    println!(
        "{average:.1} keystrokes an annotation ({total} for {})",
        annotations.len()
    );
    for tag in ["actor", "quote", "claim", "stance"] {
        let of = |id: &AnnotationId| {
            annotations
                .iter()
                .any(|it| it.id == *id && it.tag.as_str() == tag)
        };
        let keys: Vec<usize> = typist
            .typed
            .iter()
            .filter(|(id, _)| of(id))
            .map(|(_, keys)| keys.len())
            .collect();
        println!(
            "  {tag}: {:.1}",
            keys.iter().sum::<usize>() as f64 / keys.len() as f64
        );
    }
    println!("the costliest:");
    typist
        .typed
        .sort_by_key(|(_, keys)| core::cmp::Reverse(keys.len()));
    for (id, keys) in typist.typed.iter().take(5) {
        let annotation = gold.layers[&layer].annotations.get(id).unwrap();
        let words: String = annotation
            .spans
            .quotation(&typist.text)
            .chars()
            .take(50)
            .collect();
        println!(
            "  {:2}  {} “{words}”: {}",
            keys.len(),
            annotation.tag,
            keys.join(" ")
        );
    }
    assert!(average <= BUDGET, "{average:.2} keys an annotation");
}
