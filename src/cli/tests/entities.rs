//! The register on the command line.

use super::*;

const TABLE: &str = "name,type,aliases,group\nAna Núñez,person,mayor; Núñez,\nPort Union,organisation,,\nBo,martian,,\n";

#[test]
fn a_table_comes_in_with_its_broken_rows_told() {
    let desk = Desk::with_project();
    fs::write(desk.path("people.csv"), TABLE).unwrap();
    let dry = desk.type_in("entity import @p @people.csv --dry-run --annotator ana");
    assert_eq!(dry.code, 1, "{dry:?}");
    assert_eq!(dry.out, "Rows: 2 added, 1 broken.\n");
    let line = format!(
        "{}:4: The codebook has no entity type “martian”.",
        desk.path("people.csv").display()
    );
    assert!(dry.err.contains(&line), "{}", dry.err);
    let unused = |desk: &Desk| desk.type_in("entity unused @p").out;
    assert_eq!(unused(&desk), "", "nothing was written");
    desk.type_in("entity import @p @people.csv --annotator ana");
    let both = "ana-n-ez\tAna Núñez\nport-union\tPort Union\n";
    assert_eq!(unused(&desk), both);
    let again = desk.type_in("entity import @p @people.csv --annotator ana");
    assert_eq!(again.out, "Rows: 2 left as they are, 1 broken.\n");
    let exported = desk.type_in("export @p --format register --output -").out;
    assert!(
        exported.contains("Ana Núñez,person,mayor; Núñez,,ana-n-ez"),
        "{exported}"
    );
    desk.ok("entity unused @p --delete --annotator ana");
    assert_eq!(unused(&desk), "");
}

#[test]
fn two_entries_become_one_and_their_shared_name_is_told_before() {
    let desk = Desk::with_project();
    desk.ok("entity @p --name 'Ana Núñez' --kind person --alias Mayor --annotator ana");
    desk.ok("entity @p --name Nunez --kind person --alias mayor --annotator ben");
    let told = desk.type_in("check @p");
    assert!(
        told.out
            .contains("is a name of several entities: Ana Núñez and Nunez"),
        "{told:?}"
    );
    desk.ok("entity merge @p nunez 'Ana Núñez' --dry-run --annotator ana");
    assert!(desk.type_in("check @p").out.contains("several entities"));
    let merged = desk.type_in("entity merge @p nunez 'Ana Núñez' --annotator ana");
    assert_eq!(
        merged.out,
        "Merge the entity Nunez into Ana Núñez: 0 uses in 0 articles.\n"
    );
    assert!(!desk.type_in("check @p").out.contains("several entities"));
    desk.refused(
        "entity merge @p nunez mayor --annotator ana",
        1,
        &["are one entity already"],
    );
    desk.refused(
        "entity merge @p nobody mayor --annotator ana",
        1,
        &["is not in the register"],
    );
}

#[test]
fn a_split_takes_uses_of_some_articles_along() {
    let desk = Desk::with_project();
    desk.ok("entity @p --name Nunez --kind person --alias Mayor --alias Ana --annotator ana");
    desk.ok("entity @p --name People --kind person --annotator ana");
    desk.ok("entity @p --name Bo --kind person --group people --colour #112233 --annotator ana");
    let round = "entity @p --name People --id people --kind person --group Bo --annotator ana";
    desk.refused(round, 1, &["within people itself"]);
    let id = desk.ok("entity split @p Nunez 'Ana' --alias Mayor --in port.txt --annotator ana");
    assert_eq!(id, "ana");
    let exported = desk.type_in("export @p --format register --output -").out;
    assert!(exported.contains("\nAna,person,Mayor,,ana,"), "{exported}");
    assert!(exported.contains("\nNunez,person,,,nunez,"), "{exported}");
    assert!(
        exported.contains("\nBo,person,,,bo,people,#112233,"),
        "{exported}"
    );
}
