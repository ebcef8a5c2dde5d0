### Begutachten: Entscheidungen über das, was andere markiert haben, Kommentare, Freigaben.

## Namen von Änderungen. „text“ ist der Anfang eines Kommentars in Anführungszeichen.

reviewing-edit-rules = Ändern, wie das Projekt begutachtet wird
reviewing-edit-reason-add = Grund „{ $name }“ hinzufügen
reviewing-edit-reason = Grund „{ $name }“ ändern
reviewing-edit-reason-remove = Grund „{ $name }“ entfernen
reviewing-edit-round-begin = Runde „{ $name }“ beginnen
reviewing-edit-round = Runde „{ $name }“ ändern
reviewing-edit-round-remove = Runde „{ $name }“ entfernen
reviewing-edit-assign =
    { $count ->
        [one] Einen Artikel zuteilen
       *[other] { $count } Artikel zuteilen
    }
reviewing-edit-comment = Kommentar { $text }
reviewing-edit-comment-change = Kommentar ändern: { $text }
reviewing-edit-comment-remove = Kommentar { $text } entfernen
reviewing-edit-reply = Antwort { $text }
reviewing-edit-resolve = Gespräch als erledigt kennzeichnen
reviewing-edit-reopen = Gespräch wieder öffnen
reviewing-edit-accept = Entscheidung annehmen
reviewing-edit-contest = Entscheidung anfechten
reviewing-edit-sign = Goldebene von „{ $title }“ freigeben
reviewing-edit-unsign = Freigabe von „{ $title }“ zurücknehmen

## Verlauf und Papierkorb.

reviewing-reason = Grund
reviewing-round = Runde
reviewing-assigned = Wer { $title } bearbeitet
reviewing-gold = Goldebenen
reviewing-hide-names = Namen verborgen
reviewing-shuffle = Reihenfolge gemischt
reviewing-comment = Kommentar zu { $title }
reviewing-decision = Entscheidung in { $title }
reviewing-answer = Antwort auf eine Entscheidung in { $title }
reviewing-signed = Goldebene von { $title }: freigegeben
reviewing-unsigned = Goldebene von { $title }: nicht mehr freigegeben
reviewing-resolved = erledigt
reviewing-reopened = wieder offen
reviewing-accepts = angenommen
reviewing-contests = angefochten
reviewing-yes = ja
reviewing-no = nein

## Entscheidungen, Regeln für viele.

reviewing-take = { $name } hat recht
reviewing-union = Alles, was eine von ihnen abdeckt
reviewing-intersection = Was alle abdecken
reviewing-edited = Etwas anderes
reviewing-nothing = Hier nichts
reviewing-keep-both = Alle nebeneinander
reviewing-open = Offen gelassen
reviewing-stands = Was früher entschieden wurde
reviewing-all-agree = alle einig
reviewing-majority = Mehrheit
reviewing-by-annotator = wie bei { $name }

## Was die Prüfung findet.

check-reason-twice = Die Kennung { $id } eines Grundes ist doppelt vergeben. Einen von beiden umbenennen.
check-round-twice = Die Kennung { $id } einer Runde ist doppelt vergeben. Eine von beiden umbenennen.
check-reviewing-annotator = Es gibt keinen Bearbeiter { $id }, der hier genannt ist.
check-reviewing-article = Es gibt keinen Artikel { $id }, der hier genannt ist.
check-decision-reason = Die Entscheidung { $id } nennt einen Grund, den das Projekt nicht hat: { $reason }.
check-decision-gold = Die Entscheidung { $id } hat die Annotation { $gold } der Goldebene gemacht, die nicht da ist. Den Fall noch einmal entscheiden oder rückgängig machen, was sie entfernt hat.
check-comment-reply = Der Kommentar { $id } antwortet auf einen, der nicht da ist. Er beginnt ein eigenes Gespräch.
check-comment-mark = Der Kommentar { $id } handelt von einer Annotation, die nicht da ist.
check-gold-unsaid = Keine Entscheidung hat die Annotation { $id } der Goldebene gemacht, daher weiß niemand, woher sie kommt.

## Fälle.

case-same = Gleich
case-edges = Ränder verschieden
case-tag = Kategorie verschieden
case-both = Ränder und Kategorie verschieden
case-attributes = Felder verschieden
case-links = Verknüpfungen verschieden
case-some = Nicht von allen markiert
case-only = Nur von einer Person markiert

