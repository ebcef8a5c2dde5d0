//! The marks of an article, prepared for painting and for questions.

use core::ops::Deref;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use smol_str::SmolStr;

use crate::model::{Annotation, AnnotationId, Color, Pattern, TagId, Target};
use crate::text::{Byte, Paragraph, Span, Text};

use super::lanes::{Strand, Strands};

/// An annotation as the pane shows it.
///
/// There may be hundreds of thousands of them, so a mark holds no more than handles on what is there anyway.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What is marked, and what was said of it.
    pub annotation: Arc<Annotation>,
    /// How its tag looks.
    pub look: Arc<Look>,
    /// Whether all that its tag requires is there.
    pub complete: bool,
}

/// How all marks of a tag look.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// The colour of the tag.
    pub color: Color,
    /// The pattern of the tag.
    pub pattern: Pattern,
    /// The name of the tag: “Quote”.
    pub name: SmolStr,
}

impl Deref for Mark {
    type Target = Annotation;

    fn deref(&self) -> &Annotation {
        &self.annotation
    }
}

/// Words for the links of an annotation in the order of its chips, one for each: “said by Lavrov”. Asked only for what is
/// in view.
pub type Chips = Arc<dyn Fn(&Annotation) -> Vec<String> + Send + Sync>;

/// All marks of an article: in reading order, by id, by place, by what points to them.
///
/// Made once for an article, and then kept up to date by [`Marks::update`]. A clone shares everything.
#[derive(Clone, Default)]
pub struct Marks {
    list: Arc<List>,
    /// What their links say; nothing when there is no mark.
    chips: Option<Chips>,
    /// What of each mark is in one paragraph, from its first byte there to its last; in order of start.
    strands: Arc<Strands>,
    /// Tells one set of marks from another.
    version: u64,
}

/// The marks without their places on the page, which the column needs for itself.
#[derive(Clone, Debug, Default, PartialEq)]
struct List {
    /// In reading order.
    marks: Vec<Mark>,
    /// Indices of the marks in order of their ids.
    by_id: Vec<u32>,
    /// Links to annotations, in order.
    pointing: Vec<Pointer>,
    /// How many marks each tag has.
    tags: BTreeMap<TagId, usize>,
}

/// That a mark has a link to an annotation, which is named by a hash: 16 bytes instead of two ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pointer {
    to: u64,
    /// Index of the mark that has the link.
    from: u32,
}

/// Where the marks are, for the column: how many lanes are needed where.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    strands: Arc<Strands>,
    /// That of the [`Marks`].
    pub version: u64,
}

/// When more marks than this come, go or move at once, everything is made anew. Small in tests, so that both ways run.
const FEW: usize = if cfg!(test) { 4 } else { 100 };

impl Marks {
    /// Sorts the marks and finds a lane for each. Spans that do not fit the text are cut to it.
    #[must_use]
    pub fn new(text: &Text, mut marks: Vec<Mark>, chips: Chips) -> Self {
        if !marks.is_sorted_by(|one, other| one.id <= other.id) {
            marks.sort_by(|one, other| one.id.cmp(&other.id));
        }
        Self::of(text, marks, chips)
    }

    /// Of marks in order of their ids, in which they also lie in memory: whatever looks into them goes through them in
    /// that order.
    fn of(text: &Text, sorted: Vec<Mark>, chips: Chips) -> Self {
        // Numbers are quicker to sort than marks; of marks with one hull the ids decide, which is the order that they have.
        let hulls = (0u32..).zip(&sorted).map(|(index, mark)| {
            let hull = mark.spans.hull();
            let (start, end) = (u64::from(hull.start.0), hull.end.0);
            (start << 32 | u64::from(!end), index)
        });
        let mut order: Vec<(u64, u32)> = hulls.collect();
        order.sort_unstable();
        let mut by_id = vec![0; sorted.len()];
        for (index, &(_, from)) in (0u32..).zip(&order) {
            by_id[from as usize] = index;
        }
        let mut strands = Vec::with_capacity(sorted.len());
        let mut pointing = Vec::new();
        let mut tags: HashMap<&TagId, usize> = HashMap::new();
        for (mark, &index) in sorted.iter().zip(&by_id) {
            strands_of(text, mark, index, &mut strands);
            pointing.extend(links_of(mark, index));
            *tags.entry(&mark.tag).or_default() += 1;
        }
        pointing.sort_unstable();
        pointing.dedup();
        let tags = tags.into_iter().map(|(tag, count)| (tag.clone(), count));
        let tags = tags.collect();
        let mut sorted: Vec<Option<Mark>> = sorted.into_iter().map(Some).collect();
        let marks = order
            .iter()
            .filter_map(|&(_, from)| sorted[from as usize].take());
        Self {
            list: Arc::new(List {
                marks: marks.collect(),
                by_id,
                pointing,
                tags,
            }),
            chips: Some(chips),
            strands: Arc::new(Strands::new(strands)),
            version: next_version(),
        }
    }

