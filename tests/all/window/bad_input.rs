//! Files that are damaged, foreign or too large: each is named with what to do, the rest works, nothing is overwritten.

use std::fs;
use std::time::Duration;

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;
use postil::app::Screen;
use postil::import::LARGEST;
use postil::store;

use super::harness::{Window, files};
use super::notation;

const LAYER: &str = "annotators/ana/layers/stage.ron";

/// A project on the disk with a file changed, opened in the window; and its files before that.
fn damaged(
    file: &str,
    change: impl Fn(String) -> String,
) -> (Window, Vec<(std::path::PathBuf, Vec<u8>)>) {
    let mut window = Window::welcome();
    let root = window.root();
    store::create(&root, &notation::parse("{q:One} {c:two} three.").project()).unwrap();
    let path = root.join(file);
    let whole = fs::read_to_string(&path).unwrap();
    let changed = change(whole.clone());
    assert_ne!(whole, changed, "{file} has what is to be changed");
    fs::write(&path, changed).unwrap();
    let before = files(&root);
    window.open_project(root);
    (window, before)
}

fn rewritten(file: &str, from: &str, to: &str) -> (Window, Vec<(std::path::PathBuf, Vec<u8>)>) {
    damaged(file, |text| text.replacen(from, to, 1))
}

#[test]
fn files_that_are_no_articles_are_refused_by_name_and_the_others_loaded() {
    let mut window = Window::on("One");
    let huge = window.beside("huge.txt");
    // Without contents, it takes no room on the disk.
    fs::File::create(&huge)
        .unwrap()
        .set_len(2 * LARGEST + 1)
        .unwrap();
    let refused = [
        (
            window.file("empty.txt", ""),
            "There is no text in it. Nothing was added.",
        ),
        (
            window.file("blank.txt", " \r\n\t\n"),
            "There is no text in it. Nothing was added.",
        ),
        (
            window.file("data.txt", [0, 159, 146, 150, 0, 1, 2, 255].repeat(40)),
            "It is a binary file, not text.",
        ),
        (
            window.file("paper.txt", "%PDF-1.7\n%âãÏÓ\n1 0 obj"),
            "It is no valid PDF",
        ),
        (huge, "files with articles can have up to"),
    ];
    let good = window.file("good.txt", "A good one.\n");
    let mut paths: Vec<&std::path::Path> = refused.iter().map(|(path, _)| path.as_path()).collect();
    paths.push(&good);
    window.drop(&paths);
    // So many are seen first; what became of each is told when it is done.
    window.wait("the files are read", |window| {
        window.says("Import one article")
    });
    window.click(Role::Button, "Import one article");
    window.wait("the good one is loaded", |window| {
        window.project().articles.len() == 3 && window.says("What became of the files")
    });
    for (path, why) in &refused {
        let name = path.display().to_string();
        assert!(window.says(&name), "{name}");
        assert!(window.says(why), "{why}");
    }
    assert_eq!(window.scene(), "|A good one.\n");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_says_what_to_do() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let mut window = Window::on("One");
    let secret = window.file("in/secret.txt", "Secret.\n");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read everything; what leads nowhere nobody can read.
    symlink(window.beside("nowhere"), window.beside("in/gone.txt")).unwrap();
    let gone = window.beside("in/gone.txt");
    let readable = fs::read(&secret).is_ok();
    let shown = if readable { gone } else { secret };
    let ctx = window.harness.ctx.clone();
    window.app_mut().add_files(vec![shown.clone()], &ctx);
    window.wait("it is refused", |window| {
        window.says(&shown.display().to_string())
    });
    assert!(window.says("Check that it exists and that you may read it."));
    assert_eq!(window.project().articles.len(), 2);
}

#[test]
fn an_article_of_fifty_megabytes_is_loaded_beside_the_work_marked_and_saved() {
    let line = "The mayor said that the port “will close”, and the unions oppose it.\n";
    let mut window = Window::on("[One|]");
    let file = window.file("long.txt", line.repeat(50_000_000 / line.len()));
    window.drop(&[&file]);
    assert!(window.says("Loading articles: 0 %"));
    window.press("q");
    assert_eq!(window.scene(), "{q*:One}|", "the work goes on meanwhile");
    assert!(window.says("Loading articles"), "it is not loaded yet");
    // The tests run without optimisation, beside many others.
    window.wait_within(Duration::from_mins(3), "it is loaded", |window| {
        window.project().articles.len() == 3
    });
    window.press("Ctrl+End Ctrl+Shift+Up c");
    let marked = window.chosen();
    let text = window.workspace().text().unwrap();
    assert_eq!(text.slice(marked.spans.hull()), line.trim_end());
    assert_eq!(window.on_disk().project.layers, window.project().layers);
}

