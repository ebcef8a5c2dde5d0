### Corrections of articles' texts.

correction-lost = the text was corrected across one of its ends, so its place is not certain
correction-misfit = a correction of article { $article } does not fit its text: { $why }
correction-otherwise = at { $at } the text does not read “{ $was }”
correction-disorder = two of its passages overlap at { $at }
correction-both = The text of “{ $title }” was corrected both here and by { $other }. The correction here stays.
correction-unfit = The text is shown as it was loaded, because a correction of it does not fit: { $why }. Nothing is written to this file. Put the file of the text or this file back from a backup.
correction-edit = Correct the text of “{ $title }”
correction-edit-back = Take back corrections of “{ $title }”
