//! REFI-QDA projects: `.qdpx`, a ZIP with `project.qde` and texts, and `.qde` alone. Written by NVivo, MAXQDA, ATLAS.ti,
//! QualCoder, Taguette and others.
//!
//! Offsets are code points; programs differ in what they count a line end of two characters. The name of a selection is
//! often what it covers, which then tells it; otherwise the program that wrote the file does.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use roxmltree::Node;
use smol_str::{SmolStr, format_smolstr};

use crate::import::archive::{Archive, Trouble};

use super::super::neutral::{
    Document, End, Found, Label, Layer, Loss, Mark, Piece, Plain, Relation, Unit,
};
use super::super::problem::{Problem, Wrong};
use super::super::source::{LARGEST, utf8};
use super::super::{Head, Options, Source};
use super::refi_codebook::codes;
use super::xml::{child, children, parse, text_of};

/// The label of a selection that has a remark and no code.
const REMARK: &str = "Comment";

pub(super) fn sniff(head: &Head<'_>) -> bool {
    let is_zip = head.bytes.starts_with(b"PK\x03\x04");
    let is_project = head.text.contains("urn:QDA-XML:project") || head.text.contains("<Project");
    (head.extension == "qdpx" && is_zip) || (head.extension == "qde" && is_project)
}

pub(super) fn read(source: &Source<'_>, _options: &Options) -> Result<Found, Problem> {
    let bytes = source.whole()?;
    if bytes.is_empty() {
        return Err(Wrong::Empty.of(source.shown()));
    }
    if !bytes.starts_with(b"PK") {
        let text = utf8(bytes).map_err(|wrong| wrong.of(source.shown()))?;
        return project(&text, source, &mut |_| None);
    }
    let wrong = |trouble: Trouble| in_words(trouble).of(source.shown());
    let mut archive = Archive::open(&bytes, LARGEST).map_err(wrong)?;
    let names: Vec<String> = archive.names().map(str::to_owned).collect();
    let qde = names
        .iter()
        .find(|name| name.to_lowercase().ends_with(".qde"))
        .ok_or_else(|| Wrong::lacks("project.qde").of(source.shown()))?;
    let text = entry(&mut archive, qde)
        .and_then(utf8)
        .map_err(|wrong| wrong.of(format!("{}/{qde}", source.shown())))?;
    let by_name: HashMap<String, &String> = names
        .iter()
        .map(|name| (file_name(name).to_lowercase(), name))
        .collect();
    let mut failed: Option<Problem> = None;
    let found = project(text.trim_start_matches('\u{feff}'), source, &mut |path| {
        let name = by_name.get(&file_name(path).to_lowercase())?;
        match entry(&mut archive, name).and_then(utf8) {
            Ok(text) => Some(text),
            Err(wrong) => {
                failed = Some(wrong.of(format!("{}/{name}", source.shown())));
                None
            }
        }
    })?;
    match failed {
        Some(problem) => Err(problem),
        None => Ok(found),
    }
}

/// What stands behind the last slash of either kind.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// A file of an archive, which is in it.
fn entry(archive: &mut Archive<'_>, name: &str) -> Result<Vec<u8>, Wrong> {
    let bytes = archive.read(name).map_err(in_words)?;
    bytes.ok_or_else(|| Wrong::lacks(name))
}

fn in_words(trouble: Trouble) -> Wrong {
    match trouble {
        Trouble::Broken(why) => Wrong::broken("ZIP", &why),
        Trouble::Unfolds(most) => Wrong::TooLarge { most },
        Trouble::Encrypted => Wrong::Encrypted,
    }
}

