//! What a screen reader finds and can do.

use super::*;
use egui::accesskit::{self, Action, ActionData, ActionRequest, Role, TreeId};
use egui_kittest::kittest::{NodeT, Queryable};

fn scene() -> Harness<'static, Scene> {
    let text = "“We will sign,” he said.\nThe port closes. A حكومة paragraph.";
    let mut quote = mark("quote", &[0..19]);
    quote.chips = vec!["said by Lavrov".to_owned()];
    quote.unsure = true;
    let start = text.find("The port").unwrap();
    let claim = Mark {
        name: "Claim".into(),
        ..mark("claim", &[start..start + 16])
    };
    window(Scene::new(text, vec![quote, claim]), vec2(900.0, 400.0))
}

const QUOTE: &str = "Quote, said by Lavrov, unsure: ““We will sign,”";

#[test]
fn marks_are_found_by_name_and_clicked_with_the_mouse() {
    let mut harness = scene();
    harness
        .get_by_label_contains("Claim: “The port closes.”")
        .click();
    harness.run();
    assert_eq!(harness.state().clicks.len(), 1);
    assert_eq!(
        harness.state().clicks[0].marks,
        [AnnotationId::new("claim").unwrap()]
    );
}

#[test]
fn marks_are_clicked_without_a_mouse() {
    let mut harness = scene();
    harness.get_by_label_contains(QUOTE).click_accesskit();
    harness.run();
    let quote = AnnotationId::new("quote").unwrap();
    assert_eq!(
        harness.state().clicks,
        [Click {
            at: Byte(0),
            marks: vec![quote]
        }]
    );
}

#[test]
fn the_article_is_a_document_of_paragraphs_and_lines() {
    let harness = scene();
    let document = harness.get_by_role_and_label(Role::Document, "The port");
    let paragraphs: Vec<_> = document
        .children_recursive()
        .filter(|node| node.accesskit_node().role() == Role::Paragraph)
        .collect();
    assert_eq!(paragraphs.len(), 2);
    let runs: Vec<String> = document
        .children_recursive()
        .filter(|node| node.accesskit_node().role() == Role::TextRun)
        .filter_map(|node| node.accesskit_node().value())
        .collect();
    assert!(
        runs.iter().any(|run| run == "“We will sign,” he said."),
        "{runs:?}"
    );
}

#[test]
fn a_screen_reader_selects_text() {
    let mut harness = scene();
    let run = harness.state().reader.runs[0].clone();
    let position = |character_index| accesskit::TextPosition {
        node: run.node(),
        character_index,
    };
    let selection = accesskit::TextSelection {
        anchor: position(1),
        focus: position(3),
    };
    harness.event(Event::AccessKitActionRequest(ActionRequest {
        action: Action::SetTextSelection,
        target_tree: TreeId::ROOT,
        target_node: harness.state().reader.id.accesskit_id(),
        data: Some(ActionData::SetTextSelection(selection)),
    }));
    harness.run();
    assert_eq!(harness.state().selected(), "We");
}
