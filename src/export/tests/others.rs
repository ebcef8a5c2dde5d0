//! The formats of other programs on the fixture, and all of them on projects at random.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::export::dataset::Dataset;

/// What a format writes, by the names of its files; one file has no name.
fn files_of(project: &Project, wish: &Wish) -> BTreeMap<String, Vec<u8>> {
    let progress = Progress::default();
    let data = Dataset::new(
        project,
        wish.format,
        (&wish.selection, &wish.options),
        &progress,
    );
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    match wish.format.write {
        Writer::Folder(write) => write(&data, &mut files).unwrap(),
        Writer::File(write) => {
            let mut out = Vec::new();
            write(&data, &mut out).unwrap();
            files.insert(String::new(), out);
        }
    }
    files
}

/// A file of the fixture in a format, as text.
fn file(id: &str, options: &[(&str, &str)], name: &str) -> String {
    let mut files = files_of(&project(), &wish(id, options));
    let known: Vec<String> = files.keys().cloned().collect();
    let file = files.remove(name).unwrap_or_else(|| panic!("{known:?}"));
    String::from_utf8(file).unwrap()
}

fn lines(text: &str) -> Vec<Json> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn brat_has_pieces_links_and_notes_in_its_own_way() {
    let ann = file("brat", &[], "ana/a.ann");
    assert_eq!(
        ann,
        "T1\tactor 0 15\tMayor Ana Núñez\n\
         T2\tclaim 23 52\tthe port “will close” by 2030\n\
         T3\tquote 32 44\t“will close”\n\
         T4\tstance 54 60;73 82\tUnions oppose it\n\
         #1\tAnnotatorNotes T1\tentity: Ana Núñez [nunez]\n\
         #2\tAnnotatorNotes T2\t-1+1 ; check / “twice”\n\
         R1\tspeaker Arg1:T3 Arg2:T1\n\
         A1\tattribute-type T3 direct\n\
         R2\ttarget Arg1:T4 Arg2:T2\n\
         #3\tAnnotatorNotes T4\ttarget: Ana Núñez [nunez]\n"
    );
    assert_eq!(file("brat", &[], "ben/a.txt"), TEXT);
    let conf = file("brat", &[], "annotation.conf");
    for line in [
        "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
        "speaker\tArg1:quote, Arg2:actor",
        "attribute-type\tArg:quote, Value:direct|indirect|mixed",
    ] {
        assert!(conf.lines().any(|it| it == line), "{line}: {conf}");
    }
}

#[test]
fn brat_cuts_what_goes_over_a_line() {
    let mut project = project();
    mark(&mut project, "ben", "over", "claim", &[(48, 60)]);
    let files = files_of(&project, &wish("brat", &[]));
    let ann = String::from_utf8(files["ben/a.ann"].clone()).unwrap();
    assert!(ann.contains("claim 48 53;54 60\t2030. Unions\n"), "{ann}");
}

