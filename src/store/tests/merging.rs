//! The merge test: random pairs of edits of one layer, merged in every way in which two versions can meet.

use std::collections::BTreeSet;
use std::process::Command;

use super::*;
use crate::model::merge::{self, Conflict, Kept, Told};
use crate::model::{Annotation, Change, Edit, Layer, Slot};
use crate::store::open::read_version;
use crate::store::record::layer_text;

const PAIRS: u64 = 300;
const MARKS: usize = 60;
const TAGS: [&str; 5] = ["claim", "quote", "actor", "stance", "frame"];

pub(super) fn told() -> Told {
    Told {
        name: "Merge".to_owned(),
        other: "another program".to_owned(),
    }
}

/// A project with one layer of sixty annotations.
fn base() -> Project {
    let mut project = Project::default();
    let words: Vec<String> = (0..400).map(|number| format!("word{number:03}")).collect();
    let text = words.join(" ");
    let mut one = Article::clone(&article("one", &text));
    one.sha256 = sha256_hex(&text);
    let ana = annotator("ana");
    let mut changes = vec![
        Change::Annotator(ana, Some(("Ana".into(), Color([1; 3])))),
        Change::Article(one.id.clone(), Some(Arc::new(one))),
    ];
    for (at, id) in TAGS.into_iter().enumerate() {
        let value = tag(id, None);
        let placed = crate::model::Placed { at, value };
        changes.push(Change::Tag(placed.value.id.clone(), Some(placed)));
    }
    for number in 0..MARKS {
        let id = format!("m{number:02}");
        let start = number * 48;
        let it = annotation(&id, TAGS[number % 5], span(start, 1), author(0).at);
        changes.push(Change::Annotation(
            key("one", "ana"),
            mark(&id),
            Slot::Present(it),
        ));
    }
    Edit::new("Set up", changes).apply(&mut project).unwrap();
    project
}

/// So many words from a place on.
fn span(start: usize, words: usize) -> Spans {
    Spans::one(Span::of(start..start + 8 * words - 1)).unwrap()
}

pub(super) fn layer(project: &Project) -> &Layer {
    &project.layers[&key("one", "ana")]
}

/// One to six things that somebody did to the layer.
fn worked(base: &Project, random: &mut fastrand::Rng, side: &str) -> Project {
    let mut project = base.clone();
    for number in 0..random.usize(1..=6) {
        let at = author(random.i64(10..10_000)).at;
        let known: Vec<AnnotationId> = layer(&project).annotations.keys().cloned().collect();
        let id = random.choice(known).unwrap();
        let mut it = Annotation::clone(&layer(&project).annotations[&id]);
        it.modified = at;
        let slot = match random.u8(..4) {
            0 => {
                let fresh = format!("{side}{number}");
                let start = 8 * random.usize(..390);
                let tag = random.choice(TAGS).unwrap();
                Slot::Present(annotation(&fresh, tag, span(start, random.usize(1..9)), at))
            }
            1 => Slot::Deleted(at),
            2 => {
                it.tag = crate::model::TagId::new(random.choice(TAGS).unwrap()).unwrap();
                Slot::Present(Arc::new(it))
            }
            _ => {
                it.spans = span(it.spans.start().index(), random.usize(1..9));
                Slot::Present(Arc::new(it))
            }
        };
        let id = match &slot {
            Slot::Present(it) => it.id.clone(),
            _ => id,
        };
        // What would change nothing is no edit.
        if same(&slot, &layer(base).slot(&id)) {
            continue;
        }
        let change = Change::Annotation(key("one", "ana"), id, slot);
        Edit::new("Work", vec![change]).apply(&mut project).unwrap();
    }
    project
}

pub(super) fn ron(project: &Project) -> String {
    let article = &project.articles["one"];
    layer_text(&key("one", "ana"), layer(project), article).unwrap()
}

