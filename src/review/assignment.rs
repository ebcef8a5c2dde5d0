//! Who annotates which article: by lot, evenly over sources or months, with some articles that several people annotate so that
//! their agreement can be told.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{AnnotatorId, Article, ArticleId, Project};

/// What is to be kept even.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strata {
    /// Nothing.
    #[default]
    None,
    /// Articles of one source.
    Source,
    /// Articles of one month.
    Month,
}

/// How articles are to be assigned.
#[derive(Clone, Debug, PartialEq)]
pub struct Lot {
    /// Who annotates.
    pub people: Vec<AnnotatorId>,
    /// How many of a hundred articles are annotated by several people.
    pub overlap: u32,
    /// How many people annotate each of these.
    pub each: usize,
    /// What is to be kept even.
    pub strata: Strata,
    /// The same seed gives the same lot.
    pub seed: u64,
}

/// Draws who annotates which of these articles. In each stratum the share of articles that several people annotate is about the
/// same, and so is what each person has of it; over all, nobody has more than one article more than anybody else.
#[must_use]
pub fn draw(
    project: &Project,
    articles: &[ArticleId],
    lot: &Lot,
) -> BTreeMap<ArticleId, BTreeSet<AnnotatorId>> {
    let people: BTreeSet<&AnnotatorId> = lot.people.iter().collect();
    let mut people: Vec<&AnnotatorId> = people.into_iter().collect();
    let mut dice = fastrand::Rng::with_seed(lot.seed);
    dice.shuffle(&mut people);
    let mut strata: BTreeMap<String, Vec<&ArticleId>> = BTreeMap::new();
    let distinct: BTreeSet<&ArticleId> = articles.iter().collect();
    for id in distinct {
        if let Some(article) = project.articles.get(id) {
            let stratum = stratum(article, lot.strata);
            strata.entry(stratum).or_default().push(id);
        }
    }
    let mut drawn = BTreeMap::new();
    if people.is_empty() {
        return drawn;
    }
    let each = lot.each.clamp(1, people.len());
    let mut all = vec![0_usize; people.len()];
    // What is left over of the share from one stratum counts in the next one.
    let mut due = 0;
    for mut articles in strata.into_values() {
        dice.shuffle(&mut articles);
        let mut within = vec![0_usize; people.len()];
        for id in articles {
            due += lot.overlap.min(100);
            let wanted = if due >= 100 {
                due -= 100;
                each
            } else {
                1
            };
            let mut order: Vec<usize> = (0..people.len()).collect();
            dice.shuffle(&mut order);
            order.sort_by_key(|&at| (all[at], within[at]));
            let chosen = order.into_iter().take(wanted);
            let chosen: Vec<usize> = chosen.collect();
            for &at in &chosen {
                all[at] += 1;
                within[at] += 1;
            }
            let names = chosen.into_iter().map(|at| people[at].clone());
            drawn.insert(id.clone(), names.collect());
        }
    }
    drawn
}

/// The name of the stratum of an article.
pub(super) fn stratum(article: &Article, strata: Strata) -> String {
    match strata {
        Strata::None => String::new(),
        Strata::Source => article.meta.source.clone(),
        Strata::Month => article.meta.date.map_or_else(String::new, |date| {
            format!("{:04}-{:02}", date.year(), date.month())
        }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use std::sync::Arc;

    use super::*;
    use crate::model::random::article;

    fn project(sources: &[usize]) -> Project {
        let mut project = Project::default();
        for (number, source) in sources.iter().enumerate() {
            let mut it = Article::clone(&article(&format!("a{number:03}"), "Text."));
            it.meta.source = format!("Source {source}");
            project.articles.insert(it.id.clone(), Arc::new(it));
        }
        project
    }

    proptest! {
        #[test]
        fn everybody_has_as_much_and_every_stratum_its_share(
            sources in proptest::collection::vec(0usize..3, 1..80),
            count in 1usize..6,
            overlap in 0u32..=100,
            each in 1usize..6,
            seed in any::<u64>(),
        ) {
            let project = project(&sources);
            let articles: Vec<ArticleId> = project.articles.keys().cloned().collect();
            let people = (0..count).map(|it| AnnotatorId::new(&format!("p{it}")).unwrap());
            let lot = Lot {
                people: people.collect(),
                overlap,
                each,
                strata: Strata::Source,
                seed,
            };
            let drawn = draw(&project, &articles, &lot);
            prop_assert_eq!(&drawn, &draw(&project, &articles, &lot), "the same seed");
            prop_assert_eq!(drawn.len(), articles.len(), "nobody is left out");
            let of = |person: &AnnotatorId| drawn.values().filter(|it| it.contains(person)).count();
            let loads: Vec<usize> = lot.people.iter().map(of).collect();
            let (least, most) = (loads.iter().min().unwrap(), loads.iter().max().unwrap());
            prop_assert!(most - least <= 1, "{:?}", loads);
            let several = each.min(count);
            prop_assert!(drawn.values().all(|it| it.len() == 1 || it.len() == several));
            if several > 1 {
                for source in 0..3 {
                    let name = format!("Source {source}");
                    let own = drawn.iter().filter(|(id, _)| project.articles[*id].meta.source == name);
                    let (mut all, mut shared) = (0_i64, 0_i64);
                    for (_, people) in own {
                        all += 1;
                        shared += i64::from(people.len() > 1);
                    }
                    let wanted = all * i64::from(overlap) / 100;
                    prop_assert!((shared - wanted).abs() <= 1, "{} of {}", shared, all);
                }
            }
        }
    }
}
