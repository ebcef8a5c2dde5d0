//! Going about the project: back and forward, bookmarks, tabs, two articles side by side.

use crate::app::notices::Notices;
use crate::app::picking::{Pick, PickList, Picked};
use crate::app::places::Kept;
use crate::app::reader::Selection;
use crate::app::theme::Tokens;
use crate::app::trail::Spot;
use crate::app::workspace::Workspace;
use crate::model::ArticleId;
use crate::say;
use crate::text::{Byte, Span, Text};

/// So many characters of a bookmarked line are shown.
const WORDS: usize = 80;

impl Workspace {
    /// Where one is.
    fn spot(&self) -> Option<Spot> {
        let open = self.open.as_ref()?;
        Some(Spot {
            article: open.key.article.clone(),
            bookmark: open.reader.bookmark(),
            chosen: open.chosen.clone(),
        })
    }

    /// Notes where one is before a jump.
    pub(in crate::app) fn leave_spot(&mut self) {
        if let Some(spot) = self.spot() {
            self.trail.leave(spot);
        }
    }

    /// Goes back to where one was before the last jump, or forward again.
    pub fn travel(&mut self, back: bool, notices: &mut Notices) {
        let Some(here) = self.spot() else {
            return;
        };
        loop {
            let spot = if back {
                self.trail.back(here.clone())
            } else {
                self.trail.forward(here.clone())
            };
            let Some(spot) = spot else {
                notices.say(if back {
                    say!("act-nowhere-back")
                } else {
                    say!("act-nowhere-forward")
                });
                return;
            };
            // An article that has gone since is no place to go to.
            if self.project.articles.contains_key(&spot.article) {
                self.go_to_spot(spot);
                return;
            }
        }
    }

    fn go_to_spot(&mut self, spot: Spot) {
        let trail = core::mem::take(&mut self.trail);
        self.show_article(&spot.article);
        self.trail = trail;
        let exists = |id: &_| {
            self.layer()
                .is_some_and(|layer| layer.annotations.contains_key(id))
        };
        let chosen = spot.chosen.filter(exists);
        if let Some(open) = &mut self.open {
            open.reader.go_back(&spot.bookmark);
            open.chosen = chosen;
        }
    }

    /// Bookmarks the line of the caret, or takes its bookmark away.
    pub fn toggle_bookmark(&mut self, notices: &mut Notices) {
        let Some(open) = &self.open else {
            return;
        };
        let at = open.reader.selection().span().start;
        let text = open.article.text.clone();
        let line = text.paragraph_at(at).span;
        let article = open.key.article.clone();
        let sha256 = open.article.sha256.clone();
        let before = self.kept.len();
        self.kept
            .retain(|kept| kept.article != article || !(line.start..=line.end).contains(&kept.at));
        if self.kept.len() < before {
            notices.say(say!("act-bookmark-gone"));
            return;
        }
        self.kept.push(Kept {
            words: words_of(&text, at),
            article,
            sha256,
            at,
        });
        notices.say(say!("act-bookmarked"));
    }

    /// Carries the bookmarks of articles along the course of their corrections.
    pub(in crate::app) fn carry_bookmarks(&mut self) {
        for kept in &mut self.kept {
            let Some(article) = self.project.articles.get(&kept.article) else {
                continue;
            };
            if kept.sha256 == article.sha256 {
                continue;
            }
            // In a text of which nothing is known the place is not certain; it may come back.
            if let Some((_, course)) = article.since(&kept.sha256) {
                kept.at = course.near(kept.at);
                kept.sha256.clone_from(&article.sha256);
                kept.words = words_of(&article.text, kept.at);
            }
        }
    }

    /// Where the open article has bookmarks.
    #[must_use]
    pub fn bookmarks_here(&self) -> Vec<Byte> {
        let Some(open) = &self.open else {
            return Vec::new();
        };
        let here = self
            .kept
            .iter()
            .filter(|kept| kept.article == open.key.article && kept.sha256 == open.article.sha256);
        here.map(|kept| kept.at).collect()
    }

