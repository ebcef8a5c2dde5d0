//! What the window says about saving: the title, the status line, failures, and closing before all is written.

use std::fs;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::{ViewportCommand, ViewportEvent, ViewportId};
use postil::app::Screen;
use postil::model::{Part, edits};
use postil::store;

use super::harness::Window;
use super::notation;

/// A window with an edit that cannot be written, since the project's folder has gone away.
fn homeless() -> Window {
    let mut window = Window::on("[One|] two");
    fs::rename(window.root(), window.beside("elsewhere")).unwrap();
    window.press("q");
    window.wait("the failure is shown", |window| window.says("Not saved"));
    window
}

/// The user closes the window by its button.
fn close(window: &mut Window) {
    let viewports = &mut window.harness.input_mut().viewports;
    let root = viewports.get_mut(&ViewportId::ROOT).unwrap();
    root.events.push(ViewportEvent::Close);
    window.told.clear();
    window.step();
}

fn title(window: &Window) -> Option<&str> {
    window.told.iter().rev().find_map(|command| match command {
        ViewportCommand::Title(title) => Some(title.as_str()),
        _ => None,
    })
}

#[test]
fn the_title_has_a_sign_while_something_is_not_saved() {
    let mut window = Window::on("[One|] two");
    assert_eq!(title(&window), Some("Ports – Postil"));
    // What is begun here is written a moment later, so the sign is there for some frames at least.
    window.press("q");
    assert!(
        window
            .told
            .contains(&ViewportCommand::Title("● Ports – Postil".to_owned()))
    );
    window.wait("all is saved", |window| window.says("All saved"));
    assert_eq!(title(&window), Some("Ports – Postil"));
}

#[test]
fn what_was_done_is_there_when_the_project_is_opened_again() {
    let mut window = Window::on("[One|] two {a:three}.");
    window.press("q ! S 1 ;");
    window.type_in("Sure?");
    window.press("Escape Ctrl+D");
    window.click(Role::Button, "Done all the same");
    let before = window.project().clone();
    window.press("Ctrl+W");
    window.wait("it closes when all is written", |window| {
        matches!(window.app().screen, Screen::Welcome)
    });
    let mut window = window.reopened();
    assert_eq!(window.project(), &before);
    assert!(window.workspace().findings.is_empty());
    window.press("Tab");
    assert_eq!(window.scene(), "|{q*?:One} two {a:three}. => q speaker a");
}

#[test]
fn looking_at_a_project_writes_nothing() {
    let mut window = Window::on("{q:One} two.\nThree.");
    let before = super::harness::files(&window.root());
    window.press("Tab Enter Escape Ctrl+PageDown Ctrl+A F3 Escape F7");
    window.wait("it is checked", Window::has_dialog);
    window.press("Escape Ctrl+W");
    assert_eq!(super::harness::files(&window.root()), before);
}

#[test]
fn a_folder_that_is_gone_stops_no_work_and_is_written_when_it_is_back() {
    let mut window = homeless();
    assert!(window.says("cannot be written"));
    assert!(window.says("Put it back or make it reachable again."));
    window.press("Ctrl+A c");
    assert_eq!(window.scene(), "{c*:{q:One} two}|");
    fs::rename(window.beside("elsewhere"), window.root()).unwrap();
    window.click(Role::Button, "Try again");
    window.wait("all is saved", |window| window.says("All saved"));
    assert!(!window.says("cannot be written"));
    assert_eq!(&window.on_disk().project, window.project());
}

#[test]
fn closing_waits_for_the_disk() {
    let mut window = Window::on("[One|] two");
    // In one frame, so that the disk cannot be first.
    let key = egui::Event::Text("q".to_owned());
    window.harness.input_mut().events.push(key);
    close(&mut window);
    assert!(window.told.contains(&ViewportCommand::CancelClose));
    window.wait("it closes", |window| {
        window.told.contains(&ViewportCommand::Close)
    });
    assert_eq!(&window.on_disk().project, window.project());
}

