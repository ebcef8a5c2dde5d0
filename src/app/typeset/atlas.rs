//! Glyph bitmaps in textures, drawn once and kept.
//!
//! egui has such an atlas for its own text, but shares it with nobody. Ours begins with a page of 1024 pixels a side.
//! When that is full, larger pages are added, for what the current frame has painted must stay where it is. A frame that
//! begins with the pages nearly full clears them all; [`Atlas::generation`] then changes and whoever holds a [`Slot`]
//! asks again.

use std::collections::HashMap;
use std::sync::Arc;

use egui::epaint::FontColorTransferFunction;
use egui::{Color32, ColorImage, Context, TextureHandle, TextureId, TextureOptions};

use super::raster::{Bitmap, GlyphSpec, Rasterizer};

const FIRST_SIDE: usize = 1024;
const LATER_SIDE: usize = 2048;
/// Empty pixels between glyphs, so that sampling never reaches the neighbour.
const GUTTER: usize = 1;
/// The share of the budget from which on the pages are cleared at the next frame.
const FULL: f32 = 0.85;
/// Most pages of [`LATER_SIDE`] there will be before they are cleared.
const MAX_BUDGET: usize = 4;
/// Frames between two clearings that are not thought of as too close.
const LONG_AGO: u64 = 300;

/// Everything that decides what a glyph looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct GlyphKey {
    /// Id of the font file's blob.
    pub font: u64,
    /// Of the face in the file.
    pub index: u32,
    pub id: u32,
    /// Bits of the pixels per em.
    pub size: u32,
    /// Quarter of a pixel that the origin is right of a whole one.
    pub bin: u8,
    pub embolden: bool,
    /// Hash of the variation coordinates.
    pub coords: u64,
}

/// Where in the atlas a glyph is. Lengths in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slot {
    pub page: u16,
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
    /// From the glyph's origin to its left column.
    pub left: i16,
    /// From the baseline down to its top row.
    pub top: i16,
    /// Whether it has its own colours.
    pub is_color: bool,
}

/// See the [module](self).
pub(super) struct Atlas {
    rasterizer: Rasterizer,
    /// `None` for glyphs without ink.
    slots: HashMap<GlyphKey, Option<Slot>>,
    pages: Vec<Page>,
    generation: u64,
    transfer: FontColorTransferFunction,
    /// Alpha for each coverage, by [`Self::transfer`].
    alphas: [u8; 256],
    /// Pages of [`LATER_SIDE`] there may be.
    budget: usize,
    frame: u64,
    last_cleared: Option<u64>,
}

impl Atlas {
    /// An atlas without pages.
    pub fn new() -> Self {
        Self {
            rasterizer: Rasterizer::new(),
            slots: HashMap::new(),
            pages: Vec::new(),
            generation: 0,
            transfer: FontColorTransferFunction::Off,
            alphas: alphas(FontColorTransferFunction::Off),
            budget: 1,
            frame: 0,
            last_cleared: None,
        }
    }

    /// Changes when slots become invalid, which is only in [`begin_frame`](Self::begin_frame).
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Makes room when it is scarce, and takes the theme's way of turning coverage into alpha: dark text on a light
    /// ground looks right with the coverage itself, light text on a dark ground needs more.
    ///
    /// To be called before anything of a frame is painted.
    pub fn begin_frame(&mut self, transfer: FontColorTransferFunction) {
        self.frame += 1;
        if transfer != self.transfer {
            self.transfer = transfer;
            self.alphas = alphas(transfer);
            self.clear();
        }
        let used: f32 = self.pages.iter().map(Page::used).sum();
        if used <= FULL * to_f32(self.budget * LATER_SIDE * LATER_SIDE) {
            return;
        }
        // Full again soon: the screen needs that many glyphs, and clearing would have them drawn anew over and over.
        let is_recent = self
            .last_cleared
            .is_some_and(|frame| self.frame - frame < LONG_AGO);
        if is_recent && self.budget < MAX_BUDGET {
            self.budget += 1;
        } else {
            self.last_cleared = Some(self.frame);
            self.clear();
        }
    }

    fn clear(&mut self) {
        self.slots.clear();
        self.pages.clear();
        self.generation += 1;
    }

    /// The slot of a glyph, which is drawn if it has none; `None` if it has no ink.
    pub fn slot(&mut self, key: &GlyphKey, spec: &GlyphSpec<'_>) -> Option<Slot> {
        if let Some(slot) = self.slots.get(key) {
            return *slot;
        }
        let slot = self
            .rasterizer
            .draw(spec)
            .and_then(|bitmap| self.insert(&bitmap));
        self.slots.insert(*key, slot);
        slot
    }

