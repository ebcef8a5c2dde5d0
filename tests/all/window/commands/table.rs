//! The cases: state, command, state.

use egui::ViewportCommand;
use egui::accesskit::Role;
use postil::app::command::Command;
use postil::app::settings::ThemeChoice;
use postil::app::theme::Contrast;
use postil::app::{Instead, Postil, Screen};
use postil::model::{Status, TagId};
use postil::words::Language;

use super::Case;
use super::Effect::{Asks, Becomes, Copies, Focuses, Leaves, Opens, Says, Shows, Tells};
use crate::window::notation;

/// The tag under which a tag stands.
fn parent_of<'a>(app: &'a Postil, id: &str) -> Option<&'a str> {
    let tags = &app.workspace().unwrap().project.codebook.tags;
    let tag = tags.iter().find(|tag| tag.id.as_str() == id)?;
    tag.parent.as_ref().map(TagId::as_str)
}

/// What the caret does: motion, before, after.
const MOTIONS: &[(&str, &str, &str)] = &[
    ("Left", "One t|wo", "One |two"),
    ("Right", "One |two", "One t|wo"),
    ("Previous word", "One two|.", "One |two."),
    ("Next word", "One |two.", "One two|."),
    ("Line above", "One\n|two", "|One\ntwo"),
    ("Line below", "|One\ntwo", "One\n|two"),
    ("Start of the line", "One\nt|wo", "One\n|two"),
    ("End of the line", "O|ne\ntwo", "One|\ntwo"),
    ("Previous sentence", "One. Two th|ree.", "One. |Two three."),
    ("Next sentence", "O|ne. Two.", "One.| Two."),
    (
        "Previous paragraph",
        "One.\nTwo thr|ee.",
        "One.\n|Two three.",
    ),
    ("Next paragraph", "O|ne. Two.\nThree.", "One. Two.|\nThree."),
    ("Page up", "One\ntwo\nt|hree", "|One\ntwo\nthree"),
    ("Page down", "|One\ntwo\nthree", "One\ntwo\nthree|"),
    ("Start of the text", "One\ntw|o", "|One\ntwo"),
    ("End of the text", "O|ne\ntwo", "One\ntwo|"),
];

/// The same with Shift.
const EXTENSIONS: &[(&str, &str, &str)] = &[
    ("Select: left", "One t|wo", "One [|t]wo"),
    ("Select: right", "One [t|]wo", "One [tw|]o"),
    ("Select: previous word", "One two|.", "One [|two]."),
    ("Select: next word", "One |two.", "One [two|]."),
    ("Select: line above", "One\n|two", "[|One\n]two"),
    ("Select: line below", "|One\ntwo", "[One\n|]two"),
    ("Select: start of the line", "One\nt|wo", "One\n[|t]wo"),
    ("Select: end of the line", "O|ne\ntwo", "O[ne|]\ntwo"),
    (
        "Select: previous sentence",
        "One. Two| three.",
        "One. [|Two] three.",
    ),
    ("Select: next sentence", "|One. Two.", "[One.|] Two."),
    (
        "Select: previous paragraph",
        "One.\nTwo| three.",
        "One.\n[|Two] three.",
    ),
    (
        "Select: next paragraph",
        "|One. Two.\nThree.",
        "[One. Two.|]\nThree.",
    ),
    ("Select: page up", "One\ntwo\nt|hree", "[|One\ntwo\nt]hree"),
    (
        "Select: page down",
        "|One\ntwo\nthree",
        "[One\ntwo\nthree|]",
    ),
    ("Select: start of the text", "One\ntw|o", "[|One\ntw]o"),
    ("Select: end of the text", "O|ne\ntwo", "O[ne\ntwo|]"),
];

