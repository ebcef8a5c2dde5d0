//! The 64 faults.

use std::path::{Path, PathBuf};

use super::{files, slow, system};

/// What shows that a fault has the expected outcome.
enum Shown {
    /// This test.
    By(fn()),
    /// Tests elsewhere, by the names of their functions, and scripts by their paths.
    Elsewhere(&'static [&'static str]),
    /// Nothing here, for this reason.
    Outside(&'static str),
}

use Shown::{By, Elsewhere, Outside};

const POWER: &str = "nothing_acknowledged_is_lost_when_power_is";
const KILL: &str = "tests/e2e/kill.py";
const SCRIPT: &str = "tests/e2e/faults.py";
const EVERY: Shown = By(system::whatever_operation_fails_nothing_acknowledged_is_lost);

/// Number, fault, outcome, what shows it.
#[rustfmt::skip] // One fault a line.
const FAULTS: &[(u8, &str, &str, Shown)] = &[
    (1, "killed at any call of a save", "the old file or the new one; the journal has the rest", Elsewhere(&[POWER, KILL])),
    (2, "killed at any time", "all that was acknowledged is there", Elsewhere(&[KILL])),
    (3, "SIGTERM, logging out", "published, at an end within two seconds", Elsewhere(&["asked_to_end_the_window_closes_without_a_question", "tests/e2e/window.py", SCRIPT])),
    (4, "a panic in the window", "the journal has it; the next start brings it back", Elsewhere(&["what_a_killed_window_left_counts_and_is_written_with_the_next_change"])),
    (5, "abort, stack overflow, out of memory", "as 1", Elsewhere(&[POWER, KILL])),
    (6, "power cut before a flush", "the old file", Elsewhere(&[POWER])),
    (7, "power cut before the folder is flushed", "the old file or the new one; the journal has the rest", Elsewhere(&[POWER])),
    (8, "the journal cut off at any byte", "what is whole counts", Elsewhere(&["a_journal_that_is_cut_anywhere_gives_what_is_whole"])),
    (9, "zeros or garbage behind the journal", "reading stops there", By(files::old_garbage_behind_a_session_is_not_read)),
    (10, "a flipped bit in the journal", "that line is told, the others count", Elsewhere(&["a_damaged_line_is_told_and_the_others_count"])),
    (11, "the journal deleted under the program", "what is published stays", By(files::a_journal_that_is_deleted_under_the_program_costs_nothing_that_is_published)),
    (12, "the journal of another project", "left alone", Elsewhere(&["the_journal_of_another_project_that_was_copied_here_is_left_alone"])),
    (13, "disk full while a file is written", "the old file stays, nothing is left beside it, work goes on", EVERY),
    (14, "disk full for the journal", "told; the folder is written at once instead", EVERY),
    (15, "no room for a name", "as 13", EVERY),
    (16, "quota", "as 13", EVERY),
    (17, "I/O error in flushing a file", "never flushed again: a new file", EVERY),
    (18, "I/O error in flushing a folder", "told and tried again", EVERY),
    (19, "I/O error in reading", "that file is locked, the rest opens", Elsewhere(&[SCRIPT])),
    (20, "short writes, interrupted calls", "gone on with", Outside("the functions of the standard library that write and read all do that")),
    (21, "a file that gets too large for the system", "not killed; told", Elsewhere(&[SCRIPT])),
    (22, "too many open files", "tried again", EVERY),
    (23, "a project folder that cannot be written", "opens to read; says so", Elsewhere(&["a_write_protected_folder_opens_read_only", SCRIPT])),
    (24, "a file that cannot be written in a folder that can", "replaced, with its permissions", By(files_unix::PROTECTED)),
    (25, "permission lost and given back", "told, and written when it is back", By(system::a_permission_that_was_lost_and_comes_back_costs_nothing)),
    (26, "the project folder gone", "work goes on in the journal; written when it is back", Elsewhere(&["work_waits_for_a_vanished_folder_to_come_back", "with_a_journal_work_is_safe_although_the_folder_is_gone"])),
    (27, "the project folder renamed", "not made again in its old place; found, and gone on with there on request", Elsewhere(&["a_vanished_folder_is_not_made_again", "a_folder_is_found_under_another_name_and_never_a_copy_of_it", "a_folder_that_was_renamed_is_found_and_work_goes_on_there", "a_project_that_was_moved_finds_its_own_again"])),
    (28, "a file deleted", "asked whether it is written again or removed here, too; kept when nobody answers", Elsewhere(&["what_becomes_of_a_layer_that_another_program_removed_is_asked", "a_removed_article_comes_back_or_goes_with_its_layers", "a_file_that_vanished_is_written_again", "a_look_finds_what_another_program_did_and_writes_nothing"])),
    (29, "a file replaced by a newer one", "merged by what it says", Elsewhere(&["what_another_program_wrote_is_taken_in_before_ours_is_written"])),
    (30, "a file replaced in the last moment", "what was displaced is kept and merged", Elsewhere(&["what_was_put_there_in_the_last_moment_is_kept"])),
    (31, "a file touched", "nothing happens", By(files::a_file_that_was_only_touched_is_none_that_changed)),
    (32, "a change that left length and time alone", "noticed before it is overwritten", By(files::a_change_that_left_length_and_time_alone_is_noticed)),
    (33, "a folder, a pipe, a device in the place of a file", "refused and named, never waited for", Elsewhere(&["a_folder_in_the_place_of_a_file_is_refused", "a_pipe_is_not_waited_for"])),
    (34, "a link within the project", "followed", Elsewhere(&["a_link_within_the_project_is_followed"])),
    (35, "a link out of the project", "neither read nor written", Elsewhere(&["a_link_out_of_the_project_is_neither_read_nor_written", "a_folder_that_is_a_link_out_of_the_project_is_not_entered"])),
    (36, "a hard link", "the other name keeps what it had", By(files::another_name_of_the_same_file_keeps_what_it_had)),
    (37, "two windows of one person", "the second one only reads", Elsewhere(&["two_windows_of_one_person_do_not_write_into_each_other"])),
    (38, "the lock of a program that was killed", "the system frees it", Elsewhere(&[KILL])),
    (39, "two computers, one person, one share", "merged by what it says", Elsewhere(&["what_another_program_wrote_is_taken_in_before_ours_is_written", "pairs_come_together_from_conflict_copies"])),
    (40, "a disk without locks", "work goes on without", Outside("no disk here is without; `shelf::lock` then goes on without and logs it")),
    (41, "conflict copies of synchronising programs", "recognised and merged", Elsewhere(&["the_copies_of_every_program_are_known", "conflict_copies_in_a_project_come_together_and_go"])),
    (42, "git's markers", "both versions are read and merged", Elsewhere(&["pairs_that_git_could_not_merge_come_together_from_its_markers", "what_git_left_between_its_markers_comes_together"])),
    (43, "a file cut off at any byte", "named with its line, locked and kept; its last good version comes back when it is wanted", Elsewhere(&["a_layer_cut_off_at_every_byte_is_named_and_kept", "a_file_cut_off_anywhere_comes_back_as_it_was_last"])),
    (44, "an empty file, a file of zeros", "as 43", Elsewhere(&["every_file_may_be_empty_or_binary"])),
    (45, "a byte order mark", "read", Elsewhere(&["crlf_and_a_byte_order_mark_are_read"])),
    (46, "CR LF", "read", Elsewhere(&["crlf_and_a_byte_order_mark_are_read", "line_ends_that_git_changed_are_recognised"])),
    (47, "bytes that are no UTF-8", "named with their place, kept", Elsewhere(&["one_damaged_byte_in_a_large_layer_is_named_and_kept"])),
    (48, "unknown fields, a newer format", "only read; nothing is dropped", Elsewhere(&["a_newer_layer_is_locked", "a_newer_project_is_read_only", "what_a_line_lacks_or_should_not_have_is_named"])),
    (49, "an annotation id twice", "both are kept, the second gets another id", Elsewhere(&["of_two_annotations_with_one_id_both_are_kept"])),
    (50, "offsets that lead nowhere", "kept without a place", Elsewhere(&["offsets_that_do_not_lead_to_the_quotation_detach_the_annotation"])),
    (51, "another text under the annotations", "nothing is drawn in a wrong place", Elsewhere(&["with_the_old_text_what_is_unchanged_goes_along_and_the_rest_waits", "a_text_that_was_changed_outside_moves_no_annotation"])),
    (52, "a text that is gone", "its layers are kept", Elsewhere(&["a_missing_text_keeps_the_layers_of_its_article"])),
    (53, "a tag that is not in the codebook", "shown and kept", Elsewhere(&["an_unknown_tag_is_kept_and_reported", "an_annotation_with_an_unknown_tag_is_shown_kept_and_can_be_retagged"])),
    (54, "clocks that go astray", "the order stays", By(files::clocks_that_go_astray_change_no_order)),
    (55, "times of files from before and after", "no effect", By(files::times_of_files_decide_nothing)),
    (56, "the computer sleeps in a save", "gone on with", By(slow::a_disk_that_does_not_answer_keeps_nobody_waiting)),
    (57, "a very slow disk", "nobody waits; nothing is said to be saved", By(slow::a_disk_that_does_not_answer_keeps_nobody_waiting)),
    (58, "a share that hangs", "as 57", By(slow::a_disk_that_does_not_answer_keeps_nobody_waiting)),
    (59, "a rename that is refused for a moment", "tried again", By(system::a_file_that_is_held_for_a_moment_is_waited_for)),
    (60, "a rename across disks", "told; the old file stays", EVERY),
    (61, "systems that take names for equal", "ids of a-z, 0-9 and - only", By(files::names_of_files_are_alike_on_every_system)),
    (62, "long names, names of devices", "never made, refused when read", By(files::a_device_name_in_a_project_is_refused_and_kept)),
    (63, "temporary files", "ours are swept, others left", Elsewhere(&["only_our_own_old_leftovers_are_swept", "foreign_files_are_named_and_not_read"])),
    (64, "a crash while things are brought back", "they are brought back the next time", By(files::what_is_brought_back_again_and_again_stays_the_same)),
];

