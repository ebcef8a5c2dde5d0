//! The floors of the house: no module imports from a floor above its own.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders of `src`, ground first. Those of one row may not import from each other either, but for what stands in
/// [`NEIGHBOURS`].
const FLOORS: [&[&str]; 7] = [
    &["words"],
    &["text"],
    &["model"],
    &["store"],
    &["import", "export", "review", "suggest", "query"],
    &["cli", "app"],
    &["bench"],
];

/// Imports between folders of one floor that are meant.
const NEIGHBOURS: [(&str, &str); 0] = [];

#[test]
fn nothing_imports_from_a_floor_above() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut read = 0;
    for (height, folders) in FLOORS.iter().enumerate() {
        for folder in *folders {
            for file in rust_files(&source.join(folder)) {
                read += 1;
                let code = fs::read_to_string(&file).expect("a source file can be read");
                for used in crate_paths(shipped(&file, &code)) {
                    let Some(other) = FLOORS
                        .iter()
                        .position(|floor| floor.contains(&used.as_str()))
                    else {
                        continue;
                    };
                    let beside = other == height
                        && used != *folder
                        && !NEIGHBOURS.contains(&(*folder, used.as_str()));
                    if other > height || beside {
                        wrong.push(format!("{} uses {used}", file.display()));
                    }
                }
            }
        }
    }
    assert!(read > 30, "only {read} files were found");
    assert!(
        wrong.is_empty(),
        "imports that reach up or across:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn text_and_model_know_no_window_no_disk_and_no_clock() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in ["text", "model"] {
        for file in rust_files(&source.join(folder)) {
            let code = fs::read_to_string(&file).expect("a source file can be read");
            for word in [
                "egui",
                "std::fs",
                "std::io",
                "Timestamp::now",
                "SystemTime",
                "Instant",
            ] {
                assert!(!code.contains(word), "{} mentions {word}", file.display());
            }
        }
    }
}

/// Clippy keeps colours from being made outside the theme; those that egui has ready it cannot.
#[test]
fn no_ready_made_colour_stands_outside_the_theme() {
    const NO_COLOURS: [&str; 2] = ["TRANSPARENT", "PLACEHOLDER"];
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let theme = source.join("app/theme.rs");
    assert!(theme.exists());
    for file in rust_files(&source)
        .into_iter()
        .filter(|file| *file != theme)
    {
        let code = fs::read_to_string(&file).expect("a source file can be read");
        let code = shipped(&file, &code);
        for color in ["Color32::", "Rgba::"] {
            for (at, _) in code.match_indices(color) {
                let name: String = code[at + color.len()..]
                    .chars()
                    .take_while(|c| c.is_ascii_uppercase() || *c == '_')
                    .collect();
                assert!(
                    name.is_empty() || NO_COLOURS.contains(&name.as_str()),
                    "{} has the colour {name}",
                    file.display()
                );
            }
        }
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .map(|entry| entry.expect("a folder can be listed").path())
        .flat_map(|path| {
            if path.is_dir() {
                rust_files(&path)
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                vec![path]
            } else {
                Vec::new()
            }
        })
        .collect()
}

/// The part of a file that is no test: tests may look sideways for something to work on.
fn shipped<'a>(file: &Path, code: &'a str) -> &'a str {
    let in_tests = file.components().any(|part| part.as_os_str() == "tests")
        || file.file_name().is_some_and(|name| name == "tests.rs");
    if in_tests {
        return "";
    }
    code.find("#[cfg(test)]\nmod tests {")
        .map_or(code, |at| &code[..at])
}

/// The first names behind `crate::`, whether alone or in braces.
fn crate_paths(code: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let mut names = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = &list[..list.find('}').unwrap_or(list.len())];
                names.extend(list.split(',').map(|item| name(item.trim())));
            }
            None => names.push(name(rest)),
        }
    }
    names
}
