//! The rules of a tag in its form: what is asked, of which annotations, in whose words.

use egui::Ui;

use crate::app::dialogs::{Form, check_box, choose, ticks};
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
    /// Whether the open one has just been opened.
    is_fresh: bool,
}

/// What a rule asks, without the particulars.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Needs,
    ExactlyOne,
    AtMostOne,
    AllOrNone,
    Apart,
    Within,
}

impl Sort {
    const ALL: [Self; 6] = [
        Self::Needs,
        Self::ExactlyOne,
        Self::AtMostOne,
        Self::AllOrNone,
        Self::Apart,
        Self::Within,
    ];

    fn of(demand: &Demand) -> Self {
        match demand {
            Demand::Needs(_) => Self::Needs,
            Demand::ExactlyOne(_) => Self::ExactlyOne,
            Demand::AtMostOne(_) => Self::AtMostOne,
            Demand::AllOrNone(_) => Self::AllOrNone,
            Demand::Apart(_) => Self::Apart,
            Demand::Within(_) => Self::Within,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Needs => say!("tagset-rule-needs"),
            Self::ExactlyOne => say!("tagset-rule-exactly-one"),
            Self::AtMostOne => say!("tagset-rule-at-most-one"),
            Self::AllOrNone => say!("tagset-rule-all-or-none"),
            Self::Apart => say!("tagset-rule-apart"),
            Self::Within => say!("tagset-rule-within"),
        }
    }

    /// The demand of this sort that asks for what another one did, as far as it can.
    fn of_another(self, tag: &TagId, other: &Demand) -> Demand {
        let needs = other.needs().to_vec();
        let tags = other.tags().to_vec();
        match self {
            Self::Needs => Demand::Needs(needs),
            Self::ExactlyOne => Demand::ExactlyOne(needs),
            Self::AtMostOne => Demand::AtMostOne(needs),
            Self::AllOrNone => Demand::AllOrNone(needs),
            Self::Apart if tags.is_empty() => Demand::Apart(vec![tag.clone()]),
            Self::Apart => Demand::Apart(tags),
            Self::Within => Demand::Within(tags),
        }
    }
}

impl RulesForm {
    /// Takes over the rules of a tag whose options have got other names.
    pub fn note(&mut self, tag: &Tag) {
        let asking = self.rules.iter_mut().filter(|rule| rule.demand.asks());
        for (rule, now) in core::iter::zip(asking, &tag.rules) {
            rule.clone_from(now);
        }
    }

    /// The rules of a tag.
    pub fn of(tag: &Tag) -> Self {
        Self {
            rules: tag.rules.clone(),
            open: None,
            is_fresh: false,
        }
    }

    /// The rules that ask for something.
    pub fn read(&self) -> Vec<Rule> {
        let asking = self.rules.iter().filter(|rule| rule.demand.asks());
        asking.cloned().collect()
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
                        self.is_fresh = !is_open;
                    }
                    let remove = ui.add(egui::Button::new(say!("tagset-remove")).small());
                    let spoken = say!("tagset-remove-rule", rule = &words);
                    if remove.accessible_name(spoken).clicked() {
                        gone = Some(at);
                    }
                });
                if open == Some(at) {
                    if self.open == open && core::mem::take(&mut self.is_fresh) {
                        form.focus_next();
                    }
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
            self.is_fresh = true;
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
        rule.demand = sort.of_another(&tag.id, &rule.demand);
    }
    if let Some(tags) = rule.demand.tags_mut() {
        show_tags(ui, form, codebook, tags);
    } else if let Some(needs) = rule.demand.needs_mut() {
        show_needs(ui, form, codebook, tag, needs);
    }
    show_condition(ui, form, tag, rule);
    form.text(ui, say!("tagset-rule-words"), &mut rule.message);
}

/// What an annotation may have, of which some are asked for.
fn show_needs(ui: &mut Ui, form: &Form<'_>, codebook: &Codebook, tag: &Tag, needs: &mut Vec<Need>) {
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
    offered.push((Need::InQuotes, say!("tagset-need-quotes").to_owned()));
    // What stands in the rule and is not there any more can still be taken out.
    for need in needs.iter() {
        if !offered.iter().any(|(known, _)| known == need) {
            offered.push((need.clone(), need_words(codebook, tag, need)));
        }
    }
    if codebook.roles_from(&tag.id).next().is_none() {
        form.remark(ui, say!("tagset-need-links-later"));
    }
    ui.horizontal_wrapped(|ui| {
        for (need, name) in offered {
            let mut is_on = needs.contains(&need);
            if check_box(ui, &mut is_on, &name).changed() {
                if is_on {
                    needs.push(need);
                } else {
                    needs.retain(|it| *it != need);
                }
            }
        }
    });
}

fn show_tags(ui: &mut Ui, form: &Form<'_>, codebook: &Codebook, tags: &mut Vec<TagId>) {
    let known = codebook.offered();
    let mut offered: Vec<(TagId, &str)> = known.map(|it| (it.id.clone(), &*it.name)).collect();
    // What stands in the rule and is not there any more can still be taken out.
    let named = tags.clone();
    let unknown = named.iter().filter(|id| codebook.tag(id).is_none());
    offered.extend(unknown.map(|id| (id.clone(), id.as_str())));
    let offered = offered.iter().map(|(id, name)| (id, *name));
    ticks(ui, form, "tags", tags, offered);
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

/// A list that opens to choose a tag, or none; the button that opens it.
pub fn choose_tag(
    ui: &mut Ui,
    label: &str,
    none: &str,
    chosen: &mut Option<TagId>,
    offered: &[(TagId, String)],
) -> egui::Response {
    let name = ui.label(label);
    let mut options = vec![(None, none.to_owned())];
    let known = offered.iter().cloned();
    options.extend(known.map(|(id, name)| (Some(id), name)));
    choose(ui, label, none, chosen, &options).labelled_by(name.id)
}
