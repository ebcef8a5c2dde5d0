//! Mails and pages that were saved as one (MHTML): both are parts of MIME.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{
    Address, Encoding, Message, MessageParser, MessagePart, MimeHeaders as _, PartType,
};
use memchr::memmem;

use super::super::{Block, BlockKind, Cut, Found, Given, Piece, html};
use super::html::said_encoding;
use crate::import::{Head, Problem};
use crate::say;

/// Headers one of which stands at the head of every mail.
const HEADERS: [&str; 10] = [
    "from:",
    "return-path:",
    "received:",
    "mime-version:",
    "date:",
    "subject:",
    "message-id:",
    "delivered-to:",
    "x-mailer:",
    "content-type:",
];

pub(in super::super) fn sniff_mhtml(head: &Head<'_>) -> bool {
    let begins = head
        .text
        .get(..4000)
        .unwrap_or(head.text)
        .to_ascii_lowercase();
    matches!(head.extension, "mht" | "mhtml")
        || is_mail(&begins)
            && begins.contains("multipart/related")
            && (begins.contains("saved by") || begins.contains("snapshot-content-location"))
}

pub(in super::super) fn sniff_mail(head: &Head<'_>) -> bool {
    let begins = head
        .text
        .get(..4000)
        .unwrap_or(head.text)
        .to_ascii_lowercase();
    // A text may begin with “Subject:”; a mail has more than that.
    head.extension == "eml"
        || is_mail(&begins)
            && begins.contains("\nmime-version:")
            && begins.contains("\ncontent-type:")
}

fn is_mail(begins: &str) -> bool {
    HEADERS.iter().any(|header| begins.starts_with(header))
}

/// How many times as much a page says of which the text beside is but a stub.
const SEVERAL: usize = 3;
/// No mail has so many encoded words (RFC 2047).
const MOST_ENCODED: usize = 2_000;

fn parse<'a>(given: &Given<'a>, kind: &'static str) -> Result<Message<'a>, Problem> {
    let broken = || Problem::Broken {
        kind,
        why: say!("import-no-mime").to_owned(),
    };
    if given.bytes.trim_ascii().is_empty() {
        return Err(Problem::Empty);
    }
    let bytes = given
        .bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(given.bytes);
    // The parser looks for the end of each encoded word anew: thousands without one would keep it for minutes.
    if memmem::find_iter(bytes, b"=?").take(MOST_ENCODED).count() == MOST_ENCODED {
        return Err(broken());
    }
    let message = MessageParser::default().parse(bytes.trim_ascii_start());
    let message = message.ok_or_else(broken)?;
    // Whatever there is is parsed as something.
    let known = message.headers().iter().any(|header| {
        let name = format!("{}:", header.name().to_ascii_lowercase());
        HEADERS.contains(&name.as_str())
    });
    if known { Ok(message) } else { Err(broken()) }
}

pub(in super::super) fn read_mhtml(given: &Given<'_>) -> Result<Found, Problem> {
    let message = parse(given, "MHTML")?;
    let page = message
        .parts
        .iter()
        .find(|part| matches!(part.body, PartType::Html(_)));
    let page = page.ok_or_else(|| Problem::Broken {
        kind: "MHTML",
        why: say!("import-no-page").to_owned(),
    })?;
    let address = [
        page.content_location().map(str::to_owned),
        message
            .header_raw("Snapshot-Content-Location")
            .map(|it| it.trim().to_owned()),
    ];
    let address = address
        .into_iter()
        .flatten()
        .find(|it| it.starts_with("http"));
    let (text, encoding, remarks) = text_of(given, &message, page)?;
    let mut piece = html::page(&text, &address.unwrap_or_default(), given.progress)?;
    if let Some(date) = date_of(&message) {
        piece.more.push(("retrieved".to_owned(), date.to_string()));
    }
    if piece.title.is_empty() {
        message
            .subject()
            .unwrap_or_default()
            .clone_into(&mut piece.title);
    }
    piece.remarks.splice(0..0, remarks);
    Ok(Found {
        pieces: vec![piece],
        encoding,
        ..Found::default()
    })
}

pub(in super::super) fn read_mail(given: &Given<'_>) -> Result<Found, Problem> {
    let message = parse(given, "MIME")?;
    let title = message.subject().unwrap_or_default().trim().to_owned();
    let (name, address) = sender(&message);
    let mut piece = Piece {
        title: title.clone(),
        source: if name.is_empty() { address } else { name },
        date: date_of(&message),
        ..Piece::default()
    };
    if !title.is_empty() {
        piece.blocks.push(Block::new(BlockKind::Heading, title));
    }
    let body = body(given, &message)?;
    piece.blocks.extend(body.blocks);
    piece.remarks.extend(body.remarks);
    let attached: Vec<String> = message
        .attachments()
        .map(|part| {
            part.attachment_name()
                .unwrap_or(say!("import-unnamed"))
                .to_owned()
        })
        .collect();
    if !attached.is_empty() {
        let names = attached.join(", ");
        piece.remarks.push(say!(
            "import-attachments",
            count = attached.len(),
            names = names
        ));
    }
    if piece
        .blocks
        .iter()
        .all(|block| block.kind == BlockKind::Heading)
    {
        return Err(Problem::Empty);
    }
    Ok(Found {
        pieces: vec![piece],
        encoding: body.encoding,
        ..Found::default()
    })
}

