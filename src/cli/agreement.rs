//! `postil agreement`: how far people agree.

use core::fmt::Write as _;
use core::sync::atomic::{AtomicBool, AtomicUsize};
use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::model::{AnnotatorId, Project, TagId, Veil};
use crate::review::alignment::Class;
use crate::review::measure::{MEASURES, Measure, Measured, measure, measure_all};
use crate::review::paper::{Paper, Style, printed as said};
use crate::review::part::rounds;
use crate::review::resample::SEED;
use crate::review::study::Field;
use crate::review::summary::{FieldNumbers, Number, Scale, options};
use crate::review::{Question, Settings, Study, Summary};
use crate::say;

use super::session::Session;
use super::terminal::{escape, one_line};
use super::{Failure, Outcome, Streams, count, resolve};

/// What `postil agreement` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = help())]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag that people give or not"
)]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Whom to compare, by id or name, with commas between; everybody who has finished what somebody else has
    #[arg(long, value_name = "A,B,…", value_delimiter = ',')]
    annotators: Vec<String>,
    /// How far people agree with themselves: what each marked in repeated articles the first and the second time; of everybody who
    /// has done repeats, or of those named by --annotators
    #[arg(long)]
    repeats: bool,
    /// What to compare: span, attribute:NAME, link or article
    #[arg(long, default_value = "span")]
    unit: String,
    /// Only this tag
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// Measures of marks, with commas between
    #[arg(long = "measure", value_name = "MEASURE", value_delimiter = ',')]
    measures: Vec<String>,
    /// Leave out marks that somebody was unsure of
    #[arg(long)]
    without_unsure: bool,
    /// Let white space at the edges of marks count
    #[arg(long)]
    untrimmed: bool,
    /// A field whose options are in order, from one end to the other, for ordinal α: TAG.FIELD, or FIELD of articles
    #[arg(long, value_name = "FIELD")]
    ordinal: Vec<String>,
    /// Resamples for the intervals; 0 for none
    #[arg(long, value_name = "N", default_value_t = crate::review::resample::RESAMPLES)]
    resamples: usize,
    /// Seed of the resamples and of chance
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Print what goes into a paper, with how the numbers were made: markdown, latex or csv
    #[arg(long, value_name = "STYLE", conflicts_with = "json", value_parser = style)]
    paper: Option<Style>,
}

fn style(name: &str) -> Result<Style, String> {
    let mut all = Style::ALL.iter();
    let found = all.find(|(_, known)| *known == name);
    found.map(|(style, _)| *style).ok_or_else(|| {
        let known = resolve::list(Style::ALL.iter().map(|(_, known)| *known));
        format!("there are: {known}")
    })
}

fn help() -> String {
    let mut help = String::from("Measures of marks:\n");
    for measure in MEASURES {
        let mark = if measure.is_default { "*" } else { " " };
        let _infallible = writeln!(help, " {mark} {}: {}", measure.id, (measure.about)());
    }
    help + "
Those with * are printed unless --measure names others. An article counts for those who are done with it, when there are at \
least two; finished without marks says that there is nothing. Counts of all articles are summed; F1 of more than two people is the mean over \
pairs. Of each round of annotating it is told how far those agree on its articles who take part in it. What is undefined is a dash. In brackets stands the interval of 95 % over resamples of articles, from five articles on.

Examples:
  postil agreement my-project
  postil agreement my-project --annotators Ana,Ben --tag claim --measure exact,gamma
  postil agreement my-project --unit attribute:polarity --json
  postil agreement my-project --unit attribute:confidence --ordinal claim.confidence
  postil agreement my-project --paper latex > agreement.tex
  postil agreement my-project --repeats --annotators Ana

JSON: {\"people\", \"articles\", \"agreed_empty\", \"unfinished\", \"settings\", \"classes\", \"measures\": {MEASURE: NUMBER}, \"tags\": [{\"tag\", \
\"marks\", \"classes\", \"measures\"}], \"pairs\", \"rounds\", \"fields\", \"links\", \"article_fields\"}, a NUMBER being {\"value\", \"low\", \"high\", \"lowest_pair\", \
\"highest_pair\", \"mean_of_articles\"}."
}

/// What is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Unit {
    Span,
    Attribute(String),
    Link,
    Article,
}

