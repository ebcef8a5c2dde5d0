### Was um den Artikel herum steht: Listen, Leisten, die Statuszeile.

## Die Teile des Fensters.

panel-articles = Artikel
panel-tags-and-fields = Kategorien und Felder
panel-article = Artikel
panel-other-article = Anderer Artikel
panel-tabs = Reiter
panel-question = Frage
panel-close = Schließen
panel-cancel = Abbrechen
panel-error = Fehler
panel-note = Hinweis
panel-undo = Rückgängig: { $what }
panel-redo = Wiederholen: { $what }
panel-tab-close = Den Reiter { $title } schließen
panel-bookmark = Lesezeichen
panel-nothing-fits = Nichts passt.

## Die Artikelliste.

articles-shown = { $shown } von { $total ->
        [one] { $total } Artikel
       *[other] { $total } Artikeln
    }
articles-so-far = bisher { $count } Artikel
articles-all =
    { $count ->
        [one] { $count } Artikel
       *[other] { $count } Artikel
    }
articles-filter = Artikel filtern
articles-filter-hint = Filter: Titel, Quelle, Datum, Status
articles-listing = Artikel werden aufgelistet…
articles-none-fits = Kein Artikel passt zum Filter.
articles-order = Die Reihenfolge der Liste
articles-by-date = nach Datum
articles-by-title = nach Titel
articles-by-status = Offene zuerst
articles-none = Es gibt noch keine Artikel.
articles-add = Artikel importieren…
articles-add-folder = Ordner importieren…
articles-add-hint = Dateien lassen sich auch auf das Fenster ziehen, und ein irgendwo kopierter Text lässt sich hier mit Strg+V einfügen.
articles-own = Eigene Annotationen
articles-annotations =
    { $count ->
        [0] keine Annotationen
        [one] { $count } Annotation
       *[other] { $count } Annotationen
    }

## Die Mitte, ohne Artikel.

centre-begin = Zum Anfangen Artikel importieren: Textdateien, Dokumente oder gespeicherte Seiten, oder einen Text aus der Zwischenablage.
centre-drop = oder Dateien hierher ziehen
centre-choose = Links einen Artikel wählen.
centre-make-tags = Codebuch öffnen
centre-no-tags = Das Codebuch hat noch keine Kategorien: Festlegen, was markiert wird.

## Fragen neben einer Markierung: eine Verknüpfung, ihr Ziel, ein Feld.

ask-target = Ziel der Verknüpfung „{ $link }“
ask-link = Verknüpfen:
ask-new-entity = Neuer Eintrag „{ $name }“:
ask-new-entity-types = Neuer Eintrag:
ask-add-as = Hinzufügen als { $kind }
ask-tab-goes-there = Tab führt dorthin
ask-field = { $field } gefragt
ask-part-of-name = Teil des Namens oder Nummer
ask-part-of-option = Teil der Option oder Nummer
ask-number = eine Zahl
ask-type-name = einen Namen eingeben
ask-choose = wählen
ask-yes = Ja
ask-no = Nein
ask-click = oder anklicken
ask-keys-options = Ein Buchstabe wählt, Eingabe nimmt das Umrandete, Tab geht weiter, Escape lässt es
ask-keys-several = Buchstaben kreuzen an, Eingabe nimmt das Angekreuzte, Tab geht weiter, Escape lässt es
ask-keys-line = Eingabe übernimmt, ↓ führt zu früheren Angaben, Tab geht weiter, Escape lässt es
ask-keys-many = Strg mit einer Nummer nimmt sie und fragt nach einer weiteren
ask-missing = { $field } (fehlt)
ask-letters-wait = Buchstaben bewirken nichts bis Escape.

## Der Pinsel.

brush-of = Pinsel: { $tag }
brush-keys = Text auswählen, um ihn zu markieren; die Leertaste markiert das Wort am Cursor; Escape beendet.
brush-down = Weglegen

## Zu einem Wort gehen.

leap-select = Auswählen bis zu dem Wort, das beginnt mit { $letters }…
leap-go = Zu dem Wort, das beginnt mit { $letters }…
leap-keys = Zwei Buchstaben; mit Eingabe genügt einer; Escape bricht ab.

## Wörter finden.

