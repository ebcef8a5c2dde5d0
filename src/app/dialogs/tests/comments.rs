//! Comments and answers.

use egui_kittest::kittest::Queryable as _;

use crate::app::dialogs::CommentDialog;
use crate::model::{AnnotatorId, ArticleId, CommentId, CommentRef, DecisionId, DecisionRef};

use super::Stage;

#[test]
fn what_was_written_stays_when_what_it_answers_has_gone() {
    let article = ArticleId::new("one").unwrap();
    let by = AnnotatorId::new("ben").unwrap();
    let comment = CommentRef {
        by: by.clone(),
        id: CommentId::new("gone").unwrap(),
    };
    let decision = DecisionRef {
        by,
        id: DecisionId::new("gone").unwrap(),
    };
    let at = jiff::Timestamp::UNIX_EPOCH;
    let dialogs = [
        (
            CommentDialog::reply(article.clone(), comment, "Why?".to_owned()),
            "no longer there",
        ),
        (
            CommentDialog::contest(article, (decision, at), "Nothing here".to_owned()),
            "decided anew",
        ),
    ];
    for (dialog, why) in dialogs {
        let mut harness = Stage::new(dialog).open();
        harness
            .get_by_label("What is to be said")
            .type_text("Because it is said twice.");
        harness.run();
        harness.get_by_label("Send").click();
        harness.run();
        assert!(!harness.state().closed);
        assert!(harness.state().done.is_empty());
        harness.get_by_label_contains(why);
        assert!(
            harness
                .query_all_by_value("Because it is said twice.")
                .next()
                .is_some()
        );
    }
}
