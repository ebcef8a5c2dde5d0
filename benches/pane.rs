//! The same table as `postil bench`: `cargo bench`.

use std::process::ExitCode;

use postil::bench::{Wanted, run};

fn main() -> ExitCode {
    run(&Wanted::default(), false)
}
