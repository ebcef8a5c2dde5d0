### What stands around the article: lists, strips, the status line.

## The parts of the window.

panel-articles = Articles
panel-tags-and-fields = Tags and fields
panel-article = Article
panel-other-article = Other article
panel-tabs = Tabs
panel-question = Question
panel-close = Close
panel-cancel = Cancel
panel-error = Error
panel-note = Note
panel-undo = Undo: { $what }
panel-redo = Redo: { $what }
panel-tab-close = Close the tab { $title }
panel-bookmark = Bookmark
panel-nothing-fits = Nothing fits.

## The list of articles.

articles-shown = { $shown } of { $total } articles
articles-so-far = { $count } articles so far
articles-all =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
articles-filter = Filter articles
articles-filter-hint = Filter: title, source, date, status
articles-listing = Listing the articles…
articles-none-fits = No article fits the filter.
articles-order = The order of the list
articles-by-date = by date
articles-by-title = by title
articles-by-status = to do first
articles-none = There are no articles yet.
articles-add = Import articles…
articles-add-folder = Import a folder…
articles-add-hint = You can also drop files on the window, or copy a text anywhere and press Ctrl+V here.
articles-own = Your annotations
articles-annotations =
    { $count ->
        [0] no annotations
        [one] { $count } annotation
       *[other] { $count } annotations
    }

## The middle, without an article.

centre-begin = Load some articles to begin: files of texts, documents or saved pages, or a text from the clipboard.
centre-drop = or drop files here
centre-choose = Choose an article at the left.
centre-make-tags = Open the codebook
centre-no-tags = The codebook has no tags yet: say what is to be marked.

## Questions beside a mark: a link, its target, a field.

ask-target = Target of the link “{ $link }”
ask-link = Link:
ask-new-entity = New entity “{ $name }”:
ask-new-entity-types = New entity:
ask-add-as = Add as { $kind }
ask-tab-goes-there = Tab goes there
ask-field = { $field } asked for
ask-part-of-name = a part of the name, or a number
ask-part-of-option = a part of the option, or a number
ask-number = a number
ask-type-name = type a name
ask-choose = choose
ask-yes = Yes
ask-no = No
ask-click = or click it
ask-keys-options = A letter picks, Enter takes what is outlined, Tab goes on, Escape leaves it
ask-keys-several = Letters tick, Enter takes what is ticked, Tab goes on, Escape leaves it
ask-keys-line = Enter takes it, ↓ goes to what was given before, Tab goes on, Escape leaves it
ask-keys-many = Ctrl with a number takes it and asks for another
ask-missing = { $field } (missing)
ask-letters-wait = Letters do nothing until Escape.

## The brush.

brush-of = Brush: { $tag }
brush-keys = Select text to mark it; Space marks the word at the caret; Escape ends.
brush-down = Lay down

## Going to a word.

leap-select = Select to the word that begins with { $letters }…
leap-go = Go to the word that begins with { $letters }…
leap-keys = Two letters; Enter takes one; Escape leaves it.

## Finding words.

find-words = Find in the article
find-previous = Previous match
find-previous-help = Previous match (↑, Ctrl+Shift+G)
find-next = Next match
find-next-help = Next match (↓, Ctrl+G)
find-select = Select
find-select-help = Select this match (Enter)
find-cancel = Cancel
find-cancel-help = Back to where you were (Escape)
find-options = Options
find-whole-words = Words
find-whole-words-help = Whole words only: “port” finds no “airport”
find-case = Case
find-case-help = Capitals differ from small letters
find-accents = Accents
find-accents-help = “é” differs from “e”; vowel signs of Arabic and Hebrew count
find-broken = Broken off
find-looking = Looking…
find-none = No match

## Whose annotations are shown.

legend-also = Also shown, to be read only:
legend-nobody = nobody else annotates in this project
legend-hide = Hide
legend-hide-help = Show only your own annotations
legend-person = { $name }: { $count ->
        [0] none here
       *[other] { $count }
    }
legend-annotations = Annotations of { $whose }
legend-leave-out = Leave this person out
legend-show = Show this person's annotations

## Annotations without a place.

lost-kept = Kept without a place, { $number } of { $count }:
lost-one = Without a place, { $number } of { $count }:
lost-previous = Previous
lost-next = Next
lost-leave = Leave
lost-escape = Escape
lost-stood-on = It stood on
lost-has-no-place = It has no place:
lost-show = Show
lost-show-number = Show place { $number }
lost-show-help = Select this place in the text
lost-set = Set at the selection
lost-delete = Delete it
lost-keep = Keep it without a place
lost-nothing-like-it = Nothing in this text is like it. Select the place in the text.
lost-type-number = Type a number, or select the place in the text.