/// What commands do to marks and selections: command, before, strokes before it, after.
const MARKING: &[(&str, &str, &str, &str)] = &[
    ("Undo", "[One|] two", "q", "|One two"),
    ("Redo", "[One|] two", "q Ctrl+Z", "|{q*:One} two"),
    (
        "Find next",
        "One port,| two port",
        "/ p o r t Escape",
        "One port, two [port|]",
    ),
    (
        "Find previous",
        "One port,| two port",
        "/ p o r t Escape",
        "One [port|], two port",
    ),
    ("Select all", "On|e.\nTwo.", "", "[One.\nTwo.|]"),
    (
        "Grow the selection",
        "One t|wo. Three.",
        "",
        "One [two|]. Three.",
    ),
    (
        "Shrink the selection",
        "One t|wo. Three.",
        "Alt+Up Alt+Up",
        "One [two|]. Three.",
    ),
    (
        "Clear the selection",
        "{q*:One} [two|]",
        "",
        "{q*:One} two|",
    ),
    (
        "Take the next name",
        "On|e met {a:Ann} and Bob.",
        "",
        "One met {a:Ann} and [Bob|].",
    ),
    (
        "Take the previous name",
        "Some met Ann and {a:Bob}.|",
        "",
        "Some met [Ann|] and {a:Bob}.",
    ),
    (
        "Take the next quotation",
        "He |said “one” and “two”.",
        "",
        "He said [“one”|] and “two”.",
    ),
    (
        "Take the previous quotation",
        "He said “one” and “two”.|",
        "",
        "He said “one” and [“two”|].",
    ),
    (
        "Take the next clause",
        "|one, two three.",
        "",
        "[one|], two three.",
    ),
    (
        "Take the previous clause",
        "one, two three.|",
        "",
        "one, [two three|].",
    ),
    (
        "Take the next sentence",
        "One.| Two three. Four.",
        "",
        "One. [Two three.|] Four.",
    ),
    (
        "Take the previous sentence",
        "One. Two three.| Four.",
        "",
        "One. [Two three.|] Four.",
    ),
    (
        "To the end of the clause",
        "[one|], two; three.",
        "",
        "[one, two|]; three.",
    ),
    (
        "Select what is chosen",
        "|one {q*:two} three",
        "",
        "one [{q*:two}|] three",
    ),
    (
        "The same again",
        "{q*:[One|]} two three",
        "Right Shift+Ctrl+Right",
        "{q:One} {q2*:two}| three",
    ),
    (
        "Mark with the brush",
        "{q*:One} |two three",
        "Ctrl+B",
        "{q:One} {q2*:two}| three",
    ),
    ("Tag as Quote", "One [two|]", "", "One {q*:two}|"),
    ("Tag as Cue", "One [two|]", "", "One {u*:two}|"),
    ("Tag as Actor", "[|One ]two", "", "{a*:One}| two"),
    ("Tag as Claim", "{q*:One} t|wo", "", "{c*:One} t|wo"),
    ("Tag as Stance", "{q:[One|] two}", "", "{q:{s*:One}| two}"),
    ("Delete", "{q*:One} {c:two|}", "", "One {c:two}|"),
    (
        "Add the selection as a piece",
        "{q*:One} [two|]",
        "",
        "{q*:One} {q*:two}|",
    ),
    (
        "Remove a piece",
        "{q*:One} |{q*:two} three",
        "",
        "{q*:One} |two three",
    ),
    (
        "Next annotation",
        "{q*:One} {c:two}|",
        "",
        "{q:One} |{c*:two}",
    ),
    (
        "Previous annotation",
        "{q:One} |{c*:two}",
        "",
        "|{q*:One} {c:two}",
    ),
    (
        "Next one here",
        "{q:One |{c*:two}}",
        "",
        "{q*:One |{c:two}}",
    ),
    (
        "Start one word earlier",
        "One two {q*:three}|",
        "",
        "One {q*:two three}|",
    ),
    (
        "Start one word later",
        "One {q*:two three}|",
        "",
        "One two {q*:three}|",
    ),
    (
        "End one word later",
        "|{q*:One} two three",
        "",
        "|{q*:One two} three",
    ),
    (
        "End one word earlier",
        "|{q*:One two} three",
        "",
        "|{q*:One} two three",
    ),
    (
        "Start one character earlier",
        "One {q*:two}|",
        "",
        "One{q*: two}|",
    ),
    (
        "Start one character later",
        "One {q*:two}|",
        "",
        "One t{q*:wo}|",
    ),
    (
        "End one character later",
        "|{q*:One} two",
        "",
        "|{q*:One }two",
    ),
    (
        "End one character earlier",
        "|{q*:One} two",
        "",
        "|{q*:On}e two",
    ),
    ("Unsure", "|{q*:One} two", "", "|{q*?:One} two"),
];

