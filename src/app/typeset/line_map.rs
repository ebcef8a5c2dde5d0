//! Where every grapheme of a laid-out paragraph stands, line by line, and the caret that walks among them.
//!
//! parley answers such questions too, but it looks up the line of a caret by its position, and takes the wrong side where
//! the direction of the text changes at a soft wrap. Here the line is always known.
//!
//! All lengths are physical pixels, from the top left corner of the paragraph; all offsets are bytes.
//!
//! # Stops
//!
//! A line of n clusters has n + 1 gaps, counted from the left. The caret stands in a gap. The last gap of a line and the
//! first of the next one are the same *stop*, so that a paragraph has as many stops as clusters and one more; stops are
//! counted from the logical start of the paragraph. An offset alone is not a place: where directions meet, the end of
//! one cluster and the start of the next are apart, and [`Affinity`] says which of the two is meant.

use std::ops::Range;

use super::layout::{Affinity, Direction, Position, Side, Vertical};

/// One grapheme on one line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cluster {
    // Halved, for there is one of these for each letter.
    pub start: u32,
    pub end: u32,
    pub left: f32,
    pub right: f32,
    pub rtl: bool,
}

impl Cluster {
    /// The bytes it shows.
    pub fn text(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    fn is_wide(&self) -> bool {
        self.right > self.left
    }

    /// The caret at the left or right edge, as seen from this cluster.
    fn edge(&self, side: Side) -> Position {
        // The logical start is on the left exactly when the text runs to the right.
        if (side == Side::Left) == self.rtl {
            Position::after(self.end as usize)
        } else {
            Position::before(self.start as usize)
        }
    }
}

/// One line.
#[derive(Clone, Debug)]
pub(super) struct MapLine {
    /// Bytes of the text, trailing space and separator included.
    pub text: Range<usize>,
    /// Indices of its clusters, left to right.
    pub clusters: Range<usize>,
    /// Left and right end of what is seen: the trailing space is not.
    pub left: f32,
    pub right: f32,
    /// Whether the last cluster of the text is a line separator.
    pub hard_break: bool,
    /// Index of the left edge of the line's first run in [`LineMap::run_lefts`].
    pub first_run: usize,
}

/// A place for the caret on a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub line: usize,
    /// Number of clusters to the left.
    gap: usize,
    pub x: f32,
    pub rtl: bool,
}

/// What a point hits.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MapHit {
    pub position: Position,
    pub line: usize,
    /// Bytes of the nearest cluster.
    pub cluster: Range<usize>,
    /// Whether the point is between the left and right edge of that cluster.
    pub inside: bool,
}

/// See the [module](self).
#[derive(Debug, Default)]
pub(super) struct LineMap {
    /// Never empty.
    pub(super) lines: Vec<MapLine>,
    /// Line after line, left to right.
    pub(super) clusters: Vec<Cluster>,
    /// Left edges of the glyph runs, line after line, in parley's order.
    pub(super) run_lefts: Vec<f32>,
    /// Whether the paragraph runs to the left.
    pub(super) rtl: bool,
}

impl LineMap {
    /// The base direction.
    pub fn direction(&self) -> Direction {
        if self.rtl {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        }
    }

    /// Never empty.
    pub fn lines(&self) -> &[MapLine] {
        &self.lines
    }

    /// The clusters of a line, left to right.
    pub fn clusters(&self, line: usize) -> &[Cluster] {
        &self.clusters[self.lines[line].clusters.clone()]
    }

    /// Left edge of the glyph run with this index in parley's line.
    pub fn run_left(&self, line: usize, run: usize) -> f32 {
        self.run_lefts
            .get(self.lines[line].first_run + run)
            .copied()
            .unwrap_or(0.0)
    }

    /// Offset and width of every cluster.
    pub fn widths(&self) -> Vec<(usize, f32)> {
        self.clusters
            .iter()
            .map(|cluster| (cluster.start as usize, cluster.right - cluster.left))
            .collect()
    }

    /// The cluster at or nearest to `x` on a line.
    pub fn hit(&self, line: usize, x: f32) -> MapHit {
        let clusters = self.clusters(line);
        let (Some(first), Some(last)) = (clusters.first(), clusters.last()) else {
            return self.hit_bare(line);
        };
        if x < first.left {
            return self.hit_beside(line, first, Side::Left);
        }
        if x >= last.right {
            return self.hit_beside(line, last, Side::Right);
        }
        let index = clusters
            .partition_point(|cluster| cluster.right <= x)
            .min(clusters.len() - 1);
        let cluster = &clusters[index];
        let is_left = x < f32::midpoint(cluster.left, cluster.right);
        let side = if is_left { Side::Left } else { Side::Right };
        let position = self.canonical(cluster.edge(side));
        MapHit {
            position,
            line,
            cluster: cluster.text(),
            inside: true,
        }
    }

