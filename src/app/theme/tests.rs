//! That everything can be read in every theme.

use super::*;

const ALL: [Tokens; 4] = [
    Tokens::light(),
    Tokens::dark(),
    Tokens::light_high_contrast(),
    Tokens::dark_high_contrast(),
];

#[test]
fn text_can_be_read_in_every_theme() {
    for tokens in ALL {
        let (line, text) = tokens.least();
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
        for ground in [tokens.page, tokens.panel, tokens.raised, tokens.field] {
            for ink in [
                tokens.weak,
                tokens.accent,
                tokens.error,
                tokens.warning,
                tokens.success,
            ] {
                let found = contrast(ink, ground);
                assert!(found >= text, "{ink:?} on {ground:?}: {found}");
            }
            for edge in [tokens.edge, tokens.caret] {
                let found = contrast(edge, ground);
                assert!(found >= line, "{edge:?} on {ground:?}: {found}");
            }
        }
        assert!(contrast(tokens.on_accent, tokens.accent) >= text);
        for wash in [tokens.found(), tokens.found_here()] {
            assert!(contrast(tokens.text, tokens.page.blend(wash)) >= text.max(5.5));
        }
    }
}

#[test]
fn in_high_contrast_regions_are_parted_and_rows_told_apart() {
    for tokens in ALL.into_iter().filter(|it| it.contrast == Contrast::High) {
        for ground in [tokens.page, tokens.panel, tokens.raised] {
            assert!(contrast(tokens.border, ground) >= 4.5, "{tokens:?}");
            assert!(contrast(tokens.chosen, ground) >= 1.3, "{tokens:?}");
        }
    }
}

#[test]
fn any_tag_colour_stands_out_and_leaves_text_readable() {
    for tokens in ALL {
        let (line, text) = tokens.least();
        for color in [
            [0, 0, 0],
            [255, 255, 255],
            [255, 255, 0],
            [0, 0, 255],
            [128; 3],
        ] {
            let found = contrast(tokens.line(Color(color)), tokens.page);
            assert!(found >= line, "{color:?}: {found}");
            for ground in [tokens.page, tokens.panel] {
                let found = contrast(tokens.ink(Color(color)), ground);
                assert!(found >= text, "{color:?}: {found}");
            }
            let wash = tokens.tint(Color(color));
            let washed = (0..8).fold(tokens.page, |ground, _| ground.blend(wash));
            let found = contrast(tokens.text, washed);
            assert!(found >= text - 0.05, "text on washes of {color:?}: {found}");
            // What is lit lies below them; its frame stands out, and more so in high contrast.
            let ground = tokens.page.blend(tokens.lit(Color(color)));
            let washed = ground.blend(wash).blend(wash);
            let found = contrast(tokens.text, washed);
            assert!(
                found >= text - 0.05,
                "text on what is lit in {color:?}: {found}"
            );
            let edge = tokens.page.blend(tokens.lit_edge(Color(color)));
            let least = if tokens.contrast == Contrast::High {
                line
            } else {
                1.7
            };
            let found = contrast(edge, tokens.page);
            assert!(found >= least, "the frame of {color:?}: {found}");
        }
    }
}

#[test]
fn the_tokens_of_a_context_follow_theme_and_contrast() {
    let ctx = egui::Context::default();
    assert_eq!(Tokens::current(&ctx).contrast, Contrast::Usual);
    for contrast in [Contrast::High, Contrast::Usual] {
        install(&ctx, contrast);
        for theme in [Theme::Light, Theme::Dark] {
            ctx.set_theme(theme);
            let tokens = Tokens::current(&ctx);
            assert_eq!(tokens, Tokens::of(theme, contrast));
            assert_eq!(ctx.style_of(theme).visuals.panel_fill, tokens.panel);
        }
    }
}

#[test]
fn what_has_the_keyboard_does_not_look_chosen() {
    for contrast in [Contrast::Usual, Contrast::High] {
        let ctx = egui::Context::default();
        install(&ctx, contrast);
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            let style = ctx.style_of(theme);
            let (rest, focused) = (
                &style.visuals.widgets.inactive,
                &style.visuals.widgets.active,
            );
            assert_eq!(focused.weak_bg_fill, rest.weak_bg_fill);
            assert_ne!(focused.weak_bg_fill, style.visuals.selection.bg_fill);
            assert!(focused.bg_stroke.width > rest.bg_stroke.width);
        }
    }
}
