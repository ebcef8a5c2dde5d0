//! Commands that do what they are asked.

use std::fs;
use std::path::PathBuf;

use serde_json::Value as Json;

use super::{Desk, TEXT};

#[test]
fn a_project_goes_from_new_to_export() {
    let desk = Desk::with_project();
    let entity = desk.ok(
        "entity @p --name 'Ana Núñez' --kind Person --alias 'the mayor' --held Mayor=2024-05-14.. --annotator Ana",
    );
    let actor = desk.ok(
        "annotate @p port.txt --tag Actor --span 0..15 --attribute 'entity=the mayor' --attribute kind=person --annotator Ana",
    );
    let quote = desk.ok(&format!(
        "annotate @p @port.txt --tag quote --span 32..44 --attribute type=Mixed --link speaker={actor} --note 'scare quotes?' --unsure --annotator ana"
    ));
    let stance = desk.ok(
        "annotate @p port.txt --tag stance --span 73..82 --span 54..60 --attribute stance=against --link 'target=Ana Núñez' --annotator ANA",
    );
    desk.ok("annotate @p port.txt --tag claim --span 23..52 --annotator Ben");
    let refused = desk.type_in("status @p port.txt done --annotator ana");
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(
        refused.err.contains("Holder is missing.\n") && refused.err.contains("--anyway"),
        "{refused:?}"
    );
    desk.ok("status @p port.txt done --anyway --annotator ana");

    let check = desk.type_in("check @p --json");
    let report: Json = serde_json::from_str(&check.out).unwrap();
    assert_eq!(
        (check.code, &report["errors"], &report["warnings"]),
        // Ben's claim has no claimant, and Ana's stance no holder.
        (1, &Json::from(0), &Json::from(2)),
        "{}",
        check.out
    );

    let stats: Json = serde_json::from_str(&desk.type_in("stats @p --json").out).unwrap();
    assert_eq!(stats["annotations"], 4);
    assert_eq!(stats["characters"], 84);
    assert_eq!(stats["annotators"][0]["articles"]["done"], 1);
    assert_eq!(stats["entities"][0]["name"], "Person");
    assert!(desk.type_in("stats @p").out.contains("Harbour"));

    desk.ok("export @p --format jsonl --output @out.jsonl --annotator Ana");
    let lines = fs::read_to_string(desk.path("out.jsonl")).unwrap();
    let line: Json = serde_json::from_str(&lines).unwrap();
    let annotations = line["annotations"].as_array().unwrap();
    assert_eq!(annotations.len(), 3, "Ben's is left out");
    let find = |id: &str| {
        annotations
            .iter()
            .find(|annotation| annotation["id"] == id)
            .unwrap()
    };
    let (quote, stance, actor_mark) = (find(&quote), find(&stance), find(&actor));
    assert_eq!(quote["links"][0]["annotation"], actor.as_str());
    assert_eq!(quote["spans"][0]["text"], "“will close”");
    assert_eq!(quote["attributes"]["type"], "mixed");
    assert_eq!(quote["unsure"], true);
    assert_eq!(quote["note"], "scare quotes?");
    assert_eq!(stance["spans"][1]["text"], "oppose it");
    assert_eq!(stance["links"][0]["entity"], entity.as_str());
    assert_eq!(
        actor_mark["attributes"]["entity"]["entity"],
        entity.as_str()
    );

    desk.ok("export @p --format csv --output @out.csv --bom");
    let table = fs::read_to_string(desk.path("out.csv")).unwrap();
    assert!(table.starts_with("\u{feff}article,") && table.contains("Ben"));
}

