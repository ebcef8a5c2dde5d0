//! A network in the files of other programs.
//!
//! No attribute of a node is called `type`: igraph takes that for the two modes. There is one edge between two nodes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use super::super::tables::safe_cell;
use super::super::xml;
use super::graph::{Edge, Graph, Vertex};
use super::statements::Statement;

/// What edges carry: their attributes, and of what type they are.
pub(super) const EDGE: [(&str, &str); 5] = [
    ("weight", "double"),
    ("support", "double"),
    ("oppose", "double"),
    ("net", "double"),
    ("stance", "string"),
];
/// What nodes carry.
pub(super) const NODE: [(&str, &str); 4] = [
    ("label", "string"),
    ("kind", "string"),
    ("bipartite", "int"),
    ("frequency", "int"),
];

pub(super) fn of_node(node: &Vertex) -> [String; 4] {
    let kind = if node.is_actor { "actor" } else { "concept" };
    let mode = if node.is_actor { "0" } else { "1" };
    [
        node.label.clone(),
        kind.to_owned(),
        mode.to_owned(),
        node.frequency.to_string(),
    ]
}

pub(super) fn of_edge(edge: &Edge) -> [String; 5] {
    let stance = match (edge.pro > 0.0, edge.contra > 0.0) {
        (true, true) => "both",
        (true, false) => "support",
        (false, true) => "oppose",
        (false, false) => "none",
    };
    let numbers =
        [edge.weight, edge.pro, edge.contra, edge.pro - edge.contra].map(|it| it.to_string());
    let [weight, pro, contra, net] = numbers;
    [weight, pro, contra, net, stance.to_owned()]
}

pub(super) fn graphml(graph: &Graph) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
         http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
    );
    for (kind, keys) in [("node", &NODE[..]), ("edge", &EDGE[..])] {
        for (name, of) in keys {
            let _infallible = writeln!(
                out,
                "  <key id=\"{kind}-{name}\" for=\"{kind}\" attr.name=\"{name}\" attr.type=\"{of}\"/>"
            );
        }
    }
    out.push_str("  <graph id=\"G\" edgedefault=\"undirected\">\n");
    let data = |out: &mut String, kind: &str, names: &[(&str, &str)], values: &[String]| {
        for ((name, _), value) in names.iter().zip(values) {
            let _infallible = write!(
                out,
                "<data key=\"{kind}-{name}\">{}</data>",
                xml::text(value)
            );
        }
    };
    for node in &graph.nodes {
        let _infallible = write!(out, "    <node id=\"{}\">", xml::value(&node.id));
        data(&mut out, "node", &NODE, &of_node(node));
        out.push_str("</node>\n");
    }
    for (number, edge) in graph.edges.iter().enumerate() {
        let (one, other) = (&graph.nodes[edge.ends.0].id, &graph.nodes[edge.ends.1].id);
        let _infallible = write!(
            out,
            "    <edge id=\"e{number}\" source=\"{}\" target=\"{}\">",
            xml::value(one),
            xml::value(other)
        );
        data(&mut out, "edge", &EDGE, &of_edge(edge));
        out.push_str("</edge>\n");
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

pub(super) fn gexf(graph: &Graph) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n\
         <meta><creator>Postil</creator></meta>\n<graph defaultedgetype=\"undirected\" mode=\"static\">\n",
    );
    // The label and the weight have places of their own.
    for (kind, keys) in [("node", &NODE[1..]), ("edge", &EDGE[1..])] {
        let _infallible = writeln!(out, "<attributes class=\"{kind}\">");
        for (name, of) in keys {
            let of = if *of == "int" { "integer" } else { of };
            let _infallible = writeln!(
                out,
                "<attribute id=\"{name}\" title=\"{name}\" type=\"{of}\"/>"
            );
        }
        out.push_str("</attributes>\n");
    }
    let values = |out: &mut String, names: &[(&str, &str)], values: &[String]| {
        out.push_str("<attvalues>");
        for ((name, _), value) in names.iter().zip(values) {
            let _infallible = write!(
                out,
                "<attvalue for=\"{name}\" value=\"{}\"/>",
                xml::value(value)
            );
        }
        out.push_str("</attvalues>");
    };
    out.push_str("<nodes>\n");
    for node in &graph.nodes {
        let _infallible = write!(
            out,
            "<node id=\"{}\" label=\"{}\">",
            xml::value(&node.id),
            xml::value(&node.label)
        );
        values(&mut out, &NODE[1..], &of_node(node)[1..]);
        out.push_str("</node>\n");
    }
    out.push_str("</nodes>\n<edges>\n");
    for (number, edge) in graph.edges.iter().enumerate() {
        let (one, other) = (&graph.nodes[edge.ends.0].id, &graph.nodes[edge.ends.1].id);
        let said = of_edge(edge);
        let _infallible = write!(
            out,
            "<edge id=\"{number}\" source=\"{}\" target=\"{}\" weight=\"{}\">",
            xml::value(one),
            xml::value(other),
            said[0]
        );
        values(&mut out, &EDGE[1..], &said[1..]);
        out.push_str("</edge>\n");
    }
    out.push_str("</edges>\n</graph>\n</gexf>\n");
    out
}

