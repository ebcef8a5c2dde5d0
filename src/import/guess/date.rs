//! Dates as news writes them, in about a dozen languages.

use core::ops::Range;

use jiff::civil::Date;

/// What helps to read a date that can be read in two ways.
#[derive(Clone, Copy)]
pub(in crate::import) struct Hints<'a> {
    /// The language of the text; empty when unknown.
    pub language: &'a str,
    /// The date in the file name.
    pub file: Option<Date>,
}

/// Month names by number, lower case, in all languages at once: no name means two months.
const MONTHS: [&str; 12] = [
    "january jan januar jänner janvier enero janeiro gennaio januari stycznia января січня يناير كانون\u{a0}الثاني ocak ianuarie",
    "february feb februar février febrero fevereiro febbraio februari lutego февраля лютого فبراير شباط şubat februarie",
    "march mar märz mars marzo março maart marca марта березня مارس آذار mart martie",
    "april apr avril abril aprile kwietnia апреля квітня أبريل ابريل نيسان nisan aprilie",
    "may mai mayo maio maggio mei maja мая травня مايو أيار mayıs",
    "june jun juni juin junio junho giugno czerwca июня червня يونيو حزيران haziran iunie",
    "july jul juli juillet julio julho luglio lipca июля липня يوليو تموز temmuz iulie",
    "august aug août agosto augustus augusti sierpnia августа серпня أغسطس آب ağustos",
    "september sep sept septembre septiembre setembro settembre września сентября вересня سبتمبر أيلول eylül septembrie",
    "october oct oktober octobre octubre outubro ottobre października октября жовтня أكتوبر ekim octombrie",
    "november nov novembre noviembre novembro listopada ноября листопада نوفمبر kasım noiembrie",
    "december dec dezember décembre diciembre dezembro dicembre grudnia декабря грудня ديسمبر aralık decembrie",
];

/// Words that stand between the parts of a date and mean nothing.
const FILLERS: &[&str] = &[
    "de", "del", "of", "st", "nd", "rd", "th", "er", "the", "год", "года", "року",
];

/// Languages that write the day first between slashes.
const DAY_FIRST: &[&str] = &[
    "ar", "bg", "de", "el", "es", "fr", "it", "nl", "pl", "pt", "ro", "ru", "tr", "uk",
];

/// What divides a date from an author, an outlet or a place on one line.
const DIVIDERS: &[char] = &[
    '|', '·', '•', '–', '—', '-', '/', ',', '،', '，', ':', '：', '(', '（', '\u{3000}', '\t',
];

/// Words before a date that say that it is the one of publication.
const PUBLISHED: &[&str] = &[
    "published",
    "posted",
    "updated",
    "publié",
    "veröffentlicht",
    "publicado",
    "publicada",
    "pubblicato",
    "gepubliceerd",
    "opublikowano",
    "опубликовано",
    "опубліковано",
    "نشر",
    "发布",
];

#[derive(Clone, Debug, PartialEq)]
struct Token {
    kind: Kind,
    range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    /// A number and how many digits it has.
    Number(i16, usize),
    Month(i8),
    Filler,
    Word,
}

/// The first date in a line that can be read in one way only, or that the hints decide.
pub(in crate::import) fn find(line: &str, hints: Hints<'_>) -> Option<Date> {
    locate(line, hints).map(|(date, _)| date)
}

/// The date of a line that tells when the article was published: the date begins the line or follows a divider, with at
/// most a weekday before it. “Vote set for 3 April 2026” tells something else.
pub(super) fn dateline(line: &str, hints: Hints<'_>) -> Option<Date> {
    let (date, range) = locate(line, hints)?;
    let label = line[..range.start].rsplit(DIVIDERS).next()?.trim();
    let is_published = || {
        let label = label.to_lowercase();
        PUBLISHED.iter().any(|word| label.starts_with(word))
    };
    (label.split_whitespace().count() <= 1 || is_published()).then_some(date)
}

/// Whether a line is a date and at most a weekday, a time or a place beside it.
pub(super) fn is_only_a_date(line: &str, hints: Hints<'_>) -> bool {
    locate(line, hints).is_some_and(|(_, range)| {
        let beside = line[..range.start].chars().chain(line[range.end..].chars());
        beside.filter(|c| c.is_alphabetic()).count() <= 12
    })
}

