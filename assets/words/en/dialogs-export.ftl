### Where the annotations go, in which format.

export-title = Export
export-format = Format
export-file = File
export-replaces = This file is there already. Exporting replaces it.
export-whose = Whose annotations
export-everybody = Everybody
export-gold = The gold layer
export-all-layers = Everybody and the gold layer
export-blind = A blind round is not over: of its articles only your own annotations are exported.
export-names-hidden = Names are hidden in this project, and the file says whose each annotation is: so it is not shown here.
export-do = Export
title-export = Export to
export-no-path = Give the path of a file
export-no-whole-path = Give the whole path of the file
export-into-folder = This is a folder: give the name of a file in it
export-to-folder = Folder
export-there-already = There is something of this name already: give another name
export-unit = Offsets count
export-unit-usual = As is usual for the format
export-unit-utf16 = UTF-16 units (Java, JavaScript)
export-unit-byte = Bytes of UTF-8
export-articles = Articles
export-articles-all = All; or a filter, such as date:2004 source:Courier
export-tags = Tags
export-choice-as-loaded = Texts as they were loaded
export-choice-as-loaded-about = Leave out what was corrected in the texts since; annotations stand where they stood then.
export-looking = Looking what would come of it …
export-so-many =
    { $annotations ->
        [one] { $annotations } annotation
       *[other] { $annotations } annotations
    } in { $articles ->
        [one] { $articles } article
       *[other] { $articles } articles
    }
export-entities-many =
    { $count ->
        [one] { $count } entity
       *[other] { $count } entities
    }
export-nothing-lost = The format carries all of it.
export-outcome = What would come of it
export-preview = How it begins
export-no-preview = Not a text: a program has to read it.
