//! Agreement as a screen: words before numbers, each number with the passages behind it, to which one goes and from which one
//! comes back; by keys alone and by role and name.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use egui::OutputCommand;
use egui::accesskit::Role;
use egui::vec2;
use egui_kittest::kittest::NodeT as _;
use postil::app::agreement::Agreement;
use postil::app::picker::Answer;
use postil::app::settings::Settings;
use postil::model::{Project, Round, RoundId, Status};
use postil::review::{self, Question, Study, Summary};
use postil::store::{self, Progress};
use postil::words::{Language, speak_here};

use super::harness::{Opening, Window};
use super::notation::{joined_by, parse, stage};

const ANAS: &str = "{q:One two} three {c:four five} {a:six}.|";
const BENS: &str = "{q:One two} {c:three four five} six {s:seven}.";

/// The same text for both.
fn scenes() -> (String, String) {
    let anas = ANAS.replace("}.|", "} seven.|");
    (anas, BENS.to_owned())
}

/// All layers are done.
fn done(mut project: Project) -> Project {
    let keys: Vec<_> = project.layers.keys().cloned().collect();
    for key in keys {
        let layer = Arc::make_mut(project.layers.get_mut(&key).unwrap());
        layer.head.status = Status::Done;
    }
    project
}

fn two_people() -> Project {
    let (anas, bens) = scenes();
    done(joined_by(parse(&anas).project(), "Ben", &bens))
}

fn whole(window: &Window) -> bool {
    window.app().agreement().is_some_and(Agreement::is_whole)
}

/// The screen of a project.
fn agreement(project: &Project) -> Window {
    let mut window = Window::open(project);
    window.press("Shift+F12");
    window.wait("the numbers are there", whole);
    window
}

/// What the cells say whose names begin so.
fn cells(window: &Window, part: &str) -> Vec<String> {
    let cells = window.all(Role::GridCell, part);
    let names = cells
        .iter()
        .filter_map(|cell| cell.accesskit_node().label());
    names.filter(|name| name.starts_with(part)).collect()
}

#[test]
fn a_key_goes_there_and_back_and_so_does_escape() {
    let mut window = agreement(&two_people());
    assert!(window.find(Role::Document, "A stage").is_none());
    assert!(window.has_keyboard(Role::Grid, "By tag"));
    window.press("Shift+F12");
    assert!(window.has_keyboard(Role::Document, "A stage"));
    window.press("Shift+F12 Escape");
    assert!(window.has_keyboard(Role::Document, "A stage"));
}

#[test]
fn words_stand_before_numbers_and_what_is_undefined_is_a_dash() {
    let window = agreement(&two_people());
    assert!(window.says(
        "Ana and Ben, 1 article: of 4 passages 1 is identical, 1 differs at the edges, 0 in the tag, 0 in both, and 2 only one"
    ));
    assert!(window.says("There are no intervals"));
    assert_eq!(cells(&window, "Quote, Exact F1"), ["Quote, Exact F1: 1.00"]);
    assert_eq!(cells(&window, "Claim, Exact F1"), ["Claim, Exact F1: 0.00"]);
    assert_eq!(
        cells(&window, "Claim, Overlap F1"),
        ["Claim, Overlap F1: 1.00"]
    );
    assert_eq!(
        cells(&window, "Claim, Passages"),
        ["Claim, Passages: edges differ 1"]
    );
    assert_eq!(cells(&window, "All tags, Ana"), ["All tags, Ana: 3"]);
}

#[test]
fn a_number_is_opened_by_keys_to_its_passages_gone_to_and_come_back_from() {
    let mut window = agreement(&two_people());
    // The first row is of all tags, its first cell opens all passages.
    window.press("Enter");
    assert!(window.has_keyboard(Role::ListBox, "Passages"));
    assert_eq!(
        window.rows(),
        [
            "One two, Ana: Quote · Ben: Quote · A stage",
            "three four five, Ana: Claim · Ben: Claim · A stage",
            "six, Ana: Actor · Ben: nothing · A stage",
            "seven, Ana: nothing · Ben: Stance · A stage",
        ]
    );
    window.press("Down Enter");
    assert!(window.has_keyboard(Role::Document, "A stage"));
    assert_eq!(window.chosen().id.as_str(), "c", "one's own mark");
    assert!(
        window.find(Role::Mark, "Ben: Claim").is_some(),
        "with the other one beside it"
    );
    // From passage to passage without going back.
    window.press("Alt+A");
    assert_eq!(window.chosen().id.as_str(), "a");
    assert!(window.says("Passage 3 of 4"));
    window.press("Alt+A");
    let visited = window.workspace().visited().expect("a colleague's mark");
    assert_eq!(visited.1.tag.as_str(), "stance");
    window.press("Alt+A");
    assert!(window.says("This is the last of the passages"));
    window.press("Alt+Shift+A Alt+Shift+A");
    assert_eq!(window.chosen().id.as_str(), "c");
    window.press("Alt+Comma");
    assert!(window.has_keyboard(Role::ListBox, "Passages"));
    window.press("Escape");
    assert!(window.has_keyboard(Role::Grid, "By tag"));
}

