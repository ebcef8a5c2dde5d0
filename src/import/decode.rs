//! From bytes to text: finding the encoding, and recognising what is no text.
//!
//! A byte order mark decides; then strict UTF-8; then UTF-16 without a mark, by how it reads; then the guess of
//! `chardetng`. The name of every guess is kept and shown, since a short text can be misread.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::say;
use crate::store::TEXT_LIMIT;

use super::Problem;

/// Largest file that is read, and largest text that comes of one, in bytes: what the store reads back. A
/// text in UTF-16 can be half as large again in UTF-8.
pub const LARGEST: u64 = TEXT_LIMIT;

/// The encodings to choose from when the one that was found is wrong, as the WHATWG names them.
pub const ENCODINGS: &[&str] = &[
    "UTF-8",
    "UTF-16LE",
    "UTF-16BE",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "ISO-8859-2",
    "ISO-8859-5",
    "ISO-8859-7",
    "ISO-8859-15",
    "KOI8-R",
    "KOI8-U",
    "IBM866",
    "macintosh",
    "x-mac-cyrillic",
    "GBK",
    "gb18030",
    "Big5",
    "Shift_JIS",
    "EUC-JP",
    "ISO-2022-JP",
    "EUC-KR",
];

/// A text and how it was encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, not yet cleaned.
    pub text: String,
    /// The encoding, as the WHATWG names it.
    pub encoding: &'static str,
    /// What the reader should know: the encoding was guessed, bytes were damaged.
    pub remarks: Vec<String>,
}

/// Reads bytes as text.
///
/// # Errors
/// [`Problem::Empty`] without bytes, [`Problem::NotText`] when they are some other kind of file, or a web page.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, Problem> {
    if let Some(page) = recognise_page(bytes) {
        return Err(page);
    }
    decode_as(bytes, None, None)
}

/// Reads bytes as text, in the encoding that people chose; without one in that of a byte order mark; without one in that which
/// the file says it has, unless it is damaged so; else in that which it is found to have.
///
/// # Errors
/// [`Problem::Empty`] without bytes, [`Problem::NotText`] when they are some other kind of file.
pub(crate) fn decode_as(
    bytes: &[u8],
    chosen: Option<&'static Encoding>,
    said: Option<&'static Encoding>,
) -> Result<Decoded, Problem> {
    if bytes.is_empty() {
        return Err(Problem::Empty);
    }
    if let Some(other) = recognise(bytes) {
        return Err(other);
    }
    let mark = Encoding::for_bom(bytes);
    if let Some(encoding) = chosen {
        // A mark is none of the text, whoever chose what.
        let mark = mark.map_or(0, |(_, length)| length);
        return Ok(convert(&bytes[mark..], encoding, Certainty::Known));
    }
    if let Some((encoding, mark)) = mark {
        return Ok(convert(&bytes[mark..], encoding, Certainty::Known));
    }
    let controls = Controls::count(bytes);
    // What is UTF-8 by its bytes is that, whatever it says.
    if let Some(encoding) = said
        && !controls.many_nuls()
        && !controls.too_many()
        && core::str::from_utf8(bytes).is_err()
    {
        let read = convert(bytes, encoding, Certainty::Known);
        if read.remarks.is_empty() {
            return Ok(read);
        }
    }
    if !is_iso_2022_jp(bytes) && !controls.many_nuls() && core::str::from_utf8(bytes).is_ok() {
        return Ok(convert(bytes, UTF_8, Certainty::Known));
    }
    if controls.any()
        && let Some(encoding) = utf16_without_mark(bytes)
    {
        return Ok(convert(bytes, encoding, Certainty::Guessed));
    }
    if controls.many_nuls() || controls.too_many() {
        return Err(Problem::NotText {
            what: say!("import-kind-binary"),
            advice: SAVE_AS(),
        });
    }
    if is_damaged_utf8(bytes) {
        return Ok(convert(bytes, UTF_8, Certainty::Known));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    Ok(convert(bytes, encoding, Certainty::Guessed))
}

/// A Japanese text in ISO-2022-JP is ASCII to the eye of a UTF-8 reader: the sequences that change to a Japanese
/// character set give it away. Bytes beyond ASCII are never of that encoding.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let changes = |three: &[u8]| matches!(three, b"\x1b$@" | b"\x1b$B" | b"\x1b$(");
    bytes.is_ascii() && bytes.windows(3).any(changes)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Certainty {
    Known,
    Guessed,
}

fn convert(bytes: &[u8], encoding: &'static Encoding, certainty: Certainty) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let mut remarks = Vec::new();
    if certainty == Certainty::Guessed {
        remarks.push(say!("import-guessed", encoding = encoding.name()));
    }
    if damaged {
        remarks.push(say!("import-damaged").to_owned());
    }
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        remarks,
    }
}

