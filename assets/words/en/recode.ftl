### Changing many annotations at once.

recode-one-by-one = Write what is to be done one after the other, without brackets and “or”.
recode-no-value = What “{ $name }” is to be is missing: write such as polarity=oppose, -polarity, unsure or delete.
recode-no-sign = “{ $sign }” compares; write = before a new value.
recode-two-entities = Write two entities with a comma between them: replace=old,new.
recode-unknown = There is no field or link “{ $name }”. The codebook has: { $known }.
recode-no-target = “{ $role }” does not take { $name }, which is of another type.
recode-no-tag = There is no tag “{ $name }”. The codebook has: { $known }.
recode-no-entity = There is no entity “{ $name }” in the register.
recode-several = Several entities are called “{ $name }”. Give the id: { $ids }.
recode-plain-value = Write the value itself, without * and two points.
recode-title =
    { $count ->
        [one] Recode { $count } annotation
       *[other] Recode { $count } annotations
    }
recode-what = What is to be done
recode-hint = polarity=oppose -issue unsure…
recode-example = Sets, clears (-) and links, one after the other; also tag=…, replace=old,new, note="…", unsure, delete.
recode-working = Working out what would become of them: { $percent } %
recode-nothing = Nothing would be changed.
recode-wait = It is still being worked out
recode-do =
    { $count ->
        [one] Change { $count } annotation
       *[other] Change { $count } annotations
    }
recode-cancel = Cancel
recode-deleted = deleted
recode-yes = yes
recode-no = no
recode-left-same =
    { $count ->
        [one] { $count } is so already.
       *[other] { $count } are so already.
    }
recode-left-others =
    { $count ->
        [one] { $count } is a colleague’s, which only that person can change.
       *[other] { $count } are colleagues’, which only they can change.
    }
recode-left-locked =
    { $count ->
        [one] { $count } is in a file that cannot be written.
       *[other] { $count } are in files that cannot be written.
    }
recode-left-field =
    { $count ->
        [one] { $count } has a tag without such a field.
       *[other] { $count } have tags without such a field.
    }
recode-left-link =
    { $count ->
        [one] { $count } has a tag from which no such link can start.
       *[other] { $count } have tags from which no such link can start.
    }
recode-out-of-date = The project was changed meanwhile, so nothing was recoded. Look at what would be changed once more.
recode-stepping = Changing many annotations
recode-quotes = A value with blanks stands in quotation marks: "{ $value }".
recode-delete-alone = “delete” stands alone: what is deleted cannot be changed as well.
recode-minus = Write - before what is to be taken away: -unsure.
recode-only-one = “{ $name }” takes one value only; a value with a comma stands in quotation marks.
recode-left-unplaced =
    { $count ->
        [one] { $count } has no place in the text, which is to be decided first.
       *[other] { $count } have no place in the text, which is to be decided first.
    }
making-cancelled = Cancelled: nothing was changed.
