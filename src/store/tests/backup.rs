//! Backups: what was backed up comes back to the byte, and nothing that is damaged is taken for whole.

use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::{SignedDuration, Timestamp};

use super::*;

/// A project with backups, and a clock.
struct Place {
    folder: TempDir,
    state: TempDir,
    project: Project,
    now: Timestamp,
    /// Whether every content lies in a file of its own, as those of earlier versions of the program and large ones do.
    all_alone: bool,
}

impl Place {
    fn new() -> Self {
        let (folder, project) = made();
        let place = Self {
            all_alone: false,
            folder,
            state: tempfile::tempdir().unwrap(),
            project,
            now: "2026-11-26T14:05:09Z".parse().unwrap(),
        };
        place.age();
        place
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn kept(&self) -> PathBuf {
        self.state.path().join("backups")
    }

    fn backups(&self) -> Backups {
        self.backups_on(Arc::new(RealDisk))
    }

    fn all_alone() -> Self {
        Self {
            all_alone: true,
            ..Self::new()
        }
    }

    fn backups_on(&self, disk: Arc<dyn Disk>) -> Backups {
        let backups = Backups::new(self.kept(), disk);
        if self.all_alone {
            backups.all_alone()
        } else {
            backups
        }
    }

    /// Makes all files look as if they had been there for a while.
    fn age(&self) {
        let past = std::time::SystemTime::now() - std::time::Duration::from_secs(100);
        for name in files(self.root()).keys() {
            let file = fs::File::options().write(true).open(self.root().join(name));
            file.unwrap().set_modified(past).unwrap();
        }
    }

    fn make(&mut self) -> Made {
        self.now += SignedDuration::from_hours(1);
        self.make_now(Reason::Regular)
    }

    fn make_now(&self, reason: Reason) -> Made {
        let about = &self.project.settings;
        let made =
            self.backups()
                .make_at(self.root(), about, reason, self.now, &Progress::default());
        made.unwrap()
    }

    /// The number of a new backup, after a file got this text.
    fn make_with(&mut self, file: &str, text: &str) -> u64 {
        fs::write(self.root().join(file), text).unwrap();
        match self.make() {
            Made::New { number, .. } => number,
            Made::Unchanged(_) => panic!("there was a change"),
        }
    }

    /// The files of a backup, and what was said.
    fn restored(&self, number: u64) -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
        let place = tempfile::tempdir().unwrap();
        let restored = self
            .backups()
            .restore(number, place.path(), &Progress::default())
            .unwrap();
        let there = files(place.path());
        assert_eq!(there.len(), restored.files);
        (there, restored.remarks)
    }

    /// The object of a content.
    fn object(&self, bytes: &[u8]) -> PathBuf {
        let hash = super::super::hex(&super::super::known::hash(bytes));
        self.kept().join("objects").join(&hash[..2]).join(hash)
    }

    fn objects(&self) -> usize {
        files(&self.kept().join("objects")).len()
    }

    /// Flips a bit of a content where it lies in packs.
    fn flip_in_packs(&self, bytes: &[u8]) {
        let folder = self.kept().join("objects");
        let mut flipped = 0;
        for name in files(&folder)
            .into_keys()
            .filter(|name| name.contains(".pack"))
        {
            let mut pack = fs::read(folder.join(&name)).unwrap();
            let header = [
                &super::super::known::hash(bytes)[..],
                &(bytes.len() as u64).to_le_bytes(),
            ];
            let header = header.concat();
            let found = pack.windows(header.len()).position(|it| it == header);
            if let Some(at) = found {
                pack[at + header.len()] ^= 1;
                fs::write(folder.join(name), pack).unwrap();
                flipped += 1;
            }
        }
        assert!(flipped > 0);
    }
}

