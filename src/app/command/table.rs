//! The rows of the table.

use std::sync::LazyLock;

use crate::app::keys::{Chord, same_stroke};
use crate::app::reader::Motion;
use crate::model::Codebook;
use crate::text::Passage;

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
const REGISTER_WRITE: &[Need] = &[Need::Project, Need::Writable, Need::Register];
const ENTITY_WRITE: &[Need] = &[Need::Project, Need::Writable, Need::Register, Need::Entity];

type Line = (
    Command,
    &'static str,
    &'static str,
    &'static str,
    &'static [Need],
);

/// Command, name, keys (separated by blanks), help, needs: by menu.
#[rustfmt::skip] // One command a line.
const FILE: &[Line] = &[
    (Command::NewProject, "New project…", "Ctrl+N", "Make a folder for a new project, with a codebook to begin with.", NOTHING),
    (Command::OpenProject, "Open project…", "Ctrl+O", "Open the folder of a project.", NOTHING),
    (Command::OpenSample, "Open the sample project", "", "Open a copy of the sample project to try things out.", NOTHING),
    (Command::AddFiles, "Add articles…", "Ctrl+I", "Load text and Markdown files as articles.", WRITE),
    (Command::AddFolder, "Add a folder of articles…", "Ctrl+Shift+I", "Load every text and Markdown file of a folder.", WRITE),
    (Command::PasteArticle, "Paste as new article", "Ctrl+Shift+V", "Make an article of the text on the clipboard.", WRITE),
    (Command::Export, "Export…", "Ctrl+E", "Write the annotations to a file for other programs.", READ),
    (Command::Findings, "Check the project", "F7", "List what is wrong or missing in the project.", READ),
    (Command::ProjectSettings, "Name and description…", "", "Change what the project is called and what is said of it.", PROJECT),
    (Command::SaveCopy, "Save a copy…", "", "Write the whole project as it is now into another folder.", PROJECT),
    (Command::BackUp, "Back up now", "", "Keep the project as it is now on this computer, outside the project folder.", READ),
    (Command::Backups, "Backups…", "", "Look at earlier states of the project folder, and restore one into a copy.", READ),
    (Command::CloseProject, "Close project", "Ctrl+W", "Save what is left and go back to the welcome page.", PROJECT),
    (Command::Quit, "Quit", "Ctrl+Q", "Save what is left and close the window.", NOTHING),
];

