//! Which articles of an import are nearly the same as one another or as articles that the project has: wire reports in several
//! papers, some of which came last month.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::model::{Article, ArticleId, Project};
use crate::say;
use crate::store::{Progress, in_order, sha256_hex};
use crate::text::{NEARLY_SAME, Signature, Sought, likeness, near_copies};

use super::Draft;

/// So many bytes of an article make a unit of work.
const UNIT: usize = 256;
/// With so many articles here that others of its group are copies of, an article is compared beside those that its signature tells.
const OF_GROUP: usize = 8;

/// What articles that are to come in are nearly the same as, each by its place among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Near {
    /// The first one of those that come with it, if it is another one.
    pub earlier: Vec<Option<usize>>,
    /// The article that is here already and most like it.
    pub here: Vec<Option<ArticleId>>,
}

impl Near {
    /// Compares drafts with each other and with the articles of the project. What has the very text of another one is none: that
    /// is told as such. `None` when it is cancelled.
    #[must_use]
    pub fn of(project: &Project, drafts: &[Draft], progress: &Progress) -> Option<Self> {
        let signatures = signatures(drafts, progress)?;
        let text = |at: usize| drafts[at].text();
        let earlier = near_each_other(&signatures, text, progress)?;
        let here = near_here(project, &signatures, &earlier, text, progress)?;
        Some(Self { earlier, here })
    }
}

/// The signatures of drafts, made on all cores; none of a text that came before.
fn signatures(drafts: &[Draft], progress: &Progress) -> Option<Vec<Option<Signature>>> {
    let mut known = HashSet::new();
    let mut signatures = Vec::with_capacity(drafts.len());
    let weight = |draft: &Draft| draft.blocks.iter().map(|it| it.text.len()).sum::<usize>() / UNIT;
    let work = |draft: &Draft| {
        is_wanted(progress)?;
        let text = draft.text();
        Ok::<_, Cancelled>((sha256_hex(&text), Signature::of(&text)))
    };
    in_order(drafts, weight, work, |(sha256, signature)| {
        signatures.push(signature.filter(|_| known.insert(sha256)));
        Ok(())
    })
    .ok()?;
    Some(signatures)
}

/// For each text the first one that is nearly the same, if it is another one. `None` when it is cancelled.
#[must_use]
pub fn near_each_other(
    signatures: &[Option<Signature>],
    text: impl Fn(usize) -> String,
    progress: &Progress,
) -> Option<Vec<Option<usize>>> {
    let go_on = || !progress.cancel.load(Ordering::Relaxed);
    let mut earlier = vec![None; signatures.len()];
    for group in near_copies(signatures, text, go_on)? {
        if let Some((first, others)) = group.split_first() {
            for at in others {
                earlier[*at] = Some(*first);
            }
        }
    }
    Some(earlier)
}

/// For each text the article of the project that is most like it, if one is nearly the same; of several the first. Texts are
/// given by their signatures, those without one are like none, and by what [`near_each_other`] says. The articles are looked
/// through on all cores, at some hundred megabytes a second. `None` when it is cancelled.
#[must_use]
pub fn near_here(
    project: &Project,
    signatures: &[Option<Signature>],
    earlier: &[Option<usize>],
    text: impl Fn(usize) -> String + Sync,
    progress: &Progress,
) -> Option<Vec<Option<ArticleId>>> {
    if signatures.iter().all(Option::is_none) {
        return Some(vec![None; signatures.len()]);
    }
    let sought = Sought::new(signatures);
    let articles: Vec<&Arc<Article>> = project.articles.values().collect();
    progress.total.fetch_add(articles.len(), Ordering::Relaxed);
    let work = |article: &&Arc<Article>| {
        is_wanted(progress)?;
        let own = article.text.as_str();
        let signature = Signature::of(own);
        let may_be = signature.map(|it| sought.may_be_like(&it));
        let found = may_be.unwrap_or_default().into_iter().filter_map(|at| {
            let likeness = likeness(own, &text(at));
            (likeness >= NEARLY_SAME).then_some((at, likeness))
        });
        let found: Vec<(usize, f64)> = found.collect();
        progress.done.fetch_add(1, Ordering::Relaxed);
        Ok::<_, Cancelled>(found)
    };
    let mut best: Vec<Option<Best>> = vec![None; signatures.len()];
    let mut number = 0;
    let weight = |article: &&Arc<Article>| article.text.as_str().len() / UNIT;
    in_order(&articles, weight, work, |found| {
        for (at, likeness) in found {
            take(&mut best[at], (number, likeness));
        }
        number += 1;
        Ok(())
    })
    .ok()?;
    let compare = |at: usize, article: usize| likeness(articles[article].text.as_str(), &text(at));
    by_groups(&mut best, signatures, earlier, compare, progress)?;
    let id = |best: Option<Best>| best.map(|(number, _)| articles[number].id.clone());
    Some(best.into_iter().map(id).collect())
}

