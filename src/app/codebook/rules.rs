//! The rules of a tag in its form: what is asked, of which annotations, in whose words.

use egui::{ComboBox, Ui};

use crate::app::dialogs::Form;
use crate::app::theme::space;
use crate::app::typeset::TextLabel;
use crate::model::{
    Attribute, Codebook, Condition, Demand, Kind, Need, Rule, Tag, TagId, Value, condition_words,
    need_words, rule_words,
};
use crate::say;

/// The rules as the form holds them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RulesForm {
    rules: Vec<Rule>,
    /// Which of them is open.
    open: Option<usize>,
}

/// What a rule asks, without the particulars.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Needs,
    Apart,
    Within,
}

impl Sort {
    const ALL: [Self; 3] = [Self::Needs, Self::Apart, Self::Within];

    fn of(demand: &Demand) -> Self {
        match demand {
            Demand::Needs(_) => Self::Needs,
            Demand::Apart(_) => Self::Apart,
            Demand::Within(_) => Self::Within,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Needs => say!("tagset-rule-needs"),
            Self::Apart => say!("tagset-rule-apart"),
            Self::Within => say!("tagset-rule-within"),
        }
    }

    fn fresh(self, tag: &TagId) -> Demand {
        match self {
            Self::Needs => Demand::Needs(Vec::new()),
            Self::Apart => Demand::Apart(vec![tag.clone()]),
            Self::Within => Demand::Within(Vec::new()),
        }
    }
}

impl RulesForm {
    /// The rules of a tag.
    pub fn of(tag: &Tag) -> Self {
        Self {
            rules: tag.rules.clone(),
            open: None,
        }
    }

    /// The rules that ask for something.
    pub fn read(&self) -> Vec<Rule> {
        let asks = |rule: &&Rule| match &rule.demand {
            Demand::Needs(needs) => !needs.is_empty(),
            Demand::Apart(tags) | Demand::Within(tags) => !tags.is_empty(),
        };
        self.rules.iter().filter(asks).cloned().collect()
    }

    /// Shows them below each other.
    pub fn show(&mut self, ui: &mut Ui, form: &mut Form<'_>, codebook: &Codebook, tag: &Tag) {
        form.label(ui, say!("tagset-rules"));
        let mut gone = None;
        let mut open = self.open;
        for (at, rule) in self.rules.iter_mut().enumerate() {
            ui.push_id(("rule", at), |ui| {
                let words = rule_words(codebook, tag, rule);
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = space::SMALL;
                    ui.add(TextLabel::new(&words));
                    let is_open = open == Some(at);
                    let word = if is_open {
                        say!("tagset-close")
                    } else {
                        say!("tagset-edit")
                    };
                    let edit = ui.add(egui::Button::new(word).small());
                    let spoken = say!("tagset-edit-rule", rule = &words);
                    if edit.accessible_name(spoken).clicked() {
                        open = (!is_open).then_some(at);
                    }
                    let remove = ui.add(egui::Button::new(say!("tagset-remove")).small());
                    let spoken = say!("tagset-remove-rule", rule = &words);
                    if remove.accessible_name(spoken).clicked() {
                        gone = Some(at);
                    }
                });
                if open == Some(at) {
                    egui::Frame::group(ui.style())
                        .show(ui, |ui| show_rule(ui, form, codebook, tag, rule));
                }
            });
        }
        if let Some(at) = gone {
            self.rules.remove(at);
            open = None;
        }
        if ui.button(say!("tagset-add-rule")).clicked() {
            open = Some(self.rules.len());
            self.rules.push(Rule::new(Demand::Needs(Vec::new())));
        }
        self.open = open;
    }
}

fn show_rule(ui: &mut Ui, form: &mut Form<'_>, codebook: &Codebook, tag: &Tag, rule: &mut Rule) {
    let mut sort = Sort::of(&rule.demand);
    let sorts = Sort::ALL.map(|sort| (sort, sort.name().to_owned()));
    form.choice(ui, say!("tagset-rule-kind"), &mut sort, &sorts);
    if sort != Sort::of(&rule.demand) {
        rule.demand = sort.fresh(&tag.id);
    }
    match &mut rule.demand {
        Demand::Needs(needs) => show_needs(ui, codebook, tag, needs),
        Demand::Apart(tags) | Demand::Within(tags) => show_tags(ui, codebook, tags),
    }
    show_condition(ui, form, tag, rule);
    form.text(ui, say!("tagset-rule-words"), &mut rule.message);
}