#[rustfmt::skip] // One command a line.
const EDIT: &[Line] = &[
    (Command::Undo, "Undo", "Ctrl+Z", "Take the last change back.", &[Need::Project, Need::Undo]),
    (Command::Redo, "Redo", "Ctrl+Shift+Z Ctrl+Y", "Do the change again that was taken back.", &[Need::Project, Need::Redo]),
    (Command::History, "History…", "", "See what was done, by whom and when, and look at the project as it was.", READ),
    (Command::BackToNow, "Back to the present", "", "Go on with the project as it is, after looking at it as it was.", &[Need::Project, Need::Past]),
    (Command::Trash, "Trash…", "", "Bring back what was deleted.", WRITE),
    (Command::Copy, "Copy", "Ctrl+C", "Copy the selected text.", SELECTION),
    (Command::CopyCitation, "Copy with citation", "Ctrl+Shift+C", "Copy the selected text with author, title, source, date and place.", SELECTION),
    (Command::FindText, "Find in the article…", "/ Alt+F", "Type words to find: Enter selects the match, Escape goes back.", ARTICLE),
    (Command::FindEverywhere, "Find in all articles…", "Ctrl+Shift+F", "List where words or a regular expression stand, in the article or in all, go there, or tag them.", PROJECT),
    (Command::FindNext, "Find next", "Ctrl+G", "Select the next place of what was looked for last.", ARTICLE),
    (Command::FindPrevious, "Find previous", "Ctrl+Shift+G", "Select the previous place of what was looked for last.", ARTICLE),
    (Command::SelectAll, "Select all", "Ctrl+A", "Select the whole article.", ARTICLE),
    (Command::Grow, "Grow the selection", "Alt+Up", "Select the next larger unit: word, sentence, quotation, paragraph, article.", ARTICLE),
    (Command::Shrink, "Shrink the selection", "Alt+Down", "Go back to what was selected before it grew, or to the first smaller unit.", SELECTION),
    (Command::Next(Passage::Name), "Take the next name", "' Alt+N", "Select the next words with capitals that are not marked yet.", ARTICLE),
    (Command::Previous(Passage::Name), "Take the previous name", "Alt+Shift+N", "Select the previous words with capitals that are not marked yet.", ARTICLE),
    (Command::Next(Passage::Quotation), "Take the next quotation", "\" Alt+Q", "Select the next quotation that is not marked yet, with its marks.", ARTICLE),
    (Command::Previous(Passage::Quotation), "Take the previous quotation", "Alt+Shift+Q", "Select the previous quotation that is not marked yet, with its marks.", ARTICLE),
    (Command::Next(Passage::Clause), "Take the next clause", ") Alt+C", "Select the next stretch between two signs of punctuation.", ARTICLE),
    (Command::Previous(Passage::Clause), "Take the previous clause", "( Alt+Shift+C", "Select the previous stretch between two signs of punctuation.", ARTICLE),
    (Command::Next(Passage::Sentence), "Take the next sentence", "Alt+S", "Select the next sentence.", ARTICLE),
    (Command::Previous(Passage::Sentence), "Take the previous sentence", "Alt+Shift+S", "Select the previous sentence.", ARTICLE),
    (Command::AddClause, "To the end of the clause", "&", "Select up to the next sign of punctuation, or up to the one behind it.", ARTICLE),
    (Command::GoToWord, "Go to a word…", "\\ Alt+G", "Select the next word that begins with the two letters that you type; the same key again takes the same letters.", ARTICLE),
    (Command::SelectToWord, "Select to a word…", "| Alt+Shift+G", "Make the selection longer to the next word that begins with the two letters that you type.", ARTICLE),
    (Command::SelectChosen, "Select what is chosen", "=", "Select the text of the chosen annotation, to mark it as something else too.", CHOSEN),
    (Command::ClearSelection, "Clear the selection", "Escape", "Select nothing, choose no annotation, leave what was begun.", ARTICLE),
];

