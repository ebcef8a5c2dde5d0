//! The marks of one tag that a filter means.

use crate::model::{AnnotationId, AnnotatorId, LayerKey, Project, TagId};
use crate::store::Progress;

use super::filter::{Filter, Wrong};
use super::listing::{Index, look};

/// A mark: in which layer, and which of it.
pub type Mark = (LayerKey, AnnotationId);

/// The marks of a tag that a line of the query language means, of all annotators; all marks of the tag when it is empty. What
/// was found so far when `progress` says stop.
///
/// # Errors
/// What is wrong with the line, and where.
pub fn marks_of_tag(
    project: &Project,
    me: &AnnotatorId,
    tag: &TagId,
    line: &str,
    progress: &Progress,
) -> Result<Vec<Mark>, Wrong> {
    let zone = jiff::tz::TimeZone::system();
    let filter = Filter::read_for_both_times(line, project, me, &zone)?;
    let mut marks = Vec::new();
    let index = Index::default();
    let _for_the_next_time = look(project, &index, None, &filter, progress, &mut |found| {
        let all = found.chunk.marks();
        let of_tag = (found.marks.iter())
            .map(|at| &all[*at as usize])
            .filter(|mark| mark.tag == *tag);
        marks.extend(of_tag.map(|mark| (found.chunk.key.clone(), mark.id.clone())));
    });
    Ok(marks)
}
