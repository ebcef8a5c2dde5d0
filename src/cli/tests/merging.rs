//! What was changed in two places.

use super::*;

const LAYER: &str = "p/annotators/ana/layers";

impl Desk {
    /// The id of the article of [`Desk::with_project`].
    fn article(&self) -> String {
        let entries = fs::read_dir(self.path("p/articles")).unwrap();
        let mut names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names
            .find_map(|name| Some(name.strip_suffix(".ron")?.to_owned()))
            .unwrap()
    }

    fn annotate(&self, project: &str, words: &str, tag: &str) {
        let article = self.article();
        let text = TEXT.replace("\r\n", "\n");
        let start = text[..text.find(words).unwrap()].chars().count();
        let end = start + words.chars().count();
        self.ok(&format!(
            "annotate @{project} {article} --tag {tag} --annotator ana --span {start}..{end}"
        ));
    }

    pub(super) fn copy(&self, from: &str, to: &str) {
        for (file, bytes) in files_in(&self.path(from)) {
            let path = self
                .path(to)
                .join(file.strip_prefix(self.path(from)).unwrap());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    fn layer(&self, folder: &str) -> PathBuf {
        let article = self.article();
        let file = format!("{folder}/annotators/ana/layers/{article}.ron");
        self.path(&file)
    }

    /// Projects `base`, `p` and `theirs`: both sides have marked something since.
    fn with_fork() -> Self {
        let desk = Self::with_project();
        desk.annotate("p", "said", "claim");
        desk.copy("p", "base");
        desk.copy("p", "theirs");
        desk.annotate("p", "the port", "claim");
        desk.annotate("theirs", "oppose it", "claim");
        desk
    }
}

#[test]
fn conflict_copies_in_a_project_come_together_and_go() {
    let desk = Desk::with_fork();
    let article = desk.article();
    let copy = format!("{article} (Ana's conflicted copy 2026-01-01).ron");
    let folder = desk.path(LAYER);
    fs::copy(desk.layer("theirs"), folder.join(&copy)).unwrap();
    let answer = desk.type_in("check @p");
    assert!(answer.out.contains("another version of"), "{answer:?}");
    let answer = desk.type_in("merge @p");
    assert_eq!(answer.code, 0, "{answer:?}");
    assert!(answer.out.contains("1 change"), "{answer:?}");
    assert!(!folder.join(&copy).exists());
    let kept = files_in(&desk.path("state"));
    let is_copy = |path: &Path| path.to_string_lossy().ends_with(&copy);
    assert!(kept.iter().any(|(path, _)| is_copy(path)), "{kept:?}");
    let layer = fs::read_to_string(desk.layer("p")).unwrap();
    for words in ["said", "the port", "oppose it"] {
        assert!(layer.contains(&format!("text: \"{words}\"")), "{layer}");
    }
    assert_eq!(desk.type_in("check @p --errors-only").code, 0);
    let answer = desk.type_in("merge @p");
    assert_eq!(
        (answer.code, &*answer.out),
        (0, "There is nothing to merge.\n")
    );
}

#[test]
fn what_git_left_between_its_markers_comes_together() {
    let desk = Desk::with_fork();
    let [ours, theirs] = ["p", "theirs"].map(|it| fs::read_to_string(desk.layer(it)).unwrap());
    let marked = format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> theirs\n");
    fs::write(desk.layer("p"), &marked).unwrap();
    assert!(
        desk.type_in("check @p")
            .out
            .contains("Git left two versions")
    );
    // Nothing else writes over what has not been merged.
    let article = desk.article();
    desk.refused(
        &format!("status @p {article} done --annotator ana"),
        1,
        &["Git left two versions"],
    );
    let answer = desk.type_in("merge @p");
    assert_eq!(answer.code, 0, "{answer:?}");
    let layer = fs::read_to_string(desk.layer("p")).unwrap();
    assert!(!layer.contains("<<<<<<<"), "{layer}");
    for words in ["the port", "oppose it"] {
        assert!(layer.contains(words), "{layer}");
    }
    let kept = files_in(&desk.path("state"));
    assert!(kept.iter().any(|(_, bytes)| *bytes == marked.as_bytes()));
}

#[test]
fn a_copy_that_cannot_be_read_stays() {
    let desk = Desk::with_fork();
    let copy = desk.path(LAYER).join(format!("{} 2.ron", desk.article()));
    fs::write(&copy, "(format: 1, annotations: [").unwrap();
    let answer = desk.type_in("merge @p");
    assert_eq!(
        (answer.code, &*answer.out),
        (0, "There is nothing to merge.\n")
    );
    assert!(copy.exists());
    assert!(desk.type_in("check @p").out.contains("cannot be merged"));
}

#[test]
fn three_projects_become_one() {
    let desk = Desk::with_fork();
    let answer = desk.type_in("merge @base @p @theirs --output @merged");
    assert_eq!(answer.code, 0, "{answer:?}");
    let answer = desk.type_in("merge - @p @theirs --output @merged-too");
    assert_eq!(answer.code, 0, "{answer:?}");
    let bytes = |folder: &str| -> Vec<Vec<u8>> {
        let files = files_in(&desk.path(folder)).into_iter();
        files.map(|(_, bytes)| bytes).collect()
    };
    assert_eq!(bytes("merged"), bytes("merged-too"));
    let layer = fs::read_to_string(desk.layer("merged")).unwrap();
    for words in ["said", "the port", "oppose it"] {
        assert!(layer.contains(words), "{layer}");
    }
    desk.refused("merge @base @p @theirs", 1, &["--output"]);
    desk.refused("merge @base @p --output @x", 1, &["BASE, OURS and THEIRS"]);
    desk.refused("merge @base @p @theirs --output @merged", 1, &["not empty"]);
}

#[test]
fn three_files_become_one_as_git_asks_for_it() {
    let desk = Desk::with_fork();
    for (name, project) in [("o", "base"), ("a", "p"), ("b", "theirs")] {
        fs::copy(desk.layer(project), desk.path(name)).unwrap();
    }
    desk.ok("merge @o @a @b --output @merged.ron");
    let path = format!("annotators/ana/layers/{}.ron", desk.article());
    desk.ok(&format!("merge-driver @o @a @b {path}"));
    let merged = fs::read_to_string(desk.path("merged.ron")).unwrap();
    assert_eq!(fs::read_to_string(desk.path("a")).unwrap(), merged);
    // In its place it is a sound layer.
    fs::copy(desk.path("a"), desk.layer("p")).unwrap();
    assert_eq!(desk.type_in("check @p --errors-only").code, 0);
    // What one side left as it was is as the other one wrote it.
    for (base, ours, theirs, result) in [("o", "o", "b", "b"), ("o", "b", "o", "b")] {
        desk.ok(&format!("merge @{base} @{ours} @{theirs} --output @x"));
        assert_eq!(
            fs::read(desk.path("x")).unwrap(),
            fs::read(desk.path(result)).unwrap()
        );
    }
}

#[test]
fn a_contradiction_is_told_and_both_versions_are_in_the_file() {
    let desk = Desk::with_fork();
    for (name, project) in [("o", "base"), ("a", "base"), ("b", "base")] {
        fs::copy(desk.layer(project), desk.path(name)).unwrap();
    }
    for (name, tag) in [("a", "frame"), ("b", "stance")] {
        let text = fs::read_to_string(desk.path(name)).unwrap();
        let text = text.replace("tag: \"claim\"", &format!("tag: \"{tag}\""));
        fs::write(desk.path(name), text).unwrap();
    }
    let answer = desk.type_in("merge @o @a @b --output @merged.ron");
    assert_eq!(answer.code, 1, "{answer:?}");
    assert!(
        answer
            .err
            .contains("“said” was changed both here and by the other side (tag)")
    );
    let merged = fs::read_to_string(desk.path("merged.ron")).unwrap();
    for words in ["\"frame\"", "\"stance\"", "unsure: true", "Another version"] {
        assert!(merged.contains(words), "{merged}");
    }
    // Both are in the file, so that git may go on.
    let path = format!("annotators/ana/layers/{}.ron", desk.article());
    let answer = desk.type_in(&format!("merge-driver @o @a @b {path}"));
    assert_eq!(answer.code, 0, "{answer:?}");
    // Of two names of a tag only one is.
    for (name, tag) in [("o", "claim"), ("a", "one"), ("b", "two")] {
        let text = fs::read_to_string(desk.path("p/codebook.ron")).unwrap();
        let text = text.replacen("name: \"Claim\"", &format!("name: \"{tag}\""), 1);
        fs::write(desk.path(name), text).unwrap();
    }
    let answer = desk.type_in("merge-driver @o @a @b codebook.ron");
    assert_eq!(answer.code, 1, "{answer:?}");
    assert!(
        fs::read_to_string(desk.path("a"))
            .unwrap()
            .contains("name: \"one\"")
    );
}

#[test]
fn marks_stand_on_their_words_when_one_side_has_corrected_the_text() {
    let quotations = |desk: &Desk| {
        let json = desk.type_in("export @merged --format jsonl --output -").out;
        let line: serde_json::Value = serde_json::from_str(json.trim()).unwrap();
        let annotations = line["annotations"].as_array().unwrap().clone();
        let words = annotations
            .iter()
            .map(|it| it["spans"][0]["text"].as_str().unwrap().to_owned());
        words.collect::<Vec<_>>()
    };
    for corrected in ["p", "theirs"] {
        let desk = Desk::with_fork();
        let article = desk.article();
        desk.ok(&format!(
            "correct @{corrected} {article} --was Mayor --now Lord-Mayor --annotator ana"
        ));
        desk.ok("merge @base @p @theirs --output @merged");
        assert_eq!(quotations(&desk), ["said", "the port", "oppose it"]);
        desk.ok("check @merged --errors-only");
    }
    // Both have, differently: ours stays, which is told, and nothing stands on other words.
    let desk = Desk::with_fork();
    let article = desk.article();
    desk.ok(&format!(
        "correct @p {article} --was Mayor --now Lord-Mayor --annotator ana"
    ));
    desk.ok(&format!(
        "correct @theirs {article} --was Unions --now The-unions --annotator ana"
    ));
    let answer = desk.type_in("merge @base @p @theirs --output @merged");
    assert_eq!(answer.code, 1, "{answer:?}");
    assert!(
        answer.err.contains("corrected both here and by"),
        "{answer:?}"
    );
    assert_eq!(quotations(&desk), ["said", "the port", "oppose it"]);
}
