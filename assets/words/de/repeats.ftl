### Wiederholungen: Artikel, die jemand ein zweites Mal bearbeitet, blind.

repeats-title = Wiederholungen
repeats-about = Artikel, mit denen jemand fertig ist, bearbeitet dieselbe Person noch einmal und sieht dabei die ersten Markierungen nicht. Was beim ersten Mal markiert wurde, bleibt, wie es ist.
repeats-people = Wer noch einmal bearbeitet
repeats-share = Von hundert fertigen Artikeln so viele
repeats-days = Nur wo so viele Tage nichts markiert wurde
repeats-load =
    { $of ->
        [0] { $name }: Es gibt keinen Artikel, der wiederholt werden kann
        [one] { $name }: { $count } von 1 Artikel, der wiederholt werden kann
       *[other] { $name }: { $count } von { $of } Artikeln, die wiederholt werden können
    }
repeats-there = Was es schon gibt
repeats-there-count =
    { $count ->
        [one] 1 Wiederholung; nicht begonnen: { $left }
       *[other] { $count } Wiederholungen; nicht begonnen: { $left }
    }
repeats-end = Nicht Begonnenes zurücknehmen
repeats-drawing = Es wird ausgelost…
repeats-nothing = Es gibt nichts zu wiederholen
repeats-do = Wiederholen lassen
repeats-edit =
    { $count ->
        [one] 1 Artikel ein zweites Mal bearbeiten lassen
       *[other] { $count } Artikel ein zweites Mal bearbeiten lassen
    }
repeats-edit-end =
    { $count ->
        [one] 1 Wiederholung zurücknehmen
       *[other] { $count } Wiederholungen zurücknehmen
    }
repeats-here = Dieser Artikel wird ein zweites Mal bearbeitet
repeats-here-about = Was beim ersten Mal markiert wurde, ist aufbewahrt und wird wieder gezeigt, wenn der Artikel erledigt ist. Bis dahin ist es nicht zu sehen, und auch nicht, was andere hier markiert haben.
repeats-blind = Dieser Artikel wird ein zweites Mal bearbeitet: Anderes wird erst gezeigt, wenn er erledigt ist
repeats-not-listed = Was Artikel betrifft, die gerade ein zweites Mal bearbeitet werden, ist nicht aufgeführt.
repeats-no-undo = Das würde ändern, was beim ersten Mal markiert wurde. Es kann zurückgenommen werden, wenn das zweite Mal erledigt ist
repeats-no-carry = Was ein zweites Mal markiert wird, wird nicht auf andere Artikel übertragen
repeats-no-comment = Dieser Artikel wird ein zweites Mal bearbeitet. Kommentieren lässt er sich, wenn er erledigt ist; bis dahin sind Notizen da
team-of-repeats =
    { $count ->
        [one] { $done } von 1 Wiederholung fertig
       *[other] { $done } von { $count } Wiederholungen fertig
    }
agreement-each-other = Personen miteinander
agreement-oneself = { $name }: erstes und zweites Mal
agreement-oneself-about = Wie weit jemand mit sich selbst übereinstimmt: Artikel, die ein zweites Mal blind bearbeitet wurden
agreement-second = „{ $second }“ ist, was { $name } beim zweiten Mal markiert hat.
