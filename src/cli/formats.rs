//! `postil formats`: what can be written and read, and what is left out.

use serde::Serialize;

use crate::export::{FORMATS, Feature, Format, How, Makes, Pick, Unit};
use crate::import::{Setting, articles, foreign};

use super::export::makes;
use super::{Failure, Outcome, Streams};

/// What `postil formats` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  postil formats
  postil formats jsonl
  postil formats --json | jq '.[] | select(.direction == \"out\") | .format'

JSON: an array of {\"direction\": \"out\" | \"in\", \"format\", \"name\", \"about\", \"makes\", \"extensions\", \"unit\", \"units\", \
\"options\": [{\"option\", \"name\", \"about\", \"usual\", \"values\"}], \"carries\": {FEATURE: {\"how\": \"yes\" | \"by convention\" | \"no\", \"words\"}}}")]
pub struct Args {
    /// Tell all about this format, with its options
    format: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row {
    direction: &'static str,
    format: &'static str,
    name: &'static str,
    about: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    makes: Option<&'static str>,
    extensions: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    units: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<OptionRow>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "as_map")]
    carries: Vec<(&'static str, Carried)>,
}

#[derive(Serialize)]
struct OptionRow {
    option: &'static str,
    name: &'static str,
    about: &'static str,
    usual: String,
    values: Vec<&'static str>,
}

#[derive(Serialize)]
struct Carried {
    how: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<&'static str>,
}

fn as_map<S: serde::Serializer>(
    rows: &[(&'static str, Carried)],
    to: S,
) -> Result<S::Ok, S::Error> {
    to.collect_map(rows.iter().map(|(feature, carried)| (feature, carried)))
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let wanted = |id: &str| args.format.as_deref().is_none_or(|format| format == id);
    let written = FORMATS.iter().filter(|format| wanted(format.id));
    let articles = articles::FORMATS.iter().map(of_articles);
    let annotations = foreign::FORMATS.iter().map(of_annotations);
    let read = articles.chain(annotations).filter(|row| wanted(row.format));
    if args.json {
        let rows: Vec<Row> = written.map(of_written).chain(read).collect();
        streams.json(&rows)?;
        return Ok(Outcome::Done);
    }
    if let Some(id) = &args.format {
        let read: Vec<Row> = read.collect();
        let known = crate::export::format(id);
        if known.is_none() && read.is_empty() {
            let all = super::resolve::list(FORMATS.iter().map(|format| format.id));
            return Err(Failure::refused(format!(
                "There is no format “{id}”. There are: {all}."
            )));
        }
        if let Some(format) = known {
            tell_all(format, streams)?;
        }
        for row in read {
            streams.line(format!("Read by `postil import`: {}", row.about))?;
            for option in &row.options {
                let values = match option.values.as_slice() {
                    [] => "text".to_owned(),
                    values => values.join(" | "),
                };
                streams.line(format!(
                    "--option {}=… ({values}): {}",
                    option.option, option.about
                ))?;
            }
        }
        return Ok(Outcome::Done);
    }
    streams.line("Written by `postil export`:")?;
    for format in written {
        streams.line(format!(
            "  {:<14} {:<16} {}",
            format.id,
            makes(format),
            (format.name)()
        ))?;
    }
    streams.line("Read by `postil import`:")?;
    for row in read {
        let endings = row.extensions.iter().map(|it| format!(".{it}"));
        let endings = endings.collect::<Vec<_>>().join(" ");
        streams.line(format!("  {:<14} {endings:<16} {}", row.format, row.name))?;
    }
    Ok(Outcome::Done)
}

fn tell_all(format: &Format, streams: &mut Streams<'_>) -> Result<(), Failure> {
    streams.line(format!("{}: {}", format.id, (format.about)()))?;
    streams.line(format!("Makes: {}", makes(format)))?;
    let units = if format.can_choose_unit {
        " (--unit)"
    } else {
        ""
    };
    streams.line(format!("Offsets: {}{units}", format.unit.id()))?;
    for choice in format.choices {
        let values = match choice.kind {
            Pick::Number(_, most) => format!("0..{most}"),
            Pick::Text => "text".to_owned(),
            Pick::Flag | Pick::OneOf(_) => choice.values().join(" | "),
        };
        let usual = choice.usual();
        let usual = if usual.is_empty() {
            String::new()
        } else {
            format!(", usually {usual}")
        };
        streams.line(format!(
            "--option {}=… ({values}{usual}): {}",
            choice.id,
            (choice.about)()
        ))?;
    }
    for feature in Feature::ALL {
        if let Some(words) = How::of(format.carries, feature).words() {
            streams.line(format!("{}: {words}", feature.id()))?;
        }
    }
    Ok(())
}

fn of_written(format: &Format) -> Row {
    let options = format.choices.iter().map(|choice| OptionRow {
        option: choice.id,
        name: (choice.name)(),
        about: (choice.about)(),
        usual: choice.usual(),
        values: choice.values(),
    });
    let carries = Feature::ALL.into_iter().map(|feature| {
        let how = How::of(format.carries, feature);
        (
            feature.id(),
            Carried {
                how: how.id(),
                words: how.words(),
            },
        )
    });
    let units = Unit::ALL
        .into_iter()
        .filter(|unit| format.can_choose_unit || *unit == format.unit);
    Row {
        direction: "out",
        format: format.id,
        name: (format.name)(),
        about: (format.about)(),
        makes: Some(if format.makes == Makes::Folder {
            "folder"
        } else {
            "file"
        }),
        extensions: match format.makes {
            Makes::File(extension) => vec![extension],
            Makes::Folder => vec!["zip"],
        },
        unit: Some(format.unit.id()),
        units: units.map(Unit::id).collect(),
        options: options.collect(),
        carries: carries.collect(),
    }
}

/// A format that articles are loaded from.
fn of_articles(format: &articles::Format) -> Row {
    Row {
        direction: "in",
        format: format.id,
        name: (format.name)(),
        about: (format.about)(),
        makes: None,
        extensions: format.extensions.to_vec(),
        unit: None,
        units: Vec::new(),
        options: option_rows(articles::COMMON.iter().chain(format.settings)),
        carries: Vec::new(),
    }
}

fn option_rows<'a>(settings: impl Iterator<Item = &'a Setting>) -> Vec<OptionRow> {
    settings
        .map(|setting| OptionRow {
            option: setting.id,
            name: (setting.name)(),
            about: (setting.about)(),
            usual: setting.default.to_owned(),
            values: setting.takes.words().to_vec(),
        })
        .collect()
}

/// A format that annotations are read from.
fn of_annotations(format: &foreign::Format) -> Row {
    let unit = match format.unit {
        foreign::Unit::CodePoint => Unit::CodePoint,
        foreign::Unit::Utf16 => Unit::Utf16,
        foreign::Unit::Byte => Unit::Byte,
    };
    Row {
        direction: "in",
        format: format.id,
        name: (format.name)(),
        about: (format.about)(),
        makes: None,
        extensions: format.extensions.to_vec(),
        unit: Some(unit.id()),
        units: vec![unit.id()],
        options: option_rows(format.settings.iter()),
        carries: Vec::new(),
    }
}