#[test]
fn loading_reports_what_was_left_out() {
    let desk = Desk::with_project();
    fs::create_dir(desk.path("articles")).unwrap();
    let write =
        |name: &str, bytes: &[u8]| fs::write(desk.path("articles").join(name), bytes).unwrap();
    write("same.txt", TEXT.replace('\r', "").as_bytes());
    write("new.md", b"# A \x1b[31mheading\n\nMore text.\n");
    write("photo.txt", b"\x89PNG\r\n\x1a\n\0\0");
    write("empty.txt", b"");
    let answer = desk.type_in("import @p @articles @gone --annotator ana");
    assert_eq!(answer.code, 1);
    for words in [
        "photo.txt: It is an image (PNG), not text.",
        "empty.txt: There is no text in it.",
        "same.txt: skipped, the same text as “",
        "gone: It cannot be read",
    ] {
        assert!(answer.err.contains(words), "{words}: {}", answer.err);
    }
    assert_eq!(answer.out.lines().count(), 1);
    assert!(answer.out.starts_with("new-") && answer.out.contains("\tA [31mheading"));
    assert!(!answer.out.contains('\u{1b}'));

    let again = desk.type_in("import @p @port.txt --annotator Carla");
    assert_eq!((again.code, again.out.as_str()), (0, ""));
    let carla = desk.path("p/annotators/carla");
    assert!(!carla.exists(), "who brings nothing has not joined");
}

#[test]
fn an_entity_can_be_changed_by_its_id() {
    let desk = Desk::with_project();
    let id = desk.ok("entity @p --name 'Port Elsin' --kind place --annotator ana");
    assert_eq!(id, "port-elsin");
    desk.ok(
        "entity @p --id port-elsin --name 'Port Elsin' --kind place --alias Elsin --annotator ana",
    );
    let namesake =
        desk.ok("entity @p --id elsin-2 --name 'Port Elsin' --kind place --annotator ana");
    assert_eq!(namesake, "elsin-2");
    let file = fs::read_to_string(desk.path("p/annotators/ana/annotator.ron")).unwrap();
    assert!(
        file.contains("\"Elsin\"") && file.contains("elsin-2"),
        "{file}"
    );
}

#[test]
fn every_preset_makes_a_sound_project() {
    let desk = Desk::new();
    for preset in crate::import::presets() {
        desk.ok(&format!("new @q --name Q --preset {}", preset.id));
        desk.ok("check @q");
        fs::remove_dir_all(desk.path("q")).unwrap();
    }
}

#[test]
fn check_tells_errors_from_warnings() {
    let desk = Desk::with_project();
    let clean = desk.type_in("check @p");
    assert_eq!(
        (clean.code, clean.out.as_str()),
        (0, "0 errors, 0 warnings\n")
    );
    desk.ok("annotate @p port.txt --tag quote --span 32..44 --annotator ana");
    let warned = desk.type_in("check @p");
    assert_eq!(warned.code, 1, "a warning is a finding: {warned:?}");
    assert!(
        warned.out.contains("warning: ")
            && warned.out.contains("has none of these: Speaker, Unnamed")
    );
    assert!(
        warned.out.ends_with("\n0 errors, 1 warning\n"),
        "{warned:?}"
    );
    let errors = desk.type_in("check @p --errors-only");
    assert_eq!((errors.code, errors.out.as_str()), (0, "0 errors\n"));
    let errors = desk.type_in("check @p --errors-only --json");
    let report: Json = serde_json::from_str(&errors.out).unwrap();
    assert_eq!((errors.code, &report["warnings"]), (0, &Json::from(0)));
    assert_eq!(report["findings"].as_array().unwrap().len(), 0);

    let layer = only_layer(&desk);
    let text = fs::read_to_string(&layer).unwrap();
    fs::write(&layer, text.replace("\"quote\"", "\"rumour\"")).unwrap();
    for line in ["check @p", "check @p --errors-only"] {
        let broken = desk.type_in(line);
        assert_eq!(broken.code, 1, "{broken:?}");
        assert!(broken.out.contains("error: ") && broken.out.contains("rumour"));
        assert!(broken.out.contains("\n1 error"), "{broken:?}");
    }
}

/// The file of Ana's only layer.
fn only_layer(desk: &Desk) -> PathBuf {
    let layers = desk.path("p/annotators/ana/layers");
    let entry = fs::read_dir(layers).unwrap().next().unwrap().unwrap();
    entry.path()
}

#[test]
fn an_export_goes_to_standard_output() {
    let desk = Desk::with_project();
    desk.ok("annotate @p port.txt --tag actor --span 0..15 --annotator ana");
    let answer = desk.type_in("export @p --format jsonl --output -");
    assert_eq!(answer.code, 0, "{answer:?}");
    let line: Json = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(line["annotations"][0]["tag"], "actor");
    assert!(
        answer.err.contains("1 annotation of 1 article"),
        "{answer:?}"
    );
    let file = desk.type_in("export @p --format csv --output @out.csv");
    assert!(
        file.out.starts_with("Wrote 1 annotation of 1 article to "),
        "{file:?}"
    );
}

