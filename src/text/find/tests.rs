use proptest::prelude::*;

use super::*;

const CASE: FindOptions = FindOptions {
    match_case: true,
    match_accents: false,
    whole_words: false,
};
const ACCENTS: FindOptions = FindOptions {
    match_case: false,
    match_accents: true,
    whole_words: false,
};
const WORDS: FindOptions = FindOptions {
    match_case: false,
    match_accents: false,
    whole_words: true,
};
const LOOSE: FindOptions = FindOptions {
    match_case: false,
    match_accents: false,
    whole_words: false,
};

/// The text with brackets around what is found.
fn marked(text: &str, query: &str, options: FindOptions) -> String {
    let Some(pattern) = Pattern::new(query, options) else {
        return "nothing to find".to_owned();
    };
    let mut out = String::new();
    let mut at = 0;
    for span in find_all(&Text::new(text), &pattern) {
        let range = span.range();
        out += &text[at..range.start];
        out.extend(["[", &text[range.clone()], "]"]);
        at = range.end;
    }
    out + &text[at..]
}

#[test]
fn what_readers_take_for_the_same_is_found() {
    for (text, query, expected) in [
        ("The Port and the port", "port", "The [Port] and the [port]"),
        // Typed quotation marks, dashes and blanks find printed ones.
        ("“We won’t,” he said", "\"we won't", "[“We won’t],” he said"),
        ("2019–2024", "2019-2024", "[2019–2024]"),
        (
            "New\u{a0}York, New\nYork, New  York",
            "new york",
            "[New\u{a0}York], [New\nYork], [New  York]",
        ),
        ("and so … on", "so ...", "and [so …] on"),
        // Accents, written in one character or in two.
        (
            "Müller, Mu\u{308}ller, Muller",
            "muller",
            "[Müller], [Mu\u{308}ller], [Muller]",
        ),
        ("Muller, Müller", "müller", "[Muller], [Müller]"),
        ("Łódź and Ærø", "lodz", "[Łódź] and Ærø"),
        ("Łódź and Ærø", "aero", "Łódź and [Ærø]"),
        ("Straße, STRASSE", "strasse", "[Straße], [STRASSE]"),
        ("Straße", "s", "[S]traße"),
        ("soft\u{ad}ware", "software", "[soft\u{ad}ware]"),
        // Greek: the sigma at the end of a word. Cyrillic: a short i is no i.
        (
            "Ο ΠΡΌΕΔΡΟΣ, ο πρόεδρος",
            "προεδροσ",
            "Ο [ΠΡΌΕΔΡΟΣ], ο [πρόεδρος]",
        ),
        ("Мой, мои, мои\u{306}", "мои", "Мой, [мои], мои\u{306}"),
        ("Ёлка, елка", "елка", "[Ёлка], [елка]"),
        // Arabic without vowel signs, stretched, with another yeh; Persian without its joiners.
        ("مُحَمَّد, محـــمد", "محمد", "[مُحَمَّد], [محـــمد]"),
        ("إلى ایران", "الى", "[إلى] ایران"),
        ("نمی‌خواهیم", "نميخواهيم", "[نمی‌خواهیم]"),
        ("רֹאשׁ הממשלה", "ראש", "[רֹאשׁ] הממשלה"),
        ("צה״ל", "צה\"ל", "[צה״ל]"),
        // A vowel sign of Hindi or Thai is no accent: what it stands on is found as a whole.
        ("की कि का", "कि", "की [कि] का"),
        ("ปีหน้า", "ปีห", "[ปีห]น้า"),
        // No spaces between words.
        ("外交部发言人表示", "发言人", "外交部[发言人]表示"),
        ("ＡＢＣ株", "abc", "[ＡＢＣ]株"),
        ("한국과 하나", "한국", "[한국]과 하나"),
        ("한국과 하나", "하", "한국과 [하]나"),
        ("がか", "か", "が[か]"),
        // Never part of what is one character to a reader.
        (
            "a 👨\u{200d}👩\u{200d}👧 b",
            "👩",
            "a [👨\u{200d}👩\u{200d}👧] b",
        ),
        ("🇫🇷🇩🇪", "🇩🇪", "🇫🇷[🇩🇪]"),
        ("aaaa", "aa", "[aa][aa]"),
        ("ababac", "abac", "ab[abac]"),
        ("none", "", "nothing to find"),
        ("none", " \u{200b} ", "nothing to find"),
    ] {
        assert_eq!(
            marked(text, query, LOOSE),
            expected,
            "“{query}” in “{text}”"
        );
    }
}

