//! Every colour, radius and distance of the interface. No literal colour stands outside this file.

use egui::{Color32, CornerRadius, Margin, Shadow, Stroke, Theme, vec2};

use crate::model::Color;

/// The colours of one theme, by what they are for.
#[derive(Clone, Debug, PartialEq)]
pub struct Tokens {
    /// Whether text is light on dark.
    pub dark: bool,
    /// Behind the article.
    pub page: Color32,
    /// Behind lists and inspectors.
    pub panel: Color32,
    /// Behind windows, menus and tool tips.
    pub raised: Color32,
    /// Behind text fields.
    pub field: Color32,
    /// Behind a row under the pointer.
    pub hover: Color32,
    /// Behind the chosen row.
    pub chosen: Color32,
    /// Lines between regions.
    pub border: Color32,
    /// Text.
    pub text: Color32,
    /// Text of second rank: at least 4.5:1 on panel and page.
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

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

impl Tokens {
    /// Dark text on warm white.
    #[must_use]
    pub const fn light() -> Self {
        Self {
            dark: false,
            page: rgb(0xff_fd_f9),
            panel: rgb(0xf4_f2_ee),
            raised: rgb(0xff_ff_ff),
            field: rgb(0xff_ff_ff),
            hover: rgb(0xe9_e6_e0),
            chosen: rgb(0xd9_e4_f2),
            border: rgb(0xd8_d4_cc),
            text: rgb(0x1f_1f_1d),
            weak: rgb(0x61_5e_57),
            accent: rgb(0x1c_5f_a8),
            on_accent: rgb(0xff_ff_ff),
            selection: rgb(0xb5_d3_f5),
            caret: rgb(0x1c_5f_a8),
            error: rgb(0xb3_26_1e),
            warning: rgb(0x8a_54_00),
            success: rgb(0x1f_6f_3f),
        }
    }

    /// Light text on near black.
    #[must_use]
    pub const fn dark() -> Self {
        Self {
            dark: true,
            page: rgb(0x1b_1c_1e),
            panel: rgb(0x24_25_28),
            raised: rgb(0x2c_2d_31),
            field: rgb(0x18_19_1b),
            hover: rgb(0x32_34_38),
            chosen: rgb(0x2b_3f_58),
            border: rgb(0x3c_3e_43),
            text: rgb(0xe6_e3_dc),
            weak: rgb(0xa9_a6_9e),
            accent: rgb(0x7f_b4_ee),
            on_accent: rgb(0x10_1a_26),
            selection: rgb(0x2b_47_67),
            caret: rgb(0x8f_c1_f5),
            error: rgb(0xf2_8b_82),
            warning: rgb(0xe8_b0_55),
            success: rgb(0x7f_c8_97),
        }
    }

    /// The tokens of an egui theme.
    #[must_use]
    pub const fn of(theme: Theme) -> Self {
        match theme {
            Theme::Light => Self::light(),
            Theme::Dark => Self::dark(),
        }
    }

