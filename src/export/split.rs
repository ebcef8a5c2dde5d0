//! Articles for training, validation and testing: the same for the same seed, and never one text on two sides.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use crate::model::{Article, ArticleId};
use crate::text::{Signature, near_copies};

use super::dataset::Dataset;

/// The names of the parts, as Hugging Face has them.
pub(super) const PARTS: [&str; 3] = ["train", "validation", "test"];

/// By what articles stay together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// By their text: copies of one text stay together.
    Document,
    /// By groups of texts that are nearly the same: no report of an agency is on two sides.
    Copies,
    /// By source: no source is on two sides.
    Source,
    /// By date: the oldest are for training, the newest for testing.
    Date,
}

impl By {
    /// What the option of a format says.
    pub fn read(option: &str) -> Self {
        match option {
            "copies" => Self::Copies,
            "source" => Self::Source,
            "date" => Self::Date,
            _ => Self::Document,
        }
    }
}

/// The part of every selected article, from the options `seed`, `split`, `validation` and `test` of the format.
pub(super) fn parts<'a>(data: &Dataset<'a>) -> BTreeMap<&'a ArticleId, &'static str> {
    let shares = [data.number("validation"), data.number("test")];
    let articles: Vec<&Article> = data.articles().map(AsRef::as_ref).collect();
    of(
        &articles,
        By::read(&data.pick("split")),
        data.number("seed"),
        shares,
        || data.go_on().is_ok(),
    )
}

/// The parts, with so many of a hundred articles for validation and for testing.
fn of<'a>(
    articles: &[&'a Article],
    by: By,
    seed: u32,
    [validation, test]: [u32; 2],
    go_on: impl FnMut() -> bool,
) -> BTreeMap<&'a ArticleId, &'static str> {
    let mut groups: BTreeMap<(String, String), Vec<&'a ArticleId>> = BTreeMap::new();
    let copies = match by {
        By::Copies => copies(articles, go_on),
        _ => BTreeMap::new(),
    };
    for article in articles {
        let group = match by {
            By::Document => article.sha256.clone(),
            By::Copies => {
                let first = copies.get(&article.id).copied().unwrap_or(*article);
                first.sha256.clone()
            }
            By::Source => article.meta.source.clone(),
            By::Date => article
                .meta
                .date
                .map(|date| date.to_string())
                .unwrap_or_default(),
        };
        let order = match by {
            By::Date => group.clone(),
            By::Document | By::Copies | By::Source => {
                crate::text::hex(&Sha256::digest(format!("{seed} {group}")))
            }
        };
        groups.entry((order, group)).or_default().push(&article.id);
    }
    let all = articles.len() as u64 * 100;
    let train = 100_u64.saturating_sub(u64::from(validation) + u64::from(test));
    let mut parts = BTreeMap::new();
    let mut before = 0;
    for group in groups.into_values() {
        // A group goes where its middle falls.
        let middle = (2 * before + group.len() as u64) * 50;
        before += group.len() as u64;
        let part = if middle * 100 < all * train {
            PARTS[0]
        } else if middle * 100 < all * (train + u64::from(validation)) {
            PARTS[1]
        } else {
            PARTS[2]
        };
        parts.extend(group.into_iter().map(|id| (id, part)));
    }
    parts
}

/// The first of the articles that are nearly the same, for each of which there are some.
///
/// None when `go_on` says no; whoever writes then stops at the next article.
fn copies<'a>(
    articles: &[&'a Article],
    go_on: impl FnMut() -> bool,
) -> BTreeMap<&'a ArticleId, &'a Article> {
    let signatures: Vec<_> = articles
        .iter()
        .map(|article| Signature::of(article.text.as_str()))
        .collect();
    let groups = near_copies(&signatures, |at| articles[at].text.as_str(), go_on);
    let mut first = BTreeMap::new();
    for group in groups.unwrap_or_default() {
        first.extend(
            group
                .iter()
                .map(|at| (&articles[*at].id, articles[group[0]])),
        );
    }
    first
}

/// How many texts stand in more than one part, or nearly so.
pub(super) fn leaks(data: &Dataset<'_>, parts: &BTreeMap<&ArticleId, &'static str>) -> usize {
    let articles: Vec<&Article> = data.articles().map(AsRef::as_ref).collect();
    leaking(&articles, parts, || data.go_on().is_ok())
}

