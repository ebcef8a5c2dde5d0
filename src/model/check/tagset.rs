//! What contradicts itself in the tree of tags, in their rules, and in what took whose place.

use std::collections::HashSet;

use crate::model::{AttributeId, Codebook, Condition, Demand, Heir, Need, Rule, Tag, TagId};
use crate::say;

/// A contradiction, and where in the codebook it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The tag.
    pub tag: TagId,
    /// The rule of it, by its place in its list, when it is about a rule.
    pub rule: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

/// What contradicts itself in the tree of tags, in their rules, and in what took whose place. Nothing of it hides a tag or
/// an annotation: a tag in a circle is at the top of the tree, a rule that names what is not there is not asked for.
#[must_use]
pub fn check_tagset(codebook: &Codebook) -> Vec<Flaw> {
    let circles = codebook.in_circles();
    let ids: HashSet<&TagId> = codebook.tags.iter().map(|tag| &tag.id).collect();
    let mut flaws = Vec::new();
    for tag in &codebook.tags {
        let mut tell = |rule, message| {
            flaws.push(Flaw {
                tag: tag.id.clone(),
                rule,
                message,
            });
        };
        let name = &tag.name;
        if circles.contains(&tag.id) {
            tell(None, say!("flaw-circle", tag = name));
        }
        if let Some(parent) = tag.parent.as_ref().filter(|id| !ids.contains(id)) {
            tell(
                None,
                say!("flaw-no-group", tag = name, group = parent.as_str()),
            );
        }
        let heirs: Vec<&TagId> = match &tag.heir {
            None => Vec::new(),
            Some(Heir::Tag(id)) => vec![id],
            Some(Heir::ByChoice(_, tags)) => tags.values().collect(),
        };
        for heir in heirs.into_iter().filter(|id| !ids.contains(id)) {
            tell(None, say!("flaw-no-heir", tag = name, heir = heir.as_str()));
        }
        for (at, rule) in tag.rules.iter().enumerate() {
            for why in rule_flaws(codebook, tag, rule, &ids) {
                let message = say!("flaw-rule", tag = name, number = at + 1, why = why);
                tell(Some(at), message);
            }
        }
    }
    flaws
}

/// What a rule names that is not there, or that nothing can fulfil, in words without the rule's name.
fn rule_flaws(codebook: &Codebook, tag: &Tag, rule: &Rule, ids: &HashSet<&TagId>) -> Vec<String> {
    let mut flaws = Vec::new();
    let no_attribute = |id: &AttributeId| say!("flaw-rule-attribute", attribute = id.as_str());
    let mut conditions: Vec<&Condition> = rule.when.iter().collect();
    let needs = rule.demand.needs();
    for need in needs {
        match need {
            Need::Value(id) if tag.attribute(id).is_none() => flaws.push(no_attribute(id)),
            Need::Is(condition) => conditions.push(condition),
            Need::Value(_) | Need::Link(_) | Need::Note | Need::InQuotes => {}
        }
    }
    for condition in &conditions {
        match tag.attribute(&condition.attribute) {
            None => flaws.push(no_attribute(&condition.attribute)),
            Some(field) if !field.accepts(&condition.value) => flaws.push(say!(
                "flaw-rule-value",
                attribute = &field.name,
                value = condition.value.to_plain()
            )),
            Some(_) => {}
        }
    }
    for need in needs {
        let Need::Link(id) = need else { continue };
        match codebook.role(id) {
            None => flaws.push(say!("flaw-rule-role", role = id.as_str())),
            Some(role) if !role.from.contains(&tag.id) => {
                flaws.push(say!("flaw-rule-role-from", role = &role.name));
            }
            Some(_) => {}
        }
    }
    for id in rule.tags().iter().filter(|id| !ids.contains(id)) {
        flaws.push(say!("flaw-rule-tag", tag = id.as_str()));
    }
    if !rule.demand.asks() {
        flaws.push(say!("flaw-rule-empty").to_owned());
    }
    flaws
}

/// What a rule asks, in words: “needs one of: Speaker, Source “unnamed””.
#[must_use]
pub fn rule_words(codebook: &Codebook, tag: &Tag, rule: &Rule) -> String {
    let what = || needs_words(codebook, tag, rule.demand.needs());
    let demand = match &rule.demand {
        demand if demand.needs().is_empty() && demand.tags().is_empty() => {
            say!("rule-nothing").to_owned()
        }
        Demand::Needs(needs) | Demand::ExactlyOne(needs) if needs.len() == 1 => {
            say!("rule-needs", what = what())
        }
        Demand::Needs(_) => say!("rule-needs-one-of", what = what()),
        Demand::ExactlyOne(_) => say!("rule-exactly-one", what = what()),
        Demand::AtMostOne(_) => say!("rule-at-most-one", what = what()),
        Demand::AllOrNone(_) => say!("rule-all-or-none", what = what()),
        Demand::Apart(tags) => say!("rule-apart", tags = tag_words(codebook, tags)),
        Demand::Within(tags) => say!("rule-within", tags = tag_words(codebook, tags)),
    };
    match &rule.when {
        None => demand,
        Some(when) => {
            let when = condition_words(tag, when);
            say!("rule-when", when = when, demand = demand)
        }
    }
}

