//! PDFs that are made to be read: for tests, and to measure how fast the reader is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Makes a PDF of a description.
///
/// ```text
/// title: Council votes          what the file says of itself: title, author, created, keywords
///
/// page                          a page of 595 by 842 points
/// 16 60 760 bold Council votes  size, place from the lower left, bold or plain, text
/// picture                       an image on the page
/// ```
///
/// Every letter is half as wide as it is high. What is described otherwise is left out.
#[must_use]
pub fn pdf(description: &str) -> Vec<u8> {
    let mut about = String::new();
    let mut pages: Vec<String> = Vec::new();
    let mut letters: BTreeMap<char, usize> = BTreeMap::new();
    for line in description.lines() {
        let mut words = line.splitn(5, ' ');
        let mut word = || words.next().unwrap_or_default();
        match (line, pages.last_mut()) {
            ("page", _) => pages.push(String::new()),
            ("picture", Some(page)) => page.push_str("q 100 0 0 100 60 60 cm /I Do Q\n"),
            (_, Some(page)) => {
                let (size, x, y, font) = (word(), word(), word(), word());
                let font = if font == "bold" { "B" } else { "F" };
                let mut codes = String::new();
                for letter in word().chars() {
                    let next = letters.len() + 1;
                    let code = *letters.entry(letter).or_insert(next);
                    let _in_a_string = write!(codes, "{code:04x}");
                }
                let _in_a_string = writeln!(
                    page,
                    "BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET"
                );
            }
            (_, None) => {
                if let Some((name, value)) = line.split_once(": ") {
                    let name = match name {
                        "title" => "Title",
                        "author" => "Author",
                        "keywords" => "Keywords",
                        _ => "CreationDate",
                    };
                    let hex = hex(value);
                    let _in_a_string = write!(about, "/{name} <feff{hex}> ");
                }
            }
        }
    }
    let mut map = "begincmap\n1 begincodespacerange <0000> <ffff> endcodespacerange\n".to_owned();
    for (letter, code) in &letters {
        let hex = hex(letter.encode_utf8(&mut [0; 4]));
        let _in_a_string = writeln!(map, "1 beginbfchar <{code:04x}> <{hex}> endbfchar");
    }
    map.push_str("endcmap");
    let stream = |text: &str| format!("<< /Length {} >> stream\n{text}\nendstream", text.len());
    let font = |name: &str| {
        format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /ToUnicode 4 0 R /DescendantFonts \
             [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /DW 500 /CIDSystemInfo << /Registry (Adobe) \
             /Ordering (Identity) /Supplement 0 >> >>] >>"
        )
    };
    let first = 8;
    let kids: Vec<String> = (0..pages.len())
        .map(|at| format!("{} 0 R", first + 2 * at))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" ")),
        format!("<< {about}>>"),
        stream(&map),
        font("Plain"),
        font("Plain-Bold"),
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >> \
         stream\n0\nendstream"
            .to_owned(),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F 5 0 R /B 6 0 R \
             >> /XObject << /I 7 0 R >> >> >>",
            first + 2 * at + 1
        ));
        objects.push(stream(page));
    }
    let mut text = "%PDF-1.7\n".to_owned();
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        let _in_a_string = writeln!(places, "{:010} 00000 n ", text.len());
        let _in_a_string = writeln!(text, "{} 0 obj\n{object}\nendobj", at + 1);
    }
    let (count, table) = (objects.len() + 1, text.len());
    let _in_a_string = write!(
        text,
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer << /Size {count} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{table}\n%%EOF\n"
    );
    text.into_bytes()
}

/// A text in UTF-16, as digits.
fn hex(text: &str) -> String {
    let mut all = String::new();
    for unit in text.encode_utf16() {
        let _in_a_string = write!(all, "{unit:04x}");
    }
    all
}
