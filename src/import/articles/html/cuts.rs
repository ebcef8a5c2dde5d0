//! What on a page is no part of its article, and why: by the names of its elements, by its words, and by where it stands.

use super::super::{BlockKind, Cut};
use super::blocks::{Raw, Walk};
use super::meta::Meta;

/// Words in the names and classes of elements that hold no article.
const NAMES: &[(Cut, &[&str])] = &[
    (
        Cut::Cookies,
        &[
            "cookie",
            "cookies",
            "cookiebanner",
            "cookieconsent",
            "consent",
            "gdpr",
            "cmp",
            "onetrust",
            "didomi",
            "usercentrics",
            "cookiebot",
            "quantcast",
        ],
    ),
    (
        Cut::Advertisement,
        &[
            "ad",
            "ads",
            "adslot",
            "adunit",
            "advert",
            "adverts",
            "advertisement",
            "advertising",
            "advertorial",
            "anzeige",
            "werbung",
            "sponsor",
            "sponsored",
            "promo",
            "promotion",
            "newsletter",
            "subscribe",
            "subscription",
            "paywall",
            "outbrain",
            "taboola",
            "publicidad",
            "publicite",
            "pubblicita",
        ],
    ),
    (
        Cut::Navigation,
        &[
            "share",
            "sharing",
            "sharebar",
            "sharetools",
            "social",
            "socials",
            "breadcrumb",
            "breadcrumbs",
            "related",
            "recirc",
            "recommended",
            "recommendations",
            "recommendation",
            "comments",
            "disqus",
            "pagination",
            "pager",
            "toolbar",
            "navbar",
            "navigation",
            "menu",
            "skiplink",
            "skip",
            "readmore",
            "readalso",
            "teaserlist",
            "trending",
            "mostread",
        ],
    ),
];

/// Elements that are never one of these, whatever their classes: themes write there what a page has.
const WHOLE: &[&str] = &["html", "body", "main", "article"];

/// Classes of what opens an article, below the headline.
const LEADS: &[&str] = &[
    "standfirst",
    "lead",
    "lede",
    "dek",
    "deck",
    "subtitle",
    "subheadline",
    "subhead",
    "intro",
    "chapo",
    "entradilla",
    "vorspann",
    "sommario",
    "leadtext",
    "bajada",
];

/// Phrases of whole lines.
const LINES: &[(Cut, &[&str])] = &[
    (
        Cut::Advertisement,
        &[
            "ad",
            "advertisement",
            "advertisements",
            "advert",
            "anzeige",
            "werbung",
            "publicité",
            "publicidad",
            "pubblicità",
            "advertentie",
            "reklama",
            "реклама",
            "广告",
            "廣告",
            "広告",
            "إعلان",
            "sponsored content",
            "sponsored",
            "promoted",
            "story continues below advertisement",
            "article continues below advertisement",
            "continue reading below",
            "scroll to continue",
            "scroll to continue with content",
        ],
    ),
    (
        Cut::Navigation,
        &[
            "share",
            "share this",
            "share this article",
            "share this story",
            "print",
            "tweet",
            "email",
            "copy link",
            "teilen",
            "drucken",
            "artikel teilen",
            "partager",
            "partager l'article",
            "imprimer",
            "compartir",
            "condividi",
            "stampa",
            "delen",
            "поделиться",
            "分享",
            "مشاركة",
            "read more",
            "weiterlesen",
            "lire la suite",
            "leer más",
            "related articles",
            "related stories",
            "related topics",
            "related",
            "more on this story",
            "mehr zum thema",
            "most read",
            "meistgelesen",
            "sur le même sujet",
            "noticias relacionadas",
            "comments",
            "kommentare",
            "back to top",
            "skip to content",
            "skip to main content",
            "zum inhalt springen",
        ],
    ),
];

/// What begins a short line.
const BEGINNINGS: &[(Cut, &[&str])] = &[
    (
        Cut::Navigation,
        &[
            "read more:",
            "read also:",
            "also read:",
            "see also:",
            "related:",
            "more on this:",
            "lesen sie auch",
            "lesen sie mehr",
            "mehr dazu:",
            "siehe auch:",
            "lire aussi",
            "à lire aussi",
            "voir aussi",
            "lee también",
            "lea también",
            "leer también",
            "ver también",
            "leggi anche",
            "lees ook",
            "czytaj też",
            "czytaj także",
            "читайте также",
            "share this ",
            "share on ",
            "follow us on ",
            "teilen auf ",
            "partager sur ",
            "compartir en ",
            "延伸阅读",
            "相关新闻",
        ],
    ),
    (
        Cut::Boilerplate,
        &["©", "copyright ©", "(c) 20", "copyright 20"],
    ),
];

