//! Texts in many scripts and fonts for them, for the tests of this folder and of the article pane.
//!
//! The subset fonts in `tests/fonts` hold the Chinese, Japanese, Korean and emoji glyphs of these texts and no others:
//! `tests/fonts/README.md` says how to make them again after a change here.

use super::FontService;

/// The bundled faces and those of `tests/fonts`.
pub fn test_fonts() -> FontService {
    let faces: [&[u8]; 6] = [
        include_bytes!("../../../tests/fonts/NotoNaskhArabic-Regular.ttf"),
        include_bytes!("../../../tests/fonts/NotoSansHebrew-Regular.ttf"),
        include_bytes!("../../../tests/fonts/NotoSansDevanagari-Regular.ttf"),
        include_bytes!("../../../tests/fonts/NotoSansThai-Regular.ttf"),
        include_bytes!("../../../tests/fonts/NotoSansCJKsc-Test.otf"),
        include_bytes!("../../../tests/fonts/NotoColorEmoji-Test.ttf"),
    ];
    FontService::with_faces(faces.iter().map(|bytes| bytes.to_vec()).collect())
}

/// One text and what it is there to show.
pub struct Sample {
    pub name: &'static str,
    pub text: &'static str,
}

const fn sample(name: &'static str, text: &'static str) -> Sample {
    Sample { name, text }
}

/// Every sample; each is one paragraph.
pub const SAMPLES: &[Sample] = &[
    sample(
        "english",
        "“We won’t comment,” the minister’s spokesman said on Tuesday — hours after the office had confirmed it. \
         Officials flagged ‘first-hand’ findings; the fifth affidavit followed.",
    ),
    sample(
        "russian",
        "Министр иностранных дел заявил: «Мы готовы к переговорам», — сообщает агентство в понедельник, 3 марта 2025 года.",
    ),
    sample(
        "greek",
        "Ο πρωθυπουργός δήλωσε χθες ότι η κυβέρνηση «δεν θα υποχωρήσει» στις πιέσεις.",
    ),
    sample(
        "arabic",
        "قال الوزير في مؤتمر صحفي يوم الثلاثاء 14 يناير 2025 إن شركة Microsoft Corporation ستستثمر 3.5 مليار دولار في المنطقة، \
         وأضاف أن الاتفاق (الموقّع في London) سيدخل حيّز التنفيذ قريباً.",
    ),
    sample(
        "farsi",
        "وزیر امور خارجه در سال ۱۴۰۳ گفت: «ما نمی‌خواهیم ۲۵۶ نفر از کارکنان وب‌سایت را اخراج کنیم» و می‌افزاید که این خانه‌ها فروخته شده‌اند.",
    ),
    sample(
        "hebrew",
        "רֹאשׁ הַמֶּמְשָׁלָה אָמַר הבוקר כי 42 שרים הצביעו בעד ההסכם עם חברת Intel, לפי הודעת משרדו (ynet) מיום 7.10.",
    ),
    sample(
        "hindi",
        "प्रधानमंत्री ने कहा कि स्थिति नियंत्रण में है और विद्यार्थियों को डरने की आवश्यकता नहीं है। श्री शर्मा ने क्षेत्र का दौरा किया।",
    ),
    sample(
        "thai",
        "นายกรัฐมนตรีกล่าวว่ารัฐบาลจะไม่ขึ้นภาษีในปีหน้า และประชาชนส่วนใหญ่เห็นด้วยกับนโยบายของรัฐบาลที่กำลังดำเนินอยู่",
    ),
    sample(
        "chinese",
        "外交部发言人周二表示，英国离开欧盟后，双方“将继续合作”，并签署了价值35亿美元的协议。",
    ),
    sample(
        "japanese",
        "首相は火曜日の記者会見で「協議を続ける」と述べ、カメラの前で書類に署名した。",
    ),
    sample(
        "korean",
        "대통령은 화요일 기자회견에서 “협상을 계속하겠다”고 밝혔으며 합의문에 서명했다.",
    ),
    sample(
        "emoji",
        "The family 👨‍👩‍👧‍👦 waved 👋🏽 under the flags 🇫🇷🇯🇵, called it a 👍🏿 day and rated it 5️⃣ of #️⃣; ❤️ remains.",
    ),
    sample(
        "combining",
        "Stacked marks: Z̸̛͎a͖̎l̢̑g̈́͢o̊ and ệ, ạ̈, n̄̃; the IPA of it is [ˈɪn.tə.ˌnæʃ.nəl].",
    ),
    sample(
        "mixed",
        "The paper Al-Quds (القدس العربي) wrote “قال 25 شخصاً في غزة” while Haaretz (הארץ) said שלום, 3 ימים and 中国 or नई दिल्ली did not 👍🏽.",
    ),
    sample(
        "right-to-left words at line ends",
        "one two العربية three four שלום עולם five six السلام عليكم seven eight חדשות nine ten أخبار اليوم end",
    ),
    sample(
        "long word",
        "See https://example.org/2025/03/14/a-very-long-address-without-any-space-at-all?query=1234567890 now.",
    ),
    sample("spaces", "  two  spaces   three    and a trailing run   "),
    sample(
        "right-to-left spaces",
        "  שלום   עולם   ושלום   גם   לכל   הקוראים   Hello   world   של   כולם   ",
    ),
    sample(
        "separators",
        "first line\u{2028}second\tcolumn\u{2028}\u{2028}fourth after an empty one",
    ),
];

/// Texts in scripts for which neither the program nor the tests have a font: boxes stand for the letters.
pub const BOXES: &[Sample] = &[
    sample(
        "bengali",
        "প্রধানমন্ত্রী মঙ্গলবার বলেছেন, “আমরা ক্ষতিপূরণ দেব না।” বিরোধীরা প্রতিবাদ করেছে।",
    ),
    sample(
        "tamil",
        "முதலமைச்சர் செவ்வாய்க்கிழமை கூறினார்: “நாங்கள் பணம் செலுத்த மாட்டோம்.”",
    ),
    sample(
        "georgian",
        "პრემიერმა თქვა: „ჩვენ არ გადავიხდით“, და წავიდა.",
    ),
    sample("armenian", "Վարչապետն ասաց. «Մենք չենք վճարի», և հեռացավ։"),
    sample("amharic", "ጠቅላይ ሚኒስትሩ «አንከፍልም» ብለዋል። ስብሰባው ተጠናቀቀ።"),
    sample("khmer", "នាយករដ្ឋមន្ត្រីបាននិយាយថា យើងនឹងមិនបង់ប្រាក់ទេ។"),
    sample("burmese", "ဝန်ကြီးချုပ်က ကျွန်ုပ်တို့ မပေးပါ ဟု ပြောသည်။"),
    sample("tibetan", "སྲིད་བློན་གྱིས་གསུངས་པ། ང་ཚོས་སྤྲོད་མི་དགོས།"),
    sample("syriac", "ܐܡܪ ܪܝܫܐ ܕܚܘܠܛܢܐ ܠܐ ܦܪܥܝܢܢ 25 ܝܘܡܝܢ"),
    sample(
        "private and unassigned",
        "a \u{E000}\u{F8FF} b \u{378} c \u{10FFFD} d",
    ),
];
