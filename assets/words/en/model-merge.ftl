### What is told when two versions of a project come together.

## “Other” is the other side, as in “by another program”; in German in the dative. What both sides did and what has become of
## it are sentences of their own: a dialog says the first before anything is decided, and the second only where it is so.

merge-misfit = A change that { $other } made does not fit: { $why }.
merge-listed = { $first } and { $last }

## What has become of it.

merge-became-kept = It is kept.
merge-became-back = It is back.
merge-became-ours = What was here stays.
# Where it is not the same for all fields; “fields” as in parentheses.
merge-became-ours-of = What was here stays: { $fields }.
merge-became-both-of = Both versions stand there now, one after the other: { $fields }.
merge-became-came-of = From the other side comes: { $fields }.
merge-became-left-out = It was left out.
merge-became-beside = The later version stays; the other one stands beside it as annotation { $beside }, marked unsure.
merge-became-in-note = What was here stays; the other values are in the note.
merge-became-in-text = Both versions of it stand there now, one after the other.
merge-became-text = The text here stays.
merge-became-entity = The later version stays; what the other one says is among its other names and in its note.
merge-became-contested = The later one stays, and the other one stands beside it: the case is contested.

## Parts of the codebook.

merge-part-kept =
    The { $what ->
        [tag] tag
        [role] link role
        [field] field
        [highlighter] highlighter
        [reason] reason for decisions
        [round] round
       *[type] entity type
    } { $name } was changed here and deleted by { $other }.
merge-part-back =
    The { $what ->
        [tag] tag
        [role] link role
        [field] field
        [highlighter] highlighter
        [reason] reason for decisions
        [round] round
       *[type] entity type
    } { $name } was deleted here and changed by { $other }.
merge-part-both =
    The { $what ->
        [tag] tag
        [role] link role
        [field] field
        [highlighter] highlighter
        [reason] reason for decisions
        [round] round
       *[type] entity type
    } { $name } was changed both here and by { $other } ({ $fields }).

## Annotations; “what” is one of them by its tag and its words.

merge-annotation = Annotation { $id }
merge-annotation-kept = { $what } was changed here and deleted by { $other }.
merge-annotation-back = { $what } was deleted here and changed by { $other }.
merge-annotation-both = { $what } was changed both here and by { $other } ({ $fields }).
merge-annotation-link =
    { $count ->
        [one] { $what } lost its link to { $ends }, which was deleted on the other side.
       *[other] { $what } lost its links to { $ends }, which were deleted on the other side.
    }
merge-head-both = What is said of “{ $title }” as a whole was changed both here and by { $other } ({ $fields }).

## The project, articles, annotators.

merge-settings-both = The project's settings were changed both here and by { $other } ({ $fields }).
merge-guidelines-both = The guidelines were changed in the same passage both here and by { $other }.
merge-meta-both = What is known about “{ $title }” was changed both here and by { $other } ({ $fields }).
merge-article-annotated = “{ $title }” was removed by { $other }, but there are annotations of it.
merge-article-kept = “{ $title }” was changed here and removed by { $other }.
merge-article-back = “{ $title }” was removed here and changed by { $other }.
merge-text-both = The text of “{ $title }” was changed by { $other }.
merge-annotator-kept = The annotator { $name } was removed by { $other }.
merge-annotator-both = The annotator { $name } was changed both here and by { $other } ({ $fields }).

## Entities.

merge-entity-kept = The entity { $name } was changed here and removed by { $other }.
merge-entity-back = The entity { $name } was removed here and changed by { $other }.
merge-entity-both = The entity { $name } was changed both here and by { $other } ({ $fields }).

## Fields that both sides changed, as they are listed in parentheses.

merge-field-of = { $fields } of { $name }
merge-field-accents = whether accents count
merge-field-capitals = whether capitals count
merge-field-examples = examples
merge-field-counterexamples = counterexamples
merge-field-fields = fields
merge-field-rules = rules
merge-field-finds = what it looks for
merge-field-shown = whether it is shown
merge-field-whole-words = whole words
merge-field-address = address
merge-field-author = author
merge-field-colour = colour
merge-field-date = date
merge-field-default = default
merge-field-definition = definition
merge-field-doubt = doubt
merge-field-ends = ends
merge-field-group = group
merge-field-holds = what it holds
merge-field-key = key
merge-field-label = label
merge-field-language = language
merge-field-many = whether several are allowed
merge-field-merged-into = what it was merged into
merge-field-name = name
merge-field-open-as = who it is opened as
merge-field-origin = origin
merge-field-pattern = pattern
merge-field-required = whether it is asked for
merge-field-source = source
merge-field-tag = tag
merge-field-text = text
merge-field-title = title
merge-field-type = type
merge-field-wording = words that follow a choice
merge-field-groups = whether it only groups others
merge-field-heir = what took its place
merge-field-retired = whether it is retired

## Reviews.

merge-review-rules-both = How the project is reviewed was changed both here and by { $other } ({ $fields }).
merge-decision-both = A decision was changed both here and by { $other }.
merge-field-blind = whether it is blind
merge-field-gold = whose layers are gold
merge-field-hide-names = whether names are hidden
merge-field-shuffle = whether the order is shuffled
