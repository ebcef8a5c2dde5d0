### The codebook and its forms.

codebook-title = Codebook
codebook-closed = Open a project first
codebook-empty = There are none yet.
codebook-tags = Tags
codebook-tags-about = What can be marked in a text.
codebook-tags-add = Add a tag
codebook-tag-new = New tag
codebook-tag-named = Tag: { $name }
codebook-links = Links
codebook-links-about = How annotations relate to each other and to entities.
codebook-links-add = Add a link
codebook-link-new = New link
codebook-link-named = Link: { $name }
codebook-link-from = from { $tags }: “{ $label }”
codebook-article-fields = Article fields
codebook-article-fields-about = What is asked about each article as a whole.
codebook-article-fields-add = Add an article field
codebook-article-field-new = New article field
codebook-article-field-named = Article field: { $name }
codebook-entity-types = Entity types
codebook-entity-types-about = What the register can hold.
codebook-entity-types-add = Add an entity type
codebook-entity-type-new = New entity type
codebook-entity-type-named = Entity type: { $name }
# With no-break spaces: number and word stay on one line.
codebook-fields =
    { $count ->
        [0] no{"\u00A0"}fields
        [one] { $count }{"\u00A0"}field
       *[other] { $count }{"\u00A0"}fields
    }
codebook-edit = Edit…
codebook-edit-named = Edit { $name }
codebook-show = Show…
codebook-show-named = Show { $name }
codebook-up-named = Move { $name } up
codebook-down-named = Move { $name } down
codebook-remove-named = Remove { $name }
codebook-is-first = It is the first one already
codebook-is-last = It is the last one already
codebook-its-key = Its key
tag-nameless = Give the tag a name
tag-look = Colour and pattern
tag-color-code = Colour as #rrggbb
tag-examples = Examples, one a line
tag-counterexamples = Counterexamples, one a line
color-none = None
color-blue = Blue
color-vermilion = Vermilion
color-green = Green
color-pink = Pink
color-orange = Orange
color-sky-blue = Sky blue
color-violet = Violet
color-olive = Olive
color-wine = Wine
color-indigo = Indigo
color-teal = Teal
color-grey = Grey
key-field = Key (one letter or digit; none if empty)
key-too-long = A key is one character
key-taken = The key { $key } is taken: { $command }
role-nameless = Give the link a name
role-label = How it reads between its ends
role-label-such-as = said by
role-from-tags = From these tags
role-to-tags = To these tags
role-to-entity-types = To these types of entity
role-many = An annotation may have several
role-follows = Its words follow
role-follows-nothing = nothing: they are always the same
role-words-when = Its words when { $field } is “{ $option }”
role-from-nothing = Tick at least one tag that the link starts from
role-to-nothing = Tick at least one tag or type of entity that the link points to
entity-type-nameless = Give the type a name
