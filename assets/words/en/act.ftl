### What is said of what was done in an article, and why something could not be done.

## Selecting and marking.

act-no-passage =
    There is no { $what ->
        [name] unmarked name
        [quotation] unmarked quotation
        [clause] clause
       *[sentence] sentence
    } { $where ->
        [behind] behind
       *[before] before
    } here
act-nothing-again = Nothing was marked yet that could be done again
act-only-space = There is only white space in the selection
act-has-tag = This text has that tag already
act-out-of-view = The chosen annotation was out of view; press again to retag it
act-select-first = Select some text first, or choose an annotation to retag
act-piece-of-what = Choose an annotation first: the text becomes a further piece of it
act-annotation-smallest = The annotation cannot become smaller than that
act-selection-smallest = The selection cannot become smaller than that
act-all-filled = Every field and link of this annotation is filled

## The brush.

act-brush-down = The brush is laid down
act-brush-of-what = Choose an annotation first: the brush takes its tag
act-brush = The brush marks as { $tag }: select text, or press Space

## Copying with where it is from.

act-copied = Copied
act-copied-citation = Copied with its citation
cite-paragraph = paragraph { $number }
cite-paragraphs = paragraphs { $first }–{ $last }
cite-characters = characters { $start }–{ $end }

## Finding words.

act-link-first = Make the link first, or leave it with Escape
act-found = “{ $words }”: { $place }
act-found-over-end = “{ $words }”: { $place }, over the end of the text
act-looking = Looking for “{ $words }”…
act-type-words = Type what to look for
act-not-found = “{ $words }” is not in this article
act-no-word-near = No word begins with { $letters } near here
act-no-word-behind = No word behind here begins with { $letters }

## Links.

act-no-link = The annotation has no link
act-no-own-link = The annotation has no link of its own
act-links = Links
act-links-here = Links here
act-link-this = { $label } this:
act-link-not-from = “{ $label }” does not start from { $tag }
act-no-link-from = The codebook has no link that starts from { $tag }
act-link-not-there = The link cannot point there: Escape leaves it
act-which-elsewhere = Which link points elsewhere?
act-which-round = Which link is turned round?
edit-and-linked = { $what }, linked

## Annotations here, and those of colleagues.

act-none-here = There is no annotation here
act-here = Annotations here
act-none-at-caret = There is no annotation at the caret
act-none-in-article = There is no annotation in this article yet
act-last = This is the last annotation
act-first = This is the first annotation
act-colleagues = Colleagues
act-colleagues-shown = The annotations of colleagues are shown
act-own-shown = Only your own annotations are shown
act-no-colleagues = Nobody else annotates in this project
act-colleague =
    { $shown ->
        [yes] shown
       *[no] not shown
    }, { $count } annotations here

## Annotations without a place.

act-all-placed = Every annotation has its place
act-last-lost = This is the last annotation without a place
act-first-lost = This is the first annotation without a place
act-no-proposal = There is no such proposal: select the place in the text

## Getting about.

act-nowhere-back = There is nowhere to go back to
act-nowhere-forward = There is nowhere to go forward to
act-bookmark-gone = The bookmark is taken away
act-bookmarked = Bookmarked
act-no-bookmark = There is no bookmark yet: “{ command-toggle-bookmark }” makes one
act-bookmarks = Bookmarks
act-in-no-tab = The article is in no tab any more
act-in-tab = The article stays in a tab
act-no-tab = There is no other tab: “{ command-toggle-tab }” makes one
act-one-article = One article is shown
act-two-articles = Two articles are shown: “{ command-other-side }” goes from one to the other
act-no-other-side = One article is shown: “{ command-split }” shows another one
act-last-article = This is the last article of the list
act-first-article = This is the first article of the list

## How things look.

look-text-size = Text size { $size }
look-zoom = Zoom { $percent } %
look-high-contrast = High contrast
look-usual-contrast = Usual contrast
look-invisible-hidden = Invisible characters are hidden again
look-invisible-none = Invisible characters are shown; this text has none
look-invisible = Invisible characters are shown; this text has { $count }
look-asks = What is missing is asked for as soon as something was marked
look-asks-not = What is missing is left for later
act-blind-round = The round “{ $name }” is blind until all are done
