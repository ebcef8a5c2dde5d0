//! Looking for words in the open article: what was found so far, and which of it is looked at.
//!
//! A short text is searched at once. Of a long one the beginning is, and a thread goes on with the rest; a new query
//! or the end of the search stops it. So a match can be wanted before it is found: an [`Aim`] waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::say;
use crate::text::{Byte, FindOptions, Pattern, Scan, Span, Text};

use super::reader::Bookmark;

/// Bytes that are searched without a thread: about a millisecond.
const AT_ONCE: usize = 64 * 1024;
/// Bytes that the thread searches between two looks at whether it should stop.
const STRETCH: usize = 512 * 1024;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// As it was typed.
    pub words: String,
    /// What is told apart.
    pub options: FindOptions,
}

/// Which match is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aim {
    /// The first that begins here or later; else the first of all.
    From(Byte),
    /// The last that begins before; else the last of all.
    Before(Byte),
}

/// What has become of a wish for a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// It is here.
    At(Span),
    /// There is none in the text.
    Nowhere,
}

/// How a search stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is nothing to look for.
    Idle,
    /// It goes on.
    Running,
    /// All is found.
    Done,
    /// Its thread broke off.
    Broken,
}

/// A search in the open article.
#[derive(Debug)]
pub struct Search {
    query: Query,
    /// Whether the strip is shown.
    pub is_open: bool,
    /// Whether the keyboard should go to the strip.
    pub wants_keyboard: bool,
    /// Where one was before.
    from: Bookmark,
    /// Where in the text that is, in bytes: the first match from here on is looked at first.
    origin: Byte,
    found: Vec<Span>,
    /// Whatever begins before is found.
    searched: Byte,
    standing: Standing,
    rest: Option<Rest>,
    aim: Option<Aim>,
    current: Option<usize>,
    /// Whether the way to the current match led over the end of the text.
    wrapped: bool,
}

/// What a thread finds in the rest of a long text. Dropping it stops the thread.
#[derive(Debug)]
struct Rest {
    stretches: Receiver<Stretch>,
    cancel: Arc<AtomicBool>,
}

/// What a thread has found in a stretch of the text.
#[derive(Debug)]
struct Stretch {
    found: Vec<Span>,
    searched: Byte,
    is_last: bool,
}

impl Drop for Rest {
    fn drop(&mut self) {
        self.cancel.store(true, Ordering::Relaxed);
    }
}

impl Search {
    /// A search that has not begun, from a place in the text (in bytes).
    #[must_use]
    pub fn new(from: Bookmark, origin: Byte) -> Self {
        Self {
            query: Query::default(),
            is_open: false,
            wants_keyboard: false,
            from,
            origin,
            found: Vec::new(),
            searched: Byte(0),
            standing: Standing::Idle,
            rest: None,
            aim: None,
            current: None,
            wrapped: false,
        }
    }

    /// Where one was before.
    #[must_use]
    pub fn from(&self) -> &Bookmark {
        &self.from
    }