#[test]
fn closing_without_anything_to_save_is_not_held_up() {
    let mut window = Window::on("One");
    close(&mut window);
    assert!(!window.told.contains(&ViewportCommand::CancelClose));
}

#[test]
fn closing_with_unsaved_work_asks_and_one_may_stay() {
    let mut window = homeless();
    close(&mut window);
    assert!(window.told.contains(&ViewportCommand::CancelClose));
    window.wait("it asks", |window| {
        window.says("Some work is not on the disk.")
    });
    window.click(Role::Button, "Stay");
    assert!(!window.says("Some work is not on the disk."));
    fs::rename(window.beside("elsewhere"), window.root()).unwrap();
    window.told.clear();
    window.click(Role::Button, "Try again");
    window.wait("all is saved", |window| window.says("All saved"));
    assert!(
        !window.told.contains(&ViewportCommand::Close),
        "who stays, stays"
    );
    assert_eq!(&window.on_disk().project, window.project());
}

#[test]
fn closing_with_unsaved_work_may_lose_it_when_the_user_says_so() {
    let mut window = homeless();
    close(&mut window);
    window.wait("it asks", |window| {
        window.says("Some work is not on the disk.")
    });
    window.told.clear();
    window.click(Role::Button, "Close anyway and lose it");
    assert!(window.told.contains(&ViewportCommand::Close));
    close(&mut window);
    assert!(!window.told.contains(&ViewportCommand::CancelClose));
}

/// Another project, beside the one of the window.
fn another(window: &Window) -> std::path::PathBuf {
    let root = window.beside("another");
    store::create(&root, &notation::parse("Another one.").project()).unwrap();
    root
}

#[test]
fn leaving_a_project_that_cannot_be_saved_asks_and_one_may_stay() {
    for drops_another in [false, true] {
        let mut window = homeless();
        let other = another(&window);
        if drops_another {
            window.drop(&[&other]);
        } else {
            window.press("Ctrl+W");
        }
        window.wait("it asks", |window| {
            window.says("Some work is not on the disk.")
        });
        window.click(Role::Button, "Stay");
        assert_eq!(window.scene(), "{q*:One}| two");
        fs::rename(window.beside("elsewhere"), window.root()).unwrap();
        window.click(Role::Button, "Try again");
        window.wait("all is saved", |window| window.says("All saved"));
        assert_eq!(window.scene(), "{q*:One}| two", "who stays, stays");
        assert_eq!(&window.on_disk().project, window.project());
    }
}

#[test]
fn leaving_a_project_that_cannot_be_saved_goes_on_when_the_user_says_so() {
    let mut window = homeless();
    let other = another(&window);
    window.drop(&[&other]);
    window.wait("it asks", |window| {
        window.says("Some work is not on the disk.")
    });
    window.click(Role::Button, "Close anyway and lose it");
    window.wait("the other one is open", |window| {
        window
            .app()
            .workspace()
            .is_some_and(|workspace| workspace.root == other)
    });
    assert_eq!(window.scene(), "|Another one.");
}

/// A window with this state folder.
fn beside(state: &std::path::Path) -> Window {
    let mut opening = super::harness::Opening::default();
    opening.settings.state = Some(state.to_owned());
    Window::new(opening)
}

/// A window with a journal, whose state folder outlives it.
pub(super) fn journalled(state: &std::path::Path) -> Window {
    let mut window = beside(state);
    window.stage("[One|] two");
    select(window.reopened())
}

/// With the first word selected.
fn select(mut window: Window) -> Window {
    let selection = notation::parse("[One|] two").selection;
    let open = window.workspace_mut().open.as_mut().unwrap();
    open.reader.select(selection);
    window.settle();
    window
}

