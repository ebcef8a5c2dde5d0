//! Tables of articles, recipes, and what the names of files say.

use std::fs;

use super::Desk;
use crate::import::foreign::survey;

const TABLE: &str = "titel;inhalt;datum;ort\n\
    Hafen offen;Der Rat stimmte am Dienstag ab und ging danach nach Hause.;03/04/2026;Elsin\n\
    Fisch teuer;Der Preis für Hering stieg zum zweiten Mal in diesem Jahr.;05/04/2026;Elsin\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.ok("new @p --name Harbour --annotator Ana");
    fs::write(desk.path("a.csv"), TABLE).unwrap();
    desk
}

#[test]
fn a_table_is_read_by_options_and_a_recipe_gives_them_again() {
    let desk = desk();
    let tried = desk.type_in("import @p @a.csv --dry-run");
    assert_eq!(tried.code, 0, "{tried:?}");
    assert!(tried.out.contains("Hafen offen\t\t\t"), "{tried:?}");
    assert!(
        tried.err.contains("2 days can be read in two ways"),
        "{tried:?}"
    );
    desk.ok("import @p @a.csv --dry-run --option date-order=dmy --option column.ort=source --save-recipe @r.ron");
    let recipe = fs::read_to_string(desk.path("r.ron")).unwrap();
    assert!(recipe.contains("\"column.titel\": \"title\""), "{recipe}");
    let taken = desk.type_in("import @p @a.csv --recipe @r.ron --annotator ana --json");
    assert_eq!(taken.code, 0, "{taken:?}");
    let told: serde_json::Value = serde_json::from_str(&taken.out).unwrap();
    let first = &told["articles"][0];
    assert_eq!(first["source"], "Elsin");
    assert_eq!(first["date"], "2026-04-03");
    assert_eq!(first["title"], "Hafen offen");
}

#[test]
fn names_of_files_are_read_and_a_wrong_pattern_is_told_with_its_place() {
    let desk = desk();
    fs::create_dir(desk.path("Courier")).unwrap();
    let file = desk.path("Courier/01.03.2026 vote.txt");
    fs::write(file, "It was close, and everybody stayed.").unwrap();
    let taken = desk
        .type_in("import @p @Courier --names '{source}/{date:dmy} {title}' --annotator ana --json");
    let told: serde_json::Value = serde_json::from_str(&taken.out).unwrap();
    let first = &told["articles"][0];
    let said = [&first["source"], &first["date"], &first["title"]];
    assert_eq!(said, ["Courier", "2026-03-01", "vote"]);
    desk.refused(
        "import @p @Courier --names '{date}_{title' --annotator ana",
        1,
        &["character 8", "never closed", "        ^"],
    );
}

#[test]
fn what_no_column_holds_and_what_is_no_recipe_is_refused() {
    let desk = desk();
    desk.refused(
        "import @p @a.csv --option column.ort=place --annotator ana",
        1,
        &["“place”", "text, title, source"],
    );
    fs::write(desk.path("bad.ron"), "(name: 7)").unwrap();
    desk.refused(
        "import @p @a.csv --recipe @bad.ron --annotator ana",
        1,
        &["bad.ron", "no recipe"],
    );
    desk.refused(
        "import @p @a.csv --recipe @gone.ron --annotator ana",
        1,
        &["gone.ron"],
    );
    fs::write(desk.path("empty.csv"), "id;date\n1;2\n").unwrap();
    desk.refused(
        "import @p @empty.csv --annotator ana",
        1,
        &["empty.csv", "No column looks like the text", "id, date"],
    );
}

#[test]
fn tables_are_told_from_annotations() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let tables = survey([folder.join("articles/tables")], None);
    assert!(tables.inputs.is_empty(), "{:?}", tables.inputs);
    assert_eq!(tables.articles.len(), 13, "{:?}", tables.articles);
    let desk = desk();
    let marked = desk.path("marked.jsonl");
    fs::write(
        &marked,
        "{\"text\": \"Ana.\", \"label\": [[0, 3, \"PER\"]]}\n",
    )
    .unwrap();
    assert_eq!(survey([marked], None).inputs.len(), 1);
}