fn read(ron: &str, project: &Project) -> Project {
    read_version(&layer_part(), ron.as_bytes(), project, &OldTexts::default()).unwrap()
}

/// Whether two slots say the same, whenever it was said.
fn same(one: &Slot, other: &Slot) -> bool {
    match (one, other) {
        (Slot::Present(one), Slot::Present(other)) => {
            (&one.tag, &one.spans) == (&other.tag, &other.spans)
        }
        (Slot::Absent | Slot::Deleted(_), Slot::Absent | Slot::Deleted(_)) => true,
        _ => false,
    }
}

/// How a pair came out.
#[derive(Debug, Default, PartialEq)]
struct Count {
    solved: usize,
    flagged: usize,
}

/// Looks at what came of a pair, slot by slot: what one side alone changed is that side's, and of what both changed nothing
/// is gone. Counts the pair.
fn judge(
    [base, ours, theirs, merged]: [&Project; 4],
    conflicts: &[Conflict],
    is_two_way: bool,
    count: &mut Count,
) {
    let beside: BTreeSet<&AnnotationId> = conflicts
        .iter()
        .filter_map(|conflict| match &conflict.kept {
            Kept::Beside(id) => Some(id),
            _ => None,
        })
        .collect();
    let ids: BTreeSet<&AnnotationId> = [base, ours, theirs, merged]
        .into_iter()
        .flat_map(|project| {
            let layer = layer(project);
            layer.annotations.keys().chain(layer.deleted.keys())
        })
        .collect();
    let mut is_contested = false;
    for id in ids {
        let [was, our, their, now] = [base, ours, theirs, merged].map(|it| layer(it).slot(id));
        if beside.contains(id) {
            let Slot::Present(it) = now else {
                panic!("{id} is gone")
            };
            assert!(it.unsure && it.note.contains("Another version"), "{it:?}");
        } else if same(&our, &was) || same(&their, &our) {
            assert!(same(&now, &their), "{id}: {now:?}, not {their:?}");
        } else if same(&their, &was) {
            assert!(same(&now, &our), "{id}: {now:?}, not {our:?}");
        } else {
            is_contested = true;
            if is_two_way
                && let (Slot::Deleted(at), Slot::Present(it))
                | (Slot::Present(it), Slot::Deleted(at)) = (&our, &their)
            {
                let lives = it.modified > *at;
                assert_eq!(
                    matches!(now, Slot::Present(_)),
                    lives,
                    "{id}: the later counts"
                );
                continue;
            }
            // Both changed it. What is deleted on one side and changed on the other one lives.
            let Slot::Present(now) = &now else {
                panic!("{id} is gone")
            };
            for side in [&our, &their] {
                let Slot::Present(side) = side else { continue };
                let kept = |it: &Annotation| {
                    let field = |ok: bool, changed: bool| ok || !changed;
                    let Slot::Present(was) = &was else {
                        return it.tag == side.tag && it.spans == side.spans;
                    };
                    field(it.tag == side.tag, side.tag != was.tag)
                        && field(it.spans == side.spans, side.spans != was.spans)
                };
                let elsewhere = beside
                    .iter()
                    .any(|id| kept(&layer(merged).annotations[*id]));
                assert!(kept(now) || elsewhere, "{id}: {side:?} is gone");
            }
        }
    }
    assert!(
        is_contested || is_two_way || beside.is_empty(),
        "nothing to flag"
    );
    // Without a base an older version looks like another one, and is kept beside.
    if beside.is_empty() || is_two_way {
        count.solved += 1;
    } else {
        count.flagged += 1;
    }
}

/// The project in a folder with all other versions in it merged, and what was told.
pub(super) fn opened_and_merged(root: &Path) -> (Project, Vec<Conflict>) {
    let opened = opened(root);
    let mut project = opened.project;
    let mut conflicts = Vec::new();
    for other in opened.others {
        let merged = merge::resolve(&project, &other.steps, &told());
        merged.edit.apply(&mut project).unwrap();
        conflicts.extend(merged.conflicts);
    }
    (project, conflicts)
}

