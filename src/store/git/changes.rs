//! What is new in the files of a project, counted and put into words.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::model::{AnnotatorId, ArticleId, Part, Project};
use crate::say;
use crate::store::layout;

/// So many titles of each person stand in a message.
const TITLES: usize = 10;
/// Most characters of a title there.
const TITLE: usize = 60;

/// How the files of a project differ between two states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// How many files are new.
    pub added: usize,
    /// How many say something else.
    pub changed: usize,
    /// How many are gone.
    pub deleted: usize,
    /// What they hold of the project.
    parts: BTreeSet<Part>,
    /// How many hold nothing of it.
    others: usize,
}

impl Changes {
    /// As `git status --porcelain -z` tells them, with the way from the top of the repository to the project.
    pub(super) fn of_status(items: &[String], prefix: &str) -> Self {
        let mut changes = Self::default();
        for item in items {
            if let Some((kind, path)) = item.split_at_checked(3) {
                let kind = match kind.trim() {
                    it if it.contains('D') => 'D',
                    it if it.contains('?') || it.contains('A') => 'A',
                    _ => 'M',
                };
                changes.add(kind, path.strip_prefix(prefix).unwrap_or(path));
            }
        }
        changes
    }

    /// As `git diff --name-status -z --relative` tells them.
    pub(super) fn of_names(items: &[String]) -> Self {
        let mut changes = Self::default();
        for pair in items.chunks_exact(2) {
            let kind = pair[0].chars().next().unwrap_or('M');
            changes.add(kind, &pair[1]);
        }
        changes
    }

    /// For a test: that these files have changed.
    #[cfg(test)]
    pub(crate) fn of_files(files: &[&str]) -> Self {
        let mut changes = Self::default();
        for file in files {
            changes.add('M', file);
        }
        changes
    }

    fn add(&mut self, kind: char, path: &str) {
        match kind {
            'A' => self.added += 1,
            'D' => self.deleted += 1,
            _ => self.changed += 1,
        }
        match layout::part_of(Path::new(path)) {
            Some(part) => {
                self.parts.insert(part);
            }
            None => self.others += 1,
        }
    }

    /// How many files.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.added + self.changed + self.deleted
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// The parts of the project in them.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter()
    }

    /// What they are about, in a few words each: “annotations in 3 articles”, “the codebook”.
    #[must_use]
    pub fn what(&self) -> Vec<String> {
        let (mut articles, mut marked, mut reviewed) = (0, BTreeSet::new(), BTreeSet::new());
        let (mut people, mut shared) = (0, Vec::new());
        for part in &self.parts {
            match part {
                Part::Article(_) => articles += 1,
                Part::Layer(key) => {
                    marked.insert(&key.article);
                }
                Part::Review(key) => {
                    reviewed.insert(&key.article);
                }
                Part::Annotator(_) => people += 1,
                Part::Codebook => shared.push(say!("git-what-codebook")),
                Part::Guidelines => shared.push(say!("git-what-guidelines")),
                Part::Settings => shared.push(say!("git-what-settings")),
                Part::Highlighters => shared.push(say!("git-what-highlighters")),
                Part::Reviewing => shared.push(say!("git-what-reviewing")),
            }
        }
        let counted = [
            (marked.len(), say!("git-what-layers", count = marked.len())),
            (
                reviewed.len(),
                say!("git-what-reviews", count = reviewed.len()),
            ),
            (articles, say!("git-what-articles", count = articles)),
            (people, say!("git-what-people", count = people)),
        ];
        let counted = counted.into_iter().filter(|(count, _)| *count > 0);
        let mut what: Vec<String> = counted.map(|(_, words)| words).collect();
        what.extend(shared.into_iter().map(str::to_owned));
        if self.others > 0 {
            what.push(say!("git-what-others", count = self.others));
        }
        what
    }

    /// The message of a commit of them by this person: what they are about, and whose annotations of which articles.
    pub(super) fn message(&self, project: &Project, me: &str) -> String {
        let what = self.what().join(", ");
        let mut message = say!("git-message", name = plain(me), what = what);
        let lines = self.by_person().into_iter().map(|(person, articles)| {
            let name = plain(project.annotator_name(person));
            let more = articles.len().saturating_sub(TITLES);
            let titles = articles.into_iter().take(TITLES).map(|id| {
                let article = project.articles.get(id);
                let title = article.map_or(id.as_str(), |it| it.meta.display_title());
                say!("quoted", text = plain(title))
            });
            let mut titles: Vec<String> = titles.collect();
            if more > 0 {
                titles.push(say!("git-message-more", count = more));
            }
            format!("{name}: {}", titles.join(", "))
        });
        let lines: Vec<String> = lines.collect();
        if !lines.is_empty() {
            message = format!("{message}\n\n{}", lines.join("\n"));
        }
        message
    }

    /// The articles in which each person marked, decided or said something.
    fn by_person(&self) -> BTreeMap<&AnnotatorId, BTreeSet<&ArticleId>> {
        let mut by_person: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for part in &self.parts {
            let (person, article) = match part {
                Part::Layer(key) => (&key.annotator, &key.article),
                Part::Review(key) => (&key.reviewer, &key.article),
                _ => continue,
            };
            by_person.entry(person).or_default().insert(article);
        }
        by_person
    }
}

/// A name or a title on one line, and not too long.
fn plain(text: &str) -> String {
    let mut line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(TITLE)
        .collect();
    if text.chars().nth(TITLE).is_some() {
        line.push('…');
    }
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(items: &[&str]) -> Vec<String> {
        items.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn what_git_tells_is_counted_by_what_it_is_of_the_project() {
        let status = items(&[
            "?? deep/project/annotators/ana/layers/one.ron",
            " M deep/project/annotators/ben/layers/one.ron",
            " M deep/project/annotators/ana/layers/two.ron",
            "M  deep/project/codebook.ron",
            " D deep/project/articles/three.txt",
            " D deep/project/articles/three.ron",
            "?? deep/project/notes about  it.txt",
        ]);
        let changes = Changes::of_status(&status, "deep/project/");
        let counts = (changes.added, changes.changed, changes.deleted);
        assert_eq!(counts, (2, 3, 2));
        let what = [
            "annotations in 2 articles",
            "1 article",
            "the codebook",
            "1 other file",
        ];
        assert_eq!(changes.what(), what);
        let names = items(&["M", "codebook.ron", "A", "articles/one.txt", "D", "x"]);
        let changes = Changes::of_names(&names);
        let counts = (changes.added, changes.changed, changes.deleted);
        assert_eq!(counts, (1, 1, 1));
    }

    #[test]
    fn a_message_says_whose_and_of_which_articles_on_lines_of_its_own() {
        let status = items(&[
            "?? annotators/ana/layers/one.ron",
            "?? annotators/ana/reviews/two.ron",
        ]);
        let project = Project::default();
        let message = Changes::of_status(&status, "").message(&project, "Ana\nX\u{1b}");
        let expected = "Ana X: annotations in 1 article, decisions and comments in 1 article\n\nana: “one”, “two”";
        assert_eq!(message, expected);
        let many: Vec<String> = (0..15)
            .map(|at| format!("?? annotators/ana/layers/a{at:02}.ron"))
            .collect();
        let message = Changes::of_status(&many, "").message(&project, "Ana");
        assert!(message.ends_with("“a09”, and 5 more"), "{message}");
    }
}