#[test]
fn with_a_journal_work_is_safe_although_the_folder_is_gone() {
    let state = tempfile::tempdir().unwrap();
    let mut window = journalled(state.path());
    fs::rename(window.root(), window.beside("elsewhere")).unwrap();
    window.press("q");
    window.wait("it is in the journal", |window| {
        window.says("Saved in the journal")
    });
    assert!(window.says("edits are only in the journal on this computer"));
    let before = window.project().clone();
    close(&mut window);
    window.wait("it asks", |window| {
        window.says(
            "This work is safe in the journal on this computer, but not in the project folder.",
        )
    });
    window.told.clear();
    window.click(Role::Button, "Close; it follows the next time");
    assert!(window.told.contains(&ViewportCommand::Close));

    // The next run brings it back, and even undo is there.
    window.app_mut().screen = Screen::Welcome;
    fs::rename(window.beside("elsewhere"), window.root()).unwrap();
    let mut window = window.reopened();
    assert_eq!(window.project(), &before);
    assert!(window.says("brought back from the journal"));
    assert_eq!(&window.on_disk().project, &before);
    window.press("Ctrl+Z");
    assert!(
        window
            .project()
            .layers
            .values()
            .all(|layer| layer.annotations.is_empty())
    );
    let mut window = window.reopened();
    window.press("Ctrl+Shift+Z");
    assert_eq!(window.project(), &before);
    assert!(!window.says("brought back"), "once is enough");
}

#[test]
fn two_windows_of_one_person_do_not_write_into_each_other() {
    let state = tempfile::tempdir().unwrap();
    let mut first = journalled(state.path());
    let mut second = beside(state.path());
    second.open_project(first.root());
    assert!(second.says("Ana has this project open in another window."));
    second.press("Ctrl+A q");
    assert!(second.project().layers.is_empty(), "nothing was marked");
    second.workspace_mut().become_annotator("Ben");
    second.press("Ctrl+A q");
    assert_eq!(second.project().layers.len(), 1, "somebody else may");

    // Each sees what the other did, once it looks.
    first.press("q");
    let (ours, theirs) = (
        first.on_disk().project,
        second.workspace().saver.flush(super::harness::PATIENCE),
    );
    assert!(theirs, "Ben's layer is a file of its own");
    assert_eq!(ours.layers.len(), 1);
    let layer = second.workspace().key().unwrap();
    let files = [Part::Annotator(layer.annotator.clone()), Part::Layer(layer)];
    let files = files.each_ref().map(store::part_path);
    first.workspace().saver.look_at(files);
    first.wait("Ben's work is there", |window| {
        window.project().layers.len() == 2
    });
    assert!(first.says("another program made"));
}

#[test]
fn what_another_program_writes_while_one_works_is_taken_in() {
    let state = tempfile::tempdir().unwrap();
    let mut window = journalled(state.path());
    window.press("q");
    window.on_disk();
    let layer = Part::Layer(window.workspace().key().unwrap());
    let file = window.root().join(store::part_path(&layer));
    let ron = fs::read_to_string(&file).unwrap();
    fs::write(
        &file,
        ron.replace(
            "    annotations:",
            "    note: \"theirs\",\n    annotations:",
        ),
    )
    .unwrap();
    window.press("!");
    let saver = &window.workspace().saver;
    assert!(!saver.flush(super::harness::PATIENCE), "theirs comes first");
    window.wait("theirs is taken in", |window| {
        window
            .project()
            .layers
            .values()
            .any(|layer| layer.head.note == "theirs")
    });
    let there = window.on_disk().project;
    assert_eq!(&there, window.project());
    assert!(
        there
            .layers
            .values()
            .all(|layer| layer.annotations.values().all(|it| it.unsure))
    );
}