/// The first ISO date, `2026-03-01` or `20260301`, and where it stands.
pub(super) fn iso(text: &str) -> Option<(Date, Range<usize>)> {
    let tokens = tokens(text);
    for (at, token) in tokens.iter().enumerate() {
        match (token, tokens.get(at + 1), tokens.get(at + 2)) {
            (
                Token {
                    kind: Kind::Number(year, 4),
                    range,
                },
                Some(Token {
                    kind: Kind::Number(month, 2),
                    range: middle,
                }),
                Some(Token {
                    kind: Kind::Number(day, 2),
                    range: last,
                }),
            ) if same_divider(text, range, middle, last).is_some() => {
                if let Some(date) = plausible(*year, *month, *day) {
                    return Some((date, range.start..last.end));
                }
            }
            (
                Token {
                    kind: Kind::Word,
                    range,
                },
                ..,
            ) => {
                if let Some(date) = compact(&text[range.clone()]) {
                    return Some((date, range.clone()));
                }
            }
            _ => {}
        }
    }
    None
}

/// `20260301` as a date.
fn compact(digits: &str) -> Option<Date> {
    let is_compact = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let part = |range: Range<usize>| digits.get(range)?.parse().ok();
    is_compact.then(|| plausible(part(0..4)?, part(4..6)?, part(6..8)?))?
}

fn locate(line: &str, hints: Hints<'_>) -> Option<(Date, Range<usize>)> {
    if let Some(found) = iso(line) {
        return Some(found);
    }
    let tokens: Vec<Token> = tokens(line)
        .into_iter()
        .filter(|token| token.kind != Kind::Filler)
        .collect();
    tokens.windows(3).find_map(|three| {
        let [one, two, three] = three else {
            return None;
        };
        let date = match (&one.kind, &two.kind, &three.kind) {
            (Kind::Number(day, 1 | 2), Kind::Month(month), Kind::Number(year, 4))
            | (Kind::Month(month), Kind::Number(day, 1 | 2), Kind::Number(year, 4)) => {
                plausible(*year, i16::from(*month), *day)
            }
            (Kind::Number(year, 4), Kind::Number(month, 1 | 2), Kind::Number(day, 1 | 2))
                if is_cjk_date(line, one, two) =>
            {
                plausible(*year, *month, *day)
            }
            (Kind::Number(a, 1 | 2), Kind::Number(b, 1 | 2), Kind::Number(year, 4)) => {
                let dotted = same_divider(line, &one.range, &two.range, &three.range)?;
                numeric(*a, *b, *year, dotted, hints)
            }
            _ => None,
        };
        Some((date?, one.range.start..three.range.end))
    })
}

fn is_cjk_date(line: &str, year: &Token, month: &Token) -> bool {
    matches!(
        line[year.range.end..month.range.start].trim(),
        "年" | "년" | "/"
    )
}

/// A date of three numbers, the year last.
fn numeric(a: i16, b: i16, year: i16, divider: char, hints: Hints<'_>) -> Option<Date> {
    let day_first = plausible(year, b, a);
    let month_first = plausible(year, a, b);
    match (day_first, month_first) {
        (Some(date), None) | (None, Some(date)) => Some(date),
        (Some(one), Some(other)) if one == other => Some(one),
        (Some(one), Some(other)) => hints
            .file
            .filter(|file| *file == one || *file == other)
            .or_else(|| {
                let by_custom = divider == '.' || DAY_FIRST.contains(&hints.language);
                by_custom.then_some(one)
            }),
        (None, None) => None,
    }
}

/// The one character that divides three numbers: `-`, `/`, `.` or `_`.
fn same_divider(
    text: &str,
    one: &Range<usize>,
    two: &Range<usize>,
    three: &Range<usize>,
) -> Option<char> {
    let divider = &text[one.end..two.start];
    let mut chars = divider.chars();
    let c = chars.next()?;
    let same = chars.next().is_none() && divider == &text[two.end..three.start];
    (same && matches!(c, '-' | '/' | '.' | '_')).then_some(c)
}

fn plausible(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    (1600..=2200)
        .contains(&year)
        .then(|| Date::new(year, month, day).ok())?
}

