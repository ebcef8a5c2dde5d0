//! Commands that do what they are asked.

use std::fs;

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
    desk.ok("status @p port.txt done --annotator ana");

    let check = desk.type_in("check @p --json");
    let report: Json = serde_json::from_str(&check.out).unwrap();
    assert_eq!(
        (check.code, &report["errors"]),
        (0, &Json::from(0)),
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
        desk.ok("check @q --strict");
        fs::remove_dir_all(desk.path("q")).unwrap();
    }
}

#[test]
fn check_tells_errors_from_warnings() {
    let desk = Desk::with_project();
    desk.ok("annotate @p port.txt --tag quote --span 32..44 --annotator ana");
    let warned = desk.type_in("check @p");
    assert_eq!(warned.code, 0, "{warned:?}");
    assert!(warned.out.contains("warning: ") && warned.out.contains("has no Speaker"));
    assert_eq!(desk.type_in("check @p --strict").code, 1);

    let layers = desk.path("p/annotators/ana/layers");
    let layer = fs::read_dir(layers)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let text = fs::read_to_string(&layer).unwrap();
    fs::write(&layer, text.replace("\"quote\"", "\"rumour\"")).unwrap();
    let broken = desk.type_in("check @p");
    assert_eq!(broken.code, 1, "{broken:?}");
    assert!(broken.out.contains("error: ") && broken.out.contains("rumour"));
}
