//! Labelling with a screen reader alone: every step is an action of a widget that is found by its role and its name.

use egui::accesskit::{Action, Live, Role};
use egui_kittest::kittest::NodeT as _;
use postil::model::{Status, Target};

use super::harness::Window;

const QUOTE: &str = "\"Not one crown from the water levy will be spent on the harbour,\"";
const SPEAKER: &str = "Infrastructure Minister Ilse Marren";

#[test]
fn an_article_is_labelled_from_the_welcome_page_to_done_without_key_or_pointer() {
    let mut window = Window::welcome();
    window.invoke(Role::Button, "Open the sample project");
    window.wait("the sample is open", |window| {
        window.app().workspace().is_some()
    });

    // An article that nobody has marked yet.
    window.invoke(Role::ListItem, "PM broke his word");
    let title = "PM broke his word on water tax, says farmers' union";
    window.ask(Role::Document, title, Action::Focus, None);
    assert_eq!(window.told_focus(), title);
    let text = window.workspace().text().unwrap();
    assert_eq!(window.told(), text.as_str());

    // The speaker, who is in the register.
    window.select_told(SPEAKER);
    window.invoke(Role::Button, "Tag as Actor");
    assert_eq!(window.told_focus(), format!("Actor: “{SPEAKER}”"));

    // The quote, with a field.
    window.select_told(QUOTE);
    window.invoke(Role::Button, "Tag as Quote");
    assert!(window.told_focus().starts_with("Quote, incomplete: “"));
    window.invoke(Role::Button, "direct");
    window.invoke(Role::CheckBox, "Unsure");

    // Its speaker.
    window.invoke(Role::Button, "said by");
    window.invoke(Role::Button, &format!("1  {}…", &SPEAKER[..27]));
    let quote = window.chosen();
    let layer = window.workspace().layer().unwrap();
    let actor = layer
        .in_order()
        .into_iter()
        .find(|one| one.tag.as_str() == "actor");
    let actor = actor.unwrap().id.clone();
    assert_eq!(quote.links[0].to, Target::Annotation(actor));
    let name = format!("Quote, said by {}…, unsure", &SPEAKER[..27]);
    assert!(window.find(Role::Mark, &name).is_some(), "{name}");

    // From one to the next and back, by command and by name.
    window.invoke_menu("Annotate", "Next annotation");
    assert_eq!(window.told_focus(), format!("Actor: “{SPEAKER}”"));
    window.invoke_menu("Annotate", "Previous annotation");
    assert!(window.told_focus().starts_with(&name));
    window.ask(Role::Mark, "Actor", Action::Focus, None);
    assert_eq!(window.told_focus(), format!("Actor: “{SPEAKER}”"));
    window.invoke(Role::Mark, "Quote");
    assert!(window.told_focus().starts_with(&name));

    // Gone, and back again.
    let before = window.project().clone();
    window.invoke(Role::Button, "Delete");
    assert!(window.find(Role::Mark, "Quote").is_none());
    window.invoke_menu("Edit", "Undo: Delete");
    assert_eq!(window.project(), &before);
    assert!(window.told_focus().starts_with(&name), "undo shows where");

    // Done, and on to the next article.
    window.invoke_menu("Article", "Done");
    window.invoke(Role::Button, "Done all the same");
    let key = window.workspace().key().unwrap();
    assert_eq!(window.project().status(&key), Status::Done);
    window.invoke_menu("Article", "Next article");
    let next = window.workspace().text().unwrap();
    assert!(
        next.as_str()
            .starts_with(window.told().lines().next().unwrap())
    );
    assert_ne!(next.as_str(), text.as_str());

    let saver = &window.workspace().saver;
    assert!(saver.flush(std::time::Duration::from_secs(30)));
    let root = window.workspace().root.clone();
    let saved = postil::store::open(&root, &postil::store::Progress::default()).unwrap();
    assert_eq!(&saved.project, window.project());
}

#[test]
fn what_was_done_is_announced() {
    let mut window = Window::on("One [two|]");
    window.invoke(Role::Button, "Tag as Claim");
    let status = window.find(Role::Status, "Tag “two” as Claim").unwrap();
    assert_eq!(status.accesskit_node().live(), Live::Polite);
}

#[test]
fn the_window_and_its_parts_have_names() {
    let window = Window::on("{q*:One} two");
    let title = window.harness.root().accesskit_node().label();
    assert_eq!(title.as_deref(), Some("Ports – Postil"));
    for (role, name) in [
        (Role::MenuBar, "Menus"),
        (Role::Navigation, "Articles"),
        (Role::List, "Articles"),
        (Role::Main, "Article"),
        (Role::Complementary, "Tags and fields"),
        (Role::ContentInfo, "Status"),
        (Role::Group, "Type"),
    ] {
        assert!(window.find(role, name).is_some(), "{role:?} “{name}”");
    }
}

#[test]
fn a_row_of_the_list_says_which_one_it_is_and_whether_it_is_open() {
    let window = Window::on("One");
    let row = window.find(Role::ListItem, "A stage").unwrap();
    let node = row.accesskit_node();
    assert_eq!(node.is_selected(), Some(true));
    assert_eq!(node.toggled(), None);
    assert!(node.position_in_set().is_some());
}
