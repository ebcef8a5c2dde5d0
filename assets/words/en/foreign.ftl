### Annotations of other programs.

edit-import-annotations = { $count ->
    [one] Import { $count } annotation
   *[other] Import { $count } annotations
}

## Formats.

foreign-format-jsonl = JSON Lines of Postil
foreign-format-jsonl-about = Everything that the export of the same name writes; ids stay what they are.
foreign-format-brat = brat standoff
foreign-format-brat-about = Files that end in .ann beside their .txt, with annotation.conf; entities, events, relations, attributes, notes.
foreign-format-prodigy = Prodigy and spaCy
foreign-format-prodigy-about = JSON Lines with “text” and “spans”; relations, accepted labels and categories too.
foreign-format-doccano = doccano
foreign-format-doccano-about = JSON Lines or JSON with “label” or with “entities” and “relations”.
foreign-format-label-studio = Label Studio
foreign-format-label-studio-about = The JSON export: regions, choices, notes and relations of every annotator.
foreign-format-uima-json = UIMA CAS JSON
foreign-format-uima-json-about = As INCEpTION and cassis write it: spans, relations, slots and labels of the document.
foreign-format-uima-xmi = UIMA CAS XMI
foreign-format-uima-xmi-about = The same as XML, as INCEpTION, DKPro and other UIMA programs write it.
foreign-format-webanno = WebAnno TSV 3
foreign-format-webanno-about = Spans, relations, slots and chains of WebAnno and INCEpTION.
foreign-format-conllu-plus = CoNLL-U Plus
foreign-format-conllu-plus-about = Columns of tags such as B-person beside those of CoNLL-U.
foreign-format-conll = CoNLL 2002 and 2003
foreign-format-conll-about = A word and its tag a line, in IOB, BIOES or BILOU; places in columns of their own are read.
foreign-format-refi-qda = REFI-QDA project
foreign-format-refi-qda-about = Codes, codings, memos and variables of NVivo, MAXQDA, ATLAS.ti, QualCoder and others.
foreign-format-refi-codebook = REFI-QDA codebook
foreign-format-refi-codebook-about = The codes alone.
foreign-format-dna = Discourse Network Analyzer
foreign-format-dna-about = Statements with their variables, people, organisations and concepts as entries of the register.
foreign-format-taguette = Taguette
foreign-format-taguette-about = The database of projects: documents, tags and highlights.
foreign-format-web-annotation = W3C Web Annotation
foreign-format-web-annotation-about = JSON-LD about articles that are in the project, or whose text files lie beside it.

## Units of offsets.

foreign-unit-code-points = code points
foreign-unit-utf16 = UTF-16 units
foreign-unit-bytes = bytes
foreign-breaks-once = a line end counted once
foreign-breaks-twice = a line end counted twice
foreign-byte-order-mark = with a byte order mark

## Options.

foreign-option-annotator = Annotator
foreign-option-annotator-about = Whose annotations these are where the file does not say it; your own unless there is a name here.
foreign-option-update = Change what is there
foreign-option-update-about = Annotations that are there and read otherwise in the file become what the file says, unless they were changed here later.
foreign-option-label = Label feature
foreign-option-label-about = The feature whose value is the tag; “label”, “value” and the like unless there is a name here.
foreign-option-by-file = The file is the annotator
foreign-option-by-file-about = The name of the file is the name of the annotator.
foreign-option-folders = Folders
foreign-option-folders-about = Whether folders are annotators. Unless it is said here, they are when one beside has a file of the same name.
foreign-option-text-key = Text
foreign-option-text-key-about = Under which name the text stands.
foreign-option-predictions = Predictions
foreign-option-predictions-about = Take what models proposed as well, each model as an annotator.
foreign-option-unknown = There is no option “{ $name }”.
foreign-option-wrong = The option “{ $name }” does not take “{ $value }” but: { $takes }.
foreign-map-unused = Nothing in the files is called “{ $name }”.
foreign-map-unknown = The codebook has nothing called “{ $name }”. Say its id or its name, “new” or “skip”.

## Why a file cannot be read.

foreign-too-large = It is larger than the { $most } MB that are read.
foreign-not-utf8 = It is not UTF-8. Open it in an editor and save it in that encoding.
foreign-empty = There is nothing in it.
foreign-broken = It is no valid { $kind } ({ $why }).
foreign-lacks = It is not of this format: { $what } is missing.
foreign-bundle = This is a bundle of Postil. It is not imported but merged: “Merge a bundle…” in the menu File, or postil merge PROJECT FILE, tells what is in it, on the command line with --dry-run, and takes it over.
foreign-unknown = Its format is not known.
foreign-in-use = Another program has it open, or left it unfinished. Close that program and try again.
foreign-cancelled = Reading was cancelled.
foreign-too-many-attributes = an element has more than { $most } attributes
foreign-detached = it was imported, and its words are not where the file says

## What an import does.