    fn insert(&mut self, bitmap: &Bitmap) -> Option<Slot> {
        let (width, height) = (usize::from(bitmap.width), usize::from(bitmap.height));
        let (page, (x, y)) = self.allocate(width, height)?;
        let alphas = &self.alphas;
        let image = Arc::make_mut(&mut self.pages[page].image);
        for (row, source) in bitmap.pixels.chunks_exact(width).enumerate() {
            let start = (y + row) * image.size[0] + x;
            for (target, pixel) in image.pixels[start..start + width].iter_mut().zip(source) {
                #[expect(
                    clippy::disallowed_methods,
                    reason = "pixels of a font, no colours of ours"
                )]
                let texel = if bitmap.is_color {
                    Color32::from_rgba_premultiplied(pixel.r, pixel.g, pixel.b, pixel.a)
                } else {
                    Color32::from_white_alpha(alphas[usize::from(pixel.a)])
                };
                *target = texel;
            }
        }
        self.pages[page].mark_dirty([x, y], [x + width, y + height]);
        Some(Slot {
            page: u16::try_from(page).ok()?,
            x: u16::try_from(x).ok()?,
            y: u16::try_from(y).ok()?,
            width: bitmap.width,
            height: bitmap.height,
            left: i16::try_from(bitmap.left).ok()?,
            top: i16::try_from(bitmap.top).ok()?,
            is_color: bitmap.is_color,
        })
    }

    /// Room on the last page, or on a new one.
    fn allocate(&mut self, width: usize, height: usize) -> Option<(usize, (usize, usize))> {
        if let Some(last) = self.pages.len().checked_sub(1)
            && let Some(at) = self.pages[last].allocate(width, height)
        {
            return Some((last, at));
        }
        let needed = width.max(height) + GUTTER;
        let side = if self.pages.is_empty() && self.last_cleared.is_none() {
            FIRST_SIDE
        } else {
            LATER_SIDE
        };
        let side = if needed <= side { side } else { LATER_SIDE };
        if needed > side {
            return None;
        }
        self.pages.push(Page::new(side));
        let last = self.pages.len() - 1;
        self.pages[last]
            .allocate(width, height)
            .map(|at| (last, at))
    }

    /// The texture of a page and its side in pixels.
    pub fn texture(&mut self, page: u16, ctx: &Context) -> (TextureId, f32) {
        let page = &mut self.pages[usize::from(page)];
        (page.texture(ctx), to_f32(page.side))
    }

    /// Uploads what was drawn since the last time: at most one rectangle a page.
    ///
    /// To be called after everything of a frame is painted.
    pub fn end_frame(&mut self) {
        for page in &mut self.pages {
            page.upload();
        }
    }
}

/// One texture and its copy in memory.
struct Page {
    side: usize,
    image: Arc<ColorImage>,
    texture: Option<TextureHandle>,
    /// Top left and bottom right of what the texture does not have yet.
    dirty: Option<([usize; 2], [usize; 2])>,
    /// Rows of glyphs of similar height, from top to bottom.
    shelves: Vec<Shelf>,
}

struct Shelf {
    top: usize,
    height: usize,
    /// Where the next glyph goes.
    x: usize,
}

impl Page {
    fn new(side: usize) -> Self {
        let image = Arc::new(ColorImage::filled([side, side], Color32::TRANSPARENT));
        Self {
            side,
            image,
            texture: None,
            dirty: None,
            shelves: Vec::new(),
        }
    }

    /// Pixels that no further glyph can have.
    fn used(&self) -> f32 {
        to_f32(
            self.shelves
                .last()
                .map_or(0, |shelf| shelf.top + shelf.height)
                * self.side,
        )
    }

    /// The top left corner of free room for a glyph; `None` if there is none.
    fn allocate(&mut self, width: usize, height: usize) -> Option<(usize, usize)> {
        let (width, height) = (width + GUTTER, height + GUTTER);
        let side = self.side;
        let fits = |shelf: &Shelf, slack: usize| {
            shelf.x + width <= side && (height..=height + slack).contains(&shelf.height)
        };
        // A shelf not much higher than the glyph; else a new one; else any that is high enough.
        let snug = self
            .shelves
            .iter()
            .position(|shelf| fits(shelf, height / 4 + 2));
        let index = snug
            .or_else(|| self.new_shelf(height))
            .or_else(|| self.shelves.iter().position(|shelf| fits(shelf, side)))?;
        let chosen = &mut self.shelves[index];
        let at = (chosen.x, chosen.top);
        chosen.x += width;
        Some(at)
    }

    fn new_shelf(&mut self, height: usize) -> Option<usize> {
        let top = self
            .shelves
            .last()
            .map_or(0, |shelf| shelf.top + shelf.height);
        // A little air lets the next glyphs, a pixel higher, share it.
        let height = height
            .next_multiple_of(4)
            .min(self.side.checked_sub(top)?.max(height));
        if top + height > self.side {
            return None;
        }
        self.shelves.push(Shelf { top, height, x: 0 });
        Some(self.shelves.len() - 1)
    }