fn project(
    text: &str,
    source: &Source<'_>,
    open: &mut dyn FnMut(&str) -> Option<String>,
) -> Result<Found, Problem> {
    let document = parse(text, &source.shown())?;
    let root = document.root_element();
    if root.tag_name().name() != "Project" {
        return Err(Wrong::lacks("<Project>").of(source.shown()));
    }
    let mut found = Found::default();
    let codes: Vec<(String, Label)> = child(root, "CodeBook").map_or_else(Vec::new, codes);
    let users = child(root, "Users")
        .into_iter()
        .flat_map(|users| children(users, "User"));
    let users: HashMap<String, String> = users
        .map(|user| {
            let name = user.attribute("name").or_else(|| user.attribute("id"));
            (guid(user, "guid"), name.unwrap_or_default().to_owned())
        })
        .collect();
    let variables = child(root, "Variables");
    let variables = variables
        .into_iter()
        .flat_map(|all| children(all, "Variable"));
    let variables: HashMap<String, String> = variables
        .map(|it| {
            (
                guid(it, "guid"),
                it.attribute("name").unwrap_or_default().to_owned(),
            )
        })
        .collect();
    let origin = root.attribute("origin").unwrap_or_default().to_lowercase();
    let mut reading = Reading {
        labels: codes
            .iter()
            .map(|(guid, label)| (guid.as_str(), label.name.clone()))
            .collect(),
        users: &users,
        variables: &variables,
        // These count a line end once whatever it is.
        counts_once: origin.contains("atlas") || origin.contains("maxqda"),
        places: HashMap::new(),
        found: &mut found,
    };
    let sources = child(root, "Sources").into_iter();
    for it in sources.flat_map(|all| all.children().filter(Node::is_element)) {
        source.go_on()?;
        reading.source(it, open);
    }
    if let Some(links) = child(root, "Links") {
        reading.links(links);
    }
    found.book = codes.into_iter().map(|(_, label)| label).collect();
    if found.documents.is_empty() && found.book.is_empty() {
        return Err(Wrong::Empty.of(source.shown()));
    }
    Ok(found)
}

/// The GUID in an attribute, in one spelling.
fn guid(node: Node<'_, '_>, name: &str) -> String {
    let guid = node.attribute(name).unwrap_or_default();
    guid.trim_matches(['{', '}']).to_lowercase()
}

struct Reading<'a> {
    labels: HashMap<&'a str, SmolStr>,
    users: &'a HashMap<String, String>,
    variables: &'a HashMap<String, String>,
    counts_once: bool,
    /// Where the first mark of each selection and coding is: document, layer, id.
    places: HashMap<String, (usize, usize, SmolStr)>,
    found: &'a mut Found,
}

