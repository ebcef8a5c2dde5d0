//! Makes a project of any size from a seed, for measuring:
//!
//! ```sh
//! cargo run --release --example synth -- DIR --articles 1 --megabytes 10 --annotations 100000 --script mixed --seed 3
//! ```

use std::path::PathBuf;

use clap::Parser;
use postil::bench::people::{self, People};
use postil::bench::synth::{Script, Size, make};

/// Makes a project of any size from a seed.
#[derive(Parser)]
struct Wanted {
    /// A new or empty folder
    dir: PathBuf,
    /// Number of articles
    #[arg(long, default_value_t = 1)]
    articles: usize,
    /// Size of each article's text in megabytes (1,000,000 bytes); may be a fraction
    #[arg(long, default_value_t = 1.0)]
    megabytes: f64,
    /// Number of annotations in each article
    #[arg(long, default_value_t = 1000)]
    annotations: usize,
    /// Link them to each other
    #[arg(long)]
    links: bool,
    /// Words of the text
    #[arg(long, value_enum, default_value_t)]
    script: Script,
    /// So many people who have labelled the same articles, to be compared
    #[arg(long)]
    people: Option<usize>,
    /// The same seed makes the same project
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> anyhow::Result<()> {
    let wanted = Wanted::parse();
    if let Some(count) = wanted.people {
        let many = People {
            people: count,
            articles: wanted.articles,
            passages: wanted.annotations,
            seed: wanted.seed,
        };
        return people::make(&wanted.dir, many);
    }
    let size = Size {
        articles: wanted.articles,
        bytes: (wanted.megabytes * 1e6) as usize,
        annotations: wanted.annotations,
        links: wanted.links,
        script: wanted.script,
        seed: wanted.seed,
    };
    make(&wanted.dir, size)?;
    println!(
        "{}: {} articles of {} bytes, {} annotations each",
        wanted.dir.display(),
        size.articles,
        size.bytes,
        size.annotations
    );
    Ok(())
}
