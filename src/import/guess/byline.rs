//! By-lines and agency lines: “By Jane Doe”, “PORT ELSIN (Coastwire) — …”, “Courier (08/10/2025): …”.

use jiff::civil::Date;

use super::date;

/// The words that introduce an author, with the language that they belong to (any when empty).
const INTRODUCTIONS: &[(&str, &str)] = &[
    ("By ", "en"),
    ("BY ", "en"),
    ("Compiled by ", "en"),
    ("Reporting by ", "en"),
    ("Von ", "de"),
    ("Par ", "fr"),
    ("Por ", "es"),
    ("Por ", "pt"),
    ("Di ", "it"),
    ("Door ", "nl"),
    ("Av ", "sv"),
    ("Author: ", ""),
    ("Byline: ", ""),
    ("BYLINE: ", ""),
    ("Autor: ", ""),
    ("Autorin: ", ""),
    ("Автор: ", "ru"),
    ("بقلم: ", "ar"),
    ("بقلم ", "ar"),
    ("كتب ", "ar"),
    ("记者　", "zh"),
    ("记者 ", "zh"),
    ("记者：", "zh"),
];

/// Where a by-line ends and something else begins.
const ENDS: &[&str] = &[
    " | ", " · ", " • ", " – ", " — ", " - ", "　", " / ", "，", "/",
];

/// The words that join two authors.
const JOINTS: &[&str] = &[
    " and ", " und ", " et ", " y ", " e ", " en ", " & ", "、", " و",
];

/// Words of offices, which follow names in by-lines.
const OFFICES: &[&str] = &[
    "editor",
    "correspondent",
    "reporter",
    "staff",
    "writer",
    "columnist",
    "bureau",
    "desk",
    "chief",
];

/// Words that names have in lower case.
const PARTICLES: &[&str] = &[
    "al", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la",
    "le", "ten", "ter", "van", "von", "y", "zu",
];

/// The authors that a line names, joined by `; `; `None` when it is no by-line.
pub(super) fn author(line: &str, language: &str) -> Option<String> {
    let people = INTRODUCTIONS
        .iter()
        .filter(|(_, of)| of.is_empty() || language.is_empty() || *of == language)
        .find_map(|(introduction, _)| introduced(line, introduction))?;
    let end = ENDS
        .iter()
        .filter_map(|end| people.find(end))
        .min()
        .unwrap_or(people.len());
    let mut list = people[..end].to_owned();
    for joint in JOINTS {
        list = list.replace(joint, ", ");
    }
    let mut names = Vec::new();
    for part in list.split(',').map(str::trim) {
        if !looks_like_a_name(part) {
            break;
        }
        names.push(part);
    }
    (!names.is_empty()).then(|| names.join("; "))
}

/// What follows an introduction, which stands at the start of a line or, in Chinese, behind a wide space.
fn introduced<'a>(line: &'a str, introduction: &str) -> Option<&'a str> {
    line.strip_prefix(introduction).or_else(|| {
        let at = line.find(introduction)?;
        line[..at]
            .ends_with(['　', '（', '('])
            .then(|| &line[at + introduction.len()..])
    })
}

/// One to five words that begin with capitals, or with letters of a script that has none.
fn looks_like_a_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name_word = |word: &&str| {
        PARTICLES.contains(word)
            || word
                .chars()
                .next()
                .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    };
    let ends = text.ends_with(['.', ':', '?', '!']) && !text.ends_with("Jr.");
    (1..=5).contains(&words.len())
        && !ends
        && words.iter().all(is_name_word)
        && words
            .first()
            .is_some_and(|word| !PARTICLES.contains(word) || words.len() > 1)
        && !words
            .iter()
            .any(|word| OFFICES.contains(&word.to_lowercase().as_str()))
}

/// An outlet and a date that open a text.
pub(super) struct Opening<'a> {
    pub outlet: &'a str,
    pub date: Option<Date>,
    /// The text behind them.
    pub rest: &'a str,
}

