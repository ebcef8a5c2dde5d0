### What the check of a project finds.

## The codebook.

check-tag-twice = The tag id { $id } is used twice. Rename one of them.
check-role-twice = The link role id { $id } is used twice. Rename one of them.
check-type-twice = The entity type id { $id } is used twice. Rename one of them.
check-key-twice = The key { $key } is used twice: only the first use works. Choose another key.
check-role-from = The link role { $role } starts from the tag { $tag }, which is not there.
check-role-to-tag = The link role { $role } points to the tag { $tag }, which is not there.
check-role-to-type = The link role { $role } points to the entity type { $kind }, which is not there.
check-wording-field = The link role { $role } takes its words from the field { $field }, which none of the tags has that it starts from.
check-wording-option = The link role { $role } has words for “{ $option }”, which cannot be chosen in its field { $field }.
check-the-article = The article
check-attribute-twice = { $owner } has the field id { $id } twice. Rename one of them.
check-attribute-type = { $owner }'s field { $field } names the entity type { $kind }, which is not there.
check-attribute-default = The default of { $owner }'s field { $field } is none of its values.

## Values of annotations, articles and entities.

check-value-unknown = { $what } has the field { $id }, which the codebook does not know.
check-value-wrong = { $what }: { $field } cannot be “{ $value }”.
check-value-missing = { $what }: { $field } is missing.
check-value-entity-gone = { $what }: { $field } names the entity { $id }, which is not in the register.
check-value-entity-type = { $what }: { $field } cannot be { $name }, a { $kind }.

## Annotations and their links.

check-tag-unknown = Annotation { $id } has the tag { $tag }, which the codebook does not know. It is kept; give it another tag or add this one.
check-lost = { $what }, which has lost its place
check-ids-twice =
    { $count ->
        [one] The annotation id { $ids } stands
       *[other] The annotation ids { $ids } stand
    } in { $other } too, so a dataset cannot tell the two apart. If this file is a copy of that one, move it out of the project; else write other ids here, also into the links that point to them.
check-ids-twice-more = The annotation ids { $ids } and { $more } more stand in { $other } too, so a dataset cannot tell the two apart. If this file is a copy of that one, move it out of the project; else write other ids here, also into the links that point to them.
check-link-unknown = { $what } has a link with the role { $role }, which the codebook does not know.
check-link-from = { $what } cannot have the link { $role }.
check-link-to-tag = { $what }: the link { $role } cannot point to a { $tag }.
check-link-to-lost = { $what }: the link { $role } points to annotation { $id }, which has lost its place.
check-link-to-gone = { $what }: the link { $role } points to annotation { $id }, which is not there.
check-link-to-entity = { $what }: the link { $role } cannot point to { $name }, a { $kind }.
check-link-to-no-entity = { $what }: the link { $role } points to the entity { $id }, which is not in the register.
check-link-missing = { $what }: { $role } is missing.
check-link-many = { $what } has { $count } links { $role }, which allows one.

## The register, names, texts.

check-the-entity = The entity { $name }
check-entity-merged = { $what } was merged into { $other }, which is not in the register: what names it leads nowhere.
check-entity-type = { $what } has the type { $kind }, which the codebook does not know.
check-entity-group = { $what } is in the group { $group }, which is not in the register.
check-entity-round = { $what } is in a group that is within itself. Take it out of one of the groups.
check-names-shared = “{ $name }” is a name of several entities: { $others } and { $last }. Take it from all but one, or merge them if they are the same.
check-names-alike = The { $what } “{ $name }” looks like the { $what } “{ $other }”, and is another one. Rename one of them.
check-text-invisible = The text has { $count }, the first a { $first }. Such characters can make a text read other than it is; the article shows where they stand.
