//! The glyphs of a paragraph as rectangles of the atlas.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::atlas::{Atlas, GlyphKey, Slot};
use super::layout::Paragraph;
use super::raster::GlyphSpec;
use super::scan;

/// One glyph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quad {
    /// Left and top edge, in whole physical pixels from the top left corner of the paragraph.
    pub left: f32,
    pub top: f32,
    pub slot: Slot,
    /// Offset in the text of the cluster it shows.
    pub byte: u32,
}

/// The glyphs of the lines that have been painted.
///
/// A line is filled when it is first seen: of a paragraph that goes on for many screens, only those on the screen cost.
#[derive(Debug, Default)]
pub(super) struct Quads {
    /// Of the atlas that the slots are in.
    generation: u64,
    lines: Vec<Option<Box<[Quad]>>>,
}

impl Quads {
    /// The glyphs of a line of `paragraph`, whose quads these are.
    pub fn line(&mut self, index: usize, paragraph: &Paragraph, atlas: &mut Atlas) -> &[Quad] {
        if self.generation != atlas.generation() || self.lines.len() != paragraph.line_count() {
            self.generation = atlas.generation();
            self.lines.clear();
            self.lines.resize_with(paragraph.line_count(), || None);
        }
        self.lines[index].get_or_insert_with(|| line_quads(index, paragraph, atlas))
    }
}

fn line_quads(index: usize, paragraph: &Paragraph, atlas: &mut Atlas) -> Box<[Quad]> {
    let text = paragraph.text();
    let baseline = paragraph.baseline(index);
    let Some(line) = paragraph.layout().get(index) else {
        return Box::default();
    };
    let mut quads = Vec::new();
    for run in line.runs() {
        let font = run.font();
        let embolden = run.synthesis().embolden();
        let coords: Vec<i16> = run
            .normalized_coords()
            .iter()
            .map(|coord| coord.to_bits())
            .collect();
        let coords_hash = hash(&coords);
        let mut pen = paragraph.map().run_left(index, run.index());
        for cluster in run.visual_clusters() {
            let byte = cluster.text_range().start;
            let first = text
                .get(byte..)
                .and_then(|rest| rest.chars().next())
                .unwrap_or(' ');
            for glyph in cluster.glyphs() {
                let (x, bin) = if scan::is_square(first) {
                    ((pen + glyph.x).round(), 0)
                } else {
                    binned(pen + glyph.x)
                };
                pen += glyph.advance;
                let key = GlyphKey {
                    font: font.data.id(),
                    index: font.index,
                    id: glyph.id,
                    size: run.font_size().to_bits(),
                    bin,
                    embolden,
                    coords: coords_hash,
                };
                let spec = GlyphSpec {
                    font,
                    id: glyph.id,
                    size: run.font_size(),
                    offset: f32::from(bin) / 4.0,
                    coords: &coords,
                    embolden,
                    advance: glyph.advance,
                };
                if let Some(slot) = atlas.slot(&key, &spec) {
                    quads.push(Quad {
                        left: x + f32::from(slot.left),
                        top: (baseline + glyph.y).round() + f32::from(slot.top),
                        slot,
                        byte: u32::try_from(byte).unwrap_or(u32::MAX),
                    });
                }
            }
        }
    }
    quads.into()
}

/// The whole pixel and the quarter of one nearest to `x`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "from 0 to 3"
)]
fn binned(x: f32) -> (f32, u8) {
    let quarters = (x * 4.0).round();
    let whole = (quarters / 4.0).floor();
    (whole, (quarters - whole * 4.0) as u8)
}

/// 0 for fonts that do not vary.
fn hash(coords: &[i16]) -> u64 {
    if coords.is_empty() {
        return 0;
    }
    let mut hasher = DefaultHasher::new();
    coords.hash(&mut hasher);
    hasher.finish()
}
