### Labelled data for other programs: formats, and what does not fit into them.

export-format-jsonl = JSON lines
export-format-jsonl-about = One article a line with its text and annotations; offsets in code points.
export-format-csv = CSV
export-format-csv-about = One annotation a row, one column an attribute and a link role, without the articles' texts; offsets in code points.
export-format-register = Entities as CSV
export-format-register-about = The register: one entity a row with its names, attributes, offices and group, to be read in again.
export-choice-excel = For Excel
export-choice-excel-about = Begin with a byte order mark, without which Excel shows other letters than English ones wrongly.
export-choice-raw = Cells as they are
export-choice-raw-about = Leave out the ' before cells that a spreadsheet would take for formulas. For programs only.
export-choice-as-loaded = Texts as they were loaded
export-choice-as-loaded-about = Leave out what was corrected in the texts since; annotations stand where they stood then.

## Why nothing was written.

export-in-project = { $path } is in the project folder { $project }. Nothing was written. Choose a place outside it.
export-folder = { $path } is a folder. Nothing was written. Give the name of a file.
export-not-written = { $path } could not be written: { $why }. What was there before is still there. Check the folder, its permissions and the space on the disk.
export-not-whole = { $path } did not take the whole export: { $why }.
export-links-round = too many links lead to one another
export-protected = it is write-protected

## What is not in the export.

export-lost-articles =
    { $count ->
        [one] { $count } article without annotations has no row.
       *[other] { $count } articles without annotations have no row.
    }
export-lost-finished =
    { $count ->
        [one] { $count } time an annotator finished an article without marking anything, which has no row.
       *[other] { $count } times an annotator finished an article without marking anything, which has no row.
    }
export-lost-values =
    { $count ->
        [one] { $count } value of an article attribute has no row, as its annotator marked nothing there.
       *[other] { $count } values of article attributes have no row, as their annotators marked nothing there.
    }
export-lost-notes =
    { $count ->
        [one] { $count } note on an article has no row, as its annotator marked nothing there.
       *[other] { $count } notes on articles have no row, as their annotators marked nothing there.
    }
export-lost-detached =
    { $count ->
        [one] { $count } annotation that has lost its place was left out.
       *[other] { $count } annotations that have lost their place were left out.
    }
export-lost-entities =
    Of { $count } { $count ->
        [one] entity
       *[other] entities
    } only the id and the name were written, where something points to it: aliases, attributes, offices and notes were left out.
