//! Texts of articles as they were before they changed.

use core::fmt;
use std::sync::Arc;

use crate::text::Text;

use super::sha256_hex;

/// What knows where a text of earlier times is kept: it gets the SHA-256 as hexadecimal digits, and may know nothing.
type Source = dyn Fn(&str) -> Option<Vec<u8>> + Send + Sync;

/// Where texts may be found by their SHA-256. The default knows none.
#[derive(Clone, Default)]
pub struct OldTexts(Option<Arc<Source>>);

impl OldTexts {
    /// The texts that a source finds. What it gives is believed only when it has the SHA-256 that was asked for.
    #[must_use]
    pub fn new(source: impl Fn(&str) -> Option<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(source)))
    }

    /// The text with this SHA-256, if it is found.
    #[must_use]
    pub fn find(&self, sha256: &str) -> Option<Text> {
        let bytes = self.0.as_ref()?(sha256)?;
        let text = String::from_utf8(bytes).ok()?;
        (sha256_hex(&text) == sha256).then(|| Text::new(text))
    }

    /// The same for a text that has become another one since: when nothing but its line ends was changed, as git and
    /// editors do, it need not be kept anywhere.
    #[must_use]
    pub fn find_before(&self, sha256: &str, now: &Text) -> Option<Text> {
        self.find(sha256)
            .or_else(|| with_other_line_ends(now, sha256))
    }
}

fn with_other_line_ends(text: &Text, sha256: &str) -> Option<Text> {
    let plain = text.as_str().replace("\r\n", "\n");
    if sha256_hex(&plain) == sha256 {
        return Some(Text::new(plain));
    }
    let other = plain.replace('\n', "\r\n");
    (sha256_hex(&other) == sha256).then(|| Text::new(other))
}

impl fmt::Debug for OldTexts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.0.is_some() { "a source" } else { "none" };
        write!(f, "OldTexts({state})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_text_that_was_asked_for_is_believed() {
        let wanted = sha256_hex("The port");
        let texts = OldTexts::new(|_| Some(b"The port".to_vec()));
        assert_eq!(texts.find(&wanted), Some(Text::new("The port")));
        assert_eq!(texts.find(&sha256_hex("A port")), None);
        assert_eq!(OldTexts::default().find(&wanted), None);
        assert_eq!(OldTexts::new(|_| Some(vec![0xff])).find(&wanted), None);
    }
}