/// What stands somewhere in a short block.
const PHRASES: &[(Cut, &[&str])] = &[
    (
        Cut::Cookies,
        &[
            "we use cookies",
            "site uses cookies",
            "website uses cookies",
            "cookie policy",
            "cookie settings",
            "cookie preferences",
            "accept cookies",
            "accept all cookies",
            "wir verwenden cookies",
            "wir nutzen cookies",
            "website verwendet cookies",
            "seite verwendet cookies",
            "cookie-einstellungen",
            "cookies akzeptieren",
            "nous utilisons des cookies",
            "site utilise des cookies",
            "accepter les cookies",
            "paramètres des cookies",
            "utilizamos cookies",
            "usamos cookies",
            "sitio utiliza cookies",
            "política de cookies",
            "aceptar cookies",
            "utilizziamo i cookie",
            "sito utilizza cookie",
            "usamos cookies",
            "wij gebruiken cookies",
            "używamy plików cookie",
            "мы используем файлы cookie",
            "我们使用cookie",
            "ملفات تعريف الارتباط",
        ],
    ),
    (
        Cut::Advertisement,
        &[
            "subscribe to our newsletter",
            "sign up for our newsletter",
            "sign up to our newsletter",
            "subscribe now",
            "newsletter abonnieren",
            "jetzt abonnieren",
            "abonnieren sie unseren",
            "abonnez-vous",
            "suscríbete a nuestr",
            "suscríbase a nuestr",
            "iscriviti alla newsletter",
            "subscribe for free",
        ],
    ),
    (
        Cut::Boilerplate,
        &[
            "all rights reserved",
            "alle rechte vorbehalten",
            "tous droits réservés",
            "todos los derechos reservados",
            "tutti i diritti riservati",
            "все права защищены",
            "版权所有",
        ],
    ),
];

/// Longest block that is judged by phrases in it, in characters.
const SHORT: usize = 320;
/// Longest line that is judged by how it begins.
const LINE: usize = 160;
/// What has a telling name is cut when it holds at most this share of the article.
const SHARE: f32 = 0.3;

/// What the name, the classes and the role of an element say of it.
pub fn mark(name: &str, class: &str, id: &str, role: &str) -> Option<Cut> {
    if WHOLE.contains(&name) {
        return None;
    }
    if name == "nav" || role == "navigation" || name == "button" || role == "toolbar" {
        return Some(Cut::Navigation);
    }
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric());
        words.map(str::to_ascii_lowercase).collect()
    };
    let all = [words(class), words(id)].concat();
    let named = |(cut, names): &(Cut, &[&str])| {
        let mut words = all.iter();
        words
            .any(|word| names.contains(&word.as_str()))
            .then_some(*cut)
    };
    NAMES.iter().find_map(named)
}

/// Whether a class is one of what opens an article.
pub fn is_lead(class: &str) -> bool {
    class
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| LEADS.contains(&word.to_ascii_lowercase().as_str()))
}

/// What the words of a block say of it. One that was found to be of the article may speak of such things: its words have to say
/// so twice, or first.
fn by_words(text: &str, is_found: bool) -> Option<Cut> {
    let length = text.chars().count();
    if length > SHORT {
        return None;
    }
    let text = text.to_lowercase().replace('’', "'");
    let line = text.trim_matches(|c: char| !c.is_alphanumeric());
    let find = |list: &[(Cut, &[&str])], fits: &dyn Fn(&str) -> bool| {
        let found = list.iter().find(|(_, all)| all.iter().any(|it| fits(it)));
        found.map(|(cut, _)| *cut)
    };
    find(LINES, &|it| it == line)
        .or_else(|| {
            find(BEGINNINGS, &|it| {
                length <= LINE && text.trim_start().starts_with(it)
            })
        })
        .or_else(|| {
            let is_sure = !is_found || hits(&text) > 1;
            find(PHRASES, &|it| {
                is_sure && text.contains(it) || length <= LINE && text.starts_with(it)
            })
        })
}

/// How many of the phrases a text has.
fn hits(text: &str) -> usize {
    let phrases = PHRASES.iter().flat_map(|(_, all)| *all);
    phrases.filter(|it| text.contains(**it)).count()
}

