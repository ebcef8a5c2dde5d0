### The pane with the article: what its marks and links are called.

reader-article = Article
reader-mark = { $words }: “{ $text }”
reader-unsure = unsure
reader-with-note = with a note
reader-incomplete = incomplete
reader-unknown-tag = Unknown tag { $tag }
reader-unknown-entity = unknown entity { $entity }
reader-annotation-gone = an annotation that is gone

## Links and pieces.

reader-piece = piece { $number } of { $count }
reader-link-this = { $link } this
reader-link-from = { $name } { $link } this
reader-link-of = { $link }, link of { $mark }
reader-links-here = { $count } links here: { $links }
reader-go-above = Go to { $place }, above
reader-go-below = Go to { $place }, below
reader-links-above = { $count } more links lead above
reader-links-below = { $count } more links lead below

## Characters that cannot be seen.

reader-invisible = { $count ->
        [one] Invisible character
       *[other] Invisible characters
    }: { $names }
reader-invisible-more = { $count ->
        [one] Invisible character
       *[other] Invisible characters
    }: { $names }; and { $more } more
