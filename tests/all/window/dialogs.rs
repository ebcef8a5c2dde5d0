//! Every dialog: opened by its command, left by Escape, used once.

use egui::accesskit::Role;

use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::harness::{Opening, Window};
use super::notation;

#[test]
fn every_dialog_opens_by_its_command_and_closes_with_escape() {
    let dialogs = [
        ("New project…", "New project"),
        ("Export…", "Export"),
        ("Check the project", "Check the project"),
        ("Name and description…", "Name and description"),
        ("Retag…", "All commands"),
        ("All commands…", "All commands"),
        ("Title, source and date…", "Title, source and date"),
        ("Guidelines…", "Guidelines"),
        ("Reading…", "Reading"),
        ("Annotator…", "Who is annotating?"),
        ("Keys", "Keys"),
        ("About Postil", "About Postil"),
    ];
    let mut window = Window::on("|{q*:One} two");
    let ctx = window.harness.ctx.clone();
    for (name, title) in dialogs {
        let row = window
            .app()
            .rows()
            .iter()
            .find(|row| row.name == name)
            .cloned();
        let command = row.expect("the table has it").command;
        window.app_mut().perform(&command, &ctx);
        window.wait("the dialog is open", Window::has_dialog);
        assert!(window.shows_dialog(title), "{name}");
        // No key of the window behind gets through.
        let scene = window.scene();
        window.press("F9 Ctrl+D");
        assert_eq!(window.scene(), scene, "{name}");
        assert!(window.app().settings.show_articles, "{name}");
        window.press("Escape");
        assert!(!window.has_dialog(), "{name}");
        assert!(window.has_keyboard(Role::Document, "A stage"), "{name}");
        assert_eq!(
            window.scene(),
            scene,
            "Escape closes {name} and does no more"
        );
    }
}

#[test]
fn a_dialog_tells_a_screen_reader_that_it_is_one() {
    let mut window = Window::on("One");
    window.press("F5");
    assert!(window.find(Role::Dialog, "Guidelines").is_some());
}

#[test]
fn a_dialog_begins_at_its_top_however_far_the_one_before_was_scrolled() {
    let mut window = Window::new(Opening {
        size: egui::vec2(900.0, 380.0),
        ..Opening::default()
    });
    window.stage("|{q*:One} two");
    let is_at_top = |window: &Window, title: &str, first: &str| {
        let title = window.get(Role::Label, title).rect();
        let first = window.find(Role::Label, first).expect("the first line");
        first.rect().top() >= title.bottom()
    };
    window.command("Assign articles…");
    assert!(is_at_top(&window, "Assign articles", "Who annotates"));
    for _ in 0..12 {
        if is_at_top(&window, "Assign articles", "Who annotates") {
            window.press("Tab");
        }
    }
    assert!(!is_at_top(&window, "Assign articles", "Who annotates"));
    window.press("Escape");
    assert!(!window.has_dialog());
    window.command("Repeats…");
    assert!(is_at_top(
        &window,
        "Repeats",
        "Articles that somebody has done"
    ));
}

#[test]
fn the_palette_says_why_a_command_cannot_be_done() {
    let mut window = Window::on("One");
    window.press("Ctrl+K");
    window.type_in("unsure");
    assert!(window.says("Choose an annotation first"));
    window.press("Enter");
    assert!(window.shows_dialog("All commands"), "it stays open");
    window.retype("zzzz");
    assert!(window.says("No command fits “zzzz”."));
}

#[test]
fn the_palette_is_walked_with_the_arrows_or_clicked() {
    let mut window = Window::on("|{q*:One} two");
    window.press("Ctrl+K");
    window.type_in("tag as");
    window.press("Down Enter");
    assert_eq!(window.scene(), "|{u*:One} two");
    window.press("Ctrl+K");
    window.type_in("tag as stance");
    window.click(Role::Button, "Tag as Stance");
    assert_eq!(window.scene(), "|{s*:One} two");
}