    /// Puts other marks in the place of those of the same annotations, or takes them away. Each annotation must be named
    /// once only.
    ///
    /// The result is the same as that of [`Marks::new`] with all marks, and costs little however many they are: a mark
    /// that only looks different a microsecond, one that comes, goes or moves about a millisecond among 100,000.
    pub fn update(
        &mut self,
        text: &Text,
        changes: Vec<(AnnotationId, Option<Mark>)>,
        chips: Chips,
    ) {
        self.version = next_version();
        self.chips = Some(Arc::clone(&chips));
        let list = Arc::make_mut(&mut self.list);
        let mut moved = Vec::new();
        for (id, mark) in changes {
            match mark {
                Some(mark) => {
                    let mark = list.replace_in_place(mark);
                    moved.extend(mark.map(|mark| (id, Some(mark))));
                }
                None => moved.push((id, None)),
            }
        }
        if moved.len() > FEW {
            let gone: BTreeSet<&AnnotationId> = moved.iter().map(|(id, _)| id).collect();
            let mut marks = list.marks.clone();
            marks.retain(|mark| !gone.contains(&mark.id));
            marks.extend(moved.into_iter().filter_map(|(_, mark)| mark));
            marks.sort_by(|one, other| one.id.cmp(&other.id));
            *self = Self::of(text, marks, chips);
            return;
        }
        let strands = Arc::make_mut(&mut self.strands);
        let mut changed = Vec::new();
        for (id, mark) in moved {
            if let Some((index, old)) = list.remove(&id) {
                strands.remove(index);
                let mut gone = Vec::new();
                strands_of(text, &old, index, &mut gone);
                changed.extend(gone.iter().map(Strand::span));
            }
            if let Some(mark) = mark {
                let index = list.insert(mark.clone());
                let mut new = Vec::new();
                strands_of(text, &mark, index, &mut new);
                changed.extend(new.iter().map(Strand::span));
                strands.insert(index, new);
            }
        }
        if !changed.is_empty() {
            strands.settle(&changed);
        }
    }

    /// Number of marks.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.marks.len()
    }

    /// Whether there is no mark.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.marks.is_empty()
    }

    /// All marks in reading order: by start, longer ones first.
    #[must_use]
    pub fn as_slice(&self) -> &[Mark] {
        &self.list.marks
    }

    /// The mark at a place in reading order.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Mark> {
        self.list.marks.get(index)
    }

    /// The mark of an annotation.
    #[must_use]
    pub fn find(&self, id: &AnnotationId) -> Option<&Mark> {
        self.index_of(id).map(|index| &self.list.marks[index])
    }

    /// The place of an annotation's mark in reading order.
    #[must_use]
    pub fn index_of(&self, id: &AnnotationId) -> Option<usize> {
        let place = self.list.place_of(id).ok()?;
        Some(self.list.by_id[place] as usize)
    }

    /// The marks that go from a span's start to its end, whatever their pieces, in order of their ids.
    pub fn with_hull(&self, hull: Span) -> impl Iterator<Item = &Mark> {
        let marks = &self.list.marks;
        let first = marks.partition_point(|mark| mark.spans.hull() < hull);
        marks[first..]
            .iter()
            .take_while(move |mark| mark.spans.hull() == hull)
    }

    /// How many marks a tag has.
    #[must_use]
    pub fn count(&self, tag: &TagId) -> usize {
        self.list.tags.get(tag).copied().unwrap_or_default()
    }

    /// What the links of a mark say, one after the other: “said by Lavrov”.
    #[must_use]
    pub fn chips(&self, mark: &Mark) -> Vec<String> {
        let chips = self.chips.as_ref().filter(|_| mark.has_chips());
        chips.map_or_else(Vec::new, |chips| chips(mark))
    }

    /// The annotations with a link to this one, in reading order. Ids are compared by hash: whoever needs the link itself
    /// looks for it in the annotation, and finds none in the odd one of 10¹⁹ that is not meant.
    #[must_use]
    pub fn pointing_to(&self, id: &AnnotationId) -> impl ExactSizeIterator<Item = &AnnotationId> {
        let pointing = &self.list.pointing;
        let to = hashed(id);
        let first = pointing.partition_point(|pointer| pointer.to < to);
        let count = pointing[first..].partition_point(|pointer| pointer.to == to);
        let pointers = pointing[first..first + count].iter();
        pointers.map(|pointer| &self.list.marks[pointer.from as usize].id)
    }

    /// The marks that cover the byte at an offset, innermost first: the one that covers least, then the one that begins
    /// last.
    #[must_use]
    pub fn at(&self, at: Byte) -> Vec<&Mark> {
        let mut found: Vec<(usize, &Mark)> = self
            .strands_in(Span {
                start: at,
                end: Byte(at.0.saturating_add(1)),
            })
            .map(|strand| (strand.mark as usize, self.mark(strand)))
            .filter(|(_, mark)| mark.spans.contains(at))
            .collect();
        found.sort_by_key(|(index, mark)| (mark.spans.covered(), core::cmp::Reverse(*index)));
        found.dedup_by_key(|(index, _)| *index);
        found.into_iter().map(|(_, mark)| mark).collect()
    }

    /// Tells this set of marks from every other one.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// What the column needs of them.
    pub(super) fn lanes(&self) -> Lanes {
        Lanes {
            strands: Arc::clone(&self.strands),
            version: self.version,
        }
    }

    /// The mark that a strand is of.
    pub(super) fn mark(&self, strand: &Strand) -> &Mark {
        &self.list.marks[strand.mark as usize]
    }

    /// The strands that touch a span, in order of start.
    pub(super) fn strands_in(&self, span: Span) -> impl Iterator<Item = &Strand> {
        self.strands.touching(span)
    }
}

