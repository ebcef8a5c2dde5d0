//! The rows of the table.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::app::keys::{Chord, same_stroke};
use crate::app::reader::Motion;
use crate::app::screens::Instead;
use crate::model::Codebook;
use crate::review::paper::Style;
use crate::say;
use crate::text::Passage;
use crate::words::{Given, Language, in_language, spoken};

use super::{Command, Group, Need, Row, Step};

const NOTHING: &[Need] = &[];
const PROJECT: &[Need] = &[Need::Project];
const READ: &[Need] = &[Need::Project, Need::Read];
const WRITE: &[Need] = &[Need::Project, Need::Writable];
const ARTICLE: &[Need] = &[Need::Article];
const MARKS: &[Need] = &[Need::Article, Need::Read];
const ARTICLE_WRITE: &[Need] = &[Need::Article, Need::Writable];
const SELECTION: &[Need] = &[Need::Article, Need::Selection];
const ENDS: &[Need] = &[Need::Article, Need::Ends];
const CHOSEN: &[Need] = &[Need::Article, Need::Annotation];
const CHANGE: &[Need] = &[Need::Article, Need::Writable, Need::Annotation];
const PIECE: &[Need] = &[
    Need::Article,
    Need::Writable,
    Need::Annotation,
    Need::Selection,
];
const PIECES: &[Need] = &[
    Need::Article,
    Need::Writable,
    Need::Annotation,
    Need::Pieces,
];

const SELECTED: &[Need] = &[Need::Article, Need::Writable, Need::Selection];
const BRUSH: &[Need] = &[Need::Article, Need::Writable, Need::Brush];

const LOST: &[Need] = &[Need::Article, Need::Read, Need::Lost];
const DOUBT: &[Need] = &[Need::Article, Need::Read, Need::Doubt];
const PLACE: &[Need] = &[Need::Article, Need::Writable, Need::Placing];
const PLACE_SELECTED: &[Need] = &[
    Need::Article,
    Need::Writable,
    Need::Placing,
    Need::Selection,
];

const WRITE_READ: &[Need] = &[Need::Project, Need::Read, Need::Writable];
const SYNC: &[Need] = &[Need::Project, Need::Read, Need::Writable, Need::Repository];
const REGISTER_WRITE: &[Need] = &[Need::Project, Need::Writable, Need::Register];
const TABLE: &[Need] = &[Need::Project, Need::Table];
const LISTED: &[Need] = &[Need::Project, Need::Listed];
const NUMBERS: &[Need] = &[Need::Project, Need::Numbers];
const COMPARED: &[Need] = &[Need::Project, Need::Compared];
const DECIDING: &[Need] = &[Need::Project, Need::Deciding];
const CASE: &[Need] = &[Need::Project, Need::Case];
const DECIDE: &[Need] = &[Need::Project, Need::Writable, Need::Case];
const DECIDE_ALL: &[Need] = &[Need::Project, Need::Writable, Need::Deciding];
const LETTER: &[Need] = &[Need::Project, Need::Letter];
const LETTER_WRITE: &[Need] = &[Need::Project, Need::Writable, Need::Letter];
const THREAD: &[Need] = &[Need::Project, Need::Thread];
const THREAD_WRITE: &[Need] = &[Need::Project, Need::Writable, Need::Thread];
const LISTED_WRITE: &[Need] = &[Need::Project, Need::Writable, Need::Listed];
const ENTITY_WRITE: &[Need] = &[Need::Project, Need::Writable, Need::Register, Need::Entity];

const TAG_WRITE: &[Need] = &[Need::Project, Need::Writable, Need::Tag];
const ENTRY_WRITE: &[Need] = &[Need::Project, Need::Writable, Need::Entry];
const FIELDS_WRITE: &[Need] = &[Need::Project, Need::Writable, Need::Fields];

/// Command, keys (separated by blanks), needs.
type Line = (Command, &'static str, &'static [Need]);

