//! Reading web pages: a thousand of them, as an import does, with menus, notices and all.

use std::fmt::Write as _;
use std::time::Instant;

use super::Row;
use super::stage::milliseconds;
use crate::import::Options;
use crate::import::articles::{Given, from_bytes};
use crate::store::Progress;

/// Until a thousand pages are read, in milliseconds.
const BUDGET: f64 = 10_000.0;
const PAGES: usize = 1000;

/// A page of about forty kilobytes, of which a tenth is its article.
fn page(number: usize) -> String {
    let mut page = format!(
        "<!DOCTYPE html><html lang='en'><head><title>Vote {number} | Courier</title>\
         <script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Vote {number}\",\
         \"datePublished\":\"2026-03-01\",\"author\":{{\"name\":\"Maren Holt\"}}}}</script><style>{}</style></head><body>",
        "p { margin: 0 } ".repeat(300)
    );
    for link in 0..150 {
        let _infallible = write!(
            page,
            "<li class='menu-item'><a href='/section/{link}'>Section {link}</a></li>"
        );
    }
    let _infallible = write!(page, "<main><article><h1>Vote {number}</h1>");
    for paragraph in 0..20 {
        let _infallible = write!(
            page,
            "<p>In article {number}, paragraph {paragraph}, the council votes on the port, and the mayor, \
             who has <a href='/x'>said so before</a>, “will not pay” for it, neither now nor later.</p>"
        );
    }
    page.push_str("</article></main><aside>");
    for link in 0..100 {
        let _infallible = write!(
            page,
            "<div class='teaser'><h3><a href='/t/{link}'>Another story, number {link}</a></h3>\
             <p>What it is about in a line.</p></div>"
        );
    }
    page.push_str("</aside><footer>© Courier</footer></body></html>");
    page
}

/// Reads so many pages one after the other, on one thread, and tells what a thousand would take.
///
/// # Errors
/// When a page cannot be read.
pub fn measure(pages: usize) -> anyhow::Result<Vec<Row>> {
    let pages: Vec<String> = (0..pages.clamp(1, PAGES)).map(page).collect();
    let began = Instant::now();
    for page in &pages {
        let given = Given {
            name: "page.html",
            bytes: page.as_bytes(),
            options: &Options::default(),
            progress: &Progress::default(),
        };
        from_bytes(&given, None)?;
    }
    let took = vec![milliseconds(began) * PAGES as f64 / pages.len() as f64];
    Ok(vec![Row::new("read 1,000 web pages", "ms", BUDGET, took)])
}