#[test]
fn the_keys_of_every_command_are_shown() {
    let mut window = Window::on("One");
    window.press("?");
    let rows = window.app().rows().to_vec();
    for row in rows.iter().filter(|row| !row.keys.is_empty()) {
        window.focus(Role::TextInput, "Filter by name or key");
        window.retype(&row.name);
        let keys: Vec<String> = row.keys.iter().map(ToString::to_string).collect();
        assert!(window.says(&keys.join("  or  ")), "{}", row.name);
        assert!(window.says(&row.name), "{}", row.name);
    }
    window.retype("no such key");
    assert!(window.says("No key fits “no such key”."));
}

#[test]
fn a_tag_is_renamed_in_the_codebook_and_the_rename_is_undone_by_name() {
    let mut window = Window::on("|{c*:One}");
    window.press("F3");
    window.focus(Role::TextInput, "Name");
    window.retype("Allegation");
    window.press("Escape F3");
    assert!(window.find(Role::Mark, "Allegation").is_some());
    assert!(
        window
            .find(Role::Button, "Tag as Allegation, key c, 1 here")
            .is_some()
    );
    assert_eq!(window.on_disk().project.codebook, window.project().codebook);
    window.click(Role::Button, "Edit");
    assert!(
        window
            .find(Role::Button, "Undo: Rename the tag Claim to Allegation")
            .is_some()
    );
    window.click_on("Undo: Rename the tag Claim to Allegation");
    assert!(
        window
            .find(Role::Button, "Tag as Claim, key c, 1 here")
            .is_some()
    );
}

#[test]
fn an_article_is_described() {
    let mut window = Window::on("One");
    window.press("F2");
    window.retype("The harbour vote");
    window.focus(Role::TextInput, "Source");
    window.retype("Courier");
    window.focus(Role::TextInput, "Date");
    window.retype("2026-13-01");
    assert!(!window.is_enabled("Save"), "there is no such day");
    window.retype("2026-03-01");
    window.click(Role::Button, "Save");
    let row = window.find(Role::ListItem, "The harbour vote").unwrap();
    let name = row.accesskit_node().label().unwrap();
    assert!(
        name.contains("Courier") && name.contains("2026-03-01"),
        "{name}"
    );
    assert!(window.find(Role::Document, "The harbour vote").is_some());
    assert_eq!(&window.on_disk().project, window.project());
}

#[test]
fn a_project_is_renamed_and_its_guidelines_are_written() {
    let mut window = Window::on("One");
    let before = window.on_disk().project;
    window.command("Name and description…");
    window.retype("Harbour 2026");
    window.press("Enter");
    assert!(window.told.iter().any(
        |told| matches!(told, egui::ViewportCommand::Title(title) if title.contains("Harbour 2026"))
    ));
    window.press("F5");
    window.click(Role::Button, "Edit the text");
    window.retype("# What to mark");
    window.click(Role::Button, "Save");
    assert!(window.says("What to mark"));
    window.press("Escape");
    let written = window.on_disk().project;
    assert_eq!(&written, window.project());
    assert_eq!(written.settings.name, "Harbour 2026");
    assert_eq!(&*written.guidelines, "# What to mark\n");
    window.press("Ctrl+Z Ctrl+Z");
    assert_eq!(window.on_disk().project, before);
}

#[test]
fn guidelines_that_could_not_be_read_are_not_written_over() {
    let window = Window::on("One");
    window.on_disk();
    std::fs::write(window.root().join("guidelines.md"), [0xff, 0xfe, 0x00]).unwrap();
    let mut window = window.reopened();
    window.press("F5");
    assert!(
        !window.is_enabled("Edit the text"),
        "what could not be read stays"
    );
}

