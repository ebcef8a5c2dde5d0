//! Admitting drafts to a project: one edit for all that are new.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::model::{
    Article, ArticleId, ArticleMeta, Author, Change, Edit, Origin, Project, Withdrawn,
};
use crate::say;
use crate::store::sha256_hex;
use crate::text::Text;

use super::Draft;

/// What becomes of some drafts.
#[derive(Clone, Debug, PartialEq)]
pub struct Admission {
    /// Adds the articles that are new; empty when none is.
    pub edit: Edit,
    /// The new articles in the order of the drafts.
    pub added: Vec<ArticleId>,
    /// What was left out because its text is there already.
    pub skipped: Vec<Skipped>,
}

/// A draft whose text is in the project already, or came twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Which of the drafts it is, from 0.
    pub draft: usize,
    /// Which of the files of the import it is from ([`Draft::of_file`]).
    pub of_file: usize,
    /// Its file, or that it was pasted.
    pub name: String,
    /// The title of the article that has the same text.
    pub same_as: String,
    /// Whether that article comes with it, and was not in the project before.
    pub is_twin: bool,
}

impl core::fmt::Display for Skipped {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (name, other) = (&self.name, &self.same_as);
        f.write_str(&if self.is_twin {
            say!("import-same-twice", name = name, other = other)
        } else {
            say!("import-same", name = name, other = other)
        })
    }
}

/// The edit that adds the drafts whose texts are not in the project yet. Texts are the same when their bytes are.
#[must_use]
pub fn admit(project: &Project, drafts: Vec<Draft>, author: &Author) -> Admission {
    admit_beside(project, |_| false, drafts, author)
}

/// As [`admit()`], with ids that are not free although the project has no such article: those of articles of which
/// something is on the disk that could not be read. One of them would keep its file from being written.
#[must_use]
pub fn admit_beside(
    project: &Project,
    reserved: impl Fn(&ArticleId) -> bool,
    drafts: Vec<Draft>,
    author: &Author,
) -> Admission {
    // By the hash of a text: the title of its article, and whether that comes with the others.
    let mut known: BTreeMap<String, (String, bool)> = project
        .articles
        .values()
        .map(|article| {
            // What was corrected since is still the text that was loaded.
            let sha256 = article.original_sha256();
            (sha256, (article.meta.display_title().to_owned(), false))
        })
        .collect();
    let mut articles: Vec<Arc<Article>> = Vec::new();
    let mut given: HashSet<ArticleId> = HashSet::new();
    let mut skipped = Vec::new();
    for (number, draft) in drafts.into_iter().enumerate() {
        let text = draft.text();
        let sha256 = sha256_hex(&text);
        if let Some((title, is_twin)) = known.get(&sha256) {
            skipped.push(Skipped {
                draft: number,
                of_file: draft.of_file,
                name: draft.name(),
                same_as: title.clone(),
                is_twin: *is_twin,
            });
            continue;
        }
        let taken = |id: &ArticleId| {
            project.articles.contains_key(id) || reserved(id) || given.contains(id)
        };
        let article = article(draft, text, sha256, author, taken);
        known.insert(
            article.sha256.clone(),
            (article.meta.display_title().to_owned(), true),
        );
        given.insert(article.id.clone());
        articles.push(Arc::new(article));
    }
    let name = match articles.as_slice() {
        [one] => say!("edit-article-add", title = one.meta.display_title()),
        many => say!("edit-articles-add", count = many.len()),
    };
    let added: Vec<ArticleId> = articles.iter().map(|article| article.id.clone()).collect();
    let changes = articles
        .into_iter()
        .map(|article| Change::Article(article.id.clone(), Some(article)))
        .collect();
    Admission {
        edit: Edit::new(name, changes),
        added,
        skipped,
    }
}

fn article(
    draft: Draft,
    text: String,
    sha256: String,
    author: &Author,
    taken: impl Fn(&ArticleId) -> bool,
) -> Article {
    Article {
        id: identifier(&draft, &sha256, taken),
        meta: ArticleMeta {
            origin: Some(Box::new(Origin {
                file: draft.file,
                encoding: draft.encoding,
                cleaned: draft.cleaned,
                format: draft.format.to_owned(),
                sha256: draft.sha256,
                number: draft.number,
                at: author.at,
                by: author.annotator.clone(),
            })),
            ..draft.meta
        },
        text: Text::new(text),
        sha256,
        corrections: Vec::new(),
        withdrawn: Withdrawn::default(),
    }
}