fn leaking(
    articles: &[&Article],
    parts: &BTreeMap<&ArticleId, &'static str>,
    go_on: impl FnMut() -> bool,
) -> usize {
    let mut sides: BTreeMap<&ArticleId, BTreeSet<&str>> = BTreeMap::new();
    for (id, first) in copies(articles, go_on) {
        sides.entry(&first.id).or_default().extend(parts.get(id));
    }
    sides.values().filter(|sides| sides.len() > 1).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ArticleMeta;
    use crate::text::Text;

    fn articles() -> Vec<Article> {
        let one = |number: i16| {
            let meta = ArticleMeta {
                source: format!("Paper {}", number % 4),
                date: Some(jiff::civil::date(2000 + number, 1, 1)),
                ..ArticleMeta::default()
            };
            // Every fifth text is the copy of one.
            let text = if number % 5 == 0 {
                "copy".to_owned()
            } else {
                number.to_string()
            };
            Article::new(
                ArticleId::new(&format!("a{number}")).unwrap(),
                meta,
                Text::new(text),
            )
        };
        (0..20).map(one).collect()
    }

    fn counts(parts: &BTreeMap<&ArticleId, &'static str>) -> [usize; 3] {
        PARTS.map(|part| parts.values().filter(|it| **it == part).count())
    }

    #[test]
    fn the_same_seed_gives_the_same_parts_and_copies_stay_together() {
        let all = articles();
        let all: Vec<&Article> = all.iter().collect();
        let parts = of(&all, By::Document, 7, [20, 20], || true);
        assert_eq!(parts, of(&all, By::Document, 7, [20, 20], || true));
        assert_ne!(parts, of(&all, By::Document, 8, [20, 20], || true));
        let copies = all
            .iter()
            .filter(|it| it.text.as_str() == "copy")
            .map(|it| parts[&it.id]);
        assert_eq!(copies.collect::<std::collections::BTreeSet<_>>().len(), 1);
        assert_eq!(
            counts(&of(&all, By::Document, 7, [0, 0], || true)),
            [20, 0, 0]
        );
    }

    #[test]
    fn reports_that_are_nearly_the_same_stay_together() {
        let one = |number: usize| {
            let report = number / 4;
            let words = (0..60).map(|word| format!("w{}", report * 60 + word));
            let words: Vec<String> = words.collect();
            let text = format!("Headline {number}\n\n{}.\n", words.join(" "));
            let id = ArticleId::new(&format!("a{number:02}")).unwrap();
            Article::new(id, ArticleMeta::default(), Text::new(text))
        };
        let all: Vec<Article> = (0..40).map(one).collect();
        let all: Vec<&Article> = all.iter().collect();
        let parts = of(&all, By::Copies, 3, [20, 20], || true);
        for four in all.chunks(4) {
            let sides: BTreeSet<&str> = four.iter().map(|it| parts[&it.id]).collect();
            assert_eq!(sides.len(), 1);
        }
        assert_eq!(leaking(&all, &parts, || true), 0);
        assert!(leaking(&all, &of(&all, By::Document, 3, [20, 20], || true), || true) > 4);
    }

    #[test]
    fn dates_are_in_order_and_sources_whole() {
        let all = articles();
        let all: Vec<&Article> = all.iter().collect();
        let parts = of(&all, By::Date, 0, [10, 20], || true);
        assert_eq!(counts(&parts), [14, 2, 4]);
        let latest = |part: &str| {
            all.iter()
                .filter(|it| parts[&it.id] == part)
                .map(|it| it.meta.date)
                .max()
        };
        let earliest = |part: &str| {
            all.iter()
                .filter(|it| parts[&it.id] == part)
                .map(|it| it.meta.date)
                .min()
        };
        assert!(
            latest("train") < earliest("validation") && latest("validation") < earliest("test")
        );
        let parts = of(&all, By::Source, 1, [25, 25], || true);
        assert_eq!(counts(&parts), [10, 5, 5]);
        let of_part = |part: &str| {
            let in_part = all.iter().filter(|it| parts[&it.id] == part);
            in_part
                .map(|it| it.meta.source.clone())
                .collect::<std::collections::BTreeSet<_>>()
        };
        assert!(of_part("train").is_disjoint(&of_part("test")));
    }
}
