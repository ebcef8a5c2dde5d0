//! The best one-to-one matching between two sets, of which only some pairs are possible.
//!
//! Successive shortest paths with potentials (Jonker and Volgenant 1987 is the dense form): each row in turn gets a column, or
//! none, and others give way where that makes the sum larger. Weights are whole numbers, so that the result is exact.

use core::cmp::Reverse;
use std::collections::BinaryHeap;

/// A pair that is possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u32,
    /// What the pair is worth, more than 0.
    pub weight: i128,
}

const NOBODY: u32 = u32::MAX;
const FAR: i128 = i128::MAX;

/// The column of each row in the matching of the largest sum; a row may stay alone.
///
/// Among matchings of the same sum, which one it is depends on the order of rows and edges alone.
#[must_use]
pub fn best(rows: usize, columns: usize, edges: &[Edge]) -> Vec<Option<u32>> {
    let mut solver = Solver::new(rows, columns, edges);
    for row in 0..rows as u32 {
        solver.place(row);
    }
    let to_option = |&column: &u32| (column != NOBODY).then_some(column);
    solver.column_of.iter().map(to_option).collect()
}

/// The rows that have a column in the largest matching; each pair is there once.
#[must_use]
pub fn most(rows: usize, columns: usize, pairs: &[(u32, u32)]) -> Vec<u32> {
    let (mut has_row, mut has_column) = (vec![false; rows], vec![false; columns]);
    let is_first = |&(row, column): &(u32, u32)| {
        !core::mem::replace(&mut has_row[row as usize], true)
            && !core::mem::replace(&mut has_column[column as usize], true)
    };
    // Nobody wants what another one wants.
    if pairs.iter().all(is_first) {
        return pairs.iter().map(|&(row, _)| row).collect();
    }
    let edges: Vec<Edge> = pairs
        .iter()
        .map(|&(row, column)| Edge {
            row,
            column,
            weight: 1,
        })
        .collect();
    let columns = best(rows, columns, &edges);
    let paired = (0..).zip(columns).filter(|(_, column)| column.is_some());
    paired.map(|(row, _)| row).collect()
}

/// Costs are negative weights; staying alone costs nothing.
struct Solver {
    /// Where the edges of each row begin.
    first: Vec<usize>,
    edges: Vec<(u32, i128)>,
    /// How many edges a column has.
    wanted: Vec<u32>,
    column_of: Vec<u32>,
    row_of: Vec<u32>,
    row_price: Vec<i128>,
    column_price: Vec<i128>,
    /// Of the search: how far a column is, and from which row it was reached.
    far: Vec<i128>,
    from: Vec<u32>,
    /// Columns by how far they are, those that were reached, and those that are settled: empty between searches.
    heap: BinaryHeap<Reverse<(i128, u32)>>,
    touched: Vec<u32>,
    done: Vec<u32>,
}

impl Solver {
    fn new(rows: usize, columns: usize, edges: &[Edge]) -> Self {
        let mut first = vec![0; rows + 1];
        let mut wanted = vec![0; columns];
        for edge in edges {
            debug_assert!(edge.weight > 0, "a pair that is worth nothing is no pair");
            first[edge.row as usize + 1] += 1;
            wanted[edge.column as usize] += 1;
        }
        for row in 0..rows {
            first[row + 1] += first[row];
        }
        let mut at = first.clone();
        let mut sorted = vec![(0, 0); edges.len()];
        for edge in edges {
            sorted[at[edge.row as usize]] = (edge.column, edge.weight);
            at[edge.row as usize] += 1;
        }
        Self {
            first,
            edges: sorted,
            wanted,
            column_of: vec![NOBODY; rows],
            row_of: vec![NOBODY; columns],
            row_price: vec![0; rows],
            column_price: vec![0; columns],
            far: vec![FAR; columns],
            from: vec![NOBODY; columns],
            heap: BinaryHeap::new(),
            touched: Vec::new(),
            done: Vec::new(),
        }
    }

    fn edges_of(&self, row: u32) -> &[(u32, i128)] {
        &self.edges[self.first[row as usize]..self.first[row as usize + 1]]
    }

    /// Gives a row the best it can have.
    fn place(&mut self, row: u32) {
        match *self.edges_of(row) {
            [] => {}
            // Nobody else wants the only column that the row can have, as is so of most marks.
            [(column, weight)] if self.wanted[column as usize] == 1 => {
                self.column_of[row as usize] = column;
                self.row_of[column as usize] = row;
                self.row_price[row as usize] = -weight;
            }
            _ => self.search(row),
        }
    }

