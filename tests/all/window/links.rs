//! Links in the text: chips, arcs to what is out of view, following a link by key.

use egui::accesskit::Role;
use egui::{Rect, vec2};
use egui_kittest::kittest::NodeT as _;

use super::harness::{Opening, Window};
use super::notation;

const LINKED: &str =
    "{a:Eva} said: {q:Yes}. {c:It is so}.| => q speaker a, q speaker @lee, c in-quote q";

/// Two actors and a quote of one of them, far apart.
fn far_apart() -> String {
    let between = "Nothing is said here, and nobody is named.\n".repeat(80);
    format!(
        "|{{a:Eva}} came.\n{between}{{q*:Yes}}, she said.\n{between}{{a2:Ben}} left. => q speaker a, q addressee a2"
    )
}

#[test]
fn a_chip_chooses_its_annotation_and_then_leads_to_the_other() {
    let mut window = Window::on(LINKED);
    let chip = "said by Eva, link of Quote “Yes”";
    window.click(Role::Button, chip);
    assert_eq!(window.chosen().id.as_str(), "q");
    window.click(Role::Button, chip);
    assert_eq!(window.chosen().id.as_str(), "a");
}

#[test]
fn a_chip_of_an_entity_leads_to_the_register() {
    let mut window = Window::on("{q:Yes}, he said.| => q speaker @lee");
    let chip = "said by Lee, link of Quote “Yes”";
    window.click(Role::Button, chip);
    assert!(!window.has_dialog());
    window.click(Role::Button, chip);
    let lee = window.app().register().and_then(|it| it.chosen());
    assert_eq!(lee.map(postil::model::EntityId::as_str), Some("lee"));
}

#[test]
fn a_link_reads_as_what_is_chosen_in_its_annotation() {
    let mut window = Window::on("Unions {s*:fought} {c:the plan}.| => s target c");
    window.get(Role::Button, "toward the plan, link of Stance “fought”");
    window.click(Role::Button, "against");
    window.get(Role::Button, "against the plan, link of Stance “fought”");
    assert!(
        window
            .find(Role::Mark, "Stance, against the plan")
            .is_some()
    );
    assert!(window.says("Remove the link against the plan"));
    window.click(Role::Button, "favor");
    window.get(Role::Button, "for the plan, link of Stance “fought”");
    window.press("Ctrl+Z Ctrl+Z Tab");
    window.get(Role::Button, "toward the plan, link of Stance “fought”");
}

#[test]
fn chips_that_have_no_line_are_counted_and_listed() {
    let mut window =
        Window::on("{a:Eva}: {q:Yes}, {c:no}.| => q speaker a, q addressee a, c claimant a");
    let more = window.find(Role::Button, "links here:");
    let more = more
        .expect("three links, one line")
        .accesskit_node()
        .label()
        .unwrap();
    assert_eq!(more, "2 links here: said to Eva, claimed by Eva");
    window.click(Role::Button, &more);
    window.click(Role::Button, "Claim claimed by Eva");
    assert_eq!(window.chosen().id.as_str(), "c");
}

#[test]
fn at_its_first_size_the_window_has_room_for_chips_that_can_be_read() {
    let opening = Opening::default();
    for text_size in [16.0, 18.0, 20.0] {
        let mut opening = Opening {
            size: opening.settings.window.into(),
            ..Opening::default()
        };
        opening.settings.text_size = text_size;
        let mut window = Window::new(opening);
        window.stage(&format!("{{q*:Yes}} {LINKED}").replace("{q:Yes}", "{q:No}"));
        assert!(
            window
                .find(Role::Button, "said by Eva, link of Quote")
                .is_some(),
            "{text_size}"
        );
    }
}

#[test]
fn in_a_narrow_pane_a_number_opens_the_list_of_chips() {
    let mut window = Window::new(Opening {
        size: vec2(820.0, 600.0),
        ..Opening::default()
    });
    window.stage(LINKED);
    assert!(window.find(Role::Button, "link of Quote").is_none());
    window.click_on("3 links here: said by Eva, said by Lee, expressed in Yes");
    window.press("2");
    assert_eq!(window.chosen().id.as_str(), "q");
}

#[test]
fn the_ends_of_links_out_of_view_have_stubs_that_lead_there() {
    let mut window = Window::on(&far_apart());
    window.press("Tab Tab");
    assert_eq!(window.chosen().id.as_str(), "q");
    window.get(Role::Button, "Go to said to Ben, below");
    window.click(Role::Button, "Go to said by Eva, above");
    assert_eq!(window.chosen().id.as_str(), "a");
    // And back: the link is seen from its other end as well.
    window.click(Role::Button, "Go to Quote “Yes” said by this, below");
    assert_eq!(window.chosen().id.as_str(), "q");
}

#[test]
fn an_annotation_that_is_scrolled_away_can_be_called_back() {
    let mut window = Window::on(&far_apart());
    window.press("Tab Tab Ctrl+End");
    let stub = "Go to Quote “Yes”, above";
    window.click(Role::Button, stub);
    assert!(window.find(Role::Button, stub).is_none(), "it is in view");
    assert_eq!(window.chosen().id.as_str(), "q");
}

