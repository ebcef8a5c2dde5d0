//! Bundles and colleagues' copies: what is read of them, and what of hostile ones.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};

use jiff::Timestamp;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;
use crate::model::merge::{Evidence, Told, parts_of_copy, take_copy};
use crate::model::{Change, Color, Edit, Slot};

fn ana() -> BTreeSet<AnnotatorId> {
    BTreeSet::from([AnnotatorId::new("ana").unwrap()])
}

fn packed(project: &Project, with_texts: bool) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    write_bundle(
        project,
        &ana(),
        with_texts,
        Timestamp::UNIX_EPOCH,
        &mut bytes,
    )
    .unwrap();
    bytes.into_inner()
}

/// The files of a bundle, changed, packed again.
fn repacked(bytes: &[u8], change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Vec::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        files.push((entry.name().unwrap().into_owned(), bytes));
    }
    change(&mut files);
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn text_of(files: &mut [(String, Vec<u8>)], name: &str, change: impl FnOnce(String) -> String) {
    let file = files.iter_mut().find(|(it, _)| it == name).unwrap();
    file.1 = change(String::from_utf8(file.1.clone()).unwrap()).into_bytes();
}

fn read(bytes: &[u8], ours: &Project) -> Result<Arrival, String> {
    let consent = Consent::default();
    read_bundle_arrival(bytes, ours, &OldTexts::default(), consent)
        .map_err(|error| error.to_string())
}

fn taken(ours: &Project, theirs: &Project) -> Project {
    let told = Told {
        name: "Take".into(),
        other: "the copy".into(),
    };
    let parts = parts_of_copy(ours, theirs, false);
    let copied = take_copy(ours, theirs, &Evidence::default(), &parts, &told);
    let mut project = ours.clone();
    copied.edit.apply(&mut project).unwrap();
    project
}

/// A project without what Ana made.
fn without_ana(project: &Project) -> Project {
    let mut project = project.clone();
    project.layers = (project.layers.iter())
        .filter(|(key, _)| key.annotator.as_str() != "ana")
        .map(|(key, layer)| (key.clone(), Arc::clone(layer)))
        .collect();
    project.annotators.remove("ana");
    project
}

const LAYER: &str = "annotators/ana/layers/one.ron";

#[test]
fn what_goes_into_a_bundle_comes_out_of_it() {
    let project = sample();
    let bytes = packed(&project, false);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mailed.zip");
    fs::write(&file, &bytes).unwrap();
    assert!(is_bundle(&file));
    assert_eq!(packed(&project, false), bytes, "the same gives the same");
    let ours = without_ana(&project);
    let arrival = read(&bytes, &ours).unwrap();
    assert_eq!(arrival.remarks, Vec::<String>::new());
    assert_eq!(arrival.apart, []);
    let project_now = taken(&ours, &arrival.theirs);
    assert_eq!(project_now.layers, project.layers);
    assert_eq!(project_now.annotators, project.annotators);
    // Without the texts there is nothing of them in it.
    let words = &project.articles["one"].text.as_str()[..40];
    let has = |bytes: &[u8]| {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        zip.by_name("articles/one.txt").is_ok()
    };
    assert!(!has(&bytes), "{words}");
    assert!(has(&packed(&project, true)));
}

#[test]
fn a_bundle_with_texts_brings_articles_that_are_not_here() {
    let project = sample();
    let mut ours = without_ana(&project);
    ours.articles.remove("one");
    ours.layers = imbl::OrdMap::new();
    ours.settings.id = "same".into();
    let mut theirs = project;
    theirs.settings.id = "same".into();
    let left_out = read(&packed(&theirs, false), &ours).unwrap();
    assert_eq!(left_out.apart[0].article.as_str(), "one");
    assert!(left_out.apart[0].annotations > 0);
    assert_eq!(left_out.apart[0].ours, None);
    let arrival = read(&packed(&theirs, true), &ours).unwrap();
    assert_eq!(arrival.apart, []);
    let after = taken(&ours, &arrival.theirs);
    assert_eq!(after.articles["one"], theirs.articles["one"]);
    assert!(after.layers.keys().any(|key| key.article.as_str() == "one"));
}

