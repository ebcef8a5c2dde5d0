//! PDFs are read by a process of its own, which may break down, hang or take all memory.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use postil::import::articles::made_pdf;

fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_postil"));
    let nowhere = std::env::temp_dir().join("postil-pdf-tests");
    for kind in ["STATE", "CONFIG", "DATA", "CACHE"] {
        program.env(format!("XDG_{kind}_HOME"), nowhere.join(kind));
    }
    // Nobody joins a project of whom no name is known.
    program.env("USER", "ana");
    program
}

#[test]
fn a_pdf_is_loaded_and_one_that_breaks_the_reader_harms_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (project, files) = (folder.path().join("p"), folder.path().join("files"));
    fs::create_dir(&files).unwrap();
    let good = made_pdf("title: The vote\n\npage\n10 60 700 - The mayor said no.\n");
    fs::write(files.join("good.pdf"), good).unwrap();
    // Calls in calls, deeper than there is room for.
    let deep = format!(
        "%PDF-1.7\n1 0 obj\n{}\nendobj\n%%EOF",
        "[".repeat(2_000_000)
    );
    fs::write(files.join("deep.pdf"), deep).unwrap();
    let made = program()
        .args(["new", "--name", "Vote"])
        .arg(&project)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let begun = Instant::now();
    let done = program()
        .arg("import")
        .args([&project, &files])
        .output()
        .unwrap();
    assert!(begun.elapsed() < Duration::from_secs(100));
    let said = [done.stderr, done.stdout].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains("deep.pdf"), "{said}");
    let texts: Vec<String> = fs::read_dir(project.join("articles"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    assert_eq!(texts, ["The mayor said no.\n"]);
}

#[test]
fn the_reader_answers_whatever_it_is_given() {
    for given in [&b""[..], b"%PDF-", &[0xff; 5000]] {
        let mut reader = program()
            .arg("read-pdf")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdin = reader.stdin.take().unwrap();
        std::io::Write::write_all(&mut stdin, given).unwrap();
        drop(stdin);
        let said = reader.wait_with_output().unwrap();
        assert!(said.status.success());
        assert!(String::from_utf8_lossy(&said.stdout).contains("Broken"));
    }
}
