//! The reference values.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::review::alignment::{Class, align};
use crate::review::boundaries;
use crate::review::coding::{Codings, Distance, jaccard, masi};
use crate::review::gamma::{self, Extent, Pair, Weights};
use crate::review::overlap::{Classes, Hits, characters};
use crate::review::resample::percentile;
use crate::review::unit::Unit;
use crate::review::unitizing::{self, Classic, Continuum, Mark, covered};

use super::{Which, all};

const NEAR: f64 = 1e-9;

fn reference() -> Value {
    serde_json::from_str(include_str!("reference.json")).expect("it is JSON")
}

/// A number, or `None` for one that is undefined.
fn number(value: &Value) -> Option<f64> {
    value.as_f64()
}

#[track_caller]
fn same(found: Option<f64>, expected: &Value, what: &str) {
    match (found, number(expected)) {
        (None, None) => {}
        (Some(found), Some(expected)) => {
            assert!(
                (found - expected).abs() < NEAR,
                "{what}: {found}, not {expected}"
            );
        }
        (found, expected) => panic!("{what}: {found:?}, not {expected:?}"),
    }
}

struct Fixture {
    name: String,
    coders: Vec<String>,
    labels: Vec<String>,
    /// Of the articles that all have finished.
    articles: Vec<Article>,
    expected: Value,
}

struct Article {
    length: u32,
    tokens: Vec<(u32, u32)>,
    /// Each person's marks, in order.
    marks: Vec<Vec<Unit>>,
    /// Each person's marks as they stand in the file.
    raw: Vec<Vec<Value>>,
    relations: Value,
}

fn fixtures() -> Vec<Fixture> {
    let all = reference();
    let spans = all["spans"].as_object().expect("an object");
    spans
        .iter()
        .map(|(name, value)| fixture(name, value))
        .collect()
}

fn strings(value: &Value) -> Vec<String> {
    let list = value.as_array().expect("a list").iter();
    list.map(|it| it.as_str().expect("a string").to_owned())
        .collect()
}

fn places(value: &Value) -> Vec<(u32, u32)> {
    serde_json::from_value(value.clone()).expect("pairs of places")
}

fn fixture(name: &str, value: &Value) -> Fixture {
    let coders = strings(&value["coders"]);
    let labels = strings(&value["labels"]);
    let expected = value["expected"].clone();
    let used = strings(&expected["documents_used"]);
    let docs = value["docs"].as_array().expect("a list").iter();
    let docs = docs.filter(|doc| used.iter().any(|id| doc["id"] == id.as_str()));
    let articles = docs.map(|doc| {
        let raw = |coder: &String| -> Vec<Value> {
            doc["annotations"][coder]
                .as_array()
                .expect("finished")
                .clone()
        };
        let unit = |mark: &Value| {
            let tag = labels
                .iter()
                .position(|label| mark["label"] == label.as_str());
            Unit::new(tag.expect("a label") as u32, places(&mark["segments"]))
        };
        let marks = |coder: &String| {
            let mut marks: Vec<Unit> = raw(coder).iter().map(unit).collect();
            marks.sort();
            marks
        };
        Article {
            length: doc["length"].as_u64().expect("a number") as u32,
            tokens: places(&doc["tokens"]),
            marks: coders.iter().map(marks).collect(),
            raw: coders.iter().map(raw).collect(),
            relations: doc["relations"].clone(),
        }
    });
    Fixture {
        name: name.to_owned(),
        articles: articles.collect(),
        coders: coders.clone(),
        labels: labels.clone(),
        expected,
    }
}

impl Fixture {
    /// Calls `check` for each pair of people that the file has.
    fn pairs(&self, mut check: impl FnMut(usize, usize, &str)) {
        for (i, one) in self.coders.iter().enumerate() {
            for (j, other) in self.coders.iter().enumerate().skip(i + 1) {
                check(i, j, &format!("{one}|{other}"));
            }
        }
    }

