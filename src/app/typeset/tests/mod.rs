//! Tests of the folder as a whole: texts of every script at several widths, with bundled and test fonts only.

#![expect(
    clippy::float_cmp,
    reason = "the same pixels have the same coordinates"
)]

use super::samples::{BOXES, SAMPLES, test_fonts};
use super::*;

mod fonts;
mod geometry;
mod labels;
mod painting;

const WIDTHS: &[f32] = &[120.0, 213.0, 320.0, 900.0, f32::INFINITY];
const SCALES: &[f32] = &[1.0, 1.5];

fn reading() -> Style {
    Style::new(Face::Reading, 17.0)
}

fn typesetter() -> Typesetter {
    Typesetter::new(&test_fonts())
}

/// Calls `test` with every sample, at every width and scale; those of other scripts, and some in bold, in boxes.
fn for_all_layouts(mut test: impl FnMut(&str, &Paragraph)) {
    let bold = Style {
        bold: true,
        ..reading()
    };
    let bundled = FontService::bundled();
    for (fonts, samples, style) in [
        (&test_fonts(), SAMPLES, reading()),
        (&bundled, SAMPLES, bold),
        (&bundled, BOXES, reading()),
    ] {
        let mut typesetter = Typesetter::new(fonts);
        for sample in samples {
            for &scale in SCALES {
                for &width in WIDTHS {
                    let paragraph = typesetter.lay_out(sample.text, &style, width, scale);
                    let name = format!(
                        "{} at {width} pt × {scale}, bold {}",
                        sample.name, style.bold
                    );
                    test(&name, &paragraph);
                }
            }
        }
    }
}
