//! The ways of arcs: pure geometry. An arc runs between lines of text and in the gutter beside it, never over letters,
//! and no two arcs share a stretch of their ways.
//!
//! Between two lines is a gap that is free of letters; arcs leave a mark into the gap above or below it. When the other
//! mark is at the same gap, the arc hops over; otherwise it runs to the gutter, along a lane of its own there, and back
//! through the gap of the other mark, or to a stub at the edge of the view.

use egui::{Pos2, Rangef, pos2};

/// From lane to lane of the gutter, in points, when there is room.
const LANE: f32 = 4.0;
/// From the text to the first lane, in points.
const FIRST: f32 = 5.0;
/// From arc to arc in a gap, in points, when there is room.
const PITCH: f32 = 2.6;
/// From one arc to the next where they touch a mark, in points.
const PORTS: f32 = 5.0;
/// How far inside the end of a mark it is touched, in points.
const INSIDE: f32 = 9.0;

/// A line of a mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    /// Left and right end of the mark there.
    pub x: Rangef,
    /// The middles of the gaps above and below the line.
    pub gaps: [f32; 2],
    /// Where the mark begins, seen from each gap.
    pub tips: [f32; 2],
}

impl Stretch {
    const fn above(&self) -> Touch {
        self.touch(0)
    }

    const fn below(&self) -> Touch {
        self.touch(1)
    }

    const fn touch(&self, side: usize) -> Touch {
        Touch {
            x: self.x,
            gap: self.gaps[side],
            tip: self.tips[side],
            from_above: side == 0,
        }
    }
}

/// A side of a mark where an arc can touch it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Touch {
    x: Rangef,
    gap: f32,
    tip: f32,
    from_above: bool,
}

/// An end of an arc.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum End {
    /// A mark in view: its first line and its last.
    Mark { first: Stretch, last: Stretch },
    /// A stub at the upper or lower edge of the view.
    Stub {
        /// Where the arc ends.
        y: f32,
        is_above: bool,
        /// 0 for the one at the very edge.
        order: usize,
    },
}

/// The room for the arcs of a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Room {
    /// Left and right edge of the text.
    pub column: Rangef,
    /// Beside it.
    pub gutter: Rangef,
    /// Height of a gap.
    pub gap: f32,
}

/// The way of an arc. Of no points when it has none.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Route {
    /// Corners from one end to the other; every stretch is upright or level.
    pub points: Vec<Pos2>,
    /// The middles of the gaps in which it begins and ends.
    pub ends: [Option<f32>; 2],
}

/// Which side of a mark an arc takes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Port {
    arc: usize,
    /// 0 for the beginning, 1 for the end.
    end: usize,
    touch: Touch,
    x: f32,
    y: f32,
}

/// A stretch along the gutter.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Run {
    arc: usize,
    y: Rangef,
    /// Of a stub: which edge, and which one from there.
    stub: Option<(bool, usize)>,
    lane: usize,
}

/// Finds the ways of some arcs.
pub(super) fn routes(arcs: &[(End, End)], room: &Room) -> Vec<Route> {
    let mut ports: Vec<Port> = Vec::new();
    let mut runs: Vec<Run> = Vec::new();
    for (arc, (from, to)) in arcs.iter().enumerate() {
        plan(arc, *from, *to, &mut ports, &mut runs);
    }
    let lanes = give_lanes(&mut runs, room.gap);
    let lane_x = |lane: usize| {
        let free = (room.gutter.span() - FIRST - 1.0).max(0.0);
        let pitch = LANE.min(free / count(lanes.saturating_sub(1)).max(1.0));
        room.gutter.min + FIRST + count(lane) * pitch
    };
    for group in gaps(&mut ports, room.gap) {
        spread_ports(&mut ports[group.clone()], room.column);
        stack(&mut ports[group.clone()], &runs, room.gap);
        untangle(&mut ports[group], &runs);
    }
    (0..arcs.len())
        .map(|arc| {
            let run = runs.iter().find(|run| run.arc == arc);
            let port = |end| ports.iter().find(|port| port.arc == arc && port.end == end);
            let stub = |end: usize| match if end == 0 { arcs[arc].0 } else { arcs[arc].1 } {
                End::Stub { y, .. } => Some(y),
                End::Mark { .. } => None,
            };
            draw(
                [port(0), port(1)],
                [stub(0), stub(1)],
                run.map(|run| lane_x(run.lane)),
            )
        })
        .collect()
}

