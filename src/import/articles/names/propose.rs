//! Patterns that the names of some files follow.

use super::Pattern;

/// Patterns that people name files by, the most telling first.
const PATTERNS: [&str; 26] = [
    "{source}/{date}_{author}_{title}",
    "{source}/{date}_{title}",
    "{source}/{date} - {title}",
    "{source}/{date} {title}",
    "{source}/{date}-{title}",
    "{source}/{date:dmy}_{title}",
    "{source}/{date:dmy} {title}",
    "{date}_{source}_{author}_{title}",
    "{date}_{source}_{title}",
    "{date} - {source} - {title}",
    "{date:dmy}_{source}_{title}",
    "{date:dmy} - {source} - {title}",
    "{source}_{date}_{title}",
    "{source} - {date} - {title}",
    "{source}_{date:dmy}_{title}",
    "{source}-{date}-{title}",
    "{date} - {title}",
    "{date}_{title}",
    "{date} {title}",
    "{date}-{title}",
    "{date:dmy}_{title}",
    "{date:dmy} {title}",
    "{source}_{title}_{date}",
    "{title}_{date}",
    "{title} {date}",
    "{source}/{title}",
];

/// Most names that are looked at.
const SAMPLE: usize = 300;
/// Most patterns that are proposed.
const MOST: usize = 4;

/// The patterns that most of these paths follow, the most telling first.
#[must_use]
pub fn propose(paths: &[String]) -> Vec<&'static str> {
    // Those of a sorted list are much alike: some from everywhere.
    let step = paths.len().div_ceil(SAMPLE).max(1);
    let paths: Vec<&String> = paths.iter().step_by(step).collect();
    if paths.is_empty() {
        return Vec::new();
    }
    let follows = |text: &str| {
        let Ok(pattern) = Pattern::parse(text) else {
            return false;
        };
        let followed = paths.iter().filter(|path| pattern.read(path).is_some());
        followed.count() * 5 >= paths.len() * 4
    };
    let mut proposed: Vec<&'static str> = PATTERNS
        .into_iter()
        .filter(|text| is_of_folders(text, &paths))
        .filter(|text| follows(text))
        .collect();
    // Without a day the folders may mean anything.
    if proposed.len() > 1 {
        proposed.retain(|text| text.contains("{date"));
    }
    proposed.truncate(MOST);
    proposed
}

/// Whether the paths lie in more than one folder, if a pattern speaks of folders: all files of one folder come from it, and
/// not from one source.
fn is_of_folders(text: &str, paths: &[&String]) -> bool {
    if !text.contains('/') {
        return true;
    }
    let folder = |path: &str| {
        let mut parts = path.rsplit('/').skip(1);
        parts.next().map(str::to_owned)
    };
    let first = folder(paths[0]);
    first.is_some() && paths.iter().any(|path| folder(path) != first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_proposed_that_the_names_follow() {
        let cases: [(&[&str], &str); 6] = [
            (
                &[
                    "x/2026-03-01_Courier_vote.txt",
                    "x/2026-03-02_Herald_strike.txt",
                ],
                "{date}_{source}_{title}",
            ),
            (
                &[
                    "Courier/2026-03-01 Vote.txt",
                    "Herald/2026-03-02 Strike.txt",
                ],
                "{source}/{date} {title}",
            ),
            (
                &["01.03.2026_vote.txt", "22.03.2026_strike.txt"],
                "{date:dmy}_{title}",
            ),
            (
                &["Courier/vote.txt", "Herald/strike.txt"],
                "{source}/{title}",
            ),
            (&["vote.txt", "strike.txt"], ""),
            (&[], ""),
        ];
        for (paths, first) in cases {
            let paths: Vec<String> = paths.iter().map(|it| (*it).to_owned()).collect();
            let proposed = propose(&paths);
            let found = proposed.first().copied().unwrap_or_default();
            assert_eq!(found, first, "{paths:?}: {proposed:?}");
        }
    }
}
