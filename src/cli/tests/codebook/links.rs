//! Link roles by typed commands.

use serde_json::Value;

use super::{Desk, desk, shown};

fn link(desk: &Desk, id: &str) -> Value {
    let book = shown(desk);
    let roles = book["roles"].as_array().unwrap();
    roles.iter().find(|it| it["id"] == id).unwrap().clone()
}

#[test]
fn a_link_is_added_and_changed() {
    let desk = desk();
    desk.ok(
        "codebook @p add-link Reply --from quote --to tag:claim --many --key 9 --annotator ana",
    );
    let reply = link(&desk, "reply");
    assert_eq!(
        (&reply["label"], &reply["many"]),
        (&"reply".into(), &true.into())
    );
    assert_eq!(reply["to"][0]["Tag"], "claim");
    desk.ok("codebook @p change-link reply --from claim --from quote --to quote --reads 'answers' --one --required --annotator ana");
    let reply = link(&desk, "reply");
    assert_eq!(reply["from"].as_array().unwrap().len(), 2);
    assert_eq!(reply["to"][0]["Tag"], "quote");
    assert_eq!(
        (&reply["label"], &reply["required"]),
        (&"answers".into(), &true.into())
    );
    desk.ok("codebook @p change-link reply --follows polarity --words opposes='speaks against' --annotator ana");
    assert_eq!(
        link(&desk, "reply")["wording"]["labels"]["opposes"],
        "speaks against"
    );
    desk.ok("codebook @p rename reply Answer --annotator ana");
    // Where it starts no such choice is left.
    desk.ok("codebook @p change-link answer --from quote --annotator ana");
    assert!(link(&desk, "reply")["wording"].is_null());
    desk.ok("codebook @p delete link:answer --annotator ana");
    desk.ok("check @p --errors-only");
}

#[test]
fn a_link_has_two_ends_that_are_there() {
    let desk = desk();
    let refused = |line: &str, words: &[&str]| {
        let line = format!("codebook @p {line} --annotator ana");
        desk.refused(&line, 1, words);
    };
    refused("add-link Reply --from quote", &["two ends"]);
    refused("add-link Reply --from gone --to claim", &["no tag “gone”"]);
    refused("add-link Reply --from quote --to gone", &["nothing called"]);
    refused("change-link gone --many", &["nothing called"]);
    desk.ok("codebook @p add-link Reply --from claim --to claim --annotator ana");
    refused("change-link reply --follows gone", &["polarity"]);
    refused("change-link reply --words opposes=x", &["--follows"]);
    refused("change-link reply --follows polarity", &["--words"]);
    refused(
        "change-link reply --follows polarity --words gone=x",
        &["no option"],
    );
}
