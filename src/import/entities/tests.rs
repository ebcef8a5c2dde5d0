use std::sync::Arc;

use super::*;
use crate::model::random::author;
use crate::model::{Attribute, Color, EntityId, EntityType, Value};

/// A project with people, who have a party and an employer, and concepts.
fn project() -> Project {
    let attribute = |id: &str, kind: Kind| Attribute {
        id: AttributeId::new(id).unwrap(),
        name: id.to_uppercase(),
        kind,
        default: None,
        required: false,
        definition: String::new(),
        renamed: std::collections::BTreeMap::new(),
        was: Vec::new(),
    };
    let kind = |id: &str, attributes: Vec<Attribute>| EntityType {
        id: EntityTypeId::new(id).unwrap(),
        name: format!("A {id}"),
        attributes,
    };
    let mut project = Project::default();
    let parties = Kind::Choice(vec!["Blue".into(), "Red".into()]);
    let people = vec![
        attribute("party", parties),
        attribute("employer", Kind::Entity(Vec::new())),
    ];
    Arc::make_mut(&mut project.codebook).entity_types =
        vec![kind("person", people), kind("concept", Vec::new())];
    edits::put_annotator(&project, &author(0).annotator, "Ana", Color([1; 3]))
        .apply(&mut project)
        .unwrap();
    project
}

fn planned(project: &Project, table: &str, update: bool) -> Plan {
    let sheet = Sheet::read(table.as_bytes()).unwrap();
    let columns = sheet.columns(&project.codebook);
    let choices = Choices { kind: None, update };
    plan(project, &author(9), &sheet, &columns, &choices)
}

#[test]
fn columns_are_known_by_their_heads() {
    let heads = "Name;TYPE;Other names;Remarks;Party;attribute:employer;Name;Shoe size\n";
    let sheet = Sheet::read(heads.as_bytes()).unwrap();
    let attribute = |id: &str| Column::Attribute(AttributeId::new(id).unwrap());
    assert_eq!(
        sheet.columns(&project().codebook),
        [
            Column::Name,
            Column::Kind,
            Column::Aliases,
            Column::Note,
            attribute("party"),
            attribute("employer"),
            Column::Ignored,
            Column::Ignored,
        ]
    );
}

#[test]
fn whole_rows_come_in_and_broken_ones_say_why() {
    let mut project = project();
    let table = "\
name,type,aliases,party,employer,group,offices
Rita Núñez,person,the minister; Núñez,Blue,Harbour Union,,Minister=2024-01-01..
,person,,,,,
Bo,martian,,,,,
Cy,person,,Green,,,
Harbour Union,person,,,,,
Di,person,,,Nobody,,
Close the port,concept,,,,Strikes,
Strikes,concept,,,,,
\"Ed\",person,a,Red,,,Mayor=2025..2024,extra
rita núñez,person,,,,,
";
    let plan = planned(&project, table, false);
    let fates: Vec<String> = plan
        .outcomes
        .iter()
        .map(|row| match &row.fate {
            Fate::Broken(why) => format!("{}: {why}", row.line),
            fate => format!("{}: {fate:?}", row.line),
        })
        .collect();
    assert_eq!(
        fates,
        [
            "2: Added",
            "3: There is no name in it. Give it one.",
            "4: The codebook has no entity type “martian”. It has: A person, A concept.",
            "5: PARTY takes Blue, Red, not “Green”.",
            "6: Added",
            "7: There is no such entity as “Nobody”, neither in the register nor among the rows that come in. Add a row for it.",
            "8: Added",
            "9: Added",
            "10: It has 8 cells where the first row has 7, so it is not clear what “extra” is. Put quotation marks around cells that contain the sign between cells.",
            "11: “rita núñez” stands in line 2 already. Make one row of the two.",
        ]
    );
    assert_eq!(plan.edit.name, "Import 4 entities");
    let before = project.clone();
    let inverse = plan.edit.apply(&mut project).unwrap();
    let id = |name: &str| EntityId::from_name(name, |_| false);
    let rita = project.entity(&id("Rita Núñez")).unwrap();
    assert_eq!(rita.aliases, ["the minister", "Núñez"]);
    let union = Value::Entity(id("Harbour Union"));
    assert_eq!(
        rita.attributes[&AttributeId::new("employer").unwrap()],
        union
    );
    assert_eq!(rita.roles[0].from, Some(jiff::civil::date(2024, 1, 1)));
    let close = project.entity(&id("Close the port")).unwrap();
    assert_eq!(close.group, Some(id("Strikes")));
    inverse.apply(&mut project).unwrap();
    assert_eq!(project, before);
}

#[test]
fn those_that_are_there_are_skipped_or_updated() {
    let mut project = project();
    let first = "name,type,aliases,note\nRita,person,minister,Old.\nBo,person,,\n";
    planned(&project, first, false)
        .edit
        .apply(&mut project)
        .unwrap();
    let second = "name,type,aliases,note,party\nRITA,person,the boss,New.,Red\nBo,person,,,\n";
    let skipped = planned(&project, second, false);
    assert!(skipped.edit.is_empty());
    assert_eq!(skipped.summary(), "Rows: 2 left as they are.");
    let plan = planned(&project, second, true);
    assert_eq!(plan.summary(), "Rows: 1 changed, 1 left as they are.");
    plan.edit.apply(&mut project).unwrap();
    let rita = project.entity(&EntityId::new("rita").unwrap()).unwrap();
    assert_eq!((&*rita.name, &*rita.note), ("Rita", "New."));
    assert_eq!(rita.aliases, ["minister", "RITA", "the boss"]);
    assert_eq!(rita.attributes.len(), 1);
    // Known by another name, too.
    let plan = planned(&project, "name,type\nthe boss,person\n", false);
    assert_eq!(plan.summary(), "Rows: 1 left as they are.");
}

#[test]
fn groups_of_rows_never_go_round() {
    let project = project();
    let plan = planned(
        &project,
        "name,type,group\nA,concept,B\nB,concept,C\nC,concept,A\nD,concept,D\n",
        false,
    );
    assert_eq!(
        plan.count(|fate| *fate == Fate::Added),
        0,
        "they hang on each other"
    );
    let (_, why) = plan.broken().last().unwrap();
    assert!(why.contains("within D itself"), "{why}");
}

#[test]
fn what_is_no_table_says_so() {
    assert!(Sheet::read(b"").unwrap_err().contains("no text"));
    assert!(Sheet::read(b"\n\n").is_err());
    assert!(
        Sheet::read(b"%PDF-1.4 \x00\x01")
            .unwrap_err()
            .contains("PDF")
    );
    // Latin letters of an old encoding, tabs, a guard against formulas.
    let sheet = Sheet::read(b"name\ttype\nM\xfcller\t'=x\n").unwrap();
    assert_eq!(sheet.rows[0].1, ["Müller", "=x"]);
    assert_eq!(words(r"a; b\;c ;; d\\e"), ["a", "b;c", r"d\e"]);
}