    fn mark_dirty(&mut self, min: [usize; 2], max: [usize; 2]) {
        let (old_min, old_max) = self.dirty.unwrap_or((min, max));
        self.dirty = Some((
            [old_min[0].min(min[0]), old_min[1].min(min[1])],
            [old_max[0].max(max[0]), old_max[1].max(max[1])],
        ));
    }

    fn texture(&mut self, ctx: &Context) -> TextureId {
        let texture = self.texture.get_or_insert_with(|| {
            // What has been drawn so far goes up with the texture.
            self.dirty = None;
            ctx.load_texture("typeset atlas", self.image.clone(), TextureOptions::LINEAR)
        });
        texture.id()
    }

    fn upload(&mut self) {
        let Some(texture) = &mut self.texture else {
            return;
        };
        let Some((min, max)) = self.dirty.take() else {
            return;
        };
        let size = [max[0] - min[0], max[1] - min[1]];
        let rows = self
            .image
            .pixels
            .chunks_exact(self.side)
            .take(max[1])
            .skip(min[1]);
        let pixels = rows.flat_map(|row| &row[min[0]..max[0]]).copied().collect();
        texture.set_partial(min, ColorImage::new(size, pixels), TextureOptions::LINEAR);
    }
}

fn alphas(transfer: FontColorTransferFunction) -> [u8; 256] {
    std::array::from_fn(|coverage| {
        let coverage = u8::try_from(coverage).unwrap_or(u8::MAX);
        let alpha = transfer.alpha_from_coverage(f32::from(coverage) / 255.0);
        quantised(alpha)
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "alpha is from 0 to 1"
)]
fn quantised(alpha: f32) -> u8 {
    (alpha * 255.0).round() as u8
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of pixels, where a few more or less do not matter"
)]
fn to_f32(n: usize) -> f32 {
    n as f32
}

#[cfg(test)]
mod tests {
    use vello_cpu::color::PremulRgba8;

    use super::*;

    fn bitmap(width: u16, height: u16) -> Bitmap {
        let pixel = PremulRgba8 {
            r: 128,
            g: 128,
            b: 128,
            a: 128,
        };
        let pixels = vec![pixel; usize::from(width) * usize::from(height)];
        Bitmap {
            left: -1,
            top: -20,
            width,
            height,
            pixels,
            is_color: false,
        }
    }

    fn overlap(a: &Slot, b: &Slot) -> bool {
        let apart = |a: u16, a_len: u16, b: u16, b_len: u16| a + a_len < b || b + b_len < a;
        a.page == b.page
            && !apart(a.x, a.width, b.x, b.width)
            && !apart(a.y, a.height, b.y, b.height)
    }

    #[test]
    fn glyphs_stand_apart() {
        let mut atlas = Atlas::new();
        let slots: Vec<Slot> = (0..400_u16)
            .filter_map(|n| atlas.insert(&bitmap(5 + n * 7 % 40, 8 + n * 11 % 50)))
            .collect();
        assert_eq!(slots.len(), 400);
        for (index, a) in slots.iter().enumerate() {
            assert!(slots[..index].iter().all(|b| !overlap(a, b)), "{a:?}");
        }
    }

    #[test]
    fn a_full_atlas_is_cleared_between_frames_and_never_within_one() {
        let mut atlas = Atlas::new();
        atlas.begin_frame(FontColorTransferFunction::Off);
        let before = atlas.generation();
        for _ in 0..400 {
            assert!(atlas.insert(&bitmap(99, 127)).is_some());
        }
        assert_eq!(atlas.generation(), before);
        assert!(atlas.pages.len() >= 2);
        atlas.begin_frame(FontColorTransferFunction::Off);
        assert_eq!(atlas.generation(), before + 1);
        assert!(atlas.pages.is_empty());

        // The screen needs as many again: they get more room instead of being drawn anew each frame.
        for _ in 0..400 {
            assert!(atlas.insert(&bitmap(99, 127)).is_some());
        }
        atlas.begin_frame(FontColorTransferFunction::Off);
        assert_eq!(atlas.generation(), before + 1);
    }

    #[test]
    fn the_theme_decides_how_coverage_becomes_alpha() {
        let alpha_of_half = |transfer| {
            let mut atlas = Atlas::new();
            atlas.begin_frame(transfer);
            let slot = atlas.insert(&bitmap(3, 3)).expect("there is room");
            atlas.pages[0].image[(usize::from(slot.x), usize::from(slot.y))].a()
        };
        assert_eq!(
            alpha_of_half(FontColorTransferFunction::LIGHT_MODE_DEFAULT),
            128
        );
        assert_eq!(
            alpha_of_half(FontColorTransferFunction::DARK_MODE_DEFAULT),
            192
        );
    }

    #[test]
    fn what_is_too_large_is_not_drawn() {
        assert_eq!(Atlas::new().insert(&bitmap(3000, 10)), None);
        assert_eq!(Atlas::new().insert(&bitmap(10, 3000)), None);
    }
}
