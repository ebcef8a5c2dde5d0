//! Words from a text file, one a line.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::say;
use crate::text::MOST_WORDS;

use super::decode;

/// Largest file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// The lines of a file that say something, each once, without blanks around them. In a file with a `;` or a tab behind the
/// words, as of a table, the first column counts.
///
/// # Errors
/// A sentence that says why it is no list of words.
pub fn word_list(path: &Path) -> Result<Vec<String>, String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unread = |why: String| say!("words-unread", file = &*name, why = why);
    let file = File::open(path).map_err(|error| unread(error.to_string()))?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unread(error.to_string()))?;
    if bytes.len() as u64 > LARGEST {
        return Err(say!("words-large", file = &*name));
    }
    let text = decode(&bytes).map_err(|why| unread(why.to_string()))?.text;
    let mut seen = HashSet::new();
    let words: Vec<String> = text
        .lines()
        .map(|line| line.split([';', '\t']).next().unwrap_or(line).trim())
        .filter(|word| !word.is_empty() && seen.insert((*word).to_owned()))
        .map(str::to_owned)
        .collect();
    match words.len() {
        0 => Err(say!("words-none", file = &*name)),
        count if count > MOST_WORDS => Err(say!("words-many", file = &*name, most = MOST_WORDS)),
        _ => Ok(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_words_and_what_is_none_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let read = |bytes: &[u8]| {
            let path = folder.path().join("words.txt");
            std::fs::write(&path, bytes).unwrap();
            word_list(&path)
        };
        let latin1 = b"port\r\n\r\n  quay side \nport\nN\xfa\xf1ez;a mayor\n";
        assert_eq!(read(latin1).unwrap(), ["port", "quay side", "Núñez"]);
        assert_eq!(
            read(b" \n\n").unwrap_err(),
            "There are no words in words.txt."
        );
        let many: Vec<String> = (0..=MOST_WORDS).map(|it| format!("w{it}")).collect();
        assert!(
            read(many.join("\n").as_bytes())
                .unwrap_err()
                .contains("more than 10000 words")
        );
        assert!(read(&vec![b'a'; 2 << 20]).unwrap_err().contains("megabyte"));
        assert!(read(b"%PDF-1.7 \x00\x01").unwrap_err().contains("PDF"));
        assert!(word_list(&folder.path().join("none.txt")).is_err());
    }
}
