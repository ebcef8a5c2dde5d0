//! The installed git as a child process: no shell, nothing that it could ask, limits of time and words.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::store::Progress;
use crate::store::error::describe;

use super::trouble::{GitError, in_short};

/// How often it is looked whether git has ended, at most.
const LOOK: Duration = Duration::from_millis(20);
/// How long git has to clear up before it is killed.
const CLEARING: Duration = Duration::from_secs(5);
/// How long is waited for what git has said when it has ended: something that it has left behind may keep the pipe open.
const LAST_WORDS: Duration = Duration::from_secs(2);
/// Most that is kept of what it says, in bytes; more is read and forgotten.
const MOST: usize = 64 << 20;

/// Settings for every call: nothing is asked, nobody edits, names come as they are.
const SETTINGS: [&str; 6] = [
    "core.editor=true",
    "core.quotePath=false",
    "color.ui=false",
    "advice.detachedHead=false",
    "http.lowSpeedLimit=1",
    "http.lowSpeedTime=60",
];

/// What of the environment would lead git to another place.
const FOREIGN: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
];

/// What keeps it from asking. It speaks English, so that some of what it says can be told apart.
const ENVIRONMENT: [(&str, &str); 8] = [
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_ASKPASS", ""),
    ("SSH_ASKPASS", ""),
    ("GCM_INTERACTIVE", "never"),
    ("GIT_EDITOR", "true"),
    ("GIT_MERGE_AUTOEDIT", "no"),
    ("GIT_PAGER", "cat"),
    ("LANGUAGE", "en"),
];

/// How ssh is called where nobody has said anything else: it asks for nothing either.
const SSH: &str = "ssh -oBatchMode=yes -oConnectTimeout=20 -oServerAliveInterval=15";

/// How long git may take, and whether it can be broken off in the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Patience {
    /// On this computer: it runs to its end, so that nothing is left half done.
    Here,
    /// Over the network: it ends as soon as nobody waits any more.
    Line,
}

impl Patience {
    const fn seconds(self) -> u64 {
        match self {
            Self::Here => 300,
            Self::Line => 900,
        }
    }
}

/// Git in a folder.
#[derive(Clone, Debug)]
pub(super) struct Git<'a> {
    folder: PathBuf,
    settings: Vec<String>,
    progress: &'a Progress,
}

/// What git said when it ended.
#[derive(Debug)]
pub(super) struct Said {
    /// Its exit code; none when it was killed.
    pub code: Option<i32>,
    /// What it found.
    pub out: Vec<u8>,
    /// What it had to say about that.
    pub messages: String,
}

impl Said {
    pub fn is_done(&self) -> bool {
        self.code == Some(0)
    }

    /// What it found, as one line.
    pub fn line(&self) -> String {
        String::from_utf8_lossy(&self.out).trim().to_owned()
    }

    /// What it found, apart where zeros stand.
    pub fn items(&self) -> Vec<String> {
        let items = self.out.split(|byte| *byte == 0);
        items
            .filter(|item| !item.is_empty())
            .map(|item| String::from_utf8_lossy(item).into_owned())
            .collect()
    }

    /// All that it said.
    fn words(&self) -> String {
        if self.messages.trim().is_empty() {
            String::from_utf8_lossy(&self.out).into_owned()
        } else {
            self.messages.clone()
        }
    }

    pub fn failure(&self, what: &str) -> GitError {
        GitError::Failed {
            what: what.to_owned(),
            said: in_short(&self.words()),
        }
    }

    /// As [`Self::failure`] of something that goes over the network.
    pub fn failure_on_the_line(&self, what: &str) -> GitError {
        GitError::on_the_line(what, &self.words())
    }
}

impl<'a> Git<'a> {
    pub fn at(folder: &Path, progress: &'a Progress) -> Self {
        Self {
            folder: folder.to_owned(),
            settings: Vec::new(),
            progress,
        }
    }

