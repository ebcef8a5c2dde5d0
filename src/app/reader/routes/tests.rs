//! Arcs share no way, cross little, and stay in their room.

use super::*;
use proptest::prelude::*;

const ROOM: Room = Room {
    column: Rangef {
        min: 50.0,
        max: 600.0,
    },
    gutter: Rangef {
        min: 600.0,
        max: 624.0,
    },
    gap: 6.0,
};
const LINE: f32 = 31.0;

/// A mark from a line and place to another line and place.
fn mark(first: u16, left: f32, last: u16, right: f32) -> End {
    let top = f32::from(first) * LINE;
    let bottom = f32::from(last) * LINE;
    let (first_x, last_x) = if first == last {
        let x = Rangef::new(left.min(right), left.max(right).max(left.min(right) + 4.0));
        (x, x)
    } else {
        (Rangef::new(left, 600.0), Rangef::new(50.0, right))
    };
    let stretch = |top: f32, x| Stretch {
        x,
        gaps: [top + 2.5, top + LINE + 2.5],
        tips: [top + 7.0, top + 26.0],
    };
    End::Mark {
        first: stretch(top, first_x),
        last: stretch(bottom, last_x),
    }
}

fn stub(is_above: bool, order: usize) -> End {
    let at = 20.0 + 22.0 * count(order);
    End::Stub {
        y: if is_above { -100.0 + at } else { 900.0 - at },
        is_above,
        order,
    }
}

/// How many points two ways run along each other.
fn shared(one: &Route, other: &Route) -> f32 {
    let mut most = 0.0f32;
    for a in one.points.windows(2) {
        for b in other.points.windows(2) {
            for (along, across) in [(0usize, 1usize), (1, 0)] {
                let level = (a[0][across] - a[1][across]).abs() < 1e-3
                    && (b[0][across] - b[1][across]).abs() < 1e-3;
                if level && (a[0][across] - b[0][across]).abs() < 0.3 {
                    let start = a[0][along]
                        .min(a[1][along])
                        .max(b[0][along].min(b[1][along]));
                    let end = a[0][along]
                        .max(a[1][along])
                        .min(b[0][along].max(b[1][along]));
                    most = most.max(end - start);
                }
            }
        }
    }
    most
}

fn crossings(one: &Route, other: &Route) -> usize {
    let strictly = |from: f32, to: f32, at: f32| from.min(to) < at && at < from.max(to);
    let cross = |a: &[Pos2], b: &[Pos2]| {
        a[0].x == a[1].x
            && b[0].y == b[1].y
            && strictly(b[0].x, b[1].x, a[0].x)
            && strictly(a[0].y, a[1].y, b[0].y)
    };
    let pairs = one
        .points
        .windows(2)
        .flat_map(|a| other.points.windows(2).map(move |b| (a, b)));
    pairs.filter(|(a, b)| cross(a, b) || cross(b, a)).count()
}

#[test]
fn marks_on_one_line_or_on_neighbouring_ones_are_joined_in_their_gap() {
    let pairs = [
        (mark(3, 100.0, 3, 200.0), mark(3, 300.0, 3, 350.0)),
        (mark(3, 100.0, 3, 200.0), mark(4, 60.0, 4, 90.0)),
        (mark(4, 100.0, 4, 200.0), mark(3, 500.0, 3, 550.0)),
        // The last line of the one is the first line of the other.
        (mark(1, 100.0, 4, 200.0), mark(4, 300.0, 4, 350.0)),
    ];
    for route in routes(&pairs, &ROOM) {
        assert_eq!(route.points.len(), 4, "{route:?}");
        assert!(route.points.iter().all(|point| point.x < 600.0));
    }
}

#[test]
fn marks_far_apart_are_joined_through_the_gutter_from_their_near_sides() {
    let pair = [(mark(1, 100.0, 2, 200.0), mark(6, 300.0, 6, 350.0))];
    let route = &routes(&pair, &ROOM)[0];
    assert_eq!(route.points.len(), 6);
    let lane = route.points[2].x;
    assert!(lane > 600.0 && lane < 624.0 && (lane - route.points[3].x).abs() < 1e-3);
    assert!(
        route.points[1].y > 2.0 * LINE + 26.0,
        "it leaves below the second line"
    );
    assert_eq!(route.ends[1], Some(6.0 * LINE + 2.5));
}

#[test]
fn arcs_of_one_mark_to_stubs_and_marks_do_not_cross_at_the_mark() {
    let from = mark(8, 100.0, 8, 400.0);
    let arcs = [
        (from, stub(true, 0)),
        (from, stub(true, 1)),
        (from, mark(2, 100.0, 2, 150.0)),
        (from, mark(14, 100.0, 14, 150.0)),
        (from, mark(20, 100.0, 20, 150.0)),
        (from, stub(false, 0)),
    ];
    let routes = routes(&arcs, &ROOM);
    for (i, one) in routes.iter().enumerate() {
        for other in &routes[i + 1..] {
            // At the far ends they must cross what goes on along the gutter; once.
            assert!(crossings(one, other) <= 1, "{one:?} {other:?}");
        }
    }
    assert_eq!(crossings(&routes[0], &routes[1]), 0);
}

fn ends() -> impl Strategy<Value = End> {
    prop_oneof![
        6 => (0u16..24, 0u16..3, 50f32..590.0, 60f32..600.0)
            .prop_map(|(line, more, left, right)| mark(line, left, line + more, right)),
        1 => (any::<bool>(), 0usize..3).prop_map(|(above, order)| stub(above, order)),
    ]
}

proptest! {
    #[test]
    fn no_two_arcs_share_a_stretch_and_none_leaves_the_room(
        arcs in proptest::collection::vec((ends(), ends()), 0..13),
    ) {
        let routes = routes(&arcs, &ROOM);
        for (i, one) in routes.iter().enumerate() {
            for point in &one.points {
                prop_assert!(point.x >= ROOM.column.min && point.x <= ROOM.gutter.max, "{:?}", one);
            }
            for pair in one.points.windows(2) {
                prop_assert!(pair[0].x == pair[1].x || pair[0].y == pair[1].y);
            }
            for other in &routes[i + 1..] {
                prop_assert!(shared(one, other) < 0.01, "{:?} {:?}", one, other);
            }
        }
    }
}
