### The codebook: what is done to it.

tagset-did-add = Add the tag { $tag }
tagset-did-bring-back = Bring back the tag { $tag }
tagset-did-change = Change the tag { $tag }
tagset-did-change-attribute = Change the field { $attribute }
tagset-did-confirm =
    { $count ->
        [one] Confirm an annotation under the new definition
       *[other] Confirm { $count } annotations under the new definition
    }
tagset-did-delete = Delete the tag { $tag }
tagset-did-delete-link = Delete the link { $name }
tagset-did-describe = Describe the tag { $tag }
tagset-did-examples = Change the examples of { $tag }
tagset-did-follow = Bring { $count } annotations up to the codebook
tagset-did-forget = Count the last change of { $tag } as one of wording
tagset-did-group = Put the tag { $tag } under { $group }
tagset-did-key = Give { $tag } the key { $key }
tagset-did-merge = Merge the tag { $from } into { $into }
tagset-did-merge-attributes = Merge the field { $from } into { $into }
tagset-did-move = Move the tag { $tag }
tagset-did-no-key = Take the key from { $tag }
tagset-did-recolour = Recolour the tag { $tag }
tagset-did-rename = Rename the tag { $before } to { $after }
tagset-did-rename-option = Rename “{ $from }” to “{ $to }”
tagset-did-retire = Retire the tag { $tag }
tagset-did-rules = Change the rules of { $tag }
tagset-did-split = Split the tag { $tag }
tagset-did-split-off = Split { $new } off the tag { $tag }
tagset-did-ungroup = Put the tag { $tag } at the top

trash-tag-article-gone = What was marked in the article { $article } is left out: the article is gone.
trash-tag = Tag
trash-tag-with =
    { $count ->
        [one] Tag with one annotation
       *[other] Tag with { $count } annotations
    }

tagset-about-fields = What is asked about each article as a whole. There is nothing yet.
tagset-about-links = How annotations relate to each other and to entities. There are none yet.
tagset-about-tags = What can be marked in a text. There are no tags yet: add the first one.
tagset-about-types = What the register can hold. There are no types yet.
tagset-add = Add
tagset-add-field = Add a field
tagset-add-link = Add a link
tagset-add-rule = Add a rule
tagset-add-tag = Add a tag
tagset-add-type = Add a type
tagset-back = Back to the text
tagset-begin-anew = Begin anew
tagset-begun-before = You began this before and did not add it.
tagset-change-anyway = Change it all the same
tagset-choose = Choose something in the list, or add it.
tagset-choose-other = Choose the tag that stays
tagset-choose-tag = Choose an annotation or a tag first
tagset-close = Close
tagset-close-group = Close the group { $tag }
tagset-confirm-all = They all still hold
tagset-counting = The annotations are being counted…
tagset-delete = Delete
tagset-delete-help = The tag goes to the trash with your annotations, and all of it comes back from there. To keep the annotations, retire the tag or merge it into another one.
tagset-delete-other-help = Undo brings it back, and so does the history.
tagset-delete-page = Delete…
tagset-did-change-type = Change the entity type { $name }
tagset-edit = Edit
tagset-edit-rule = Edit the rule: { $rule }
tagset-entities-stay =
    { $count ->
        [0] No entity is of this type.
        [one] One entity of this type stays in the register; the check tells it.
       *[other] { $count } entities of this type stay in the register; the check tells them.
    }
tagset-fields = Article fields
tagset-filter = Filter the codebook
tagset-filter-hint = Type to find
tagset-fit =
    { $count ->
        [one] “{ $value }”, once
       *[other] “{ $value }”, { $count } times
    }
tagset-fit-as = becomes “{ $option }”
tagset-fit-becomes = { $value }: becomes “{ $now }”
tagset-fit-kept = { $value }: fits in no way, and stays as it is until somebody changes it
tagset-fit-stays = stays as it is
tagset-group = group
tagset-guidelines = Guidelines…
tagset-guidelines-of = In the guidelines
tagset-guidelines-title = Guidelines
tagset-is-first = It is the first of its list
tagset-is-last = It is the last of its list
tagset-is-retired = Retired: kept for what was marked with it, and offered no more
tagset-link-from = from { $tags }: “{ $label }”
tagset-links = Links
tagset-looking = What this changes is being looked for…
tagset-members-move = The tags under it go along: { $tags }.
tagset-members-up = The tags under it stay, one level higher: { $tags }.
tagset-merge = Merge
tagset-merge-help = The tag stays in the codebook, retired, so that what colleagues marked with it goes on to mean something.
tagset-merge-into = Into which tag
tagset-merge-page = Merge…
tagset-misfits = Annotations have values that do not fit the field { $field } as it is now:
tagset-moves-own =
    { $count ->
        [0] You have no annotations with it.
        [one] One annotation of yours gets the other tag.
       *[other] { $count } annotations of yours get another tag, in { $articles ->
            [one] one article
           *[other] { $articles } articles
        }.
    }
tagset-need-field = Field: { $field }
tagset-need-is = { $field } is “{ $value }”
tagset-need-link = Link: { $role }
tagset-need-note = A note
tagset-no-guidelines = There are no guidelines yet. They say what is to be marked and how, so that all annotators do the same.
tagset-no-section = The guidelines do not speak of { $tag }
tagset-not-saved = Not saved yet. { $why }.
tagset-nothing-chosen = none chosen
tagset-nothing-found = Nothing in the codebook is called so.
tagset-older =
    { $count ->
        [one] One annotation of yours was made under the older wording.
       *[other] { $count } annotations of yours were made under the older wording.
    }
