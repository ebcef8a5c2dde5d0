//! Pictures: every script, the marks and their chips, in both themes, as a person would see them.
//!
//! Drawn with Vulkan in software, so that they need neither a screen nor a graphics card; `tests/README.md` says how to
//! make them again after a change of the looks. The differences between versions of a driver are let pass.

use egui::{Theme, Vec2, vec2};
use egui_kittest::{SnapshotOptions, SnapshotResults};

use postil::app::theme::Contrast;

use super::harness::{Opening, Window, every_script};

/// A page without panels: its text leaves room for the chips beside it.
const PAGE: Vec2 = vec2(840.0, 400.0);
/// The whole window.
const WHOLE: Vec2 = vec2(1100.0, 480.0);

/// Marks over, in and beside each other, pieces, links, doubts, the chosen one.
const LATIN: &str = "\
Port plan divides the council

{q*:“We {s:won’t comment},”} {a:{a2:the minister}’s spokesman} {u:said} on Tuesday — hours after the office {c?:had \
confirmed it}. {q2:“The money,”} she added, {q2:“is gone.”}
{c2:Five marks {c3:can {c4:lie {c5:on {c6:one} word}} here}} and be seen.
Ο πρωθυπουργός δήλωσε: {q3:«δεν θα υποχωρήσει»}. Министр заявил: {q4:«Мы готовы»}.| \
=> q speaker a, q cue u, q2 speaker @lee, s target c, a2 same-as a";

/// Arabic, Persian, Hebrew, and a line of all directions with a selection in it.
const RIGHT_TO_LEFT: &str = "\
قال {a:الوزير} يوم الثلاثاء 14 يناير 2025 إن شركة {a2:Microsoft Corporation} {c:ستستثمر 3.5 مليار دولار في المنطقة}.
{a3:وزیر امور خارجه} در سال ۱۴۰۳ {u:گفت}: {q*:«ما نمی‌خواهیم ۲۵۶ نفر را اخراج کنیم»}.
{a4:רֹאשׁ הַמֶּמְשָׁלָה} אָמַר הבוקר כי {q2:42 שרים הצביעו בעד ההסכם עם Intel}.
The paper Al-Quds ([القدس العربي) wrote “قال 25|] شخصاً في غزة” while {a5:Haaretz (הארץ)} said {q3:שלום, 3 ימים}. \
=> q speaker a3, q2 speaker a4, q3 speaker a5, c claimant a";

/// Devanagari and Thai.
const SOUTH_ASIAN: &str = "\
{a:प्रधानमंत्री} ने {u:कहा} कि {q*:स्थिति नियंत्रण में है और विद्यार्थियों को डरने की आवश्यकता नहीं है}। {a2?:श्री शर्मा} ने क्षेत्र का दौरा किया।
{a3:นายกรัฐมนตรี}{u2:กล่าวว่า}{q2:รัฐบาลจะไม่ขึ้นภาษีในปีหน้า} และประชาชนส่วนใหญ่{s:เห็นด้วย}กับนโยบายของรัฐบาลที่กำลังดำเนินอยู่| \
=> q speaker a, q cue u, q2 speaker a3, s target a3";

/// Chinese, Japanese and Korean.
const EAST_ASIAN: &str = "\
{a:外交部发言人}周二{u:表示}，英国离开欧盟后，双方{q*:“将继续合作”}，并签署了{c:价值35亿美元的协议}。
{a2:首相}は火曜日の記者会見で{q2:「協議を続ける」}と{u2:述べ}、カメラの前で書類に署名した。
{a3:대통령}은 화요일 기자회견에서 {q3:“협상을 계속하겠다”}고 {u3:밝혔으며} 합의문에 서명했다.| \
=> q speaker a, q2 speaker a2, q2 cue u2, q3 speaker a3";

/// Emoji that are joined, coloured and flagged; letters with marks of their own.
const EMOJI: &str = "\
{a:The family 👨‍👩‍👧‍👦} waved {c*:👋🏽 under the flags 🇫🇷🇯🇵}, called it a {s:👍🏿 day} and rated it 5️⃣ of #️⃣; ❤️ remains.
{q:Stacked marks: ệ, ạ̈, n̄̃, g̈, å, and on.|} \
=> c claimant a, s holder a, s target c";

fn window(theme: Theme, size: Vec2, contrast: Contrast) -> Window {
    let mut opening = Opening {
        size,
        theme,
        fonts: every_script(),
        ..Opening::default()
    };
    opening.settings.contrast = contrast;
    opening.settings.show_articles = size == WHOLE;
    opening.settings.show_inspector = size == WHOLE;
    Window::new(opening)
}

/// Compares pictures with those in `tests/snapshots`: a few pixels at the edges of shapes may differ by a little.
fn compare(name: &str, size: Vec2, scene: &str) {
    compare_in(name, size, scene, Contrast::Usual);
}

fn compare_in(name: &str, size: Vec2, scene: &str, contrast: Contrast) {
    let options = SnapshotOptions::new().threshold(2.0).max_failed_pixels(40);
    let mut results = SnapshotResults::new();
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut window = window(theme, size, contrast);
        window.stage(scene);
        let name = format!("{name}-{suffix}");
        results.add(window.harness.try_snapshot_options(name, &options));
    }
}

#[test]
fn latin() {
    compare("latin", PAGE, LATIN);
}

#[test]
fn right_to_left() {
    compare("right-to-left", PAGE, RIGHT_TO_LEFT);
}

#[test]
fn south_asian() {
    compare("south-asian", PAGE, SOUTH_ASIAN);
}

#[test]
fn east_asian() {
    compare("east-asian", PAGE, EAST_ASIAN);
}

#[test]
fn emoji() {
    compare("emoji", PAGE, EMOJI);
}

#[test]
fn high_contrast() {
    compare_in("high-contrast", PAGE, LATIN, Contrast::High);
}

#[test]
fn whole_window() {
    compare("window", WHOLE, LATIN);
}
