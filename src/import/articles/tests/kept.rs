//! Nothing of a text is lost unnoticed, whatever it looks like.

use super::super::{Cut, Draft, Loaded};
use super::read;

fn loaded(id: &str, name: &str, text: &str) -> Loaded {
    read(id, name, text.as_bytes()).unwrap_or_else(|problem| panic!("{id}: {problem}"))
}

fn draft(id: &str, name: &str, text: &str) -> Draft {
    loaded(id, name, text).drafts.remove(0)
}

/// What of it is cut, a line a block.
fn cut(draft: &Draft) -> String {
    let cut = draft.blocks.iter().filter(|block| block.cut.is_some());
    let texts: Vec<&str> = cut.map(|block| block.text.as_str()).collect();
    texts.join("\n")
}

#[test]
fn lines_of_a_text_of_nexis_that_look_like_labels_stay() {
    let article = "Port stays open\n\nCoast Courier\n\nMarch 1, 2026\n\nLength: 99 words\n\nHere stands a line without a label.\n\nBody\n\n\
        The council voted.\n\nUpdate: Police arrested two men on 3 March 2026.\n\nNotes\n\nThe first paragraph below.\n\n\
        The second paragraph below.\n\nThe third paragraph below.\n\nThe fourth paragraph below.\n\nLanguage: it was harsh.\n\n\
        Copyright\n\nThe fifth.\n\nThe sixth.\n\nThe seventh.\n\nThe eighth paragraph.\n\n\
        Graphic\n\nThe quay on Sunday.\n\nClassification\n\nLanguage: ENGLISH\n\nPublication-Type: Newspaper\n\nSubject: PORTS (90%)\n\n\
        Load-Date: March 2, 2026\n\nEnd of Document\n\n";
    let draft = draft("nexis", "export.txt", article);
    let text = draft.text();
    for line in [
        "Update: Police arrested two men on 3 March 2026.",
        "\nNotes\n",
        "The fourth paragraph below.",
        "Language: it was harsh.",
        "The eighth paragraph.",
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    assert!(!text.contains("quay on Sunday"), "{text}");
    assert_eq!(draft.meta.more["loaded"], "2026-03-02");
    assert_eq!(draft.meta.language, "en");
    let cut = cut(&draft);
    for line in [
        "Here stands a line without a label.",
        "The quay on Sunday.",
        "Subject: PORTS (90%)",
        "Load-Date: March 2, 2026",
    ] {
        assert!(cut.contains(line), "{line} is not in {cut}");
    }
}

#[test]
fn lines_of_a_text_of_proquest_that_look_like_labels_and_rules_stay() {
    let rule = "____________________________________________________________";
    let text = format!(
        "{rule}\n\nPort stays open\n\nFull text: The council voted.\n\nIssue: whether the port stays.\n\nLocation: the old quay.\n\n\
         People\n\nTitle: none was given.\n\nAuthor: nobody.\n\n------------------------\n\nBehind the line.\n\nThe end.\n\n\
         And more.\n\nAnd still more.\n\nSubject: Ports\n\nTitle: Port stays open\n\nAuthor: Holt, Maren\n\nPublication title: Coast Courier\n\n\
         Publication date: Mar 1, 2026\n\nProQuest document ID: 31\n\n{rule}\n\nContact the library\n\n{rule}\n\n\
         Second\n\nFull text: The strike ended.\n\nPublication title: Herald\n\nProQuest document ID: 32\n"
    );
    let loaded = loaded("proquest", "export.txt", &text);
    assert_eq!(loaded.drafts.len(), 2);
    let first = &loaded.drafts[0];
    let text = first.text();
    for line in [
        "Issue: whether the port stays.",
        "Location: the old quay.",
        "\nPeople\n",
        "Title: none was given.",
        "Author: nobody.",
        "Behind the line.",
        "And still more.",
    ] {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    assert_eq!(first.meta.title, "Port stays open");
    assert_eq!(first.meta.author, "Maren Holt");
    assert_eq!(first.meta.source, "Coast Courier");
    assert!(!text.contains("Contact") && cut(first).contains("Contact the library"));
    assert_eq!(loaded.drafts[1].text(), "Second\n\nThe strike ended.\n");
}

#[test]
fn lines_of_a_mail_that_a_program_broke_are_joined_and_no_others() {
    let mail = |text: &str| {
        let mail = format!(
            "From: a@b.example\r\nSubject: Port\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n{text}"
        );
        draft("mail", "a.eml", &mail).text()
    };
    let line = "The council voted on Sunday night to keep the old port, the mayor";
    let whole = many_lines(line, 30) + "said.\n";
    let joined = mail(&whole);
    let expected = format!("Port\n\n{}said.\n", format!("{line} ").repeat(30));
    assert_eq!(joined, expected);
    let short = mail(&format!("{line}\nsaid.\nUntil tomorrow\nThe editors\n"));
    assert_eq!(
        short,
        format!("Port\n\n{line} said.\nUntil tomorrow\nThe editors\n")
    );
    let long = line.repeat(5);
    let unbroken = mail(&format!("{long}\nThe editors\n"));
    assert_eq!(unbroken, format!("Port\n\n{long}\nThe editors\n"));
}

fn many_lines(line: &str, count: usize) -> String {
    format!("{line}\n").repeat(count)
}

#[test]
fn the_page_of_a_mail_is_read_when_its_text_is_a_stub() {
    let page = "<p>The council voted on Sunday night to keep the old port open for another five years.</p>".repeat(9);
    let mail = |text: &str| {
        let mail = format!(
            "From: a@b.example\r\nSubject: Port\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n\
             --x\r\nContent-Type: text/plain\r\n\r\n{text}\r\n--x\r\nContent-Type: text/html\r\n\r\n{page}\r\n--x--\r\n"
        );
        draft("mail", "a.eml", &mail)
    };
    let stub = mail("View this mail in your browser.");
    assert!(
        stub.text().contains("another five years."),
        "{}",
        stub.text()
    );
    assert!(
        cut(&stub).contains("View this mail in your browser."),
        "{}",
        cut(&stub)
    );
    let own = mail(&"The council voted, and I tell it in my own words here. ".repeat(9));
    assert!(own.text().contains("my own words"), "{}", own.text());
    assert!(!own.text().contains("another five years"), "{}", own.text());
}

#[test]
fn what_stands_as_it_is_does_not_run_into_what_follows() {
    let page = "<p>The list of the port:</p><pre>line one</pre><pre>line two</pre><pre>three\n</pre><pre>four</pre>";
    let text = draft("html", "a.html", page).text();
    assert!(
        text.contains("line one\n\nline two\n\nthree\nfour"),
        "{text}"
    );
}

#[test]
fn signs_of_xml_that_have_names_in_capitals_stay_signs() {
    let feed = "<rss><channel><item><title>AT&AMP;T &LT;b&GT; &QUOT;x&QUOT; caf&eacute;</title><description>Port.</description></item></channel></rss>";
    let draft = draft("feed", "a.rss", feed);
    assert_eq!(draft.meta.title, "AT&T \"x\" café");
}

#[test]
fn comments_in_xml_are_none_of_its_elements() {
    let nitf = "<nitf><body><body.content><p>One.</p><!--cms:style x--><p>Two.</p><?a:style x?><p>Three.</p><!-- a > b --><p>Four.</p></body.content></body></nitf>";
    let text = draft("nitf", "a.xml", nitf).text();
    assert!(text.contains("One.\n\nTwo.\n\nThree.\n\nFour."), "{text}");
}

#[test]
fn items_in_an_item_are_a_part_of_it() {
    let feed = "<rss><channel><item><title>A</title><description>One.</description><item><title>B</title><description>Two.</description></item></item></channel></rss>";
    assert_eq!(loaded("feed", "a.rss", feed).drafts.len(), 1);
}

#[test]
fn what_is_damaged_in_an_archive_of_the_web_is_told() {
    let page = "<html><body><h1>Port</h1><p>The council voted on Sunday night to keep the port open, said the mayor.</p></body></html>";
    let record = |headers: &str, body: &[u8]| {
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n");
        let mut record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{http}",
            http.len() + body.len()
        )
        .into_bytes();
        record.extend(body);
        record.extend(b"\r\n\r\n");
        record
    };
    let remarks = |record: &[u8]| {
        let loaded = read("warc", "a.warc", record).unwrap();
        loaded.drafts[0].remarks.clone()
    };
    assert_eq!(remarks(&record("", page.as_bytes())), [""; 0]);
    let chunked = "Transfer-Encoding: chunked\r\n";
    let whole = format!("{:x}\r\n{page}\r\n0\r\n\r\n", page.len());
    assert_eq!(remarks(&record(chunked, whole.as_bytes())), [""; 0]);
    let broken = whole.replace("\r\n0\r\n\r\n", "");
    assert_eq!(remarks(&record(chunked, broken.as_bytes())).len(), 1);
    let packed = {
        use std::io::Write as _;
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(page.as_bytes()).unwrap();
        packer.finish().unwrap()
    };
    let gzip = "Content-Encoding: gzip\r\n";
    assert_eq!(remarks(&record(gzip, &packed)), [""; 0]);
    let broken = &packed[..packed.len() - 12];
    assert_eq!(remarks(&record(gzip, broken)).len(), 1);
}

#[test]
fn all_of_an_article_of_factiva_is_there() {
    let page = "<html><body><div class='article enArticle'><table><tr><td>HD</td><td>Port stays open</td></tr><tr><td>SN</td><td>Coast Courier</td></tr>\
        <tr><td>PD</td><td>1 March 2026</td></tr><tr><td>IN</td><td>iports : Ports</td></tr><tr><td>LP</td><td><p class='articleParagraph'>The council voted.</p></td></tr>\
        <tr><td>TD</td><td><p class='articleParagraph'>These stay:</p><ul><li>the quay</li></ul><p>A line of another class.</p><p class='articleParagraph'>The end.</p></td></tr></table></div></body></html>";
    let draft = draft("factiva", "a.html", page);
    let all = draft.text() + &cut(&draft);
    for line in [
        "The council voted.",
        "the quay",
        "A line of another class.",
        "The end.",
    ] {
        assert!(all.contains(line), "{line} is not in {all}");
    }
    assert_eq!(draft.meta.more["IN"], "iports : Ports");
    let text = draft.text();
    assert!(
        !text.contains("1 March 2026") && !text.contains("iports"),
        "{text}"
    );
}

#[test]
fn words_alone_cut_nothing_that_was_found_to_be_of_the_article() {
    let paragraph = "<p>The regulator looked at the cookie policy of the port authority, and the mayor said that they must change it soon.</p>";
    let other = "<p>The council voted on Sunday night to keep the old port open for another five years, after a debate that lasted nine hours.</p>";
    let page = format!(
        "<html><body><article><h1>Port</h1>{}{paragraph}{}</article><div>We use cookies on this page.</div></body></html>",
        other.repeat(3),
        other.repeat(3)
    );
    let draft = draft("html", "a.html", &page);
    assert!(
        draft.text().contains("the cookie policy of the port"),
        "{}",
        draft.text()
    );
    let notice = draft.blocks.iter().find(|it| it.text.starts_with("We use"));
    assert_eq!(notice.and_then(|it| it.cut), Some(Cut::Cookies));
}

#[test]
fn quotation_marks_that_stand_in_texts_take_no_rows() {
    let tabs = "title\ttext\nA\t\"Breaking news from the old port, the council has voted on it\nB\tThe strike of the ferry crews ended on Monday, after eleven days\nC\tHe said \"no\" and \"maybe\n";
    let loaded = loaded("csv", "a.tsv", tabs);
    assert_eq!(loaded.drafts.len(), 3);
    assert!(loaded.drafts[0].text().contains("\"Breaking news"));
    assert_eq!(loaded.remarks.len(), 1, "{:?}", loaded.remarks);
    let commas = "title,text\nA,\"Breaking news from the old port\nB,The strike of the ferry crews ended\nC,He said \"no\" and more of it\n";
    let loaded = read("csv", "a.csv", commas.as_bytes()).unwrap();
    assert!(
        loaded.remarks.iter().any(|it| it.contains('2')),
        "{:?}",
        loaded.remarks
    );
}

#[test]
fn days_with_the_year_first_in_two_digits_are_asked_for() {
    let rows = "date,text\n25-03-01,The council voted on Sunday night to keep the old port open\n25-03-31,The strike of the ferry crews ended on Monday morning\n";
    let loaded = loaded("csv", "a.csv", rows);
    for draft in &loaded.drafts {
        let date = draft
            .meta
            .date
            .map(|date| date.to_string())
            .unwrap_or_default();
        assert!(date.is_empty() || date.starts_with("2025-03-"), "{date}");
    }
    assert!(!loaded.remarks.is_empty());
}
