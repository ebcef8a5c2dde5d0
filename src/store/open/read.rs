//! Reading one article or one layer: what it holds, what is wrong with it, and whether it may be written.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use crate::model::{
    AnnotationId, Article, ArticleId, ArticleMeta, Correction, Detached, Finding, Layer, LayerKey,
    Level, Part, Review, ReviewKey, Spans, Withdrawn,
};
use crate::say;
use crate::store::FORMAT;
use crate::store::cache::Origin;
use crate::store::codec::{self, Record};
use crate::store::conflict::{Unmerged, left_by_git};
use crate::store::error::{Damage, Fault, newer};
use crate::store::folder::Folder;
use crate::store::known::Known;
use crate::store::layout;
use crate::store::parallel::Progress;
use crate::store::record::{
    ArticleRecord, Checked, LayerRecord, Lines, Remark, ReviewRecord, read_by_lines,
};
use crate::store::{hex, sha256_hex};
use crate::text::Text;

use super::{Originals, reanchor};

/// From so many bytes on, a layer is read by several threads.
const LARGE: usize = 256 * 1024;

/// What came of reading a file.
pub(super) struct Read<T> {
    pub value: Option<T>,
    /// What git left in the file beside that.
    pub unmerged: Option<Unmerged>,
    pub findings: Vec<Finding>,
    /// Why it must not be written.
    pub locked: Option<String>,
    /// Where annotations stand whose text has changed, if any.
    pub places: BTreeMap<AnnotationId, Spans>,
}

impl<T> Read<T> {
    fn locked(file: &Path, fault: &Fault) -> Self {
        Self {
            value: None,
            unmerged: None,
            findings: vec![fault.finding(file)],
            locked: Some(fault.message()),
            places: BTreeMap::new(),
        }
    }
}

/// Which of an article's two files are there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Source {
    pub text: bool,
    pub about: bool,
}

/// An article. Without its text there is none; without what is known about it, it goes by its id.
pub(super) fn article(
    folder: &Folder,
    known: &Known,
    id: &ArticleId,
    source: Source,
) -> Read<Article> {
    let path = layout::text_path(id);
    if !source.text {
        let message = say!("open-text-missing");
        return Read {
            value: None,
            unmerged: None,
            findings: vec![Finding {
                article: Some(id.clone()),
                ..Finding::new(Level::Error, layout::shown(&path), message)
            }],
            locked: Some(message.to_owned()),
            places: BTreeMap::new(),
        };
    }
    let text = match text(folder, known, &path) {
        Ok(text) => text,
        Err(fault) => return Read::locked(&path, &fault),
    };
    let sha256 = known
        .hash(&path)
        .map_or_else(|| sha256_hex(text.as_str()), |hash| hex(&hash));
    let about = layout::article_path(id);
    let mut findings = Vec::new();
    let mut locked = None;
    let record = if source.about {
        let part = Part::Article(id.clone());
        let bytes = folder.read_known(&about, known);
        bytes.and_then(|bytes| first_version(&part, &bytes, codec::decode_newer::<ArticleRecord>))
    } else {
        Err(Fault::Missing)
    };
    let mut unmerged = None;
    let (meta, corrections, withdrawn) = match record {
        Ok((record, rest)) => {
            if let Some(rest) = &rest {
                findings.push(rest.finding());
                locked = Some(left_by_git().to_owned());
            }
            unmerged = rest;
            if record.format() > FORMAT {
                let message = newer(record.format());
                let file = layout::shown(&about);
                findings.push(Finding::new(Level::Warning, file, &*message));
                locked = Some(message);
            }
            let other_text = record.text_sha256.clone();
            let (mut meta, corrections, withdrawn) = record.into_parts();
            if other_text != sha256 {
                let message = changed_text(&text, &other_text);
                findings.push(Finding::new(Level::Error, layout::shown(&path), message));
                meta.other_text = other_text;
            }
            (meta, corrections, withdrawn)
        }
        Err(fault) => {
            if fault == Fault::Missing {
                let message = say!("open-about-missing");
                findings.push(Finding::new(Level::Warning, layout::shown(&about), message));
            } else {
                findings.push(fault.finding(&about));
                locked = Some(fault.message());
            }
            (ArticleMeta::unknown(id), Vec::new(), Withdrawn::default())
        }
    };
    let loaded = Article {
        id: id.clone(),
        meta,
        text,
        sha256,
        corrections: Vec::new(),
        withdrawn,
    };
    let article = match corrected(&loaded, &corrections) {
        Ok(Some(article)) => article,
        Ok(None) => loaded,
        // They stay in the file until somebody has put it right.
        Err(why) => {
            let message = say!("correction-unfit", why = why);
            findings.push(Finding::new(Level::Error, layout::shown(&about), &*message));
            locked = Some(message);
            loaded
        }
    };
    for finding in &mut findings {
        finding.article = Some(id.clone());
    }
    Read {
        value: Some(article),
        unmerged,
        findings,
        locked,
        places: BTreeMap::new(),
    }
}

