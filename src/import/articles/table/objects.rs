//! Lists of objects: JSON and JSONL. Values in values have dotted names; several values of one name are one cell.

use core::cell::RefCell;
use core::fmt;
use std::collections::HashMap;

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::super::super::Problem;
use super::super::Given;
use super::gather::{Gathered, broken, places};
use super::{Kind, SHEET, Table, Unit};
use crate::say;

/// How deep lists are looked for.
const DEPTH: usize = 6;
/// From so many characters on, the values of a list are paragraphs.
const PARAGRAPH: usize = 80;
/// Names that say of an object that it is an article itself, and not a list of them.
const TEXTS: [&str; 8] = [
    "text",
    "body",
    "content",
    "fulltext",
    "full_text",
    "articleBody",
    "maintext",
    "article_text",
];

/// Reads a list of objects.
pub(super) fn open(given: &Given<'_>) -> Result<Table, Problem> {
    let decoded = given.text()?;
    let text = decoded.text.trim();
    if is_by_lines(text) {
        return open_lines(given);
    }
    let fail = |error: serde_json::Error| broken(Kind::Json, error.to_string());
    let lists = RefCell::new(Lists::new(given));
    let mut reader = serde_json::Deserializer::from_str(text);
    let looked = Look {
        lists: &lists,
        path: "",
        depth: 0,
    }
    .deserialize(&mut reader)
    .and_then(|()| reader.end());
    let mut lists = lists.into_inner();
    looked.map_err(|error| lists.stopped.take().unwrap_or_else(|| fail(error)))?;
    let mut remarks = decoded.remarks;
    if lists.is_article || lists.found.is_empty() {
        let mut rows = Rows::new(Unit::Item, given);
        let mut reader = serde_json::Deserializer::from_str(text);
        rows.read(&mut reader, 1).map_err(|stopped| match stopped {
            Stopped::By(problem) => problem,
            Stopped::Broken(error) => fail(error),
        })?;
        if rows.columns.is_empty() {
            return Err(Problem::Refused(say!("tables-no-objects").to_owned()));
        }
        return Ok(rows.table(decoded.encoding, remarks, Vec::new()));
    }
    let names: Vec<String> = lists.found.iter().map(|(name, _)| name.clone()).collect();
    let wanted = given.options.get(&SHEET);
    let at = if wanted.is_empty() {
        let size = |at: &usize| lists.found[*at].1.gathered.rows.len();
        (0..names.len()).rev().max_by_key(size)
    } else {
        names.iter().position(|name| name == wanted)
    };
    let Some(at) = at else {
        let why = say!("tables-no-sheet", sheet = wanted, sheets = names.join(", "));
        return Err(Problem::Refused(why));
    };
    let (name, rows) = lists.found.swap_remove(at);
    if names.len() > 1 {
        remarks.push(say!("tables-lists", list = &name, lists = names.join(", ")));
    }
    let others = names.into_iter().filter(|it| *it != name).collect();
    Ok(rows.table(decoded.encoding, remarks, others))
}

/// Reads an object a line. A line that is none is told, and the others are read all the same.
pub(super) fn open_lines(given: &Given<'_>) -> Result<Table, Problem> {
    let decoded = given.text()?;
    let text = decoded.text.trim_start();
    if text.starts_with('[') {
        return open(given);
    }
    let mut rows = Rows::new(Unit::Line, given);
    let mut broken_lines: Vec<(u64, String)> = Vec::new();
    for (number, line) in (1..).zip(decoded.text.lines()) {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        given.go_on()?;
        let mut reader = serde_json::Deserializer::from_str(line);
        match rows.read(&mut reader, number) {
            Ok(()) => {}
            Err(Stopped::By(problem)) => return Err(problem),
            Err(Stopped::Broken(error)) => broken_lines.push((number, error.to_string())),
        }
    }
    let mut remarks = decoded.remarks;
    if let Some((number, why)) = broken_lines.first() {
        let place = Unit::Line.place(*number);
        if rows.gathered.rows.len() < broken_lines.len() {
            let why = say!("tables-line-broken", place = place, why = why);
            return Err(broken(Kind::JsonLines, why));
        }
        let numbers: Vec<u64> = broken_lines.iter().map(|(number, _)| *number).collect();
        remarks.push(say!(
            "tables-lines-broken",
            places = places(Unit::Line, &numbers),
            why = why
        ));
    }
    Ok(rows.table(decoded.encoding, remarks, Vec::new()))
}

/// Whether a text that is called JSON has an object in its first line and goes on behind it.
fn is_by_lines(text: &str) -> bool {
    let Some((first, rest)) = text.split_once('\n') else {
        return false;
    };
    first.starts_with('{')
        && rest.trim_start().starts_with('{')
        && serde_json::from_str::<IgnoredAny>(first).is_ok()
}

/// Why an object gives no row.
enum Stopped {
    By(Problem),
    Broken(serde_json::Error),
}

/// Rows of which each may have names of its own.
struct Rows<'a> {
    columns: Vec<String>,
    places: HashMap<String, usize>,
    gathered: Gathered<'a>,
    /// Items that are no objects.
    others: Vec<u64>,
    row: Vec<String>,
    stopped: Option<Problem>,
}

impl<'a> Rows<'a> {
    fn new(unit: Unit, given: &'a Given<'a>) -> Self {
        Self {
            columns: Vec::new(),
            places: HashMap::new(),
            gathered: Gathered::new(unit, given),
            others: Vec::new(),
            row: Vec::new(),
            stopped: None,
        }
    }

