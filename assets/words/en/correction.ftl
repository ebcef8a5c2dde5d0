### Corrections of articles' texts.

correction-lost = the text was corrected across one of its ends, so its place is not certain
correction-misfit = a correction of article { $article } does not fit its text: { $why }
correction-otherwise = at { $at } the text does not read “{ $was }”
correction-disorder = two of its passages overlap at { $at }
correction-both = The text of “{ $title }” was corrected both here and by { $other }.
correction-unfit = The text is shown as it was loaded, because a correction of it does not fit: { $why }. Nothing is written to this file. Put the file of the text or this file back from a backup.
correction-edit = Correct the text of “{ $title }”
correction-edit-back = Take back corrections of “{ $title }”

# The dialog that corrects a passage.
correction-title = Correct the text
correction-passage = The passage
correction-remark = Annotations come along. The file of the text stays as it was loaded; the correction stands beside it and can be taken back.
correction-cut = Cut the passage
correction-why = Why (may be empty)
correction-do = Correct
correction-nothing = Nothing is changed yet
correction-empty = Nothing would be left of the text
correction-same =
    { $count ->
        [one] One annotation of the article keeps its words.
       *[other] { $count } annotations of the article keep their words.
    }
correction-reads =
    { $count ->
        [one] One annotation reads otherwise then:
       *[other] { $count } annotations read otherwise then:
    }
correction-loses =
    { $count ->
        [one] One annotation loses its place and is to be placed by hand, or deleted:
       *[other] { $count } annotations lose their places and are to be placed by hand, or deleted:
    }
correction-more = … and { $count } more.

# The list of corrections.
corrections-title = Corrections of the text
corrections-none = Nothing was corrected in this text. Select a passage and choose “{ command-correct-text }”.
corrections-about = The newest is first. Taking one back takes back those after it, too. The text as it was loaded is in the file of the article, and exports can have it.
corrections-by = { $who }, { $when }
corrections-cut = { $was } was cut
corrections-put = { $now } was put in
corrections-back = Take back…
corrections-back-about =
    { $after ->
        [0] This correction is taken back.
        [one] This correction is taken back, and the one after it.
       *[other] This correction is taken back, and the { $after } after it.
    }
corrections-take-back = Take it back

history-corrected = { $title }: text corrected, { $was } → { $now }
history-correction-back = { $title }: correction taken back, { $was } → { $now }

correction-was-now = { $was } → { $now }
correction-doubt = the text is not the one that was loaded
correction-looking = It is being looked at what that does to annotations…
correction-out-of-date = The text was changed meanwhile: nothing was corrected