#[test]
fn loading_that_is_cancelled_adds_nothing() {
    let mut window = Window::on("One");
    let small = window.file("small.txt", "A small one.\n");
    let long = window.file("long.txt", "A line of many.\n".repeat(500_000));
    let before = files(&window.root());
    window.drop(&[&small, &long]);
    window.click(Role::Button, "Cancel");
    window.wait("it has ended", |window| {
        window.app().status() == "Loading articles was cancelled. Nothing was added."
    });
    assert_eq!(window.project().articles.len(), 2);
    window.on_disk();
    assert_eq!(files(&window.root()), before);
}

#[test]
fn a_folder_that_is_no_project_is_refused_and_stays_as_it_is() {
    let mut window = Window::welcome();
    let file = window.file("letters/dear.txt", "Dear");
    let folder = file.parent().unwrap().to_owned();
    window.open_project(folder.clone());
    assert!(matches!(window.app().screen, Screen::Welcome));
    assert!(window.says("is not a Postil project: there is no project.ron in it"));
    assert_eq!(files(&folder).len(), 1);
    window.open_project(file);
    assert!(window.says("is not a Postil project: it is a file"));
}

#[test]
fn a_project_of_a_newer_version_can_be_read_and_not_changed() {
    let (mut window, before) = rewritten("project.ron", "format: 1", "format: 2");
    assert!(window.says("It was written by a newer Postil (format 2"));
    assert!(window.says("Update Postil to work on it."));
    assert_eq!(window.scene(), "|{q:One} {c:two} three.");
    window.press("Ctrl+A s");
    assert!(
        window.app().status().contains("newer Postil"),
        "{}",
        window.app().status()
    );
    assert_eq!(window.scene(), "[{q:One} {c:two} three.|]");
    window.press("Ctrl+W");
    assert_eq!(files(&window.root()), before);
}

#[test]
fn a_project_file_that_is_cut_off_is_named_with_its_place() {
    let (window, before) = damaged("project.ron", |ron| ron[..ron.len() / 2].to_owned());
    assert!(matches!(window.app().screen, Screen::Welcome));
    assert!(window.says("project.ron:"));
    assert!(window.says("Nothing was changed. Repair the file there"));
    assert_eq!(files(&window.root()), before);
}

#[test]
fn a_layer_that_is_cut_off_is_named_and_kept_and_the_rest_is_open() {
    let (mut window, before) = damaged(LAYER, |ron| ron[..ron.len() * 2 / 3].to_owned());
    assert!(window.says(LAYER));
    assert!(window.says("The file stays as it is, and everything else is open."));
    assert_eq!(
        window.scene(),
        "|One two three.",
        "the damaged layer is not half shown"
    );
    window.press("Ctrl+A s");
    assert_eq!(window.scene(), "[One two three.|]", "and not written over");
    assert!(
        window.app().status().contains("stays as it is"),
        "{}",
        window.app().status()
    );
    window.press("Ctrl+PageDown Ctrl+A q");
    assert_eq!(window.scene(), "{q*:Nothing to see here.}|\n");
    assert!(
        window
            .workspace()
            .saver
            .flush(std::time::Duration::from_secs(20))
    );
    let bytes = |files: &[(std::path::PathBuf, Vec<u8>)]| {
        let layer = window.root().join(LAYER);
        files
            .iter()
            .find(|(path, _)| *path == layer)
            .unwrap()
            .1
            .clone()
    };
    assert_eq!(bytes(&files(&window.root())), bytes(&before));
    assert_eq!(files(&window.root()).len(), before.len() + 1);
}