/// What is wrong with a bundle, what is done to it, and what must be said: an error, or a remark on what was left out.
type Case = (
    &'static str,
    fn(Vec<u8>) -> Vec<u8>,
    Result<&'static str, &'static str>,
);

const CASES: [Case; 15] = [
    ("no ZIP file", |_| b"hello".to_vec(), Err("no bundle")),
    ("nothing", |_| Vec::new(), Err("no bundle")),
    (
        "cut short",
        |bytes| bytes[..bytes.len() - 40].to_vec(),
        Err("cut short"),
    ),
    (
        "cut in half",
        |bytes| bytes[..bytes.len() / 2].to_vec(),
        Err("cut short"),
    ),
    (
        "a byte changed in the middle",
        |mut bytes| {
            let at = bytes.len() / 3;
            bytes[at] ^= 0xff;
            bytes
        },
        Err("Nothing was taken"),
    ),
    (
        "another ZIP file",
        |bytes| {
            repacked(&bytes, |files| {
                files.retain(|(name, _)| name != "bundle.ron");
            })
        },
        Err("no bundle.ron"),
    ),
    (
        "of another project",
        |bytes| {
            repacked(&bytes, |files| {
                text_of(files, "bundle.ron", |text| {
                    text.replace("name:", "project: \"another\",\n    name:")
                });
            })
        },
        Err("another project"),
    ),
    (
        "of a newer program",
        |bytes| {
            repacked(&bytes, |files| {
                text_of(files, "bundle.ron", |text| {
                    text.replace("format: 1", "format: 9")
                        .replace("name:", "nahme:")
                });
            })
        },
        Err("A newer version"),
    ),
    (
        "a damaged head",
        |bytes| {
            repacked(&bytes, |files| {
                text_of(files, "bundle.ron", |text| text.replace("name:", "nahme:"));
            })
        },
        Err("bundle.ron"),
    ),
    (
        "a path that leads out",
        |bytes| {
            repacked(&bytes, |files| {
                files.push(("../../../etc/passwd".into(), b"root".to_vec()));
                files.push(("/annotators/ana/layers/one.ron".into(), b"(".to_vec()));
                files.push(("annotators/../../x.ron".into(), b"(".to_vec()));
            })
        },
        Ok("3 files in the bundle are none of a project"),
    ),
    (
        "one place named twice",
        |bytes| {
            repacked(&bytes, |files| {
                let twice = files.iter().find(|(name, _)| name == LAYER).unwrap();
                files.push(("annotators/./ana/layers/one.ron".into(), twice.1.clone()));
            })
        },
        Err("twice"),
    ),
    (
        "a bomb",
        |bytes| {
            repacked(&bytes, |files| {
                files.push(("guidelines.md".into(), vec![b' '; 5 << 20]));
            })
        },
        Err("more in the bundle than anybody makes"),
    ),
    (
        "a layer that is no RON",
        |bytes| {
            repacked(&bytes, |files| {
                text_of(files, LAYER, |_| "(format: 1".into());
            })
        },
        Ok("left out: annotators/ana/layers/one.ron"),
    ),
    (
        "a layer of nobody",
        |bytes| {
            repacked(&bytes, |files| {
                files.retain(|(name, _)| name != "annotators/ana/annotator.ron");
            })
        },
        Ok("nothing says who made it"),
    ),
    (
        "a layer that says that it is another one",
        |bytes| {
            repacked(&bytes, |files| {
                text_of(files, LAYER, |text| {
                    text.replace("annotator: \"ana\"", "annotator: \"ben\"")
                });
            })
        },
        Ok("left out: annotators/ana/layers/one.ron"),
    ),
];

