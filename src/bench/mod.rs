//! Measuring: what must be fast, how fast it is here, and how fast it has to be.
//!
//! `postil bench` and `cargo bench` print the same table. It is measured on the whole program as users have it, but for the
//! window: `stage` runs its frames without one. A frame is the program's work and egui's, with the tessellation of what
//! is drawn; what the graphics card does is not in it. [`synth`] makes the projects that it works on.

mod agreement;
mod alike;
mod anchors;
mod codebook;
mod copies;
mod correcting;
mod deciding;
#[cfg(feature = "pdf")]
mod documents;
mod exports;
mod gaps;
mod merging;
mod naming;
mod pages;
mod passages;
pub mod people;
mod prose;
mod register;
mod replay;
mod reviewing;
mod sections;
mod stage;
pub mod synth;
mod table;
mod texts;
pub mod torture;
mod work;

use std::io::{self, Write};
use std::process::ExitCode;

use serde::Serialize;

pub use sections::Wanted;

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// What was measured.
    pub name: &'static str,
    /// In what: `ms`, `MB` or `frames`.
    pub unit: &'static str,
    /// The middle one of all measurements.
    pub median: f64,
    /// What 99 of 100 measurements do not exceed; with fewer than 100, the largest.
    pub p99: f64,
    /// What must not be exceeded by [`Self::p99`].
    pub budget: f64,
    /// Whether it was not.
    pub met: bool,
}

impl Row {
    /// The line of some measurements.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn new(name: &'static str, unit: &'static str, budget: f64, mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let rank = |percent: usize| (values.len() * percent).div_ceil(100).max(1) - 1;
        let p99 = values[rank(99)];
        Self {
            name,
            unit,
            median: values[rank(50)],
            p99,
            budget,
            met: p99 <= budget,
        }
    }
}

/// Measures and prints the table, for `postil bench`. With `json` it is an array of [`Row`]s.
#[must_use]
pub fn run(wanted: &Wanted, json: bool) -> ExitCode {
    if let Some(root) = std::env::var_os(work::MEMORY_OF) {
        println!("{}", work::memory_of(root.as_ref()));
        return ExitCode::SUCCESS;
    }
    if let Some(root) = std::env::var_os(exports::PEAK_OF) {
        return match exports::peak_of(root.as_ref()) {
            Ok(megabytes) => {
                println!("{megabytes}");
                ExitCode::SUCCESS
            }
            Err(error) => failed(&error),
        };
    }
    let measured = sections::measure(wanted);
    let mut out = io::stdout().lock();
    let printed = measured.and_then(|rows| {
        let printed = if json {
            serde_json::to_writer_pretty(&mut out, &rows)
                .map_err(io::Error::from)
                .and_then(|()| writeln!(out))
        } else {
            print(&mut out, &rows)
        };
        printed.map_err(anyhow::Error::from)
    });
    match printed {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("postil: {error:#}");
    ExitCode::FAILURE
}

fn print(out: &mut impl Write, rows: &[Row]) -> io::Result<()> {
    writeln!(
        out,
        "{:50} {:>6} {:>9} {:>9} {:>9}  met",
        "work", "unit", "median", "p99", "budget"
    )?;
    for row in rows {
        let met = if row.met { "yes" } else { "no" };
        writeln!(
            out,
            "{:50} {:>6} {:>9.2} {:>9.2} {:>9.2}  {met}",
            row.name, row.unit, row.median, row.p99, row.budget
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_tells_the_middle_and_the_99th() {
        let values: Vec<f64> = (1..=200).rev().map(f64::from).collect();
        let row = Row::new("work", "ms", 198.0, values);
        assert_eq!((row.median, row.p99, row.met), (100.0, 198.0, true));
        let row = Row::new("work", "ms", 2.0, vec![3.0, 1.0, 2.0]);
        assert_eq!((row.median, row.p99, row.met), (2.0, 3.0, false));
        assert_eq!(Row::new("work", "ms", 2.0, vec![2.0]).median, 2.0);
    }

    #[test]
    fn a_small_measurement_has_every_row() {
        let wanted = Wanted {
            megabytes: 0.02,
            annotations: 60,
            large: 0.05,
            articles: 1200,
            rounds: 2,
            ..Wanted::default()
        };
        let rows = sections::measure(&wanted).unwrap();
        let names: Vec<_> = rows.iter().map(|row| row.name).collect();
        assert!(names.len() >= 15, "{names:?}");
        assert!(rows.iter().all(|row| row.median <= row.p99));
        let mut printed = Vec::new();
        print(&mut printed, &rows).unwrap();
        assert_eq!(
            String::from_utf8(printed).unwrap().lines().count(),
            rows.len() + 1
        );
    }
}
