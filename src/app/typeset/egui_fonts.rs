//! The same fonts for egui's own labels and text fields.
//!
//! egui 0.37 shapes text but does not order it: Arabic and Hebrew come out letter by letter from the left. So this is for
//! menus, buttons and text fields; whatever shows words of a document is a [`TextLabel`](super::TextLabel).

use std::sync::Arc;

use egui::epaint::text::{FallbackRequest, FontInsert, FontProvider, FontTweak, VariationCoords};
use egui::mutex::Mutex;
use egui::{Context, FontData, FontDefinitions, FontFamily, FontId};

use super::fonts::{self, FontService};
use super::layout::{Face, Style, Typesetter};

const INTERFACE_BOLD: &str = "interface bold";
const READING: &str = "reading";
const READING_BOLD: &str = "reading bold";

/// egui's name for a face of ours.
#[must_use]
pub fn family(face: Face, bold: bool) -> FontFamily {
    match (face, bold) {
        (Face::Interface, false) => FontFamily::Proportional,
        (Face::Interface, true) => FontFamily::Name(INTERFACE_BOLD.into()),
        (Face::Reading, false) => FontFamily::Name(READING.into()),
        (Face::Reading, true) => FontFamily::Name(READING_BOLD.into()),
        (Face::Mono, _) => FontFamily::Monospace,
    }
}

/// egui's name for a face of ours at a size in points.
#[must_use]
pub fn font_id(face: Face, bold: bool, size: f32) -> FontId {
    FontId::new(size, family(face, bold))
}

/// Gives egui our faces, and the fallback fonts of the service for what they lack.
pub(super) fn install(ctx: &Context, service: &FontService) {
    ctx.set_fonts(definitions(service));
    provide(ctx, service);
}

/// To be called when the service has new fonts, with the reading family before: egui takes another one, and asks again
/// for the characters that it has found no font for.
///
/// egui's own text is laid out anew. Fallback fonts are looked up when a character first needs one.
pub(super) fn refresh(ctx: &Context, service: &FontService, reading_before: &str) {
    let reading = service.reading_family();
    if *reading != *reading_before || *reading != *fonts::READING_FAMILY {
        ctx.set_fonts(definitions(service));
    }
    provide(ctx, service);
}

fn provide(ctx: &Context, service: &FontService) {
    ctx.set_font_providers(vec![Arc::new(ServiceProvider(Mutex::new(
        Typesetter::new(service),
    )))]);
}

fn definitions(service: &FontService) -> FontDefinitions {
    // egui's faces stay behind ours: Hack for code, and its own few icons.
    let mut definitions = FontDefinitions::default();
    let faces = [
        (FontFamily::Proportional, "Inter", fonts::INTER_REGULAR),
        (
            family(Face::Interface, true),
            "Inter SemiBold",
            fonts::INTER_SEMIBOLD,
        ),
        (
            family(Face::Reading, false),
            "Source Serif 4",
            fonts::SOURCE_SERIF_REGULAR,
        ),
        (
            family(Face::Reading, true),
            "Source Serif 4 Bold",
            fonts::SOURCE_SERIF_BOLD,
        ),
    ];
    let icons = definitions
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    for (family, name, bytes) in faces {
        definitions
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        let chain = std::iter::once(name.to_owned())
            .chain(icons.iter().cloned())
            .collect();
        definitions.families.insert(family, chain);
    }
    if *service.reading_family() != *fonts::READING_FAMILY {
        let mut typesetter = Typesetter::new(service);
        for bold in [false, true] {
            let style = Style {
                bold,
                ..Style::new(Face::Reading, 16.0)
            };
            let chain = definitions.families.get_mut(&family(Face::Reading, bold));
            if let (Some((name, data)), Some(chain)) =
                (font_of(&mut typesetter, "n", &style), chain)
            {
                definitions.font_data.insert(name.clone(), Arc::new(data));
                chain.insert(0, name);
            }
        }
    }
    if let Some(mono) = definitions.families.get_mut(&FontFamily::Monospace) {
        mono.insert(1.min(mono.len()), "Inter".to_owned());
    }
    definitions
}

/// Finds fonts for egui by laying out the character and looking which font our own text would take.
struct ServiceProvider(Mutex<Typesetter>);

impl FontProvider for ServiceProvider {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        // egui draws colour fonts only with a feature that is off here, and would show nothing where a box says more.
        if request
            .cluster
            .starts_with(|c| ('\u{1F000}'..='\u{1FAFF}').contains(&c))
        {
            return None;
        }
        let style = Style::new(Face::Interface, 16.0);
        let (name, data) = font_of(&mut self.0.lock(), request.cluster, &style)?;
        Some(FontInsert::new(&name, data, Vec::new()))
    }
}

/// The font in which our own text would set a character, with a name that no other font has.
fn font_of(
    typesetter: &mut Typesetter,
    character: &str,
    style: &Style,
) -> Option<(String, FontData)> {
    let paragraph = typesetter.lay_out(character, style, f32::INFINITY, 1.0);
    let line = paragraph.layout().get(0)?;
    let run = line.runs().next()?;
    let glyph = run.clusters().next()?.glyphs().next()?;
    if glyph.id == 0 {
        return None;
    }
    let font = run.font().clone();
    let (blob, id) = font.data.into_raw_parts();
    // A variable font serves for several weights.
    let weight = if style.bold { " bold" } else { "" };
    let name = format!("fallback {id}-{}{weight}", font.index);
    // The weight of a variable font, which is not always what it begins with.
    let synthesis = run.synthesis();
    let axes = synthesis.variation_settings().iter().copied();
    let tweak = FontTweak {
        coords: VariationCoords::new(axes),
        ..FontTweak::default()
    };
    let data = FontData::from_blob(blob, font.index).tweak(tweak);
    Some((name, data))
}