impl Unit {
    fn of(text: &str) -> Result<Self, Failure> {
        match text.split_once(':') {
            Some(("attribute", name)) if !name.is_empty() => Ok(Self::Attribute(name.to_owned())),
            None if text == "span" => Ok(Self::Span),
            None if text == "link" => Ok(Self::Link),
            None if text == "article" => Ok(Self::Article),
            _ => Err(Failure::refused(format!(
                "“{text}” cannot be compared. There are: span, attribute:NAME, link, article."
            ))),
        }
    }
}

/// Whom to compare and what, as the command line says it.
pub(super) fn question(
    session: &Session,
    project: &Project,
    people: &[String],
    tags: &[String],
) -> Result<Question, Failure> {
    let mut question = if people.is_empty() {
        Question::everybody(project)
    } else {
        let known: Result<Vec<AnnotatorId>, Failure> = people
            .iter()
            .map(|name| session.known_annotator(name.trim()))
            .collect();
        let known = known?;
        session.may_name(&known)?;
        Question::of(known)
    };
    let distinct: BTreeSet<&AnnotatorId> = question.people.iter().collect();
    if distinct.len() < question.people.len() {
        return Err(Failure::refused("Somebody is named twice."));
    }
    if question.people.len() < 2 {
        return Err(Failure::refused(if people.is_empty() {
            "No article has been finished by two people yet. An article is finished with: postil status PROJECT ARTICLE done"
        } else {
            "It takes at least two people to agree."
        }));
    }
    for name in tags {
        let tag = resolve::tag(&project.codebook, name)?;
        question.tags.insert(tag.id.clone());
    }
    Ok(question)
}

/// The people whose first layers are compared with their second ones, as the command line names them.
fn repeats(
    session: &Session,
    project: &Project,
    people: &[String],
    tags: &[String],
) -> Result<Vec<Question>, Failure> {
    let wanted: Vec<AnnotatorId> = if people.is_empty() {
        project.repeaters().into_iter().collect()
    } else {
        let known = people.iter();
        let known = known.map(|name| session.known_annotator(name.trim()));
        let known: Vec<AnnotatorId> = known.collect::<Result<_, _>>()?;
        session.may_name(&known)?;
        known
    };
    if wanted.is_empty() {
        return Err(Failure::refused(
            "Nobody has labelled an article a second time yet. Articles are repeated with: postil repeats PROJECT --to NAME",
        ));
    }
    let questions = wanted.iter().map(|person| {
        let mut question = Question::repeats(project, person).ok_or_else(|| {
            let name = project.annotator_name(person);
            Failure::refused(format!("{name} was never to label anything a second time."))
        })?;
        for name in tags {
            let tag = resolve::tag(&project.codebook, name)?;
            question.tags.insert(tag.id.clone());
        }
        Ok(question)
    });
    questions.collect()
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let unit = Unit::of(&args.unit)?;
    let measures = chosen(&args.measures)?;
    let session = Session::read(&args.project, streams)?;
    let veil = session.veil()?;
    session.tell_blind(&veil, streams);
    let alias = |number| say!("agreement-alias", number = number);
    let (project, order) = veil.under_aliases(veil.over(&session.project), alias);
    let questions = if args.repeats {
        repeats(&session, &project, &args.annotators, &args.tags)?
    } else {
        let mut question = question(&session, &project, &args.annotators, &args.tags)?;
        if args.annotators.is_empty() {
            let place = |person: &AnnotatorId| order.iter().position(|it| it == person);
            question.people.sort_by_cached_key(place);
        }
        vec![question]
    };
    if questions.len() > 1 && (args.json || args.paper.is_some()) {
        let names = questions.iter();
        let names = names.map(|it| project.annotator_name(&it.people[0]));
        return Err(Failure::refused(format!(
            "Several people have labelled articles a second time. Name one with --annotators: {}.",
            resolve::list(names)
        )));
    }
    let mut outcome = Outcome::Findings;
    for question in questions {
        let seen = (&project, &veil);
        if tell(args, &unit, &measures, seen, question, streams)? {
            outcome = Outcome::Done;
        }
    }
    Ok(outcome)
}