    /// A hit to the left or right of all clusters of a line; `cluster` is the last one on that side.
    fn hit_beside(&self, line: usize, cluster: &Cluster, side: Side) -> MapHit {
        let ends_line = (side == Side::Left) == self.rtl;
        // Beyond a separator is the next line; the caret stays on this one.
        let position = if ends_line && self.lines[line].hard_break {
            self.before_break(line)
        } else {
            cluster.edge(side)
        };
        MapHit {
            position: self.canonical(position),
            line,
            cluster: cluster.text(),
            inside: false,
        }
    }

    /// A hit on a line without clusters.
    fn hit_bare(&self, line: usize) -> MapHit {
        let is_rest = self.is_rest(line);
        let offset = if is_rest {
            self.end_before(line)
        } else {
            self.lines[line].text.start
        };
        MapHit {
            position: Position::before(offset),
            line,
            cluster: offset..offset,
            inside: false,
        }
    }

    /// Where the caret of a position stands. An offset inside a grapheme counts as its start, one past the text as its
    /// end.
    pub fn place(&self, position: Position) -> Place {
        let found = match position.affinity {
            Affinity::Downstream => self
                .leading(position.offset)
                .or_else(|| self.trailing(position.offset)),
            Affinity::Upstream => self
                .trailing(position.offset)
                .or_else(|| self.leading(position.offset)),
        };
        found.unwrap_or_else(|| {
            let line = self.line_of(position.offset);
            Place {
                line,
                gap: 0,
                x: self.lines[line].left,
                rtl: self.rtl,
            }
        })
    }

    /// The place before the cluster at `offset`.
    fn leading(&self, offset: usize) -> Option<Place> {
        let line = self.line_of(offset);
        if self.lines[line].clusters.is_empty() {
            return Some(Place {
                line,
                gap: 0,
                x: self.lines[line].left,
                rtl: self.rtl,
            });
        }
        let (gap, cluster) = self.find(line, offset)?;
        Some(if cluster.rtl {
            Place {
                line,
                gap: gap + 1,
                x: cluster.right,
                rtl: true,
            }
        } else {
            Place {
                line,
                gap,
                x: cluster.left,
                rtl: false,
            }
        })
    }

    /// The place after the cluster that ends at `offset`; none after a line separator, for that is on the next line.
    fn trailing(&self, offset: usize) -> Option<Place> {
        let before = offset.checked_sub(1)?;
        let line = self.line_of(before);
        let (gap, cluster) = self.find(line, before)?;
        let is_break =
            self.lines[line].hard_break && cluster.end as usize == self.lines[line].text.end;
        if is_break && line + 1 < self.lines.len() {
            return None;
        }
        Some(if cluster.rtl {
            Place {
                line,
                gap,
                x: cluster.left,
                rtl: true,
            }
        } else {
            Place {
                line,
                gap: gap + 1,
                x: cluster.right,
                rtl: false,
            }
        })
    }

    /// The cluster that holds the byte at `offset`, with its index from the left.
    fn find(&self, line: usize, offset: usize) -> Option<(usize, &Cluster)> {
        self.clusters(line)
            .iter()
            .enumerate()
            .find(|(_, cluster)| cluster.text().contains(&offset))
    }

    /// The line that holds the byte at `offset`: the last one, for the end of the text.
    pub fn line_of(&self, offset: usize) -> usize {
        self.lines
            .partition_point(|line| line.text.start <= offset)
            .saturating_sub(1)
    }

    /// `position`, downstream if that is the same place: so that one place has one name.
    fn canonical(&self, position: Position) -> Position {
        let downstream = Position::before(position.offset);
        let (a, b) = (self.place(position), self.place(downstream));
        if (a.line, a.gap) == (b.line, b.gap) {
            downstream
        } else {
            position
        }
    }

    /// One piece for each run of clusters that stand side by side on a line and touch `range`, as (line, left, right).
    pub fn pieces(&self, range: &Range<usize>) -> Vec<(usize, f32, f32)> {
        let mut pieces: Vec<(usize, f32, f32)> = Vec::new();
        if range.is_empty() {
            return pieces;
        }
        let first = self.line_of(range.start);
        for (index, line) in self.lines.iter().enumerate().skip(first) {
            if line.text.start >= range.end {
                break;
            }
            let mut open = false;
            for cluster in &self.clusters[line.clusters.clone()] {
                let text = cluster.text();
                let touched = text.start < range.end && range.start < text.end;
                if touched && open {
                    if let Some(piece) = pieces.last_mut() {
                        piece.2 = cluster.right;
                    }
                } else if touched {
                    pieces.push((index, cluster.left, cluster.right));
                }
                open = touched;
            }
        }
        pieces.retain(|(_, left, right)| right > left);
        pieces
    }

