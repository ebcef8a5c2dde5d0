//! Every command of the table, through its keys, through the palette and through its menu.

pub mod table;

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{OutputCommand, ViewportCommand};
use egui_kittest::kittest::NodeT as _;
use postil::app::Postil;
use postil::app::Screen;
use postil::app::command::{Group, Row};
use postil::app::keys::Chord;
use postil::app::picker::Ask;

use super::harness::Window;

/// What a command does.
pub enum Effect {
    /// The article becomes this, in the notation.
    Becomes(&'static str),
    /// A dialog with this title opens.
    Opens(&'static str),
    /// The status line says this.
    Says(&'static str),
    /// The keyboard goes to the widget with this role and name.
    Focuses(Role, &'static str),
    /// The question that is put for a path has this title.
    Asks(&'static str),
    /// The window manager is told this.
    Tells(ViewportCommand),
    /// This is on the clipboard.
    Copies(&'static str),
    /// The project or the settings have become so.
    Leaves(fn(&Postil) -> bool),
    /// The screen has become so.
    Shows(fn(&mut Window) -> bool),
}

/// A command, what is done before it, and what it does then.
pub struct Case {
    /// Its name in the table.
    pub name: &'static str,
    /// The article before, in the notation.
    pub before: &'static str,
    /// Strokes before it.
    pub first: &'static str,
    pub effect: Effect,
}

/// The ways to a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Key(Chord),
    Palette,
    Menu(Group),
}

#[test]
fn every_command_has_a_case() {
    let window = Window::on("|");
    let known: BTreeSet<&str> = window
        .app()
        .rows()
        .iter()
        .map(|row| row.name.as_str())
        .collect();
    let tried: BTreeSet<&str> = table::cases().iter().map(|case| case.name).collect();
    let missing: Vec<_> = known.difference(&tried).collect();
    let unknown: Vec<_> = tried.difference(&known).collect();
    assert!(missing.is_empty(), "without a case: {missing:#?}");
    assert!(unknown.is_empty(), "no such command: {unknown:#?}");
}

#[test]
fn every_key_does_what_its_command_says() {
    try_all(|row| row.keys.iter().copied().map(Way::Key).collect());
}

#[test]
fn every_command_is_found_in_the_palette_by_its_name() {
    // The palette does not offer itself.
    try_all(|row| {
        if row.name == "All commands…" {
            Vec::new()
        } else {
            vec![Way::Palette]
        }
    });
}

#[test]
fn every_command_of_the_menus_can_be_clicked_there() {
    try_all(|row| {
        if row.in_menu {
            vec![Way::Menu(row.group)]
        } else {
            Vec::new()
        }
    });
}

fn try_all(ways: impl Fn(&Row) -> Vec<Way>) {
    let mut window = Window::on("|");
    let rows = window.app().rows().to_vec();
    let mut wrong = Vec::new();
    for case in table::cases() {
        let row = rows
            .iter()
            .find(|row| row.name == case.name)
            .expect("the table has it");
        for way in ways(row) {
            if let Err(why) = attempt(&mut window, &case, row, way) {
                wrong.push(format!("{} by {way:?}: {why}", case.name));
            }
            if window.has_dialog() {
                window.press("Escape");
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} failed:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn attempt(window: &mut Window, case: &Case, row: &Row, way: Way) -> Result<(), String> {
    let ctx = window.harness.ctx.clone();
    window.app_mut().settings.show_articles = true;
    window.app_mut().settings.show_inspector = true;
    window.app_mut().settings.text_size = 18.0;
    window.stage(case.before);
    if !case.first.is_empty() {
        window.press(case.first);
    }
    if case.name == "Back to the present" {
        let project = window.project().clone();
        window
            .workspace_mut()
            .look_back(project, "some day".to_owned());
    }
    let refusal = row.disabled(&window.app().situation());
    if let Some(why) = refusal {
        // What makes no sense here says why; that is all that it does.
        return match case.effect {
            Effect::Says(text) if why == text => Ok(()),
            _ => Err(format!("it is disabled: {why}")),
        };
    }
    window.told.clear();
    window.desk.borrow_mut().asked.clear();
    window.copied.clear();
    match way {
        Way::Key(stroke) => window.stroke(stroke),
        Way::Palette => window.command(&row.name),
        Way::Menu(group) => choose_in_menu(window, group, row)?,
    }
    let outcome = observe(window, &case.effect);
    ctx.set_zoom_factor(1.0);
    outcome
}

/// Opens a menu and clicks the entry of a command, by their names.
fn choose_in_menu(window: &mut Window, group: Group, row: &Row) -> Result<(), String> {
    window.click(Role::Button, group.name());
    let shown = match row.name.as_str() {
        name @ ("Undo" | "Redo") => format!("{name}: "),
        name => name.to_owned(),
    };
    let fits = |name: &&String| match row.key() {
        Some(key) => name.starts_with(&shown) && name.ends_with(&key),
        None => **name == shown,
    };
    let name = window.buttons().iter().find(fits).cloned();
    let name = name.ok_or_else(|| format!("not in its menu: {:?}", window.buttons()))?;
    window.click(Role::Button, &name);
    Ok(())
}

fn observe(window: &mut Window, effect: &Effect) -> Result<(), String> {
    let unless = |there: bool, what: String| if there { Ok(()) } else { Err(what) };
    match effect {
        Effect::Becomes(after) => {
            let scene = window.scene();
            unless(
                scene == *after,
                format!("\n    {scene}\n    is not\n    {after}"),
            )
        }
        Effect::Opens(title) => {
            // Some dialogs open when a thread is done.
            window.wait("a dialog opens", Window::has_dialog);
            unless(window.shows_dialog(title), format!("no dialog “{title}”"))
        }
        Effect::Says(part) => {
            let status = window.app().status();
            unless(
                status.contains(part),
                format!("the status line says “{status}”"),
            )
        }
        Effect::Focuses(role, name) => {
            let there = window
                .find(*role, name)
                .is_some_and(|node| node.accesskit_node().is_focused_in_tree());
            unless(there, format!("the keyboard is not in “{name}”"))
        }
        Effect::Asks(title) => {
            let asked: Vec<String> = window
                .desk
                .borrow()
                .asked
                .iter()
                .map(|ask: &Ask| ask.title().to_owned())
                .collect();
            unless(asked == [*title], format!("asked: {asked:?}"))
        }
        Effect::Tells(command) => unless(
            window.told.contains(command),
            format!("told: {:?}", window.told),
        ),
        Effect::Copies(text) => {
            let copied = window
                .copied
                .iter()
                .any(|copied| matches!(copied, OutputCommand::CopyText(copied) if copied == text));
            unless(copied, format!("copied: {:?}", window.copied))
        }
        Effect::Leaves(so) => unless(so(window.app()), "it is not so".to_owned()),
        Effect::Shows(so) => {
            window.wait("nothing is being opened", |window| {
                !matches!(window.app().screen, Screen::Opening(_))
            });
            unless(so(window), "the screen is not so".to_owned())
        }
    }
}
