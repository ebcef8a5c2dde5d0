//! Agreement on values that were chosen: of attributes, of articles, of characters.
//!
//! Formulas: Cohen 1960, Scott 1955, Fleiss 1971, Krippendorff 2011 (*Computing Krippendorff's Alpha-Reliability*), Gwet 2008.

use core::ops::AddAssign;

/// What an item was called by each person, as numbers of values; `None` where somebody called it nothing.
pub type Item<'a> = &'a [Option<u32>];

/// Sums over items of which all measures are made.
#[derive(Clone, Debug, PartialEq)]
pub struct Codings {
    people: usize,
    values: usize,
    items: u64,
    complete: u64,
    /// Ordered pairs of values within items, each item's weighted by one less than its values: Krippendorff's coincidences.
    coincidences: Vec<f64>,
    /// How often the first of two people chose what when the second chose what; for each pair of people.
    tables: Vec<Vec<u64>>,
    /// Of complete items: how often each value was chosen, and the sum of the shares of pairs that agree.
    chosen: Vec<u64>,
    agreeing: f64,
    /// Of items with two values or more: their number, and the sum of the shares of pairs that agree.
    paired: u64,
    paired_agreeing: f64,
    /// Of items with any value: their number, and the sums of shares of each value.
    rated: u64,
    shares: Vec<f64>,
}

impl Codings {
    /// Nothing yet, of so many people and values.
    #[must_use]
    pub fn new(people: usize, values: usize) -> Self {
        let pairs = people * people.saturating_sub(1) / 2;
        Self {
            people,
            values,
            items: 0,
            complete: 0,
            coincidences: vec![0.0; values * values],
            tables: vec![vec![0; values * values]; pairs],
            chosen: vec![0; values],
            agreeing: 0.0,
            paired: 0,
            paired_agreeing: 0.0,
            rated: 0,
            shares: vec![0.0; values],
        }
    }

    /// Adds an item.
    ///
    /// # Panics
    /// When it has another number of people, or a value that there is not.
    pub fn add(&mut self, item: Item<'_>) {
        self.add_times(item, 1);
    }

    /// Adds an item that occurs so many times.
    ///
    /// # Panics
    /// As [`Self::add`].
    pub fn add_times(&mut self, item: Item<'_>, times: u64) {
        assert_eq!(
            item.len(),
            self.people,
            "an item has a place for each person"
        );
        let weight = times as f64;
        self.items += times;
        let mut table = 0;
        for (at, one) in item.iter().enumerate() {
            for other in &item[at + 1..] {
                if let (Some(one), Some(other)) = (one, other) {
                    self.tables[table][*one as usize * self.values + *other as usize] += times;
                }
                table += 1;
            }
        }
        let given = item.iter().flatten().count();
        if given == 0 {
            return;
        }
        self.rated += times;
        for value in item.iter().flatten() {
            self.shares[*value as usize] += weight / given as f64;
        }
        if given < 2 {
            return;
        }
        let others = (given - 1) as f64;
        let mut agreeing = 0.0;
        for (i, one) in item.iter().enumerate() {
            for (j, other) in item.iter().enumerate() {
                if let (Some(one), Some(other)) = (one, other)
                    && i != j
                {
                    self.coincidences[*one as usize * self.values + *other as usize] +=
                        weight / others;
                    agreeing += f64::from(u8::from(one == other));
                }
            }
        }
        let share = weight * agreeing / (given as f64 * others);
        self.paired += times;
        self.paired_agreeing += share;
        if given == self.people {
            self.complete += times;
            self.agreeing += share;
            for value in item.iter().flatten() {
                self.chosen[*value as usize] += times;
            }
        }
    }

    /// How many items there are.
    #[must_use]
    pub fn items(&self) -> u64 {
        self.items
    }

    /// How many items at least two people gave a value.
    #[must_use]
    pub fn paired(&self) -> u64 {
        self.paired
    }

