//! Files in which git left two versions between its markers.

/// The versions of a file in which git left markers.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::store) struct Versions {
    pub ours: String,
    /// What both were before, where git was asked to say so.
    pub base: Option<String>,
    pub theirs: String,
}

const OURS: &str = "<<<<<<<";
const BASE: &str = "|||||||";
const MIDDLE: &str = "=======";
const THEIRS: &str = ">>>>>>>";

/// The versions; `None` when there are no markers, or not all of those that belong together.
pub(in crate::store) fn split(text: &str) -> Option<Versions> {
    /// In which version a line is.
    #[derive(PartialEq)]
    enum Within {
        All,
        Ours,
        Base,
        Theirs,
    }
    if !text.contains(OURS) {
        return None;
    }
    let (mut ours, mut base, mut theirs) = (String::new(), String::new(), String::new());
    let (mut within, mut found, mut based) = (Within::All, 0, 0);
    for line in text.split_inclusive('\n') {
        let next = match (marker(line), &within) {
            (None, _) => {
                if matches!(within, Within::All | Within::Ours) {
                    ours.push_str(line);
                }
                if matches!(within, Within::All | Within::Base) {
                    base.push_str(line);
                }
                if matches!(within, Within::All | Within::Theirs) {
                    theirs.push_str(line);
                }
                continue;
            }
            (Some(OURS), Within::All) => Within::Ours,
            (Some(BASE), Within::Ours) => {
                based += 1;
                Within::Base
            }
            (Some(MIDDLE), Within::Ours | Within::Base) => Within::Theirs,
            (Some(THEIRS), Within::Theirs) => {
                found += 1;
                Within::All
            }
            // A line of equal signs outside of a conflict underlines a heading.
            (Some(MIDDLE), Within::All) => {
                for version in [&mut ours, &mut base, &mut theirs] {
                    version.push_str(line);
                }
                continue;
            }
            _ => return None,
        };
        within = next;
    }
    (within == Within::All && found > 0).then(|| Versions {
        ours,
        base: (based == found).then_some(base),
        theirs,
    })
}

/// The marker that a line is.
fn marker(line: &str) -> Option<&'static str> {
    let line = line.trim_end_matches(['\n', '\r']);
    [OURS, BASE, MIDDLE, THEIRS].into_iter().find(|marker| {
        line.strip_prefix(marker)
            .is_some_and(|rest| rest.is_empty() || *marker != MIDDLE && rest.starts_with(' '))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_versions_are_taken_apart() {
        let text = "(\n<<<<<<< HEAD\n  a,\n  b,\n=======\n  c,\n>>>>>>> branch of Ben\n)\n";
        let versions = split(text).unwrap();
        assert_eq!(versions.ours, "(\n  a,\n  b,\n)\n");
        assert_eq!(versions.theirs, "(\n  c,\n)\n");
        assert_eq!(versions.base, None);
    }

    #[test]
    fn three_versions_are_taken_apart() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| 0123456\nc\n=======\n>>>>>>> x\nd\n<<<<<<< HEAD\n||||||| 0123456\ne\n=======\nf\n>>>>>>> x\n";
        let versions = split(&text.replace('\n', "\r\n")).unwrap();
        assert_eq!(versions.ours, "a\r\nb\r\nd\r\n");
        assert_eq!(versions.theirs, "a\r\nd\r\nf\r\n");
        assert_eq!(versions.base.as_deref(), Some("a\r\nc\r\nd\r\ne\r\n"));
    }

    #[test]
    fn what_is_not_whole_is_left_alone() {
        for text in [
            "",
            "a\n=======\nb\n",
            "<<<<<<< HEAD\na\n=======\nb\n",
            "<<<<<<< HEAD\na\n>>>>>>> x\n",
            "a\n>>>>>>> x\n",
            "<<<<<<< HEAD\n<<<<<<< HEAD\n=======\n>>>>>>> x\n",
            "<<<<<<< HEAD\na\n=======\nb\n=======\nc\n>>>>>>> x\n",
            "  <<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n",
        ] {
            assert_eq!(split(text), None, "{text:?}");
        }
        let heading = "Title\n=======\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n";
        assert_eq!(split(heading).unwrap().theirs, "Title\n=======\nb\n");
    }
}
