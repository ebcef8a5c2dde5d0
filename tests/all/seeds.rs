//! The seeds of the fuzz targets, and what those have found: all that is in `fuzz/seeds` goes through its target.

use std::fs;
use std::path::Path;

use postil::fuzzing::TARGETS;

#[test]
fn every_seed_passes_its_target() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    for (name, target) in TARGETS {
        // What is read whole elsewhere in the tests is no second time among the seeds.
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
        let folders = [
            fuzz.join("seeds"),
            data.join("articles"),
            data.join("documents"),
        ];
        let files = folders
            .iter()
            .filter_map(|folder| fs::read_dir(folder.join(name)).ok())
            .flatten()
            .map(|file| file.expect("the folder can be listed").path())
            .filter(|path| path.is_file() && path.extension().is_none_or(|it| it != "expected"));
        let mut count = 0;
        for path in files {
            eprintln!("{}", path.display());
            target(&fs::read(path).expect("a seed can be read"));
            count += 1;
        }
        assert!(count > 0, "{name} has no seeds");
    }
}
