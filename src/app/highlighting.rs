//! What the project's highlighters find in the part of a text that is in view. A thread looks, piece by piece, and what it
//! found is kept as long as text and highlighters are the same; so no frame waits, however long the list or odd the
//! expression.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::model::{Color, Highlighter};
use crate::text::{Byte, Piece, Seeker, Span, Text, pieces_over};

use super::reader::Lit;

/// Bytes of a piece.
const PIECE: usize = 8 * 1024;
/// So many bytes on both sides of what is in view are looked through too, for the next frames.
const BESIDE: usize = 4 * 1024;
/// A highlighter that finds more than this in a piece lights all of it up, which says nothing: the rest stays dark.
const MOST: usize = 500;

/// What is lit in a text.
#[derive(Default)]
pub struct Highlighting {
    list: Arc<Vec<Highlighter>>,
    text: Option<Text>,
    worker: Option<Worker>,
    /// What was found, by the start of the piece; nothing yet where a thread looks.
    found: BTreeMap<Byte, Option<Vec<Lit>>>,
    /// What is in view, and in which pieces.
    lit: Vec<Lit>,
    in_view: Vec<Byte>,
    /// Whether what is lit is what other highlighters have found.
    is_old: bool,
}

/// The thread that looks. Dropping it stops the thread.
struct Worker {
    wanted: Sender<Piece>,
    found: Receiver<(Byte, Vec<Lit>)>,
    stop: Arc<AtomicBool>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Highlighting {
    /// What is lit in the text that was in view, sorted by where it starts.
    #[must_use]
    pub fn lit(&self) -> &[Lit] {
        &self.lit
    }

    /// Takes in what was found, and has a thread look for what is in view and not known.
    pub fn update(
        &mut self,
        ctx: &egui::Context,
        text: &Text,
        list: &Arc<Vec<Highlighter>>,
        in_view: Option<Span>,
    ) {
        self.begin(text, list);
        let Some(view) = in_view.filter(|_| list.iter().any(|it| !it.off)) else {
            self.lit.clear();
            return;
        };
        let mut changed = false;
        if let Some(worker) = &self.worker {
            for (start, lit) in worker.found.try_iter() {
                self.found.insert(start, Some(lit));
                changed = true;
            }
        }
        let whole = text.as_str();
        let from = whole.floor_char_boundary(view.start.index().saturating_sub(BESIDE));
        let to = whole.ceil_char_boundary((view.end.index() + BESIDE).min(whole.len()));
        let mut pieces = pieces_over(text, Span::of(from..to), PIECE);
        pieces.retain(|piece| !piece.core.is_empty());
        let starts: Vec<Byte> = pieces.iter().map(|piece| piece.core.start).collect();
        for piece in pieces {
            if let Entry::Vacant(entry) = self.found.entry(piece.core.start) {
                entry.insert(None);
                self.ask(ctx, piece);
            }
        }
        let known = || starts.iter().filter_map(|at| self.found.get(at)?.as_ref());
        // Nothing goes out and comes back while somebody changes the highlighters.
        let is_waiting = self.is_old && known().count() < starts.len();
        if !is_waiting && (changed || starts != self.in_view) {
            self.lit = known().flatten().copied().collect();
            self.in_view = starts;
            self.is_old = false;
        }
    }

    /// Forgets what was found of another text or with other highlighters.
    fn begin(&mut self, text: &Text, list: &Arc<Vec<Highlighter>>) {
        let is_same_text = self.text.as_ref().is_some_and(|known| {
            let (known, text) = (known.as_str(), text.as_str());
            core::ptr::eq(known.as_ptr(), text.as_ptr()) && known.len() == text.len()
        });
        if is_same_text && Arc::ptr_eq(&self.list, list) {
            return;
        }
        *self = Self {
            list: Arc::clone(list),
            text: Some(text.clone()),
            // What is lit stays for the moment until that is known anew.
            is_old: is_same_text,
            lit: if is_same_text {
                core::mem::take(&mut self.lit)
            } else {
                Vec::new()
            },
            ..Self::default()
        };
    }

    fn ask(&mut self, ctx: &egui::Context, piece: Piece) {
        let (Some(text), list) = (&self.text, &self.list) else {
            return;
        };
        let worker = self
            .worker
            .get_or_insert_with(|| Worker::start(ctx.clone(), text.clone(), Arc::clone(list)));
        // A thread that has gone has been told of in the log.
        let _gone = worker.wanted.send(piece);
    }
}

impl Worker {
    fn start(ctx: egui::Context, text: Text, list: Arc<Vec<Highlighter>>) -> Self {
        let (wanted, pieces) = channel::<Piece>();
        let (send, found) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let work = move || {
            let go_on = || !stopped.load(Ordering::Relaxed);
            let mut seekers: Vec<(Seeker, Color)> = Vec::new();
            for one in list.iter().filter(|it| !it.off) {
                if !go_on() {
                    return;
                }
                // One that cannot be looked for is told where the highlighters are listed.
                seekers.extend(one.seeker().ok().map(|seeker| (seeker, one.color)));
            }
            for piece in pieces {
                let mut lit = Vec::new();
                for (seeker, color) in &seekers {
                    if !go_on() {
                        return;
                    }
                    let spans = seeker.in_piece(&text, piece).into_iter().take(MOST);
                    lit.extend(spans.map(|span| Lit {
                        span,
                        color: *color,
                    }));
                }
                lit.sort_by_key(|one| one.span.start);
                if send.send((piece.core.start, lit)).is_err() {
                    return;
                }
                ctx.request_repaint();
            }
        };
        let name = "postil-highlighters".to_owned();
        if let Err(error) = std::thread::Builder::new().name(name).spawn(work) {
            tracing::error!("no thread to look for highlighters: {error}");
        }
        Self {
            wanted,
            found,
            stop,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Finds;
    use crate::model::random::highlighter;

    /// Brings it up to date until nothing is awaited; what is lit then.
    fn settled(
        lit: &mut Highlighting,
        text: &Text,
        list: &Arc<Vec<Highlighter>>,
        view: Span,
    ) -> Vec<String> {
        let ctx = egui::Context::default();
        loop {
            lit.update(&ctx, text, list, Some(view));
            if lit.found.values().all(Option::is_some) {
                lit.update(&ctx, text, list, Some(view));
                let words = lit.lit().iter().map(|one| text.slice(one.span).to_owned());
                return words.collect();
            }
            std::thread::yield_now();
        }
    }

    #[test]
    fn what_is_in_view_is_lit_and_what_is_off_or_broken_is_not() {
        let text = Text::new("A port.\nA quay, a Port.\nA wharf.");
        let mut list = vec![
            highlighter("one", &["port", "wharf"]),
            highlighter("two", &["quay"]),
        ];
        list[1].off = true;
        let mut broken = highlighter("three", &[]);
        broken.finds = Finds::Expression("(a".to_owned());
        list.push(broken);
        let mut lit = Highlighting::default();
        let all = Span::of(0..text.len());
        let first = Arc::new(list.clone());
        assert_eq!(
            settled(&mut lit, &text, &first, all),
            ["port", "Port", "wharf"]
        );
        list[1].off = false;
        let second = Arc::new(list);
        let ctx = egui::Context::default();
        lit.update(&ctx, &text, &second, Some(all));
        assert_eq!(lit.lit().len(), 3, "what was lit stays until more is known");
        assert_eq!(
            settled(&mut lit, &text, &second, all),
            ["port", "quay", "Port", "wharf"]
        );
        let none = Arc::new(Vec::new());
        assert!(settled(&mut lit, &text, &none, all).is_empty());
    }

    #[test]
    fn of_a_long_text_only_what_is_near_is_looked_through() {
        let text = Text::new("a port and more of it. ".repeat(20_000));
        let list = Arc::new(vec![highlighter("one", &["port"])]);
        let mut lit = Highlighting::default();
        let view = Span::of(200_000..202_000);
        let found = settled(&mut lit, &text, &list, view);
        assert!((80..1500).contains(&found.len()), "{}", found.len());
        let near = |at: Byte| (180_000..220_000).contains(&at.index());
        assert!(lit.found.keys().all(|at| near(*at)));
    }
}
