//! What the journal tells of the past, and for how long.

use std::ops::ControlFlow;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::*;
use crate::model::random::{edits_for, projects};
use crate::model::{Edit, Way};

/// A shelf in a folder of its own.
struct Place {
    state: TempDir,
    at: Timestamp,
}

impl Place {
    fn new() -> Self {
        Self {
            state: tempfile::tempdir().unwrap(),
            at: "2026-11-26T12:00:00Z".parse().unwrap(),
        }
    }

    fn shelf(&self) -> Shelf {
        Home::of(self.state.path(), Path::new("/ports")).shelf()
    }

    fn deed(&self, project: &mut Project, number: u64, edit: Edit) -> Option<Deed> {
        let inverse = edit.apply(project).ok()?;
        let mut deed = Deed {
            number,
            ..Deed::new(&annotator("ana"), self.at, Way::Done, edit, inverse)
        };
        deed.note_places(project);
        Some(deed)
    }

    /// A session with these deeds; its number.
    fn session(&self, deeds: Vec<Deed>) -> u64 {
        let mut session = Session::new(self.shelf(), Arc::new(RealDisk), Path::new("/ports"));
        let records: Vec<Record> = deeds
            .into_iter()
            .map(|deed| Record::Deed(Box::new(deed)))
            .collect();
        session.append(&records).unwrap();
        session.number().unwrap()
    }

    /// Sessions of one deed each, so many hours apart, all of them in the project folder.
    fn sessions(&mut self, count: u64, hours: i64) {
        for _ in 0..count {
            self.at += SignedDuration::from_hours(hours);
            let name = format!("Rename at {}", self.at);
            let edit = Edit::new(name.clone(), vec![crate::model::Change::Guidelines(name)]);
            let deed = self.deed(&mut Project::default(), 1, edit).unwrap();
            let number = self.session(vec![deed]);
            self.shelf().lay_by(&RealDisk, number);
        }
    }

    fn told(&self) -> Vec<(super::super::Place, Deed)> {
        let mut told = Vec::new();
        let reach = backwards(&self.shelf(), &Progress::default(), |place, deed| {
            told.push((place, deed));
            ControlFlow::Continue(())
        });
        assert_eq!(reach.unwrap().remarks, [""; 0]);
        told
    }

    fn tidy(&self, days: u32) {
        tidy(&self.shelf(), &RealDisk, days, self.at);
    }
}

fn hex_names(place: &Place) -> Vec<u64> {
    place.shelf().past_sessions()
}

#[test]
fn letters_that_are_one_step_are_told_as_one() {
    let place = Place::new();
    let mut project = Project::default();
    let mut deeds = Vec::new();
    for (number, text) in [(1, "one"), (2, "a"), (3, "ab"), (4, "abc")] {
        let edit = Edit::new(
            text,
            vec![crate::model::Change::Guidelines(text.to_owned())],
        );
        let mut deed = place.deed(&mut project, number, edit).unwrap();
        deed.joins = number > 2;
        deeds.push(deed);
    }
    place.session(deeds);
    let told = place.told();
    let names: Vec<&str> = told
        .iter()
        .map(|(_, deed)| deed.edit.name.as_str())
        .collect();
    assert_eq!(names, ["abc", "one"]);
    let (at, deed) = &told[0];
    assert_eq!(at.number, 2);
    assert_eq!(
        deed.inverse.changes,
        [crate::model::Change::Guidelines("one".to_owned())]
    );
    let before = project_before(&project, &place.shelf(), *at, &Progress::default());
    assert_eq!(before.unwrap().unwrap().guidelines.as_ref(), "one");
    let nowhere = super::super::Place {
        session: 9,
        number: 9,
    };
    let unknown = project_before(&project, &place.shelf(), nowhere, &Progress::default());
    assert_eq!(unknown.unwrap(), None);
}

#[test]
fn short_sessions_are_joined_and_tell_the_same() {
    let mut place = Place::new();
    place.sessions(40, 1);
    let before = place.told();
    assert_eq!(before.len(), 40);
    place.tidy(90);
    assert_eq!(hex_names(&place), [40]);
    assert_eq!(place.told(), before);
    place.sessions(3, 1);
    let before = place.told();
    place.tidy(0);
    assert_eq!(hex_names(&place).len(), 4);
    place.sessions(20, 1);
    place.tidy(0);
    assert_eq!(hex_names(&place), [63]);
    assert_eq!(place.told()[20..], before);
}

#[test]
fn a_crash_between_joining_and_removing_tells_nothing_twice() {
    let mut place = Place::new();
    place.sessions(20, 1);
    let before = place.told();
    let folder = |name: &str| {
        let names = files(place.state.path());
        let found = names.keys().find(|it| it.ends_with(name)).unwrap();
        place.state.path().join(found)
    };
    let (seventh, copy) = (
        folder("000007.log"),
        fs::read(folder("000007.log")).unwrap(),
    );
    place.tidy(90);
    assert!(!seventh.exists());
    fs::write(&seventh, copy).unwrap();
    assert_eq!(place.told(), before);
    place.tidy(90);
    assert!(!seventh.exists());
    assert_eq!(place.told(), before);
}

