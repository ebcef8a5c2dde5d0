### What is missing or broken in annotations.

missing-confirm = It still holds
missing-count =
    { $count ->
        [0] Nothing is missing.
        [one] One thing is missing or does not fit.
       *[other] { $count } things are missing or do not fit.
    }
missing-close = Close
missing-done-anyway = Done all the same
missing-go-to-first = Go to the first
missing-here = In this article
missing-in-project = In the project
missing-known-example = This is an example of the tag already
missing-missing = Missing
missing-next = Next
missing-note = Note
missing-nothing = Nothing is missing in your annotations
missing-nothing-more = Nothing more is missing
missing-nothing-to-confirm = No definition has changed since this was marked
missing-nothing-to-follow = Your annotations are as the codebook has them
missing-part = What is missing, below the text
missing-previous = Previous
missing-status =
    { $count ->
        [one] 1 missing
       *[other] { $count } missing
    }
missing-status-help =
    { $here ->
        [0] None of it in this article. Click to see all
       *[other] { $here } of it in this article. Click to see all
    }
missing-title = What is missing
missing-title-done = Done, although something is missing?
missing-wrong = Wrong
