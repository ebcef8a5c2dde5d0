//! What can go wrong with git, in words.

use crate::say;

/// Most characters of what git says that are shown.
const MOST: usize = 1500;

/// Why git did not do what it was to do. What git itself said stands in it without control characters, and not at length.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GitError {
    /// There is no program of this name.
    #[error("{}", say!("git-not-installed"))]
    NotInstalled,
    /// It cannot be started, for this reason.
    #[error("{}", say!("git-not-started", why = .0))]
    NotStarted(String),
    /// The folder lies in no work tree.
    #[error("{}", say!("git-no-repository"))]
    NoRepository,
    /// It took longer than it may.
    #[error("{}", say!("git-too-slow", what = .what, seconds = .seconds))]
    TooSlow {
        /// What git was doing, in its words.
        what: String,
        /// How long it had, in seconds.
        seconds: u64,
    },
    /// The user has called it off.
    #[error("{}", say!("git-cancelled"))]
    Cancelled,
    /// The other computer cannot be reached.
    #[error("{}", say!("git-offline", said = .0))]
    Offline(String),
    /// There is no repository where the remote leads.
    #[error("{}", say!("git-nowhere", said = .0))]
    Nowhere(String),
    /// The other computer wants a name or a password, or does not take the one it got.
    #[error("{}", say!("git-credentials", said = .0))]
    Credentials(String),
    /// Others pushed each time before this could.
    #[error("{}", say!("git-overtaken", count = .0))]
    Overtaken(usize),
    /// Both sides changed these files, and they cannot be brought together here.
    #[error("{}", say!("git-unresolved", files = .0.join(", ")))]
    Unresolved(Vec<String>),
    /// A file cannot be read or written, in words.
    #[error("{0}")]
    File(String),
    /// Anything else.
    #[error("{}", say!("git-failed", what = .what, said = .said))]
    Failed {
        /// What git was to do, in its words.
        what: String,
        /// What it said.
        said: String,
    },
}

impl GitError {
    /// Whether what failed may well work later, or for somebody else: nothing is wrong with the project.
    #[must_use]
    pub fn is_of_the_line(&self) -> bool {
        matches!(
            self,
            Self::Offline(_)
                | Self::Nowhere(_)
                | Self::Credentials(_)
                | Self::Cancelled
                | Self::Overtaken(_)
        )
    }

    /// What git said while it talked to another computer.
    pub(super) fn on_the_line(what: &str, said: &str) -> Self {
        /// What git, curl and ssh say, in small letters, when they do not come in.
        const REFUSED: [&str; 10] = [
            "could not read username",
            "could not read password",
            "terminal prompts disabled",
            "authentication failed",
            "permission denied",
            "host key verification failed",
            "invalid username or",
            "access denied",
            "returned error: 403",
            "returned error: 401",
        ];
        /// And when they do not get there.
        const UNREACHED: [&str; 10] = [
            "could not resolve host",
            "network is unreachable",
            "connection refused",
            "connection timed out",
            "operation timed out",
            "failed to connect",
            "couldn't connect",
            "no route to host",
            "connection reset",
            "operation too slow",
        ];
        /// And when there is nothing there.
        const NOWHERE: [&str; 3] = [
            "does not appear to be a git repository",
            "repository not found",
            "returned error: 404",
        ];
        let small = said.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| small.contains(word));
        let said = in_short(said);
        if has(&REFUSED) {
            Self::Credentials(said)
        } else if has(&UNREACHED) {
            Self::Offline(said)
        } else if has(&NOWHERE) {
            Self::Nowhere(said)
        } else {
            Self::Failed {
                what: what.to_owned(),
                said,
            }
        }
    }
}

/// What git said, for people: its last lines, without what steers a terminal, and without passwords in addresses.
pub(super) fn in_short(said: &str) -> String {
    let lines = said.lines().map(|line| {
        let shown = line.rsplit('\r').find(|it| !it.trim().is_empty());
        let plain: String = shown
            .unwrap_or_default()
            .chars()
            .filter(|c| !c.is_control())
            .collect();
        without_password(plain.trim_end())
    });
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    let all = lines.join("\n");
    let skipped = all.chars().count().saturating_sub(MOST);
    if skipped == 0 {
        return all;
    }
    let rest: String = all.chars().skip(skipped).collect();
    format!("…{rest}")
}

/// A line in which addresses such as `https://name:word@host` show neither name nor word.
pub(super) fn without_password(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        shown.push_str(before);
        let end = after
            .find(|c: char| c == '/' || c.is_whitespace() || c == '\'' || c == '"')
            .unwrap_or(after.len());
        let host = after[..end].rfind('@').map_or(0, |at| at + 1);
        shown.push_str(&after[host..end]);
        rest = &after[end..];
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_not_shown() {
        let shown = |line| without_password(line);
        assert_eq!(
            shown("fatal: unable to access 'https://ana:pa@ss@git.example/x.git/': no"),
            "fatal: unable to access 'https://git.example/x.git/': no"
        );
        assert_eq!(shown("ssh://git@host/x"), "ssh://host/x");
        assert_eq!(shown("git@host:x y@z"), "git@host:x y@z");
        assert_eq!(shown("a://b@c and d://e"), "a://c and d://e");
    }

    #[test]
    fn the_last_of_many_words_are_shown_and_nothing_that_steers() {
        let said = "counting 1%\rcounting 100%\r\n\u{1b}[31merror:\u{7} no\n\n";
        assert_eq!(in_short(said), "counting 100%\n[31merror: no");
        let long = format!("{}the end", "x".repeat(10 * MOST));
        let short = in_short(&long);
        assert!(short.starts_with('…') && short.ends_with("the end"));
        assert_eq!(short.chars().count(), MOST + 1);
    }

    #[test]
    fn a_line_that_is_down_is_told_from_a_door_that_is_shut() {
        let of = |said| GitError::on_the_line("fetch", said);
        let cases = [
            (
                "fatal: could not read Username for 'https://x': terminal prompts disabled",
                true,
                false,
            ),
            ("git@x: Permission denied (publickey).", true, false),
            (
                "ssh: Could not resolve hostname x: Name or service not known",
                false,
                true,
            ),
            (
                "fatal: unable to access 'http://x/': Failed to connect to x port 80",
                false,
                true,
            ),
            (
                "fatal: 'x' does not appear to be a git repository",
                false,
                false,
            ),
        ];
        for (said, refused, unreached) in cases {
            let error = of(said);
            assert_eq!(matches!(error, GitError::Credentials(_)), refused, "{said}");
            assert_eq!(matches!(error, GitError::Offline(_)), unreached, "{said}");
            let nowhere = !refused && !unreached;
            assert_eq!(matches!(error, GitError::Nowhere(_)), nowhere, "{said}");
        }
    }
}
