//! Everything that is wrong with a project, as a list.

use std::path::Path;

use crate::model::{
    Finding, LayerKey, Part, check_codebook, check_ids, check_layer, check_names, check_register,
    check_shared_names, check_text,
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
    let opened = open(root, progress)?;
    Ok(findings_of(opened))
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
