//! Plain text: the text as it stands.

use super::super::{Block, BlockKind, Found, Given, Piece};
use crate::import::Problem;

pub(in super::super) fn read(given: &Given<'_>) -> Result<Found, Problem> {
    let decoded = given.text()?;
    Ok(Found {
        pieces: vec![Piece {
            blocks: vec![Block::new(BlockKind::Verbatim, decoded.text)],
            remarks: decoded.remarks,
            ..Piece::default()
        }],
        encoding: decoded.encoding,
        ..Found::default()
    })
}
