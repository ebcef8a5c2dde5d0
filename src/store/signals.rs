//! What the system tells a program: that it is to end, or that a file gets too large.
//!
//! Nothing of that may cost work. A journal that was flushed survives whatever happens; but a program that is asked to end
//! still brings everything into the project folder, and one that is refused a longer file says so instead of being killed.

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::sync::{Arc, LazyLock};
    use std::thread;
    use std::time::Duration;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::{flag, low_level};

    /// By which a program is asked to end.
    const ENDS: [i32; 3] = [SIGTERM, SIGINT, SIGHUP];
    /// How long a window that was asked to end may take, before the signal does what it usually does.
    const PATIENCE: Duration = Duration::from_secs(8);

    /// Whether a signal ends the program at once; the one that came while it did not.
    static AT_ONCE: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(true)));
    static CAME: LazyLock<Arc<AtomicUsize>> = LazyLock::new(Arc::default);

    /// Has the system refuse a write that makes a file too large, with an error, where it would end the program.
    pub fn refuse_large_files() {
        // Whatever the flag says: that there is a handler makes the write return.
        if let Err(error) = flag::register(SIGXFSZ, Arc::default()) {
            tracing::warn!(%error, "a file that gets too large will end the program");
        }
    }

    /// Has signals wait while a [`Hold`] lives. For a program without a window, at its start.
    pub fn let_signals_wait() {
        for signal in ENDS {
            let noted = flag::register_conditional_default(signal, Arc::clone(&AT_ONCE))
                .and_then(|_| flag::register_usize(signal, Arc::clone(&CAME), signal as usize));
            if let Err(error) = noted {
                tracing::warn!(%error, signal, "a signal is not waited for");
            }
        }
    }

    /// While it lives, a signal waits that would end the program; afterwards it does.
    #[derive(Debug)]
    pub struct Hold(());

    impl Hold {
        /// To be taken before files are changed that belong together.
        #[must_use]
        pub fn new() -> Self {
            AT_ONCE.store(false, Ordering::SeqCst);
            Self(())
        }
    }

    impl Default for Hold {
        fn default() -> Self {
            Self::new()
        }
    }

    impl Drop for Hold {
        fn drop(&mut self) {
            AT_ONCE.store(true, Ordering::SeqCst);
            let came = CAME.load(Ordering::SeqCst);
            if let Some(signal) = ENDS.into_iter().find(|signal| *signal as usize == came) {
                let _it_ends_here = low_level::emulate_default_handler(signal);
            }
        }
    }

    /// Calls `end` when the system asks the program to end. When it has not ended some seconds later, or is asked a second
    /// time, it ends as it would have without this; what it did is in the journal.
    ///
    /// # Errors
    /// What the system says.
    pub fn when_asked_to_end(end: impl Fn() + Send + 'static) -> io::Result<()> {
        let mut signals = Signals::new(ENDS)?;
        thread::Builder::new()
            .name("postil-signals".to_owned())
            .spawn(move || {
                let Some(signal) = signals.forever().next() else {
                    return;
                };
                end();
                let late = thread::Builder::new()
                    .name("postil-end".to_owned())
                    .spawn(move || {
                        thread::sleep(PATIENCE);
                        let _it_ends_here = low_level::emulate_default_handler(signal);
                    });
                if late.is_err() || signals.forever().next().is_some() {
                    let _it_ends_here = low_level::emulate_default_handler(signal);
                }
            })?;
        Ok(())
    }
}

#[cfg(not(unix))]
mod other {
    use std::io;

    /// Other systems tell of it by an error anyhow.
    pub const fn refuse_large_files() {}

    /// Other systems have no such signals.
    pub const fn let_signals_wait() {}

    /// While it lives, a signal waits that would end the program; here there are none.
    #[derive(Debug, Default)]
    pub struct Hold(());

    impl Hold {
        /// To be taken before files are changed that belong together.
        #[must_use]
        pub const fn new() -> Self {
            Self(())
        }
    }

    /// Other systems close the window instead.
    ///
    /// # Errors
    /// Never.
    pub fn when_asked_to_end(end: impl Fn() + Send + 'static) -> io::Result<()> {
        drop(end);
        Ok(())
    }
}

#[cfg(not(unix))]
pub use other::{Hold, let_signals_wait, refuse_large_files, when_asked_to_end};
#[cfg(unix)]
pub use unix::{Hold, let_signals_wait, refuse_large_files, when_asked_to_end};
