//! The exports read back and compared with the fixture whose offsets other programs have confirmed.

mod others;

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::tables::safe_cell;
use super::*;
use crate::import::{DEFAULT_PRESET, preset};
use crate::model::{
    AnnotationId, AnnotatorId, Article, ArticleId, ArticleMeta, Author, Change, Color, Edit,
    Entity, EntityId, EntityTypeId, LayerKey, RoleId, Spans, TagId, Target, edits,
};
use crate::text::{CodePoint, Span, Text};

const TEXT: &str =
    "Mayor Ana Núñez 😀 said the port “will close” by 2030.\nUnions, she added, oppose it.\n";

fn key(annotator: &str) -> LayerKey {
    LayerKey {
        article: ArticleId::new("a").unwrap(),
        annotator: AnnotatorId::new(annotator).unwrap(),
    }
}

/// The fixture of the format study, marked by Ana; Ben has marked one actor.
fn project() -> Project {
    let mut project = Project {
        codebook: Arc::new(preset(DEFAULT_PRESET).unwrap().codebook.clone()),
        ..Project::default()
    };
    let meta = ArticleMeta {
        title: "=Port, “closed”".into(),
        source: "Coast\nCourier".into(),
        date: Some(jiff::civil::date(2026, 3, 1)),
        language: "en".into(),
        ..ArticleMeta::default()
    };
    let article = Article::new(ArticleId::new("a").unwrap(), meta, Text::new(TEXT));
    let mut apply = |edit: Edit| {
        edit.apply(&mut project).unwrap();
    };
    apply(edits::add_article(Arc::new(article)));
    for (id, name) in [("ana", "Ana"), ("ben", "Ben")] {
        let id = AnnotatorId::new(id).unwrap();
        apply(Edit::new(
            "",
            vec![Change::Annotator(id, Some((name.into(), Color([1, 2, 3]))))],
        ));
    }
    for (who, id, tag, pieces) in [
        ("ana", "a1", "actor", &[(0, 15)][..]),
        ("ana", "c1", "claim", &[(23, 52)]),
        ("ana", "q1", "quote", &[(32, 44)]),
        ("ana", "s1", "stance", &[(54, 60), (73, 82)]),
        ("ben", "a2", "actor", &[(6, 15)]),
    ] {
        mark(&mut project, who, id, tag, pieces);
    }
    register(&mut project);
    project
}

fn author(who: &str) -> Author {
    Author {
        annotator: AnnotatorId::new(who).unwrap(),
        at: "2026-03-02T10:00:00Z".parse().unwrap(),
    }
}

fn mark(project: &mut Project, who: &str, id: &str, tag: &str, pieces: &[(u32, u32)]) {
    let text = Text::new(TEXT);
    let at = |offset| text.from_code_point(CodePoint(offset)).unwrap();
    let spans = pieces
        .iter()
        .map(|&(start, end)| Span::between(at(start), at(end)))
        .collect();
    let (id, tag) = (AnnotationId::new(id).unwrap(), TagId::new(tag).unwrap());
    let spans = Spans::new(spans).unwrap();
    edits::annotate(project, &author(who), &key(who), id, &tag, spans)
        .apply(project)
        .unwrap();
}

/// An entity, links to an annotation and to the entity, an entity as a value, a note that looks like a formula.
fn register(project: &mut Project) {
    let (by, key) = (author("ana"), key("ana"));
    let entity = Entity::new(
        EntityId::new("nunez").unwrap(),
        "Ana Núñez",
        EntityTypeId::new("person").unwrap(),
        by.at,
    );
    edits::put_entity(project, &by, entity)
        .apply(project)
        .unwrap();
    let get = |project: &Project, id: &str| project.layers[&key].annotations[id].clone();
    let nunez = || Target::Entity(EntityId::new("nunez").unwrap());
    let role = |id: &str| RoleId::new(id).unwrap();
    let actor = Target::Annotation(AnnotationId::new("a1").unwrap());
    let claim = Target::Annotation(AnnotationId::new("c1").unwrap());
    for (id, link, to) in [
        ("q1", "speaker", actor),
        ("s1", "target", claim),
        ("s1", "target", nunez()),
    ] {
        let from = get(project, id);
        edits::link(project, &by, &key, &from, &role(link), to)
            .apply(project)
            .unwrap();
    }
    let quote = get(project, "c1");
    edits::set_note(project, &by, &key, &quote, "-1+1 ; check\n“twice”")
        .apply(project)
        .unwrap();
    let actor = get(project, "a1");
    let value = crate::model::Value::Entity(EntityId::new("nunez").unwrap());
    let attribute = "entity".parse().unwrap();
    edits::set_attribute(project, &by, &key, &actor, &attribute, Some(value))
        .apply(project)
        .unwrap();
}

