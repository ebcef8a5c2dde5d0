//! Projects too large to be read before the first frame.

use postil::bench::synth::{self, Script, Size};
use postil::store::{self, Cache, Progress};

use super::harness::{Opening, Window};

const ANNOTATIONS: usize = 8000;

/// A project whose layer takes more than a megabyte, in the folder of the window.
fn large() -> Window {
    let mut opening = Opening::default();
    synth::ANNOTATOR.clone_into(&mut opening.settings.annotator);
    let window = Window::new(opening);
    let size = Size {
        articles: 1,
        bytes: 300_000,
        annotations: ANNOTATIONS,
        links: false,
        script: Script::English,
        seed: 1,
    };
    synth::make(&window.root(), size).unwrap();
    window
}

fn marks(window: &Window) -> usize {
    window
        .workspace()
        .open
        .as_ref()
        .map_or(0, |open| open.marks.len())
}

#[test]
fn the_text_comes_first_and_nothing_can_be_changed_until_the_annotations_are_there() {
    let mut window = large();
    let root = window.root();
    let opened = store::open_articles(&root, Cache::default(), &Progress::default()).unwrap();
    assert!(!opened.is_complete() && opened.bytes_left() > 1 << 20);
    let ctx = window.harness.ctx.clone();
    window.app_mut().opened(&root, Ok(opened.into()), &ctx);
    // No frame has been run, so nothing can have landed.
    let situation = window.workspace().situation();
    assert_eq!(
        situation.read_only.as_deref(),
        Some("The annotations are still being read.")
    );
    assert!(situation.unread.is_some() && situation.article);
    window.wait("every annotation is there", |window| {
        marks(window) == ANNOTATIONS
    });
    assert_eq!(window.workspace().situation().read_only, None);
    assert!(!window.workspace().reading);

    window.press("Ctrl+Home Ctrl+Shift+Right c");
    assert_eq!(marks(&window), ANNOTATIONS + 1);
    let on_disk = window.on_disk();
    assert_eq!(on_disk.findings, []);
    let layers: Vec<_> = on_disk.project.layers.values().collect();
    assert_eq!(layers[0].annotations.len(), ANNOTATIONS + 1);
}

#[test]
fn a_project_that_is_left_while_it_is_read_stays_left() {
    let mut window = large();
    let root = window.root();
    let opened = store::open_articles(&root, Cache::default(), &Progress::default()).unwrap();
    let ctx = window.harness.ctx.clone();
    window.app_mut().opened(&root, Ok(opened.into()), &ctx);
    window.press("Ctrl+W");
    window.wait("the annotations are read", |window| {
        !window.says("Reading the annotations")
    });
    assert!(window.app().workspace().is_none());
}

#[test]
fn the_marks_of_a_changed_tag_are_made_on_a_thread_and_catch_up_with_edits() {
    let mut window = large();
    window.open_project(window.root());
    window.wait("every annotation is there", |window| {
        marks(window) == ANNOTATIONS
    });
    window.press("F3");
    window.type_in("claim");
    window.press("Enter");
    window.retype("Allegation");
    window.press("Escape F3");
    window.press("Ctrl+Home Ctrl+Shift+Right c");
    window.wait("the marks have the new name and the new mark", |window| {
        let open = window.workspace().open.as_ref().unwrap();
        let claims = open.marks.as_slice().iter();
        let mut claims = claims.filter(|mark| mark.tag.as_str() == "claim");
        open.marks.len() == ANNOTATIONS + 1 && claims.all(|mark| mark.look.name == "Allegation")
    });
}
