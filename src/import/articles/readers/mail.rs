//! Mails and pages that were saved as one (MHTML): both are parts of MIME.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{
    Address, Encoding, Message, MessageParser, MessagePart, MimeHeaders as _, PartType,
};
use memchr::memmem;

use super::super::{Block, BlockKind, Found, Given, Piece, html};
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
    let mut piece = html::page(&text, &address.unwrap_or_default())?;
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
    let mut encoding = "";
    let mut is_told = false;
    // What is written as text is what somebody wrote; of newsletters there is often only a page.
    let texts = message.text_body.iter().filter_map(|id| message.part(*id));
    let has_text = texts
        .clone()
        .any(|part| matches!(&part.body, PartType::Text(text) if !text.trim().is_empty()));
    let pages = message.html_body.iter().filter_map(|id| message.part(*id));
    let parts: Vec<&MessagePart<'_>> = if has_text {
        texts.collect()
    } else {
        pages.collect()
    };
    for part in parts {
        given.go_on()?;
        if !matches!(part.body, PartType::Text(_) | PartType::Html(_)) {
            continue;
        }
        let (text, named, remarks) = text_of(given, &message, part)?;
        if !is_told {
            encoding = named;
            piece.remarks.extend(remarks);
            is_told = true;
        }
        if matches!(part.body, PartType::Html(_)) {
            piece.blocks.extend(html::fragment(&text)?);
        } else {
            piece.blocks.extend(paragraphs(&text));
        }
    }
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
        encoding,
        ..Found::default()
    })
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

/// The paragraphs of a mail: empty lines divide them, and lines that flow on are one.
fn paragraphs(text: &str) -> Vec<Block> {
    let text = text.replace("\r\n", "\n");
    let mut blocks: Vec<Block> = Vec::new();
    for paragraph in text.split("\n\n") {
        let lines: Vec<&str> = paragraph.lines().map(str::trim_end).collect();
        let is_quoted = lines.iter().all(|line| line.starts_with('>'));
        let mut whole = String::new();
        for line in &lines {
            let line = line.strip_prefix('>').unwrap_or(line).trim();
            if !whole.is_empty() && !line.is_empty() {
                // A line of more than sixty characters was broken by a program.
                let broken = whole
                    .rsplit('\n')
                    .next()
                    .is_some_and(|last| last.chars().count() % 1000 > 55);
                whole.push(if broken { ' ' } else { '\n' });
            }
            whole.push_str(line);
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
