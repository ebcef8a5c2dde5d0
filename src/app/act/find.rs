//! Search words in the open article and selecting them.

use crate::app::marking::shorten;
use crate::app::notices::Notices;
use crate::app::reader::Selection;
use crate::app::search::{Met, Query, Search, Standing};
use crate::app::workspace::Workspace;
use crate::model::ArticleId;
use crate::query::Wanted;
use crate::say;
use crate::text::Span;

/// A longer selection, in bytes, is no query.
const QUERY: usize = 200;

impl Workspace {
    /// Opens the strip to find words with: what is selected, or else what was looked for last.
    pub fn begin_find(&mut self, ctx: &egui::Context, notices: &mut Notices) {
        let words = self.words_to_find();
        let Some(open) = &mut self.open else {
            return;
        };
        if open.linking.is_some() {
            notices.say(say!("act-link-first"));
            return;
        }
        if let Some(search) = open.search.as_mut().filter(|search| search.is_open) {
            search.wants_keyboard = true;
            return;
        }
        let mut search = Search::new(open.reader.bookmark(), open.reader.selection().span().start);
        search.is_open = true;
        search.wants_keyboard = true;
        open.search = Some(search);
        if let Some(words) = words {
            self.sought.words = words;
        }
        self.look_for(self.sought.clone(), ctx);
        self.follow_find(notices);
    }

    /// What is selected, when it may be meant as words to look for.
    #[must_use]
    pub fn words_to_find(&self) -> Option<String> {
        let text = &self.open.as_ref()?.article.text;
        let words = text.slice(self.selected()?);
        (words.len() <= QUERY && !words.contains('\n')).then(|| words.to_owned())
    }

    /// Goes to a passage that was looked for in all articles, and selects it; “find next” goes on with the same words.
    pub fn go_to_passage(&mut self, article: &ArticleId, span: Span, wanted: Wanted) {
        let is_here = self
            .open
            .as_ref()
            .is_some_and(|open| open.key.article == *article);
        if is_here {
            self.leave_spot();
        } else {
            self.show_article(article);
        }
        if !wanted.is_expression {
            let (words, options) = (wanted.words, wanted.options);
            self.sought = Query { words, options };
        }
        self.choose(None);
        if let Some(open) = &mut self.open {
            open.grown.clear();
            open.reader.select(Selection::of(span));
            open.reader.reveal(span);
        }
    }

    /// Looks for something in the open article, from where one was; the next article remembers it.
    pub fn look_for(&mut self, query: Query, ctx: &egui::Context) {
        self.sought.clone_from(&query);
        if let Some(open) = &mut self.open
            && let Some(search) = &mut open.search
        {
            let ctx = ctx.clone();
            search.look_for(query, &open.article.text, move || ctx.request_repaint());
        }
    }

    /// Goes to the next match or the one before; opens the strip when nothing was looked for yet.
    pub fn find_again(&mut self, forward: bool, ctx: &egui::Context, notices: &mut Notices) {
        if self.sought.words.trim().is_empty() {
            self.begin_find(ctx, notices);
            return;
        }
        let Some(open) = &mut self.open else {
            return;
        };
        let selected = open.reader.selection().span();
        let is_known = open
            .search
            .as_ref()
            .is_some_and(|search| *search.query() == self.sought);
        if !is_known {
            open.search = Some(Search::new(open.reader.bookmark(), selected.start));
            self.look_for(self.sought.clone(), ctx);
        }
        let search = self.open.as_mut().and_then(|open| open.search.as_mut());
        if let Some(search) = search {
            if !search.is_open {
                // The caret may have moved since.
                search.leave_current();
            }
            search.step(forward, selected);
        }
        self.follow_find(notices);
    }

    /// Takes in what a search has found: shows the match that was wanted, and selects it when the strip is closed.
    pub fn follow_find(&mut self, notices: &mut Notices) {
        let Some(open) = &mut self.open else {
            return;
        };
        let Some(search) = &mut open.search else {
            return;
        };
        let Some(met) = search.poll() else {
            return;
        };
        if let Met::At(span) = met {
            open.reader.reveal(span);
            if !search.is_open {
                open.grown.clear();
                open.reader.select(Selection::of(span));
            }
        }
        if !search.is_open || search.wrapped() {
            notices.say(told(search));
        }
    }

    /// Selects the match that is looked at and closes the strip. Returns whether there is one.
    pub fn take_found(&mut self, notices: &mut Notices) -> bool {
        self.history.end_run();
        let Some(open) = &mut self.open else {
            return false;
        };
        let Some(search) = &mut open.search else {
            return false;
        };
        notices.say(told(search));
        let Some((_, span)) = search.current() else {
            return false;
        };
        search.is_open = false;
        open.grown.clear();
        open.reader.select(Selection::of(span));
        open.reader.reveal(span);
        true
    }

    /// Closes the strip and goes back to where one was.
    pub fn leave_find(&mut self) {
        if let Some(open) = &mut self.open
            && let Some(search) = &mut open.search
        {
            search.is_open = false;
            open.reader.go_back(search.from());
        }
    }

    /// Closes the strip and stays. Returns whether it was open.
    pub fn close_find(&mut self) -> bool {
        let search = self.open.as_mut().and_then(|open| open.search.as_mut());
        search.is_some_and(|search| core::mem::take(&mut search.is_open))
    }
}

/// Which match one is at, in a sentence.
fn told(search: &Search) -> String {
    let words = &shorten(&search.query().words, 40);
    match search.place() {
        Some(place) if search.wrapped() => {
            say!("act-found-over-end", words = words, place = place)
        }
        Some(place) => say!("act-found", words = words, place = place),
        None if search.standing() == Standing::Running => say!("act-looking", words = words),
        None if words.is_empty() => say!("act-type-words").to_owned(),
        None => say!("act-not-found", words = words),
    }
}
