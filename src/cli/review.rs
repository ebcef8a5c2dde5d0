//! `postil review`: what was decided, where gold annotations came from, and what people said about it.

use std::path::PathBuf;

use serde::Serialize;

use crate::model::{
    About, AnnotatorId, Answer, Bulk, Comment, Decision, DecisionRef, LayerKey, MarkRef, Project,
    Stand, Thread, Veil, Verdict, threads,
};
use crate::review::adjudication::{Case, State, called, people_of, queue};

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count, resolve};

/// What `postil review` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
For each article: its cases, in what the marks differ, what was decided and why, what became of it in the gold layer; the \
threads of comments; who has signed. States: undecided, left open, decided, reopened (something on which the decision stood \
has changed), contested.

Exit code 1 when something is still to be decided.

JSON: an array of {\"article\", \"people\", \"cases\", \"threads\", \"signed\"}; each case has \"kind\", \"state\", \"marks\" and \
\"decisions\" with \"verdict\", \"reason\", \"words\", \"by\", \"at\", \"gold\" and \"answers\".

Examples:
  postil review my-project
  postil review my-project --article harbour-vote --all
  postil review my-project --json | jq '.[].cases[] | select(.state == \"contested\")'")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Only this article, by id or title; repeatable
    #[arg(long, value_name = "ARTICLE")]
    article: Vec<String>,
    /// Cases that are decided, too
    #[arg(long)]
    all: bool,
    /// Print JSON, with all cases
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct OfArticle {
    article: String,
    people: Vec<String>,
    cases: Vec<OfCase>,
    threads: Vec<OfThread>,
    signed: Vec<OfSignature>,
}

#[derive(Serialize)]
struct OfCase {
    kind: &'static str,
    state: &'static str,
    text: String,
    marks: Vec<OfMark>,
    absent: Vec<String>,
    decisions: Vec<OfDecision>,
    contested_by: Vec<String>,
}

#[derive(Serialize)]
struct OfMark {
    by: String,
    id: String,
    tag: String,
    text: String,
}

#[derive(Serialize)]
struct OfDecision {
    by: String,
    id: String,
    at: String,
    verdict: String,
    rule: Option<String>,
    reason: Option<String>,
    words: String,
    gold: Vec<OfGold>,
    answers: Vec<OfAnswer>,
}

#[derive(Serialize)]
struct OfGold {
    id: String,
    from: Vec<OfSource>,
    tag: Option<String>,
    text: Option<String>,
}

#[derive(Serialize)]
struct OfSource {
    by: String,
    id: String,
}

#[derive(Serialize)]
struct OfAnswer {
    by: String,
    accepts: bool,
    words: String,
    at: String,
}

#[derive(Serialize)]
struct OfThread {
    about: String,
    annotation: Option<OfSource>,
    resolved_by: Option<String>,
    comments: Vec<OfComment>,
}

#[derive(Serialize)]
struct OfComment {
    by: String,
    at: String,
    text: String,
    resolves: Option<bool>,
}

#[derive(Serialize)]
struct OfSignature {
    by: String,
    at: String,
    /// Whether all layers are still as they were then.
    stands: bool,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let session = Session::read(&args.project, streams)?;
    let project = &session.seen(streams)?;
    let veil = session.veil()?;
    let articles: Vec<_> = if args.article.is_empty() {
        project.articles.values().collect()
    } else {
        let named = args.article.iter();
        named
            .map(|name| {
                let id = resolve::article(project, name)?.id.clone();
                Ok(&project.articles[&id])
            })
            .collect::<Result<_, Failure>>()?
    };
    let mut all = Vec::new();
    let mut left = 0;
    for article in articles {
        let queue = queue(project, &article.id);
        left += queue.left();
        let reader = Reader {
            project,
            veil: &veil,
            article,
        };
        let of = reader.article(&queue.people, &queue.cases);
        if !of.cases.is_empty() || !of.threads.is_empty() || !of.signed.is_empty() {
            all.push(of);
        }
    }
    if args.json {
        streams.json(&all)?;
    } else {
        for of in &all {
            for line in of.lines(args.all) {
                streams.line(one_line(&line))?;
            }
        }
        let what = count(left, "case is", "cases are");
        streams.note(format!("{what} still to be decided."));
    }
    Ok(if left > 0 {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

struct Reader<'a> {
    project: &'a Project,
    veil: &'a Veil,
    article: &'a crate::model::Article,
}

impl Reader<'_> {
    fn article(&self, people: &[AnnotatorId], cases: &[Case]) -> OfArticle {
        let id = &self.article.id;
        let now = crate::model::edits::layer_states(self.project, id).unwrap_or_default();
        let signed = self.project.reviews_of(id).filter_map(|(key, review)| {
            let signed = review.signed.as_ref()?;
            Some(OfSignature {
                by: key.reviewer.to_string(),
                at: signed.at.to_string(),
                stands: signed.layers == now,
            })
        });
        OfArticle {
            article: id.to_string(),
            people: self.all(people),
            cases: cases.iter().map(|case| self.case(case)).collect(),
            signed: signed.collect(),
            threads: threads(self.project, id)
                .iter()
                .map(|it| self.thread(it))
                .collect(),
        }
    }

    /// Somebody by the id, or, while names are hidden, who takes part in the comparison by the letter there.
    fn whose(&self, by: &AnnotatorId) -> String {
        let of = &self.article.id;
        if self.veil.hides_name(by) && people_of(self.project, of).contains(by) {
            called(self.project, of, by, None)
        } else {
            by.to_string()
        }
    }

    fn all(&self, people: &[AnnotatorId]) -> Vec<String> {
        let mut all: Vec<String> = people.iter().map(|by| self.whose(by)).collect();
        if self.veil.hides_names() {
            // The order of ids would tell who is who.
            all.sort();
        }
        all
    }

    fn case(&self, case: &Case) -> OfCase {
        let text = &self.article.text;
        let marks = case.marks.iter().map(|mark| OfMark {
            by: self.whose(&mark.by),
            id: mark.annotation.id.to_string(),
            tag: mark.annotation.tag.to_string(),
            text: mark.annotation.spans.quotation(text),
        });
        OfCase {
            kind: case.kind.in_tables(),
            state: state(&case.state),
            text: case.place.map_or("", |place| text.slice(place)).to_owned(),
            marks: marks.collect(),
            absent: self.all(&case.absent),
            decisions: case
                .decisions
                .iter()
                .map(|(reference, decision)| self.decision(reference, decision))
                .collect(),
            contested_by: self.all(&case.contested_by),
        }
    }

    fn decision(&self, reference: &DecisionRef, decision: &Decision) -> OfDecision {
        let layer = self.project.gold_key(&self.article.id);
        let layer = layer.and_then(|key| self.project.layer(&key));
        let gold = decision.gold.iter().map(|made| {
            let annotation = layer.and_then(|layer| layer.annotations.get(&made.id));
            let from = decision.sources(made).map(|basis| OfSource {
                by: self.whose(&basis.by),
                id: basis.id.to_string(),
            });
            OfGold {
                id: made.id.to_string(),
                from: from.collect(),
                tag: annotation.map(|it| it.tag.to_string()),
                text: annotation.map(|it| it.spans.quotation(&self.article.text)),
            }
        });
        let reasons = &self.project.reviewing;
        let reason = decision.reason.as_ref();
        let answers = self.project.reviews_of(&self.article.id);
        let answers = answers.filter_map(|(key, review)| {
            let it: &Answer = review.answers.get(reference)?;
            Some(OfAnswer {
                by: self.whose(&key.reviewer),
                accepts: it.stand == Stand::Accepts,
                words: it.words.clone(),
                at: it.at.to_string(),
            })
        });
        OfDecision {
            by: reference.by.to_string(),
            id: reference.id.to_string(),
            at: decision.at.to_string(),
            verdict: verdict(&decision.verdict, |by| self.whose(by)),
            rule: decision
                .bulk
                .as_ref()
                .map(|bulk| rule(bulk, |by| self.whose(by))),
            reason: reason.map(|id| reasons.reason_name(id).to_owned()),
            words: decision.words.clone(),
            gold: gold.collect(),
            answers: answers.collect(),
        }
    }

    fn thread(&self, thread: &Thread<'_>) -> OfThread {
        let comment = |(by, it): &(&AnnotatorId, &Comment)| OfComment {
            by: self.whose(by),
            at: it.at.to_string(),
            text: it.text.clone(),
            resolves: it.resolves,
        };
        OfThread {
            about: self.about(thread.about),
            annotation: match thread.about {
                About::Annotation(mark) => Some(OfSource {
                    by: self.whose(&mark.by),
                    id: mark.id.to_string(),
                }),
                _ => None,
            },
            resolved_by: thread.resolved.map(|(by, _)| self.whose(by)),
            comments: thread.comments.iter().map(comment).collect(),
        }
    }

    fn about(&self, about: &About) -> String {
        let text = &self.article.text;
        match about {
            About::Article => "the article".to_owned(),
            About::Passage(stored) => match about.passage(text) {
                Some(spans) => format!("“{}”", spans.quotation(text)),
                None => format!("“{}”, which is not there any more", stored.text),
            },
            About::Annotation(MarkRef { by, id }) => {
                let key = LayerKey {
                    article: self.article.id.clone(),
                    annotator: by.clone(),
                };
                let layer = self.project.layer(&key);
                let mark = layer.and_then(|layer| layer.annotations.get(id));
                let by = self.whose(by);
                mark.map_or_else(
                    || format!("a mark of {by} that is not there any more ({id})"),
                    |mark| format!("{} “{}” of {by}", mark.tag, mark.spans.quotation(text)),
                )
            }
            About::Decision(to) => format!("the decision {} of {}", to.id, to.by),
        }
    }
}

impl OfArticle {
    fn lines(&self, all: bool) -> Vec<String> {
        let mut lines = vec![format!("{}: {}", self.article, self.people.join(", "))];
        for case in &self.cases {
            if !all && case.state == "decided" {
                continue;
            }
            lines.push(format!("  {} [{}] “{}”", case.state, case.kind, case.text));
            for mark in &case.marks {
                let OfMark { by, tag, text, .. } = mark;
                lines.push(format!("    {by}: {tag} “{text}”"));
            }
            for decision in &case.decisions {
                lines.push(format!("    → {}", decision.line()));
                for made in &decision.gold {
                    let from: Vec<String> = made.from.iter().map(|it| it.by.clone()).collect();
                    lines.push(format!(
                        "      gold: {} “{}”, from {}",
                        made.tag.as_deref().unwrap_or("gone"),
                        made.text.as_deref().unwrap_or_default(),
                        from.join(", "),
                    ));
                }
                for it in &decision.answers {
                    let stand = if it.accepts { "accepts" } else { "contests" };
                    lines.push(format!("      {} {stand} it. {}", it.by, it.words));
                }
            }
        }
        for thread in &self.threads {
            let resolved = thread.resolved_by.as_ref();
            let resolved =
                resolved.map_or_else(|| "open".to_owned(), |by| format!("resolved by {by}"));
            lines.push(format!("  comments on {} ({resolved})", thread.about));
            for comment in thread.comments.iter().filter(|it| !it.text.is_empty()) {
                let OfComment { by, at, text, .. } = comment;
                lines.push(format!("    {by}, {at}: {text}"));
            }
        }
        for OfSignature { by, at, stands } in &self.signed {
            let now = if *stands {
                ""
            } else {
                "; layers have changed since"
            };
            lines.push(format!("  signed by {by}, {at}{now}"));
        }
        lines
    }
}

impl OfDecision {
    fn line(&self) -> String {
        let mut line = format!("{}, {}: {}", self.by, self.at, self.verdict);
        if let Some(rule) = &self.rule {
            line.extend([", by the rule ", rule]);
        }
        if let Some(reason) = &self.reason {
            line.extend([", because: ", reason]);
        }
        if !self.words.is_empty() {
            line.extend([". ", &self.words]);
        }
        line
    }
}

fn state(state: &State) -> &'static str {
    match state {
        State::Undecided => "undecided",
        State::LeftOpen => "left open",
        State::Decided => "decided",
        State::Reopened(_) => "reopened",
        State::Contested => "contested",
    }
}

fn verdict(verdict: &Verdict, name: impl Fn(&AnnotatorId) -> String) -> String {
    match verdict {
        Verdict::Take(by) => format!("take {}", name(by)),
        Verdict::Union => "union".to_owned(),
        Verdict::Intersection => "intersection".to_owned(),
        Verdict::Edited => "edited".to_owned(),
        Verdict::Nothing => "nothing here".to_owned(),
        Verdict::KeepBoth => "keep both".to_owned(),
        Verdict::Open => "left open".to_owned(),
        Verdict::Stands => "stands".to_owned(),
    }
}

fn rule(bulk: &Bulk, name: impl Fn(&AnnotatorId) -> String) -> String {
    match bulk {
        Bulk::AllAgree => "all-agree".to_owned(),
        Bulk::Majority => "majority".to_owned(),
        Bulk::Annotator(by) => format!("annotator:{}", name(by)),
    }
}
