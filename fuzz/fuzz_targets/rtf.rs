#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| postil::fuzzing::articles("rtf", bytes));
