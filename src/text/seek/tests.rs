use proptest::prelude::*;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::find::fold::Folder;
use crate::text::is_grapheme_boundary;

use super::*;

const LOOSE: FindOptions = FindOptions {
    match_case: false,
    match_accents: false,
    whole_words: false,
};
const CASE: FindOptions = FindOptions {
    match_case: true,
    ..LOOSE
};
const WORDS: FindOptions = FindOptions {
    whole_words: true,
    ..LOOSE
};

/// The text with brackets around what is found.
fn marked(text: &str, seeker: &Seeker) -> String {
    let text = Text::new(text);
    let mut found = Vec::new();
    assert!(seeker.seek(&text, &mut found, || true));
    let mut marked = String::new();
    let mut at = 0;
    for span in found {
        marked.push_str(&text.as_str()[at..span.start.index()]);
        marked.push('[');
        marked.push_str(text.slice(span));
        marked.push(']');
        at = span.end.index();
    }
    marked + &text.as_str()[at..]
}

fn words(list: &[&str], options: FindOptions) -> Seeker {
    Seeker::words(list.iter().copied(), options).unwrap()
}

fn expression(expression: &str, options: FindOptions) -> Seeker {
    Seeker::expression(expression, options).unwrap()
}

fn wrong(expression: &str) -> Misread {
    match Seeker::expression(expression, LOOSE) {
        Err(Unfindable::Expression(misread)) => misread,
        other => panic!("{expression} is read as {other:?}"),
    }
}

#[test]
fn any_of_many_words_is_found_and_the_longest_first() {
    for (list, options, text, expected) in [
        (
            &["port", "quay"][..],
            LOOSE,
            "Port, Quay, port",
            "[Port], [Quay], [port]",
        ),
        (
            &["port", "port authority"],
            LOOSE,
            "the Port  Authority",
            "the [Port  Authority]",
        ),
        // What is longer and no whole word does not hide what is shorter and one.
        (
            &["port", "port authority"],
            WORDS,
            "port authorityless",
            "[port] authorityless",
        ),
        (
            &["cafe"],
            LOOSE,
            "Café, cafe\u{301}",
            "[Café], [cafe\u{301}]",
        ),
        (&["и"], LOOSE, "и\u{306}", "и\u{306}"),
        (&["s"], LOOSE, "ß", "ß"),
        (&["strasse"], LOOSE, "Straße", "[Straße]"),
        (&["ab", "bc"], LOOSE, "abc", "[ab]c"),
        (&["US"], CASE, "us US", "us [US]"),
        (&[" ", "", "port "], LOOSE, "a port", "a [port]"),
        // The text may be broken into lines of one length.
        (
            &["port authority"],
            WORDS,
            "the port\nauthority, the port\n\n  authority",
            "the [port\nauthority], the [port\n\n  authority]",
        ),
    ] {
        assert_eq!(marked(text, &words(list, options)), expected, "{list:?}");
    }
}

#[test]
fn an_expression_sees_lines_and_words_and_nothing_empty() {
    for (given, options, text, expected) in [
        (
            r"\d+ (dead|injured)",
            LOOSE,
            "At least 12 DEAD, 3 injured",
            "At least [12 DEAD], [3 injured]",
        ),
        (r"^the", LOOSE, "The the\nthe", "[The] the\n[the]"),
        (r"end$", LOOSE, "end end\nend", "end [end]\n[end]"),
        (r"x*", LOOSE, "axxb", "a[xx]b"),
        (r"port", CASE, "Port port", "Port [port]"),
        (r"port\w*?", WORDS, "ports airport", "[ports] airport"),
        (r"a.c", LOOSE, "a\nc abc", "a\nc [abc]"),
        // Whole graphemes, always.
        (r"e", LOOSE, "e\u{301}", "[e\u{301}]"),
        (r"👩", LOOSE, "👩\u{200d}👧", "[👩\u{200d}👧]"),
        (r"(?i)\bне\w+", LOOSE, "НЕТ, нельзя", "[НЕТ], [нельзя]"),
        (r"(?x) port # the port", WORDS, "a port", "a [port]"),
    ] {
        assert_eq!(
            marked(text, &expression(given, options)),
            expected,
            "{given}"
        );
    }
}