#[test]
fn a_codebook_that_is_cut_off_makes_the_project_read_only() {
    let (mut window, before) = damaged("codebook.ron", |ron| ron[..ron.len() / 2].to_owned());
    assert!(window.says("codebook.ron"));
    assert!(window.says("Read-only"));
    window.press("Ctrl+A Ctrl+D");
    assert!(
        window.app().status().contains("codebook"),
        "{}",
        window.app().status()
    );
    window
        .find(Role::Mark, "Unknown tag quote")
        .expect("the marks are shown all the same");
    window.press("Ctrl+W");
    assert_eq!(files(&window.root()), before);
}

#[test]
fn two_tags_of_one_id_are_told_apart_and_nothing_marked_is_another_tag_for_it() {
    let (mut window, _) = rewritten("codebook.ron", "id: \"cue\"", "id: \"quote\"");
    assert!(
        window.says("The id quote is there twice."),
        "it is told at once"
    );
    assert!(window.says("“Cue” now has the id quote-2"));
    assert_eq!(window.scene(), "|{q:One} {c:two} three.");
    // Both stand in every list of tags, and each can be changed alone.
    window.press("F3");
    window.type_in("cue");
    window.press("Enter");
    window.retype("Cue words");
    window.press("Tab");
    window.wait("it is saved", |window| {
        let tags = &window.project().codebook.tags;
        tags[0].name == "Quote" && tags[1].name == "Cue words"
    });
    window.press("Escape Escape Escape Ctrl+A u");
    let tag = window.chosen().tag.clone();
    assert_eq!(tag.as_str(), "quote-2");
}

#[test]
fn offsets_beyond_the_text_leave_the_annotation_without_a_place() {
    let (mut window, before) = rewritten(LAYER, "at: (4, 7)", "at: (4, 7000)");
    assert!(window.says("reaches beyond the text"));
    assert_eq!(window.scene(), "|{q:One} two three.");
    assert!(window.says("Without a place (1)"));
    assert_eq!(
        files(&window.root()),
        before,
        "nothing is repaired without consent"
    );
    window.press("Shift+F7 1");
    assert_eq!(window.scene(), "{q:One} |{c*:two} three.");
    let on_disk = window.on_disk();
    assert_eq!(
        (&on_disk.project, on_disk.findings),
        (window.project(), Vec::new())
    );
}

#[test]
fn of_two_annotations_with_one_id_both_are_shown() {
    let (mut window, before) = rewritten(LAYER, "id: \"q\"", "id: \"c\"");
    assert!(window.says("c-2"));
    assert_eq!(window.scene(), "|{q:One} {c:two} three.");
    assert_eq!(files(&window.root()), before);
    window.click(Role::Button, "Show all");
    assert!(window.shows_dialog("Check the project"));
    let finding = window.find(Role::Button, "c-2").unwrap();
    assert!(finding.accesskit_node().label().unwrap().contains(LAYER));
}

#[test]
fn an_annotation_with_an_unknown_tag_is_shown_kept_and_can_be_retagged() {
    let (mut window, before) = rewritten(LAYER, "tag: \"claim\"", "tag: \"rumour\"");
    window
        .find(Role::Mark, "Unknown tag rumour")
        .expect("it is shown");
    window.press("Tab Tab");
    assert!(window.says("Unknown tag rumour"));
    assert_eq!(files(&window.root()), before);
    window.press("F7");
    window.wait("it is checked", Window::has_dialog);
    assert!(window.find(Role::Button, "rumour").is_some());
    window.press("Escape s");
    assert_eq!(window.scene(), "{q:One} |{s*:two} three.");
    assert_eq!(&window.on_disk().project, window.project());
}

#[test]
fn a_text_that_was_changed_outside_moves_no_annotation() {
    let (mut window, before) = rewritten("articles/stage.txt", "One two", "Once two");
    assert!(window.says("articles/stage.txt"));
    assert!(window.says("Without a place (2)"));
    assert_eq!(window.scene(), "|Once two three.");
    window.press("Ctrl+W");
    assert_eq!(files(&window.root()), before);
}

#[test]
fn findings_stay_until_they_are_closed() {
    let (mut window, _) = rewritten(LAYER, "at: (4, 7)", "at: (4, 7000)");
    window.press("Tab Escape Ctrl+PageDown");
    assert!(window.says("reaches beyond the text"));
    window.click(Role::Button, "Close");
    assert!(!window.says("reaches beyond the text"));
}
