### The table of annotations.

listed-title = Annotations
listed-annotation = Annotation
listed-here = This article only
listed-recode = Recode…
listed-help = Help on filters
listed-back = Back to the text
listed-filter = Filter annotations
listed-hint = tag:claim unsure "words of the text"…
listed-proposals = Proposals
listed-attribute = field
listed-link = link
listed-count =
    { $count ->
        [one] { $count } annotation
       *[other] { $count } annotations
    }
listed-count-so-far =
    { $count ->
        [one] { $count } annotation so far…
       *[other] { $count } annotations so far…
    }
listed-looking = Looking…
listed-unreadable = Nothing is listed as long as the filter cannot be read.
listed-empty = Nothing is annotated yet. What you mark in the articles stands here.
listed-nothing = No annotation fits the filter. Take something out of it; “Help on filters” tells how to write one.
listed-article = Article
listed-tag = Tag
listed-text = Text
listed-attributes = Fields
listed-links = Links
listed-annotator = By
listed-changed = Changed
listed-sort = Sort by { $column }
listed-sorted = Sorted by { $column }
listed-sorted-backwards = Sorted by { $column }, backwards
listed-unsure = unsure
listed-unsure-field = Unsure
listed-note = Note
listed-gone = It has been deleted
listed-choose = Choose an annotation in the table.
listed-go = Go there
listed-of-others = Only { $name } can change this annotation.
listed-unlink = Remove the link { $label } { $name }
listed-still-looking = The annotations are still being looked through
listed-open-first = Open the table of annotations first
listed-none-listed = No annotation is listed
listed-saved = Saved filters…
listed-strays =
    { $count ->
        [one] · { $count } more, just changed, no longer fits
       *[other] · { $count } more, just changed, no longer fit
    }
listed-look-again = Look again
listed-stray = no longer fits the filter
listed-unplaced = no place
listed-lost = It has no place in the text: { $why }
listed-place-first = Decide first where it belongs.
listed-decide = Decide on its place
listed-add-link = Add a link: { $label }
