//! Whether somebody's marks have come to be decided otherwise.

use super::*;

fn article_id(at: usize) -> ArticleId {
    ArticleId::new(&format!("a-{at:02}")).unwrap()
}

fn key_of(at: usize, by: &str) -> LayerKey {
    LayerKey {
        article: article_id(at),
        annotator: who(by),
    }
}

/// Articles in each of which Ana marked one claim, as Ben did, the first one last, and of which it was decided whether that is right.
fn decided(right: &[bool]) -> Project {
    let mut project = project(&["ana", "ben"]);
    for (at, is_right) in right.iter().enumerate() {
        let id = article_id(at);
        let spans = Spans::one(Span::of(0..20)).unwrap();
        let made = author(i64::try_from(right.len() - at).unwrap() * 100).at;
        let mark = annotation("m", "claim", spans, made);
        let mut changes = vec![Change::Article(
            id.clone(),
            Some(article(id.as_str(), TEXT)),
        )];
        for by in ["ana", "ben"] {
            let slot = Slot::Present(Arc::clone(&mark));
            changes.push(Change::Annotation(key_of(at, by), mark.id.clone(), slot));
            let head = LayerHead {
                status: Status::Done,
                ..LayerHead::default()
            };
            changes.push(Change::LayerHead(key_of(at, by), head));
        }
        Edit::new("", changes).apply(&mut project).unwrap();
        let queue = queue(&project, &id);
        let ruling = Ruling::of(if *is_right {
            Verdict::Take(who("ana"))
        } else {
            Verdict::Nothing
        });
        let edit = decide(&project, &reviewer(10_000), &id, &queue.cases[0], &ruling).unwrap();
        edit.apply(&mut project).unwrap();
    }
    project
}

#[test]
fn the_last_articles_are_those_that_were_marked_last() {
    // Marked from the last to the first: of the ten that were marked last two were right.
    let mut right = vec![false; 8];
    right.extend([true; 22]);
    let found = drift(&decided(&right), &who("ana"));
    let kept = |articles, kept, all| Decided {
        articles,
        kept,
        all,
    };
    assert_eq!(found.whole, kept(30, 22, 30));
    assert_eq!(found.before, kept(20, 20, 20));
    assert_eq!(found.lately, kept(10, 2, 10));
    assert!(found.is_down(), "{:?}", found.interval);
    let articles: Vec<ArticleId> = found
        .otherwise
        .iter()
        .map(|it| it.article.clone())
        .collect();
    let newest_first: Vec<ArticleId> = (0..8).map(article_id).collect();
    assert_eq!(articles, newest_first);
    assert!(
        found
            .otherwise
            .iter()
            .all(|it| it.mine.len() == 1 && it.made.is_empty())
    );
    // The other way round it has become better.
    right.reverse();
    let found = drift(&decided(&right), &who("ana"));
    assert_eq!(found.lately, kept(10, 10, 10));
    assert!(!found.is_down());
}

#[test]
fn one_more_that_is_wrong_is_no_drift_and_of_few_articles_nothing_is_compared() {
    let mut right = vec![true; 30];
    (right[0], right[20]) = (false, false);
    let found = drift(&decided(&right), &who("ana"));
    assert_eq!(
        (found.before.share(), found.lately.share()),
        (Some(0.95), Some(0.9))
    );
    assert!(!found.is_down(), "{:?}", found.interval);
    let found = drift(&decided(&[false; 7]), &who("ana"));
    assert_eq!(
        (found.before, found.whole),
        (Decided::default(), found.lately)
    );
    assert!(!found.is_down());
    assert_eq!(drift(&project(&["ana"]), &who("ana")), Drift::default());
    // Who has marked nothing is judged by nothing.
    assert_eq!(drift(&decided(&[true; 7]), &who("rea")), Drift::default());
}

#[test]
fn who_learns_from_a_decision_has_marked_it_otherwise_all_the_same() {
    let mut project = decided(&[true; 6]);
    let gold = project.gold_key(&article_id(3)).unwrap();
    let made = project.layers[&gold].annotations.values().next().unwrap();
    // Gold is given another tag by hand, as an edit of the case would, and Ana follows.
    let retagged = |mark: &Arc<Annotation>| {
        let mut mark = Annotation::clone(mark);
        mark.tag = crate::model::TagId::new("quote").unwrap();
        Arc::new(mark)
    };
    let own = project.layers[&key_of(3, "ana")].annotations.values();
    let own = retagged(own.into_iter().next().unwrap());
    let made = retagged(made);
    let changes = vec![
        Change::Annotation(gold, made.id.clone(), Slot::Present(made)),
        Change::Annotation(key_of(3, "ana"), own.id.clone(), Slot::Present(own)),
    ];
    Edit::new("", changes).apply(&mut project).unwrap();
    assert_eq!(inbox(&project, &who("ana")), [], "both say the same now");
    let found = drift(&project, &who("ana"));
    assert_eq!((found.whole.kept, found.whole.all), (5, 6));
}
