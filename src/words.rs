//! What the program says, in the language of its user.
//!
//! Every label, menu and message stands in the files of `assets/words/LANGUAGE/`, written in
//! [Fluent](https://projectfluent.org): one file a part of the program, the same messages under the same names in each
//! language. Code names a message and gives what varies: `say!("article-many", count = 3)`. A test reads the sources and
//! the files: every message that is named is there in every language with the same arguments, and none is there that
//! nobody names.
//!
//! The language belongs to the process ([`speak`]); the command line stays with English, because scripts read it. Errors
//! are put into words when they are shown, so they follow the language too.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/words");

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English, in which the program is written.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// All of them, English first.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its code after BCP 47, which is the name of its folder too.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// What its speakers call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The language of a locale such as `de_AT.UTF-8`, if the program speaks it.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        let code = locale
            .split(['_', '-', '.', '@'])
            .next()
            .unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| code.eq_ignore_ascii_case(language.code()))
    }

    /// The language of the system, English when the program does not speak it.
    #[must_use]
    pub fn of_system() -> Self {
        sys_locale::get_locale()
            .and_then(|locale| Self::of_locale(&locale))
            .unwrap_or_default()
    }

    fn index(self) -> usize {
        Self::ALL
            .iter()
            .position(|language| *language == self)
            .unwrap_or_default()
    }
}

static SPOKEN: AtomicU8 = AtomicU8::new(0);

thread_local! {
    static SPOKEN_HERE: Cell<Option<Language>> = const { Cell::new(None) };
}

/// The language that the program speaks now.
#[must_use]
pub fn spoken() -> Language {
    SPOKEN_HERE.get().unwrap_or_else(|| {
        let index = usize::from(SPOKEN.load(Ordering::Relaxed));
        Language::ALL.get(index).copied().unwrap_or_default()
    })
}

/// Has the whole program speak a language from now on. A thread that speaks one of its own keeps this to itself.
pub fn speak(language: Language) {
    if SPOKEN_HERE.get().is_some() {
        SPOKEN_HERE.set(Some(language));
    } else {
        SPOKEN.store(language.index() as u8, Ordering::Relaxed);
    }
}

/// Has this thread speak a language of its own, whatever the program does: tests run beside each other in one process.
pub fn speak_here(language: Option<Language>) {
    SPOKEN_HERE.set(language);
}

/// Work for another thread, which is to speak as this one does.
pub fn passed_on<T>(work: impl FnOnce() -> T) -> impl FnOnce() -> T {
    let here = SPOKEN_HERE.get();
    move || {
        if here.is_some() {
            speak_here(here);
        }
        work()
    }
}

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<Vec<Bundle>> =
    LazyLock::new(|| Language::ALL.into_iter().map(bundle).collect());

/// Reads the files of a language. What is wrong in them is left out; a test has no such thing pass.
fn bundle(language: Language) -> Bundle {
    let mut bundle = Bundle::new_concurrent(language.code().parse().into_iter().collect());
    // The signs around what is put in would stand as boxes in some fonts, and a label sets its own direction.
    bundle.set_use_isolating(false);
    for (_, text) in files(language) {
        let resource = match FluentResource::try_new(text.to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(?errors, "words said twice");
        }
    }
    bundle
}

/// The files of a language: name and contents.
fn files(language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES
        .get_dir(language.code())
        .into_iter()
        .flat_map(Dir::files)
        .filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
}

/// The names of all messages of a language; attributes stand as `message.attribute`.
#[cfg(test)]
pub(crate) fn names(language: Language) -> Vec<String> {
    tests::messages(language).into_keys().collect()
}

/// What a message says in the language spoken now, with these arguments. A name with a dot in it is an attribute of a
/// message: `command-undo.help`. A message that is not there says its own name.
#[must_use]
pub fn message(name: &str, given: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
    in_language(spoken(), name, given)
        .or_else(|| in_language(Language::English, name, given))
        .unwrap_or_else(|| Cow::Owned(name.to_owned()))
}

/// What a message says in a certain language, with these arguments; none when it is not there.
#[must_use]
pub fn in_language(
    language: Language,
    name: &str,
    given: Option<&FluentArgs<'_>>,
) -> Option<Cow<'static, str>> {
    let bundle = BUNDLES.get(language.index())?;
    let (id, attribute) = match name.split_once('.') {
        Some((id, attribute)) => (id, Some(attribute)),
        None => (name, None),
    };
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        Some(attribute) => message.get_attribute(attribute)?.value(),
        None => message.value()?,
    };
    let mut errors = Vec::new();
    let said = bundle.format_pattern(pattern, given, &mut errors);
    debug_assert!(errors.is_empty(), "{name}: {errors:?}");
    Some(match said {
        Cow::Borrowed(said) => Cow::Borrowed(said),
        Cow::Owned(said) => Cow::Owned(said),
    })
}

/// What a message without arguments says in the language spoken now; [`message`] tells more.
#[must_use]
pub fn phrase(name: &str) -> &'static str {
    /// Phrases that are put together from others, which is done once: there are as many as the files have.
    static COMPOSED: LazyLock<Mutex<HashMap<String, &'static str>>> = LazyLock::new(Mutex::default);
    match message(name, None) {
        Cow::Borrowed(said) => said,
        Cow::Owned(said) => {
            let mut composed = COMPOSED.lock().unwrap_or_else(PoisonError::into_inner);
            composed
                .entry(said)
                .or_insert_with_key(|said| Box::leak(said.clone().into_boxed_str()))
        }
    }
}

/// What a message says in the language spoken now.
///
/// `say!("name")` is a `&'static str`; `say!("name", count = 3, title = &title)` is a `String`. The name is a literal, so
/// that a test can find it.
#[macro_export]
macro_rules! say {
    ($name:literal) => {
        $crate::words::phrase($name)
    };
    ($name:literal, $($argument:ident = $value:expr),+ $(,)?) => {{
        let mut given = $crate::words::Given::new();
        $(given.set(stringify!($argument), $value);)+
        $crate::words::message($name, Some(&given)).into_owned()
    }};
}

pub use fluent_bundle::FluentArgs as Given;