/// What a role's key begins: command, article.
const LINKS: &[(&str, &str)] = &[
    ("Link: said by", "{q*:One} {a:two}|"),
    ("Link: signalled by", "{q*:One} {u:two}|"),
    ("Link: said to", "{q*:One} {a:two}|"),
    ("Link: claimed by", "{c*:One} {a:two}|"),
    ("Link: expressed in", "{c*:One} {q:two}|"),
    ("Link: supports", "{c*:One} {c2:two}|"),
    ("Link: attacks", "{c*:One} {c2:two}|"),
    ("Link: held by", "{s*:One} {a:two}|"),
    ("Link: toward", "{s*:One} {c:two}|"),
    ("Link: same as", "{a*:One} {a2:two}|"),
];

/// What has its keys on a screen of its own, and what is said elsewhere.
const ELSEWHERE: &[(&str, &[&str])] = &[
    (
        "Open “Compare and decide” first",
        &[
            "Next case",
            "Previous case",
            "Next article to decide",
            "Previous article to decide",
            "List what all agree on",
            "Two people side by side",
            "Take the first",
            "Take the second",
            "Take the third",
            "Take the fourth",
            "Take the fifth",
            "Take the sixth",
            "Take the seventh",
            "Take the eighth",
            "Take the ninth",
            "Take all that is covered",
            "Take what all cover",
            "Something else is right…",
            "Nothing here",
            "Keep all of them",
            "Leave it open",
            "Let the decision stand",
            "Start of gold a word back",
            "Start of gold a word forward",
            "End of gold a word forward",
            "End of gold a word back",
            "Say why",
            "Decide by a rule…",
            "Tick the case",
            "Make a rule…",
            "Comment on the case…",
            "Case in the article",
            "Sign the gold layer",
        ],
    ),
    (
        "Open the inbox first",
        &[
            "Mark in its article",
            "Accept",
            "Contest…",
            "Reply to the decision…",
        ],
    ),
    (
        "Open the comments first",
        &[
            "What the comment is about",
            "Reply to the comment…",
            "Resolve or reopen",
        ],
    ),
];