#[test]
fn a_backup_comes_back_to_the_byte_and_a_second_one_costs_what_changed() {
    let mut place = Place::new();
    let Made::New {
        number: 1,
        written,
        left_out,
    } = place.make()
    else {
        panic!("there was none");
    };
    assert!(left_out.is_empty());
    let first = files(place.root());
    assert!(written > first.values().map(|bytes| bytes.len() as u64).sum::<u64>());
    assert_eq!(place.make(), Made::Unchanged(1));

    let text = "# Guidelines\n\nMark all.\n";
    fs::write(place.root().join("guidelines.md"), text).unwrap();
    let Made::New {
        number: 2, written, ..
    } = place.make()
    else {
        panic!("there was a change");
    };
    // The text and the page that names it.
    assert!(written < 4000, "{written}");
    let second = files(place.root());
    assert_eq!(place.restored(1), (first, vec![]));
    assert_eq!(place.restored(2), (second, vec![]));
    let opened = open(place.root(), &Progress::default()).unwrap();
    assert_eq!(opened.project.guidelines.as_ref(), text);
    assert!(place.backups().content(&sha256_hex(text)).is_some());
    assert!(place.backups().content("../../etc/passwd").is_none());

    let list = place.backups().list();
    let about = list[0].about.as_ref().unwrap();
    assert_eq!(list.iter().map(|it| it.number).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(
        (about.project.as_str(), about.reason),
        ("Ports", Reason::Regular)
    );
    assert_eq!(about.files, files(place.root()).len());
}

#[test]
fn a_change_that_leaves_time_and_size_is_found() {
    let mut place = Place::new();
    place.make_with("guidelines.md", "one");
    place.age();
    place.make();
    let file = place.root().join("guidelines.md");
    let modified = fs::metadata(&file).unwrap().modified().unwrap();
    fs::write(&file, "two").unwrap();
    fs::File::options()
        .write(true)
        .open(&file)
        .unwrap()
        .set_modified(modified)
        .unwrap();
    if cfg!(unix) {
        assert!(matches!(place.make(), Made::New { .. }));
    }
}

#[test]
fn nothing_is_made_of_what_is_the_same_but_by_hand() {
    let place = Place::new();
    assert!(matches!(
        place.make_now(Reason::BeforeMerge),
        Made::New { number: 1, .. }
    ));
    for reason in [Reason::BeforeImport, Reason::BeforeRestore] {
        assert_eq!(place.make_now(reason), Made::Unchanged(1));
    }
    assert!(matches!(
        place.make_now(Reason::ByHand),
        Made::New {
            number: 2,
            written: 0,
            ..
        }
    ));
}

#[test]
fn it_is_due_after_an_hour_and_when_the_clock_has_gone_back() {
    let mut place = Place::new();
    assert!(place.backups().is_due(place.now));
    place.make();
    let due = |minutes| {
        let then = place.now + SignedDuration::from_mins(minutes);
        place.backups().is_due(then)
    };
    assert!(!due(0) && !due(59) && due(60) && due(-1));
}

#[test]
fn what_is_torn_missing_or_flipped_is_said_and_taken_from_an_earlier_backup() {
    for damage in ["torn", "missing", "flipped"] {
        let mut place = Place::all_alone();
        place.make_with("guidelines.md", "one");
        let number = place.make_with("guidelines.md", "two");
        let object = place.object(b"two");
        match damage {
            "torn" => fs::write(&object, "tw").unwrap(),
            "missing" => fs::remove_file(&object).unwrap(),
            _ => fs::write(&object, "tvo").unwrap(),
        }
        let (there, remarks) = place.restored(number);
        assert_eq!(there["guidelines.md"], b"one", "{damage}");
        assert!(
            remarks[0].contains("guidelines.md is damaged in this backup"),
            "{remarks:?}"
        );
        assert_eq!(place.backups().content(&sha256_hex("two")), None);

        // With no earlier one it is lost, and everything else is there.
        fs::remove_file(place.object(b"one")).unwrap();
        let (there, remarks) = place.restored(number);
        assert!(!there.contains_key("guidelines.md") && there.contains_key("project.ron"));
        assert!(
            remarks[0].starts_with("guidelines.md is lost"),
            "{remarks:?}"
        );

        // The next backup makes it whole where that can be seen.
        place.age();
        if damage != "flipped" {
            fs::write(place.root().join("a.md"), damage).unwrap();
            place.make();
            assert!(place.backups().content(&sha256_hex("two")).is_some());
        }
    }
}

#[test]
fn a_list_with_a_flipped_bit_is_shown_as_damaged_and_nothing_is_swept() {
    let mut place = Place::all_alone();
    place.make_with("guidelines.md", "one");
    let lists: Vec<PathBuf> = files(&place.kept())
        .into_keys()
        .filter(|name| Path::new(name).extension().is_some_and(|it| it == "ron"))
        .map(|name| place.kept().join(name))
        .collect();
    let whole = fs::read(&lists[0]).unwrap();
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 4;
        fs::write(&lists[0], bytes).unwrap();
        assert!(place.backups().list()[0].about.is_err(), "{at}");
    }
    let refused = place
        .backups()
        .restore(1, &place.state.path().join("x"), &Progress::default());
    assert!(matches!(refused, Err(BackupError::Damaged { .. })));
    let number = place.make_with("guidelines.md", "two");
    assert_eq!(number, 2);
    assert!(place.object(b"one").exists());
    assert!(place.backups().list()[0].about.is_ok());
}

