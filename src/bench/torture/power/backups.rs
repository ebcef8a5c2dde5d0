//! Backups and power cuts: whatever is listed afterwards comes back as it was, to the byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use jiff::{SignedDuration, Timestamp};

use crate::model::Settings;
use crate::store::{Backups, Disk as _, Home, Made, Progress, Reason};

use super::disk::{Op, PowerDisk};

/// At most so many of the backups that are listed are restored in one state.
const RESTORED: usize = 3;

/// What backups have to give back, by number.
#[derive(Default)]
pub(super) struct Expected(BTreeMap<u64, BTreeMap<PathBuf, Vec<u8>>>);

impl Expected {
    /// Backs a project up on a disk, if it has changed since the last time.
    pub fn make(
        &mut self,
        root: &Path,
        state: &Path,
        disk: &Arc<PowerDisk>,
        at: Timestamp,
    ) -> anyhow::Result<()> {
        let backups = Backups::new(folder(root, state), Arc::<PowerDisk>::clone(disk));
        let about = Settings::default();
        let made = backups.make_at(root, &about, Reason::Regular, at, &Progress::default())?;
        if let Made::New { number, .. } = made {
            self.0.insert(number, files(root, Path::new(""))?);
            disk.note(Op::BackedUp(number));
        }
        Ok(())
    }

    /// Fails when a backup that is listed does not come back as it was, or the one of this number, which was made, is not
    /// listed. `place` is a folder for the copies.
    pub fn check(
        &self,
        root: &Path,
        state: &Path,
        made: u64,
        place: &Path,
        dice: &mut fastrand::Rng,
    ) -> anyhow::Result<()> {
        // Of the copies nothing has to last.
        let backups = Backups::new(folder(root, state), Arc::new(PowerDisk::new(place)?));
        let mut listed = backups.list();
        let is_listed = |number| listed.iter().any(|backup| backup.number == number);
        ensure!(made == 0 || is_listed(made), "backup {made} is not listed");
        dice.shuffle(&mut listed);
        for backup in listed.into_iter().take(RESTORED) {
            let number = backup.number;
            if let Err(why) = backup.about {
                anyhow::bail!("backup {number} cannot be used: {why}");
            }
            let copy = place.join("copy");
            let restored = backups.restore(number, &copy, &Progress::default());
            let restored = restored.with_context(|| format!("restoring backup {number}"))?;
            ensure!(restored.remarks.is_empty(), "{:?}", restored.remarks);
            let there = files(&copy, Path::new(""))?;
            // One whose list was written just before the cut is not known to be made.
            let wanted = self.0.get(&number).context("no such backup was made")?;
            ensure!(there == *wanted, "backup {number} holds something else");
            fs::remove_dir_all(copy)?;
        }
        Ok(())
    }
}

/// Makes so many backups of a project that old ones are given up and their packs brought together: some in an hour, and then
/// one a day.
pub(super) fn make_many(
    root: &Path,
    state: &Path,
    disk: &Arc<PowerDisk>,
    dice: &mut fastrand::Rng,
) -> anyhow::Result<Expected> {
    let mut expected = Expected::default();
    let mut at = Timestamp::from_second(1_800_000_000)?;
    for number in 0..18 {
        let file = if dice.bool() {
            format!("notes-{number}.md")
        } else {
            "guidelines.md".to_owned()
        };
        let path = root.join(file);
        if path.exists() {
            disk.remove(&path)?;
        }
        let mut file = disk.create(&path, None)?;
        file.write_at(0, "note ".repeat(dice.usize(0..500)).as_bytes())?;
        file.write_at(0, number.to_string().as_bytes())?;
        file.sync()?;
        disk.sync_folder(root)?;
        let hours = if number < 6 { 0 } else { 24 };
        at += SignedDuration::from_hours(hours);
        expected.make(root, state, disk, at)?;
    }
    Ok(expected)
}

fn folder(root: &Path, state: &Path) -> PathBuf {
    Home::of(state, root).folder().join("backups")
}

/// The files of a project, without what is hidden.
fn files(root: &Path, folder: &Path) -> anyhow::Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let name = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            found.extend(files(root, &name)?);
        } else if !entry.file_name().to_string_lossy().starts_with('.') {
            found.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::synth::{self, Script, Size};

    #[test]
    fn a_backup_that_holds_something_else_is_noticed() {
        let place = tempfile::tempdir().unwrap();
        let base = place.path().canonicalize().unwrap();
        let [root, state, beside] = ["project", "state", "beside"].map(|name| base.join(name));
        let size = Size {
            articles: 1,
            bytes: 200,
            annotations: 1,
            links: false,
            script: Script::English,
            seed: 1,
        };
        synth::make(&root, size).unwrap();
        fs::create_dir(&beside).unwrap();
        let disk = Arc::new(PowerDisk::new(&base).unwrap());
        let mut dice = fastrand::Rng::with_seed(1);
        let mut expected = make_many(&root, &state, &disk, &mut dice).unwrap();
        assert!(Backups::new(folder(&root, &state), disk).list().len() < 18);
        let mut check =
            |expected: &Expected, made| expected.check(&root, &state, made, &beside, &mut dice);
        check(&expected, 18).unwrap();
        assert!(check(&expected, 19).is_err());
        for files in expected.0.values_mut() {
            files.remove(Path::new("guidelines.md"));
        }
        assert!(check(&expected, 18).is_err());
    }
}
