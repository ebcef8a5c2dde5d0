//! The seeds of the fuzz targets, and what those have found: all that is in `fuzz/seeds` goes through its target.

use std::fs;
use std::path::Path;

use postil::fuzzing::TARGETS;

#[test]
fn every_seed_passes_its_target() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    for (name, target) in TARGETS {
        let driver = fuzz.join("fuzz_targets").join(format!("{name}.rs"));
        assert!(driver.exists(), "{name} has no driver");
        let seeds = fs::read_dir(fuzz.join("seeds").join(name)).expect("there are seeds");
        let mut count = 0;
        for seed in seeds {
            let path = seed.expect("the folder can be listed").path();
            eprintln!("{}", path.display());
            target(&fs::read(path).expect("a seed can be read"));
            count += 1;
        }
        assert!(count > 0, "{name} has no seeds");
    }
}