/// What is wanted of a format, with options as the command line has them.
fn wish(id: &str, options: &[(&str, &str)]) -> Wish {
    let mut wish = Wish::of(format(id).unwrap());
    for (option, value) in options {
        wish.options.set(wish.format, option, value).unwrap();
    }
    wish
}

fn written(wish: &Wish) -> (String, Report) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out");
    let report = export(&project(), wish, &Progress::default(), &path).unwrap();
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "no temporary file is left"
    );
    (fs::read_to_string(path).unwrap(), report)
}

#[test]
fn json_lines_hold_the_fixture() {
    let (text, report) = written(&wish("jsonl", &[]));
    assert_eq!((report.articles, report.annotations), (1, 5));
    assert_eq!(text.lines().count(), 1);
    let line: Json = serde_json::from_str(&text).unwrap();
    assert_eq!(line["text"], TEXT);
    assert_eq!(line["date"], "2026-03-01");
    assert_eq!(line["offset_unit"], "code point");
    assert_eq!(line["layers"][0]["status"], "in progress");
    let find = |id: &str| -> &Json {
        let annotations = line["annotations"].as_array().unwrap();
        annotations
            .iter()
            .find(|annotation| annotation["id"] == id)
            .unwrap()
    };
    assert_eq!(
        find("s1")["spans"],
        json!([
            {"start": 54, "end": 60, "text": "Unions"},
            {"start": 73, "end": 82, "text": "oppose it"},
        ])
    );
    assert_eq!(
        find("s1")["links"],
        json!([
            {"role": "target", "annotation": "c1"},
            {"role": "target", "entity": "nunez", "name": "Ana Núñez"},
        ])
    );
    assert_eq!(find("q1")["attributes"], json!({"type": "direct"}));
    assert_eq!(
        find("a1")["attributes"],
        json!({"entity": {"entity": "nunez", "name": "Ana Núñez"}})
    );
    assert_eq!(find("a2")["annotator"], "ben");
    assert_eq!(find("q1")["created"], "2026-03-02T10:00:00Z");
    // As a Python program slices: by code points.
    let characters: Vec<char> = TEXT.chars().collect();
    for piece in line["annotations"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|a| a["spans"].as_array().unwrap())
    {
        let at = |end: &str| usize::try_from(piece[end].as_u64().unwrap()).unwrap();
        let covered: String = characters[at("start")..at("end")].iter().collect();
        assert_eq!(piece["text"], covered);
    }
}

fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    ::csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .unwrap()
}

#[test]
fn a_table_holds_the_fixture() {
    let (text, report) = written(&wish("csv", &[]));
    assert_eq!(report.annotations, 5);
    assert!(text.starts_with("article,title,"));
    assert!(text.ends_with("\r\n"));
    let rows = rows(&text);
    let find = |id: &str| rows.iter().find(|row| row["annotation"] == id).unwrap();
    let stance = find("s1");
    for (column, value) in [
        ("article", "a"),
        ("title", "'=Port, “closed”"),
        ("source", "Coast\nCourier"),
        ("annotator", "Ana"),
        ("tag", "stance"),
        ("start", "54"),
        ("end", "82"),
        ("spans", "54-60;73-82"),
        ("text", "Unions … oppose it"),
        ("link:target", "the port “will close” by 2030; Ana Núñez"),
        ("link:target:id", "c1; nunez"),
        ("unsure", "no"),
    ] {
        assert_eq!(stance[column], value, "{column}");
    }
    assert_eq!(find("q1")["attribute:type"], "direct");
    assert_eq!(find("a1")["attribute:entity"], "Ana Núñez");
    assert_eq!(find("a1")["attribute:entity:id"], "nunez");
    assert_eq!(find("c1")["note"], "'-1+1 ; check\n“twice”");
}

#[test]
fn a_table_for_programs_is_raw_and_one_for_excel_is_marked() {
    let (text, _) = written(&wish("csv", &[("excel", "yes"), ("raw", "yes")]));
    let text = text.strip_prefix('\u{feff}').unwrap();
    assert_eq!(rows(text)[0]["title"], "=Port, “closed”");
}

