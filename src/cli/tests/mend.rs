//! `postil mend`.

use super::*;

#[test]
fn damaged_files_come_back_and_the_rest_is_left() {
    let desk = Desk::with_project();
    assert_eq!(desk.type_in("mend @p").err.trim(), "Nothing is damaged.");
    desk.ok("backup make @p");
    let of_project = desk.path("p/project.ron");
    let of_codebook = desk.path("p/codebook.ron");
    let (project, codebook) = (
        fs::read(&of_project).unwrap(),
        fs::read(&of_codebook).unwrap(),
    );
    fs::write(&of_project, &project[..project.len() / 2]).unwrap();
    fs::write(&of_codebook, "").unwrap();

    let planned = desk.type_in("mend @p --dry-run");
    assert_eq!(planned.code, 1);
    assert!(
        planned
            .out
            .starts_with("project.ron: would come back from the backup of ")
    );
    assert_ne!(fs::read(&of_project).unwrap(), project);

    let done = desk.type_in("mend @p --json");
    assert_eq!(done.code, 0, "{done:?}");
    let lines: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(lines[0]["file"], "project.ron");
    assert_eq!(lines[1]["file"], "codebook.ron");
    let kept = lines[1]["kept"].as_str().unwrap();
    assert_eq!(fs::read(kept).unwrap(), b"");
    assert_eq!(fs::read(&of_project).unwrap(), project);
    assert_eq!(fs::read(&of_codebook).unwrap(), codebook);
    assert_eq!(desk.type_in("check @p").code, 0);

    // Not damaged, or of nobody.
    let refused = desk.type_in("mend @p codebook.ron notes.txt");
    assert_eq!(refused.code, 1);
    assert_eq!(refused.out.lines().count(), 2);
}
