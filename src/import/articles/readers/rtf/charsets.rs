//! Encodings as RTF names them: by code page and by the character set of a font.

use encoding_rs::{Encoding, WINDOWS_1252};

/// The encoding of a code page; none for one that is not known.
pub(super) fn of_code_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        1250..=1258 => format!("windows-{page}"),
        28591..=28606 => format!("iso-8859-{}", page - 28590),
        _ => match page {
            0 => "windows-1252",
            866 => "ibm866",
            874 => "windows-874",
            932 => "shift_jis",
            936 => "gbk",
            949 | 1361 => "euc-kr",
            950 => "big5",
            10000 => "macintosh",
            10007 => "x-mac-cyrillic",
            20866 => "koi8-r",
            21866 => "koi8-u",
            54936 => "gb18030",
            65001 => "utf-8",
            _ => return None,
        }
        .to_owned(),
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a font of this character set; none when it is that of the whole file.
pub(super) fn of_charset(charset: i32) -> Option<&'static Encoding> {
    let page = match charset {
        0 => return Some(WINDOWS_1252),
        77 => 10000,
        128 => 932,
        129 => 949,
        130 => 1361,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    of_code_page(page)
}