    /// Dijkstra's search from a row to the nearest column that is free, or to a row that can be left alone.
    fn search(&mut self, start: u32) {
        let best = |solver: &Self, row: u32| {
            let costs = solver.edges_of(row).iter();
            costs
                .map(|&(column, weight)| -weight - solver.column_price[column as usize])
                .min()
        };
        self.row_price[start as usize] = best(self, start).unwrap_or(0).min(0);
        // The row that would be left alone at the least cost so far.
        let mut alone = (-self.row_price[start as usize], start);
        let (mut row, mut so_far) = (start, 0);
        let end = loop {
            for at in self.first[row as usize]..self.first[row as usize + 1] {
                let (column, weight) = self.edges[at];
                let cost = so_far
                    - weight
                    - self.row_price[row as usize]
                    - self.column_price[column as usize];
                let known = &mut self.far[column as usize];
                if cost < *known {
                    if *known == FAR {
                        self.touched.push(column);
                    }
                    *known = cost;
                    self.from[column as usize] = row;
                    self.heap.push(Reverse((cost, column)));
                }
            }
            let next = loop {
                match self.heap.pop() {
                    Some(Reverse((cost, column))) if self.far[column as usize] < cost => {}
                    next => break next,
                }
            };
            match next {
                Some(Reverse((cost, column))) if cost < alone.0 => {
                    so_far = cost;
                    let owner = self.row_of[column as usize];
                    if owner == NOBODY {
                        break Some(column);
                    }
                    self.done.push(column);
                    row = owner;
                    let left = cost - self.row_price[row as usize];
                    if left < alone.0 {
                        alone = (left, row);
                    }
                }
                _ => {
                    so_far = alone.0;
                    break None;
                }
            }
        };
        // Prices, so that no pair costs less than nothing.
        self.row_price[start as usize] += so_far;
        for at in 0..self.done.len() {
            let column = self.done[at];
            let change = so_far - self.far[column as usize];
            self.column_price[column as usize] -= change;
            self.row_price[self.row_of[column as usize] as usize] += change;
        }
        // Everybody on the way moves on.
        let mut column = match end {
            Some(column) => column,
            None if alone.1 == start => NOBODY,
            None => {
                let freed = self.column_of[alone.1 as usize];
                self.column_of[alone.1 as usize] = NOBODY;
                freed
            }
        };
        while column != NOBODY {
            let row = self.from[column as usize];
            let given = self.column_of[row as usize];
            self.column_of[row as usize] = column;
            self.row_of[column as usize] = row;
            column = if row == start { NOBODY } else { given };
        }
        for column in self.touched.drain(..) {
            self.far[column as usize] = FAR;
        }
        self.done.clear();
        self.heap.clear();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The largest sum, by trying everything.
    fn by_trying(row: u32, rows: u32, edges: &[Edge], taken: &mut Vec<u32>) -> i128 {
        if row == rows {
            return 0;
        }
        let mut largest = by_trying(row + 1, rows, edges, taken);
        for edge in edges.iter().filter(|edge| edge.row == row) {
            if !taken.contains(&edge.column) {
                taken.push(edge.column);
                largest = largest.max(edge.weight + by_trying(row + 1, rows, edges, taken));
                taken.pop();
            }
        }
        largest
    }

    proptest! {
        #[test]
        fn nothing_is_better(
            pairs in proptest::collection::btree_map((0_u32..6, 0_u32..6), 1_i128..12, 0..20),
        ) {
            let edges: Vec<Edge> = pairs
                .iter()
                .map(|(&(row, column), &weight)| Edge { row, column, weight })
                .collect();
            let columns = best(6, 6, &edges);
            let taken: Vec<u32> = columns.iter().flatten().copied().collect();
            let distinct: std::collections::BTreeSet<u32> = taken.iter().copied().collect();
            prop_assert_eq!(taken.len(), distinct.len());
            let sum: i128 = columns
                .iter()
                .enumerate()
                .filter_map(|(row, column)| Some(pairs[&(row as u32, (*column)?)]))
                .sum();
            prop_assert_eq!(sum, by_trying(0, 6, &edges, &mut Vec::new()));
        }

        #[test]
        fn no_more_rows_can_have_a_column(
            pairs in proptest::collection::btree_set((0_u32..6, 0_u32..6), 0..9),
        ) {
            let pairs: Vec<(u32, u32)> = pairs.into_iter().collect();
            let edges: Vec<Edge> = pairs.iter().map(|&(row, column)| Edge { row, column, weight: 1 }).collect();
            let rows = most(6, 6, &pairs);
            let distinct: std::collections::BTreeSet<u32> = rows.iter().copied().collect();
            prop_assert_eq!(rows.len(), distinct.len());
            prop_assert_eq!(rows.len() as i128, by_trying(0, 6, &edges, &mut Vec::new()));
        }
    }
}
