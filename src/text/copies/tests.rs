//! A made set of articles with known copies, and small cases.

use super::*;

fn grouped(texts: &[String]) -> Vec<Vec<usize>> {
    let signatures: Vec<_> = texts.iter().map(|text| Signature::of(text)).collect();
    near_copies(&signatures, |at| &texts[at], || true).unwrap()
}

#[test]
fn texts_are_as_alike_as_the_shorter_one_is_in_the_longer_one() {
    let long =
        "The port of Elsin will close on Sunday, the minister said, and nobody knows for how long.";
    assert_eq!(likeness(long, long), 1.0);
    assert_eq!(likeness(long, &long.to_uppercase()), 1.0, "case is nothing");
    assert_eq!(likeness("The minister of ports says no", ""), 0.0);
    let cut = "The port of Elsin will close on Sunday, the minister said, and nobody";
    assert_eq!(likeness(cut, long), 1.0);
    let other = "Farmers of the valley went on the streets because of the price of milk, as they had in May.";
    assert!(likeness(long, other) < 0.1);
    assert!(
        likeness(
            "港口将于星期日关闭，部长说，没有人知道多久。",
            "港口将于星期日关闭，部长说。"
        ) == 1.0
    );
    // Few words are alike only when they are the same.
    assert_eq!(likeness("The vote", "the vote."), 1.0);
    assert_eq!(
        likeness("The vote is over now today", "The vote is over now"),
        0.0
    );
}

#[test]
fn texts_without_words_and_empty_ones_are_in_no_group() {
    let texts = ["", "— … —", "Alone here", ""].map(str::to_owned);
    assert_eq!(grouped(&texts), Vec::<Vec<usize>>::new());
    let texts = ["A vote.", "Other.", "a vote"].map(str::to_owned);
    assert_eq!(grouped(&texts), [[0, 2]]);
}

#[test]
fn whoever_calls_it_off_gets_nothing() {
    let signatures = [Signature::of("a"), Signature::of("a")];
    assert_eq!(near_copies(&signatures, |_| "a", || false), None);
}

#[test]
fn what_is_sought_is_found_by_its_signature() {
    let report =
        "The port of Elsin will close on Sunday, the minister said, and nobody knows for how long.";
    let other = "Farmers of the valley went on the streets because of the price of milk, as they had in May.";
    let texts = [other, "", report, report];
    let signatures: Vec<_> = texts.iter().map(|it| Signature::of(it)).collect();
    let sought = Sought::new(&signatures);
    let like = |text: &str| sought.may_be_like(&Signature::of(text).unwrap());
    assert_eq!(like(report), [2, 3]);
    assert_eq!(like(&format!("Port to close. {report}")), [2, 3]);
    assert_eq!(like(other), [0]);
    assert_eq!(
        Sought::new(&[]).may_be_like(&Signature::of(report).unwrap()),
        [0_usize; 0]
    );
    // Of many that are the same the first are enough.
    let many = vec![Signature::of(report); 500];
    assert_eq!(
        Sought::new(&many).may_be_like(&many[0].clone().unwrap()),
        [0, 1, 2, 3, 4, 5, 6, 7]
    );
}

/// Articles of a made language: words as frequent as in a real one (Zipf), sentences, paragraphs.
struct Newsroom(fastrand::Rng);

impl Newsroom {
    fn word(&mut self) -> String {
        // The tenth word is a tenth as frequent as the first.
        let rank = (6000f64.powf(self.0.f64())) as usize;
        let mut rest = rank * 7 + 3;
        let mut word = String::new();
        while rest > 0 {
            word.push(char::from(b"bdfgklmnprstvz"[rest % 14]));
            word.push(char::from(b"aeiou"[rest / 14 % 5]));
            rest /= 70;
        }
        word
    }

    fn paragraph(&mut self) -> Vec<String> {
        let words = self.0.usize(25..70);
        (0..words).map(|_| self.word()).collect()
    }

    fn article(&mut self) -> Vec<Vec<String>> {
        let paragraphs = self.0.usize(5..12);
        let headline = (0..8).map(|_| self.word()).collect();
        let mut article = vec![headline];
        article.extend((0..paragraphs).map(|_| self.paragraph()));
        article
    }

    /// A copy as papers print them: one or two things are done to it.
    fn copy(&mut self, original: &[Vec<String>]) -> Vec<Vec<String>> {
        let mut copy = original.to_vec();
        for _ in 0..self.0.usize(1..3) {
            match self.0.u8(0..4) {
                // Cut from behind to 40 % at least.
                0 => {
                    let least = (copy.len() * 2).div_ceil(5).max(2);
                    let keep = self.0.usize(least..=copy.len());
                    copy.truncate(keep);
                }
                1 => copy[0] = (0..self.0.usize(4..12)).map(|_| self.word()).collect(),
                2 => self.0.shuffle(&mut copy[1..]),
                // A few words in a hundred corrected.
                _ => {
                    for paragraph in &mut copy {
                        for word in paragraph {
                            if self.0.u8(0..100) < 4 {
                                *word = self.word();
                            }
                        }
                    }
                }
            }
        }
        copy
    }
}

fn text_of(article: &[Vec<String>]) -> String {
    let paragraphs: Vec<String> = article.iter().map(|it| it.join(" ")).collect();
    paragraphs.join("\n\n")
}

/// At least 0.95 of the pairs that are found are copies, and of the copies are found.
#[test]
fn copies_among_a_thousand_articles_are_found_and_little_else() {
    let mut newsroom = Newsroom(fastrand::Rng::with_seed(8));
    // What stands under every article of a paper, and a statement that several quote.
    let imprint: Vec<String> = (0..30).map(|_| newsroom.word()).collect();
    let statement: Vec<String> = (0..60).map(|_| newsroom.word()).collect();
    let mut texts = Vec::new();
    let mut of = Vec::new();
    let mut story = 0;
    while texts.len() < 1000 {
        let mut article = newsroom.article();
        if story % 3 == 0 {
            article.push(imprint.clone());
        }
        if story % 10 == 0 {
            article.insert(2, statement.clone());
        }
        let copies = if story % 4 == 0 {
            newsroom.0.usize(1..5)
        } else {
            0
        };
        let mut all = vec![text_of(&article)];
        all.extend((0..copies).map(|_| text_of(&newsroom.copy(&article))));
        of.resize(of.len() + all.len(), story);
        texts.extend(all);
        story += 1;
    }
    let mut group = vec![None; texts.len()];
    for (number, members) in grouped(&texts).iter().enumerate() {
        for at in members {
            group[*at] = Some(number);
        }
    }
    let (mut right, mut found, mut there) = (0, 0, 0);
    for one in 0..texts.len() {
        for other in 0..one {
            let is_found = group[one].is_some() && group[one] == group[other];
            let is_copy = of[one] == of[other];
            found += usize::from(is_found);
            there += usize::from(is_copy);
            right += usize::from(is_found && is_copy);
        }
    }
    assert!(there > 300, "{there}");
    let (precision, recall) = (right as f64 / found as f64, right as f64 / there as f64);
    assert!(
        precision >= 0.95 && recall >= 0.95,
        "{precision:.3} {recall:.3}"
    );
}