    /// Lists all bookmarks of the project.
    pub fn list_bookmarks(&mut self, notices: &mut Notices) {
        if self.kept.is_empty() {
            notices.say(say!("act-no-bookmark"));
            return;
        }
        let picks = self.kept.iter().filter_map(|kept| {
            let article = self.project.articles.get(&kept.article)?;
            Some(Pick {
                color: Tokens::UNKNOWN_TAG,
                pattern: None,
                kind: crate::app::marking::shorten(article.meta.display_title(), 40),
                text: kept.words.clone(),
                picked: Picked::Place(kept.article.clone(), kept.at),
            })
        });
        let picks: Vec<Pick> = picks.collect();
        let Some(open) = &mut self.open else {
            return;
        };
        let caret = open.reader.selection().head;
        let anchor = open.reader.rect_of(caret).unwrap_or(egui::Rect::ZERO);
        open.picking = Some(PickList::new(say!("act-bookmarks"), anchor, picks));
    }

    /// Goes to a place of an article.
    pub fn go_to_place(&mut self, article: &ArticleId, at: Byte) {
        self.leave_spot();
        self.show_article(article);
        if let Some(open) = &mut self.open {
            let at = at.min(open.reader.text().end());
            open.reader.select(Selection::caret(at));
            open.reader.reveal(Span { start: at, end: at });
        }
    }

    /// Keeps the open article in a tab, or no longer.
    pub fn toggle_tab(&mut self, notices: &mut Notices) {
        let Some(id) = self.open.as_ref().map(|open| open.key.article.clone()) else {
            return;
        };
        if let Some(at) = self.tabs.iter().position(|tab| *tab == id) {
            self.tabs.remove(at);
            notices.say(say!("act-in-no-tab"));
        } else {
            self.tabs.push(id);
            notices.say(say!("act-in-tab"));
        }
    }

    /// The articles of the tabs, and behind them the open one when that is in none.
    #[must_use]
    pub fn tabs(&self) -> Vec<ArticleId> {
        let known = |id: &&ArticleId| self.project.articles.contains_key(*id);
        let mut tabs: Vec<ArticleId> = self.tabs.iter().filter(known).cloned().collect();
        if let Some(open) = &self.open
            && !tabs.is_empty()
            && !tabs.contains(&open.key.article)
        {
            tabs.push(open.key.article.clone());
        }
        tabs
    }

    /// Opens the article of the next tab, or of the previous one.
    pub fn step_tab(&mut self, forward: bool, notices: &mut Notices) {
        let tabs = self.tabs();
        let open = self.open.as_ref().map(|open| &open.key.article);
        let at = tabs.iter().position(|tab| Some(tab) == open);
        let (Some(at), true) = (at, tabs.len() > 1) else {
            notices.say(say!("act-no-tab"));
            return;
        };
        let step = if forward { 1 } else { tabs.len() - 1 };
        self.show_article(&tabs[(at + step) % tabs.len()].clone());
    }

    /// Whether an article was put into a tab.
    #[must_use]
    pub fn is_kept(&self, id: &ArticleId) -> bool {
        self.tabs.contains(id)
    }

    /// Takes an article out of the tabs.
    pub fn close_tab(&mut self, id: &ArticleId) {
        self.tabs.retain(|tab| tab != id);
    }

    /// Shows the open article a second time beside itself, where another one can be opened; or only one again.
    pub fn toggle_split(&mut self, notices: &mut Notices) {
        if self.beside.take().is_some() {
            notices.say(say!("act-one-article"));
            return;
        }
        let Some(mut beside) = self.open_of_now() else {
            return;
        };
        if let Some(open) = &self.open {
            beside.reader.go_back(&open.reader.bookmark());
        }
        self.beside = Some(Box::new(beside));
        self.is_right = false;
        notices.say(say!("act-two-articles"));
    }

    /// Goes on in the article on the other side.
    pub fn change_sides(&mut self, notices: &mut Notices) {
        self.history.end_run();
        self.leave_questions();
        match (&mut self.open, &mut self.beside) {
            (Some(open), Some(beside)) => {
                core::mem::swap(open, &mut **beside);
                self.is_right ^= true;
            }
            _ => notices.say(say!("act-no-other-side")),
        }
    }
}

/// The line that begins at or around an offset, cut.
fn words_of(text: &Text, at: Byte) -> String {
    let line = text.paragraph_at(at).span;
    let rest = Span {
        start: at,
        end: line.end,
    };
    let words = if text.slice(rest).trim().is_empty() {
        line
    } else {
        rest
    };
    crate::app::marking::shorten(text.slice(words), WORDS)
}
