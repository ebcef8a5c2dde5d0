//! Marks that are made on a thread while people go on working.

use super::*;
use crate::bench::synth::{self, Script, Size};
use crate::store::{self, Progress};

/// A workspace on a layer with more marks than are made between two frames.
fn large(folder: &std::path::Path) -> Workspace {
    let size = Size {
        articles: 1,
        bytes: 60_000,
        annotations: AT_ONCE + 1,
        links: false,
        script: Script::English,
        seed: 2,
    };
    synth::make(folder, size).unwrap();
    let opened = store::open(folder, &Progress::default()).unwrap();
    let ctx = egui::Context::default();
    Workspace::new(
        opened,
        None,
        synth::ANNOTATOR,
        &ctx,
        &mut Notices::default(),
    )
}

impl Workspace {
    /// A workspace on a project that is made in this folder.
    pub(in crate::app) fn for_a_test(folder: &std::path::Path) -> Self {
        large(folder)
    }

    /// As if another program had added this to the guidelines.
    pub(in crate::app) fn is_written_into(&mut self, words: &str) {
        let before = self.project.guidelines.to_string();
        let from = Change::Guidelines(before.clone());
        let to = Change::Guidelines(before + words);
        self.arrived.push_back(Event::Outside {
            part: Part::Guidelines,
            file: "guidelines.md".to_owned(),
            steps: vec![crate::model::merge::Step { from, to }],
        });
    }
}

fn made(wanted: &MarksWanted) -> Marks {
    marking::marks(&wanted.project, &wanted.key)
}

fn marks(workspace: &Workspace) -> &[crate::app::reader::Mark] {
    workspace.open.as_ref().unwrap().marks.as_slice()
}

#[test]
fn marks_made_on_a_thread_catch_up_with_what_was_changed_since() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = large(folder.path());
    let wanted = workspace.take_wanted_marks().expect("there are too many");
    assert!(workspace.take_wanted_marks().is_none(), "once is enough");
    assert!(workspace.situation().unread.is_some());
    let first = made(&wanted).as_slice()[0].id.clone();
    workspace.delete(&BTreeSet::from([first.clone()]), &mut Notices::default());
    workspace.take_marks(wanted.number + 1, Marks::default());
    assert!(!workspace.open.as_ref().unwrap().is_current(), "not these");
    workspace.take_marks(wanted.number, made(&wanted));
    assert_eq!(marks(&workspace).len(), AT_ONCE);
    assert!(marks(&workspace).iter().all(|mark| mark.id != first));
    assert_eq!(workspace.situation().unread, None);
}

#[test]
fn marks_that_are_wanted_anew_are_not_replaced_by_old_ones() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = large(folder.path());
    let old = workspace.take_wanted_marks().unwrap();
    let mut tag = workspace.project.codebook.tags[0].clone();
    tag.name = "Renamed".to_owned();
    let id = tag.id.clone();
    let edit = edits::put_tag(&workspace.project, tag);
    assert!(workspace.commit(edit, &mut Notices::default()));
    let new = workspace.take_wanted_marks().expect("all names are old");
    workspace.take_marks(old.number, made(&old));
    assert!(marks(&workspace).is_empty(), "the old ones are not taken");
    workspace.take_marks(new.number, made(&new));
    let mut of_tag = marks(&workspace).iter().filter(|mark| mark.tag == id);
    assert!(of_tag.all(|mark| mark.look.name == "Renamed"));
}

#[test]
fn ones_own_layers_that_were_moved_along_with_their_text_are_saved() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    drop(large(root));
    let text = root.join("articles/article-0.txt");
    let old = std::fs::read_to_string(&text).unwrap();
    let new = format!("Of the port\n{old}");
    std::fs::write(&text, &new).unwrap();
    let layer = root.join(store::part_path(&Part::Layer(LayerKey {
        article: "article-0".parse().unwrap(),
        annotator: synth::ANNOTATOR.parse().unwrap(),
    })));
    let before = std::fs::read(&layer).unwrap();
    let show = |annotator: &str| {
        let progress = Progress::default();
        let mut opened = store::open_articles(root, store::Cache::default(), &progress).unwrap();
        let old = old.clone();
        let texts = store::OldTexts::new(move |_| Some(old.clone().into_bytes()));
        opened.locked = opened.locked.with_old_texts(texts);
        opened.read_layers(&progress).unwrap();
        assert!(opened.reanchored[0].moved > AT_ONCE / 2);
        let ctx = egui::Context::default();
        let workspace = Workspace::new(opened, None, annotator, &ctx, &mut Notices::default());
        assert!(workspace.saver.flush(std::time::Duration::from_mins(1)));
    };
    show(synth::ANNOTATOR);
    assert_eq!(
        std::fs::read(&layer).unwrap(),
        before,
        "nobody says that the text is meant"
    );
    let about = root.join("articles/article-0.ron");
    let ron = std::fs::read_to_string(&about).unwrap();
    let ron = ron.replace(&store::sha256_hex(&old), &store::sha256_hex(&new));
    std::fs::write(&about, ron).unwrap();
    show("Somebody else");
    assert_eq!(
        std::fs::read(&layer).unwrap(),
        before,
        "it is another's to save"
    );
    show(synth::ANNOTATOR);
    let after = std::fs::read_to_string(&layer).unwrap();
    assert!(after.contains(&format!(
        "\n    text_sha256: \"{}\"",
        store::sha256_hex(&new)
    )));
}

#[test]
fn what_was_merged_with_a_project_that_has_gone_on_is_merged_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace = large(folder.path());
    let notices = &mut Notices::default();
    let guidelines = |text: &str| Change::Guidelines(text.to_owned());
    let before = workspace.project.guidelines.to_string();
    let steps = vec![crate::model::merge::Step {
        from: guidelines(&before),
        to: guidelines(&format!("{before}Theirs.\n")),
    }];
    workspace.arrived.push_back(Event::Outside {
        part: Part::Guidelines,
        file: "guidelines.md".to_owned(),
        steps,
    });
    let early = workspace
        .arrivals(notices)
        .expect("it is to be merged")
        .work();
    let ours = edits::set_guidelines(&workspace.project, &format!("Ours.\n{before}"));
    assert!(workspace.commit(ours, notices));
    assert!(
        !workspace.take_in(early, notices),
        "it knows nothing of ours"
    );
    let late = workspace.arrivals(notices).expect("it still waits").work();
    assert!(workspace.take_in(late, notices));
    let text = &workspace.project.guidelines;
    assert!(
        text.starts_with("Ours.") && text.ends_with("Theirs.\n"),
        "{text}"
    );
    assert!(workspace.arrivals(notices).is_none());
}