#[test]
fn a_number_is_clicked_and_its_passages_are_filtered_by_class() {
    let mut window = agreement(&two_people());
    window.click(Role::GridCell, "All tags, Exact F1: 0.33");
    assert_eq!(window.rows().len(), 3, "those in which they differ");
    window.click(Role::RadioButton, "edges differ 1");
    assert_eq!(
        window.rows(),
        ["three four five, Ana: Claim · Ben: Claim · A stage"]
    );
    window.click(Role::RadioButton, "All 4");
    assert_eq!(window.rows().len(), 4);
    // The words above the table open a class, too.
    window.click(Role::Button, "only Ben 1");
    assert_eq!(
        window.rows(),
        ["seven, Ana: nothing · Ben: Stance · A stage"]
    );
}

#[test]
fn the_other_tables_are_of_the_same_passages() {
    let mut window = agreement(&two_people());
    window.click(Role::Tab, "Confusion");
    window.click(Role::GridCell, "Actor, nothing: 1");
    assert_eq!(window.rows(), ["six, Ana: Actor · Ben: nothing · A stage"]);
    window.click(Role::Tab, "By pair");
    window.click(Role::GridCell, "Ana, Ben: 0.33");
    assert_eq!(window.rows().len(), 3);
    assert_eq!(
        cells(&window, "Ben, Ana"),
        ["Ben, Ana: 1"],
        "shared articles"
    );
    window.click(Role::Tab, "By article");
    assert_eq!(cells(&window, "A stage, Done"), ["A stage, Done: 2"]);
    window.click(Role::Tab, "Over time");
    window.click(Role::GridCell, "2023-11-13, Articles: 1");
    assert_eq!(window.rows().len(), 4);
    window.click(Role::Tab, "Links");
    assert!(window.says("There is nothing of this kind to compare."));
}

#[test]
fn the_course_goes_by_rounds_where_there_are_any() {
    let (anas, bens) = scenes();
    let project = joined_by(parse(&anas).project(), "Ben", &bens);
    let mut project = done(joined_by(
        project,
        "Carol",
        "{q:One two} three four five six seven.",
    ));
    let mut window = agreement(&project);
    window.click(Role::Tab, "Over time");
    assert!(window.find(Role::RadioButton, "By month").is_some());
    assert!(window.find(Role::RadioButton, "By round").is_none());

    Arc::make_mut(&mut project.reviewing).rounds.push(Round {
        id: RoundId::new("first").unwrap(),
        name: "Training".to_owned(),
        annotators: ["ana", "ben"].map(|id| id.parse().unwrap()).into(),
        articles: [stage().article].into(),
        blind: true,
    });
    let mut window = agreement(&project);
    window.click(Role::Tab, "Over time");
    window.click(Role::RadioButton, "By round");
    assert_eq!(
        cells(&window, "Training, Articles"),
        ["Training, Articles: 1"]
    );
    assert_eq!(
        cells(&window, "Training, Marks"),
        ["Training, Marks: 6"],
        "Carol takes no part"
    );
    assert_eq!(
        cells(&window, "Training, Exact F1"),
        ["Training, Exact F1: 0.33"]
    );
    window.click(Role::GridCell, "Training, Articles: 1");
    assert_eq!(window.rows().len(), 4);
    assert!(window.rows().iter().all(|row| !row.contains("Carol")));
    // By time it is of all three.
    window.click(Role::RadioButton, "By week");
    assert_eq!(
        cells(&window, "2023-11-13, Marks"),
        ["2023-11-13, Marks: 7"]
    );
}