/// How many bytes are control characters that texts do not have.
struct Controls {
    nuls: usize,
    others: usize,
    length: usize,
}

impl Controls {
    fn count(bytes: &[u8]) -> Self {
        let mut controls = Self {
            nuls: 0,
            others: 0,
            length: bytes.len(),
        };
        for byte in bytes {
            match byte {
                0 => controls.nuls += 1,
                1..=8 | 14..=25 | 28..=31 => controls.others += 1,
                _ => {}
            }
        }
        controls
    }

    fn any(&self) -> bool {
        self.nuls + self.others > 0
    }

    /// More than a stray one, in a long text more than a few.
    fn many_nuls(&self) -> bool {
        self.nuls > 1 && self.nuls * 512 > self.length
    }

    /// More than one byte in fifty; of random bytes it is one in nine.
    fn too_many(&self) -> bool {
        (self.nuls + self.others) * 50 > self.length
    }
}

/// UTF-16 without a byte order mark, when one of the two byte orders reads like a text: without an error, without
/// control characters, and with the spaces, line feeds and full stops that the wrong order does not show.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    [UTF_16LE, UTF_16BE]
        .into_iter()
        .filter_map(|encoding| Some((common_marks(bytes, encoding)?, encoding)))
        .filter(|&(marks, _)| marks > 0)
        .max_by_key(|&(marks, _)| marks)
        .map(|(_, encoding)| encoding)
}

fn common_marks(bytes: &[u8], encoding: &'static Encoding) -> Option<usize> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let strange = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    if text.chars().any(strange) {
        return None;
    }
    let common = |c: &char| matches!(c, ' ' | '\n' | '.' | ',' | '\u{3000}' | '。' | '，' | '、');
    Some(text.chars().filter(common).count())
}

/// Whether bytes are UTF-8 but for a few damaged places, such as a file that was cut off inside a character.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let mut damaged = 0;
    let mut good = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    good >= 4 && damaged * 8 <= good
}

/// Words that are said when they are needed.
type Words = fn() -> &'static str;

/// The beginnings of files that are no text, and what to do with them.
const OTHER_FILES: &[(&[u8], Words, Words)] = &[
    (b"%PDF-", || say!("import-kind-pdf"), PDF),
    (
        b"\xd0\xcf\x11\xe0",
        || say!("import-kind-old-office"),
        SAVE_AS,
    ),
    (b"{\\rtf", || say!("import-kind-rtf"), FORMAT),
    (b"\x89PNG", || say!("import-kind-png"), IMAGE),
    (b"\xff\xd8\xff", || say!("import-kind-jpeg"), IMAGE),
    (b"GIF8", || say!("import-kind-gif"), IMAGE),
    (b"II*\0", || say!("import-kind-tiff"), IMAGE),
    (b"MM\0*", || say!("import-kind-tiff"), IMAGE),
    (b"\x1f\x8b", || say!("import-kind-gzip"), UNPACK),
    (b"7z\xbc\xaf", || say!("import-kind-7z"), UNPACK),
    (b"Rar!\x1a", || say!("import-kind-rar"), UNPACK),
    (
        b"\x28\xb5\x2f\xfd",
        || say!("import-kind-zstandard"),
        UNPACK,
    ),
    (b"\xfd7zXZ", || say!("import-kind-xz"), UNPACK),
    (b"\x7fELF", || say!("import-kind-program"), NO_TEXT),
    (
        b"SQLite format 3\0",
        || say!("import-kind-database"),
        NO_TEXT,
    ),
    (b"ID3\x03", || say!("import-kind-sound"), NO_TEXT),
    (b"ID3\x04", || say!("import-kind-sound"), NO_TEXT),
    (b"OggS\0", || say!("import-kind-sound-or-video"), NO_TEXT),
    (b"\xff\xfe\0\0", || say!("import-kind-utf-32"), SAVE_AS),
    (b"\0\0\xfe\xff", || say!("import-kind-utf-32"), SAVE_AS),
];

/// Zip archives by a name that stands near their beginning.
const ZIP_FILES: &[(&[u8], Words, Words)] = &[
    (b"word/", || say!("import-kind-docx"), FORMAT),
    (b"xl/", || say!("import-kind-xlsx"), FORMAT),
    (b"ppt/", || say!("import-kind-pptx"), SAVE_AS),
    (
        b"opendocument.text",
        || say!("import-kind-open-document"),
        FORMAT,
    ),
    (
        b"opendocument.spreadsheet",
        || say!("import-kind-open-document"),
        FORMAT,
    ),
    (
        b"opendocument",
        || say!("import-kind-open-document"),
        SAVE_AS,
    ),
    (b"epub+zip", || say!("import-kind-epub"), FORMAT),
    (
        b"[Content_Types].xml",
        || say!("import-kind-office"),
        SAVE_AS,
    ),
];

