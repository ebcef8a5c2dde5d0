//! Projects of many articles: what is shown at once, what is remembered, and that only what the files hold counts.

use super::super::open::MANY;
use super::*;

/// A project of many articles in a folder, and a place for what is remembered of it.
struct Many {
    folder: TempDir,
    project: Project,
}

impl Many {
    fn new() -> Self {
        let few = sample();
        let mut project = Project {
            articles: imbl::OrdMap::new(),
            layers: imbl::OrdMap::new(),
            ..few.clone()
        };
        let one = ArticleId::new("one").unwrap();
        for number in 0..MANY + 20 {
            let mut article = Article::clone(&few.articles[&one]);
            article.id = ArticleId::new(&format!("a{number}")).unwrap();
            article.meta.title = format!("Article {number}");
            let text = format!("{TEXT}Number {number}.");
            article.sha256 = sha256_hex(&text);
            article.text = crate::text::Text::new(text);
            for (key, layer) in few.layers_of(&one) {
                let article = article.id.clone();
                let key = LayerKey {
                    article,
                    ..key.clone()
                };
                project.layers.insert(key, Arc::clone(layer));
            }
            project
                .articles
                .insert(article.id.clone(), Arc::new(article));
        }
        let many = Self {
            folder: tempfile::tempdir().unwrap(),
            project,
        };
        let articles = many.project.articles.keys().cloned().map(Part::Article);
        let annotators = many.project.annotators.keys().cloned().map(Part::Annotator);
        let layers = many.project.layers.keys().cloned().map(Part::Layer);
        let all = articles.chain(annotators).chain(layers);
        for part in all.chain([Part::Codebook, Part::Guidelines, Part::Settings]) {
            for (file, bytes) in contents(&many.project, &part).unwrap() {
                let path = many.root().join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
        }
        many
    }

    fn root(&self) -> std::path::PathBuf {
        self.folder.path().join("project")
    }

    fn first(&self) -> Opened {
        let cache = Cache::in_folder(self.folder.path().join("cache"));
        open_first(&self.root(), cache, &Progress::default()).unwrap()
    }

    /// Opens it as the window does: at a glance, then all of it, and remembers that.
    fn opened(&self) -> (Opened, bool) {
        let mut opened = self.first();
        let remembering = opened.read_layers(&Progress::default()).unwrap();
        if let Some(it) = &remembering {
            it.write();
        }
        (opened, remembering.is_some())
    }

    /// What the files hold, read without any help.
    fn plain(&self) -> Opened {
        open(&self.root(), &Progress::default()).unwrap()
    }
}

#[test]
fn some_articles_are_shown_before_all_are_read_and_then_the_next_time_all_of_them() {
    let many = Many::new();
    let first = many.first();
    assert!(first.is_glance() && !first.is_complete());
    assert!(first.project.articles.len() > 100 && first.project.articles.len() < MANY);
    let (opened, is_new) = many.opened();
    assert!(opened.is_complete() && is_new);
    assert_eq!(
        (&opened.findings, &opened.project),
        (&Vec::new(), &many.project)
    );

    let again = many.first();
    assert!(again.is_glance());
    assert_eq!(again.project, many.project);
    let (opened, is_new) = many.opened();
    assert_eq!(
        (&opened.findings, &opened.project),
        (&Vec::new(), &many.project)
    );
    assert!(!is_new, "nothing has changed");
}

#[test]
fn only_what_the_files_hold_counts_whatever_is_remembered() {
    let many = Many::new();
    many.opened();
    let root = many.root();
    let change = |file: &str, from: &str, to: &str| {
        let path = root.join(file);
        let text = fs::read_to_string(&path).unwrap();
        let changed = text.replacen(from, to, 1);
        assert_ne!(text, changed, "{file}");
        fs::write(path, changed).unwrap();
    };
    // A layer, a title, a text, and one of each that is gone or damaged. Sizes stay, so that only the contents tell.
    change(
        "annotators/ana/layers/a7.ron",
        "tag: \"quote\"",
        "tag: \"claim\"",
    );
    change("articles/a8.ron", "Article 8", "Article 9");
    change("articles/a9.txt", "close", "shuts");
    change("annotators/ana/layers/a10.ron", "format: 1", "format: x");
    fs::remove_file(root.join("annotators/ana/layers/a11.ron")).unwrap();
    fs::remove_file(root.join("articles/a12.txt")).unwrap();
    let plain = many.plain();
    assert_ne!(plain.project, many.project);
    assert!(plain.findings.len() >= 3);
    for _ in 0..2 {
        let (opened, _) = many.opened();
        assert_eq!(opened.project, plain.project);
        assert_eq!(opened.findings, plain.findings);
        assert_eq!(*opened.locked, *plain.locked);
    }
}

#[test]
fn what_is_saved_after_a_project_was_remembered_is_saved_over_the_right_files() {
    let many = Many::new();
    many.opened();
    let (opened, _) = many.opened();
    let mut project = opened.project.clone();
    let key = LayerKey {
        article: ArticleId::new("a5").unwrap(),
        annotator: AnnotatorId::new("ana").unwrap(),
    };
    let layer = Arc::make_mut(project.layers.get_mut(&key).unwrap());
    layer.head.status = Status::Done;
    let parts = [Part::Layer(key.clone())];
    let report = save(&many.root(), &project, &parts, &opened.locked).unwrap();
    assert_eq!(report.written, parts);
    assert_eq!(many.plain().project, project);
    assert_eq!(many.opened().0.project, project);
}

#[test]
fn a_torn_memory_counts_for_nothing() {
    let many = Many::new();
    many.opened();
    let path = many.folder.path().join("cache/project.memory");
    let whole = fs::read(&path).unwrap();
    let step = whole.len() / 23;
    for at in (0..whole.len()).step_by(step) {
        let mut torn = whole.clone();
        torn[at] ^= 0x10;
        for bytes in [&torn[..], &whole[..at]] {
            fs::write(&path, bytes).unwrap();
            let first = many.first();
            assert!(
                first.is_glance() && first.project.articles.len() < MANY,
                "{at}"
            );
        }
    }
    assert_eq!(many.opened().0.project, many.project);
}

#[test]
fn a_project_that_has_gone_is_none_whatever_is_remembered() {
    let many = Many::new();
    many.opened();
    fs::remove_file(many.root().join("project.ron")).unwrap();
    let cache = Cache::in_folder(many.folder.path().join("cache"));
    let opened = open_first(&many.root(), cache, &Progress::default());
    assert!(matches!(opened, Err(StoreError::NotAProject { .. })));
}
