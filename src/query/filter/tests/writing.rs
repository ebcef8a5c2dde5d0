//! Reading and writing queries, what is wrong with them, and what is proposed.

use proptest::prelude::*;

use crate::query::filter::{
    At, Key, Names, Node, Of, Op, ProposedAs, Query, Term, Value, Why, Word, complete, parse,
};

use super::meaning::project;

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z]{1,6}",
        1 => "[-.a-z\\\\*\"()<>:=,→“„« \t é]{1,6}",
        1 => Just("or".to_owned()),
        1 => Just("unsure".to_owned()),
        1 => Just("attribute".to_owned()),
        1 => Just("a..b".to_owned()),
    ]
}

fn words() -> impl Strategy<Value = Word> {
    let pieces = (
        texts(),
        proptest::option::of(texts()),
        any::<(bool, bool)>(),
    );
    prop_oneof![
        3 => texts().prop_map(Word::plain),
        1 => pieces.prop_map(|(first, second, (before, after))| {
            let mut pieces = vec![first];
            pieces.extend(second);
            if before || pieces.len() == 1 && !after {
                pieces.insert(0, String::new());
            }
            if after {
                pieces.push(String::new());
            }
            Word(pieces)
        }),
    ]
}

fn terms() -> impl Strategy<Value = Node> {
    let at = |it| Node::Term(At { at: 0..0, it });
    let value = prop_oneof![
        3 => words().prop_map(Value::Word),
        1 => (words(), proptest::option::of(words())).prop_map(|(a, b)| Value::Range(Some(a), b)),
        1 => words().prop_map(|word| Value::Range(None, Some(word))),
    ];
    let value = value.prop_map(|it| At { at: 0..0, it });
    let of =
        prop_oneof![2 => Just(None), 1 => Just(Some(Of::Attribute)), 1 => Just(Some(Of::Role))];
    let ops = proptest::sample::select(Op::ALL.map(|(op, _)| op).to_vec());
    let field = (of, texts(), ops, proptest::collection::vec(value, 1..3));
    prop_oneof![
        2 => words().prop_map(move |word| at(Term::Words(word))),
        1 => Just(()).prop_map(move |()| at(Term::Unsure)),
        3 => field.prop_map(move |(of, name, op, values)| {
            let key = At { at: 0..0, it: Key { of, name } };
            at(Term::Field(key, op, values))
        }),
    ]
}

/// Queries of every form.
fn queries() -> impl Strategy<Value = Query> {
    let node = terms().prop_recursive(4, 24, 3, |inner| {
        let several = || proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            several().prop_map(Node::Or),
            several().prop_map(Node::And),
            inner.clone().prop_map(|node| Node::Not(Box::new(node))),
        ]
    });
    proptest::option::weighted(0.95, node).prop_map(Query)
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_the_same(query in queries()) {
        let written = query.to_string();
        let read = parse(&written);
        prop_assert_eq!(read.as_ref(), Ok(&query), "{}", written);
    }

    #[test]
    fn any_text_is_read_or_refused_at_a_place_in_it(
        text in "[-a-z.\\\\*\"()<>:=,→“”„«» or]{0,40}",
        caret in 0usize..40,
    ) {
        match parse(&text) {
            Ok(query) => {
                let again = parse(&query.to_string());
                prop_assert_eq!(again, Ok(query));
            }
            Err(wrong) => {
                prop_assert!(text.get(wrong.at.clone()).is_some(), "{:?} of {:?}", wrong, text);
                prop_assert!(!wrong.words().is_empty());
            }
        }
        if let Some(completion) = complete(&project(), &Names::of(&project()), &text, caret.min(text.len())) {
            prop_assert!(text.get(completion.at).is_some());
        }
    }
}

#[test]
fn brackets_have_an_end() {
    let deep = format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000));
    assert_eq!(parse(&deep).unwrap_err().why, Why::TooDeep);
    let negated = format!("{}a", "-".repeat(10_000));
    assert_eq!(parse(&negated).unwrap_err().why, Why::TooDeep);
    let wide = "a or b c ".repeat(10_000);
    assert!(parse(&wide).is_ok(), "width is no depth");
}

/// What is wrong with a query, and what of it stands at the place.
fn refused(text: &str) -> (String, Why) {
    let wrong = parse(text).unwrap_err();
    (text[wrong.at.clone()].to_owned(), wrong.why)
}

