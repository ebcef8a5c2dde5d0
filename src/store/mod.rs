//! A project on disk: a folder of text files that people can read, diff and merge.
//!
//! | file | holds | one line is |
//! |---|---|---|
//! | `project.ron` | name, format version, settings | a setting |
//! | `codebook.ron` | tags, link roles, article attributes, entity types | one of them |
//! | `guidelines.md` | the annotation guidelines | |
//! | `articles/<id>.txt` | the exact text; written once, never rewritten | a paragraph |
//! | `articles/<id>.ron` | what is known about the article, SHA-256 of its text | a field |
//! | `annotators/<id>/annotator.ron` | name, colour, entities that this person added | an entity |
//! | `annotators/<id>/layers/<article>.ron` | this person's layer of one article | an annotation |
//! | `annotators/<id>/reviews/<article>.ron` | this person's decisions, comments and answers about one article | one of them |
//! | `reviewing.ron` | how the project is reviewed: reasons, rounds, who annotates what | one of them |
//! | `.gitattributes` | how git treats these files | |
//!
//! [`open()`] reads a folder and never fails because of one bad file: it names the file, locks its [`Part`] against
//! writing, and opens the rest. [`save()`] and [`Saver`] write the parts that differ, each atomically and each on its
//! own, and none over a file that another program changed after it was read ([`Known`]). [`check()`] lists everything
//! that is wrong. Other versions of the files, which synchronising programs and git leave in the folder, are
//! [`OtherVersion`]s, to be merged.
//!
//! What somebody else made comes as a copy of the folder or as a [`Bundle`], and is an [`Arrival`] until it is merged.
//!
//! [`Part`]: crate::model::Part

mod arrival;
mod atomic;
mod backup;
mod bundle;
mod cache;
mod check;
mod codec;
mod conflict;
mod contents;
mod create;
mod desk;
mod disk;
mod error;
mod excess;
mod folder;
pub(crate) mod fuzzing;
pub mod git;
mod hashes;
mod home;
mod journal;
mod known;
mod landmark;
mod lay;
mod layout;
mod memory;
mod mend;
mod old_texts;
mod open;
mod parallel;
mod place;
mod record;
mod ron_words;
mod save;
mod saver;
pub mod signals;
#[cfg(test)]
mod tests;
mod watch;

pub use arrival::{
    Apart, Arrival, Consent, PastSlots, Unwelcome, read_arrival, read_bundle_arrival,
};
pub use backup::{
    About, Backup, BackupError, Backups, Made, Patrolled, Reason, Restored, free_place,
};
pub use bundle::{
    BUNDLE_ENDING, Bundle, BundleArticle, BundleError, BundleHead, Bundled, is_bundle, read_bundle,
    write_bundle,
};
pub use cache::Cache;
pub use check::{check, check_for};
pub use codec::{codebook_from_ron, codebook_to_ron};
pub use conflict::{MergedFile, OtherVersion, merge_files, part_of_text, thin_displaced};
pub use contents::contents;
pub use create::create;
pub use desk::Desk;
pub use disk::{Disk, DiskFile, RealDisk};
pub use error::{SaveFailure, StoreError};
pub use home::{Home, Seat, platform_folders, state_folder, user_name};
pub use journal::{
    Deed, Place, Reach, Record, Recovery, Session, Shelf, backwards, past, project_before, recover,
    tidy,
};
pub use known::{Known, Locked};
pub use landmark::Landmark;
pub use layout::{GIT_ATTRIBUTES_TEXT, TEXT_LIMIT, part_path, project_of};
pub use memory::Remembering;
pub use mend::{Mending, unusable};
pub use old_texts::OldTexts;
pub use open::{Access, Extent, Glance, Opened, Reanchored, open, open_articles, open_first};
pub use parallel::{Progress, in_order, stand_back};
pub use place::locate;
pub use save::{SaveReport, parts_of, save};
pub use saver::{Event, Gate, KeptOut, SaveStatus, Saver};
pub use watch::Watch;

/// The version of the format of every file, which each of them names. A newer one is read as far as possible and never
/// written.
pub const FORMAT: u32 = 1;

use crate::text::hex;
pub use crate::text::{sha256_hex, sha256_of};
