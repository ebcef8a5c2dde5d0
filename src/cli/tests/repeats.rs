//! Articles that are labelled a second time: `postil repeats`, and how far people agree with themselves.

use std::fs;
use std::sync::Arc;

use serde_json::Value;

use super::Desk;

/// Ana is done with two articles of the same text, Ben with one of them.
fn desk() -> Desk {
    let desk = Desk::with_project();
    fs::write(
        desk.path("tax.txt"),
        "Nobody wants the tax, said the port.\n",
    )
    .unwrap();
    desk.ok("import @p @tax.txt --annotator ana");
    desk.ok("annotate @p port.txt --tag actor --annotator ana --span 0..14");
    desk.ok("annotate @p port.txt --tag claim --annotator ana --span 0..5");
    desk.ok("annotate @p port.txt --tag actor --annotator Ben --span 0..14");
    for (article, who) in [("port.txt", "ana"), ("tax.txt", "ana"), ("port.txt", "ben")] {
        desk.ok(&format!(
            "status @p {article} done --anyway --annotator {who}"
        ));
    }
    desk
}

fn told(desk: &Desk, line: &str) -> String {
    let answer = desk.type_in(line);
    assert_eq!(answer.code, 0, "{line}: {answer:?}");
    answer.out + &answer.err
}

fn json(desk: &Desk, line: &str) -> Value {
    serde_json::from_str(&desk.type_in(line).out).unwrap()
}

