//! What the formats made of JSON have in common.

use serde_json::Value;

use super::super::neutral::Plain;
use super::super::problem::{Problem, Wrong};
use super::super::{Head, Source};

/// The first line of a file of lines of JSON, as far as it is one.
pub(super) fn first_line(head: &Head<'_>) -> Option<Value> {
    let line = head.text.lines().next()?;
    serde_json::from_str(line).ok()
}

/// A line of JSON.
pub(super) fn line(source: &Source<'_>, line: &[u8], number: u64) -> Result<Value, Problem> {
    serde_json::from_slice(line)
        .map_err(|error| Wrong::broken("JSON", &error).at(source.shown(), number))
}

/// A whole file of JSON.
pub(super) fn whole(source: &Source<'_>) -> Result<Value, Problem> {
    let text = source.text()?;
    serde_json::from_str(&text)
        .map_err(|error| Wrong::broken("JSON", &error).at(source.shown(), error.line() as u64))
}

/// All values of a file that is an array, or has one a line.
pub(super) fn items(
    source: &Source<'_>,
    mut each: impl FnMut(Value, u64) -> Result<(), Problem>,
) -> Result<usize, Problem> {
    let mut count = 0;
    let mut is_array = false;
    source
        .lines(|bytes, number| {
            if count == 0 && bytes.first() == Some(&b'[') {
                is_array = true;
                // The file is read again, whole.
                return Err(Wrong::Empty.of(""));
            }
            count += 1;
            each(line(source, bytes, number)?, number)
        })
        .or_else(|problem| if is_array { Ok(()) } else { Err(problem) })?;
    if is_array {
        let Value::Array(values) = whole(source)? else {
            return Err(Wrong::lacks("[…]").of(source.shown()));
        };
        for value in values {
            count += 1;
            each(value, count as u64)?;
            source.go_on()?;
        }
    }
    if count == 0 {
        return Err(Wrong::Empty.of(source.shown()));
    }
    Ok(count)
}

/// A value as a whole number that an offset can be.
pub(super) fn offset(value: Option<&Value>) -> Option<u64> {
    let value = value?;
    value.as_u64().or_else(|| {
        let number = value.as_f64()?;
        // Tables turn whole numbers into such.
        (number >= 0.0 && number.fract() == 0.0 && number < 4e9).then_some(number as u64)
    })
}

/// A text or a number as a text; empty for anything else.
pub(super) fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(flag)) => flag.to_string(),
        _ => String::new(),
    }
}

/// A value as a field has it; none for `null` and for what is nested.
pub(super) fn plain(value: &Value) -> Option<Plain> {
    match value {
        Value::String(text) => Some(Plain::text(text.as_str())),
        Value::Bool(flag) => Some(Plain::Flag(*flag)),
        Value::Number(number) => number.as_f64().map(Plain::Number),
        Value::Array(list) if !list.is_empty() => {
            let words: Option<Vec<String>> = list
                .iter()
                .map(|it| it.as_str().map(str::to_owned))
                .collect();
            words.map(Plain::List)
        }
        _ => None,
    }
}
