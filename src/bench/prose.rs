//! Text from a seed: paragraphs of random words, in English or with every kind of script among them.

/// Words of news English.
pub const ENGLISH: &[&str] = &[
    "the",
    "port",
    "minister",
    "said",
    "will",
    "close",
    "by",
    "harbour",
    "against",
    "plan",
    "of",
    "a",
    "negotiation",
    "votes",
    "and",
    "“we",
    "not”",
    "council",
    "farmers",
    "tax",
    "in",
    "to",
];

/// English with accents, emoji, Arabic, Hebrew, Cyrillic, Devanagari, Thai and Han among it.
pub const MIXED: &[&str] = &[
    "the",
    "port",
    "minister",
    "Núñez",
    "e\u{301}te\u{301}",
    "😀",
    "👩\u{200d}💻",
    "🇫🇷",
    "الوزير",
    "قال",
    "שלום",
    "министр",
    "заявил",
    "मंत्री",
    "ท่าเรือ",
    "部长说",
    "港口",
    "1,250",
    "and",
    "said",
];

/// So many bytes of text and the rest of a word: paragraphs of 20 to 160 words.
pub fn text(random: &mut fastrand::Rng, words: &[&str], bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 2048);
    while text.len() < bytes {
        for _ in 0..random.usize(20..160) {
            if text.len() >= bytes {
                break;
            }
            text.push_str(words[random.usize(..words.len())]);
            text.push_str(if random.u8(..14) == 0 { ". " } else { " " });
        }
        text.push('\n');
    }
    text
}