    fn sum(&self, i: usize, j: usize, count: impl Fn(&[Unit], &[Unit]) -> Hits) -> Hits {
        let mut sum = Hits::default();
        for article in &self.articles {
            sum += count(&article.marks[i], &article.marks[j]);
        }
        sum
    }
}

#[test]
fn f1_and_the_six_classes() {
    for fixture in fixtures() {
        fixture.pairs(|i, j, pair| {
            let expected = &fixture.expected["pairs"][pair];
            let of = |which: Which| fixture.sum(i, j, |a, b| all(a, b, which));
            let any = |units: &[Unit]| -> Vec<Unit> {
                let mut units: Vec<Unit> = units.to_vec();
                for unit in &mut units {
                    unit.tag = 0;
                }
                units.sort();
                units
            };
            let found = [
                ("exact_set", of(|it| it.exact)),
                ("overlap_same_label", of(|it| it.overlap)),
                ("iou50_same_label", of(|it| it.half)),
                (
                    "overlap_any_label",
                    fixture.sum(i, j, |a, b| all(&any(a), &any(b), |it| it.overlap)),
                ),
                (
                    "char_label",
                    fixture.sum(i, j, |a, b| characters(&covered(a), &covered(b))),
                ),
            ];
            for (key, hits) in found {
                let what = format!("{} {pair} {key}", fixture.name);
                assert_eq!(hits.both, expected[key]["tp"].as_u64().unwrap(), "{what}");
                assert_eq!(hits.first, expected[key]["a"].as_u64().unwrap(), "{what}");
                assert_eq!(hits.second, expected[key]["b"].as_u64().unwrap(), "{what}");
                same(hits.f1(), &expected[key]["f1"], &what);
            }
            let mut classes = Classes::default();
            for article in &fixture.articles {
                classes += (&align(&article.marks[i], &article.marks[j])).into();
            }
            let names = ["match", "boundary", "label", "both", "only_a", "only_b"];
            for (class, name) in Class::ALL.into_iter().zip(names) {
                let count = expected["diff"][name].as_u64().unwrap();
                assert_eq!(classes.of(class), count, "{} {pair} {name}", fixture.name);
            }
            let semeval = &expected["semeval_symmetric"];
            for (at, name) in ["strict", "exact", "partial", "type"].iter().enumerate() {
                let what = format!("{} {pair} {name}", fixture.name);
                same(
                    classes.semeval().map(|four| four[at]),
                    &semeval[*name],
                    &what,
                );
            }
        });
    }
}

/// What each person marked of one tag.
fn of_tag(article: &Article, tag: u32) -> Vec<Vec<Mark>> {
    let of = |units: &Vec<Unit>| unitizing::of_tag(&covered(units), tag).to_vec();
    article.marks.iter().map(of).collect()
}

#[test]
fn unitizing_alpha_of_each_tag() {
    for fixture in fixtures() {
        let mut all = Vec::new();
        for (tag, label) in fixture.labels.iter().enumerate() {
            let expected = &fixture.expected["unitizing"]["per_label"][label];
            let mut sum = Continuum::default();
            let mut joined = vec![Vec::new(); fixture.coders.len()];
            let mut offset = 0;
            for article in &fixture.articles {
                let marks = of_tag(article, tag as u32);
                let mut one = Continuum::default();
                one.add(article.length, &marks);
                sum += &one;
                for (joined, marks) in joined.iter_mut().zip(&marks) {
                    joined.extend(marks.iter().map(|&(start, end, _)| {
                        (u64::from(start) + offset, u64::from(end) + offset)
                    }));
                }
                offset += u64::from(article.length);
            }
            let what = format!("{} {label}", fixture.name);
            same(sum.alpha(), &expected["alpha"], &what);
            same(sum.binary(), &expected["alpha"], &what);
            let classic = Classic::of(offset, &joined);
            same(Some(classic.observed), &expected["classic"]["Do"], &what);
            same(Some(classic.expected), &expected["classic"]["De"], &what);
            same(classic.alpha(), &expected["classic"]["alpha"], &what);
            all.push(classic);
        }
        let overall = &fixture.expected["unitizing"]["classic"];
        // Made of rounded values there.
        let (found, known) = (Classic::overall(&all), number(overall));
        let near = found
            .zip(known)
            .is_none_or(|(found, known)| (found - known).abs() < 1e-8);
        assert!(
            near && found.is_some() == known.is_some(),
            "{}: {found:?}, not {known:?}",
            fixture.name
        );
    }
}

