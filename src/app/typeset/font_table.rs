//! The families that write each script well, on each system, best first.
//!
//! Chosen for running text in a news article: an Arabic Naskh rather than a Kufi, Han glyphs of the reader's region, a
//! face made for the screen. A family that is not installed is passed over.

/// The systems that differ in the fonts they come with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    Linux,
    Windows,
    MacOs,
}

impl Platform {
    /// The system this program was built for; the free systems count as Linux.
    pub const fn current() -> Self {
        if cfg!(target_os = "windows") {
            Self::Windows
        } else if cfg!(target_vendor = "apple") {
            Self::MacOs
        } else {
            Self::Linux
        }
    }
}

/// Family names, best first, for each system.
pub struct Families {
    linux: &'static [&'static str],
    windows: &'static [&'static str],
    macos: &'static [&'static str],
}

impl Families {
    /// Those of one system.
    pub const fn on(&self, platform: Platform) -> &'static [&'static str] {
        match platform {
            Platform::Linux => self.linux,
            Platform::Windows => self.windows,
            Platform::MacOs => self.macos,
        }
    }
}

/// One script, in one set of languages.
pub struct ScriptFonts {
    /// ISO 15924.
    pub script: &'static str,
    /// Whether the row is for the script in any language that no other row names.
    pub is_default: bool,
    /// The languages fontique tells apart in this script and that this row is for (BCP 47). Each one must be listed: for
    /// a language it knows and we do not, fontique would ask the system and not take the script's default.
    pub locales: &'static [&'static str],
    pub families: Families,
}

const fn families(
    linux: &'static [&'static str],
    windows: &'static [&'static str],
    macos: &'static [&'static str],
) -> Families {
    Families {
        linux,
        windows,
        macos,
    }
}

/// A script that looks the same in all its languages.
const fn row(
    script: &'static str,
    linux: &'static [&'static str],
    windows: &'static [&'static str],
    macos: &'static [&'static str],
) -> ScriptFonts {
    ScriptFonts {
        script,
        is_default: true,
        locales: &[],
        families: families(linux, windows, macos),
    }
}

const ARABIC_LOCALES: &[&str] = &[
    "ar", "ar-IR", "fa", "ks", "ku-IQ", "ku-IR", "la", "ota", "pa-PK", "ps-AF", "ps-PK", "sd",
    "ug", "ur",
];
const DEVANAGARI_LOCALES: &[&str] = &[
    "hi", "bh", "bho", "brx", "doi", "hne", "kok", "mai", "mr", "bne", "sa", "sat",
];
const ETHIOPIC_LOCALES: &[&str] = &["gez", "am", "byn", "sid", "ti-ER", "ti-ET", "tig", "wal"];

const SIMPLIFIED: Families = families(
    &[
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "WenQuanYi Micro Hei",
        "Droid Sans Fallback",
    ],
    &["Microsoft YaHei", "SimSun"],
    &["PingFang SC", "Hiragino Sans GB", "Heiti SC"],
);
const TRADITIONAL: Families = families(
    &[
        "Noto Sans CJK TC",
        "Noto Sans TC",
        "Source Han Sans TC",
        "Noto Sans CJK SC",
        "Droid Sans Fallback",
    ],
    &["Microsoft JhengHei", "PMingLiU"],
    &["PingFang TC", "Heiti TC"],
);
const HONG_KONG: Families = families(
    &[
        "Noto Sans CJK HK",
        "Noto Sans HK",
        "Noto Sans CJK TC",
        "Source Han Sans HC",
        "Noto Sans CJK SC",
    ],
    &["Microsoft JhengHei", "MingLiU_HKSCS"],
    &["PingFang HK", "PingFang TC", "Heiti TC"],
);
const JAPANESE: Families = families(
    &[
        "Noto Sans CJK JP",
        "Noto Sans JP",
        "Source Han Sans",
        "IPAexGothic",
        "VL Gothic",
        "Noto Sans CJK SC",
    ],
    &["Yu Gothic", "Meiryo", "MS Gothic"],
    &["Hiragino Sans", "Hiragino Kaku Gothic ProN"],
);
const KOREAN: Families = families(
    &[
        "Noto Sans CJK KR",
        "Noto Sans KR",
        "Source Han Sans K",
        "NanumGothic",
        "UnDotum",
        "Noto Sans CJK SC",
    ],
    &["Malgun Gothic", "Gulim"],
    &["Apple SD Gothic Neo", "AppleGothic"],
);

/// For the letters the bundled faces lack: phonetic extensions, rare Latin, old Cyrillic, polytonic Greek.
pub const EUROPEAN: Families = families(
    &[
        "Noto Serif",
        "Noto Sans",
        "DejaVu Serif",
        "DejaVu Sans",
        "Liberation Serif",
    ],
    &["Cambria", "Segoe UI", "Times New Roman"],
    &["Times New Roman", "Helvetica Neue", "Arial Unicode MS"],
);

