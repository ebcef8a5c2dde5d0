//! The tokens in egui's own widgets.

use egui::{CornerRadius, Margin, Painter, Rect, Shadow, Stroke, StrokeKind, Style, Theme, vec2};

use super::{Contrast, Tokens, space};

/// Gives egui's own widgets the tokens of both themes, and has [`Tokens::current`] follow the contrast.
pub fn install(ctx: &egui::Context, contrast: Contrast) {
    super::remember(ctx, contrast);
    for theme in [Theme::Light, Theme::Dark] {
        let tokens = Tokens::of(theme, contrast);
        ctx.style_mut_of(theme, |style| {
            paint(style, &tokens);
            arrange(style);
        });
    }
}

/// Between something filled and the ring around it, in points.
const GAP: f32 = 2.0;

impl Tokens {
    /// Rings something filled that has the keyboard. The usual ring is an edge in the accent, which nobody sees around the
    /// accent itself: this one stands at a gap.
    pub fn paint_ring(&self, painter: &Painter, rect: Rect) {
        let reach = GAP + self.ring;
        // A scroll area that ends at the edge of what it shows would cut it.
        let painter = painter.with_clip_rect(painter.clip_rect().expand(reach));
        let stroke = Stroke::new(self.ring, self.text);
        painter.rect_stroke(rect.expand(GAP), 7.0, stroke, StrokeKind::Outside);
    }
}

fn paint(style: &mut Style, tokens: &Tokens) {
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
        color: tokens.shadow,
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
        (&mut widgets.inactive, tokens.hover, tokens.edge),
        (&mut widgets.hovered, tokens.hover, tokens.accent),
        // What has the keyboard is ringed, and does not look chosen.
        (&mut widgets.active, tokens.hover, tokens.accent),
        (&mut widgets.open, tokens.chosen, tokens.edge),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, stroke);
        state.fg_stroke = Stroke::new(1.0, tokens.text);
        state.corner_radius = CornerRadius::same(5);
        state.expansion = 0.0;
    }
    // The ring of what has the keyboard.
    visuals.widgets.active.bg_stroke.width = tokens.ring;
}

fn arrange(style: &mut Style) {
    style.spacing.item_spacing = vec2(space::MEDIUM, 6.0);
    style.spacing.button_padding = vec2(9.0, 4.0);
    style.spacing.interact_size.y = 24.0;
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(16);
    style.interaction.tooltip_delay = 0.4;
    style.animation_time = 0.1;
}