const SAVE_AS: Words = || say!("import-advice-save-as");
/// For what we read when it is loaded as what it is.
const FORMAT: Words = || say!("import-advice-format");
const PDF: Words = || {
    if cfg!(feature = "pdf") {
        say!("import-advice-format")
    } else {
        say!("import-advice-pdf")
    }
};
const FROM_PAGE: Words = || say!("import-advice-page");
const IMAGE: Words = || say!("import-advice-image");
const UNPACK: Words = || say!("import-advice-unpack");
const NO_TEXT: Words = || say!("import-advice-none");

/// That a file is one of the old Office, which nobody here reads.
pub(super) fn old_office() -> Problem {
    Problem::NotText {
        what: say!("import-kind-old-office"),
        advice: say!("import-advice-save-newer"),
    }
}

/// What the bytes are when their beginning says that they are no text.
fn recognise(bytes: &[u8]) -> Option<Problem> {
    let not_text = |&(_, what, advice): &(&[u8], Words, Words)| Problem::NotText {
        what: what(),
        advice: advice(),
    };
    if bytes.starts_with(b"PK\x03\x04") {
        let beginning = &bytes[..bytes.len().min(8192)];
        let holds = |name: &[u8]| beginning.windows(name.len()).any(|window| window == name);
        let kind = ZIP_FILES.iter().find(|(name, ..)| holds(name));
        let zip: (&[u8], Words, Words) = (b"", || say!("import-kind-zip"), UNPACK);
        return Some(not_text(kind.unwrap_or(&zip)));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(not_text(&(b"", || say!("import-kind-webp"), IMAGE)));
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(not_text(&(
            b"",
            || say!("import-kind-image-or-video"),
            NO_TEXT,
        )));
    }
    OTHER_FILES
        .iter()
        .find(|(beginning, ..)| bytes.starts_with(beginning))
        .map(not_text)
}