#[test]
fn the_article_beside_the_dialog_shows_how_it_will_be_set() {
    let mut window = Window::on("|One line of the text that will be broken, and the end.");
    let end = "end".to_owned();
    let before = window.middle(&end);
    window.command("Reading…");
    let slider = window.get(Role::Slider, "Line spacing").rect();
    assert!(slider.left() > before.x, "the text is in sight");
    window.focus(Role::Slider, "Characters in a line");
    for _ in 0..25 {
        window.press("Left");
    }
    let narrow = window.middle(&end);
    assert!(narrow.y > before.y, "the line is broken: {narrow}");
    window.focus(Role::Slider, "Line spacing");
    for _ in 0..10 {
        window.press("Right");
    }
    assert!(window.middle(&end).y > narrow.y);
    window.click(Role::Button, "Inter");
    window.press("Escape");
    let fonts = postil::app::typeset::Typography::of(&window.harness.ctx).fonts();
    assert_eq!(&*fonts.reading_family(), "Inter");
    let settings = &window.app().settings;
    assert_eq!((settings.measure, settings.line_spacing), (45.0, 2.0));
}

#[test]
fn an_entity_is_added_in_the_register() {
    let mut window = Window::on("One");
    window.press("F4");
    assert!(window.says("Lee"));
    let before = window.project().register().len();
    window.click(Role::Button, "New…");
    window.type_in("Rita Núñez");
    window.click(Role::Button, "Add");
    window.press("Escape");
    let names: Vec<&str> = window
        .project()
        .register()
        .iter()
        .map(|entity| entity.name.as_str())
        .collect();
    assert_eq!((before, names), (1, vec!["Lee", "Rita Núñez"]));
}

#[test]
fn annotations_are_exported_to_a_file() {
    let mut window = Window::on("{q:One} two");
    let file = window.beside("marks.jsonl");
    window.press("Ctrl+E");
    window.focus(Role::TextInput, "File");
    window.retype(&file.display().to_string());
    window.wait("the place is looked at", |window| {
        window.is_enabled("Export")
    });
    window.click(Role::Button, "Export");
    window.wait("the file is written", |window| {
        window.app().status() == format!("Exported to {}", file.display())
    });
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(
        written.contains("\"One\"") && written.contains("quote"),
        "{written}"
    );
}

#[test]
fn a_table_for_excel_begins_with_a_byte_order_mark() {
    let mut window = Window::on("{q:One} two");
    let file = window.beside("marks.csv");
    window.press("Ctrl+E");
    window.click(Role::ComboBox, "Format");
    window.click(Role::Button, "CSV");
    window.click(Role::CheckBox, "For Excel");
    window.focus(Role::TextInput, "File");
    window.retype(&file.display().to_string());
    window.wait("the place is looked at", |window| {
        window.is_enabled("Export")
    });
    window.click(Role::Button, "Export");
    window.wait("the file is written", |_| file.exists());
    assert!(std::fs::read(&file).unwrap().starts_with(b"\xef\xbb\xbf"));
}

#[test]
fn texts_of_an_export_are_typed_with_blanks_and_a_tag_that_is_not_there_is_told() {
    let mut window = Window::on("{q:One} two");
    let folder = window.beside("network");
    window.press("Ctrl+E");
    window.click(Role::ComboBox, "Format");
    // It stands below what is in view.
    window.focus(Role::Button, "Networks");
    window.press("Enter");
    window.focus(Role::TextInput, "Folder");
    window.retype(&folder.display().to_string());
    window.wait("the place is looked at", |window| {
        window.is_enabled("Export")
    });
    window.focus(Role::TextInput, "Leave out articles");
    window.type_in("source=Coast Courier");
    let typed = window.get(Role::TextInput, "Leave out articles").value();
    assert_eq!(typed.as_deref(), Some("source=Coast Courier"));
    window.focus(Role::TextInput, "Tag of statements");
    window.retype("nothing");
    assert!(window.says("No tag has the id “nothing”; there are: "));
    assert!(!window.is_enabled("Export"));
    window.retype("quote");
    assert!(!window.says("No tag has the id"));
    assert!(window.is_enabled("Export"));
}

