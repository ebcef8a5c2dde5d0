//! Articles of every kind: what is in files is seen and mended before it is taken, and all of it is one step.

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;
use postil::app::picker::Answer;
use postil::model::ArticleMeta;

use super::harness::{Opening, Window};

const TABLE: &str = "Headline;Body;Published;Paper;Page\n\
    Harbour vote;\"The council voted.\n\nSubscribe now!\";03/04/2026;Courier;3\n\
    Fish;\"Herring is dearer.\n\nSubscribe now!\";05/04/2026;Courier;4\n\
    Gallery;;06/04/2026;Courier;5\n\
    Again;\"The council voted.\n\nSubscribe now!\";07/04/2026;Herald;6\n";

/// The window with the import of these files.
fn asked(window: &mut Window, files: &[(&str, &str)]) {
    let paths = files.iter().map(|(name, text)| window.file(name, text));
    let picked = Answer::Picked(paths.collect());
    window.desk.borrow_mut().answers.push_back(picked);
    window.command("Import articles…");
    window.wait("the files are read", |window| {
        window.has_dialog() && !window.says("Reading…")
    });
}

fn on(files: &[(&str, &str)]) -> Window {
    let mut window = Window::on("One {q:two}.");
    asked(&mut window, files);
    window
}

/// Clicks the row whose name has this in it.
#[track_caller]
fn pick(window: &mut Window, part: &str) {
    let row = window.find(Role::ListBoxOption, part);
    row.unwrap_or_else(|| panic!("no row “{part}”")).click();
    window.step();
    window.settle();
}

/// Writes into the field of this name.
#[track_caller]
fn fill(window: &mut Window, field: &str, text: &str) {
    window.focus(Role::TextInput, field);
    window.retype(text);
}

/// What is known of the articles of the project, by title.
fn metas(window: &Window) -> Vec<ArticleMeta> {
    let articles = window.project().articles.values();
    let mut metas: Vec<ArticleMeta> = articles
        .map(|article| article.meta.clone())
        .filter(|meta| meta.origin.as_ref().is_some_and(|it| !it.file.is_empty()))
        .collect();
    metas.sort_by(|one, other| one.title.cmp(&other.title));
    metas
}

fn wait_for(window: &mut Window, count: usize) {
    window.wait("the articles are there", |window| {
        window.project().articles.len() == count
    });
}

/// Goes on to a widget by the tabulator.
#[track_caller]
fn tab_to(window: &mut Window, role: Role, name: &str) {
    for _ in 0..60 {
        if window.has_keyboard(role, name) {
            return;
        }
        window.press("Tab");
    }
    panic!("the tabulator does not come to {name}");
}

#[test]
fn a_table_is_seen_before_it_is_taken_and_taken_back_at_once() {
    let mut window = on(&[("export.csv", TABLE)]);
    let before = window.project().clone();
    assert!(window.says("3 articles in one file"));
    assert!(window.says("Import 3 articles"));
    assert_eq!(*window.project(), before, "nothing is done yet");
    // One is left out.
    pick(&mut window, "Fish, ");
    window.press("Space");
    assert!(window.says("Import 2 articles"));
    window.click(Role::Button, "Columns");
    assert!(window.says("4 days such as “03/04/2026” can be read in two ways"));
    window.click(Role::ComboBox, "Order of day and month");
    window.click(Role::Button, "Day, month, year");
    window.wait("it is read anew", |window| {
        !window.says("can be read in two ways")
    });
    window.click(Role::Button, "Import 2 articles");
    wait_for(&mut window, before.articles.len() + 2);
    let metas = metas(&window);
    let titles: Vec<&str> = metas.iter().map(|meta| meta.title.as_str()).collect();
    assert_eq!(titles, ["Again", "Harbour vote"]);
    assert_eq!(metas[1].date.unwrap().to_string(), "2026-04-03");
    assert_eq!(metas[1].source, "Courier");
    assert_eq!(metas[1].more["Page"], "3");
    assert_eq!(metas[1].origin.as_ref().unwrap().format, "csv");
    // What became of the file is told.
    assert!(window.says("What became of the files"));
    assert!(window.says("One article was left out by hand."));
    assert!(window.says("A row has no text and gives no article"));
    window.click(Role::Button, "Close");
    window.command("Undo");
    assert_eq!(*window.project(), before);
}

