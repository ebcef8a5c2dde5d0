//! The cheat sheet as a page to print: one HTML file that needs nothing else.

use core::fmt::Write as _;

use crate::export::xml::text as escaped;
use crate::words::spoken;

use super::command::{Group, Row};
use super::keys::Chord;

/// How the page looks, on paper above all: two columns, no colours.
const STYLE: &str = "body{font:10pt/1.35 sans-serif;margin:1.5cm;columns:2;column-gap:1cm}h1{column-span:all;font-size:16pt;margin:0 0 .4cm}\
h2{font-size:11pt;margin:.4cm 0 .1cm;break-after:avoid}table{border-collapse:collapse;width:100%}td{padding:1px 6px 1px 0;vertical-align:top}\
td:first-child{white-space:nowrap;width:38%}caption{text-align:left;font-style:italic}kbd{border:1px solid #999;border-radius:3px;padding:0 .3em;font:9pt monospace}tr{break-inside:avoid}";

/// Every command that has a key, by menu.
#[must_use]
pub fn html(title: &str, rows: &[Row]) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{1}\"><head><meta charset=\"utf-8\"><title>{0}</title><style>{STYLE}</style></head><body>\n<h1>{0}</h1>\n",
        escaped(title),
        spoken().code()
    );
    for group in Group::ALL {
        let own: Vec<&Row> = rows
            .iter()
            .filter(|row| row.group == group && !row.keys.is_empty())
            .collect();
        if own.is_empty() {
            continue;
        }
        let _text = write!(page, "<h2>{}</h2>\n<table>\n", escaped(group.name()));
        if let Some(note) = group.note() {
            let _text = writeln!(page, "<caption>{}</caption>", escaped(note));
        }
        for row in own {
            let keys: Vec<String> = row
                .keys
                .iter()
                .map(|key| format!("<kbd>{}</kbd>", escaped(&Chord::to_string(key))))
                .collect();
            let _text = writeln!(
                page,
                "<tr><td>{}</td><td>{}</td></tr>",
                keys.join(" "),
                escaped(&row.name)
            );
        }
        page.push_str("</table>\n");
    }
    page.push_str("</body></html>\n");
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::table;

    #[test]
    fn the_page_has_every_key_and_no_markup_of_others() {
        let rows = table(None);
        let page = html("Keys of <Postil>", &rows);
        assert!(page.contains("<h1>Keys of &lt;Postil&gt;</h1>"));
        assert!(page.contains("<kbd>&lt;</kbd>"), "the key to follow a link");
        let keys: usize = rows.iter().map(|row| row.keys.len()).sum();
        assert_eq!(page.matches("<kbd>").count(), keys);
    }
}
