//! What columns hold, and the names that say so in several languages.

use super::super::found::collapse;
use crate::say;
use crate::text::folded;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The text, or a part of it.
    Text,
    /// The headline.
    Title,
    /// The newspaper, agency or site.
    Source,
    /// Who wrote it.
    Author,
    /// When it was published.
    Date,
    /// Where it was published.
    Url,
    /// In which language it is.
    Language,
    /// What else is known of it, kept under the name of the column.
    More,
    /// Nothing that is taken.
    Skip,
}

impl Role {
    /// All of them, as they are proposed.
    pub const ALL: [Self; 9] = [
        Self::Text,
        Self::Title,
        Self::Source,
        Self::Author,
        Self::Date,
        Self::Url,
        Self::Language,
        Self::More,
        Self::Skip,
    ];

    /// Its name in options.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Title => "title",
            Self::Source => "source",
            Self::Author => "author",
            Self::Date => "date",
            Self::Url => "url",
            Self::Language => "language",
            Self::More => "more",
            Self::Skip => "skip",
        }
    }

    /// The role with this name in options.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }

    /// Its name in windows.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Text => say!("tables-role-text"),
            Self::Title => say!("tables-role-title"),
            Self::Source => say!("tables-role-source"),
            Self::Author => say!("tables-role-author"),
            Self::Date => say!("tables-role-date"),
            Self::Url => say!("tables-role-url"),
            Self::Language => say!("tables-role-language"),
            Self::More => say!("tables-role-more"),
            Self::Skip => say!("tables-role-skip"),
        }
    }

    /// Whether several columns can hold it together.
    #[must_use]
    pub fn is_shared(self) -> bool {
        matches!(self, Self::Text | Self::More | Self::Skip)
    }
}