// The commands, by menu. What they are called is in `assets/words`.
#[rustfmt::skip] // One command a line.
const FILE: &[Line] = &[
    (Command::NewProject, "Ctrl+N", NOTHING),
    (Command::OpenProject, "Ctrl+O", NOTHING),
    (Command::OpenSample, "", NOTHING),
    (Command::AddFiles, "Ctrl+I", WRITE),
    (Command::AddFolder, "Ctrl+Shift+I", WRITE),
    (Command::PasteArticle, "Ctrl+Shift+V", WRITE),
    (Command::ImportAnnotations, "", WRITE_READ),
    (Command::MergeCopy, "", WRITE_READ),
    (Command::MergeBundle, "", WRITE_READ),
    (Command::MakeBundle, "", READ),
    (Command::Sync, "", SYNC),
    (Command::Export, "Ctrl+E", READ),
    (Command::Findings, "F7", READ),
    (Command::ProjectSettings, "", PROJECT),
    (Command::SaveCopy, "", PROJECT),
    (Command::BackUp, "", READ),
    (Command::Backups, "", READ),
    (Command::CloseProject, "Ctrl+W", PROJECT),
    (Command::Quit, "Ctrl+Q", NOTHING),
];

#[rustfmt::skip] // One command a line.
const EDIT: &[Line] = &[
    (Command::Undo, "Ctrl+Z", &[Need::Project, Need::Undo]),
    (Command::Redo, "Ctrl+Shift+Z Ctrl+Y", &[Need::Project, Need::Redo]),
    (Command::History, "", READ),
    (Command::BackToNow, "", &[Need::Project, Need::Past]),
    (Command::Trash, "", WRITE),
    (Command::Copy, "Ctrl+C", SELECTION),
    (Command::CopyCitation, "Ctrl+Shift+C", SELECTION),
    (Command::FindText, "/ Alt+F", ARTICLE),
    (Command::FindEverywhere, "Ctrl+Shift+F", PROJECT),
    (Command::FindNext, "Ctrl+G", ARTICLE),
    (Command::FindPrevious, "Ctrl+Shift+G", ARTICLE),
    (Command::SelectAll, "Ctrl+A", ARTICLE),
    (Command::Grow, "Alt+Up", ARTICLE),
    (Command::Shrink, "Alt+Down", SELECTION),
    (Command::Next(Passage::Name), "' Alt+N", ARTICLE),
    (Command::Previous(Passage::Name), "Alt+Shift+N", ARTICLE),
    (Command::Next(Passage::Quotation), "\" Alt+Q", ARTICLE),
    (Command::Previous(Passage::Quotation), "Alt+Shift+Q", ARTICLE),
    (Command::Next(Passage::Clause), ") Alt+C", ARTICLE),
    (Command::Previous(Passage::Clause), "( Alt+Shift+C", ARTICLE),
    (Command::Next(Passage::Sentence), "Alt+S", ARTICLE),
    (Command::Previous(Passage::Sentence), "Alt+Shift+S", ARTICLE),
    (Command::AddClause, "&", ARTICLE),
    (Command::GoToWord, "\\ Alt+G", ARTICLE),
    (Command::SelectToWord, "| Alt+Shift+G", ARTICLE),
    (Command::SelectChosen, "=", CHOSEN),
    (Command::ClearSelection, "Escape", ARTICLE),
];