#[test]
fn a_clock_that_goes_back_moves_no_backup_before_another() {
    let mut place = Place::new();
    place.make_with("guidelines.md", "one");
    place.now = "1970-01-01T00:00:00Z".parse().unwrap();
    for n in 0..30 {
        place.make_with("guidelines.md", &n.to_string());
    }
    let list = place.backups().list();
    assert_eq!(list[0].number, 31);
    assert!(list.len() >= 10);
    assert_eq!(place.restored(31).0["guidelines.md"], b"29");
}

#[test]
fn what_no_backup_names_is_swept_and_never_the_newest_ten() {
    sweep(Place::new());
    sweep(Place::all_alone());
}

fn sweep(mut place: Place) {
    for n in 0..40 {
        place.make_with("guidelines.md", &n.to_string());
    }
    let (lists, objects) = (place.backups().list().len(), place.objects());
    assert_eq!(lists, 40);
    // Forty days later those of the first day have become one.
    for n in 40..80 {
        place.now += SignedDuration::from_hours(23);
        place.make_with("guidelines.md", &n.to_string());
    }
    let list = place.backups().list();
    assert!(list.len() < 50, "{}", list.len());
    assert!(place.objects() < objects + 40);
    assert!(list.iter().take(10).map(|it| it.number).eq((71..=80).rev()));
    for backup in list {
        assert_eq!(place.restored(backup.number).1, [""; 0]);
    }
}

#[test]
fn restoring_writes_a_copy_and_never_over_anything() {
    let mut place = Place::new();
    place.make();
    let before = files(place.root());
    let refused = place
        .backups()
        .restore(1, place.root(), &Progress::default());
    assert!(matches!(refused, Err(BackupError::Occupied(_))));
    let refused = place
        .backups()
        .restore(7, &place.state.path().join("x"), &Progress::default());
    assert!(matches!(refused, Err(BackupError::Missing(7))));
    assert_eq!(files(place.root()), before);

    let parent = tempfile::tempdir().unwrap();
    let root = parent.path().join("ports");
    fs::create_dir(&root).unwrap();
    let copy = free_place(&root, place.now);
    let name = copy.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with("ports restored 2026-11-"), "{name}");
    fs::create_dir(&copy).unwrap();
    assert!(
        free_place(&root, place.now)
            .to_str()
            .unwrap()
            .ends_with(" 2")
    );
}

/// A disk that is full from an operation on.
#[derive(Debug)]
struct FullDisk {
    left: Arc<AtomicUsize>,
}

#[derive(Debug)]
struct FullFile(Box<dyn DiskFile>, Arc<AtomicUsize>);

fn spend(left: &AtomicUsize) -> io::Result<()> {
    let spent = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
        left.checked_sub(1)
    });
    spent
        .map(drop)
        .map_err(|_| io::ErrorKind::StorageFull.into())
}

impl Disk for FullDisk {
    fn create(&self, path: &Path, like: Option<&Path>) -> io::Result<Box<dyn DiskFile>> {
        spend(&self.left)?;
        let file = RealDisk.create(path, like)?;
        Ok(Box::new(FullFile(file, Arc::clone(&self.left))))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        spend(&self.left)?;
        RealDisk.rename(from, to)
    }
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        spend(&self.left)?;
        RealDisk.exchange(one, other)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove(path)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        spend(&self.left)?;
        RealDisk.make_folder(path)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        spend(&self.left)?;
        RealDisk.sync_folder(folder)
    }
}

