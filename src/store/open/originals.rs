//! From which articles marks were carried over that wait in others without a place.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use imbl::OrdMap;

use crate::model::{Article, ArticleId};

/// The articles of a project by their texts, worked out once somebody asks: most projects have no marks that wait.
pub(super) struct Originals<'a> {
    articles: &'a OrdMap<ArticleId, Arc<Article>>,
    by_text: OnceLock<HashMap<&'a str, &'a Article>>,
    /// Texts that no article has now: those that corrected articles had are looked for once.
    earlier: Mutex<HashMap<String, Option<&'a Article>>>,
}

impl<'a> Originals<'a> {
    pub fn of(articles: &'a OrdMap<ArticleId, Arc<Article>>) -> Self {
        Self {
            articles,
            by_text: OnceLock::new(),
            earlier: Mutex::default(),
        }
    }

    /// The article that has, or had before it was corrected, the text of this SHA-256; none if that is the article `but` itself.
    pub fn find(&self, sha256: &str, but: &Article) -> Option<&'a Article> {
        if but.meta.other_text == sha256 {
            // Its own text of earlier, whoever else has that one now.
            return None;
        }
        let by_text = self.by_text.get_or_init(|| {
            let all = self.articles.values();
            all.map(|it| (it.sha256.as_str(), &**it)).collect()
        });
        let now = by_text.get(sha256).copied();
        let found = now.or_else(|| {
            let mut earlier = self.earlier.lock().unwrap_or_else(PoisonError::into_inner);
            let known = earlier.get(sha256).copied();
            known.unwrap_or_else(|| {
                let found = self.had(sha256);
                earlier.insert(sha256.to_owned(), found);
                found
            })
        });
        found.filter(|it| it.id != but.id)
    }

    fn had(&self, sha256: &str) -> Option<&'a Article> {
        let mut all = self.articles.values();
        all.find(|it| it.since(sha256).is_some()).map(|it| &**it)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Correction;
    use crate::model::random::{article, author};
    use crate::text::{Patch, Text, sha256_hex};

    #[test]
    fn an_article_is_known_by_its_text_of_now_and_of_earlier() {
        const NOW: &str = "The port is closed.";
        const THEN: &str = "The port is shut.";
        let loaded = article("one", THEN);
        let correction = Correction {
            at: author(0).at,
            by: author(0).annotator,
            why: String::new(),
            patches: Patch::between(&loaded.text, &Text::new(NOW)),
        };
        let (corrected, _) = loaded.corrected(&[correction]).unwrap();
        let mut copy = Article::clone(&article("copy", "The port of Elsin is closed."));
        let articles: OrdMap<ArticleId, Arc<Article>> = [corrected, copy.clone()]
            .into_iter()
            .map(|it| (it.id.clone(), Arc::new(it)))
            .collect();
        let originals = Originals::of(&articles);
        for text in [NOW, THEN, NOW, THEN] {
            let found = originals.find(&sha256_hex(text), &copy);
            assert_eq!(found.map(|it| it.id.as_str()), Some("one"), "{text}");
        }
        assert!(originals.find(&sha256_hex("Another"), &copy).is_none());
        assert!(originals.find(&copy.sha256, &copy).is_none());
        // A text that the copy had itself is no other article's.
        copy.meta.other_text = sha256_hex(THEN);
        assert!(originals.find(&sha256_hex(THEN), &copy).is_none());
    }
}