#[rustfmt::skip] // One command a line.
const ANNOTATE: &[Line] = &[
    (Command::SameAgain, ",", SELECTED),
    (Command::MarkAll, "*", CHANGE),
    (Command::CarryOver, "", ARTICLE_WRITE),
    (Command::ToggleBrush, "Ctrl+B", ARTICLE_WRITE),
    (Command::UseBrush, "Space", BRUSH),
    (Command::FillIn, "Ctrl+Enter", CHANGE),
    (Command::ToggleAsking, "", NOTHING),
    (Command::Retag, "Ctrl+R", CHANGE),
    (Command::Delete, "Delete Backspace", CHANGE),
    (Command::AddPiece, "+", PIECE),
    (Command::RemovePiece, "-", PIECES),
    (Command::NextAnnotation, "Tab", MARKS),
    (Command::PreviousAnnotation, "Shift+Tab", MARKS),
    (Command::CycleOverlapping, ".", MARKS),
    (Command::ListHere, "Ctrl+Period Shift+F10", MARKS),
    (Command::StartBack(Step::Word), "[", ENDS),
    (Command::StartForward(Step::Word), "{", ENDS),
    (Command::EndForward(Step::Word), "]", ENDS),
    (Command::EndBack(Step::Word), "}", ENDS),
    (Command::EditAttributes, "Enter", CHOSEN),
    (Command::EditNote, ";", CHOSEN),
    (Command::ToggleUnsure, "!", CHANGE),
    (Command::AnnotationHistory, "", CHOSEN),
    (Command::Link, ">", CHANGE),
    (Command::Retarget, "Ctrl+L", CHANGE),
    (Command::Reverse, "Ctrl+Shift+L", CHANGE),
    (Command::FollowLink, "<", CHOSEN),
];

/// What is too fine for a menu.
#[rustfmt::skip] // One command a line.
const FINE: &[Line] = &[
    (Command::StartBack(Step::Character), "Ctrl+[", ENDS),
    (Command::StartForward(Step::Character), "Ctrl+{", ENDS),
    (Command::EndForward(Step::Character), "Ctrl+]", ENDS),
    (Command::EndBack(Step::Character), "Ctrl+}", ENDS),
];

#[rustfmt::skip] // One command a line.
const ARTICLES: &[Line] = &[
    (Command::NextArticle, "Ctrl+PageDown", PROJECT),
    (Command::PreviousArticle, "Ctrl+PageUp", PROJECT),
    (Command::ToggleTab, "Ctrl+T", ARTICLE),
    (Command::NextTab, "Ctrl+Tab", ARTICLE),
    (Command::PreviousTab, "Ctrl+Shift+Tab", ARTICLE),
    (Command::ToggleBookmark, "Ctrl+M", ARTICLE),
    (Command::ListBookmarks, "Ctrl+Shift+M", ARTICLE),
    (Command::ToggleDone, "Ctrl+D", ARTICLE_WRITE),
    (Command::DoneAnyway, "", ARTICLE_WRITE),
    (Command::NextMissing, "Alt+M", PROJECT),
    (Command::PreviousMissing, "Alt+Shift+M", PROJECT),
    (Command::ListMissing, "Ctrl+F7", READ),
    (Command::DescribeArticle, "F2", ARTICLE_WRITE),
    (Command::ChangedText, "", DOUBT),
    (Command::CorrectText, "Ctrl+Shift+E", ARTICLE_WRITE),
    (Command::Corrections, "", ARTICLE),
    (Command::RemoveArticle, "", ARTICLE_WRITE),
    (Command::PlaceLost, "Shift+F7", LOST),
    (Command::NextLost, "Alt+PageDown", MARKS),
    (Command::PreviousLost, "Alt+PageUp", MARKS),
    (Command::TakePlace, "Alt+Enter", PLACE),
    (Command::PlaceAtSelection, "Alt+Insert", PLACE_SELECTED),
    (Command::DeleteLost, "Alt+Delete", PLACE),
    (Command::KeepLost, "", PLACE),
    (Command::FilterArticles, "Ctrl+F", PROJECT),
];

