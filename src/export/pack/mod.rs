//! A publication pack: what goes to a repository beside a paper.
//!
//! `README.md` (what it is and what is in it), `codebook.md` with definitions and examples, `guidelines.md`, `splits.csv`
//! with what was found out about leaks, `data/` in the formats that were chosen, `data/gold.jsonl` with what reviewers decided,
//! how far people agree, as whoever exports has found out, and `SHA256SUMS` of all of it. Without texts, `data/` has `annotations.jsonl` with hashes and offsets, and `reattach.py`, which puts the texts back into it from
//! somebody's own copies.

mod texts;

use std::fmt::Write as _;
use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

use crate::model::{Allowed, Attribute, Kind};
use crate::say;

use super::dataset::Dataset;
use super::place::{Place, WriteFile};
use super::split::{leaks, parts};
use super::{Format, Selection, Writer};

/// The formats that a pack can have, by the option that chooses each.
pub(super) const FORMATS: [&str; 8] = [
    "jsonl",
    "tables",
    "xlsx",
    "hugging-face",
    "parquet",
    "brat",
    "uima-json",
    "conllu-plus",
];

pub(super) fn write(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    let mut summed = Summed {
        place,
        sums: String::new(),
    };
    let parts = parts(data);
    let leaks = leaks(data, &parts);
    data.note(|count| say!("export-pack-leaks", count = count), leaks);
    let without = data.flag("without-texts");
    let mut chosen: Vec<&'static Format> = FORMATS
        .iter()
        .filter(|id| data.flag(id))
        .filter_map(|id| super::format(id))
        .collect();
    if chosen.is_empty() && !without {
        chosen.extend(super::format(FORMATS[0]));
    }
    let gold = gold(data);
    let about = About {
        without,
        leaks,
        gold: &gold,
    };
    if matches!(gold, Gold::None) && !parts.is_empty() {
        data.note(|_| say!("export-pack-no-gold").to_owned(), 1);
    }
    summed.text("README.md", &readme(data, &chosen, &about))?;
    summed.text("codebook.md", &codebook(data))?;
    if !data.project.guidelines.trim().is_empty() {
        summed.text("guidelines.md", &data.project.guidelines)?;
    }
    for (name, text) in data.beside() {
        summed.text(name, text)?;
    }
    summed.file("splits.csv", &mut |out| {
        writeln!(out, "article,part,sha256")?;
        for article in data.articles() {
            writeln!(
                out,
                "{},{},{}",
                article.id, parts[&article.id], article.sha256
            )?;
        }
        Ok(())
    })?;
    if without {
        summed.file("data/annotations.jsonl", &mut |out| texts::write(data, out))?;
        summed.text("data/reattach.py", texts::SCRIPT)?;
        data.note(
            |count| say!("export-pack-no-formats", count = count),
            chosen.len(),
        );
    } else {
        for format in chosen {
            put(data, format, &mut summed)?;
        }
    }
    if let (Gold::Beside(gold), Some(jsonl)) = (&gold, super::format("jsonl")) {
        let data = data.with_selection(gold, jsonl);
        summed.file("data/gold.jsonl", &mut |out| match jsonl.write {
            _ if without => texts::write(&data, out),
            Writer::File(write) => write(&data, out),
            Writer::Folder(_) => Ok(()),
        })?;
    }
    let sums = core::mem::take(&mut summed.sums);
    summed.place.text("SHA256SUMS", &sums)
}

/// What the gold layers have to do with a selection.
enum Gold {
    /// So much of them goes along.
    Beside(Selection),
    /// They are, or may be, among what was chosen by annotator.
    Chosen,
    /// There is nothing in them.
    None,
}

/// What of the gold layers belongs to the selection.
fn gold(data: &Dataset<'_>) -> Gold {
    if data.selection.annotators.is_some() {
        return Gold::Chosen;
    }
    let Some(gold) = &data.project.reviewing.rules.gold else {
        return Gold::None;
    };
    let selection = Selection {
        annotators: Some([gold.clone()].into()),
        ..data.selection.clone()
    };
    let is_some = data.articles().any(|article| {
        let layers = selection.layers(data.project, &article.id);
        layers
            .into_iter()
            .any(|(_, layer)| !layer.annotations.is_empty())
    });
    if is_some {
        Gold::Beside(selection)
    } else {
        Gold::None
    }
}