/// What a mail says, as text or as page.
#[derive(Default)]
struct Body {
    blocks: Vec<Block>,
    encoding: &'static str,
    remarks: Vec<String>,
}

/// The text of a mail, which is what somebody wrote; its page, when that has several times as much: then the text says little
/// more than that there is a page, and is cut.
fn body(given: &Given<'_>, message: &Message<'_>) -> Result<Body, Problem> {
    let text = parts(given, message, &message.text_body)?;
    if message.text_body == message.html_body {
        return Ok(text);
    }
    let has_text = letters(&text.blocks) > 0;
    let mut page = match parts(given, message, &message.html_body) {
        Err(Problem::Cancelled) => return Err(Problem::Cancelled),
        // A page that cannot be read takes no text with it.
        Err(_) if has_text => return Ok(text),
        page => page?,
    };
    if has_text && letters(&page.blocks) < SEVERAL * letters(&text.blocks) {
        return Ok(text);
    }
    let stub = text.blocks.into_iter();
    let stub = stub.filter(|block| !page.blocks.contains(block));
    let stub: Vec<Block> = stub.map(|it| it.without(Cut::Boilerplate)).collect();
    page.blocks.extend(stub);
    Ok(page)
}

/// What some parts of a mail say.
fn parts(given: &Given<'_>, message: &Message<'_>, ids: &[u32]) -> Result<Body, Problem> {
    let mut body = Body::default();
    let mut is_told = false;
    for part in ids.iter().filter_map(|id| message.part(*id)) {
        given.go_on()?;
        if !matches!(part.body, PartType::Text(_) | PartType::Html(_)) {
            continue;
        }
        let (text, encoding, remarks) = text_of(given, message, part)?;
        if !is_told {
            body.encoding = encoding;
            body.remarks.extend(remarks);
            is_told = true;
        }
        if matches!(part.body, PartType::Html(_)) {
            body.blocks.extend(html::fragment(&text, given.progress)?);
        } else {
            body.blocks.extend(paragraphs(&text));
        }
    }
    Ok(body)
}

/// How many letters people read in what is kept of blocks; addresses are none.
fn letters(blocks: &[Block]) -> usize {
    let kept = blocks.iter().filter(|block| block.cut.is_none());
    let words = kept.flat_map(|block| block.text.split_whitespace());
    let words = words.filter(|word| !word.contains("://"));
    words
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).count())
        .sum()
}

/// The day on which it was sent, where that was.
fn date_of(message: &Message<'_>) -> Option<jiff::civil::Date> {
    let date = message.date()?;
    let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
    jiff::civil::Date::new(i16::try_from(date.year).ok()?, month, day).ok()
}

/// Name and address of who sent it.
fn sender(message: &Message<'_>) -> (String, String) {
    let address = message.from().and_then(|from| match from {
        Address::List(list) => list.first(),
        Address::Group(groups) => groups.first().and_then(|group| group.addresses.first()),
    });
    let part = |it: Option<&str>| it.unwrap_or_default().trim().to_owned();
    address.map_or_else(Default::default, |address| {
        (part(address.name()), part(address.address()))
    })
}

/// The text of a part in the encoding that it says, or people say; else in that which it is found to have.
fn text_of(
    given: &Given<'_>,
    message: &Message<'_>,
    part: &MessagePart<'_>,
) -> Result<(String, &'static str, Vec<String>), Problem> {
    let said = part.content_type().and_then(|it| it.attribute("charset"));
    let said = said.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let (start, end) = (part.offset_body as usize, part.offset_end as usize);
    let raw = message.raw_message.get(start..end).unwrap_or_default();
    let bytes = match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    };
    let Some(bytes) = bytes.filter(|bytes| !bytes.trim_ascii().is_empty()) else {
        // What cannot be decoded is taken as far as it could be.
        let text = part.text_contents().unwrap_or_default().to_owned();
        return Ok((text, "", vec![say!("import-damaged").to_owned()]));
    };
    let said = said.or_else(|| said_encoding(&bytes));
    let decoded = given.inside(given.name, &bytes).text_as(said)?;
    Ok((decoded.text, decoded.encoding, decoded.remarks))
}

/// How many characters lines have that a program broke.
const BROKEN: core::ops::Range<usize> = 56..100;

/// The paragraphs of a mail: empty lines divide them, and lines that flow on are one.
fn paragraphs(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n");
    let mut blocks: Vec<Block> = Vec::new();
    for paragraph in text.split("\n\n") {
        let lines: Vec<&str> = paragraph.lines().map(str::trim_end).collect();
        let is_quoted = lines.iter().all(|line| line.starts_with('>'));
        let mut whole = String::new();
        let mut last = 0;
        for line in &lines {
            let line = line.strip_prefix('>').unwrap_or(line).trim();
            if line.is_empty() {
                continue;
            }
            if !whole.is_empty() {
                whole.push(if BROKEN.contains(&last) { ' ' } else { '\n' });
            }
            whole.push_str(line);
            last = line.chars().count();
        }
        if !whole.trim().is_empty() {
            let kind = if is_quoted {
                BlockKind::Quote
            } else {
                BlockKind::Paragraph
            };
            blocks.push(Block::new(kind, whole));
        }
    }
    blocks
}