    /// The share of items on which two people agree, as the mean over pairs of people who both chose something.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        mean(self.tables.iter().filter_map(|table| {
            let (observed, _, total) = self.of_table(table);
            (total > 0.0).then_some(observed)
        }))
    }

    /// Cohen's κ of two people; of more, the mean over their pairs. Undefined where only one value was chosen.
    #[must_use]
    pub fn kappa(&self) -> Option<f64> {
        mean(self.tables.iter().filter_map(|table| {
            let (observed, expected, total) = self.of_table(table);
            (total > 0.0 && expected < 1.0).then(|| (observed - expected) / (1.0 - expected))
        }))
    }

    /// Cohen's κ of two people with weights: how far apart two values are, from 0 to 1.
    #[must_use]
    pub fn weighted_kappa(&self, distance: impl Fn(u32, u32) -> f64) -> Option<f64> {
        mean(self.tables.iter().filter_map(|table| {
            let (rows, columns, total) = self.margins(table);
            let (mut observed, mut expected) = (0.0, 0.0);
            for one in 0..self.values {
                for other in 0..self.values {
                    let apart = distance(one as u32, other as u32);
                    observed += apart * table[one * self.values + other] as f64 / total;
                    expected += apart * rows[one] * columns[other] / (total * total);
                }
            }
            (expected > 0.0).then(|| 1.0 - observed / expected)
        }))
    }

    /// Scott's π of two people, Fleiss' κ of more, of the items for which all chose something.
    #[must_use]
    pub fn pi(&self) -> Option<f64> {
        let complete = self.complete as f64;
        let all = complete * self.people as f64;
        let expected: f64 = self
            .chosen
            .iter()
            .map(|&count| (count as f64 / all).powi(2))
            .sum();
        let observed = self.agreeing / complete;
        (self.complete > 0 && self.people > 1 && expected < 1.0)
            .then(|| (observed - expected) / (1.0 - expected))
    }

    /// Gwet's AC1, which a rare value does not upset. Undefined with fewer than two values.
    #[must_use]
    pub fn ac1(&self) -> Option<f64> {
        let used = self.shares.iter().filter(|share| **share > 0.0).count();
        let rated = self.rated as f64;
        let chance: f64 = self
            .shares
            .iter()
            .map(|share| share / rated * (1.0 - share / rated))
            .sum();
        let expected = chance / (used as f64 - 1.0);
        let observed = self.paired_agreeing / self.paired as f64;
        (self.paired > 0 && used > 1).then(|| (observed - expected) / (1.0 - expected))
    }

    /// Krippendorff's α with a distance between values, 0 for the same. Undefined where no values could differ.
    #[must_use]
    pub fn alpha(&self, distance: Distance<'_>) -> Option<f64> {
        let q = self.values;
        let rows: Vec<f64> = (0..q)
            .map(|row| self.coincidences[row * q..(row + 1) * q].iter().sum())
            .collect();
        let total: f64 = rows.iter().sum();
        let (mut observed, mut expected) = (0.0, 0.0);
        for one in 0..q {
            for other in 0..q {
                if one != other && rows[one] > 0.0 && rows[other] > 0.0 {
                    let apart = distance.between(one, other, &rows);
                    observed += self.coincidences[one * q + other] * apart;
                    expected += rows[one] * rows[other] * apart;
                }
            }
        }
        (expected > 0.0 && total > 1.0).then(|| 1.0 - (total - 1.0) * observed / expected)
    }

    /// The coincidences of these values alone, in this order; all other values count as missing. Of the measures only α has its meaning
    /// in what comes out.
    #[must_use]
    pub fn only(&self, values: &[usize]) -> Self {
        let mut kept = Self::new(self.people, values.len());
        for (row, one) in values.iter().enumerate() {
            for (column, other) in values.iter().enumerate() {
                kept.coincidences[row * values.len() + column] =
                    self.coincidences[one * self.values + other];
            }
        }
        kept
    }

    fn margins(&self, table: &[u64]) -> (Vec<f64>, Vec<f64>, f64) {
        let q = self.values;
        let (mut rows, mut columns) = (vec![0.0; q], vec![0.0; q]);
        for (at, &count) in table.iter().enumerate() {
            rows[at / q] += count as f64;
            columns[at % q] += count as f64;
        }
        let total = rows.iter().sum();
        (rows, columns, total)
    }

    /// Observed and expected agreement of two people, and how many items both have.
    fn of_table(&self, table: &[u64]) -> (f64, f64, f64) {
        let (rows, columns, total) = self.margins(table);
        let same: u64 = (0..self.values)
            .map(|value| table[value * self.values + value])
            .sum();
        let expected: f64 = rows.iter().zip(&columns).map(|(a, b)| a * b).sum();
        (same as f64 / total, expected / (total * total), total)
    }
}