/// Why each block is cut, if it is; `is_kept` says of each whether it is of the article, `is_found` whether that was found out and
/// is not only so because no article was.
pub fn judge(walk: &Walk, is_kept: &[bool], is_found: bool, meta: &Meta) -> Vec<Option<Cut>> {
    let blocks = &walk.blocks;
    let length = |at: usize| blocks[at].text.chars().count();
    // How much of the article stands before each block.
    let mut all = 0;
    let mut before = vec![0];
    for (at, is_kept) in is_kept.iter().enumerate() {
        all += if *is_kept { length(at) } else { 0 };
        before.push(all);
    }
    let mut marks: Vec<Option<Cut>> = vec![None; blocks.len()];
    for (cut, range) in &walk.marked {
        let range = range.start..range.end.min(blocks.len());
        let held = before[range.end] - before[range.start];
        if held as f32 <= all as f32 * SHARE {
            for mark in &mut marks[range] {
                mark.get_or_insert(*cut);
            }
        }
    }
    // Names that would take most of an article say nothing of it: each of its paragraphs has a class like that.
    let marked = (0..blocks.len()).filter(|at| is_kept[*at] && marks[*at].is_some());
    let is_telling = marked.map(length).sum::<usize>() * 2 <= all;
    let mut cuts: Vec<Option<Cut>> = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        let mark = marks[at].filter(|_| is_telling || !is_kept[at]);
        let told = by_words(&block.text, is_found && is_kept[at]).or(mark);
        cuts.push(if is_kept[at] {
            told
        } else {
            let elsewhere = if block.is_linked() {
                Cut::Navigation
            } else {
                Cut::Boilerplate
            };
            Some(told.unwrap_or(elsewhere))
        });
    }
    open(blocks, meta, &mut cuts);
    cuts
}

/// Takes back the headline, and what opens the article below it; links above it are none of it.
fn open(blocks: &[Raw], meta: &Meta, cuts: &mut [Option<Cut>]) {
    let is_headline = |block: &Raw| block.rank > 0 && super::is_same_line(&block.text, &meta.title);
    let Some(first) = cuts.iter().position(Option::is_none) else {
        return;
    };
    let known = blocks.iter().position(is_headline);
    let headline = known.or_else(|| (0..first).rev().find(|at| blocks[*at].rank == 1));
    let Some(headline) = headline else {
        return;
    };
    cuts[headline] = None;
    for at in 0..headline {
        if cuts[at].is_none() && blocks[at].is_linked() {
            cuts[at] = Some(Cut::Navigation);
        }
    }
    let next = cuts.iter().enumerate().skip(headline + 1);
    let next = next
        .filter(|(_, cut)| cut.is_none())
        .map(|(at, _)| at)
        .next();
    for at in headline + 1..next.unwrap_or(headline) {
        let block = &blocks[at];
        let is_summary = super::is_same_line(&block.text, &meta.summary);
        let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading);
        if (block.is_lead || is_summary) && is_text && !block.is_linked() {
            cuts[at] = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_what_is_no_article() {
        let cases = [
            (
                "We use cookies to improve your experience. Accept?",
                Some(Cut::Cookies),
            ),
            ("Diese Website verwendet Cookies.", Some(Cut::Cookies)),
            ("ADVERTISEMENT", Some(Cut::Advertisement)),
            ("— Anzeige —", Some(Cut::Advertisement)),
            ("Lesen Sie auch: Der Hafen schließt", Some(Cut::Navigation)),
            ("Share this", Some(Cut::Navigation)),
            ("Partager l’article", Some(Cut::Navigation)),
            (
                "© 2026 Coast Courier. All rights reserved.",
                Some(Cut::Boilerplate),
            ),
            ("The mayor wants to share this with the unions.", None),
            ("Teilen der Stadt fehlt das Wasser.", None),
            (
                "The commission says that cookies are a risk to privacy.",
                None,
            ),
            ("Advertisement revenue fell by a tenth.", None),
        ];
        for (text, cut) in cases {
            assert_eq!(by_words(text, false), cut, "{text}");
        }
        let long = "The regulator said the site uses cookies. ".repeat(20);
        assert_eq!(by_words(&long, false), None);
        let spoken = "The regulator looked at the cookie policy of the port.";
        assert_eq!(by_words(spoken, true), None);
        let notice = "Please note that we use cookies. Read our cookie policy.";
        assert_eq!(by_words(notice, true), Some(Cut::Cookies));
        let first = "Alle Rechte vorbehalten. Küstenbote 2011";
        assert_eq!(by_words(first, true), Some(Cut::Boilerplate));
    }

    #[test]
    fn names_of_elements_are_read_word_by_word() {
        assert_eq!(mark("div", "c-cookie-banner", "", ""), Some(Cut::Cookies));
        assert_eq!(mark("div", "", "ad_slot_3", ""), Some(Cut::Advertisement));
        assert_eq!(mark("ul", "social-share", "", ""), Some(Cut::Navigation));
        assert_eq!(mark("nav", "", "", ""), Some(Cut::Navigation));
        assert_eq!(mark("div", "header loaded adapt", "", ""), None);
        assert_eq!(mark("article", "has-ads related", "", ""), None);
        assert!(is_lead("article__standfirst") && !is_lead("leaders"));
    }
}
