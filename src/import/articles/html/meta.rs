//! What a page says of its article: JSON-LD, Open Graph, Dublin Core and the like, in this order of trust.

use dom_query::{Document, NodeData, NodeRef};
use jiff::civil::Date;
use serde_json::Value;

use super::super::found::{collapse, first};
use crate::import::guess;

/// What a page says.
#[derive(Debug, Default)]
pub struct Meta {
    pub title: String,
    pub source: String,
    pub author: String,
    pub url: String,
    pub date: Option<Date>,
    pub language: String,
    /// What the article is about, in the page's own words.
    pub summary: String,
    pub more: Vec<(String, String)>,
}

/// What stands in the head of a page and in attributes, by name.
#[derive(Default)]
struct Said {
    metas: Vec<(String, String)>,
    ld: Vec<Value>,
    title: String,
    headlines: Vec<String>,
    /// Times of which the page says that they are those of publication.
    published: Vec<String>,
    times: Vec<String>,
    bylines: Vec<String>,
    canonical: String,
    language: String,
    saved_from: String,
}

/// Largest block of JSON that is read, in bytes.
const JSON: usize = 1 << 20;
/// Most of each kind that are looked at: elements in each other would make many texts of one.
const MOST: usize = 50;
/// Longest headline, date or by-line, in bytes.
const LINE: usize = 1000;
/// Most nodes of an element in which its line is looked for.
const NODES: usize = 2000;

/// Reads what a page says; `address` is where it was, when something beside it says so.
pub fn read(document: &Document, address: &str) -> Meta {
    let said = Said::of(document);
    let article = said.ld.iter().find_map(|value| find_article(value, 0));
    let ld = |names: &[&str]| -> String {
        let Some(article) = article else {
            return String::new();
        };
        let mut texts = names.iter().map(|name| text_of(&article[*name], 0));
        texts.find(|text| !text.is_empty()).unwrap_or_default()
    };
    let language = first([
        ld(&["inLanguage"]),
        said.language.clone(),
        said.meta(&["content-language", "language", "dc.language", "og:locale"]),
    ]);
    let language = tag(&language);
    let url = [
        said.canonical.clone(),
        said.meta(&["og:url"]),
        ld(&["url", "mainEntityOfPage"]),
        said.saved_from.clone(),
        address.to_owned(),
    ];
    let url = url
        .into_iter()
        .find(|url| is_address(url))
        .unwrap_or_default();
    let date = [
        ld(&["datePublished", "dateCreated"]),
        said.meta(&[
            "article:published_time",
            "og:article:published_time",
            "datepublished",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date",
            "dcterms.date",
            "date",
            "pubdate",
            "publishdate",
            "publish-date",
            "publication_date",
            "parsely-pub-date",
            "sailthru.date",
            "citation_publication_date",
            "citation_date",
            "dcterms.created",
        ]),
        said.published
            .first()
            .or(said.times.first())
            .cloned()
            .unwrap_or_default(),
    ];
    let date = date.iter().find_map(|text| self::date(text, &language));
    let title = first([
        ld(&["headline"]),
        said.meta(&[
            "og:title",
            "twitter:title",
            "citation_title",
            "dc.title",
            "dcterms.title",
        ]),
        ld(&["name"]),
    ]);
    let author = first([
        ld(&["author", "creator"]),
        said.meta(&[
            "author",
            "article:author",
            "dc.creator",
            "dcterms.creator",
            "byl",
            "parsely-author",
            "sailthru.author",
            "citation_author",
        ]),
        said.bylines.first().cloned().unwrap_or_default(),
    ]);
    let source = first([
        ld(&["publisher", "sourceOrganization"]),
        said.meta(&[
            "og:site_name",
            "dc.publisher",
            "dcterms.publisher",
            "citation_journal_title",
            "application-name",
        ]),
        host(&url),
    ]);
    let mut more = Vec::new();
    let mut say = |name: &str, value: String| {
        if !value.is_empty() {
            more.push((name.to_owned(), value));
        }
    };
    say(
        "section",
        first([
            ld(&["articleSection"]),
            said.meta(&["article:section", "section"]),
        ]),
    );
    say(
        "keywords",
        first([
            ld(&["keywords"]),
            said.meta(&["news_keywords", "keywords", "article:tag"]),
        ]),
    );
    let changed = first([
        ld(&["dateModified"]),
        said.meta(&["article:modified_time", "dcterms.modified", "lastmod"]),
    ]);
    if let Some(changed) = self::date(&changed, &language).filter(|it| Some(*it) != date) {
        say("updated", changed.to_string());
    }
    Meta {
        title: said.headline(&title, &source),
        author: person(&author, &language),
        source,
        url,
        date,
        summary: first([
            ld(&["description"]),
            said.meta(&["og:description", "description"]),
        ]),
        language,
        more,
    }
}

