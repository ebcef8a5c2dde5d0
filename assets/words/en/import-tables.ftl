### Tables of articles, and what the names of files say.

## Formats.

tables-format-csv = Table (CSV, TSV)
tables-format-csv-about = One article a row; what the columns hold is guessed from their names and contents and can be changed.
tables-format-xlsx = Excel workbook (XLSX)
tables-format-xlsx-about = One article a row of the sheet in which most is written; what the columns hold is guessed and can be changed.
tables-format-xls = Old Excel workbook (XLS)
tables-format-xls-about = As XLSX; files up to 64 MB.
tables-format-ods = LibreOffice spreadsheet (ODS)
tables-format-ods-about = As XLSX.
tables-format-json = JSON
tables-format-json-about = A list of objects, or an object with such a list in it; values in values have dotted names.
tables-format-jsonl = JSON lines (JSONL)
tables-format-jsonl-about = One article a line, as an object.

## Options.

tables-option-delimiter = Between cells
tables-option-delimiter-about = What stands between the cells; found out unless it is said here.
tables-option-heads = First row names the columns
tables-option-heads-about = Whether the first row names the columns; found out unless it is said here.
tables-option-sheet = Sheet or list
tables-option-sheet-about = Name or number of the sheet of a workbook, or name of the list in a JSON file; the one in which most is written when empty.
tables-option-date-order = Order of day and month
tables-option-date-order-about = How days such as 3/4/2025 are read. Unless it is said here, the whole column tells it, and what it does not tell is left out.
tables-option-headline = Title in the text
tables-option-headline-about = Whether the title is the first line of the text too, so that it can be marked; not where the text begins with it anyway.
tables-option-html = Texts are HTML
tables-option-html-about = Whether tags and entities of HTML are read in texts; found out unless it is said here.

## What columns hold.

tables-role-text = Text
tables-role-title = Title
tables-role-source = Source
tables-role-author = Author
tables-role-date = Date
tables-role-url = Address (URL)
tables-role-language = Language
tables-role-more = Further details
tables-role-skip = Not taken

## Places.

tables-place = { $unit ->
    [row] row { $number }
    [item] item { $number }
   *[line] line { $number }
  }
tables-places = { $unit ->
    [row] { $count ->
        [one] row { $numbers }
       *[other] rows { $numbers }
    }
    [item] { $count ->
        [one] item { $numbers }
       *[other] items { $numbers }
    }
   *[line] { $count ->
        [one] line { $numbers }
       *[other] lines { $numbers }
    }
  }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
  }

## Why a table gives no article.

tables-no-rows = There are no rows below the names of the columns. Nothing was added.
tables-many-cells = By { $place } it has more than { $most } cells. Split it into several files.
tables-many-columns = In { $place } it has more than { $most } columns: it is no table of articles, or something else stands between its cells. Choose what does.
tables-quote-open = the quotation mark at the beginning of a cell in line { $line } is never closed
tables-no-workbook = it is a text or a page under the name of a workbook; open it in a spreadsheet program and save it as XLSX or CSV
tables-fault = its reader has given up
tables-sheet-broken = sheet “{ $sheet }”, near row { $row }: { $why }
tables-old-excel-large = Old Excel files are read up to { $most } MB. Save it as XLSX or CSV.
tables-no-sheet = There is no “{ $sheet }” in it. There are: { $sheets }.
tables-empty-sheets = Nothing is written in its sheets. Nothing was added.
tables-no-content = it has no content.xml
tables-cut-off = it breaks off
tables-no-objects = There is no list of objects in it. Nothing was added.
tables-item-wrong = an object is expected
tables-line-broken = { $place }: { $why }
tables-no-text = No column looks like the text of articles. Say which one it is. Columns: { $columns }.
tables-all-empty = { $count ->
    [one] The only row has no text in the column that was taken for it. Say which column it is.
   *[other] None of the { $count } rows has a text in the column that was taken for it. Say which column it is.
  }