## Entscheiden.

adjudication-no-mark = { $name } hat hier nichts markiert.
adjudication-no-common = Es gibt nichts, was alle Annotationen abdecken.
adjudication-nothing-decided = Hier ist nichts entschieden, was bestehen bleiben könnte.
adjudication-no-marks = Hier ist keine Annotation mehr.
adjudication-misfit = Was richtig sein soll, passt nicht zum Text: { $why }.
adjudication-edit-decide = { $text } entscheiden
adjudication-edit-all-agree =
    { $count ->
        [one] Einen Fall übernehmen, in dem alle einig sind
       *[other] { $count } Fälle übernehmen, in denen alle einig sind
    }
adjudication-edit-majority =
    { $count ->
        [one] Einen Fall nach Mehrheit entscheiden
       *[other] { $count } Fälle nach Mehrheit entscheiden
    }
adjudication-edit-annotator =
    { $count ->
        [one] Einen Fall wie { $name } entscheiden
       *[other] { $count } Fälle wie { $name } entscheiden
    }

## Die Kopie eines Kollegen, und Bündel.

card-mine = Meine Fassung behalten
card-theirs = Die andere Fassung behalten
card-both = Beide behalten
card-discuss = Besprechen
card-mine-does = Die andere Fassung entfällt.
card-theirs-does = Die Fassung von hier entfällt.
card-beside = Die spätere Fassung bleibt; die andere steht daneben, als unsicher gekennzeichnet.
card-discuss-does = Ein Kommentar fragt, was daraus werden soll.
card-question = Welche der beiden Fassungen soll gelten?
bundle-torn = Das ist kein Bündel, oder es ist abgeschnitten: { $why }. Nichts wurde übernommen. Die Datei noch einmal schicken lassen.
bundle-no-head = Diese ZIP-Datei ist kein Bündel von Postil: Sie enthält kein bundle.ron. Nichts wurde übernommen.
bundle-file = Die Datei { $file } im Bündel lässt sich nicht lesen: { $why } Nichts wurde übernommen.
bundle-twice = Die Datei { $file } ist zweimal im Bündel, wie in keinem, das Postil macht. Nichts wurde übernommen.
bundle-too-large = Das Bündel enthält mehr, als irgendjemand macht. Nichts wurde übernommen.
bundle-newer = Eine neuere Version von Postil ({ $program }) hat das Bündel gemacht. Nichts wurde übernommen. Zuerst diese Version besorgen.
bundle-unwritten = Das Bündel lässt sich nicht schreiben: { $why }
bundle-strays =
    { $count ->
        [one] Eine Datei im Bündel gehört zu keinem Projekt und wurde weggelassen.
       *[other] { $count } Dateien im Bündel gehören zu keinem Projekt und wurden weggelassen.
    }
arrival-file = { $file } lässt sich nicht lesen: { $why }. Nichts wurde übernommen.
arrival-another = Das gehört zu einem anderen Projekt, „{ $theirs }“, und nicht zu „{ $ours }“. Nichts wurde übernommen.
arrival-itself = Das ist der Ordner des Projekts selbst. Es gibt nichts zu übernehmen.
arrival-unread = Nicht gelesen und daher weggelassen: { $what }
arrival-nobody = Weggelassen, da nichts sagt, von wem es ist: { $file }
arrival-no-article = der Artikel oder die Person ist nicht hier.
arrival-renamed = Die Kennung { $id } ist hier die von { $ours } und dort die von { $theirs }, und die beiden haben keine Annotation gemeinsam. { $theirs } heißt hier { $fresh }, und beide bleiben erhalten.
arrival-same-person = Markierungen von { $name } gibt es hier und in der Kopie, aber keine in beiden. Sind es zwei Personen gleichen Namens, sollte eine davon eine andere Kennung annehmen, bevor weiter zusammengeführt wird.
arrival-same-name = Es gibt hier { $name } ({ $ours }) und dort noch einmal ({ $theirs }). Beide bleiben erhalten; sind sie eine Person, unter einer der beiden Kennungen weiterarbeiten.

## Was die Prüfung von dem sagt, was eine blinde Runde verbirgt.

check-blind = Betrifft eine Markierung von jemand anderem, die eine blinde Runde verbirgt, bis sie zu Ende ist.
