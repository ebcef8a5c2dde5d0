//! Correcting the text of an article.

use jiff::Timestamp;

use crate::say;
use crate::text::{Patch, Span, Text};

use super::{Author, Change, Edit, Project};
use crate::model::correction::between;
use crate::model::{Article, ArticleId, Corrected, Correction};

/// Has a passage of an article's text read otherwise. Nothing is done when it does already, or the article is not there.
#[must_use]
pub fn correct_text(
    project: &Project,
    author: &Author,
    id: &ArticleId,
    passage: Span,
    to: &str,
    why: &str,
) -> Edit {
    let article = project.articles.get(id);
    let patches = article.map_or_else(Vec::new, |it| patches_of(&it.text, passage, to));
    let Some(article) = article.filter(|_| !patches.is_empty()) else {
        return Edit::new("", Vec::new());
    };
    let mut list = article.corrections.clone();
    list.push(Correction {
        // Files have whole seconds.
        at: Timestamp::from_second(author.at.as_second()).unwrap_or(author.at),
        by: author.annotator.clone(),
        why: why.trim().to_owned(),
        patches,
    });
    let title = article.meta.display_title();
    set(id, say!("correction-edit", title = title), list)
}

/// The patches by which a passage of a text reads otherwise.
#[must_use]
pub fn patches_of(text: &Text, passage: Span, to: &str) -> Vec<Patch> {
    let mut patches = Patch::between(&Text::new(text.slice(passage)), &Text::new(to));
    let start = text.to_code_point(passage.start).0;
    for patch in &mut patches {
        patch.at.0 += start;
    }
    patches
}

/// Takes one correction of an article's text back, with all that came after it.
#[must_use]
pub fn take_back_corrections(project: &Project, id: &ArticleId, from: usize) -> Edit {
    let Some(article) = (project.articles.get(id)).filter(|it| from < it.corrections.len()) else {
        return Edit::new("", Vec::new());
    };
    let name = say!("correction-edit-back", title = article.meta.display_title());
    set(id, name, article.corrections[..from].to_vec())
}

/// The patches, step by step, by which corrections of an article's text from one on are taken back.
#[must_use]
pub fn patches_back(article: &Article, from: usize) -> Vec<Vec<Patch>> {
    let kept = article
        .corrections
        .get(..from)
        .unwrap_or(&article.corrections);
    between(&article.corrections, kept)
}

