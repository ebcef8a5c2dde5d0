//! Tries to lose work: kills the program while it works, and cuts the power of its disk.
//!
//! ```sh
//! cargo run --release --example torture -- --rounds 1000          # kills
//! cargo run --release --example torture -- --states 10000         # power cuts
//! ```
//!
//! It fails when anything that was acknowledged is lost, or a project is not sound.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use clap::Parser;
use postil::bench::torture::{kill, power};
use serde::Serialize;

/// Tries to lose work.
#[derive(Parser)]
struct Wanted {
    /// How often the program is killed
    #[arg(long, default_value_t = 0)]
    rounds: usize,
    /// In how many states the disk is when power comes back
    #[arg(long, default_value_t = 0)]
    states: usize,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// The same seed tries the same
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Work on this project with this state folder until somebody ends it
    #[arg(long, num_args = 2, value_names = ["PROJECT", "STATE"], hide = true)]
    labour: Vec<PathBuf>,
    /// Make the project for that
    #[arg(long, value_name = "PROJECT", hide = true)]
    prepare: Option<PathBuf>,
    /// Say what became of it
    #[arg(long, num_args = 2, value_names = ["PROJECT", "STATE"], hide = true)]
    look: Vec<PathBuf>,
}

/// What was found, for machines.
#[derive(Default, Serialize)]
struct Report {
    #[serde(flatten)]
    kills: kill::Report,
    power: power::Report,
}

fn main() -> anyhow::Result<ExitCode> {
    let wanted = Wanted::parse();
    if let [root, state] = &wanted.labour[..] {
        kill::labour(root, state, wanted.seed)?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(root) = &wanted.prepare {
        kill::prepare(root, wanted.seed)?;
        return Ok(ExitCode::SUCCESS);
    }
    if let [root, state] = &wanted.look[..] {
        println!("{}", serde_json::to_string(&kill::look(root, state)?)?);
        return Ok(ExitCode::SUCCESS);
    }
    let mut report = Report::default();
    if wanted.rounds > 0 {
        let program = std::env::current_exe()?;
        report.kills = kill::run(wanted.rounds, wanted.seed, |root, state, seed| {
            let mut child = Command::new(&program);
            child.arg("--seed").arg(seed.to_string());
            child.arg("--labour").arg(root).arg(state);
            child
        })?;
    }
    if wanted.states > 0 {
        report.power = power::run(wanted.states, wanted.seed)?;
    }
    let kill::Report {
        rounds,
        acknowledged,
        lost,
    } = report.kills;
    if wanted.json {
        println!("{}", serde_json::to_string(&report)?);
    } else {
        println!("rounds {rounds}, acknowledged {acknowledged}, lost {lost}");
        println!(
            "power cuts: {} states, lost {}",
            report.power.states, report.power.lost
        );
    }
    let all_there = lost == 0 && report.power.lost == 0;
    Ok(if all_there {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
