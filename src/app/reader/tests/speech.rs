//! What a screen reader can do, and where it then is.

use super::*;
use egui::accesskit::{Action, ActionData, ActionRequest, NodeId, Role, TextSelection, TreeId};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT, Queryable};

fn scene() -> Harness<'static, Scene> {
    let text = "“We will sign,” he said.\nThe port closes. A حكومة paragraph.";
    let mut quote = mark("quote", &[0..19]).saying("said-by-lavrov");
    quote.change().unsure = true;
    let start = text.find("The port").unwrap();
    let claim = mark("claim", &[start..start + 16]).named("Claim");
    let port = mark("port", &[start..start + 8]).named("Actor");
    window(
        Scene::new(text, vec![quote, claim, port]),
        vec2(900.0, 400.0),
    )
}

const QUOTE: &str = "Quote, said by lavrov, unsure: ““We will sign,”";
const CLAIM: &str = "Claim: “The port closes.”";
const PORT: &str = "Actor: “The port”";

fn id(id: &str) -> AnnotationId {
    AnnotationId::new(id).unwrap()
}

fn document<'a>(harness: &'a Harness<'_, Scene>) -> Node<'a> {
    harness.get_by_role(Role::Document)
}

fn node_of(node: &Node<'_>) -> NodeId {
    node.accesskit_node().locate().0
}

fn ask(harness: &mut Harness<'_, Scene>, action: Action, node: NodeId, data: Option<ActionData>) {
    harness.event(Event::AccessKitActionRequest(ActionRequest {
        action,
        target_tree: TreeId::ROOT,
        target_node: node,
        data,
    }));
    harness.run();
}

/// Selects a part of the told text by its code points, as a screen reader does.
fn select(harness: &mut Harness<'_, Scene>, start: usize, end: usize) {
    let pane = node_of(&document(harness));
    let selection = {
        let node = document(harness);
        let node = node.accesskit_node();
        let position = |at| {
            node.text_position_from_global_usv_index(at)
                .expect("it was told")
                .to_raw()
        };
        TextSelection {
            anchor: position(start),
            focus: position(end),
        }
    };
    let data = ActionData::SetTextSelection(selection);
    ask(harness, Action::SetTextSelection, pane, Some(data));
}

/// Where a part of the told text begins and ends, in code points.
fn told_at(harness: &Harness<'_, Scene>, part: &str) -> (usize, usize) {
    let told = document(harness).accesskit_node().document_range().text();
    let start = told.find(part).expect("it is told");
    let start = told[..start].chars().count();
    (start, start + part.chars().count())
}

fn is_in_view(harness: &Harness<'_, Scene>, at: usize) -> bool {
    let pane = document(harness).rect();
    let rect = harness.state().reader.rect_of(Byte::new(at));
    rect.is_some_and(|rect| pane.contains_rect(rect))
}

#[test]
fn marks_are_found_by_name_and_clicked_with_the_mouse() {
    let mut harness = scene();
    harness.get_by_label(CLAIM).click();
    harness.run();
    assert_eq!(harness.state().clicks.len(), 1);
    assert!(harness.state().clicks[0].marks.contains(&id("claim")));
}

#[test]
fn a_click_without_a_mouse_means_the_mark_that_was_named_and_no_other() {
    let mut harness = scene();
    for (name, mark, at) in [(CLAIM, "claim", "The port"), (PORT, "port", "The port")] {
        harness.get_by_label(name).click_accesskit();
        harness.run();
        let start = harness.state().reader.text().as_str().find(at).unwrap();
        assert_eq!(
            harness.state().clicks.last(),
            Some(&Click {
                at: Byte::new(start),
                marks: vec![id(mark)]
            })
        );
        assert_eq!(harness.state().reader.selection().head, Byte::new(start));
        assert!(document(&harness).is_focused(), "{name}");
    }
}

#[test]
fn the_keyboard_goes_to_a_mark_that_is_asked_to_take_it() {
    let mut harness = scene();
    let mark = node_of(&harness.get_by_label_contains(QUOTE));
    ask(&mut harness, Action::Focus, mark, None);
    assert_eq!(harness.state().entered, [id("quote")]);
    let pane = harness.state().reader.id;
    assert_eq!(harness.ctx.memory(egui::Memory::focused), Some(pane));
}

#[test]
fn the_chosen_mark_is_where_one_is_until_the_caret_moves() {
    let mut harness = scene();
    harness.state().reader.request_focus(&harness.ctx);
    harness.run();
    assert!(document(&harness).is_focused());
    harness.state_mut().chosen = Some(id("quote"));
    harness.run();
    assert!(harness.get_by_label_contains(QUOTE).is_focused());
    assert!(!document(&harness).is_focused());
    let is_selected = |name| {
        let node = harness.get_by_label_contains(name);
        node.accesskit_node().is_selected()
    };
    assert_eq!(is_selected(QUOTE), Some(true));
    assert_eq!(is_selected(CLAIM), Some(false));

    let reader = &mut harness.state_mut().reader;
    reader.move_caret(super::super::Motion::WordRight, false);
    harness.run();
    assert!(document(&harness).is_focused());

    harness.state_mut().chosen = Some(id("claim"));
    harness.run();
    assert!(harness.get_by_label(CLAIM).is_focused());
}

