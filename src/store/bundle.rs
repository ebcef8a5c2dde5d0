//! A bundle: what some annotators made, in one file that can be mailed. It is a ZIP file of the very files that they have in
//! the project folder, and of one more that says to which project and to which texts they belong.
//!
//! Nothing of a bundle is ever written to the disk as it is: each file is read as the part that its name means, as strictly as
//! one in the project folder, so that a name that leads elsewhere means nothing. How much is read is bounded by what comes out,
//! whatever the file says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, Cursor, Read as _, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::model::{AnnotatorId, Article, ArticleId, LayerKey, Part, Project, ReviewKey};
use crate::say;

use super::FORMAT;
use super::codec::{self, Record};
use super::contents::contents;
use super::error::Fault;
use super::excess::{ANNOTATIONS, List};
use super::layout;

/// How the name of a bundle ends.
pub const BUNDLE_ENDING: &str = "postil";
/// The file that says to what the others belong.
const HEAD: &str = "bundle.ron";
/// Most files of a bundle.
const MOST_FILES: usize = 200_000;
/// Most bytes that come out of one.
const MOST_BYTES: u64 = if cfg!(test) { 4 << 20 } else { 2 << 30 };

/// `bundle.ron`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BundleHead {
    format: u32,
    /// The version of the program that made it.
    pub program: String,
    /// The id of the project; empty when it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub project: String,
    /// The name of the project.
    pub name: String,
    /// When it was made.
    pub made: Timestamp,
    /// Whose work is in it.
    pub annotators: BTreeSet<AnnotatorId>,
    /// The articles that whoever made it has. Where there is no work of theirs in one, nothing is left of it: without this, a
    /// layer that was emptied could not be told from one that nobody has ever had.
    #[serde(default)]
    pub articles: Vec<BundleArticle>,
}

/// An article that whoever made a bundle has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BundleArticle {
    /// Its id.
    pub id: ArticleId,
    /// Its title; empty where nothing in the bundle belongs to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// SHA-256 of the text on which the work stands; empty where there is none.
    pub text_sha256: String,
}

impl Record for BundleHead {
    fn format(&self) -> u32 {
        self.format
    }

    fn lists(&self) -> Vec<List> {
        vec![("articles", self.articles.len(), ANNOTATIONS)]
    }
}

/// What a bundle holds.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// To what it belongs.
    pub head: BundleHead,
    /// The files of parts; of an article what is known about it.
    pub(super) files: BTreeMap<Part, Vec<u8>>,
    /// The texts of articles, where they are in it.
    pub(super) texts: BTreeMap<ArticleId, Vec<u8>>,
    /// What in it is no file of ours.
    pub strays: usize,
}

/// How much went into a bundle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bundled {
    /// Layers.
    pub layers: usize,
    /// Annotations in them.
    pub annotations: usize,
    /// Reviews.
    pub reviews: usize,
    /// Texts of articles.
    pub texts: usize,
}

/// Why a file is no bundle that can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// It is no ZIP file, or not all of it is there.
    #[error("{}", say!("bundle-torn", why = .0))]
    Torn(String),
    /// There is nothing in it that says to what it belongs.
    #[error("{}", say!("bundle-no-head"))]
    NoHead,
    /// A file in it cannot be read.
    #[error("{}", say!("bundle-file", file = .0, why = .1))]
    File(String, String),
    /// There are two files of one name in it.
    #[error("{}", say!("bundle-twice", file = .0))]
    Twice(String),
    /// There is more in it than anybody makes.
    #[error("{}", say!("bundle-too-large"))]
    TooLarge,
    /// A newer version of the program made it.
    #[error("{}", say!("bundle-newer", program = .0))]
    Newer(String),
    /// It cannot be written.
    #[error("{}", say!("bundle-unwritten", why = .0))]
    Unwritten(String),
}

/// The parts that go into a bundle of these annotators: all that they made, and of whoever reviewed something the gold layers of
/// the articles, too.
fn parts(project: &Project, annotators: &BTreeSet<AnnotatorId>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let reviews = project.reviews.keys();
    let reviews: Vec<&ReviewKey> = reviews
        .filter(|key| annotators.contains(&key.reviewer))
        .collect();
    let gold = project.reviewing.rules.gold.as_ref();
    let gold = gold.filter(|_| !reviews.is_empty());
    let decided: BTreeSet<&ArticleId> = reviews.iter().map(|key| &key.article).collect();
    let whose = annotators.iter().chain(gold);
    let whose: BTreeSet<&AnnotatorId> = whose
        .filter(|id| project.annotators.contains_key(*id))
        .collect();
    parts.extend(whose.into_iter().cloned().map(Part::Annotator));
    let layers = project.layers.keys().filter(|key| {
        annotators.contains(&key.annotator)
            || gold == Some(&key.annotator) && decided.contains(&key.article)
    });
    parts.extend(layers.cloned().map(Part::Layer));
    parts.extend(reviews.into_iter().cloned().map(Part::Review));
    if gold.is_some() || annotators.iter().any(|id| project.is_second(id)) {
        parts.push(Part::Reviewing);
    }
    parts
}