/// Corrects a passage of the stage as somebody else would, on another computer; what the article's file holds then.
fn corrected_elsewhere(window: &Window, from: &str, to: &str) -> (Part, Vec<u8>) {
    let mut theirs = window.on_disk().project;
    let key = window.workspace().key().unwrap();
    let start = theirs.articles[&key.article].text.as_str().find(from);
    let start = start.expect("it stands there");
    let passage = postil::text::Span::of(start..start + from.len());
    let author = window.workspace().author();
    let edit = edits::correct_text(&theirs, &author, &key.article, passage, to, "");
    edit.apply(&mut theirs).unwrap();
    let part = Part::Article(key.article);
    let about = store::part_path(&part);
    let files = store::contents(&theirs, &part).unwrap();
    let (_, bytes) = (files.into_iter().find(|(file, _)| *file == about)).unwrap();
    (part, bytes)
}

#[test]
fn a_correction_that_is_made_elsewhere_is_taken_in_and_every_mark_goes_along() {
    let mut window = Window::with_state("One {q:two} thrre {c:[four thrre|]} five.");
    window.press("!");
    let (part, theirs) = corrected_elsewhere(&window, "thrre", "the third");
    let file = window.root().join(store::part_path(&part));
    fs::write(&file, theirs).unwrap();
    // Somebody marks on while it comes.
    window.press("Ctrl+Home Shift+Ctrl+Right a");
    window.workspace().saver.look_at([store::part_path(&part)]);
    window.wait("theirs is taken in", |window| {
        window
            .workspace()
            .text()
            .unwrap()
            .as_str()
            .contains("the third")
    });
    let scene = "{a*:One}| {q:two} the third {c:four thrre} five.";
    assert_eq!(window.scene().replace(['[', ']'], ""), scene);
    assert_eq!(&window.on_disk().project, window.project());
    window.press("Ctrl+End Shift+Ctrl+Left c");
    let all = window.project().clone();
    assert_eq!(window.on_disk().project, all);
    let window = window.reopened();
    assert_eq!(window.project(), &all, "all of it is there again");
    assert_eq!(window.workspace().findings, []);
}

#[test]
fn a_conflict_copy_is_merged_when_the_project_is_opened() {
    let state = tempfile::tempdir().unwrap();
    let mut window = journalled(state.path());
    window.press("q");
    let before = window.on_disk().project;
    let layer = Part::Layer(window.workspace().key().unwrap());
    let file = window.root().join(store::part_path(&layer));
    let ron = fs::read_to_string(&file).unwrap();
    window.press("!");
    window.on_disk();
    // The other computer knew nothing of the doubt, and noted something.
    let copy = file.with_file_name("a copy from the laptop.ron");
    let theirs = ron.replace(
        "    annotations:",
        "    note: \"Read it twice\",\n    annotations:",
    );
    assert_ne!(theirs, ron);
    fs::write(&copy, theirs).unwrap();
    let mut window = window.reopened();
    window.wait("the copy is merged", |window| {
        window.says("from annotators/")
    });
    let heads = |project: &postil::model::Project| -> Vec<String> {
        let layers = project.layers.values();
        layers.map(|layer| layer.head.note.clone()).collect()
    };
    assert_eq!(heads(window.project()), ["Read it twice"]);
    let doubted = |window: &Window| {
        let layers = window.project().layers.values();
        layers
            .flat_map(|layer| layer.annotations.values())
            .all(|it| it.unsure)
    };
    assert!(doubted(&window));
    assert!(!before.layers.is_empty());
    window.wait("the copy is gone", |_| !copy.exists());
    assert_eq!(&window.on_disk().project, window.project());
    let window = window.reopened();
    assert_eq!(heads(window.project()), ["Read it twice"]);
    assert!(window.workspace().findings.is_empty());
}

