//! What is read from a line, and what it does.

use std::sync::Arc;

use jiff::tz::TimeZone;
use proptest::prelude::*;

use crate::model::edits::{Recode, Unfit};
use crate::model::random::author;
use crate::model::{Codebook, EntityId, LayerKey, Project, RoleId};
use crate::query::filter::tests::meaning::{detach, project};
use crate::query::filter::{Filter, Names};
use crate::query::listing::{Found, Index, Row, look};
use crate::store::Progress;

use super::{Left, Plan, complete_deeds, plan, read_deeds};

fn found(project: &Project, query: &str) -> Vec<Found> {
    let filter = Filter::read(query, project, None, &TimeZone::UTC).unwrap();
    let mut all = Vec::new();
    let progress = Progress::default();
    let index = look(
        project,
        &Index::default(),
        None,
        &filter,
        &progress,
        &mut |it| {
            all.push(it);
        },
    );
    assert!(index.is_some());
    all
}

fn planned(query: &str, line: &str) -> Plan {
    let project = project();
    let deeds = read_deeds(&project, &Names::of(&project), line)
        .unwrap_or_else(|wrong| panic!("{line}: {wrong:?}"));
    let none = |_: &LayerKey| false;
    plan(
        &project,
        &author(99),
        &found(&project, query),
        &deeds,
        none,
        &Progress::default(),
    )
    .unwrap()
}

/// What becomes of what: “stance: oppose → none”.
fn told(query: &str, line: &str) -> Vec<String> {
    let (project, plan) = (project(), planned(query, line));
    let mut told = Vec::new();
    for recoded in &plan.changed {
        let row = |it: &_| Row::of(&project, &recoded.chunk, it);
        let before = row(&recoded.before);
        let Some(after) = recoded.after.as_deref().map(row) else {
            told.push(format!("{}: gone", before.annotation));
            continue;
        };
        let changes = after.changes(&before);
        let each = changes
            .iter()
            .map(|it| format!("{}→{}", it.before, it.after));
        let each: Vec<String> = each.collect();
        told.push(format!("{}: {}", before.annotation, each.join(", ")));
    }
    let undone = plan.apply(&project).unwrap();
    let mut then = undone.project;
    undone.inverse.apply(&mut then).unwrap();
    assert_eq!(then, project, "{line}");
    told
}

#[test]
fn every_part_does_what_the_manual_says() {
    for (query, line, becomes) in [
        ("polarity:oppose", "polarity=none", "stance: oppose→none"),
        (
            "tag:stance",
            "-issue -unsure",
            "stance: Closing the Port→, unsure→",
        ),
        (
            "tag:claim",
            "number=12 note=\"See below\"",
            "claim: 2005→12, Is it the old port?→See below",
        ),
        (
            "tag:claim",
            "-note unsure",
            "claim: →unsure, Is it the old port?→",
        ),
        (
            "tag:actor",
            "who=\"port authority\"",
            "minister: Rita Núñez→Port Authority; olsen: →Port Authority",
        ),
        (
            "tag:actor",
            "replace=nunez,port",
            "minister: Rita Núñez→Port Authority",
        ),
        (
            "tag:stance",
            "-target",
            "stance: holder “Rita Núñez”; target “the port would close”→holder “Rita Núñez”",
        ),
        (
            "tag:claim",
            "tag=actor",
            "claim: Claim→Actor, support→, 2005→",
        ),
        ("tag:claim", "delete", "claim: gone"),
        (
            "unsure",
            "holder→rita -target",
            "stance: holder “Rita Núñez”; target “the port would close”→holder “Rita Núñez”; holder Rita Núñez",
        ),
    ] {
        assert_eq!(told(query, line).join("; "), becomes, "{line}");
    }
}

#[test]
fn what_is_left_as_it_is_is_counted() {
    let plan = planned("", "polarity=oppose");
    assert_eq!(plan.changed.len(), 1, "the claim");
    assert_eq!(plan.left(Left::Same), 1);
    assert_eq!(plan.left(Left::Others), 1);
    assert_eq!(plan.left(Left::Unfit(Unfit::NoField)), 2);
    assert_eq!(plan.edit.name, "Recode 1 annotation");
    let plan = planned("tag:claim", "holder=rita");
    assert_eq!(
        plan.left(Left::Unfit(Unfit::NoLink)),
        1,
        "it starts from a stance"
    );
}

#[test]
fn what_points_to_something_deleted_is_loosened() {
    let plan = planned("tag:claim", "delete");
    let then = plan.apply(&project()).unwrap().project;
    let mut left = then
        .layers
        .values()
        .flat_map(|layer| layer.annotations.values());
    let stance = left.find(|it| it.id.as_str() == "stance").unwrap();
    assert_eq!(stance.links.len(), 1);
}