impl Said {
    fn of(document: &Document) -> Self {
        let mut said = Self::default();
        for node in document.root().descendants_it() {
            let comment = node.query(|node| match &node.data {
                NodeData::Comment { contents } => Some(contents.to_string()),
                _ => None,
            });
            if let Some(comment) = comment.flatten() {
                if said.saved_from.is_empty() {
                    said.saved_from = saved_from(&comment);
                }
                continue;
            }
            let Some(name) = super::element_name(&node) else {
                continue;
            };
            let get = |attribute: &str| super::attribute(&node, attribute);
            let of_property = get("itemprop");
            match name.as_str() {
                "html" => said.language = get("lang"),
                "meta" => {
                    let names = [get("property"), get("name"), get("http-equiv"), of_property];
                    let value = collapse(&get("content"));
                    for name in names.into_iter().filter(|name| !name.is_empty()) {
                        if !value.is_empty() {
                            said.metas.push((name.to_lowercase(), value.clone()));
                        }
                    }
                }
                "link"
                    if said.canonical.is_empty()
                        && get("rel").eq_ignore_ascii_case("canonical") =>
                {
                    said.canonical = get("href");
                }
                "script"
                    if said.ld.len() < MOST
                        && get("type").eq_ignore_ascii_case("application/ld+json") =>
                {
                    said.ld.extend(json(&node.text()));
                }
                "title" if said.title.is_empty() => said.title = line_of(&node),
                "h1" if said.headlines.len() < MOST => said.headlines.push(line_of(&node)),
                "time" => {
                    let is_of_publication = of_property == "datePublished"
                        || node.has_attr("pubdate")
                        || node.has_class("published")
                        || node.has_class("entry-date");
                    if is_of_publication {
                        push(&mut said.published, || time_of(&node));
                    } else if of_property != "dateModified" && !node.has_class("updated") {
                        push(&mut said.times, || time_of(&node));
                    }
                }
                _ if of_property == "datePublished" => {
                    push(&mut said.published, || time_of(&node));
                }
                _ if of_property.split_whitespace().any(|it| it == "author")
                    || get("rel").eq_ignore_ascii_case("author") =>
                {
                    push(&mut said.bylines, || byline_of(&node));
                }
                _ if get("class")
                    .to_lowercase()
                    .split(|c: char| !c.is_alphanumeric())
                    .any(is_byline) =>
                {
                    push(&mut said.bylines, || byline_of(&node));
                }
                _ => {}
            }
        }
        said.bylines.retain(|line| !line.is_empty());
        said
    }