/// Decides which sides of its marks an arc touches, and whether it runs in the gutter.
fn plan(arc: usize, from: End, to: End, ports: &mut Vec<Port>, runs: &mut Vec<Run>) {
    let mut port = |end, touch: Touch, x: f32| {
        ports.push(Port {
            arc,
            end,
            touch,
            x,
            y: touch.gap,
        });
    };
    let run = |one: f32, other: f32, stub| Run {
        arc,
        y: Rangef::new(one.min(other), one.max(other)),
        stub,
        lane: 0,
    };
    match (from, to) {
        (
            End::Mark { first, last },
            End::Mark {
                first: to_first,
                last: to_last,
            },
        ) => {
            if let Some((one, other)) = hop([first, last], [to_first, to_last]) {
                let (x, to_x) = facing(one.x, other.x);
                port(0, one, x);
                port(1, other, to_x);
                return;
            }
            let (one, other) = if last.gaps[1] < to_first.gaps[0] {
                (last.below(), to_first.above())
            } else if to_last.gaps[1] < first.gaps[0] {
                (first.above(), to_last.below())
            } else {
                (first.above(), to_first.above())
            };
            port(0, one, outer(one.x));
            port(1, other, outer(other.x));
            runs.push(run(one.gap, other.gap, None));
        }
        (End::Mark { first, last }, End::Stub { y, is_above, order })
        | (End::Stub { y, is_above, order }, End::Mark { first, last }) => {
            let touch = if is_above {
                first.above()
            } else {
                last.below()
            };
            let end = usize::from(matches!(from, End::Stub { .. }));
            port(end, touch, outer(touch.x));
            runs.push(run(touch.gap, y, Some((is_above, order))));
        }
        (End::Stub { .. }, End::Stub { .. }) => {}
    }
}

/// The sides of two marks that are at one gap, if some are: on one line, or on lines that follow each other. Of several
/// the nearest to each other.
fn hop(one: [Stretch; 2], other: [Stretch; 2]) -> Option<(Touch, Touch)> {
    let [first, last] = one;
    let [to_first, to_last] = other;
    let level = [
        (first.above(), to_first.above()),
        (first.above(), to_last.above()),
        (last.above(), to_first.above()),
        (last.above(), to_last.above()),
    ];
    let next = [
        (last.below(), to_first.above()),
        (first.above(), to_last.below()),
    ];
    let apart = |(one, other): &(Touch, Touch)| {
        (one.x.min - other.x.max)
            .max(other.x.min - one.x.max)
            .max(0.0)
    };
    let nearest = |pairs: &[(Touch, Touch)]| {
        let at_one_gap = |(one, other): &&(Touch, Touch)| (one.gap - other.gap).abs() < 1.0;
        pairs
            .iter()
            .filter(at_one_gap)
            .min_by(|one, other| apart(one).total_cmp(&apart(other)))
            .copied()
    };
    nearest(&level).or_else(|| nearest(&next))
}

/// Where a mark is touched by an arc that comes from the gutter.
fn outer(x: Rangef) -> f32 {
    x.max - INSIDE.min(x.span() / 2.0)
}

/// Where two marks at one gap are touched so that the arc is short, and still one where they overlap.
fn facing(one: Rangef, other: Rangef) -> (f32, f32) {
    let inside = |x: Rangef| INSIDE.min(x.span() / 2.0);
    if one.max <= other.min {
        (one.max - inside(one), other.min + inside(other))
    } else if other.max <= one.min {
        (one.min + inside(one), other.max - inside(other))
    } else {
        let (x, to_x) = (one.center(), other.min + inside(other));
        let apart = 2.0 * INSIDE;
        if (x - to_x).abs() >= apart {
            (x, to_x)
        } else {
            (x, x + apart)
        }
    }
}

/// Lanes for the stretches along the gutter; answers how many there are. No two that meet share one. Those of stubs come
/// first, the one to the outermost stub nearest to the text: so they reach their stubs without crossing. Of the others
/// the short ones are nearer to the text.
fn give_lanes(runs: &mut [Run], apart: f32) -> usize {
    let length = |run: &Run| run.y.span();
    runs.sort_by(|one, other| {
        let rank = |run: &Run| run.stub.map_or((1, 0), |(_, order)| (0, order));
        (rank(one).cmp(&rank(other)))
            .then(length(one).total_cmp(&length(other)))
            .then(one.arc.cmp(&other.arc))
    });
    for index in 0..runs.len() {
        let (before, rest) = runs.split_at_mut(index);
        let run = &mut rest[0];
        let meets =
            |other: &&Run| other.y.min <= run.y.max + apart && run.y.min <= other.y.max + apart;
        let after = |other: &&Run| match (run.stub, other.stub) {
            (Some((edge, order)), Some((other_edge, before))) => {
                edge == other_edge && before < order
            }
            _ => false,
        };
        let lowest = before
            .iter()
            .filter(after)
            .map(|other| other.lane + 1)
            .max()
            .unwrap_or(0);
        let taken: Vec<usize> = before
            .iter()
            .filter(meets)
            .map(|other| other.lane)
            .collect();
        // Of so many lanes one is free.
        let tried = lowest..=lowest + taken.len();
        run.lane = tried
            .into_iter()
            .find(|lane| !taken.contains(lane))
            .unwrap_or(lowest);
    }
    runs.iter().map(|run| run.lane + 1).max().unwrap_or(0)
}