#[test]
fn a_line_that_cannot_be_read_is_told_at_its_place() {
    let project = project();
    let refused = |line: &str| {
        let wrong = read_deeds(&project, &Names::of(&project), line).unwrap_err();
        (line[wrong.at.clone()].to_owned(), wrong.why)
    };
    for (line, at, says) in [
        ("polarity=maybe", "maybe", "takes support, oppose"),
        (
            "unsure colour=red",
            "colour",
            "There is no field or link “colour”",
        ),
        ("polarity", "polarity", "is to be is missing"),
        ("number>3", "number", "compares"),
        ("a or b", "a or b", "one after the other"),
        ("who=nobody", "nobody", "no entity “nobody”"),
        ("replace=rita", "replace", "two entities"),
        ("tag=clam", "clam", "There is no tag “clam”"),
        ("target=rita", "rita", "does not take Rita Núñez"),
        ("issue=a*", "a*", "without *"),
        // The rest of a value is never something to be done.
        ("note=to delete", "delete", "\"to delete\""),
        ("note=really unsure", "unsure", "\"really unsure\""),
        ("note=to delete this", "delete", "quotation marks"),
        ("note=do not unsure", "unsure", "Write -"),
        ("issue=all fees unsure", "fees", "\"all fees\""),
        ("issue=fees unsure", "unsure", "\"fees unsure\""),
        ("polarity=oppose delete", "delete", "\"oppose delete\""),
        ("note=\"to\" delete", "delete", "stands alone"),
        ("-note delete", "delete", "stands alone"),
        ("delete tag=claim", "delete", "stands alone"),
        ("not unsure", "unsure", "Write -"),
        ("polarity=oppose not issue", "issue", "Write -"),
        // Each value counts, or is refused.
        ("note=a,b", "b", "one value only"),
        ("tag=claim,actor", "actor", "one value only"),
        ("polarity=support,oppose", "oppose", "one value only"),
        ("issue=a,b", "b", "one value only"),
        ("number=1,2", "2", "one value only"),
        ("who=rita,port", "port", "one value only"),
        ("-holder=rita,nobody", "nobody", "no entity “nobody”"),
        (
            "-polarity=oppose",
            "polarity=oppose",
            "There is no field or link",
        ),
        ("note=", "", "A value is missing"),
    ] {
        let (place, why) = refused(line);
        // A role that may lead to no entity of such a type is refused for each annotation instead.
        assert_eq!(place, at, "{line}: {why}");
        assert!(why.contains(says), "{line}: {why}");
    }
    assert_eq!(
        read_deeds(&project, &Names::of(&project), " "),
        Ok(Vec::new())
    );
    assert_eq!(
        read_deeds(&project, &Names::of(&project), "-unsure"),
        Ok(vec![Recode::Unsure(false)])
    );
}

#[test]
fn every_value_counts() {
    let project = project();
    let read = |line: &str| read_deeds(&project, &Names::of(&project), line).unwrap();
    let holder = || RoleId::new("holder").unwrap();
    let entity = |id: &str| EntityId::new(id).unwrap();
    assert_eq!(
        read("-holder=rita,port"),
        [
            Recode::Unlink(holder(), Some(entity("rita"))),
            Recode::Unlink(holder(), Some(entity("port"))),
        ]
    );
    assert_eq!(
        read("holder=rita,port"),
        [
            Recode::Link(holder(), entity("rita")),
            Recode::Link(holder(), entity("port")),
        ]
    );
    // Of a role that takes one target a second one is refused.
    let mut book = Codebook::clone(&project.codebook);
    book.roles.iter_mut().for_each(|role| role.many = false);
    let one = Project {
        codebook: Arc::new(book),
        ..project.clone()
    };
    let wrong = read_deeds(&one, &Names::of(&one), "holder=rita,port").unwrap_err();
    assert_eq!(wrong.at, 12..16, "{}", wrong.why);
}

#[test]
fn what_has_lost_its_place_is_left_as_it_is() {
    let mut project = project();
    detach(&mut project, "claim");
    let none = |_: &LayerKey| false;
    let deeds = [Recode::Delete];
    let (all, progress) = (found(&project, ""), Progress::default());
    let plan = plan(&project, &author(99), &all, &deeds, none, &progress).unwrap();
    assert_eq!(plan.left(Left::Unplaced), 1);
    let then = plan.apply(&project).unwrap().project;
    let lost = then.layers.values().flat_map(|layer| layer.detached.keys());
    assert_eq!(lost.count(), 1);
}

#[test]
fn parts_of_a_line_are_proposed() {
    let project = project();
    let proposed = |line: &str| {
        let found = complete_deeds(&project, &Names::of(&project), line, line.len()).unwrap();
        found
            .proposed
            .into_iter()
            .map(|it| it.text)
            .collect::<Vec<_>>()
    };
    assert_eq!(proposed("po")[0], "polarity=");
    assert_eq!(proposed("polarity=op"), ["oppose"]);
    assert_eq!(proposed("-is")[0], "issue=");
    assert!(proposed("unsure tag=").contains(&"Claim".to_owned()));
    assert_eq!(proposed("replace=nunez,po")[0], "\"Port Authority\"");
}

proptest! {
    /// Any line of things to do on any of the annotations can be taken back, and touches nobody else's.
    #[test]
    fn every_recode_is_one_edit_that_can_be_taken_back(
        parts in proptest::collection::vec(proptest::sample::select(vec![
            "polarity=oppose", "-polarity", "issue=\"x\"", "unsure", "-unsure", "note=\"n\"", "-note", "tag=claim",
            "tag=stance", "replace=rita,port", "-holder", "-target", "-holder=rita,port", "who=port",
        ]), 1..4),
        query in proptest::sample::select(vec!["", "tag:stance", "by:ana", "unsure", "has:link or tag:actor"]),
    ) {
        let project = project();
        let plan = planned(query, &parts.join(" "));
        let made = plan.apply(&project).unwrap();
        for (key, layer) in &project.layers {
            if key.annotator.as_str() != "ana" {
                prop_assert_eq!(made.project.layer(key), Some(layer));
            }
        }
        let mut then = made.project;
        made.inverse.apply(&mut then).unwrap();
        prop_assert_eq!(then, project);
    }
}
