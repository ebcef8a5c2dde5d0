//! The agreement that goes along with a publication pack.

use core::sync::atomic::{AtomicBool, AtomicUsize};
use std::collections::BTreeSet;

use crate::model::{ArticleId, Project};

use super::measure::{MEASURES, Measure, Measured, measure_all};
use super::paper::{Paper, Style};
use super::{Question, Settings, Study, Summary};

/// The files `agreement.md` and `agreement.csv`: how far people agree on these articles, or on all. None when no two people have
/// finished the same article.
#[must_use]
pub fn agreement_files(
    project: &Project,
    articles: Option<&BTreeSet<ArticleId>>,
) -> Vec<(&'static str, String)> {
    let mut question = Question::everybody(project);
    if question.people.len() < 2 {
        return Vec::new();
    }
    question.articles = articles.cloned().unwrap_or_default();
    let (settings, go_on) = (Settings::default(), AtomicBool::new(true));
    let made = || {
        let study = Study::of(project, question, &AtomicUsize::new(0), &go_on)?;
        let summary = Summary::of(project, &study, &settings, &go_on)?;
        let measures: Vec<&'static Measure> = MEASURES.iter().filter(|it| it.is_default).collect();
        let seed = settings.seed;
        let measured = measure_all(&measures, project, &study, &summary, seed, &go_on)?;
        let measured: Vec<(&Measure, Measured)> = measures.into_iter().zip(measured).collect();
        if study.articles.is_empty() {
            return None;
        }
        let paper = Paper {
            project,
            study: &study,
            summary: &summary,
            measured: &measured,
            settings: &settings,
        };
        let files = [
            ("agreement.md", Style::Markdown),
            ("agreement.csv", Style::Csv),
        ];
        Some(files.map(|(name, style)| (name, paper.write(style))))
    };
    made().into_iter().flatten().collect()
}