/// Rows and columns of the matrix, as numbers of nodes.
fn modes(graph: &Graph) -> (Vec<usize>, Vec<usize>) {
    let all = || 0..graph.nodes.len();
    if graph.is_two_mode {
        let is_actor = |number: &usize| graph.nodes[*number].is_actor;
        (
            all().filter(is_actor).collect(),
            all().filter(|it| !is_actor(it)).collect(),
        )
    } else {
        (all().collect(), all().collect())
    }
}

fn csv_row<'c>(cells: impl Iterator<Item = &'c str>, out: &mut dyn io::Write) -> io::Result<()> {
    let quoted = cells.map(|cell| format!("\"{}\"", safe_cell(cell).replace('"', "\"\"")));
    write!(out, "{}\r\n", quoted.collect::<Vec<_>>().join(","))
}

pub(super) fn edges(graph: &Graph, out: &mut dyn io::Write) -> io::Result<()> {
    let names = EDGE.map(|(name, _)| name);
    csv_row(["source", "target"].into_iter().chain(names), out)?;
    for edge in &graph.edges {
        let ends = [edge.ends.0, edge.ends.1].map(|it| graph.nodes[it].label.as_str());
        let said = of_edge(edge);
        csv_row(ends.into_iter().chain(said.iter().map(String::as_str)), out)?;
    }
    Ok(())
}

pub(super) fn matrix(graph: &Graph, out: &mut dyn io::Write) -> io::Result<()> {
    let (rows, columns) = modes(graph);
    let weights = graph.weight();
    let label = |number: &usize| graph.nodes[*number].label.as_str();
    csv_row(core::iter::once("").chain(columns.iter().map(label)), out)?;
    for row in &rows {
        let cells = cells(&weights, *row, &columns);
        csv_row(
            core::iter::once(label(row)).chain(cells.iter().map(String::as_str)),
            out,
        )?;
    }
    Ok(())
}

/// A row of a matrix: the weights from one node to others, 0 where no edge is.
fn cells(weights: &BTreeMap<(usize, usize), f64>, row: usize, columns: &[usize]) -> Vec<String> {
    let weight = |column: &usize| weights.get(&(row, *column)).copied().unwrap_or(0.0);
    let cells = columns.iter().map(|column| weight(column).to_string());
    cells.collect()
}

/// UCINET's matrices. Labels cannot hold a quotation mark there.
pub(super) fn dl(graph: &Graph) -> String {
    let (rows, columns) = modes(graph);
    let weights = graph.weight();
    let labels = |out: &mut String, title: &str, all: &[usize]| {
        let _infallible = writeln!(out, "{title}:");
        for number in all {
            let label = graph.nodes[*number].label.replace(['"', '\n', '\r'], "'");
            let _infallible = writeln!(out, "\"{label}\"");
        }
    };
    let mut out = String::new();
    let _infallible = if graph.is_two_mode {
        let begun = writeln!(
            out,
            "dl nr = {}, nc = {}, format = fullmatrix",
            rows.len(),
            columns.len()
        );
        labels(&mut out, "row labels", &rows);
        labels(&mut out, "col labels", &columns);
        begun
    } else {
        let begun = writeln!(out, "dl n = {}, format = fullmatrix", rows.len());
        labels(&mut out, "labels", &rows);
        begun
    };
    out.push_str("data:\n");
    for row in &rows {
        let cells = cells(&weights, *row, &columns);
        let _infallible = writeln!(out, "{}", cells.join(" "));
    }
    out
}

/// The statements, one a row: what event models and rDNA take.
pub(super) fn statements(all: &[Statement], out: &mut dyn io::Write) -> io::Result<()> {
    let names = [
        "time",
        "actor",
        "actor_id",
        "concept",
        "concept_id",
        "sign",
        "qualifier",
        "article",
        "source",
        "author",
        "annotator",
        "annotation",
        "start",
        "end",
        "text",
    ];
    csv_row(names.into_iter(), out)?;
    for one in all {
        let date = one.date.map(|date| date.to_string()).unwrap_or_default();
        let (sign, start, end) = (
            one.sign.to_string(),
            one.start.to_string(),
            one.end.to_string(),
        );
        let cells = [
            &date,
            &one.actor.1,
            &one.actor.0,
            &one.concept.1,
            &one.concept.0,
            &sign,
            &one.qualifier,
            &one.article,
            &one.source,
            &one.author,
            &one.annotator,
            &one.annotation,
            &start,
            &end,
            &one.text,
        ];
        csv_row(cells.into_iter().map(String::as_str), out)?;
    }
    Ok(())
}