    /// What is looked for.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// How the search stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing
    }

    /// Whether there may be more to find.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.standing == Standing::Running
    }

    /// What was found so far, in order.
    #[must_use]
    pub fn found(&self) -> &[Span] {
        &self.found
    }

    /// The match that is looked at, and which one it is, from 0.
    #[must_use]
    pub fn current(&self) -> Option<(usize, Span)> {
        let index = self.current?;
        Some((index, *self.found.get(index)?))
    }

    /// Which match of how many, in words: “3 of 17”.
    #[must_use]
    pub fn place(&self) -> Option<String> {
        let (index, _) = self.current()?;
        let (at, count) = (index + 1, self.found.len());
        Some(if self.standing == Standing::Running {
            say!("find-place-so-far", at = at, count = count)
        } else {
            say!("find-place", at = at, count = count)
        })
    }

    /// Whether the way to the current match led over the end of the text.
    #[must_use]
    pub fn wrapped(&self) -> bool {
        self.wrapped
    }

    /// Looks for something else, first from where one was. `wake` is called from the thread when there is more.
    pub fn look_for(&mut self, query: Query, text: &Text, wake: impl Fn() + Send + 'static) {
        let pattern = Pattern::new(&query.words, query.options);
        *self = Self {
            query,
            is_open: self.is_open,
            wants_keyboard: self.wants_keyboard,
            ..Self::new(self.from, self.origin)
        };
        let Some(pattern) = pattern else {
            return;
        };
        self.aim = Some(Aim::From(self.origin));
        let mut scan = Scan::new(text.clone(), pattern);
        let is_all = scan.advance(AT_ONCE, &mut self.found);
        self.searched = scan.position();
        self.standing = Standing::Done;
        if !is_all {
            self.standing = Standing::Running;
            self.rest = Rest::begin(scan, wake);
            if self.rest.is_none() {
                self.standing = Standing::Broken;
            }
        }
    }

    /// Wants the next match, or the one before, seen from the current one; or else from a selection.
    pub fn step(&mut self, forward: bool, selected: Span) {
        let here = self.current().map_or(selected, |(_, span)| span);
        self.aim = Some(match forward {
            // A caret at the start of a match has not been there yet.
            true if here.is_empty() => Aim::From(here.start),
            true => Aim::From(Byte(here.start.0 + 1)),
            false => Aim::Before(here.start),
        });
    }

    /// Forgets which match is looked at: the next step goes from the selection.
    pub fn leave_current(&mut self) {
        self.current = None;
        self.aim = None;
    }

    /// Takes in what the thread has found since. Tells once, as soon as it is known, where the match is that was wanted.
    pub fn poll(&mut self) -> Option<Met> {
        self.take_stretches();
        let aim = self.aim?;
        let is_done = self.standing != Standing::Running;
        let (Aim::From(at) | Aim::Before(at)) = aim;
        let split = self.found.partition_point(|span| span.start < at);
        let near = match aim {
            Aim::From(_) => (split < self.found.len()).then_some(split),
            Aim::Before(_) if is_done || at <= self.searched => split.checked_sub(1),
            Aim::Before(_) => return None,
        };
        let beyond = match aim {
            Aim::From(_) => 0,
            Aim::Before(_) => self.found.len().saturating_sub(1),
        };
        if near.is_none() && !is_done {
            return None;
        }
        self.wrapped = near.is_none() && !self.found.is_empty();
        self.aim = None;
        self.current = Some(near.unwrap_or(beyond)).filter(|&index| index < self.found.len());
        Some(
            self.current()
                .map_or(Met::Nowhere, |(_, span)| Met::At(span)),
        )
    }

    fn take_stretches(&mut self) {
        let Some(rest) = &self.rest else {
            return;
        };
        loop {
            match rest.stretches.try_recv() {
                Ok(stretch) => {
                    self.found.extend(stretch.found);
                    self.searched = stretch.searched;
                    if stretch.is_last {
                        self.standing = Standing::Done;
                        break;
                    }
                }
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => {
                    self.standing = Standing::Broken;
                    break;
                }
            }
        }
        self.rest = None;
    }
}

