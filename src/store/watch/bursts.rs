//! Changes that come in a row are told once.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A burst is over when nothing has come for this long.
const QUIET: Duration = Duration::from_millis(300);
/// Nothing waits longer than this, however long the burst.
const LONGEST: Duration = Duration::from_secs(3);

/// Files that may have changed and are not told yet.
#[derive(Debug, Default)]
pub(super) struct Bursts {
    files: BTreeSet<PathBuf>,
    /// When the first and the last of them came.
    times: Option<(Instant, Instant)>,
}

impl Bursts {
    pub fn note(&mut self, file: PathBuf, now: Instant) {
        self.files.insert(file);
        let first = self.times.map_or(now, |(first, _)| first);
        self.times = Some((first, now));
    }

    /// When they are to be told.
    pub fn due(&self) -> Option<Instant> {
        self.times
            .map(|(first, last)| (last + QUIET).min(first + LONGEST))
    }

    /// The files, if their time has come.
    pub fn take(&mut self, now: Instant) -> Vec<PathBuf> {
        if self.due().is_none_or(|due| due > now) {
            return Vec::new();
        }
        self.times = None;
        core::mem::take(&mut self.files).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_in_a_row_is_told_once_when_it_is_over() {
        let begun = Instant::now();
        let at = |milliseconds| begun + Duration::from_millis(milliseconds);
        let mut bursts = Bursts::default();
        assert_eq!(bursts.due(), None);
        for (time, file) in [(0, "b"), (200, "a"), (400, "b")] {
            bursts.note(file.into(), at(time));
            assert!(bursts.take(at(time)).is_empty());
        }
        assert_eq!(bursts.due(), Some(at(700)));
        assert!(bursts.take(at(699)).is_empty());
        assert_eq!(bursts.take(at(700)), [PathBuf::from("a"), "b".into()]);
        assert_eq!(bursts.due(), None);
        assert!(bursts.take(at(9000)).is_empty());
    }

    #[test]
    fn a_burst_without_an_end_is_told_all_the_same() {
        let begun = Instant::now();
        let mut bursts = Bursts::default();
        for step in 0..40 {
            bursts.note("a".into(), begun + QUIET / 2 * step);
        }
        assert_eq!(bursts.due(), Some(begun + LONGEST));
    }
}
