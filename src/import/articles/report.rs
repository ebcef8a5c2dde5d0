//! What became of each file of an import.

use crate::import::{ImportError, NearGroup, Skipped};
use crate::say;

use super::{Cut, Draft, Loaded};

/// What became of the files, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// One a file.
    pub files: Vec<FileReport>,
    /// Articles that were here, and what came that is nearly the same.
    pub near: Vec<NearGroup>,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// Its name as it was given, with its folder.
    pub file: String,
    /// As what it was read: the name of a format on the command line; empty when it could not be.
    pub format: &'static str,
    /// What came of it.
    pub fate: Fate,
    /// What people should know of it and of its articles, a sentence each.
    pub remarks: Vec<String>,
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// So many articles were read.
    Read {
        /// How many of them are new.
        added: usize,
        /// How many gave an article of the project its text back.
        restored: usize,
        /// What was left out because its text was in the project already: a sentence each.
        same: Vec<String>,
        /// What was left out because an article that came before it in the import has its text: a sentence each.
        twice: Vec<String>,
    },
    /// Nothing of it was taken, for this reason.
    Refused(String),
}

impl Report {
    /// Notes a file as it was read, all of its articles as new ones, and gives these.
    pub fn take(&mut self, file: String, read: Result<Loaded, ImportError>) -> Vec<Draft> {
        let of_file = self.files.len();
        let (drafts, format, fate, mut remarks) = match read {
            Ok(Loaded {
                format,
                drafts,
                remarks,
            }) => {
                let fate = Fate::Read {
                    added: drafts.len(),
                    restored: 0,
                    same: Vec::new(),
                    twice: Vec::new(),
                };
                (drafts, format.id, fate, remarks)
            }
            Err(error) => {
                let fate = Fate::Refused(error.problem.to_string());
                (Vec::new(), "", fate, Vec::new())
            }
        };
        for draft in &drafts {
            // Of an only article it need not be said which one it is.
            remarks.extend(draft.remarks.iter().map(|remark| match draft.number {
                Some(_) => format!("{}: {remark}", draft.name()),
                None => remark.clone(),
            }));
        }
        remarks.extend(cuts(&drafts));
        self.files.push(FileReport {
            file,
            format,
            fate,
            remarks,
        });
        let drafts = drafts.into_iter();
        drafts.map(|draft| Draft { of_file, ..draft }).collect()
    }

    /// Takes back what was not new: the drafts that gave texts back, each by its file, and those that were left out.
    pub fn settle(&mut self, restored: &[usize], skipped: &[Skipped]) {
        for of_file in restored {
            if let Some(Fate::Read {
                added, restored, ..
            }) = self.fate(*of_file)
            {
                *added = added.saturating_sub(1);
                *restored += 1;
            }
        }
        for skipped in skipped {
            if let Some(Fate::Read {
                added, same, twice, ..
            }) = self.fate(skipped.of_file)
            {
                *added = added.saturating_sub(1);
                let whose = if skipped.is_twin { twice } else { same };
                whose.push(skipped.to_string());
            }
        }
    }

    fn fate(&mut self, file: usize) -> Option<&mut Fate> {
        self.files.get_mut(file).map(|file| &mut file.fate)
    }

    /// Whether a file was refused.
    #[must_use]
    pub fn has_refused(&self) -> bool {
        let mut files = self.files.iter();
        files.any(|file| matches!(file.fate, Fate::Refused(_)))
    }
}

/// How many blocks are cut, by the reason, in a sentence; none when none are.
fn cuts(drafts: &[Draft]) -> Option<String> {
    let all = drafts.iter().flat_map(|draft| &draft.blocks);
    let cuts: Vec<Cut> = all.filter_map(|block| block.cut).collect();
    let what = Cut::ALL.iter().filter_map(|cut| {
        let count = cuts.iter().filter(|it| *it == cut).count();
        (count > 0).then(|| format!("{} ({count})", cut.name()))
    });
    let what: Vec<String> = what.collect();
    (!what.is_empty()).then(|| say!("import-cuts", what = what.join(", ")))
}

impl FileReport {
    /// What came of it, in a sentence that begins with its name.
    #[must_use]
    pub fn sentence(&self) -> String {
        match &self.fate {
            Fate::Refused(why) => format!("{}: {why}", self.file),
            Fate::Read {
                added,
                restored,
                same,
                twice,
            } => say!(
                "import-file-read",
                file = &self.file,
                added = *added,
                restored = *restored,
                same = same.len(),
                twice = twice.len()
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Options, Problem, articles};
    use crate::store::Progress;

    fn loaded(name: &str, bytes: &[u8]) -> Result<Loaded, ImportError> {
        let given = articles::Given {
            name,
            bytes,
            options: &Options::default(),
            progress: &Progress::default(),
        };
        articles::from_bytes(&given, None).map_err(|problem: Problem| ImportError {
            file: name.to_owned(),
            problem,
        })
    }

    #[test]
    fn every_file_is_told_of() {
        let mut report = Report::default();
        let mut drafts = Vec::new();
        for (name, bytes) in [("a.txt", &b"One."[..]), ("b.txt", b" "), ("c.txt", b"One.")] {
            drafts.extend(report.take(format!("in/{name}"), loaded(name, bytes)));
        }
        assert_eq!(
            drafts.iter().map(|it| it.of_file).collect::<Vec<_>>(),
            [0, 2]
        );
        assert!(report.has_refused());
        let skipped = Skipped {
            draft: 1,
            of_file: 2,
            name: "c.txt".into(),
            same_as: "One".into(),
            is_twin: true,
        };
        report.settle(&[], &[skipped]);
        let told: Vec<String> = report.files.iter().map(FileReport::sentence).collect();
        assert_eq!(
            told,
            [
                "in/a.txt: one new article",
                "in/b.txt: There is no text in it. Nothing was added.",
                "in/c.txt: no new article, one came twice",
            ]
        );
        let skipped = Skipped {
            draft: 0,
            of_file: 0,
            name: "a.txt".into(),
            same_as: "One".into(),
            is_twin: false,
        };
        report.settle(&[], &[skipped]);
        assert_eq!(
            report.files[0].sentence(),
            "in/a.txt: no new article, one was there already"
        );
    }
}