fn set(id: &ArticleId, name: String, list: Vec<Correction>) -> Edit {
    let corrected = Corrected {
        list,
        places: Vec::new(),
    };
    Edit::new(name, vec![Change::Corrections(id.clone(), corrected)])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::random::{annotation, article, author, projects};
    use crate::model::{AnnotationId, Color, Detached, LayerKey, Slot, Spans, effect};
    use crate::text::{CodePoint, Span};

    const TEXT: &str = "“We will clsoe the port,” Lavro said. Advertisement. The port is closed.";

    /// A project with these passages marked by Ana.
    fn marked(passages: &[&str]) -> (Project, LayerKey) {
        let key = LayerKey {
            article: ArticleId::new("one").unwrap(),
            annotator: author(0).annotator,
        };
        let mut changes = vec![
            Change::Annotator(
                key.annotator.clone(),
                Some(("Ana".into(), Color([1, 1, 1]))),
            ),
            Change::Article(key.article.clone(), Some(article("one", TEXT))),
        ];
        for (number, passage) in passages.iter().enumerate() {
            let start = TEXT.find(passage).unwrap();
            let spans = Spans::one(Span::of(start..start + passage.len())).unwrap();
            let mark = annotation(&format!("m{number}"), "claim", spans, author(0).at);
            changes.push(Change::Annotation(
                key.clone(),
                mark.id.clone(),
                Slot::Present(mark),
            ));
        }
        let mut project = Project::default();
        Edit::new("Set up", changes).apply(&mut project).unwrap();
        (project, key)
    }

    /// What each annotation covers now, by number; what has lost its place covers nothing.
    fn covered(project: &Project, key: &LayerKey) -> Vec<Option<String>> {
        let layer = project.layer(key).unwrap();
        let text = &project.articles[&key.article].text;
        let count = layer.annotations.len() + layer.detached.len();
        let ids = (0..count).map(|number| AnnotationId::new(&format!("m{number}")).unwrap());
        ids.map(|id| {
            let found = layer.annotations.get(&id);
            assert_eq!(found.is_none(), layer.detached.contains_key(&id));
            found.map(|it| it.spans.quotation(text))
        })
        .collect()
    }

    #[test]
    fn annotations_come_along_and_all_of_it_can_be_taken_back() {
        let passages = [
            "will clsoe the port",
            "Lavro",
            "Advertisement",
            "is closed",
            "cls",
        ];
        let (mut project, key) = marked(&passages);
        let before = project.clone();
        let to = "“We will close the port,” Lavrov said. The port is closed.";
        let whole = Span::of(0..TEXT.len());
        let edit = correct_text(&project, &author(9), &key.article, whole, to, " Typos ");
        let inverse = edit.apply(&mut project).unwrap();
        let after = ["will close the port", "Lavrov", "", "is closed", ""];
        let after = after.map(|it| Some(it.to_owned()).filter(|it| !it.is_empty()));
        assert_eq!(covered(&project, &key), after);
        let article = &project.articles[&key.article];
        assert_eq!(article.original().as_str(), TEXT);
        assert_eq!(article.corrections[0].why, "Typos");
        let lost: &Detached =
            &project.layer(&key).unwrap().detached[&AnnotationId::new("m2").unwrap()];
        assert_eq!(lost.text_sha256, before.articles[&key.article].sha256);
        assert_eq!(lost.spans[0].text, "Advertisement");
        let again = inverse.apply(&mut project).unwrap();
        assert_eq!(project, before);
        again.apply(&mut project).unwrap();
        assert_eq!(covered(&project, &key), after);
        // The way back by a command is the same as that by undo.
        let back = take_back_corrections(&project, &key.article, 0);
        back.apply(&mut project).unwrap();
        let now = covered(&project, &key);
        assert_eq!(now[3].as_deref(), Some("is closed"));
        assert_eq!(
            project.articles[&key.article],
            before.articles[&key.article]
        );
    }

    proptest! {
        /// Of a correction at any place: annotations outside it keep their text, those inside are listed before, nothing
        /// goes, the original stays, and the inverse leads back exactly.
        #[test]
        fn what_is_outside_keeps_its_text_and_what_is_inside_is_listed(
            project in projects(),
            at in 0usize..130,
            take in 0usize..20,
            put in "[a-z 😀é\n]{0,6}",
        ) {
            let id = ArticleId::new("one").unwrap();
            let text = project.articles[&id].text.clone();
            let place = |at: usize| {
                let at = CodePoint(at as u32).min(text.code_points());
                text.from_code_point(at).unwrap()
            };
            let passage = Span { start: place(at), end: place(at + take) };
            let before = &text.as_str()[..passage.start.index()];
            let behind = &text.as_str()[passage.end.index()..];
            let to = Text::new(format!("{before}{put}{behind}"));
            let edit = correct_text(&project, &author(9), &id, passage, &put, "");
            prop_assume!(!edit.changes.is_empty());
            let Change::Corrections(_, corrected) = &edit.changes[0] else { unreachable!() };
            let article = &project.articles[&id];
            let told = effect(&project, article, &[corrected.list[0].patches.clone()]).unwrap();
            prop_assert_eq!(&told.text, &to);
            let mut after = project.clone();
            let inverse = edit.apply(&mut after).unwrap();
            prop_assert_eq!(&after.articles[&id].text, &to);
            prop_assert_eq!(&after.articles[&id].original(), &text);
            let replaced: Vec<Span> = corrected.list[0].patches.iter().map(|patch| {
                let begins = text.from_code_point(patch.at).unwrap();
                let ends = CodePoint(patch.at.0 + patch.was.chars().count() as u32);
                Span { start: begins, end: text.from_code_point(ends).unwrap() }
            }).collect();
            for (key, layer) in project.layers_of(&id) {
                let now = after.layer(key).unwrap();
                for annotation in layer.annotations.values() {
                    let is_outside = annotation.spans.iter().all(|span| replaced.iter().all(|it| {
                        it.end <= span.start || it.start >= span.end
                    }));
                    let is_told = told.reads.iter().any(|(_, it, _)| it.id == annotation.id)
                        || told.lost.iter().any(|(_, it)| it.id == annotation.id);
                    match now.annotations.get(&annotation.id) {
                        Some(moved) => {
                            let same = moved.spans.quotation(&to) == annotation.spans.quotation(&text);
                            prop_assert!(is_told || same);
                        }
                        None => prop_assert!(is_told && now.detached.contains_key(&annotation.id)),
                    }
                    prop_assert!(is_outside || is_told);
                }
            }
            inverse.apply(&mut after).unwrap();
            prop_assert_eq!(after, project);
        }
    }
}