pub fn cases() -> Vec<Case> {
    let case = |name, before, first, effect| Case {
        name,
        before,
        first,
        effect,
    };
    let caret = MOTIONS.iter().chain(EXTENSIONS);
    let mut cases: Vec<Case> = caret
        .map(|&(name, before, after)| case(name, before, "", Becomes(after)))
        .collect();
    let marking = MARKING.iter();
    cases.extend(
        marking.map(|&(name, before, first, after)| case(name, before, first, Becomes(after))),
    );
    let links = LINKS.iter();
    cases.extend(links.map(|&(name, before)| {
        case(
            name,
            before,
            "",
            Focuses(Role::TextInput, "Target of the link"),
        )
    }));
    let calm = "|{q*:One} two";
    for (why, names) in ELSEWHERE {
        let elsewhere = names.iter().map(|name| case(name, calm, "", Says(why)));
        cases.extend(elsewhere);
    }
    cases.extend([
        // Files.
        case("New project…", calm, "", Opens("New project")),
        case("Open project…", calm, "", Asks("Open a project")),
        case(
            "Open the sample project",
            calm,
            "",
            Shows(|window| {
                window.wait("the sample is open", |window| {
                    window.project().settings.name == "Harbour and water tax"
                });
                window.beside("data/sample/project.ron").exists()
            }),
        ),
        case("Save a copy…", calm, "", Asks("A folder for the copy")),
        case("Import articles…", calm, "", Asks("Import articles")),
        case(
            "Import a folder of articles…",
            calm,
            "",
            Asks("Import a folder of articles"),
        ),
        case(
            "Paste as new article",
            calm,
            "",
            Tells(ViewportCommand::RequestPaste),
        ),
        case("Import annotations…", calm, "", Opens("Import annotations")),
        case("Export…", calm, "", Opens("Export")),
        case("Backups…", calm, "", Opens("Backups")),
        // The user of this window has no state folder.
        case(
            "Back up now",
            calm,
            "",
            Shows(|window| window.says("no place for backups")),
        ),
        case("History…", calm, "", Opens("History")),
        case(
            "History of this annotation…",
            "{q*:One} two|",
            "",
            Opens("History"),
        ),
        case("Trash…", calm, "", Opens("Trash")),
        case(
            "Back to the present",
            calm,
            "",
            Leaves(|postil| postil.workspace().unwrap().looks_back().is_none()),
        ),
        case("Check the project", calm, "", Opens("Check the project")),
        case(
            "Name and description…",
            calm,
            "",
            Opens("Name and description"),
        ),
        case(
            "Close project",
            calm,
            "",
            Leaves(|app| matches!(app.screen, Screen::Welcome)),
        ),
        case("Quit", calm, "", Tells(ViewportCommand::Close)),
        // Text and marks.
        case("Copy", "One [two|]", "", Copies("two")),
        case(
            "Copy with citation",
            "One [two|]",
            "",
            Copies("“two” (“A stage”, paragraph 1, characters 4–7)"),
        ),
        case(
            "Find in the article…",
            calm,
            "",
            Focuses(Role::TextInput, "Find in the article"),
        ),
        case(
            "Find in all articles…",
            calm,
            "",
            Opens("Find in all articles"),
        ),
        case("Highlighters…", calm, "", Opens("Highlighters")),
        case(
            "Show highlighters",
            calm,
            "",
            Says("Highlighters are hidden"),
        ),
        case(
            "Retag…",
            calm,
            "",
            Shows(|window| {
                window.shows_dialog("All commands")
                    && window.buttons().iter().any(|name| name == "Tag as Claim")
            }),
        ),
        case(
            "Fill in the fields",
            calm,
            "",
            Focuses(Role::Button, "direct"),
        ),
        case(
            "Write a note",
            calm,
            "",
            Focuses(Role::MultilineTextInput, "Note"),
        ),
        case(
            "Brush",
            calm,
            "",
            Says("The brush marks as Quote: select text, or press Space"),
        ),
        case(
            "Go to a word…",
            calm,
            "",
            Shows(|window| window.says("Go to the word that begins with")),
        ),
        case(
            "Select to a word…",
            calm,
            "",
            Shows(|window| window.says("Select to the word that begins with")),
        ),
        case(
            "Back to the place before",
            calm,
            "",
            Says("There is nowhere to go back to"),
        ),
        case(
            "Forward to the place after",
            calm,
            "",
            Says("There is nowhere to go forward to"),
        ),
        case("Bookmark this place", calm, "", Says("Bookmarked")),
        case(
            "Bookmarks…",
            calm,
            "Ctrl+M",
            Shows(|window| window.says("Bookmarks")),
        ),
        case(
            "Keep in a tab",
            calm,
            "",
            Says("The article stays in a tab"),
        ),
        case(
            "Next tab",
            calm,
            "",
            Says("There is no other tab: “Keep in a tab” makes one"),
        ),
        case(
            "Previous tab",
            calm,
            "",
            Says("There is no other tab: “Keep in a tab” makes one"),
        ),
        case(
            "Two articles side by side",
            calm,
            "",
            Leaves(|postil| postil.workspace().unwrap().beside.is_some()),
        ),
        case(
            "To the other side",
            calm,
            "Alt+2",
            Leaves(|postil| postil.workspace().unwrap().is_right),
        ),
        case(
            "Point a link elsewhere…",
            "{q*:One} |{a:two} {a2:three} => q speaker a",
            "",
            Shows(|window| {
                window
                    .find(Role::TextInput, "Target of the link “said by”")
                    .is_some()
            }),
        ),
        case(
            "Turn a link round…",
            "{c*:One} |{c2:two} => c supports c2",
            "",
            Becomes("{c*:One} |{c2:two} => c2 supports c"),
        ),
        case("Mark all like this…", calm, "", Opens("Mark all like this")),
        case(
            "Carry marks over to copies…",
            calm,
            "",
            Opens("Carry marks over to copies"),
        ),
        case(
            "Fill in one by one",
            calm,
            "",
            Shows(|window| window.buttons().iter().any(|name| name == "Type: direct")),
        ),
        case(
            "Ask for what is missing",
            calm,
            "",
            Leaves(|postil| postil.settings.asks),
        ),
        case(
            "Link…",
            calm,
            "",
            Shows(|window| {
                ["1  said by", "2  signalled by", "3  said to"]
                    .iter()
                    .all(|part| window.buttons().iter().any(|name| name.starts_with(part)))
            }),
        ),
        // Articles.
        case(
            "Next article",
            calm,
            "",
            Leaves(|app| open_article(app) == "other"),
        ),
        case(
            "Previous article",
            calm,
            "Ctrl+PageDown",
            Leaves(|app| open_article(app) == "stage"),
        ),
        case(
            "Done",
            "Nobody was here.",
            "",
            Leaves(|app| {
                app.workspace().unwrap().project.status(&notation::stage()) == Status::Done
            }),
        ),
        case(
            "Title, source and date…",
            calm,
            "",
            Opens("Title, source and date"),
        ),
        case(
            "Changed text…",
            "|One two # One two three",
            "",
            Opens("Changed text"),
        ),
        case(
            "Correct the text…",
            "One {c:t[wo|]}",
            "",
            Opens("Correct the text"),
        ),
        case(
            "Corrections…",
            "|One two",
            "",
            Opens("Corrections of the text"),
        ),
        case(
            "Remove the article",
            "Nobody was here.",
            "",
            Leaves(|app| {
                let articles = &app.workspace().unwrap().project.articles;
                articles.len() == 1 && articles.contains_key("other")
            }),
        ),
        case(
            "Find an article",
            calm,
            "",
            Focuses(Role::TextInput, "Filter articles"),
        ),
        case(
            "All annotations…",
            calm,
            "",
            Shows(|window| window.app().table().is_some()),
        ),
        case(
            "Go to the listed annotation",
            "{q:One} two|",
            "F12",
            Becomes("|{q*:One} two"),
        ),
        case(
            "Recode what is listed…",
            "{q:One} two|",
            "F12",
            Opens("Recode 1 annotation"),
        ),
        case(
            "Agreement…",
            calm,
            "",
            Shows(|window| window.app().agreement().is_some()),
        ),
        case(
            "Go to the compared passage",
            calm,
            "Shift+F12",
            Says("List passages under “Agreement” first"),
        ),
        case(
            "Next compared passage",
            calm,
            "",
            Says("List passages under “Agreement” first"),
        ),
        case(
            "Previous compared passage",
            calm,
            "",
            Says("List passages under “Agreement” first"),
        ),
        case("Copy the numbers", calm, "", Says("Open “Agreement” first")),
        case(
            "Save the picture…",
            calm,
            "",
            Says("Open “Agreement” first"),
        ),
        case(
            "Compare and decide",
            calm,
            "",
            Shows(|window| window.app().instead() == Some(Instead::Decide)),
        ),
        case(
            "My inbox",
            calm,
            "",
            Shows(|window| window.app().instead() == Some(Instead::Inbox)),
        ),
        case(
            "All comments",
            calm,
            "",
            Shows(|window| window.app().instead() == Some(Instead::Comments)),
        ),
        case(
            "The team",
            calm,
            "",
            Shows(|window| window.app().instead() == Some(Instead::Team)),
        ),
        case("Assign articles…", calm, "", Opens("Assign articles")),
        case("Repeats…", calm, "", Opens("Repeats")),
        case("New round…", calm, "", Opens("A round of annotating")),
        case(
            "Merge a colleague's copy…",
            calm,
            "",
            Asks("The folder of the copy"),
        ),
        case("Merge a bundle…", calm, "", Asks("The bundle")),
        case("Make a bundle…", calm, "", Asks("A file for the bundle")),
        case(
            "Sync with git…",
            calm,
            "",
            Says("The project's folder is in no git repository"),
        ),
        case("How reviews work…", calm, "", Opens("How reviews work")),
        case("Comment…", calm, "", Opens("Comment")),
        case("Saved filters…", calm, "F12", Opens("Saved filters")),
        case(
            "Copy for a paper: Markdown",
            calm,
            "",
            Says("Open “Agreement” first"),
        ),
        case(
            "Copy for a paper: LaTeX",
            calm,
            "",
            Says("Open “Agreement” first"),
        ),
        case(
            "Copy for a paper: CSV",
            calm,
            "",
            Says("Open “Agreement” first"),
        ),
        case("Filters", calm, "", Opens("Filters")),
        case("Reviewing", calm, "", Opens("Reviewing")),
        case(
            "Codebook…",
            calm,
            "",
            Shows(|window| window.app().codebook().is_some()),
        ),
        case(
            "New in the codebook…",
            calm,
            "",
            Focuses(Role::TextInput, "Name"),
        ),
        case(
            "Down in the codebook",
            calm,
            "F3",
            Leaves(|app| {
                app.workspace().unwrap().project.codebook.tags[1]
                    .id
                    .as_str()
                    == "quote"
            }),
        ),
        case(
            "Up in the codebook",
            calm,
            "F3 Down",
            Leaves(|app| {
                app.workspace().unwrap().project.codebook.tags[0]
                    .id
                    .as_str()
                    == "cue"
            }),
        ),
        case(
            "Tag into the group above",
            calm,
            "F3 Down",
            Leaves(|app| parent_of(app, "cue") == Some("quote")),
        ),
        case(
            "Tag out of its group",
            calm,
            "F3 Down Alt+I",
            Leaves(|app| parent_of(app, "cue").is_none()),
        ),
        case(
            "Retire the tag",
            calm,
            "F3",
            Leaves(|app| app.workspace().unwrap().project.codebook.tags[0].retired),
        ),
        case(
            "Merge the tag…",
            calm,
            "F3",
            Shows(|window| window.says("Merge the tag Quote")),
        ),
        case(
            "Split the tag…",
            calm,
            "F3",
            Shows(|window| window.says("Split the tag Quote")),
        ),
        case(
            "Merge two fields…",
            calm,
            "F3",
            Shows(|window| window.says("Merge two fields of Quote")),
        ),
        case(
            "Delete from the codebook…",
            calm,
            "F3",
            Shows(|window| window.says("Delete the tag Quote")),
        ),
        case(
            "Bring annotations up to the codebook",
            calm,
            "",
            Says("Your annotations are as the codebook has them"),
        ),
        case(
            "Guidelines beside the text",
            calm,
            "",
            Shows(|window| window.workspace().guide.is_some()),
        ),
        case(
            "What the guidelines say of the tag",
            calm,
            "",
            Shows(|window| window.workspace().guide.is_some()),
        ),
        case(
            "Next thing missing",
            "One| {q:two}",
            "",
            Says("“two”: Type is missing."),
        ),
        case(
            "Previous thing missing",
            "One {q:two} |three",
            "",
            Says("“two” has none of these: Speaker"),
        ),
        case(
            "What is missing below the text",
            calm,
            "",
            Shows(|window| {
                let part = "What is missing, below the text";
                window.find(Role::Complementary, part).is_some()
            }),
        ),
        case(
            "Done all the same",
            calm,
            "",
            Leaves(|app| {
                app.workspace().unwrap().project.status(&notation::stage()) == Status::Done
            }),
        ),
        case(
            "It still holds",
            calm,
            "",
            Says("No definition has changed since this was marked"),
        ),
        case(
            "Take as an example",
            calm,
            "",
            Leaves(|app| {
                let tag = &app.workspace().unwrap().project.codebook.tags[0];
                tag.examples.iter().any(|it| it.source.is_some())
            }),
        ),
        case(
            "Take as a counterexample",
            calm,
            "",
            Leaves(|app| {
                let tag = &app.workspace().unwrap().project.codebook.tags[0];
                tag.counterexamples.iter().any(|it| it.source.is_some())
            }),
        ),
        case(
            "Entities…",
            calm,
            "",
            Shows(|window| window.app().register().is_some()),
        ),
        case("New entity…", calm, "", Focuses(Role::TextInput, "Name")),
        case(
            "Merge the entity…",
            calm,
            "F4",
            Focuses(Role::TextInput, "Merge with"),
        ),
        case(
            "Split the entity…",
            calm,
            "F4",
            Focuses(Role::TextInput, "Name of the new entity"),
        ),
        case(
            "Delete the entity",
            calm,
            "F4",
            Leaves(|app| app.workspace().unwrap().project.register().is_empty()),
        ),
        case(
            "Delete unused entities",
            calm,
            "F4",
            Leaves(|app| app.workspace().unwrap().project.register().is_empty()),
        ),
        case("Import entities…", calm, "", Asks("Import entities")),
        case("Export entities…", calm, "", Opens("Export")),
        case("Guidelines…", calm, "", Opens("Guidelines")),
        // Annotations without a place.
        case(
            "Annotations without a place",
            "|One two three ~ three",
            "",
            Shows(|window| window.says("Without a place, 1 of 1:")),
        ),
        case(
            "Next one without a place",
            "|One two three ~ three, seven",
            "Shift+F7",
            Shows(|window| window.says("Without a place, 2 of 2:")),
        ),
        case(
            "Previous one without a place",
            "|One two three ~ three, seven",
            "Shift+F7 Alt+PageDown",
            Shows(|window| window.says("Without a place, 1 of 2:")),
        ),
        case(
            "Take the likeliest place",
            "|One two three ~ three",
            "Shift+F7",
            Becomes("One two |{c*:three}"),
        ),
        case(
            "Place at the selection",
            "[One|] two three ~ three",
            "Shift+F7",
            Becomes("|{c*:One} two three"),
        ),
        case(
            "Keep the one without a place",
            "|One two three ~ three",
            "Shift+F7",
            Shows(|window| window.says("Without a place (1)") && !window.says("1 without a place")),
        ),
        case(
            "Delete the one without a place",
            "|One two three ~ three",
            "Shift+F7",
            Shows(|window| !window.says("Without a place")),
        ),
        // The window.
        case("All commands…", calm, "", Opens("All commands")),
        case("Reading…", calm, "", Opens("Reading")),
        case(
            "Go to the text",
            calm,
            "Ctrl+F",
            Focuses(Role::Document, "A stage"),
        ),
        case(
            "Next region",
            calm,
            "",
            Focuses(Role::TextInput, "Filter articles"),
        ),
        case(
            "Article list",
            calm,
            "",
            Shows(|window| window.find(Role::TextInput, "Filter articles").is_none()),
        ),
        case(
            "Inspector",
            calm,
            "",
            Shows(|window| window.find(Role::Button, "Tag as Quote").is_none()),
        ),
        case(
            "Colleagues’ annotations",
            calm,
            "",
            Leaves(|postil| postil.workspace().unwrap().colleagues.shown),
        ),
        case(
            "Whose annotations are shown…",
            calm,
            "",
            Says("Nobody else annotates in this project"),
        ),
        case(
            "List what is here…",
            "{q:One |{c:two}}",
            "",
            Shows(|window| {
                let names = ["Claim “two”", "Quote “One two”"];
                names
                    .iter()
                    .all(|name| window.find(Role::Button, name).is_some())
            }),
        ),
        case(
            "Follow a link…",
            "|{q*:One} {a:two} => q speaker a",
            "",
            Becomes("{q:One} |{a*:two} => q speaker a"),
        ),
        case(
            "Text without annotations",
            calm,
            "",
            Shows(|window| {
                let hidden = window.find(Role::Mark, "Quote").is_none();
                window.press("F8");
                hidden && window.find(Role::Mark, "Quote").is_some()
            }),
        ),
        case(
            "Show invisible characters",
            calm,
            "",
            Leaves(|app| app.settings.show_invisible),
        ),
        case("Larger text", calm, "", Says("Text size 19")),
        case("Smaller text", calm, "", Says("Text size 17")),
        case("Zoom in", calm, "", Says("Zoom 110 %")),
        case("Zoom out", calm, "", Says("Zoom 91 %")),
        case("Zoom 100 %", calm, "Ctrl+Equals", Says("Zoom 100 %")),
        case(
            "Dark theme",
            calm,
            "",
            Leaves(|app| app.settings.theme == ThemeChoice::Dark),
        ),
        case(
            "High contrast",
            calm,
            "",
            Leaves(|app| app.settings.contrast == Contrast::High),
        ),
        case(
            "Light theme",
            calm,
            "",
            Leaves(|app| app.settings.theme == ThemeChoice::Light),
        ),
        case(
            "Theme of the system",
            calm,
            "",
            Leaves(|app| app.settings.theme == ThemeChoice::System),
        ),
        case(
            "Language: Deutsch",
            calm,
            "",
            Shows(|window| {
                let is_german = window.find(Role::Button, "Bearbeiten").is_some();
                // The cases after it look for English.
                let ctx = window.harness.ctx.clone();
                let app = window.app_mut();
                app.perform(&Command::LanguageEnglish, &ctx);
                window.settle();
                is_german && window.find(Role::Button, "Edit").is_some()
            }),
        ),
        case(
            "Language of the system",
            calm,
            "",
            Shows(|window| {
                let is_free = window.app().settings.language.is_none();
                let ctx = window.harness.ctx.clone();
                let app = window.app_mut();
                app.perform(&Command::LanguageEnglish, &ctx);
                window.settle();
                is_free
            }),
        ),
        case(
            "Language: English",
            calm,
            "",
            Leaves(|app| app.settings.language == Some(Language::English)),
        ),
        case("Annotator…", calm, "", Opens("Who is annotating?")),
        case("Keys", calm, "", Opens("Keys")),
        case(
            "How articles are imported",
            calm,
            "",
            Opens("How articles are imported"),
        ),
        case(
            "What Postil promises",
            calm,
            "",
            Opens("What Postil promises about your work"),
        ),
        case("About Postil", calm, "", Opens("About Postil")),
    ]);
    cases
}

fn open_article(app: &postil::app::Postil) -> &str {
    let workspace = app.workspace().unwrap();
    workspace.open.as_ref().unwrap().key.article.as_str()
}