#[test]
fn what_is_wrong_is_told_at_its_place() {
    let at = |text: &str, why: Why| (text.to_owned(), why);
    assert_eq!(refused("tag:claim (a or b"), at("(", Why::OpenBracket));
    assert_eq!(refused("a) b"), at(")", Why::StrayBracket));
    assert_eq!(refused("a \"port"), at("\"port", Why::OpenQuotation));
    assert_eq!(refused("tag:"), at("", Why::NoValue("tag".into())));
    assert_eq!(refused("tag: claim"), at("", Why::NoValue("tag".into())));
    assert_eq!(refused("a or"), at("", Why::NoCondition));
    assert_eq!(
        refused("(a or )"),
        at(")", Why::NoConditionBefore(")".into()))
    );
    assert_eq!(refused("a =b"), at("=", Why::NoConditionBefore("=".into())));
    assert_eq!(refused("url:http://x"), at(":", Why::NoBlank(':')));
    assert_eq!(refused("a \"\""), at("\"\"", Why::EmptyQuotation));
    assert_eq!(refused("date:.."), at("..", Why::EmptyRange));
    assert_eq!(refused("a ** b"), at("**", Why::NothingButSigns));
    assert_eq!(
        refused("role:speaker"),
        at("role:speaker", Why::NoSign("speaker".into()))
    );
    let text = "Núñez and tag:";
    assert_eq!(parse(text).unwrap_err().column(text), 15);
}

#[test]
fn signs_can_be_written_in_several_ways() {
    let same = |one: &str, other: &str| assert_eq!(parse(one), parse(other), "{one}");
    same("a b", "a AND b");
    same("not a", "-a");
    same("speaker→x", "speaker->x");
    same("„never again“", "\"never again\"");
    same("«never again»", "“never again”");
    same("\"check worthy\":yes", "  “check worthy”:\"yes\"  ");
    same("a or b c", "a or (b c)");
}

fn proposed(text: &str) -> Vec<String> {
    let caret = text.find('|').unwrap();
    let text = text.replace('|', "");
    let Some(completion) = complete(&project(), &Names::of(&project()), &text, caret) else {
        return Vec::new();
    };
    let written = |it: &str| {
        let (before, after) = (&text[..completion.at.start], &text[completion.at.end..]);
        format!("{before}{it}{after}")
    };
    completion
        .proposed
        .iter()
        .map(|it| written(&it.text))
        .collect()
}

#[test]
fn what_may_stand_at_the_caret_is_proposed() {
    assert_eq!(proposed("sta|")[..1], ["status:"]);
    assert_eq!(proposed("tag:st|"), ["tag:Stance"]);
    assert_eq!(proposed("-tag:|").len(), 3);
    assert_eq!(proposed("tag:claim,s| x"), ["tag:claim,Stance x"]);
    assert_eq!(proposed("pol|"), ["polarity:"]);
    assert_eq!(proposed("polarity:op|"), ["polarity:oppose"]);
    assert_eq!(proposed("(a or by:m|"), ["(a or by:me"]);
    assert_eq!(proposed("actor:\"Ri|")[..1], ["actor:\"Rita Núñez\""]);
    assert_eq!(
        proposed("actor:\"rita nu|nez\" x"),
        ["actor:\"Rita Núñez\" x"]
    );
    assert_eq!(proposed("holder→p|")[..1], ["holder→\"Port Authority\""]);
    assert_eq!(proposed("attribute:po|"), ["attribute:polarity:"]);
    assert_eq!(proposed("status:d|"), ["status:done", "status:to-do"]);
    assert!(
        proposed("a |b").contains(&"a tag:".to_owned()),
        "{:?}",
        proposed("a |b")
    );
    assert!(proposed("|").contains(&"unsure".to_owned()));
    assert!(proposed("a  |  b").contains(&"a  tag:  b".to_owned()));
    let sorts = complete(&project(), &Names::of(&project()), "ho", 2)
        .unwrap()
        .proposed;
    assert_eq!(sorts[0].sort, ProposedAs::Role);
}

#[test]
fn what_a_word_of_the_language_hides_is_proposed_with_its_prefix() {
    let found = proposed("nu|");
    assert!(found.contains(&"number:".to_owned()), "{found:?}");
    let found = proposed("sour|");
    assert_eq!(found, ["source:", "attribute:source:"]);
}
