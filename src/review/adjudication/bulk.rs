//! Deciding many cases by a rule.

use core::ops::AddAssign;

use crate::model::{
    AnnotatorId, Article, ArticleId, AttributeId, Author, Bulk, Change, Edit, LayerHead, LayerKey,
    Project, Status, Value, Verdict,
};
use crate::say;

use super::case::{CaseKind, CaseMark};
use super::decide::{Ruling, Undecidable, article_of, group_of, pieces};
use super::gold::Making;
use super::queue::{Case, Queue, State, queue};

/// What a rule would decide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Cases of which a mark is taken.
    pub taken: usize,
    /// Cases in which nothing is to be marked.
    pub nothing: usize,
    /// Cases of which the rule says nothing.
    pub left: usize,
    /// Cases that are decided already.
    pub decided: usize,
    /// Cases that a person has to look at again: left open, contested, or changed since they were decided.
    pub open: usize,
    /// Fields of articles that get a value.
    pub fields: usize,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.taken += other.taken;
        self.nothing += other.nothing;
        self.left += other.left;
        self.decided += other.decided;
        self.open += other.open;
        self.fields += other.fields;
    }
}

impl Count {
    /// Whether something would be decided.
    #[must_use]
    pub fn is_any(self) -> bool {
        self.taken + self.nothing + self.fields > 0
    }
}

/// What a rule decides: counts to show before it is done, and the edit that does it.
#[derive(Clone, Debug, PartialEq)]
pub struct Bulked {
    /// For each article with cases.
    pub articles: Vec<(ArticleId, Count)>,
    /// All decisions; one step to undo.
    pub edit: Edit,
}

impl Bulked {
    /// The counts of all articles together.
    #[must_use]
    pub fn total(&self) -> Count {
        let mut total = Count::default();
        for (_, count) in &self.articles {
            total += *count;
        }
        total
    }
}

/// Decides by a rule what nobody has decided yet in these articles. What a person has decided, or has to look at again, stays as
/// it is, and so do articles of a blind round in which the reviewer takes part, until that is over.
///
/// # Errors
/// When an article or the reviewer is not there.
pub fn in_bulk(
    project: &Project,
    author: &Author,
    articles: &[ArticleId],
    rule: &Bulk,
) -> Result<Bulked, Undecidable> {
    let mut counts = Vec::new();
    let mut changes: Vec<Change> = Vec::new();
    let mut work = project.clone();
    for id in articles {
        let article = article_of(project, author, id)?;
        if project.blinding(id, &author.annotator).is_some() {
            continue;
        }
        let queue = queue(project, id);
        let (count, of_article) = decide_article(&work, author, article, &queue, rule)?;
        if queue.cases.is_empty() && count == Count::default() {
            continue;
        }
        counts.push((id.clone(), count));
        // The first article makes the annotator of the gold layers, which the next ones find.
        let sets_up =
            |change: &&Change| matches!(change, Change::Annotator(..) | Change::ReviewRules(_));
        let set_up: Vec<Change> = of_article.iter().filter(sets_up).cloned().collect();
        let applied = Edit::new(String::new(), set_up).apply(&mut work);
        debug_assert!(applied.is_ok(), "the gold layer can be set up");
        changes.extend(of_article);
    }
    let decided: usize = counts
        .iter()
        .map(|(_, count)| count.taken + count.nothing)
        .sum();
    let name = match rule {
        Bulk::AllAgree => say!("adjudication-edit-all-agree", count = decided),
        Bulk::Majority => say!("adjudication-edit-majority", count = decided),
        Bulk::Annotator(by) => {
            let name = project.annotator_name(by);
            say!("adjudication-edit-annotator", count = decided, name = name)
        }
    };
    Ok(Bulked {
        articles: counts,
        edit: Edit::new(name, changes),
    })
}