#[test]
fn an_export_without_some_files_says_so() {
    let desk = Desk::with_project();
    desk.ok("annotate @p port.txt --tag actor --span 0..15 --annotator ana");
    desk.ok("annotate @p port.txt --tag actor --span 6..15 --annotator Ben");
    fs::write(only_layer(&desk), "(format: 1, annotations: [").unwrap();
    let answer = desk.type_in("export @p --format csv --output @out.csv");
    assert_eq!(answer.code, 1, "{answer:?}");
    assert!(
        answer
            .err
            .contains("1 file could not be read, and what is in it is missing from the export: annotators/ana/layers/"),
        "{answer:?}"
    );
    let table = fs::read_to_string(desk.path("out.csv")).unwrap();
    assert_eq!(table.lines().count(), 2, "Ben's is written: {table}");
}

#[test]
fn an_article_whose_text_is_missing_comes_back_with_its_work() {
    let desk = Desk::with_project();
    desk.ok("annotate @p port.txt --tag cue --span 0..15 --annotator ana");
    let texts = desk.path("p/articles");
    let text = fs::read_dir(&texts)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .unwrap();
    let before = fs::read_to_string(&text).unwrap();
    let about = fs::read(text.with_extension("ron")).unwrap();
    fs::remove_file(&text).unwrap();
    fs::write(desk.path("other.txt"), "Another\n\nText.\n").unwrap();
    let answer = desk.type_in("import @p @port.txt @other.txt --annotator ana");
    assert_eq!(answer.code, 0, "{answer:?}");
    assert_eq!(answer.out.lines().count(), 2, "{answer:?}");
    assert!(answer.err.contains("its text is back"), "{answer:?}");
    assert_eq!(fs::read_to_string(&text).unwrap(), before);
    assert_eq!(
        fs::read(text.with_extension("ron")).unwrap(),
        about,
        "what people wrote about it stays"
    );
    assert_eq!(desk.type_in("check @p").out, "0 errors, 0 warnings\n");
    let stats: Json = serde_json::from_str(&desk.type_in("stats @p --json").out).unwrap();
    assert_eq!(stats["annotations"], 1);
    assert_eq!(stats["articles"].as_array().unwrap().len(), 2);
}

#[test]
fn an_article_whose_files_are_damaged_stops_no_other() {
    let desk = Desk::with_project();
    let texts = desk.path("p/articles");
    for entry in fs::read_dir(&texts).unwrap() {
        let path = entry.unwrap().path();
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("txt") => fs::write(path, b"\xff\xfe\xfd").unwrap(),
            _ => fs::write(path, b"(format: 1,").unwrap(),
        }
    }
    fs::write(desk.path("other.txt"), "Another\n\nText.\n").unwrap();
    let answer = desk.type_in("import @p @port.txt @other.txt --annotator ana");
    assert_eq!(answer.code, 0, "{answer:?}");
    assert_eq!(answer.out.lines().count(), 2, "{answer:?}");
}

#[test]
fn what_was_loaded_is_told_before_what_was_not() {
    let desk = Desk::with_project();
    fs::write(desk.path("other.txt"), "Another\n\nText.\n").unwrap();
    // No folder can be made where a file stands.
    fs::write(desk.path("p/annotators/ben"), "").unwrap();
    let answer = desk.type_in("import @p @other.txt --annotator Ben");
    assert_eq!(answer.code, 1, "{answer:?}");
    assert!(answer.out.starts_with("other-"), "{answer:?}");
    assert!(
        answer.err.contains("annotators/ben/annotator.ron: "),
        "{answer:?}"
    );
    assert!(!answer.err.contains("joined"), "{answer:?}");
    let stats: Json = serde_json::from_str(&desk.type_in("stats @p --json").out).unwrap();
    assert_eq!(stats["articles"].as_array().unwrap().len(), 2);
}

