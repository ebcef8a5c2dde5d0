//! Comparing and deciding, the inbox and comments: by keys alone and by role and name.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;
use postil::app::Instead;
use postil::app::agreement::Agreement;
use postil::app::decide::Decide;
use postil::model::{
    AnnotatorId, AttributeId, Project, ReviewKey, Round, RoundId, Status, Value, Verdict,
};

use super::harness::Window;
use super::notation::{joined_by, parse, stage};

pub const ANAS: &str = "{q:One two} three {c:four five} {a:six} seven.";
pub const BENS: &str = "{q:One two} {c:three four five} six {s:seven}.";

pub fn two_people() -> Project {
    let mut project = joined_by(parse(ANAS).project(), "Ben", BENS);
    let keys: Vec<_> = project.layers.keys().cloned().collect();
    for key in keys {
        let layer = Arc::make_mut(project.layers.get_mut(&key).unwrap());
        layer.head.status = Status::Done;
    }
    project
}

pub fn deciding(project: &Project) -> Window {
    let mut window = Window::open(project);
    window.press("F11");
    window.wait("the cases are there", |window| {
        window.app().decide().is_some_and(Decide::is_whole)
    });
    window
}

pub fn verdicts(window: &Window) -> Vec<Verdict> {
    let key = ReviewKey {
        article: stage().article,
        reviewer: stage().annotator,
    };
    let review = window.project().reviews.get(&key);
    let decisions = review.map(|review| review.in_order()).unwrap_or_default();
    let verdicts = decisions.iter().map(|it| it.verdict.clone());
    verdicts.collect()
}

/// The texts of the gold layer, in order.
pub fn gold(window: &Window) -> Vec<String> {
    let project = window.project();
    let key = project.gold_key(&stage().article).expect("there is gold");
    let text = &project.articles[&stage().article].text;
    let layer = project.layer(&key).expect("something was taken");
    let mut all: Vec<_> = layer.annotations.values().collect();
    all.sort_by_key(|it| it.spans.start());
    let words = all
        .iter()
        .map(|it| format!("{}: {}", it.tag, it.spans.quotation(text)));
    words.collect()
}

pub fn ben() -> AnnotatorId {
    AnnotatorId::new("ben").unwrap()
}

#[test]
fn a_key_goes_there_and_back_and_so_does_escape() {
    let mut window = deciding(&two_people());
    assert!(window.has_keyboard(Role::ListBox, "Cases"));
    window.press("F11");
    assert!(window.has_keyboard(Role::Document, "A stage"));
    window.press("F11 Escape");
    assert!(window.has_keyboard(Role::Document, "A stage"));
}

#[test]
fn differences_are_listed_and_what_all_agree_on_when_it_is_asked_for() {
    let mut window = deciding(&two_people());
    let differences = [
        "“three four five”, Undecided · Edges differ · Ana: Claim · Ben: Claim",
        "“six”, Undecided · Only Ana · Ana: Actor",
        "“seven”, Undecided · Only Ben · Ben: Stance",
    ];
    assert_eq!(window.rows(), differences);
    assert!(window.says("0 of 4 cases decided"));
    window.press("h");
    assert_eq!(window.rows()[0], "“One two”, Undecided · Same");
    window.press("h");
    assert_eq!(window.rows(), differences);
    window.click(Role::Button, "Edges differ 1");
    assert_eq!(window.rows(), differences[..1]);
}

#[test]
fn each_case_is_decided_by_one_key_and_the_next_one_comes() {
    let mut window = deciding(&two_people());
    window.press("2");
    assert_eq!(verdicts(&window), [Verdict::Take(ben())]);
    assert!(window.says("Only Ana · case 2 of 3 · Undecided"));
    window.press("0 1");
    assert!(window.says("3 of 4 cases decided"));
    assert_eq!(gold(&window), ["claim: three four five", "stance: seven"]);
    // What was decided can be decided otherwise.
    window.press("Home u");
    assert_eq!(gold(&window), ["claim: three four five", "stance: seven"]);
    window.press("Home i");
    assert_eq!(gold(&window), ["claim: four five", "stance: seven"]);
    window.press("Ctrl+Z");
    assert_eq!(gold(&window), ["claim: three four five", "stance: seven"]);
}

