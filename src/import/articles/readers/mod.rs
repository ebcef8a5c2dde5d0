//! One file a format; the table of them is [`FORMATS`](super::FORMATS).

pub(super) mod html;
pub(super) mod text;
