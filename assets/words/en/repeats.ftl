### Repeats: articles that a person labels a second time, blind.

repeats-title = Repeats
repeats-about = Articles that somebody has done are labelled once more by the same person, who does not see the first marks meanwhile. What was marked the first time stays as it is.
repeats-people = Who labels again
repeats-share = Of a hundred articles that are done, so many
repeats-days = Only where nothing was marked for so many days
repeats-load =
    { $of ->
        [0] { $name }: there is no article that can be repeated
        [one] { $name }: { $count } of 1 article that can be repeated
       *[other] { $name }: { $count } of { $of } articles that can be repeated
    }
repeats-there = What there is already
repeats-there-count =
    { $count ->
        [one] 1 repeat; not begun: { $left }
       *[other] { $count } repeats; not begun: { $left }
    }
repeats-end = Take back what is not begun
repeats-drawing = Drawing…
repeats-nothing = There is nothing to be repeated
repeats-do = Have them repeated
repeats-edit =
    { $count ->
        [one] Have 1 article labelled a second time
       *[other] Have { $count } articles labelled a second time
    }
repeats-edit-end =
    { $count ->
        [one] Take 1 repeat back
       *[other] Take { $count } repeats back
    }
repeats-here = You label this article a second time
repeats-here-about = What you marked the first time is kept, and is shown again when the article is done. Until then you do not see it, nor what others have marked here.
repeats-blind = You label this article a second time: nothing else is shown until it is done
repeats-not-listed = What concerns articles that you label a second time is not listed.
repeats-no-undo = That would change what you marked the first time. It can be undone when the second time is done
repeats-no-carry = What is marked a second time is not carried over to other articles
repeats-no-comment = You label this article a second time. It can be commented on when it is done; there are notes meanwhile
team-of-repeats =
    { $count ->
        [one] { $done } of 1 repeat done
       *[other] { $done } of { $count } repeats done
    }
agreement-each-other = People with each other
agreement-oneself = { $name }: first and second time
agreement-oneself-about = How far somebody agrees with himself or herself: articles that were labelled a second time, blind
agreement-second = “{ $second }” is what { $name } marked the second time.