#[rustfmt::skip] // One command a line.
const CODEBOOK: &[Line] = &[
    (Command::Codebook, "F3", PROJECT),
    (Command::NewInCodebook, "Ctrl+Insert", WRITE),
    (Command::TagUp, "Alt+Shift+Up", ENTRY_WRITE),
    (Command::TagDown, "Alt+Shift+Down", ENTRY_WRITE),
    (Command::TagIn, "Alt+I", TAG_WRITE),
    (Command::TagOut, "Alt+U", TAG_WRITE),
    (Command::RetireTag, "Alt+R", TAG_WRITE),
    (Command::MergeTag, "Alt+J", TAG_WRITE),
    (Command::SplitTag, "Alt+Shift+J", TAG_WRITE),
    (Command::MergeFields, "Alt+Shift+F", FIELDS_WRITE),
    (Command::DeleteTag, "Alt+D", ENTRY_WRITE),
    (Command::ConfirmMark, "Alt+H", CHANGE),
    (Command::TakeExample, "Alt+E", CHANGE),
    (Command::TakeCounterexample, "Alt+Shift+E", CHANGE),
    (Command::FollowCodebook, "", WRITE_READ),
    (Command::Guidelines, "F5", PROJECT),
    (Command::GuidelinesPane, "Shift+F5", PROJECT),
    (Command::TagGuidelines, "Alt+F5", PROJECT),
    (Command::Annotations, "F12", READ),
    (Command::GoToListed, "", LISTED),
    (Command::Recode, "Ctrl+Shift+R", LISTED_WRITE),
    (Command::SavedFilters, "Ctrl+Shift+S", TABLE),
    (Command::Highlighters, "Ctrl+H", PROJECT),
    (Command::ToggleHighlighters, "Ctrl+Shift+H", NOTHING),
];

#[rustfmt::skip] // One command a line.
const ENTITIES: &[Line] = &[
    (Command::Register, "F4", PROJECT),
    (Command::NewEntity, "Ctrl+Shift+N", WRITE),
    (Command::MergeEntity, "Ctrl+Shift+J", ENTITY_WRITE),
    (Command::SplitEntity, "", ENTITY_WRITE),
    (Command::DeleteEntity, "", ENTITY_WRITE),
    (Command::DeleteUnused, "", REGISTER_WRITE),
    (Command::ImportEntities, "", WRITE_READ),
    (Command::ExportEntities, "", READ),
];

#[rustfmt::skip] // One command a line.
const COMPARE: &[Line] = &[
    (Command::Agreement, "Shift+F12", READ),
    (Command::GoToCompared, "", COMPARED),
    (Command::NextCompared, "Alt+A", COMPARED),
    (Command::PreviousCompared, "Alt+Shift+A", COMPARED),
    (Command::CopyNumbers, "", NUMBERS),
    (Command::SavePicture, "", NUMBERS),
    (Command::CopyPaper(Style::Markdown), "", NUMBERS),
    (Command::CopyPaper(Style::Latex), "", NUMBERS),
    (Command::CopyPaper(Style::Csv), "", NUMBERS),
];