const fn european(script: &'static str) -> ScriptFonts {
    ScriptFonts {
        script,
        is_default: true,
        locales: &[],
        families: EUROPEAN,
    }
}

/// Arrows, stars, dingbats, mathematics: asked after the families of every script, for such signs belong to the script
/// of the words around them.
pub const SYMBOLS: Families = families(
    &[
        "Noto Sans Symbols",
        "Noto Sans Symbols2",
        "Noto Sans Symbols 2",
        "Noto Sans Math",
        "DejaVu Sans",
        "Symbola",
    ],
    &["Segoe UI Symbol", "Cambria Math", "Segoe UI Emoji"],
    &[
        "Apple Symbols",
        "STIX Two Math",
        "Zapf Dingbats",
        "Arial Unicode MS",
    ],
);

/// Colour emoji.
pub const EMOJI: Families = families(
    &[
        "Noto Color Emoji",
        "Twemoji",
        "Twitter Color Emoji",
        "JoyPixels",
        "OpenMoji Color",
        "Noto Emoji",
    ],
    &["Segoe UI Emoji"],
    &["Apple Color Emoji"],
);

/// Every script with families of its own.
pub const SCRIPTS: &[ScriptFonts] = &[
    european("Latn"),
    european("Grek"),
    european("Cyrl"),
    european("Zyyy"),
    european("Zinh"),
    european("Zzzz"),
    ScriptFonts {
        script: "Arab",
        is_default: true,
        locales: ARABIC_LOCALES,
        families: families(
            &[
                "Noto Naskh Arabic",
                "Noto Sans Arabic",
                "Vazirmatn",
                "Amiri",
                "KacstOne",
                "DejaVu Sans",
            ],
            &["Segoe UI", "Arial", "Tahoma"],
            &["Geeza Pro", "Damascus", "Arial"],
        ),
    },
    ScriptFonts {
        script: "Hebr",
        is_default: true,
        locales: &["he", "yi"],
        families: families(
            &[
                "Noto Sans Hebrew",
                "Noto Serif Hebrew",
                "Culmus",
                "DejaVu Sans",
            ],
            &["Segoe UI", "Arial", "David"],
            &["Arial Hebrew", "Lucida Grande"],
        ),
    },
    row(
        "Syrc",
        &["Noto Sans Syriac"],
        &["Segoe UI Historic", "Estrangelo Edessa"],
        &["Noto Sans Syriac"],
    ),
    row(
        "Thaa",
        &["Noto Sans Thaana", "FreeSerif"],
        &["MV Boli"],
        &["Noto Sans Thaana"],
    ),
    row(
        "Nkoo",
        &["Noto Sans NKo", "Noto Sans N'Ko", "DejaVu Sans"],
        &["Ebrima"],
        &["Noto Sans NKo"],
    ),
    row(
        "Adlm",
        &["Noto Sans Adlam"],
        &["Ebrima"],
        &["Noto Sans Adlam"],
    ),
    ScriptFonts {
        script: "Deva",
        is_default: true,
        locales: DEVANAGARI_LOCALES,
        families: families(
            &[
                "Noto Sans Devanagari",
                "Noto Serif Devanagari",
                "Lohit Devanagari",
                "FreeSans",
            ],
            &["Nirmala UI", "Nirmala Text", "Mangal"],
            &["Kohinoor Devanagari", "Devanagari Sangam MN"],
        ),
    },
    ScriptFonts {
        script: "Beng",
        is_default: true,
        locales: &["bn", "as", "mni"],
        families: families(
            &["Noto Sans Bengali", "Noto Serif Bengali", "Lohit Bengali"],
            &["Nirmala UI", "Vrinda"],
            &["Kohinoor Bangla", "Bangla Sangam MN"],
        ),
    },
    row(
        "Guru",
        &["Noto Sans Gurmukhi", "Lohit Gurmukhi"],
        &["Nirmala UI", "Raavi"],
        &["Gurmukhi Sangam MN", "Gurmukhi MN"],
    ),
    row(
        "Gujr",
        &["Noto Sans Gujarati", "Lohit Gujarati"],
        &["Nirmala UI", "Shruti"],
        &["Kohinoor Gujarati", "Gujarati Sangam MN"],
    ),
    row(
        "Orya",
        &["Noto Sans Oriya", "Lohit Odia"],
        &["Nirmala UI", "Kalinga"],
        &["Noto Sans Oriya", "Oriya Sangam MN"],
    ),
    row(
        "Taml",
        &["Noto Sans Tamil", "Lohit Tamil"],
        &["Nirmala UI", "Latha"],
        &["Tamil Sangam MN", "Tamil MN"],
    ),
    row(
        "Telu",
        &["Noto Sans Telugu", "Lohit Telugu"],
        &["Nirmala UI", "Gautami"],
        &["Kohinoor Telugu", "Telugu Sangam MN"],
    ),
    row(
        "Knda",
        &["Noto Sans Kannada", "Lohit Kannada"],
        &["Nirmala UI", "Tunga"],
        &["Noto Sans Kannada", "Kannada Sangam MN"],
    ),
    row(
        "Mlym",
        &["Noto Sans Malayalam", "Lohit Malayalam"],
        &["Nirmala UI", "Kartika"],
        &["Malayalam Sangam MN", "Malayalam MN"],
    ),
    row(
        "Sinh",
        &["Noto Sans Sinhala", "LKLUG"],
        &["Nirmala UI", "Iskoola Pota"],
        &["Sinhala Sangam MN", "Sinhala MN"],
    ),
    row(
        "Thai",
        &["Noto Sans Thai", "Noto Sans Thai Looped", "Loma", "Garuda"],
        &["Leelawadee UI", "Tahoma"],
        &["Thonburi", "Ayuthaya"],
    ),
    row(
        "Laoo",
        &["Noto Sans Lao", "Noto Serif Lao", "Phetsarath OT"],
        &["Leelawadee UI", "DokChampa"],
        &["Lao Sangam MN", "Lao MN"],
    ),
    row(
        "Khmr",
        &["Noto Sans Khmer", "Noto Serif Khmer", "Khmer OS"],
        &["Leelawadee UI", "Khmer UI"],
        &["Khmer Sangam MN", "Khmer MN"],
    ),
    row(
        "Mymr",
        &["Noto Sans Myanmar", "Padauk"],
        &["Myanmar Text"],
        &["Noto Sans Myanmar", "Myanmar Sangam MN"],
    ),
    ScriptFonts {
        script: "Tibt",
        is_default: true,
        locales: &["bo", "dz"],
        families: families(
            &["Noto Serif Tibetan", "Noto Sans Tibetan", "Jomolhari"],
            &["Microsoft Himalaya"],
            &["Kailasa", "Kokonor"],
        ),
    },
    row(
        "Geor",
        &["Noto Serif Georgian", "Noto Sans Georgian", "DejaVu Serif"],
        &["Sylfaen", "Segoe UI"],
        &["Helvetica Neue", "Arial Unicode MS"],
    ),
    row(
        "Armn",
        &["Noto Serif Armenian", "Noto Sans Armenian", "DejaVu Serif"],
        &["Sylfaen", "Segoe UI"],
        &["Mshtakan", "Helvetica Neue"],
    ),
    ScriptFonts {
        script: "Ethi",
        is_default: true,
        locales: ETHIOPIC_LOCALES,
        families: families(
            &[
                "Noto Sans Ethiopic",
                "Noto Serif Ethiopic",
                "Abyssinica SIL",
            ],
            &["Ebrima", "Nyala"],
            &["Kefa"],
        ),
    },
    row(
        "Tfng",
        &["Noto Sans Tifinagh", "DejaVu Sans"],
        &["Ebrima"],
        &["Noto Sans Tifinagh"],
    ),
    row(
        "Mong",
        &["Noto Sans Mongolian"],
        &["Mongolian Baiti"],
        &["Noto Sans Mongolian"],
    ),
    row(
        "Cher",
        &["Noto Sans Cherokee"],
        &["Gadugi"],
        &["Plantagenet Cherokee", "Galvji"],
    ),
    row(
        "Cans",
        &["Noto Sans Canadian Aboriginal"],
        &["Gadugi", "Euphemia"],
        &["Euphemia UCAS"],
    ),
    row(
        "Yiii",
        &["Noto Sans Yi"],
        &["Microsoft Yi Baiti"],
        &["Noto Sans Yi", "STHeiti"],
    ),
    // fontique takes the languages of simplified Chinese for the default of Han.
    ScriptFonts {
        script: "Hani",
        is_default: true,
        locales: &["zh-SG"],
        families: SIMPLIFIED,
    },
    ScriptFonts {
        script: "Hani",
        is_default: false,
        locales: &["zh-TW"],
        families: TRADITIONAL,
    },
    ScriptFonts {
        script: "Hani",
        is_default: false,
        locales: &["zh-HK", "zh-MO"],
        families: HONG_KONG,
    },
    ScriptFonts {
        script: "Hani",
        is_default: false,
        locales: &["ja"],
        families: JAPANESE,
    },
    ScriptFonts {
        script: "Hani",
        is_default: false,
        locales: &["ko"],
        families: KOREAN,
    },
    ScriptFonts {
        script: "Hira",
        is_default: true,
        locales: &[],
        families: JAPANESE,
    },
    ScriptFonts {
        script: "Kana",
        is_default: true,
        locales: &[],
        families: JAPANESE,
    },
    ScriptFonts {
        script: "Hang",
        is_default: true,
        locales: &[],
        families: KOREAN,
    },
    ScriptFonts {
        script: "Bopo",
        is_default: true,
        locales: &[],
        families: TRADITIONAL,
    },
];