#[test]
fn what_git_left_between_its_markers_is_merged_when_the_project_is_opened() {
    let state = tempfile::tempdir().unwrap();
    let mut window = journalled(state.path());
    window.press("q");
    let layer = Part::Layer(window.workspace().key().unwrap());
    let file = window.root().join(store::part_path(&layer));
    window.on_disk();
    let ron = fs::read_to_string(&file).unwrap();
    let note = |note: &str| format!("    note: \"{note}\",\n");
    let (here, there) = (note("here"), note("there"));
    let block = format!("<<<<<<< HEAD\n{here}=======\n{there}>>>>>>> laptop\n");
    let marked = ron.replace("    annotations:", &format!("{block}    annotations:"));
    fs::write(&file, marked).unwrap();
    let mut window = window.reopened();
    let notes = |window: &Window| -> Vec<String> {
        let layers = window.project().layers.values();
        layers.map(|layer| layer.head.note.clone()).collect()
    };
    window.wait("both sides are merged", |window| {
        notes(window) == ["here\nthere"]
    });
    window.wait("the file is whole", |_| {
        !fs::read_to_string(&file).unwrap().contains("<<<<<<<")
    });
    let window = window.reopened();
    assert_eq!(notes(&window), ["here\nthere"]);
    assert!(window.workspace().findings.is_empty());
}

#[test]
fn the_folder_follows_when_the_window_is_left_and_is_looked_at_when_it_is_used_again() {
    let state = tempfile::tempdir().unwrap();
    let mut window = journalled(state.path());
    window.press("q");
    let turn = egui::Event::WindowFocused(false);
    window.harness.input_mut().events.push(turn);
    window.wait("all is saved", |window| window.says("All saved"));

    let layer = Part::Layer(window.workspace().key().unwrap());
    let file = window.root().join(store::part_path(&layer));
    let ron = fs::read_to_string(&file).unwrap();
    let theirs = ron.replace(
        "    annotations:",
        "    note: \"theirs\",\n    annotations:",
    );
    fs::write(&file, theirs).unwrap();
    let turn = egui::Event::WindowFocused(true);
    window.harness.input_mut().events.push(turn);
    window.wait("theirs is taken in", |window| {
        window
            .project()
            .layers
            .values()
            .any(|layer| layer.head.note == "theirs")
    });
    assert!(window.says("Taken in: 1 change that another program made"));
}

#[test]
fn a_copy_of_the_project_goes_elsewhere() {
    let mut window = homeless();
    let place = window.beside("copies");
    fs::create_dir(&place).unwrap();
    fs::write(place.join("other.txt"), "kept").unwrap();
    let answer = postil::app::picker::Answer::Picked(vec![place.clone()]);
    window.desk.borrow_mut().answers.push_back(answer);
    window.click(Role::Button, "Save a copy elsewhere…");
    window.wait("it is written", |window| {
        window.says("A copy of the project is in")
    });
    let copy = store::open(&place.join("project copy"), &store::Progress::default()).unwrap();
    assert_eq!(copy.project.layers, window.project().layers);
    assert_ne!(copy.project.settings.id, window.project().settings.id);
}

/// Asks the program to end, frame by frame, until it tells the window manager to close the window.
fn end(window: &mut Window) {
    window.told.clear();
    let ctx = window.harness.ctx.clone();
    let patience = Instant::now() + Duration::from_secs(10);
    while !window.told.contains(&ViewportCommand::Close) {
        assert!(Instant::now() < patience, "it does not end");
        window.app_mut().end(&ctx);
        window.step();
    }
}

#[test]
fn asked_to_end_the_window_closes_without_a_question() {
    let mut window = Window::on("[One|] two");
    window.press("q ?");
    assert!(window.has_dialog());
    end(&mut window);
    let disk = store::open(&window.root(), &store::Progress::default()).unwrap();
    assert_eq!(&disk.project, window.project());
}

#[test]
fn asked_to_end_it_waits_no_longer_than_the_system_does() {
    let mut window = homeless();
    let began = Instant::now();
    end(&mut window);
    assert!(began.elapsed() < Duration::from_secs(5));
    assert!(!window.says("Close anyway and lose it"), "nobody is asked");
}