#[test]
fn the_family_of_2016_on_one_continuum() {
    let mut checked = 0;
    for fixture in fixtures() {
        let expected = &fixture.expected["unitizing"]["family"];
        if expected.is_null() {
            continue;
        }
        let mut sum = Continuum::default();
        for article in &fixture.articles {
            let people: Vec<Vec<Mark>> = article
                .marks
                .iter()
                .map(|marks| {
                    let pieces = |unit: &Unit| {
                        let tag = unit.tag;
                        let pieces = unit.pieces().to_vec().into_iter();
                        pieces.map(move |(start, end)| (start, end, tag))
                    };
                    let mut marks: Vec<Mark> = marks.iter().flat_map(pieces).collect();
                    marks.sort_unstable();
                    marks
                })
                .collect();
            sum.add(article.length, &people);
        }
        let name = &fixture.name;
        same(sum.alpha(), &expected["u_alpha"], name);
        same(sum.binary(), &expected["bar_u_alpha"], name);
        same(sum.coding(), &expected["cu_alpha"], name);
        for (label, value) in expected["ku_alpha"].as_object().unwrap() {
            let tag = fixture.labels.iter().position(|known| known == label);
            let (alpha, coverage) = sum.of_value(tag.unwrap() as u32);
            same(alpha, &value["alpha"], &format!("{name} ({label})uα"));
            same(
                coverage,
                &value["coverage"],
                &format!("{name} {label} coverage"),
            );
        }
        checked += 1;
    }
    assert!(checked > 8, "only {checked} have one continuum");
}

#[test]
fn codings() {
    let all = reference();
    for (name, fixture) in all["codings"].as_object().unwrap() {
        let items = fixture["items"].as_array().unwrap();
        let of_item = |item: &Value| -> Vec<Option<String>> {
            let values = item.as_array().unwrap().iter();
            values
                .map(|value| value.as_str().map(str::to_owned))
                .collect()
        };
        let items: Vec<Vec<Option<String>>> = items.iter().map(of_item).collect();
        let values: std::collections::BTreeSet<&String> =
            items.iter().flatten().flatten().collect();
        let values: Vec<&String> = values.into_iter().collect();
        let mut codings = Codings::new(items[0].len(), values.len());
        for item in &items {
            let number = |value: &Option<String>| {
                let value = value.as_ref()?;
                values.binary_search(&value).ok().map(|at| at as u32)
            };
            let numbers: Vec<Option<u32>> = item.iter().map(number).collect();
            codings.add(&numbers);
        }
        let numbers: Vec<f64> = values
            .iter()
            .filter_map(|value| value.parse().ok())
            .collect();
        let sets: Vec<Vec<&str>> = values
            .iter()
            .map(|value| value.split('|').collect())
            .collect();
        let by_masi = |one: usize, other: usize| masi(&sets[one], &sets[other]);
        let by_jaccard = |one: usize, other: usize| jaccard(&sets[one], &sets[other]);
        let width = values.len().saturating_sub(1).max(1);
        let step = |one: u32, other: u32| f64::from(one.abs_diff(other)) / width as f64;
        let found: BTreeMap<&str, Option<f64>> = BTreeMap::from([
            ("n_items", Some(codings.items() as f64)),
            ("percent_mean_pairwise", codings.percent()),
            ("cohen_kappa", codings.kappa()),
            ("cohen_kappa_mean_pairwise", codings.kappa()),
            ("kappa_linear", codings.weighted_kappa(step)),
            (
                "kappa_quadratic",
                codings.weighted_kappa(|one, other| step(one, other).powi(2)),
            ),
            ("fleiss_kappa", codings.pi()),
            ("gwet_ac1", codings.ac1()),
            ("alpha_nominal", codings.alpha(Distance::Nominal)),
            ("alpha_ordinal", codings.alpha(Distance::Ordinal)),
            (
                "alpha_interval",
                (numbers.len() == values.len())
                    .then(|| codings.alpha(Distance::Interval(&numbers)))
                    .flatten(),
            ),
            (
                "alpha_masi_complement",
                codings.alpha(Distance::Other(&by_masi)),
            ),
            (
                "alpha_jaccard_distance",
                codings.alpha(Distance::Other(&by_jaccard)),
            ),
        ]);
        let mut checked = 0;
        for (key, expected) in fixture["expected"].as_object().unwrap() {
            if let Some(found) = found.get(key.as_str()) {
                same(*found, expected, &format!("{name} {key}"));
                checked += 1;
            }
        }
        assert!(checked >= 2, "{name}: only {checked} are known");
    }
}

