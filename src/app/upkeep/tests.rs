//! Jobs that end when another project is open, and jobs that break off.

use super::*;
use crate::app::jobs::JobId;
use crate::app::picker::{Answer, Ask, Picker};
use crate::app::settings::Settings as UserSettings;
use crate::model::Part;
use crate::words::Language;

/// Nobody asks for a file here.
struct Nobody;

impl Picker for Nobody {
    fn ask(&mut self, _: &Ask, _: Option<&std::path::Path>, _: &egui::Context) {}

    fn poll(&mut self) -> Option<Answer> {
        None
    }
}

fn program(ctx: &egui::Context, folder: &std::path::Path) -> Postil {
    let mut settings = UserSettings::default();
    settings.language = Some(Language::English);
    let mut postil = Postil::new(settings, Box::new(Nobody), ctx);
    open(&mut postil, folder);
    postil
}

/// Opens a project into which another program wrote.
fn open(postil: &mut Postil, folder: &std::path::Path) {
    let mut workspace = Workspace::for_a_test(folder);
    workspace.is_written_into("Theirs.\n");
    postil.screen = Screen::Workspace(Box::new(workspace));
}

/// Waits for one job and takes in what came of it; those that broke off are given back.
fn land(postil: &mut Postil, ctx: &egui::Context) -> Vec<(JobId, String)> {
    loop {
        let ended = postil.jobs.ended();
        let is_over = !ended.landings.is_empty() || !ended.broken.is_empty();
        for landing in ended.landings {
            landing(postil, ctx);
        }
        if is_over {
            return ended.broken;
        }
        std::thread::yield_now();
    }
}

#[test]
fn a_merge_that_ends_when_another_project_is_open_changes_nothing_there() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let ctx = egui::Context::default();
    let mut postil = program(&ctx, one.path());
    postil.take_in_changes(&ctx);
    assert!(postil.upkeep.job.is_some());
    open(&mut postil, other.path());
    let workspace = postil.workspace().unwrap();
    let before = workspace.project.guidelines.to_string();
    let number = workspace.number;
    // As if a job were going on there.
    let other_job = postil.upkeep.job;
    postil.upkeep.turn_to(number);
    postil.upkeep.job = other_job;
    let _broken = land(&mut postil, &ctx);
    assert_eq!(postil.upkeep.job, other_job, "only its own landing ends it");
    assert!(!postil.upkeep.is_ready_to_merge, "no backup was made of it");
    let guidelines = &postil.workspace().unwrap().project.guidelines;
    assert_eq!(guidelines.to_string(), before);
}

#[test]
fn a_merge_that_breaks_off_is_set_aside_and_the_next_one_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let ctx = egui::Context::default();
    let mut postil = program(&ctx, folder.path());
    let number = postil.workspace().unwrap().number;
    postil.upkeep.turn_to(number);
    postil.upkeep.job = Some(postil.jobs.start_quietly(MERGING, &ctx, |progress| {
        let is_cancelled = progress.cancel.load(std::sync::atomic::Ordering::Relaxed);
        assert!(is_cancelled, "a fault in a job");
        |_: &mut Postil, _: &egui::Context| {}
    }));
    for (job, name) in land(&mut postil, &ctx) {
        postil.upkeep_broke_off(job, &name);
    }
    assert_eq!(postil.upkeep.job, None);
    let told = &postil.notices.open.last().unwrap().text;
    assert!(
        told.starts_with("What stands in guidelines.md was not taken in."),
        "{told}"
    );
    postil.take_in_changes(&ctx);
    assert_eq!(postil.upkeep.job, None, "it is not tried again and again");
    let Screen::Workspace(workspace) = &mut postil.screen else {
        panic!("no project is open");
    };
    let status = workspace.saver.status();
    assert_eq!(status.failed.len(), 1, "whoever closes is told");
    assert_eq!(status.failed[0].part, Part::Guidelines);
    // The next thing that comes is merged.
    workspace.is_written_into("More of theirs.\n");
    postil.take_in_changes(&ctx);
    assert!(postil.upkeep.job.is_some());
}