#[test]
fn a_selection_is_set_and_told_again() {
    let mut harness = scene();
    let (start, end) = told_at(&harness, "حكومة");
    select(&mut harness, start, end);
    assert_eq!(harness.state().selected(), "حكومة");
    let node = document(&harness);
    let node = node.accesskit_node();
    assert_eq!(node.text_selection().unwrap().text(), "حكومة");
}

#[test]
fn a_selection_is_cut_to_what_is_told() {
    let mut harness = window(Scene::new(&long_text(900), Vec::new()), vec2(600.0, 400.0));
    let whole = Span {
        start: Byte(0),
        end: harness.state().reader.text().end(),
    };
    harness
        .state_mut()
        .reader
        .select(super::super::Selection::of(whole));
    harness.run();
    let node = document(&harness);
    let node = node.accesskit_node();
    let selected = node.text_selection().unwrap().text();
    assert_eq!(selected, node.document_range().text());
    assert!(selected.len() < whole.end.index() / 2);
}

#[test]
fn text_that_is_out_of_view_is_selected_and_comes_into_view() {
    let text = format!("{}The last words.", "Many words go before. ".repeat(200));
    for text in [text.clone(), text.replace("before. ", "before.\n")] {
        let mut harness = window(Scene::new(&text, Vec::new()), vec2(600.0, 300.0));
        let at = text.find("last").unwrap();
        assert!(!is_in_view(&harness, at));
        let (start, end) = told_at(&harness, "last");
        select(&mut harness, start, end);
        assert_eq!(harness.state().selected(), "last");
        assert!(is_in_view(&harness, at));
    }
}

#[test]
fn paragraphs_lines_and_marks_come_into_view_when_asked() {
    let text = format!("{}The last words.", "Many words.\n".repeat(90));
    let at = text.find("last").unwrap();
    let scene = || {
        let marks = vec![mark("last", &[at..at + 4])];
        window(Scene::new(&text, marks), vec2(600.0, 300.0))
    };
    let run = |harness: &Harness<'_, Scene>| {
        let all = document(harness);
        all.query_all_by_role(Role::TextRun)
            .find(|run| run.value().as_deref() == Some("The last words."))
            .map(|run| node_of(&run))
            .unwrap()
    };
    let paragraph = |harness: &Harness<'_, Scene>| {
        let all = document(harness);
        node_of(&all.query_all_by_role(Role::Paragraph).last().unwrap())
    };
    let mark = |harness: &Harness<'_, Scene>| node_of(&harness.get_by_label("Quote: “last”"));
    for find in [
        &run as &dyn Fn(&Harness<'_, Scene>) -> NodeId,
        &paragraph,
        &mark,
    ] {
        let mut harness = scene();
        assert!(!is_in_view(&harness, at));
        let node = find(&harness);
        ask(&mut harness, Action::ScrollIntoView, node, None);
        assert!(is_in_view(&harness, at));
    }
}

#[test]
fn the_pane_is_scrolled_when_asked() {
    let mut harness = window(Scene::new(&long_text(300), Vec::new()), vec2(600.0, 400.0));
    let pane = node_of(&document(&harness));
    let top = |harness: &Harness<'_, Scene>| harness.state().reader.reading_position();
    for _ in 0..3 {
        ask(&mut harness, Action::ScrollDown, pane, None);
    }
    let below = top(&harness);
    assert!(below > Byte(0));
    ask(&mut harness, Action::ScrollUp, pane, None);
    assert!(top(&harness) < below);
}

#[test]
fn reading_goes_on_to_the_end_of_a_long_text() {
    let paragraph =
        |number: usize| format!("{number}. {}\n", "The port closes. ".repeat(number % 9 * 7));
    let text: String = (0..120).map(paragraph).collect();
    let mut harness = window(Scene::new(&text, Vec::new()), vec2(600.0, 400.0));
    let mut read = String::new();
    for number in 0..120 {
        let told = document(&harness).accesskit_node().document_range().text();
        let next = paragraph(number);
        let from = told.find(&format!("\n{next}")).map_or(0, |feed| feed + 1);
        assert!(told[from..].starts_with(&next), "{number} is not told");
        read.push_str(&next);
        let end = told[..from + next.len()].chars().count();
        select(&mut harness, end, end);
    }
    assert_eq!(read, text);
    assert!(is_in_view(&harness, text.len() - 2));
}
