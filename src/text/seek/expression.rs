//! Regular expressions, in bounded time and memory.

use regex_automata::Input;
use regex_automata::meta::{BuildError, Builder, Config, Regex};
use regex_syntax::ast::parse::ParserBuilder;
use regex_syntax::hir::translate::TranslatorBuilder;
use regex_syntax::hir::{Hir, Look};

use crate::text::{FindOptions, Span};

use super::error::{Misread, Why};

/// Longest expression, in bytes.
pub(super) const LONGEST: usize = 4096;
/// How deep groups may stand in each other.
const DEEPEST: u32 = 64;
/// Most memory of an expression made ready, in bytes. The time of a search grows with it.
const LARGEST: usize = 2 << 20;

/// An expression made ready.
#[derive(Clone, Debug)]
pub(super) struct Expression(Regex);

impl Expression {
    pub fn new(expression: &str, options: FindOptions) -> Result<Self, Misread> {
        if expression.len() > LONGEST {
            return Err(Misread::whole(expression, Why::TooLong));
        }
        if expression.is_empty() {
            return Err(Misread::whole(expression, Why::Empty));
        }
        let read = ParserBuilder::new()
            .nest_limit(DEEPEST)
            .build()
            .parse(expression);
        let ast = read.map_err(|error| {
            let span = error.span();
            let range = span.start.offset..span.end.offset;
            Misread::at(expression, range, Why::of(error.kind()))
        })?;
        let hir = TranslatorBuilder::new()
            .case_insensitive(!options.match_case)
            .multi_line(true)
            .build()
            .translate(expression, &ast)
            .map_err(|error| {
                let span = error.span();
                let range = span.start.offset..span.end.offset;
                Misread::at(expression, range, Why::NoClass)
            })?;
        let hir = if options.whole_words {
            Hir::concat(vec![
                Hir::look(Look::WordStartHalfUnicode),
                hir,
                Hir::look(Look::WordEndHalfUnicode),
            ])
        } else {
            hir
        };
        let config = Config::new()
            .nfa_size_limit(Some(LARGEST))
            .onepass_size_limit(Some(LARGEST))
            .hybrid_cache_capacity(LARGEST);
        let built = Builder::new().configure(config).build_from_hir(&hir);
        built
            .map(Self)
            .map_err(|error| Misread::whole(expression, Why::of_building(&error)))
    }

    /// Hands over what it finds in a window of a text, nothing empty, as long as it is to go on. It sees what stands around
    /// the window.
    pub fn find(&self, text: &str, window: Span, mut found: impl FnMut(Span) -> bool) {
        let input = Input::new(text).range(window.range());
        for hit in self.0.find_iter(input).filter(|hit| !hit.is_empty()) {
            if !found(Span::of(hit.range())) {
                return;
            }
        }
    }
}

impl Why {
    fn of_building(_: &BuildError) -> Self {
        // It was read already, so that it is too large is all that can be wrong.
        Self::TooLarge
    }
}
