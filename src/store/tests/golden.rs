//! Codebooks of every form that files have had are read for ever.

use crate::model::{AnnotatorId, ArticleId, Codebook, Demand, Example, Heir, TagId};
use crate::store::{codebook_from_ron, codebook_to_ron};
use crate::text::CodePoint;

/// As it was written before tags had groups, rules and a past.
const PLAIN: &str = r##"(
    format: 1,
    tags: [
        (
            id: "claim",
            name: "Claim",
            color: "#0072b2",
            key: 'c',
            definition: "Open to dispute.",
            examples: ["It is over."],
            counterexamples: ["Is it?"],
            attributes: [(id: "kind", name: "Kind", kind: Choice(["fact"]), required: true)],
        ),
    ],
)"##;

/// With all that a tag can have.
const WHOLE: &str = r##"(
    format: 1,
    tags: [
        (id: "speech", name: "Speech", color: "#000000", group: true),
        (
            id: "quote",
            name: "Quote",
            color: "#0072b2",
            examples: [(text: "“We will”", article: "one", at: (4, 13)), "“No,” she said."],
            attributes: [
                (
                    id: "source",
                    name: "Source",
                    kind: Choice(["named", "unnamed"]),
                    renamed: {"anonymous": "unnamed"},
                    was: ["origin"],
                ),
            ],
            rules: [
                (
                    demand: Needs([
                        Link("speaker"),
                        Is((attribute: "source", value: Choice("unnamed"))),
                    ]),
                    message: "A quote needs a speaker.",
                ),
                (
                    demand: Apart(["quote"]),
                    when: (attribute: "source", value: Choice("named")),
                ),
            ],
            parent: "speech",
            former: [(until: "2026-01-02T03:04:05Z", by: "ana", definition: "What is said.")],
        ),
        (
            id: "speech-act",
            name: "Speech act",
            color: "#0072b2",
            retired: true,
            heir: Tag("quote"),
        ),
    ],
)"##;

fn read(ron: &str) -> Codebook {
    codebook_from_ron(ron).unwrap()
}

#[test]
fn a_codebook_from_before_groups_and_rules_is_read_and_stays_as_it_was() {
    let book = read(PLAIN);
    let claim = &book.tags[0];
    assert_eq!(claim.examples, [Example::from("It is over.")]);
    assert_eq!(claim.counterexamples, [Example::from("Is it?")]);
    assert!(claim.is_offered() && claim.parent.is_none() && claim.worded().is_none());
    let written = codebook_to_ron(&book);
    for field in [
        "rules", "parent", "group", "retired", "heir", "former", "renamed", "was",
    ] {
        assert!(
            !written.contains(&format!("{field}:")),
            "{field}: {written}"
        );
    }
    assert!(
        written.contains(r#"examples: ["It is over."]"#),
        "{written}"
    );
}

#[test]
fn all_that_a_tag_can_have_is_read_and_written() {
    let book = read(WHOLE);
    let quote = &book.tags[1];
    let source = quote.examples[0].source.as_ref().unwrap();
    assert_eq!(source.article, ArticleId::new("one").unwrap());
    assert_eq!(source.at, (CodePoint(4), CodePoint(13)));
    assert_eq!(quote.examples[1].source, None);
    assert!(matches!(&quote.rules[0].demand, Demand::Needs(needs) if needs.len() == 2));
    assert!(quote.rules[1].when.is_some());
    assert_eq!(quote.former[0].by, AnnotatorId::new("ana").unwrap());
    let heir = Some(Heir::Tag(TagId::new("quote").unwrap()));
    assert_eq!((book.tags[2].retired, &book.tags[2].heir), (true, &heir));
    assert_eq!(read(&codebook_to_ron(&book)), book);
    let wrong = WHOLE.replace("article: \"one\"", "artikel: \"one\"");
    let told = codebook_from_ron(&wrong).unwrap_err();
    assert!(told.starts_with("line 9, column "), "{told}");
}