#[rustfmt::skip] // One command a line.
const ANNOTATE: &[Line] = &[
    (Command::SameAgain, "The same again", ",", "Mark the selected text like the annotation made last: tag, fields and links.", SELECTED),
    (Command::MarkAll, "Mark all like this…", "*", "Mark every other passage of the article or the project that says the same as the chosen annotation.", CHANGE),
    (Command::ToggleBrush, "Brush", "Ctrl+B", "Mark passage after passage with the tag of the chosen or last annotation, or stop doing so.", ARTICLE_WRITE),
    (Command::UseBrush, "Mark with the brush", "Space", "Mark what is selected with the brush, or the word at the caret.", BRUSH),
    (Command::FillIn, "Fill in one by one", "Ctrl+Enter", "Ask for every field and link that the chosen annotation does not have.", CHANGE),
    (Command::ToggleAsking, "Ask for what is missing", "", "Ask for required fields and links as soon as something was marked, or leave that for later.", NOTHING),
    (Command::Retag, "Retag…", "Ctrl+R", "Give the chosen annotation another tag.", CHANGE),
    (Command::Delete, "Delete", "Delete Backspace", "Delete the chosen annotation.", CHANGE),
    (Command::AddPiece, "Add the selection as a piece", "+", "Make the selected text a further piece of the chosen annotation.", PIECE),
    (Command::RemovePiece, "Remove a piece", "-", "Take the piece at the caret, or the last one, from the chosen annotation.", PIECES),
    (Command::NextAnnotation, "Next annotation", "Tab", "Choose the next annotation in the text.", MARKS),
    (Command::PreviousAnnotation, "Previous annotation", "Shift+Tab", "Choose the previous annotation in the text.", MARKS),
    (Command::CycleOverlapping, "Next one here", ".", "Choose the next of the annotations that overlap at the caret.", MARKS),
    (Command::ListHere, "List what is here…", "Ctrl+Period Shift+F10", "List all annotations at the caret, to choose one of them.", MARKS),
    (Command::StartBack(Step::Word), "Start one word earlier", "[", "Move the start of the selection, or else of the chosen annotation, back by a word.", ENDS),
    (Command::StartForward(Step::Word), "Start one word later", "{", "Move the start of the selection, or else of the chosen annotation, forward by a word.", ENDS),
    (Command::EndForward(Step::Word), "End one word later", "]", "Move the end of the selection, or else of the chosen annotation, forward by a word.", ENDS),
    (Command::EndBack(Step::Word), "End one word earlier", "}", "Move the end of the selection, or else of the chosen annotation, back by a word.", ENDS),
    (Command::EditAttributes, "Fill in the fields", "Enter", "Go to the fields of the chosen annotation; Escape comes back.", CHOSEN),
    (Command::EditNote, "Write a note", ";", "Go to the note of the chosen annotation; Escape comes back.", CHOSEN),
    (Command::ToggleUnsure, "Unsure", "!", "Mark the chosen annotation as doubtful, or take that back.", CHANGE),
    (Command::AnnotationHistory, "History of this annotation…", "", "See who changed the chosen annotation, when, from what to what.", CHOSEN),
    (Command::Link, "Link…", ">", "Link the chosen annotation to another one or to an entity.", CHANGE),
    (Command::Retarget, "Point a link elsewhere…", "Ctrl+L", "Give a link of the chosen annotation another target.", CHANGE),
    (Command::Reverse, "Turn a link round…", "Ctrl+Shift+L", "Let a link of the chosen annotation start where it ends, if the codebook allows that.", CHANGE),
    (Command::FollowLink, "Follow a link…", "<", "Go to the other end of a link of the chosen annotation, whether it leads there or comes from there.", CHOSEN),
];

/// What is too fine for a menu.
#[rustfmt::skip] // One command a line.
const FINE: &[Line] = &[
    (Command::StartBack(Step::Character), "Start one character earlier", "Ctrl+[", "Move the start of the selection, or else of the chosen annotation, back by a character.", ENDS),
    (Command::StartForward(Step::Character), "Start one character later", "Ctrl+{", "Move the start of the selection, or else of the chosen annotation, forward by a character.", ENDS),
    (Command::EndForward(Step::Character), "End one character later", "Ctrl+]", "Move the end of the selection, or else of the chosen annotation, forward by a character.", ENDS),
    (Command::EndBack(Step::Character), "End one character earlier", "Ctrl+}", "Move the end of the selection, or else of the chosen annotation, back by a character.", ENDS),
];

