//! Which part of a project is in which file.
//!
//! Paths are made of fixed names and validated ids only; no foreign text ever becomes a path.

use std::path::{Path, PathBuf};

use crate::model::{AnnotatorId, ArticleId, LayerKey, Part, ReviewKey};
use crate::say;

/// Makes a folder a project.
pub(super) const PROJECT: &str = "project.ron";
pub(super) const CODEBOOK: &str = "codebook.ron";
pub(super) const GUIDELINES: &str = "guidelines.md";
/// Not there as long as a project has had no highlighter.
pub(super) const HIGHLIGHTERS: &str = "highlighters.ron";
/// Not there as long as nobody has reviewed a project.
pub(super) const REVIEWING: &str = "reviewing.ron";
pub(super) const ARTICLES: &str = "articles";
pub(super) const ANNOTATORS: &str = "annotators";
pub(super) const ANNOTATOR: &str = "annotator.ron";
pub(super) const LAYERS: &str = "layers";
/// Decisions and comments of reviewers; not there without any.
pub(super) const REVIEWS: &str = "reviews";
pub(super) const GIT_ATTRIBUTES: &str = ".gitattributes";
/// What `.gitattributes` says: text stays as it is to the byte; RON is merged by what it says where the program's merge
/// driver is set up.
pub const GIT_ATTRIBUTES_TEXT: &str = "*.txt -text\n*.ron text eol=lf merge=postil\n";

/// Largest text that is read and written, in bytes of UTF-8.
pub const TEXT_LIMIT: u64 = 256 << 20;
/// Largest RON file that is read and written, in bytes.
pub(super) const RON_LIMIT: u64 = 512 << 20;

/// How large a file may be, by its ending.
pub(super) fn limit(file: &Path) -> u64 {
    match file.extension() {
        Some(ending) if ending == "ron" => RON_LIMIT,
        _ => TEXT_LIMIT,
    }
}

/// Stands before the hash in the name of a file that holds our version of one that another program changed.
const MINE: &str = ".mine-";

/// Stands before the hash in the name of a file that another program wrote in the moment in which we replaced it.
const THEIRS: &str = ".theirs-";

/// Where another program's version of a file goes when ours has just taken its place.
pub(super) fn displaced(file: &Path, hash: &str) -> PathBuf {
    beside(file, THEIRS, hash)
}

/// Where our version of a file goes while another program's version stands in its place.
pub(super) fn aside(file: &Path, hash: &str) -> PathBuf {
    beside(file, MINE, hash)
}

fn beside(file: &Path, whose: &str, hash: &str) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    let short = hash.get(..8).unwrap_or(hash);
    file.with_file_name(format!("{stem}{whose}{short}.{ending}"))
}

/// The file of a part, relative to the project folder. An article's text is beside it, with the ending `txt`.
#[must_use]
pub fn part_path(part: &Part) -> PathBuf {
    match part {
        Part::Settings => PROJECT.into(),
        Part::Codebook => CODEBOOK.into(),
        Part::Guidelines => GUIDELINES.into(),
        Part::Highlighters => HIGHLIGHTERS.into(),
        Part::Article(id) => article_path(id),
        Part::Annotator(id) => annotator_folder(id).join(ANNOTATOR),
        Part::Layer(key) => layer_path(key),
        Part::Reviewing => REVIEWING.into(),
        Part::Review(key) => review_path(key),
    }
}

/// All files of a part.
pub(super) fn files_of(part: &Part) -> Vec<PathBuf> {
    match part {
        Part::Article(id) => vec![text_path(id), article_path(id)],
        part => vec![part_path(part)],
    }
}

/// The part to which a file belongs, given relative to the project folder, if it is one of ours.
pub(super) fn part_of(file: &Path) -> Option<Part> {
    let names: Vec<&str> = file
        .iter()
        .map(|name| name.to_str())
        .collect::<Option<_>>()?;
    let article = |name: &str, ending| ArticleId::new(name.strip_suffix(ending)?).ok();
    match names[..] {
        [PROJECT] => Some(Part::Settings),
        [CODEBOOK] => Some(Part::Codebook),
        [GUIDELINES] => Some(Part::Guidelines),
        [HIGHLIGHTERS] => Some(Part::Highlighters),
        [REVIEWING] => Some(Part::Reviewing),
        [ARTICLES, name] => article(name, ".ron")
            .or_else(|| article(name, ".txt"))
            .map(Part::Article),
        [ANNOTATORS, id, ANNOTATOR] => AnnotatorId::new(id).ok().map(Part::Annotator),
        [ANNOTATORS, id, LAYERS, name] => Some(Part::Layer(LayerKey {
            article: article(name, ".ron")?,
            annotator: AnnotatorId::new(id).ok()?,
        })),
        [ANNOTATORS, id, REVIEWS, name] => Some(Part::Review(ReviewKey {
            article: article(name, ".ron")?,
            reviewer: AnnotatorId::new(id).ok()?,
        })),
        _ => None,
    }
}

