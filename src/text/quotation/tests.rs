use proptest::prelude::*;

use super::*;

/// Every quotation of a text that is found from anywhere in it, the shorter ones first.
fn all(text: &Text) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    for (at, _) in text.as_str().char_indices() {
        for quotation in quotations_around(text, Span::of(at..at)) {
            if !found.contains(&quotation) {
                found.push(quotation);
            }
        }
    }
    found.sort_by_key(|quotation| (quotation.outer.start, quotation.outer.len()));
    found
}

/// What stands in the quotations of a text, without the marks, in order.
fn inside(text: &str) -> Vec<String> {
    let text = Text::new(text);
    all(&text)
        .iter()
        .map(|quotation| text.slice(quotation.inner).to_owned())
        .collect()
}

#[test]
fn every_style_is_known() {
    for (text, expected) in [
        ("He said, “We will not pay.”", "We will not pay."),
        ("He said, \"We will not pay.\"", "We will not pay."),
        ("He said, ‘We will not pay.’", "We will not pay."),
        ("He said, 'We will not pay.'", "We will not pay."),
        ("Er sagte: „Wir zahlen nicht.“", "Wir zahlen nicht."),
        ("Er sagte: ‚Wir zahlen nicht.‘", "Wir zahlen nicht."),
        ("Powiedział: „Nie zapłacimy”.", "Nie zapłacimy"),
        ("Er sagte: »Wir zahlen nicht.«", "Wir zahlen nicht."),
        ("Hän sanoi: »Emme maksa.»", "Emme maksa."),
        ("Hon sade: ”Vi betalar inte.”", "Vi betalar inte."),
        (
            "Il a dit : « Nous ne paierons pas. »",
            "Nous ne paierons pas.",
        ),
        ("Il a dit : «\u{a0}Non\u{a0}» et voilà", "Non"),
        ("Он сказал: «Мы не заплатим».", "Мы не заплатим"),
        ("قال: «لن ندفع».", "لن ندفع"),
        ("گفت: «ما نمی‌خواهیم».", "ما نمی‌خواهیم"),
        ("הוא אמר: \"לא נשלם\".", "לא נשלם"),
        ("הוא אמר: ”לא נשלם“.", "לא נשלם"),
        ("הוא אמר: „לא נשלם”.", "לא נשלם"),
        ("他说：“我们不付。”", "我们不付。"),
        ("首相は「協議を続ける」と述べた。", "協議を続ける"),
        ("彼は『本』を読んだ。", "本"),
        (
            "대통령은 “협상을 계속하겠다”고 밝혔다.",
            "협상을 계속하겠다",
        ),
        (
            "대통령은 \"협상을 계속하겠다\"고 밝혔다.",
            "협상을 계속하겠다",
        ),
        ("대통령은 '협상'을 말했다.", "협상"),
        ("เขาพูดว่า\"เราจะไม่จ่าย\"และเดินออกไป", "เราจะไม่จ่าย"),
        ("उन्होंने कहा, “हम नहीं देंगे।”", "हम नहीं देंगे।"),
        ("He said \" we will not \" twice", "we will not"),
    ] {
        assert_eq!(inside(text), [expected], "{text}");
    }
}

#[test]
fn quotations_in_quotations() {
    for (text, expected) in [
        (
            "“She told me, ‘Never,’ and left.”",
            &["She told me, ‘Never,’ and left.", "Never,"][..],
        ),
        (
            "\"She told me, 'Never,' and left.\"",
            &["She told me, 'Never,' and left.", "Never,"],
        ),
        ("‘He said “no” twice.’", &["He said “no” twice.", "no"]),
        (
            "„Er rief ‚nein‘ und ging.“",
            &["Er rief ‚nein‘ und ging.", "nein"],
        ),
        ("»Er rief ›nein‹.«", &["Er rief ›nein‹.", "nein"]),
        (
            "« Il a crié “non” hier. »",
            &["Il a crié “non” hier.", "non"],
        ),
        (
            "「彼は『嫌だ』と言った」",
            &["彼は『嫌だ』と言った", "嫌だ"],
        ),
        (
            "“One ‘two “three” two’ one”",
            &["One ‘two “three” two’ one", "two “three” two", "three"],
        ),
        (
            "“‘Both begin,’ he said”",
            &["‘Both begin,’ he said", "Both begin,"],
        ),
        ("\"'Both end'\"", &["'Both end'", "Both end"]),
    ] {
        assert_eq!(inside(text), expected, "{text}");
    }
}

#[test]
fn apostrophes_and_inches_are_no_marks() {
    for (text, expected) in [
        ("Don’t, can't, O’Neill, the workers’ union, ’90s", &[][..]),
        ("‘We don’t,’ he said", &["We don’t,"]),
        ("'We don't,' he said", &["We don't,"]),
        (
            "‘The workers’ union is strong,’ he said",
            &["The workers’ union is strong,"],
        ),
        (
            "‘Tell ’em the boss’s won’t,’ he said",
            &["Tell ’em the boss’s won’t,"],
        ),
        ("Tell 'em the workers' union won.", &[]),
        ("‘workers’ and ‘bosses’", &["workers", "bosses"]),
        ("He is 6'2\" tall, “they say,” really", &["they say,"]),
        ("“He is 6'2\" tall”", &["He is 6'2\" tall"]),
        ("l’homme d'Etat", &[]),
        ("צה\"ל וארה\"ב סיכמו", &[]),
        ("כתב ב\"הארץ\" אתמול", &["הארץ"]),
    ] {
        assert_eq!(inside(text), expected, "{text}");
    }
}