#[test]
fn hostile_bundles_are_told_and_leave_ours_as_it_is() {
    let mut project = sample();
    project.settings.id = "ports".into();
    project.settings.name = "Ports".into();
    let ours = without_ana(&project);
    let mut theirs = project;
    theirs.settings.id = String::new();
    for (what, harm, wanted) in CASES {
        let bytes = harm(packed(&theirs, false));
        match (read(&bytes, &ours), wanted) {
            (Err(told), Err(wanted)) => {
                assert!(told.contains(wanted), "{what}: {told}");
                assert!(told.contains("othing was taken"), "{what}: {told}");
            }
            (Ok(arrival), Ok(wanted)) => {
                let remarks = arrival.remarks.join("\n");
                assert!(remarks.contains(wanted), "{what}: {remarks}");
                // Ours is all there, whatever comes.
                let after = taken(&ours, &arrival.theirs);
                for (key, layer) in &ours.layers {
                    assert_eq!(after.layers.get(key), Some(layer), "{what}");
                }
            }
            (got, wanted) => panic!("{what}: {got:?} instead of {wanted:?}"),
        }
    }
}

#[test]
fn another_text_under_the_same_id_is_set_apart_until_somebody_consents() {
    let project = sample();
    let mut ours = without_ana(&project);
    let article = &project.articles["one"];
    let changed = format!("{}A new last sentence.\n", article.text.as_str());
    let other = crate::model::Article::new(
        article.id.clone(),
        article.meta.clone(),
        crate::text::Text::new(changed),
    );
    ours.layers = imbl::OrdMap::new();
    ours.articles.insert(other.id.clone(), Arc::new(other));
    let bytes = packed(&project, false);
    let arrival = read(&bytes, &ours).unwrap();
    let apart = &arrival.apart[0];
    assert_eq!(apart.article.as_str(), "one");
    assert!(apart.ours.is_some() && apart.theirs.is_none() && apart.annotations > 0);
    assert!(
        !arrival
            .theirs
            .layers
            .keys()
            .any(|key| key.article.as_str() == "one")
    );
    // A copy in a folder brings the text, so that the two can be compared.
    let folder = tempfile::tempdir().unwrap();
    create(folder.path(), &project).unwrap();
    let from_folder = |reanchor: bool| {
        let consent = Consent {
            reanchor,
            ..Consent::default()
        };
        let (root, none) = (Path::new("/elsewhere"), OldTexts::default());
        let progress = Progress::default();
        read_arrival(folder.path(), root, &ours, &none, consent, &progress).unwrap()
    };
    let arrival = from_folder(false);
    assert_eq!(arrival.apart[0].theirs.as_ref(), Some(&article.text));
    let arrival = from_folder(true);
    assert_eq!(arrival.apart, []);
    let key = key("one", "ana");
    let (before, after) = (&project.layers[&key], &arrival.theirs.layers[&key]);
    assert_eq!(
        before.annotations.len(),
        after.annotations.len() + after.detached.len()
    );
    let text = &ours.articles["one"].text;
    for (id, mark) in &after.annotations {
        let was = before.annotations[id].spans.quotation(&article.text);
        assert_eq!(mark.spans.quotation(text), was);
    }
    assert!(!after.annotations.is_empty(), "{:?}", after.detached);
    taken(&ours, &arrival.theirs);
}

