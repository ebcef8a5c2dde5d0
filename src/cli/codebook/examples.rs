//! Passages that explain a tag.

use crate::cli::{Failure, resolve};
use crate::model::{Edit, Example, Tag, edits};

use super::Desk;

/// What is done with the examples of a tag.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Action {
    /// Add a passage that gets a tag, or looks like it and does not
    #[command(after_help = "\
Examples:
  postil codebook my-project add-example claim 'The harbour will close by 2030.'
  postil codebook my-project add-example claim 'Will the harbour close?' --not")]
    AddExample {
        /// Which tag
        tag: String,
        /// The passage
        words: String,
        /// It looks like one and is none
        #[arg(long)]
        not: bool,
    },
    /// Take a passage out of the examples of a tag
    RemoveExample {
        /// Which tag
        tag: String,
        /// The passage, as it stands there
        words: String,
    },
}

impl Action {
    pub fn edit(&self, desk: &Desk<'_>) -> Result<Edit, Failure> {
        let book = &desk.project.codebook;
        let mut tag: Tag;
        match self {
            Self::AddExample {
                tag: name,
                words,
                not,
            } => {
                tag = resolve::tag(book, name)?.clone();
                let words = words.trim();
                if words.is_empty() {
                    return Err(Failure::refused("The passage is empty."));
                }
                let list = if *not {
                    &mut tag.counterexamples
                } else {
                    &mut tag.examples
                };
                if !list.iter().any(|known| known.text == words) {
                    list.push(Example::from(words));
                }
            }
            Self::RemoveExample { tag: name, words } => {
                tag = resolve::tag(book, name)?.clone();
                let is_other = |known: &Example| known.text != words.trim();
                tag.examples.retain(is_other);
                tag.counterexamples.retain(is_other);
            }
        }
        Ok(edits::change_tag(desk.project, desk.author, tag))
    }
}