fn decide_article(
    project: &Project,
    author: &Author,
    article: &Article,
    queue: &Queue,
    rule: &Bulk,
) -> Result<(Count, Vec<Change>), Undecidable> {
    let mut count = Count::default();
    let mut making = Making::new(project, author, article);
    for case in &queue.cases {
        match case.state {
            State::Undecided => {}
            State::Decided => {
                count.decided += 1;
                continue;
            }
            _ => {
                count.open += 1;
                continue;
            }
        }
        let Some(verdict) = verdict(project, article, case, queue, rule) else {
            count.left += 1;
            continue;
        };
        match verdict {
            Verdict::Nothing => count.nothing += 1,
            _ => count.taken += 1,
        }
        let ruling = Ruling::of(verdict);
        let pieces = pieces(project, article, case, &ruling)?;
        making.decide(case, &ruling, Some(rule), pieces);
    }
    let fields = fields(project, article, queue, rule);
    count.fields = fields.len();
    if !count.is_any() {
        return Ok((count, Vec::new()));
    }
    let key = making.key().clone();
    let mut changes = making.finish();
    if !fields.is_empty() {
        let layer = project.layer(&key);
        let mut head = layer.map_or_else(LayerHead::default, |layer| layer.head.clone());
        head.attributes.extend(fields);
        changes.push(Change::LayerHead(key, head));
    }
    Ok((count, changes))
}

/// What a rule says of a case.
fn verdict(
    project: &Project,
    article: &Article,
    case: &Case,
    queue: &Queue,
    rule: &Bulk,
) -> Option<Verdict> {
    let people = queue.people.len();
    // Whoever is still at it has not said that there is nothing.
    let is_done = |by: &AnnotatorId| {
        let (article, annotator) = (article.id.clone(), by.clone());
        project.status(&LayerKey { article, annotator }) == Status::Done
    };
    match rule {
        Bulk::AllAgree => (case.kind == CaseKind::Same && people > 1)
            .then(|| Verdict::Take(case.marks[0].by.clone())),
        Bulk::Majority => {
            let absent = case.absent.iter().filter(|by| is_done(by)).count();
            if 2 * absent > people {
                return Some(Verdict::Nothing);
            }
            let group = group_of(case);
            let sayings = group.sayings(project, &article.text);
            let first = sayings.first()?;
            (2 * first.len() > people && people > 1).then(|| one_mark_only(case, first[0]))?
        }
        Bulk::Annotator(by) if case.marks.iter().any(|mark| mark.by == *by) => {
            Some(Verdict::Take(by.clone()))
        }
        Bulk::Annotator(by) => is_done(by).then_some(Verdict::Nothing),
    }
}

/// Takes the mark of somebody, unless this person has marked more here than the one on which most agree.
fn one_mark_only(case: &Case, one: &CaseMark) -> Option<Verdict> {
    let mut own = case.marks.iter().filter(|mark| mark.by == one.by);
    let is_one = own.all(|mark| mark.says_as(one));
    is_one.then(|| Verdict::Take(one.by.clone()))
}

/// The fields of the article as a whole that a rule decides, and that the gold layer does not have yet.
fn fields(
    project: &Project,
    article: &Article,
    queue: &Queue,
    rule: &Bulk,
) -> Vec<(AttributeId, Value)> {
    let known = project.gold_key(&article.id);
    let known = known.and_then(|key| project.layer(&key).cloned());
    let mut decided = Vec::new();
    for field in &project.codebook.article_attributes {
        if (known.as_ref()).is_some_and(|gold| gold.head.attributes.contains_key(&field.id)) {
            continue;
        }
        let value_of = |annotator: &AnnotatorId| {
            let key = LayerKey {
                article: article.id.clone(),
                annotator: annotator.clone(),
            };
            let layer = project.layer(&key)?;
            layer.head.attributes.get(&field.id).cloned()
        };
        let value = match rule {
            Bulk::Annotator(by) => value_of(by),
            Bulk::AllAgree | Bulk::Majority => {
                let people = queue.people.len();
                let values: Vec<Value> = queue.people.iter().filter_map(value_of).collect();
                let votes = |value: &Value| values.iter().filter(|it| *it == value).count();
                let most = values.iter().max_by_key(|value| votes(value));
                let wanted = if *rule == Bulk::AllAgree {
                    people
                } else {
                    people / 2 + 1
                };
                most.filter(|most| people > 1 && votes(most) >= wanted)
                    .cloned()
            }
        };
        decided.extend(value.map(|value| (field.id.clone(), value)));
    }
    decided
}
