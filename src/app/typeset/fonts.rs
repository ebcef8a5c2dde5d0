//! Which fonts there are, and which of them writes which script.
//!
//! The four bundled faces are there from the first frame. The system's fonts are looked up on a thread of their own
//! (30 ms here, far more on some systems); until they come, a script the bundled faces lack is shown as boxes. When
//! they are there the [generation](FontService::generation) changes, and whoever holds a layout makes it anew.
//!
//! Fallback never goes through generic families ("sans-serif", "emoji"): for those the system hands out long lists of
//! candidates that are all opened on first use, and picks that look wrong. [`font_table`](super::font_table) names the
//! right families instead.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use egui::mutex::Mutex;
use fontique::{
    Blob, Collection, CollectionOptions, FallbackKey, FamilyId, GenericFamily, Language, Script,
    SourceCache,
};
use parley::FontContext;

use super::font_table::{self, Platform};

/// Family name of the bundled face for articles, which is used unless the user has chosen another.
pub const READING_FAMILY: &str = "Source Serif 4";
/// Family name of the bundled face for the interface.
pub const INTERFACE_FAMILY: &str = "Inter";
/// Family name of the face for code and file names; it comes with egui.
pub const MONO_FAMILY: &str = "Hack";

pub(super) const SOURCE_SERIF_REGULAR: &[u8] =
    include_bytes!("../../../assets/fonts/source-serif-4/SourceSerif4-Regular.ttf");
pub(super) const SOURCE_SERIF_BOLD: &[u8] =
    include_bytes!("../../../assets/fonts/source-serif-4/SourceSerif4-Bold.ttf");
pub(super) const INTER_REGULAR: &[u8] =
    include_bytes!("../../../assets/fonts/inter/Inter-Regular.ttf");
pub(super) const INTER_SEMIBOLD: &[u8] =
    include_bytes!("../../../assets/fonts/inter/Inter-SemiBold.ttf");

/// The bundled faces. Made once, so that a face has the same id in every service and its glyphs in the atlas stay valid
/// when the system's fonts arrive.
static BUNDLED: LazyLock<Vec<Blob<u8>>> = LazyLock::new(|| {
    let mut blobs: Vec<_> = [
        SOURCE_SERIF_REGULAR,
        SOURCE_SERIF_BOLD,
        INTER_REGULAR,
        INTER_SEMIBOLD,
    ]
    .into_iter()
    .map(|bytes| Blob::new(Arc::new(bytes)))
    .collect();
    let of_egui = egui::FontDefinitions::default();
    if let Some(hack) = of_egui.font_data.get(MONO_FAMILY) {
        blobs.push(Blob::new(hack.font.clone()));
    }
    blobs
});

/// The fonts of the program: a handle, cheap to clone, to be used from any thread.
#[derive(Clone)]
pub struct FontService(Arc<Shared>);

struct Shared {
    fonts: Mutex<Fonts>,
    generation: AtomicU64,
}

/// What a typesetter takes of a service.
#[derive(Clone)]
pub(super) struct Fonts {
    pub context: FontContext,
    /// Family name of the face for articles. One that is not there gives way to [`READING_FAMILY`].
    pub reading: Arc<str>,
}

impl FontService {
    /// Only the bundled faces. What it lays out is the same on every machine.
    #[must_use]
    pub fn bundled() -> Self {
        Self::with_faces(Vec::new())
    }

    /// The bundled faces and the given font files, which serve as fallbacks for their scripts by their family names.
    ///
    /// For tests: as deterministic as [`FontService::bundled`]. A file that is no font is ignored.
    #[must_use]
    pub fn with_faces(files: Vec<Vec<u8>>) -> Self {
        let mut collection = bundled_collection();
        for bytes in files {
            collection.register_fonts(Blob::new(Arc::new(bytes)), None);
        }
        // The test faces carry the names that they have on Linux.
        set_fallbacks(&mut collection, Platform::Linux);
        Self::new(collection)
    }

    /// The bundled faces now, and the system's fonts as soon as a thread has found them.
    ///
    /// Then [`generation`](Self::generation) changes and `wake` is called, from that thread: it should have the next
    /// frame drawn (`ctx.request_repaint()`). `wake` is called once.
    #[must_use]
    pub fn start(wake: impl FnOnce() + Send + 'static) -> Self {
        let service = Self::new(bundled_collection());
        let shared = service.0.clone();
        let look_up = move || {
            let mut system = system_collection();
            shared.replace(system.clone());
            wake();
            look_ahead(&mut system);
        };
        // Without a thread (the system refuses one more) the program has the bundled faces, which is better than to
        // stop and wait here.
        let _ = std::thread::Builder::new()
            .name("font lookup".to_owned())
            .spawn(look_up);
        service
    }