/// Prints what was asked. Whether any article could be compared.
fn tell(
    args: &Args,
    unit: &Unit,
    measures: &[&'static Measure],
    (project, veil): (&Project, &Veil),
    mut question: Question,
    streams: &mut Streams<'_>,
) -> Result<bool, Failure> {
    question.unsure = !args.without_unsure;
    question.trim = !args.untrimmed;
    let ordinal = args.ordinal.iter().map(|name| ordinal(project, name));
    let settings = Settings {
        resamples: args.resamples,
        seed: args.seed,
        ordinal: ordinal.collect::<Result<_, _>>()?,
    };
    let go_on = AtomicBool::new(true);
    let whole = "nobody breaks it off";
    let study = Study::of(project, question, &AtomicUsize::new(0), &go_on).expect(whole);
    let summary = Summary::of(project, &study, &settings, &go_on).expect(whole);
    let measured = measure_all(measures, project, &study, &summary, args.seed, &go_on);
    let measured = measures.iter().copied().zip(measured.expect(whole));
    let measured: Vec<(&Measure, Measured)> = measured.collect();
    let report = Report {
        project,
        veil,
        study: &study,
        summary: &summary,
        measured: &measured,
    };
    if let Some(style) = args.paper {
        let paper = Paper {
            project,
            study: &study,
            summary: &summary,
            measured: &measured,
            settings: &settings,
        };
        write!(streams.out, "{}", escape(&paper.write(style)))?;
    } else if args.json {
        streams.json(&report.json(&settings))?;
    } else {
        for line in report.lines(unit)? {
            streams.line(one_line(&line))?;
        }
    }
    if study.unfinished > 0 {
        let articles = count(study.unfinished, "article is", "articles are");
        streams.note(if args.repeats {
            format!("{articles} left out: the first or the second time is not finished.")
        } else {
            format!("{articles} left out: two people have begun, but not finished.")
        });
    }
    Ok(!study.articles.is_empty())
}

/// The field of which one option is chosen that is called so: `tag.field`, or `field` of articles.
fn ordinal(project: &Project, name: &str) -> Result<Field, Failure> {
    let codebook = &project.codebook;
    let field = if let Some((tag, attribute)) = name.split_once('.') {
        let tag = resolve::tag(codebook, tag)?;
        Field {
            tag: Some(tag.id.clone()),
            attribute: resolve::attribute(tag, attribute)?.id.clone(),
        }
    } else {
        let fields = &codebook.article_attributes;
        let found = resolve::pick(fields, name, |it| [it.id.as_str(), &it.name]);
        let found = found.ok_or_else(|| {
            let known = resolve::list(fields.iter().map(|it| it.id.as_str()));
            Failure::refused(format!(
                "Articles have no field “{name}”. They have: {known}. A field of a tag is TAG.FIELD."
            ))
        })?;
        Field {
            tag: None,
            attribute: found.id.clone(),
        }
    };
    if options(project, &field).is_none() {
        return Err(Failure::refused(format!(
            "{field} is no field of which one option is chosen, so its options are in no order."
        )));
    }
    Ok(field)
}

fn chosen(names: &[String]) -> Result<Vec<&'static Measure>, Failure> {
    if names.is_empty() {
        return Ok(MEASURES.iter().filter(|it| it.is_default).collect());
    }
    let found = names.iter().map(|name| {
        measure(name.trim()).ok_or_else(|| {
            let known = resolve::list(MEASURES.iter().map(|measure| measure.id));
            Failure::refused(format!("There is no measure “{name}”. There are: {known}."))
        })
    });
    found.collect()
}

/// What is printed.
struct Report<'a> {
    project: &'a Project,
    veil: &'a Veil,
    study: &'a Study,
    summary: &'a Summary,
    measured: &'a [(&'a Measure, Measured)],
}

/// The names of the six classes in files.
const CLASSES: [&str; 6] = ["same", "edges", "tag", "both", "only_first", "only_second"];