tagset-only-group = Only a group: nothing is marked with it
tagset-only-wording = Only the words have changed
tagset-open-group = Open the group { $tag }
tagset-others-follow =
    { $count ->
        [one] One annotation by { $who } keeps the old tag until { $who } brings it up to the codebook.
       *[other] { $count } annotations by { $who } keep the old tag until { $who } brings them up to the codebook.
    }
tagset-others-stay =
    { $count ->
        [one] One annotation by { $who } stays, with a tag that the codebook does not know.
       *[other] { $count } annotations by { $who } stay, with a tag that the codebook does not know.
    }
tagset-parent = Stands under
tagset-part-form = Form
tagset-part-guidelines = Guidelines beside the text
tagset-part-list = Codebook
tagset-put-aside = Not added. What you typed is kept: “{ $add }” goes on with it
tagset-remove = Remove
tagset-remove-rule = Remove the rule: { $rule }
tagset-retired = retired
tagset-row-key = key { $key }
tagset-rule-always = always
tagset-rule-apart = must not overlap
tagset-rule-kind = What is asked
tagset-rule-needs = must have at least one of
tagset-rule-when = When
tagset-rule-within = must lie within
tagset-rule-words = What to say where it is broken (Postil finds the words when this is empty)
tagset-rules = Rules
tagset-rules-later = Rules can be added once the tag is there.
tagset-show-older = Show them…
tagset-split = Split
tagset-split-by = By the choice in
tagset-split-help = What has none of these choices keeps the old tag, which is retired. A name that is left empty leaves its annotations where they are; two options with the same name get one tag.
tagset-split-name = Tag for “{ $option }”
tagset-split-needs-name = Give at least one of the new tags a name
tagset-split-no-choice = There is no choice to split it by
tagset-split-nothing = A tag is split by a field of a single choice, and this one has none. Add such a field first.
tagset-split-page = Split…
tagset-rename = Rename
tagset-take-back = Take it back
tagset-tags = Tags
tagset-takes-links =
    { $count ->
        [one] One link that leads to them is taken off.
       *[other] { $count } links that lead to them are taken off.
    }
tagset-takes-own =
    { $count ->
        [0] You have no annotations with it.
        [one] One annotation of yours is deleted with it.
       *[other] { $count } annotations of yours are deleted with it, in { $articles ->
            [one] one article
           *[other] { $articles } articles
        }.
    }
tagset-takes-roles = These links no longer start from it or lead to it: { $roles }.
tagset-takes-rules = Rules of these tags no longer name it: { $tags }.
tagset-title = Codebook
tagset-title-delete = Delete the tag { $tag }
tagset-title-merge = Merge the tag { $tag }
tagset-title-split = Split the tag { $tag }
tagset-top = the top
tagset-types = Entity types
tagset-worded = The definition was changed on { $date }. Before: { $before }
tagset-help = { $definition } Example: { $example }
tagset-links-stay =
    { $count ->
        [0] No annotation has such a link.
        [one] One link of this kind stays in its annotation; the check tells it.
       *[other] { $count } links of this kind stay in their annotations; the check tells them.
    }
tagset-merge-fields-choose = Choose both fields
tagset-merge-fields-from = Which field goes
tagset-merge-fields-help = The codebook keeps a note of the field that goes, so that what colleagues filled in goes on to mean something until they bring it up to the codebook.
tagset-merge-fields-into = Into which field
tagset-merge-fields-needs-two = That takes at least two fields
tagset-merge-fields-page = Merge fields…
tagset-need-links-later = Links are added in the list Links, and can be asked for here then.
tagset-need-quotes = Quotation marks around it
tagset-no-field-chosen = none chosen
tagset-row-unoffered = { $tag }, not offered, { $count } here
tagset-rule-all-or-none = must have all of these or none (if and only if)
tagset-rule-at-most-one = must not have two of
tagset-rule-exactly-one = must have exactly one of
tagset-split-by-field = by what is chosen in a field
tagset-split-by-filter = what a filter finds gets a new tag
tagset-split-filter = Which annotations of the tag
tagset-split-filter-help = The tag stays for what the filter does not find. The new one has the same fields, links and rules.
tagset-split-filter-hint = for instance: “minister” or unsure
tagset-split-found =
    { $count ->
        [one] One annotation of yours gets the new tag
       *[other] { $count } annotations of yours get the new tag
    }{ $others ->
        [0] .
        [one] ; one of a colleague stays as it is.
       *[other] ; { $others } of colleagues stay as they are.
    }
tagset-split-found-none = The filter finds nothing of yours
tagset-split-how = How
tagset-split-name-taken = There is a tag of this name
tagset-split-needs-new-name = Give the new tag a name
tagset-split-new-name = Name of the new tag
tagset-title-delete-field = Delete the article field { $name }
tagset-title-delete-link = Delete the link { $name }
tagset-title-delete-type = Delete the entity type { $name }
tagset-title-merge-article-fields = Merge two article fields
tagset-title-merge-fields = Merge two fields of { $name }
tagset-union-differ =
    { $count ->
        [one] Once the two have different values: both stay, and the list of what is missing tells it.
       *[other] { $count } times the two have different values: both stay, and the list of what is missing tells it.
    }
tagset-union-moved =
    { $count ->
        [0] No value moves.
        [one] One value moves into { $field }.
       *[other] { $count } values move into { $field }.
    }
tagset-union-options = { $field } gets these options, too: { $options }.
tagset-union-same =
    { $count ->
        [one] Once both have the same value already.
       *[other] { $count } times both have the same value already.
    }
tagset-union-unfit = “{ $value }” ({ $count }) is no value of { $field }: it stays as it is.
tagset-union-unfit-more = And { $count } more values.
tagset-values-stay =
    { $count ->
        [0] No article has a value in it.
        [one] The value that one article has in it stays; the check tells it.
       *[other] The values that { $count } articles have in it stay; the check tells them.
    }
