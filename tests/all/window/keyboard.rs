//! What the keys of caret and selection do: a state, strokes, the state after them, in several scripts.

use super::harness::Window;

/// A state in the notation, strokes, and the state after them.
type Row = (&'static str, &'static str, &'static str);

#[track_caller]
fn try_all(rows: &[Row]) {
    let mut window = Window::on("|");
    let mut wrong = Vec::new();
    for (before, strokes, after) in rows {
        window.stage(before);
        window.press(strokes);
        let scene = window.scene();
        if scene != *after {
            wrong.push(format!(
                "{before:?} {strokes}\n    {scene:?} is not\n    {after:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn characters_and_words() {
    try_all(&[
        // English.
        ("|One, two", "ArrowRight", "O|ne, two"),
        ("One, |two", "Ctrl+ArrowRight", "One, two|"),
        ("One, |two", "Ctrl+ArrowLeft", "|One, two"),
        ("don’t| go", "Ctrl+ArrowLeft", "|don’t go"),
        (
            "One |two",
            "Shift+ArrowRight Shift+ArrowRight",
            "One [tw|]o",
        ),
        ("One [tw|]o", "Shift+ArrowLeft", "One [t|]wo"),
        ("One [tw|]o", "ArrowLeft", "One |two"),
        ("One [|tw]o", "ArrowRight", "One tw|o"),
        (
            "|One two",
            "Ctrl+Shift+ArrowRight Ctrl+Shift+ArrowRight",
            "[One two|]",
        ),
        ("One two|", "Ctrl+Shift+ArrowLeft", "One [|two]"),
        // Arabic and Hebrew: left is on.
        ("|سلام عليكم", "ArrowLeft", "س|لام عليكم"),
        ("س|لام عليكم", "ArrowRight", "|سلام عليكم"),
        ("|سلام عليكم", "Ctrl+ArrowLeft", "سلام| عليكم"),
        ("|سلام عليكم", "Ctrl+Shift+ArrowLeft", "[سلام|] عليكم"),
        ("|שלום עולם", "ArrowLeft ArrowLeft", "של|ום עולם"),
        ("שלום [עול|]ם", "ArrowRight", "שלום |עולם"),
        ("שלום [עול|]ם", "ArrowLeft", "שלום עול|ם"),
        // A number in Arabic runs to the right: the caret jumps to its far end and comes back through it.
        ("عام| 2030 مضى", "ArrowLeft", "عام |2030 مضى"),
        // Hindi and Thai: a syllable with its signs is one character, a word is a word.
        ("|कि नहीं", "ArrowRight", "कि| नहीं"),
        ("कि |नहीं", "Ctrl+ArrowRight", "कि नहीं|"),
        ("|หน้า", "ArrowRight ArrowRight", "หน้|า"),
        // Chinese.
        ("|外交部", "ArrowRight", "外|交部"),
        ("外交|部", "Shift+ArrowLeft", "外[|交]部"),
        // What is one character to a reader.
        (
            "a|👨\u{200d}👩\u{200d}👧b",
            "ArrowRight",
            "a👨\u{200d}👩\u{200d}👧|b",
        ),
        ("🇫🇷|🇩🇪", "Shift+ArrowLeft", "[|🇫🇷]🇩🇪"),
        ("|e\u{301}a", "ArrowRight", "e\u{301}|a"),
    ]);
}

#[test]
fn lines_sentences_paragraphs_and_the_text() {
    try_all(&[
        ("nnn|n.\nnnnn.", "ArrowDown", "nnnn.\nnnn|n."),
        ("nnnn.\nnnn|n.", "ArrowUp", "nnn|n.\nnnnn."),
        ("nnn|n.\nnnnn.", "Shift+ArrowDown", "nnn[n.\nnnn|]n."),
        ("One\nTw|o", "Home", "One\n|Two"),
        ("O|ne\nTwo", "End", "One|\nTwo"),
        ("O|ne\nTwo", "Shift+Home", "[|O]ne\nTwo"),
        ("O|ne\nTwo", "Shift+End", "O[ne|]\nTwo"),
        ("שלום| עולם", "Home", "|שלום עולם"),
        ("שלום| עולם", "End", "שלום עולם|"),
        ("One. T|wo. Three.", "Alt+ArrowRight", "One. Two.| Three."),
        ("One. T|wo. Three.", "Alt+ArrowLeft", "One. |Two. Three."),
        (
            "One. |Two. Three.",
            "Alt+Shift+ArrowRight",
            "One. [Two.|] Three.",
        ),
        (
            "One. Two.| Three.",
            "Alt+Shift+ArrowLeft",
            "One. [|Two.] Three.",
        ),
        ("قال. |ثم ذهب. عاد.", "Alt+ArrowRight", "قال. ثم ذهب.| عاد."),
        (
            "他说。|然后走。",
            "Alt+Shift+ArrowRight",
            "他说。[然后走。|]",
        ),
        ("हाँ। |नहीं। कल।", "Alt+ArrowRight", "हाँ। नहीं।| कल।"),
        ("One.\nT|wo.\nThree.", "Ctrl+ArrowUp", "One.\n|Two.\nThree."),
        (
            "One.\nT|wo.\nThree.",
            "Ctrl+ArrowDown",
            "One.\nTwo.|\nThree.",
        ),
        (
            "One.\n|Two.\nThree.",
            "Ctrl+Shift+ArrowDown",
            "One.\n[Two.|]\nThree.",
        ),
        (
            "One.\nTwo.|\nThree.",
            "Ctrl+Shift+ArrowUp",
            "One.\n[|Two.]\nThree.",
        ),
        ("One.\nT|wo.", "Ctrl+Home", "|One.\nTwo."),
        ("O|ne.\nTwo.", "Ctrl+End", "One.\nTwo.|"),
        ("One.\nT|wo.", "Ctrl+Shift+Home", "[|One.\nT]wo."),
        ("O|ne.\nTwo.", "Ctrl+Shift+End", "O[ne.\nTwo.|]"),
        ("O|ne.\nTwo.", "Ctrl+A", "[One.\nTwo.|]"),
        ("[One.\nTwo.|]", "Escape", "One.\nTwo.|"),
        ("One\nt|wo\nthree", "PageUp", "|One\ntwo\nthree"),
        ("O|ne\ntwo\nthree", "PageDown", "One\ntwo\nthree|"),
        ("O|ne\ntwo\nthree", "Shift+PageDown", "O[ne\ntwo\nthree|]"),
    ]);
}

#[test]
fn growing_and_shrinking() {
    try_all(&[
        ("One t|wo. Three.", "Alt+ArrowUp", "One [two|]. Three."),
        ("One two|. Three.", "Alt+ArrowUp", "One [two|]. Three."),
        (
            "One t|wo. Three.",
            "Alt+ArrowUp Alt+ArrowUp",
            "[One two.|] Three.",
        ),
        (
            "One t|wo. Three.",
            "Alt+ArrowUp Alt+ArrowUp Alt+ArrowDown",
            "One [two|]. Three.",
        ),
        (
            "One t|wo. Three.",
            "Alt+ArrowUp Alt+ArrowDown",
            "One t|wo. Three.",
        ),
        // Quotations, without their marks and with them.
        (
            "He said: “We w|on’t.” Then he left.",
            "Alt+ArrowUp Alt+ArrowUp",
            "He said: “[We won’t.|]” Then he left.",
        ),
        (
            "He said: “We w|on’t.” Then he left.",
            "Alt+ArrowUp Alt+ArrowUp Alt+ArrowUp",
            "He said: [“We won’t.”|] Then he left.",
        ),
        (
            "Er sagte: „N|ein.“ Dann ging er.",
            "Alt+ArrowUp Alt+ArrowUp Alt+ArrowUp",
            "Er sagte: [„Nein.“|] Dann ging er.",
        ),
        (
            "قال: «لن ن|دفع» ثم ذهب",
            "Alt+ArrowUp Alt+ArrowUp",
            "قال: «[لن ندفع|]» ثم ذهب",
        ),
        (
            "הוא אמר: \"לא| עכשיו\" והלך",
            "Alt+ArrowUp Alt+ArrowUp",
            "הוא אמר: \"[לא עכשיו|]\" והלך",
        ),
        (
            "首相は「協議|を続ける」と述べた",
            "Alt+ArrowUp Alt+ArrowUp",
            "首相は「[協議を続ける|]」と述べた",
        ),
        (
            "“One t|wo.\n“Three,” he said.",
            "Alt+ArrowUp Alt+ArrowUp Alt+ArrowUp Alt+ArrowUp",
            "[“One two.\n“Three,”|] he said.",
        ),
        // What the mouse has selected shrinks too.
        (
            "[“We won’t,” he said.|]",
            "Alt+ArrowDown",
            "[“We won’t,”|] he said.",
        ),
        (
            "[“We won’t,”|] he said.",
            "Alt+ArrowDown",
            "“[We won’t,|]” he said.",
        ),
        (
            "“[We won’t,|]” he said.",
            "Alt+ArrowDown",
            "“[We|] won’t,” he said.",
        ),
        // A motion forgets how it grew.
        (
            "One t|wo. Three.",
            "Alt+ArrowUp Alt+ArrowUp Shift+ArrowRight Alt+ArrowDown",
            "[One two.|] Three.",
        ),
    ]);
}

#[test]
fn brackets_move_the_ends_of_what_a_tag_would_mark() {
    try_all(&[
        // The selection, when there is one, whatever is chosen.
        ("One [two|] three", "]", "One [two three|]"),
        ("One [two three|] four", "}", "One [two|] three four"),
        ("One [two|] three", "[", "[One two|] three"),
        ("[One two|] three", "{", "One [two|] three"),
        ("One [|two] three", "]", "One [|two three]"),
        ("One [|two] three", "[", "[|One two] three"),
        ("One [two|] three", "Ctrl+] Ctrl+]", "One [two t|]hree"),
        ("One [two|] three", "Ctrl+}", "One [tw|]o three"),
        ("One [two|] three", "Ctrl+[", "One[ two|] three"),
        ("One [two|] three", "Ctrl+{", "One t[wo|] three"),
        ("{q*:One} [two|] three", "]", "{q*:One} [two three|]"),
        // It becomes no smaller than a character.
        ("One [two|] three", "}", "One [two|] three"),
        ("O[n|]e", "Ctrl+}", "O[n|]e"),
        ("O[n|]e", "Ctrl+{", "O[n|]e"),
        // Else the chosen annotation.
        ("{q*:One} t|wo three", "]", "{q*:One t|wo} three"),
        // The ends of the text.
        ("[One|]", "[ ]", "[One|]"),
        // In other scripts; the start is the start of reading.
        ("قال [الوزير|] اليوم", "]", "قال [الوزير اليوم|]"),
        ("قال [الوزير|] اليوم", "[", "[قال الوزير|] اليوم"),
        ("הוא [אמר|] שלום", "Ctrl+[", "הוא[ אמר|] שלום"),
        (
            "a[b|]👨\u{200d}👩\u{200d}👧",
            "Ctrl+]",
            "a[b👨\u{200d}👩\u{200d}👧|]",
        ),
        ("外[交|]部", "]", "外[交部|]"),
        // A nudged selection is tagged as it stands.
        ("One [two|] three", "] q", "One {q*:two three}|"),
    ]);
}

#[test]
fn without_selection_and_choice_the_brackets_say_what_is_missing() {
    let mut window = Window::on("One| two");
    window.press("]");
    assert_eq!(
        window.app().status(),
        "Select some text first, or choose an annotation"
    );
    window.stage("O[n|]e");
    window.press("Ctrl+}");
    assert_eq!(
        window.app().status(),
        "The selection cannot become smaller than that"
    );
}

#[test]
fn the_cheat_sheet_tells_what_tags_and_brackets_work_on() {
    let mut window = Window::on("One| two");
    window.press("?");
    assert!(
        window.says("work on the selected text; when none is selected, on the chosen annotation")
    );
}