#[test]
fn one_annotator_can_be_exported_alone() {
    for format in ["jsonl", "csv"] {
        let mut ben = wish(format, &[]);
        ben.selection = Selection::of(AnnotatorId::new("ben").unwrap());
        let (text, report) = written(&ben);
        assert_eq!(report.annotations, 1, "{format}");
        assert!(text.contains("a2") && !text.contains("q1"));
    }
}

#[test]
fn tags_can_be_exported_alone_and_links_that_led_to_others_are_told() {
    let mut quotes = wish("jsonl", &[]);
    quotes.selection.tags = Some(["quote", "stance"].map(|id| TagId::new(id).unwrap()).into());
    let (text, report) = written(&quotes);
    assert_eq!(report.annotations, 2);
    let line: Json = serde_json::from_str(&text).unwrap();
    let links = |at: usize| line["annotations"][at]["links"].clone();
    assert_eq!(links(0), json!([]), "the speaker is an actor");
    assert_eq!(
        links(1),
        json!([{"role": "target", "entity": "nunez", "name": "Ana Núñez"}])
    );
    assert_eq!(
        report.losses,
        ["2 links to annotations that were not chosen or are not there were left out."]
    );
}

#[test]
fn offsets_count_what_is_chosen() {
    for (unit, claim) in [
        (Unit::CodePoint, (23, 52)),
        (Unit::Utf16, (24, 53)),
        (Unit::Byte, (28, 61)),
    ] {
        let mut wish = wish("jsonl", &[]);
        wish.options.unit = Some(unit);
        let line: Json = serde_json::from_str(&written(&wish).0).unwrap();
        let marks = line["annotations"].as_array().unwrap();
        let span = &marks.iter().find(|mark| mark["id"] == "c1").unwrap()["spans"][0];
        assert_eq!(
            (span["start"].clone(), span["end"].clone()),
            (json!(claim.0), json!(claim.1))
        );
        assert_eq!(line["offset_unit"], unit.id());
    }
}

#[test]
fn options_take_what_they_are_made_for() {
    let csv = format("csv").unwrap();
    let mut options = Options::default();
    options.set(csv, "excel", "TRUE").unwrap();
    assert_eq!(options.get(&csv.choices[0]), "yes");
    options.set(csv, "excel", "no").unwrap();
    assert_eq!(options, Options::default(), "as usual is nothing chosen");
    assert!(
        options
            .set(csv, "excel", "perhaps")
            .unwrap_err()
            .contains("yes, no")
    );
    assert!(
        options
            .set(csv, "odd", "1")
            .unwrap_err()
            .contains("excel, raw")
    );
    assert!(
        options
            .set(format("jsonl").unwrap(), "odd", "1")
            .unwrap_err()
            .contains("nor any other")
    );
}

#[test]
fn every_format_has_its_own_name_and_a_preview_and_runs_dry() {
    let mut ids: Vec<&str> = FORMATS.iter().map(|format| format.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), FORMATS.len());
    for format in FORMATS {
        let wish = Wish::of(format);
        let shown = preview(&project(), &wish, 200, &Progress::default()).unwrap();
        let is_text = !shown.is_empty() && !shown.contains(['\0', '\u{fffd}']);
        assert!(is_text, "{}: {shown}", format.id);
        let report = survey(&project(), &wish, &Progress::default()).unwrap();
        assert_eq!(
            (report.articles, report.annotations),
            (1, 5),
            "{}",
            format.id
        );
        for told in &report.conventions {
            assert!(report.losses.contains(told), "{}: {told}", format.id);
        }
        let empty = survey(&Project::default(), &wish, &Progress::default()).unwrap();
        assert_eq!((empty.articles, empty.losses), (0, vec![]), "{}", format.id);
    }
}

