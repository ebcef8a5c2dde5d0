//! Painting paragraphs as egui meshes.

use std::ops::Range;

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, pos2, vec2};

use super::atlas::Atlas;
use super::layout::Paragraph;
use super::quads::Quad;

/// The colours a paragraph is painted in.
#[derive(Clone, Copy, Debug)]
pub struct Ink<'a> {
    /// Of all that `overrides` does not name.
    pub color: Color32,
    /// Ranges of bytes in other colours, such as selected or dimmed text: in order and without overlaps. A ligature has
    /// one colour, that of its first letter.
    pub overrides: &'a [(Range<usize>, Color32)],
}

impl Ink<'_> {
    /// One colour for everything.
    #[must_use]
    pub const fn plain(color: Color32) -> Self {
        Self {
            color,
            overrides: &[],
        }
    }

    fn at(&self, byte: usize) -> Color32 {
        let index = self
            .overrides
            .partition_point(|(range, _)| range.end <= byte);
        match self.overrides.get(index) {
            Some((range, color)) if range.contains(&byte) => *color,
            _ => self.color,
        }
    }
}

/// Paints the lines of `paragraph` that can be seen through the painter's clip rectangle, with its top left corner at
/// `origin` (points), which is rounded to a physical pixel.
pub(super) fn paint(
    atlas: &mut Atlas,
    painter: &Painter,
    paragraph: &Paragraph,
    origin: Pos2,
    ink: &Ink<'_>,
) {
    let clip = painter.clip_rect();
    if !clip.is_positive() || ink.overrides.is_empty() && ink.color == Color32::TRANSPARENT {
        return;
    }
    let scale = paragraph.pixels_per_point();
    let corner = (origin.to_vec2() * scale).round();
    let lines = paragraph.lines_between(
        clip.top() * scale - corner.y,
        clip.bottom() * scale - corner.y,
    );

    // Nearly always one: all glyphs are on the same page.
    let mut meshes: Vec<(u16, f32, Mesh)> = Vec::new();
    let mut quads = paragraph.quads.lock();
    for line in lines {
        for quad in quads.line(line, paragraph, atlas) {
            let known = meshes.iter().position(|(page, ..)| *page == quad.slot.page);
            let index = known.unwrap_or_else(|| {
                let (texture, side) = atlas.texture(quad.slot.page, painter.ctx());
                meshes.push((quad.slot.page, side, Mesh::with_texture(texture)));
                meshes.len() - 1
            });
            let (_, side, mesh) = &mut meshes[index];
            let color = if quad.slot.is_color {
                opaque_as(ink.color)
            } else {
                ink.at(quad.byte as usize)
            };
            mesh.add_rect_with_uv(
                placed(quad, corner.to_pos2(), scale),
                texels(quad, *side),
                color,
            );
        }
    }
    drop(quads);
    painter.extend(meshes.into_iter().map(|(_, _, mesh)| Shape::mesh(mesh)));
}

/// White as opaque as `color`: dimmed text has dimmed emoji.
#[expect(
    clippy::disallowed_methods,
    reason = "how opaque the picture of a glyph is, not a colour"
)]
fn opaque_as(color: Color32) -> Color32 {
    Color32::from_white_alpha(color.a())
}

fn placed(quad: &Quad, corner: Pos2, scale: f32) -> Rect {
    let min = (corner + vec2(quad.left, quad.top)) / scale;
    let size = vec2(f32::from(quad.slot.width), f32::from(quad.slot.height)) / scale;
    Rect::from_min_size(min, size)
}

fn texels(quad: &Quad, side: f32) -> Rect {
    let min = pos2(f32::from(quad.slot.x), f32::from(quad.slot.y));
    let max = min + vec2(f32::from(quad.slot.width), f32::from(quad.slot.height));
    Rect::from_min_max(min / side, max / side)
}