#[test]
fn whoever_is_left_out_is_in_no_number_and_unsure_marks_are_on_request() {
    let (anas, bens) = scenes();
    let project = joined_by(parse(&anas).project(), "Ben", &bens);
    let carols = "{q?:One two} three four five six seven.";
    let mut window = agreement(&done(joined_by(project, "Carol", carols)));
    assert!(window.says("Ana, Ben and Carol, 1 article"));
    window.click(Role::CheckBox, "Compare Ben");
    window.wait("they are compared again", whole);
    assert!(window.says("Ana and Carol, 1 article: of 3 passages 1 is identical"));
    window.click(Role::CheckBox, "Unsure marks count");
    window.wait("they are compared again", whole);
    assert!(window.says("Ana and Carol, 1 article: of 3 passages 0 are identical"));
    window.click(Role::CheckBox, "Compare Carol");
    window.wait("they are compared again", whole);
    assert!(window.says("Choose at least two people to compare."));
}

#[test]
fn numbers_follow_the_project() {
    let mut window = agreement(&two_people());
    window.press("Enter Down Enter");
    window.press("Delete");
    window.press("Shift+F12");
    window.wait("they are compared again", whole);
    assert!(window.says("of 4 passages 1 is identical, 0 differ at the edges"));
    window.press("Ctrl+Z");
    window.wait("they are compared again", whole);
    assert!(window.says("of 4 passages 1 is identical, 1 differs at the edges"));
}

#[test]
fn without_two_people_who_are_done_it_says_what_to_do() {
    let (anas, bens) = scenes();
    let project = joined_by(parse(&anas).project(), "Ben", &bens);
    let mut window = agreement(&project);
    assert!(window.says("Nobody can be compared yet."));
    assert!(window.says("Ben: 1 begun, 0 done"));
    assert!(window.has_keyboard(Role::Button, "Back to the text"));
    window.press("Enter");
    assert!(window.has_keyboard(Role::Document, "A stage"));
}