impl Reading<'_> {
    fn source(&mut self, it: Node<'_, '_>, open: &mut dyn FnMut(&str) -> Option<String>) {
        let kind = it.tag_name().name();
        let text_node = match kind {
            "TextSource" => Some(it),
            // The text of a PDF, a picture or a recording, where there is one.
            _ => child(it, "Representation").or_else(|| child(it, "Transcript")),
        };
        let count = |name: &str| it.descendants().filter(|it| it.has_tag_name(name)).count();
        let Some(text_node) = text_node else {
            let others: usize = [
                "PDFSelection",
                "PictureSelection",
                "AudioSelection",
                "VideoSelection",
            ]
            .into_iter()
            .map(count)
            .sum();
            self.found.lose(Loss::NotText, others.max(1));
            return;
        };
        let path = text_node.attribute("plainTextPath");
        let text = path.and_then(&mut *open).or_else(|| {
            child(text_node, "PlainTextContent")?
                .text()
                .map(str::to_owned)
        });
        let text = match text {
            Some(text) if self.counts_once => Some(text.replace("\r\n", "\n")),
            text => text,
        };
        let name = it.attribute("name").unwrap_or_default().to_owned();
        let mut layers: BTreeMap<String, Layer> = BTreeMap::new();
        let document = self.found.documents.len();
        let mut order: Vec<(String, String, SmolStr)> = Vec::new();
        let user = |node: Node<'_, '_>| {
            let guid = guid(node, "creatingUser");
            self.users.get(&guid).cloned().unwrap_or_default()
        };
        for selection in children(text_node, "PlainTextSelection") {
            let at = |name: &str| selection.attribute(name)?.trim().parse::<u64>().ok();
            let (Some(start), Some(end)) = (at("startPosition"), at("endPosition")) else {
                self.found.lose(Loss::Unreadable, 1);
                continue;
            };
            let piece = piece(start, end, selection.attribute("name").unwrap_or_default());
            let note = text_of(selection, "Description");
            let id = guid(selection, "guid");
            let mut marks: Vec<(String, Mark)> = Vec::new();
            for (number, coding) in children(selection, "Coding").enumerate() {
                let code = child(coding, "CodeRef").map(|code| guid(code, "targetGUID"));
                let Some(label) = code.and_then(|code| self.labels.get(code.as_str())) else {
                    self.found.lose(Loss::Dangling, 1);
                    continue;
                };
                let own = match guid(coding, "guid") {
                    own if own.is_empty() => format!("{id}#{number}"),
                    own => own,
                };
                let who = match user(coding) {
                    who if who.is_empty() => user(selection),
                    who => who,
                };
                let mut mark = Mark::on(own, label.clone(), piece.clone());
                mark.note.clone_from(&note);
                mark.created = time(coding, "creationDateTime")
                    .or_else(|| time(selection, "creationDateTime"));
                mark.modified = time(coding, "modifiedDateTime").or(mark.created);
                marks.push((who, mark));
            }
            if marks.is_empty() && !note.is_empty() {
                let mut mark = Mark::on(format_smolstr!("{id}#note"), REMARK, piece);
                mark.note = note;
                mark.created = time(selection, "creationDateTime");
                mark.modified = time(selection, "modifiedDateTime").or(mark.created);
                marks.push((user(selection), mark));
            } else if marks.is_empty() {
                self.found.lose(Loss::Empty, 1);
            }
            for (who, mark) in marks {
                order.push((id.clone(), who.clone(), mark.id.clone()));
                layers.entry(who).or_default().marks.push(mark);
            }
        }
        let mut meta: Vec<(SmolStr, String)> = Vec::new();
        for value in children(it, "VariableValue") {
            let variable = child(value, "VariableRef").map(|it| guid(it, "targetGUID"));
            let Some(name) = variable.and_then(|it| self.variables.get(&it)) else {
                continue;
            };
            let said = value
                .children()
                .find(|it| it.is_element() && it.tag_name().name() != "VariableRef");
            let said = said.and_then(|it| it.text()).unwrap_or_default();
            if is_about_articles(name) {
                meta.push((name.as_str().into(), said.to_owned()));
            } else if !said.is_empty() {
                let layer = layers.entry(user(it)).or_default();
                layer.values.push((name.as_str().into(), Plain::text(said)));
            }
        }
        let description = text_of(it, "Description");
        if !description.is_empty() {
            layers.entry(user(it)).or_default().note = description;
        }
        let numbers: HashMap<String, usize> = layers
            .keys()
            .enumerate()
            .map(|(at, who)| (who.clone(), at))
            .collect();
        for (selection, who, mark) in order {
            let place = (document, numbers[&who], mark.clone());
            self.places
                .entry(selection)
                .or_insert_with(|| place.clone());
            self.places.entry(mark.to_string()).or_insert(place);
        }
        meta.push(("title".into(), name.clone()));
        let layers = layers
            .into_iter()
            .map(|(annotator, layer)| Layer { annotator, ..layer });
        self.found.documents.push(Document {
            name,
            text,
            meta,
            unit: Unit::CodePoint,
            layers: layers.collect(),
            ..Document::default()
        });
    }

    fn links(&mut self, links: Node<'_, '_>) {
        for link in children(links, "Link") {
            let end = |name: &str| self.places.get(&guid(link, name)).cloned();
            let (from, to) = (end("originGUID"), end("targetGUID"));
            match (from, to) {
                (Some(from), Some(to)) if from.0 == to.0 && from.1 == to.1 => {
                    let role = match link.attribute("name").unwrap_or_default() {
                        "" => "related",
                        name => name,
                    };
                    self.found.documents[from.0].layers[from.1]
                        .relations
                        .push(Relation {
                            from: from.2,
                            to: End::Mark(to.2),
                            role: role.into(),
                            values: 0,
                        });
                }
                // Between codes, memos, texts, or what two people marked.
                _ => self.found.lose(Loss::SkippedRelations, 1),
            }
        }
    }
}

/// A selection, with what it covers when its name can be nothing else.
fn piece(start: u64, end: u64, name: &str) -> Piece {
    let length = end.saturating_sub(start);
    let is_whole =
        name.chars().count() as u64 == length || name.encode_utf16().count() as u64 == length;
    // Our own exports end with this sign what is cut, of whatever length that is.
    if is_whole && !name.trim().is_empty() && !name.ends_with('…') {
        Piece::quoting(start, end, name)
    } else {
        Piece::at(start, end)
    }
}

fn time(node: Node<'_, '_>, name: &str) -> Option<Timestamp> {
    let text = node.attribute(name)?;
    text.parse()
        .ok()
        .or_else(|| format!("{text}Z").parse().ok())
}

/// Whether a variable says what every article has here.
fn is_about_articles(name: &str) -> bool {
    const KEYS: [&str; 9] = [
        "title",
        "source",
        "author",
        "url",
        "date",
        "language",
        "publisher",
        "headline",
        "link",
    ];
    KEYS.contains(&name.to_lowercase().as_str())
}
