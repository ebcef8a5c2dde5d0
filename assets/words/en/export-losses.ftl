### What a format leaves out, or carries by a convention: so many of what, and what becomes of them.

export-loss = { $what }: { $how }.
export-how-lost = left out
export-way-group = each piece is an annotation of its own, and a field ties them
export-way-apart = each piece is an annotation of its own
export-way-chain = each piece is an annotation of its own, and links named “continuation” tie them
export-way-tag = as part of the tag
export-way-files = one file an annotator
export-way-field = in a field of its own, which readers must know
export-way-note = in the comment
export-way-sidecar = in a file beside it
export-way-name = as text with the entity’s id
export-way-network = counted into the network

export-count-overlaps =
    { $count ->
        [one] { $count } annotation that overlaps another one
       *[other] { $count } annotations that overlap others
    }
export-count-pieces =
    { $count ->
        [one] { $count } annotation in several pieces
       *[other] { $count } annotations in several pieces
    }
export-count-links =
    { $count ->
        [one] { $count } link between annotations
       *[other] { $count } links between annotations
    }
export-count-entity-links =
    { $count ->
        [one] { $count } link to an entity
       *[other] { $count } links to entities
    }
export-count-attributes =
    { $count ->
        [one] { $count } value of a field
       *[other] { $count } values of fields
    }
export-count-notes =
    { $count ->
        [one] { $count } note
       *[other] { $count } notes
    }
export-count-unsure =
    { $count ->
        [one] The mark “unsure” of { $count } annotation
       *[other] The mark “unsure” of { $count } annotations
    }
export-count-article-attributes =
    { $count ->
        [one] { $count } value, note or status of an article as a whole
       *[other] { $count } values, notes and statuses of articles as a whole
    }
export-count-metadata =
    { $count ->
        [one] { $count } article with title, source or date
       *[other] { $count } articles with title, source or date
    }
export-count-details =
    { $count ->
        [one] { $count } detail of an article, such as its section
       *[other] { $count } details of articles, such as their section
    }
export-count-entities =
    { $count ->
        [one] { $count } entity with other names, fields, offices or a note
       *[other] { $count } entities with other names, fields, offices or notes
    }
export-count-annotators =
    { $count ->
        [one] { $count } annotator
       *[other] { $count } annotators
    }
export-count-times =
    { $count ->
        [one] When { $count } annotation was made and changed
       *[other] When { $count } annotations were made and changed
    }
export-count-empty =
    { $count ->
        [one] { $count } article without annotations
       *[other] { $count } articles without annotations
    }
export-brat-astral =
    { $count ->
        [one] { $count } article has signs such as emoji: brat’s web page shows annotations after them in the wrong place; the files are right.
       *[other] { $count } articles have signs such as emoji: brat’s web page shows annotations after them in the wrong place; the files are right.
    }
export-brat-breaks =
    { $count ->
        [one] { $count } article has line breaks other than line feeds, which brat may count otherwise.
       *[other] { $count } articles have line breaks other than line feeds, which brat may count otherwise.
    }
export-brat-blank =
    { $count ->
        [one] { $count } annotation of line breaks alone was left out.
       *[other] { $count } annotations of line breaks alone were left out.
    }
export-uima-empty =
    { $count ->
        [one] { $count } article without a text was left out, as INCEpTION takes none.
       *[other] { $count } articles without a text were left out, as INCEpTION takes none.
    }
export-xml-refused =
    { $count ->
        [one] { $count } control character was replaced, as XML has no place for it.
       *[other] { $count } control characters were replaced, as XML has no place for them.
    }
export-doccano-empty =
    { $count ->
        [one] { $count } article without a text was left out, as doccano refuses it.
       *[other] { $count } articles without a text were left out, as doccano refuses them.
    }
export-doccano-links =
    { $count ->
        [one] { $count } link was left out, as only spans were asked for.
       *[other] { $count } links were left out, as only spans were asked for.
    }
export-webanno-empty =
    { $count ->
        [one] { $count } article without words was left out, as the format has no place for it.
       *[other] { $count } articles without words were left out, as the format has no place for them.
    }
export-webanno-blank =
    { $count ->
        [one] { $count } piece of white space alone was left out.
       *[other] { $count } pieces of white space alone were left out.
    }
export-conll-dropped =
    { $count ->
        [one] { $count } annotation was left out, as another one has its tokens.
       *[other] { $count } annotations were left out, as others have their tokens.
    }
export-conll-widened =
    { $count ->
        [one] { $count } piece was widened to whole tokens.
       *[other] { $count } pieces were widened to whole tokens.
    }
export-conll-cut =
    { $count ->
        [one] { $count } time an annotation was cut at the end of a sentence.
       *[other] { $count } times an annotation was cut at the end of a sentence.
    }
export-network-without =
    { $count ->
        [one] { $count } annotation is no statement, as it lacks an actor or a concept.
       *[other] { $count } annotations are no statements, as they lack an actor or a concept.
    }
export-network-excluded =
    { $count ->
        [one] { $count } statement was left out as was asked for.
       *[other] { $count } statements were left out as was asked for.
    }
export-network-idle =
    { $count ->
        [one] { $count } condition for articles to be left out fits none.
       *[other] { $count } conditions for articles to be left out fit none.
    }
export-network-undated =
    { $count ->
        [one] { $count } statement is not in the network over time, as its article has no date.
       *[other] { $count } statements are not in the network over time, as their articles have no date.
    }
export-pack-leaks =
    { $count ->
        [one] { $count } text stands in more than one part, the same or nearly so, as articles were split by something else.
       *[other] { $count } texts stand in more than one part, the same or nearly so, as articles were split by something else.
    }
export-pack-no-gold = The pack has no gold layer: nothing of what annotators marked has been decided on.
export-pack-no-agreement = The pack has no table of agreement: no two annotators have finished the same article.
export-pack-no-formats =
    { $count ->
        [one] { $count } format was left out, as it would have the texts.
       *[other] { $count } formats were left out, as they would have the texts.
    }