/// The layers of a person, as their files are.
fn layers(desk: &Desk, person: &str) -> Vec<(String, String)> {
    let folder = desk.path(&format!("p/annotators/{person}/layers"));
    let files = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<(String, String)> = files
        .map(|file| {
            let file = file.unwrap();
            let name = file.file_name().to_string_lossy().into_owned();
            (name, fs::read_to_string(file.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn who_has_no_name_has_none_the_second_time() {
    let desk = desk();
    told(&desk, "repeats @p --to Ana --share 100 --json");
    desk.ok("annotate @p port.txt --tag actor --annotator ana --span 0..14");
    told(&desk, "status @p port.txt done --anyway --annotator ana");
    desk.settle(|project| Arc::make_mut(&mut project.reviewing).rules.hide_names = true);
    let words = desk.heard("ben", "agreement @p --repeats --resamples 0");
    assert!(words.contains("1 article: of 2 passages"), "{words}");
    assert!(!words.contains("Ana"), "{words}");
}

#[test]
fn what_one_labels_a_second_time_is_told_where_it_hides_something() {
    let desk = desk();
    told(&desk, "repeats @p --to Ana --share 100 --json");
    let heard = desk.heard("ana", "stats @p");
    assert!(
        heard.contains("You label 2 articles a second time"),
        "{heard}"
    );
    assert!(!desk.heard("ben", "stats @p").contains("a second time"));
}

#[test]
fn a_repeat_is_labelled_in_a_layer_of_its_own_that_nothing_else_counts() {
    let desk = desk();
    let (stats, first) = (told(&desk, "stats @p --json"), layers(&desk, "ana"));
    let export = told(&desk, "export @p --format jsonl --output -");
    let all = told(&desk, "export @p --format jsonl --output - --layer all");
    let agreement = told(&desk, "agreement @p --resamples 0");

    // It is shown before it is done.
    let dry = told(&desk, "repeats @p --to Ana --share 100 --by none --dry-run");
    assert!(dry.contains("Ana: 2 articles"), "{dry}");
    assert!(!desk.path("p/reviewing.ron").exists());
    let drawn = json(&desk, "repeats @p --to Ana --share 100 --json");
    assert_eq!(drawn["ana"].as_array().unwrap().len(), 2);
    let listed = json(&desk, "repeats @p --list --json");
    assert_eq!(listed[0]["layer"], "ana-ii");
    assert_eq!(listed[1]["status"], "to do");
    // Nobody is assigned anything by that, and nothing is to be repeated twice.
    assert_eq!(
        json(&desk, "assign @p --list --json"),
        Value::Object(serde_json::Map::new())
    );
    assert_eq!(desk.type_in("repeats @p --to Ana --share 100").code, 1);
    desk.ok("check @p --errors-only");

    // What Ana marks goes into the second layer, and so does that she is done.
    let none = desk.type_in("agreement @p --repeats");
    assert!(
        none.err
            .contains("Nobody has labelled an article a second time")
    );
    desk.ok("annotate @p port.txt --tag actor --annotator ana --span 0..14");
    assert_eq!(layers(&desk, "ana"), first);
    assert_eq!(layers(&desk, "ana-ii").len(), 1);
    let half = json(&desk, "repeats @p --list --json");
    let states = [&half[0]["status"], &half[1]["status"]];
    assert!(states.contains(&&Value::from("in progress")), "{half}");
    let done = told(&desk, "status @p port.txt done --anyway --annotator ana");
    assert!(done.contains("\tana\tdone"), "{done}");
    assert_eq!(layers(&desk, "ana"), first);

    // Nothing else takes notice of it.
    assert_eq!(told(&desk, "stats @p --json"), stats);
    assert_eq!(told(&desk, "export @p --format jsonl --output -"), export);
    let now = told(&desk, "export @p --format jsonl --output - --layer all");
    assert_eq!(now, all);
    assert_eq!(told(&desk, "agreement @p --resamples 0"), agreement);
    let found = told(&desk, "search @p tag:actor");
    assert!(!found.contains("ana-ii"), "{found}");
    assert!(told(&desk, "search @p by:ana-ii").contains("ana-ii"));
    let cases = desk.type_in("review @p --all").out;
    assert!(!cases.contains("Ana II"), "{cases}");
    let nobody = desk.type_in("status @p tax.txt done --annotator ana-ii");
    assert!(nobody.err.contains("Work as Ana"), "{}", nobody.err);
    let nobody = desk.type_in("assign @p --to ana-ii");
    assert!(nobody.err.contains("is nobody"), "{}", nobody.err);
    // And before anything is told.
    let nobody = desk.type_in("assign @p --to ana --anew --annotator ana-ii");
    assert!(nobody.err.contains("Work as Ana"), "{}", nobody.err);
    assert_eq!(nobody.out, "");

    // The comparison is that of two people, of one person's two times.
    let same = json(&desk, "agreement @p --repeats --resamples 0 --json");
    assert_eq!(same["people"], serde_json::json!(["ana", "ana-ii"]));
    assert_eq!(same["articles"], 1);
    assert_eq!(
        (&same["classes"]["same"], &same["classes"]["only_first"]),
        (&1.into(), &1.into())
    );
    let words = told(&desk, "agreement @p --repeats --resamples 0");
    assert!(
        words.starts_with("Ana, Ana II, 1 article: of 2 passages 1 are identical"),
        "{words}"
    );
    assert!(
        words.contains("1 were made only one of the two times."),
        "{words}"
    );
    let paper = told(&desk, "agreement @p --repeats --paper markdown");
    assert!(
        paper.contains("Intra-annotator agreement: Ana marked the same article twice"),
        "{paper}"
    );
    assert!(!paper.contains("pair of annotators"), "{paper}");
    let diff = told(&desk, "diff @p Ana ana-ii");
    assert!(diff.contains("first only"), "{diff}");
    let nothing = desk.type_in("agreement @p --repeats --annotators Ben");
    assert!(
        nothing
            .err
            .contains("never to label anything a second time")
    );

    // What was not begun can be taken back, what was done stays.
    told(&desk, "repeats @p --clear");
    let left = json(&desk, "repeats @p --list --json");
    assert_eq!(
        (left.as_array().unwrap().len(), &left[0]["status"]),
        (1, &"done".into())
    );
    // Assignments come and go beside it.
    desk.ok("assign @p --to Ben --overlap 0 --anew");
    desk.ok("assign @p --clear");
    assert_eq!(json(&desk, "repeats @p --list --json"), left);
    desk.ok("check @p --errors-only");
}

#[test]
fn a_repeat_that_is_done_is_opened_again_as_in_the_window() {
    let desk = desk();
    told(&desk, "repeats @p --to Ana --share 100 --json");
    let first = layers(&desk, "ana");
    desk.refused(
        "status @p port.txt --reopen --annotator ana",
        1,
        &["Ana is not done with"],
    );
    told(&desk, "status @p port.txt done --anyway --annotator ana");
    let again = told(&desk, "status @p port.txt --reopen --annotator ana");
    assert!(again.contains("\tana\tin progress"), "{again}");
    assert!(again.contains("labelled a second time"), "{again}");
    assert_eq!(layers(&desk, "ana"), first, "the first time stays done");
    let listed = json(&desk, "repeats @p --list --json");
    let states = listed.as_array().unwrap().iter();
    let states: Vec<&Value> = states.map(|it| &it["status"]).collect();
    assert!(states.contains(&&Value::from("in progress")), "{listed}");
    // Of somebody without repeats it is the layer that there is.
    let bens = told(&desk, "status @p port.txt --reopen --annotator Ben");
    assert!(bens.contains("\tben\tin progress"), "{bens}");
    assert!(!bens.contains("second time"), "{bens}");
    desk.refused(
        "status @p port.txt --reopen --annotator Ben",
        1,
        &["nothing to open again"],
    );
    desk.ok("check @p --errors-only");
}

#[test]
fn who_is_named_twice_labels_once_and_nobody_labels_nothing() {
    let desk = desk();
    let drawn = json(
        &desk,
        "assign @p --to Ana --to ana --to Ben --overlap 100 --each 0 --json",
    );
    let people = drawn.as_object().unwrap().values().next().unwrap();
    assert_eq!(people.as_array().map(Vec::len), Some(2));
    told(&desk, "repeats @p --to Ana --share 100 --json");
    for line in ["repeats @p --to ana-ii", "assign @p --to ana-ii --anew"] {
        desk.refused(
            line,
            1,
            &["is nobody: it holds what somebody labels a second time"],
        );
    }
    for line in [
        "repeats @p --clear --annotator ana-ii",
        "assign @p --clear --annotator ana-ii",
    ] {
        desk.refused(line, 1, &["Work as Ana"]);
    }
}

#[test]
fn a_bundle_brings_what_was_marked_a_second_time_as_such() {
    let desk = desk();
    desk.copy("p", "q");
    desk.ok("repeats @q --to Ana --share 100");
    desk.ok("annotate @q port.txt --tag actor --annotator ana --span 0..14");
    desk.ok("status @q port.txt done --anyway --annotator ana");
    desk.ok("bundle @q --annotator Ana --output @ana.postil");
    desk.ok("merge @p @ana.postil");
    let both = json(&desk, "agreement @p --repeats --resamples 0 --json");
    assert_eq!(both["articles"], 1);
    let stats = json(&desk, "stats @p --json");
    assert_eq!(stats["annotations"], 3);
}