## The tags.

tags-heading = Tags
tags-edit = Edit…
tags-edit-help = The codebook: tags, fields, links
tags-none = The codebook has no tags yet.
tags-add = Add tags…
tags-press-key = Press a tag's key to mark the selected text.
tags-select-text = Select text with the mouse, or with Shift and the arrow keys.
tags-row = Tag as { $tag }, { $count } here
tags-row-key = Tag as { $tag }, key { $key }, { $count } here
tags-examples = Examples
tags-counterexamples = Not

## The inspector.

inspector-made = Made { $when }
inspector-made-changed = Made { $when }, changed { $then }
inspector-unknown-tag = Unknown tag { $tag }
inspector-unknown-entity = unknown entity { $entity }
inspector-retag = Retag…
inspector-retag-help = Or press another tag's key
inspector-delete = Delete
inspector-pieces = { $count } pieces
inspector-unsure = Unsure
inspector-unsure-key = Key !
inspector-is-unsure = unsure
inspector-more-here = { $count } more here…  *
inspector-more-here-help = Mark all like this, here or in the whole project
inspector-never = Never
inspector-never-help = Do not offer that for these words again
inspector-stranger = { $field }: { $value } (not in the codebook)
inspector-links = Links
inspector-link-remove = Remove this link
inspector-link-remove-name = Remove the link { $link } { $target }
inspector-incoming = { $link } of { $tag } { $quotation }
inspector-incoming-more = and { $count } more: press <
inspector-note = Note
inspector-article = Article
inspector-article-note = Note on the article
inspector-describe = Title, source and date…
inspector-text-changed = The text was changed outside
inspector-see-changes = See what was changed…
inspector-lost = Without a place ({ $count })
inspector-decide = Decide on them…
inspector-of-colleague = It belongs to { $name } and can only be read. Escape leaves it.

## What is not saved.

fault-in-memory =
    { $count ->
        [one] Since { $since } one edit is only in memory: the journal on this computer cannot be written. { $why } Postil keeps trying.
       *[other] Since { $since } { $count } edits are only in memory: the journal on this computer cannot be written. { $why } Postil keeps trying.
    }
fault-in-journal = Since { $since } edits are only in the journal on this computer. They are safe there, and work can go on; the project folder follows as soon as it can be written.
fault-not-in-folder = Since { $since } edits are not in the project folder. Postil keeps trying.
fault-more-files = { $count } more files could not be written.
fault-try-again = Try again
fault-save-elsewhere = Save a copy elsewhere…
fault-safe = This work is safe in the journal on this computer, but not in the project folder.
fault-close-safe = Close; it follows the next time
fault-unsafe = Some work is not on the disk.
fault-close-anyway = Close anyway and lose it
fault-stay = Stay

## The status line.

status-annotator-help = Who annotates. Click to change
status-lost = { $count } without a place
status-lost-help = Decide where they stand
status-invisible-help = This text has { $count }. Click to show or hide all of them; those that turn the direction of text are always shown
status-not-saved = Not saved
status-not-saved-help = The program keeps trying; see above why
status-in-journal = Saved in the journal
status-in-journal-help = Everything is safe on this computer, but not in the project folder; see above why
status-saving = Saving…
status-saving-help = The last changes are on their way to the disk
status-saved = Saved
status-saved-help = Everything is on the disk of this computer; the project folder follows in a moment
status-read-only = Read-only
status-read-only-help = This project cannot be written
status-all-saved = All saved
status-all-saved-help = Everything is on the disk
status-character = character { $at }
status-characters = characters { $from }–{ $to }, { $count } selected

## The welcome page.

welcome-about = Label claims, quotes, actors and stances in news articles.
welcome-new = New project…
welcome-new-about = Start with a codebook for claims and quotes, or with another one
welcome-open = Open project…
welcome-open-about = Choose the folder of a project, or drop it here
welcome-sample = Open the sample project
welcome-sample-about = Ten articles with annotations of two people, to try things out
welcome-recent = Recent projects
welcome-recent-none = Projects that you open are listed here.
welcome-keys-again = Enter opens { $project } again. Ctrl+K finds every command. ? shows the keys.
welcome-keys-new = Enter makes a new project. Ctrl+K finds every command. ? shows the keys.
welcome-forget = Forget
welcome-forget-help = Take it from this list; the project stays where it is
welcome-opening = Opening the project
