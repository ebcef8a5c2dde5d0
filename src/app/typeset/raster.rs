//! Turning one glyph into pixels: outlines, colour layers (COLR) and colour bitmaps (CBDT, sbix) alike.

use parley::FontData;
use vello_cpu::color::PremulRgba8;
use vello_cpu::kurbo::Stroke;
use vello_cpu::peniko::color::palette::css::WHITE;
use vello_cpu::{Glyph, Pixmap, RenderContext, Resources};

/// The largest canvas, in pixels: larger glyphs are not drawn.
const MAX_CANVAS: u16 = 1024;

/// What to draw.
pub(super) struct GlyphSpec<'a> {
    pub font: &'a FontData,
    pub id: u32,
    /// Pixels per em.
    pub size: f32,
    /// How far right of a whole pixel its origin is, from 0 to 1.
    pub offset: f32,
    pub coords: &'a [i16],
    /// Whether the face is not bold and the glyph has to be.
    pub embolden: bool,
    /// Pixels to the origin of the next glyph; here only a guess at the width.
    pub advance: f32,
}

/// The pixels of a glyph, premultiplied.
pub(super) struct Bitmap {
    /// From the origin to the left column of the bitmap, in whole pixels.
    pub left: i32,
    /// From the baseline down to the top row.
    pub top: i32,
    pub width: u16,
    pub height: u16,
    pub pixels: Vec<PremulRgba8>,
    /// Whether it has colours of its own and is not to be tinted.
    pub is_color: bool,
}

/// Keeps the buffers of the renderer, and its hinting and outline caches.
pub(super) struct Rasterizer {
    context: RenderContext,
    resources: Resources,
}

impl Rasterizer {
    pub fn new() -> Self {
        Self {
            context: RenderContext::new(64, 64),
            resources: Resources::new(),
        }
    }

    /// Draws a glyph; `None` when it has no ink.
    pub fn draw(&mut self, glyph: &GlyphSpec<'_>) -> Option<Bitmap> {
        // The bounds are not known before the glyph is drawn: guess generously, and look whether ink was cut off.
        let em = glyph.size.ceil().max(1.0);
        let mut margin = em;
        loop {
            let canvas = Canvas::new(glyph.advance, em, margin)?;
            let pixmap = self.draw_on(&canvas, glyph);
            let ink = ink_bounds(&pixmap)?;
            if !ink.touches_edge(&pixmap) || canvas.is_largest() {
                return Some(crop(&pixmap, &ink, &canvas));
            }
            margin *= 2.0;
        }
    }

    fn draw_on(&mut self, canvas: &Canvas, glyph: &GlyphSpec<'_>) -> Pixmap {
        self.context.reset_and_resize(canvas.width, canvas.height);
        self.context.set_paint(WHITE);
        let at = [Glyph {
            id: glyph.id,
            x: f32::from(canvas.origin_x) + glyph.offset,
            y: f32::from(canvas.origin_y),
        }];
        self.run(glyph).fill_glyphs(at.into_iter());
        if glyph.embolden {
            // An outline of a twenty-fourth of an em, half of it outside: what a bold face adds to a stem.
            self.context
                .set_stroke(Stroke::new(f64::from(glyph.size) / 24.0));
            self.run(glyph).stroke_glyphs(at.into_iter());
        }
        let mut pixmap = Pixmap::new(canvas.width, canvas.height);
        self.context.render(&mut pixmap, &mut self.resources);
        pixmap
    }

    fn run<'a>(&'a mut self, glyph: &GlyphSpec<'a>) -> vello_cpu::GlyphRunBuilder<'a> {
        self.context
            .glyph_run(&mut self.resources, glyph.font)
            .font_size(glyph.size)
            .normalized_coords(glyph.coords)
    }
}

/// A drawing surface and where on it the origin of the glyph is.
struct Canvas {
    width: u16,
    height: u16,
    origin_x: u16,
    origin_y: u16,
}

impl Canvas {
    /// Room for `advance` by one em, with a margin on all sides; `None` when even the margins do not fit.
    fn new(advance: f32, em: f32, margin: f32) -> Option<Self> {
        let width = saturating_u16(advance.abs().max(em) + 2.0 * margin).min(MAX_CANVAS);
        let height = saturating_u16(em + 2.0 * margin).min(MAX_CANVAS);
        let (origin_x, origin_y) = (saturating_u16(margin), saturating_u16(margin + em));
        (origin_x < width && origin_y <= height).then_some(Self {
            width,
            height,
            origin_x,
            origin_y,
        })
    }

    fn is_largest(&self) -> bool {
        self.width == MAX_CANVAS || self.height == MAX_CANVAS
    }
}

/// Bounds of the inked pixels, the ends exclusive.
struct Ink {
    left: u16,
    top: u16,
    right: u16,
    bottom: u16,
}

impl Ink {
    fn touches_edge(&self, pixmap: &Pixmap) -> bool {
        self.left == 0
            || self.top == 0
            || self.right == pixmap.width()
            || self.bottom == pixmap.height()
    }
}

fn ink_bounds(pixmap: &Pixmap) -> Option<Ink> {
    let mut ink: Option<Ink> = None;
    for (y, row) in (0_u16..).zip(pixmap.data().chunks_exact(usize::from(pixmap.width()))) {
        let Some(first) = row.iter().position(|pixel| pixel.a > 0) else {
            continue;
        };
        let last = row.iter().rposition(|pixel| pixel.a > 0).unwrap_or(first);
        let (left, right) = (index_u16(first), index_u16(last) + 1);
        ink = Some(match ink {
            None => Ink {
                left,
                right,
                top: y,
                bottom: y + 1,
            },
            Some(ink) => Ink {
                left: ink.left.min(left),
                right: ink.right.max(right),
                top: ink.top,
                bottom: y + 1,
            },
        });
    }
    ink
}

fn crop(pixmap: &Pixmap, ink: &Ink, canvas: &Canvas) -> Bitmap {
    let rows = pixmap.data().chunks_exact(usize::from(pixmap.width()));
    let pixels: Vec<PremulRgba8> = rows
        .take(usize::from(ink.bottom))
        .skip(usize::from(ink.top))
        .flat_map(|row| &row[usize::from(ink.left)..usize::from(ink.right)])
        .copied()
        .collect();
    // Painted white: whatever is not white has brought its own colours.
    let is_color = pixels
        .iter()
        .any(|pixel| [pixel.r, pixel.g, pixel.b] != [pixel.a; 3]);
    Bitmap {
        left: i32::from(ink.left) - i32::from(canvas.origin_x),
        top: i32::from(ink.top) - i32::from(canvas.origin_y),
        width: ink.right - ink.left,
        height: ink.bottom - ink.top,
        pixels,
        is_color,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and that is wanted"
)]
fn saturating_u16(x: f32) -> u16 {
    x.ceil().max(0.0) as u16
}

/// An index into a row of a pixmap, whose width is a `u16`.
fn index_u16(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX - 1)
}
