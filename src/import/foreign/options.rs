//! What people can choose about annotations of other programs.

use crate::import::{Setting, Takes};
use crate::say;

/// What can be chosen about every format.
pub const COMMON: &[Setting] = &[
    Setting {
        id: "annotator",
        name: || say!("foreign-option-annotator"),
        about: || say!("foreign-option-annotator-about"),
        takes: Takes::Text,
        default: "",
    },
    Setting {
        id: "update",
        name: || say!("foreign-option-update"),
        about: || say!("foreign-option-update-about"),
        takes: Takes::Flag,
        default: "no",
    },
];

/// Which feature says what a mark is.
pub(super) const LABEL_FEATURE: Setting = Setting {
    id: "label",
    name: || say!("foreign-option-label"),
    about: || say!("foreign-option-label-about"),
    takes: Takes::Text,
    default: "",
};

/// Whether the name of the file is that of the annotator.
pub(super) const BY_FILE: Setting = Setting {
    id: "file-is-annotator",
    name: || say!("foreign-option-by-file"),
    about: || say!("foreign-option-by-file-about"),
    takes: Takes::Flag,
    default: "no",
};

/// Whether folders are annotators.
pub(super) const FOLDERS: Setting = Setting {
    id: "folders",
    name: || say!("foreign-option-folders"),
    about: || say!("foreign-option-folders-about"),
    takes: Takes::OneOf(&["auto", "annotators", "ignore"]),
    default: "auto",
};
