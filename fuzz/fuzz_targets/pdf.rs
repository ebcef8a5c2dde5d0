#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| postil::import::articles::check_pages(bytes));
