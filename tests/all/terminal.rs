//! What the binary itself prints: nothing of it is obeyed by a terminal.

use std::process::Command;

#[test]
fn what_is_wrong_with_the_command_line_is_printed_without_control_characters() {
    let run = |arguments: &[&str]| {
        let program = env!("CARGO_BIN_EXE_postil");
        let done = Command::new(program).args(arguments).output().unwrap();
        (done.status.code(), String::from_utf8(done.stderr).unwrap())
    };
    for arguments in [
        &["check", "a", "b\u{1b}[31m\u{202e}"][..],
        &["--no\u{9b}such"],
        &["status", "--annotator"],
    ] {
        let (code, said) = run(arguments);
        assert_eq!(code, Some(2), "{said}");
        let is_obeyed = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!said.contains(is_obeyed), "{said:?}");
    }
    let (_, said) = run(&["check", "a", "b\u{1b}[31m\u{202e}"]);
    // Colours are taken out by the parser itself, in plain text.
    assert!(said.contains("b\\u{202e}"), "{said}");
}