#[test]
fn what_is_wrong_with_an_expression_is_said_at_its_place() {
    for (given, column, words) in [
        ("a(b", Some(2), "Character 2: this ( has no ) behind it."),
        (
            "é)",
            Some(2),
            "Character 2: this ) has no ( before it. To find a bracket, write \\).",
        ),
        (
            "[a",
            Some(1),
            "Character 1: this [ has no ] behind it. To find a bracket, write \\[.",
        ),
        (
            "*a",
            Some(1),
            "Character 1: there is nothing before this that could be repeated. To find the sign itself, write \\ before it.",
        ),
        (
            "a(?=b)",
            Some(2),
            "Character 2: what stands around cannot be asked for with (?= (?! (?<= (?<!.",
        ),
        (
            r"(a)\1",
            Some(4),
            "Character 4: a number behind \\ cannot stand for what a group has found.",
        ),
        (
            r"\p{Elvish}",
            Some(1),
            "Character 1: there is no such class of characters.",
        ),
        (
            "a{5,2}",
            Some(2),
            "Character 2: between { and } there must be one number or two, the smaller one first. To find a brace, write \\{.",
        ),
        (
            r"\q",
            Some(1),
            "Character 1: nothing is meant by this \\ and what is behind it. To find a \\, write \\\\.",
        ),
        ("", None, "The expression is empty."),
    ] {
        let misread = wrong(given);
        assert_eq!(
            (misread.column, misread.to_string().as_str()),
            (column, words),
            "{given}"
        );
        assert!(given.get(misread.at.clone()).is_some());
    }
}

#[test]
fn what_would_explode_is_refused() {
    for given in [
        "(a{1000}){1000}",
        "((((a{100}){100}){100}){100}){100}",
        r"(\w{100}){100}",
        r"((\pL{1,1000}){1,1000}){1,1000}",
        &"(".repeat(3000),
        &"a".repeat(LONG),
        &"(?:a|".repeat(500),
    ] {
        assert!(!wrong(given).to_string().is_empty());
    }
}

const LONG: usize = expression::LONGEST + 1;

/// Expressions that bring other engines down: these would never end there.
#[test]
fn no_expression_goes_on_for_ever() {
    let text = Text::new("a".repeat(200_000) + "!");
    for given in [
        "(a+)+$",
        "(a|a)*b",
        "(a|aa)+$",
        "(.*)(.*)(.*)(.*)x",
        "a?".repeat(30).as_str(),
    ] {
        let mut found = Vec::new();
        assert!(expression(given, LOOSE).seek(&text, &mut found, || true));
    }
}

#[test]
fn lists_have_their_limits() {
    let many: Vec<String> = (0..=MOST_WORDS)
        .map(|number| format!("w{number}"))
        .collect();
    let made = Seeker::words(many.iter().map(String::as_str), LOOSE);
    assert_eq!(made.unwrap_err(), Unfindable::TooMany);
    let made = Seeker::words(many[1..].iter().map(String::as_str), LOOSE).unwrap();
    assert_eq!(marked("w12345 w123", &made), "[w1234]5 [w123]");
    assert_eq!(
        Seeker::words(["", "\u{200b}"], LOOSE).unwrap_err(),
        Unfindable::Nothing
    );
    // Words that all are in each other: candidates without number.
    let nested: Vec<String> = (1..400).map(|length| "a".repeat(length)).collect();
    let made = Seeker::words(nested.iter().map(String::as_str), LOOSE).unwrap();
    marked(&"a".repeat(20_000), &made);
}

#[test]
fn a_search_stops_when_it_is_told_to() {
    let text = Text::new("port\n".repeat(100));
    let mut left = 3;
    let mut found = Vec::new();
    let ended = expression("port", LOOSE).seek(&text, &mut found, || {
        left -= 1;
        left >= 0
    });
    assert!(!ended && found.len() < 3, "{}", found.len());
    // Whoever looks far for each thing that is found is stopped between two of them.
    let long = Text::new("A".repeat(20_000));
    let (mut asked, mut found) = (0, Vec::new());
    let ended = expression("(?-i)A.*b|A", LOOSE).seek(&long, &mut found, || {
        asked += 1;
        asked < 5
    });
    assert!(!ended && asked == 5);
}

