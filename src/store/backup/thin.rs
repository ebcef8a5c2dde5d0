//! Which backups are given up: they become rarer with age.
//!
//! Age is counted between one backup and the next, a day at most. So a clock that jumps, or a holiday, makes nothing old
//! at once; and the newest are kept whatever their times say.

use jiff::{SignedDuration, Timestamp};

/// So many of the newest are always kept.
pub(super) const ALWAYS: usize = 10;

/// The longest time that counts between two backups.
const LONGEST_GAP: SignedDuration = SignedDuration::from_hours(24);

/// From which age on, in hours, one in how many hours is kept.
const STEPS: [(i64, i64); 3] = [(90 * 24, 7 * 24), (7 * 24, 24), (24, 1)];

/// A backup that may be given up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub number: u64,
    pub at: Timestamp,
    /// Whether somebody asked for it; those stay as long as daily ones do.
    pub by_hand: bool,
}

/// The numbers of those that are given up, of candidates that are given oldest first.
pub(super) fn surplus(backups: &[Candidate]) -> Vec<u64> {
    let ages = ages(backups);
    let mut surplus = Vec::new();
    let mut kept: Option<(i64, i64)> = None;
    for (place, backup) in backups.iter().enumerate() {
        let step = STEPS.iter().find(|(from, _)| ages[place] >= *from);
        let is_recent = backups.len() - place <= ALWAYS;
        let Some((from, hours)) = step.filter(|_| !is_recent) else {
            continue;
        };
        if backup.by_hand && *from < STEPS[0].0 {
            continue;
        }
        let period = (*from, backup.at.as_second().div_euclid(hours * 3600));
        if kept == Some(period) {
            surplus.push(backup.number);
        } else {
            kept = Some(period);
        }
    }
    surplus
}

/// How old each is, in hours of the time that counts.
fn ages(backups: &[Candidate]) -> Vec<i64> {
    let mut age = SignedDuration::ZERO;
    let mut ages = vec![0; backups.len()];
    for place in (0..backups.len().saturating_sub(1)).rev() {
        let gap = backups[place + 1].at.duration_since(backups[place].at);
        age += gap.clamp(SignedDuration::ZERO, LONGEST_GAP);
        ages[place] = age.as_hours();
    }
    ages
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Backups at these minutes, oldest first.
    fn at_minutes(minutes: impl IntoIterator<Item = i64>) -> Vec<Candidate> {
        let start = 1_800_000_000 / 3600 * 3600;
        let backups = core::iter::zip(1.., minutes).map(|(number, minute)| Candidate {
            number,
            at: Timestamp::from_second(start + 60 * minute).unwrap(),
            by_hand: false,
        });
        backups.collect()
    }

    fn kept(mut backups: Vec<Candidate>) -> Vec<Candidate> {
        let surplus = surplus(&backups);
        backups.retain(|backup| !surplus.contains(&backup.number));
        backups
    }

    #[test]
    fn they_become_rarer_with_age() {
        // Every quarter of an hour for 120 days, thinned as they come.
        let mut backups: Vec<Candidate> = Vec::new();
        for (number, minute) in core::iter::zip(1.., (0..120 * 24 * 60).step_by(15)) {
            backups.push(Candidate {
                number,
                ..at_minutes([minute])[0]
            });
            backups = kept(backups);
        }
        let now = backups.last().unwrap().at;
        let aged = |from: i64, to: i64| {
            let hours =
                |it: &&Candidate| (from..to).contains(&now.duration_since(it.at).as_hours());
            backups.iter().filter(hours).count()
        };
        assert_eq!(aged(0, 24), 24 * 4);
        assert!(
            (6 * 24 - 1..=6 * 24 + 1).contains(&aged(24, 7 * 24)),
            "{}",
            aged(24, 7 * 24)
        );
        assert!(
            (82..=84).contains(&aged(7 * 24, 90 * 24)),
            "{}",
            aged(7 * 24, 90 * 24)
        );
        assert!(
            (4..=6).contains(&aged(90 * 24, 120 * 24)),
            "{}",
            aged(90 * 24, 120 * 24)
        );
    }

    #[test]
    fn a_clock_that_jumps_costs_little_and_never_the_newest() {
        // A day of work, then the clock says 2040 for one backup, then it is right again.
        let fourteen_years = 14 * 365 * 24 * 60;
        let mut minutes: Vec<i64> = (0..24).map(|n| n * 30).collect();
        minutes.push(fourteen_years);
        minutes.extend((24..40).map(|n| n * 30));
        let backups = at_minutes(minutes);
        let left = kept(backups.clone());
        // The first day counts as one day older: one an hour stays of it.
        assert_eq!(left.len(), backups.len() - 12);
        assert!(
            left.iter()
                .rev()
                .take(17)
                .map(|it| it.number)
                .eq((25..=41).rev())
        );

        // A clock that begins anew at each start of the computer.
        let backups = at_minutes((0..30).map(|n| n % 3));
        assert_eq!(kept(backups).len(), 30);
    }

    #[test]
    fn the_newest_ten_stay_whatever_their_age_and_those_by_hand_for_long() {
        let years = at_minutes((0..20).map(|n| n * 60 * 24 * 365));
        assert_eq!(kept(years).len(), 20);
        let burst = at_minutes((0..10).chain([60 * 24 * 100]));
        assert!(kept(burst).len() >= ALWAYS);

        let mut backups = at_minutes((0..5).chain((0..12).map(|n| 60 * 24 * (20 + n))));
        assert_eq!(kept(backups.clone()).len(), 13);
        backups[3].by_hand = true;
        assert_eq!(kept(backups.clone()).len(), 14);
    }
}