/// The two versions with git's markers: git's own, or when there is no git, one conflict from the first line that differs
/// to the last one. `None` when git sees no conflict.
fn marked(base: &str, ours: &str, theirs: &str, with_base: bool) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let files = [
        path("ours", ours),
        path("base", base),
        path("theirs", theirs),
    ];
    let style = if with_base { "--diff3" } else { "-q" };
    let git = Command::new("git")
        .args(["merge-file", "-p", style])
        .args(&files)
        .output();
    match git {
        Ok(output) if output.status.success() => None,
        Ok(output) => Some(String::from_utf8(output.stdout).unwrap()),
        Err(_) => Some(format!(
            "<<<<<<< ours\n{ours}{}=======\n{theirs}>>>>>>> theirs\n",
            if with_base {
                format!("||||||| base\n{base}")
            } else {
                String::new()
            }
        )),
    }
}

fn pairs() -> impl Iterator<Item = [Project; 3]> {
    let mut random = fastrand::Rng::with_seed(23);
    let base = base();
    (0..PAIRS).map(move |_| {
        let ours = worked(&base, &mut random, "a");
        let theirs = worked(&base, &mut random, "b");
        [base.clone(), ours, theirs]
    })
}

#[test]
fn random_pairs_of_edits_come_together_and_nothing_is_wrong() {
    let mut count = Count::default();
    for [base, ours, theirs] in pairs() {
        let theirs = read(&ron(&theirs), &base);
        let steps = merge::differences(&layer_part(), &base, &theirs);
        let merged = merge::resolve(&ours, &steps, &told());
        let mut project = ours.clone();
        merged.edit.apply(&mut project).unwrap();
        judge(
            [&base, &ours, &theirs, &project],
            &merged.conflicts,
            false,
            &mut count,
        );
    }
    println!("{count:?}");
    assert_eq!(count.solved + count.flagged, 300);
    assert!(count.solved >= 294, "{count:?}");
}

#[test]
fn pairs_that_git_could_not_merge_come_together_from_its_markers() {
    let (folder, _) = made_of(&base());
    for (with_base, pairs_taken) in [(true, 300), (false, 60)] {
        let (mut count, mut marked_pairs) = (Count::default(), 0);
        for [base, ours, theirs] in pairs().take(pairs_taken) {
            let [was, our, their] = [&base, &ours, &theirs].map(ron);
            let Some(text) = marked(&was, &our, &their, with_base) else {
                continue;
            };
            marked_pairs += 1;
            fs::write(folder.path().join(LAYER), text).unwrap();
            let (project, conflicts) = opened_and_merged(folder.path());
            judge(
                [&base, &ours, &theirs, &project],
                &conflicts,
                !with_base,
                &mut count,
            );
        }
        println!("{marked_pairs} {count:?}");
        assert!(marked_pairs > 20, "{marked_pairs}");
        assert!(count.flagged <= 6, "{count:?}");
    }
}

#[test]
fn pairs_come_together_from_conflict_copies() {
    let (folder, _) = made_of(&base());
    let copy = "annotators/ana/layers/one.sync-conflict-20260101-120000-ABCDEFG.ron";
    let mut count = Count::default();
    for [base, ours, theirs] in pairs() {
        fs::write(folder.path().join(LAYER), ron(&ours)).unwrap();
        fs::write(folder.path().join(copy), ron(&theirs)).unwrap();
        let (project, conflicts) = opened_and_merged(folder.path());
        judge(
            [&base, &ours, &theirs, &project],
            &conflicts,
            true,
            &mut count,
        );
    }
    assert_eq!(count.solved, 300);
}

fn made_of(project: &Project) -> (TempDir, Project) {
    let folder = tempfile::tempdir().unwrap();
    create(folder.path(), project).unwrap();
    let project = opened(folder.path()).project;
    (folder, project)
}
