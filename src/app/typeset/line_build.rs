//! Making a [`LineMap`] from a layout of parley's.
//!
//! parley leaves a space that ends a line inside the word it follows when that word runs against the paragraph, as in
//! the layout of "… شركة Microsoft␣" at a soft wrap. Rule L1 of UAX #9 moves such white space to the end of the line, and
//! so does this.

use std::ops::Range;

use super::graphemes::Graphemes;
use super::line_map::{Cluster, LineMap, MapLine};
use super::scan;

/// Maps a layout whose lines are broken. `width` is where right-to-left lines begin, in pixels; infinite for the width of
/// the widest line.
pub(super) fn map_lines(
    layout: &parley::Layout<()>,
    text: &str,
    graphemes: &Graphemes,
    width: f32,
) -> LineMap {
    let mut builder = Builder {
        text,
        graphemes,
        map: LineMap {
            rtl: layout.is_rtl(),
            ..LineMap::default()
        },
    };
    for line in layout.lines() {
        builder.push_line(&line);
    }
    if builder.map.lines.is_empty() {
        builder.push_empty_line(0);
    }
    let mut map = builder.map;
    if map.rtl {
        align_right(&mut map, width);
    }
    map.clusters.shrink_to_fit();
    map
}

struct Builder<'a> {
    text: &'a str,
    graphemes: &'a Graphemes,
    map: LineMap,
}

/// A cluster of the white space that ends a line.
struct Trailing {
    text: Range<usize>,
    advance: f32,
}

impl Builder<'_> {
    fn push_line(&mut self, line: &parley::Line<'_, ()>) {
        // For an empty text, and for the empty line after a last separator, parley lays out a space of its own.
        let end = self.text.len();
        let bytes = line.text_range().start.min(end)..line.text_range().end.min(end);
        if bytes.is_empty() {
            self.push_empty_line(bytes.start);
            self.map.run_lefts.extend(line.runs().map(|_| 0.0));
            return;
        }
        let (first_run, first_cluster) = (self.map.run_lefts.len(), self.map.clusters.len());
        let line_text = &self.text[bytes.clone()];
        let seen = bytes.start..bytes.start + line_text.trim_end_matches(scan::trails_line).len();
        let (right, trailing) = self.push_seen(line, &seen);
        share_widths(&mut self.map.clusters[first_cluster..], self.text);
        self.push_trailing(trailing, first_cluster, right);
        self.map.lines.push(MapLine {
            hard_break: line_text.ends_with(scan::breaks_line),
            text: bytes,
            clusters: first_cluster..self.map.clusters.len(),
            left: 0.0,
            right,
            first_run,
        });
    }

    fn push_empty_line(&mut self, offset: usize) {
        let cluster = self.map.clusters.len();
        self.map.lines.push(MapLine {
            text: offset..offset,
            clusters: cluster..cluster,
            left: 0.0,
            right: 0.0,
            hard_break: false,
            first_run: self.map.run_lefts.len(),
        });
    }

    /// Adds the clusters of `seen`, the part of a line before its trailing white space, from 0 to the right, in their
    /// visual order. Returns where they end, and the white space.
    fn push_seen(
        &mut self,
        line: &parley::Line<'_, ()>,
        seen: &Range<usize>,
    ) -> (f32, Vec<Trailing>) {
        let first_cluster = self.map.clusters.len();
        let mut pen = 0.0;
        let mut trailing = Vec::new();
        for run in line.runs() {
            let run_left = pen;
            let mut trailing_width = 0.0;
            for cluster in run.visual_clusters() {
                let (text, advance) = (cluster.text_range(), cluster.advance());
                if text.start >= seen.end {
                    trailing_width += advance;
                    trailing.push(Trailing { text, advance });
                    continue;
                }
                self.push_part(
                    first_cluster,
                    &text,
                    seen.start,
                    pen..pen + advance,
                    run.is_rtl(),
                );
                pen += advance;
            }
            // The glyphs of a run are painted in one go. White space has no ink, but it comes first in a run to the left.
            self.map.run_lefts.push(if run.is_rtl() {
                run_left - trailing_width
            } else {
                run_left
            });
        }
        (pen, trailing)
    }

    /// Adds a cluster of parley's, or joins it to the grapheme that it is part of.
    ///
    /// parley gives a grapheme in parts when its characters are of several fonts or directions. Parts side by side make
    /// one cluster. Of others, and of those that a narrow width puts on two lines, the first is the cluster, and the rest
    /// is only painted.
    fn push_part(
        &mut self,
        first_cluster: usize,
        text: &Range<usize>,
        line_start: usize,
        x: Range<f32>,
        rtl: bool,
    ) {
        let whole = self.graphemes.widen(text.clone());
        if whole == *text {
            self.map.clusters.push(cluster(text, x, rtl));
            return;
        }
        let line = &mut self.map.clusters[first_cluster..];
        let start = saturating_u32(whole.start);
        let is_known =
            whole.start < line_start || line.iter().any(|cluster| cluster.start == start);
        match line.last_mut() {
            Some(last) if last.start == start => last.right = x.end,
            _ if is_known => {}
            _ => self.map.clusters.push(cluster(&whole, x, rtl)),
        }
    }

    /// Adds the white space that ends a line: in the direction of the paragraph, after what is seen.
    fn push_trailing(&mut self, mut trailing: Vec<Trailing>, first_cluster: usize, right: f32) {
        trailing.sort_by_key(|space| space.text.start);
        let rtl = self.map.rtl;
        let mut pen = right;
        if rtl {
            trailing.reverse();
            pen = -trailing.iter().map(|space| space.advance).sum::<f32>();
        }
        let spaces = trailing.into_iter().map(|space| {
            let left = pen;
            pen += space.advance;
            cluster(&self.graphemes.widen(space.text), left..pen, rtl)
        });
        if rtl {
            self.map
                .clusters
                .splice(first_cluster..first_cluster, spaces);
        } else {
            self.map.clusters.extend(spaces);
        }
    }
}

