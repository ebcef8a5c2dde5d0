//! Projects of so many articles that some, or what is remembered of all, is shown before the files have been read.

use std::fs;

use postil::bench::synth::{self, Script, Size};
use postil::model::ArticleId;

use super::harness::{Opening, Window};

const ARTICLES: usize = 4200;
const MARKS: usize = 3;

fn many() -> Window {
    let mut opening = Opening::default();
    synth::ANNOTATOR.clone_into(&mut opening.settings.annotator);
    let mut window = Window::new(opening);
    let size = Size {
        articles: ARTICLES,
        bytes: 300,
        annotations: MARKS,
        links: false,
        script: Script::English,
        seed: 1,
    };
    synth::make(&window.root(), size).unwrap();
    window.app_mut().settings.state = Some(window.beside("state"));
    window
}

/// Asks for the project, and runs frames until an article of it is on screen.
fn ask(window: &mut Window) {
    let (root, ctx) = (window.root(), window.harness.ctx.clone());
    window.app_mut().open_project(root, &ctx);
    window.wait("an article is on screen", |window| {
        let workspace = window.app().workspace();
        workspace.is_some_and(|workspace| workspace.open.is_some())
    });
}

/// Runs frames until all has been read and listed, and the next opening is prepared.
fn wait_for_all(window: &mut Window) {
    window.wait("all articles are there", |window| {
        let workspace = window.workspace();
        !workspace.reading && !workspace.list.is_waiting()
    });
    window.wait("the next opening is prepared", |window| {
        !window.says("Preparing the next opening")
    });
    window.settle();
    assert!(window.says(&format!("{ARTICLES} articles")));
    assert_eq!(window.workspace().list.rows().len(), ARTICLES);
    assert_eq!(window.workspace().findings, []);
}

#[test]
fn the_first_articles_can_be_read_while_the_others_come_and_all_are_remembered() {
    let mut window = many();
    ask(&mut window);
    if window.workspace().reading {
        let listed = window.workspace().list.rows().len();
        assert!((1..ARTICLES).contains(&listed), "{listed}");
        assert!(window.workspace().situation().read_only.is_some());
    }
    wait_for_all(&mut window);
    let first = window.workspace().list.rows()[0].id().clone();
    assert_eq!(window.workspace().open.as_ref().unwrap().key.article, first);

    // Filtering is done on a thread too; the list says so meanwhile.
    window.workspace_mut().list.filter = "article 4199".to_owned();
    window.wait("the list is filtered", |window| {
        window.workspace().list.rows().len() == 1
    });
    window.workspace_mut().list.filter.clear();
    window.wait("the list is whole again", |window| {
        window.workspace().list.rows().len() == ARTICLES
    });

    // The second time the list is whole before the files have been read.
    window.app_mut().screen = postil::app::Screen::Welcome;
    ask(&mut window);
    assert_eq!(window.workspace().project.articles.len(), ARTICLES);
    wait_for_all(&mut window);
    let id = ArticleId::new("article-77").unwrap();
    window.workspace_mut().show_article(&id);
    window.press("Ctrl+Home Ctrl+Shift+Right c");
    let row = |window: &Window| {
        let rows = window.workspace().list.rows();
        rows.iter().find(|row| *row.id() == id).unwrap().annotations
    };
    // The first mark begins the article, which may move it in the list: a thread sees to that.
    window.wait("the list is made again", |window| {
        !window.workspace().list.is_waiting()
    });
    assert_eq!(row(&window), MARKS + 1);
    window.press("Ctrl+Shift+Right u");
    assert_eq!(row(&window), MARKS + 2);
    assert!(!window.workspace().list.is_waiting(), "one row was touched");
    assert_eq!(window.on_disk().findings, []);
}

#[test]
fn an_article_that_was_changed_outside_is_shown_as_its_file_has_it() {
    let mut window = many();
    ask(&mut window);
    wait_for_all(&mut window);
    let open = window.workspace().open.as_ref().unwrap();
    let id = open.key.article.clone();
    let text = open.article.text.as_str().to_owned();
    window.app_mut().screen = postil::app::Screen::Welcome;

    let changed = format!("Meanwhile. {text}");
    fs::write(window.root().join(format!("articles/{id}.txt")), &changed).unwrap();
    ask(&mut window);
    window.wait("all articles are there", |window| {
        let workspace = window.workspace();
        !workspace.reading && !workspace.list.is_waiting()
    });
    let open = window.workspace().open.as_ref().unwrap();
    assert_eq!(
        (&open.key.article, open.article.text.as_str()),
        (&id, &*changed)
    );
    assert_eq!(open.reader.text().as_str(), changed);
    let layer = window.workspace().layer().unwrap();
    let places = layer.annotations.values();
    for annotation in places {
        let quoted = annotation.spans.quotation(&open.article.text);
        assert!(text.contains(&quoted), "{quoted}");
    }
}
