### Was getan wurde, in Worten, und was entfernt wurde.

history-done = Erledigt: { $name }
history-undone = Rückgängig: { $name }
history-redone = Wiederholt: { $name }
history-merged = Zusammengeführt: { $name }
history-more = Und mehr.

## Was es gibt.

history-new = { $what }: neu
history-deleted = { $what }: gelöscht
history-removed = { $what }: entfernt
history-noted-deleted = Annotation { $id }: als gelöscht vermerkt
history-passage-in = { $tag } { $quote } in { $title }
history-kept-lost = { $what }: ohne Stelle aufbewahrt. { $why }
history-lost-no-more = { $what }: nicht mehr ohne Stelle
history-lost-changed = { $what }: geändert, während ohne Stelle
history-link-gone = Verknüpfung weggenommen: { $link }
history-link-new = Neue Verknüpfung: { $link }
history-link-end-gone = eine Annotation, die es nicht mehr gibt ({ $id })
history-definition = { $what }: Definition oder Felder geändert
history-place = { $what }: Position { $from } → { $to }
history-name-of = { $what }, Name
history-article = Artikel { $title } ({ $words } Wörter)
history-text-accepted = Der geänderte Text wurde angenommen
history-text-doubted = Der geänderte Text ist wieder fraglich
history-guidelines-gone = Richtlinien, herausgenommen: { $line }
history-guidelines-new = Richtlinien, hinzugefügt: { $line }

## Was etwas ist, vor seinem Namen.

history-tag = Kategorie
history-role = Rolle
history-article-field = Artikelfeld
history-entity-type = Eintragstyp
history-annotator = Bearbeiter { $id }

## Felder, vor einem Doppelpunkt.

history-status = Stand
history-note = Notiz
history-project-name = Name des Projekts
history-description = Beschreibung
history-passage = Textstelle
history-certainty = Sicherheit
history-sure = sicher
history-unsure = unsicher
history-name = Name
history-type = Typ
history-other-names = Weitere Namen
history-offices = Ämter
fact-yes = ja
fact-no = nein
history-colour = Farbe
history-group = Gruppe
history-merged-into = Zusammengeführt mit
history-title = Titel
history-source = Quelle
history-author = Verfasser
history-address = Adresse
history-date = Datum
history-language = Sprache

## Der Papierkorb.

trash-article =
    { $count ->
        [0] Artikel { $title }: { $begins }
        [one] Artikel { $title }, mit einer Annotation: { $begins }
       *[other] Artikel { $title }, mit { $count } Annotationen: { $begins }
    }
trash-no-article = der Artikel { $id } dazu fehlt: zuerst ihn zurückholen
trash-there = es ist schon da
edit-bring-back = { $what } zurückholen
trash-tag-gone = Die Kategorie { $tag } steht nicht mehr im Codebuch.
trash-text-changed = Der Text des Artikels ist jetzt ein anderer, und der Wortlaut steht nicht mehr dort, wo er war: die Annotation wartet ohne Stelle.
trash-links =
    { $count ->
        [one] Eine Verknüpfung wurde weggelassen: wohin sie führte, gibt es nicht mehr.
       *[other] { $count } Verknüpfungen wurden weggelassen: wohin sie führten, gibt es nicht mehr.
    }
trash-reason = Der Text wurde geändert, während diese Annotation im Papierkorb lag.
history-went-on = Inzwischen wurde etwas geändert; nichts wurde rückgängig gemacht oder wiederholt. Noch einmal versuchen