/// Runs of digits and runs of letters.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let Some(class) = Class::of(c) else { continue };
        let mut end = start + c.len_utf8();
        while let Some((at, c)) = rest.next_if(|(_, c)| Class::of(*c) == Some(class)) {
            end = at + c.len_utf8();
        }
        let range = start..end;
        let kind = match class {
            Class::Digit => number(&text[range.clone()]),
            Class::Letter => word(&text[range.clone()]),
        };
        tokens.push(Token { kind, range });
    }
    tokens
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Letter,
}

impl Class {
    fn of(c: char) -> Option<Self> {
        if digit(c).is_some() {
            Some(Self::Digit)
        } else if c.is_alphabetic() && !('\u{4e00}'..='\u{d7a3}').contains(&c) {
            Some(Self::Letter)
        } else {
            None
        }
    }
}

/// The value of a Latin or Arabic digit.
fn digit(c: char) -> Option<i16> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    i16::try_from(u32::from(c) - u32::from(zero)).ok()
}

fn number(digits: &str) -> Kind {
    let length = digits.chars().count();
    if length > 4 {
        return Kind::Word;
    }
    let value = digits
        .chars()
        .filter_map(digit)
        .fold(0, |value, digit| value * 10 + digit);
    Kind::Number(value, length)
}

fn word(letters: &str) -> Kind {
    let lower = letters.to_lowercase();
    if FILLERS.contains(&lower.as_str()) {
        return Kind::Filler;
    }
    let month = MONTHS
        .iter()
        .position(|names| names.split([' ', '\u{a0}']).any(|name| name == lower));
    match month.and_then(|month| i8::try_from(month + 1).ok()) {
        Some(month) => Kind::Month(month),
        None => Kind::Word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str, language: &str, file: Option<&str>) -> String {
        let hints = Hints {
            language,
            file: file.map(|date| date.parse().unwrap()),
        };
        find(line, hints)
            .map(|date| date.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn dates_are_read_as_news_writes_them() {
        let cases = [
            ("PORT ELSIN, Sunday 1 March 2026", "2026-03-01"),
            ("Gazette staff | Tuesday, March 3, 2026", "2026-03-03"),
            ("Opinion · 6 March 2026", "2026-03-06"),
            ("September 21st, 2025", "2025-09-21"),
            ("Berlin, 3. März 2026, 14:20 Uhr", "2026-03-03"),
            ("Publié le 1er août 2025", "2025-08-01"),
            ("3 de marzo de 2026", "2026-03-03"),
            ("8 марта 2026 года", "2026-03-08"),
            ("السبت 7 مارس 2026", "2026-03-07"),
            ("السبت ٧ مارس ٢٠٢٦", "2026-03-07"),
            ("东屿商报　2026年3月9日　星期一", "2026-03-09"),
            ("2026-03-01T10:00:00Z", "2026-03-01"),
            ("Veröffentlicht: 20260301", "2026-03-01"),
            ("31.12.2025", "2025-12-31"),
            ("4.3.2026", "2026-03-04"),
            ("12/31/2025", "2025-12-31"),
            ("31/12/2025", "2025-12-31"),
            ("05/05/2025", "2025-05-05"),
            ("2025/10/08", "2025-10-08"),
            ("08/10/2025", ""),
            ("31 April 2026", ""),
            ("May 2026", ""),
            ("by 2030 and 1 in 3", ""),
            ("99999-12-12", ""),
        ];
        for (line, date) in cases {
            assert_eq!(read(line, "en", None), date, "{line}");
        }
    }

    #[test]
    fn a_date_in_a_heading_is_no_dateline() {
        let hints = Hints {
            language: "en",
            file: None,
        };
        for (line, is_dateline) in [
            ("PORT ELSIN, Sunday 1 March 2026", true),
            ("Compiled by Nia Sorrel · 10 March 2026, 16:40", true),
            ("Publié le 1er août 2025", true),
            ("2026年3月9日", true),
            ("Vote set for 3 April 2026", false),
            ("What happened on 6 January 2021", false),
        ] {
            assert_eq!(dateline(line, hints).is_some(), is_dateline, "{line}");
        }
    }

    #[test]
    fn hints_decide_between_day_and_month() {
        let line = "CaliToday (08/10/2025)";
        assert_eq!(read(line, "en", Some("2025-10-08")), "2025-10-08");
        assert_eq!(read(line, "en", Some("2025-08-10")), "2025-08-10");
        assert_eq!(read(line, "en", Some("2024-01-01")), "");
        assert_eq!(read(line, "fr", None), "2025-10-08");
    }
}
