//! How much a number would vary with other articles: the bootstrap over articles (Efron), never over words.

/// So many resamples unless people say otherwise.
pub const RESAMPLES: usize = 2_000;
/// With fewer articles than this no interval is told.
pub const FEWEST: usize = 5;
/// The seed unless people say otherwise.
pub const SEED: u64 = 20_190_117;

/// An interval that holds 95 of 100 resamples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// How many resamples there were.
    pub resamples: usize,
    /// Of how many of them the number was undefined; those are left out.
    pub undefined: usize,
}

/// The percentile intervals of some numbers over resamples of so many articles; the same for the same seed. `numbers` is called with how
/// often each article is drawn. None of them is told under [`FEWEST`] articles, nor a number that is never defined. `None` when
/// `go_on` says no, which is asked before each resample.
pub fn intervals(
    articles: usize,
    resamples: usize,
    seed: u64,
    mut go_on: impl FnMut() -> bool,
    mut numbers: impl FnMut(&[u32]) -> Vec<Option<f64>>,
) -> Option<Vec<Option<Interval>>> {
    if articles < FEWEST {
        return Some(Vec::new());
    }
    let mut random = fastrand::Rng::with_seed(seed);
    let mut drawn = vec![0_u32; articles];
    let mut found: Vec<Vec<f64>> = Vec::new();
    for _ in 0..resamples {
        if !go_on() {
            return None;
        }
        drawn.fill(0);
        for _ in 0..articles {
            drawn[random.usize(..articles)] += 1;
        }
        for (at, number) in numbers(&drawn).into_iter().enumerate() {
            if at == found.len() {
                found.push(Vec::with_capacity(resamples));
            }
            found[at].extend(number);
        }
    }
    let interval = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        Some(Interval {
            low: percentile(&values, 0.025)?,
            high: percentile(&values, 0.975)?,
            resamples,
            undefined: resamples - values.len(),
        })
    };
    Some(found.into_iter().map(interval).collect())
}

/// A percentile of numbers in order, between its neighbours in proportion, as in `numpy`; `None` of nothing.
#[must_use]
pub fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let at = share * last as f64;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    Some(low + (high - low) * at.fract())
}