/// Writes a bundle of what these annotators made. The same gives the same file, but for the time.
///
/// # Errors
/// [`BundleError::Unwritten`].
pub fn write_bundle(
    project: &Project,
    annotators: &BTreeSet<AnnotatorId>,
    with_texts: bool,
    made: Timestamp,
    out: impl Write + Seek,
) -> Result<Bundled, BundleError> {
    let unwritten = |why: &dyn ToString| BundleError::Unwritten(why.to_string());
    // What somebody marked a second time is that person's work, too.
    let seconds = annotators.iter().filter_map(|id| project.second_of(id));
    let annotators = &annotators.iter().chain(seconds).cloned().collect();
    let mut parts = parts(project, annotators);
    let mut bundled = Bundled::default();
    let mut articles: BTreeSet<&ArticleId> = BTreeSet::new();
    for part in &parts {
        match part {
            Part::Layer(key) => {
                bundled.layers += 1;
                let layer = project.layer(key);
                bundled.annotations += layer.map_or(0, |it| it.annotations.len());
                articles.insert(&key.article);
            }
            Part::Review(key) => {
                bundled.reviews += 1;
                articles.insert(&key.article);
            }
            _ => {}
        }
    }
    let about = |article: &Arc<Article>| {
        let work = articles.get(&article.id).map(|_| article);
        BundleArticle {
            id: article.id.clone(),
            title: work.map_or_else(String::new, |it| it.meta.title.clone()),
            text_sha256: work.map_or_else(String::new, |it| it.sha256.clone()),
        }
    };
    let head = BundleHead {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        project: project.settings.id.clone(),
        name: project.settings.name.clone(),
        made: crate::model::edits::whole_seconds(made),
        annotators: annotators.clone(),
        articles: project.articles.values().map(about).collect(),
    };
    if with_texts {
        let texts: Vec<Part> = articles.into_iter().cloned().map(Part::Article).collect();
        bundled.texts = texts.len();
        parts.splice(0..0, texts);
    }
    let mut zip = ZipWriter::new(out);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut put = |path: &Path, bytes: &[u8]| {
        let started = zip.start_file(layout::shown(path), options);
        started.map_err(|error| unwritten(&error))?;
        zip.write_all(bytes).map_err(|error| unwritten(&error))
    };
    let text = codec::encode(&head).map_err(BundleError::Unwritten)?;
    put(Path::new(HEAD), text.as_bytes())?;
    for part in &parts {
        for (path, bytes) in contents(project, part).map_err(BundleError::Unwritten)? {
            put(&path, &bytes)?;
        }
    }
    zip.finish().map_err(|error| unwritten(&error))?;
    Ok(bundled)
}

/// Whether a file seems to be a bundle, to judge by its name or by what files it has in it.
#[must_use]
pub fn is_bundle(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == BUNDLE_ENDING)
        || File::open(path)
            .ok()
            .and_then(|file| ZipArchive::new(BufReader::new(file)).ok())
            .is_some_and(|zip| zip.index_for_name(HEAD).is_some())
}

/// Reads a bundle. What its files hold is not looked at yet.
///
/// # Errors
/// Why it cannot be read.
pub fn read_bundle(bytes: &[u8]) -> Result<Bundle, BundleError> {
    let torn = |error: zip::result::ZipError| BundleError::Torn(error.to_string());
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(torn)?;
    if zip.len() > MOST_FILES {
        return Err(BundleError::TooLarge);
    }
    let mut left = MOST_BYTES;
    let mut head = None;
    let (mut files, mut texts) = (BTreeMap::new(), BTreeMap::new());
    let mut seen = BTreeSet::new();
    let mut strays = 0;
    for at in 0..zip.len() {
        let entry = zip.by_index(at).map_err(torn)?;
        let name = entry.name().map_err(torn)?.into_owned();
        let path = PathBuf::from(&name);
        let part = layout::part_of(&path);
        if part.is_none() && name != HEAD {
            strays += usize::from(!entry.is_dir());
            continue;
        }
        // One place can be written in several ways.
        let is_text = path.extension().is_some_and(|it| it == "txt");
        if !seen.insert((part.clone(), is_text)) {
            return Err(BundleError::Twice(shortened(&name)));
        }
        let mut bytes = Vec::new();
        let most = layout::limit(&path).min(left);
        let read = entry.take(most + 1).read_to_end(&mut bytes);
        read.map_err(|error| BundleError::File(shortened(&name), error.to_string()))?;
        if bytes.len() as u64 > most {
            return Err(BundleError::TooLarge);
        }
        left -= bytes.len() as u64;
        match part {
            None => head = Some(read_head(&bytes)?),
            Some(Part::Article(id)) if is_text => {
                texts.insert(id, bytes);
            }
            Some(part) => {
                files.insert(part, bytes);
            }
        }
    }
    let head = head.ok_or(BundleError::NoHead)?;
    Ok(Bundle {
        head,
        files,
        texts,
        strays,
    })
}

fn read_head(bytes: &[u8]) -> Result<BundleHead, BundleError> {
    codec::decode::<BundleHead>(bytes).map_err(|fault| match fault {
        Fault::Newer(_) => {
            let text = String::from_utf8_lossy(bytes);
            let program = text.split("program: \"").nth(1);
            let program = program.and_then(|rest| rest.split('"').next());
            BundleError::Newer(shortened(program.unwrap_or("?")))
        }
        fault => BundleError::File(HEAD.to_owned(), fault.message()),
    })
}

/// A name of somebody else's file in a message.
fn shortened(name: &str) -> String {
    name.chars().take(120).collect()
}

impl Bundle {
    /// The keys of its layers.
    pub(super) fn layers(&self) -> impl Iterator<Item = (&LayerKey, &[u8])> {
        self.files.iter().filter_map(|(part, bytes)| match part {
            Part::Layer(key) => Some((key, bytes.as_slice())),
            _ => None,
        })
    }
}