#[test]
fn one_id_of_two_people_and_one_name_of_two_ids_keep_both() {
    let project = sample();
    let mut ours = project.clone();
    // Another Ana: she has marked other things, and is called otherwise.
    let renamed = Some(("Anastasia".to_owned(), Color([1, 1, 1])));
    let id = AnnotatorId::new("ana").unwrap();
    let mut changes = vec![Change::Annotator(id.clone(), renamed)];
    let key = key("one", "ana");
    for (at, mark) in project.layers[&key].annotations.values().enumerate() {
        let mut other = crate::model::Annotation::clone(mark);
        other.id = AnnotationId::new(&format!("other{at}")).unwrap();
        let slot = Slot::Absent;
        changes.push(Change::Annotation(key.clone(), mark.id.clone(), slot));
        let slot = Slot::Present(Arc::new(other.clone()));
        changes.push(Change::Annotation(key.clone(), other.id, slot));
    }
    Edit::new("", changes).apply(&mut ours).unwrap();
    ours.layers = (ours.layers.iter())
        .filter(|(it, _)| **it == key || it.annotator != id)
        .map(|(key, layer)| {
            let mut layer = crate::model::Layer::clone(layer);
            layer.deleted = imbl::OrdMap::new();
            (key.clone(), Arc::new(layer))
        })
        .collect();
    let arrival = read(&packed(&project, false), &ours).unwrap();
    let fresh = AnnotatorId::new("ana-2").unwrap();
    assert_eq!(arrival.renamed.get(&id), Some(&fresh));
    assert!(
        arrival.remarks[0].contains("ana-2"),
        "{:?}",
        arrival.remarks
    );
    let after = taken(&ours, &arrival.theirs);
    assert_eq!(after.layers[&key], ours.layers[&key]);
    let hers = crate::model::LayerKey {
        annotator: fresh,
        ..key.clone()
    };
    let marks = |layer: &Arc<crate::model::Layer>| layer.annotations.len();
    assert_eq!(marks(&after.layers[&hers]), marks(&project.layers[&key]));
    // One name, two ids.
    let mut ours = without_ana(&project);
    let twin = Some(("Ana".to_owned(), Color([1, 1, 1])));
    let change = Change::Annotator(AnnotatorId::new("ana-laptop").unwrap(), twin);
    Edit::new("", vec![change]).apply(&mut ours).unwrap();
    let arrival = read(&packed(&project, false), &ours).unwrap();
    assert!(
        arrival.remarks[0].contains("ana-laptop"),
        "{:?}",
        arrival.remarks
    );
    let after = taken(&ours, &arrival.theirs);
    assert!(after.annotators.contains_key("ana") && after.annotators.contains_key("ana-laptop"));
}

#[test]
fn a_reviewer_who_also_annotates_sends_both_and_the_gold_layer() {
    use crate::model::{Review, ReviewKey, Verdict};
    let mut project = sample();
    let (ana, gold) = (annotator("ana"), annotator("gold"));
    Arc::make_mut(&mut project.reviewing).rules.gold = Some(gold.clone());
    let joins = Change::Annotator(gold, Some(("Gold".to_owned(), Color([7; 3]))));
    Edit::new("", vec![joins]).apply(&mut project).unwrap();
    let made = super::reviews::decision("d1", 0, Verdict::Take(ana.clone()));
    let mut mark =
        crate::model::Annotation::clone(&project.layers[&key("one", "ana")].annotations["m2"]);
    mark.id = made.gold[0].id.clone();
    let layer = Arc::make_mut(project.layers.entry(key("one", "gold")).or_default());
    layer.annotations.insert(mark.id.clone(), Arc::new(mark));
    let review = Review {
        decisions: [(made.id.clone(), Arc::new(made))].into_iter().collect(),
        ..Review::default()
    };
    let of = ReviewKey {
        article: key("one", "ana").article,
        reviewer: ana,
    };
    project.reviews.insert(of, Arc::new(review));
    let ours = without_ana(&sample());
    let arrival = read(&packed(&project, false), &ours).unwrap();
    assert_eq!(arrival.remarks, Vec::<String>::new());
    let after = taken(&ours, &arrival.theirs);
    assert_eq!(after.reviews, project.reviews);
    assert_eq!(after.reviewing.rules, project.reviewing.rules);
    let gold = project.gold_key(&project.articles["one"].id).unwrap();
    assert_eq!(after.layers[&gold], project.layers[&gold]);
    assert_eq!(crate::model::check_gold(&after, |_| String::new()), []);
}

#[test]
fn what_was_taken_last_is_known_the_next_time() {
    let state = tempfile::tempdir().unwrap();
    let project = sample();
    let home = Home::of(state.path(), Path::new("/somewhere"));
    let arrival = read(&packed(&project, false), &without_ana(&project)).unwrap();
    assert!(home.last_taken(&project, &arrival).is_none());
    home.keep_taken(&project, &arrival);
    let base = home.last_taken(&project, &arrival).unwrap();
    assert_eq!(base.annotators, Some(ana()));
    let key = key("one", "ana");
    assert_eq!(base.project.layers[&key], project.layers[&key]);
}