#[test]
fn a_reason_is_written_and_the_decision_has_it() {
    let mut window = deciding(&two_people());
    window.press("r");
    assert!(window.has_keyboard(Role::TextInput, "Why, in words"));
    window.type_in("the longer one");
    window.press("Enter 2");
    let key = ReviewKey {
        article: stage().article,
        reviewer: stage().annotator,
    };
    let review = &window.project().reviews[&key];
    assert_eq!(review.in_order()[0].words, "the longer one");
}

#[test]
fn what_all_agree_on_is_taken_in_bulk_after_a_look_and_undone_in_one_step() {
    let mut window = deciding(&two_people());
    let before = window.project().clone();
    window.press("a");
    assert!(window.shows_dialog("Decide by a rule"));
    window.wait("it is counted", |window| {
        window.says("1 mark is taken into the gold layer")
    });
    assert!(window.says("3 cases are left: the rule says nothing of them"));
    window.click(Role::Button, "Decide");
    assert_eq!(gold(&window), ["quote: One two"]);
    window.press("Ctrl+Z");
    assert!(window.project().reviews.is_empty());
    assert_eq!(window.project().layers, before.layers);
    assert_eq!(window.project().annotators, before.annotators);
}

#[test]
fn something_else_is_made_of_a_case() {
    let mut window = deciding(&two_people());
    window.press("e");
    assert!(window.shows_dialog("Something else is right"));
    window.click(Role::Button, "Start a word back");
    window.click(Role::Button, "End a word back");
    window.click(Role::Button, "Decide so");
    assert_eq!(verdicts(&window), [Verdict::Edited]);
    assert_eq!(gold(&window), ["claim: three four"]);
}

#[test]
fn something_else_keeps_links_takes_any_value_and_is_changed_again() {
    // The scene has a quotation with a speaker; both have marked it.
    let scene = "{q:One two} three {a:four} five. => q speaker a";
    let mut project = joined_by(
        parse(scene).project(),
        "Ben",
        "{q:One} two three {a:four} five.",
    );
    let keys: Vec<_> = project.layers.keys().cloned().collect();
    for key in keys {
        let layer = Arc::make_mut(project.layers.get_mut(&key).unwrap());
        layer.head.status = Status::Done;
    }
    let mut window = deciding(&project);
    let quote = |window: &Window| {
        let project = window.project();
        let key = project.gold_key(&stage().article).expect("there is gold");
        let layer = project.layer(&key).unwrap();
        let mut all = layer.annotations.values();
        let found = all.find(|it| it.tag.as_str() == "quote");
        Arc::clone(found.expect("the quote is decided"))
    };
    // The actor is agreed on, and hidden: by rule first.
    window.press("a");
    window.wait("it is counted", |window| {
        window.says("1 mark is taken into the gold layer")
    });
    window.click(Role::Button, "Decide");
    window.press("e");
    let speaker = window.find(Role::CheckBox, "speaker");
    let speaker = speaker.or_else(|| window.find(Role::CheckBox, "“four”"));
    let ticked = speaker.expect("the link is offered").accesskit_node();
    assert_eq!(ticked.toggled(), Some(egui::accesskit::Toggled::True));
    // A value that nobody gave.
    window.click(Role::ComboBox, "Type");
    window.click(Role::Button, "indirect");
    window.click(Role::Button, "Decide so");
    let made = quote(&window);
    assert_eq!(made.links.len(), 1);
    let kind = AttributeId::new("type").unwrap();
    assert_eq!(made.attributes[&kind], Value::Choice("indirect".to_owned()));
    // Again: it begins with what was decided, and the link goes when that is wanted.
    window.press("Home e");
    let ticked = window.find(Role::CheckBox, "“four”").expect("the link");
    assert_eq!(
        ticked.accesskit_node().toggled(),
        Some(egui::accesskit::Toggled::True)
    );
    let name = ticked.accesskit_node().label().unwrap_or_default();
    window.click(Role::CheckBox, &name);
    window.click(Role::Button, "Decide so");
    let made = quote(&window);
    assert!(made.links.is_empty());
    assert_eq!(made.attributes[&kind], Value::Choice("indirect".to_owned()));
    // And afterwards in the table, as everything else.
    window.press("F12");
    window.focus(Role::TextInput, "Filter annotations");
    window.retype("by:gold tag:quote");
    window.wait("the quote is listed", |window| window.says("1 annotation"));
    window.click(Role::CheckBox, "Unsure");
    assert!(quote(&window).unsure);
    let review = verdicts(&window);
    assert!(review.contains(&Verdict::Edited), "{review:?}");
}

