//! Questions to a project: statistics now, search and filters later.

mod stats;

pub use stats::{
    AnnotatorStats, ArticleStats, EntityStats, Member, Stats, StatusCounts, TagStats, stats,
};