/// Those that say no other screen have their keys everywhere.
#[rustfmt::skip] // One command a line.
const REVIEW: &[(Command, &str, &[Need], Option<Instead>)] = &[
    (Command::Decide, "F11", READ, None),
    (Command::NextCase, "n", DECIDING, Some(Instead::Decide)),
    (Command::PreviousCase, "p", DECIDING, Some(Instead::Decide)),
    (Command::NextReviewed, "N", DECIDING, Some(Instead::Decide)),
    (Command::PreviousReviewed, "P", DECIDING, Some(Instead::Decide)),
    (Command::ToggleSame, "h", DECIDING, Some(Instead::Decide)),
    (Command::SideBySide, "v", DECIDING, Some(Instead::Decide)),
    (Command::TakeOption(1), "1", DECIDE, Some(Instead::Decide)),
    (Command::TakeOption(2), "2", DECIDE, Some(Instead::Decide)),
    (Command::TakeOption(3), "3", DECIDE, Some(Instead::Decide)),
    (Command::TakeOption(4), "4", DECIDE, Some(Instead::Decide)),
    (Command::TakeOption(5), "5", DECIDE, Some(Instead::Decide)),
    (Command::TakeOption(6), "6", DECIDE, Some(Instead::Decide)),
    (Command::TakeOption(7), "7", DECIDE, Some(Instead::Decide)),
    (Command::TakeOption(8), "8", DECIDE, Some(Instead::Decide)),
    (Command::TakeOption(9), "9", DECIDE, Some(Instead::Decide)),
    (Command::TakeUnion, "u", DECIDE, Some(Instead::Decide)),
    (Command::TakeIntersection, "i", DECIDE, Some(Instead::Decide)),
    (Command::EditCase, "e", DECIDE, Some(Instead::Decide)),
    (Command::NothingHere, "0", DECIDE, Some(Instead::Decide)),
    (Command::KeepBoth, "b", DECIDE, Some(Instead::Decide)),
    (Command::LetStand, "k", DECIDE, Some(Instead::Decide)),
    (Command::LeaveOpen, "o", DECIDE, Some(Instead::Decide)),
    (Command::GoldStartBack, "[", DECIDE, Some(Instead::Decide)),
    (Command::GoldStartForward, "{", DECIDE, Some(Instead::Decide)),
    (Command::GoldEndForward, "]", DECIDE, Some(Instead::Decide)),
    (Command::GoldEndBack, "}", DECIDE, Some(Instead::Decide)),
    (Command::GiveReason, "r", DECIDE, Some(Instead::Decide)),
    (Command::DecideByRule, "a", DECIDE_ALL, Some(Instead::Decide)),
    (Command::TickCase, "x", CASE, Some(Instead::Decide)),
    (Command::MakeRule, "m", DECIDE, Some(Instead::Decide)),
    (Command::CommentCase, "c", DECIDE, Some(Instead::Decide)),
    (Command::GoToCase, "t", CASE, Some(Instead::Decide)),
    (Command::SignGold, "s", DECIDE_ALL, Some(Instead::Decide)),
    (Command::ReviewRules, "", PROJECT, None),
    (Command::Inbox, "Shift+F11", READ, None),
    (Command::GoToLetter, "t", LETTER, Some(Instead::Inbox)),
    (Command::AcceptDecision, "a", LETTER_WRITE, Some(Instead::Inbox)),
    (Command::ContestDecision, "c", LETTER_WRITE, Some(Instead::Inbox)),
    (Command::ReplyToDecision, "r", LETTER_WRITE, Some(Instead::Inbox)),
    (Command::Comment, "Alt+K", ARTICLE_WRITE, None),
    (Command::Comments, "Ctrl+F11", READ, None),
    (Command::GoToThread, "t", THREAD, Some(Instead::Comments)),
    (Command::ReplyToThread, "r", THREAD_WRITE, Some(Instead::Comments)),
    (Command::ResolveThread, "x", THREAD_WRITE, Some(Instead::Comments)),
    (Command::Team, "Ctrl+F12", READ, None),
    (Command::AssignArticles, "", WRITE_READ, None),
    (Command::RepeatArticles, "", WRITE_READ, None),
    (Command::NewRound, "", WRITE_READ, None),
];

#[rustfmt::skip] // One command a line.
const VIEW: &[Line] = &[
    (Command::Palette, "Ctrl+K", NOTHING),
    (Command::Back, "Alt+Comma", ARTICLE),
    (Command::Forward, "Alt+Period", ARTICLE),
    (Command::Split, "Alt+2", ARTICLE),
    (Command::OtherSide, "Alt+O", ARTICLE),
    (Command::FocusText, "", ARTICLE),
    (Command::CycleRegions, "F6", NOTHING),
    (Command::ToggleArticles, "F9", PROJECT),
    (Command::ToggleInspector, "F10", PROJECT),
    (Command::ToggleClean, "F8", ARTICLE),
    (Command::ToggleColleagues, "Shift+F8", ARTICLE),
    (Command::ListColleagues, "Ctrl+F8", ARTICLE),
    (Command::ToggleInvisible, "", NOTHING),
    (Command::TextLarger, "Alt+Plus Alt+Equals", NOTHING),
    (Command::TextSmaller, "Alt+Minus", NOTHING),
    (Command::Reading, "", NOTHING),
    (Command::ZoomIn, "Ctrl+Plus Ctrl+Equals", NOTHING),
    (Command::ZoomOut, "Ctrl+Minus", NOTHING),
    (Command::ZoomReset, "Ctrl+0", NOTHING),
    (Command::ThemeSystem, "", NOTHING),
    (Command::ThemeLight, "", NOTHING),
    (Command::ThemeDark, "", NOTHING),
    (Command::ToggleContrast, "", NOTHING),
    (Command::Annotator, "", PROJECT),
];

