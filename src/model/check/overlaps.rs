//! Which annotations of a layer overlap or lie within each other.

use std::collections::HashMap;

use crate::model::{Annotation, Layer, TagId};
use crate::text::Byte;

/// The annotations of a layer by tag and place.
pub(super) struct Overlaps<'a> {
    by_tag: HashMap<&'a TagId, Vec<Placed<'a>>>,
}

struct Placed<'a> {
    annotation: &'a Annotation,
    /// Where the last of those up to this one ends.
    furthest: Byte,
}

impl<'a> Overlaps<'a> {
    pub fn of(layer: &'a Layer) -> Self {
        let mut by_tag: HashMap<&TagId, Vec<Placed<'_>>> = HashMap::new();
        for annotation in layer.annotations.values() {
            by_tag.entry(&annotation.tag).or_default().push(Placed {
                annotation,
                furthest: annotation.spans.end(),
            });
        }
        for placed in by_tag.values_mut() {
            placed.sort_by_key(|it| (it.annotation.spans.hull(), &it.annotation.id));
            let mut furthest = Byte(0);
            for it in placed {
                furthest = furthest.max(it.furthest);
                it.furthest = furthest;
            }
        }
        Self { by_tag }
    }

    /// The annotations with a tag whose hulls meet that of this one, which is none of them; the last ones first.
    fn near(&self, annotation: &Annotation, tag: &TagId) -> impl Iterator<Item = &'a Annotation> {
        let hull = annotation.spans.hull();
        let placed = self.by_tag.get(tag).map_or(&[][..], Vec::as_slice);
        let end = placed.partition_point(|it| it.annotation.spans.start() < hull.end);
        let reach = placed[..end].iter().rev();
        reach
            .take_while(move |it| it.furthest > hull.start)
            .map(|it| it.annotation)
            .filter(move |it| it.spans.end() > hull.start && it.id != annotation.id)
    }

    /// The first annotation with one of these tags that shares text with this one. Two of one tag are told once, at the
    /// later one.
    pub fn overlapping(&self, annotation: &Annotation, tags: &[TagId]) -> Option<&'a Annotation> {
        let place = |it: &Annotation| (it.spans.hull(), it.id.clone());
        let near = tags.iter().flat_map(|tag| self.near(annotation, tag));
        near.filter(|it| it.tag != annotation.tag || place(it) < place(annotation))
            .filter(|it| share_text(it, annotation))
            .min_by_key(|it| place(it))
    }

    /// Whether the annotation lies within one with one of these tags.
    pub fn is_within(&self, annotation: &Annotation, tags: &[TagId]) -> bool {
        let hull = annotation.spans.hull();
        let mut near = tags.iter().flat_map(|tag| self.near(annotation, tag));
        near.any(|it| it.spans.start() <= hull.start && hull.end <= it.spans.end())
    }
}

fn share_text(one: &Annotation, other: &Annotation) -> bool {
    one.spans.iter().any(|span| {
        other
            .spans
            .iter()
            .any(|it| it.start < span.end && span.start < it.end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Spans;
    use crate::model::random::{annotation, author};
    use crate::text::Span;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn neighbours_are_those_of_a_look_at_all(
            marks in proptest::collection::vec((0usize..40, 1usize..12, 0usize..9, 0usize..2), 0..24),
        ) {
            let made = marks.iter().enumerate().map(|(at, &(start, length, gap, tag))| {
                let mut spans = vec![Span::of(start..start + length)];
                if gap > 0 {
                    spans.push(Span::of(start + length + gap..start + length + gap + 2));
                }
                let tag = ["claim", "quote"][tag];
                let made = annotation(&format!("m{at}"), tag, Spans::new(spans).unwrap(), author(0).at);
                (made.id.clone(), made)
            });
            let layer = Layer { annotations: made.collect(), ..Layer::default() };
            let overlaps = Overlaps::of(&layer);
            let tags = ["claim", "quote"].map(|id| TagId::new(id).unwrap());
            for one in layer.annotations.values() {
                for tag in &tags {
                    let tags = [tag.clone()];
                    let others = || layer.annotations.values().filter(|it| it.tag == *tag && it.id != one.id);
                    let mine = one.spans.hull();
                    let within = others().any(|it| {
                        let hull = it.spans.hull();
                        hull.start <= mine.start && mine.end <= hull.end
                    });
                    prop_assert_eq!(overlaps.is_within(one, &tags), within);
                    let found = overlaps.overlapping(one, &tags).map(|it| &it.id);
                    let naive = others()
                        .filter(|it| it.tag != one.tag || (it.spans.hull(), &it.id) < (mine, &one.id))
                        .filter(|it| it.spans.iter().any(|a| one.spans.iter().any(|b| a.start.max(b.start) < a.end.min(b.end))))
                        .min_by_key(|it| (it.spans.hull(), &it.id))
                        .map(|it| &it.id);
                    prop_assert_eq!(found, naive);
                }
            }
        }
    }
}
