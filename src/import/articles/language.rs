//! Languages as tables and databases name them: `German`, `deu`, `de-AT`, `Deutsch`.

/// Tags and their names, folded: English and own ones, and codes of three letters.
const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "arabic ara العربية arabisch arabe"),
    ("bg", "bulgarian bul български bulgarisch"),
    ("cs", "czech ces cze čeština tschechisch"),
    ("da", "danish dan dansk dänisch"),
    ("de", "german deu ger deutsch allemand alemán tedesco"),
    ("el", "greek ell gre ελληνικά griechisch"),
    ("en", "english eng englisch anglais inglés inglese engels"),
    (
        "es",
        "spanish spa español spanisch espagnol castellano spagnolo",
    ),
    ("fa", "persian farsi fas per فارسی persisch"),
    ("fi", "finnish fin suomi finnisch"),
    (
        "fr",
        "french fra fre français francais französisch francés francese",
    ),
    ("he", "hebrew heb עברית hebräisch"),
    ("hi", "hindi hin हिन्दी"),
    ("hu", "hungarian hun magyar ungarisch"),
    ("id", "indonesian ind"),
    ("it", "italian ita italiano italienisch italien"),
    ("ja", "japanese jpn 日本語 japanisch"),
    ("ko", "korean kor 한국어 koreanisch"),
    ("nb", "norwegian nor norsk norwegisch bokmål"),
    ("nl", "dutch nld dut nederlands niederländisch néerlandais"),
    ("pl", "polish pol polski polnisch polonais"),
    ("pt", "portuguese por português portugiesisch portugais"),
    ("ro", "romanian ron rum română rumänisch"),
    ("ru", "russian rus русский russisch russe"),
    ("sv", "swedish swe svenska schwedisch"),
    ("tr", "turkish tur türkçe türkisch"),
    ("uk", "ukrainian ukr українська ukrainisch"),
    ("ur", "urdu urd اردو"),
    (
        "zh",
        "chinese zho chi 中文 汉语 chinesisch chinois mandarin",
    ),
];

/// The tag of a language by one of its names, in lower case.
pub(super) fn named(name: &str) -> Option<&'static str> {
    let is_known = |names: &str| names.split(' ').any(|known| known == name);
    let found = LANGUAGES.iter().find(|(_, names)| is_known(names));
    found.map(|(tag, _)| *tag)
}

/// The BCP 47 tag of a language; none when it is not known.
pub(super) fn tag(value: &str) -> Option<String> {
    let lower = value.trim().to_lowercase().replace('_', "-");
    if let Some(tag) = named(&lower) {
        return Some(tag.to_owned());
    }
    let mut parts = lower.split('-');
    let language = parts.next()?;
    let is_tag =
        matches!(language.len(), 2 | 3) && language.bytes().all(|b| b.is_ascii_lowercase());
    let rest = parts.all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    (is_tag && rest).then(|| {
        // As BCP 47 writes it: de-AT, zh-Hant.
        let mut parts = lower.split('-');
        let mut tag = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            tag.push('-');
            match part.len() {
                2 => tag.push_str(&part.to_uppercase()),
                4 => {
                    tag.push_str(&part[..1].to_uppercase());
                    tag.push_str(&part[1..]);
                }
                _ => tag.push_str(part),
            }
        }
        tag
    })
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn languages_are_known_by_name_and_code() {
        for (value, expected) in [
            ("German", Some("de")),
            ("Deutsch", Some("de")),
            ("ger", Some("de")),
            ("de_at", Some("de-AT")),
            ("zh-hant", Some("zh-Hant")),
            ("EN", Some("en")),
            ("العربية", Some("ar")),
            ("sq", Some("sq")),
            ("", None),
            ("unknown language", None),
            ("1", None),
        ] {
            assert_eq!(tag(value).as_deref(), expected, "{value}");
        }
    }
}