#[rustfmt::skip] // One command a line.
const HELP: &[Line] = &[
    (Command::Keys, "? F1", NOTHING),
    (Command::Filters, "", NOTHING),
    (Command::ImportHelp, "", NOTHING),
    (Command::Reviewing, "", NOTHING),
    (Command::Promises, "", NOTHING),
    (Command::LanguageSystem, "", NOTHING),
    (Command::LanguageEnglish, "", NOTHING),
    (Command::LanguageGerman, "", NOTHING),
    (Command::About, "", NOTHING),
];

/// Motion, key. Each stands in the table twice: with Shift it extends the selection.
#[rustfmt::skip] // One command a line.
const MOTIONS: &[(Motion, &str)] = &[
    (Motion::Left, "Left"),
    (Motion::Right, "Right"),
    (Motion::WordLeft, "Ctrl+Left"),
    (Motion::WordRight, "Ctrl+Right"),
    (Motion::LineUp, "Up"),
    (Motion::LineDown, "Down"),
    (Motion::LineStart, "Home"),
    (Motion::LineEnd, "End"),
    (Motion::SentenceBack, "Alt+Left"),
    (Motion::SentenceForward, "Alt+Right"),
    (Motion::ParagraphUp, "Ctrl+Up"),
    (Motion::ParagraphDown, "Ctrl+Down"),
    (Motion::PageUp, "PageUp"),
    (Motion::PageDown, "PageDown"),
    (Motion::TextStart, "Ctrl+Home"),
    (Motion::TextEnd, "Ctrl+End"),
];

/// The commands that are there with every codebook, in each language.
static FIXED: LazyLock<HashMap<Language, Vec<Row>>> = LazyLock::new(|| {
    let languages = Language::ALL.into_iter();
    languages.map(|it| (it, fixed_rows(it))).collect()
});

fn fixed_rows(language: Language) -> Vec<Row> {
    let menus = [
        (Group::File, FILE),
        (Group::Edit, EDIT),
        (Group::Annotate, ANNOTATE),
        (Group::Article, ARTICLES),
        (Group::Codebook, CODEBOOK),
        (Group::Entities, ENTITIES),
        (Group::Compare, COMPARE),
        (Group::View, VIEW),
        (Group::Help, HELP),
        (Group::Caret, FINE),
    ];
    let review = REVIEW.iter().map(|(command, keys, needs, screen)| Row {
        screen: *screen,
        // What is only about one case or one row of a list stands beside it as a button.
        in_menu: !needs.contains(&Need::Case)
            && !matches!(screen, Some(Instead::Inbox | Instead::Comments)),
        ..fixed(language, command, Group::Review, keys, needs)
    });
    let lines = menus
        .into_iter()
        .flat_map(|(group, lines)| lines.iter().map(move |line| (group, line)));
    let mut rows: Vec<Row> = lines
        .map(|(group, (command, keys, needs))| fixed(language, command, group, keys, needs))
        .chain(review)
        .collect();
    for (motion, key) in MOTIONS {
        let caret = |command, key| fixed(language, &command, Group::Caret, key, ARTICLE);
        rows.push(caret(Command::Move(*motion), key));
        let key = match key.rsplit_once('+') {
            Some((modifiers, key)) => format!("{modifiers}+Shift+{key}"),
            None => format!("Shift+{key}"),
        };
        rows.push(caret(Command::Extend(*motion), &key));
    }
    rows
}