/// The article with what was corrected in it, if anything was; or why it stays as it was loaded. Corrections of a text that
/// was changed outside since may fit by chance: they are for another one.
fn corrected(loaded: &Article, corrections: &[Correction]) -> Result<Option<Article>, String> {
    if corrections.is_empty() {
        return Ok(None);
    }
    if loaded.meta.is_text_in_doubt() {
        return Err(say!("correction-doubt").to_owned());
    }
    match loaded.corrected(corrections) {
        Ok((article, _)) => Ok(Some(article)),
        Err(why) => Err(why.to_string()),
    }
}

/// What a file holds; of one with git's markers, what the first version in it holds, and the rest.
pub(super) fn first_version<T>(
    part: &Part,
    bytes: &[u8],
    parse: impl Fn(&[u8]) -> Result<T, Fault>,
) -> Result<(T, Option<Unmerged>), Fault> {
    let Some((first, rest)) = Unmerged::split(part, bytes) else {
        return Ok((parse(bytes)?, None));
    };
    match parse(first.as_bytes()) {
        Ok(value) => Ok((value, Some(rest))),
        Err(fault @ Fault::Newer(_)) => Err(fault),
        Err(_) => Err(codec::left_by_git(rest.line)),
    }
}

fn text(folder: &Folder, known: &Known, path: &Path) -> Result<Text, Fault> {
    let bytes = folder.read_known(path, known)?;
    String::from_utf8(bytes)
        .map(Text::new)
        .or_else(|error| codec::plain(error.as_bytes()).map(Text::new))
}

fn changed_text(text: &Text, recorded: &str) -> String {
    let restored = text.as_str().replace("\r\n", "\n");
    let message = if sha256_hex(&restored) == recorded {
        say!("open-line-ends")
    } else {
        say!("open-other-text")
    };
    message.to_owned()
}

