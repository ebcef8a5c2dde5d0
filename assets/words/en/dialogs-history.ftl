### The history, the trash, and the project as it was.

history-dialog = History
history-of-all = Everything
history-of-article = This article
history-of-annotation = This annotation
history-filter = Filter by words or names
history-no-journal = There is no journal on this computer, so no history is kept.
history-nothing = Nothing was done that fits.
history-hidden =
    { $count ->
        [one] 1 step is not shown: it is about what others did in a blind round that is not over.
       *[other] { $count } steps are not shown: they are about what others did in a blind round that is not over.
    }
history-days = Days that the history is kept
history-size =
    { $days ->
        [0] 0: for ever. It
       *[other] It
    } takes { $size } kB on this computer.
history-look-back = Look at the project before this
history-look-back-help = Shows the project as it was then, to be read; nothing is changed
history-before = { $time }, before “{ $deed }”
past-too-far = The journal on this computer does not reach back so far any more.
past-cancelled = Going back was cancelled.
past-shown = This is the project as it was on { $then }. It can be read, copied and exported; what is done now is not shown.
past-back-to-now = Back to now
trash-title = Trash
trash-filter = Filter by words
trash-no-journal = There is no journal on this computer, so there is no trash.
trash-nothing = The trash is empty: nothing that was deleted is still gone.
trash-none-fits = Nothing in the trash fits the filter.
trash-bring-back = Bring back
trash-bring-article-back = Bring back its article first
trash-unchosen = Choose something first
trash-article-gone = Its article { $id } is gone and not in the trash
trash-deleted = Deleted { $time } · { $who }
