//! What can be chosen about the formats.

use crate::say;

use super::{Choice, Pick};

/// The option of networks that names the tag whose annotations are statements.
pub(super) const STATEMENT: &str = "statement";

/// Option `excel`.
pub(super) const EXCEL: Choice = Choice {
    id: "excel",
    name: || say!("export-choice-excel"),
    about: || say!("export-choice-excel-about"),
    kind: Pick::Flag,
};

/// Option `raw`.
pub(super) const RAW: Choice = Choice {
    id: "raw",
    name: || say!("export-choice-raw"),
    about: || say!("export-choice-raw-about"),
    kind: Pick::Flag,
};

/// Option `value`.
pub(super) const VALUE: Choice = Choice {
    id: "value",
    name: || say!("export-label-value"),
    about: || say!("export-label-value-about"),
    kind: Pick::Text,
};

/// Option `shape`.
pub(super) const SHAPE: Choice = Choice {
    id: "shape",
    name: || say!("export-doccano-shape"),
    about: || say!("export-doccano-shape-about"),
    kind: Pick::OneOf(&[
        ("relations", || say!("export-doccano-relations")),
        ("spans", || say!("export-doccano-spans")),
    ]),
};

/// Option `nested`.
pub(super) const NESTED: Choice = Choice {
    id: "nested",
    name: || say!("export-conll-nested"),
    about: || say!("export-conll-nested-about"),
    kind: Pick::OneOf(&[
        ("longest", || say!("export-conll-longest")),
        ("shortest", || say!("export-conll-shortest")),
        ("columns", || say!("export-conll-by-tag")),
    ]),
};

/// Option `nested`.
pub(super) const CLASHING: Choice = Choice {
    id: "nested",
    name: || say!("export-conll-nested"),
    about: || say!("export-conll-nested-about"),
    kind: Pick::OneOf(&[
        ("longest", || say!("export-conll-longest")),
        ("shortest", || say!("export-conll-shortest")),
    ]),
};

/// Option `scheme`.
pub(super) const SCHEME: Choice = Choice {
    id: "scheme",
    name: || say!("export-conll-scheme"),
    about: || say!("export-conll-scheme-about"),
    kind: Pick::OneOf(&[
        ("iob2", || say!("export-conll-iob2")),
        ("iobes", || say!("export-conll-iobes")),
    ]),
};

/// Option `columns`.
pub(super) const COLUMNS: Choice = Choice {
    id: "columns",
    name: || say!("export-conll-columns"),
    about: || say!("export-conll-columns-about"),
    kind: Pick::OneOf(&[
        ("2003", || say!("export-conll-2003")),
        ("token-tag", || say!("export-conll-2002")),
    ]),
};

/// Option `offsets`.
pub(super) const OFFSETS: Choice = Choice {
    id: "offsets",
    name: || say!("export-conll-offsets"),
    about: || say!("export-conll-offsets-about"),
    kind: Pick::Flag,
};

/// Option `files`.
pub(super) const FILES: Choice = Choice {
    id: "files",
    name: || say!("export-hf-files"),
    about: || say!("export-hf-files-about"),
    kind: Pick::OneOf(&[
        ("jsonl", || say!("export-hf-jsonl")),
        ("parquet", || say!("export-hf-parquet")),
    ]),
};

/// Option `split`.
pub(super) const SPLIT: Choice = Choice {
    id: "split",
    name: || say!("export-split"),
    about: || say!("export-split-about"),
    kind: Pick::OneOf(&[
        ("document", || say!("export-split-document")),
        ("copies", || say!("export-split-copies")),
        ("source", || say!("export-split-source")),
        ("date", || say!("export-split-date")),
    ]),
};

/// Option `validation`.
pub(super) const VALIDATION: Choice = Choice {
    id: "validation",
    name: || say!("export-validation"),
    about: || say!("export-validation-about"),
    kind: Pick::Number(10, 100),
};

/// Option `test`.
pub(super) const TEST: Choice = Choice {
    id: "test",
    name: || say!("export-test"),
    about: || say!("export-test-about"),
    kind: Pick::Number(10, 100),
};

/// Option `seed`.
pub(super) const SEED: Choice = Choice {
    id: "seed",
    name: || say!("export-seed"),
    about: || say!("export-seed-about"),
    kind: Pick::Number(1, u32::MAX),
};

/// Option `licence`.
pub(super) const LICENCE: Choice = Choice {
    id: "licence",
    name: || say!("export-licence"),
    about: || say!("export-licence-about"),
    kind: Pick::Text,
};

