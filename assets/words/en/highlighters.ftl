### Highlighters: words that are shown in the texts in colour.

highlighters-one = Highlighter
highlighters-twice = The highlighter id { $id } is used twice. Rename one of them.
highlighters-broken = The highlighter “{ $name }” finds nothing: { $why } It is kept as it is.

# The names of changes.
highlighters-edit-add = Add the highlighter “{ $name }”
highlighters-edit-change = Change the highlighter “{ $name }”
highlighters-edit-remove = Remove the highlighter “{ $name }”
highlighters-edit-move = Move the highlighter “{ $name }”

# The file of words.
words-unread = { $file } cannot be read: { $why }
words-large = { $file } has more than a megabyte, which is no list of words. Nothing was added.
words-none = There are no words in { $file }.
words-many = { $file } has more than { $most } words. Nothing was added.

# The list.
highlighters-title = Highlighters
highlighters-about = What they find is shown in the text of every article as a quiet ground with a thin frame. It is no annotation: nothing of it is counted or exported.
highlighters-none = There are no highlighters yet. Add one to see words such as names of places, or a regular expression, at a glance.
highlighters-add = Add a highlighter…
highlighters-shown = Show “{ $name }”
highlighters-edit = Edit
highlighters-edit-named = Edit “{ $name }”
highlighters-show = Look
highlighters-show-named = Look at “{ $name }”
highlighters-up-named = Move “{ $name }” up
highlighters-down-named = Move “{ $name }” down
highlighters-remove-named = Remove “{ $name }”
highlighters-is-first = It is the first
highlighters-is-last = It is the last
highlighters-words =
    { $count ->
        [one] One word: { $words }
       *[other] { $count } words: { $words }
    }
highlighters-expression = Expression: { $expression }
highlighters-hidden = Highlighters are hidden now: “Show highlighters” in the View menu ({ $key }) brings them back.

# One of them.
highlighter-new = New highlighter
highlighter-change = Highlighter
highlighter-color = Colour
highlighter-looks-for = Looks for
highlighter-words = Words
highlighter-words-field = Words or phrases, one a line
highlighter-expression = A regular expression
highlighter-expression-field = Regular expression
highlighter-file = Take words from a file…
highlighter-file-title = A text file with a word a line
highlighter-came =
    { $count ->
        [0] All words of the file were there already.
        [one] One word came in.
       *[other] { $count } words came in.
    }
highlighter-whole = Whole words
highlighter-case = Case
highlighter-case-help = Capitals differ from small letters
highlighter-accents = Accents
highlighter-accents-help = “é” differs from “e”
highlighter-accents-always = In a regular expression accents always count
highlighter-counting = Counting…
highlighter-count =
    { $count ->
        [0] Nothing in the open article.
        [one] One place in the open article.
       *[other] { $count } places in the open article.
    }
highlighter-save = Save
highlighter-nameless = Give it a name
highlighter-wait = Still being tried
highlighter-unfit = This cannot be looked for
toggle-highlighters-on = Highlighters are shown
toggle-highlighters-off = Highlighters are hidden