    /// The first of these that the page has.
    fn meta(&self, names: &[&str]) -> String {
        let find = |name: &&str| self.metas.iter().find(|(known, _)| known == *name);
        let found = names.iter().find_map(find);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// The headline: the one on the page when the one that is said has the name of the site with it, or none is said.
    fn headline(&self, said: &str, source: &str) -> String {
        let mut shown = self.headlines.iter().filter(|line| !line.is_empty());
        if !said.is_empty() {
            let same = shown.find(|line| {
                super::is_same_line(line, said)
                    || said.contains(*line) && line.len() * 2 > said.len()
            });
            return same.cloned().unwrap_or_else(|| without_site(said, source));
        }
        if let [only] = self.headlines.as_slice()
            && !only.is_empty()
        {
            return only.clone();
        }
        let of_title = self
            .headlines
            .iter()
            .find(|line| !line.is_empty() && self.title.contains(*line));
        of_title
            .cloned()
            .unwrap_or_else(|| without_site(&self.title, source))
    }
}

/// Adds what is found to a list, unless that has enough.
fn push(list: &mut Vec<String>, find: impl FnOnce() -> String) {
    if list.len() < MOST {
        list.push(find());
    }
}

/// The text in an element, each run of spaces as one, when it is no longer than a line; else nothing.
fn line_of(node: &NodeRef<'_>) -> String {
    let mut line = String::new();
    let mut is_parted = false;
    for inner in node.descendants_it().take(NODES) {
        inner.query(|inner| {
            let NodeData::Text { contents } = &inner.data else {
                return;
            };
            for c in contents.chars() {
                if line.len() > LINE {
                    break;
                }
                if c.is_whitespace() {
                    is_parted = !line.is_empty();
                    continue;
                }
                if is_parted {
                    line.push(' ');
                    is_parted = false;
                }
                line.push(c);
            }
        });
        if line.len() > LINE {
            return String::new();
        }
    }
    line
}

/// The time that an element stands for.
fn time_of(node: &NodeRef<'_>) -> String {
    let said = ["datetime", "content"].map(|name| super::attribute(node, name));
    let said = said.into_iter().find(|it| !it.is_empty());
    said.unwrap_or_else(|| line_of(node))
}

/// What an element that is called a by-line says, if it is short enough for one.
fn byline_of(node: &NodeRef<'_>) -> String {
    let line = line_of(node);
    if (2..=120).contains(&line.chars().count()) {
        line
    } else {
        String::new()
    }
}

fn is_byline(word: &str) -> bool {
    matches!(word, "byline" | "author" | "autor" | "auteur" | "dateline")
}

/// A title without the name of the site at its end.
fn without_site(title: &str, source: &str) -> String {
    for divider in [" | ", " – ", " — ", " - ", " · ", " » "] {
        if let Some((headline, site)) = title.rsplit_once(divider) {
            let is_site = super::is_same_line(site, source)
                || site.split_whitespace().count() <= 3 && headline.split_whitespace().count() >= 3;
            if is_site {
                return headline.trim().to_owned();
            }
        }
    }
    title.trim().to_owned()
}

/// JSON as pages have it: line ends in texts are none of it, and are there all the same.
fn json(text: &str) -> Option<Value> {
    if text.len() > JSON {
        return None;
    }
    serde_json::from_str(text).ok().or_else(|| {
        let mended: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let mended = mended.trim().trim_end_matches(';');
        serde_json::from_str(mended).ok()
    })
}

/// The article in what a page says in JSON-LD.
fn find_article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > 4 {
        return None;
    }
    match value {
        Value::Array(all) => all
            .iter()
            .take(200)
            .find_map(|it| find_article(it, depth + 1)),
        Value::Object(fields) => {
            let is_article = |kind: &Value| {
                let kind = kind.as_str().unwrap_or_default();
                kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
            };
            let of_type = match fields.get("@type") {
                Some(Value::Array(kinds)) => kinds.iter().any(is_article),
                Some(kind) => is_article(kind),
                None => false,
            };
            if of_type {
                return Some(value);
            }
            let inner = ["@graph", "mainEntity", "mainEntityOfPage"];
            inner
                .iter()
                .filter_map(|name| fields.get(*name))
                .find_map(|it| find_article(it, depth + 1))
        }
        _ => None,
    }
}

/// A value of JSON-LD as text: the names of things, several joined.
fn text_of(value: &Value, depth: usize) -> String {
    if depth > 3 {
        return String::new();
    }
    match value {
        // Entities of HTML do not belong into JSON, and are there all the same.
        Value::String(text) if text.contains('&') => super::plain(text),
        Value::String(text) => collapse(text),
        Value::Array(all) => {
            let mut texts: Vec<String> = Vec::new();
            for text in all.iter().take(50).map(|it| text_of(it, depth + 1)) {
                if !text.is_empty() && !texts.contains(&text) {
                    texts.push(text);
                }
            }
            texts.join("; ")
        }
        Value::Object(fields) => ["name", "@id", "@value"]
            .iter()
            .filter_map(|name| fields.get(*name))
            .map(|it| text_of(it, depth + 1))
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// Names without what introduces them; an address is no name.
fn person(author: &str, language: &str) -> String {
    let names = author.split("; ").filter(|name| !is_address(name));
    let names =
        names.map(|name| guess::authors(name, language).unwrap_or_else(|| name.trim().to_owned()));
    names.collect::<Vec<_>>().join("; ")
}

/// A date as pages write it: ISO 8601, else in words. It is the day that is written, wherever the reader is.
pub fn date(text: &str, language: &str) -> Option<Date> {
    let text = text.trim();
    let iso = text.get(..10).and_then(|day| day.parse().ok());
    iso.or_else(|| guess::date(text, language))
}

/// Where browsers and `SingleFile` say that a page was.
fn saved_from(comment: &str) -> String {
    let url = if let Some((_, rest)) = comment.split_once("saved from url=(") {
        rest.split_once(')').map_or("", |(_, url)| url)
    } else if comment.contains("SingleFile") {
        comment.split_once("url:").map_or("", |(_, rest)| rest)
    } else {
        ""
    };
    let url = url.split_whitespace().next().unwrap_or_default();
    url.to_owned()
}

pub fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// The name of the host in an address, without `www.`.
fn host(url: &str) -> String {
    let Some((_, rest)) = url.split_once("://") else {
        return String::new();
    };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.trim_start_matches("www.").to_owned()
}

/// A language tag: `de_DE` is `de-DE`; what is none is nothing.
fn tag(language: &str) -> String {
    let tag = language.split([',', ';']).next().unwrap_or_default();
    let tag = tag.trim().replace('_', "-");
    let is_tag = tag.len() >= 2 && tag.len() <= 15;
    let is_tag = is_tag && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if is_tag && tag != "und" {
        tag
    } else {
        String::new()
    }
}