impl Report<'_> {
    fn name(&self, person: usize) -> &str {
        self.project
            .annotator_name(&self.study.question.people[person])
    }

    /// A person for programs: the id, or what stands for it while names are hidden.
    fn id(&self, person: usize) -> &str {
        let id = &self.study.question.people[person];
        if self.veil.hides_name(id) {
            return self.name(person);
        }
        id.as_str()
    }

    fn lines(&self, unit: &Unit) -> Result<Vec<String>, Failure> {
        let mut lines = vec![self.headline()];
        match unit {
            Unit::Span => self.spans(&mut lines),
            Unit::Attribute(name) => {
                let fields = self.summary.fields.iter();
                let fields: Vec<&FieldNumbers> = fields
                    .filter(|it| {
                        it.field.attribute.as_str() == name.as_str()
                            || it.field.to_string() == *name
                    })
                    .collect();
                if fields.is_empty() {
                    let known = self
                        .summary
                        .fields
                        .iter()
                        .map(|it| it.field.attribute.as_str());
                    let known: BTreeSet<&str> = known.collect();
                    return Err(Failure::refused(format!(
                        "No tag has a field “{name}” that can be compared. There are: {}.",
                        resolve::list(known.into_iter())
                    )));
                }
                lines.extend(fields.into_iter().map(field));
            }
            Unit::Article => lines.extend(self.summary.labels.iter().map(field)),
            Unit::Link => {
                for (role, numbers) in self.study.roles.iter().zip(&self.summary.links) {
                    lines.push(format!(
                        "{role}: {} links; aligned F1 {}, exact F1 {}, of links whose ends both marked {}",
                        numbers.made,
                        said(&numbers.aligned),
                        said(&numbers.exact),
                        said(&numbers.given)
                    ));
                }
            }
        }
        Ok(lines)
    }

    /// Words before numbers.
    fn headline(&self) -> String {
        let people: Vec<&str> = (0..self.study.question.people.len())
            .map(|person| self.name(person))
            .collect();
        let classes = self.summary.all.classes;
        let of = |class| classes.of(class);
        let alone = of(Class::OnlyFirst) + of(Class::OnlySecond);
        let is_oneself = self.study.question.repeated_by(self.project).is_some();
        let (whose, nothing) = if is_oneself {
            (
                "were made only one of the two times",
                "nothing was marked either time",
            )
        } else {
            ("only one of two made", "all agree that there is nothing")
        };
        let empty = match self.summary.empty {
            0 => String::new(),
            empty => format!(" In {empty} of the articles {nothing}."),
        };
        format!(
            "{}, {}: of {} passages {} are identical, {} differ at the edges, {} in the tag, {} in both, {} {whose}.{empty}",
            people.join(", "),
            count(self.summary.articles, "article", "articles"),
            classes.rows(),
            of(Class::Same),
            of(Class::Edges),
            of(Class::Tag),
            of(Class::Both),
            alone
        )
    }

    fn spans(&self, lines: &mut Vec<String>) {
        let row = |name: &str, made: &[u64], at: Option<usize>| {
            let numbers = self.measured.iter().filter_map(|(measure, measured)| {
                let number = match at {
                    None => Some(&measured.all),
                    Some(at) => measured.tags.get(at),
                };
                Some(format!("{} {}", (measure.name)(), said(number?)))
            });
            let numbers: Vec<String> = numbers.collect();
            let made: Vec<String> = made.iter().map(u64::to_string).collect();
            format!("{name} ({}): {}", made.join("/"), numbers.join(", "))
        };
        lines.push(row("all", &self.summary.all.made, None));
        for (at, marks) in self.summary.tags.iter().enumerate() {
            if marks.made.iter().any(|made| *made > 0) {
                lines.push(row(
                    self.study.tag_name(self.project, at),
                    &marks.made,
                    Some(at),
                ));
            }
        }
        if self.study.pairs.len() > 1 {
            for (pair, (articles, marks)) in self.study.pairs.iter().zip(&self.summary.pairs) {
                lines.push(format!(
                    "{} and {}, {}: exact F1 {}, overlap F1 {}",
                    self.name(pair.first),
                    self.name(pair.second),
                    count(*articles, "article", "articles"),
                    said(&marks.exact),
                    said(&marks.overlap)
                ));
            }
        }
        for (round, part) in rounds(self.project, self.study) {
            lines.push(format!(
                "round {}, {}: exact F1 {}, overlap F1 {}",
                round.name,
                count(part.articles, "article", "articles"),
                said(&part.exact),
                said(&part.overlap)
            ));
        }
    }

    fn json(&self, settings: &Settings) -> Value {
        let question = &self.study.question;
        let measures = |number: &dyn Fn(&Measured) -> Option<Number>| {
            let numbers = self.measured.iter().filter_map(|(measure, measured)| {
                Some((measure.id.to_owned(), number_json(&number(measured)?)))
            });
            Value::Object(numbers.collect())
        };
        let tags = self.summary.tags.iter().enumerate().map(|(at, marks)| {
            json!({
                "tag": self.study.tags[at].as_str(),
                "name": self.study.tag_name(self.project, at),
                "marks": marks.made,
                "classes": classes_json(marks.classes),
                "measures": measures(&|measured| measured.tags.get(at).copied()),
            })
        });
        let pairs = self.study.pairs.iter().zip(&self.summary.pairs);
        let pairs = pairs.map(|(pair, (articles, marks))| {
            json!({
                "first": self.id(pair.first),
                "second": self.id(pair.second),
                "articles": articles,
                "classes": classes_json(marks.classes),
                "exact": number_json(&marks.exact),
                "overlap": number_json(&marks.overlap),
            })
        });
        let rounds = rounds(self.project, self.study).into_iter();
        let rounds = rounds.map(|(round, part)| {
            json!({
                "round": round.id.as_str(),
                "name": round.name,
                "articles": part.articles,
                "marks": part.marks(),
                "classes": classes_json(part.classes),
                "exact": number_json(&part.exact),
                "overlap": number_json(&part.overlap),
            })
        });
        let ordinal = settings.ordinal.iter().map(ToString::to_string);
        let field = |numbers: &FieldNumbers| {
            json!({
                "tag": numbers.field.tag.as_ref().map(TagId::as_str),
                "attribute": numbers.field.attribute.as_str(),
                "items": numbers.items,
                "scale": numbers.scale.id(),
                "percent": number_json(&numbers.percent),
                "kappa": number_json(&numbers.kappa),
                "alpha": number_json(&numbers.alpha),
                "ac1": number_json(&numbers.ac1),
            })
        };
        let links = self.study.roles.iter().zip(&self.summary.links);
        let links = links.map(|(role, numbers)| {
            json!({
                "role": role.as_str(),
                "links": numbers.made,
                "aligned": number_json(&numbers.aligned),
                "exact": number_json(&numbers.exact),
                "given": number_json(&numbers.given),
            })
        });
        json!({
            "people": (0..question.people.len()).map(|at| self.id(at)).collect::<Vec<_>>(),
            "articles": self.summary.articles,
            "agreed_empty": self.summary.empty,
            "unfinished": self.study.unfinished,
            "settings": {
                "unsure": question.unsure,
                "trim": question.trim,
                "seed": settings.seed,
                "resamples": settings.resamples,
                "ordinal": ordinal.collect::<Vec<_>>(),
                "repeated_left_out": self.study.repeated,
            },
            "classes": classes_json(self.summary.all.classes),
            "measures": measures(&|measured| Some(measured.all)),
            "tags": tags.collect::<Vec<_>>(),
            "pairs": pairs.collect::<Vec<_>>(),
            "rounds": rounds.collect::<Vec<_>>(),
            "fields": self.summary.fields.iter().map(field).collect::<Vec<_>>(),
            "article_fields": self.summary.labels.iter().map(field).collect::<Vec<_>>(),
            "links": links.collect::<Vec<_>>(),
        })
    }
}

fn classes_json(classes: crate::review::overlap::Classes) -> Value {
    let counts = Class::ALL.into_iter().zip(CLASSES);
    let counts = counts.map(|(class, name)| (name.to_owned(), classes.of(class).into()));
    Value::Object(counts.collect())
}

fn number_json(number: &Number) -> Value {
    json!({
        "value": number.value,
        "low": number.interval.map(|it| it.low),
        "high": number.interval.map(|it| it.high),
        "undefined_resamples": number.interval.map(|it| it.undefined),
        "lowest_pair": number.range.map(|it| it.0),
        "highest_pair": number.range.map(|it| it.1),
        "mean_of_articles": number.mean,
    })
}

fn field(numbers: &FieldNumbers) -> String {
    let name = &numbers.field;
    let alpha = match numbers.scale {
        Scale::Ordinal => "ordinal α",
        _ => "α",
    };
    format!(
        "{name}, {}: percent {}, κ {}, {alpha} {}, AC1 {}",
        count(numbers.items as usize, "comparison", "comparisons"),
        said(&numbers.percent),
        said(&numbers.kappa),
        said(&numbers.alpha),
        said(&numbers.ac1)
    )
}