/// What only some systems can show.
mod files_unix {
    #[cfg(unix)]
    pub const PROTECTED: fn() = super::files::a_write_protected_file_keeps_its_protection;
    #[cfg(not(unix))]
    pub const PROTECTED: fn() = || ();
}

#[test]
fn every_fault_has_a_row_and_what_it_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    for folder in ["src", "tests"] {
        collect(&root.join(folder), &mut code);
    }
    let mut wrong: Vec<&&str> = Vec::new();
    for (number, (row, fault, outcome, shown)) in (1..).zip(FAULTS) {
        assert_eq!(*row, number, "{fault}");
        assert!(!fault.is_empty() && !outcome.is_empty());
        match shown {
            // It is a test of its own.
            By(_test) => {}
            Elsewhere(names) => wrong.extend(names.iter().filter(|name| {
                let is_script = name.contains('/') && root.join(name).is_file();
                !is_script
                    && !code.contains(&format!("#[test]\nfn {name}("))
                    && !code.contains(&format!("    #[test]\n    fn {name}("))
            })),
            Outside(why) => assert!(why.len() > 20, "{fault}"),
        }
    }
    assert_eq!(FAULTS.len(), 64);
    assert!(wrong.is_empty(), "these are not there: {wrong:#?}");
}

fn collect(folder: &Path, code: &mut String) {
    let entries = std::fs::read_dir(folder).unwrap();
    for path in entries
        .map(|entry| entry.unwrap().path())
        .collect::<Vec<PathBuf>>()
    {
        if path.is_dir() {
            collect(&path, code);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            code.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}