#[test]
fn characters_and_tokens_as_codings() {
    for fixture in fixtures() {
        for (key, is_token) in [
            ("token_binary_per_label", true),
            ("char_binary_per_label", false),
        ] {
            let Some(labels) = fixture.expected[key].as_object() else {
                continue;
            };
            for (label, expected) in labels {
                let tag = fixture
                    .labels
                    .iter()
                    .position(|known| known == label)
                    .unwrap() as u32;
                let mut codings = Codings::new(fixture.coders.len(), 2);
                for article in &fixture.articles {
                    let people = of_tag(article, tag);
                    let characters = (0..article.length).map(|at| (at, at + 1));
                    let places: Vec<(u32, u32)> = if is_token {
                        article.tokens.clone()
                    } else {
                        characters.collect()
                    };
                    for (start, end) in places {
                        let is_marked = |marks: &Vec<Mark>| {
                            Some(u32::from(
                                marks.iter().any(|mark| mark.0 < end && start < mark.1),
                            ))
                        };
                        let item: Vec<Option<u32>> = people.iter().map(is_marked).collect();
                        codings.add(&item);
                    }
                }
                let what = format!("{} {key} {label}", fixture.name);
                same(codings.percent(), &expected["percent_mean_pairwise"], &what);
                same(codings.pi(), &expected["fleiss_kappa"], &what);
                same(codings.ac1(), &expected["gwet_ac1"], &what);
                same(
                    codings.alpha(Distance::Nominal),
                    &expected["alpha_nominal"],
                    &what,
                );
                if fixture.coders.len() == 2 {
                    same(codings.kappa(), &expected["cohen_kappa"], &what);
                }
            }
        }
    }
}

#[test]
fn attributes_and_links_of_aligned_marks() {
    let fixture = fixtures()
        .into_iter()
        .find(|it| it.name.starts_with("F13"))
        .unwrap();
    let article = &fixture.articles[0];
    // The file has them in order of place, so that lists and marks agree.
    let alignment = align(&article.marks[0], &article.marks[1]);
    let pairs: Vec<(usize, usize)> = alignment.pairs().collect();
    let value = |person: usize, at: usize, name: &str| {
        article.raw[person][at]["attrs"][name]
            .as_str()
            .map(str::to_owned)
    };
    let of = |name: &str| {
        let mut values: Vec<String> = Vec::new();
        let mut items = Vec::new();
        for &(i, j) in &pairs {
            let (Some(one), Some(other)) = (value(0, i, name), value(1, j, name)) else {
                continue;
            };
            values.extend([one.clone(), other.clone()]);
            items.push((one, other));
        }
        values.sort();
        values.dedup();
        let mut codings = Codings::new(2, values.len());
        for (one, other) in items {
            let number = |value: &String| values.binary_search(value).ok().map(|at| at as u32);
            codings.add(&[number(&one), number(&other)]);
        }
        codings
    };
    let expected = &fixture.expected["attributes"];
    let polarity = of("polarity");
    same(
        polarity.percent(),
        &expected["polarity"]["percent_mean_pairwise"],
        "percent",
    );
    same(polarity.kappa(), &expected["polarity"]["cohen_kappa"], "κ");
    same(polarity.pi(), &expected["polarity"]["scott_pi"], "π");
    same(
        polarity.alpha(Distance::Nominal),
        &expected["polarity"]["alpha_nominal"],
        "α",
    );
    same(polarity.ac1(), &expected["polarity"]["gwet_ac1"], "AC1");
    let ordinal = of("confidence").alpha(Distance::Ordinal);
    same(ordinal, &expected["confidence_alpha_ordinal"], "ordinal α");
    assert!(
        article.relations["A"]
            .as_array()
            .is_some_and(|links| links.len() == 4)
    );
}