impl DiskFile for FullFile {
    fn reserve(&mut self, length: u64) -> io::Result<()> {
        spend(&self.1)?;
        self.0.reserve(length)
    }
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        // What there is room for is written.
        let room = spend(&self.1);
        let end = if room.is_ok() {
            bytes.len()
        } else {
            bytes.len() / 2
        };
        self.0.write_at(offset, &bytes[..end])?;
        room
    }
    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.0.cut(length)
    }
    fn sync(&mut self) -> io::Result<()> {
        spend(&self.1)?;
        self.0.sync()
    }
}

#[test]
fn a_disk_that_is_full_at_any_step_costs_no_earlier_backup() {
    fill_at_every_step(Place::new);
    fill_at_every_step(Place::all_alone);
}

fn fill_at_every_step(new: fn() -> Place) {
    let mut operations = 0;
    loop {
        let mut place = new();
        place.make_with("guidelines.md", "one");
        let first = files(place.root());
        fs::write(place.root().join("guidelines.md"), "two").unwrap();
        fs::write(place.root().join("more.md"), "three").unwrap();
        let left = Arc::new(AtomicUsize::new(operations));
        let backups = place.backups_on(Arc::new(FullDisk { left }));
        let made = backups.make_at(
            place.root(),
            &place.project.settings,
            Reason::Regular,
            place.now,
            &Progress::default(),
        );
        let is_made = made.is_ok();
        if let Err(error) = made {
            assert!(error.to_string().contains("the disk is full"), "{error}");
        }
        assert_eq!(place.restored(1), (first, vec![]), "{operations}");
        // Afterwards everything goes on; what was half written is not believed.
        place.make();
        let newest = place.backups().list()[0].number;
        assert_eq!(
            place.restored(newest),
            (files(place.root()), vec![]),
            "{operations}"
        );
        if is_made {
            break;
        }
        operations += 1;
    }
    assert!(operations > 8, "{operations}");
}

#[test]
fn two_programs_do_not_back_up_at_once() {
    let mut place = Place::new();
    place.make();
    let lock = fs::File::options()
        .write(true)
        .open(place.kept().join("lock"))
        .unwrap();
    lock.lock().unwrap();
    let about = &place.project.settings;
    let refused = place
        .backups()
        .make(place.root(), about, Reason::ByHand, &Progress::default());
    assert!(matches!(refused, Err(BackupError::Busy)));
}

#[test]
fn what_the_disk_has_lost_is_found_a_few_at_a_time_and_mended_where_it_can_be() {
    let mut place = Place::all_alone();
    place.make();
    let backups = place.backups();
    let progress = Progress::default();
    let every = |step: u64| {
        let mut all = Patrolled::default();
        // As many looks as it takes to come round, however few bytes each reads.
        let count = backups.list()[0].about.as_ref().unwrap().files;
        while all.read < count {
            let found = backups.patrol(place.root(), step, &progress).unwrap();
            assert!(found.read > 0);
            all.read += found.read;
            all.mended += found.mended;
            all.lost.extend(found.lost);
        }
        all
    };
    let whole = every(1);
    assert_eq!((whole.mended, whole.lost.len()), (0, 0));

    let text = fs::read(place.root().join("articles/one.txt")).unwrap();
    let object = backups.objects_path(&sha256_hex(core::str::from_utf8(&text).unwrap()));
    let mut flipped = text.clone();
    flipped[0] ^= 1;
    fs::write(&object, &flipped).unwrap();
    let found = every(1);
    assert_eq!((found.mended, found.lost.len()), (1, 0));
    assert_eq!(fs::read(&object).unwrap(), text);

    // When the project has another text by now, it is told and left as it is.
    fs::write(&object, &flipped).unwrap();
    fs::write(place.root().join("articles/one.txt"), "Another text.").unwrap();
    let found = every(u64::MAX);
    assert_eq!(found.mended, 0);
    assert!(
        found.lost[0].starts_with("articles/one.txt as backup 1 has it is damaged"),
        "{found:?}"
    );
    assert_eq!(fs::read(&object).unwrap(), flipped);
}

