//! The edits that people make, one function each. A function reads the project and returns an [`Edit`]; it changes
//! nothing itself. An empty edit means that there is nothing to do.

mod annotating;
mod arranging;
mod codebook;
mod copying;
mod correcting;
mod entities;
mod highlighting;
mod linking;
mod recoding;
mod register;
mod repeating;
mod reviewing;

pub use annotating::{
    add_piece, annotate, annotate_like, delete_annotations, keep_detached, mark_all, reattach,
    remove_detached, remove_piece, retag, set_attribute, set_note, set_spans, set_unsure, tag_all,
};
pub use arranging::{move_article_attribute, move_entity_type, move_role, move_tag};
pub use codebook::{
    Fit, Owner, Takes, Union, change_attribute, change_codebook, change_tag, confirm, delete_item,
    delete_tag, fits, follow_codebook, forget_former, may_shift_item, merge_attributes, merge_tags,
    older, place_tag, put_article_attribute, put_entity_type, put_role, put_tag,
    remove_article_attribute, remove_entity_type, remove_role, remove_tag, rename_in_rules,
    rename_option, shift_item, shift_tag, split_by_choice, split_off, takes, takes_item, union_of,
    use_codebook,
};
pub use copying::{CarriedOver, carry_over, no_place_in_copy};
pub use correcting::{correct_text, patches_back, patches_of, take_back_corrections};
pub use entities::{
    merge_entities, put_entities, put_entity, remove_entities, remove_entity, split_entity,
};
pub use highlighting::{move_highlighter, put_highlighter, remove_highlighter};
pub use linking::{link, retarget, reverse, unlink};
pub use recoding::{Recode, Recoder, Unfit};
pub use register::{
    accept_removal, accept_text, add_article, put_annotator, remove_article, set_article_attribute,
    set_article_meta, set_article_note, set_guidelines, set_settings, set_status,
};
pub use repeating::{end_repeats, not_begun, open_again, repeat};
pub use reviewing::{
    answer, assign, change_comment, comment, layer_states, move_reason, put_reason, put_round,
    remove_comment, remove_reason, remove_round, reply, set_review_rules, sign, unsign,
    whole_seconds,
};

use std::sync::Arc;

use crate::say;
use crate::text::{Text, unquoted};

use super::{Annotation, Author, Change, Edit, LayerKey, Project, Slot, Spans};

/// Longest quotation in the name of an edit, in characters.
const QUOTED: usize = 32;

/// The quotation marks and the beginning of what spans cover, for the names of edits.
#[must_use]
pub fn quoted(text: &Text, spans: &Spans) -> String {
    in_quotes(&spans.quotation(text))
}

/// The beginning of a quotation within quotation marks.
pub(super) fn in_quotes(quotation: &str) -> String {
    let line = quotation.split_whitespace().collect::<Vec<_>>().join(" ");
    // The text's own quotation marks would only double ours.
    let line = unquoted(&line);
    if line.chars().count() <= QUOTED {
        return say!("quoted", text = line);
    }
    let cut: String = line.chars().take(QUOTED).collect();
    say!("quoted-cut", text = cut.trim_end())
}

/// The edit that puts a changed annotation in the place of the one with its id.
fn replace(
    project: &Project,
    author: &Author,
    key: &LayerKey,
    name: impl Into<String>,
    mut annotation: Annotation,
) -> Edit {
    let known = project
        .layer(key)
        .and_then(|layer| layer.annotations.get(&annotation.id));
    if let Some(known) = known {
        annotation.modified = known.modified;
        if **known == annotation {
            return Edit::new(name, Vec::new());
        }
    }
    annotation.modified = author.at;
    let id = annotation.id.clone();
    let change = Change::Annotation(key.clone(), id, Slot::Present(Arc::new(annotation)));
    Edit::new(name, vec![change])
}

/// The text of a layer's article; an empty one when there is no such article.
fn text_of(project: &Project, key: &LayerKey) -> Text {
    project
        .articles
        .get(&key.article)
        .map_or_else(|| Text::new(""), |article| article.text.clone())
}
