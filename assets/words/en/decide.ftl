### Comparing and deciding, the inbox, comments.

## The screen of cases.

decide-title = Marks of everybody
decide-cases = Cases
decide-by-rule = By a rule: { $rule }
decide-somebody = Somebody
decide-common = All alike
decide-gold-lane = Gold: as marked in the text
decide-comparing = The marks are being compared…
decide-blind = The round “{ $name }” is blind: what the others have marked is shown when all are done with all of its articles.
decide-no-cases = There is nothing to compare: nobody has marked anything in this article.
decide-none-shown = No case of this kind.
decide-no-place = (no longer in the text)
decide-marks-gone = The marks are gone
decide-only = Only { $name }
decide-ticked =
    { $articles ->
        [one] { $count ->
            [one] 1 case is ticked for a rule
           *[other] { $count } cases are ticked for a rule
        }
       *[other] { $count } cases in { $articles } articles are ticked for a rule
    }
decide-untick = Untick all
decide-progress =
    { $count ->
        [one] { $decided } of 1 case decided
       *[other] { $decided } of { $count } cases decided
    }
decide-progress-all =
    { $articles ->
        [one] All of the project: { $decided } of { $count }, in 1 article
       *[other] All of the project: { $decided } of { $count }, in { $articles } articles
    }
decide-signed = Gold layer signed by { $name }, { $when }
decide-signed-before = Signed by { $name }, { $when }; something has changed since
decide-show-all = Decided or not
decide-show-to-do = To be decided
decide-show-again = To be looked at again
decide-show-decided = Decided
decide-by-state = Cases by state
decide-by-tag = Cases by tag
decide-by-person = Cases by person
decide-every-tag = Every tag
decide-everybody = Everybody
decide-undecided = Undecided
decide-left-open = Left open
decide-decided = Decided
decide-reopened = Changed since
decide-contested = Contested
decide-head = { $kind } · case { $at } of { $count } · { $state }
decide-changed = { $name } has changed the mark since: { $tag }
decide-gone = { $name } has removed a mark since
decide-came = { $name } has marked something since: { $tag }
decide-contested-by = { $name } contests it: { $words }
decide-was-decided = { $verdict } – { $name }, { $when }
decide-reason = Why
decide-no-reason = no reason
decide-words = Why, in words
decide-words-hint = in your own words
decide-last = This is the last case of the list
decide-first = This is the first case of the list
decide-no-other = No other article has cases to decide
decide-no-gold-to-move = There is no single gold annotation of this case whose ends could be moved: decide it first.
decide-no-option = The card has nothing there
decide-nothing-to-sign = There is no gold layer yet: decide a case first
decide-sign-left =
    { $count ->
        [one] One case is still to be decided; decide it before signing
       *[other] { $count } cases are still to be decided; decide them before signing
    }

## Deciding by a rule.

bulk-title = Decide by a rule
bulk-rule = Rule
bulk-all-agree = What all have marked alike
bulk-majority = What more than half have marked alike
bulk-annotator = As { $name } has it
bulk-where = Where
bulk-here = In this article
bulk-everywhere = In all articles
bulk-counting = It is being counted…
bulk-taken =
    { $count ->
        [one] 1 mark is taken into the gold layer
       *[other] { $count } marks are taken into the gold layer
    }
bulk-nothing-here =
    { $count ->
        [one] In 1 case nothing is to be marked
       *[other] In { $count } cases nothing is to be marked
    }
bulk-fields =
    { $count ->
        [one] 1 field of an article gets a value
       *[other] { $count } fields of articles get a value
    }
bulk-left =
    { $count ->
        [one] 1 case is left: the rule says nothing of it
       *[other] { $count } cases are left: the rule says nothing of them
    }
bulk-decided =
    { $count ->
        [one] 1 case is decided already and stays so
       *[other] { $count } cases are decided already and stay so
    }
bulk-open =
    { $count ->
        [one] 1 case has to be looked at by a person and stays
       *[other] { $count } cases have to be looked at by a person and stay
    }
bulk-one-step = One undo takes all of it back.
bulk-do = Decide
bulk-nothing = The rule decides nothing here

## Something else is right.

edit-case-title = Something else is right
edit-case-tag = Tag
edit-case-extent = Extent
edit-case-start-back = Start a word back
edit-case-start-forward = Start a word on
edit-case-end-back = End a word back
edit-case-end-forward = End a word on
edit-case-links = Links
edit-case-decide = Decide so

## How reviews work.

review-rules-title = How reviews work
review-rules-hide = Reviewers see letters in place of names
review-rules-shuffle = Another order of people in each article
review-rules-blind-help = With both, nobody is told by name, colour or place whose mark it is.
review-rules-reasons = Reasons, one a line
review-rules-reasons-help = They are offered for each decision. One that is removed here stays with the decisions that have it.
review-rules-usual = Extent | Wrong tag | Missed | Not to be marked | Guidelines unclear | Text ambiguous

## A rule made of cases.

guideline-title = Make a rule
guideline-heading = Heading
guideline-rule = The rule
guideline-examples = Examples
guideline-list = List the marks that it touches
guideline-list-help = All marks of these tags come into the table of annotations, for a second look.
guideline-empty = Heading and rule are needed
guideline-save = Add to the guidelines
guideline-edit = Add the rule “{ $title }” to the guidelines
guideline-of = For { $tags }; made of decided cases, { $day }
guideline-example = { $text } → { $verdict } – { $title }

## The inbox.

inbox-title = What was decided about my marks
inbox-letter = The chosen decision
inbox-head =
    { $count ->
        [0] { $name }: everything is answered
        [one] { $name }: 1 decision to answer
       *[other] { $name }: { $count } decisions to answer
    }
inbox-only-new = Only those without an answer
inbox-none = Nothing was decided otherwise than you have marked it.
inbox-choose = Choose a decision in the list.
inbox-mine = My mark
inbox-final = What is right
inbox-why = Why
inbox-no-why = Nobody said why.
inbox-decided = { $name }, { $when }
inbox-became = { $mine } → { $made }
inbox-accepted = Accepted
inbox-contested = Contested

## Comments.

comment-title = Comment
comment-reply-title = Reply
comment-contest-title = Contest a decision
comment-words = What is to be said
comment-empty = Nothing is written yet
comment-save = Send
comment-gone = What this answers is no longer there. Copy the words to keep them.
comment-decision-gone = This was decided anew meanwhile. Look at the new decision first.
comments-title = Threads of comments
comments-thread = The chosen thread
comments-head =
    { $count ->
        [0] No thread is open
        [one] 1 thread is open
       *[other] { $count } threads are open
    }
comments-all = Those too that are resolved
comments-none = There are no comments.
comments-choose = Choose a thread in the list.
comments-line =
    { $count ->
        [one] { $name }, { $when }
       *[other] { $name }, { $count } comments, last { $last }, { $when }
    }
comments-resolved = Resolved
comments-article = On the article
comments-passage = On the passage “{ $text }”
comments-mark = On the mark “{ $text }”
comments-decision = On the decision about “{ $text }”
comments-gone = On something that is gone
threads-heading = Comments
threads-reply = Reply…
threads-resolve = Resolve
threads-reopen = Reopen
threads-was-resolved = Resolved
threads-was-reopened = Opened again

## Gold in the inspector.

inspector-origin = Where it comes from
inspector-no-origin = No decision says so.
inspector-made-of = Made of the marks of { $names }
inspector-decided-by = Decided by { $name }, { $when }

## The manual.

manual-reviewing-title = Reviewing
