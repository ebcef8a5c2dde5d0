### The window in which articles are imported.

intake-title = Import articles
intake-add-files = Add files…
intake-add-folder = Add a folder…
intake-choose = Choose files or a folder first.
intake-reading = Reading… { $percent } %
intake-standing = { $articles ->
    [one] One article
   *[other] { $articles } articles
  } in { $files ->
    [one] one file
   *[other] { $files } files
  }{ $same ->
    [0] {""}
   *[other] {", "}{ $same } there already
  }{ $twice ->
    [0] {""}
   *[other] {", "}{ $twice } twice
  }{ $refused ->
    [0] {""}
    [one] {", "}one file cannot be read
   *[other] {", "}{ $refused } files cannot be read
  }
intake-annotations = { $count ->
    [one] One file holds annotations of another program.
   *[other] { $count } files hold annotations of other programs.
  }
intake-annotations-do = Import annotations…
intake-wait = The files are being read.
intake-names-wrong = The pattern of the names cannot be read.
intake-nothing = No article is ticked.
intake-do = { $count ->
    [0] Import
    [one] Import one article
   *[other] Import { $count } articles
  }

## Pages.

intake-page-list = Articles
intake-page-article = Article
intake-page-columns = Columns
intake-page-names = Names of files
intake-page-choices = Options
intake-page-files = Files

## The list.

intake-list = Articles to import
intake-filter = Find by title, source or file
intake-shown = Which articles are shown
intake-shown-all = All
intake-shown-told = With remarks
intake-shown-same = There already, or twice
intake-shown-near = Nearly the same
intake-shown-left = Not ticked
intake-empty = Files can also be dropped here.
intake-none = Nothing to show.
intake-take-shown = Tick all
intake-leave-shown = Tick none
intake-list-keys = ↑ ↓ to go, Space ticks, Enter goes to the paragraphs
intake-words = { $count ->
    [one] one word
   *[other] { $count } words
  }
intake-row-taken = ticked
intake-row-left = not ticked
intake-there = There already: “{ $title }”
intake-twice = The same text as “{ $title }”
intake-near = Nearly the same as “{ $title }”
intake-near-here = In the project nearly the same: “{ $title }”
intake-comparing = Comparing with the project… { $percent } %
intake-near-count = { $count ->
    [one] One of these is nearly the same as another one, here or in the project.
   *[other] { $count } of these are nearly the same as others, here or in the project.
  }
intake-remarks = { $first } (and { $more } more)

## The chosen article.

intake-no-article = No article is chosen.
intake-from = { $file }, { $encoding }
intake-blocks = { $cut ->
    [0] { $count ->
        [one] One paragraph
       *[other] { $count } paragraphs
    }
   *[other] { $count ->
        [one] One paragraph
       *[other] { $count } paragraphs
    }, { $cut } cut
  }
intake-blocks-list = Paragraphs of the article
intake-blocks-keys = Space cuts or keeps a paragraph, Shift+Space does so in all articles
intake-cut-everywhere = Cut this everywhere
intake-keep-everywhere = Keep this everywhere
intake-everywhere-help = Every paragraph with the same words, in all articles
intake-cut-as = Cut: { $why }
intake-block-kept = kept
intake-kind-heading = Heading
intake-kind-item = Item
intake-kind-row = Row of a table
intake-kind-quote = Quotation
intake-kind-note = Note
intake-kind-caption = Caption
intake-left-out = { $count ->
    [one] One article was left out by hand.
   *[other] { $count } articles were left out by hand.
  }
intake-all-cut = { $count ->
    [one] One article was left out because all of it is cut.
   *[other] { $count } articles were left out because all of them is cut.
  }

## Columns.

intake-column-holds = What “{ $column }” holds
intake-columns-more = { $count ->
    [one] One more column is kept as it was guessed.
   *[other] { $count } more columns are kept as they were guessed.
  }
intake-order-auto = As the column tells
intake-order-dmy = Day, month, year
intake-order-mdy = Month, day, year
intake-order-ymd = Year, month, day
intake-order-open = { $count ->
    [one] “{ $day }” can be read in two ways and is left out until the order is chosen.
   *[other] { $count } days such as “{ $day }” can be read in two ways and are left out until the order is chosen.
  }
intake-order-proof = { $order }, told by “{ $day }”.
intake-sheets = Also in the file: { $sheets }
intake-recipe-fits = The recipe “{ $name }” is for these columns.
intake-recipe-used = The recipe “{ $name }” is used.
intake-recipe-use = Use it
intake-recipe-remove = Remove it
intake-recipe-name = Name of the recipe
intake-recipe-keep = Keep as recipe
intake-recipe-help = What is chosen here is proposed again when the same columns come.
recipe-kept = The recipe “{ $name }” is kept: { $path }
recipe-not-kept = The recipe could not be kept ({ $why }).

## Options and names.

intake-format = Read files as
intake-format-found = What each is found to be
intake-encoding = Encoding of { $file }
intake-encoding-found = As found
intake-encoding-now = Read as { $encoding }.
intake-names-at = At character { $place }: { $why }
intake-names-proposed = These names follow:
intake-names-followed = { $count } of { $all } names follow the pattern.
intake-names-not = does not follow it

## Files.

intake-refused = { $file }: { $why }
intake-file = { $file }: { $format }, { $count ->
    [one] one article
   *[other] { $count } articles
  }
intake-no-files = No files yet.
intake-report-title = What became of the files
intake-report-summary = { $added ->
    [one] One article
   *[other] { $added } articles
  } added from { $files ->
    [one] one file
   *[other] { $files } files
  }{ $same ->
    [0] {""}
   *[other] {", "}{ $same } there already
  }{ $twice ->
    [0] {""}
   *[other] {", "}{ $twice } twice
  }{ $refused ->
    [0] {""}
    [one] {", "}one file refused
   *[other] {", "}{ $refused } files refused
  }.
intake-report-copy = Copy the report
intake-report-near = Marks can come over from an article that was here: open it and choose “{ $command }”.