#[rustfmt::skip] // One command a line.
const ARTICLES: &[Line] = &[
    (Command::NextArticle, "Next article", "Ctrl+PageDown", "Open the next article of the list.", PROJECT),
    (Command::PreviousArticle, "Previous article", "Ctrl+PageUp", "Open the previous article of the list.", PROJECT),
    (Command::ToggleTab, "Keep in a tab", "Ctrl+T", "Keep the article in a tab above the text, or no longer.", ARTICLE),
    (Command::NextTab, "Next tab", "Ctrl+Tab", "Open the article of the next tab.", ARTICLE),
    (Command::PreviousTab, "Previous tab", "Ctrl+Shift+Tab", "Open the article of the previous tab.", ARTICLE),
    (Command::ToggleBookmark, "Bookmark this place", "Ctrl+M", "Remember the line of the caret, or forget it. Bookmarks are yours and stay on this computer.", ARTICLE),
    (Command::ListBookmarks, "Bookmarks…", "Ctrl+Shift+M", "Go to a place that was bookmarked, in any article.", ARTICLE),
    (Command::ToggleDone, "Done", "Ctrl+D", "Mark the article as done, or take that back.", ARTICLE_WRITE),
    (Command::DescribeArticle, "Title, source and date…", "F2", "Change what is known about the article.", ARTICLE_WRITE),
    (Command::ChangedText, "Changed text…", "", "See how the text of the article differs from the one that was loaded, and say whether that is meant.", DOUBT),
    (Command::CorrectText, "Correct the text…", "Ctrl+Shift+E", "Correct a slip or cut a passage: what is selected, or else the paragraph of the caret. Annotations come along.", ARTICLE_WRITE),
    (Command::Corrections, "Corrections…", "", "See what was corrected in the text of the article, and take it back.", ARTICLE),
    (Command::RemoveArticle, "Remove the article", "", "Take the article out of the project, and what you have annotated in it. Undo brings both back.", ARTICLE_WRITE),
    (Command::PlaceLost, "Annotations without a place", "Shift+F7", "Go through the annotations whose words are no longer in the text as they were, and decide on each.", LOST),
    (Command::NextLost, "Next one without a place", "Alt+PageDown", "Go to the next annotation without a place, in this article or in a later one.", MARKS),
    (Command::PreviousLost, "Previous one without a place", "Alt+PageUp", "Go to the previous annotation without a place, in this article or in an earlier one.", MARKS),
    (Command::TakePlace, "Take the likeliest place", "Alt+Enter", "Put the annotation without a place where it is proposed first; a digit takes another proposal.", PLACE),
    (Command::PlaceAtSelection, "Place at the selection", "Alt+Insert", "Put the annotation without a place where text is selected.", PLACE_SELECTED),
    (Command::DeleteLost, "Delete the one without a place", "Alt+Delete", "Delete the annotation without a place that is being decided on.", PLACE),
    (Command::KeepLost, "Keep the one without a place", "", "Note that the annotation that is being decided on stays without a place, and go on to the next one.", PLACE),
    (Command::FilterArticles, "Find an article", "Ctrl+F", "Type to filter the list of articles.", PROJECT),
    (Command::Codebook, "Codebook…", "F3", "Look at the tags, attributes and links, and change them.", PROJECT),
    (Command::Guidelines, "Guidelines…", "F5", "Read what is to be marked and how, and change it.", PROJECT),
];

#[rustfmt::skip] // One command a line.
const ENTITIES: &[Line] = &[
    (Command::Register, "Entities…", "F4", "Look at the register of people, organisations and claims, and change it; the same key goes back to the text.", PROJECT),
    (Command::NewEntity, "New entity…", "Ctrl+Shift+N", "Add an entity to the register.", WRITE),
    (Command::MergeEntity, "Merge the entity…", "Ctrl+Shift+J", "Make the chosen entity and another one the same: names, offices and uses go together.", ENTITY_WRITE),
    (Command::SplitEntity, "Split the entity…", "", "Make two entities of the chosen one: some of its names and uses go to the other one.", ENTITY_WRITE),
    (Command::DeleteEntity, "Delete the entity", "", "Delete the chosen entity, when nothing names it.", ENTITY_WRITE),
    (Command::DeleteUnused, "Delete unused entities", "", "Delete every entity of yours that nothing names; undo brings them back.", REGISTER_WRITE),
    (Command::ImportEntities, "Import entities…", "", "Add the entities of a CSV file, after a look at what becomes of each row.", WRITE_READ),
    (Command::ExportEntities, "Export entities…", "", "Write the register to a CSV file.", READ),
];

