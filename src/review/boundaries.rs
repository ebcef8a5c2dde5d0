//! Boundary similarity (Fournier 2013, *Evaluating Text Segmentation using Boundary Edit Distance*): of use where marks tile a text.

/// Boundaries this far apart, in tokens less one, count as one that was moved.
const NEAR: usize = 2;

/// How alike two segmentations are, from 0 to 1: one less the edits that make one the other, of all boundaries; moves weigh by how far
/// they go. `masses` are the lengths of segments, in tokens. Undefined where neither has a boundary within.
#[must_use]
pub fn similarity(one: &[usize], other: &[usize]) -> Option<f64> {
    let (mut a, mut b) = (within(one), within(other));
    let matches = a.iter().filter(|place| b.contains(place)).count();
    let kept: Vec<usize> = a
        .iter()
        .filter(|place| b.contains(place))
        .copied()
        .collect();
    a.retain(|place| !kept.contains(place));
    b.retain(|place| !kept.contains(place));
    // Nearest first, from the left; each boundary is moved once.
    let (mut moved, mut cost) = (0, 0.0);
    for far in 1..NEAR {
        let mut at = 0;
        while at < a.len() {
            let place = a[at];
            let near = b.iter().position(|other| other.abs_diff(place) == far);
            if let Some(near) = near {
                a.remove(at);
                b.remove(near);
                moved += 1;
                cost += far as f64 / NEAR as f64;
            } else {
                at += 1;
            }
        }
    }
    let added = a.len() + b.len();
    let all = added + moved + matches;
    (all > 0).then(|| 1.0 - (added as f64 + cost) / all as f64)
}

/// The places of boundaries between segments.
fn within(masses: &[usize]) -> Vec<usize> {
    let mut at = 0;
    let mut places: Vec<usize> = masses
        .iter()
        .map(|mass| {
            at += mass;
            at
        })
        .collect();
    places.pop();
    places
}
