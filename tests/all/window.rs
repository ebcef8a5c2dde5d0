//! The window without a screen: every command, every screen and every refusal, driven by keys, pointer and names.
//!
//! [`harness`] runs the real program in a headless egui; widgets are found as a screen reader finds them, by role and
//! name, and the harness fails on a widget without a name and on a character that no font has. [`notation`] writes an
//! article with its marks, the chosen one and the caret as one line of text, so that what a key does can be read in a
//! table.

mod agreement;
mod annotation_import;
mod article_import;
mod asking;
mod backups;
mod bad_input;
mod changed_text;
mod codebook;
mod codebook_forms;
mod colleagues;
mod commands;
mod copies;
mod correcting;
mod decide;
mod decide_again;
mod dialogs;
mod find;
mod focus;
mod harness;
mod highlighters;
mod idle;
mod incoming;
mod input_methods;
mod inspector;
mod invisible;
mod key_map;
mod keyboard;
#[path = "../keystrokes.rs"]
mod keystrokes;
mod language;
mod large;
mod linking;
mod links;
mod lost;
mod many;
mod mark_all;
mod merging;
mod missing;
mod mouse;
mod names;
mod notation;
mod overlap;
mod passages;
mod past;
mod placing;
mod refusals;
mod register;
mod repeats;
mod saving;
#[cfg(feature = "snapshots")]
mod snapshots;
mod speech;
mod syncing;
mod table;
mod travel;
mod undo;
mod welcome;
mod workspace;
