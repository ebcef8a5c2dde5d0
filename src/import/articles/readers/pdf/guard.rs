//! A reader that may panic, hang or take all memory, run so that it harms nothing.
//!
//! In the program it runs in a process of its own: our own executable, which reads the file from its standard input and writes
//! what it found to its standard output. It may take so much memory and time, and is killed when nobody waits any more. Elsewhere
//! (tests and examples of the library are other executables) it runs in a thread; there a panic is caught and time is limited,
//! but a hang goes on beside.

use std::io::{self, Read as _, Write as _};
use std::panic::catch_unwind;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::import::Problem;
use crate::import::articles::LARGEST_FILE;
use crate::say;
use crate::store::Progress;

use super::extract::answer;
use super::pages::Answer;

/// The word on the command line that makes the program read a PDF and nothing else.
const READ_PDF: &str = "read-pdf";
/// How long a file may take, in seconds.
const SECONDS: u64 = 120;
/// How often it is looked whether somebody still waits.
const LOOK: Duration = Duration::from_millis(20);
/// Most memory that the reader may take, in bytes.
#[cfg(unix)]
const MEMORY: u64 = 4 << 30;
/// Most that the reader may say, in bytes.
const MOST: u64 = 128 << 20;
/// How much room calls may take, in bytes: what is nested deeply is read by calls in calls.
const STACK: usize = 64 << 20;

/// Reads a PDF, guarded.
///
/// # Errors
/// [`Problem::Broken`] when the reader breaks down over it, [`Problem::TooSlow`], [`Problem::Cancelled`].
pub(super) fn read(bytes: &[u8], progress: &Progress) -> Result<Answer, Problem> {
    if progress.cancel.load(Ordering::Relaxed) {
        return Err(Problem::Cancelled);
    }
    let own = std::env::current_exe().ok();
    let own = own.filter(|path| is_ours(path));
    match own.and_then(|path| start(&path)) {
        Some(child) => in_process(child, bytes, progress),
        None => in_thread(bytes.to_vec(), progress),
    }
}

/// Whether an executable is the program. One that was replaced while it runs is called so on Linux.
fn is_ours(path: &Path) -> bool {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(" (deleted)").unwrap_or(&name);
    name.eq_ignore_ascii_case("postil")
}

/// Starts the program once more, to read.
fn start(own: &Path) -> Option<Child> {
    // What runs, even when its file was replaced by a newer one.
    let running = cfg!(target_os = "linux").then_some(Path::new("/proc/self/exe"));
    running.into_iter().chain([own]).find_map(|path| {
        let mut command = Command::new(path);
        // No window opens for it.
        #[cfg(windows)]
        std::os::windows::process::CommandExt::creation_flags(&mut command, 0x0800_0000);
        command
            .arg(READ_PDF)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()
    })
}

/// What the reader in a process of its own does. Its limits are those that it sets itself.
#[must_use]
pub fn serve() -> ExitCode {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let most = |most| Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        let _as_well_as_it_can = [
            setrlimit(Resource::As, most(MEMORY)),
            setrlimit(Resource::Cpu, most(SECONDS)),
            setrlimit(Resource::Core, most(0)),
        ];
    }
    let mut bytes = Vec::new();
    if io::stdin()
        .take(LARGEST_FILE)
        .read_to_end(&mut bytes)
        .is_err()
    {
        return ExitCode::FAILURE;
    }
    let reader = thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || answer(&bytes));
    let Some(answer) = reader.ok().and_then(|reader| reader.join().ok()) else {
        return ExitCode::FAILURE;
    };
    let mut out = io::stdout().lock();
    match serde_json::to_writer(io::BufWriter::new(&mut out), &answer) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn in_process(mut child: Child, bytes: &[u8], progress: &Progress) -> Result<Answer, Problem> {
    let (sender, answers) = mpsc::channel();
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let waited = thread::scope(|scope| {
        scope.spawn(move || {
            // A reader that is dead does not read on, which the other end tells.
            let _dead = stdin.map(|mut stdin| stdin.write_all(bytes));
        });
        scope.spawn(move || {
            let mut said = Vec::new();
            let read = stdout.map(|stdout| stdout.take(MOST).read_to_end(&mut said));
            let _nobody_waits = sender.send(read.map(|_| said));
        });
        let waited = wait(&answers, progress);
        // Also when it has ended: then nothing is killed.
        let _ended = child.kill();
        let _code = child.wait();
        waited
    })?;
    let answer = waited.and_then(|said| serde_json::from_slice(&said).ok());
    answer.ok_or_else(broke_down)
}

fn in_thread(bytes: Vec<u8>, progress: &Progress) -> Result<Answer, Problem> {
    let (sender, answers) = mpsc::channel();
    let started = thread::Builder::new().stack_size(STACK).spawn(move || {
        let found = catch_unwind(|| answer(&bytes)).ok();
        let _nobody_waits = sender.send(found);
    });
    started.map_err(Problem::Unreadable)?;
    wait(&answers, progress)?.ok_or_else(broke_down)
}

/// Waits for what comes, and looks about meanwhile.
fn wait<T>(answers: &mpsc::Receiver<Option<T>>, progress: &Progress) -> Result<Option<T>, Problem> {
    let end = Instant::now() + Duration::from_secs(SECONDS);
    loop {
        match answers.recv_timeout(LOOK) {
            Ok(answer) => return Ok(answer),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
            Err(RecvTimeoutError::Timeout) => {}
        }
        if progress.cancel.load(Ordering::Relaxed) {
            return Err(Problem::Cancelled);
        }
        if Instant::now() > end {
            return Err(Problem::TooSlow { seconds: SECONDS });
        }
    }
}

fn broke_down() -> Problem {
    Problem::Broken {
        kind: "PDF",
        why: say!("document-broke-down").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_knows_itself() {
        for path in [
            "/usr/bin/postil",
            "C:/Postil.exe",
            "/usr/bin/postil (deleted)",
        ] {
            assert!(is_ours(Path::new(path)), "{path}");
        }
        for path in ["/target/debug/deps/all-0123", "/usr/bin/postillion", ""] {
            assert!(!is_ours(Path::new(path)), "{path}");
        }
    }
}
