//! The commands as they are typed, in temporary folders.

mod agreement;
mod articles;
mod backup;
mod blind;
mod codebook;
mod correct;
mod entities;
mod exports;
mod find;
mod journal;
mod mend;
mod merging;
mod past;
mod refusals;
mod repeats;
mod reviewing;
mod search;
mod syncing;
mod tables;
mod workflow;

use std::fs;
use std::path::{Path, PathBuf};

use clap::{CommandFactory as _, Parser as _};

use super::{Cli, Command, Streams, Task, run_on};

const TEXT: &str =
    "Mayor Ana Núñez 😀 said the port “will close” by 2030.\r\nUnions, she added, oppose it.\r\n";

/// A folder in which commands are typed.
struct Desk(tempfile::TempDir);

/// What a command has printed, and its exit code.
#[derive(Debug)]
struct Answer {
    code: u8,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// With the project `p`, which holds the fixture as the article `port.txt`, and the annotator Ana.
    fn with_project() -> Self {
        let desk = Self::new();
        desk.ok("new @p --name Harbour --annotator Ana");
        fs::write(desk.path("port.txt"), TEXT).unwrap();
        desk.ok("import @p @port.txt --annotator ana");
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Types a command. `@` begins a path on the desk, `'` encloses what has spaces.
    fn type_in(&self, line: &str) -> Answer {
        self.type_in_as(Some("Gast"), line)
    }

    /// The same, by somebody whom the environment calls so.
    fn type_in_as(&self, user: Option<&str>, line: &str) -> Answer {
        let args = words(line)
            .into_iter()
            .map(|word| match word.strip_prefix('@') {
                Some(name) => self.path(name).display().to_string(),
                None => word,
            });
        let cli = Cli::try_parse_from(std::iter::once("postil".to_owned()).chain(args)).unwrap();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = run_on(
            &command(cli),
            &mut Streams {
                out: &mut out,
                err: &mut err,
                state: Some(self.path("state")),
                user: user.map(str::to_owned),
            },
        );
        Answer {
            code,
            out: String::from_utf8(out).unwrap(),
            err: String::from_utf8(err).unwrap(),
        }
    }

    /// Types a command that succeeds; returns the first word that it prints.
    fn ok(&self, line: &str) -> String {
        let answer = self.type_in(line);
        assert_eq!(answer.code, 0, "{line}: {answer:?}");
        let first = answer.out.split_whitespace().next();
        first.unwrap_or_default().to_owned()
    }

    /// Types a command that is refused with a message that holds these words; nothing in the project changes.
    fn refused(&self, line: &str, code: u8, words: &[&str]) {
        let before = files_in(&self.path("p"));
        let answer = self.type_in(line);
        assert_eq!(answer.code, code, "{line}: {answer:?}");
        for word in words {
            assert!(
                answer.err.contains(word),
                "{line}: no {word:?} in {}",
                answer.err
            );
        }
        assert_eq!(
            files_in(&self.path("p")),
            before,
            "{line} has changed something"
        );
    }
}

/// The words of a line; `'` encloses what has spaces.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for c in line.chars() {
        match c {
            '\'' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

/// Every file below a folder with its bytes.
fn files_in(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(files_in(&path));
        } else {
            files.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    files.sort();
    files
}

fn command(cli: Cli) -> Command {
    match cli.task {
        Some(Task::Command(command)) => command,
        other => panic!("no command on a project: {other:?}"),
    }
}

#[test]
fn the_command_line_is_sound() {
    Cli::command().debug_assert();
    let window = Cli::try_parse_from(["postil", "some-project", "--timings"]).unwrap();
    assert!(window.task.is_none() && window.timings);
    assert_eq!(window.project, Some(PathBuf::from("some-project")));
    let help = Cli::command().render_long_help().to_string();
    for word in ["annotate", "Examples:", "Exit codes"] {
        assert!(help.contains(word), "{word}");
    }
}

#[test]
fn typing_errors_are_caught_before_anything_is_opened() {
    for line in [
        "annotate p a --tag cue --span 5..2",
        "annotate p a --tag cue --span 5",
        "annotate p a --tag cue",
        "annotate p a --tag cue --span 0..2 --link speaker",
        "import p",
        "new p",
    ] {
        let args = ["postil"].into_iter().chain(line.split(' '));
        assert!(Cli::try_parse_from(args).is_err(), "{line}");
    }
}

#[test]
fn output_that_nobody_reads_is_no_error() {
    struct Closed;
    impl std::io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let desk = Desk::with_project();
    for line in ["stats", "check"] {
        let project = desk.path("p").display().to_string();
        let cli = Cli::try_parse_from(["postil", line, &project]).unwrap();
        let mut err = Vec::new();
        let mut streams = Streams {
            out: &mut Closed,
            err: &mut err,
            state: None,
            user: None,
        };
        assert_eq!(run_on(&command(cli), &mut streams), 0);
        assert!(err.is_empty());
    }
}
