### Words in all articles, listed with what stands around them.

passages-edit =
    { $count ->
        [one] Tag one passage as { $tag }
       *[other] Tag { $count } passages as { $tag }
    }
passages-title = Find in all articles
passages-field = Words, or a regular expression
passages-whole-words = Whole words (Alt+W)
passages-case = Case (Alt+C)
passages-accents = Accents (Alt+A)
passages-expression = Regular expression (Alt+R)
passages-everywhere = In all articles
passages-here = In this article
passages-list = Passages
passages-empty = Type what to look for.
passages-looking = { $count } so far; { $percent } % is looked through.
passages-found =
    { $count ->
        [0] Nothing was found.
        [one] One passage in one article.
       *[other] { $articles ->
            [one] { $count } passages in one article.
           *[other] { $count } passages in { $articles } articles.
        }
    }
passages-most = These are the first { $count }: there are more.
passages-tagged = { $passage }, tagged as { $tags }
passages-ticked = ticked: { $passage }
passages-tick-all = Tick all
passages-tick-none = Tick none
passages-tag = Tag for the ticked passages
passages-no-tags = The codebook has no tags
passages-unticked = Nothing is ticked
passages-tagging = They are being tagged
passages-do = Tag { $count } as { $tag }
passages-go = Go there
passages-keys = Enter goes there, Alt+Comma comes back. In the list: Space ticks, Ctrl+A ticks all, a tag’s key tags what is ticked.
