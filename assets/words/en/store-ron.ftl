### What the reader of RON says is wrong in a file. English: exactly its own words.

ron-eof = Unexpected end of RON
ron-array = Expected opening `[`
ron-array-end = Expected closing `]`
ron-map = Expected opening `{"{"}`
ron-map-end = Expected closing `{"}"}`
ron-struct = Expected opening `(`
ron-struct-end = Expected closing `)`
ron-struct-of =
    Expected opening `(` for the { $what ->
        [ProjectRecord] project
        [CodebookRecord] codebook
        [ArticleRecord] article
        [AnnotatorRecord] annotator
        [LayerRecord] layer
        [AnnotationRecord] annotation
        [StoredSpan] span
        [HeldRole] role of an entity
        [EntityType] entity type
        [Entity] entity
        [Tag] tag
        [Role] link role
        [Attribute] attribute
        [Choice] choice
        [Origin] origin
        [Link] link
        [Target] target of a link
        [Status] status
        [Value] value
        [Kind] kind
       *[Pattern] pattern
    }
ron-boolean = Expected boolean
ron-comma = Expected comma
ron-colon = Expected colon
ron-float = Expected float
ron-integer = Expected integer
ron-too-large = Integer is out of bounds
ron-underscore = Unexpected leading underscore in a number
ron-option = Expected option
ron-string = Expected string
ron-string-end = Expected end of string
ron-char = Expected char
ron-identifier = Expected identifier
ron-comment = Unclosed block comment
ron-trailing = Non-whitespace trailing characters
ron-unexpected = Unexpected char { $character }

## Fields; “within” names the record.

ron-field-missing = Unexpected missing field named { $field }{ $within }
ron-field-twice = Unexpected duplicate field named { $field }{ $within }
ron-field-unknown = Unexpected field named { $field }{ $within }, { $expected }
ron-variant-unknown =
    Unexpected variant named { $variant } in the { $what ->
        [Target] target of a link
        [Status] status
        [Value] value
        [Kind] kind
        [Pattern] pattern
       *[other] { $what }
    }, { $expected }
ron-within =
    {" "}in the { $what ->
        [ProjectRecord] project
        [CodebookRecord] codebook
        [ArticleRecord] article
        [AnnotatorRecord] annotator
        [LayerRecord] layer
        [AnnotationRecord] annotation
        [StoredSpan] span
        [HeldRole] role of an entity
        [EntityType] entity type
        [Entity] entity
        [Tag] tag
        [Role] link role
        [Attribute] attribute
        [Choice] choice
        [Origin] origin
        [Link] link
        [Target] target of a link
        [Status] status
        [Value] value
        [Kind] kind
       *[Pattern] pattern
    }

## What is allowed instead.

ron-no-fields = there are no fields
ron-no-variants = there are no variants
ron-one = expected { $one } instead
ron-two = expected either { $first } or { $last } instead
ron-several = expected one of { $first }, or { $last } instead
