//! Bundles, colleagues' copies, deciding, assigning.

use serde_json::Value;

use super::*;

impl Desk {
    /// Ana and Ben have marked the same quotation; the actor with other edges; Ben a claim of his own. Both are done.
    pub(super) fn with_two() -> Self {
        let desk = Self::with_project();
        for (who, tag, words) in [
            ("ana", "quote", "will close"),
            ("ana", "actor", "Mayor Ana Núñez"),
            ("Ben", "quote", "will close"),
            ("Ben", "actor", "Ana Núñez"),
            ("Ben", "claim", "oppose it"),
        ] {
            desk.mark("p", who, tag, words);
        }
        for who in ["ana", "Ben"] {
            desk.ok(&format!(
                "status @p port.txt done --anyway --annotator {who}"
            ));
        }
        desk
    }

    fn mark(&self, project: &str, who: &str, tag: &str, words: &str) {
        let text = TEXT.replace("\r\n", "\n");
        let start = text[..text.find(words).unwrap()].chars().count();
        let end = start + words.chars().count();
        let line = format!("annotate @{project} port.txt --tag {tag} --annotator {who}");
        self.ok(&format!("{line} --span {start}..{end}"));
    }

    /// What a command prints that succeeds: its results, and then its messages.
    fn told(&self, line: &str) -> String {
        let answer = self.type_in(line);
        assert_eq!(answer.code, 0, "{line}: {answer:?}");
        answer.out + &answer.err
    }

    fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.type_in(line).out).unwrap()
    }
}

#[test]
fn a_rule_decides_and_gold_is_exported_by_itself() {
    let desk = Desk::with_two();
    let told = desk.json("review @p --json");
    let kinds: Vec<&str> = told[0]["cases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|case| case["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["edges", "same", "only one"]);
    let dry = desk.told("adjudicate @p --rule all-agree --annotator Rea --dry-run");
    assert!(dry.contains("1 mark taken"), "{dry}");
    assert!(!desk.path("p/reviewing.ron").exists());
    desk.ok("adjudicate @p --rule all-agree --annotator Rea");
    assert!(desk.path("p/annotators/rea/reviews").exists());
    let again = desk.type_in("adjudicate @p --rule all-agree --annotator Rea");
    assert_eq!(again.code, 1);
    desk.ok("adjudicate @p --rule annotator:ben --annotator Rea");
    let gold = desk.told("export @p --format jsonl --output - --layer gold");
    let people = desk.told("export @p --format jsonl --output -");
    let all = desk.told("export @p --format jsonl --output - --layer all");
    let marks = |text: &str| text.matches("\"tag\":").count();
    assert_eq!([marks(&gold), marks(&people), marks(&all)], [3, 5, 8]);
    assert!(gold.contains("oppose it") && gold.contains("Ana Núñez"));
    // Nobody is called gold.
    let answer = desk.type_in("status @p port.txt done --annotator gold");
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("is nobody"), "{}", answer.err);
    let stats = desk.json("stats @p --json");
    assert_eq!(
        (&stats["annotations"], &stats["gold"]),
        (&5.into(), &3.into())
    );
    let found = desk.told("search @p tag:claim");
    assert_eq!(found.matches("oppose it").count(), 1, "{found}");
    let found = desk.told("search @p by:gold");
    assert_eq!(
        found
            .lines()
            .filter(|line| line.contains("  gold  "))
            .count(),
        3,
        "{found}"
    );
    let told = desk.told("review @p --all");
    assert!(told.contains("by the rule annotator:ben"), "{told}");
    assert!(told.contains("gold: claim “oppose it”, from ben"), "{told}");
    desk.ok("check @p --errors-only");
    // Another rule, and one of nobody.
    let refused = desk.type_in("adjudicate @p --rule coin --annotator Rea");
    assert!(refused.err.contains("all-agree, majority, annotator:NAME"));
}

#[test]
fn a_bundle_is_told_before_it_is_taken_and_taken_once() {
    let desk = Desk::with_two();
    desk.copy("p", "q");
    desk.mark("q", "Ben", "claim", "said the port");
    let made = desk.told("bundle @q --annotator Ben --output @ben.postil");
    assert!(made.contains("4 annotations, 1 layer"), "{made}");
    let dry = desk.json("merge @p @ben.postil --dry-run --json");
    let ben = &dry["annotators"][0];
    assert_eq!(ben["name"], "Ben");
    let numbers = ["ours", "theirs", "new", "changed", "conflicts"].map(|name| ben[name].as_u64());
    assert_eq!(numbers, [3, 4, 1, 0, 0].map(Some));
    assert_eq!(dry["merged"], false);
    let told = desk.told("merge @p @ben.postil");
    assert!(told.contains("Ben: 3 here, 4 there; 1 new"), "{told}");
    let again = desk.told("merge @p @ben.postil");
    assert!(again.contains("nothing to take over"), "{again}");
    // The other way round there is nothing, either.
    let back = desk.told("merge @q @p");
    assert!(back.contains("nothing to take over"), "{back}");
    // What is wrong is said, and ours stays as it is.
    let bytes = fs::read(desk.path("ben.postil")).unwrap();
    fs::write(desk.path("torn.postil"), &bytes[..bytes.len() / 2]).unwrap();
    let refused = desk.type_in("merge @p @torn.postil");
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("cut short"), "{}", refused.err);
    let itself = desk.type_in("merge @p @p");
    assert!(itself.err.contains("the project itself"), "{}", itself.err);
    desk.ok("new @r --name Elsewhere --annotator Ana");
    let other = desk.type_in("merge @r @ben.postil");
    assert!(other.err.contains("another project"), "{}", other.err);
}

