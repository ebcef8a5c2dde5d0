//! The files of words against each other and against the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::say;

use super::{Language, files, message, phrase, speak_here};

/// What each message of a language takes, by its name; attributes under `message.attribute`.
pub(super) fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (file, text) in files(language) {
        let resource = FluentResource::try_new(text.to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
        for entry in resource.entries() {
            let Entry::Message(message) = entry else {
                continue;
            };
            let name = message.id.name.to_owned();
            if let Some(value) = &message.value {
                let before = all.insert(name.clone(), arguments(value));
                assert!(before.is_none(), "{file}: {name} stands twice");
            }
            for attribute in &message.attributes {
                all.insert(
                    format!("{name}.{}", attribute.id.name),
                    arguments(&attribute.value),
                );
            }
        }
    }
    all
}

fn arguments(pattern: &Pattern<&str>) -> BTreeSet<String> {
    fn inline(expression: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
        match expression {
            InlineExpression::VariableReference { id } => {
                found.insert(id.name.to_owned());
            }
            InlineExpression::Placeable { expression } => any(expression, found),
            InlineExpression::FunctionReference { arguments, .. } => {
                for argument in &arguments.positional {
                    inline(argument, found);
                }
            }
            _ => {}
        }
    }
    fn any(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
        match expression {
            Expression::Inline(expression) => inline(expression, found),
            Expression::Select { selector, variants } => {
                inline(selector, found);
                for variant in variants {
                    found.extend(arguments(&variant.value));
                }
            }
        }
    }
    let mut found = BTreeSet::new();
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            any(expression, &mut found);
        }
    }
    found
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// How a message is named in the sources; in two pieces, because this file is one of them.
const SAY: &str = concat!("say", "!(");

/// How literals begin that name a message: of jobs and of file dialogs, which are told apart by that.
const NAMED: [&str; 2] = [concat!("\"", "job-"), concat!("\"", "title-")];

/// The names that the sources give to `say!`, with their arguments and where they stand.
fn said() -> Vec<(String, BTreeSet<String>, String)> {
    let mut paths = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut paths,
    );
    let mut said = Vec::new();
    for path in paths {
        let code = fs::read_to_string(&path).expect("a source");
        let code: String = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for (at, _) in code.match_indices(SAY) {
            let inside = inside(&code[at + SAY.len()..]);
            let Some(rest) = inside.trim_start().strip_prefix('"') else {
                continue;
            };
            let (name, rest) = rest.split_once('"').expect("a literal");
            said.push((name.to_owned(), given(rest), path.display().to_string()));
        }
        for kind in NAMED {
            for (at, _) in code.match_indices(kind) {
                let (name, _) = code[at + 1..].split_once('"').expect("a literal");
                // What only looks for such names is none.
                if !name.ends_with('-') {
                    said.push((name.to_owned(), BTreeSet::new(), path.display().to_string()));
                }
            }
        }
    }
    said
}

/// What stands before the parenthesis that closes.
fn inside(code: &str) -> &str {
    let mut depth = 0;
    let mut quoted = false;
    let mut before = ' ';
    for (at, c) in code.char_indices() {
        match c {
            '"' if before != '\\' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' if !quoted && depth == 0 => return &code[..at],
            ')' | ']' | '}' if !quoted => depth -= 1,
            _ => {}
        }
        before = c;
    }
    code
}

/// The names of `name = value` on the outermost level.
fn given(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let (mut depth, mut quoted, mut before, mut start) = (0, false, ' ', 0);
    let mut take = |part: &str| {
        if let Some((name, _)) = part.split_once('=') {
            names.insert(name.trim().to_owned());
        }
    };
    for (at, c) in code.char_indices() {
        match c {
            '"' if before != '\\' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                take(&code[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        before = c;
    }
    take(&code[start..]);
    names
}

#[test]
fn every_language_has_the_same_messages_with_the_same_arguments() {
    let english = messages(Language::English);
    assert!(!english.is_empty());
    for language in Language::ALL {
        let other = messages(language);
        let missing: Vec<_> = english
            .keys()
            .filter(|name| !other.contains_key(*name))
            .collect();
        let more: Vec<_> = other
            .keys()
            .filter(|name| !english.contains_key(*name))
            .collect();
        assert!(missing.is_empty(), "{language:?} lacks {missing:#?}");
        assert!(
            more.is_empty(),
            "{language:?} has what English has not: {more:#?}"
        );
        for (name, arguments) in &english {
            assert_eq!(arguments, &other[name], "{language:?}: arguments of {name}");
        }
    }
}

#[test]
fn what_the_program_says_is_in_the_files() {
    let english = messages(Language::English);
    let mut wrong = Vec::new();
    for (name, given, path) in said() {
        match english.get(&name) {
            None => wrong.push(format!("{path}: there is no message {name}")),
            Some(taken) if !taken.is_subset(&given) => {
                wrong.push(format!("{path}: {name} needs {taken:?}, gets {given:?}"));
            }
            Some(taken) if *taken != given => {
                wrong.push(format!(
                    "{path}: {name} takes {taken:?} only, gets {given:?}"
                ));
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Messages whose names are made by the program: `command-` and the id of a command.
const MADE: [&str; 1] = ["command-"];

#[test]
fn no_message_is_there_that_nobody_says() {
    let named: BTreeSet<String> = said().into_iter().map(|(name, ..)| name).collect();
    let idle: Vec<_> = messages(Language::English)
        .into_keys()
        .filter(|name| !named.contains(name) && !MADE.iter().any(|made| name.starts_with(made)))
        .collect();
    assert!(idle.is_empty(), "{idle:#?}");
}

#[test]
fn numbers_and_languages_are_told_apart() {
    assert_eq!(say!("language-spoken", count = 1), "1 language");
    assert_eq!(say!("language-spoken", count = 2), "2 languages");
    speak_here(Some(Language::German));
    assert_eq!(say!("language-spoken", count = 2), "2 Sprachen");
    assert_eq!(phrase("language-name"), "Sprache");
    speak_here(None);
    assert_eq!(say!("language-name"), "Language");
    assert_eq!(message("nobody-says-this", None), "nobody-says-this");
}

#[test]
fn locales_lead_to_languages() {
    assert_eq!(Language::of_locale("de_AT.UTF-8"), Some(Language::German));
    assert_eq!(Language::of_locale("en"), Some(Language::English));
    assert_eq!(Language::of_locale("C.UTF-8"), None);
    assert_eq!(Language::of_locale("den"), None);
}