    /// Has articles set in another family, such as one of the system. As long as there is none of that name, it is
    /// [`READING_FAMILY`]: the system's come later, and a font can be taken away.
    pub fn set_reading_family(&self, name: &str) {
        let mut fonts = self.0.fonts.lock();
        if *fonts.reading != *name {
            fonts.reading = name.into();
            self.0.generation.fetch_add(1, Ordering::Release);
        }
    }

    /// The family that articles are set in, whether it is there or not.
    #[must_use]
    pub fn reading_family(&self) -> Arc<str> {
        Arc::clone(&self.0.fonts.lock().reading)
    }

    /// The names of all families that there are, in alphabetical order.
    #[must_use]
    pub fn families(&self) -> Vec<String> {
        let mut fonts = self.0.fonts.lock();
        let names = fonts.context.collection.family_names();
        let mut names: Vec<String> = names.map(str::to_owned).collect();
        names.sort_by_cached_key(|name| name.to_lowercase());
        names.dedup();
        names
    }

    /// Counts the times the fonts have changed: once when the system's have come, and whenever articles get another
    /// family.
    ///
    /// A [`Paragraph`](super::Paragraph) laid out in an older generation still paints correctly, only perhaps with
    /// boxes in it.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.0.generation.load(Ordering::Acquire)
    }

    /// Fonts for one typesetter of its own, with the generation that they are of.
    pub(super) fn fonts(&self) -> (u64, Fonts) {
        let fonts = self.0.fonts.lock();
        // Read under the lock, with which it is written.
        (self.generation(), fonts.clone())
    }

    fn new(collection: Collection) -> Self {
        // Shared, so that typesetters of several threads open a font file once.
        let fonts = FontContext {
            collection,
            source_cache: SourceCache::new_shared(),
        };
        let fonts = Fonts {
            context: fonts,
            reading: READING_FAMILY.into(),
        };
        Self(Arc::new(Shared {
            fonts: Mutex::new(fonts),
            generation: AtomicU64::new(0),
        }))
    }
}

impl Shared {
    fn replace(&self, collection: Collection) {
        let mut fonts = self.fonts.lock();
        fonts.context.collection = collection;
        self.generation.fetch_add(1, Ordering::Release);
    }
}

impl std::fmt::Debug for FontService {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FontService")
            .field("generation", &self.generation())
            .finish_non_exhaustive()
    }
}

fn bundled_collection() -> Collection {
    let mut collection = Collection::new(CollectionOptions {
        shared: false,
        system_fonts: false,
    });
    register_bundled(&mut collection);
    collection
}

fn system_collection() -> Collection {
    let mut collection = Collection::new(CollectionOptions {
        shared: false,
        system_fonts: true,
    });
    register_bundled(&mut collection);
    set_fallbacks(&mut collection, Platform::current());
    collection
}

/// Has the system describe the families that any text may ask for at any time, which it does once for all clones of the
/// collection. For a sign that is only in the last of them this saves the frame that first shows it some 20 ms.
fn look_ahead(system: &mut Collection) {
    let platform = Platform::current();
    for families in [
        &font_table::EUROPEAN,
        &font_table::SYMBOLS,
        &font_table::EMOJI,
    ] {
        for id in installed(system, families.on(platform)) {
            system.family(id);
        }
    }
}

fn register_bundled(collection: &mut Collection) {
    for blob in BUNDLED.iter() {
        collection.register_fonts(blob.clone(), None);
    }
}

/// Tells the collection, for every script of the table, the families of it that are installed, best first.
///
/// A script none of whose families is installed, or that is not in the table, is left to the system's own choice.
fn set_fallbacks(collection: &mut Collection, platform: Platform) {
    let symbols = installed(collection, font_table::SYMBOLS.on(platform));
    for row in font_table::SCRIPTS {
        let mut families = installed(collection, row.families.on(platform));
        if families.is_empty() {
            continue;
        }
        for &symbol in &symbols {
            if !families.contains(&symbol) {
                families.push(symbol);
            }
        }
        let Ok(script) = Script::parse(row.script) else {
            continue;
        };
        if row.is_default {
            collection.set_fallbacks(FallbackKey::new(script, None), families.iter().copied());
        }
        for language in row
            .locales
            .iter()
            .filter_map(|tag| Language::parse(tag).ok())
        {
            collection.set_fallbacks(
                FallbackKey::new(script, Some(&language)),
                families.iter().copied(),
            );
        }
    }
    let emoji = installed(collection, font_table::EMOJI.on(platform));
    if !emoji.is_empty() {
        collection.set_generic_families(GenericFamily::Emoji, emoji.into_iter());
    }
}

fn installed(collection: &mut Collection, names: &[&str]) -> Vec<FamilyId> {
    names
        .iter()
        .filter_map(|name| collection.family_id(name))
        .collect()
}
