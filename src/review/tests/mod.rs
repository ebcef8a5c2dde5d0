//! Every measure against what the field's packages compute (`reference.json`), and against what must hold whatever is marked.

mod laws;
mod reference;
mod study;
