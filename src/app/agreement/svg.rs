//! Tables with their bars and shades as pictures to print: SVG, black on white.

use core::fmt::Write as _;

use egui::Color32;

use super::bars;
use super::sheet::{Cell, Sheet};
use crate::app::theme::Tokens;
use crate::export::xml::text as escaped;
use crate::review::Class;
use crate::review::overlap::Classes;

/// Height of a row, in points.
const ROW: f32 = 22.0;
/// Around the picture, in points.
const MARGIN: f32 = 12.0;
/// Height of what stands above the table, in points.
const ABOVE: f32 = 180.0;
/// About the width of a letter, in points.
const LETTER: f32 = 6.4;

/// What stands above a table in its picture: it writes itself, as wide and high as it is told.
pub type Above<'a> = &'a dyn Fn((f32, f32), &str, &mut String);

/// A table, with its rows in an order, as a picture.
#[must_use]
pub fn picture(sheet: &Sheet, order: &[usize], above: Option<Above<'_>>) -> String {
    let tokens = Tokens::light();
    let color = hex(tokens.accent);
    let widths: Vec<f32> = (0..sheet.columns.len())
        .map(|at| width(sheet, order, at))
        .collect();
    let has_bars = (0..widths.len()).any(|at| sheet.has_bars(at));
    let legend = if has_bars { ROW } else { 0.0 };
    let top = if above.is_some() { ABOVE } else { 0.0 };
    let least = if has_bars { 640.0 } else { 420.0 };
    let wide = widths
        .iter()
        .sum::<f32>()
        .max(if above.is_some() || has_bars {
            least
        } else {
            0.0
        });
    let high = top + legend + ROW * (order.len() + 1) as f32;
    let mut out = String::new();
    let _infallible = writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{0:.0}" height="{1:.0}" viewBox="0 0 {0:.0} {1:.0}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="white"/>
<defs>
<pattern id="edges" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="{color}" fill-opacity=".2"/><path d="M2 0V4" stroke="{color}"/></pattern>
<pattern id="tag" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="{color}" fill-opacity=".2"/><path d="M-1 1L1 -1M0 4L4 0M3 5L5 3" stroke="{color}"/></pattern>
<pattern id="both" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="{color}" fill-opacity=".2"/><path d="M2 0V4M0 2H4" stroke="{color}"/></pattern>
<pattern id="second" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="gray" fill-opacity=".2"/><path d="M0 2H4" stroke="gray"/></pattern>
</defs>
<g transform="translate({MARGIN} {MARGIN})">"#,
        wide + 2.0 * MARGIN,
        high + 2.0 * MARGIN
    );
    if let Some(above) = above {
        above((wide, ABOVE - MARGIN), &color, &mut out);
    }
    let mut y = top;
    if has_bars {
        legend_at(&mut out, y, &color);
        y += ROW;
    }
    let mut x = 0.0;
    for (column, width) in sheet.columns.iter().zip(&widths) {
        let place = Place {
            x,
            y,
            width: *width,
            is_words: column.is_words,
        };
        text(&mut out, &place, &column.name, r#" font-weight="bold""#);
        x += width;
    }
    let line = y + ROW - 2.0;
    let _infallible = writeln!(
        out,
        r#"<line x1="0" x2="{wide:.0}" y1="{line}" y2="{line}" stroke="gray"/>"#
    );
    for &line in order {
        y += ROW;
        let mut x = 0.0;
        for (at, cell) in sheet.lines[line].cells.iter().enumerate() {
            let place = Place {
                x,
                y,
                width: widths[at],
                is_words: sheet.columns[at].is_words,
            };
            show(&mut out, &place, cell, &color);
            x += widths[at];
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// How wide a column is: as wide as what stands in it.
fn width(sheet: &Sheet, order: &[usize], at: usize) -> f32 {
    if sheet.has_bars(at) {
        return 220.0;
    }
    let cells = order
        .iter()
        .filter_map(|&line| sheet.lines[line].cells.get(at));
    let longest = cells
        .map(|cell| cell.plain().chars().count())
        .max()
        .unwrap_or(0);
    let longest = longest
        .max(sheet.columns[at].name.chars().count())
        .clamp(3, 48);
    longest as f32 * LETTER + 18.0
}

struct Place {
    x: f32,
    y: f32,
    width: f32,
    is_words: bool,
}

fn show(out: &mut String, place: &Place, cell: &Cell, color: &str) {
    if let Some(classes) = cell.bar {
        return bar(out, place, classes, color);
    }
    if cell.shade > 0.0 {
        let _infallible = writeln!(
            out,
            r#"<rect x="{:.1}" y="{:.1}" width="{:.1}" height="{}" fill="{color}" fill-opacity="{:.2}"/>"#,
            place.x + 1.0,
            place.y + 1.0,
            place.width - 2.0,
            ROW - 2.0,
            0.4 * cell.shade
        );
    }
    text(out, place, &cell.plain(), "");
}

fn text(out: &mut String, place: &Place, words: &str, look: &str) {
    let (x, anchor) = if place.is_words {
        (place.x + 4.0, "start")
    } else {
        (place.x + place.width - 6.0, "end")
    };
    let most = (place.width / LETTER) as usize;
    let mut shown: String = words.chars().take(most).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    let _infallible = writeln!(
        out,
        r#"<text x="{x:.1}" y="{:.1}" text-anchor="{anchor}"{look}>{}</text>"#,
        place.y + ROW * 0.68,
        escaped(&shown)
    );
}

fn bar(out: &mut String, place: &Place, classes: Classes, color: &str) {
    let width = place.width - 12.0;
    for (class, start, end) in bars::parts(classes, width) {
        let x = place.x + 6.0 + start;
        rect(
            out,
            class,
            (x, place.y + 4.0),
            (end - start, ROW - 8.0),
            color,
        );
        if end - start > 20.0 {
            let count = classes.of(class);
            let middle = x + (end - start) / 2.0;
            let (ground, ink) = if class == Class::Same {
                ("", "white")
            } else {
                (
                    r#" paint-order="stroke" stroke="white" stroke-width="4""#,
                    "black",
                )
            };
            let _infallible = writeln!(
                out,
                r#"<text x="{middle:.1}" y="{:.1}" text-anchor="middle" font-size="10" fill="{ink}"{ground}>{count}</text>"#,
                place.y + ROW * 0.65
            );
        }
    }
}

fn rect(
    out: &mut String,
    class: Class,
    (x, y): (f32, f32),
    (width, height): (f32, f32),
    color: &str,
) {
    let fill = match class {
        Class::Same => color,
        Class::Edges => "url(#edges)",
        Class::Tag => "url(#tag)",
        Class::Both => "url(#both)",
        Class::OnlyFirst => r#"gray" fill-opacity=".25"#,
        Class::OnlySecond => "url(#second)",
    };
    let _infallible = writeln!(
        out,
        r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" stroke="white" stroke-width=".5" fill="{fill}"/>"#
    );
}

fn legend_at(out: &mut String, y: f32, color: &str) {
    let mut x = 0.0;
    for class in Class::ALL {
        let name = bars::name(class, None);
        rect(out, class, (x, y + 4.0), (14.0, ROW - 10.0), color);
        let _infallible = writeln!(
            out,
            r#"<text x="{:.1}" y="{:.1}">{}</text>"#,
            x + 19.0,
            y + ROW * 0.65,
            escaped(&name)
        );
        x += name.chars().count() as f32 * LETTER + 36.0;
    }
}

fn hex(color: Color32) -> String {
    format!("#{:02x}{:02x}{:02x}", color.r(), color.g(), color.b())
}

#[cfg(test)]
mod tests {
    use super::super::sheet::{Column, Line};
    use super::*;

    #[test]
    fn a_picture_is_well_formed_whatever_things_are_called_and_has_every_part_of_a_bar() {
        let mut classes = Classes::default();
        for class in Class::ALL {
            classes.count(class);
        }
        let bar = Cell {
            bar: Some(classes),
            ..Cell::default()
        };
        let sheet = Sheet {
            columns: vec![Column::words("Tag", 80.0), Column::words("Passages", 80.0)],
            lines: vec![Line {
                cells: vec![Cell::words("A <b> & “c” \u{1}"), bar],
                faint: false,
            }],
            ..Sheet::default()
        };
        let svg = picture(&sheet, &[0], None);
        let read = roxmltree::Document::parse(&svg).expect("it is well-formed");
        let rects = read
            .descendants()
            .filter(|it| it.tag_name().name() == "rect")
            .count();
        // The ground, four patterns, six parts of the bar, six of the legend.
        assert_eq!(rects, 1 + 4 + 6 + 6);
        assert!(svg.contains("A &lt;b&gt; &amp; “c”"));
    }
}
