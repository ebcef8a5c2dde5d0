//! Tests of the folder as a whole: texts of every script at several widths, with bundled and test fonts only.

#![expect(
    clippy::float_cmp,
    reason = "the same pixels have the same coordinates"
)]

use super::samples::SAMPLES;
use super::*;

mod fonts;
mod geometry;
mod labels;
mod painting;

const WIDTHS: &[f32] = &[120.0, 213.0, 320.0, 900.0, f32::INFINITY];
const SCALES: &[f32] = &[1.0, 1.5];

/// The bundled faces and those of `tests/fonts`.
fn test_fonts() -> FontService {
    let faces: [&[u8]; 6] = [
        include_bytes!("../../../../tests/fonts/NotoNaskhArabic-Regular.ttf"),
        include_bytes!("../../../../tests/fonts/NotoSansHebrew-Regular.ttf"),
        include_bytes!("../../../../tests/fonts/NotoSansDevanagari-Regular.ttf"),
        include_bytes!("../../../../tests/fonts/NotoSansThai-Regular.ttf"),
        include_bytes!("../../../../tests/fonts/NotoSansCJKsc-Test.otf"),
        include_bytes!("../../../../tests/fonts/NotoColorEmoji-Test.ttf"),
    ];
    FontService::with_faces(faces.iter().map(|bytes| bytes.to_vec()).collect())
}

fn reading() -> Style {
    Style::new(Face::Reading, 17.0)
}

fn typesetter() -> Typesetter {
    Typesetter::new(&test_fonts())
}

/// Calls `test` with every sample, at every width and scale.
fn for_all_layouts(mut test: impl FnMut(&str, &Paragraph)) {
    let mut typesetter = typesetter();
    for sample in SAMPLES {
        for &scale in SCALES {
            for &width in WIDTHS {
                let paragraph = typesetter.lay_out(sample.text, &reading(), width, scale);
                test(
                    &format!("{} at {width} pt × {scale}", sample.name),
                    &paragraph,
                );
            }
        }
    }
}
