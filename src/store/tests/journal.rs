//! The journal: what was acknowledged is there again, whatever became of the program.

use super::*;
use crate::model::{Change, Edit, Past, Slot, Way};
use crate::store::journal::Recovery;

/// A project folder and a state folder.
struct Place {
    folder: TempDir,
    state: TempDir,
    project: Project,
}

impl Place {
    fn new() -> Self {
        let (folder, project) = made();
        Self {
            folder,
            state: tempfile::tempdir().unwrap(),
            project,
        }
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn desk(&self) -> Desk {
        let project = opened(self.root()).project;
        self.desk_for(&project, "ana")
    }

    fn desk_for(&self, project: &Project, annotator: &str) -> Desk {
        let home = Home::of(self.state.path(), self.root());
        let disk = Arc::new(RealDisk);
        Desk::prepare(
            home,
            self.root(),
            project,
            &super::annotator(annotator),
            disk,
        )
    }

    /// The file of the only session.
    fn session(&self) -> std::path::PathBuf {
        let names = files(self.state.path());
        let is_log = |name: &&String| Path::new(name).extension().is_some_and(|it| it == "log");
        let logs: Vec<&String> = names.keys().filter(is_log).collect();
        assert_eq!(logs.len(), 1, "{names:?}");
        self.state.path().join(logs[0])
    }
}

/// A deed on the project, which is changed.
fn deed(project: &mut Project, number: u64, edit: Edit) -> Record {
    let inverse = edit.apply(project).unwrap();
    let mut deed = Deed {
        number,
        ..Deed::new(&annotator("ana"), author(0).at, Way::Done, edit, inverse)
    };
    deed.note_places(project);
    Record::Deed(Box::new(deed))
}

fn note(project: &Project, id: &str, note: &str) -> Edit {
    let changed = with_note(project, id, note);
    let annotation = changed.layers[&key("one", "ana")].annotations[&mark(id)].clone();
    Edit::new(
        format!("Note {note}"),
        vec![Change::Annotation(
            key("one", "ana"),
            mark(id),
            Slot::Present(annotation),
        )],
    )
}

/// Three deeds in a session whose program dies; the project after each.
fn three_deeds(place: &Place) -> Vec<Project> {
    let mut session = place.desk().session.unwrap();
    let mut project = place.project.clone();
    let mut states = vec![project.clone()];
    for (number, text) in [(1, "one"), (2, "two"), (3, "three")] {
        let id = if number == 2 { "m2" } else { "m1" };
        let edit = note(&project, id, text);
        let record = deed(&mut project, number, edit);
        session.append(&[record]).unwrap();
        states.push(project.clone());
    }
    // A program that dies gives nothing back and notes nothing.
    core::mem::forget(session);
    states
}

fn brought_back(project: &Project, recovery: &Recovery) -> Project {
    let mut project = project.clone();
    let merged = recovery.merge(&project);
    assert_eq!(merged.conflicts, []);
    merged.edit.apply(&mut project).unwrap();
    project
}

/// The lock of a session that was forgotten is still held by this process; on a computer it would be free.
fn copy_of_state(place: &Place) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for (name, bytes) in files(place.state.path()) {
        let path = copy.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    copy
}

#[test]
fn what_did_not_reach_the_folder_is_brought_back_once() {
    let mut place = Place::new();
    let states = three_deeds(&place);
    assert_eq!(
        place.desk().recovery,
        Recovery::default(),
        "the session is alive"
    );
    place.state = copy_of_state(&place);

    let desk = place.desk();
    assert_eq!(desk.recovery.covers, [(1, 3)]);
    assert_eq!(brought_back(&place.project, &desk.recovery), states[3]);

    // The next session notes that it has them; nothing is brought back twice.
    let mut session = desk.session.unwrap();
    session
        .append(&[Record::Covers {
            session: 1,
            through: 3,
        }])
        .unwrap();
    drop((desk.seat, session));
    let desk = place.desk();
    assert_eq!(desk.recovery.steps, []);
    assert_eq!(desk.recovery.past, [1, 2]);
    drop(desk);
    assert_eq!(
        place.desk().recovery,
        Recovery::default(),
        "they are laid by"
    );
}

#[test]
fn what_has_reached_the_folder_is_not_brought_back() {
    let mut place = Place::new();
    let states = three_deeds(&place);
    let published = Record::Published {
        part: layer_part(),
        through: 2,
    };
    let mut bytes = fs::read(place.session()).unwrap();
    let end = crate::store::journal::line::read(&bytes).length;
    bytes.splice(
        end..end,
        crate::store::journal::line::encode(&published).unwrap(),
    );
    fs::write(place.session(), bytes).unwrap();
    save(
        place.root(),
        &states[2],
        &[layer_part()],
        &known(place.root()),
    )
    .unwrap();
    place.state = copy_of_state(&place);
    let desk = place.desk();
    assert_eq!(desk.recovery.steps.len(), 1);
    assert_eq!(brought_back(&states[2], &desk.recovery), states[3]);
}

#[test]
fn a_journal_that_is_cut_anywhere_gives_what_is_whole() {
    let mut place = Place::new();
    let states = three_deeds(&place);
    let bytes = fs::read(place.session()).unwrap();
    let whole = crate::store::journal::line::read(&bytes).length;
    let ends: Vec<usize> = (0..whole)
        .filter(|at| bytes[*at] == b'\n')
        .map(|at| at + 1)
        .collect();
    place.state = copy_of_state(&place);
    for cut in (0..=whole).step_by(7).chain(ends.iter().copied()) {
        fs::write(place.session(), &bytes[..cut]).unwrap();
        let recovery = super::journal::recover(&place.desk().home.shelf(), &place.project);
        // The first line is that the session began.
        let deeds = ends
            .iter()
            .filter(|end| **end <= cut)
            .count()
            .saturating_sub(1);
        assert_eq!(
            brought_back(&place.project, &recovery),
            states[deeds],
            "{cut}"
        );
        assert_eq!(recovery.remarks, [""; 0], "{cut}");
    }
}

#[test]
fn a_damaged_line_is_told_and_the_others_count() {
    let mut place = Place::new();
    let states = three_deeds(&place);
    let mut bytes = fs::read(place.session()).unwrap();
    // The second deed is of another annotation than the third.
    let at = bytes
        .windows(8)
        .position(|window| window == b"Note two")
        .unwrap();
    bytes[at] ^= 4;
    place.state = copy_of_state(&place);
    fs::write(place.session(), bytes).unwrap();
    let recovery = place.desk().recovery;
    assert_eq!(recovery.remarks.len(), 1);
    assert!(
        recovery.remarks[0].contains("damaged in line 3"),
        "{:?}",
        recovery.remarks
    );
    let back = brought_back(&place.project, &recovery);
    let notes = |project: &Project, id: &str| {
        project.layers[&key("one", "ana")].annotations[&mark(id)]
            .note
            .clone()
    };
    assert_eq!(notes(&back, "m1"), "three");
    assert_eq!(notes(&back, "m2"), notes(&states[0], "m2"));
}

#[test]
fn what_somebody_else_changed_meanwhile_stays() {
    let mut place = Place::new();
    three_deeds(&place);
    rewrite(place.root(), LAYER, |ron| {
        ron.replace("A first look", "Theirs")
    });
    place.state = copy_of_state(&place);
    let theirs = opened(place.root()).project;
    let back = brought_back(&theirs, &place.desk().recovery);
    let layer = &back.layers[&key("one", "ana")];
    assert_eq!(layer.head.note, "Theirs");
    assert_eq!(layer.annotations[&mark("m1")].note, "three");
}

#[test]
fn what_stood_on_another_text_is_put_where_its_words_are_or_kept_without_a_place() {
    let mut place = Place::new();
    three_deeds(&place);
    place.state = copy_of_state(&place);
    let mut project = place.project.clone();
    let article = Arc::make_mut(project.articles.get_mut("one").unwrap());
    // Nothing stands where it stood.
    article.text = crate::text::Text::new(format!("xx{TEXT}"));
    article.sha256 = sha256_hex(article.text.as_str());
    project.layers = imbl::OrdMap::new();
    let recovery = place.desk_for(&project, "ana").recovery;
    let back = brought_back(&project, &recovery);
    let layer = &back.layers[&key("one", "ana")];
    assert!(layer.annotations.is_empty());
    assert_eq!(layer.detached.len(), 2);
    assert_eq!(layer.detached[&mark("m1")].note, "three");
    assert!(!layer.detached[&mark("m1")].spans[0].text.is_empty());
}

#[test]
fn undo_reaches_back_into_earlier_sessions() {
    let mut place = Place::new();
    let states = three_deeds(&place);
    place.state = copy_of_state(&place);
    save(
        place.root(),
        &states[3],
        &[layer_part()],
        &known(place.root()),
    )
    .unwrap();
    let past = place.desk().past;
    assert_eq!(past.iter().filter(|past| past.way == Way::Done).count(), 3);
    let mut project = states[3].clone();
    let mut history = crate::model::History::restore(past, &project);
    for state in states.iter().rev().skip(1) {
        history.undo(&mut project).unwrap().unwrap();
        assert_eq!(&project, state);
    }
    assert!(history.undo(&mut project).unwrap().is_none());
    let others: Vec<Past> = place.desk_for(&states[3], "ben").past;
    assert_eq!(others, [], "nobody takes back what another did");
}

#[test]
fn an_article_comes_back_with_its_text() {
    let place = Place::new();
    let mut session = place.desk().session.unwrap();
    let mut project = place.project.clone();
    let new = article("new", "Another text.\nWith 😀.");
    let edit = Edit::new("Add", vec![Change::Article(new.id.clone(), Some(new))]);
    let record = deed(&mut project, 1, edit);
    session.append(&[record]).unwrap();
    drop(session);
    assert_eq!(
        brought_back(&place.project, &place.desk().recovery),
        project
    );
}

/// The text is written first: a crash may leave it alone.
#[test]
fn an_article_of_which_only_the_text_was_written_gets_the_rest_from_the_journal() {
    let place = Place::new();
    let mut session = place.desk().session.unwrap();
    let mut project = place.project.clone();
    let new = article("new", "Another text.\n");
    let edit = Edit::new("Add", vec![Change::Article(new.id.clone(), Some(new))]);
    let record = deed(&mut project, 1, edit);
    session.append(&[record]).unwrap();
    drop(session);
    fs::write(place.root().join("articles/new.txt"), "Another text.\n").unwrap();
    let left = opened(place.root()).project;
    assert_eq!(brought_back(&left, &place.desk().recovery), project);
}

#[test]
fn a_session_gives_back_the_room_that_it_did_not_need() {
    let place = Place::new();
    let desk = place.desk();
    let mut session = desk.session.unwrap();
    let mut project = place.project.clone();
    let edit = note(&project, "m1", "one");
    session.append(&[deed(&mut project, 1, edit)]).unwrap();
    assert_eq!(fs::metadata(place.session()).unwrap().len(), 1 << 20);
    drop(session);
    let bytes = fs::read(place.session()).unwrap();
    assert_eq!(
        crate::store::journal::line::read(&bytes).length,
        bytes.len()
    );
}

#[test]
fn what_was_written_again_after_a_refusal_is_one_step_of_undo() {
    let place = Place::new();
    let mut project = place.project.clone();
    let deeds: Vec<Record> = ["one", "two", "three"]
        .iter()
        .zip(1..)
        .map(|(words, number)| {
            let edit = note(&project, "m1", words);
            deed(&mut project, number, edit)
        })
        .collect();
    let shelf = Home::of(place.state.path(), place.root()).shelf();
    let mut session = Session::new(shelf.clone(), Arc::new(RealDisk), place.root());
    session.append(&deeds[..2]).unwrap();
    let first = session.number().unwrap();
    session.close();
    let path = shelf_file(&place, first);
    // The disk refused the second deed after all, and it was written again with the third.
    let begin = Record::Begin {
        format: 1,
        root: String::new(),
        at: author(0).at,
        follows: Some(first),
        project: String::new(),
    };
    let lines: Vec<u8> = [&begin, &deeds[1], &deeds[2]]
        .into_iter()
        .flat_map(|record| crate::store::journal::line::encode(record).unwrap())
        .collect();
    fs::write(path.with_file_name(format!("{:06}.log", first + 1)), lines).unwrap();
    let past = crate::store::journal::past(&shelf, &place.project, &annotator("ana"));
    let names: Vec<&str> = past.iter().map(|past| past.edit.name.as_str()).collect();
    assert_eq!(names, ["Note one", "Note two", "Note three"]);
}

#[test]
fn sessions_that_were_joined_are_undone_each_by_its_own_numbers() {
    let place = Place::new();
    let mut project = place.project.clone();
    let mut note_as = |words: &str, number: u64| {
        let edit = note(&project, "m1", words);
        deed(&mut project, number, edit)
    };
    let begin = |follows: Option<u64>| Record::Begin {
        format: 1,
        root: String::new(),
        at: author(0).at,
        follows,
        project: "ours".to_owned(),
    };
    // The disk refused the file of session 2, which went on in 3.
    let one = note_as("one", 1);
    let (two, three, four) = (note_as("two", 1), note_as("three", 2), note_as("four", 3));
    let five = note_as("five", 1);
    let sessions = [
        (1, vec![begin(None), one]),
        (2, vec![begin(None), two, three.clone()]),
        (3, vec![begin(Some(2)), three, four]),
        (4, vec![begin(None), five]),
    ];
    let shelf = Home::of(place.state.path(), place.root()).shelf();
    let mut ours = place.project.clone();
    ours.settings.id = "ours".to_owned();
    // Which of them stand together in a file.
    for files in [
        vec![1..2, 2..3, 3..4, 4..5],
        vec![1..5],
        vec![1..3, 3..5],
        vec![1..4, 4..5],
        vec![1..2, 2..4, 4..5],
        // A crash between joining and removing.
        vec![1..2, 2..3, 1..5],
    ] {
        let folder = shelf.past_file("");
        let _there_may_be_none = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for file in &files {
            let mut lines = Vec::new();
            for (number, records) in &sessions {
                if file.contains(number) {
                    let joined = Record::Joined { session: *number };
                    let joined = Some(&joined).filter(|_| file.end - file.start > 1);
                    for record in joined.into_iter().chain(records) {
                        lines.extend(crate::store::journal::line::encode(record).unwrap());
                    }
                }
            }
            fs::write(folder.join(format!("{:06}.log", file.end - 1)), lines).unwrap();
        }
        let past = crate::store::journal::past(&shelf, &ours, &annotator("ana"));
        let names: Vec<&str> = past.iter().map(|past| past.edit.name.as_str()).collect();
        let all = [
            "Note one",
            "Note two",
            "Note three",
            "Note four",
            "Note five",
        ];
        assert_eq!(names, all, "{files:?}");
        // And of another project none is.
        let mut other = ours.clone();
        other.settings.id = "other".to_owned();
        assert!(crate::store::journal::past(&shelf, &other, &annotator("ana")).is_empty());
    }
}

#[test]
fn the_journal_of_another_project_that_was_copied_here_is_left_alone() {
    let place = Place::new();
    let mut project = place.project.clone();
    let edit = note(&project, "m1", "of another project");
    let deeds = [deed(&mut project, 1, edit)];
    let shelf = Home::of(place.state.path(), place.root()).shelf();
    let mut session =
        Session::new(shelf.clone(), Arc::new(RealDisk), place.root()).of_project("other");
    session.append(&deeds).unwrap();
    let number = session.number().unwrap();
    session.close();
    let mut ours = place.project.clone();
    ours.settings.id = "ours".to_owned();
    let recovery = crate::store::recover(&shelf, &ours);
    assert!(recovery.steps.is_empty() && recovery.covers.is_empty() && recovery.past.is_empty());
    assert!(
        recovery.remarks[0].contains("is of another project"),
        "{recovery:?}"
    );
    assert!(crate::store::journal::past(&shelf, &ours, &annotator("ana")).is_empty());
    assert!(shelf_file(&place, number).exists());
    // To the project whose it is it says all.
    ours.settings.id = "other".to_owned();
    assert_eq!(crate::store::recover(&shelf, &ours).steps.len(), 1);
}

/// The file of a session.
fn shelf_file(place: &Place, number: u64) -> std::path::PathBuf {
    let names = files(place.state.path());
    let wanted = format!("{number:06}.log");
    let name = names.keys().find(|name| name.ends_with(&wanted)).unwrap();
    place.state.path().join(name)
}

/// A step by which Ana marks words of the article as it reads now.
fn marked(project: &Project, id: &str, words: &str) -> Edit {
    let text = &project.articles["one"].text;
    let start = text.as_str().find(words).unwrap();
    let spans = Spans::one(Span::of(start..start + words.len())).unwrap();
    let annotation = annotation(id, "claim", spans, author(8).at);
    let slot = Slot::Present(annotation);
    let change = Change::Annotation(key("one", "ana"), mark(id), slot);
    Edit::new("Mark", vec![change])
}

fn corrected(project: &Project, was: &str, now: &str) -> Edit {
    let text = project.articles["one"].text.as_str();
    let start = text.find(was).unwrap();
    let passage = Span::of(start..start + was.len());
    let id = ArticleId::new("one").unwrap();
    crate::model::edits::correct_text(project, &author(7), &id, passage, now, "")
}

/// What stands on a text that was corrected meanwhile goes along, whatever of all that has reached the folder: nothing,
/// the text alone, the layer alone.
#[test]
fn work_around_corrections_that_did_not_reach_the_folder_is_brought_back_in_its_place() {
    type Do = fn(&Project) -> Edit;
    let courses: [&[Do]; 4] = [
        &[
            |it| marked(it, "m8", "over"),
            |it| corrected(it, "close", "shut for good"),
        ],
        &[
            |it| corrected(it, "close", "shut for good"),
            |it| marked(it, "m9", "over"),
        ],
        &[
            |it| marked(it, "m8", "over"),
            |it| corrected(it, "close", "shut for good"),
            |it| marked(it, "m9", "she"),
            |it| corrected(it, "she", "Ms. Lee"),
            |it| note(it, "m1", "later"),
        ],
        &[
            |it| corrected(it, "close", "shut for good"),
            |it| marked(it, "m9", "over"),
            |it| crate::model::edits::take_back_corrections(it, &ArticleId::new("one").unwrap(), 0),
        ],
    ];
    for (number, course) in courses.iter().enumerate() {
        for reached in [&[][..], &[Part::Article(ArticleId::new("one").unwrap())]] {
            let mut place = Place::new();
            let mut session = place.desk().session.unwrap();
            let mut project = place.project.clone();
            for (number, step) in (1..).zip(*course) {
                let edit = step(&project);
                let record = deed(&mut project, number, edit);
                session.append(&[record]).unwrap();
            }
            core::mem::forget(session);
            place.state = copy_of_state(&place);
            let known = opened(place.root()).locked;
            save(place.root(), &project, reached, &known).unwrap();
            let there = opened(place.root()).project;
            let recovery = place.desk_for(&there, "ana").recovery;
            let now = brought_back(&there, &recovery);
            assert_eq!(now, project, "course {number}, reached {reached:?}");
        }
    }
}
