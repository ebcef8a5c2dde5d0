//! Everything that is wrong with a project, as a list.

use std::path::Path;

use crate::model::{
    BrokenHighlighter, Finding, LayerKey, Level, Part, Project, Veil, check_codebook, check_gold,
    check_highlighters, check_ids, check_layer, check_names, check_register, check_review,
    check_reviewing, check_shared_names, check_text,
};

use super::error::StoreError;
use super::folder::Folder;
use super::open::{Opened, open};
use super::parallel::Progress;
use super::record::Lines;
use super::{layout, part_path};

/// Opens the project and checks every file, reference, offset and rule: what [`open()`] finds, and what the codebook and
/// the layers say that contradicts something or is missing. Sorted by file and line.
///
/// # Errors
/// As [`open()`].
pub fn check(root: &Path, progress: &Progress) -> Result<Vec<Finding>, StoreError> {
    check_for(root, |_| Veil::default(), progress)
}

/// The same for somebody who is not to see everything: `veil` says of the project what. Findings about that say nothing but that
/// they are there.
///
/// # Errors
/// As [`open()`].
pub fn check_for(
    root: &Path,
    veil: impl FnOnce(&Project) -> Veil,
    progress: &Progress,
) -> Result<Vec<Finding>, StoreError> {
    let opened = open(root, progress)?;
    let veil = veil(&opened.project);
    let findings = findings_of(opened).into_iter();
    Ok(findings.map(|finding| veil.over_finding(finding)).collect())
}

fn findings_of(opened: Opened) -> Vec<Finding> {
    let Opened {
        project,
        root,
        mut findings,
        locked,
        ..
    } = opened;
    let file = |part| layout::shown(&part_path(&part));
    let layer_file = |key: &LayerKey| file(Part::Layer(key.clone()));
    let mut of_layers = check_ids(&project, layer_file);
    // Without a codebook every tag would be unknown.
    if !locked.contains_key(&Part::Codebook) {
        findings.extend(check_codebook(&project.codebook, layout::CODEBOOK));
        for annotator in project.annotators.values() {
            let file = file(Part::Annotator(annotator.id.clone()));
            findings.extend(check_register(&project, annotator, &file));
        }
        for (key, layer) in &project.layers {
            of_layers.extend(check_layer(
                &project,
                key,
                &layer.in_passing(),
                &layer_file(key),
            ));
        }
    }
    findings.extend(check_shared_names(&project, |by| {
        file(Part::Annotator(by.clone()))
    }));
    findings.extend(project.articles.values().filter_map(|article| {
        let file = part_path(&Part::Article(article.id.clone())).with_extension("txt");
        check_text(article, &layout::shown(&file))
    }));
    let annotators = project.annotators.values();
    findings.extend(check_names(
        "annotator",
        annotators.map(|it| (&*it.name, file(Part::Annotator(it.id.clone())))),
    ));
    let tags = project.codebook.tags.iter();
    let in_codebook = |tag| (tag, layout::CODEBOOK.to_owned());
    findings.extend(check_names(
        "tag",
        tags.map(|tag| tag.name.as_str()).map(in_codebook),
    ));
    findings.extend(of_highlighters(&project, &root));
    findings.extend(check_reviewing(&project, layout::REVIEWING));
    for (key, review) in &project.reviews {
        let file = file(Part::Review(key.clone()));
        findings.extend(check_review(&project, key, review, &file));
    }
    of_layers.extend(check_gold(&project, layer_file));
    of_layers.sort_by(|one, other| one.file.cmp(&other.file));
    if let Ok(folder) = Folder::at(&root) {
        for of_one in of_layers.chunk_by_mut(|one, other| one.file == other.file) {
            add_lines(of_one, &folder);
        }
    }
    findings.extend(of_layers);
    findings.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
    findings
}

/// What is wrong with highlighters, at its place in their file.
fn of_highlighters(project: &Project, root: &Path) -> Vec<Finding> {
    let broken = check_highlighters(project);
    if broken.is_empty() {
        return Vec::new();
    }
    let file = Path::new(layout::HIGHLIGHTERS);
    let bytes = Folder::at(root)
        .ok()
        .and_then(|folder| folder.read(file).ok());
    let ron = bytes.map_or_else(String::new, |it| String::from_utf8_lossy(&it).into_owned());
    let finding = |it: BrokenHighlighter| {
        let (line, column) = highlighter_place(&ron, it.id.as_str(), it.column).unzip();
        Finding {
            line,
            column: column.flatten(),
            ..Finding::new(Level::Error, layout::HIGHLIGHTERS, it.message)
        }
    };
    broken.into_iter().map(finding).collect()
}

/// The line of a highlighter in its file, and where in it a character of its expression stands; all from 1.
fn highlighter_place(
    ron: &str,
    id: &str,
    character: Option<usize>,
) -> Option<(usize, Option<usize>)> {
    const BEGINS: &str = "Expression(\"";
    let named = format!("id: \"{id}\"");
    let (number, line) = (1..)
        .zip(ron.lines())
        .find(|(_, line)| line.contains(&named))?;
    let column = character
        .zip(line.find(BEGINS))
        .and_then(|(character, at)| {
            let mut rest = line[at + BEGINS.len()..].char_indices();
            for _ in 1..character {
                // What is escaped is one character there; `\u{…}` is none of those that we write.
                if rest.next()?.1 == '\\' {
                    rest.next()?;
                }
            }
            let (after, _) = rest.next()?;
            Some(line[..at + BEGINS.len() + after].chars().count() + 1)
        });
    Some((number, column))
}

/// Adds the lines to findings about one layer.
fn add_lines(findings: &mut [Finding], folder: &Folder) {
    let Some(Ok(bytes)) = findings
        .first()
        .map(|finding| folder.read(Path::new(&finding.file)))
    else {
        return;
    };
    let ron = String::from_utf8_lossy(&bytes);
    let lines = Lines::of(&ron);
    for finding in findings {
        finding.line = finding.annotation.as_ref().and_then(|id| lines.line(id));
    }
}
