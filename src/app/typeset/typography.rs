//! The one handle that widgets use.

use std::sync::Arc;

use egui::mutex::Mutex;
use egui::{Color32, Context, Painter, Pos2, Ui, ViewportId};

use super::atlas::Atlas;
use super::egui_fonts;
use super::fonts::FontService;
use super::label::LabelCache;
use super::layout::{Paragraph, Style, Typesetter};
use super::paint::{self, Ink};

/// Fonts, typesetter, glyph atlas and label cache of one egui context.
///
/// It lives in a plugin of the context, so that a label deep inside some panel finds it by `ui.ctx()` and no function
/// between has to pass it on; and it is a handle, so that the article pane can hold it. The plugin clears and uploads the
/// atlas at the ends of each pass, after everything is painted: there is nothing for the app to call in a frame.
///
/// Every call takes a lock for its own time, so none of them may be made inside another.
#[derive(Clone)]
pub struct Typography(Arc<Mutex<Inner>>);

struct Inner {
    fonts: FontService,
    typesetter: Typesetter,
    atlas: Atlas,
    labels: LabelCache,
}

impl Typography {
    /// Equips a context, once, before its first pass: egui's own text gets our faces and fallbacks too.
    ///
    /// A second call replaces the fonts.
    #[expect(clippy::must_use_candidate, reason = "`of` gives the handle too")]
    pub fn install(ctx: &Context, fonts: &FontService) -> Self {
        let typography = Self(Arc::new(Mutex::new(Inner {
            fonts: fonts.clone(),
            typesetter: Typesetter::new(fonts),
            atlas: Atlas::new(),
            labels: LabelCache::default(),
        })));
        egui_fonts::install(ctx, fonts);
        let plugin = TypesetPlugin {
            typography: typography.clone(),
            fonts_seen: fonts.generation(),
            reading_seen: fonts.reading_family(),
        };
        let known =
            ctx.with_plugin(|known: &mut TypesetPlugin| known.typography = typography.clone());
        if known.is_none() {
            ctx.add_plugin(plugin);
        }
        typography
    }

    /// The handle of a context. One without is equipped with the bundled fonts, for the tests of single widgets.
    #[must_use]
    pub fn of(ctx: &Context) -> Self {
        Self::find(ctx).unwrap_or_else(|| Self::install(ctx, &FontService::bundled()))
    }

    /// The handle of a context that has one.
    pub(super) fn find(ctx: &Context) -> Option<Self> {
        ctx.with_plugin(|plugin: &mut TypesetPlugin| plugin.typography.clone())
    }

    /// The fonts it was installed with.
    #[must_use]
    pub fn fonts(&self) -> FontService {
        self.0.lock().fonts.clone()
    }

    /// The [generation](FontService::generation) of the fonts. A [`Paragraph`] of another one is to be laid out anew.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.0.lock().fonts.generation()
    }

    /// See [`Typesetter::lay_out`]; `width` in points.
    #[must_use]
    pub fn lay_out(
        &self,
        text: &str,
        style: &Style,
        width: f32,
        pixels_per_point: f32,
    ) -> Paragraph {
        self.0
            .lock()
            .typesetter
            .lay_out(text, style, width, pixels_per_point)
    }

    /// Paints the lines of a paragraph that the painter's clip rectangle lets be seen, in one colour, with the top left
    /// corner at `origin` (points, rounded to a physical pixel). Nothing is drawn outside the clip rectangle.
    pub fn paint(&self, painter: &Painter, paragraph: &Paragraph, origin: Pos2, color: Color32) {
        self.paint_with(painter, paragraph, origin, &Ink::plain(color));
    }

    /// The same, with some ranges in colours of their own.
    pub fn paint_with(
        &self,
        painter: &Painter,
        paragraph: &Paragraph,
        origin: Pos2,
        ink: &Ink<'_>,
    ) {
        paint::paint(&mut self.0.lock().atlas, painter, paragraph, origin, ink);
    }

    /// Lets `read` look at the typesetter and the label cache together.
    pub(super) fn with_labels<R>(
        &self,
        read: impl FnOnce(&mut LabelCache, &mut Typesetter) -> R,
    ) -> R {
        let inner = &mut *self.0.lock();
        read(&mut inner.labels, &mut inner.typesetter)
    }

    fn begin_pass(&self, ctx: &Context) {
        // The pass of another window can be inside that of the first one, and what that has painted must stay.
        if ctx.viewport_id() != ViewportId::ROOT {
            return;
        }
        let transfer = ctx
            .global_style()
            .visuals
            .text_options
            .color_transfer_function;
        let inner = &mut *self.0.lock();
        inner.atlas.begin_frame(transfer);
        inner.labels.begin_frame();
    }

    fn end_pass(&self) {
        self.0.lock().atlas.end_frame();
    }
}

impl std::fmt::Debug for Typography {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typography").finish_non_exhaustive()
    }
}

/// Keeps the [`Typography`] of a context, and calls it at both ends of each pass.
struct TypesetPlugin {
    typography: Typography,
    /// The generation of the fonts that egui's own text has asked.
    fonts_seen: u64,
    /// The reading family that egui's own text has.
    reading_seen: Arc<str>,
}

impl egui::Plugin for TypesetPlugin {
    fn debug_name(&self) -> &'static str {
        "typeset"
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        self.typography.begin_pass(ui.ctx());
        let fonts = self.typography.fonts();
        if fonts.generation() != self.fonts_seen {
            self.fonts_seen = fonts.generation();
            egui_fonts::refresh(ui.ctx(), &fonts, &self.reading_seen);
            self.reading_seen = fonts.reading_family();
        }
    }

    fn on_end_pass(&mut self, _ui: &mut Ui) {
        self.typography.end_pass();
    }
}
