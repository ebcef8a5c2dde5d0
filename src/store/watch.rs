//! Notices when other programs change files of a project. What it says is a hint to look there, never the truth: that is
//! the hash of the file.
//!
//! The system tells of changes as far as it can. On network drives it often does not, so that from time to time it is also
//! looked whether a folder has changed, and, when the window is used again, whether a file has.

mod bursts;
mod stamps;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use bursts::Bursts;
use stamps::Stamps;

/// How often it is looked whether a folder has changed.
const POLL: Duration = Duration::from_secs(15);
/// Nobody needs two looks at all files within this time.
const RARELY: Duration = Duration::from_secs(5);

/// What the thread is told.
enum Word {
    /// Something may have changed in this place.
    Changed(PathBuf),
    /// The system has lost count, or it is not known what changed.
    Anything,
    /// The window is used again.
    Look,
    Stop,
}

/// Watches the folder of a project, on a thread of its own, until it is dropped.
#[derive(Debug)]
pub struct Watch {
    say: Sender<Word>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Watch {
    /// Starts to watch. `told` is called on that thread with the files that may have changed, relative to the folder, once
    /// a burst of changes is over.
    #[must_use]
    pub fn start(root: &Path, told: impl Fn(Vec<PathBuf>) + Send + 'static) -> Self {
        let (say, hear) = channel();
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let system = watcher(say.clone());
        let thread = thread::Builder::new()
            .name("postil-watch".to_owned())
            .spawn(move || {
                let mut watching = Watching {
                    stamps: Stamps::new(root.clone()),
                    root,
                    system,
                    bursts: Bursts::default(),
                    last_look: Instant::now(),
                };
                watching.run(&hear, &told);
            })
            .inspect_err(|error| tracing::warn!(%error, "no thread to watch the folder"))
            .ok();
        Self { say, thread }
    }

    /// Has it looked soon, on its thread, which files have changed: when the window is used again.
    pub fn look(&self) {
        let _it_has_ended = self.say.send(Word::Look);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _it_has_ended = self.say.send(Word::Stop);
        // It may be looking at a slow disk; nobody waits for that.
        drop(self.thread.take());
    }
}

/// What the system offers to be told by.
fn watcher(say: Sender<Word>) -> Option<RecommendedWatcher> {
    let hear = move |event: notify::Result<notify::Event>| {
        let event = match event {
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
            Ok(event) if event.need_rescan() || event.paths.is_empty() => {
                let _it_has_ended = say.send(Word::Anything);
                return;
            }
            Ok(event) => event,
            Err(error) => {
                tracing::warn!(%error, "watching the folder");
                return;
            }
        };
        for path in event.paths {
            let _it_has_ended = say.send(Word::Changed(path));
        }
    };
    notify::recommended_watcher(hear)
        .inspect_err(|error| tracing::warn!(%error, "the system tells of no changes"))
        .ok()
}

/// The thread's own.
struct Watching {
    root: PathBuf,
    system: Option<RecommendedWatcher>,
    stamps: Stamps,
    bursts: Bursts,
    last_look: Instant,
}

impl Watching {
    fn run(&mut self, hear: &Receiver<Word>, told: &dyn Fn(Vec<PathBuf>)) {
        // Changes from now on are told; what was there before has been read.
        self.listen();
        self.stamps.look();
        let mut poll = Instant::now() + POLL;
        loop {
            let due = self.bursts.due().map_or(poll, |due| due.min(poll));
            match hear.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Ok(Word::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(Word::Changed(path)) => self.heard(&path),
                Ok(Word::Anything) => self.look(),
                Ok(Word::Look) => {
                    if self.last_look.elapsed() >= RARELY {
                        self.look();
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            let now = Instant::now();
            if now >= poll {
                let changed = self.stamps.look_at_changed_folders();
                self.note(changed);
                poll = now + POLL;
            }
            let files = self.bursts.take(Instant::now());
            if !files.is_empty() {
                told(files);
            }
        }
    }

    /// Has the system tell of each folder of the project. Never of those below them: a repository has many.
    fn listen(&mut self) {
        let folders = self.stamps.folders();
        let Some(system) = &mut self.system else {
            return;
        };
        for folder in folders {
            let path = self.root.join(&folder);
            if let Err(error) = system.watch(&path, RecursiveMode::NonRecursive) {
                tracing::warn!(%error, folder = %path.display(), "the system tells of no changes here");
            }
        }
    }

    fn heard(&mut self, path: &Path) {
        let Ok(file) = path.strip_prefix(&self.root) else {
            return;
        };
        if stamps::may_be_folder(file) && path.is_dir() {
            // What is in a new folder may have been there before anybody listened.
            self.listen();
            let changed = self.stamps.look_at_changed_folders();
            self.note(changed);
        } else {
            self.note([file.to_owned()]);
        }
    }

    /// Looks at all files.
    fn look(&mut self) {
        let changed = self.stamps.look();
        self.note(changed);
        self.last_look = Instant::now();
    }

    fn note(&mut self, files: impl IntoIterator<Item = PathBuf>) {
        let now = Instant::now();
        for file in files {
            if stamps::counts(&file) {
                self.bursts.note(file, now);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const LONG: Duration = Duration::from_mins(1);

    /// A watched folder of a project; waits for what it tells.
    fn watched() -> (tempfile::TempDir, Watch, Receiver<Vec<PathBuf>>) {
        let folder = tempfile::tempdir().unwrap();
        let layers = folder.path().join("annotators/ana/layers");
        fs::create_dir_all(&layers).unwrap();
        fs::create_dir(folder.path().join("articles")).unwrap();
        fs::write(layers.join("one.ron"), "one").unwrap();
        let (tell, hear) = channel();
        let watch = Watch::start(folder.path(), move |files| {
            let _nobody_listens = tell.send(files);
        });
        (folder, watch, hear)
    }

    /// Waits until it tells of a file.
    fn hears(hear: &Receiver<Vec<PathBuf>>, file: &str) {
        loop {
            let files = hear.recv_timeout(LONG).unwrap();
            if files.contains(&PathBuf::from(file)) {
                return;
            }
        }
    }

    #[test]
    fn what_another_program_writes_is_told() {
        let (folder, _watch, hear) = watched();
        let layers = "annotators/ana/layers";
        // It may not listen yet; then the file is new to nobody, and is written again.
        let path = folder.path().join(layers).join("one.ron");
        let mut number = 0;
        let told = loop {
            number += 1;
            fs::write(&path, format!("{number}")).unwrap();
            if let Ok(files) = hear.recv_timeout(Duration::from_secs(2)) {
                break files;
            }
        };
        assert_eq!(told, [PathBuf::from(layers).join("one.ron")]);
        fs::write(folder.path().join(layers).join("two (1).ron"), "x").unwrap();
        hears(&hear, "annotators/ana/layers/two (1).ron");
        fs::remove_file(path).unwrap();
        hears(&hear, "annotators/ana/layers/one.ron");
        // A new annotator's folder comes with what is in it.
        let new = folder.path().join("annotators/ben/layers");
        fs::create_dir_all(&new).unwrap();
        fs::write(new.join("one.ron"), "x").unwrap();
        hears(&hear, "annotators/ben/layers/one.ron");
    }

    #[test]
    fn it_ends_when_nobody_needs_it() {
        let (folder, watch, hear) = watched();
        drop(watch);
        // The thread drops its end once it has heard.
        assert_eq!(hear.recv_timeout(LONG), Err(RecvTimeoutError::Disconnected));
        drop(folder);
    }
}