/// What an annotation may have, of which one is enough.
fn show_needs(ui: &mut Ui, codebook: &Codebook, tag: &Tag, needs: &mut Vec<Need>) {
    let mut offered: Vec<(Need, String)> = Vec::new();
    for role in codebook.roles_from(&tag.id) {
        let name = say!("tagset-need-link", role = &role.name);
        offered.push((Need::Link(role.id.clone()), name));
    }
    for field in &tag.attributes {
        let name = say!("tagset-need-field", field = &field.name);
        offered.push((Need::Value(field.id.clone()), name));
        let conditions = conditions(field);
        offered.extend(conditions.map(|(condition, name)| (Need::Is(condition), name)));
    }
    offered.push((Need::Note, say!("tagset-need-note").to_owned()));
    // What stands in the rule and is not there any more can still be taken out.
    for need in needs.iter() {
        if !offered.iter().any(|(known, _)| known == need) {
            offered.push((need.clone(), need_words(codebook, tag, need)));
        }
    }
    ui.label(say!("tagset-one-is-enough"));
    ui.horizontal_wrapped(|ui| {
        for (need, name) in offered {
            let mut is_on = needs.contains(&need);
            if ui.checkbox(&mut is_on, name).changed() {
                if is_on {
                    needs.push(need);
                } else {
                    needs.retain(|it| *it != need);
                }
            }
        }
    });
}

fn show_tags(ui: &mut Ui, codebook: &Codebook, tags: &mut Vec<TagId>) {
    ui.horizontal_wrapped(|ui| {
        for other in codebook.offered() {
            crate::app::dialogs::tick(ui, tags, &other.id, &other.name);
        }
        let unknown: Vec<TagId> = tags
            .iter()
            .filter(|id| codebook.tag(id).is_none())
            .cloned()
            .collect();
        for id in unknown {
            crate::app::dialogs::tick(ui, tags, &id, id.as_str());
        }
    });
}

/// Of which annotations the rule asks it.
fn show_condition(ui: &mut Ui, form: &mut Form<'_>, tag: &Tag, rule: &mut Rule) {
    let mut offered = vec![(None, say!("tagset-rule-always").to_owned())];
    let conditions = tag.attributes.iter().flat_map(conditions);
    offered.extend(conditions.map(|(condition, name)| (Some(condition), name)));
    if let Some(when) = &rule.when
        && !offered.iter().any(|(known, _)| *known == rule.when)
    {
        offered.push((rule.when.clone(), condition_words(tag, when)));
    }
    if offered.len() > 1 {
        form.choice(ui, say!("tagset-rule-when"), &mut rule.when, &offered);
    }
}

/// What a rule can ask of an attribute, with its name in the form.
fn conditions(field: &Attribute) -> impl Iterator<Item = (Condition, String)> {
    values(&field.kind).into_iter().map(|value| {
        let plain = value.to_plain();
        let name = say!("tagset-need-is", field = &field.name, value = plain);
        let attribute = field.id.clone();
        (Condition { attribute, value }, name)
    })
}

/// The values of an attribute that a rule can name.
fn values(kind: &Kind) -> Vec<Value> {
    match kind {
        Kind::Choice(options) => options.iter().cloned().map(Value::Choice).collect(),
        Kind::Choices(options) => (options.iter())
            .map(|option| Value::Choices(vec![option.clone()]))
            .collect(),
        Kind::Flag => vec![Value::Flag(true), Value::Flag(false)],
        Kind::Entity(_) | Kind::Text | Kind::Number { .. } => Vec::new(),
    }
}

/// A list that opens to choose a tag, or none.
pub fn choose_tag(
    ui: &mut Ui,
    label: &str,
    none: &str,
    chosen: &mut Option<TagId>,
    offered: &[(TagId, String)],
) {
    let name = ui.label(label);
    let shown = chosen.as_ref().and_then(|id| {
        let known = offered.iter().find(|(it, _)| it == id);
        known.map(|(_, name)| name.as_str())
    });
    ComboBox::from_id_salt(label)
        .width(ui.available_width().min(280.0))
        .selected_text(shown.unwrap_or(none))
        .show_ui(ui, |ui| {
            ui.selectable_value(chosen, None, none);
            for (id, name) in offered {
                ui.selectable_value(chosen, Some(id.clone()), name);
            }
        })
        .response
        .labelled_by(name.id);
}
