//! The language of a text, by its script and its commonest words; nothing when that does not tell.

/// How much of a text is looked at, in characters.
const SAMPLE: usize = 6000;

/// The commonest short words of languages that share a script; words of several languages count for each.
const COMMON_WORDS: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in that is was for on with said by it he as not be are from have has",
    ),
    (
        "de",
        "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es hat wird",
    ),
    (
        "fr",
        "le la les des et du en que une dans est pour qui pas sur au par plus avec il ce ne sont a été",
    ),
    (
        "es",
        "el la los las de que y en del se por con una un para es su al como más lo ha pero no fue",
    ),
    (
        "pt",
        "o os as de que e do da em um uma para com não por no na se ao mais dos das foi são é",
    ),
    (
        "it",
        "il di che e la per un del in con non una della le si dei da sono al gli ha più è nel anche",
    ),
    (
        "nl",
        "de het een en van in dat is op te zijn voor met die niet aan er om ook als bij werd naar",
    ),
    (
        "pl",
        "w i na z się do nie że to jest o jak po przez za od ale dla są tym które oraz był",
    ),
    (
        "sv",
        "och i att det som en på är av för med den till inte har om ett men var de sig från vi",
    ),
    (
        "tr",
        "ve bir bu da de için ile olarak çok daha ne olan gibi kadar sonra ancak en değil ki olduğunu",
    ),
    (
        "ro",
        "și de în la a cu o pe nu din care să este mai că pentru au fost un al ale se",
    ),
    (
        "ru",
        "и в не на что с он как по это но из за к у от о был для же так бы его года",
    ),
    (
        "bg",
        "и на да за се от не е в с че по са като до във със при ще към има",
    ),
    (
        "uk",
        "і в на що не з та до у за як від це про його для але є був року",
    ),
    (
        "ar",
        "في من على إلى أن عن التي الذي مع هذا قال كان ما لا بعد هذه وقال",
    ),
    (
        "fa",
        "و در به از که این را با است برای آن یک خود تا شد کرد های بر",
    ),
];

/// Scripts that belong to one language among those of news, by their first and last character.
const SCRIPTS: &[(&str, core::ops::RangeInclusive<char>)] = &[
    ("ja", '\u{3040}'..='\u{30ff}'),
    ("ko", '\u{ac00}'..='\u{d7a3}'),
    ("zh", '\u{4e00}'..='\u{9fff}'),
    ("he", '\u{5d0}'..='\u{5ea}'),
    ("el", '\u{370}'..='\u{3ff}'),
    ("th", '\u{e00}'..='\u{e7f}'),
    ("ka", '\u{10a0}'..='\u{10ff}'),
    ("hy", '\u{530}'..='\u{58f}'),
];

/// The language as a BCP 47 tag; empty when unsure.
pub(super) fn guess(text: &str) -> String {
    let end = text
        .char_indices()
        .nth(SAMPLE)
        .map_or(text.len(), |(at, _)| at);
    let sample = &text[..end];
    by_script(sample)
        .or_else(|| by_words(sample))
        .unwrap_or_default()
        .to_owned()
}

fn by_script(sample: &str) -> Option<&'static str> {
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let share = |range: &core::ops::RangeInclusive<char>| {
        sample.chars().filter(|c| range.contains(c)).count()
    };
    // Japanese is told from Chinese by its kana, however few.
    SCRIPTS.iter().find_map(|(language, range)| {
        let needed = if *language == "ja" {
            letters / 10
        } else {
            letters / 2
        };
        (share(range) > needed.max(2)).then_some(*language)
    })
}

fn by_words(sample: &str) -> Option<&'static str> {
    let lower = sample.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let mut scores: Vec<(usize, &str)> = COMMON_WORDS
        .iter()
        .map(|(language, common)| {
            let common: Vec<&str> = common.split(' ').collect();
            let hits = words.iter().filter(|word| common.contains(word)).count();
            (hits, *language)
        })
        .collect();
    scores.sort_unstable();
    let [.., (second, _), (first, language)] = scores.as_slice() else {
        return None;
    };
    // One word in twelve, three at least, and well ahead of the runner-up.
    (*first >= 3 && first * 12 >= words.len() && first * 4 >= second * 5).then_some(*language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_or_two_tell_the_language() {
        let cases = [
            (
                "en",
                "The minister said that the port was closed and that it would not be opened.",
            ),
            (
                "de",
                "Der Minister sagte, dass der Hafen nicht geöffnet wird und die Arbeit für das Jahr ruht.",
            ),
            (
                "fr",
                "Le ministre a déclaré que le port est fermé et que les travaux ne sont pas terminés.",
            ),
            (
                "es",
                "El ministro dijo que el puerto no se abrirá y que las obras del muelle siguen.",
            ),
            (
                "pt",
                "O ministro disse que o porto não foi aberto e que as obras do cais são para o ano.",
            ),
            (
                "it",
                "Il ministro ha detto che il porto non è aperto e che i lavori della diga sono fermi.",
            ),
            (
                "nl",
                "De minister zei dat het niet open is en dat de haven van de stad voor een jaar sluit.",
            ),
            (
                "pl",
                "Minister powiedział, że port nie jest otwarty i że prace są na razie w toku.",
            ),
            (
                "ru",
                "Министр сказал, что порт не открыт и что работы в этом году не начнутся.",
            ),
            (
                "ar",
                "قال الوزير إن الميناء مغلق في هذا العام وقال إن العمل على المشروع بعد هذه السنة.",
            ),
            ("zh", "部长表示，港口已经关闭。"),
            ("ja", "大臣は港が閉鎖されたと述べた。"),
            ("ko", "장관은 항구가 폐쇄되었다고 말했다."),
            ("he", "השר אמר כי הנמל סגור."),
            ("el", "Ο υπουργός είπε ότι το λιμάνι είναι κλειστό."),
            ("", "Port Elsin 2026"),
            ("", ""),
            ("", "Lorem ipsum dolor sit amet"),
        ];
        for (language, text) in cases {
            assert_eq!(guess(text), language, "{text}");
        }
    }
}
