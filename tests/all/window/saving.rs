//! What the window says about saving: the title, the status line, failures, and closing before all is written.

use std::fs;

use egui::accesskit::Role;
use egui::{ViewportCommand, ViewportEvent, ViewportId};
use postil::app::Screen;
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