find-words = Im Artikel suchen
find-previous = Voriger Treffer
find-previous-help = Voriger Treffer (↑, Strg+Umschalt+G)
find-next = Nächster Treffer
find-next-help = Nächster Treffer (↓, Strg+G)
find-select = Wählen
find-select-help = Diesen Treffer auswählen (Eingabe)
find-cancel = Zurück
find-cancel-help = Dorthin zurück, wo die Suche begann (Escape)
find-options = Optionen
find-whole-words = Wörter
find-whole-words-help = Nur ganze Wörter: „Hafen“ findet kein „Flughafen“
find-case = Groß/klein
find-case-help = Große und kleine Buchstaben werden unterschieden
find-accents = Akzente
find-accents-help = „é“ ist nicht „e“; Vokalzeichen im Arabischen und Hebräischen zählen
find-broken = Abgebrochen
find-looking = Wird gesucht…
find-none = Kein Treffer

## Wessen Annotationen gezeigt werden.

legend-also = Auch gezeigt, nur zum Lesen:
legend-nobody = sonst annotiert niemand in diesem Projekt
legend-hide = Ausblenden
legend-hide-help = Nur die eigenen Annotationen zeigen
legend-person = { $name }: { $count ->
        [0] hier keine
       *[other] { $count }
    }
legend-annotations = Annotationen von { $whose }
legend-leave-out = Diese Person weglassen
legend-show = Die Annotationen dieser Person zeigen

## Annotationen ohne Stelle.

lost-kept = Ohne Stelle behalten, { $number } von { $count }:
lost-one = Ohne Stelle, { $number } von { $count }:
lost-previous = Vorige
lost-next = Nächste
lost-leave = Verlassen
lost-escape = Escape
lost-stood-on = Sie stand auf
lost-has-no-place = Sie hat keine Stelle:
lost-show = Zeigen
lost-show-number = Stelle { $number } zeigen
lost-show-help = Diese Stelle im Text auswählen
lost-set = In die Auswahl setzen
lost-delete = Löschen
lost-keep = Ohne Stelle behalten
lost-nothing-like-it = Nichts in diesem Text gleicht ihr. Die Stelle im Text auswählen.
lost-type-number = Eine Nummer eingeben oder die Stelle im Text auswählen.

## Die Kategorien.

tags-heading = Kategorien
tags-edit = Ändern…
tags-edit-help = Das Codebuch: Kategorien, Felder, Verknüpfungen
tags-none = Das Codebuch hat noch keine Kategorien.
tags-add = Kategorien anlegen…
tags-press-key = Die Taste einer Kategorie markiert den ausgewählten Text.
tags-select-text = Text mit der Maus auswählen, oder mit Umschalt und den Pfeiltasten.
tags-row = Kategorie { $tag }, { $count } hier
tags-row-key = Kategorie { $tag }, Taste { $key }, { $count } hier
tags-examples = Beispiele
tags-counterexamples = Nicht

## Der Inspektor.

inspector-made = Angelegt { $when }
inspector-made-changed = Angelegt { $when }, geändert { $then }
inspector-unknown-tag = Unbekannte Kategorie { $tag }
inspector-unknown-entity = unbekannter Eintrag { $entity }
inspector-retag = Kategorie…
inspector-retag-help = Oder die Taste einer anderen Kategorie drücken
inspector-delete = Löschen
inspector-pieces = { $count } Teile
inspector-unsure = Unsicher
inspector-unsure-key = Taste !
inspector-is-unsure = unsicher
inspector-more-here = { $count } weitere hier…  *
inspector-more-here-help = Alle gleichen markieren, hier oder im ganzen Projekt
inspector-never = Nie
inspector-never-help = Für diese Wörter nicht mehr anbieten
inspector-stranger = { $field }: { $value } (nicht im Codebuch)
inspector-links = Verknüpfungen
inspector-link-remove = Diese Verknüpfung entfernen
inspector-link-remove-name = Die Verknüpfung { $link } { $target } entfernen
inspector-incoming = { $link } von { $tag } { $quotation }
inspector-incoming-more = und { $count } weitere: < drücken
inspector-note = Notiz
inspector-article = Artikel
inspector-article-note = Notiz zum Artikel
inspector-describe = Titel, Quelle und Datum…
inspector-text-changed = Der Text wurde außerhalb geändert
inspector-see-changes = Änderungen ansehen…
inspector-lost = Ohne Stelle ({ $count })
inspector-decide = Darüber entscheiden…
inspector-of-colleague = Sie gehört { $name } und kann nur gelesen werden. Escape verlässt sie.

