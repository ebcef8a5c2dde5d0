//! Articles of many formats, by `postil import`.

use std::fs;

use serde_json::Value as Json;

use super::Desk;

const FEED: &str = "<?xml version='1.0'?><rss version='2.0'><channel><title>Courier</title>\
    <item><title>Port stays open</title><pubDate>Sun, 01 Mar 2026 23:30:00 GMT</pubDate>\
    <description>&lt;p&gt;The council voted on Sunday.&lt;/p&gt;&lt;p&gt;We use cookies.&lt;/p&gt;</description></item>\
    <item><title>Ferry</title><description>The ferry sails again on Monday.</description></item></channel></rss>";

#[test]
fn a_file_of_many_articles_is_listed_first_and_loaded_then() {
    let desk = Desk::with_project();
    fs::write(desk.path("feed.xml"), FEED).unwrap();
    fs::write(desk.path("broken.eml"), "no mail").unwrap();
    let before = desk.type_in("stats @p --json").out;
    let dry = desk.type_in("import @p @feed.xml @broken.eml --dry-run");
    assert_eq!(dry.code, 1);
    let lines: Vec<&str> = dry.out.lines().collect();
    assert_eq!(
        lines,
        [
            "Port stays open\tCourier\t2026-03-01\t8 words\tcut: 1 cookies",
            "Ferry\tCourier\t\t7 words\t",
        ]
    );
    assert!(
        dry.err.contains("broken.eml: It is no valid MIME"),
        "{}",
        dry.err
    );
    assert!(
        dry.err.contains("2 articles would be loaded"),
        "{}",
        dry.err
    );
    assert!(
        dry.err
            .contains("2 files looked at: 2 new articles, 1 file refused."),
        "{}",
        dry.err
    );
    assert_eq!(desk.type_in("stats @p --json").out, before);

    let told = desk.type_in("import @p @feed.xml @broken.eml --annotator ana --json");
    assert_eq!(told.code, 1);
    let told: Json = serde_json::from_str(&told.out).unwrap();
    assert_eq!(told["article_files"][0]["format"], "feed");
    assert_eq!(told["article_files"][0]["added"], 2);
    assert!(told["article_files"][1]["refused"].is_string());
    assert_eq!(told["articles"][0]["title"], "Port stays open");
    assert_eq!(told["articles"][0]["number"], 1);
    assert_eq!(told["articles"][0]["cut"]["cookies"], 1);
    let id = told["articles"][0]["id"].as_str().unwrap();
    assert!(id.starts_with("port-stays-open-"), "{id}");
    let text = fs::read_to_string(desk.path(&format!("p/articles/{id}.txt"))).unwrap();
    assert_eq!(text, "Port stays open\n\nThe council voted on Sunday.\n");
    let about = fs::read_to_string(desk.path(&format!("p/articles/{id}.ron"))).unwrap();
    for part in ["format: \"feed\"", "number: 1", "file: \"feed.xml\""] {
        assert!(about.contains(part), "{part}: {about}");
    }

    let again = desk.type_in("import @p @feed.xml --annotator ana --json");
    let again: Json = serde_json::from_str(&again.out).unwrap();
    assert_eq!(again["article_files"][0]["added"], 0);
    assert_eq!(
        again["article_files"][0]["same"].as_array().unwrap().len(),
        2
    );
}

#[test]
fn format_and_encoding_can_be_chosen() {
    let desk = Desk::with_project();
    let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode("Grad će čuvati luku.\n");
    fs::write(desk.path("luka.xyz"), bytes).unwrap();
    let told = desk.type_in(
        "import @p @luka.xyz --format text --option encoding=windows-1250 --annotator ana --json",
    );
    let told: Json = serde_json::from_str(&told.out).unwrap();
    let id = told["articles"][0]["id"].as_str().unwrap();
    let text = fs::read_to_string(desk.path(&format!("p/articles/{id}.txt"))).unwrap();
    assert_eq!(text, "Grad će čuvati luku.\n");
    desk.refused(
        "import @p @luka.xyz --format klingon",
        1,
        &["There is no format"],
    );
    desk.refused(
        "import @p @luka.xyz --option encoding=klingon",
        1,
        &["encoding"],
    );
    let formats: Json = serde_json::from_str(&desk.type_in("formats --json").out).unwrap();
    let of = |id: &str| {
        let mut rows = formats.as_array().unwrap().iter();
        rows.find(|row| row["format"] == id && row["direction"] == "in")
            .cloned()
    };
    assert_eq!(of("html").unwrap()["options"][0]["option"], "encoding");
    assert!(of("nexis").is_some() && of("feed").is_some());
}

