### Labelled data for other programs: formats, and what does not fit into them.

export-format-jsonl = JSON lines
export-format-jsonl-about = One article a line with its text and annotations; offsets in code points.
export-format-csv = CSV
export-format-csv-about = One annotation a row, one column a field and a link, without the articles' texts; offsets in code points.
export-format-xlsx = Excel workbook
export-format-xlsx-about = Six sheets: annotations, links, entities, articles, layers, codebook. Text stays text, whatever it begins with; offsets in code points.
export-format-tables = Tables as CSV
export-format-tables-about = The same six tables, each a CSV file in a folder, for R, pandas and statistics programs.
export-format-register = Entities as CSV
export-format-register-about = The register: one entity a row with its names, fields, offices and group, to be read in again.
export-choice-excel = For Excel
export-choice-excel-about = Begin with a byte order mark, without which Excel shows other letters than English ones wrongly.
export-choice-raw = Cells as they are
export-choice-raw-about = Leave out the ' before cells that a spreadsheet would take for formulas. For programs only.
## Why nothing was written.

export-in-project = { $path } is in the project folder { $project }. Nothing was written. Choose a place outside it.
export-folder = { $path } is a folder. Nothing was written. Give the name of a file.
export-not-written = { $path } could not be written: { $why }. What was there before is still there. Check the folder, its permissions and the space on the disk.
export-not-whole = { $path } did not take the whole export: { $why }.
export-no-folder = { $path } is a file. Nothing was written. Give the name of a folder that is not there yet, or of a .zip file.
export-full = { $path } is there already and has something in it. Nothing was written. Give the name of a folder that is not there yet, or of a .zip file.
export-stopped = The export was stopped. Nothing was written.
export-no-option = The format “{ $format }” has no option “{ $option }”. There are: { $all }.
export-no-options = The format “{ $format }” has no option “{ $option }”, nor any other.
export-no-value = The option “{ $option }” cannot be “{ $value }”, but: { $all }.
export-links-round = too many links lead to one another
export-protected = it is write-protected

## What is not in the export.

export-lost-finished =
    { $count ->
        [one] { $count } time an annotator finished an article without marking anything, which has no row.
       *[other] { $count } times an annotator finished an article without marking anything, which has no row.
    }
export-lost-values =
    { $count ->
        [one] { $count } value of an article field has no row, as its annotator marked nothing there.
       *[other] { $count } values of article fields have no row, as their annotators marked nothing there.
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
export-lost-dangling =
    { $count ->
        [one] { $count } link to an annotation that was not chosen or is not there was left out.
       *[other] { $count } links to annotations that were not chosen or are not there were left out.
    }
export-lost-kind =
    { $count ->
        [one] { $count } value is no number, although its field holds numbers, and was left out.
       *[other] { $count } values are no numbers, although their fields hold numbers, and were left out.
    }
export-lost-cut =
    { $count ->
        [one] { $count } text was cut, as a cell of Excel holds 32,767 characters.
       *[other] { $count } texts were cut, as a cell of Excel holds 32,767 characters.
    }
export-lost-rows =
    { $count ->
        [one] { $count } row was left out, as a sheet of Excel holds 1,048,576 rows.
       *[other] { $count } rows were left out, as a sheet of Excel holds 1,048,576 rows.
    }
