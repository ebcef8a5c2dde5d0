//! Every colour, radius and distance of the interface. No literal colour stands outside this file.
//!
//! There are four sets of [`Tokens`]: light and dark, each in the usual and in high contrast. egui can tell whether the
//! system wants light or dark, so those follow it; whether it wants high contrast, egui cannot tell.

mod style;
#[cfg(test)]
mod tests;

use egui::{Color32, Id, Theme};
use serde::{Deserialize, Serialize};

use crate::model::Color;

pub use style::install;

/// How far text and lines stand out from what is behind them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Contrast {
    /// Text 4.5:1 and more, lines 3:1 and more: WCAG 2.2, level AA.
    #[default]
    Usual,
    /// Text 7:1 and more, lines 4.5:1 and more: level AAA.
    High,
}

/// The colours of one theme, by what they are for.
#[derive(Clone, Debug, PartialEq)]
pub struct Tokens {
    /// Whether text is light on dark.
    pub dark: bool,
    /// How far things stand out.
    pub contrast: Contrast,
    /// Behind the article.
    pub page: Color32,
    /// Behind lists and inspectors.
    pub panel: Color32,
    /// Behind windows, menus and tool tips.
    pub raised: Color32,
    /// Behind text fields.
    pub field: Color32,
    /// Over everything that a dialog is in front of.
    pub veil: Color32,
    /// Behind a row under the pointer.
    pub hover: Color32,
    /// Behind the chosen row.
    pub chosen: Color32,
    /// Lines between regions.
    pub border: Color32,
    /// The outline of fields, boxes and buttons.
    pub edge: Color32,
    /// Below dialogs and menus.
    pub shadow: Color32,
    /// Text.
    pub text: Color32,
    /// Text of second rank.
    pub weak: Color32,
    /// Links, focus, the primary button.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// The caret and the outline of the chosen annotation.
    pub caret: Color32,
    /// Errors.
    pub error: Color32,
    /// Warnings.
    pub warning: Color32,
    /// Things that are done or safe.
    pub success: Color32,
    /// How strong the wash behind the text of an annotation is, from 0 to 1.
    wash: f32,
    /// Width of the ring around what has the keyboard, in points.
    ring: f32,
}

/// Distances in points.
pub mod space {
    /// Between things that belong together.
    pub const SMALL: f32 = 4.0;
    /// Between rows.
    pub const MEDIUM: f32 = 8.0;
    /// Around a panel's contents.
    pub const LARGE: f32 = 12.0;
    /// Between groups.
    pub const HUGE: f32 = 20.0;
}

#[expect(clippy::disallowed_methods, reason = "this is where colours are made")]
const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

#[expect(clippy::disallowed_methods, reason = "this is where colours are made")]
const fn black(alpha: u8) -> Color32 {
    Color32::from_black_alpha(alpha)
}

/// A colour of the project as one of the screen.
const fn opaque(Color([red, green, blue]): Color) -> Color32 {
    rgb(u32::from_be_bytes([0, red, green, blue]))
}

fn contrast_id() -> Id {
    Id::unique("contrast of the theme")
}

/// Notes which contrast is in force in a context.
fn remember(ctx: &egui::Context, contrast: Contrast) {
    ctx.data_mut(|data| data.insert_temp(contrast_id(), contrast));
}

impl Tokens {
    /// Dark text on warm white.
    #[must_use]
    pub const fn light() -> Self {
        Self {
            dark: false,
            contrast: Contrast::Usual,
            page: rgb(0xff_fd_f9),
            panel: rgb(0xf4_f2_ee),
            raised: rgb(0xff_ff_ff),
            field: rgb(0xff_ff_ff),
            veil: black(100),
            hover: rgb(0xe9_e6_e0),
            chosen: rgb(0xd9_e4_f2),
            border: rgb(0xd8_d4_cc),
            edge: rgb(0x8a_86_7c),
            shadow: black(40),
            text: rgb(0x1f_1f_1d),
            weak: rgb(0x61_5e_57),
            accent: rgb(0x1c_5f_a8),
            on_accent: rgb(0xff_ff_ff),
            selection: rgb(0xb5_d3_f5),
            caret: rgb(0x1c_5f_a8),
            error: rgb(0xb3_26_1e),
            warning: rgb(0x8a_54_00),
            success: rgb(0x1f_6f_3f),
            wash: 0.18,
            ring: 2.0,
        }
    }

