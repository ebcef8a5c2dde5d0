//! Reading many files on a few threads.

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::StoreError;

/// How far a long work is; shared with those who watch it or call it off.
#[derive(Debug, Default)]
pub struct Progress {
    /// Files done.
    pub done: AtomicUsize,
    /// Files to do in all; grows when more are found.
    pub total: AtomicUsize,
    /// Set this to stop between two files.
    pub cancel: AtomicBool,
}

impl Progress {
    pub(super) fn expect(&self, files: usize) {
        self.total.fetch_add(files, Ordering::Relaxed);
    }

    pub(super) fn step(&self) -> Result<(), StoreError> {
        self.done.fetch_add(1, Ordering::Relaxed);
        self.check()
    }

    pub(super) fn check(&self) -> Result<(), StoreError> {
        if self.cancel.load(Ordering::Relaxed) {
            Err(StoreError::Cancelled)
        } else {
            Ok(())
        }
    }
}

/// Lets this thread, and those that it starts, stand back behind the thread that draws, where the system can do that: what
/// they do is waited for by nobody in particular.
pub fn stand_back() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Pid, setpriority_process};
        let thread: Pid = rustix::thread::gettid();
        let _it_is_only_slower_to_draw = setpriority_process(Some(thread), NICE);
    }
}

/// How far work stands back that nobody waits for: the system gives it a third of the time for which two compete.
#[cfg(target_os = "linux")]
const NICE: i32 = 5;

/// Most threads: more of them wait for one disk.
const THREADS: usize = 8;

/// Most items that a thread takes at a time.
const PIECE: usize = 64;

/// Does the work for every item and returns the results in the order of the items.
pub(super) fn map<T: Sync, R: Send>(
    items: &[T],
    progress: &Progress,
    work: impl Fn(&T) -> R + Sync,
) -> Result<Vec<R>, StoreError> {
    progress.expect(items.len());
    let work = |item: &T| {
        progress.check()?;
        let done = work(item);
        progress.step()?;
        Ok(done)
    };
    let mut all = Vec::with_capacity(items.len());
    in_order(
        items,
        |_| 0,
        work,
        |done| {
            all.push(done);
            Ok(())
        },
    )?;
    Ok(all)
}

/// On how many threads work is done, with this one.
fn threads() -> usize {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    cores.min(THREADS)
}

/// Does the work for every item on so many threads, which take pieces of so many items, and returns the results in their
/// order; this thread does something else first. Once some work has failed no further piece is begun, so results may be
/// missing behind its error.
///
/// # Errors
/// That of what this thread does first.
fn share<T: Sync, R: Send, E: Send>(
    items: &[T],
    (threads, size): (usize, usize),
    work: impl Fn(&T) -> Result<R, E> + Sync,
    first: impl FnOnce() -> Result<(), E>,
) -> Result<Vec<Result<R, E>>, E> {
    let pieces: Vec<&[T]> = items.chunks(size).collect();
    let next = AtomicUsize::new(0);
    let stop = || next.fetch_max(pieces.len(), Ordering::Relaxed);
    let run = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(index) else {
                return done;
            };
            let piece: Vec<_> = piece.iter().map(&work).collect();
            if piece.iter().any(Result::is_err) {
                stop();
            }
            done.push((index, piece));
        }
    };
    let helpers = threads.min(pieces.len()).saturating_sub(1);
    let mut results = thread::scope(|scope| {
        let others: Vec<_> = (0..helpers).map(|_| scope.spawn(run)).collect();
        let first = first();
        if first.is_err() {
            stop();
        }
        let mut results = run();
        for other in others {
            match other.join() {
                Ok(more) => results.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        first.map(|()| results)
    })?;
    results.sort_unstable_by_key(|&(index, _)| index);
    let mut all = Vec::with_capacity(items.len());
    for (_, mut piece) in results {
        all.append(&mut piece);
    }
    Ok(all)
}

/// Does the work for every item and hands each result to `take`, on this thread, as it comes, in any order.
pub(super) fn stream<T: Sync, R: Send>(
    items: &[T],
    progress: &Progress,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R),
) -> Result<(), StoreError> {
    progress.expect(items.len());
    let next = AtomicUsize::new(0);
    let (send, results) = channel();
    let run = |send: Sender<R>| {
        while progress.check().is_ok()
            && let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed))
            && send.send(work(item)).is_ok()
        {}
    };
    thread::scope(|scope| {
        for _ in 0..threads().min(items.len()) {
            let send = send.clone();
            let run = &run;
            scope.spawn(move || run(send));
        }
        drop(send);
        for result in results {
            take(result);
            progress.step()?;
        }
        progress.check()
    })
}