    /// The same in another folder.
    pub fn in_folder(&self, folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            ..self.clone()
        }
    }

    /// The same with a setting for each call.
    #[must_use]
    pub fn with(mut self, setting: String) -> Self {
        self.settings.push(setting);
        self
    }

    /// Runs git with these arguments on this computer, whatever it answers.
    ///
    /// # Errors
    /// When it cannot be run to its end.
    pub fn ask(&self, arguments: &[&str]) -> Result<Said, GitError> {
        self.run(arguments, Patience::Here)
    }

    /// As [`Self::ask`]; what it found when it did what it was to do, else none.
    ///
    /// # Errors
    /// As [`Self::ask`].
    pub fn find(&self, arguments: &[&str]) -> Result<Option<String>, GitError> {
        let said = self.ask(arguments)?;
        Ok(said.is_done().then(|| said.line()))
    }

    /// As [`Self::ask`], and it must do what it is to do.
    ///
    /// # Errors
    /// What it said when it does not.
    pub fn must(&self, arguments: &[&str]) -> Result<Said, GitError> {
        let said = self.ask(arguments)?;
        if said.is_done() {
            Ok(said)
        } else {
            Err(said.failure(what(arguments)))
        }
    }

    /// Runs git with these arguments.
    ///
    /// # Errors
    /// When it cannot be run to its end.
    pub fn run(&self, arguments: &[&str], patience: Patience) -> Result<Said, GitError> {
        let mut child =
            (self.command(arguments, patience).spawn()).map_err(|error| not_started(&error))?;
        let (ended, ends) = channel();
        let out = collect(child.stdout.take(), &ended);
        let messages = collect(child.stderr.take(), &ended);
        drop(ended);
        let code = self.wait(&mut child, arguments, patience)?;
        let _two_of_them = (ends.recv_timeout(LAST_WORDS), ends.recv_timeout(LAST_WORDS));
        let take = |from: &Mutex<Vec<u8>>| {
            core::mem::take(&mut *from.lock().unwrap_or_else(PoisonError::into_inner))
        };
        let said = Said {
            code,
            out: take(&out),
            messages: String::from_utf8_lossy(&take(&messages)).into_owned(),
        };
        tracing::debug!(?arguments, code, messages = %said.messages.trim(), "git");
        Ok(said)
    }

    fn command(&self, arguments: &[&str], patience: Patience) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder);
        let settings = self.settings.iter().map(String::as_str);
        for setting in SETTINGS.into_iter().chain(settings) {
            command.args(["-c", setting]);
        }
        for name in FOREIGN {
            command.env_remove(name);
        }
        command
            .args(arguments)
            .envs(ENVIRONMENT)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // What the settings of git say about ssh would be overruled by this, so the user's own word goes first.
        let is_said =
            std::env::var_os("GIT_SSH_COMMAND").is_some() || std::env::var_os("GIT_SSH").is_some();
        if patience == Patience::Line && !is_said && !self.says_how_to_ssh() {
            command.env("GIT_SSH_COMMAND", SSH);
        }
        // A group of its own, so that whatever it starts can be ended with it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        // No window opens for it.
        #[cfg(windows)]
        std::os::windows::process::CommandExt::creation_flags(&mut command, 0x0800_0000);
        command
    }

    /// Whether the settings of git say how ssh is called.
    fn says_how_to_ssh(&self) -> bool {
        let said = self.ask(&["config", "--get", "core.sshCommand"]);
        said.is_ok_and(|said| said.is_done())
    }

    fn wait(
        &self,
        child: &mut Child,
        arguments: &[&str],
        patience: Patience,
    ) -> Result<Option<i32>, GitError> {
        let seconds = patience.seconds();
        let end = Instant::now() + Duration::from_secs(seconds);
        let mut pause = Duration::from_millis(1);
        loop {
            match child.try_wait() {
                Ok(Some(status)) => return Ok(status.code()),
                Ok(None) => {}
                Err(error) => return Err(not_started(&error)),
            }
            let is_off = self.progress.cancel.load(Ordering::Relaxed);
            if is_off && patience == Patience::Line {
                end_it(child);
                return Err(GitError::Cancelled);
            }
            if Instant::now() > end {
                end_it(child);
                let what = what(arguments).to_owned();
                return Err(GitError::TooSlow { what, seconds });
            }
            thread::sleep(pause);
            pause = (pause * 2).min(LOOK);
        }
    }
}

/// What git is to do, in its words.
fn what<'a>(arguments: &[&'a str]) -> &'a str {
    arguments.first().copied().unwrap_or_default()
}

fn not_started(error: &io::Error) -> GitError {
    if error.kind() == io::ErrorKind::NotFound {
        GitError::NotInstalled
    } else {
        GitError::NotStarted(describe(error))
    }
}

/// Reads to the end of what git says, on a thread, and says when that is reached.
fn collect<R: Read + Send + 'static>(stream: Option<R>, ended: &Sender<()>) -> Arc<Mutex<Vec<u8>>> {
    let kept: Arc<Mutex<Vec<u8>>> = Arc::default();
    let (theirs, ended) = (Arc::clone(&kept), ended.clone());
    let reading = move || {
        let Some(mut stream) = stream else { return };
        let mut buffer = vec![0; 1 << 16];
        while let Ok(count @ 1..) = stream.read(&mut buffer) {
            let mut kept = theirs.lock().unwrap_or_else(PoisonError::into_inner);
            let room = MOST.saturating_sub(kept.len()).min(count);
            kept.extend_from_slice(&buffer[..room]);
        }
        let _nobody_waits = ended.send(());
    };
    let name = "postil-git".to_owned();
    let _without_it_git_says_nothing = thread::Builder::new().name(name).spawn(reading);
    kept
}

/// Ends git and what it has started. It may clear up first: a git that is killed leaves locks behind.
fn end_it(child: &mut Child) {
    #[cfg(unix)]
    {
        use rustix::process::{Pid, Signal, kill_process_group};
        let group = Pid::from_child(child);
        let _it_may_have_ended = kill_process_group(group, Signal::TERM);
        let end = Instant::now() + CLEARING;
        while Instant::now() < end {
            if matches!(child.try_wait(), Ok(Some(_))) {
                break;
            }
            thread::sleep(LOOK);
        }
        let _it_may_have_ended = kill_process_group(group, Signal::KILL);
    }
    #[cfg(not(unix))]
    let _it_may_have_ended = (CLEARING, child.kill());
    let _code = child.wait();
}
