### A colleague's copy, and bundles.

title-merge-copy = The folder of the copy
title-merge-bundle = The bundle
title-make-bundle = A file for the bundle
job-bundling = Making a bundle
bundle-unread =
    { $count ->
        [one] A file of your own work cannot be read or written, so the bundle would lack what is in it, and whoever gets it would take it for deleted. Put it right first: “Check the project” says which.
       *[other] { $count } files of your own work cannot be read or written, so the bundle would lack what is in them, and whoever gets it would take it for deleted. Put them right first: “Check the project” says which.
    }
bundle-made = { $path }: annotations { $annotations }, reviews { $reviews }

merge-copy-title = Merge a copy
merge-bundle-title = Merge a bundle
merge-copy-edit = Take over a colleague's copy
merge-bundle-edit = Take over a colleague's bundle
merge-copy-other =
    { $what ->
        [bundle] the bundle
       *[copy] the copy
    }
merge-copy-reading = It is being read and compared…
merge-copy-person = { $name }: { $ours } here, { $theirs } there; new { $new }, changed { $changed }, conflicts { $conflicts }
merge-copy-deleted = deleted { $count }
merge-copy-reviews = decisions, comments and answers { $count }
merge-copy-articles =
    { $count ->
        [one] 1 new article
       *[other] { $count } new articles
    }
merge-copy-removed =
    { $count ->
        [one] One article stays out that was removed here; what is in it comes once it is back from the trash
       *[other] { $count } articles stay out that were removed here; what is in them comes once they are back from the trash
    }
merge-copy-nothing = There is nothing to take over
merge-copy-other-text =
    { $count ->
        [one] “{ $title }” has another text there: 1 annotation is left out.
       *[other] “{ $title }” has another text there: { $count } annotations are left out.
    }
merge-copy-no-text =
    { $count ->
        [one] “{ $title }” is not here: 1 annotation is left out.
       *[other] “{ $title }” is not here: { $count } annotations are left out.
    }
merge-copy-differs = In “{ $before }[…]{ $after }”: there { $theirs }, here { $ours }
merge-copy-no-words = nothing
merge-copy-blanks = only blanks
merge-copy-more =
    { $count ->
        [one] and 1 more passage
       *[other] and { $count } more passages
    }
merge-copy-reanchor = Look in the texts here for annotations that were made on other ones
merge-copy-other-project = Take it although it is of another project
merge-copy-codebook = Take codebook, guidelines, highlighters and what is said of articles, too
merge-copy-all-cards =
    { $count ->
        [one] What becomes of the one on which both do not agree
       *[other] What becomes of all { $count } on which both do not agree
    }
merge-copy-more-cards =
    { $count ->
        [one] And one more, for which the choice for all counts
       *[other] And { $count } more, for which the choice for all counts
    }
merge-copy-reviews-too =
    { $count ->
        [one] So is one decision, comment or answer about it.
       *[other] So are { $count } decisions, comments and answers about it.
    }
merge-copy-card = What becomes of it
merge-copy-card-of = What becomes of { $what }
conflict-mark = { $text } ({ $tag })
conflict-part =
    the { $what ->
        [tag] tag
        [role] link role
        [field] field
        [highlighter] highlighter
        [reason] reason
        [round] round
        [type] entity type
        [entity] entity
       *[person] annotator
    } “{ $name }”
conflict-article = “{ $title }”
conflict-settings = the settings of the project
conflict-guidelines = the guidelines
conflict-rules = the rules of reviewing
merge-copy-here = Here: { $version }
merge-copy-there = There: { $version }
merge-copy-from-to = Here → there:
merge-copy-lost = { $tag } “{ $text }”, without a place in the text
merge-copy-none = { $name }: nothing
merge-copy-was-deleted = deleted
merge-copy-do = Merge
merge-copy-done = Merged: { $what }
merge-copy-done-bare = It is merged
merge-copy-came-new =
    { $count ->
        [one] 1 new annotation
       *[other] { $count } new annotations
    }
merge-copy-came-changed =
    { $count ->
        [one] 1 annotation changed
       *[other] { $count } annotations changed
    }
merge-copy-came-deleted =
    { $count ->
        [one] 1 annotation deleted
       *[other] { $count } annotations deleted
    }