#[test]
fn options_tell_apart_what_they_say() {
    for (text, query, options, expected) in [
        ("us and US", "US", CASE, "us and [US]"),
        ("Élan, élan", "elan", CASE, "Élan, [élan]"),
        ("Ørsted, ørsted", "Orsted", CASE, "[Ørsted], ørsted"),
        (
            "cafe, café, cafe\u{301}",
            "cafe",
            ACCENTS,
            "[cafe], café, cafe\u{301}",
        ),
        (
            "cafe, Café, cafe\u{301}",
            "café",
            ACCENTS,
            "cafe, [Café], [cafe\u{301}]",
        ),
        ("محمد, مُحَمَّد", "محمد", ACCENTS, "[محمد], مُحَمَّد"),
        (
            "the port, ports, airport",
            "port",
            WORDS,
            "the [port], ports, airport",
        ),
        ("can’t can", "can", WORDS, "can’t [can]"),
        ("“Port”-side", "port", WORDS, "“[Port]”-side"),
        // Where words have no spaces between them, every character may be one.
        ("外交部发言人", "发言人", WORDS, "外交部[发言人]"),
        ("السلام سلام", "سلام", WORDS, "السلام [سلام]"),
    ] {
        assert_eq!(
            marked(text, query, options),
            expected,
            "“{query}” in “{text}”"
        );
    }
}

const DIACRITICS: [char; 3] = ['\u{301}', '\u{306}', '\u{308}'];

/// A text of letters that are alike in many ways.
fn text() -> impl Strategy<Value = String> {
    "[abAsS ßéeE\u{301}\u{306}\u{308}\u{200d}\u{a0}\n‘’'“”\"…..ıİσςийіأإاـ한하국がか\u{3099}👩👧🇫🇷]{0,40}"
}

fn options() -> impl Strategy<Value = FindOptions> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(match_case, match_accents, whole_words)| FindOptions {
            match_case,
            match_accents,
            whole_words,
        },
    )
}

proptest! {
    /// Against a search that folds everything first and then tries every place.
    #[test]
    fn a_scan_finds_what_trying_every_place_finds(text in text(), query in text(), options in options(), cut in 0usize..12) {
        let query: String = query.chars().take(cut).collect();
        let Some(pattern) = Pattern::new(&query, options) else {
            return Ok(());
        };
        let mut folder = Folder::new(options);
        let mut letters: Vec<(char, usize, usize, bool, bool)> = Vec::new();
        for (at, c) in text.char_indices() {
            let mut own = Vec::new();
            folder.fold(c, &mut own);
            let last = own.len();
            letters.extend(own.into_iter().enumerate().map(|(n, letter)| {
                (letter, at, at + c.len_utf8(), n == 0, n + 1 == last)
            }));
        }
        let whole = Text::new(text.as_str());
        let mut expected: Vec<Span> = Vec::new();
        let mut from = 0;
        for first in 0..letters.len() {
            let Some(window) = letters.get(first..first + pattern.folded.len()) else {
                break;
            };
            let same = window.iter().map(|letter| letter.0).eq(pattern.folded.iter().copied());
            let (start, end) = (window[0], window[window.len() - 1]);
            if first < from || !same || !start.3 || !end.4 {
                continue;
            }
            let accent = letters
                .get(first + window.len())
                .is_some_and(|next| next.1 == end.2 && DIACRITICS.contains(&next.0));
            let span = snap(&whole, Span::of(start.1..end.2));
            let edges: Vec<usize> = text.split_word_bound_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let alone = [span.start, span.end].iter().all(|at| {
                edges.contains(&at.index()) && is_grapheme_boundary(&text, *at)
            });
            let after = expected.last().is_none_or(|before| before.end <= span.start);
            if !accent && (alone || !options.whole_words) && after {
                expected.push(span);
                from = first + pattern.folded.len();
            }
        }
        prop_assert_eq!(find_all(&whole, &pattern), expected);
    }

    #[test]
    fn however_a_scan_is_cut_it_finds_the_same(text in text(), query in text(), options in options(), steps in proptest::collection::vec(0usize..9, 1..20)) {
        let query: String = query.chars().take(3).collect();
        let text = Text::new(text);
        if let Some(pattern) = Pattern::new(&query, options) {
            let mut scan = Scan::new(text.clone(), pattern.clone());
            let mut found = Vec::new();
            let mut steps = steps.into_iter().cycle();
            while !scan.advance(steps.next().unwrap(), &mut found) {
                prop_assert!(found.iter().all(|span| span.start <= scan.position()));
            }
            prop_assert_eq!(found, find_all(&text, &pattern));
        }
    }
}