/// Gives a letter without a width a part of the one that it is drawn in.
///
/// Some faces draw lam and alef as one wide glyph and an empty one, as others draw a ligature. parley divides ligatures;
/// this divides such pairs, so that each letter has a place for pointer and caret.
fn share_widths(clusters: &mut [Cluster], text: &str) {
    let is_hidden = |cluster: &Cluster| {
        cluster.right <= cluster.left && !text[cluster.text()].chars().all(scan::is_unseen)
    };
    if !clusters.iter().any(is_hidden) {
        return;
    }
    let adjoin = |one: &Cluster, other: &Cluster| {
        one.rtl == other.rtl && (one.end == other.start || other.end == one.start)
    };
    // Mostly the letter behind is drawn in the one before it; in some faces it is the other way round.
    for behind in [true, false] {
        for base in 0..clusters.len() {
            if clusters[base].right <= clusters[base].left {
                continue;
            }
            let mut group = base..base + 1;
            let joins = |at: usize, beside: usize| {
                is_hidden(&clusters[at]) && adjoin(&clusters[at], &clusters[beside])
            };
            if behind == clusters[base].rtl {
                while group.start > 0 && joins(group.start - 1, group.start) {
                    group.start -= 1;
                }
            } else {
                while group.end < clusters.len() && joins(group.end, group.end - 1) {
                    group.end += 1;
                }
            }
            let (mut pen, right) = (clusters[base].left, clusters[base].right);
            let width = (right - pen) / group.len() as f32;
            let last = group.end - 1;
            for cluster in &mut clusters[group] {
                cluster.left = pen;
                pen += width;
                cluster.right = pen;
            }
            clusters[last].right = right;
        }
    }
}

/// Moves every line so that its right end is at `width`, or at that of the widest line if `width` is infinite.
fn align_right(map: &mut LineMap, width: f32) {
    let widest = map.lines.iter().map(|line| line.right).fold(0.0, f32::max);
    let edge = if width.is_finite() { width } else { widest };
    let mut run_end = map.run_lefts.len();
    for line in map.lines.iter_mut().rev() {
        let shift = edge - line.right;
        line.left += shift;
        line.right += shift;
        for cluster in &mut map.clusters[line.clusters.clone()] {
            cluster.left += shift;
            cluster.right += shift;
        }
        for left in &mut map.run_lefts[line.first_run..run_end] {
            *left += shift;
        }
        run_end = line.first_run;
    }
}

fn cluster(text: &Range<usize>, x: Range<f32>, rtl: bool) -> Cluster {
    Cluster {
        start: saturating_u32(text.start),
        end: saturating_u32(text.end),
        left: x.start,
        right: x.end,
        rtl,
    }
}

/// A text of more than 4 GB is none of ours; the callers cut theirs long before.
fn saturating_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