foreign-name = “{ $name }”
foreign-names-more = { $names } and { $count } more
foreign-read = { $documents ->
    [one] { $documents } text
   *[other] { $documents } texts
} with { $marks ->
    [one] { $marks } mark
   *[other] { $marks } marks
} read.
foreign-exact = { $count ->
    [one] { $count } mark covers
   *[other] { $count } marks cover
} exactly what the file says.
foreign-otherwise = { $count ->
    [one] { $count } mark covers
   *[other] { $count } marks cover
} what the file says when its offsets count { $how }.
foreign-searched = { $count ->
    [one] { $count } mark was
   *[other] { $count } marks were
} found by the words, elsewhere than the file says.
foreign-unquoted = { $count ->
    [one] { $count } mark stands
   *[other] { $count } marks stand
} where the file says; it does not say what is covered there.
foreign-snapped = { $count ->
    [one] { $count } mark began or ended
   *[other] { $count } marks began or ended
} inside a character and was widened.
foreign-without-place = { $count ->
    [one] { $count } mark has
   *[other] { $count } marks have
} no certain place and { $count ->
    [one] is
   *[other] are
} kept without one.
foreign-added-articles = { $count ->
    [one] { $count } article is
   *[other] { $count } articles are
} new.
foreign-added = { $count ->
    [one] { $count } annotation is
   *[other] { $count } annotations are
} new.
foreign-added-links = { $count ->
    [one] { $count } link is
   *[other] { $count } links are
} new.
foreign-added-entities = { $count ->
    [one] { $count } entity is
   *[other] { $count } entities are
} new.
foreign-known = { $count ->
    [one] { $count } annotation is
   *[other] { $count } annotations are
} there already.
foreign-kept = { $count ->
    [one] { $count } annotation reads
   *[other] { $count } annotations read
} otherwise here and { $count ->
    [one] stays.
   *[other] stay.
}
foreign-updated = { $count ->
    [one] { $count } annotation changes.
   *[other] { $count } annotations change.
}
foreign-deleted = { $count ->
    [one] { $count } annotation was
   *[other] { $count } annotations were
} deleted here since and { $count ->
    [one] stays deleted.
   *[other] stay deleted.
}
foreign-added-options = { $count ->
    [one] { $count } option is
   *[other] { $count } options are
} added to fields of the codebook.
foreign-new-annotators = { $count ->
    [one] New annotator
   *[other] New annotators
}: { $names }.
foreign-new-tags = { $count ->
    [one] New tag
   *[other] New tags
}: { $names }.
foreign-new-fields = { $count ->
    [one] New field
   *[other] New fields
}: { $names }.
foreign-new-roles = { $count ->
    [one] New kind of link
   *[other] New kinds of links
}: { $names }.

## What it cannot carry.

foreign-lost-unreadable = { $count ->
    [one] { $count } line or entry
   *[other] { $count } lines or entries
} cannot be read.
foreign-lost-empty = { $count ->
    [one] { $count } mark covers
   *[other] { $count } marks cover
} nothing.
foreign-lost-twice = { $count ->
    [one] { $count } mark has
   *[other] { $count } marks have
} the id of another one.
foreign-lost-dangling = { $count ->
    [one] { $count } link, value or note belongs
   *[other] { $count } links, values or notes belong
} to nothing in the file.
foreign-lost-relation-values = { $count ->
    [one] { $count } value belongs to a link
   *[other] { $count } values belong to links
}, which take none here.
foreign-lost-values = { $count ->
    [one] { $count } value does not fit its field.
   *[other] { $count } values do not fit their fields.
}
foreign-lost-metadata = { $count ->
    [one] { $count } detail about an article has
   *[other] { $count } details about articles have
} no field.
foreign-lost-normalizations = { $count ->
    [one] { $count } identity with an entry of a collection is
   *[other] { $count } identities with entries of collections are
} left out.
foreign-lost-not-text = { $count ->
    [one] { $count } annotation is
   *[other] { $count } annotations are
} not on plain text.
foreign-lost-no-text = { $count ->
    [one] The text of { $count } document is
   *[other] The texts of { $count } documents are
} empty, or neither in the file nor in the project.
foreign-lost-no-place = { $count ->
    [one] { $count } mark has
   *[other] { $count } marks have
} no place in the text, and no words to look for.
foreign-lost-skipped = { $count ->
    [one] { $count } mark is
   *[other] { $count } marks are
} left out because it was asked for, or because nobody accepted it.
foreign-lost-skipped-relations = { $count ->
    [one] { $count } link is
   *[other] { $count } links are
} left out with what it ties.
foreign-lost-skipped-values = { $count ->
    [one] { $count } value is
   *[other] { $count } values are
} left out because it was asked for.
foreign-lost-repeating = { $count ->
    [one] { $count } mark is
   *[other] { $count } marks are
} left out: the article is being labelled a second time, and what was marked the first time stays as it is meanwhile.