    /// The next place to the left or right that is apart from this one; `None` at the end of the paragraph.
    pub fn move_visual(&self, position: Position, side: Side) -> Option<Position> {
        let forward = (side == Side::Right) != self.rtl;
        let mut stop = self.stop(self.place(position));
        loop {
            let passed = if forward {
                (stop < self.clusters.len()).then_some(stop)?
            } else {
                stop.checked_sub(1)?
            };
            stop = if forward { passed + 1 } else { passed };
            // A mark of no width, such as a direction mark, is passed together with what follows; a separator is not,
            // for beyond it is another line.
            let cluster = self.cluster_at(passed);
            if cluster.is_wide()
                || self.is_break(passed)
                || stop == 0
                || stop == self.clusters.len()
            {
                return Some(self.canonical(self.landing(stop, passed, side)));
            }
        }
    }

    /// The position at `stop`, for a caret that came past the cluster before or after it.
    fn landing(&self, stop: usize, passed: usize, side: Side) -> Position {
        let line_index = self.line_of_stop(stop);
        let line = &self.lines[line_index];
        if line.clusters.contains(&passed) {
            return self.cluster_at(passed).edge(side);
        }
        if self.is_rest(line_index) {
            return self.cluster_at(passed).edge(side);
        }
        if line.clusters.is_empty() {
            return Position::before(line.text.start);
        }
        // On a new line: stand before its first cluster.
        let near = if side == Side::Right {
            Side::Left
        } else {
            Side::Right
        };
        self.cluster_at(stop).edge(near)
    }

    /// Whether a line holds only the rest of a grapheme that was cut at the end of the line before.
    fn is_rest(&self, line: usize) -> bool {
        let line = &self.lines[line];
        line.clusters.is_empty() && !line.text.is_empty()
    }

    /// The end of the last cluster before a line.
    fn end_before(&self, line: usize) -> usize {
        let before = &self.clusters[..self.lines[line].clusters.start];
        before
            .iter()
            .map(|cluster| cluster.end as usize)
            .max()
            .unwrap_or(0)
    }

    /// The cluster between a stop and the next one.
    fn cluster_at(&self, stop: usize) -> &Cluster {
        let line = &self.lines[self.line_of_stop(stop)].clusters;
        let index = if self.rtl {
            line.end - 1 - (stop - line.start)
        } else {
            stop
        };
        &self.clusters[index]
    }

    fn is_break(&self, stop: usize) -> bool {
        let line = &self.lines[self.line_of_stop(stop)];
        line.hard_break && self.cluster_at(stop).end as usize == line.text.end
    }

    fn stop(&self, place: Place) -> usize {
        let line = &self.lines[place.line].clusters;
        if self.rtl {
            line.end - place.gap
        } else {
            line.start + place.gap
        }
    }

    /// Where two lines share a stop, the later one.
    fn line_of_stop(&self, stop: usize) -> usize {
        self.lines
            .partition_point(|line| line.clusters.start <= stop)
            .saturating_sub(1)
    }

    /// The position on the line above or below that is nearest to `x`; `None` past the first or last line.
    pub fn move_line(&self, position: Position, x: f32, to: Vertical) -> Option<Position> {
        let line = self.place(position).line;
        let line = match to {
            Vertical::Up => line.checked_sub(1)?,
            Vertical::Down => (line + 1 < self.lines.len()).then_some(line + 1)?,
        };
        Some(self.hit(line, x).position)
    }

    /// The logical start of a line.
    pub fn line_start(&self, line: usize) -> Position {
        Position::before(self.lines[line].text.start)
    }

    /// The logical end of a line: after its trailing space, before its separator.
    pub fn line_end(&self, line: usize) -> Position {
        if self.lines[line].hard_break {
            self.canonical(self.before_break(line))
        } else {
            self.canonical(Position::after(self.lines[line].text.end))
        }
    }

    /// The position before the separator that ends a line.
    fn before_break(&self, line: usize) -> Position {
        let text = &self.lines[line].text;
        let separator = text
            .end
            .checked_sub(1)
            .and_then(|last| self.find(line, last));
        let offset = separator.map_or(text.end, |(_, cluster)| cluster.start as usize);
        let affinity = if offset == text.start {
            Affinity::Downstream
        } else {
            Affinity::Upstream
        };
        Position { offset, affinity }
    }
}