#[test]
fn an_export_that_is_stopped_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let stop = Progress::default();
    stop.cancel
        .store(true, std::sync::atomic::Ordering::Relaxed);
    for format in FORMATS.iter().filter(|format| format.id != "register") {
        let error = export(
            &project(),
            &Wish::of(format),
            &stop,
            &folder.path().join("out"),
        );
        assert!(matches!(error, Err(ExportError::Stopped)), "{}", format.id);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_folder_is_made_whole_or_packed_and_never_over_something() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let put = |name: &str| {
        export(
            &project(),
            &wish("tables", &[]),
            &Progress::default(),
            &path(name),
        )
    };
    put("out").unwrap();
    let links = fs::read_to_string(path("out/links.csv")).unwrap();
    assert!(
        links.contains(
            "a,ana,q1,quote,“will close”,speaker,annotation,a1,actor,Mayor Ana Núñez\r\n"
        ),
        "{links}"
    );
    assert!(matches!(put("out"), Err(ExportError::Full(_))));
    fs::create_dir(path("empty")).unwrap();
    put("empty").unwrap();
    put("out.zip").unwrap();
    let mut zip = zip::ZipArchive::new(fs::File::open(path("out.zip")).unwrap()).unwrap();
    let mut packed = String::new();
    io::Read::read_to_string(&mut zip.by_name("links.csv").unwrap(), &mut packed).unwrap();
    assert_eq!(packed, links);
    fs::write(path("file"), "").unwrap();
    assert!(matches!(put("file"), Err(ExportError::NoFolder(_))));
    let root = path("p");
    crate::store::create(&root, &preset(DEFAULT_PRESET).unwrap().start("P")).unwrap();
    assert!(matches!(put("p/out"), Err(ExportError::InProject { .. })));
    assert!(matches!(put("p"), Err(ExportError::InProject { .. })));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5);
}

#[test]
fn cells_are_made_safe_only_where_needed() {
    for (cell, safe) in [
        ("=1+1", "'=1+1"),
        ("@sum", "'@sum"),
        ("－x", "'－x"),
        ("\tx", "'\tx"),
        ("-4.5", "-4.5"),
        ("it's", "it's"),
        ("", ""),
    ] {
        assert_eq!(safe_cell(cell), safe);
    }
}

#[test]
fn a_failed_export_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gone/out.csv");
    let error = export_to(&path);
    let message = error.unwrap_err().to_string();
    assert!(
        message.contains("out.csv") && message.contains("could not be written"),
        "{message}"
    );

    let path = folder.path().join("out.csv");
    fs::write(&path, "before").unwrap();
    let stopped = file::replace(&path, None, |out| {
        out.write_all(b"half")?;
        Err::<(), _>(io::Error::other("the disk is full"))
    });
    assert!(stopped.is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), "before");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// A project next to which files can be written, so that paths into it can be tried.
fn export_to(path: &Path) -> Result<Report, ExportError> {
    export(&project(), &wish("csv", &[]), &Progress::default(), path)
}

#[test]
fn no_file_of_a_project_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("p");
    let loaded = preset(DEFAULT_PRESET).unwrap().start("P");
    crate::store::create(&root, &loaded).unwrap();
    let codebook = fs::read(root.join("codebook.ron")).unwrap();
    for inside in [
        "codebook.ron",
        "new.csv",
        "articles/x.csv",
        "articles/../x.csv",
    ] {
        let error = export_to(&root.join(inside)).unwrap_err().to_string();
        assert!(error.contains("in the project folder"), "{inside}: {error}");
    }
    assert_eq!(fs::read(root.join("codebook.ron")).unwrap(), codebook);
    assert!(!root.join("new.csv").exists());
    #[cfg(unix)]
    for (name, to) in [
        ("link", "codebook.ron"),
        ("dangling", "new.csv"),
        ("here", ""),
    ] {
        let link = folder.path().join(name);
        std::os::unix::fs::symlink(root.join(to), &link).unwrap();
        let path = if to.is_empty() {
            link.join("x.csv")
        } else {
            link
        };
        let error = export_to(&path).unwrap_err().to_string();
        assert!(error.contains("in the project folder"), "{name}: {error}");
    }
    assert_eq!(fs::read(root.join("codebook.ron")).unwrap(), codebook);
    assert!(!root.join("new.csv").exists() && !root.join("x.csv").exists());
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay_and_devices_are_written_through() {
    use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("real.csv"), "before").unwrap();
    fs::set_permissions(path("real.csv"), fs::Permissions::from_mode(0o600)).unwrap();
    symlink("real.csv", path("link")).unwrap();
    export_to(&path("link")).unwrap();
    assert!(path("link").is_symlink());
    let written = fs::read_to_string(path("real.csv")).unwrap();
    assert!(written.starts_with("article,"));
    let mode = fs::metadata(path("real.csv")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    symlink("not-yet.csv", path("dangling")).unwrap();
    export_to(&path("dangling")).unwrap();
    assert!(path("dangling").is_symlink() && path("not-yet.csv").is_file());

    symlink("/dev/null", path("null")).unwrap();
    export_to(&path("null")).unwrap();
    assert!(path("null").is_symlink());
    let null = fs::metadata("/dev/null").unwrap().file_type();
    assert!(null.is_char_device());

    let before = fs::read_to_string(path("real.csv")).unwrap();
    fs::set_permissions(path("real.csv"), fs::Permissions::from_mode(0o444)).unwrap();
    assert!(
        export_to(&path("real.csv")).is_err(),
        "it is write-protected"
    );
    assert_eq!(fs::read_to_string(path("real.csv")).unwrap(), before);
    assert!(
        export_to(folder.path())
            .unwrap_err()
            .to_string()
            .contains("is a folder")
    );
}