## What people should know of it.

tables-quotes-text = The quotation mark in line { $line } is never closed, so quotation marks are taken as they stand.
tables-quotes-stray = { $count ->
    [one] A quotation that begins a cell goes over several cells or lines and does not end the cell: { $places }. Check whether rows are missing.
   *[other] { $count } quotations that begin a cell go over several cells or lines and do not end the cell: { $places }. Check whether rows are missing.
  }
tables-long-rows = { $count ->
    [one] A row has more cells than there are columns ({ $columns }) and stays out: { $places }. Put quotation marks around texts with what stands between cells in them.
   *[other] { $count } rows have more cells than there are columns ({ $columns }) and stay out: { $places }. Put quotation marks around texts with what stands between cells in them.
  }
tables-above = { $count ->
    [one] A row above the names of the columns was left out: “{ $what }”.
   *[other] { $count } rows above the names of the columns were left out: “{ $what }”.
  }
tables-no-heads = The first row does not look like names of columns, so it was taken for an article.
tables-same-heads = Several columns have the same name; the later ones are numbered: { $names }.
tables-sheets = Read from sheet “{ $sheet }”. The sheets are: { $sheets }.
tables-lists = Read from the list “{ $list }”. The lists are: { $lists }.
tables-lines-broken = Not read, because they are no JSON objects: { $places } ({ $why }).
tables-no-object = { $count ->
    [one] Left out, because it is no object: { $places }.
   *[other] Left out, because they are no objects: { $places }.
  }
tables-empty-rows = { $count ->
    [one] A row has no text and gives no article: { $places }.
   *[other] { $count } rows have no text and give no article: { $places }.
  }
tables-unread-day = { $place }: “{ $day }” is no day; it is kept among the details.
tables-unread-days = { $count ->
    [one] A day cannot be read and is kept among the details: “{ $day }” ({ $places }).
   *[other] { $count } days cannot be read and are kept among the details, such as “{ $day }” ({ $places }).
  }
tables-either-days = { $count ->
    [one] A day can be read in two ways and is left out: “{ $day }” ({ $places }). Choose the order of day and month.
   *[other] { $count } days can be read in two ways and are left out, such as “{ $day }” ({ $places }). Choose the order of day and month.
  }
tables-mixed-days = Some days have the day first and others the month.

## Recipes.

recipe-unreadable = { $file }: the recipe cannot be read ({ $why }).
recipe-broken = { $file }: this is no recipe ({ $why }).
recipe-large = it is larger than 1 MB

## Names of files.

names-option = Names of files
names-option-about = What the names of files say, such as {"{"}date{"}"}_{"{"}source{"}"}_{"{"}title{"}"} or {"{"}source{"}"}/{"{"}date{"}"} {"{"}title{"}"}; also author, language, {"{"}*{"}"} for what is not kept, {"{"}date:dmy{"}"} for days first, and any other name for further details.
names-not-followed = The name of the file does not follow the pattern.
names-field-date = date
names-field-title = title
names-field-source = source
names-field-author = author
names-field-language = language
names-long = The pattern is longer than 400 bytes.
names-open = The brace is never closed. Write {"{"}title{"}"}, for instance.
names-stray = There is no opening brace before this one.
names-twice = “{ $name }” is there already.
names-touching = Something has to stand between two fields, or nobody knows where one ends.
names-empty-folder = There is nothing between the slashes. A field or a word has to stand there; {"{"}*{"}"} is any name.
names-empty = Nothing stands for the name of the file. Write {"{"}title{"}"}, for instance.
names-no-field = There is no field in it. Write {"{"}date{"}"}, {"{"}source{"}"}, {"{"}title{"}"} or another where a part of the name stands.
names-nameless = The field has no name. {"{"}*{"}"} is one that is not kept.
names-order = “{ $order }” is no order of a day. There are ymd, dmy and mdy, and only date has one.
