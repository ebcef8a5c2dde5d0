//! A network whose nodes and edges come and go: GEXF 1.2 with spells, for the timeline of Gephi.
//!
//! A spell is a span of time in which a node or an edge is in the network of that span, from its first to its last day. The
//! weights of edges and the frequencies of nodes have a value for each. Nothing has a weight for all time: what is divided
//! by the statements of a span cannot be added up.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;

use crate::say;

use super::super::dataset::Dataset;
use super::super::xml;
use super::files::{EDGE, NODE, of_edge, of_node};
use super::graph::{Edge, Graph, Vertex};
use super::statements::{Statement, bounds, windows};

/// A span of time with its network.
pub(super) struct Period {
    pub first: Date,
    pub last: Date,
    pub graph: Graph,
}

/// The network of each span of time in order, of each day when nobody chose spans. A statement without a date is in none, which
/// is told.
pub(super) fn periods(data: &Dataset<'_>, statements: &[Statement]) -> Vec<Period> {
    let kind = data.pick("window");
    let kind = if kind == "none" { "day" } else { kind.as_str() };
    let undated = statements.iter().filter(|it| it.date.is_none()).count();
    data.note(
        |count| say!("export-network-undated", count = count),
        undated,
    );
    let mut periods: Vec<Period> = windows(statements, kind)
        .into_values()
        .filter_map(|statements| {
            let (first, last) = bounds(kind, statements.first()?.date?);
            let graph = Graph::of(data, &statements);
            Some(Period { first, last, graph })
        })
        .collect();
    periods.sort_by_key(|period| period.first);
    periods
}

/// When something is there, with what it is then.
type Spells<'p, T> = Vec<(&'p Period, &'p T)>;

/// How many of the attributes of a node are the same at all times: all but the last. Those of an edge all change.
const STEADY: usize = NODE.len() - 1;

pub(super) fn gexf(periods: &[Period]) -> String {
    let mut nodes: BTreeMap<&str, Spells<'_, Vertex>> = BTreeMap::new();
    let mut edges: BTreeMap<(&str, &str), Spells<'_, Edge>> = BTreeMap::new();
    for period in periods {
        let all = &period.graph.nodes;
        for node in all {
            nodes.entry(&node.id).or_default().push((period, node));
        }
        for edge in &period.graph.edges {
            let ends = (all[edge.ends.0].id.as_str(), all[edge.ends.1].id.as_str());
            edges.entry(ends).or_default().push((period, edge));
        }
    }
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n\
         <meta><creator>Postil</creator></meta>\n<graph defaultedgetype=\"undirected\" mode=\"dynamic\" timeformat=\"date\">\n",
    );
    // The label has a place of its own.
    declare(&mut out, "node", "static", &NODE[1..STEADY]);
    declare(&mut out, "node", "dynamic", &NODE[STEADY..]);
    declare(&mut out, "edge", "dynamic", &EDGE);
    out.push_str("<nodes>\n");
    for (id, spells) in &nodes {
        let Some((_, node)) = spells.first() else {
            continue;
        };
        let _infallible = write!(
            out,
            "<node id=\"{}\" label=\"{}\">",
            xml::value(id),
            xml::value(&node.label)
        );
        put_spells(&mut out, spells);
        out.push_str("<attvalues>");
        for ((name, _), value) in NODE.iter().zip(of_node(node)).take(STEADY).skip(1) {
            put_value(&mut out, name, &value, None);
        }
        for (period, node) in spells {
            for ((name, _), value) in NODE.iter().zip(of_node(node)).skip(STEADY) {
                put_value(&mut out, name, &value, Some(period));
            }
        }
        out.push_str("</attvalues></node>\n");
    }
    out.push_str("</nodes>\n<edges>\n");
    for (number, ((one, other), spells)) in edges.iter().enumerate() {
        let _infallible = write!(
            out,
            "<edge id=\"{number}\" source=\"{}\" target=\"{}\">",
            xml::value(one),
            xml::value(other)
        );
        put_spells(&mut out, spells);
        out.push_str("<attvalues>");
        for (period, edge) in spells {
            for ((name, _), value) in EDGE.iter().zip(of_edge(edge)) {
                put_value(&mut out, name, &value, Some(period));
            }
        }
        out.push_str("</attvalues></edge>\n");
    }
    out.push_str("</edges>\n</graph>\n</gexf>\n");
    out
}

/// Declares attributes. Gephi takes the one of edges with the id `weight` for their weight, as it changes.
fn declare(out: &mut String, class: &str, mode: &str, attributes: &[(&str, &str)]) {
    let _infallible = writeln!(out, "<attributes class=\"{class}\" mode=\"{mode}\">");
    for (name, of) in attributes {
        let of = if *of == "int" { "integer" } else { of };
        let _infallible = writeln!(
            out,
            "<attribute id=\"{name}\" title=\"{name}\" type=\"{of}\"/>"
        );
    }
    out.push_str("</attributes>\n");
}

fn put_spells<T>(out: &mut String, spells: &[(&Period, &T)]) {
    out.push_str("<spells>");
    for (period, _) in spells {
        let _infallible = write!(
            out,
            "<spell start=\"{}\" end=\"{}\"/>",
            period.first, period.last
        );
    }
    out.push_str("</spells>");
}

/// Puts the value of an attribute: for all time, or for a span of it.
fn put_value(out: &mut String, name: &str, value: &str, period: Option<&Period>) {
    let _infallible = write!(
        out,
        "<attvalue for=\"{name}\" value=\"{}\"",
        xml::value(value)
    );
    if let Some(Period { first, last, .. }) = period {
        let _infallible = write!(out, " start=\"{first}\" end=\"{last}\"");
    }
    out.push_str("/>");
}