    /// Light text on near black.
    #[must_use]
    pub const fn dark() -> Self {
        Self {
            dark: true,
            contrast: Contrast::Usual,
            page: rgb(0x1b_1c_1e),
            panel: rgb(0x24_25_28),
            raised: rgb(0x2c_2d_31),
            field: rgb(0x18_19_1b),
            veil: black(140),
            hover: rgb(0x32_34_38),
            chosen: rgb(0x2b_3f_58),
            border: rgb(0x3c_3e_43),
            edge: rgb(0x74_77_7e),
            shadow: black(110),
            text: rgb(0xe6_e3_dc),
            weak: rgb(0xa9_a6_9e),
            accent: rgb(0x7f_b4_ee),
            on_accent: rgb(0x10_1a_26),
            selection: rgb(0x2b_47_67),
            caret: rgb(0x8f_c1_f5),
            error: rgb(0xf2_8b_82),
            warning: rgb(0xe8_b0_55),
            success: rgb(0x7f_c8_97),
            wash: 0.34,
            ring: 2.0,
        }
    }

    /// Black on white.
    #[must_use]
    pub const fn light_high_contrast() -> Self {
        Self {
            contrast: Contrast::High,
            page: rgb(0xff_ff_ff),
            panel: rgb(0xff_ff_ff),
            hover: rgb(0xe4_e4_e4),
            chosen: rgb(0xc7_dd_ff),
            border: rgb(0x5a_5a_5a),
            edge: rgb(0x3a_3a_3a),
            text: rgb(0x00_00_00),
            weak: rgb(0x38_38_38),
            accent: rgb(0x00_3f_8f),
            selection: rgb(0xa9_ce_ff),
            caret: rgb(0x00_3f_8f),
            error: rgb(0x96_00_00),
            warning: rgb(0x62_3c_00),
            success: rgb(0x00_50_1e),
            wash: 0.2,
            ring: 2.0,
            ..Self::light()
        }
    }

    /// White on black.
    #[must_use]
    pub const fn dark_high_contrast() -> Self {
        Self {
            contrast: Contrast::High,
            page: rgb(0x00_00_00),
            panel: rgb(0x00_00_00),
            raised: rgb(0x0c_0c_0c),
            field: rgb(0x00_00_00),
            hover: rgb(0x2b_2b_2b),
            chosen: rgb(0x00_3a_75),
            border: rgb(0xa8_a8_a8),
            edge: rgb(0xd0_d0_d0),
            text: rgb(0xff_ff_ff),
            weak: rgb(0xd2_d2_d2),
            accent: rgb(0x9c_c9_ff),
            on_accent: rgb(0x00_00_00),
            selection: rgb(0x00_47_91),
            caret: rgb(0x9c_c9_ff),
            error: rgb(0xff_a0_98),
            warning: rgb(0xff_cf_66),
            success: rgb(0x8f_e3_a8),
            wash: 0.4,
            ring: 2.0,
            ..Self::dark()
        }
    }

    /// The tokens of an egui theme.
    #[must_use]
    pub const fn of(theme: Theme, contrast: Contrast) -> Self {
        match (theme, contrast) {
            (Theme::Light, Contrast::Usual) => Self::light(),
            (Theme::Light, Contrast::High) => Self::light_high_contrast(),
            (Theme::Dark, Contrast::Usual) => Self::dark(),
            (Theme::Dark, Contrast::High) => Self::dark_high_contrast(),
        }
    }

    /// The tokens in force in this context.
    #[must_use]
    pub fn current(ctx: &egui::Context) -> Self {
        let contrast = ctx.data(|data| data.get_temp(contrast_id()));
        Self::of(ctx.theme(), contrast.unwrap_or_default())
    }

