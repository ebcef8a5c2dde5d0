//! The window in German: nothing on it is left in English, and to change the language changes nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use egui::accesskit::Role;
use egui::vec2;
use egui_kittest::kittest::{NodeT as _, Queryable as _, by};
use postil::app::command::{Command, Group};
use postil::model::{Attribute, Codebook, Kind};
use postil::text::Span;
use postil::words::{Language, in_language};

use super::commands::{Effect, table};
use super::harness::{Opening, Window};

/// What may stand on the German window though it is an English message too, and why.
const SAME: &[(&str, &str)] = &[
    ("Source", "a field of the codebook that a new project gets"),
    (
        "Words",
        "the page of the manual about filters is in English only",
    ),
];

/// The words of a project's codebook, which are its own in every language.
fn of_codebook(codebook: &Codebook) -> BTreeSet<String> {
    fn attributes(all: &[Attribute]) -> impl Iterator<Item = String> {
        all.iter().flat_map(|attribute| {
            let options = match &attribute.kind {
                Kind::Choice(options) | Kind::Choices(options) => options.clone(),
                _ => Vec::new(),
            };
            options.into_iter().chain([attribute.name.clone()])
        })
    }
    let tags = codebook.tags.iter();
    let types = codebook.entity_types.iter();
    let roles = codebook.roles.iter();
    let mut words: BTreeSet<String> = attributes(&codebook.article_attributes).collect();
    words.extend(tags.clone().map(|tag| tag.name.clone()));
    words.extend(tags.flat_map(|tag| attributes(&tag.attributes)));
    words.extend(types.clone().map(|kind| kind.name.clone()));
    words.extend(types.flat_map(|kind| attributes(&kind.attributes)));
    words.extend(roles.flat_map(|role| [role.name.clone(), role.label.clone()]));
    words
}

/// The messages without arguments of a language, by their names.
fn phrases(language: Language) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/words/en");
    let mut phrases = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let mut message = String::new();
        for line in text.lines() {
            let Some((name, said)) = line.split_once(" = ") else {
                continue;
            };
            let name = if let Some(attribute) = name.trim().strip_prefix('.') {
                format!("{message}.{attribute}")
            } else {
                name.clone_into(&mut message);
                name.to_owned()
            };
            if !said.contains('{') && !line.starts_with('#') {
                let said = in_language(language, &name, None).expect("a message");
                phrases.insert(name, said.into_owned());
            }
        }
    }
    assert!(phrases.len() > 800, "{}", phrases.len());
    phrases
}

/// What is English and not German.
struct English(BTreeMap<String, String>);

impl English {
    fn new() -> Self {
        let german: BTreeSet<String> = phrases(Language::German).into_values().collect();
        let english = phrases(Language::English).into_iter();
        let same: BTreeSet<&str> = SAME.iter().map(|(words, _)| *words).collect();
        let only = english
            .filter(|(_, said)| !german.contains(said) && !same.contains(said.as_str()))
            .map(|(name, said)| (said, name));
        Self(only.collect())
    }

    /// What is left in English on the window, and which message it is.
    fn on(&self, window: &Window) -> BTreeSet<String> {
        let mut left = BTreeSet::new();
        let project = window.app().workspace().map(|it| &it.project);
        let own = project.map(|project| of_codebook(&project.codebook));
        let own = own.unwrap_or_default();
        for node in window.harness.query_all(by().predicate(|_| true)) {
            let node = node.accesskit_node();
            let said = [node.label(), node.value(), node.description()];
            let hint = node.placeholder().map(str::to_owned);
            for said in said.into_iter().flatten().chain(hint) {
                // A menu says the key behind the name.
                let is_button = node.role() == Role::Button;
                let name = said.rsplit_once(' ').filter(|_| is_button);
                let name = name.map_or("", |(name, _)| name);
                for words in [said.trim(), name.trim()] {
                    if own.contains(words) {
                        continue;
                    }
                    if let Some(message) = self.0.get(words) {
                        left.insert(format!("{said} ({message})"));
                    }
                }
            }
        }
        left
    }
}

/// A window that speaks German from the start.
fn german() -> Window {
    let mut opening = Opening::default();
    opening.settings.language = Some(Language::German);
    Window::new(opening)
}

