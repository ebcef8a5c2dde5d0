//! `postil agreement` and `postil diff`.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use crate::model::Round;

use super::Desk;

/// A desk with the sample project.
fn sample() -> (Desk, String) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/harbour");
    (Desk::new(), format!("'{}'", sample.display()))
}

/// All that a command prints that succeeds.
fn said(desk: &Desk, line: &str) -> String {
    let answer = desk.type_in(line);
    assert_eq!(answer.code, 0, "{line}: {answer:?}");
    answer.out
}

#[test]
fn agreement_is_told_in_words_and_numbers() {
    let (desk, sample) = sample();
    let answer = said(&desk, &format!("agreement {sample}"));
    assert!(
        answer.starts_with("Ana Duarte, Ben Okafor, 5 articles: of 184 passages 81 are identical")
    );
    assert!(answer.contains("\nStance (15/13): Exact F1 0.36 ["));
    let links = said(&desk, &format!("agreement {sample} --unit link"));
    assert!(links.contains("\nspeaker: 94 links; aligned F1 0.64"));
    let field = said(
        &desk,
        &format!("agreement {sample} --unit attribute:polarity"),
    );
    assert!(
        field.contains("\nclaim.polarity, 26 comparisons"),
        "{field}"
    );
}

#[test]
fn json_has_every_setting() {
    let (desk, sample) = sample();
    let json = said(
        &desk,
        &format!("agreement {sample} --json --measure exact,gamma --resamples 0"),
    );
    let json: Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(json["articles"], 5);
    assert_eq!(json["settings"]["trim"], true);
    assert_eq!(
        json["measures"].as_object().map(serde_json::Map::len),
        Some(2)
    );
    assert!(json["measures"]["exact"]["low"].is_null());
    assert_eq!(json["classes"]["same"], 81);
}

#[test]
fn options_in_order_are_asked_for_by_field_and_told() {
    let (desk, sample) = sample();
    let line = |asked: &str| format!("agreement {sample} --resamples 0 {asked}");
    let read = |asked: &str| -> Value {
        serde_json::from_str(&said(&desk, &line(asked))).expect("it is JSON")
    };
    let field = |json: &Value| {
        let fields = json["fields"].as_array().unwrap().iter();
        let mut fields = fields.filter(|it| it["tag"] == "quote" && it["attribute"] == "type");
        fields.next().unwrap().clone()
    };
    let (plain, ordinal) = (read("--json"), read("--json --ordinal Quote.Type"));
    assert_eq!(plain["settings"]["ordinal"], serde_json::json!([]));
    assert_eq!(
        ordinal["settings"]["ordinal"],
        serde_json::json!(["quote.type"])
    );
    let (plain, ordinal) = (field(&plain), field(&ordinal));
    assert_eq!(
        (&plain["scale"], &ordinal["scale"]),
        (&"nominal".into(), &"ordinal".into())
    );
    assert_ne!(plain["alpha"]["value"], ordinal["alpha"]["value"]);
    assert_eq!(plain["kappa"], ordinal["kappa"]);
    let asked = line("--ordinal quote.type");
    let words = said(&desk, &format!("{asked} --unit attribute:type"));
    assert!(words.contains(", ordinal α "), "{words}");
    let page = said(&desk, &format!("{asked} --paper markdown"));
    assert!(
        page.contains("The options of quote.type are in order"),
        "{page}"
    );
    assert!(page.contains("| quote.type (ordinal α) |"), "{page}");
    let csv = said(&desk, &format!("{asked} --paper csv"));
    assert!(csv.contains("field,quote.type,alpha-ordinal,"), "{csv}");
    assert!(csv.contains("field,claim.kind,alpha,"), "{csv}");
    for (name, why) in [
        ("polarity", "Articles have no field"),
        ("claim.colour", "has no attribute"),
        ("colour.polarity", "There is no tag"),
        ("claim.issue", "options are in no order"),
    ] {
        let answer = desk.type_in(&line(&format!("--ordinal {name}")));
        assert_eq!(answer.code, 1, "{name}: {answer:?}");
        assert!(answer.err.contains(why), "{name}: {}", answer.err);
    }
}