#[rustfmt::skip] // One command a line.
const VIEW: &[Line] = &[
    (Command::Palette, "All commands…", "Ctrl+K", "Find a command by its name.", NOTHING),
    (Command::Back, "Back to the place before", "Alt+Comma", "Go back to where you were before the last jump.", ARTICLE),
    (Command::Forward, "Forward to the place after", "Alt+Period", "Go forward again after going back.", ARTICLE),
    (Command::Split, "Two articles side by side", "Alt+2", "Show a second article beside the open one, or only one again.", ARTICLE),
    (Command::OtherSide, "To the other side", "Alt+O", "Go on in the other one of two articles.", ARTICLE),
    (Command::FocusText, "Go to the text", "", "Put the keyboard into the article.", ARTICLE),
    (Command::CycleRegions, "Next region", "F6", "Put the keyboard into the next region of the window.", NOTHING),
    (Command::ToggleArticles, "Article list", "F9", "Show or hide the list of articles.", PROJECT),
    (Command::ToggleInspector, "Inspector", "F10", "Show or hide tags and inspector.", PROJECT),
    (Command::ToggleClean, "Text without annotations", "F8", "Hide all annotations for reading, or show them again.", ARTICLE),
    (Command::ToggleColleagues, "Colleagues’ annotations", "Shift+F8", "Show what colleagues have marked, as thin lines in their colours, or hide it again.", ARTICLE),
    (Command::ListColleagues, "Whose annotations are shown…", "Ctrl+F8", "Show a colleague's annotations, or leave that person out.", ARTICLE),
    (Command::ToggleInvisible, "Show invisible characters", "", "Show where soft hyphens, zero-width spaces and the like stand in the text. Characters that turn its direction are always shown.", NOTHING),
    (Command::Highlighters, "Highlighters…", "Ctrl+H", "Have words or regular expressions shown in colour in every article. They are no annotations.", PROJECT),
    (Command::ToggleHighlighters, "Show highlighters", "Ctrl+Shift+H", "Show what the highlighters find in the text, or hide it.", NOTHING),
    (Command::TextLarger, "Larger text", "Alt+Plus Alt+Equals", "Make the article's text larger.", NOTHING),
    (Command::TextSmaller, "Smaller text", "Alt+Minus", "Make the article's text smaller.", NOTHING),
    (Command::Reading, "Reading…", "", "Choose face, size, line spacing and line length of the article's text.", NOTHING),
    (Command::ZoomIn, "Zoom in", "Ctrl+Plus Ctrl+Equals", "Make everything larger.", NOTHING),
    (Command::ZoomOut, "Zoom out", "Ctrl+Minus", "Make everything smaller.", NOTHING),
    (Command::ZoomReset, "Zoom 100 %", "Ctrl+0", "Go back to the usual size.", NOTHING),
    (Command::ThemeSystem, "Theme of the system", "", "Light or dark as the system has it.", NOTHING),
    (Command::ThemeLight, "Light theme", "", "Dark text on a light ground.", NOTHING),
    (Command::ThemeDark, "Dark theme", "", "Light text on a dark ground.", NOTHING),
    (Command::ToggleContrast, "High contrast", "", "Have text and lines stand out more in both themes, or as usual.", NOTHING),
    (Command::Annotator, "Annotator…", "", "Say who is annotating.", PROJECT),
];

#[rustfmt::skip] // One command a line.
const HELP: &[Line] = &[
    (Command::Keys, "Keys", "? F1", "Show every key.", NOTHING),
    (Command::Promises, "What Postil promises", "", "How your work is kept safe, and how that is tested.", NOTHING),
    (Command::About, "About Postil", "", "Version and licences.", NOTHING),
];

/// Motion, name, key. Each stands in the table twice: with Shift it extends the selection.
#[rustfmt::skip] // One command a line.
const MOTIONS: &[(Motion, &str, &str)] = &[
    (Motion::Left, "Left", "Left"),
    (Motion::Right, "Right", "Right"),
    (Motion::WordLeft, "Previous word", "Ctrl+Left"),
    (Motion::WordRight, "Next word", "Ctrl+Right"),
    (Motion::LineUp, "Line above", "Up"),
    (Motion::LineDown, "Line below", "Down"),
    (Motion::LineStart, "Start of the line", "Home"),
    (Motion::LineEnd, "End of the line", "End"),
    (Motion::SentenceBack, "Previous sentence", "Alt+Left"),
    (Motion::SentenceForward, "Next sentence", "Alt+Right"),
    (Motion::ParagraphUp, "Previous paragraph", "Ctrl+Up"),
    (Motion::ParagraphDown, "Next paragraph", "Ctrl+Down"),
    (Motion::PageUp, "Page up", "PageUp"),
    (Motion::PageDown, "Page down", "PageDown"),
    (Motion::TextStart, "Start of the text", "Ctrl+Home"),
    (Motion::TextEnd, "End of the text", "Ctrl+End"),
];