#[test]
fn gold_is_signed_when_all_is_decided_and_a_change_opens_the_case_again() {
    let mut window = deciding(&two_people());
    window.press("s");
    assert!(window.says("There is no gold layer yet"));
    window.press("2 0 1 s");
    assert!(window.says("One case is still to be decided"));
    window.press("a");
    window.wait("it is counted", |window| {
        window.says("1 mark is taken into the gold layer")
    });
    window.click(Role::Button, "Decide");
    window.press("s");
    assert!(window.says("Gold layer signed by Ana"));
    // Ana changes her claim.
    window.press("F11 Ctrl+Home Tab Tab");
    assert_eq!(window.chosen().tag.as_str(), "claim");
    window.press("}");
    window.press("F11");
    window.wait("the cases are there", |window| {
        window.app().decide().is_some_and(Decide::is_whole)
    });
    assert!(window.says("something has changed since"));
    let changed: Vec<_> = window
        .rows()
        .into_iter()
        .filter(|row| row.contains("Changed since"))
        .collect();
    assert_eq!(changed.len(), 1, "{changed:#?}");
    window.press("Home");
    assert!(window.says("Ana has changed the mark since: Claim"));
}

#[test]
fn reviewers_are_told_letters_when_the_project_says_so() {
    let mut project = two_people();
    Arc::make_mut(&mut project.reviewing).rules.hide_names = true;
    let window = deciding(&project);
    for row in window.rows() {
        assert!(!row.contains("Ana") && !row.contains("Ben"), "{row}");
    }
    assert!(window.rows()[0].contains("A: Claim · B: Claim"));
    for role in [Role::Label, Role::Button, Role::Mark] {
        for name in ["Ben:", "Ben,"] {
            assert!(window.find(role, name).is_none(), "{role:?} {name}");
        }
    }
}

#[test]
fn hidden_names_are_hidden_in_table_colleagues_and_export_too() {
    let mut project = two_people();
    Arc::make_mut(&mut project.reviewing).rules.hide_names = true;
    let mut window = Window::open(&project);
    // The marks of others beside one's own.
    window.press("Shift+F8");
    assert!(window.find(Role::Mark, "B: Claim").is_some());
    assert!(!window.says("Ben"));
    window.press("Shift+F8 F12");
    window.wait("all are listed", |window| window.says("6 annotations"));
    let mine = window.all(Role::ListBoxOption, "Ana").len();
    let theirs = window.all(Role::ListBoxOption, ", B").len();
    assert_eq!((mine, theirs), (3, 3));
    assert!(!window.says("Ben"));
    window.focus(Role::TextInput, "Filter annotations");
    for (filter, told) in [
        ("by:ben", "Names are hidden in this project"),
        ("not by:Ben", "Names are hidden in this project"),
        ("by:me", "3 annotations"),
    ] {
        window.retype(filter);
        window.wait("it is looked for", |window| window.says(told));
    }
    window.retype("by:");
    assert!(window.find(Role::ListBoxOption, "Ben").is_none());
    window.press("Escape F12 Ctrl+E");
    window.wait("it has looked ahead", |window| window.says("6 annotations"));
    window.click(Role::ComboBox, "Whose annotations");
    assert!(window.find(Role::Button, "Ana").is_some());
    assert!(!window.says("Ben"), "neither to choose nor in the preview");
    window.press("Escape");
    window.focus(Role::TextInput, "Articles");
    for (filter, is_refused) in [("by:ben", true), ("by:me", false), ("-by:ana", false)] {
        window.retype(filter);
        window.wait("it is read", |window| {
            window.says("Names are hidden in this project, so one") == is_refused
        });
    }
}

