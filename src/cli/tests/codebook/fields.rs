//! Fields and options by typed commands.

use super::{desk, found, json, shown};

/// The fields of a tag in what `show --json` prints.
fn fields(book: &serde_json::Value, tag: &str) -> Vec<serde_json::Value> {
    let tags = book["tags"].as_array().unwrap();
    let tag = tags.iter().find(|it| it["id"] == tag).unwrap();
    tag["attributes"].as_array().cloned().unwrap_or_default()
}

#[test]
fn a_tag_is_added_and_given_fields_examples_and_a_place() {
    let desk = desk();
    desk.ok("codebook @p add-tag Frame --key 9 --definition 'How it is told.' --annotator ana");
    desk.ok("codebook @p add-tag 'Conflict frame' --under frame --colour #112233 --pattern wavy --annotator ana");
    desk.refused(
        "codebook @p add-tag Other --key 9 --annotator ana",
        1,
        &["the key of Frame"],
    );
    desk.ok("codebook @p only-group frame --annotator ana");
    desk.ok("codebook @p add-example conflict-frame 'They clash.' --annotator ana");
    desk.ok("codebook @p add-example conflict-frame 'They meet.' --not --annotator ana");
    desk.ok("codebook @p add-field conflict-frame Side --option one --option other --default one --required --annotator ana");
    desk.ok("codebook @p add-field conflict-frame Strength --min 0 --max 1 --question 'How much?' --annotator ana");
    let book = shown(&desk);
    let tags = book["tags"].as_array().unwrap();
    let frame = tags.iter().find(|it| it["id"] == "frame").unwrap();
    assert_eq!(
        (&frame["group"], &frame["key"]),
        (&true.into(), &"9".into())
    );
    let new = tags.iter().find(|it| it["id"] == "conflict-frame").unwrap();
    assert_eq!(new["parent"], "frame");
    assert_eq!(new["color"], "#112233");
    assert_eq!(new["examples"][0], "They clash.");
    assert_eq!(new["counterexamples"][0], "They meet.");
    let known = fields(&book, "conflict-frame");
    assert_eq!(known[0]["kind"]["Choice"][1], "other");
    assert_eq!(known[0]["default"]["Choice"], "one");
    assert_eq!(known[0]["required"], true);
    assert_eq!(known[1]["kind"]["Number"]["max"], 1.0);
    assert_eq!(known[1]["definition"], "How much?");
    desk.ok("codebook @p move-field conflict-frame strength --by -1 --annotator ana");
    assert_eq!(fields(&shown(&desk), "conflict-frame")[0]["id"], "strength");
    desk.ok("codebook @p remove-example conflict-frame 'They meet.' --annotator ana");
    desk.ok("codebook @p remove-field conflict-frame strength --annotator ana");
    assert_eq!(fields(&shown(&desk), "conflict-frame").len(), 1);
    desk.ok("check @p --errors-only");
}

#[test]
fn a_field_that_takes_nothing_is_refused() {
    let desk = desk();
    let refused = |line: &str, words: &[&str]| {
        let line = format!("codebook @p {line} --annotator ana");
        desk.refused(&line, 1, words);
    };
    refused("add-field claim X --kind choice", &["at least one option"]);
    refused("add-field claim X --option a --option A", &["stands twice"]);
    refused("add-field claim X --min 3 --max 2", &["larger"]);
    refused("add-field claim X --min none", &["no number"]);
    refused("add-field claim X --option a --default b", &["takes a"]);
    refused("add-field claim X --kind text --option a", &["--kind"]);
    refused("add-field claim X --type nobody", &["no type of entity"]);
    refused("add-field claim Polarity", &["already"]);
    refused("add-field nothing X", &["no tag"]);
    refused("change-field claim nothing --required", &["no field"]);
    refused("add-option claim polarity opposes", &["stands twice"]);
    refused("remove-option claim polarity nothing", &["no option"]);
    refused("change-field claim polarity", &["Nothing is to be changed"]);
}

#[test]
fn what_becomes_of_values_is_told_before_a_field_changes() {
    let desk = desk();
    let told = json(
        &desk,
        "codebook @p remove-option claim polarity opposes --dry-run --json --annotator ana",
    );
    assert_eq!(told["changed"], false);
    let notes = told["notes"].to_string();
    assert!(notes.contains("stays: opposes (2)"), "{told}");
    assert_eq!(found(&desk, "polarity:opposes"), 2);
    let told = json(
        &desk,
        "codebook @p change-field claim polarity --kind choices --json --annotator ana",
    );
    assert_eq!(told["changed"], true);
    assert_eq!(told["annotations"]["changed"], 2);
    let known = fields(&shown(&desk), "claim");
    let polarity = known.iter().find(|it| it["id"] == "polarity").unwrap();
    assert!(polarity["kind"]["Choices"].is_array(), "{polarity}");
    desk.ok("codebook @p add-option claim polarity undecided --at 1 --annotator ana");
    desk.ok("codebook @p move-option claim polarity undecided --by 1 --annotator ana");
    let known = fields(&shown(&desk), "claim");
    let polarity = known.iter().find(|it| it["id"] == "polarity").unwrap();
    assert_eq!(polarity["kind"]["Choices"][1], "undecided");
}

#[test]
fn the_article_and_entity_types_have_fields_too() {
    let desk = desk();
    desk.ok("codebook @p add-field article Section --option home --option abroad --annotator ana");
    desk.ok("codebook @p add-field article Wire --kind flag --annotator ana");
    desk.ok("codebook @p move-field article wire --by -1 --annotator ana");
    desk.ok("codebook @p change-field article section --name Desk --optional --question 'Where?' --annotator ana");
    desk.ok("codebook @p add-type Ship --annotator ana");
    desk.ok("codebook @p add-field type:ship Flag --annotator ana");
    desk.ok("codebook @p add-field claim Vessel --type ship --annotator ana");
    let book = shown(&desk);
    let article = book["article_attributes"].as_array().unwrap();
    let at = |id: &str| article.iter().position(|it| it["id"] == id).unwrap();
    assert!(at("wire") < at("section"));
    assert_eq!(article[at("section")]["name"], "Desk");
    let types = book["entity_types"].as_array().unwrap();
    let ship = types.iter().find(|it| it["id"] == "ship").unwrap();
    assert_eq!(ship["attributes"][0]["name"], "Flag");
    let vessel = fields(&book, "claim").pop().unwrap();
    assert_eq!(vessel["kind"]["Entity"][0], "ship");
    desk.ok("codebook @p remove-field article wire --annotator ana");
    desk.ok("codebook @p remove-field type:ship flag --annotator ana");
    desk.ok("check @p --errors-only");
}

#[test]
fn two_fields_are_merged_and_values_go_along() {
    let desk = desk();
    desk.ok(
        "codebook @p add-field claim Attitude --option opposes --option unclear --annotator ana",
    );
    let told = json(
        &desk,
        "codebook @p merge-fields claim polarity attitude --json --annotator ana",
    );
    assert_eq!(told["annotations"]["changed"], 2, "{told}");
    assert!(told["notes"].to_string().contains("values that move: 2"));
    assert_eq!(found(&desk, "attitude:opposes"), 2);
    let known = fields(&shown(&desk), "claim");
    assert!(known.iter().all(|it| it["id"] != "polarity"), "{known:?}");
    desk.refused(
        "codebook @p merge-fields claim polarity attitude --annotator ana",
        1,
        &["no field"],
    );
}