#[test]
fn what_is_cut_here_or_everywhere_is_not_taken() {
    let mut window = on(&[("export.csv", TABLE)]);
    let count = window.project().articles.len();
    pick(&mut window, "Subscribe now!, kept");
    assert!(window.says("Cut: "));
    window.click(Role::Button, "Keep this everywhere");
    window.click(Role::Button, "Cut this everywhere");
    // The headline stands first, and is cut by key.
    window.press("Up");
    window.press("Up");
    window.press("Space");
    window.click(Role::Button, "Import 3 articles");
    wait_for(&mut window, count + 3);
    let texts: Vec<String> = window
        .project()
        .articles
        .values()
        .filter(|article| article.meta.source == "Courier" || article.meta.source == "Herald")
        .map(|article| article.text.as_str().to_owned())
        .collect();
    assert!(
        texts.iter().all(|text| !text.contains("Subscribe")),
        "{texts:?}"
    );
    assert!(
        texts.contains(&"The council voted.\n\n".to_owned()),
        "{texts:?}"
    );
    assert!(
        texts.iter().any(|text| text.starts_with("Fish\n\nHerring")),
        "{texts:?}"
    );
}

#[test]
fn columns_are_what_is_chosen_and_a_recipe_brings_that_back() {
    let table =
        "kopf,inhalt,ort\nHarbour vote,The council voted on Tuesday evening and went home.,Elsin\n";
    let mut window = Window::with_state("One");
    asked(&mut window, &[("a.csv", table)]);
    window.click(Role::Button, "Columns");
    window.click(Role::ComboBox, "What “ort” holds");
    window.click(Role::Button, "Source");
    window.wait("it is read anew", |window| window.says("words · Elsin"));
    fill(&mut window, "Name of the recipe", "From the archive");
    window.click(Role::Button, "Keep as recipe");
    window.wait("it is kept", |window| {
        window.says("The recipe “From the archive” is used.")
    });
    window.press("Escape");
    assert!(!window.has_dialog());
    let next = table.replace("Elsin", "Northby");
    asked(&mut window, &[("b.csv", &next)]);
    window.click(Role::Button, "Columns");
    assert!(window.says("The recipe “From the archive” is for these columns."));
    window.click(Role::Button, "Use it");
    window.wait("it is read anew", |window| window.says("words · Northby"));
    window.click(Role::Button, "Import one article");
    window.wait("it is there", |window| {
        metas(window).iter().any(|meta| meta.source == "Northby")
    });
}

#[test]
fn names_of_files_are_read_by_a_pattern_that_is_tried_as_it_is_typed() {
    let texts: Vec<(String, String)> = (1..=7)
        .map(|day| {
            let name = format!("mixed/0{day}.03.2026_Courier_vote-{day}.txt");
            (name, format!("The vote of day {day} was close."))
        })
        .collect();
    let files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    // More than a handful are seen first.
    let mut window = on(&files);
    let count = window.project().articles.len();
    window.click(Role::Button, "Names of files");
    fill(&mut window, "Names of files", "{date:dmy}_{source");
    assert!(window.says("At character 12: The brace is never closed."));
    assert!(window.says("The pattern of the names cannot be read."));
    window.click(Role::Button, "{date:dmy}_{source}_{title}");
    window.wait("it is applied", |window| {
        window.says("7 of 7 names follow the pattern.")
            && window.says("2026-03-03 · 7 words · Courier")
    });
    window.click(Role::Button, "Import 7 articles");
    wait_for(&mut window, count + 7);
    let metas = metas(&window);
    assert_eq!(metas[0].title, "vote 1");
    assert_eq!(metas[0].source, "Courier");
    assert_eq!(metas[0].date.unwrap().to_string(), "2026-03-01");
}