static FIXED: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let menus = [
        (Group::File, FILE),
        (Group::Edit, EDIT),
        (Group::Annotate, ANNOTATE),
        (Group::Article, ARTICLES),
        (Group::Entities, ENTITIES),
        (Group::View, VIEW),
        (Group::Help, HELP),
    ];
    let mut rows: Vec<Row> = menus
        .into_iter()
        .flat_map(|(group, lines)| lines.iter().map(move |line| fixed(group, line)))
        .collect();
    rows.extend(FINE.iter().map(|line| Row {
        in_menu: false,
        ..fixed(Group::Caret, line)
    }));
    for (motion, name, key) in MOTIONS {
        rows.push(caret(Command::Move(*motion), name, key, "Move the caret"));
        let key = match key.rsplit_once('+') {
            Some((modifiers, key)) => format!("{modifiers}+Shift+{key}"),
            None => format!("Shift+{key}"),
        };
        let name = format!("Select: {}", name.to_lowercase());
        rows.push(caret(
            Command::Extend(*motion),
            &name,
            &key,
            "Move the end of the selection",
        ));
    }
    rows
});

fn fixed(group: Group, line: &Line) -> Row {
    let (command, name, keys, help, needs) = line;
    Row {
        command: command.clone(),
        group,
        name: (*name).to_owned(),
        help: (*help).to_owned(),
        keys: chords(keys),
        needs,
        in_menu: true,
    }
}

fn caret(command: Command, name: &str, key: &str, help: &str) -> Row {
    Row {
        command,
        group: Group::Caret,
        name: name.to_owned(),
        help: format!("{help}: {}.", name.to_lowercase()),
        keys: chords(key),
        needs: ARTICLE,
        in_menu: false,
    }
}

fn chords(text: &str) -> Vec<Chord> {
    text.split(' ')
        .filter(|key| !key.is_empty())
        .map(|key| key.parse().expect("the table names real keys"))
        .collect()
}

/// Every command that there is: the fixed ones, and one for each tag and link role of the codebook.
#[must_use]
pub fn table(codebook: Option<&Codebook>) -> Vec<Row> {
    let mut rows = FIXED.clone();
    let Some(codebook) = codebook else {
        return rows;
    };
    rows.extend(codebook.tags.iter().map(|tag| Row {
        command: Command::TagAs(tag.id.clone()),
        group: Group::Annotate,
        name: format!("Tag as {}", tag.name),
        help: if tag.definition.is_empty() {
            format!("Mark the selected text as {}.", tag.name)
        } else {
            tag.definition.clone()
        },
        keys: tag.key.map(Chord::Typed).into_iter().collect(),
        needs: ARTICLE_WRITE,
        in_menu: false,
    }));
    rows.extend(codebook.roles.iter().map(|role| Row {
        command: Command::LinkAs(role.id.clone()),
        group: Group::Annotate,
        name: format!("Link: {}", role.label),
        help: if role.definition.is_empty() {
            format!("Link the chosen annotation: {}.", role.label)
        } else {
            role.definition.clone()
        },
        keys: role.key.map(Chord::Typed).into_iter().collect(),
        needs: CHANGE,
        in_menu: false,
    }));
    rows
}

/// The command that a stroke stands for. Fixed keys go before those of a codebook, and a chord that is exactly the
/// stroke before one that differs in Shift, which some layouts need for punctuation.
#[must_use]
pub fn find(rows: &[Row], stroke: Chord) -> Option<&Row> {
    let with = |same: fn(Chord, Chord) -> bool| {
        rows.iter()
            .find(|row| row.keys.iter().any(|key| same(stroke, *key)))
    };
    with(|stroke, key| stroke == key).or_else(|| with(same_stroke))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::Situation;
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
                assert!(keys.insert(key.to_string()), "{key} serves two commands");
            }
        }
    }

    #[test]
    fn letters_and_digits_are_left_to_the_codebook() {
        for row in table(None) {
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
