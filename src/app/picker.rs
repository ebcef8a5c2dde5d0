//! File dialogs: the system's, asynchronous; where none answers, the program asks for a path itself.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use crate::say;
use crate::words::phrase;

/// What is asked for. A title is the name of a message, such as `title-save-copy`: that tells questions apart in every
/// language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// An existing folder.
    Folder {
        /// Title of the dialog.
        title: String,
    },
    /// Existing files with one of these endings.
    Files {
        /// Title of the dialog.
        title: String,
        /// Endings without the dot.
        endings: Vec<String>,
    },
    /// A file to write.
    Save {
        /// Title of the dialog.
        title: String,
        /// Proposed name.
        name: String,
    },
}

impl Ask {
    /// Title of the dialog, in words.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self {
            Self::Folder { title } | Self::Files { title, .. } | Self::Save { title, .. } => {
                phrase(title)
            }
        }
    }
}

/// How a dialog ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These paths were picked; one for a folder or a file to write.
    Picked(Vec<PathBuf>),
    /// The user cancelled.
    Cancelled,
    /// There is no system dialog.
    Unavailable,
}

/// Something that asks the user for paths.
pub trait Picker {
    /// Opens a dialog that begins in a folder, or where the system likes. An earlier one that is still open is forgotten.
    fn ask(&mut self, ask: &Ask, start: Option<&Path>, ctx: &egui::Context);
    /// The answer, once.
    fn poll(&mut self) -> Option<Answer>;
}

/// A cancel that comes sooner than this is none: no person is so quick, but `rfd` answers so where no portal is.
const TOO_QUICK: Duration = Duration::from_millis(400);

/// The system's dialogs, by `rfd`.
#[derive(Default)]
pub struct SystemPicker {
    waiting: Option<Receiver<Answer>>,
}

impl Picker for SystemPicker {
    fn ask(&mut self, ask: &Ask, start: Option<&Path>, ctx: &egui::Context) {
        let (send, receive) = channel();
        self.waiting = Some(receive);
        // The dialog is made here, since macOS wants that on the main thread, and awaited elsewhere.
        let mut dialog = rfd::AsyncFileDialog::new().set_title(ask.title());
        if let Some(start) = start {
            dialog = dialog.set_directory(start);
        }
        let answer: std::pin::Pin<Box<dyn Future<Output = Option<Vec<rfd::FileHandle>>> + Send>> =
            match ask {
                Ask::Folder { .. } => {
                    let picked = dialog.pick_folder();
                    Box::pin(async { picked.await.map(|file| vec![file]) })
                }
                Ask::Files { endings, .. } => Box::pin(
                    dialog
                        .add_filter(say!("picker-articles"), endings)
                        .pick_files(),
                ),
                Ask::Save { name, .. } => {
                    let picked = dialog.set_file_name(name).save_file();
                    Box::pin(async { picked.await.map(|file| vec![file]) })
                }
            };
        let ctx = ctx.clone();
        let began = Instant::now();
        let spawned = std::thread::Builder::new()
            .name("postil-file-dialog".to_owned())
            .spawn(move || {
                let answer = match pollster::block_on(answer) {
                    Some(files) => {
                        Answer::Picked(files.iter().map(|file| file.path().to_owned()).collect())
                    }
                    None if cfg!(target_os = "linux") && began.elapsed() < TOO_QUICK => {
                        Answer::Unavailable
                    }
                    None => Answer::Cancelled,
                };
                let _gone = send.send(answer);
                ctx.request_repaint();
            });
        if spawned.is_err() {
            self.waiting = None;
        }
    }

    fn poll(&mut self) -> Option<Answer> {
        match self.waiting.as_ref()?.try_recv() {
            Ok(answer) => {
                self.waiting = None;
                Some(answer)
            }
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                self.waiting = None;
                Some(Answer::Unavailable)
            }
        }
    }
}

/// A picker without dialogs: every question is put by the program itself.
#[derive(Default)]
pub struct NoPicker {
    asked: bool,
}

impl Picker for NoPicker {
    fn ask(&mut self, _: &Ask, _: Option<&Path>, _: &egui::Context) {
        self.asked = true;
    }

    fn poll(&mut self) -> Option<Answer> {
        core::mem::take(&mut self.asked).then_some(Answer::Unavailable)
    }
}