#[test]
fn boundary_similarity() {
    let mut checked = 0;
    for fixture in fixtures() {
        let Some(labels) = fixture.expected["boundaries"].as_object() else {
            continue;
        };
        for (label, pairs) in labels {
            for (pair, expected) in pairs.as_object().unwrap() {
                let masses: Vec<Vec<usize>> =
                    serde_json::from_value(expected["masses"].clone()).unwrap();
                let found = boundaries::similarity(&masses[0], &masses[1]);
                same(
                    found,
                    &expected["B"],
                    &format!("{} {label} {pair}", fixture.name),
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 20);
    // Published with the package `segeval`.
    let found = boundaries::similarity(&[2, 3, 6], &[5, 6]);
    same(found, &Value::from(0.5), "(2, 3, 6) and (5, 6)");
}

/// The package has a set of marks.
fn distinct(marks: &[Unit]) -> Vec<Extent> {
    let mut marks = marks.to_vec();
    marks.dedup();
    marks.iter().map(Into::into).collect()
}

#[test]
fn the_disorder_of_gamma_is_exact_and_gamma_is_near() {
    let mut far = Vec::new();
    for fixture in fixtures() {
        if fixture.coders.len() != 2 {
            continue;
        }
        let articles: Vec<Pair> = fixture
            .articles
            .iter()
            .map(|article| Pair {
                first: distinct(&article.marks[0]),
                second: distinct(&article.marks[1]),
            })
            .collect();
        let expected = &fixture.expected["gamma"];
        for (key, position) in [("a1b1", 1.0), ("a3b1", 3.0)] {
            if number(&expected[key]).is_some() {
                let weights = Weights { position, tag: 1.0 };
                let found = gamma::disorder(&articles, weights);
                same(found, &expected[key], &format!("{} {key}", fixture.name));
            }
        }
        let known: Vec<f64> = expected["shuffle"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(number)
            .collect();
        if known.is_empty() {
            continue;
        }
        let mean = known.iter().sum::<f64>() / known.len() as f64;
        let found = gamma::gamma(&articles, Weights::default(), 400, 7, |_| true).unwrap();
        if (found.gamma - mean).abs() > 0.04 {
            far.push(format!(
                "{}: {:.3}, not {mean:.3}",
                fixture.name, found.gamma
            ));
        }
    }
    assert!(far.is_empty(), "{}", far.join("\n"));
}

#[test]
fn the_bootstrap_over_articles_is_the_exact_one() {
    let fixture = fixtures()
        .into_iter()
        .find(|it| it.name.starts_with("F11"))
        .unwrap();
    let hits: Vec<Hits> = fixture
        .articles
        .iter()
        .map(|article| all(&article.marks[0], &article.marks[1], |it| it.exact))
        .collect();
    let mut values = Vec::new();
    let mut undefined = 0;
    for draw in 0..27 {
        let mut sum = Hits::default();
        for place in [draw / 9, draw / 3 % 3, draw % 3] {
            sum += hits[place];
        }
        match sum.f1() {
            Some(f1) => values.push(f1),
            None => undefined += 1,
        }
    }
    values.sort_by(f64::total_cmp);
    let expected = &fixture.expected["exact_bootstrap_pooled_exact_f1"];
    assert_eq!(expected["undefined"], undefined);
    same(
        percentile(&values, 0.025),
        &expected["numpy_linear_percentile_2.5"],
        "2.5 %",
    );
    same(
        percentile(&values, 0.975),
        &expected["numpy_linear_percentile_97.5"],
        "97.5 %",
    );
}