/// The part to which a file belongs that a [`Finding`](crate::model::Finding) names, if it is one of ours.
pub(super) fn part_at(file: &str) -> Option<Part> {
    part_of(&file.split('/').collect::<PathBuf>())
}

/// The project folder in which a file lies, and the part of the project that it holds, to judge by where it is.
#[must_use]
pub fn project_of(file: &Path) -> Option<(PathBuf, Part)> {
    file.ancestors().skip(1).find_map(|root| {
        let part = part_of(file.strip_prefix(root).ok()?)?;
        Some((root.to_owned(), part))
    })
}

/// The annotator in whose folder of layers a file is.
pub(super) fn annotator_of_layer(file: &Path) -> Option<AnnotatorId> {
    annotator_of(file, LAYERS)
}

/// The annotator in whose folder of reviews a file is.
pub(super) fn annotator_of_review(file: &Path) -> Option<AnnotatorId> {
    annotator_of(file, REVIEWS)
}

/// The annotator in whose folder of this name a file is.
fn annotator_of(file: &Path, within: &str) -> Option<AnnotatorId> {
    let mut names = file.iter().map(|name| name.to_str());
    let is_theirs = names.next() == Some(Some(ANNOTATORS));
    let id = AnnotatorId::new(names.next()??).ok()?;
    let is_there = is_theirs && names.next() == Some(Some(within)) && names.count() == 1;
    (is_there && file.extension().is_some_and(|ending| ending == "ron")).then_some(id)
}

pub(super) fn article_path(id: &ArticleId) -> PathBuf {
    Path::new(ARTICLES).join(format!("{id}.ron"))
}

pub(super) fn text_path(id: &ArticleId) -> PathBuf {
    Path::new(ARTICLES).join(format!("{id}.txt"))
}

pub(super) fn annotator_folder(id: &AnnotatorId) -> PathBuf {
    Path::new(ANNOTATORS).join(id.as_str())
}

pub(super) fn layers_folder(id: &AnnotatorId) -> PathBuf {
    annotator_folder(id).join(LAYERS)
}

pub(super) fn layer_path(key: &LayerKey) -> PathBuf {
    layers_folder(&key.annotator).join(format!("{}.ron", key.article))
}

pub(super) fn reviews_folder(id: &AnnotatorId) -> PathBuf {
    annotator_folder(id).join(REVIEWS)
}

pub(super) fn review_path(key: &ReviewKey) -> PathBuf {
    reviews_folder(&key.reviewer).join(format!("{}.ron", key.article))
}

/// What a file is that does not belong in one of the project's folders.
pub(super) fn belonging(folder: &Path) -> &'static str {
    match folder.iter().count() {
        3 if folder.ends_with(REVIEWS) => say!("open-stray-review"),
        3 => say!("open-stray-layer"),
        2 => say!("open-stray-work"),
        _ if folder == Path::new(ARTICLES) => say!("open-stray-article"),
        _ => say!("open-stray-annotator"),
    }
}

/// A relative path as findings show it: with `/` on every system.
pub(super) fn shown(path: &Path) -> String {
    let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_tells_its_project() {
        let found = |file: &str| project_of(Path::new(file)).map(|(root, _)| shown(&root));
        assert_eq!(found("codebook.ron").as_deref(), Some(""));
        assert_eq!(found("a/b/codebook.ron").as_deref(), Some("a/b"));
        let layer = "a/annotators/ana/layers/one.ron";
        assert_eq!(found(layer).as_deref(), Some("a"));
        assert_eq!(found("a/annotators/ana/layers/One.ron"), None);
        assert_eq!(found("a/notes.ron"), None);
    }

    #[test]
    fn every_part_has_its_file() {
        let article = ArticleId::new("port-closes").unwrap();
        let annotator = AnnotatorId::new("ana").unwrap();
        let key = LayerKey {
            article: article.clone(),
            annotator: annotator.clone(),
        };
        let parts = [
            Part::Settings,
            Part::Codebook,
            Part::Guidelines,
            Part::Highlighters,
            Part::Reviewing,
            Part::Article(article.clone()),
            Part::Annotator(annotator.clone()),
            Part::Layer(key),
            Part::Review(ReviewKey {
                article,
                reviewer: annotator,
            }),
        ];
        for part in &parts {
            assert_eq!(part_of(&part_path(part)).as_ref(), Some(part));
        }
        let paths: Vec<String> = parts.iter().map(|part| shown(&part_path(part))).collect();
        assert_eq!(
            paths,
            [
                "project.ron",
                "codebook.ron",
                "guidelines.md",
                "highlighters.ron",
                "reviewing.ron",
                "articles/port-closes.ron",
                "annotators/ana/annotator.ron",
                "annotators/ana/layers/port-closes.ron",
                "annotators/ana/reviews/port-closes.ron",
            ]
        );
    }
}