fn texts() -> impl Strategy<Value = String> {
    "[abAsS ßéeE\u{301}\u{306}\u{200d}\u{a0}\n‘’'…..ıİσςийأإا한하👩👧🇫🇷]{0,40}"
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
    /// Against searching for each word on its own, everywhere: of all that is found, what begins first and is longest.
    #[test]
    fn a_list_finds_what_its_words_find(
        text in texts(),
        list in proptest::collection::vec("[abAsS éeE\u{301}'.σςий👩]{1,3}", 1..5),
        options in options(),
    ) {
        let text = Text::new(text);
        let Ok(seeker) = Seeker::words(list.iter().map(String::as_str), options) else {
            return Ok(());
        };
        let mut found = Vec::new();
        prop_assert!(seeker.seek(&text, &mut found, || true));
        let mut expected: Vec<Span> = Vec::new();
        for word in &list {
            expected.extend(everywhere(&text, word.trim(), options));
        }
        expected.sort_by_key(|span| (span.start, core::cmp::Reverse(span.end)));
        let mut kept: Vec<Span> = Vec::new();
        for span in expected {
            if kept.last().is_none_or(|last| last.end <= span.start) {
                kept.push(span);
            }
        }
        prop_assert_eq!(found, kept);
    }

    /// A literal expression finds what the standard library finds.
    #[test]
    fn a_literal_expression_finds_its_letters(text in "[ab é\n👩]{0,40}", word in "[ab é👩]{1,3}") {
        let whole = Text::new(text.as_str());
        let escaped = regex_syntax::escape(&word);
        let options = FindOptions { match_case: true, ..LOOSE };
        let mut found = Vec::new();
        prop_assert!(expression(&escaped, options).seek(&whole, &mut found, || true));
        let expected: Vec<Span> = text
            .match_indices(&word)
            .map(|(at, word)| Span::of(at..at + word.len()))
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn whatever_is_found_is_whole_and_in_order(text in texts(), given in "[ab.e|*+?()\\\\\\[\\]{}^$wd1-3é-]{1,8}", options in options()) {
        let text = Text::new(text);
        let Ok(seeker) = Seeker::expression(&given, options) else { return Ok(()) };
        let mut found = Vec::new();
        prop_assert!(seeker.seek(&text, &mut found, || true));
        for span in &found {
            prop_assert!(!span.is_empty());
            prop_assert!(is_grapheme_boundary(text.as_str(), span.start));
            prop_assert!(is_grapheme_boundary(text.as_str(), span.end));
        }
        prop_assert!(found.is_sorted_by(|one, other| one.end <= other.start));
    }

    /// What is in view is found over the ends of lines as it is in the whole text, as long as it does not overlap itself.
    #[test]
    fn pieces_reach_over_the_ends_of_lines(text in "[ab \n]{0,80}", word in "(a b|b a|aa bb)") {
        let text = Text::new(text);
        let seeker = words(&[word.as_str()], LOOSE);
        let mut whole = Vec::new();
        prop_assert!(seeker.seek(&text, &mut whole, || true));
        let mut found: Vec<Span> = Vec::new();
        for piece in pieces_over(&text, Span::of(0..text.len()), 4096) {
            for hit in seeker.in_piece(&text, piece) {
                if found.last().is_none_or(|last| last.end <= hit.start) {
                    found.push(hit);
                }
            }
        }
        prop_assert_eq!(found, whole);
    }

    /// What is cut into pieces is found as in one piece, as long as the cuts are at blanks and nothing reaches over them.
    #[test]
    fn pieces_find_what_the_whole_finds(text in "[ab ]{0,200}", word in "[ab]{1,3}") {
        let text = Text::new(text);
        let seeker = words(&[word.as_str()], LOOSE);
        let mut whole = Vec::new();
        prop_assert!(seeker.seek(&text, &mut whole, || true));
        let span = Span::of(0..text.len());
        let mut found: Vec<Span> = Vec::new();
        for piece in pieces(&text, span, 32) {
            for hit in seeker.in_piece(&text, piece) {
                if found.last().is_none_or(|last| last.end <= hit.start) {
                    found.push(hit);
                }
            }
        }
        // A run of letters that is longer than half a piece may be cut anywhere.
        let longest = text.as_str().split(' ').map(str::len).max().unwrap_or(0);
        if longest <= 16 {
            prop_assert_eq!(found, whole);
        }
    }
}

/// Every place at which a word fits, also where two of them overlap: all is folded, and every place tried.
fn everywhere(text: &Text, word: &str, options: FindOptions) -> Vec<Span> {
    let fold = |text: &str| {
        let mut folder = Folder::new(options);
        let mut letters = Vec::new();
        for (at, c) in text.char_indices() {
            let mut own = Vec::new();
            folder.fold(c, &mut own);
            let last = own.len();
            letters.extend(own.into_iter().enumerate().map(|(n, letter)| {
                let (is_first, is_last) = (n == 0, n + 1 == last);
                (letter, at, at + c.len_utf8(), is_first, is_last)
            }));
        }
        letters
    };
    let (letters, word) = (fold(text.as_str()), fold(word));
    let edges: Vec<usize> = text
        .as_str()
        .split_word_bound_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let mut all = Vec::new();
    if word.iter().all(|letter| letter.0 == ' ') {
        return all;
    }
    for (first, window) in letters.windows(word.len()).enumerate() {
        let same = window.iter().map(|it| it.0).eq(word.iter().map(|it| it.0));
        let (start, end) = (window[0], window[window.len() - 1]);
        let accent = letters.get(first + word.len()).is_some_and(|next| {
            next.1 == end.2 && matches!(next.0, '\u{301}' | '\u{306}' | '\u{308}')
        });
        if !same || !start.3 || !end.4 || accent {
            continue;
        }
        let span = snap(text, Span::of(start.1..end.2));
        let alone = [span.start, span.end]
            .iter()
            .all(|at| edges.contains(&at.index()) && is_grapheme_boundary(text.as_str(), *at));
        if alone || !options.whole_words {
            all.push(span);
        }
    }
    all
}
