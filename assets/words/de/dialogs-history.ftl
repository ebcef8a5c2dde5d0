### Der Verlauf, der Papierkorb und das Projekt, wie es war.

history-dialog = Verlauf
history-of-all = Alles
history-of-article = Dieser Artikel
history-of-annotation = Diese Annotation
history-filter = Nach Wörtern oder Namen filtern
history-no-journal = Auf diesem Computer gibt es kein Journal, daher wird kein Verlauf geführt.
history-nothing = Es gibt nichts Passendes.
history-hidden =
    { $count ->
        [one] 1 Schritt wird nicht gezeigt: Er betrifft, was andere in einer blinden Runde getan haben, die nicht zu Ende ist.
       *[other] { $count } Schritte werden nicht gezeigt: Sie betreffen, was andere in einer blinden Runde getan haben, die nicht zu Ende ist.
    }
history-days = Tage, die der Verlauf aufbewahrt wird
history-size =
    { $days ->
        [0] 0: für immer. Er
       *[other] Er
    } belegt { $size } kB auf diesem Computer.
history-look-back = Projekt davor ansehen
history-look-back-help = Zeigt das Projekt, wie es damals war, zum Lesen; geändert wird nichts
history-before = { $time }, vor „{ $deed }“
past-too-far = Das Journal auf diesem Computer reicht nicht mehr so weit zurück.
past-cancelled = Das Zurückgehen wurde abgebrochen.
past-shown = Das Projekt im Stand vom { $then }. Es kann gelesen, kopiert und exportiert werden; was jetzt getan wird, ist nicht zu sehen.
past-back-to-now = Zurück zur Gegenwart
trash-title = Papierkorb
trash-filter = Nach Wörtern filtern
trash-no-journal = Auf diesem Computer gibt es kein Journal, daher auch keinen Papierkorb.
trash-nothing = Der Papierkorb ist leer: Nichts, was gelöscht wurde, fehlt noch.
trash-none-fits = Nichts im Papierkorb passt zum Filter.
trash-bring-back = Zurückholen
trash-bring-article-back = Zuerst den Artikel zurückholen
trash-unchosen = Zuerst etwas auswählen
trash-article-gone = Der Artikel { $id } dazu ist weg und nicht im Papierkorb
trash-deleted = Gelöscht { $time } · { $who }