impl AddAssign<&Self> for Codings {
    fn add_assign(&mut self, other: &Self) {
        assert_eq!((self.people, self.values), (other.people, other.values));
        let add = |sums: &mut Vec<f64>, more: &[f64]| {
            for (sum, more) in sums.iter_mut().zip(more) {
                *sum += more;
            }
        };
        self.items += other.items;
        self.complete += other.complete;
        self.agreeing += other.agreeing;
        self.paired += other.paired;
        self.paired_agreeing += other.paired_agreeing;
        self.rated += other.rated;
        add(&mut self.coincidences, &other.coincidences);
        add(&mut self.shares, &other.shares);
        for (sum, more) in self.chosen.iter_mut().zip(&other.chosen) {
            *sum += more;
        }
        for (table, more) in self.tables.iter_mut().zip(&other.tables) {
            for (sum, more) in table.iter_mut().zip(more) {
                *sum += more;
            }
        }
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    (count > 0.0).then(|| sum / count)
}

/// How far apart two values are.
#[derive(Clone, Copy)]
pub enum Distance<'a> {
    /// The same or not.
    Nominal,
    /// By the ranks between them, the values being in order (Krippendorff 2011).
    Ordinal,
    /// The square of the difference of these numbers.
    Interval(&'a [f64]),
    /// Whatever this says.
    Other(&'a dyn Fn(usize, usize) -> f64),
}

impl core::fmt::Debug for Distance<'_> {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(match self {
            Self::Nominal => "Nominal",
            Self::Ordinal => "Ordinal",
            Self::Interval(_) => "Interval",
            Self::Other(_) => "Other",
        })
    }
}

impl Distance<'_> {
    /// The distance of two values by their numbers; `counts` says how often each occurs.
    fn between(self, one: usize, other: usize, counts: &[f64]) -> f64 {
        match self {
            Self::Nominal => f64::from(u8::from(one != other)),
            Self::Ordinal => {
                let (low, high) = (one.min(other), one.max(other));
                let ranks: f64 = counts[low..=high].iter().sum();
                (ranks - f64::midpoint(counts[one], counts[other])).powi(2)
            }
            Self::Interval(numbers) => (numbers[one] - numbers[other]).powi(2),
            Self::Other(distance) => distance(one, other),
        }
    }
}

/// Jaccard's distance of two sets in order: 1 less what they share of all; 0 of two empty ones.
#[must_use]
pub fn jaccard<T: Ord>(one: &[T], other: &[T]) -> f64 {
    let (shared, all) = common(one, other);
    if all == 0 {
        return 0.0;
    }
    1.0 - shared as f64 / all as f64
}

/// MASI's distance of two sets in order (Passonneau 2006): 1 less Jaccard's similarity times 1 for equal sets, 2/3 where one holds the
/// other, 1/3 where they overlap.
#[must_use]
pub fn masi<T: Ord>(one: &[T], other: &[T]) -> f64 {
    let (shared, all) = common(one, other);
    if all == 0 {
        return 0.0;
    }
    let alike = if one.len() == all && other.len() == all {
        1.0
    } else if shared == one.len().min(other.len()) {
        2.0 / 3.0
    } else {
        1.0 / 3.0
    };
    1.0 - alike * shared as f64 / all as f64
}

/// How many members two sets share, and how many there are.
fn common<T: Ord>(one: &[T], other: &[T]) -> (usize, usize) {
    let shared = one
        .iter()
        .filter(|member| other.binary_search(member).is_ok())
        .count();
    (shared, one.len() + other.len() - shared)
}
