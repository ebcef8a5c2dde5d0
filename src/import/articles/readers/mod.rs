//! One file a format; the table of them is [`FORMATS`](super::FORMATS).

pub(super) mod databases;
pub(super) mod feed;
pub(super) mod html;
pub(super) mod mail;
pub(super) mod newsroom;
pub(super) mod text;
pub(super) mod warc;