/// What the README tells.
struct About<'g> {
    without: bool,
    leaks: usize,
    gold: &'g Gold,
}

/// Writes a format into a folder of its own, or a file of its own.
fn put(data: &Dataset<'_>, format: &'static Format, place: &mut dyn Place) -> io::Result<()> {
    let data = data.with_format(format);
    match (format.write, format.makes) {
        (Writer::File(write), super::Makes::File(extension)) => place
            .file(&format!("data/{}.{extension}", format.id), &mut |out| {
                write(&data, out)
            }),
        (Writer::Folder(write), _) => write(
            &data,
            &mut Below {
                place,
                folder: format!("data/{}", format.id),
            },
        ),
        (Writer::File(_), super::Makes::Folder) => Ok(()),
    }
}

/// A folder of a place.
struct Below<'p> {
    place: &'p mut dyn Place,
    folder: String,
}

impl Place for Below<'_> {
    fn file(&mut self, name: &str, write: WriteFile<'_>) -> io::Result<()> {
        self.place.file(&format!("{}/{name}", self.folder), write)
    }
}

/// A place that notes the SHA-256 of everything.
struct Summed<'p> {
    place: &'p mut dyn Place,
    sums: String,
}

impl Place for Summed<'_> {
    fn file(&mut self, name: &str, write: WriteFile<'_>) -> io::Result<()> {
        let mut digest = Sha256::new();
        self.place.file(name, &mut |out| {
            write(&mut Tee {
                out,
                digest: &mut digest,
            })
        })?;
        let _infallible = writeln!(
            self.sums,
            "{}  {name}",
            crate::text::hex(&digest.finalize())
        );
        Ok(())
    }
}

struct Tee<'w> {
    out: &'w mut dyn Write,
    digest: &'w mut Sha256,
}

