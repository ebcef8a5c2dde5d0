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

/// The percentile interval of a number over resamples of so many articles; the same for the same seed. `number` is called with how often
/// each article is drawn. `None` under [`FEWEST`] articles, and where the number is never defined.
pub fn interval(
    articles: usize,
    resamples: usize,
    seed: u64,
    mut number: impl FnMut(&[u32]) -> Option<f64>,
) -> Option<Interval> {
    if articles < FEWEST {
        return None;
    }
    let mut random = fastrand::Rng::with_seed(seed);
    let mut drawn = vec![0_u32; articles];
    let mut numbers = Vec::with_capacity(resamples);
    for _ in 0..resamples {
        drawn.fill(0);
        for _ in 0..articles {
            drawn[random.usize(..articles)] += 1;
        }
        numbers.extend(number(&drawn));
    }
    let undefined = resamples - numbers.len();
    numbers.sort_by(f64::total_cmp);
    Some(Interval {
        low: percentile(&numbers, 0.025)?,
        high: percentile(&numbers, 0.975)?,
        resamples,
        undefined,
    })
}

/// A percentile of numbers in order, between its neighbours in proportion, as in `numpy`; `None` of nothing.
#[must_use]
pub fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let at = share * last as f64;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    Some(low + (high - low) * at.fract())
}