#[test]
fn a_finding_leads_to_its_annotation() {
    let mut window = Window::open(&notation::parse("One. {s:Two}|").project());
    window.press("Ctrl+PageDown F7");
    window.wait("it is checked", Window::has_dialog);
    let finding = window
        .find(Role::Button, "Warning: ")
        .expect("a stance without its stance");
    assert!(
        finding
            .accesskit_node()
            .label()
            .unwrap()
            .contains("layers/stage.ron")
    );
    finding.click();
    window.settle();
    assert_eq!(window.scene(), "One. |{s*:Two}");
    assert!(!window.has_dialog());
}

#[test]
fn a_project_in_order_has_no_findings() {
    let mut window = Window::on("One");
    window.press("F7");
    window.wait("it is checked", Window::has_dialog);
    assert!(window.says("Nothing is wrong, and nothing is missing."));
}

#[test]
fn escape_closes_a_menu_and_does_no_more() {
    let mut window = Window::on("{q*:One} [two|]");
    let is_open = |window: &Window| {
        window
            .buttons()
            .iter()
            .any(|name| name.starts_with("Select all"))
    };
    window.click(Role::Button, "Edit");
    assert!(is_open(&window));
    window.press("Escape");
    assert!(!is_open(&window));
    assert_eq!(window.scene(), "{q*:One} [two|]");
}

#[test]
fn a_menu_that_is_higher_than_the_window_scrolls_below_its_name() {
    let mut window = Window::new(Opening {
        size: egui::vec2(720.0, 400.0),
        ..Opening::default()
    });
    window.stage("{q*:One}");
    window.click(Role::Button, "Annotate");
    let bar = window.get(Role::Button, "Annotate").rect();
    let place = |window: &Window, name: &str| window.find(Role::Button, name).unwrap().rect();
    assert!(place(&window, "Retag…").top() >= bar.bottom());
    assert!(place(&window, "Link…").bottom() > 400.0, "it is below");
    // Whatever has the keyboard is in view.
    let entry = window.find(Role::Button, "Link…").unwrap();
    let name = entry.accesskit_node().label().unwrap();
    window.focus(Role::Button, &name);
    window.settle();
    assert!(place(&window, "Link…").bottom() <= 400.0);
    let top = place(&window, "Link…").top();
    let middle = egui::pos2(bar.center().x, top - 40.0);
    window.wheel(middle, 2000.0);
    assert!(place(&window, "Retag…").top() >= bar.bottom());
    window.wheel(middle, -2000.0);
    let last = place(&window, "Link…");
    assert!(last.bottom() <= 400.0 && last.top() > bar.bottom());
    window.click_on("Link…");
    let open = window.workspace().open.as_ref().unwrap();
    assert!(open.linking.is_some());
}

#[test]
fn a_menu_shows_what_is_in_force() {
    let mut window = Window::on("{q*?:One}");
    let is_on = |window: &Window, name: &str| {
        let entry = window.find(Role::Button, name).unwrap();
        entry.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    };
    window.command("Done all the same");
    for (menu, on, off) in [
        ("View", "Theme of the system", "Light theme"),
        ("View", "Article list", "High contrast"),
        ("Article", "Done", "Title, source and date…"),
        ("Annotate", "Unsure", "Link…"),
    ] {
        window.click(Role::Button, menu);
        assert!(is_on(&window, on), "{on}");
        assert!(!is_on(&window, off), "{off}");
        window.press("Escape");
    }
}

#[test]
fn every_entry_of_every_menu_is_a_command_with_its_key() {
    let mut window = Window::on("One");
    let rows = window.app().rows().to_vec();
    for group in postil::app::command::Group::ALL {
        let name = group.name();
        let rows: Vec<_> = rows
            .iter()
            .filter(|row| row.group == group && row.in_menu)
            .collect();
        if rows.is_empty() {
            assert!(
                window
                    .harness
                    .query_by_role_and_label(Role::Button, name)
                    .is_none()
            );
            continue;
        }
        window.click(Role::Button, name);
        for row in rows {
            let shown = window.buttons();
            let key = row.key().unwrap_or_default();
            let fits = |entry: &String| entry.starts_with(&row.name) && entry.ends_with(&key);
            assert!(shown.iter().any(fits), "{} {key}: {shown:?}", row.name);
        }
        window.press("Escape");
    }
}