#[test]
fn what_is_known_of_an_article_can_be_mended_and_a_wrong_day_waits() {
    let mut window = on(&[("export.csv", TABLE)]);
    let count = window.project().articles.len();
    fill(&mut window, "Title", "A better title");
    fill(&mut window, "Date", "soon");
    assert!(!window.is_enabled("Import 3 articles"));
    fill(&mut window, "Date", "2026-04-01");
    window.click(Role::Button, "Import 3 articles");
    wait_for(&mut window, count + 3);
    let metas = metas(&window);
    assert_eq!(metas[0].title, "A better title");
    assert_eq!(metas[0].date.unwrap().to_string(), "2026-04-01");
}

#[test]
fn the_encoding_of_a_file_can_be_overruled() {
    let mut window = Window::on("One");
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(
        "title;text\nПорт;Мэр заявила во вторник, что порт останется открытым до конца года.\n",
    );
    let path = window.file("a.csv", &bytes);
    let picked = Answer::Picked(vec![path]);
    window.desk.borrow_mut().answers.push_back(picked);
    window.command("Import articles…");
    window.wait("the file is read", |window| window.says("Порт"));
    window.click(Role::Button, "Options");
    window.click(Role::ComboBox, "Encoding of a.csv");
    window.click(Role::Button, "windows-1252");
    window.wait("it is read anew", |window| !window.says("Порт"));
    assert!(window.says("Read as windows-1252."));
}

#[test]
fn what_is_there_already_and_what_is_broken_is_told_and_the_rest_is_taken() {
    let mut window = on(&[
        ("a.csv", "title,text\nA,One text.\n"),
        ("b.csv", "title,text\nA,\"One"),
        ("c.csv", "title,text\nA,One text.\n"),
        (
            "d.jsonl",
            "{\"text\": \"Ana met Bo.\", \"label\": [[0, 3, \"PER\"]]}",
        ),
    ]);
    assert!(window.says("2 articles in 3 files, 1 twice, one file cannot be read"));
    assert!(window.says("One file holds annotations of another program."));
    assert!(window.says("The same text as “A”"));
    window.click(Role::Button, "Files");
    assert!(window.says("b.csv: It is no valid CSV"));
    assert!(window.says("Import one article"));
    window.click(Role::Button, "Import annotations…");
    window.wait("the other dialog", |window| {
        window.says("1 text with 1 mark read.")
    });
}

#[test]
fn nothing_is_left_behind_when_it_is_cancelled() {
    let mut window = on(&[("export.csv", TABLE)]);
    let before = window.project().clone();
    window.press("Escape");
    assert!(!window.has_dialog());
    assert_eq!(*window.project(), before);
    assert_eq!(
        window.on_disk().project.articles.len(),
        before.articles.len()
    );
}

#[test]
fn all_of_it_goes_by_keyboard_alone() {
    let mut window = on(&[("export.csv", TABLE)]);
    let count = window.project().articles.len();
    // The keyboard is in the field above the list; the list comes with the tabulator.
    tab_to(&mut window, Role::ListBox, "Articles to import");
    window.press("Down");
    window.press("Space");
    assert!(window.says("Import 2 articles"));
    window.press("Ctrl+A");
    assert!(window.says("Import 3 articles"));
    window.press("Enter");
    assert!(window.has_keyboard(Role::ListBox, "Paragraphs of the article"));
    window.press("Space");
    assert!(window.says("1 cut"));
    tab_to(&mut window, Role::Button, "Import 3 articles");
    window.press("Enter");
    wait_for(&mut window, count + 3);
}

