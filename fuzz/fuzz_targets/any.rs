//! Runs the target of `postil::fuzzing::TARGETS` that the variable `POSTIL_FUZZ` names.
#![no_main]

use std::env;
use std::sync::LazyLock;

use postil::fuzzing::TARGETS;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let wanted = env::var("POSTIL_FUZZ").unwrap_or_default();
    let found = TARGETS.iter().find(|(name, _)| *name == wanted);
    found.expect("POSTIL_FUZZ names a target").1
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| TARGET(bytes));