/// “Courier (08/10/2025): Parliament has …”. What is in brackets must be made as a date is, even when it can be
/// read in two ways.
pub(super) fn opening<'a>(line: &'a str, dates: date::Hints<'_>) -> Option<Opening<'a>> {
    let (outlet, inside, rest) = bracketed(line)?;
    let rest = rest.strip_prefix([':', '：'])?.trim_start();
    let date = date::find(inside, dates);
    let digits = inside.chars().filter(char::is_ascii_digit).count();
    let has_date = date.is_some() || digits >= 6 && !inside.contains(char::is_alphabetic);
    (has_date && !rest.is_empty()).then_some(Opening { outlet, date, rest })
}

/// The agency in “PORT ELSIN (Coastwire) — Farmers …”.
pub(super) fn agency(line: &str) -> Option<&str> {
    place_line(line).map(|(agency, _)| agency)
}

/// A line without the place and agency that open it.
pub(super) fn without_place(line: &str) -> &str {
    place_line(line).map_or(line, |(_, rest)| rest)
}

fn place_line(line: &str) -> Option<(&str, &str)> {
    let (place, agency, rest) = bracketed(line)?;
    let rest = rest.strip_prefix(['-', '–', '—'])?.trim_start();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    // Places are in capitals in such lines, at least their first word; “He said (again) – that …” is none.
    let first = place.split([' ', ',']).next().unwrap_or_default();
    let shouted = first.chars().count() > 1 && !first.chars().any(char::is_lowercase);
    let named = agency.chars().next().is_some_and(char::is_alphabetic)
        && !agency.starts_with(char::is_lowercase)
        || agency == "dpa";
    (shouted && named && letters(agency) > 1 && !rest.is_empty()).then_some((agency, rest))
}

/// The text before the first brackets, in them and behind them, when the first two are short.
fn bracketed(line: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = line.split_once('(')?;
    let (inside, rest) = rest.split_once(')')?;
    let short = |text: &str, most: usize| (1..=most).contains(&text.chars().count());
    let (before, inside) = (before.trim(), inside.trim());
    (short(before, 40) && short(inside, 40) && !before.contains(['.', ':', '“', '"']))
        .then(|| (before, inside, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_taken_from_by_lines_only() {
        let cases = [
            ("By Jane Doe", "en", "Jane Doe"),
            (
                "By Maren Holt and Idris Cawl",
                "en",
                "Maren Holt; Idris Cawl",
            ),
            ("By Jane Doe, Political Editor", "en", "Jane Doe"),
            (
                "By Ana Núñez, Ben van der Meer and Li Wei",
                "en",
                "Ana Núñez; Ben van der Meer; Li Wei",
            ),
            (
                "Compiled by Nia Sorrel · 10 March 2026, 16:40",
                "en",
                "Nia Sorrel",
            ),
            (
                "Von Anna Müller und Jan Weiß",
                "de",
                "Anna Müller; Jan Weiß",
            ),
            ("Par Jeanne Dupont", "fr", "Jeanne Dupont"),
            ("Por José da Silva", "pt", "José da Silva"),
            (
                "东屿商报　2026年3月9日　星期一　记者　林知夏",
                "zh",
                "林知夏",
            ),
            ("By then the port was closed", "en", ""),
            ("By Friday the port was closed", "en", ""),
            ("By Our Staff Reporter", "en", ""),
            ("Por fin", "en", ""),
            ("Von allen Seiten", "de", ""),
        ];
        for (line, language, expected) in cases {
            assert_eq!(
                author(line, language).unwrap_or_default(),
                expected,
                "{line}"
            );
        }
    }

    #[test]
    fn agencies_stand_behind_a_place_in_capitals() {
        let cases = [
            (
                "PORT ELSIN (Coastwire) — Farmers blocked the road.",
                "Coastwire",
            ),
            ("KYIV, Ukraine (AP) – Two people died.", "AP"),
            ("BERLIN (dpa) - Der Hafen ist zu.", "dpa"),
            ("He came (late) - and went.", ""),
            ("A man (Coastwire) writes.", ""),
        ];
        for (line, expected) in cases {
            assert_eq!(agency(line).unwrap_or_default(), expected, "{line}");
        }
    }
}
