//! Arguments in; window or command out.

use std::process::ExitCode;
use std::time::Instant;

use postil::app::{Start, run};
use postil::bench::Wanted;
use postil::cli::Task;
use postil::store::signals;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let began = Instant::now();
    let filter =
        EnvFilter::try_from_env("POSTIL_LOG").unwrap_or_else(|_| EnvFilter::new("error,rfd=off"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    signals::refuse_large_files();
    let cli = match postil::cli::parse() {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    match &cli.task {
        Some(Task::Command(command)) => {
            signals::let_signals_wait();
            return postil::cli::run(command);
        }
        Some(Task::Bench { json, only }) => {
            let wanted = Wanted {
                only: only.clone(),
                ..Wanted::default()
            };
            return postil::bench::run(&wanted, *json);
        }
        #[cfg(feature = "pdf")]
        Some(Task::ReadPdf) => return postil::import::articles::serve_pdf(),
        None => {}
    }
    let start = Start {
        project: cli.project,
        began,
        timings: cli.timings,
    };
    match run(start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            postil::cli::complain(&format!("postil: {error}"));
            ExitCode::FAILURE
        }
    }
}
