//! The block between `---` lines at the start of a Markdown file.

/// Longest front matter that is read, in lines; a text that merely begins with a rule is no front matter.
const LONGEST: usize = 60;

/// The fields of a front matter.
#[derive(Debug, Default)]
pub(super) struct FrontMatter<'a>(Vec<(String, &'a str)>);

impl<'a> FrontMatter<'a> {
    /// The value of the first of these fields that has one.
    pub fn get(&self, keys: &[&str]) -> Option<&'a str> {
        keys.iter().find_map(|key| {
            self.0
                .iter()
                .find(|(known, value)| known == key && !value.is_empty())
                .map(|&(_, value)| value)
        })
    }
}

/// The front matter, and the text behind it; none and the whole text when it does not begin with one.
pub(super) fn split(text: &str) -> (FrontMatter<'_>, &str) {
    let whole = (FrontMatter::default(), text);
    let Some(block) = text.strip_prefix("---\n") else {
        return whole;
    };
    let mut fields = Vec::new();
    let mut at = 0;
    for line in block.split_inclusive('\n').take(LONGEST) {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return (FrontMatter(fields), &block[at..]);
        }
        match line.split_once(':') {
            // Nested fields and list items are not ours to understand.
            Some((key, value)) if !key.is_empty() && !key.starts_with([' ', '\t', '-', '#']) => {
                fields.push((key.trim().to_lowercase(), plain(value)));
            }
            _ => {}
        }
    }
    whole
}

/// A value without the quotation marks or brackets that YAML puts around it.
fn plain(value: &str) -> &str {
    let value = value.trim();
    for (open, close) in [('"', '"'), ('\'', '\''), ('[', ']')] {
        if let Some(inner) = value
            .strip_prefix(open)
            .and_then(|value| value.strip_suffix(close))
        {
            return inner.trim();
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_and_the_text_follows() {
        let (front, body) = split(
            "---\ntitle: \"A vote: at last\"\nDate: 2026-03-01\ntags:\n  - port\nauthors: [Ana, Ben]\n---\n# Vote\n",
        );
        assert_eq!(front.get(&["title"]), Some("A vote: at last"));
        assert_eq!(front.get(&["published", "date"]), Some("2026-03-01"));
        assert_eq!(front.get(&["authors"]), Some("Ana, Ben"));
        assert_eq!(front.get(&["tags"]), None);
        assert_eq!(body, "# Vote\n");
    }

    #[test]
    fn a_rule_at_the_start_is_no_front_matter() {
        let text = "---\nA text that begins with a rule: nothing more.\n";
        assert_eq!(split(text).1, text);
        assert_eq!(split("").1, "");
    }
}
