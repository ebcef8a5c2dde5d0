//! A project as plain data, and the only way to change it.
//!
//! [`Project`] holds the [`Codebook`], the [`Article`]s, the [`Annotator`]s with their [`Entity`] entries, and one
//! [`Layer`] of [`Annotation`]s for each article and annotator. Nothing outside this floor changes any of it: a click,
//! a key, an import, a merge or the command line builds an [`Edit`], and [`History::commit`] or [`Edit::apply`] puts it
//! in force and keeps its inverse. The functions that build edits are in [`edits`].
//!
//! What reviewers decide about the layers of others is in their own [`Review`]s; what they agree on, in the gold layer, which
//! is a layer like any other. How a project is reviewed stands in [`Reviewing`].
//!
//! Two versions of one project become one in [`merge`].
//!
//! This floor knows no disks, no windows and no clock: the time of an edit comes in with its [`Author`].

mod annotation;
mod annotations;
mod article;
mod check;
mod codebook;
mod correction;
mod dense;
mod edit;
pub mod edits;
mod entity;
mod highlighter;
mod history;
mod id;
mod layer;
pub mod merge;
mod project;
#[cfg(test)]
pub(crate) mod random;
mod repeats;
mod review;
mod reviewing;
mod stored_span;
mod uses;
mod value;
mod veil;

pub use annotation::{Annotation, InvalidSpans, Link, Spans, Target};
pub use annotations::{Annotations, pack, unpack};
pub use article::{Article, ArticleMeta, Origin};
pub use check::{
    BrokenHighlighter, Finding, Flaw, Gap, Level, check_codebook, check_gold, check_highlighters,
    check_ids, check_layer, check_names, check_register, check_review, check_reviewing,
    check_shared_names, check_tagset, check_text, condition_words, gaps, gaps_of, is_older,
    need_words, rule_words, wordless_gaps,
};
pub use codebook::{
    Allowed, Attribute, Branch, Codebook, Color, Condition, Demand, EntityType, Example, Former,
    Heir, Item, Kind, Need, Pattern, Role, Rule, Source, Tag, Twin, Wording, read_limit,
};
pub use correction::{
    Corrected, Correction, Course, Effect, Fate, Place, Where, Withdrawn, carry_layers, effect,
    lost,
};
pub use dense::dense_map;
pub use edit::{Author, Change, Edit, EditError, Part, Placed, Slot};
pub use entity::{Annotator, Entity, HeldRole};
pub use highlighter::{Finds, Highlighter};
pub use history::{Committed, Entry, History, Past, Step, Way};
pub use id::{
    AnnotationId, AnnotatorId, ArticleId, AttributeId, CommentId, DecisionId, EntityId,
    EntityTypeId, HighlighterId, InvalidId, ReasonId, RoleId, RoundId, TagId,
};
pub use layer::{Detached, Layer, LayerHead, LayerKey, Status};
pub use project::{Project, Settings};
pub use repeats::Repeat;
pub use review::{
    About, Answer, Basis, Bulk, Comment, CommentRef, Decision, DecisionRef, Made, MarkRef,
    Overruled, Review, ReviewKey, Signed, Stand, Thread, Unlinked, Verdict, in_force, layer_state,
    said, threads,
};
pub use reviewing::{Reason, ReviewRules, Reviewing, Round};
pub use stored_span::StoredSpan;
pub use uses::{By, Met, Use};
pub use value::{Value, Values};
pub use veil::{Blinding, Veil};