#[test]
fn a_folder_of_a_colleague_is_merged_and_conflicts_are_cards() {
    let desk = Desk::with_two();
    desk.copy("p", "q");
    // Ana goes on here, Ben there: what each has of the other is old.
    desk.mark("p", "ana", "claim", "the port");
    desk.mark("q", "Ben", "claim", "said the port");
    let told = desk.told("merge @p @q");
    assert!(told.contains("Ben: 3 here, 4 there; 1 new"), "{told}");
    let layer = |project: &str, who: &str| {
        let folder = desk.path(&format!("{project}/annotators/{who}/layers"));
        let file = fs::read_dir(folder).unwrap().next().unwrap().unwrap();
        file.path()
    };
    // Both have changed the same annotation, each otherwise.
    for (project, tag) in [("p", "quote"), ("q", "actor")] {
        let file = layer(project, "ben");
        let text = fs::read_to_string(&file).unwrap();
        let changed = text.replacen("tag: \"claim\"", &format!("tag: \"{tag}\""), 1);
        assert_ne!(text, changed);
        fs::write(file, changed).unwrap();
    }
    let dry = desk.json("merge @p @q --dry-run --json");
    assert_eq!(dry["cards"].as_array().unwrap().len(), 1, "{dry}");
    assert_eq!(dry["cards"][0]["annotator"], "ben");
    let theirs = desk.type_in("merge @p @q --dry-run --cards theirs");
    assert!(
        theirs.out.contains("The version here is dropped."),
        "{theirs:?}"
    );
    assert!(!theirs.out.contains("stands beside it"), "{theirs:?}");
    let answer = desk.type_in("merge @p @q --cards discuss --annotator Ana");
    assert_eq!(answer.code, 1, "{}", answer.err);
    let told = desk.json("review @p --json");
    let threads = told[0]["threads"].as_array().unwrap();
    assert_eq!(threads.len(), 1);
    assert_eq!(threads[0]["comments"][0]["by"], "ana");
}

#[test]
fn whoever_is_new_and_assigns_joins() {
    let desk = Desk::with_two();
    let line = "assign @p --to ana --overlap 0 --annotator 'Rita Voss'";
    let rehearsed = desk.type_in(&format!("{line} --dry-run"));
    assert_eq!(rehearsed.code, 0, "{rehearsed:?}");
    let file = desk.path("p/annotators/rita-voss/annotator.ron");
    assert!(!rehearsed.err.contains("joined") && !file.exists());
    let done = desk.type_in(line);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.err.contains("Rita Voss joined"), "{done:?}");
    assert!(file.exists());
    let listed = desk.json("assign @p --list --json");
    assert!(!listed.as_object().unwrap().is_empty());
}

#[test]
fn articles_are_drawn_by_lot_and_listed() {
    let desk = Desk::with_two();
    for number in 0..5 {
        let name = format!("more{number}.txt");
        fs::write(desk.path(&name), format!("Article {number} of many.\n")).unwrap();
        desk.ok(&format!("import @p @{name} --annotator ana"));
    }
    let line = "assign @p --to ana --to Ben --overlap 50 --json";
    let dry = desk.json(&format!("{line} --dry-run"));
    assert_eq!(dry.as_object().unwrap().len(), 6);
    assert!(!desk.path("p/reviewing.ron").exists());
    desk.ok(line);
    assert_eq!(desk.json("assign @p --list --json"), dry);
    let both = |all: &Value| {
        let lists = all.as_object().unwrap().values();
        lists.filter(|it| it.as_array().unwrap().len() == 2).count()
    };
    assert_eq!(both(&dry), 3);
    // What is assigned stays.
    let again = desk.type_in("assign @p --to ana --overlap 0");
    assert_eq!(again.code, 1);
    desk.ok("assign @p --clear");
    assert_eq!(
        desk.json("assign @p --list --json")
            .as_object()
            .unwrap()
            .len(),
        0
    );
}