impl Lanes {
    /// How many lanes are needed under the lines of a span.
    pub fn in_span(&self, span: Span) -> u16 {
        self.strands
            .touching(span)
            .map(|strand| strand.lane + 1)
            .max()
            .unwrap_or(0)
    }
}

impl List {
    /// The place of an id in the order of ids, or where it would be.
    fn place_of(&self, id: &AnnotationId) -> Result<usize, usize> {
        self.by_id
            .binary_search_by(|&index| self.marks[index as usize].id.cmp(id))
    }

    /// Puts a mark in the place of that of the same annotation; gives it back when that does not cover the same.
    fn replace_in_place(&mut self, mark: Mark) -> Option<Mark> {
        let Some(index) = self.place_of(&mark.id).ok().map(|place| self.by_id[place]) else {
            return Some(mark);
        };
        let old = &mut self.marks[index as usize];
        if old.spans != mark.spans {
            return Some(mark);
        }
        let old = core::mem::replace(old, mark.clone());
        self.forget(&old, index);
        self.note(&mark, index);
        None
    }

    /// Takes a mark out; the indices behind it move up.
    fn remove(&mut self, id: &AnnotationId) -> Option<(u32, Mark)> {
        let place = self.place_of(id).ok()?;
        let index = self.by_id.remove(place);
        let mark = self.marks.remove(index as usize);
        self.forget(&mark, index);
        for other in self.indices() {
            *other -= u32::from(*other > index);
        }
        Some((index, mark))
    }

    /// Puts a mark in its place; the indices behind it move down.
    fn insert(&mut self, mark: Mark) -> u32 {
        let hull = mark.spans.hull();
        let at = self
            .marks
            .partition_point(|other| (other.spans.hull(), &other.id) < (hull, &mark.id));
        let place = self.place_of(&mark.id).unwrap_or_else(|place| place);
        let index = u32::try_from(at).unwrap_or(u32::MAX);
        for other in self.indices() {
            *other += u32::from(*other >= index);
        }
        self.by_id.insert(place, index);
        self.note(&mark, index);
        self.marks.insert(at, mark);
        index
    }

    /// Everything that says which mark is meant by its place in reading order.
    fn indices(&mut self) -> impl Iterator<Item = &mut u32> {
        let pointing = self.pointing.iter_mut().map(|pointer| &mut pointer.from);
        self.by_id.iter_mut().chain(pointing)
    }

    /// Takes back what [`Self::note`] did.
    fn forget(&mut self, mark: &Mark, index: u32) {
        if let Some(count) = self.tags.get_mut(&mark.tag) {
            *count -= 1;
            if *count == 0 {
                self.tags.remove(&mark.tag);
            }
        }
        for link in links_of(mark, index) {
            if let Ok(place) = self.pointing.binary_search(&link) {
                self.pointing.remove(place);
            }
        }
    }

    /// Counts a mark and notes where it points to.
    fn note(&mut self, mark: &Mark, index: u32) {
        *self.tags.entry(mark.tag.clone()).or_default() += 1;
        for link in links_of(mark, index) {
            if let Err(place) = self.pointing.binary_search(&link) {
                self.pointing.insert(place, link);
            }
        }
    }
}

