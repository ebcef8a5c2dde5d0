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

trash-article-gone = What was marked in the article { $article } is left out: the article is gone.
trash-tag = Tag
trash-tag-with =
    { $count ->
        [one] Tag with one annotation
       *[other] Tag with { $count } annotations
    }