#[test]
fn a_look_at_no_backups_finds_nothing() {
    let place = Place::new();
    let found = place
        .backups()
        .patrol(place.root(), 1, &Progress::default());
    assert_eq!(found.unwrap(), Patrolled::default());
    assert!(!place.kept().exists());
}

#[test]
fn small_contents_lie_in_one_pack_a_backup_and_old_packs_are_brought_together() {
    let mut place = Place::new();
    let mut texts = Vec::new();
    for n in 0..100 {
        let text = format!("text {n}");
        // Each stays in the project, so that each pack is wanted for ever.
        texts.push((format!("notes-{n}.md"), text.clone()));
        place.make_with(&format!("notes-{n}.md"), &text);
        assert!(place.objects() <= 65, "{n}");
    }
    for backup in place.backups().list().into_iter().step_by(9) {
        let (there, remarks) = place.restored(backup.number);
        assert_eq!(remarks, [""; 0]);
        for (name, text) in &texts[..backup.number as usize] {
            assert_eq!(there[name], text.as_bytes());
        }
    }
}

#[test]
fn backups_of_an_older_program_go_on_in_packs() {
    let mut place = Place::all_alone();
    place.make_with("guidelines.md", "one");
    let first = files(place.root());
    let before = place.objects();
    place.all_alone = false;
    let number = place.make_with("guidelines.md", "two");
    assert_eq!(place.objects(), before + 1);
    assert_eq!(place.restored(1), (first, vec![]));
    assert_eq!(place.restored(number), (files(place.root()), vec![]));
}

#[test]
fn what_is_damaged_in_a_pack_is_mended_beside_it_or_taken_from_an_earlier_backup_or_told() {
    let mut place = Place::new();
    place.make_with("guidelines.md", "one");
    let number = place.make_with("guidelines.md", "two");
    let before = files(place.root());
    place.flip_in_packs(b"two");
    assert_eq!(place.backups().content(&sha256_hex("two")), None);
    let (there, remarks) = place.restored(number);
    assert_eq!(there["guidelines.md"], b"one");
    assert!(remarks[0].contains("guidelines.md is damaged in this backup"));

    let look = || {
        let backups = place.backups();
        backups.patrol(place.root(), u64::MAX, &Progress::default())
    };
    let found = look().unwrap();
    assert_eq!((found.mended, found.lost.len()), (1, 0));
    assert_eq!(place.restored(number), (before, vec![]));
    assert!(place.backups().content(&sha256_hex("two")).is_some());
    assert_eq!(look().unwrap().mended, 0);

    place.flip_in_packs(b"one");
    let found = look().unwrap();
    assert_eq!(found.mended, 0);
    assert!(found.lost[0].starts_with("guidelines.md as backup 1 has it is damaged"));
}

#[test]
fn a_list_that_is_damaged_is_told_when_it_is_looked_at() {
    let mut place = Place::all_alone();
    place.make_with("guidelines.md", "one");
    place.make_with("guidelines.md", "two");
    let look = || {
        let backups = place.backups();
        let found = backups.patrol(place.root(), u64::MAX, &Progress::default());
        found.unwrap().lists
    };
    assert_eq!(look(), [""; 0]);
    let lists = files(&place.kept()).into_keys();
    let mut lists = lists.filter(|name| name.starts_with("000001-"));
    let list = place.kept().join(lists.next().unwrap());
    let whole = fs::read(&list).unwrap();
    fs::write(&list, &whole[1..]).unwrap();
    assert!(look()[0].starts_with("The list of backup 1 of 2026-11-26 15:05 UTC is damaged"));
    fs::write(&list, whole).unwrap();
    assert_eq!(look(), [""; 0]);
    // A page of it belongs to the list.
    let pages = files(&place.kept().join("objects")).into_iter();
    let mut pages = pages.filter(|(_, bytes)| bytes.starts_with(b"{\"path\""));
    let (page, bytes) = pages.next().unwrap();
    fs::write(place.kept().join("objects").join(page), &bytes[1..]).unwrap();
    assert_eq!(look().len(), 1);
}
