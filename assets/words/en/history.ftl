### What was done, in words, and what was removed.

history-done = Done: { $name }
history-undone = Undone: { $name }
history-redone = Done again: { $name }
history-merged = Merged: { $name }
history-more = And more.

## What there is.

history-new = { $what }: new
history-deleted = { $what }: deleted
history-removed = { $what }: removed
history-noted-deleted = Annotation { $id }: noted as deleted
history-passage-in = { $tag } { $quote } in { $title }
history-kept-lost = { $what }: kept without a place. { $why }
history-lost-no-more = { $what }: no longer without a place
history-lost-changed = { $what }: changed while without a place
history-link-gone = Link taken away: { $link }
history-link-new = New link: { $link }
history-link-end-gone = an annotation that is gone ({ $id })
history-definition = { $what }: its definition or fields were changed
history-place = { $what }: place { $from } → { $to }
history-name-of = { $what }, name
history-article = Article { $title } ({ $words } words)
history-text-accepted = The changed text was accepted
history-text-doubted = The changed text is in doubt again
history-guidelines-gone = Guidelines, taken out: { $line }
history-guidelines-new = Guidelines, added: { $line }

## What a thing is, before its name.

history-tag = Tag
history-role = Link role
history-article-field = Article field
history-entity-type = Entity type
history-annotator = Annotator { $id }

## Fields, before a colon.

history-status = Status
history-note = Note
history-project-name = Name of the project
history-description = Description
history-passage = Passage
history-certainty = Certainty
history-sure = sure
history-unsure = unsure
history-name = Name
history-type = Type
history-other-names = Other names
history-offices = Offices
fact-yes = yes
fact-no = no
history-colour = Colour
history-group = Group
history-merged-into = Merged into
history-title = Title
history-source = Source
history-author = Author
history-address = Address
history-date = Date
history-language = Language

## The trash.

trash-article =
    { $count ->
        [0] Article { $title }: { $begins }
        [one] Article { $title }, with one annotation: { $begins }
       *[other] Article { $title }, with { $count } annotations: { $begins }
    }
trash-no-article = its article { $id } is gone: bring that back first
trash-there = it is there already
edit-bring-back = Bring back { $what }
trash-tag-gone = Its tag { $tag } is not in the codebook any more.
trash-text-changed = The text of its article is another one now, and its words are not where they were: it waits without a place.
trash-links =
    { $count ->
        [one] A link was left out: what it led to is gone.
       *[other] { $count } links were left out: what they led to is gone.
    }
trash-reason = The text was changed while this annotation was in the trash.
history-went-on = Something was changed meanwhile, so nothing was undone or done again. Try once more