#[test]
fn tables_are_copied_and_saved_as_pictures() {
    let mut window = agreement(&two_people());
    window.copied.clear();
    window.click(Role::Button, "Copy table");
    let copied = window.copied.iter().find_map(|it| match it {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.expect("it was copied");
    let claim = copied.lines().find(|line| line.starts_with("Claim"));
    let cells: Vec<&str> = claim.unwrap().split('\t').collect();
    assert_eq!(cells[1..9], ["1", "1", "0", "1", "0", "0", "0", "0"]);
    window.copied.clear();
    window.click(Role::Button, "For a paper");
    window.click(Role::Button, "LaTeX");
    let has_table = window.copied.iter().any(|it| match it {
        OutputCommand::CopyText(text) => text.contains("\\begin{tabular}"),
        _ => false,
    });
    assert!(has_table);
    for tab in ["By tag", "Confusion", "Over time"] {
        window.click(Role::Tab, tab);
        let path = window.file("picture.svg", "");
        let answer = Answer::Picked(vec![path.clone()]);
        window.desk.borrow_mut().answers.push_back(answer);
        window.click(Role::Button, "Save picture…");
        window.wait("it is written", |window| window.says("The picture is in"));
        let svg = std::fs::read_to_string(path).unwrap();
        assert!(svg.starts_with("<svg") && svg.contains("</svg>"), "{tab}");
    }
}

#[test]
fn more_measures_are_made_on_demand() {
    let mut window = agreement(&two_people());
    window.click(Role::Button, "More measures");
    window.click(Role::CheckBox, "γ");
    window.wait("it is made", whole);
    window.press("Escape");
    assert!(whole(&window), "Escape has only closed the menu");
    assert_eq!(cells(&window, "Claim, γ"), ["Claim, γ: –"]);
    let all = cells(&window, "All tags, γ");
    assert!(all[0].starts_with("All tags, γ: 0."), "{all:?}");
}

/// The sample in a window.
fn sample(opening: Opening) -> Window {
    let mut window = Window::new(opening);
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/harbour");
    let project = store::open(&sample, &Progress::default()).unwrap().project;
    let root = window.root();
    store::create(&root, &project).unwrap();
    window = window.reopened();
    window.press("Shift+F12");
    window.wait("the numbers are there", whole);
    window
}

#[test]
fn each_cell_of_the_sample_opens_its_passages_by_keys() {
    let mut window = sample(Opening::default());
    for tab in [
        "By tag",
        "By article",
        "By pair",
        "Fields",
        "Links",
        "Confusion",
        "Over time",
    ] {
        window.click(Role::Tab, tab);
        window.wait("the table is there", whole);
        if window.find(Role::Grid, tab).is_none() {
            continue;
        }
        assert!(window.has_keyboard(Role::Grid, tab), "{tab}");
        window.press("Home Down Right Enter");
        window.wait("its passages are there", whole);
        assert!(window.app().agreement().unwrap().listed() > 0, "{tab}");
    }
}

#[test]
fn options_can_be_said_to_be_in_order_and_the_paper_says_so() {
    let mut window = sample(Opening::default());
    let alpha = |ordinal: bool| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/harbour");
        let project = store::open(&folder, &Progress::default()).unwrap().project;
        let go_on = AtomicBool::new(true);
        let question = Question::everybody(&project);
        let study = Study::of(&project, question, &AtomicUsize::new(0), &go_on).unwrap();
        let field = study.fields.iter();
        let mut field = field.filter(|it| it.to_string() == "quote.type");
        let field = field.next().unwrap();
        let settings = review::Settings {
            ordinal: ordinal.then(|| field.clone()).into_iter().collect(),
            ..review::Settings::default()
        };
        let summary = Summary::of(&project, &study, &settings, &go_on).unwrap();
        let numbers = summary.fields.iter().find(|it| it.field == *field);
        numbers.unwrap().alpha.value.unwrap()
    };
    let (nominal, ordinal) = (alpha(false), alpha(true));
    assert!((nominal - ordinal).abs() > 0.01, "{nominal}, {ordinal}");
    window.click(Role::Tab, "Fields");
    let told = |alpha: f64| [format!("Quote: Type, α: {alpha:.2}")];
    assert_eq!(cells(&window, "Quote: Type, α"), told(nominal));
    window.click(Role::Button, "Options in order");
    let offered = |window: &Window, name| window.find(Role::CheckBox, name).is_some();
    assert!(
        !offered(&window, "Stance: Expression"),
        "it has two options"
    );
    // The table lies below the menu, and takes no key while that is open.
    window.focus(Role::Grid, "Fields");
    window.press("Down Enter");
    assert_eq!(window.app().agreement().unwrap().listed(), 0);
    assert!(offered(&window, "Quote: Type"), "the menu is open");
    window.click(Role::CheckBox, "Quote: Type");
    window.wait("they are compared again", whole);
    window.press("Escape");
    assert!(whole(&window), "Escape has only closed the menu");
    assert_eq!(cells(&window, "Quote: Type, α"), told(ordinal));
    assert!(window.find(Role::Button, "Options in order (1)").is_some());
    let row = cells(&window, "Quote: Type [in order]");
    assert_eq!(row.len(), 1, "its row says so");
    window.copied.clear();
    window.click(Role::Button, "For a paper");
    window.click(Role::Button, "Markdown");
    let copied = window.copied.iter().find_map(|it| match it {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let paper = copied.expect("it was copied");
    assert!(
        paper.contains("The options of quote.type are in order"),
        "{paper}"
    );
    assert!(paper.contains("\n| quote.type (ordinal α) |"), "{paper}");
}

#[test]
fn the_sample_is_whole_in_a_small_window_and_in_german() {
    for (size, language) in [
        (vec2(480.0, 400.0), Language::English),
        (vec2(700.0, 500.0), Language::German),
    ] {
        let mut settings = Settings::default();
        "Ana".clone_into(&mut settings.annotator);
        settings.language = Some(language);
        settings.asks = false;
        let mut window = sample(Opening {
            size,
            settings,
            ..Opening::default()
        });
        let title = match language {
            Language::English => "Agreement",
            Language::German => "Übereinstimmung",
        };
        assert!(window.says(title));
        window.press("Enter");
        window.wait("its passages are there", whole);
        assert!(window.app().agreement().unwrap().listed() > 0);
        assert_eq!(window.all(Role::ListBox, "").len(), 1);
    }
    speak_here(Some(Language::English));
}

#[test]
fn in_a_low_window_the_table_is_scrolled_to() {
    const LOW: f32 = 300.0;
    for language in [Language::English, Language::German] {
        let mut settings = Settings::default();
        "Ana".clone_into(&mut settings.annotator);
        settings.language = Some(language);
        settings.asks = false;
        let mut window = sample(Opening {
            size: vec2(960.0, LOW),
            settings,
            ..Opening::default()
        });
        window.press("Home Down");
        window.settle();
        let cells = window.all(Role::GridCell, "");
        let places: Vec<egui::Rect> = cells.iter().map(egui_kittest::Node::rect).collect();
        let first = places.iter().min_by(|a, b| a.top().total_cmp(&b.top()));
        let first = first.expect("the table has cells");
        assert!(first.bottom() < LOW, "{first:?}");
    }
    speak_here(Some(Language::English));
}