#[test]
fn hidden_names_are_hidden_under_agreement_too() {
    let mut project = two_people();
    Arc::make_mut(&mut project.reviewing).rules.hide_names = true;
    let mut window = Window::open(&project);
    window.press("Shift+F12");
    window.wait("the numbers are there", |window| {
        window.app().agreement().is_some_and(Agreement::is_whole)
    });
    assert!(window.says("Person 1"));
    assert!(window.says("Ana"), "one knows oneself");
    assert!(!window.says("Ben"));
}

#[test]
fn the_export_of_a_blind_round_has_ones_own_alone() {
    let mut window = Window::open(&blind());
    let file = window.beside("blind.jsonl");
    window.press("Ctrl+E");
    window.wait("it has looked ahead", |window| {
        window.says("A blind round is not over")
    });
    assert!(
        window.says("3 annotations in 1 article") || window.says("3 annotations in 2 articles")
    );
    window.focus(Role::TextInput, "File");
    window.retype(&file.display().to_string());
    window.wait("the place is looked at", |window| {
        window.is_enabled("Export")
    });
    window.click(Role::Button, "Export");
    window.wait("the file is written", |_| file.exists());
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(
        written.contains("\"ana\"") && !written.contains("\"ben\""),
        "{written}"
    );
}

#[test]
fn the_gold_layer_is_exported_from_the_dialog() {
    let mut window = deciding(&two_people());
    window.press("2 0 1");
    window.press("F11");
    let file = window.beside("gold.jsonl");
    window.press("Ctrl+E");
    window.click(Role::ComboBox, "Whose annotations");
    window.click(Role::Button, "The gold layer");
    window.focus(Role::TextInput, "File");
    window.retype(&file.display().to_string());
    window.wait("the place is looked at", |window| {
        window.is_enabled("Export") && window.says("2 annotations")
    });
    window.click(Role::Button, "Export");
    window.wait("the file is written", |_| file.exists());
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(
        written.contains("\"gold\"") && !written.contains("\"ben\""),
        "{written}"
    );
}

/// A blind round in which Ben is not done.
fn blind() -> Project {
    let mut project = two_people();
    let keys: Vec<_> = project.layers.keys().cloned().collect();
    for key in keys.iter().filter(|key| key.annotator == ben()) {
        let layer = Arc::make_mut(project.layers.get_mut(key).unwrap());
        layer.head.status = Status::InProgress;
    }
    Arc::make_mut(&mut project.reviewing).rounds.push(Round {
        id: RoundId::new("one").unwrap(),
        name: "First round".to_owned(),
        annotators: project.annotators.keys().cloned().collect(),
        articles: [stage().article].into(),
        blind: true,
    });
    project
}

#[test]
fn a_blind_round_hides_the_others_until_all_are_done() {
    let mut window = Window::open(&blind());
    window.press("Shift+F8");
    assert!(window.says("The round “First round” is blind until all are done"));
    assert!(window.find(Role::Mark, "Ben: ").is_none());
    window.press("F12");
    window.wait("the table lists one's own", |window| {
        window.says("3 annotations")
    });
    window.press("F12");
    window.press("F11");
    assert!(window.says("The round “First round” is blind"));
    assert!(window.rows().is_empty());
    window.press("1");
    assert!(verdicts(&window).is_empty());
}

