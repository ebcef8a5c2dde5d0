//! Everything that is wrong with a project, as a list.

use std::path::Path;

use crate::model::{Finding, Layer, LayerKey, Part, check_codebook, check_layer, check_register};

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
pub fn check(root: &Path) -> Result<Vec<Finding>, StoreError> {
    let opened = open(root, &Progress::default())?;
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
    // Without a codebook every tag would be unknown.
    if !locked.contains_key(&Part::Codebook) {
        findings.extend(check_codebook(&project.codebook, layout::CODEBOOK));
        for annotator in project.annotators.values() {
            let file = layout::shown(&part_path(&Part::Annotator(annotator.id.clone())));
            findings.extend(check_register(&project, annotator, &file));
        }
        let folder = Folder::at(&root).ok();
        for (key, layer) in &project.layers {
            let file = layout::shown(&part_path(&Part::Layer(key.clone())));
            let mut found = check_layer(&project, key, layer, &file);
            found.retain(|finding| !is_of_detached(finding, layer));
            if let Some(folder) = folder.as_ref().filter(|_| !found.is_empty()) {
                add_lines(&mut found, folder, key);
            }
            findings.extend(found);
        }
    }
    findings.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
    findings
}

/// Whether it is about an annotation that opening has already named, with the line.
fn is_of_detached(finding: &Finding, layer: &Layer) -> bool {
    finding
        .annotation
        .as_ref()
        .is_some_and(|id| layer.detached.contains_key(id))
}

fn add_lines(findings: &mut [Finding], folder: &Folder, key: &LayerKey) {
    let Ok(bytes) = folder.read(&layout::layer_path(key)) else {
        return;
    };
    let ron = String::from_utf8_lossy(&bytes);
    let lines = Lines::of(&ron);
    for finding in findings {
        finding.line = finding.annotation.as_ref().and_then(|id| lines.line(id));
    }
}
