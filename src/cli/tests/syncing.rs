//! `postil sync` with the git that is installed; without one there is nothing to try. What git can do wrong is tried in
//! `tests/e2e/sync.sh`.

use std::fs;
use std::process::Command;

use super::Desk;

/// Runs git in a folder of the desk. `false` when it is not there.
fn git(desk: &Desk, folder: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    let run = command
        .arg("-C")
        .arg(desk.path(folder))
        .args(arguments)
        .output();
    let Ok(done) = run else { return false };
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "git {arguments:?}: {said}");
    true
}

/// Makes a folder of the desk a repository with the branch `main`. `false` when git is not there.
fn repository(desk: &Desk, folder: &str, is_bare: bool) -> bool {
    fs::create_dir_all(desk.path(folder)).unwrap();
    let init: &[&str] = if is_bare {
        &["init", "--quiet", "--bare"]
    } else {
        &["init", "--quiet"]
    };
    git(desk, folder, init) && git(desk, folder, &["symbolic-ref", "HEAD", "refs/heads/main"])
}

/// The name of the first tag of a project, which was “Claim”.
fn name_of_claim(desk: &Desk, project: &str) -> String {
    let text = fs::read_to_string(desk.path(&format!("{project}/codebook.ron"))).unwrap();
    let (_, rest) = text.split_once("id: \"claim\"").unwrap();
    let (_, rest) = rest.split_once("name: \"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn rename_claim(desk: &Desk, project: &str, name: &str) {
    let file = desk.path(&format!("{project}/codebook.ron"));
    let text = fs::read_to_string(&file).unwrap();
    let was = format!("name: \"{}\"", name_of_claim(desk, project));
    let changed = text.replacen(&was, &format!("name: \"{name}\""), 1);
    assert_ne!(text, changed);
    fs::write(file, changed).unwrap();
}

#[test]
fn whoever_is_new_and_syncs_joins() {
    let desk = Desk::with_project();
    if !repository(&desk, "p", false) {
        return;
    }
    let line = "sync @p --annotator 'Rita Voss'";
    let file = desk.path("p/annotators/rita-voss/annotator.ron");
    let rehearsed = desk.type_in(&format!("{line} --dry-run"));
    assert_eq!(rehearsed.code, 0, "{rehearsed:?}");
    assert!(!rehearsed.err.contains("joined") && !file.exists());
    let done = desk.type_in(line);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.err.contains("Rita Voss joined"), "{done:?}");
    // And is in what was committed.
    let path = "HEAD:annotators/rita-voss/annotator.ron";
    assert!(git(&desk, "p", &["cat-file", "-e", path]));
    // Who is known does not join again, whatever the case of the name.
    let again = desk.type_in("sync @p --annotator 'rita voss'");
    assert_eq!(again.code, 0, "{again:?}");
    assert!(!again.err.contains("joined"), "{again:?}");
}

#[test]
fn of_two_names_of_a_tag_the_other_one_is_told_and_can_be_taken() {
    let desk = Desk::with_project();
    if !repository(&desk, "hub", true) {
        return;
    }
    repository(&desk, "p", false);
    let hub = desk.path("hub").display().to_string();
    git(&desk, "p", &["remote", "add", "origin", &hub]);
    desk.ok("sync @p --annotator ana");
    git(&desk, ".", &["clone", "--quiet", &hub, "q"]);
    rename_claim(&desk, "p", "Assertion");
    rename_claim(&desk, "q", "Statement");
    desk.ok("sync @q --annotator ana");
    let told = desk.type_in("sync @p --annotator ana");
    assert_eq!(told.code, 1, "{told:?}");
    assert!(told.err.contains("What was here stays."), "{told:?}");
    assert!(told.err.contains("Statement"), "{told:?}");
    assert_eq!(name_of_claim(&desk, "p"), "Assertion");
    desk.ok("sync @q --annotator ana");
    assert_eq!(name_of_claim(&desk, "q"), "Assertion");
    // Once more, and theirs is taken and given back in one go.
    rename_claim(&desk, "p", "Claims");
    rename_claim(&desk, "q", "Said");
    desk.ok("sync @q --annotator ana");
    let taken = desk.type_in("sync @p --annotator ana --theirs");
    assert_eq!(taken.code, 0, "{taken:?}");
    assert!(
        taken.err.contains("Said"),
        "it is told all the same: {taken:?}"
    );
    assert_eq!(name_of_claim(&desk, "p"), "Said");
    desk.ok("sync @q --annotator ana");
    assert_eq!(name_of_claim(&desk, "q"), "Said");
}