#[test]
fn the_project_folder_holds_no_articles_to_load() {
    let desk = Desk::with_project();
    let answer = desk.type_in("import @p @p --annotator ana");
    assert_eq!((answer.code, answer.out.as_str()), (1, ""), "{answer:?}");
    assert!(
        answer.err.contains("in the project folder itself"),
        "{answer:?}"
    );
    let whole_desk = desk.type_in("import @p @ --annotator ana");
    assert_eq!(whole_desk.code, 0, "{whole_desk:?}");
    assert!(!whole_desk.out.contains("guidelines"), "{whole_desk:?}");
}

#[test]
fn a_new_annotator_is_announced() {
    let desk = Desk::with_project();
    let answer = desk.type_in("status @p port.txt done --annotator Bne");
    assert_eq!(answer.code, 0, "{answer:?}");
    assert!(
        answer
            .err
            .contains("Bne joined the project as annotator bne."),
        "{answer:?}"
    );
    assert!(
        answer.out.starts_with("port-") && answer.out.ends_with("\tbne\tdone\n"),
        "{answer:?}"
    );
    let again = desk.type_in("status @p port.txt to-do --annotator Bne");
    assert_eq!(again.err, "");
    assert!(again.out.ends_with("\tbne\tto do\n"), "{again:?}");
}

#[test]
fn counts_name_what_a_script_needs() {
    let desk = Desk::with_project();
    desk.ok("entity @p --name 'Port Elsin' --kind place --annotator ana");
    desk.ok("status @p port.txt done --annotator ana");
    let stats: Json = serde_json::from_str(&desk.type_in("stats @p --json").out).unwrap();
    let article = &stats["articles"][0];
    assert_eq!(article["status"]["ana"], "done");
    assert!(article.get("source").is_some() && article["date"].is_null());
    assert_eq!(stats["entities"][0]["id"], "place");
    assert_eq!(
        stats["entities"][0]["members"],
        serde_json::json!([{"id": "port-elsin", "name": "Port Elsin"}])
    );
    let text = desk.type_in("stats @p").out;
    assert!(
        text.contains("1 article, 84 characters, 0 annotations"),
        "{text}"
    );
}

#[test]
fn check_notes_what_turns_the_direction_of_a_text() {
    let desk = Desk::with_project();
    fs::write(
        desk.path("odd.txt"),
        "One\ntwo \u{202e}three\u{202c}, so\u{ad}on.\n",
    )
    .unwrap();
    desk.ok("import @p @odd.txt --annotator ana");
    let noted = desk.type_in("check @p");
    assert_eq!(noted.code, 0, "a note is nothing wrong");
    let note = "2 direction controls and 1 other invisible character, the first a right-to-left override, U+202E.";
    assert!(noted.out.contains(note), "{}", noted.out);
    assert!(noted.out.contains(".txt:2:5: "), "{}", noted.out);
    assert!(
        noted.out.ends_with("0 errors, 0 warnings, 1 note\n"),
        "{}",
        noted.out
    );
    assert!(
        !desk
            .type_in("check @p --errors-only")
            .out
            .contains("U+202E")
    );
}

#[test]
fn a_changed_text_is_shown_and_accepted_when_that_is_said() {
    let desk = Desk::with_project();
    desk.ok("annotate @p port.txt --tag claim --span 23..52 --annotator ana");
    desk.ok("backup make @p");
    let text = fs::read_dir(desk.path("p/articles")).unwrap();
    let path = text
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().unwrap() == "txt");
    let path = path.unwrap();
    let old = fs::read_to_string(&path).unwrap();
    fs::write(&path, old.replace("oppose", "support")).unwrap();
    let shown = desk.type_in("accept-text @p port.txt --annotator ana");
    assert_eq!(
        (shown.code, shown.out.as_str()),
        (1, "2\toppose\tsupport\n"),
        "{shown:?}"
    );
    assert_eq!(desk.type_in("check @p --errors-only").code, 1);
    desk.ok("accept-text @p port.txt --yes --annotator ana");
    assert_eq!(desk.type_in("check @p --errors-only").code, 0);
    let again = desk.type_in("accept-text @p port.txt --annotator ana");
    assert_eq!((again.code, again.out.as_str()), (0, ""));
}