#[test]
fn pieces_out_of_view_are_told() {
    let between = "Nothing is said here, and nobody is named.\n".repeat(80);
    let mut window = Window::on(&format!(
        "|{{q*:Yes}}, she said.\n{between}{{q*:No}}, she said."
    ));
    window.click(Role::Button, "Go to piece 2 of 2, below");
    assert_eq!(window.chosen().id.as_str(), "q", "it stays chosen");
    window.get(Role::Button, "Go to piece 1 of 2, above");
}

#[test]
fn stubs_hide_with_the_annotations() {
    let mut window = Window::on(&far_apart());
    window.press("Tab Tab");
    assert!(window.find(Role::Button, "Go to said by Eva").is_some());
    window.press("F8");
    assert!(window.find(Role::Button, "Go to said by Eva").is_none());
    assert!(window.find(Role::Button, "link of Quote").is_none());
}

#[test]
fn a_link_is_followed_by_key_there_and_back() {
    let mut window = Window::on("|{q*:Yes}, {a:Ben}. => q speaker a");
    window.press("<");
    assert_eq!(window.scene(), "{q:Yes}, |{a*:Ben}. => q speaker a");
    window.press("<");
    assert_eq!(window.scene(), "|{q*:Yes}, {a:Ben}. => q speaker a");
}

#[test]
fn of_several_links_one_is_picked() {
    let mut window = Window::on(
        "|{q*:Yes}, {a:Ben}. {c:It is so}. => q speaker a, q addressee @lee, c in-quote q",
    );
    window.press("<");
    window.get(Role::Button, "said by Ben");
    window.get(Role::Button, "said to Lee");
    window.get(Role::Button, "expressed in this: Claim “It is so”");
    window.press("3");
    assert_eq!(window.chosen().id.as_str(), "c");
    window.press("< < 2");
    let lee = window.app().register().and_then(|it| it.chosen());
    assert_eq!(lee.map(postil::model::EntityId::as_str), Some("lee"));
}

#[test]
fn an_annotation_without_links_says_so() {
    let mut window = Window::on("|{q*:Yes}, she said.");
    window.press("<");
    assert_eq!(window.app().status(), "The annotation has no link");
}

#[test]
fn actors_are_called_by_the_entity_that_they_are_mentions_of() {
    let mut project = notation::parse("{q:Yes}, {a:he} said. => q speaker a").project();
    let key = notation::stage();
    let layer = std::sync::Arc::make_mut(project.layers.get_mut(&key).unwrap());
    let id = postil::model::AnnotationId::new("a").unwrap();
    let mut actor = (*layer.annotations[&id]).clone();
    let lee = postil::model::EntityId::new("lee").unwrap();
    actor.attributes.insert(
        postil::model::AttributeId::new("entity").unwrap(),
        postil::model::Value::Entity(lee),
    );
    layer.annotations.insert(id, std::sync::Arc::new(actor));
    let window = Window::open(&project);
    window.get(Role::Button, "said by Lee, link of Quote “Yes”");
}

/// Where the chips, numbers and stubs are.
fn margin(window: &Window) -> Vec<(String, Rect)> {
    let parts = ["link of", "links here", "Go to"];
    let mut found = Vec::new();
    for part in parts {
        for node in window.all(Role::Button, part) {
            found.push((node.accesskit_node().label().unwrap(), node.rect()));
        }
    }
    found
}

#[test]
fn in_dense_text_nothing_in_the_margin_lies_on_anything_else() {
    let sentence = "{aN:Eva} {uN:said} to {a1N:Ben}: {qN:{cN:it is so}, and {c1N:it {sN:must} be so}, whatever comes}. ";
    let links = "qN speaker aN, qN cue uN, qN addressee a1N, cN claimant aN, cN in-quote qN, c1N supports cN, sN holder aN";
    let number = |text: &str, n: usize| text.replace('N', &format!("x{n}"));
    let text: String = (0..40).map(|n| number(sentence, n)).collect();
    let links: Vec<String> = (0..40).map(|n| number(links, n)).collect();
    let scene = format!("|{text} => {}", links.join(", "));
    for size in [
        vec2(1300.0, 860.0),
        vec2(1000.0, 500.0),
        vec2(1700.0, 900.0),
    ] {
        let mut window = Window::new(Opening {
            size,
            ..Opening::default()
        });
        window.stage(&scene);
        let pane = window.get(Role::Document, "A stage").rect();
        for _ in 0..12 {
            window.press("Tab");
            let found = margin(&window);
            assert!(!found.is_empty());
            for (index, (name, rect)) in found.iter().enumerate() {
                assert!(pane.contains_rect(*rect), "{name}: {rect} in {pane}");
                for (other, beside) in &found[index + 1..] {
                    let shared = rect.intersect(*beside);
                    assert!(
                        shared.width() <= 0.1 || shared.height() <= 0.1,
                        "“{name}” {rect} and “{other}” {beside}"
                    );
                }
            }
            let lines: Vec<Rect> = window
                .all(Role::TextRun, "")
                .iter()
                .map(egui_kittest::Node::rect)
                .collect();
            for line in lines {
                assert!(
                    found
                        .iter()
                        .all(|(_, rect)| rect.left() >= line.right() - 0.5)
                );
            }
        }
    }
}
