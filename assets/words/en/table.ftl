### The table of annotations.

table-title = Annotations
table-annotation = Annotation
table-here = This article only
table-recode = Recode…
table-help = Filters
table-back = Back to the text
table-filter = Filter annotations
table-hint = tag:claim unsure "words of the text"…
table-proposals = Proposals
table-attribute = attribute
table-link = link
table-count =
    { $count ->
        [one] { $count } annotation
       *[other] { $count } annotations
    }
table-count-so-far =
    { $count ->
        [one] { $count } annotation so far…
       *[other] { $count } annotations so far…
    }
table-looking = Looking…
table-unreadable = Nothing is listed as long as the filter cannot be read.
table-empty = Nothing is annotated yet. What you mark in the articles stands here.
table-nothing = No annotation is so. Take something out of the filter; “Filters” tells how to write one.
table-article = Article
table-tag = Tag
table-text = Text
table-attributes = Attributes
table-links = Links
table-annotator = By
table-column-changed = Changed
table-sort = Sort by { $column }
table-sorted = Sorted by { $column }
table-sorted-backwards = Sorted by { $column }, backwards
table-unsure = unsure
table-unsure-field = Unsure
table-note = Note
table-gone = It has been deleted
table-choose = Choose an annotation in the table.
table-go = Go there
table-of-others = Only { $name } can change this annotation.
table-unlink = Remove the link { $label } { $name }
table-still-looking = The annotations are still being looked through
table-open-first = Open the table of annotations first
table-none-listed = No annotation is listed