fn fixed(
    language: Language,
    command: &Command,
    group: Group,
    keys: &str,
    needs: &'static [Need],
) -> Row {
    let message = format!("command-{}", command.id());
    let said = |language, name: &str| -> String {
        in_language(language, name, None).unwrap_or_default().into()
    };
    Row {
        command: command.clone(),
        group,
        name: said(language, &message),
        english: said(Language::English, &message),
        help: said(language, &format!("{message}.help")),
        keys: chords(keys),
        needs,
        in_menu: group != Group::Caret,
        screen: None,
    }
}

fn chords(text: &str) -> Vec<Chord> {
    text.split(' ')
        .filter(|key| !key.is_empty())
        .map(|key| key.parse().expect("the table names real keys"))
        .collect()
}

/// Every command that there is, in the language that is spoken: the fixed ones, and one for each tag and link role of the
/// codebook.
#[must_use]
pub fn table(codebook: Option<&Codebook>) -> Vec<Row> {
    let mut rows = FIXED[&spoken()].clone();
    let Some(codebook) = codebook else {
        return rows;
    };
    rows.extend(codebook.offered().map(|tag| {
        let command = Command::TagAs(tag.id.clone());
        let help = match (tag.definition.as_str(), tag.examples.first()) {
            ("", _) | (_, None) => tag.definition.clone(),
            (definition, Some(example)) => {
                let example = example.text.as_str();
                say!("tagset-help", definition = definition, example = example)
            }
        };
        of_codebook(command, "command-tag", &tag.name, &help, tag.key)
    }));
    rows.extend(codebook.roles.iter().map(|role| Row {
        needs: CHANGE,
        ..of_codebook(
            Command::LinkAs(role.id.clone()),
            "command-link-as",
            &role.label,
            &role.definition,
            role.key,
        )
    }));
    rows
}

fn of_codebook(
    command: Command,
    message: &str,
    called: &str,
    definition: &str,
    key: Option<char>,
) -> Row {
    let mut given = Given::new();
    given.set("called", called);
    let said = |language, name: &str| -> String {
        in_language(language, name, Some(&given))
            .unwrap_or_default()
            .into()
    };
    Row {
        command,
        group: Group::Annotate,
        name: said(spoken(), message),
        english: said(Language::English, message),
        help: if definition.is_empty() {
            said(spoken(), &format!("{message}.help"))
        } else {
            definition.to_owned()
        },
        keys: key.map(Chord::Typed).into_iter().collect(),
        needs: ARTICLE_WRITE,
        in_menu: false,
        screen: None,
    }
}

/// The command that a stroke stands for on every screen. Fixed keys go before those of a codebook, and a chord that is exactly the
/// stroke before one that differs in Shift, which some layouts need for punctuation.
#[must_use]
pub fn find(rows: &[Row], stroke: Chord) -> Option<&Row> {
    on(rows, stroke, None)
}

/// The command of one screen that a stroke stands for while that is shown and nothing is typed in it.
#[must_use]
pub fn find_on(rows: &[Row], stroke: Chord, screen: Instead) -> Option<&Row> {
    on(rows, stroke, Some(screen))
}