/// Puts the ports in order of their gaps; answers which of them share one.
fn gaps(ports: &mut [Port], height: f32) -> Vec<core::ops::Range<usize>> {
    ports.sort_by(|one, other| {
        (one.touch.gap.total_cmp(&other.touch.gap))
            .then((one.arc, one.end).cmp(&(other.arc, other.end)))
    });
    let mut groups: Vec<core::ops::Range<usize>> = Vec::new();
    for index in 0..ports.len() {
        match groups.last_mut() {
            Some(group) if ports[index].touch.gap - ports[group.end - 1].touch.gap <= height => {
                group.end = index + 1;
            }
            _ => groups.push(index..index + 1),
        }
    }
    groups
}

/// Moves ports of one gap apart, each as little as possible.
fn spread_ports(ports: &mut [Port], column: Rangef) {
    let inside = Rangef::new(column.min + 1.0, column.max - 1.0);
    let apart = PORTS.min(inside.span() / (2.0 * count(ports.len())));
    for index in 0..ports.len() {
        let (before, rest) = ports.split_at_mut(index);
        let port = &mut rest[0];
        let wish = port.x.clamp(inside.min, inside.max);
        let is_free = |x: f32| {
            inside.contains(x)
                && before
                    .iter()
                    .all(|other| (other.x - x).abs() >= apart - 0.01)
        };
        // Inside the mark if it can be.
        let steps = (0u16..)
            .map(|step| f32::from(step) * apart / 2.0)
            .take(ports_tried(before.len()));
        let near = steps.flat_map(|step| [wish - step, wish + step]);
        let free: Vec<f32> = near.filter(|&x| is_free(x)).collect();
        let within = free.iter().copied().find(|&x| port.touch.x.contains(x));
        port.x = within.or(free.first().copied()).unwrap_or(wish);
    }
}

/// So many half steps away there is a free place for sure.
const fn ports_tried(before: usize) -> usize {
    8 * (before + 1)
}

/// Gives each arc of one gap a height of its own, so that arcs that turn into the gutter cross none that do so too.
fn stack(ports: &mut [Port], runs: &[Run], height: f32) {
    let middle = ports.iter().map(|port| port.touch.gap).sum::<f32>() / count(ports.len());
    let mut arcs: Vec<usize> = ports.iter().map(|port| port.arc).collect();
    arcs.sort_unstable();
    arcs.dedup();
    let order = |arc: &usize| match runs.iter().find(|run| run.arc == *arc) {
        None => (1, 0),
        Some(run) if run.y.min < middle - height => (0, run.lane),
        Some(run) => (2, usize::MAX - run.lane),
    };
    arcs.sort_by_key(|arc| (order(arc), *arc));
    let pitch = PITCH.min(height / count(arcs.len()));
    for port in ports {
        let at = arcs.iter().position(|arc| *arc == port.arc).unwrap_or(0);
        port.y = middle + (count(at) - count(arcs.len() - 1) / 2.0) * pitch;
    }
}

/// Exchanges the places at which arcs to the gutter touch one side of a mark, so that none crosses another there: what
/// turns off first is on the right.
fn untangle(ports: &mut [Port], runs: &[Run]) {
    let side = |port: &Port| {
        let touch = port.touch;
        (touch.tip.to_bits(), touch.x.min.to_bits(), touch.from_above)
    };
    let turning = |port: &Port| runs.iter().any(|run| run.arc == port.arc);
    let mut order: Vec<_> = ports
        .iter()
        .enumerate()
        .filter(|(_, port)| turning(port))
        .map(|(at, port)| {
            let from_mark = if port.touch.from_above {
                -port.y
            } else {
                port.y
            };
            (side(port), from_mark, at)
        })
        .collect();
    order.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    for group in order.chunk_by(|one, other| one.0 == other.0) {
        let mut places: Vec<f32> = group.iter().map(|(.., at)| ports[*at].x).collect();
        places.sort_by(|one, other| other.total_cmp(one));
        for ((.., at), x) in group.iter().zip(places) {
            ports[*at].x = x;
        }
    }
}

fn draw(ports: [Option<&Port>; 2], stubs: [Option<f32>; 2], lane: Option<f32>) -> Route {
    let mut points = Vec::new();
    if let Some(port) = ports[0] {
        points.extend([pos2(port.x, port.touch.tip), pos2(port.x, port.y)]);
        points.extend(lane.map(|x| pos2(x, port.y)));
    }
    points.extend(lane.zip(stubs[0]).map(|(x, y)| pos2(x, y)));
    points.extend(lane.zip(stubs[1]).map(|(x, y)| pos2(x, y)));
    if let Some(port) = ports[1] {
        points.extend(lane.map(|x| pos2(x, port.y)));
        points.extend([pos2(port.x, port.y), pos2(port.x, port.touch.tip)]);
    }
    if ports == [None, None] {
        points.clear();
    }
    Route {
        points,
        ends: ports.map(|port| port.map(|port| port.touch.gap)),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few arcs")]
fn count(number: usize) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests;
