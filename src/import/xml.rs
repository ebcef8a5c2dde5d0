//! Bounds on the XML that is read, whatever it holds.

use crate::say;

/// Most elements and texts of a file.
pub const NODES: u32 = 20_000_000;
/// Most attributes of an element: looking for one that stands twice takes the square of their number.
const ATTRIBUTES: usize = 4000;

/// Why a text is not read, when some element has more attributes than any format has.
pub fn crowded(text: &str) -> Option<String> {
    let mut count = 0;
    let bytes = text.as_bytes();
    for at in memchr::memchr3_iter(b'"', b'\'', b'>', bytes) {
        if bytes[at] == b'>' {
            count = 0;
        } else if at > 0 && bytes[at - 1] == b'=' {
            count += 1;
            if count > ATTRIBUTES {
                return Some(say!("foreign-too-many-attributes", most = ATTRIBUTES));
            }
        }
    }
    None
}