#[test]
fn an_annotator_accepts_contests_and_the_case_is_open_again() {
    let mut window = deciding(&two_people());
    window.press("2 0 1");
    window.workspace_mut().become_annotator("Ben");
    window.settle();
    window.press("Escape Shift+F11");
    assert!(window.has_keyboard(Role::ListBox, "What was decided about my marks"));
    // Ben's marks were taken, so there is nothing to tell.
    assert!(window.rows().is_empty(), "{:#?}", window.rows());
    window.workspace_mut().become_annotator("Ana");
    window.settle();
    // Whoever decides knows; a colleague decides about Ana.
    assert!(window.rows().is_empty());
}

#[test]
fn decisions_of_a_reviewer_come_to_the_annotator_who_answers() {
    let mut project = two_people();
    let welcome = project.welcome(&AnnotatorId::new("rita").unwrap(), "Rita");
    welcome.apply(&mut project).unwrap();
    let mut window = Window::open(&project);
    window.workspace_mut().become_annotator("Rita");
    window.settle();
    window.press("F11");
    window.press("2 0 1");
    window.press("Escape");
    window.workspace_mut().become_annotator("Ana");
    window.settle();
    window.press("Shift+F11");
    let told = window.rows();
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(
        told[0].starts_with("“four five”, Claim → Claim · Ben is right"),
        "{told:#?}"
    );
    window.press("a");
    assert!(window.rows()[0].contains("Accepted"));
    window.press("c");
    assert!(window.shows_dialog("Contest a decision"));
    window.type_in("It is a person");
    window.click(Role::Button, "Send");
    let contested = window.rows();
    assert!(
        contested.iter().any(|row| row.contains("Contested")),
        "{contested:#?}"
    );
    window.press("Escape");
    window.workspace_mut().become_annotator("Rita");
    window.settle();
    window.press("F11");
    assert!(window.rows().iter().any(|row| row.contains("Contested")));
    window.press("Home n");
    assert!(
        window.says("Ana contests it: It is a person"),
        "{:#?}",
        window.rows()
    );
}

#[test]
fn comments_are_threads_that_are_answered_and_resolved() {
    let mut window = Window::on("{q*:One} two|");
    window.press("Alt+K");
    assert!(window.shows_dialog("Comment"));
    window.type_in("Is this a quotation?");
    window.click(Role::Button, "Send");
    // Beside the text, with the annotation that it is about.
    assert!(window.says("Is this a quotation?"));
    window.press("Ctrl+F11");
    assert_eq!(window.app().instead(), Some(Instead::Comments));
    assert!(window.find(Role::Button, "Resolve (x)").is_some());
    assert!(window.rows()[0].starts_with("Is this a quotation?, Ana, "));
    window.press("r");
    window.type_in("Yes");
    window.click(Role::Button, "Send");
    assert!(window.rows()[0].contains("2 comments"));
    window.press("x");
    assert!(window.rows().is_empty());
    assert!(!window.says("Choose a thread"), "there is none to choose");
    window.click(Role::CheckBox, "Those too that are resolved");
    assert!(window.rows()[0].contains("Resolved"));
    assert!(window.find(Role::Button, "Reopen (x)").is_some());
    window.press("x Enter");
    assert!(window.has_keyboard(Role::Document, "A stage"));
    assert_eq!(window.chosen().tag.as_str(), "quote");
}

#[test]
fn a_rule_is_made_of_cases_and_the_marks_it_touches_are_listed() {
    let mut window = deciding(&two_people());
    window.press("2 p x m");
    assert!(window.shows_dialog("Make a rule"));
    window.type_in("Whole claims");
    window.press("Tab");
    window.type_in("Take all of it.");
    window.click(Role::Button, "Add to the guidelines");
    let guidelines = window.project().guidelines.to_string();
    assert!(
        guidelines.contains("## Whole claims\n\nTake all of it.\n"),
        "{guidelines}"
    );
    assert!(guidelines.contains("[three four five]"), "{guidelines}");
    assert_eq!(window.app().instead(), Some(Instead::Table));
    window.wait("the marks are listed", |window| {
        window.says("2 annotations")
    });
}

