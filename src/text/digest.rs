//! By what a text is known again.

use sha2::{Digest, Sha256};

/// The SHA-256 of a text's UTF-8 bytes: 64 hexadecimal digits, lower case.
#[must_use]
pub fn sha256_hex(text: &str) -> String {
    sha256_of(text.as_bytes())
}

/// The SHA-256 of bytes: 64 hexadecimal digits, lower case.
#[must_use]
pub fn sha256_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as hexadecimal digits, lower case.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves
        .map(|half| char::from(DIGITS[usize::from(half)]))
        .collect()
}