    /// Reads one object as a row.
    fn read<'de, R: serde_json::de::Read<'de>>(
        &mut self,
        reader: &mut serde_json::Deserializer<R>,
        number: u64,
    ) -> Result<(), Stopped> {
        self.row.clear();
        let read = Flat {
            rows: self,
            path: "",
            is_item: true,
        }
        .deserialize(&mut *reader)
        .and_then(|()| reader.end());
        if let Some(problem) = self.stopped.take() {
            return Err(Stopped::By(problem));
        }
        read.map_err(Stopped::Broken)?;
        self.finish(number).map_err(Stopped::By)
    }

    fn finish(&mut self, number: u64) -> Result<(), Problem> {
        let row = core::mem::take(&mut self.row);
        self.gathered.push(number, row)
    }

    /// Notes a value; several of one name go together.
    fn put(&mut self, path: &str, value: &str) -> Result<(), String> {
        if value.is_empty() {
            return Ok(());
        }
        let at = if let Some(at) = self.places.get(path) {
            *at
        } else {
            let at = self.columns.len();
            let number = self.gathered.rows.len() as u64 + 1;
            if let Err(problem) = self.gathered.check_width(number, at + 1) {
                self.stopped = Some(problem);
                return Err(String::new());
            }
            self.columns.push(path.to_owned());
            self.places.insert(path.to_owned(), at);
            at
        };
        if self.row.len() <= at {
            self.row.resize(at + 1, String::new());
        }
        let cell = &mut self.row[at];
        if !cell.is_empty() {
            let is_long = |text: &str| text.len() >= PARAGRAPH || text.contains('\n');
            let between = if is_long(cell) || is_long(value) {
                "\n\n"
            } else {
                "; "
            };
            cell.push_str(between);
        }
        cell.push_str(value);
        Ok(())
    }

    fn table(self, encoding: &'static str, mut remarks: Vec<String>, others: Vec<String>) -> Table {
        let unit = self.gathered.unit;
        if !self.others.is_empty() {
            let places = places(unit, &self.others);
            remarks.push(say!(
                "tables-no-object",
                places = places,
                count = self.others.len()
            ));
        }
        let (columns, _) = super::heads::distinct(self.columns);
        Table {
            columns,
            rows: self.gathered.rows,
            unit,
            encoding,
            remarks,
            others,
        }
    }
}

/// Reads a value into the cell of its name.
struct Flat<'r, 'a> {
    rows: &'r mut Rows<'a>,
    path: &'r str,
    /// Whether it is the item itself, which has to be an object.
    is_item: bool,
}

impl Flat<'_, '_> {
    fn put<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        if self.is_item {
            return Err(E::custom(say!("tables-item-wrong")));
        }
        self.rows.put(self.path, value).map_err(E::custom)
    }
}

impl<'de> DeserializeSeed<'de> for Flat<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Flat<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        self.put(value)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.put(if value { "true" } else { "false" })
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.put(&value.to_string())
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.put(&value.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.put(&value.to_string())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.put("")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if self.is_item {
            return Err(A::Error::custom(say!("tables-item-wrong")));
        }
        while let Some(()) = list.next_element_seed(Flat {
            rows: self.rows,
            path: self.path,
            is_item: false,
        })? {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let path = if self.path.is_empty() {
                name
            } else {
                format!("{}.{name}", self.path)
            };
            map.next_value_seed(Flat {
                rows: self.rows,
                path: &path,
                is_item: false,
            })?;
        }
        Ok(())
    }
}

/// The lists of objects in a file, by their names.
struct Lists<'a> {
    given: &'a Given<'a>,
    found: Vec<(String, Rows<'a>)>,
    /// Whether the whole is an article.
    is_article: bool,
    stopped: Option<Problem>,
}

impl<'a> Lists<'a> {
    fn new(given: &'a Given<'a>) -> Self {
        Self {
            given,
            found: Vec::new(),
            is_article: false,
            stopped: None,
        }
    }
}

/// Looks for lists of objects in a value.
struct Look<'l, 'a> {
    lists: &'l RefCell<Lists<'a>>,
    path: &'l str,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Look<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Look<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        if self.depth == 1 && TEXTS.contains(&self.path) {
            self.lists.borrow_mut().is_article = true;
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let given = self.lists.borrow().given;
        let mut rows = Rows::new(Unit::Item, given);
        let mut number = 0;
        loop {
            number += 1;
            let read = list.next_element_seed(Item {
                rows: &mut rows,
                number,
            });
            match read {
                Ok(Some(())) => {}
                Ok(None) => break,
                Err(error) => {
                    self.lists.borrow_mut().stopped = rows.stopped.take();
                    return Err(error);
                }
            }
        }
        if !rows.gathered.rows.is_empty() {
            let name = self.path.to_owned();
            self.lists.borrow_mut().found.push((name, rows));
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if self.depth >= DEPTH {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let path = if self.path.is_empty() {
                name
            } else {
                format!("{}.{name}", self.path)
            };
            map.next_value_seed(Look {
                lists: self.lists,
                path: &path,
                depth: self.depth + 1,
            })?;
        }
        Ok(())
    }
}

/// An item of a list, which may be anything.
struct Item<'r, 'a> {
    rows: &'r mut Rows<'a>,
    number: u64,
}

impl<'de> DeserializeSeed<'de> for Item<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl Item<'_, '_> {
    /// Notes that it is no object.
    fn other(self) {
        // A list of a million numbers need not be named one by one.
        if self.rows.others.len() < 10_000 {
            self.rows.others.push(self.number);
        }
    }
}

impl<'de> Visitor<'de> for Item<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        self.other();
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.other();
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.other();
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.other();
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.other();
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.other();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        self.other();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.rows.row.clear();
        Flat {
            rows: self.rows,
            path: "",
            is_item: true,
        }
        .visit_map(map)?;
        let finished = self.rows.finish(self.number);
        finished.map_err(|problem| {
            self.rows.stopped = Some(problem);
            A::Error::custom("")
        })
    }
}