#[test]
fn nothing_that_a_command_shows_is_left_in_english() {
    let english = English::new();
    let mut window = german();
    let mut wrong = BTreeMap::new();
    wrong.insert("the welcome page", english.on(&window));
    for case in table::cases() {
        window.stage(case.before);
        if !case.first.is_empty() {
            window.press(case.first);
        }
        let rows = window.app().rows();
        let row = rows.iter().find(|row| row.english == case.name);
        let command = row.expect("a command").command.clone();
        if command == Command::LanguageEnglish || command == Command::LanguageSystem {
            continue;
        }
        let ctx = window.harness.ctx.clone();
        window.app_mut().perform(&command, &ctx);
        window.settle();
        if let Effect::Opens(_) = case.effect {
            window.wait("a dialog opens", Window::has_dialog);
        }
        wrong.insert(case.name, english.on(&window));
        ctx.set_zoom_factor(1.0);
        while window.has_dialog() {
            window.press("Escape");
        }
    }
    wrong.retain(|_, left| !left.is_empty());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn menus_questions_and_pages_are_german() {
    let english = English::new();
    let mut window = german();
    let mut wrong = BTreeMap::new();
    let mut look = |window: &Window, what: &str| {
        let left = english.on(window);
        if !left.is_empty() {
            wrong.insert(what.to_owned(), left);
        }
    };
    window.stage("{q:One {a:two}} three. Four => q speaker a");
    for group in Group::ALL {
        if window.find(Role::Button, group.name()).is_some() {
            window.click(Role::Button, group.name());
            look(&window, group.name());
            window.press("Escape");
        }
    }
    // The questions beside a mark, with and without digits, and lists to pick from.
    for keys in [
        "Tab",
        ">",
        "1",
        "Escape",
        "Ctrl+Enter",
        "Escape",
        "Ctrl+Period",
        "Escape",
        "Ctrl+L",
        "Escape",
        "Ctrl+B",
        "Ctrl+B",
        "/",
        "Escape",
        "\\",
        "Escape",
        "Shift+F8",
        "Shift+F8",
        "Alt+2",
        "Alt+2",
        "Ctrl+T",
        "Ctrl+T",
        "Ctrl+M",
    ] {
        window.press(keys);
        look(&window, keys);
    }
    window.press("F3");
    for tab in [
        "Kategorien",
        "Verknüpfungen",
        "Artikelfelder",
        "Eintragstypen",
    ] {
        window.click(Role::Button, tab);
        look(&window, tab);
    }
    window.press("Escape F4");
    look(&window, "the register");
    window.press("Ctrl+Shift+N");
    look(&window, "a new entity");
    window.press("Escape F4");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn another_language_changes_every_word_and_nothing_else() {
    let mut window = Window::on("{q*:One [two|]} three.");
    let before = window.scene();
    let ctx = window.harness.ctx.clone();
    assert!(window.has_keyboard(Role::Document, "A stage"));
    assert_eq!(
        window.buttons().iter().filter(|it| *it == "Edit").count(),
        1
    );
    window.click(Role::Button, "Help");
    window.click(Role::Button, "Language: Deutsch");
    assert!(window.find(Role::Button, "Bearbeiten").is_some());
    assert!(!window.buttons().iter().any(|it| it == "Edit"));
    assert_eq!(window.scene(), before);
    assert_eq!(window.workspace().selected(), Some(Span::of(4..7)));
    window.press("F2");
    window.write(" Post");
    let app = window.app_mut();
    app.perform(&Command::LanguageEnglish, &ctx);
    window.settle();
    assert!(window.shows_dialog("Title, source and date"));
    let app = window.app_mut();
    app.perform(&Command::LanguageGerman, &ctx);
    window.settle();
    assert!(window.shows_dialog("Titel, Quelle und Datum"));
    window.press("Escape Ctrl+K");
    // By the name in the language that is spoken, and by the English one.
    for query in ["Rückgängig", "Undo"] {
        window.retype(query);
        assert!(window.says("Rückgängig"), "{query}");
    }
    window.press("Escape");
    assert_eq!(window.scene(), before);
    assert_eq!(window.app().settings.language, Some(Language::German));
}

/// The dots above its first letter and the end of the word are seen in the narrowest panel, and nothing lies on the heading.
#[test]
fn the_way_from_the_tags_to_the_codebook_is_whole() {
    for (size, zoom) in [
        (vec2(1300.0, 860.0), 1.0),
        (vec2(720.0, 480.0), 1.0),
        (vec2(1300.0, 860.0), 2.0),
        (vec2(900.0, 700.0), 2.0),
    ] {
        let mut opening = Opening {
            size,
            ..Opening::default()
        };
        opening.settings.language = Some(Language::German);
        let mut window = Window::new(opening);
        window.stage("One");
        window.harness.ctx.set_zoom_factor(zoom);
        window.settle();
        let button = window.get(Role::Button, "Ändern…").rect();
        let heading = window.get(Role::Label, "Kategorien").rect();
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, size / zoom);
        let at = format!("{size} {zoom}: {button} {heading}");
        assert!(screen.contains_rect(button), "{at}");
        assert!(screen.contains_rect(heading), "{at}");
        assert!(!button.intersects(heading.shrink(1.0)), "{at}");
        assert!(button.height() > 23.0, "as high as any other: {at}");
        assert!(button.width() > 50.0, "in one line: {at}");
    }
}

#[test]
fn german_menus_fit_a_small_window() {
    let size = vec2(720.0, 480.0);
    let mut opening = Opening {
        size,
        ..Opening::default()
    };
    opening.settings.language = Some(Language::German);
    let mut window = Window::new(opening);
    window.stage("One");
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, size);
    for group in Group::ALL {
        let Some(menu) = window.find(Role::Button, group.name()) else {
            continue;
        };
        assert!(screen.contains_rect(menu.rect()), "{}", group.name());
        window.click(Role::Button, group.name());
        for node in window.all(Role::Button, "") {
            let rect = node.rect();
            let is_across = rect.left() >= screen.left() && rect.right() <= screen.right();
            assert!(is_across, "{:?}: {rect:?}", node.accesskit_node().label());
        }
        window.press("Escape");
    }
}
