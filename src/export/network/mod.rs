//! Networks of who says what, as the Discourse Network Analyzer draws them, of the annotations of one tag: its *statements*.
//!
//! A statement has an actor, a concept and a qualifier: attributes or link roles of the tag. An entity stands for itself; an
//! annotation at the far end of a link for the entity that its own attribute names, or else for its words. Several actors or
//! concepts make several statements.
//!
//! With *p* statements for and *n* against (and *z* without a qualifier) of an actor on a concept, the weight of their edge in
//! the two-mode network is *p + n + z* (`ignore`, `combine`) or *p − n* (`subtract`). Two actors are joined in the one-mode
//! network by Σ over concepts of *p₁p₂ + n₁n₂* (`congruence`), *p₁n₂ + n₁p₂* (`conflict`), the one less the other
//! (`subtract`), or of the products of all (`ignore`); concepts are joined by actors in the same way. Weights are divided by
//! the statements of the actor (`activity`) or on the concept (`prominence`); in one-mode networks by the mean number of
//! statements of both (`average`), by what both have in all less the weight (`jaccard`), or by the lengths of both vectors
//! (`cosine`).
//!
//! A folder has, for each span of time, the network as GraphML, GEXF, edge list, matrix and UCINET DL, and the statements; and
//! where that was asked for one GEXF more, in which the networks of all spans of time follow one another.

mod exclusion;
mod files;
mod graph;
mod over_time;
mod statements;

use std::io;

use super::dataset::Dataset;
use super::place::Place;

pub(super) use statements::{Sources, no_such_tag};

/// Writes the network of every span of time.
pub(super) fn write(data: &Dataset<'_>, place: &mut dyn Place) -> io::Result<()> {
    let sources = Sources::of(data);
    let statements = statements::read(data, &sources)?;
    place.file("statements.csv", &mut |out| {
        files::statements(&statements, out)
    })?;
    for (window, statements) in statements::windows(&statements, &data.pick("window")) {
        let graph = graph::Graph::of(data, &statements);
        let name = |ending: &str| {
            if window.is_empty() {
                format!("network{ending}")
            } else {
                format!("{window}/network{ending}")
            }
        };
        place.text(&name(".graphml"), &files::graphml(&graph))?;
        place.text(&name(".gexf"), &files::gexf(&graph))?;
        place.file(&name("-edges.csv"), &mut |out| files::edges(&graph, out))?;
        place.file(&name("-matrix.csv"), &mut |out| files::matrix(&graph, out))?;
        place.text(&name(".dl"), &files::dl(&graph))?;
    }
    if data.flag("dynamic") {
        place.text(
            "network-over-time.gexf",
            &over_time::gexf(&over_time::periods(data, &statements)),
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