#[test]
fn hundreds_are_one_step_too() {
    let rows = (0..250).map(|at| format!("Report {at},The council voted on plan {at} on Tuesday."));
    let rows: Vec<String> = rows.collect();
    let table = format!("title,text\n{}\n", rows.join("\n"));
    let mut window = on(&[("export.csv", &table)]);
    let before = window.project().clone();
    window.click(Role::Button, "Import 250 articles");
    wait_for(&mut window, before.articles.len() + 250);
    assert_eq!(&window.on_disk().project, window.project());
    while window.has_dialog() {
        window.press("Escape");
    }
    window.command("Undo");
    window.wait("they are gone", |window| *window.project() == before);
}

#[test]
fn in_a_low_window_the_dialog_has_the_height_there_is_and_keeps_it() {
    let mut window = Window::new(Opening {
        size: egui::vec2(960.0, 560.0),
        ..Opening::default()
    });
    window.stage("One {q:two}.");
    asked(&mut window, &[("export.csv", TABLE)]);
    let place = |window: &Window| window.get(Role::Button, "Cancel").rect();
    let before = place(&window);
    assert!(
        before.bottom() > 480.0 && before.bottom() < 550.0,
        "{before:?}"
    );
    for page in ["Columns", "Options", "Files"] {
        window.click(Role::Button, page);
        window.settle();
        let now = place(&window);
        assert!((now.top() - before.top()).abs() < 3.0, "{page}: {now:?}");
    }
}

/// A wire report, which the project has from last month.
const WIRE: &str = "The minister of ports said on Sunday evening that nobody knows for how long the port will be closed to ships.";

#[test]
fn what_is_nearly_the_same_as_an_article_that_is_here_is_told_in_groups() {
    let mut window = Window::on(WIRE);
    let count = window.project().articles.len();
    let other = "Farmers of the valley went on the streets because of the price of milk, as they had in May of last year.";
    let table = format!(
        "title,text\nPort closed,\"{WIRE}\"\nMilk,\"{other}\"\nAgain milk,\"{other}\"\nShips wait,\"{WIRE}\"\n"
    );
    asked(&mut window, &[("export.csv", &table)]);
    window.wait("they are compared", |window| {
        window.says("In the project nearly the same: “")
    });
    assert!(window.says("3 of these are nearly the same as others"));
    window.click(Role::ComboBox, "Which articles are shown");
    window.click(Role::Button, "Nearly the same");
    let mut rows: Vec<(i32, String)> = window
        .all(Role::ListBoxOption, "the same")
        .iter()
        .map(|row| {
            let name = row.accesskit_node().label().unwrap_or_default();
            (row.rect().top() as i32, name)
        })
        .collect();
    rows.sort();
    let titles = rows.iter().map(|(_, name)| name.split(',').next());
    let titles: Vec<&str> = titles.flatten().collect();
    assert_eq!(titles, ["Port closed", "Ships wait", "Again milk"]);
    window.click(Role::Button, "Import 4 articles");
    wait_for(&mut window, count + 4);
    window.wait("the report", |window| {
        window.says("What became of the files")
    });
    assert!(window.says("which was here: “Port closed” (export.csv"));
    assert!(window.says(", “Ships wait” (export.csv"));
    assert!(window.says("open it and choose “Carry marks over to copies…”."));
}

#[test]
fn a_text_that_is_nearly_the_same_as_an_article_that_is_here_is_told_without_a_window_too() {
    let mut window = Window::on(WIRE);
    let count = window.project().articles.len();
    let path = window.file("ships.txt", format!("Ships wait\n\n{WIRE}\n"));
    window.drop(&[&path]);
    wait_for(&mut window, count + 1);
    let status = window.app().status().to_owned();
    assert!(status.contains("Nearly the same as “"), "{status}");
    assert!(
        status.contains("which was here: “Ships wait” (ships.txt)."),
        "{status}"
    );
    // The status line is cut where the window ends.
    assert!(window.shows_dialog("What became of the files"));
    assert!(window.says("which was here: “Ships wait” (ships.txt)"));
    assert!(window.says("open it and choose “Carry marks over to copies…”."));
}