/// Those of networks.
pub(super) const NETWORK: &[Choice] = &[
    Choice {
        id: "network",
        name: || say!("export-network-network"),
        about: || say!("export-network-network-about"),
        kind: Pick::OneOf(&[
            ("two-mode", || say!("export-network-two-mode-name")),
            ("actors", || say!("export-network-actors")),
            ("concepts", || say!("export-network-concepts")),
        ]),
    },
    Choice {
        id: "two-mode",
        name: || say!("export-network-two-mode"),
        about: || say!("export-network-two-mode-about"),
        kind: Pick::OneOf(&[
            ("combine", || say!("export-network-combine")),
            ("subtract", || say!("export-network-subtract")),
        ]),
    },
    Choice {
        id: "one-mode",
        name: || say!("export-network-one-mode"),
        about: || say!("export-network-one-mode-about"),
        kind: Pick::OneOf(&[
            ("congruence", || say!("export-network-congruence")),
            ("conflict", || say!("export-network-conflict")),
            ("subtract", || say!("export-network-difference")),
            ("ignore", || say!("export-network-ignore")),
        ]),
    },
    Choice {
        id: "normalisation",
        name: || say!("export-network-normalisation"),
        about: || say!("export-network-normalisation-about"),
        kind: Pick::OneOf(&[
            ("none", || say!("export-network-none")),
            ("activity", || say!("export-network-activity")),
            ("prominence", || say!("export-network-prominence")),
            ("average", || say!("export-network-average")),
            ("jaccard", || say!("export-network-jaccard")),
            ("cosine", || say!("export-network-cosine")),
        ]),
    },
    Choice {
        id: "duplicates",
        name: || say!("export-network-duplicates"),
        about: || say!("export-network-duplicates-about"),
        kind: Pick::OneOf(&[
            ("include", || say!("export-network-include")),
            ("document", || say!("export-network-document")),
            ("week", || say!("export-network-week")),
            ("month", || say!("export-network-month")),
            ("year", || say!("export-network-year")),
            ("across", || say!("export-network-across")),
        ]),
    },
    Choice {
        id: "window",
        name: || say!("export-network-window"),
        about: || say!("export-network-window-about"),
        kind: Pick::OneOf(&[
            ("none", || say!("export-network-all-time")),
            ("day", || say!("export-network-by-day")),
            ("week", || say!("export-network-by-week")),
            ("month", || say!("export-network-by-month")),
            ("year", || say!("export-network-by-year")),
        ]),
    },
    Choice {
        id: "dynamic",
        name: || say!("export-network-dynamic"),
        about: || say!("export-network-dynamic-about"),
        kind: Pick::Flag,
    },
    Choice {
        id: "isolates",
        name: || say!("export-network-isolates"),
        about: || say!("export-network-isolates-about"),
        kind: Pick::Flag,
    },
    Choice {
        id: "exclude",
        name: || say!("export-network-exclude"),
        about: || say!("export-network-exclude-about"),
        kind: Pick::Text,
    },
    Choice {
        id: "exclude-articles",
        name: || say!("export-network-exclude-articles"),
        about: || say!("export-network-exclude-articles-about"),
        kind: Pick::Text,
    },
    Choice {
        id: STATEMENT,
        name: || say!("export-network-statement"),
        about: || say!("export-network-statement-about"),
        kind: Pick::Text,
    },
    Choice {
        id: "actor",
        name: || say!("export-network-actor"),
        about: || say!("export-network-actor-about"),
        kind: Pick::Text,
    },
    Choice {
        id: "concept",
        name: || say!("export-network-concept"),
        about: || say!("export-network-concept-about"),
        kind: Pick::Text,
    },
    Choice {
        id: "qualifier",
        name: || say!("export-network-qualifier"),
        about: || say!("export-network-qualifier-about"),
        kind: Pick::Text,
    },
    Choice {
        id: "pro",
        name: || say!("export-network-pro"),
        about: || say!("export-network-pro-about"),
        kind: Pick::Text,
    },
    Choice {
        id: "contra",
        name: || say!("export-network-contra"),
        about: || say!("export-network-contra-about"),
        kind: Pick::Text,
    },
];

/// Option `breaks`.
pub(super) const BREAKS: Choice = Choice {
    id: "breaks",
    name: || say!("export-refi-breaks"),
    about: || say!("export-refi-breaks-about"),
    kind: Pick::OneOf(&[
        ("lf", || say!("export-refi-lf")),
        ("crlf-once", || say!("export-refi-once")),
        ("crlf-twice", || say!("export-refi-twice")),
    ]),
};

/// Option `without-texts`.
pub(super) const WITHOUT_TEXTS: Choice = Choice {
    id: "without-texts",
    name: || say!("export-pack-without-texts"),
    about: || say!("export-pack-without-texts-about"),
    kind: Pick::Flag,
};

/// Whether a pack has a format, by that format's name.
const fn in_pack(id: &'static str, name: fn() -> &'static str) -> Choice {
    Choice {
        id,
        name,
        about: || say!("export-pack-format"),
        kind: Pick::Flag,
    }
}

/// Those of a publication pack.
pub(super) const PACK: &[Choice] = &[
    WITHOUT_TEXTS,
    in_pack("jsonl", || say!("export-format-jsonl")),
    in_pack("tables", || say!("export-format-tables")),
    in_pack("xlsx", || say!("export-format-xlsx")),
    in_pack("hugging-face", || say!("export-format-hugging-face")),
    in_pack("parquet", || say!("export-format-parquet")),
    in_pack("brat", || say!("export-format-brat")),
    in_pack("uima-json", || say!("export-format-uima-json")),
    in_pack("conllu-plus", || say!("export-format-conllu-plus")),
    SPLIT,
    VALIDATION,
    TEST,
    SEED,
    LICENCE,
];
