### Annotations of other programs, before they are imported.

annotations-import-title = Import annotations
annotations-import-files = Choose files…
annotations-import-folder = Choose a folder…
annotations-import-more = And { $count } more.
annotations-import-format = Format
annotations-import-guessed = As each file tells
annotations-import-about = { $name }: { $about }
annotations-import-reading = Reading the files… { $percent } %
annotations-import-working = Looking for the places… { $percent } %
annotations-import-labels = What becomes of labels
annotations-import-roles = What becomes of links
annotations-import-fields = What becomes of fields
annotations-import-article-fields = What becomes of fields of articles
annotations-import-row = { $count ->
    [0] { $name } (not used)
    [one] { $name } (once)
   *[other] { $name } ({ $count } times)
}
annotations-import-new = A new tag
annotations-import-new-role = A new kind of link
annotations-import-skip = Left out
annotations-import-same-name = The field of that name
annotations-import-new-field = A new field
annotations-import-note = Written into the note
annotations-import-options = Options
annotations-import-first = The first of them
annotations-import-mark = { $tag }: { $passage }
annotations-import-report = What comes of it
annotations-import-lost = What does not come along
annotations-import-choose = Choose files or a folder first
annotations-import-wait = The files are still being looked at
annotations-import-nothing = There is nothing new in them
