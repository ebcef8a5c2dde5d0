//! Articles that are nearly the same: what is offered, what comes over, one step back.

use postil::model::{ArticleId, LayerKey};

use super::harness::Window;
use super::notation;

const REPORT: &str = "{a*:The minister of ports} said on Sunday evening that nobody knows for how long the port will be closed to ships.";

fn key(article: &str) -> LayerKey {
    LayerKey {
        article: ArticleId::new(article).unwrap(),
        annotator: notation::stage().annotator,
    }
}

/// The report, and two papers that print it, one of them with a correction.
fn window() -> Window {
    let mut project = notation::parse(&format!("|{REPORT}")).project();
    let text = project.articles["stage"].text.clone();
    let printed = format!("Port closed\n\n{}\n", text.as_str());
    let corrected = printed.replace("minister of ports", "minister for ports");
    for (id, title, text) in [
        ("x-gazette", "Gazette", printed),
        ("x-herald", "Herald", corrected),
    ] {
        let article = notation::article(id, title, &text);
        project.articles.insert(article.id.clone(), article);
    }
    Window::open(&project)
}

#[test]
fn marks_come_over_to_the_copies_that_are_ticked() {
    let mut window = window();
    window.press("Tab");
    window.command("Carry marks over to copies…");
    window.wait("both are found", |window| {
        window.says("1 mark") && window.says("1 to be placed")
    });
    assert!(window.says("Carry 2 marks over"));
    window.press("Down Space");
    assert!(window.says("Carry 1 mark over") && window.says("left out: Herald"));
    window.press("Enter");
    assert!(!window.has_dialog());
    assert_eq!(window.app().status(), "Done: Carry 1 mark over to copies");
    let layer = window
        .project()
        .layer(&key("x-gazette"))
        .expect("it is marked");
    let text = &window.project().articles["x-gazette"].text;
    let mark = layer.annotations.values().next().unwrap();
    assert_eq!(mark.spans.quotation(text), "The minister of ports");
    assert_eq!(window.project().layer(&key("x-herald")), None);
    window.command("Carry marks over to copies…");
    window.wait("it is known", |window| window.says("1 there already"));
    window.press("Enter");
    let lost = &window.project().layer(&key("x-herald")).unwrap().detached;
    assert_eq!(lost.len(), 1);
    window.press("Ctrl+Z Ctrl+Z");
    let is_blank = |id| {
        window
            .project()
            .layer(&key(id))
            .is_none_or(|it| it.is_blank())
    };
    assert!(is_blank("x-gazette") && is_blank("x-herald"));
}

#[test]
fn an_article_without_copies_says_so() {
    let mut window = Window::on("|{a*:Ann} met Ann.");
    window.command("Carry marks over to copies…");
    window.wait("nothing is found", |window| {
        window.says("No other article is nearly the same.")
    });
    window.press("Enter");
    assert!(window.has_dialog(), "there is nothing to be done");
}
