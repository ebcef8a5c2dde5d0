//! Guessing title, source, author, date and language from the first lines of a text and from its file name.
//!
//! A guess is a convenience that people can edit; a wrong one is worse than none. So front matter beats the first
//! lines, the first lines beat the file name, and what can be read in two ways is left open.

mod byline;
pub(super) mod date;
mod file_name;
mod front_matter;
mod language;

use crate::model::ArticleMeta;

use file_name::FileName;

/// How many lines that are not blank can hold a by-line or a date.
const HEAD_LINES: usize = 6;
/// Longest line that is a title or a by-line, in characters.
const LINE: usize = 120;
/// Longest title that is cut from a sentence, in characters.
const TITLE: usize = 90;

/// What the text and the file name say about an article. The text is not changed; fields without a safe guess stay
/// empty.
#[must_use]
pub fn guess(text: &str, file_name: Option<&str>) -> ArticleMeta {
    let (front, body) = front_matter::split(text);
    let name = file_name.map(FileName::read).unwrap_or_default();
    let lines: Vec<&str> = body
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(HEAD_LINES)
        .collect();
    let language = front
        .get(&["language", "lang"])
        .map_or_else(|| language::guess(body), str::to_lowercase);
    let dates = date::Hints {
        language: &language,
        file: name.date,
    };
    let head = Head::read(&lines, &language, dates);
    let or = |key: &[&str], text: Option<String>, file: Option<String>| {
        front
            .get(key)
            .map(str::to_owned)
            .or(text)
            .or(file)
            .unwrap_or_default()
    };
    ArticleMeta {
        title: or(&["title", "headline"], head.title, name.title),
        source: or(
            &["source", "publisher", "outlet", "site", "newspaper"],
            head.outlet.or(name.source),
            head.agency,
        ),
        author: or(&["author", "authors", "byline", "by"], head.author, None),
        url: or(&["url", "link", "canonical"], None, None),
        date: front
            .get(&["date", "published"])
            .and_then(|value| date::find(value, dates))
            .or(head.date)
            .or(name.date),
        language,
        ..ArticleMeta::default()
    }
}

/// A date as news writes it, somewhere in a text, when it can be read in one way only.
pub fn date(text: &str, language: &str) -> Option<jiff::civil::Date> {
    let hints = date::Hints {
        language: language.get(..2).unwrap_or_default(),
        file: None,
    };
    date::find(text, hints)
}

/// The names in a by-line, joined by `; `; none of what is no by-line.
pub fn authors(line: &str, language: &str) -> Option<String> {
    byline::author(line, language.get(..2).unwrap_or_default())
}

/// What the first lines say.
#[derive(Default)]
struct Head {
    title: Option<String>,
    author: Option<String>,
    date: Option<jiff::civil::Date>,
    /// An outlet that opens the text: “Courier (08/10/2025): …”.
    outlet: Option<String>,
    /// An agency in the place line: “PORT ELSIN (Coastwire) — …”.
    agency: Option<String>,
}

impl Head {
    fn read(lines: &[&str], language: &str, dates: date::Hints<'_>) -> Self {
        let mut head = Self::default();
        for (index, line) in lines.iter().enumerate() {
            if let Some(agency) = byline::agency(line) {
                head.agency.get_or_insert(agency.to_owned());
            }
            let opening = byline::opening(line, dates);
            if let Some(opening) = &opening
                && index == 0
            {
                head.outlet = Some(opening.outlet.to_owned());
                head.date = opening.date;
            }
            if line.chars().count() <= LINE {
                if let Some(author) = byline::author(line, language) {
                    head.author.get_or_insert(author);
                    head.date = head.date.or_else(|| date::dateline(line, dates));
                    continue;
                }
                // The first line is the title unless it is nothing but a date.
                if index > 0 && !ends_like_a_sentence(line) || date::is_only_a_date(line, dates) {
                    head.date = head.date.or_else(|| date::dateline(line, dates));
                }
                if date::is_only_a_date(line, dates) {
                    continue;
                }
            }
            if head.title.is_none() {
                let rest = opening.map_or(*line, |opening| opening.rest);
                head.title = title(rest);
            }
        }
        head
    }
}

/// The title that a line gives: the line itself when it looks like one, else the beginning of its first sentence.
fn title(line: &str) -> Option<String> {
    let heading = line.trim_start_matches('#');
    let line = if heading.len() < line.len() && heading.starts_with(' ') {
        heading.trim_matches(['#', ' '])
    } else {
        line
    };
    if line.is_empty() {
        return None;
    }
    if line.chars().count() <= LINE && !ends_like_a_sentence(line) {
        return Some(line.to_owned());
    }
    let line = byline::without_place(line);
    let sentence = first_sentence(line);
    if sentence.chars().count() <= TITLE {
        return Some(sentence.trim_end_matches(['.', '。']).to_owned());
    }
    let cut: String = sentence.chars().take(TITLE).collect();
    let cut = match cut.rfind(char::is_whitespace) {
        Some(space) if space > cut.len() / 2 => &cut[..space],
        _ => &cut,
    };
    let cut = cut.trim_end_matches([' ', ',', ';', ':', '-', '–', '—']);
    Some(format!("{cut}…"))
}

fn ends_like_a_sentence(line: &str) -> bool {
    let end = line.trim_end_matches(['"', '”', '’', '»', ')', '\'', '」']);
    end.ends_with(['.', '。', '।', '۔']) && !end.ends_with("...")
}

/// Up to the first full stop that is followed by a space and a word that does not go on in lower case.
fn first_sentence(line: &str) -> &str {
    for (at, c) in line.char_indices() {
        let after = at + c.len_utf8();
        match c {
            '。' | '।' | '۔' => return &line[..after],
            '.' | '!' | '?' | '؟' => {
                let rest = line[after..].trim_start_matches(['"', '”', '’', '»', ')']);
                let end = line.len() - rest.len();
                let mut next = rest.chars();
                let ends = next.next().is_none_or(char::is_whitespace);
                // “Mr. Oren”, “U.S. troops”: an abbreviation is a short word with a capital.
                let word = line[..at].rsplit([' ', '.']).next().unwrap_or_default();
                let short = c == '.' && word.chars().count() <= 2;
                if ends && !short && !rest.trim_start().starts_with(char::is_lowercase) {
                    return &line[..end];
                }
            }
            _ => {}
        }
    }
    line
}

#[cfg(test)]
mod tests;
