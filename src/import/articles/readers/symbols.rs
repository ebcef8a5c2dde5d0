//! Letters of the fonts that draw signs where others have letters: Symbol, Wingdings and their kin.

/// The letters of Symbol from 0x20 on, and from 0xA0 on.
const SYMBOL: [&str; 2] = [
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?\
     ≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\
     ‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼�",
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵\
     ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓\
     ◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪�〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭�",
];

/// The letters of Wingdings that texts have: list marks, arrows, boxes, faces.
const WINGDINGS: &[(u8, char)] = &[
    (0x28, '☎'),
    (0x2a, '✉'),
    (0x4a, '☺'),
    (0x4b, '😐'),
    (0x4c, '☹'),
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '❑'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x9f, '•'),
    (0xa7, '▪'),
    (0xa8, '◻'),
    (0xd8, '➢'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe1, '↑'),
    (0xe2, '↓'),
    (0xe8, '➔'),
    (0xef, '⇦'),
    (0xf0, '⇨'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

/// Whether a font draws signs instead of letters.
pub(super) fn is_symbolic(font: &str) -> bool {
    let font = font.to_lowercase();
    font == "symbol" || font.starts_with("wingdings") || font.starts_with("webdings")
}

/// What a font shows for a letter; `�` for a sign that Unicode lacks or we do not know. Word moves such letters to 0xF000.
pub(super) fn symbol(font: &str, code: u32) -> char {
    let low = if (0xf000..=0xf0ff).contains(&code) {
        code - 0xf000
    } else {
        code
    };
    let Ok(low) = u8::try_from(low) else {
        return char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
    };
    if font.eq_ignore_ascii_case("symbol") {
        let (row, from) = if low < 0xa0 { (0, 0x20) } else { (1, 0xa0) };
        let at = low.checked_sub(from).map(usize::from);
        let found = at.and_then(|at| SYMBOL[row].chars().nth(at));
        return found.unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    if is_symbolic(font) {
        let known = WINGDINGS.iter().find(|(code, _)| *code == low);
        return match known {
            Some((_, sign)) if font.eq_ignore_ascii_case("wingdings") => *sign,
            _ => char::REPLACEMENT_CHARACTER,
        };
    }
    char::from(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_what_their_fonts_draw() {
        for (font, code, expected) in [
            ("Symbol", 0xf061, 'α'),
            ("Symbol", 0x57, 'Ω'),
            ("Symbol", 0xf0b7, '•'),
            ("Symbol", 0xfe, '⎭'),
            ("Symbol", 0xff, '\u{fffd}'),
            ("Symbol", 0x10, '\u{fffd}'),
            ("Wingdings", 0xf04a, '☺'),
            ("Wingdings 3", 0xf04a, '\u{fffd}'),
            ("Arial", 0xf041, 'A'),
            ("Arial", 0x20ac, '€'),
            ("", 0xd800, '\u{fffd}'),
        ] {
            assert_eq!(symbol(font, code), expected, "{font} {code:x}");
        }
    }
}