impl Rest {
    /// Has a thread go on with a search; `None` when the system has no thread to give.
    fn begin(mut scan: Scan, wake: impl Fn() + Send + 'static) -> Option<Self> {
        let (send, stretches) = channel();
        let cancel = Arc::new(AtomicBool::new(false));
        let cancelled = Arc::clone(&cancel);
        let search = move || {
            let mut is_last = false;
            while !is_last && !cancelled.load(Ordering::Relaxed) {
                let mut found = Vec::new();
                is_last = scan.advance(STRETCH, &mut found);
                let stretch = Stretch {
                    found,
                    searched: scan.position(),
                    is_last,
                };
                if send.send(stretch).is_err() {
                    return;
                }
                wake();
            }
        };
        let spawned = std::thread::Builder::new()
            .name("postil-find".to_owned())
            .spawn(search);
        match spawned {
            Ok(_) => Some(Self { stretches, cancel }),
            Err(error) => {
                tracing::error!("no thread to search with: {error}");
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(text: &Text, words: &str, origin: usize) -> Search {
        let mut search = Search::new(Bookmark::default(), Byte::new(origin));
        let query = Query {
            words: words.to_owned(),
            ..Query::default()
        };
        search.look_for(query, text, || {});
        search
    }

    fn start(met: Met) -> u32 {
        match met {
            Met::At(span) => span.start.0,
            Met::Nowhere => u32::MAX,
        }
    }

    /// Polls until the thread has found all; the matches that were wanted meanwhile.
    fn drain(search: &mut Search) -> Vec<Met> {
        let mut met = Vec::new();
        loop {
            met.extend(search.poll());
            if search.standing() != Standing::Running {
                met.extend(search.poll());
                return met;
            }
            std::thread::yield_now();
        }
    }

    #[test]
    fn the_first_match_from_where_one_was_comes_first_and_the_ends_meet() {
        let text = Text::new("port, a port, our port");
        let mut search = search(&text, "port", 3);
        let at = |met: Option<Met>| met.map(start);
        let mut step = |forward| {
            if let Some(forward) = forward {
                search.step(forward, Span::of(0..0));
            }
            (at(search.poll()), search.wrapped)
        };
        assert_eq!(step(None), (Some(8), false));
        assert_eq!(step(Some(true)), (Some(18), false));
        assert_eq!(step(Some(true)), (Some(0), true));
        assert_eq!(step(Some(false)), (Some(18), true));
        assert_eq!(step(Some(false)), (Some(8), false));
        assert_eq!(step(None), (None, false), "nothing was wanted");
    }

    #[test]
    fn from_a_selection_it_goes_on_behind_it_and_from_a_caret_right_there() {
        let text = Text::new("port port port");
        let mut search = search(&text, "port", 0);
        search.poll();
        for (selected, forward, expected) in [
            (Span::of(0..0), true, 0),
            (Span::of(0..4), true, 5),
            (Span::of(5..9), false, 0),
            (Span::of(5..5), false, 0),
            (Span::of(0..0), false, 10),
        ] {
            search.leave_current();
            search.step(forward, selected);
            assert_eq!(start(search.poll().unwrap()), expected, "{selected:?}");
        }
    }

    #[test]
    fn what_is_nowhere_is_not_found_and_nothing_is_looked_for_without_words() {
        let text = Text::new("port");
        let mut nowhere = search(&text, "quay", 0);
        assert_eq!(nowhere.poll(), Some(Met::Nowhere));
        let mut nothing = search(&text, " ", 0);
        assert_eq!((nothing.poll(), nothing.standing()), (None, Standing::Idle));
    }

    #[test]
    fn the_rest_of_a_long_text_is_found_by_a_thread() {
        let text = Text::new(format!(
            "{}quay {} quay",
            "port ".repeat(200_000),
            "port ".repeat(200_000)
        ));
        let quays = [1_000_000, 2_000_006];
        // The first one is far behind what is searched at once.
        let mut search = search(&text, "quay", 0);
        assert_eq!(search.standing(), Standing::Running);
        let met = drain(&mut search);
        assert_eq!(met.into_iter().map(start).collect::<Vec<_>>(), quays[..1]);
        assert_eq!(search.standing(), Standing::Done);
        assert_eq!(search.found().len(), 2);
        // The last one can be wanted before it is known that it is the last.
        let mut search = self::search(&text, "quay", 0);
        search.step(false, Span::of(0..0));
        assert_eq!(start(*drain(&mut search).last().unwrap()), quays[1]);
        assert!(search.wrapped());
    }

    #[test]
    fn a_new_query_stops_the_old_one() {
        let text = Text::new("port ".repeat(400_000));
        let mut search = search(&text, "port", 0);
        let cancel = Arc::clone(&search.rest.as_ref().unwrap().cancel);
        search.look_for(Query::default(), &text, || {});
        assert!(cancel.load(Ordering::Relaxed));
        assert_eq!(
            (search.standing(), search.found().len()),
            (Standing::Idle, 0)
        );
    }
}
