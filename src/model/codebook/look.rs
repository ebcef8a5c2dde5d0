//! How tags look that nobody has given a look: told apart from each other as far as there are colours.

use super::{Codebook, Color, Pattern};

impl Color {
    /// Colours for tags: told apart by people who do not see all colours, dark enough for a line on white.
    pub const OF_TAGS: [Self; 12] = [
        Self([0x00, 0x72, 0xb2]),
        Self([0xd5, 0x5e, 0x00]),
        Self([0x00, 0x9e, 0x73]),
        Self([0xcc, 0x79, 0xa7]),
        Self([0xe6, 0x9f, 0x00]),
        Self([0x56, 0xb4, 0xe9]),
        Self([0x7a, 0x4f, 0xbf]),
        Self([0x8a, 0x6d, 0x00]),
        Self([0x99, 0x1b, 0x3b]),
        Self([0x33, 0x22, 0x88]),
        Self([0x44, 0xaa, 0x99]),
        Self([0x55, 0x55, 0x55]),
    ];
}

impl Codebook {
    /// A colour that no tag has yet, so many of these passed over; one of the others when there are not so many.
    #[must_use]
    pub fn fresh_color(&self, beyond: usize) -> Color {
        let is_free = |color: &&Color| self.tags.iter().all(|tag| tag.color != **color);
        let mut free = Color::OF_TAGS.iter().filter(is_free);
        let other = (self.tags.len() + beyond) % Color::OF_TAGS.len();
        free.nth(beyond).copied().unwrap_or(Color::OF_TAGS[other])
    }

    /// A pattern that the last tags do not have.
    #[must_use]
    pub fn fresh_pattern(&self) -> Pattern {
        Pattern::ALL[self.tags.len() % Pattern::ALL.len()]
    }
}
