### Reviewing: decisions about what others marked, comments, signatures.

## Names of edits. “text” is the beginning of a comment in quotation marks.

reviewing-edit-rules = Change how the project is reviewed
reviewing-edit-reason-add = Add the reason “{ $name }”
reviewing-edit-reason = Change the reason “{ $name }”
reviewing-edit-reason-remove = Remove the reason “{ $name }”
reviewing-edit-round-begin = Begin the round “{ $name }”
reviewing-edit-round = Change the round “{ $name }”
reviewing-edit-round-remove = Remove the round “{ $name }”
reviewing-edit-assign =
    { $count ->
        [one] Assign an article
       *[other] Assign { $count } articles
    }
reviewing-edit-comment = Comment { $text }
reviewing-edit-comment-change = Change a comment to { $text }
reviewing-edit-comment-remove = Remove the comment { $text }
reviewing-edit-reply = Reply { $text }
reviewing-edit-resolve = Resolve a thread
reviewing-edit-reopen = Open a thread again
reviewing-edit-accept = Accept a decision
reviewing-edit-contest = Contest a decision
reviewing-edit-sign = Sign the gold layer of “{ $title }”
reviewing-edit-unsign = Take back the signature of “{ $title }”

## The history and the trash.

reviewing-reason = Reason
reviewing-round = Round
reviewing-assigned = Who annotates { $title }
reviewing-gold = Gold layers
reviewing-hide-names = Names hidden
reviewing-shuffle = Order shuffled
reviewing-comment = Comment on { $title }
reviewing-decision = Decision in { $title }
reviewing-answer = Answer to a decision in { $title }
reviewing-signed = Gold layer of { $title }: signed
reviewing-unsigned = Gold layer of { $title }: no longer signed
reviewing-resolved = resolved
reviewing-reopened = open again
reviewing-accepts = accepted
reviewing-contests = contested
reviewing-yes = yes
reviewing-no = no

## Verdicts, bulk rules.

reviewing-take = { $name } is right
reviewing-union = All that one of them covers
reviewing-intersection = What all of them cover
reviewing-edited = Something else
reviewing-nothing = Nothing here
reviewing-keep-both = All of them beside each other
reviewing-open = Left open
reviewing-stands = What was decided before
reviewing-all-agree = all agree
reviewing-majority = majority
reviewing-by-annotator = as { $name } has it

## What the check finds.

check-reason-twice = The reason id { $id } is used twice. Rename one of them.
check-round-twice = The round id { $id } is used twice. Rename one of them.
check-reviewing-annotator = There is no annotator { $id }, who is named here.
check-reviewing-article = There is no article { $id }, which is named here.
check-decision-reason = The decision { $id } names a reason that the project does not have: { $reason }.
check-decision-gold = The decision { $id } made the annotation { $gold } of the gold layer, which is not there. Decide the case again, or undo what removed it.
check-comment-reply = The comment { $id } answers one that is not there. It begins a thread of its own.
check-comment-mark = The comment { $id } is about a mark that is not there.
check-gold-unsaid = No decision has made the gold annotation { $id }, so nobody knows where it came from.

## Cases.

case-same = Same
case-edges = Edges differ
case-tag = Tag differs
case-both = Edges and tag differ
case-attributes = Fields differ
case-links = Links differ
case-some = Not marked by all
case-only = Marked by one only

## Deciding.

adjudication-no-mark = { $name } has marked nothing here.
adjudication-no-common = There is nothing that all of the marks cover.
adjudication-nothing-decided = Nothing was decided here that could stand.
adjudication-no-marks = No mark is left here.
adjudication-misfit = What should be right does not fit the text: { $why }.
adjudication-edit-decide = Decide { $text }
adjudication-edit-all-agree =
    { $count ->
        [one] Take one case on which all agree
       *[other] Take { $count } cases on which all agree
    }
adjudication-edit-majority =
    { $count ->
        [one] Decide one case by majority
       *[other] Decide { $count } cases by majority
    }
adjudication-edit-annotator =
    { $count ->
        [one] Decide one case as { $name } has it
       *[other] Decide { $count } cases as { $name } has it
    }

## A colleague's copy, and bundles.

card-mine = Keep mine
card-theirs = Keep theirs
card-both = Keep both
card-discuss = Discuss
card-mine-does = The other version is dropped.
card-theirs-does = The version here is dropped.
card-beside = The later version stays; the other one stands beside it, marked unsure.
card-discuss-does = A comment asks what is to become of it.
card-question = Which of the two versions is to be?
bundle-torn = This is no bundle, or it is cut short: { $why }. Nothing was taken. Ask for the file again.
bundle-no-head = This ZIP file is no bundle of Postil: there is no bundle.ron in it. Nothing was taken.
bundle-file = The file { $file } in the bundle cannot be read: { $why } Nothing was taken.
bundle-twice = The file { $file } is in the bundle twice, as in none that Postil makes. Nothing was taken.
bundle-too-large = There is more in the bundle than anybody makes. Nothing was taken.
bundle-newer = A newer version of Postil ({ $program }) made the bundle. Nothing was taken. Get that version first.
bundle-unwritten = The bundle cannot be written: { $why }
bundle-strays =
    { $count ->
        [one] One file in the bundle is none of a project and was left out.
       *[other] { $count } files in the bundle are none of a project and were left out.
    }
arrival-file = { $file } cannot be read: { $why }. Nothing was taken.
arrival-another = This is of another project, “{ $theirs }”, and not of “{ $ours }”. Nothing was taken.
arrival-itself = This is the folder of the project itself. There is nothing to take.
arrival-unread = Not read, and so left out: { $what }
arrival-nobody = Left out, as nothing says who made it: { $file }
arrival-no-article = the article or the person is not here.
arrival-renamed = The id { $id } is that of { $ours } here and that of { $theirs } there, and the two have no mark in common. { $theirs } is called { $fresh } here, and both are kept.
arrival-same-person = Marks of { $name } are here and in the copy, and not one of them is in both. If they are two people of one name, one of them should take another id before anything else is merged.
arrival-same-name = There is an annotator { $name } here ({ $ours }) and another one there ({ $theirs }). Both are kept; if they are one person, go on under one of them.

## What the check says of what a blind round hides.

check-blind = About a mark of somebody else, which a blind round hides until it is over.
