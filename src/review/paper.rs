//! What is printed in a paper: a paragraph on how the numbers were made, and a table of them, as Markdown, LaTeX or CSV.

use core::fmt::Write as _;

use crate::model::Project;
use crate::say;

use super::measure::{Measure, Measured};
use super::study::Study;
use super::summary::{FieldNumbers, Number, Scale, Settings, Summary};

/// How tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// Tables of pipes, as GitHub and pandoc read them.
    Markdown,
    /// `tabular` with the rules of `booktabs`.
    Latex,
    /// Commas; numbers with three decimals and intervals in columns of their own.
    Csv,
}

impl Style {
    /// All of them, with their names on the command line.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Markdown, "markdown"),
        (Self::Latex, "latex"),
        (Self::Csv, "csv"),
    ];
}

/// All that is printed of a study.
#[derive(Clone, Copy, Debug)]
pub struct Paper<'a> {
    /// The project, for names.
    pub project: &'a Project,
    /// What was compared.
    pub study: &'a Study,
    /// Its numbers.
    pub summary: &'a Summary,
    /// The measures of marks that are printed.
    pub measured: &'a [(&'a Measure, Measured)],
    /// How intervals were made.
    pub settings: &'a Settings,
}

impl Paper<'_> {
    /// The paragraph and the tables; of CSV the tables alone, in one with a column for what each row is about.
    #[must_use]
    pub fn write(&self, style: Style) -> String {
        match style {
            Style::Csv => self.csv(),
            Style::Markdown => {
                let mut page = format!("{}\n", self.methods());
                for table in self.tables() {
                    let _infallible = write!(page, "\n{}", markdown(&table));
                }
                page
            }
            Style::Latex => {
                let mut page = format!("{}\n", latex_text(&self.methods()));
                for table in self.tables() {
                    let _infallible = write!(page, "\n{}", latex(&table));
                }
                page
            }
        }
    }

    /// How the numbers were made, with every setting, in a paragraph.
    #[must_use]
    pub fn methods(&self) -> String {
        let question = &self.study.question;
        let (articles, marks) = (
            self.summary.articles,
            self.summary.all.made.iter().sum::<u64>(),
        );
        let first = if let Some(person) = question.repeated_by(self.project) {
            let name = self.project.annotator_name(person);
            say!(
                "paper-oneself",
                name = name,
                articles = articles,
                marks = marks
            )
        } else {
            say!(
                "paper-people",
                people = question.people.len(),
                articles = articles,
                marks = marks,
            )
        };
        let mut sentences = vec![first];
        let is_oneself = question.repeated_by(self.project).is_some();
        if self.summary.empty > 0 {
            sentences.push(if is_oneself {
                say!("paper-empty-oneself", articles = self.summary.empty)
            } else {
                say!("paper-empty", articles = self.summary.empty)
            });
        }
        sentences.push(if is_oneself {
            say!("paper-alignment-oneself").to_owned()
        } else {
            say!("paper-alignment").to_owned()
        });
        if question.trim {
            sentences.push(say!("paper-trim").to_owned());
        }
        if !question.unsure {
            sentences.push(say!("paper-sure").to_owned());
        }
        if !question.tags.is_empty() {
            let tags: Vec<&str> = (0..self.study.tags.len())
                .map(|at| self.study.tag_name(self.project, at))
                .collect();
            sentences.push(say!("paper-tags", tags = tags.join(", ")));
        }
        sentences.push(say!("paper-repeated", marks = self.study.repeated));
        for (measure, _) in self.measured {
            let source = match measure.source {
                "" => String::new(),
                source => format!(" ({source})"),
            };
            sentences.push(format!(
                "{}{source}: {}",
                (measure.name)(),
                (measure.about)()
            ));
        }
        sentences.extend(self.methods_of_fields());
        if question.people.len() > 2 {
            sentences.push(say!("paper-pairs").to_owned());
        }
        if self.summary.all.exact.interval.is_some() {
            sentences.push(say!(
                "paper-intervals",
                resamples = self.settings.resamples,
                seed = self.settings.seed.to_string(),
            ));
        }
        sentences.push(say!("paper-program", version = env!("CARGO_PKG_VERSION")));
        sentences.retain(|sentence| !sentence.is_empty());
        sentences.join(" ")
    }

    /// The fields for which there is something to compare.
    fn fields(&self) -> Vec<&FieldNumbers> {
        let fields = self.summary.fields.iter().chain(&self.summary.labels);
        fields.filter(|field| field.items > 0).collect()
    }

    /// How fields were compared, and which of them had another distance than that of being the same or not.
    fn methods_of_fields(&self) -> Vec<String> {
        let fields = self.fields();
        let of = |scale: Scale| -> Option<String> {
            let fields = fields.iter().filter(|it| it.scale == scale);
            let names: Vec<String> = fields.map(|it| it.field.to_string()).collect();
            (!names.is_empty()).then(|| names.join(", "))
        };
        let mut sentences = Vec::new();
        if !fields.is_empty() {
            sentences.push(say!("paper-fields").to_owned());
        }
        sentences.extend(of(Scale::Ordinal).map(|names| say!("paper-ordinal", fields = names)));
        sentences.extend(of(Scale::Interval).map(|names| say!("paper-interval", fields = names)));
        sentences.extend(of(Scale::Sets).map(|names| say!("paper-sets", fields = names)));
        sentences
    }

    /// Marks by tag, then fields, then links: those of which there is something.
    fn tables(&self) -> Vec<Table> {
        let mut tables = vec![self.marks()];
        let fields = self.fields();
        if !fields.is_empty() {
            let row = |field: &&FieldNumbers| {
                let name = field.field.to_string();
                let name = match field.scale {
                    Scale::Ordinal => say!("paper-field-ordinal", field = name),
                    _ => name,
                };
                let mut row = vec![name, field.items.to_string()];
                let numbers = [&field.percent, &field.kappa, &field.alpha, &field.ac1];
                row.extend(numbers.map(printed));
                row
            };
            tables.push(Table {
                head: vec![
                    say!("paper-field").into(),
                    say!("paper-comparisons").into(),
                    say!("paper-percent").into(),
                    "κ".into(),
                    "α".into(),
                    "AC1".into(),
                ],
                rows: fields.iter().map(row).collect(),
            });
        }
        let links = self.study.roles.iter().zip(&self.summary.links);
        let links: Vec<Vec<String>> = links
            .filter(|(_, numbers)| numbers.made > 0)
            .map(|(role, numbers)| {
                let known = self.project.codebook.roles.iter();
                let mut known = known.filter(|it| it.id == *role);
                let name = known.next().map_or(role.as_str(), |it| it.name.as_str());
                let mut row = vec![name.to_owned(), numbers.made.to_string()];
                row.extend([&numbers.aligned, &numbers.exact, &numbers.given].map(printed));
                row
            })
            .collect();
        if !links.is_empty() {
            tables.push(Table {
                head: vec![
                    say!("paper-link").into(),
                    say!("paper-links").into(),
                    say!("paper-aligned").into(),
                    say!("paper-exact").into(),
                    say!("paper-given").into(),
                ],
                rows: links,
            });
        }
        tables
    }

    fn marks(&self) -> Table {
        let people = &self.study.question.people;
        let mut head = vec![say!("paper-tag").to_owned()];
        head.extend(
            people
                .iter()
                .map(|id| self.project.annotator_name(id).to_owned()),
        );
        head.extend(
            self.measured
                .iter()
                .map(|(measure, _)| (measure.name)().to_owned()),
        );
        let row = |name: &str, made: &[u64], number: &dyn Fn(&Measured) -> Option<Number>| {
            let mut row = vec![name.to_owned()];
            row.extend(made.iter().map(u64::to_string));
            row.extend(self.measured.iter().map(|(_, measured)| {
                number(measured).map_or_else(String::new, |number| printed(&number))
            }));
            row
        };
        let tags = self.summary.tags.iter().enumerate();
        let used = tags.filter(|(_, marks)| marks.made.iter().any(|made| *made > 0));
        let mut rows: Vec<Vec<String>> = used
            .map(|(at, marks)| {
                row(
                    self.study.tag_name(self.project, at),
                    &marks.made,
                    &|measured| measured.tags.get(at).copied(),
                )
            })
            .collect();
        let all = say!("paper-all");
        rows.push(row(all, &self.summary.all.made, &|measured| {
            Some(measured.all)
        }));
        Table { head, rows }
    }

    fn csv(&self) -> String {
        let mut rows = vec![vec![
            "about".to_owned(),
            "name".into(),
            "measure".into(),
            "value".into(),
            "low".into(),
            "high".into(),
            "lowest_pair".into(),
            "highest_pair".into(),
            "mean_of_articles".into(),
        ]];
        let mut put = |about: &str, name: &str, measure: &str, number: &Number| {
            let digits =
                |value: Option<f64>| value.map_or_else(String::new, |it| format!("{it:.3}"));
            rows.push(vec![
                about.to_owned(),
                name.to_owned(),
                measure.to_owned(),
                digits(number.value),
                digits(number.interval.map(|it| it.low)),
                digits(number.interval.map(|it| it.high)),
                digits(number.range.map(|it| it.0)),
                digits(number.range.map(|it| it.1)),
                digits(number.mean),
            ]);
        };
        for (measure, measured) in self.measured {
            put("all", "", measure.id, &measured.all);
            for (at, number) in measured.tags.iter().enumerate() {
                put("tag", self.study.tags[at].as_str(), measure.id, number);
            }
        }
        for field in self.summary.fields.iter().chain(&self.summary.labels) {
            let name = field.field.to_string();
            put("field", &name, "percent", &field.percent);
            put("field", &name, "kappa", &field.kappa);
            // What stands in no paragraph here is told by the name.
            let alpha = match field.scale {
                Scale::Ordinal => "alpha-ordinal",
                _ => "alpha",
            };
            put("field", &name, alpha, &field.alpha);
            put("field", &name, "ac1", &field.ac1);
        }
        for (role, numbers) in self.study.roles.iter().zip(&self.summary.links) {
            put("link", role.as_str(), "aligned", &numbers.aligned);
            put("link", role.as_str(), "exact", &numbers.exact);
            put("link", role.as_str(), "given", &numbers.given);
        }
        let mut out = csv::Writer::from_writer(Vec::new());
        for row in rows {
            out.write_record(row).expect("memory takes it");
        }
        let bytes = out.into_inner().expect("memory takes it");
        String::from_utf8(bytes).expect("it was text")
    }
}

struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// A number with its interval; a dash for one that is undefined.
#[must_use]
pub fn printed(number: &Number) -> String {
    let Some(value) = number.value else {
        return "–".to_owned();
    };
    match number.interval {
        Some(interval) => format!("{value:.2} [{:.2}, {:.2}]", interval.low, interval.high),
        None => format!("{value:.2}"),
    }
}

fn markdown(table: &Table) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| cell.replace('|', "\\|").replace(['\n', '\r'], " "))
            .collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule: Vec<String> = (0..table.head.len())
        .map(|at| if at == 0 { "---" } else { "---:" }.to_owned())
        .collect();
    let mut text = line(&table.head) + &line(&rule);
    for row in &table.rows {
        text += &line(row);
    }
    text
}

fn latex(table: &Table) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| latex_text(cell)).collect();
        format!("{} \\\\\n", cells.join(" & "))
    };
    let columns = "r".repeat(table.head.len().saturating_sub(1));
    let mut text = format!(
        "\\begin{{tabular}}{{l{columns}}}\n\\toprule\n{}",
        line(&table.head)
    );
    text += "\\midrule\n";
    for row in &table.rows {
        text += &line(row);
    }
    text + "\\bottomrule\n\\end{tabular}\n"
}

/// Text in which nothing means more to LaTeX than it says.
fn latex_text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => safe.push_str("\\textbackslash{}"),
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                safe.push('\\');
                safe.push(c);
            }
            'α' => safe.push_str("$\\alpha$"),
            'κ' => safe.push_str("$\\kappa$"),
            'π' => safe.push_str("$\\pi$"),
            'γ' => safe.push_str("$\\gamma$"),
            '–' => safe.push_str("--"),
            '\n' | '\r' => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_mean_no_more_than_they_say() {
        let table = Table {
            head: vec!["Tag".into(), "a|b".into()],
            rows: vec![vec!["50 % of $x_1$ \\ {α}".into(), "0.50".into()]],
        };
        assert_eq!(
            markdown(&table),
            "| Tag | a\\|b |\n| --- | ---: |\n| 50 % of $x_1$ \\ {α} | 0.50 |\n"
        );
        assert_eq!(
            latex(&table),
            "\\begin{tabular}{lr}\n\\toprule\nTag & a|b \\\\\n\\midrule\n\
             50 \\% of \\$x\\_1\\$ \\textbackslash{} \\{$\\alpha$\\} & 0.50 \\\\\n\\bottomrule\n\\end{tabular}\n"
        );
    }
}
