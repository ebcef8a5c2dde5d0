### Was mehrere Dialoge sagen.

dialog-cancel = Abbrechen
dialog-close = Schließen
dialog-save = Speichern
dialog-browse = Durchsuchen…
dialog-up = Nach oben
dialog-down = Nach unten
dialog-remove = Entfernen
dialog-name = Name
dialog-definition = Definition
dialog-required = Verlangt: Wo es nicht steht, fehlt etwas
dialog-replace = Ersetzen
dialog-no-folder = Diesen Ordner gibt es nicht
dialog-date-form = JJJJ-MM-TT
dialog-date-wrong = „{ $text }“ ist kein Datum: Jahr, Monat und Tag schreiben, etwa 2026-11-22
dialog-reading-journal = Journal wird gelesen: { $percent } %
# Die Uhrzeit ist etwa 14:05.
dialog-time =
    { $day }. { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    } { $year }, { $clock }
# Die Zeit ist, was dialog-time sagt.
dialog-time-of-weekday =
    { $weekday ->
        [1] Montag
        [2] Dienstag
        [3] Mittwoch
        [4] Donnerstag
        [5] Freitag
        [6] Samstag
       *[7] Sonntag
    }, { $time }