/// A web page, where a text is expected.
fn recognise_page(bytes: &[u8]) -> Option<Problem> {
    let beginning = bytes.trim_ascii_start();
    let begins = |tag: &[u8]| {
        let start = beginning.get(..tag.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    (begins(b"<!doctype html") || begins(b"<html")).then(|| Problem::NotText {
        what: say!("import-kind-html"),
        advice: FROM_PAGE(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, order: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn one_sentence_is_enough_for_the_usual_encodings() {
        let sentences = [
            (
                "windows-1252",
                "Die Bürgermeisterin erklärte, der Hafen müsse geöffnet bleiben, für alle.",
            ),
            (
                "windows-1251",
                "Министр заявил, что порт будет закрыт до конца года.",
            ),
            (
                "windows-1250",
                "Premier powiedział, że rząd podejmie decyzję jeszcze w tym tygodniu; część posłów się sprzeciwia.",
            ),
            (
                "windows-1253",
                "Ο υπουργός δήλωσε ότι το λιμάνι θα παραμείνει ανοιχτό.",
            ),
            (
                "windows-1254",
                "Bakan, limanın kapatılacağını ve işçilerin başka bir şehre taşınacağını söyledi.",
            ),
            ("windows-1255", "השר אמר כי הנמל ייסגר עד סוף השנה."),
            (
                "windows-1256",
                "قال الوزير إن الميناء سيغلق قبل نهاية العام الحالي.",
            ),
            (
                "KOI8-U",
                "Министр заявил, что порт будет закрыт до конца года.",
            ),
            ("GBK", "市长表示，港口将于年底前关闭，工会对此表示反对。"),
            (
                "gb18030",
                "市长表示，港口将于年底前关闭，工会对此表示反对。",
            ),
            ("Big5", "市長表示，港口將於年底前關閉，工會對此表示反對。"),
            (
                "Shift_JIS",
                "市長は、港は年末までに閉鎖されると述べた。組合は反対している。",
            ),
            (
                "EUC-JP",
                "市長は、港は年末までに閉鎖されると述べた。組合は反対している。",
            ),
            ("ISO-2022-JP", "市長は、港は年末までに閉鎖されると述べた。"),
            ("EUC-KR", "시장은 항구가 연말까지 폐쇄될 것이라고 말했다."),
        ];
        for (name, sentence) in sentences {
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            let (bytes, _, unmappable) = encoding.encode(sentence);
            assert!(!unmappable, "{name}");
            let decoded = decode(&bytes).unwrap();
            assert_eq!(
                decoded.text, sentence,
                "{name} was read as {}",
                decoded.encoding
            );
            assert_eq!(decoded.remarks.len(), 1, "a guess is told: {name}");
        }
    }

    #[test]
    fn koi8_r_is_read_through_its_superset() {
        let sentence = "Министр заявил, что порт будет закрыт до конца года.";
        let (bytes, _, _) = encoding_rs::KOI8_R.encode(sentence);
        assert_eq!(decode(&bytes).unwrap().text, sentence);
    }

    #[test]
    fn utf8_and_utf16_are_known_by_their_marks() {
        let text = "Núñez 😀 said: “no”.\n";
        let marked = format!("\u{feff}{text}");
        let cases = [
            ("UTF-8", text.as_bytes().to_vec()),
            ("UTF-8", marked.clone().into_bytes()),
            ("UTF-16LE", utf16(&marked, u16::to_le_bytes)),
            ("UTF-16BE", utf16(&marked, u16::to_be_bytes)),
        ];
        for (name, bytes) in cases {
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.encoding, decoded.text.as_str()), (name, text));
            assert_eq!(decoded.remarks, [""; 0]);
        }
    }

    #[test]
    fn utf16_without_a_mark_is_known_by_how_it_reads() {
        for text in [
            "The mayor said no.\n",
            "Министр заявил, что порт закрыт.\n",
            "市长表示，港口将于年底前关闭。",
            "قال الوزير إن الميناء سيغلق.\n",
        ] {
            for (name, bytes) in [
                ("UTF-16LE", utf16(text, u16::to_le_bytes)),
                ("UTF-16BE", utf16(text, u16::to_be_bytes)),
            ] {
                let decoded = decode(&bytes).unwrap();
                assert_eq!((decoded.encoding, decoded.text.as_str()), (name, text));
            }
        }
    }

    #[test]
    fn damaged_utf8_is_still_utf8() {
        let mut bytes = "Ana Núñez, José Peña, Zoë, “quoted” — yes, naïve café."
            .as_bytes()
            .to_vec();
        bytes.push(0xc3);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.encoding, "UTF-8");
        assert!(decoded.text.ends_with("café.\u{fffd}"));
        assert_eq!(decoded.remarks.len(), 1);
    }

    #[test]
    fn other_files_are_named_and_refused() {
        let cases: [(&[u8], &str); 10] = [
            (b"\n<!DOCTYPE HTML><title>x</title>", "a web page (HTML)"),
            (b"%PDF-1.7\n", "a PDF file"),
            (
                b"PK\x03\x04\x14\0\0\0[Content_Types].xml word/document.xml",
                "a Word document (DOCX)",
            ),
            (b"PK\x03\x04\x14\0\0\0photo", "an archive (ZIP)"),
            (b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
            (b"\xff\xd8\xff\xe0", "an image (JPEG)"),
            (b"\0\0\0\x18ftypmp42", "an image or video file"),
            (b"RIFF\0\0\0\0WEBP", "an image (WebP)"),
            (b"\0\x9f\x92\x96", "a binary file"),
            (b"{\\rtf1\\ansi", "an RTF file"),
        ];
        for (bytes, expected) in cases {
            match decode(bytes) {
                Err(Problem::NotText { what, advice }) => {
                    assert_eq!(what, expected);
                    assert!(advice.ends_with('.'));
                }
                other => panic!("{expected}: {other:?}"),
            }
        }
        let random: Vec<u8> = (0..4096_u32)
            .map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()[1])
            .collect();
        assert!(matches!(decode(&random), Err(Problem::NotText { .. })));
        assert!(matches!(decode(b""), Err(Problem::Empty)));
    }

    #[test]
    fn a_stray_nul_does_not_make_a_long_text_binary() {
        let text = format!(
            "{}\0{}",
            "She said no. ".repeat(60),
            "They agreed. ".repeat(60)
        );
        assert_eq!(decode(text.as_bytes()).unwrap().encoding, "UTF-8");
    }

    #[test]
    fn one_nul_does_not_make_a_short_text_binary() {
        let decoded = decode(b"She said no.\0\n").unwrap();
        assert_eq!(decoded.encoding, "UTF-8");
        assert!(matches!(
            decode(b"She said\0 no.\0\n"),
            Err(Problem::NotText { .. })
        ));
    }

    #[test]
    fn an_escape_in_utf8_is_no_japanese() {
        for text in [
            "Preis \u{1b}$Bar: müsse für alle öffnen.",
            "It costs \u{1b}$5 here.",
        ] {
            let decoded = decode(text.as_bytes()).unwrap();
            assert_eq!((decoded.encoding, decoded.text.as_str()), ("UTF-8", text));
        }
    }
}
