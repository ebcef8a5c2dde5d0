### The register: its list, the form of an entity, merging and splitting.

## What is used where.

register-counting = The uses are being counted…
register-still-counting = The uses are still being counted
register-is-used = It is used { $uses ->
        [one] { $uses } time
       *[other] { $uses } times
    } in { $articles ->
        [one] { $articles } article
       *[other] { $articles } articles
    }: merge it into another one, or remove these first
register-uses-in = { $uses ->
        [one] { $uses } use
       *[other] { $uses } uses
    } in { $articles ->
        [one] { $articles } article
       *[other] { $articles } articles
    }
register-uses =
    { $count ->
        [one] { $count } use
       *[other] { $count } uses
    }
register-unused = unused
register-uses-more = Show more: { $count } are not listed
register-uses-blind =
    { $count ->
        [one] 1 is in an article of a blind round that is not over
       *[other] { $count } are in articles of a blind round that is not over
    }
register-use-lost = { $words } (without a place)
register-use-of-article = The article as a whole

## Deleting.

register-is-held = Other entities are grouped under it or name it: change these first
register-all-used = Every entity is used
register-others-wrote =
    { $count ->
        [one] Another annotator wrote it too: only that person can delete it
       *[other] Other annotators wrote the { $count } unused ones: only they can delete them
    }
register-deleted = Deleted { $count ->
        [one] { $count } entity
       *[other] { $count } entities
    }; undo brings them back
register-deleted-some = Deleted { $count ->
        [one] { $count } entity
       *[other] { $count } entities
    }; { $others } stay, as colleagues wrote them too

## The list.

register-entities = Entities
register-entity = Entity
register-count =
    { $count ->
        [one] { $count } entity
       *[other] { $count } entities
    }
register-count-shown = { $shown } of { $count ->
        [one] { $count } entity
       *[other] { $count } entities
    }
register-filter = Filter entities
register-filter-hint = Type to find a name
register-new = New…
register-import = Import…
register-export = Export…
register-delete-unused = Delete unused
register-back = Back to the text
register-types = Type of the entities
register-all-types = All types
register-unused-only = Unused only
register-in-groups = In groups
register-empty = The register is empty. Add the people, organisations and places that your articles speak of, or import them from a table.
register-none-unused = Every entity is used, of those that the filter leaves.
register-none-so-called = No entity has such a name. Add it, or type less.
register-column-name = Name
register-column-type = Type
register-column-other-names = Other names
register-column-attributes = Fields and offices
register-column-uses = Uses
register-sort-name = Sort by name
register-sort-type = Sort by type
register-sort-uses = Sort by uses
register-also = also { $names }
register-group-open = Open the group { $group }
register-group-close = Close the group { $group }

## The form of an entity.

entity-choose = Choose an entity, or add one.
entity-new = New entity
entity-merge = Merge…
entity-split = Split…
entity-delete = Delete
entity-written = Written by { $people }.
entity-written-on = { $name } on { $day }
entity-add = Add
entity-not-saved = Not saved yet. { $why }.
entity-name = Name
entity-was = It was called “{ $name }”.
entity-keep-name = Keep that as another name
entity-type = Type
entity-aliases = Other names, one a line
entity-group = Group
entity-colour = Colour
entity-note = Note
entity-namesake = “{ $name }”: another { $kind } is called so. Take it from one of the two, or merge them if they are the same.
entity-shares-name = “{ $name }”: { $other } ({ $kind }) goes by it too. Take it from one of the two, or merge them if they are the same.
entity-no-group = There is no entity “{ $name }” of this type to be grouped under
entity-group-within = “{ $name }” is within this entity itself: choose another group
entity-nameless = Give the entity a name
entity-typeless = The codebook has no type of entity: add one there first
entity-offices = Offices and functions
entity-office-add = Add an office
entity-office-example = Finance minister
entity-office = Office { $number }
entity-office-from = From { $number }
entity-office-to = To { $number }
entity-office-until = to
entity-office-remove = Remove
entity-office-remove-number = Remove office { $number }
entity-office-backwards = { $office } ends before it begins

## Merging two entities.

merge-title = Merge { $name }
merge-with = Merge with
merge-which = Which one stays
merge-stays = { $name } stays
merge-type-name = Type the name of the other one
merge-no-other = There is no other entity of this name
merge-do = Merge
merge-moves = { $uses ->
        [one] { $uses } use
       *[other] { $uses } uses
    } in { $articles ->
        [one] { $articles } article
       *[other] { $articles } articles
    } { $uses ->
        [one] moves
       *[other] move
    }.
merge-colleagues =
    { $count ->
        [one] { $count } use by a colleague leads there from now on.
       *[other] { $count } uses by colleagues lead there from now on.
    }
merge-known-as = { $name } is also known as: { $names }.
merge-note = Its note: { $note }
merge-follow = { $count ->
        [one] { $count } entity
       *[other] { $count } entities
    } grouped under it or naming it follow.

## Splitting an entity.

split-title = Split { $name }
split-name = Name of the new entity
split-names = Names that go along
split-uses = Your uses that go along
split-all = All of them
split-none = None of them
split-more-stay = { $count } more stay: those of colleagues, who alone can change them, and what is beyond the first { $most }.
split-nameless = Give the new entity a name
split-do = Split