/// Names of columns by what they hold, folded, with spaces for all that is no letter; the surest first.
pub(super) const NAMES: [(Role, &[&str]); 7] = [
    (
        Role::Text,
        &[
            "text",
            "full text",
            "fulltext",
            "article text",
            "maintext",
            "main text",
            "body",
            "article body",
            "articlebody",
            "content",
            "article content",
            "article",
            "story",
            "volltext",
            "inhalt",
            "artikeltext",
            "artikel",
            "beitrag",
            "texte",
            "texte integral",
            "contenu",
            "corps",
            "texto",
            "texto completo",
            "contenido",
            "cuerpo",
            "conteudo",
            "corpo",
            "testo",
            "contenuto",
            "articolo",
            "tekst",
            "tresc",
            "inhoud",
            "innehall",
            "brodtext",
            "metin",
            "icerik",
            "текст",
            "содержание",
            "статья",
            "зміст",
            "paragraphs",
            "parrafos",
            "absatze",
            "paragraphes",
            "正文",
            "内容",
            "全文",
            "本文",
            "文章",
            "記事",
            "본문",
            "내용",
            "النص",
            "نص",
            "محتوى",
            "المحتوى",
            "متن",
            "पाठ",
            "κειμενο",
            "טקסט",
        ],
    ),
    (
        Role::Title,
        &[
            "title",
            "headline",
            "article title",
            "heading",
            "head",
            "hd",
            "titel",
            "uberschrift",
            "schlagzeile",
            "titre",
            "titulo",
            "titular",
            "titolo",
            "tytul",
            "nagłowek",
            "naglowek",
            "kop",
            "rubrik",
            "baslik",
            "заголовок",
            "название",
            "标题",
            "題名",
            "标题名",
            "見出し",
            "タイトル",
            "제목",
            "العنوان",
            "عنوان",
            "τιτλος",
            "כותרת",
            "शीर्षक",
        ],
    ),
    (
        Role::Source,
        &[
            "source",
            "source name",
            "outlet",
            "paper",
            "newspaper",
            "publisher",
            "publication",
            "publication title",
            "media name",
            "media outlet",
            "medium",
            "media",
            "site name",
            "site",
            "website",
            "source domain",
            "source common name",
            "sourcecommonname",
            "domain",
            "quelle",
            "zeitung",
            "medienname",
            "journal",
            "media source",
            "fuente",
            "medio",
            "periodico",
            "diario",
            "fonte",
            "testata",
            "giornale",
            "jornal",
            "veiculo",
            "zrodlo",
            "gazeta",
            "bron",
            "krant",
            "kalla",
            "tidning",
            "kaynak",
            "gazete",
            "источник",
            "издание",
            "сми",
            "来源",
            "媒体",
            "報社",
            "媒体名",
            "出典",
            "出处",
            "언론사",
            "출처",
            "المصدر",
            "مصدر",
            "الصحيفة",
            "πηγη",
            "מקור",
            "स्रोत",
        ],
    ),
    (
        Role::Author,
        &[
            "author",
            "authors",
            "author name",
            "byline",
            "by line",
            "writer",
            "journalist",
            "journalists",
            "creator",
            "autor",
            "autoren",
            "autorin",
            "verfasser",
            "verfasserin",
            "auteur",
            "auteurs",
            "auteur e",
            "autores",
            "autora",
            "autore",
            "autori",
            "autorzy",
            "forfattare",
            "yazar",
            "автор",
            "авторы",
            "作者",
            "記者",
            "著者",
            "기자",
            "저자",
            "الكاتب",
            "المؤلف",
            "συγγραφεας",
            "מחבר",
            "लेखक",
        ],
    ),
    (
        Role::Date,
        &[
            "date",
            "publication date",
            "publish date",
            "published",
            "published at",
            "published on",
            "published date",
            "date published",
            "date publish",
            "date of publication",
            "pub date",
            "pubdate",
            "publishdate",
            "publicationdate",
            "datepublished",
            "publishedat",
            "datetime",
            "date time",
            "pd",
            "day",
            "seendate",
            "posted",
            "timestamp",
            "created at",
            "time",
            "datum",
            "veroffentlicht",
            "veroffentlicht am",
            "erschienen",
            "erschienen am",
            "erscheinungsdatum",
            "date de publication",
            "publie le",
            "parution",
            "fecha",
            "fecha de publicacion",
            "publicado",
            "data",
            "data di pubblicazione",
            "data de publicacao",
            "data publikacji",
            "publicatiedatum",
            "gepubliceerd",
            "publicerad",
            "tarih",
            "yayin tarihi",
            "дата",
            "дата публикации",
            "опубликовано",
            "日期",
            "发布时间",
            "发布日期",
            "时间",
            "日付",
            "公開日",
            "날짜",
            "발행일",
            "التاريخ",
            "تاريخ",
            "تاريخ النشر",
            "ημερομηνια",
            "תאריך",
            "तारीख",
        ],
    ),
    (
        Role::Url,
        &[
            "url",
            "link",
            "article url",
            "web url",
            "story url",
            "canonical url",
            "canonical",
            "permalink",
            "address",
            "web address",
            "href",
            "uri",
            "document identifier",
            "documentidentifier",
            "adresse",
            "lien",
            "enlace",
            "direccion",
            "indirizzo",
            "ссылка",
            "адрес",
            "链接",
            "网址",
            "網址",
            "リンク",
            "링크",
            "الرابط",
            "رابط",
            "baglanti",
        ],
    ),
    (
        Role::Language,
        &[
            "language",
            "lang",
            "article language",
            "sprache",
            "langue",
            "idioma",
            "lengua",
            "lingua",
            "jezyk",
            "taal",
            "sprak",
            "dil",
            "язык",
            "мова",
            "语言",
            "語言",
            "言語",
            "언어",
            "اللغة",
            "لغة",
            "γλωσσα",
            "שפה",
            "भाषा",
        ],
    ),
];

/// Names of columns that repeat the text in another form.
pub(super) const COPIES: &[&str] = &[
    "html",
    "raw html",
    "content html",
    "body html",
    "article html",
    "html content",
    "raw",
    "source code",
    "tokens",
    "cleaned text",
    "clean text",
    "text clean",
    "lemmas",
    "embedding",
];

/// A name as it is compared: folded, with single spaces for all that is no letter or digit, `camelCase` parted.
pub(super) fn plain(name: &str) -> String {
    let mut spaced = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for c in name.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.push(if c.is_alphanumeric() { c } else { ' ' });
        before = c;
    }
    let folded = folded(&spaced);
    collapse(&folded)
}

/// How surely a name says that a column holds something: the lower, the surer; none when it does not say so.
pub(super) fn rank(name: &str, role: Role) -> Option<usize> {
    let (_, names) = NAMES.iter().find(|(it, _)| *it == role)?;
    let plain = plain(name);
    let is = |text: &str| names.iter().position(|known| folded(known) == text);
    // `publisher.name` is the publisher.
    let named = || plain.strip_suffix(" name").and_then(is);
    is(&plain).or_else(named).or_else(|| {
        // Behind dots stand the names that matter: `fields.headline`, `article.body`.
        let last = name.rsplit(['.', '/', ':']).next()?;
        (last.len() < name.len()).then(|| is(&self::plain(last)).map(|at| at + 1_000))?
    })
}