#[test]
fn a_round_is_told_by_its_name() {
    let desk = Desk::with_project();
    for person in ["ana", "Ben"] {
        desk.ok(&format!(
            "annotate @p port.txt --tag actor --annotator {person} --span 0..14"
        ));
        desk.ok(&format!(
            "status @p port.txt done --anyway --annotator {person}"
        ));
    }
    let before = said(&desk, "agreement @p --json --resamples 0");
    let before: Value = serde_json::from_str(&before).expect("it is JSON");
    assert_eq!(before["rounds"], serde_json::json!([]));
    desk.settle(|project| {
        let round = Round {
            id: "first".parse().unwrap(),
            name: "Training".to_owned(),
            annotators: project.people().cloned().collect(),
            articles: project.articles.keys().cloned().collect(),
            blind: true,
        };
        Arc::make_mut(&mut project.reviewing).rounds.push(round);
    });
    let words = said(&desk, "agreement @p --resamples 0");
    assert!(
        words.contains("round Training, 1 article: exact F1 1.00, overlap F1 1.00"),
        "{words}"
    );
    let json = said(&desk, "agreement @p --json --resamples 0");
    let json: Value = serde_json::from_str(&json).expect("it is JSON");
    let round = &json["rounds"][0];
    assert_eq!(
        (&round["round"], &round["marks"]),
        (&"first".into(), &2.into())
    );
    assert_eq!(round["exact"]["value"], 1.0);
}

#[test]
fn a_paper_gets_a_paragraph_and_tables() {
    let (desk, sample) = sample();
    let page = said(&desk, &format!("agreement {sample} --paper markdown"));
    assert!(
        page.starts_with(
            "2 annotators independently marked the same 5 articles (322 annotations)."
        )
    );
    assert!(page.contains("2000 resamples, seed 20190117"), "{page}");
    assert!(page.contains("\n| Stance | 15 | 13 | 0.36 ["));
    let latex = said(&desk, &format!("agreement {sample} --paper latex"));
    assert!(latex.contains("Unitizing $\\alpha$ \\\\"), "{latex}");
    let csv = said(
        &desk,
        &format!("agreement {sample} --paper csv --resamples 0"),
    );
    assert!(csv.contains("\ntag,stance,exact,0.357,,,,,"), "{csv}");
}

#[test]
fn diff_lists_what_differs() {
    let (desk, sample) = sample();
    let json = said(
        &desk,
        &format!("diff {sample} ana-duarte 'Ben Okafor' --json"),
    );
    let rows: Vec<Value> = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(rows.len(), 184 - 81);
    assert!(
        rows.iter()
            .all(|row| row["class"] != "same" && row["text"] != "")
    );
    let all = said(
        &desk,
        &format!("diff {sample} ana-duarte ben-okafor --all --tag stance --json"),
    );
    let all: Vec<Value> = serde_json::from_str(&all).expect("it is JSON");
    assert!(
        all.iter()
            .any(|row| row["class"] == "same" && row["first_tag"] == "stance")
    );
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let (desk, sample) = sample();
    for (line, why) in [
        ("--annotators ana-duarte", "at least two"),
        ("--annotators ana-duarte,'Ana Duarte'", "twice"),
        ("--unit tag", "cannot be compared"),
        ("--unit attribute:colour", "No tag has a field"),
        ("--measure kappa", "There is no measure"),
    ] {
        let answer = desk.type_in(&format!("agreement {sample} {line}"));
        assert_eq!(answer.code, 1, "{line}: {answer:?}");
        assert!(answer.err.contains(why), "{line}: {}", answer.err);
    }
    let desk = Desk::with_project();
    let answer = desk.type_in("agreement @p");
    assert!(
        answer.err.contains("finished by two people"),
        "{}",
        answer.err
    );
}