    /// The least contrast of lines and of text with what is behind them.
    #[must_use]
    const fn least(&self) -> (f32, f32) {
        match self.contrast {
            Contrast::Usual => (3.0, 4.5),
            Contrast::High => (4.5, 7.0),
        }
    }

    /// The wash behind what a search has found.
    #[must_use]
    pub fn found(&self) -> Color32 {
        self.amber()
            .gamma_multiply(if self.dark { 0.2 } else { 0.35 })
    }

    /// The wash behind the one of them that is looked at.
    #[must_use]
    pub fn found_here(&self) -> Color32 {
        self.amber()
            .gamma_multiply(if self.dark { 0.36 } else { 0.75 })
    }

    /// The strokes over what some cover and others do not.
    #[must_use]
    pub fn disputed(&self) -> Color32 {
        self.warning
            .gamma_multiply(if self.dark { 0.5 } else { 0.45 })
    }

    const fn amber(&self) -> Color32 {
        rgb(if self.dark { 0xe8_b0_55 } else { 0xff_b8_1f })
    }

    /// The wash behind the text of an annotation. Washes of nested annotations add up, so the colour itself must leave
    /// the text readable: it is shifted towards the page until it does.
    #[must_use]
    pub fn tint(&self, color: Color) -> Color32 {
        let (_, least) = self.least();
        let mut tint = opaque(color);
        for _ in 0..40 {
            if contrast(self.text, tint) >= least {
                break;
            }
            tint = tint.lerp_to_gamma(self.page, 0.08);
        }
        tint.gamma_multiply(self.wash)
    }

    /// The quiet ground of what a highlighter finds.
    #[must_use]
    pub fn lit(&self, color: Color) -> Color32 {
        self.tint(color).gamma_multiply(0.5)
    }

    /// The frame around it.
    #[must_use]
    pub fn lit_edge(&self, color: Color) -> Color32 {
        match self.contrast {
            Contrast::Usual => self.line(color).gamma_multiply(0.6),
            Contrast::High => self.line(color),
        }
    }

    /// The line under the text of an annotation, and its badge: the tag's colour, shifted until it stands out from
    /// the page.
    #[must_use]
    pub fn line(&self, color: Color) -> Color32 {
        let (least, _) = self.least();
        let mut line = opaque(color);
        let goal = if self.dark {
            Color32::WHITE
        } else {
            Color32::BLACK
        };
        for _ in 0..20 {
            if contrast(line, self.page) >= least {
                break;
            }
            line = line.lerp_to_gamma(goal, 0.08);
        }
        line
    }

    /// The line's colour as text: shifted until it can be read on page and panel.
    #[must_use]
    pub fn ink(&self, color: Color) -> Color32 {
        let (_, least) = self.least();
        let mut ink = self.line(color);
        for _ in 0..40 {
            if contrast(ink, self.page).min(contrast(ink, self.panel)) >= least {
                break;
            }
            ink = ink.lerp_to_gamma(self.text, 0.08);
        }
        ink
    }

    /// Nothing at all.
    pub const NONE: Color32 = Color32::TRANSPARENT;

    /// The colour of a tag that the codebook does not know.
    pub const UNKNOWN_TAG: Color = Color([0x80, 0x80, 0x80]);

    /// The colour of everybody whose name is hidden.
    pub const HIDDEN_PERSON: Color = Color([0x70, 0x78, 0x86]);

    /// The colour of what all have marked alike, when several are compared.
    pub const ALL_ALIKE: Color = Color([0x70, 0x70, 0x70]);
}

/// The contrast ratio of two opaque colours, from 1 to 21 (WCAG 2.2, “contrast ratio”).
#[must_use]
pub fn contrast(one: Color32, other: Color32) -> f32 {
    let luminance = |color: Color32| {
        let channel = |value: u8| {
            let value = f32::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.0722f32.mul_add(
            channel(color.b()),
            0.2126f32.mul_add(channel(color.r()), 0.7152 * channel(color.g())),
        )
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
