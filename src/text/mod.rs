//! Text as annotation needs it: offsets in three units, spans, segmentation, and finding a quotation again.
//!
//! This floor knows nothing of annotations. An article's text is a [`Text`]: immutable, cheap to clone, cut into
//! paragraphs once. Positions in it are [`Byte`] offsets; [`OffsetMap`] converts them to the code points that files
//! hold and the UTF-16 units that some other programs read.

mod anchor;
mod around;
mod body;
mod copies;
mod digest;
mod find;
mod grow;
mod initials;
mod invisible;
mod offset;
mod passage;
mod patch;
mod quotation;
mod quoted;
mod seek;
mod segment;

pub use anchor::{Alignment, Candidate, Quote, candidates, place_by_context};
pub use around::{Cut, around, beginning};
pub use body::{Paragraph, Text};
pub use copies::{NEARLY_SAME, Signature, Sought, likeness, near_copies};
pub use digest::{hex, sha256_hex, sha256_of};
pub use find::{FindOptions, Pattern, Scan, find_all, folded};
pub use grow::{grow, shrink};
pub use initials::next_word_with;
pub use invisible::{Invisible, InvisibleCount, invisibles};
pub use offset::{Byte, CodePoint, OffsetMap, Span, Utf16};
pub use passage::{Passage, next_passage, previous_passage, to_clause_end};
pub use patch::{Carried, Misfit, Patch, Shift, apply};
use quotation::quotations_in;
pub use quotation::{Quotation, quotations_around};
pub use quoted::{quoted, unquoted};
pub use seek::{MOST_WORDS, Misread, Piece, Seeker, Unfindable, pieces, pieces_over};
pub use segment::{
    Unit, is_grapheme_boundary, next_boundary, next_grapheme, previous_boundary, previous_grapheme,
    snap, trim, unit_at,
};
