//! Whole heads of articles and what is guessed from them.

use super::guess;

/// Text, file name; then title, source, author, date, language.
type Case = (&'static str, &'static str, [&'static str; 5]);

const BODY: &str =
    "\nThe minister said that the port was closed and that it would not be opened in the spring.\n";

const CASES: &[Case] = &[
    (
        "Chamber backs Outer Quay\nBy Maren Holt and Idris Cawl\nPORT ELSIN, Sunday 1 March 2026",
        "2026-03-01_Coast-Courier_harbour-vote.txt",
        [
            "Chamber backs Outer Quay",
            "Coast Courier",
            "Maren Holt; Idris Cawl",
            "2026-03-01",
            "en",
        ],
    ),
    (
        "Farmers block coast road\n\nPORT ELSIN (Coastwire) — Farmers blocked the coast road with tractors.",
        "tractors.txt",
        ["Farmers block coast road", "Coastwire", "", "", "en"],
    ),
    (
        "PORT ELSIN (Coastwire) — Farmers blocked the coast road with tractors. They were many.",
        "",
        [
            "Farmers blocked the coast road with tractors",
            "Coastwire",
            "",
            "",
            "en",
        ],
    ),
    (
        "Farmers block coast road\nPORT ELSIN (Coastwire) — Farmers blocked the coast road.",
        "2026-03-03_Upland-Gazette_broken-word.txt",
        [
            "Farmers block coast road",
            "Upland Gazette",
            "",
            "2026-03-03",
            "en",
        ],
    ),
    (
        "CaliToday (08/10/2025): Russia rolled out the red carpet for a delegation from Afghanistan's ruling Taliban government on Tuesday, using a meeting in Moscow to praise the regime.",
        "calitoday-2025-10-08-moscow-taliban.txt",
        [
            "Russia rolled out the red carpet for a delegation from Afghanistan's ruling Taliban…",
            "CaliToday",
            "",
            "2025-10-08",
            "en",
        ],
    ),
    (
        "CaliToday (08/10/2025): Russia rolled out the red carpet for the delegation.",
        "",
        [
            "Russia rolled out the red carpet for the delegation",
            "CaliToday",
            "",
            "",
            "en",
        ],
    ),
    (
        "---\ntitle: \"The vote\"\nauthor: Ana Doe\nsource: Courier\ndate: 2026-03-01\nlang: en\n---\n# Another heading\n",
        "x.md",
        ["The vote", "Courier", "Ana Doe", "2026-03-01", "en"],
    ),
    (
        "# A heading\n\nBy Ana Doe",
        "x.md",
        ["A heading", "", "Ana Doe", "", "en"],
    ),
    (
        "By Ana Doe\n3 March 2026\nThe vote",
        "",
        ["The vote", "", "Ana Doe", "2026-03-03", "en"],
    ),
    (
        "What was said on 6 January 2021",
        "2026-03-01.txt",
        [
            "What was said on 6 January 2021",
            "",
            "",
            "2026-03-01",
            "en",
        ],
    ),
    (
        "The vote\nDecision set for 3 April 2026",
        "2026-03-01_Courier_vote.txt",
        ["The vote", "Courier", "", "2026-03-01", "en"],
    ),
    (
        "“A harbour is a promise”",
        "",
        ["“A harbour is a promise”", "", "", "", "en"],
    ),
];

#[test]
fn heads_are_read() {
    for (head, file, expected) in CASES {
        let text = format!("{head}\n{BODY}");
        let meta = guess(&text, (!file.is_empty()).then_some(*file));
        let date = meta.date.map(|date| date.to_string()).unwrap_or_default();
        let found = [
            &meta.title,
            &meta.source,
            &meta.author,
            &date,
            &meta.language,
        ];
        assert_eq!(found.map(String::as_str), *expected, "{head}");
    }
}

#[test]
fn other_languages_are_read_too() {
    let cases = [
        (
            "Дольм не боится нового порта\nАнна Вересова, «Дольмский вестник»\n8 марта 2026 года\nРешение парламента не было принято, и это не всё, что он сказал по делу.",
            ["Дольм не боится нового порта", "2026-03-08", "ru"],
        ),
        (
            "埃尔辛港扩建悬而未决\n\n东屿商报　2026年3月9日　星期一　记者　林知夏\n\n部长表示，港口已经关闭。",
            ["埃尔辛港扩建悬而未决", "2026-03-09", "zh"],
        ),
        (
            "صندوق سهيل يتمسك بحصته\n\nالمرسى الجديد – السبت 7 مارس 2026\n\nقال الوزير إن الميناء مغلق في هذا العام وقال إن العمل على المشروع من بعد هذه السنة.",
            ["صندوق سهيل يتمسك بحصته", "2026-03-07", "ar"],
        ),
        (
            "部长表示，港口已经关闭。工会反对。",
            ["部长表示，港口已经关闭", "", "zh"],
        ),
    ];
    for (text, expected) in cases {
        let meta = guess(text, None);
        let date = meta.date.map(|date| date.to_string()).unwrap_or_default();
        assert_eq!([meta.title.as_str(), &date, &meta.language], expected);
    }
}

#[test]
fn nothing_and_oddities_are_no_reason_to_panic() {
    for text in [
        "",
        "\n\n",
        "---\n",
        "#",
        "()",
        "(:)",
        "A (",
        ". . .",
        "٣/٣/٣",
        "年月日",
        "\u{301}",
    ] {
        let _meta = guess(text, Some(text));
        let _meta = guess(text, Some("."));
    }
}
