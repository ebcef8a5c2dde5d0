//! Nodes and weighted edges of statements.

use std::collections::{BTreeMap, BTreeSet};

use super::super::dataset::Dataset;
use super::statements::{Node, Statement};

/// A network.
pub(super) struct Graph {
    /// Actors first, then concepts; of one kind in a one-mode network.
    pub nodes: Vec<Vertex>,
    pub edges: Vec<Edge>,
    /// Whether nodes of two kinds are joined.
    pub is_two_mode: bool,
}

pub(super) struct Vertex {
    pub id: String,
    pub label: String,
    pub is_actor: bool,
    /// How many statements name it.
    pub frequency: usize,
}

pub(super) struct Edge {
    /// Numbers of nodes.
    pub ends: (usize, usize),
    pub weight: f64,
    /// Statements for and against; in a one-mode network congruence and conflict.
    pub pro: f64,
    pub contra: f64,
}

/// Statements for, against, and neither.
type Counts = [f64; 3];

impl Graph {
    pub fn of(data: &Dataset<'_>, statements: &[&Statement]) -> Self {
        let mut names: [BTreeMap<&str, (&str, usize)>; 2] = Default::default();
        let mut counts: BTreeMap<(&str, &str), Counts> = BTreeMap::new();
        for statement in statements {
            let ends: [&Node; 2] = [&statement.actor, &statement.concept];
            for (names, (id, name)) in names.iter_mut().zip(ends) {
                names.entry(id).or_insert((name, 0)).1 += 1;
            }
            let count = counts
                .entry((&statement.actor.0, &statement.concept.0))
                .or_default();
            let at = match statement.sign {
                1 => 0,
                -1 => 1,
                _ => 2,
            };
            count[at] += 1.0;
        }
        let kind = data.pick("network");
        let normalisation = data.pick("normalisation");
        let mut graph = match kind.as_str() {
            "actors" => one_mode(data, &counts, &names[0], true, &normalisation),
            "concepts" => {
                let turned = counts
                    .into_iter()
                    .map(|((actor, concept), count)| ((concept, actor), count))
                    .collect();
                one_mode(data, &turned, &names[1], false, &normalisation)
            }
            _ => two_mode(data, &counts, &names, &normalisation),
        };
        if !data.flag("isolates") {
            graph.drop_isolates();
        }
        graph
    }

    /// Leaves out nodes without an edge.
    fn drop_isolates(&mut self) {
        let joined: BTreeSet<usize> = self
            .edges
            .iter()
            .flat_map(|edge| [edge.ends.0, edge.ends.1])
            .collect();
        let place: BTreeMap<usize, usize> = joined
            .iter()
            .enumerate()
            .map(|(new, old)| (*old, new))
            .collect();
        let mut number = 0;
        self.nodes.retain(|_| {
            number += 1;
            joined.contains(&(number - 1))
        });
        for edge in &mut self.edges {
            edge.ends = (place[&edge.ends.0], place[&edge.ends.1]);
        }
    }

    /// The weights between rows and columns.
    pub fn weight(&self) -> BTreeMap<(usize, usize), f64> {
        let mut weights = BTreeMap::new();
        for edge in &self.edges {
            weights.insert(edge.ends, edge.weight);
            weights.insert((edge.ends.1, edge.ends.0), edge.weight);
        }
        weights
    }
}

fn vertices(names: &BTreeMap<&str, (&str, usize)>, is_actor: bool) -> Vec<Vertex> {
    let all = names.iter().map(|(id, (label, frequency))| Vertex {
        id: format!("{}{id}", if is_actor { "actor " } else { "concept " }),
        label: (*label).to_owned(),
        is_actor,
        frequency: *frequency,
    });
    all.collect()
}

fn two_mode(
    data: &Dataset<'_>,
    counts: &BTreeMap<(&str, &str), Counts>,
    names: &[BTreeMap<&str, (&str, usize)>; 2],
    normalisation: &str,
) -> Graph {
    let mut nodes = vertices(&names[0], true);
    let place = |names: &BTreeMap<&str, (&str, usize)>| -> BTreeMap<String, usize> {
        names
            .keys()
            .enumerate()
            .map(|(at, id)| ((*id).to_owned(), at))
            .collect()
    };
    let (actors, concepts) = (place(&names[0]), place(&names[1]));
    let first = nodes.len();
    nodes.extend(vertices(&names[1], false));
    let mode = data.pick("two-mode");
    let edges = counts
        .iter()
        .map(|((actor, concept), [pro, contra, neither])| {
            let weight = if mode == "subtract" {
                pro - contra
            } else {
                pro + contra + neither
            };
            let all = match normalisation {
                "activity" => names[0][actor].1,
                "prominence" => names[1][concept].1,
                _ => 1,
            };
            Edge {
                ends: (actors[*actor], first + concepts[*concept]),
                weight: weight / all as f64,
                pro: *pro,
                contra: *contra,
            }
        });
    let edges = edges.collect();
    Graph {
        nodes,
        edges,
        is_two_mode: true,
    }
}

/// The network of the first of each pair, joined by the second.
fn one_mode(
    data: &Dataset<'_>,
    counts: &BTreeMap<(&str, &str), Counts>,
    names: &BTreeMap<&str, (&str, usize)>,
    is_actor: bool,
    normalisation: &str,
) -> Graph {
    let mut rows: BTreeMap<&str, BTreeMap<&str, Counts>> = BTreeMap::new();
    for ((row, column), count) in counts {
        rows.entry(row).or_default().insert(column, *count);
    }
    let rows: Vec<&BTreeMap<&str, Counts>> = rows.values().collect();
    let total = |row: &BTreeMap<&str, Counts>| row.values().flatten().sum::<f64>();
    let length =
        |row: &BTreeMap<&str, Counts>| row.values().flatten().map(|it| it * it).sum::<f64>().sqrt();
    let mode = data.pick("one-mode");
    let mut edges = Vec::new();
    for (one, first) in rows.iter().enumerate() {
        for (other, second) in rows.iter().enumerate().skip(one + 1) {
            let (mut agree, mut disagree, mut both) = (0.0, 0.0, 0.0);
            for (column, count) in *first {
                let Some(far) = second.get(column) else {
                    continue;
                };
                agree += count[0] * far[0] + count[1] * far[1];
                disagree += count[0] * far[1] + count[1] * far[0];
                both += count.iter().sum::<f64>() * far.iter().sum::<f64>();
            }
            let weight = match mode.as_str() {
                "conflict" => disagree,
                "subtract" => agree - disagree,
                "ignore" => both,
                _ => agree,
            };
            let is_there = if mode == "subtract" {
                agree + disagree
            } else {
                weight
            };
            if is_there == 0.0 {
                continue;
            }
            let by = match normalisation {
                "average" => f64::midpoint(total(first), total(second)),
                "jaccard" => total(first) + total(second) - weight.abs(),
                "cosine" => length(first) * length(second),
                _ => 1.0,
            };
            let weight = if by > 0.0 { weight / by } else { weight };
            edges.push(Edge {
                ends: (one, other),
                weight,
                pro: agree,
                contra: disagree,
            });
        }
    }
    Graph {
        nodes: vertices(names, is_actor),
        edges,
        is_two_mode: false,
    }
}