/// An identifier that people can read, with the beginning of the text's hash: two copies of a project that load the
/// same text give it one name, and different texts of one title get two.
fn identifier(draft: &Draft, sha256: &str, taken: impl Fn(&ArticleId) -> bool) -> ArticleId {
    let stem = draft
        .file
        .rsplit_once('.')
        .map_or(draft.file.as_str(), |(stem, _)| stem);
    // A file of many articles names none of them.
    let name = if stem.is_empty() || draft.number.is_some() {
        &draft.meta.title
    } else {
        stem
    };
    let hash = sha256.get(..8).unwrap_or(sha256);
    let readable = name.contains(|c: char| c.is_ascii_alphanumeric());
    let whole = if readable {
        format!("{}-{hash}", ArticleId::from_name(name, |_| false))
    } else {
        hash.to_owned()
    };
    match ArticleId::new(&whole) {
        Ok(id) if !taken(&id) => id,
        _ => ArticleId::from_name(hash, taken),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::from_paste;
    use crate::model::AnnotatorId;

    fn author() -> Author {
        Author {
            annotator: AnnotatorId::new("ana").unwrap(),
            at: jiff::Timestamp::UNIX_EPOCH,
        }
    }

    fn drafts(texts: &[&str]) -> Vec<Draft> {
        texts.iter().map(|text| from_paste(text).unwrap()).collect()
    }

    #[test]
    fn a_batch_is_one_edit_and_the_same_text_is_skipped() {
        let mut project = Project::default();
        let first = admit(
            &project,
            drafts(&["One\n\nText.", "Two\n\nText.", "One\n\nText."]),
            &author(),
        );
        assert_eq!(first.edit.name, "Add 2 articles");
        assert_eq!(first.added.len(), 2);
        assert_eq!(
            first
                .skipped
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>(),
            ["Pasted text: skipped, the same text as “One” in the same import"]
        );
        let inverse = first.edit.apply(&mut project).unwrap();
        let article = &project.articles[&first.added[0]];
        assert_eq!(article.text.as_str(), "One\n\nText.");
        assert_eq!(article.meta.origin.as_ref().unwrap().by.as_str(), "ana");

        let second = admit(
            &project,
            drafts(&["Two\n\nText.", "Three\n\nText."]),
            &author(),
        );
        assert_eq!(second.edit.name, "Add “Three”");
        let skipped = &second.skipped[0];
        assert_eq!((skipped.same_as.as_str(), skipped.is_twin), ("Two", false));
        assert_eq!(
            skipped.to_string(),
            "Pasted text: skipped, the same text as “Two”"
        );
        let third = admit(&project, drafts(&["Two\n\nText."]), &author());
        assert!(third.edit.is_empty());

        inverse.apply(&mut project).unwrap();
        assert_eq!(project, Project::default());
    }

    #[test]
    fn identifiers_read_like_the_file_and_differ_by_text() {
        let mut batch = drafts(&["One", "Two", "三"]);
        batch[0].file =
            "2026-03-01_Courier_a-very-long-name-of-a-file-that-goes-on-and-on.txt".into();
        batch[1].file = "2026-03-01_Courier.txt".into();
        let ids = admit(&Project::default(), batch, &author()).added;
        assert!(
            ids[0]
                .as_str()
                .starts_with("2026-03-01-courier-a-very-long"),
            "{}",
            ids[0]
        );
        for (id, draft) in ids.iter().zip(["One", "Two", "三"]) {
            assert!(id.as_str().ends_with(&sha256_hex(draft)[..8]), "{id}");
        }
        assert!(
            ids[1].as_str().starts_with("2026-03-01-courier-"),
            "{}",
            ids[1]
        );
        assert_eq!(
            ids[2].as_str().len(),
            8,
            "nothing but the hash is left: {}",
            ids[2]
        );
        let beside = admit_beside(
            &Project::default(),
            |id| *id == ids[2],
            drafts(&["三"]),
            &author(),
        );
        assert_eq!(beside.added.len(), 1);
        assert_ne!(beside.added[0], ids[2]);
        let again = admit(&Project::default(), drafts(&["三"]), &author()).added;
        assert_eq!(again[0], ids[2]);
    }
}
