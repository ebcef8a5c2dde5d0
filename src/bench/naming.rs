//! Naming somebody of many: how long a frame takes while one types where somebody of the register is asked for.

use egui::{Id, Key, Modifiers};

use super::Row;
use super::stage::Stage;
use crate::model::{AnnotationId, AttributeId};

/// A frame at 60 Hz, in milliseconds.
const FRAME: f64 = 16.0;
/// What is typed: at first nearly everybody fits, then a tenth, a hundredth, one, at last nobody.
const TYPED: &str = "núñez the 4999q";

/// Types the name of somebody into the field of an annotation, into the question beside a mark, and for the target of a
/// link. The project of [`super::register`] is open, and its article has the keyboard.
pub fn measure(stage: &mut Stage, rounds: usize) -> Vec<Row> {
    let (mut field, mut asked, mut link, mut begun) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..rounds.div_ceil(20) {
        let actor = AnnotationId::new(&format!("actor-{round}")).expect("an id");
        let quote = AnnotationId::new(&format!("quote-{round}")).expect("an id");
        choose(stage, &actor);
        stage.press(Key::Enter, Modifiers::NONE, None);
        stage.frame();
        stage.settle();
        field.extend(stage.write_letters(TYPED));
        let written = stage.remembered(field_id(&actor).with("entity"));
        assert_eq!(written.as_deref(), Some(TYPED), "the field has it");
        leave(stage);

        choose(stage, &quote);
        stage.press(Key::S, Modifiers::SHIFT, Some("S"));
        begun.extend([stage.frame(), stage.frame()]);
        link.extend(stage.write_letters(TYPED));
        let written = stage.article().linking.as_ref().map(|it| &*it.filter);
        assert_eq!(written, Some(TYPED), "the question has it");
        leave(stage);

        choose(stage, &actor);
        stage.press(Key::Enter, Modifiers::COMMAND, None);
        begun.extend([stage.frame(), stage.frame()]);
        asked.extend(stage.write_letters(TYPED));
        let written = stage.article().asking.as_ref().map(|it| &*it.typed);
        assert_eq!(written, Some(TYPED), "the question has it");
        leave(stage);
    }
    let row = |name, values| Row::new(name, "ms", FRAME, values);
    vec![
        row("5,000 entities: a letter in a field", field),
        row("5,000 entities: whom to name is asked", begun),
        row("5,000 entities: a letter in a question", asked),
        row("5,000 entities: a letter for a link", link),
    ]
}

/// The field of an annotation that asks for somebody, as the inspector draws it.
fn field_id(annotation: &AnnotationId) -> Id {
    let attribute = AttributeId::new("entity").expect("an id");
    Id::unique(("field", annotation, &attribute))
}

/// Chooses an annotation and has the text in view where it stands.
fn choose(stage: &mut Stage, id: &AnnotationId) {
    stage.workspace().choose(Some(id.clone()));
    stage.frame();
    stage.settle();
}

fn leave(stage: &mut Stage) {
    for _ in 0..2 {
        stage.press(Key::Escape, Modifiers::NONE, None);
        stage.frame();
        stage.settle();
    }
    stage.workspace().choose(None);
    stage.frame();
}