#[test]
fn a_forgotten_mark_does_no_harm() {
    for (text, expected) in [
        ("“We said no. “It is over,” he said.", &["It is over,"][..]),
        ("We said no.” “It is over,” he said.", &["It is over,"]),
        ("“We said no.\nThe next paragraph.", &[]),
        ("“We said ‘no.”", &["We said ‘no."]),
        ("“”", &[""]),
    ] {
        assert_eq!(inside(text), expected, "{text}");
    }
}

#[test]
fn a_quotation_goes_on_over_paragraphs() {
    for (text, expected) in [
        (
            "He said: “We will not pay.\n\n“Never,” he said.",
            &["We will not pay.", "We will not pay.\n\n“Never,", "Never,"][..],
        ),
        (
            "“One.\n“Two.\n“Three.”\nFour.",
            &["One.", "One.\n“Two.\n“Three.", "Two.", "Three."],
        ),
        (
            "«One.\n«Two», he said. «Three.\n«Four».",
            &[
                "One.",
                "One.\n«Two",
                "Two",
                "Three.",
                "Three.\n«Four",
                "Four",
            ],
        ),
        // Another style begins the next paragraph, or none.
        ("“One.\n‘Two,’ he said.", &["Two,"]),
        ("“One.\nTwo.\n“Three.”", &["Three."]),
        // Opened again and never closed: each part is one, the whole is not known.
        ("“One.\n“Two.\nThree.", &["One.", "Two."]),
    ] {
        assert_eq!(inside(text), expected, "{text}");
    }
}

/// Marks that go into each other: those of a quotation, and those of one in it.
const STYLES: [(&str, &str, &str, &str); 8] = [
    ("“", "”", "‘", "’"),
    ("‘", "’", "“", "”"),
    ("\"", "\"", "'", "'"),
    ("„", "“", "‚", "‘"),
    ("»", "«", "›", "‹"),
    ("«", "»", "‹", "›"),
    ("« ", " »", "“", "”"),
    ("「", "」", "『", "』"),
];

/// A part of a text: words, or a quotation of parts.
#[derive(Clone, Debug)]
enum Piece {
    Words(String),
    Quoted(Vec<Piece>),
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let words = "(We|don’t|pay|port|2030|é|Łódź|порт|ميناء)( (won't|never|нет|لن|we)){0,3}[.,?]?"
        .prop_map(Piece::Words);
    let piece = words.prop_recursive(3, 12, 4, |inner| {
        proptest::collection::vec(inner, 1..4).prop_map(Piece::Quoted)
    });
    proptest::collection::vec(piece, 0..6)
}

/// Writes parts with blanks between them, and notes where the quotations are.
fn write(
    pieces: &[Piece],
    style: usize,
    depth: usize,
    out: &mut String,
    spans: &mut Vec<Quotation>,
) {
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        match piece {
            Piece::Words(words) => out.push_str(words),
            Piece::Quoted(parts) => {
                let (open, close, inner_open, inner_close) = STYLES[style];
                let (open, close) = if depth.is_multiple_of(2) {
                    (open, close)
                } else {
                    (inner_open, inner_close)
                };
                let start = out.len();
                out.push_str(open);
                let from = out.len();
                write(parts, style, depth + 1, out, spans);
                let to = out.len();
                out.push_str(close);
                spans.push(Quotation {
                    outer: Span::of(start..out.len()),
                    inner: Span::of(from..to),
                });
            }
        }
    }
}

proptest! {
    /// Quotations that were written are found, all of them and no others, however deep.
    #[test]
    fn what_was_quoted_is_found(pieces in pieces(), style in 0..STYLES.len()) {
        let mut text = String::new();
        let mut expected = Vec::new();
        write(&pieces, style, 0, &mut text, &mut expected);
        expected.sort_by_key(|quotation| (quotation.outer.start, quotation.outer.len()));
        prop_assert_eq!(all(&Text::new(text.as_str())), expected, "{}", text);
    }

    /// In any text at all: quotations lie in the text and in each other, never across each other, and around whatever was
    /// asked for.
    #[test]
    fn quotations_never_cross(text in "[ab .,“”„‘’‚«»‹›\"'「」s2\n字אבé\u{301}]{0,60}") {
        let text = Text::new(text);
        let found = all(&text);
        for one in &found {
            prop_assert!(text.get(one.outer).is_some() && text.get(one.inner).is_some());
            prop_assert!(one.outer.contains_span(one.inner));
            for other in &found {
                let apart = !one.outer.overlaps(other.outer);
                let nested = one.outer.contains_span(other.outer) || other.outer.contains_span(one.outer);
                prop_assert!(apart || nested, "{:?} {:?}", one, other);
            }
        }
        for (at, _) in text.as_str().char_indices() {
            let span = Span::of(at..at);
            let around = quotations_around(&text, span);
            let expected = found.iter().filter(|quotation| quotation.outer.contains_span(span)).count();
            prop_assert_eq!(around.len(), expected, "at {}", at);
        }
    }
}