## Was nicht gespeichert ist.

fault-in-memory =
    { $count ->
        [one] Seit { $since } ist eine Änderung nur im Arbeitsspeicher: Das Journal auf diesem Computer lässt sich nicht schreiben. { $why } Postil versucht es weiter.
       *[other] Seit { $since } sind { $count } Änderungen nur im Arbeitsspeicher: Das Journal auf diesem Computer lässt sich nicht schreiben. { $why } Postil versucht es weiter.
    }
fault-in-journal = Seit { $since } stehen Änderungen nur im Journal auf diesem Computer. Dort sind sie sicher, und die Arbeit kann weitergehen; der Projektordner folgt, sobald er sich schreiben lässt.
fault-not-in-folder = Seit { $since } fehlen Änderungen im Projektordner. Postil versucht es weiter.
fault-more-files = { $count ->
        [one] { $count } weitere Datei konnte nicht geschrieben werden.
       *[other] { $count } weitere Dateien konnten nicht geschrieben werden.
    }
fault-try-again = Noch einmal versuchen
fault-save-elsewhere = Kopie anderswo speichern…
fault-safe = Diese Arbeit ist im Journal auf diesem Computer sicher, aber nicht im Projektordner.
fault-close-safe = Schließen; sie folgt beim nächsten Mal
fault-unsafe = Ein Teil der Arbeit ist nicht auf dem Datenträger.
fault-close-anyway = Trotzdem schließen und sie verlieren
fault-stay = Bleiben

## Die Statuszeile.

status-annotator-help = Wer annotiert. Anklicken, um das zu ändern
status-lost = { $count } ohne Stelle
status-lost-help = Entscheiden, wo sie stehen
status-invisible-help = Dieser Text enthält { $count }. Anklicken, um sie alle zu zeigen oder zu verbergen; solche, die die Schreibrichtung ändern, werden immer gezeigt
status-not-saved = Nicht gespeichert
status-not-saved-help = Das Programm versucht es weiter; oben steht, warum
status-in-journal = Im Journal gespeichert
status-in-journal-help = Alles ist auf diesem Computer sicher, aber nicht im Projektordner; oben steht, warum
status-saving = Wird gespeichert…
status-saving-help = Die letzten Änderungen sind auf dem Weg zum Datenträger
status-saved = Gespeichert
status-saved-help = Alles ist auf dem Datenträger dieses Computers; der Projektordner folgt gleich
status-read-only = Nur lesen
status-read-only-help = Dieses Projekt lässt sich nicht schreiben
status-all-saved = Alles gespeichert
status-all-saved-help = Alles ist auf dem Datenträger
status-character = Zeichen { $at }
status-characters = Zeichen { $from }–{ $to }, { $count } ausgewählt

## Die Startseite.

welcome-about = Behauptungen, Zitate, Akteure und Haltungen in Artikeln markieren.
welcome-new = Neues Projekt…
welcome-new-about = Mit einem Codebuch für Behauptungen und Zitate, oder einem anderen
welcome-open = Projekt öffnen…
welcome-open-about = Den Ordner eines Projekts wählen, oder ihn hierher ziehen
welcome-sample = Beispielprojekt öffnen
welcome-sample-about = Zehn Artikel mit Annotationen von zwei Personen, zum Ausprobieren
welcome-recent = Zuletzt geöffnet
welcome-recent-none = Geöffnete Projekte stehen hier.
welcome-keys-again = Eingabe öffnet { $project } wieder. Strg+K findet jeden Befehl. ? zeigt die Tasten.
welcome-keys-new = Eingabe legt ein neues Projekt an. Strg+K findet jeden Befehl. ? zeigt die Tasten.
welcome-forget = Vergessen
welcome-forget-help = Aus dieser Liste nehmen; das Projekt bleibt, wo es ist
welcome-opening = Das Projekt wird geöffnet