/// How much work one go of [`in_order`] has: so many results wait at a time.
const ROUND: usize = 1 << 15;

/// Does the work for every item and hands the results to `take`, on this thread, in the order of the items. While they
/// are taken, other threads are ahead by some work, never by much: what is heavy is waited for. How much work an item is
/// tells `weight`, in any unit of which a thread does some thousands in a moment.
///
/// # Errors
/// The first one of `work`, in the order of the items, or of `take`; what comes after it is not taken.
pub fn in_order<T: Sync, R: Send, E: Send>(
    items: &[T],
    weight: impl Fn(&T) -> usize,
    work: impl Fn(&T) -> Result<R, E> + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads();
    let mut ready = Vec::new();
    let mut rest = items;
    while !rest.is_empty() {
        let mut weighs = 0;
        let is_enough = |(at, item): (usize, &T)| {
            weighs += 1 + weight(item);
            weighs > ROUND && at + 1 >= 2 * threads
        };
        let found = rest.iter().enumerate().position(is_enough);
        let (round, later) = rest.split_at(found.map_or(rest.len(), |at| at + 1));
        rest = later;
        // The last of a round are worked on alone: small pieces keep the others from waiting for them.
        let size = (round.len() / (threads * 8)).clamp(1, PIECE);
        let before = core::mem::take(&mut ready);
        ready = share(round, (threads, size), &work, || {
            before.into_iter().try_for_each(|result| take(result?))
        })?;
    }
    ready.into_iter().try_for_each(|result| take(result?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_taken_in_order_up_to_the_first_error() {
        let items: Vec<usize> = (0..5000).collect();
        // Rounds of a handful here, of many there.
        let weight = |item: &usize| if *item < 100 { 1 << 20 } else { 30 };
        let mut got = Vec::new();
        let all = in_order(
            &items,
            weight,
            |item| Ok::<_, ()>(item * item),
            |it| {
                got.push(it);
                Ok(())
            },
        );
        assert_eq!(all, Ok(()));
        assert_eq!(
            got,
            items.iter().map(|item| item * item).collect::<Vec<_>>()
        );

        for wrong in [0, 1, 1023, 1024, 3333, 4999] {
            let mut got = 0;
            let work = |item: &usize| {
                if *item >= wrong {
                    Err(*item)
                } else {
                    Ok(*item)
                }
            };
            let all = in_order(&items, weight, work, |it| {
                assert_eq!(it, got);
                got += 1;
                Ok(())
            });
            assert_eq!((all, got), (Err(wrong), wrong));

            let mut got = 0;
            let all = in_order(
                &items,
                weight,
                |item| Ok(*item),
                |it| {
                    got += 1;
                    if it == wrong { Err("full") } else { Ok(()) }
                },
            );
            assert_eq!((all, got), (Err("full"), wrong + 1));
        }
        assert_eq!(
            in_order(&[0; 0], weight, |_| Err::<(), _>(1), |()| Ok(())),
            Ok(())
        );
    }

    #[test]
    fn results_come_in_order() {
        let items: Vec<usize> = (0..1000).collect();
        let progress = Progress::default();
        let squares = map(&items, &progress, |item| item * item).unwrap();
        assert!(squares.iter().enumerate().all(|(at, &it)| it == at * at));
        assert_eq!(progress.done.load(Ordering::Relaxed), 1000);
        assert_eq!(
            map(&[0; 0], &progress, |item| *item).unwrap(),
            Vec::<i32>::new()
        );
    }

    #[test]
    fn a_stream_brings_every_result_once() {
        let items: Vec<usize> = (0..1000).collect();
        let progress = Progress::default();
        let mut got = Vec::new();
        stream(&items, &progress, |item| item * item, |it| got.push(it)).unwrap();
        got.sort_unstable();
        assert!(got.iter().enumerate().all(|(at, &it)| it == at * at));
        assert_eq!((got.len(), progress.done.into_inner()), (1000, 1000));
        let progress = Progress::default();
        let result = stream(
            &items,
            &progress,
            |item| *item,
            |item| {
                if item == 10 {
                    progress.cancel.store(true, Ordering::Relaxed);
                }
            },
        );
        assert!(matches!(result, Err(StoreError::Cancelled)));
    }

    #[test]
    fn work_can_be_called_off() {
        let progress = Progress::default();
        let items: Vec<usize> = (0..1000).collect();
        let result = map(&items, &progress, |&item| {
            if item == 10 {
                progress.cancel.store(true, Ordering::Relaxed);
            }
        });
        assert!(matches!(result, Err(StoreError::Cancelled)));
        assert!(progress.done.load(Ordering::Relaxed) < 1000);
    }
}