/// A layer, its spans checked against the text of its article, which comes with those from which marks may have been carried
/// over to it.
pub(super) fn layer(
    folder: &Folder,
    known: &Known,
    key: &LayerKey,
    of: (Option<&Arc<Article>>, &Originals<'_>),
    progress: &Progress,
) -> Read<Layer> {
    let path = layout::layer_path(key);
    let mut read = try_layer(folder, known, key, &path, of, progress)
        .unwrap_or_else(|fault| Read::locked(&path, &fault));
    for finding in &mut read.findings {
        finding.article = Some(key.article.clone());
    }
    read
}

/// What a person decided and said about an article; `is_there` says whether the project has that.
pub(super) fn review(
    folder: &Folder,
    known: &Known,
    key: &ReviewKey,
    is_there: bool,
) -> Read<Review> {
    let path = layout::review_path(key);
    let mut read = try_review(folder, known, key, is_there)
        .unwrap_or_else(|fault| Read::locked(&path, &fault));
    for finding in &mut read.findings {
        finding.article = Some(key.article.clone());
    }
    read
}

fn try_review(
    folder: &Folder,
    known: &Known,
    key: &ReviewKey,
    is_there: bool,
) -> Result<Read<Review>, Fault> {
    let path = layout::review_path(key);
    let file = layout::shown(&path);
    let bytes = folder.read_known(&path, known)?;
    let part = Part::Review(key.clone());
    let (record, unmerged) = first_version(&part, &bytes, codec::decode_newer::<ReviewRecord>)?;
    let mut findings = Vec::new();
    if !is_there {
        let message = say!("review-no-article", article = key.article.to_string());
        findings.push(Finding::new(Level::Error, file, &*message));
        return Ok(Read {
            value: None,
            unmerged: None,
            findings,
            locked: Some(message),
            places: BTreeMap::new(),
        });
    }
    let mut locked = Some(record.format())
        .filter(|format| *format > FORMAT)
        .map(newer);
    if let Some(message) = &locked {
        findings.push(Finding::new(Level::Warning, file.clone(), message.clone()));
    }
    if let Some(rest) = &unmerged {
        findings.push(rest.finding());
        locked = Some(left_by_git().to_owned());
    }
    if record.is_elsewhere(key) {
        let message = say!("review-elsewhere");
        findings.push(Finding::new(Level::Warning, file.clone(), message));
    }
    let (review, told) = record.into_review();
    let told = told.into_iter();
    findings.extend(told.map(|message| Finding::new(Level::Warning, file.clone(), message)));
    Ok(Read {
        // One that says nothing any more is as good as none.
        value: (!review.is_blank()).then_some(review),
        unmerged,
        findings,
        locked,
        places: BTreeMap::new(),
    })
}

fn try_layer(
    folder: &Folder,
    known: &Known,
    key: &LayerKey,
    path: &Path,
    (article, originals): (Option<&Arc<Article>>, &Originals<'_>),
    progress: &Progress,
) -> Result<Read<Layer>, Fault> {
    if let Some(layer) =
        article.and_then(|article| copy(folder, known, key, path, article, progress))
    {
        return Ok(Read {
            value: Some(layer),
            unmerged: None,
            findings: Vec::new(),
            locked: None,
            places: BTreeMap::new(),
        });
    }
    let bytes = folder.read_known(path, known)?;
    let origin = article.and_then(|article| Origin::of(known, path, article));
    let Some(article) = article else {
        codec::decode_newer::<LayerRecord>(&bytes)?;
        let message = say!("layer-no-article", article = key.article.to_string());
        return Ok(Read {
            value: None,
            unmerged: None,
            findings: vec![Finding::new(Level::Error, layout::shown(path), &*message)],
            locked: Some(message),
            places: BTreeMap::new(),
        });
    };
    let part = Part::Layer(key.clone());
    let parse = |bytes: &[u8]| parse_layer(bytes, article, progress);
    let ((record, lines), unmerged) = first_version(&part, &bytes, parse)?;
    let file = layout::shown(path);
    let mut findings = Vec::new();
    let mut locked = Some(record.format())
        .filter(|format| *format > FORMAT)
        .map(newer);
    if let Some(message) = &locked {
        findings.push(Finding::new(Level::Warning, file.clone(), message.clone()));
    }
    if let Some(rest) = &unmerged {
        findings.push(rest.finding());
        locked = Some(left_by_git().to_owned());
    }
    let mut warn =
        |message: String| findings.push(Finding::new(Level::Warning, file.clone(), message));
    let elsewhere = record.article.as_ref().is_some_and(|id| *id != key.article)
        || record
            .annotator
            .as_ref()
            .is_some_and(|id| *id != key.annotator);
    if elsewhere {
        warn(say!("layer-elsewhere").to_owned());
    }
    let ron = String::from_utf8_lossy(&bytes);
    // That a text was corrected is nothing to tell, as long as all annotations came along.
    let made_on = record.text_sha256.clone();
    let is_of_another_text = !made_on.is_empty() && made_on != article.sha256;
    let is_corrected = is_of_another_text && article.since(&made_on).is_some();
    let (mut layer, mut remarks) = record.into_layer(lines);
    let on = (made_on.as_str(), originals);
    let places = reanchor::places(&mut layer, article, on, known.old_texts());
    let displaced = |lost: &&Detached| {
        !lost.text_sha256.is_empty() && !lost.kept && !places.contains_key(&lost.id)
    };
    let left: Vec<&Detached> = layer.detached.values().filter(displaced).collect();
    let is_told = if is_corrected {
        !left.is_empty()
    } else {
        is_of_another_text || !places.is_empty()
    };
    if is_told {
        let message = other_text(places.len(), left.len());
        findings.push(Finding::new(Level::Warning, file.clone(), message));
    }
    remarks.extend(left.into_iter().map(Remark::lost));
    findings.extend(named(remarks, &ron, &file));
    if let Some(origin) = origin.filter(|_| findings.is_empty()) {
        known.cache().keep(key, origin, &layer);
    }
    Ok(Read {
        value: Some(layer),
        unmerged,
        findings,
        locked,
        places,
    })
}

/// The record of a layer and its lines, each in its place.
pub(super) fn parse_layer(
    bytes: &[u8],
    article: &Article,
    progress: &Progress,
) -> Result<(LayerRecord, Vec<Checked>), Fault> {
    // What is no UTF-8 is left to the reader of whole files, which says so.
    let by_lines = core::str::from_utf8(bytes)
        .ok()
        .filter(|_| bytes.len() >= LARGE)
        .and_then(|ron| read_by_lines(ron, article, progress));
    if progress.check().is_err() {
        // Whoever asked for the layer looks at the progress too; this is thrown away.
        return Err(Fault::Unreadable("it was given up".to_owned()));
    }
    if let Some(read) = by_lines {
        return Ok(read);
    }
    let mut record = codec::decode_newer::<LayerRecord>(bytes)?;
    let lines = record.take_lines(article).map_err(|remark| {
        let damage = Damage::new(remark.message());
        let ron = String::from_utf8_lossy(bytes);
        Fault::Damaged(match Lines::of(&ron).place(&remark.id) {
            Some((line, column)) => damage.at(line, column),
            None => damage,
        })
    })?;
    Ok((record, lines))
}

/// That a layer was made on another text, and what became of its annotations.
fn other_text(moved: usize, left: usize) -> String {
    match moved {
        0 => say!("layer-moved-none", left = left),
        moved => say!("layer-moved", moved = moved, left = left),
    }
}

/// The layer from its copy, if there is one of just what the file holds and of the text. File and copy are read at the same
/// time.
fn copy(
    folder: &Folder,
    known: &Known,
    key: &LayerKey,
    path: &Path,
    article: &Article,
    progress: &Progress,
) -> Option<Layer> {
    if !known.cache().has(key) {
        return None;
    }
    let (file, copy) = thread::scope(|scope| {
        let file = scope.spawn(|| folder.hash(path).ok().flatten());
        let copy = known.cache().load(key, progress);
        (file.join().ok().flatten(), copy)
    });
    let (origin, layer) = copy?;
    if origin != Origin::new(file?, article)? {
        return None;
    }
    known.note(path, origin.file);
    Some(layer)
}

/// Remarks with their lines: the first of them, and how many more there are.
fn named(remarks: Vec<Remark>, ron: &str, file: &str) -> Vec<Finding> {
    const NAMED: usize = 50;
    if remarks.is_empty() {
        return Vec::new();
    }
    let lines = Lines::of(ron);
    let more = remarks.len().saturating_sub(NAMED);
    let mut findings: Vec<Finding> = remarks
        .into_iter()
        .take(NAMED)
        .map(|remark| Finding {
            line: lines.line(&remark.id),
            annotation: Some(remark.id.clone()),
            ..Finding::new(Level::Error, file, remark.message())
        })
        .collect();
    if more > 0 {
        let message = say!("layer-more-wrong", more = more);
        findings.push(Finding {
            line: findings.last().and_then(|finding| finding.line),
            ..Finding::new(Level::Error, file, message)
        });
    }
    findings
}
