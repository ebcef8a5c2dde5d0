//! How high each layout unit is, and where it stands: a Fenwick tree, so that a correction costs a few additions.

/// Heights of all units in whole physical pixels. Sums are exact: whole numbers below 2^53.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    each: Vec<f32>,
    /// `sums[i]` is the sum of the heights of the `i & -i` units before unit `i`; `sums[0]` is unused.
    sums: Vec<f64>,
}

impl Heights {
    /// Takes estimates, in pixels.
    pub fn new(heights: impl Iterator<Item = f32>) -> Self {
        let each: Vec<f32> = heights.map(f32::round).collect();
        let mut sums = vec![0.0; each.len() + 1];
        for (index, &height) in each.iter().enumerate() {
            let node = index + 1;
            sums[node] += f64::from(height);
            let parent = node + lowest_bit(node);
            if parent < sums.len() {
                sums[parent] += sums[node];
            }
        }
        Self { each, sums }
    }

    /// Height of a unit in pixels.
    pub fn get(&self, unit: usize) -> f64 {
        f64::from(self.each[unit])
    }

    /// Replaces an estimate by a measurement.
    pub fn set(&mut self, unit: usize, height: f32) {
        let change = f64::from(height) - f64::from(self.each[unit]);
        if change == 0.0 {
            return;
        }
        self.each[unit] = height;
        let mut node = unit + 1;
        while node < self.sums.len() {
            self.sums[node] += change;
            node += lowest_bit(node);
        }
    }

    /// Pixels from the top of the first unit to the top of this one; `unit` may be the number of units.
    pub fn top(&self, unit: usize) -> f64 {
        let mut node = unit;
        let mut sum = 0.0;
        while node > 0 {
            sum += self.sums[node];
            node -= lowest_bit(node);
        }
        sum
    }

    /// Height of everything in pixels.
    pub fn total(&self) -> f64 {
        self.top(self.each.len())
    }

    /// The unit at a distance from the top of the first, and how far inside it that is; the last unit beyond the end.
    pub fn at(&self, y: f64) -> (usize, f64) {
        let count = self.each.len();
        if count == 0 {
            return (0, 0.0);
        }
        let (mut node, mut left) = (0, y.max(0.0));
        let mut step = count.next_power_of_two();
        while step > 0 {
            let next = node + step;
            if next <= count && self.sums[next] <= left {
                node = next;
                left -= self.sums[next];
            }
            step /= 2;
        }
        if node == count {
            (count - 1, left + self.get(count - 1))
        } else {
            (node, left)
        }
    }
}

fn lowest_bit(node: usize) -> usize {
    node & node.wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_agree_with_adding(
            heights in proptest::collection::vec(0u16..900, 1..80),
            changes in proptest::collection::vec((0usize..80, 1u16..900), 0..20),
            y in 0f64..50_000.0,
        ) {
            let mut naive: Vec<f64> = heights.iter().copied().map(f64::from).collect();
            let mut tree = Heights::new(heights.iter().copied().map(f32::from));
            for (unit, height) in changes {
                let unit = unit % naive.len();
                naive[unit] = f64::from(height);
                tree.set(unit, f32::from(height));
            }
            for unit in 0..=naive.len() {
                prop_assert_eq!(tree.top(unit), naive[..unit].iter().sum::<f64>());
            }
            prop_assert_eq!(tree.total(), naive.iter().sum::<f64>());
            let (unit, offset) = tree.at(y);
            prop_assert!((tree.top(unit) + offset - y).abs() < 1e-6);
            prop_assert!(offset >= 0.0);
            prop_assert!(offset < tree.get(unit) || unit + 1 == naive.len());
        }
    }
}