    /// The tokens in force in this context.
    #[must_use]
    pub fn current(ctx: &egui::Context) -> Self {
        Self::of(ctx.theme())
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

    const fn amber(&self) -> Color32 {
        rgb(if self.dark { 0xe8_b0_55 } else { 0xff_b8_1f })
    }

    /// The wash behind the text of an annotation; washes of nested annotations add up.
    #[must_use]
    pub fn tint(&self, color: Color) -> Color32 {
        let [red, green, blue] = color.0;
        let strength = if self.dark { 0.26 } else { 0.16 };
        Color32::from_rgb(red, green, blue).gamma_multiply(strength)
    }

    /// The line under the text of an annotation, and its badge: the tag's colour, shifted until it stands out from
    /// the page (3:1 at least).
    #[must_use]
    pub fn line(&self, color: Color) -> Color32 {
        let [red, green, blue] = color.0;
        let mut line = Color32::from_rgb(red, green, blue);
        let goal = if self.dark {
            Color32::WHITE
        } else {
            Color32::BLACK
        };
        for _ in 0..20 {
            if contrast(line, self.page) >= 3.0 {
                break;
            }
            line = line.lerp_to_gamma(goal, 0.08);
        }
        line
    }

    /// The line's colour as text: shifted until it can be read on page and panel (4.5:1 at least).
    #[must_use]
    pub fn ink(&self, color: Color) -> Color32 {
        let mut ink = self.line(color);
        for _ in 0..40 {
            if contrast(ink, self.page).min(contrast(ink, self.panel)) >= 4.5 {
                break;
            }
            ink = ink.lerp_to_gamma(self.text, 0.08);
        }
        ink
    }

    /// The colour of a tag that the codebook does not know.
    pub const UNKNOWN_TAG: Color = Color([0x80, 0x80, 0x80]);
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

/// Gives egui's own widgets the tokens of both themes.
pub fn install(ctx: &egui::Context) {
    for theme in [Theme::Light, Theme::Dark] {
        let tokens = Tokens::of(theme);
        ctx.style_mut_of(theme, |style| {
            let visuals = &mut style.visuals;
            visuals.panel_fill = tokens.panel;
            visuals.window_fill = tokens.raised;
            visuals.window_stroke = Stroke::new(1.0, tokens.border);
            visuals.window_corner_radius = CornerRadius::same(8);
            visuals.menu_corner_radius = CornerRadius::same(6);
            visuals.window_shadow = Shadow {
                offset: [0, 6],
                blur: 24,
                spread: 0,
                color: Color32::from_black_alpha(if tokens.dark { 110 } else { 40 }),
            };
            visuals.popup_shadow = visuals.window_shadow;
            visuals.extreme_bg_color = tokens.field;
            visuals.text_edit_bg_color = Some(tokens.field);
            visuals.faint_bg_color = tokens.hover;
            visuals.code_bg_color = tokens.hover;
            visuals.hyperlink_color = tokens.accent;
            visuals.warn_fg_color = tokens.warning;
            visuals.error_fg_color = tokens.error;
            visuals.weak_text_color = Some(tokens.weak);
            visuals.selection.bg_fill = tokens.selection;
            visuals.selection.stroke = Stroke::new(1.0, tokens.text);
            let widgets = &mut visuals.widgets;
            for (state, fill, stroke) in [
                (&mut widgets.noninteractive, tokens.panel, tokens.border),
                (&mut widgets.inactive, tokens.hover, tokens.border),
                (&mut widgets.hovered, tokens.hover, tokens.accent),
                (&mut widgets.active, tokens.chosen, tokens.accent),
                (&mut widgets.open, tokens.chosen, tokens.border),
            ] {
                state.bg_fill = fill;
                state.weak_bg_fill = fill;
                state.bg_stroke = Stroke::new(1.0, stroke);
                state.fg_stroke = Stroke::new(1.0, tokens.text);
                state.corner_radius = CornerRadius::same(5);
                state.expansion = 0.0;
            }
            style.spacing.item_spacing = vec2(space::MEDIUM, 6.0);
            style.spacing.button_padding = vec2(9.0, 4.0);
            style.spacing.interact_size.y = 24.0;
            style.spacing.menu_margin = Margin::same(6);
            style.spacing.window_margin = Margin::same(16);
            style.interaction.tooltip_delay = 0.4;
            style.animation_time = 0.1;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_can_be_read_in_both_themes() {
        for tokens in [Tokens::light(), Tokens::dark()] {
            for ground in [
                tokens.page,
                tokens.panel,
                tokens.raised,
                tokens.field,
                tokens.hover,
                tokens.chosen,
                tokens.selection,
            ] {
                assert!(contrast(tokens.text, ground) >= 7.0, "text on {ground:?}");
            }
            for ground in [tokens.page, tokens.panel, tokens.raised] {
                for ink in [
                    tokens.weak,
                    tokens.accent,
                    tokens.error,
                    tokens.warning,
                    tokens.success,
                ] {
                    assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}");
                }
            }
            assert!(contrast(tokens.on_accent, tokens.accent) >= 4.5);
            for wash in [tokens.found(), tokens.found_here()] {
                assert!(contrast(tokens.text, tokens.page.blend(wash)) >= 5.5);
            }
        }
    }

    #[test]
    fn any_tag_colour_stands_out_from_the_page() {
        for tokens in [Tokens::light(), Tokens::dark()] {
            for color in [
                [0, 0, 0],
                [255, 255, 255],
                [255, 255, 0],
                [0, 0, 255],
                [128; 3],
            ] {
                assert!(
                    contrast(tokens.line(Color(color)), tokens.page) >= 3.0,
                    "{color:?}"
                );
                assert!(
                    contrast(tokens.ink(Color(color)), tokens.panel) >= 4.5,
                    "{color:?}"
                );
            }
        }
    }
}