fn on(rows: &[Row], stroke: Chord, screen: Option<Instead>) -> Option<&Row> {
    let with = |same: fn(Chord, Chord) -> bool| {
        rows.iter()
            .filter(|row| row.screen == screen)
            .find(|row| row.keys.iter().any(|key| same(stroke, *key)))
    };
    with(|stroke, key| stroke == key).or_else(|| with(same_stroke))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::Situation;
    use crate::words;
    use std::collections::BTreeSet;

    #[test]
    fn every_command_is_named_and_explained_and_no_key_serves_two() {
        let rows = table(None);
        let mut keys = BTreeSet::new();
        let mut names = BTreeSet::new();
        for row in &rows {
            assert!(row.help.ends_with('.'), "{}", row.name);
            assert!(names.insert(row.name.clone()), "{} stands twice", row.name);
            for key in &row.keys {
                let on = (key.to_string(), row.screen.map(|it| format!("{it:?}")));
                assert!(keys.insert(on), "{key} serves two commands");
            }
        }
    }

    #[test]
    fn every_command_has_its_words_in_every_language_and_no_words_are_idle() {
        let ids: BTreeSet<String> = table(None).iter().map(Row::id).collect();
        for language in Language::ALL {
            let named: BTreeSet<String> = words::names(language)
                .into_iter()
                .filter_map(|name| Some(name.strip_prefix("command-")?.to_owned()))
                .collect();
            let of_codebook = ["tag", "tag.query", "link-as"].map(str::to_owned);
            let wanted: BTreeSet<String> = ids.iter().cloned().chain(of_codebook).collect();
            let helped = |id: &String| id != "tag.query";
            let help = wanted.iter().filter(|id| helped(id));
            let help: BTreeSet<String> = help.map(|id| format!("{id}.help")).collect();
            let wanted: BTreeSet<String> = wanted.into_iter().chain(help).collect();
            let apart: Vec<_> = named.symmetric_difference(&wanted).collect();
            assert!(apart.is_empty(), "{language:?}: {apart:#?}");
        }
    }

    #[test]
    fn the_table_speaks_the_language_of_the_user_and_knows_its_english_names() {
        words::speak_here(Some(Language::German));
        let rows = table(Some(&crate::import::presets()[0].codebook));
        words::speak_here(None);
        let row = |command| rows.iter().find(|row| row.command == command).unwrap();
        let undo = row(Command::Undo);
        assert_eq!(
            (undo.name.as_str(), undo.english.as_str()),
            ("Rückgängig", "Undo")
        );
        let english = table(Some(&crate::import::presets()[0].codebook));
        let names: Vec<_> = rows.iter().map(|row| &row.english).collect();
        assert_eq!(
            names,
            english.iter().map(|row| &row.name).collect::<Vec<_>>()
        );
        let mut unlike = BTreeSet::new();
        for row in &rows {
            let is_ours = !row.command.is_of_codebook();
            assert!(!is_ours || row.help.ends_with('.'), "{}", row.name);
            assert!(unlike.insert(&row.name), "{} stands twice", row.name);
        }
    }

    #[test]
    fn letters_and_digits_are_left_to_the_codebook() {
        for row in table(None).into_iter().filter(|row| row.screen.is_none()) {
            for key in row.keys {
                assert!(
                    !matches!(key, Chord::Typed(c) if c.is_alphanumeric()),
                    "{}",
                    row.name
                );
            }
        }
    }

    #[test]
    fn zoom_is_one_chord_on_every_layout() {
        let rows = table(None);
        let means =
            |chord: &str| find(&rows, chord.parse().unwrap()).map(|row| row.command.clone());
        assert_eq!(means("Ctrl+Minus"), Some(Command::ZoomOut));
        assert_eq!(means("Ctrl+Plus"), Some(Command::ZoomIn));
        // The plus of an American keyboard, where it needs Shift.
        assert_eq!(means("Ctrl+Shift+Plus"), Some(Command::ZoomIn));
        assert_eq!(means("Ctrl+Equals"), Some(Command::ZoomIn));
        assert_eq!(means("Alt+Shift+Plus"), Some(Command::TextLarger));
    }

    #[test]
    fn a_disabled_command_says_why() {
        let rows = table(None);
        let undo = rows
            .iter()
            .find(|row| row.command == Command::Undo)
            .unwrap();
        let mut situation = Situation::default();
        assert_eq!(
            undo.disabled(&situation),
            Some("Open a project first".into())
        );
        situation.project = true;
        assert_eq!(
            undo.disabled(&situation),
            Some("There is nothing to undo".into())
        );
        situation.undo = Some("Tag".into());
        assert_eq!(undo.disabled(&situation), None);
    }
}
