//! Marking all passages that say the same: what is offered, what is left out, one step back.

use egui::accesskit::Role;
use postil::model::{ArticleId, LayerKey};

use super::harness::Window;
use super::notation;

fn shown(window: &mut Window) {
    window.wait("everything is found", |window| {
        window.says("In the project (") && !window.says("still looking")
    });
}

/// Waits for the thread that makes the edit.
fn marked(window: &mut Window) {
    window.wait("they are marked", |window| !window.has_dialog());
}

#[test]
fn all_are_marked_but_those_that_were_left_out_and_it_is_one_step() {
    let mut window = Window::on("|{a*:Ann} met Ann. Annual, ann, Ann");
    window.press("*");
    shown(&mut window);
    assert!(
        window.says("In this article (2)"),
        "whole words of the same case"
    );
    assert!(window.says("Mark 2"));
    window.press("Down Space Enter");
    marked(&mut window);
    assert_eq!(window.scene(), "|{a*:Ann} met {a2:Ann}. Annual, ann, Ann");
    assert_eq!(window.app().status(), "Done: Tag 1 more passage as Actor");
    assert_eq!(&window.on_disk().project, window.project());
    // What has the tag already is not offered again.
    window.press("*");
    shown(&mut window);
    window.press("Enter");
    marked(&mut window);
    window.press("Ctrl+Z Ctrl+Z");
    assert_eq!(window.scene(), "{a:Ann} met |Ann. Annual, ann, Ann");
}

#[test]
fn options_change_what_is_found() {
    let mut window = Window::on("|{a*:Ann} met Ann. Annual, ann, Ann");
    window.press("*");
    shown(&mut window);
    window.click(Role::CheckBox, "Same capitals (Alt+C)");
    shown(&mut window);
    assert!(window.says("In this article (3)"));
    window.press("Alt+W");
    shown(&mut window);
    assert!(window.says("In this article (4)"));
    window.press("Escape");
    assert_eq!(window.scene(), "|{a*:Ann} met Ann. Annual, ann, Ann");
}

#[test]
fn the_whole_project_is_marked_when_that_is_wanted() {
    let mut project = notation::parse("|{a*:Ann} met Ann.").project();
    let other = notation::article("other", "Another one", "Ann came. Ann left.");
    project.articles.insert(other.id.clone(), other);
    let mut window = Window::open(&project);
    window.press("Tab *");
    shown(&mut window);
    assert!(window.says("In this article (1)"));
    assert!(window.says("In the project (3)"));
    window.press("Tab Enter");
    marked(&mut window);
    let key = LayerKey {
        article: ArticleId::new("other").unwrap(),
        annotator: notation::stage().annotator,
    };
    let layer = window.project().layer(&key).expect("it was begun");
    assert_eq!(layer.annotations.len(), 2);
    window.press("Ctrl+Z");
    let layer = window.project().layer(&key);
    assert!(layer.is_none_or(|layer| layer.annotations.is_empty()));
}

#[test]
fn more_of_the_same_is_offered_until_that_is_not_wanted() {
    let mut window = Window::on("|{a*:Ann} met Ann. {c:Ann}");
    window.click(Role::Button, "2 more here…  *");
    shown(&mut window);
    window.press("Escape");
    window.click(Role::Button, "Never");
    assert!(!window.says("more here"));
    window.press("Tab");
    assert!(!window.says("more here"), "the words are the same");
    let window = Window::on("|{a*:Ann} met Bob.");
    assert!(!window.says("more here"));
}

/// What was chosen with care is not to be chosen again because something stood in the way.
#[test]
fn what_was_ticked_stays_when_it_is_refused() {
    let mut window = Window::on("|{a*:Ann} met Ann. Ann, Ann");
    window.press("*");
    shown(&mut window);
    window.press("Down Space");
    assert!(window.says("Mark 2"));
    // Somebody else may sit here from now on.
    window.workspace_mut().access = postil::store::Access::ReadOnly("Not now.".to_owned());
    window.press("Enter");
    window.workspace_mut().access = postil::store::Access::ReadWrite;
    window.settle();
    assert!(window.has_dialog());
    assert!(window.says("Mark 2"), "what was left out is left out");
    window.press("Enter");
    marked(&mut window);
    assert_eq!(window.scene(), "|{a*:Ann} met {a2:Ann}. Ann, {a3:Ann}");
}