/// Which article, by its number, and how like it is.
type Best = (usize, f64);

fn take(best: &mut Option<Best>, found: Best) {
    if best.is_none_or(|(_, likeness)| found.1 > likeness) {
        *best = Some(found);
    }
}

/// Of many texts that are like each other only the first are found by their signatures; the others are compared with what those
/// are copies of.
fn by_groups(
    best: &mut [Option<Best>],
    signatures: &[Option<Signature>],
    earlier: &[Option<usize>],
    compare: impl Fn(usize, usize) -> f64,
    progress: &Progress,
) -> Option<()> {
    let first_of = |at: usize| earlier[at].unwrap_or(at);
    let mut of_group: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, found) in best.iter().enumerate() {
        if let Some((article, _)) = found {
            let known = of_group.entry(first_of(at)).or_default();
            if known.len() < OF_GROUP && !known.contains(article) {
                known.push(*article);
            }
        }
    }
    for (at, best) in best.iter_mut().enumerate() {
        if best.is_some() || signatures[at].is_none() {
            continue;
        }
        is_wanted(progress).ok()?;
        for article in of_group.get(&first_of(at)).into_iter().flatten() {
            let likeness = compare(at, *article);
            if likeness >= NEARLY_SAME {
                take(best, (*article, likeness));
            }
        }
    }
    Some(())
}

/// An article that was here, and those that came and are nearly the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearGroup {
    /// The article that was here.
    pub article: ArticleId,
    /// Its title.
    pub title: String,
    /// The titles of those that came, in their order, each with its file: several reports of a wire have one title.
    pub new: Vec<(String, String)>,
}

impl NearGroup {
    /// Those that came, given by the article that they are nearly the same as, by their titles and by where they come from
    /// ([`Draft::name`]), in groups by that article.
    #[must_use]
    pub fn all<'a>(
        project: &Project,
        new: impl IntoIterator<Item = (&'a ArticleId, (String, String))>,
    ) -> Vec<Self> {
        let mut groups: BTreeMap<&ArticleId, Vec<(String, String)>> = BTreeMap::new();
        for (article, it) in new {
            groups.entry(article).or_default().push(it);
        }
        let groups = groups.into_iter();
        let group = |(id, new): (&ArticleId, Vec<(String, String)>)| {
            let article = project.articles.get(id)?;
            Some(Self {
                article: id.clone(),
                title: article.meta.display_title().to_owned(),
                new,
            })
        };
        groups.filter_map(group).collect()
    }

    /// Which ones they are, in a sentence that names the first few.
    #[must_use]
    pub fn sentence(&self) -> String {
        const NAMED: usize = 8;
        let named = self.new.iter().take(NAMED);
        let named: Vec<String> = named
            .map(|(title, file)| say!("import-near-one", title = title, file = file))
            .collect();
        say!(
            "import-near",
            title = &self.title,
            new = named.join(", "),
            more = self.new.len().saturating_sub(NAMED)
        )
    }
}

/// Nobody waits for it any more.
struct Cancelled;