impl Write for Tee<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(bytes)?;
        self.digest.update(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn readme(data: &Dataset<'_>, formats: &[&Format], about: &About<'_>) -> String {
    let &About {
        without,
        leaks,
        gold,
    } = about;
    let project = data.project;
    let (mut articles, mut annotations) = (0, 0);
    let mut sources = std::collections::BTreeMap::<&str, usize>::new();
    let mut dates: Vec<jiff::civil::Date> = Vec::new();
    let mut by_tag = std::collections::BTreeMap::<String, usize>::new();
    for article in data.articles() {
        articles += 1;
        *sources.entry(&article.meta.source).or_default() += 1;
        dates.extend(article.meta.date);
        for chosen in data.entry(article).layers {
            annotations += chosen.annotations.len();
            for annotation in &chosen.annotations {
                *by_tag.entry(annotation.tag.to_string()).or_default() += 1;
            }
        }
    }
    let mut out = format!("# {}\n\n", line(&project.settings.name));
    if !project.settings.description.is_empty() {
        let _infallible = writeln!(out, "{}\n", project.settings.description);
    }
    let licence = data.pick("licence");
    if !licence.is_empty() {
        let _infallible = writeln!(out, "Licence: {licence}\n");
    }
    let _infallible = writeln!(out, "- Articles: {articles}\n- Annotations: {annotations}");
    let _infallible = writeln!(out, "- Annotators: {}", data.annotators().len());
    if let (Some(first), Some(last)) = (dates.iter().min(), dates.iter().max()) {
        let _infallible = writeln!(out, "- Dates: {first} to {last}");
    }
    let named = sources.iter().filter(|(source, _)| !source.is_empty());
    let named: Vec<String> = named
        .map(|(source, count)| format!("{} ({count})", line(source)))
        .collect();
    if !named.is_empty() {
        let _infallible = writeln!(out, "- Sources: {}", named.join(", "));
    }
    out.push_str(
        "\n## What is in it\n\n- `codebook.md`: what was marked, with definitions and examples\n",
    );
    if !project.guidelines.trim().is_empty() {
        out.push_str("- `guidelines.md`: how it was marked\n");
    }
    let _infallible = writeln!(
        out,
        "- `splits.csv`: which articles are for training, validation and testing (by {}, seed {}); {}\n\
         - `SHA256SUMS`: check with `sha256sum -c SHA256SUMS`",
        data.pick("split"),
        data.number("seed"),
        match leaks {
            0 => "no text stands in two parts, nor nearly so".to_owned(),
            1 => "1 text stands in two parts or nearly so, see below".to_owned(),
            more => format!("{more} texts stand in two parts or nearly so, see below"),
        },
    );
    if without {
        out.push_str(
            "- `data/annotations.jsonl`: the annotations without the texts, which cannot be published. Offsets count Unicode \
             code points; `sha256` tells texts and passages. `python3 data/reattach.py data/annotations.jsonl TEXTS OUT.jsonl` \
             puts them back from your own copies.\n",
        );
    }
    for format in formats.iter().filter(|_| !without) {
        let _infallible = writeln!(out, "- `data/{}`: {}", format.id, (format.about)());
    }
    out.push_str(match gold {
        Gold::Beside(_) => {
            "- `data/gold.jsonl`: what reviewers decided where annotators differ, as one layer\n"
        }
        Gold::Chosen => "",
        Gold::None => "- No gold layer: nothing of what annotators marked has been decided on.\n",
    });
    for (name, _) in data.beside() {
        let _infallible = writeln!(out, "- `{name}`: how far annotators agree");
    }
    if data.beside().is_empty() {
        out.push_str(
            "- No table of agreement: no two annotators have finished the same article.\n",
        );
    }
    if leaks > 0 {
        out.push_str(
            "\n## Leaks\n\nCopies of one text, the same or nearly so, stand in different parts, as articles were split by something else. A model that \
             learns from one part has then seen what it is tested on; leave one of them out.\n",
        );
    }
    out.push_str("\n## Annotations by tag\n\n| tag | annotations |\n|---|---|\n");
    for (tag, count) in by_tag {
        let _infallible = writeln!(out, "| {tag} | {count} |");
    }
    let _infallible = writeln!(out, "\nMade with Postil {}.", env!("CARGO_PKG_VERSION"));
    out
}

/// A text in one line of Markdown.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The codebook for people.
fn codebook(data: &Dataset<'_>) -> String {
    let book = &data.project.codebook;
    let mut out = String::from("# Codebook\n\n## Tags\n");
    for tag in book
        .tags
        .iter()
        .filter(|tag| data.selection.has_tag(&tag.id))
    {
        let _infallible = writeln!(
            out,
            "\n### {} (`{}`)\n\n{}",
            line(&tag.name),
            tag.id,
            tag.definition
        );
        if tag.retired {
            out.push_str("\nRetired: kept for what was marked with it.\n");
        }
        for (title, examples) in [
            ("Examples", &tag.examples),
            ("Not this", &tag.counterexamples),
        ] {
            if !examples.is_empty() {
                let _infallible = writeln!(out, "\n{title}:\n");
            }
            for example in examples {
                let _infallible = writeln!(out, "- {}", line(&example.text));
            }
        }
        attributes(&mut out, &tag.attributes);
    }
    out.push_str("\n## Links\n\n");
    for role in &book.roles {
        let from: Vec<&str> = role.from.iter().map(|tag| book.tag_name(tag)).collect();
        let to: Vec<&str> = role
            .to
            .iter()
            .map(|to| match to {
                Allowed::Tag(tag) => book.tag_name(tag),
                Allowed::Entity(kind) => {
                    book.entity_type(kind).map_or(kind.as_str(), |it| &it.name)
                }
            })
            .collect();
        let _infallible = writeln!(
            out,
            "- **{}** (`{}`): {} → {}. {}",
            line(&role.name),
            role.id,
            from.join(", "),
            to.join(", "),
            line(&role.definition)
        );
    }
    if !book.article_attributes.is_empty() {
        out.push_str("\n## The article as a whole\n");
        attributes(&mut out, &book.article_attributes);
    }
    out
}

fn attributes(out: &mut String, attributes: &[Attribute]) {
    if !attributes.is_empty() {
        out.push('\n');
    }
    for attribute in attributes {
        let kind = match &attribute.kind {
            Kind::Choice(options) => format!("one of {}", options.join(", ")),
            Kind::Choices(options) => format!("any of {}", options.join(", ")),
            Kind::Entity(_) => "an entry of the register".to_owned(),
            Kind::Text => "text".to_owned(),
            Kind::Number { .. } => "a number".to_owned(),
            Kind::Flag => "yes or no".to_owned(),
        };
        let _infallible = writeln!(
            out,
            "- **{}** (`{}`): {}. {}",
            line(&attribute.name),
            attribute.id,
            line(&kind),
            line(&attribute.definition)
        );
    }
}