#[test]
fn a_table_carries_what_fits_and_tells_the_rest() {
    let (text, report) = written(&wish("csv", &[]));
    let rows = rows(&text);
    let row = rows.iter().find(|row| row["annotation"] == "a2").unwrap();
    for (column, value) in [
        ("language", "en"),
        ("author", ""),
        ("url", ""),
        ("annotator:id", "ben"),
        ("status", "in progress"),
        ("created", "2026-03-02T10:00:00Z"),
        ("modified", "2026-03-02T10:00:00Z"),
    ] {
        assert_eq!(row[column], value, "{column}");
    }
    assert_eq!(report.losses, [""; 0], "nothing was lost");

    let mut rich = project();
    let text = "Nothing to mark here.\n";
    let id = ArticleId::new("b").unwrap();
    let quiet = Article::new(id, ArticleMeta::default(), Text::new(text));
    let done = LayerKey {
        article: quiet.id.clone(),
        annotator: AnnotatorId::new("ben").unwrap(),
    };
    let genre = crate::model::Value::Choice("analysis".into());
    let mut apply = |edit: &dyn Fn(&Project) -> Edit| {
        edit(&rich).apply(&mut rich).unwrap();
    };
    apply(&|_| edits::add_article(Arc::new(quiet.clone())));
    apply(&|project| edits::set_status(project, &done, crate::model::Status::Done));
    apply(&|project| edits::set_article_note(project, &key("ana"), "A wire copy."));
    apply(&|project| edits::set_article_note(project, &done, "Nothing here."));
    apply(&|project| {
        let genre = Some(genre.clone());
        edits::set_article_attribute(project, &key("ana"), &"genre".parse().unwrap(), genre)
    });
    apply(&|project| {
        let mut entity = project
            .entity(&EntityId::new("nunez").unwrap())
            .unwrap()
            .clone();
        entity.aliases.push("the mayor".into());
        edits::put_entity(project, &author("ana"), entity)
    });
    let losses = |format: &str| {
        survey(&rich, &wish(format, &[]), &Progress::default())
            .unwrap()
            .losses
    };
    assert_eq!(
        losses("csv"),
        [
            "1 entity with other names, fields, offices or a note: left out.",
            "1 article without annotations: left out.",
            "1 time an annotator finished an article without marking anything, which has no row.",
            "1 note on an article has no row, as its annotator marked nothing there.",
        ]
    );
    assert_eq!(losses("jsonl"), [""; 0]);
    let mut out = Vec::new();
    write(&rich, &wish("csv", &[]), &Progress::default(), &mut out).unwrap();
    let rows = super::tests::rows(core::str::from_utf8(&out).unwrap());
    let row = rows.iter().find(|row| row["annotation"] == "c1").unwrap();
    assert_eq!(
        (&*row["article:genre"], &*row["article_note"]),
        ("analysis", "A wire copy.")
    );
}

#[test]
fn what_is_carried_by_a_convention_is_told_from_what_is_lost() {
    let report = |format: &str| {
        let wish = wish(format, &[]);
        survey(&project(), &wish, &Progress::default()).unwrap()
    };
    let brat = report("brat");
    assert!(!brat.conventions.is_empty());
    assert!(brat.conventions.iter().all(|it| !it.contains("left out")));
    assert_eq!(report("jsonl").conventions, [""; 0]);
}

#[test]
fn the_preview_of_the_reading_copy_is_for_people() {
    let wish = wish("html", &[]);
    let shown = preview(&project(), &wish, 3000, &Progress::default()).unwrap();
    assert!(shown.starts_with("<h1>") && !shown.contains("<style>"));
    assert!(shown.contains("<article"), "{shown}");
}