fn is_wanted(progress: &Progress) -> Result<(), Cancelled> {
    if progress.cancel.load(Ordering::Relaxed) {
        return Err(Cancelled);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::from_paste;
    use crate::model::random::article;

    const PORT: &str = "The port of Elsin will close on Sunday, the minister said, and nobody knows for how long it will be.";
    const MILK: &str = "Farmers of the valley went on the streets because of the price of milk, as they had in May of last year.";

    fn project(texts: &[(&str, &str)]) -> Project {
        let mut project = Project::default();
        for (id, text) in texts {
            let article = article(id, text);
            project.articles.insert(article.id.clone(), article);
        }
        project
    }

    fn drafts(texts: &[String]) -> Vec<Draft> {
        texts.iter().map(|text| from_paste(text).unwrap()).collect()
    }

    fn here(near: &Near) -> Vec<Option<&str>> {
        let all = near.here.iter();
        all.map(|it| it.as_ref().map(ArticleId::as_str)).collect()
    }

    #[test]
    fn what_comes_is_compared_with_what_is_here() {
        let project = project(&[
            ("milk", MILK),
            ("port", &format!("Port to close\n\n{PORT}\n")),
            ("port-whole", PORT),
        ]);
        let drafts = drafts(&[
            format!("Elsin without a port\n\n{PORT}\n"),
            "The council voted on Tuesday, and the mayor, who had said so before, went home early."
                .into(),
            format!("Ports\n\n{PORT}\n"),
            format!("The milk\n\n{MILK}"),
            // The same once more is told as such.
            format!("Ports\n\n{PORT}\n"),
        ]);
        let near = Near::of(&project, &drafts, &Progress::default()).unwrap();
        assert_eq!(
            here(&near),
            [
                Some("port-whole"),
                None,
                Some("port-whole"),
                Some("milk"),
                None
            ]
        );
        assert_eq!(near.earlier, [None, None, Some(0), None, None]);
        let new = near.here.iter().zip(&drafts);
        let new = new.filter_map(|(here, draft)| {
            Some((here.as_ref()?, (draft.meta.title.clone(), draft.name())))
        });
        let groups = NearGroup::all(&project, new);
        let told: Vec<String> = groups.iter().map(NearGroup::sentence).collect();
        assert_eq!(
            told,
            [
                "Nearly the same as “Title of milk”, which was here: “The milk” (Pasted text)",
                "Nearly the same as “Title of port-whole”, which was here: “Elsin without a port” (Pasted text), “Ports” (Pasted text)",
            ]
        );
    }

    #[test]
    fn of_many_the_first_are_named() {
        let group = NearGroup {
            article: ArticleId::new("port").unwrap(),
            title: "Port".into(),
            new: (0..10)
                .map(|at| (at.to_string(), format!("{at}.txt")))
                .collect(),
        };
        let told = group.sentence();
        assert!(
            told.ends_with("“6” (6.txt), “7” (7.txt) and 2 more"),
            "{told}"
        );
    }

    #[test]
    fn all_of_a_large_group_are_found_and_what_is_like_no_article_is_not() {
        let project = project(&[("port", PORT)]);
        let many: Vec<String> = (0..60)
            .map(|at| format!("Headline of paper {at}\n\n{PORT}"))
            .chain((0..60).map(|at| format!("Headline of paper {at}\n\n{MILK}")))
            .collect();
        let near = Near::of(&project, &drafts(&many), &Progress::default()).unwrap();
        let found = here(&near);
        assert!(found[..60].iter().all(|it| *it == Some("port")));
        assert!(found[60..].iter().all(Option::is_none));
        assert_eq!(near.earlier[61..].iter().flatten().max(), Some(&60));
    }

    #[test]
    fn nothing_to_compare_and_nobody_who_waits() {
        let project = project(&[("port", PORT)]);
        let progress = Progress::default();
        assert_eq!(Near::of(&project, &[], &progress), Some(Near::default()));
        assert_eq!(
            progress.total.load(Ordering::Relaxed),
            0,
            "nothing is looked at"
        );
        progress.cancel.store(true, Ordering::Relaxed);
        let one = drafts(&[PORT.to_owned()]);
        assert_eq!(Near::of(&project, &one, &progress), None);
    }
}