#[test]
fn a_cas_counts_utf16_and_ties_pieces() {
    let cas: Json = serde_json::from_str(&file("uima-json", &[], "ana/a.json")).unwrap();
    let all = cas["%FEATURE_STRUCTURES"].as_array().unwrap();
    assert_eq!(
        (&all[0]["sofaString"], &all[1]["end"]),
        (&json!(TEXT), &json!(85))
    );
    let spans: Vec<(u64, u64, &str, Option<&str>)> = all
        .iter()
        .filter(|it| it["%TYPE"] == "webanno.custom.PostilSpan")
        .map(|it| {
            let at = |end: &str| it[end].as_u64().unwrap();
            (
                at("begin"),
                at("end"),
                it["label"].as_str().unwrap(),
                it["group"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        spans,
        [
            (0, 15, "actor", None),
            (24, 53, "claim", None),
            (33, 45, "quote", None),
            (55, 61, "stance", Some("s1")),
            (74, 83, "stance", Some("s1")),
        ]
    );
    let members = cas["%VIEWS"]["_InitialView"]["%MEMBERS"]
        .as_array()
        .unwrap();
    assert_eq!(members.len(), all.len() - 1, "all but the text are indexed");

    let xmi = file("uima-xmi", &[], "ana/a.xmi");
    let xmi = roxmltree::Document::parse(&xmi).unwrap();
    let link = xmi
        .descendants()
        .find(|it| it.tag_name().name() == "PostilLink")
        .unwrap();
    let of = |id: &str| {
        let known = xmi
            .descendants()
            .find(|it| it.attribute(("http://www.omg.org/XMI", "id")) == Some(id));
        known.unwrap().attribute("label").unwrap()
    };
    let ends = ["Governor", "Dependent"].map(|end| of(link.attribute(end).unwrap()));
    assert_eq!(
        (link.attribute("label"), ends),
        (Some("speaker"), ["quote", "actor"])
    );
    assert!(file("uima-json", &[], "TypeSystem.xml").starts_with("<?xml"));
}

#[test]
fn label_studio_has_a_region_a_piece_and_an_annotation_a_person() {
    let tasks: Json = serde_json::from_str(&file("label-studio", &[], "tasks.json")).unwrap();
    let annotations = tasks[0]["annotations"].as_array().unwrap();
    assert_eq!(annotations.len(), 2);
    let results = annotations[0]["result"].as_array().unwrap();
    let of = |control: &str| {
        results
            .iter()
            .filter(|it| it["from_name"] == control)
            .count()
    };
    assert_eq!((of("span"), of("note"), of("attribute-type")), (5, 1, 1));
    let relations: Vec<&Json> = results
        .iter()
        .filter(|it| it["type"] == "relation")
        .collect();
    let as_text = |it: &&Json| {
        format!("{} {} {}", it["from_id"], it["labels"][0], it["to_id"]).replace('"', "")
    };
    let relations: Vec<String> = relations.iter().map(as_text).collect();
    assert_eq!(
        relations,
        ["q1 speaker a1", "s1 continuation s1.2", "s1 target c1"]
    );
    let config = file("label-studio", &[], "label_config.xml");
    roxmltree::Document::parse(&config).unwrap();
    assert!(config.contains("whenLabelValue=\"quote\""), "{config}");
}

#[test]
fn doccano_is_ascii_with_the_same_keys_on_every_line() {
    let ana = file("doccano", &[("value", "type")], "ana.jsonl");
    let ben = file("doccano", &[], "ben.jsonl");
    assert!(ana.is_ascii() && ana.contains("\\ud83d\\ude00"));
    let (ana, ben) = (&lines(&ana)[0], &lines(&ben)[0]);
    let keys = |line: &Json| {
        line.as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(ana), keys(ben));
    let labels: Vec<&str> = ana["entities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["label"].as_str().unwrap())
        .collect();
    assert_eq!(
        labels,
        ["actor", "claim", "quote:direct", "stance", "stance"]
    );
    let spans = file("doccano", &[("shape", "spans")], "ben.jsonl");
    assert_eq!(lines(&spans)[0]["label"], json!([[6, 15, "actor"]]));
}

#[test]
fn prodigy_counts_tokens_with_the_last_one() {
    let line = &lines(&file("prodigy", &[], "ana.jsonl"))[0];
    let claim = &line["spans"][1];
    let at = |end: &str| usize::try_from(claim[end].as_u64().unwrap()).unwrap();
    let tokens = line["tokens"].as_array().unwrap();
    assert_eq!(
        (
            &tokens[at("token_start")]["text"],
            &tokens[at("token_end")]["text"]
        ),
        (&json!("the"), &json!("2030"))
    );
    assert_eq!(line["spans"][3]["id"], line["spans"][4]["id"]);
    assert_eq!(line["relations"][0]["head"], line["spans"][2]["token_end"]);
}

#[test]
fn webanno_stacks_and_numbers_every_piece() {
    let tsv = file("webanno", &[], "ana/a.tsv");
    let columns = tsv.lines().nth(1).unwrap();
    assert!(
        columns.starts_with("#T_SP=webanno.custom.PostilSpan|label|note|unsure|entities|group|")
    );
    assert!(tsv.contains("\n\n\n#Text=Mayor Ana Núñez 😀 said the port “will close” by 2030.\n#Text=\n1-1\t0-5\tMayor\tactor[1]\t"));
    assert!(
        tsv.contains("\n1-8\t33-34\t“\tclaim[2]|quote[3]\t-1+1 \\; check\\n“twice”[2]|*[3]\t"),
        "{tsv}"
    );
    // The two pieces of the stance are two spans, or they would be read as one from the first to the last.
    assert!(
        tsv.contains("\n2-1\t55-61\tUnions\tstance[4]\t")
            && tsv.contains("\n2-6\t74-80\toppose\tstance[5]\t")
    );
    assert!(
        tsv.contains("\ttarget\t2-1[4_2]\t\n"),
        "the link stands where it leads to: {tsv}"
    );
}

#[test]
fn conll_keeps_of_nested_ones_what_is_wanted() {
    let tags = |options: &[(&str, &str)]| -> Vec<String> {
        let text = file("conll", options, "ana.conll");
        let rows = text
            .lines()
            .filter(|line| line.starts_with("will ") || line.starts_with("“ "));
        rows.map(|row| row.rsplit(' ').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(tags(&[]), ["I-claim", "I-claim"]);
    assert_eq!(tags(&[("nested", "shortest")]), ["B-quote", "I-quote"]);
    let columns = file(
        "conll",
        &[("nested", "columns"), ("scheme", "iobes")],
        "ana.conll",
    );
    assert!(columns.starts_with("# columns: quote cue actor claim stance\n"));
    assert!(
        columns.contains("\n” -X- -X- E-quote O O I-claim O\n"),
        "{columns}"
    );
    assert!(
        columns.contains("\nUnions -X- -X- O O O O S-stance\n"),
        "{columns}"
    );
    let offsets = file(
        "conll",
        &[("offsets", "yes"), ("columns", "token-tag")],
        "ben.conll",
    );
    assert!(
        offsets.contains("\nAna 6 9 B-actor\nNúñez 10 15 I-actor\n"),
        "{offsets}"
    );
    let report = survey(&project(), &wish("conll", &[]), &Progress::default()).unwrap();
    assert!(
        report
            .losses
            .contains(&"1 annotation was left out, as another one has its tokens.".to_owned()),
        "{report:?}"
    );
}

#[test]
fn pieces_that_share_a_token_are_one() {
    let mut project = project();
    mark(&mut project, "ben", "c2", "claim", &[(0, 7), (8, 12)]);
    let files = files_of(&project, &wish("conll", &[("nested", "columns")]));
    let text = String::from_utf8(files["ben.conll"].clone()).unwrap();
    assert!(
        text.contains(
            "\nMayor -X- -X- O O O B-claim O\nAna -X- -X- O O B-actor I-claim O\nNúñez -X- -X- O O I-actor I-claim O\n"
        ),
        "{text}"
    );
}

#[test]
fn conllu_plus_names_its_columns_and_places() {
    let text = file("conllu-plus", &[], "ana.conllup");
    assert!(text.starts_with("# global.columns = ID FORM MISC POSTIL:QUOTE POSTIL:CUE POSTIL:ACTOR POSTIL:CLAIM POSTIL:STANCE\n"));
    assert!(
        text.contains(
            "\n8\t“\tstart_char=32|end_char=33|SpaceAfter=No\tB-quote\t*\t*\tI-claim\t*\n"
        ),
        "{text}"
    );
    assert!(text.contains(
        "\n# sent_id = a-2\n# text = Unions, she added, oppose it.\n1\tUnions\tstart_char=54|"
    ));
}

#[test]
fn a_dataset_declares_its_features_and_its_parts() {
    let options = [("validation", "0"), ("test", "0"), ("licence", "cc-by-4.0")];
    let card = file("hugging-face", &options, "README.md");
    for line in [
        "license: \"cc-by-4.0\"",
        "  - {split: train, path: data/train.jsonl}",
        "  - {name: date, dtype: string}",
    ] {
        assert!(card.lines().any(|it| it == line), "{line}: {card}");
    }
    let rows = lines(&file("hugging-face", &options, "data/train.jsonl"));
    assert_eq!(rows.len(), 2);
    assert_eq!(
        rows[0]["spans"][3]["fragments"],
        json!([{"start": 54, "end": 60}, {"start": 73, "end": 82}])
    );
    assert_eq!(
        rows[0]["relations"][2],
        json!({"type": "target", "head": "s1", "tail": "", "entity": "nunez", "entity_name": "Ana Núñez"})
    );
}

#[test]
fn refi_counts_line_breaks_as_its_readers_do() {
    for (breaks, text, stance) in [
        ("lf", TEXT.to_owned(), "54"),
        ("crlf-once", TEXT.replace('\n', "\r\n"), "54"),
        ("crlf-twice", TEXT.replace('\n', "\r\n"), "55"),
    ] {
        let files = files_of(&project(), &wish("refi-qda", &[("breaks", breaks)]));
        let mut zip = zip::ZipArchive::new(io::Cursor::new(&files[""])).unwrap();
        let mut read = |name: &str| {
            let mut text = String::new();
            io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut text).unwrap();
            text
        };
        let qde = read("project.qde");
        let xml = roxmltree::Document::parse(&qde).unwrap();
        let find = |name: &str| {
            xml.descendants()
                .filter(move |it| it.tag_name().name() == name)
                .collect::<Vec<_>>()
        };
        let source = find("TextSource")[0].attribute("plainTextPath").unwrap();
        assert_eq!(
            read(&format!(
                "sources/{}",
                source.strip_prefix("internal://").unwrap()
            )),
            text
        );
        let starts = find("PlainTextSelection")
            .iter()
            .map(|it| it.attribute("startPosition").unwrap())
            .collect::<Vec<_>>();
        assert!(starts.contains(&stance), "{breaks}: {starts:?}");
        assert_eq!(
            (
                find("User").len(),
                find("PlainTextSelection").len(),
                find("Link").len()
            ),
            (2, 6, 2)
        );
        let mut names: Vec<&str> = find("Code")
            .iter()
            .map(|it| it.attribute("name").unwrap())
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "names of codes are unique");
        assert!(names.contains(&"Stance: against"), "{names:?}");
    }
}

#[test]
fn parquet_has_a_column_for_every_detail_whatever_people_call_it() {
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use std::io::Write as _;

    let details = ["Page count", "a:b", "a.b", "x (y); {z} = 1,"];
    let mut project = project();
    let article = project.articles.get_mut(&key("ana").article).unwrap();
    let more = &mut Arc::make_mut(article).meta.more;
    more.extend(details.map(|name| (name.to_owned(), format!("of {name}"))));
    let files = files_of(&project, &wish("parquet", &[]));
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&files["articles.parquet"]).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let row = reader.get_row_iter(None).unwrap().next().unwrap().unwrap();
    let columns: BTreeMap<&String, String> = row
        .get_column_iter()
        .map(|(name, field)| (name, field.to_string()))
        .collect();
    for name in details {
        let value = format!("{:?}", format!("of {name}"));
        assert!(
            columns.values().any(|it| *it == value),
            "{name}: {columns:?}"
        );
    }
    assert!(columns.keys().any(|name| *name == "detail.Page_count"));
}

#[test]
fn web_annotations_quote_what_their_positions_hold() {
    let whole: Json =
        serde_json::from_str(&file("web-annotation", &[], "annotations.jsonld")).unwrap();
    let items = whole["first"]["items"].as_array().unwrap();
    let stance = items
        .iter()
        .find(|it| it["id"] == "urn:postil:annotation:a:ana:s1")
        .unwrap();
    // The 32 characters before.
    let before: String = TEXT.chars().skip(73 - 32).take(32).collect();
    assert_eq!(
        stance["target"][1]["selector"],
        json!([
            {"type": "TextQuoteSelector", "exact": "oppose it", "prefix": before, "suffix": ".\n"},
            {"type": "TextPositionSelector", "start": 73, "end": 82},
        ])
    );
    assert_eq!(file("web-annotation", &[], "texts/a.txt"), TEXT);
}

#[test]
fn tei_has_a_milestone_wherever_something_begins_or_ends() {
    let text = file("tei", &[], "a.xml");
    let xml = roxmltree::Document::parse(&text).unwrap();
    let body = xml
        .descendants()
        .find(|it| it.tag_name().name() == "body")
        .unwrap();
    let words: String = body
        .descendants()
        .filter(roxmltree::Node::is_text)
        .filter_map(|it| it.text())
        .collect();
    assert_eq!(words, TEXT);
    assert!(text.contains("<p><anchor xml:id=\"p0\"/>Mayor <anchor xml:id=\"p6\"/>Ana Núñez<anchor xml:id=\"p15\"/> 😀 said "));
    assert!(text.contains("xml:id=\"m.ana.s1.1\" from=\"#p54\" to=\"#p60\" ana=\"#tag.stance\" resp=\"#by.ana\" next=\"#m.ana.s1.2\""), "{text}");
}

#[test]
fn a_reading_copy_numbers_what_is_marked() {
    let html = file("html", &[], "");
    assert!(
        html.contains("Unions</mark><sup>5</sup>") && html.contains("oppose it</mark><sup>5</sup>"),
        "{html}"
    );
    assert!(html.contains("<title></title>") && html.contains("=Port, “closed”"));
    assert!(!html.contains("<script") && html.contains("@media print"));
}

#[test]
fn a_pack_has_what_was_chosen_with_its_sums() {
    let files = files_of(
        &project(),
        &wish("pack", &[("brat", "yes"), ("jsonl", "yes")]),
    );
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert!(
        names.contains(&"data/brat/ana/a.ann") && names.contains(&"data/jsonl.jsonl"),
        "{names:?}"
    );
    let sums = core::str::from_utf8(&files["SHA256SUMS"]).unwrap();
    assert_eq!(sums.lines().count(), files.len() - 1);
    let sum = crate::text::sha256_hex(TEXT);
    assert!(sums.contains(&format!("{sum}  data/brat/ana/a.txt\n")));

    let files = files_of(&project(), &wish("pack", &[("without-texts", "yes")]));
    let data = core::str::from_utf8(&files["data/annotations.jsonl"]).unwrap();
    assert!(
        !data.contains("will close") && !data.contains("twice"),
        "neither texts nor notes: {data}"
    );
    let span = &lines(data)[0]["annotations"][1]["spans"][0];
    assert_eq!(
        span["sha256"],
        crate::text::sha256_hex("the port “will close” by 2030")
    );
}

/// The project with a gold layer of one annotation.
fn with_gold() -> Project {
    let mut project = project();
    let gold = AnnotatorId::new("gold").unwrap();
    let mut rules = project.reviewing.rules.clone();
    rules.gold = Some(gold.clone());
    let own = project.layer(&key("ana")).unwrap();
    let decided = Arc::clone(own.annotations.values().next().unwrap());
    let changes = vec![
        Change::ReviewRules(rules),
        Change::Annotator(gold, Some(("Gold".into(), Color([9, 9, 9])))),
    ];
    Edit::new("", changes).apply(&mut project).unwrap();
    let put = Change::Annotation(
        key("gold"),
        decided.id.clone(),
        crate::model::Slot::Present(decided),
    );
    Edit::new("", vec![put]).apply(&mut project).unwrap();
    project
}

#[test]
fn a_pack_has_gold_layer_and_agreement_or_says_that_there_are_none() {
    let told = |project: &Project, wish: &Wish| {
        let files = files_of(project, wish);
        let readme = core::str::from_utf8(&files["README.md"])
            .unwrap()
            .to_owned();
        let losses = survey(project, wish, &Progress::default()).unwrap().losses;
        (files, readme, losses.join(" "))
    };
    let plain = wish("pack", &[("jsonl", "yes")]);
    let (files, readme, losses) = told(&project(), &plain);
    assert!(!files.contains_key("data/gold.jsonl") && !files.contains_key("agreement.md"));
    assert!(readme.contains("No gold layer") && readme.contains("No table of agreement"));
    assert!(losses.contains("no gold layer"), "{losses}");

    let mut full = wish("pack", &[("jsonl", "yes")]);
    let table = "| tag | alpha |\n".to_owned();
    full.options.beside = vec![
        ("agreement.md", table.clone()),
        ("agreement.csv", "a".into()),
    ];
    let (files, readme, losses) = told(&with_gold(), &full);
    let gold = lines(core::str::from_utf8(&files["data/gold.jsonl"]).unwrap());
    assert_eq!(gold[0]["annotations"].as_array().unwrap().len(), 1);
    let people = core::str::from_utf8(&files["data/jsonl.jsonl"]).unwrap();
    assert!(
        !people.contains("\"gold\""),
        "gold is no annotator: {people}"
    );
    assert_eq!(files["agreement.md"], table.as_bytes());
    let sums = core::str::from_utf8(&files["SHA256SUMS"]).unwrap();
    for name in ["agreement.md", "agreement.csv", "data/gold.jsonl"] {
        assert!(readme.contains(&format!("`{name}`")), "{readme}");
        assert!(sums.contains(&format!("  {name}\n")), "{sums}");
    }
    assert!(!readme.contains("No gold layer") && !readme.contains("No table"));
    assert!(!losses.contains("no gold layer"), "{losses}");

    // Without texts the gold layer goes along without them, too.
    let (files, ..) = told(&with_gold(), &wish("pack", &[("without-texts", "yes")]));
    let gold = core::str::from_utf8(&files["data/gold.jsonl"]).unwrap();
    assert!(gold.contains("sha256") && !gold.contains("Mayor"), "{gold}");

    // A gold layer in which nothing was decided is none.
    let mut empty = with_gold();
    empty.layers.remove(&key("gold"));
    let (files, readme, _) = told(&empty, &full);
    assert!(!files.contains_key("data/gold.jsonl") && readme.contains("No gold layer"));

    // Who chooses annotators gets these, and no word about what was not asked for.
    let mut one = wish("pack", &[("jsonl", "yes")]);
    one.selection = Selection::of(AnnotatorId::new("ana").unwrap());
    let (files, readme, losses) = told(&with_gold(), &one);
    assert!(!files.contains_key("data/gold.jsonl") && !readme.contains("No gold layer"));
    assert!(!losses.contains("no gold layer"), "{losses}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever a project holds, every format writes it, and what is XML or JSON is well-formed.
    #[test]
    fn every_format_writes_every_project(project in crate::model::random::projects()) {
        for format in FORMATS {
            let mut wish = Wish::of(format);
            for choice in format.choices {
                // The last of several, and every flag.
                let value = match choice.kind {
                    Pick::Flag => "yes",
                    Pick::OneOf(all) => all.last().map_or("", |it| it.0),
                    Pick::Number(..) | Pick::Text => continue,
                };
                wish.options.set(format, choice.id, value).unwrap();
            }
            for wish in [Wish::of(format), wish] {
                for (name, bytes) in files_of(&project, &wish) {
                    let Ok(text) = core::str::from_utf8(&bytes) else { continue };
                    match name.rsplit('.').next().unwrap_or_default() {
                        "xml" | "xmi" | "graphml" | "gexf" => {
                            prop_assert!(roxmltree::Document::parse(text).is_ok(), "{} {name}: {text}", format.id);
                        }
                        "json" | "jsonld" => {
                            prop_assert!(serde_json::from_str::<Json>(text).is_ok(), "{} {name}", format.id);
                        }
                        "jsonl" => prop_assert!(text.lines().all(|line| serde_json::from_str::<Json>(line).is_ok())),
                        _ => {}
                    }
                }
            }
        }
    }
}
