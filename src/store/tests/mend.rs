//! Damaged files get their last good version back: from the backups, gone on with by the journal.

use super::*;
use crate::model::{Change, Edit, LayerKey, Slot, Status, TagId, Way, edits};

struct Place {
    folder: TempDir,
    state: TempDir,
}

impl Place {
    /// A project of which there is a backup.
    fn new() -> (Self, Project) {
        let (folder, project) = made();
        let state = tempfile::tempdir().unwrap();
        let place = Self { folder, state };
        place.back_up(&project);
        (place, project)
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn home(&self) -> Home {
        Home::of(self.state.path(), self.root())
    }

    fn back_up(&self, project: &Project) {
        let backups = self.home().backups();
        let (about, progress) = (&project.settings, Progress::default());
        backups
            .make(self.root(), about, Reason::ByHand, &progress)
            .unwrap();
    }

    /// Somebody works: every edit is in the journal and in the folder.
    fn work(&self, project: &mut Project, edits: impl IntoIterator<Item = Edit>) {
        self.work_at(project, edits, jiff::Timestamp::now());
    }

    fn work_at(
        &self,
        project: &mut Project,
        edits: impl IntoIterator<Item = Edit>,
        at: jiff::Timestamp,
    ) {
        let mut session = Session::new(self.home().shelf(), Arc::new(RealDisk), self.root());
        for (number, edit) in (1..).zip(edits) {
            let opened = opened(self.root());
            let parts = edit.parts();
            let inverse = edit.apply(project).unwrap();
            let by = annotator("ana");
            let mut deed = Deed {
                number,
                ..Deed::new(&by, at, Way::Done, edit, inverse)
            };
            deed.note_places(project);
            session.append(&[Record::Deed(Box::new(deed))]).unwrap();
            save(self.root(), project, &parts, &opened.locked).unwrap();
            let published = parts.into_iter().map(|part| Record::Published {
                part,
                through: number,
            });
            session.append(&published.collect::<Vec<_>>()).unwrap();
        }
    }

    /// A synchronising program brings a layer.
    fn bring(&self, project: &Project, layer: &LayerKey) {
        let opened = opened(self.root());
        let parts = [Part::Layer(layer.clone())];
        save(self.root(), project, &parts, &opened.locked).unwrap();
    }

    fn look(&self, file: &str) -> Option<Mending> {
        let project = open(self.root(), &Progress::default())
            .map_or_else(|_| Project::default(), |opened| opened.project);
        let progress = Progress::default();
        Mending::look(self.root(), &self.home(), &project, file, &progress).unwrap()
    }

    fn mend(&self, file: &str) {
        let damaged = fs::read(self.root().join(file)).unwrap();
        let mending = self.look(file).expect("there is a good version");
        let kept = mending.carry_out(self.root(), &self.home()).unwrap();
        assert_eq!(fs::read(kept).unwrap(), damaged);
    }
}

fn noted(project: &Project, id: &str, note: &str) -> Edit {
    let changed = with_note(project, id, note);
    let annotation = &changed.layers[&key("one", "ana")].annotations[&mark(id)];
    let slot = Slot::Present(Arc::clone(annotation));
    let change = Change::Annotation(key("one", "ana"), mark(id), slot);
    Edit::new("Note", vec![change])
}

#[test]
fn a_file_cut_off_anywhere_comes_back_as_it_was_last() {
    let (place, mut project) = Place::new();
    let edits = [
        noted(&project, "m1", "one"),
        noted(&project, "m2", "two"),
        noted(&project, "m1", "three"),
    ];
    place.work(&mut project, edits);
    let whole = fs::read(place.root().join(LAYER)).unwrap();
    for length in (0..whole.len() - 1).step_by(7) {
        fs::write(place.root().join(LAYER), &whole[..length]).unwrap();
        let mending = place.look(LAYER).unwrap();
        assert_eq!(mending.changes, 3);
        place.mend(LAYER);
        let opened = opened(place.root());
        assert_eq!(opened.findings, []);
        assert_eq!(opened.project, project);
    }
}

#[test]
fn what_the_backup_has_already_is_not_done_again() {
    let (place, mut project) = Place::new();
    let edits = [noted(&project, "m1", "one"), noted(&project, "m1", "two")];
    place.work(&mut project, edits);
    place.back_up(&project);
    let edit = noted(&project, "m2", "later");
    place.work(&mut project, [edit]);
    fs::write(place.root().join(LAYER), "(").unwrap();
    assert_eq!(place.look(LAYER).unwrap().changes, 1);
    place.mend(LAYER);
    assert_eq!(opened(place.root()).project, project);
}

#[test]
fn a_layer_that_was_never_backed_up_comes_back_from_the_journal() {
    let (place, mut project) = Place::new();
    let layer = key("two", "ana");
    let spans = Spans::one(Span::of(3..5)).unwrap();
    let claim = TagId::new("claim").unwrap();
    let edit = edits::annotate(&project, &author(0), &layer, mark("n1"), &claim, spans);
    place.work(&mut project, [edit]);
    let file = layout::shown(&part_path(&Part::Layer(layer)));
    fs::write(place.root().join(&file), "").unwrap();
    assert_eq!(place.look(&file).unwrap().at, None);
    place.mend(&file);
    assert_eq!(opened(place.root()).project, project);
}

#[test]
fn a_layer_that_came_from_elsewhere_and_was_never_backed_up_is_not_made_of_what_was_done_here_alone()
 {
    let (place, mut project) = Place::new();
    let layer = key("two", "ana");
    let claim = TagId::new("claim").unwrap();
    let annotate = |project: &Project, id: &str| {
        let spans = Spans::one(Span::of(3..5)).unwrap();
        edits::annotate(project, &author(0), &layer, mark(id), &claim, spans)
    };
    // A synchronising program brings it while nothing is open here.
    annotate(&project, "n1").apply(&mut project).unwrap();
    place.bring(&project, &layer);
    let edit = annotate(&project, "n2");
    place.work(&mut project, [edit]);
    let file = layout::shown(&part_path(&Part::Layer(layer)));
    fs::write(place.root().join(&file), "").unwrap();
    assert!(place.look(&file).is_none());
}

#[test]
fn what_was_done_long_before_the_backup_was_overtaken_and_is_not_done_again() {
    let (place, mut project) = Place::new();
    let before = project.clone();
    let layer = key("one", "ana");
    let edit = edits::set_status(&project, &layer, Status::Done);
    place.work_at(
        &mut project,
        [edit],
        jiff::Timestamp::now() - jiff::SignedDuration::from_hours(1),
    );
    // On another computer it is taken back, and comes here by a synchronising program.
    place.bring(&before, &layer);
    place.back_up(&before);
    fs::write(place.root().join(LAYER), "(").unwrap();
    assert_eq!(place.look(LAYER).unwrap().changes, 0);
    place.mend(LAYER);
    assert_eq!(opened(place.root()).project, before);
}

#[test]
fn every_file_of_a_project_comes_back() {
    let (place, project) = Place::new();
    let before = files(place.root());
    for (file, bytes) in &before {
        if file.starts_with('.') {
            continue;
        }
        // No text is one with these bytes, either.
        fs::write(place.root().join(file), [0xff, 0x00, 0xff]).unwrap();
        place.mend(file);
        assert_eq!(&fs::read(place.root().join(file)).unwrap(), bytes, "{file}");
    }
    assert_eq!(opened(place.root()).project, project);
}

#[test]
fn what_is_whole_newer_unknown_or_changed_since_stays() {
    let (place, project) = Place::new();
    let path = place.root().join(LAYER);
    let whole = fs::read_to_string(&path).unwrap();
    assert!(place.look(LAYER).is_none(), "it is whole");
    let newer = whole.replacen("format: 1", "format: 99", 1);
    assert_ne!(newer, whole);
    fs::write(&path, newer).unwrap();
    assert!(place.look(LAYER).is_none(), "it is of a newer program");
    assert!(place.look("notes.txt").is_none() && place.look("../x").is_none());
    fs::remove_file(&path).unwrap();
    assert!(place.look(LAYER).is_none(), "it is not there");

    fs::write(&path, "damaged").unwrap();
    let mending = place.look(LAYER).unwrap();
    fs::write(&path, &whole).unwrap();
    let refused = mending.carry_out(place.root(), &place.home()).unwrap_err();
    assert!(refused.contains(LAYER), "{refused}");
    assert_eq!(fs::read_to_string(&path).unwrap(), whole);

    fs::write(&path, "damaged").unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let home = Home::of(elsewhere.path(), place.root());
    let progress = Progress::default();
    let found = Mending::look(place.root(), &home, &project, LAYER, &progress);
    assert!(found.unwrap().is_none(), "nobody knows a version");
}

#[test]
fn what_git_left_or_a_doubtful_text_keeps_is_not_replaced() {
    let (place, _) = Place::new();
    let path = place.root().join(LAYER);
    let whole = fs::read_to_string(&path).unwrap();
    let both = format!("<<<<<<< HEAD\n{whole}=======\n(\n>>>>>>> theirs\n");
    fs::write(&path, both).unwrap();
    assert!(place.look(LAYER).is_none(), "git left two versions");

    // A text that was cut off is damaged; one that was changed is not. Meanwhile no layer is made on it.
    let text = place.root().join("articles/one.txt");
    let loaded = fs::read_to_string(&text).unwrap();
    fs::write(&path, "(").unwrap();
    fs::write(&text, format!("{loaded} And more.")).unwrap();
    assert!(place.look("articles/one.txt").is_none() && place.look(LAYER).is_none());
    fs::write(&text, &loaded[..loaded.len() / 2]).unwrap();
    assert!(place.look(LAYER).is_none());
    place.mend("articles/one.txt");
    assert_eq!(fs::read_to_string(&text).unwrap(), loaded);
    place.mend(LAYER);
    assert_eq!(fs::read_to_string(&path).unwrap(), whole);
}

#[test]
fn changes_that_do_not_fit_are_counted_and_left_out() {
    let (place, project) = Place::new();
    // Between the backup and the work somebody else has written another note.
    let mut theirs = with_note(&project, "m1", "theirs");
    let edit = noted(&theirs, "m1", "mine");
    place.work(&mut theirs, [edit]);
    fs::write(place.root().join(LAYER), "").unwrap();
    let mending = place.look(LAYER).unwrap();
    assert_eq!((mending.changes, mending.left_out), (0, 1));
    place.mend(LAYER);
    assert!(opened(place.root()).findings.is_empty());
}