#[test]
fn articles_that_are_nearly_the_same_are_told_on_import() {
    let desk = Desk::with_project();
    let report = "The port of Elsin will close on Sunday, the minister said, and nobody knows for how long it will be.";
    fs::write(desk.path("a.txt"), format!("Port to close\n\n{report}\n")).unwrap();
    fs::write(
        desk.path("b.txt"),
        format!("Elsin without a port\n\n{report}\n"),
    )
    .unwrap();
    fs::write(
        desk.path("c.txt"),
        "Milk\n\nFarmers went on the streets because of the price.\n",
    )
    .unwrap();
    let dry = desk.type_in("import @p @a.txt @b.txt @c.txt --dry-run");
    let near: Vec<bool> = dry
        .out
        .lines()
        .map(|line| line.ends_with("\tnearly the same as a.txt"))
        .collect();
    assert_eq!(near, [false, true, false], "{}", dry.out);
    let told = desk.type_in("import @p @a.txt @b.txt @c.txt --annotator ana --json");
    assert!(
        told.err.contains("1 article is nearly the same"),
        "{}",
        told.err
    );
    let told: Json = serde_json::from_str(&told.out).unwrap();
    assert_eq!(told["articles"][1]["near"], "a.txt");
    assert!(told["articles"][0].get("near").is_none());
}

#[test]
fn articles_that_are_nearly_the_same_as_ones_that_are_here_are_told_and_marks_come_over() {
    let desk = Desk::with_project();
    let report = "The port of Elsin will close on Sunday, the minister said, and nobody knows for how long it will be.";
    let paper = |name: &str, headline: &str| {
        fs::write(desk.path(name), format!("{headline}\n\n{report}\n")).unwrap();
    };
    paper("a.txt", "Port to close");
    let here = desk.ok("import @p @a.txt --annotator ana");
    paper("b.txt", "Elsin without a port");
    paper("c.txt", "Ferries stop");
    fs::write(
        desk.path("d.txt"),
        "Milk\n\nFarmers went on the streets because of the price.\n",
    )
    .unwrap();
    let dry = desk.type_in("import @p @b.txt @c.txt @d.txt --dry-run");
    let near: Vec<bool> = dry
        .out
        .lines()
        .map(|line| line.ends_with(&format!("\tnearly the same as {here}, which is here")))
        .collect();
    assert_eq!(near, [true, true, false], "{}", dry.out);
    let told = desk.type_in("import @p @b.txt @c.txt @d.txt --annotator ana --json");
    let words = format!(
        "{here}: Nearly the same as “Port to close”, which was here: “Elsin without a port” (b.txt), “Ferries stop” (c.txt)"
    );
    assert!(told.err.contains(&words), "{}", told.err);
    assert!(told.err.contains("--carry"), "{}", told.err);
    let told: Json = serde_json::from_str(&told.out).unwrap();
    assert_eq!(told["articles"][0]["near_here"], here.as_str());
    assert_eq!(told["articles"][1]["near"], "b.txt");
    assert!(told["articles"][2].get("near_here").is_none());
    // The command that carries marks over knows them, too.
    let copies = desk.type_in(&format!(
        "copies @p --carry {here} --annotator ana --json --dry-run"
    ));
    let copies: Json = serde_json::from_str(&copies.out).unwrap();
    assert_eq!(copies["copies"].as_array().unwrap().len(), 2, "{copies}");
}
