//! The way that somebody has come: where one was before each jump, back and forward.

use crate::model::{AnnotationId, ArticleId};

use super::reader::Bookmark;

/// So many places are remembered.
const MOST: usize = 100;

/// A place that was left.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// The article.
    pub article: ArticleId,
    /// What was selected and in view.
    pub bookmark: Bookmark,
    /// The annotation that was chosen.
    pub chosen: Option<AnnotationId>,
}

/// Places in the order in which they were left.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    back: Vec<Spot>,
    forward: Vec<Spot>,
}

impl Trail {
    /// Notes where one was before a jump. What lay ahead is forgotten.
    pub fn leave(&mut self, spot: Spot) {
        self.forward.clear();
        if self.back.last() != Some(&spot) {
            self.back.push(spot);
        }
        if self.back.len() > MOST {
            self.back.remove(0);
        }
    }

    /// The place to go back to from here.
    pub fn back(&mut self, here: Spot) -> Option<Spot> {
        let spot = self.back.pop()?;
        self.forward.push(here);
        Some(spot)
    }

    /// The place to go forward to from here.
    pub fn forward(&mut self, here: Spot) -> Option<Spot> {
        let spot = self.forward.pop()?;
        self.back.push(here);
        Some(spot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(name: &str) -> Spot {
        Spot {
            article: ArticleId::new(name).unwrap(),
            bookmark: Bookmark::default(),
            chosen: None,
        }
    }

    #[test]
    fn back_and_forward_are_each_others_way() {
        let mut trail = Trail::default();
        trail.leave(spot("a"));
        trail.leave(spot("b"));
        trail.leave(spot("b"));
        assert_eq!(trail.back(spot("c")), Some(spot("b")));
        assert_eq!(trail.back(spot("b")), Some(spot("a")));
        assert_eq!(trail.back(spot("a")), None);
        assert_eq!(trail.forward(spot("a")), Some(spot("b")));
        assert_eq!(trail.forward(spot("b")), Some(spot("c")));
        assert_eq!(trail.forward(spot("c")), None);
        // A new way forgets what lay ahead.
        trail.back(spot("c"));
        trail.leave(spot("x"));
        assert_eq!(trail.forward(spot("y")), None);
    }

    #[test]
    fn only_so_many_places_are_kept() {
        let mut trail = Trail::default();
        for number in 0..2 * MOST {
            trail.leave(spot(&format!("a{number}")));
        }
        assert_eq!(trail.back.len(), MOST);
    }
}
