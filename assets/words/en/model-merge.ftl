### What is told when two versions of a project come together.

## “Other” is the other side, as in “by another program”; in German in the dative.

merge-misfit = A change that { $other } made does not fit: { $why }. It was left out.
merge-listed = { $first } and { $last }

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
    } { $name } was changed here and deleted by { $other }: it is kept.
merge-part-back =
    The { $what ->
        [tag] tag
        [role] link role
        [field] field
        [highlighter] highlighter
        [reason] reason for decisions
        [round] round
       *[type] entity type
    } { $name } was deleted here and changed by { $other }: it is back.
merge-part-both =
    The { $what ->
        [tag] tag
        [role] link role
        [field] field
        [highlighter] highlighter
        [reason] reason for decisions
        [round] round
       *[type] entity type
    } { $name } was changed both here and by { $other } ({ $fields }). What was here stays.

## Annotations; “what” is one of them by its tag and its words.

merge-annotation = Annotation { $id }
merge-annotation-kept = { $what } was changed here and deleted by { $other }: it is kept.
merge-annotation-back = { $what } was deleted here and changed by { $other }: it is back.
merge-annotation-both = { $what } was changed both here and by { $other } ({ $fields }). The later version stays; the other one stands beside it as annotation { $beside }, marked unsure.
merge-annotation-link = { $what } lost its link to annotation { $ends }, which was deleted on the other side.
merge-head-both = What is said of “{ $title }” as a whole was changed both here and by { $other } ({ $fields }). What was here stays; the other values are in the note.

## The project, articles, annotators.

merge-settings-both = The project's settings were changed both here and by { $other } ({ $fields }). What was here stays.
merge-guidelines-both = The guidelines were changed in the same passage both here and by { $other }. Both versions of it stand there now, one after the other.
merge-meta-both = What is known about “{ $title }” was changed both here and by { $other } ({ $fields }). What was here stays.
merge-article-annotated = “{ $title }” was removed by { $other }, but there are annotations of it: it is kept.
merge-article-kept = “{ $title }” was changed here and removed by { $other }: it is kept.
merge-article-back = “{ $title }” was removed here and changed by { $other }: it is back.
merge-text-both = The text of “{ $title }” was changed by { $other }. The text here stays.
merge-annotator-kept = The annotator { $name } was removed by { $other }, but is kept.
merge-annotator-both = The annotator { $name } was changed both here and by { $other } ({ $fields }). What was here stays.

## Entities.

merge-entity-kept = The entity { $name } was changed here and removed by { $other }: it is kept.
merge-entity-back = The entity { $name } was removed here and changed by { $other }: it is back.
merge-entity-both = The entity { $name } was changed both here and by { $other } ({ $fields }). The later version stays; what the other one says is among its other names and in its note.

## Fields that both sides changed, as they are listed in parentheses.

merge-field-of = { $fields } of { $name }
merge-field-accents = whether accents count
merge-field-capitals = whether capitals count
merge-field-finds = what it looks for
merge-field-shown = whether it is shown
merge-field-whole-words = whole words
merge-field-address = address
merge-field-author = author
merge-field-colour = colour
merge-field-date = date
merge-field-default = default
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

merge-review-rules-both = How the project is reviewed was changed both here and by { $other } ({ $fields }). What was here stays.
merge-decision-both = A decision was changed both here and by { $other }. The later one stays, and the other one stands beside it: the case is contested.
merge-field-blind = whether it is blind
merge-field-gold = whose layers are gold
merge-field-hide-names = whether names are hidden
merge-field-shuffle = whether the order is shuffled