#[test]
fn two_people_are_shown_side_by_side() {
    let mut window = deciding(&two_people());
    window.press("v");
    let panes = window.all(Role::Document, "A stage");
    assert_eq!(panes.len(), 2);
    window.press("v");
    assert_eq!(window.all(Role::Document, "A stage").len(), 1);
}

#[test]
fn the_ends_of_gold_are_moved_by_the_keys_that_move_ends_elsewhere() {
    let mut window = deciding(&two_people());
    window.press("[");
    let status = window.app().status();
    assert!(
        status.starts_with("There is no single gold annotation"),
        "{status}"
    );
    // Ben's “three four five”; the next case comes, so back to it.
    window.press("2 Home ]");
    assert_eq!(gold(&window), ["claim: three four five six"]);
    window.press("{");
    assert_eq!(gold(&window), ["claim: four five six"]);
    assert_eq!(verdicts(&window), [Verdict::Edited], "it is one decision");
    assert!(window.says("case 1 of 3"), "and the case stays chosen");
    window.press("} [");
    assert_eq!(gold(&window), ["claim: three four five"]);
    // Nobody's own marks have moved.
    let before = two_people();
    assert_eq!(window.project().layers[&stage()], before.layers[&stage()]);
    window.press("Ctrl+Z Ctrl+Z Ctrl+Z Ctrl+Z");
    assert_eq!(gold(&window), ["claim: three four five"]);
    assert_eq!(verdicts(&window), [Verdict::Take(ben())]);
}

#[test]
fn gold_says_where_it_comes_from() {
    let mut window = deciding(&two_people());
    window.press("2 Escape Shift+F8");
    let name = "Gold: Claim: “three four five”";
    let mark = window.find(Role::Mark, name);
    assert!(mark.is_some(), "gold is shown like a layer");
    window.invoke(Role::Mark, name);
    assert!(window.says("Where it comes from"));
    assert!(window.says("Ben is right"));
    assert!(window.says("Made of the marks of Ben"));
}

#[test]
fn the_reasons_of_the_project_are_settled() {
    let mut window = Window::open(&two_people());
    window.command("How reviews work…");
    window.click(Role::CheckBox, "Reviewers see letters in place of names");
    window.click(Role::Button, "Save");
    let reviewing = &window.project().reviewing;
    assert!(reviewing.rules.hide_names);
    assert_eq!(reviewing.reasons[0].name, "Extent");
    assert_eq!(reviewing.reasons.len(), 6);
}

#[test]
fn the_next_article_to_decide_is_opened() {
    let mut window = deciding(&two_people());
    window.press("N");
    assert!(window.says("No other article has cases to decide"));
}

#[test]
fn articles_are_assigned_after_a_look_and_rounds_begin_and_end() {
    let mut window = Window::open(&two_people());
    window.press("Ctrl+F12");
    assert!(window.has_keyboard(Role::ListBox, "The people"));
    assert!(window.rows()[0].starts_with("Ana, 1 done, 0 in progress · 3 annotations"));
    window.click_on("Assign articles…");
    window.wait("it is drawn", |window| {
        window.says("assigned, of these to several people")
    });
    window.click(Role::Button, "Assign");
    assert_eq!(window.project().reviewing.assigned.len(), 2);
    assert!(window.says("2 of 2 articles are assigned"));
    window.click_on("New round…");
    window.click(Role::Button, "Begin the round");
    assert!(window.says("Round 1 (blind): 2 people are done with all articles (1)"));
    window.click(Role::Button, "Remove the round “Round 1”");
    assert!(window.project().reviewing.rounds.is_empty());
    window.press("Ctrl+F12");
    assert!(window.has_keyboard(Role::Document, "A stage"));
}