/// Things of which one is enough.
pub(super) fn needs_words<'a>(
    codebook: &Codebook,
    tag: &Tag,
    needs: impl IntoIterator<Item = &'a Need>,
) -> String {
    let words = (needs.into_iter()).map(|need| need_words(codebook, tag, need));
    let words: Vec<String> = words.collect();
    words.join(", ")
}

/// What a rule asks for, in words; what is not there any more goes by its id.
#[must_use]
pub fn need_words(codebook: &Codebook, tag: &Tag, need: &Need) -> String {
    match need {
        Need::Link(id) => codebook
            .role(id)
            .map_or_else(|| id.to_string(), |role| role.name.clone()),
        Need::Value(id) => tag
            .attribute(id)
            .map_or_else(|| id.to_string(), |field| field.name.clone()),
        Need::Is(condition) => condition_words(tag, condition),
        Need::Note => say!("rule-note").to_owned(),
        Need::InQuotes => say!("rule-in-quotes").to_owned(),
    }
}

/// Of which annotations a rule asks something, in words; what is not there any more goes by its id.
#[must_use]
pub fn condition_words(tag: &Tag, condition: &Condition) -> String {
    let field = tag.attribute(&condition.attribute);
    let name = field.map_or(condition.attribute.as_str(), |field| &field.name);
    say!(
        "rule-is",
        attribute = name,
        value = condition.value.to_plain()
    )
}

/// Tags of which one is enough.
pub(super) fn tag_words(codebook: &Codebook, tags: &[TagId]) -> String {
    let names = tags.iter().map(|id| codebook.tag_name(id).to_owned());
    any_of(names.collect())
}

fn any_of(words: Vec<String>) -> String {
    let mut words = words.into_iter();
    let first = words.next().unwrap_or_default();
    words.fold(first, |all, next| say!("rule-or", one = all, other = next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::tag;
    use crate::model::{RoleId, Value};

    fn book() -> Codebook {
        let id = |id: &str| TagId::new(id).unwrap();
        let mut quote = tag("quote", None);
        quote.rules = vec![
            Rule::new(Demand::Needs(vec![
                Need::Link(RoleId::new("speaker").unwrap()),
                Need::Is(Condition {
                    attribute: AttributeId::new("source").unwrap(),
                    value: Value::Choice("unnamed".into()),
                }),
            ])),
            Rule::new(Demand::Apart(vec![id("quote"), id("gone")])),
            Rule::new(Demand::Within(Vec::new())),
        ];
        quote.parent = Some(id("claim"));
        let mut claim = tag("claim", None);
        claim.parent = Some(id("quote"));
        claim.heir = Some(Heir::Tag(id("old")));
        let mut cue = tag("cue", None);
        cue.parent = Some(id("speech"));
        Codebook {
            tags: vec![quote, claim, cue],
            ..Codebook::default()
        }
    }

    #[test]
    fn what_is_not_there_is_told_at_the_place() {
        let flaws = check_tagset(&book());
        let told: Vec<String> = flaws
            .iter()
            .map(|flaw| format!("{} {:?}: {}", flaw.tag, flaw.rule, flaw.message))
            .collect();
        assert_eq!(
            told,
            [
                "quote None: The tag quote stands under itself, by one or more groups. It is shown at the top; choose another group for it.",
                "quote Some(0): Rule 1 of the tag quote: it has no field source.",
                "quote Some(0): Rule 1 of the tag quote: there is no link role speaker.",
                "quote Some(1): Rule 2 of the tag quote: there is no tag gone.",
                "quote Some(2): Rule 3 of the tag quote: it asks for nothing.",
                "claim None: The tag claim stands under itself, by one or more groups. It is shown at the top; choose another group for it.",
                "claim None: The tag claim was replaced by the tag old, which is not there.",
                "cue None: The tag cue stands under the tag speech, which is not there. It is shown at the top.",
            ]
        );
    }

    #[test]
    fn a_rule_reads_as_a_sentence() {
        let book = book();
        let quote = &book.tags[0];
        let words: Vec<String> = quote
            .rules
            .iter()
            .map(|rule| rule_words(&book, quote, rule))
            .collect();
        assert_eq!(
            words[..2],
            [
                "needs one of: speaker, source “unnamed”",
                "overlaps no quote or gone"
            ]
        );
    }
}
