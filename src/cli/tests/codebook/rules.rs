//! Rules by typed commands.

use super::{desk, json};

#[test]
fn rules_are_added_listed_changed_and_removed() {
    let desk = desk();
    let ok = |line: &str| desk.ok(&format!("codebook @p {line} --annotator ana"));
    let before = desk.type_in("codebook @p rules claim").out.lines().count();
    ok("add-rule claim exactly-one polarity=opposes note --message 'Say why.'");
    ok("add-rule claim apart claim --when polarity=opposes");
    let rules = json(&desk, "codebook @p rules claim --json");
    assert_eq!(rules.as_array().unwrap().len(), before + 2);
    let (first, second) = (&rules[before], &rules[before + 1]);
    assert_eq!(first["number"], before + 1);
    assert_eq!(first["message"], "Say why.");
    assert_eq!(first["demand"]["ExactlyOne"][1], "Note");
    assert_eq!(second["demand"]["Apart"][0], "claim");
    assert_eq!(second["when"]["value"]["Choice"], "opposes");
    let number = before + 1;
    ok(&format!("change-rule claim {number} needs"));
    ok(&format!("change-rule claim {number} --message ''"));
    let rules = json(&desk, "codebook @p rules claim --json");
    assert_eq!(rules[before]["demand"]["Needs"][1], "Note");
    assert!(rules[before]["message"].is_null());
    ok(&format!("change-rule claim {} --always", number + 1));
    let told = desk.type_in("codebook @p rules claim").out;
    assert_eq!(told.lines().count(), before + 2, "{told}");
    // Two claims that were marked beside each other are found by the rule of a note.
    ok(&format!("change-rule claim {number} needs note quotes"));
    let found = desk.type_in("check @p");
    assert!(found.out.contains("Note"), "{found:?}");
    ok(&format!("remove-rule claim {number}"));
    ok(&format!("remove-rule claim {number}"));
    assert_eq!(
        json(&desk, "codebook @p rules claim --json")
            .as_array()
            .unwrap()
            .len(),
        before
    );
}

#[test]
fn a_rule_names_what_is_there_and_asks_for_something() {
    let desk = desk();
    let refused = |line: &str, words: &[&str]| {
        let line = format!("codebook @p {line} --annotator ana");
        desk.refused(&line, 1, words);
    };
    refused(
        "add-rule claim needs gone",
        &["no link and no field", "polarity"],
    );
    refused("add-rule claim needs polarity=gone", &["opposes"]);
    refused("add-rule claim apart gone", &["no tag “gone”"]);
    refused("add-rule claim at-most-one note", &["asks for nothing"]);
    refused("add-rule claim needs note --when note", &["FIELD=VALUE"]);
    refused("change-rule claim 99 needs note", &["no rule 99"]);
    refused("remove-rule claim 0", &["no rule 0"]);
}
