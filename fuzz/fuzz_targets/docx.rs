#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| postil::fuzzing::parts("docx", bytes));