#[test]
fn what_is_older_than_wanted_goes_and_what_is_not_in_the_folder_stays() {
    let mut place = Place::new();
    let edit = Edit::new(
        "Left",
        vec![crate::model::Change::Guidelines("left".to_owned())],
    );
    let deed = place.deed(&mut Project::default(), 1, edit).unwrap();
    place.session(vec![deed]);
    place.sessions(10, 24);
    place.tidy(0);
    assert_eq!(place.told().len(), 11);
    place.tidy(4);
    // Those of the last four days, and the one that is not in the folder.
    assert_eq!(place.told().len(), 5 + 1);
    assert_eq!(place.shelf().open_sessions(), [1]);
}

#[test]
fn a_clock_that_jumps_makes_nothing_old_at_once() {
    let mut place = Place::new();
    place.sessions(10, 24);
    // Years later, by a wrong clock, and then right again.
    let right = place.at;
    place.sessions(1, 24 * 365 * 14);
    place.tidy(90);
    assert_eq!(place.told().len(), 11);
    place.at = right;
    place.sessions(1, 1);
    place.tidy(90);
    assert_eq!(place.told().len(), 12);
    tidy(&place.shelf(), &RealDisk, 90, Timestamp::UNIX_EPOCH);
    assert_eq!(place.told().len(), 12);
}

#[test]
fn a_damaged_session_is_told_of_and_not_joined() {
    let mut place = Place::new();
    place.sessions(20, 1);
    let path = files(place.state.path())
        .into_keys()
        .find(|name| name.ends_with("000003.log"))
        .unwrap();
    let path = place.state.path().join(path);
    let mut bytes = fs::read(&path).unwrap();
    let second = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 20;
    bytes[second] ^= 1;
    bytes.extend_from_slice(&bytes.clone()[..second - 19]);
    fs::write(&path, &bytes).unwrap();
    place.tidy(90);
    assert!(path.exists());
    let reach = backwards(&place.shelf(), &Progress::default(), |_, _| {
        ControlFlow::Continue(())
    });
    assert_eq!(reach.unwrap().remarks.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_project_as_it_was_is_what_there_was(
        (project, edits) in projects().prop_flat_map(|project| {
            let edits = edits_for(&project);
            (Just(project), edits)
        }),
        cut in any::<proptest::sample::Index>(),
    ) {
        let place = Place::new();
        let mut now = project.clone();
        let (mut states, mut deeds) = (Vec::new(), Vec::new());
        for edit in edits {
            let before = now.clone();
            let number = deeds.len() as u64 + 1;
            if let Some(deed) = place.deed(&mut now, number, edit) {
                states.push(before);
                deeds.push(deed);
            }
        }
        if deeds.is_empty() {
            return Ok(());
        }
        let later = deeds.split_off(cut.index(deeds.len()));
        for deeds in [deeds, later] {
            if !deeds.is_empty() {
                place.session(deeds);
            }
        }
        let told = place.told();
        prop_assert_eq!(told.len(), states.len());
        for ((at, _), before) in core::iter::zip(told, states.iter().rev()) {
            let then = project_before(&now, &place.shelf(), at, &Progress::default()).unwrap();
            prop_assert_eq!(then.as_ref(), Some(before));
        }
    }
}

#[test]
fn sessions_that_were_open_at_the_same_time_are_told_by_time() {
    let mut place = Place::new();
    let begin = place.at;
    let deed_at = |place: &mut Place, number: u64, hour: i64| {
        place.at = begin + SignedDuration::from_hours(hour);
        let name = format!("{hour}");
        let edit = Edit::new(name.clone(), vec![crate::model::Change::Guidelines(name)]);
        place.deed(&mut Project::default(), number, edit).unwrap()
    };
    // One window is open all day, with others beside it, one of them of a clock that is wrong.
    let days = [vec![1, 4, 9], vec![2, 3], vec![5], vec![7, 6, 8], vec![10]];
    for hours in days {
        let deeds = (1..)
            .zip(hours)
            .map(|(number, hour)| deed_at(&mut place, number, hour));
        let deeds: Vec<Deed> = deeds.collect();
        let number = place.session(deeds);
        place.shelf().lay_by(&RealDisk, number);
    }
    let mut told = Vec::new();
    let mut places = Vec::new();
    backwards(&place.shelf(), &Progress::default(), |at, deed| {
        told.push(deed.edit.name);
        places.push(at);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(told, ["10", "9", "8", "6", "7", "5", "4", "3", "2", "1"]);
    // As it was before the deed of 5 o'clock, what the other window did at 9 is not there.
    let project = Project::default();
    for at in places {
        let then = project_before(&project, &place.shelf(), at, &Progress::default());
        assert!(then.unwrap().is_some(), "{at:?}");
    }
}
