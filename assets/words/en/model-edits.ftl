### Names of changes, as undo and history tell them.

## Annotations.

edit-tag = Tag { $quote } as { $tag }
edit-tag-again = Tag { $quote } as { $tag } again
edit-tag-more =
    Tag { $count } more { $count ->
        [one] passage
       *[other] passages
    } as { $tag }
edit-retag = Retag { $quote } as { $tag }
edit-spans = Move the ends to { $quote }
edit-piece-add = Add a piece: { $quote }
edit-piece-remove = Remove a piece
edit-field-set = Set { $field } to { $value }
edit-field-clear = Clear { $field }
edit-note = Note on { $quote }
edit-unsure = Mark { $quote } as unsure
edit-sure = Mark { $quote } as sure
edit-delete = Delete
edit-delete-one = Delete { $tag } { $quote }
edit-delete-many = Delete { $count } annotations
edit-reattach = Re-attach { $quote }
edit-detached-keep = Keep an annotation without a place
edit-detached-delete = Delete a detached annotation

## Links.

edit-link = Link { $from }: { $label } { $to }
edit-unlink = Unlink { $label } { $to }
edit-link-elsewhere = Link { $from }: { $label } { $to } instead of { $was }
edit-link-turn = Turn round { $link }
link-ends-at-entity = “{ $label }” leads to an entity, which has no links of its own
link-end-gone = The other end of the link is gone
link-not-in-codebook = The codebook has no “{ $label }” from { $from } to { $to }
link-taken = { $from } is “{ $label }” { $to } already

## The codebook.

edit-codebook = Set up the codebook
edit-part-add =
    Add the { $what ->
        [tag] tag
        [role] link role
        [field] article field
       *[type] entity type
    } { $name }
edit-part-change =
    Change the { $what ->
        [tag] tag
        [role] link role
        [field] article field
       *[type] entity type
    } { $name }
edit-part-remove =
    Remove the { $what ->
        [tag] tag
        [role] link role
        [field] article field
       *[type] entity type
    } { $name }
edit-part-move =
    Move the { $what ->
        [tag] tag
        [role] link role
        [field] article field
       *[type] entity type
    } { $name }

## The register.

edit-entity-add = Add the entity { $name }
edit-entity-change = Change the entity { $name }
edit-entity-remove-any = Remove an entity
edit-entity-remove = Remove the entity { $name }
edit-entities-remove = Remove { $count } entities
edit-entities-merge-any = Merge entities
edit-entities-merge = Merge the entity { $from } into { $into }
edit-entity-split-any = Split an entity
edit-entity-split = Split { $new } off from { $whole }

## Articles, annotators, the project.

edit-article-add = Add “{ $title }”
edit-article-remove =
    { $count ->
        [0] Remove “{ $title }”
        [one] Remove “{ $title }” and your annotation of it
       *[other] Remove “{ $title }” and your { $count } annotations of it
    }
edit-article-describe = Describe “{ $title }”
edit-text-accept-any = Accept the changed text
edit-text-accept = Accept the changed text of “{ $title }”
edit-annotator-any = Annotator
edit-annotator = Annotator { $name }
edit-status = Set the article to { $status }
edit-article-field = Set the article's { $field }
edit-article-note = Note on the article
edit-settings = Change the project settings
edit-guidelines = Change the guidelines