impl Mark {
    /// Whether it has links, for each of which there is a chip.
    #[must_use]
    pub fn has_chips(&self) -> bool {
        !self.links.is_empty()
    }
}

impl core::fmt::Debug for Marks {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Marks")
            .field("list", &self.list)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// The links of a mark to annotations.
fn links_of(mark: &Mark, from: u32) -> impl Iterator<Item = Pointer> {
    mark.links.iter().filter_map(move |link| match &link.to {
        Target::Annotation(to) => Some(Pointer {
            to: hashed(to),
            from,
        }),
        Target::Entity(_) => None,
    })
}

/// The FNV-1a hash of an id.
fn hashed(id: &AnnotationId) -> u64 {
    id.as_str()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
}

fn next_version() -> u64 {
    static VERSIONS: AtomicU64 = AtomicU64::new(1);
    VERSIONS.fetch_add(1, Ordering::Relaxed)
}

/// One strand for each stretch of neighbouring pieces that lie in one paragraph: the pieces share a lane, and the lane is
/// free between them, for the line that connects them.
fn strands_of(text: &Text, mark: &Mark, index: u32, strands: &mut Vec<Strand>) {
    let end_of_text = text.end();
    // The strand that goes on, and the paragraph in which it ends.
    let mut open: Option<(Strand, Paragraph)> = None;
    for piece in mark.spans.iter() {
        let (start, end) = (piece.start.min(end_of_text), piece.end.min(end_of_text));
        if start >= end {
            continue;
        }
        match &mut open {
            Some((strand, paragraph)) if start <= paragraph.span.end => strand.end = end,
            _ => {
                strands.extend(open.take().map(|(strand, _)| strand));
                let strand = Strand {
                    start,
                    end,
                    mark: index,
                    ..Strand::default()
                };
                open = Some((strand, text.paragraph_at(start)));
            }
        }
        if let Some((_, paragraph)) = &mut open
            && paragraph.span.end.0 < end.0 - 1
        {
            *paragraph = text.paragraph_at(Byte(end.0 - 1));
        }
    }
    strands.extend(open.map(|(strand, _)| strand));
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::random::annotation;
    use crate::model::{EntityId, Link, RoleId, Spans};
    use jiff::Timestamp;
    use proptest::prelude::*;

    /// A mark with a name and some ranges of bytes.
    pub fn mark(id: &str, ranges: &[core::ops::Range<usize>]) -> Mark {
        let spans = Spans::new(ranges.iter().cloned().map(Span::of).collect()).unwrap();
        Mark {
            annotation: annotation(id, "quote", spans, Timestamp::UNIX_EPOCH),
            look: Arc::new(Look {
                color: Color([0x1f, 0x77, 0xb4]),
                pattern: Pattern::Solid,
                name: "Quote".into(),
            }),
            complete: true,
        }
    }

    impl Mark {
        /// For changing it.
        pub(in super::super) fn change(&mut self) -> &mut Annotation {
            Arc::make_mut(&mut self.annotation)
        }

        /// With another name of its tag.
        pub(in super::super) fn named(mut self, name: &str) -> Self {
            Arc::make_mut(&mut self.look).name = name.into();
            self
        }

        /// With a link that says this, written with hyphens.
        pub(in super::super) fn saying(mut self, words: &str) -> Self {
            self.change().links.push(Link {
                role: RoleId::new("role").unwrap(),
                to: Target::Entity(EntityId::new(words).unwrap()),
            });
            self
        }
    }

    /// All of some marks, with chips that say what the entities are called to which they lead.
    pub fn all(text: &Text, marks: impl IntoIterator<Item = Mark>) -> Marks {
        Marks::new(text, marks.into_iter().collect(), chips())
    }

    pub fn chips() -> Chips {
        let words = |link: &Link| match &link.to {
            Target::Annotation(id) => id.to_string(),
            Target::Entity(id) => id.as_str().replace('-', " "),
        };
        Arc::new(move |annotation| annotation.links.iter().map(words).collect())
    }

    fn names(marks: Vec<&Mark>) -> Vec<String> {
        marks.into_iter().map(|mark| mark.id.to_string()).collect()
    }

    #[test]
    fn the_innermost_mark_comes_first() {
        let text = Text::new("0123456789\n0123456789");
        let all = [
            mark("outer", &[0..20]),
            mark("inner", &[2..4]),
            mark("split", &[2..3, 8..9]),
        ];
        let marks = self::all(&text, all);
        assert_eq!(names(marks.at(Byte(2))), ["inner", "split", "outer"]);
        assert_eq!(names(marks.at(Byte(5))), ["outer"]);
        assert_eq!(names(marks.at(Byte(20))), [""; 0]);
    }

    #[test]
    fn pieces_in_one_paragraph_share_a_lane_and_keep_the_gap_free() {
        let text = Text::new("0123456789\n0123456789");
        let all = [
            mark("split", &[0..2, 6..8, 12..14]),
            mark("between", &[3..5]),
        ];
        let marks = self::all(&text, all);
        let lanes: Vec<_> = marks
            .strands
            .as_slice()
            .iter()
            .map(|s| (s.start.0, s.end.0, s.lane))
            .collect();
        assert_eq!(lanes, [(0, 8, 1), (3, 5, 0), (12, 14, 0)]);
    }

    proptest! {
        #[test]
        fn an_update_is_as_good_as_making_all_anew(
            pieces in proptest::collection::vec((0usize..400, 1usize..60, 0usize..30, 0usize..3), 0..60),
            changes in proptest::collection::vec(
                (0usize..80, proptest::option::of((0usize..400, 1usize..60, 0usize..30, 0usize..3))),
                0..12,
            ),
        ) {
            let text = Text::new("abcdefg hijklmn opqrst\n".repeat(20));
            let make = |n: usize, (start, length, to, extra): (usize, usize, usize, usize)| {
                let second = start + length + 5..start + length + 40;
                let ranges = [start..start + length, second];
                let mut made = mark(&format!("m{n}"), if extra == 0 { &ranges } else { &ranges[..1] });
                let changed = made.change();
                changed.tag = TagId::new(["quote", "claim"][to % 2]).unwrap();
                changed.links = (0..extra)
                    .map(|extra| Link {
                        role: RoleId::new("role").unwrap(),
                        to: Target::Annotation(AnnotationId::new(&format!("m{}", to + extra)).unwrap()),
                    })
                    .collect();
                made
            };
            let mut all: BTreeMap<AnnotationId, Mark> = pieces.iter().enumerate()
                .map(|(n, &piece)| make(n, piece))
                .map(|mark| (mark.id.clone(), mark))
                .collect();
            let mut marks = self::all(&text, all.values().cloned());
            let changes: Vec<(AnnotationId, Option<Mark>)> = changes.into_iter()
                .map(|(n, piece)| (AnnotationId::new(&format!("m{n}")).unwrap(), piece.map(|piece| make(n, piece))))
                .collect();
            // Each id once; the last word on it counts.
            let changes: BTreeMap<AnnotationId, Option<Mark>> = changes.into_iter().collect();
            for (id, mark) in changes.clone() {
                match mark {
                    Some(mark) => all.insert(id, mark),
                    None => all.remove(&id),
                };
            }
            let before = marks.version();
            marks.update(&text, changes.into_iter().collect(), chips());
            prop_assert_ne!(marks.version(), before);
            let anew = self::all(&text, all.values().cloned());
            for (id, from) in all.keys().map(|id| (id, anew.pointing_to(id).collect::<BTreeSet<_>>())) {
                let naive = all.values().filter(|mark| mark.points_to(id)).map(|mark| &mark.id);
                prop_assert_eq!(from, naive.collect::<BTreeSet<_>>());
            }
            prop_assert_eq!((marks.list, marks.strands), (anew.list, anew.strands));
        }

        #[test]
        fn what_is_at_a_byte_agrees_with_looking_at_every_mark(
            pieces in proptest::collection::vec((0usize..400, 1usize..60, 0usize..3), 0..200),
            at in 0u32..500,
        ) {
            let text = Text::new("abcdefg hijklmn opqrst\n".repeat(20));
            let all: Vec<Mark> = pieces.iter().enumerate().map(|(n, &(start, length, extra))| {
                let second = start + length + 5..start + length + 9;
                let ranges = [start..start + length, second];
                mark(&format!("m{n}"), if extra == 0 { &ranges } else { &ranges[..1] })
            }).collect();
            let marks = self::all(&text, all.clone());
            let at = Byte(at);
            let mut naive: Vec<_> = all.iter().filter(|mark| mark.spans.contains(at) && at < text.end()).collect();
            naive.sort_by_key(|mark| (mark.spans.covered(), core::cmp::Reverse((mark.spans.hull(), &mark.id))));
            prop_assert_eq!(names(marks.at(at)), names(naive));
            for mark in &all {
                prop_assert_eq!(marks.find(&mark.id), Some(mark));
                prop_assert!(marks.with_hull(mark.spans.hull()).any(|found| found == mark));
            }
        }
    }
}
