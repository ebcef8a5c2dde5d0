//! Deciding many cases by a rule: what it would decide is counted before.

use egui::Ui;

use crate::app::dialogs::{Action, Awaited, Dialog, FirstFocus, Flow, Form, Verdict, View, body};
use crate::app::making::Making;
use crate::app::verdicts::{people_of, whose};
use crate::model::{ArticleId, Author, Bulk, Project};
use crate::review::adjudication::{Bulked, Count, in_bulk};
use crate::say;

use super::with_reviewer;

/// By which rule, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wish {
    rule: Bulk,
    everywhere: bool,
}

/// What a rule would decide, and of what that is counted.
struct Counting {
    wish: Wish,
    project: Project,
    count: Awaited<Result<Count, String>>,
}

/// The dialog.
pub struct BulkDialog {
    article: ArticleId,
    wish: Wish,
    /// What is counted, of which wish and project.
    counting: Option<Counting>,
    first: FirstFocus,
}

impl BulkDialog {
    /// For the cases of an article, or of all.
    pub fn new(article: ArticleId) -> Self {
        Self {
            article,
            wish: Wish {
                rule: Bulk::AllAgree,
                everywhere: false,
            },
            counting: None,
            first: FirstFocus::default(),
        }
    }

    fn articles(wish: &Wish, article: &ArticleId, project: &Project) -> Vec<ArticleId> {
        if wish.everywhere {
            project.articles.keys().cloned().collect()
        } else {
            vec![article.clone()]
        }
    }

    /// What the rule would decide, once that is counted.
    fn count(
        &mut self,
        ui: &Ui,
        project: &Project,
        author: &Author,
    ) -> Option<Result<Count, String>> {
        let is_of = |it: &Counting| it.wish == self.wish && it.project.is_untouched(project);
        if !self.counting.as_ref().is_some_and(is_of) {
            let of = project;
            let (project, author) = (project.clone(), author.clone());
            let (wish, article) = (self.wish.clone(), self.article.clone());
            let work = move |_: &crate::store::Progress| {
                let ids = Self::articles(&wish, &article, &project);
                made(&project, &author, &ids, &wish.rule).map(|made| made.total())
            };
            let job = Awaited::start("rule", ui.ctx(), work);
            self.counting = Some(Counting {
                wish: self.wish.clone(),
                project: of.clone(),
                count: job,
            });
        }
        self.counting.as_mut()?.count.get().cloned()
    }
}

/// What a rule decides.
fn made(
    project: &Project,
    author: &Author,
    ids: &[ArticleId],
    rule: &Bulk,
) -> Result<Bulked, String> {
    let project = with_reviewer(project, author);
    in_bulk(&project, author, ids, rule).map_err(|why| why.to_string())
}

impl Dialog for BulkDialog {
    fn title(&self) -> String {
        say!("bulk-title").to_owned()
    }

    fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Flow {
        let (Some(project), Some(author)) = (view.project, view.author.clone()) else {
            return Flow::Close;
        };
        let people = people_of(project, &self.article);
        let counted = self.count(ui, project, &author);
        let mut form = Form::new(view.tokens, &mut self.first);
        let mut rules = vec![
            (Bulk::AllAgree, say!("bulk-all-agree").to_owned()),
            (Bulk::Majority, say!("bulk-majority").to_owned()),
        ];
        rules.extend(people.iter().map(|by| {
            let name = whose(project, &people, by);
            (
                Bulk::Annotator(by.clone()),
                say!("bulk-annotator", name = name),
            )
        }));
        body(ui, |ui| {
            form.choice(ui, ("rule", say!("bulk-rule")), &mut self.wish.rule, &rules);
            let places = [
                (false, say!("bulk-here").to_owned()),
                (true, say!("bulk-everywhere").to_owned()),
            ];
            form.choice(
                ui,
                ("where", say!("bulk-where")),
                &mut self.wish.everywhere,
                &places,
            );
            match &counted {
                None => form.remark(ui, say!("bulk-counting")),
                Some(Err(why)) => form.problem(ui, why),
                Some(Ok(count)) => {
                    for line in lines(*count) {
                        form.remark(ui, &line);
                    }
                    form.remark(ui, say!("bulk-one-step"));
                }
            }
        });
        let is_any = matches!(&counted, Some(Ok(count)) if count.is_any());
        let why_not = match &counted {
            None => Some(say!("bulk-counting")),
            Some(_) => (!is_any).then_some(say!("bulk-nothing")),
        };
        match form.buttons(ui, say!("bulk-do"), why_not) {
            Verdict::Primary => {
                let (wish, article) = (self.wish.clone(), self.article.clone());
                let making = Making::trying(move |project| {
                    let ids = Self::articles(&wish, &article, project);
                    made(project, &author, &ids, &wish.rule).map(|made| made.edit)
                });
                Flow::Then(vec![Action::Make(making)])
            }
            Verdict::Cancel => Flow::Close,
            Verdict::Wait => Flow::Stay,
        }
    }
}

fn lines(count: Count) -> Vec<String> {
    let all = [
        (count.taken, say!("bulk-taken", count = count.taken)),
        (
            count.nothing,
            say!("bulk-nothing-here", count = count.nothing),
        ),
        (count.fields, say!("bulk-fields", count = count.fields)),
        (count.left, say!("bulk-left", count = count.left)),
        (count.decided, say!("bulk-decided", count = count.decided)),
        (count.open, say!("bulk-open", count = count.open)),
    ];
    let said = all.into_iter().enumerate();
    // What is taken is told even when it is nothing.
    said.filter(|(at, (number, _))| *at == 0 || *number > 0)
        .map(|(_, (_, words))| words)
        .collect()
}
