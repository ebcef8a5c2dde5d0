### Annotationen anderer Programme, bevor sie importiert werden.

annotations-import-title = Annotationen importieren
annotations-import-files = Dateien auswählen…
annotations-import-folder = Ordner auswählen…
annotations-import-more = Und { $count } weitere.
annotations-import-format = Format
annotations-import-guessed = Wie es jede Datei sagt
annotations-import-about = { $name }: { $about }
annotations-import-reading = Dateien werden gelesen… { $percent } %
annotations-import-working = Stellen werden gesucht… { $percent } %
annotations-import-labels = Was aus Etiketten wird
annotations-import-roles = Was aus Verknüpfungen wird
annotations-import-fields = Was aus Feldern wird
annotations-import-article-fields = Was aus Feldern von Artikeln wird
annotations-import-row = { $count ->
    [0] { $name } (nicht verwendet)
    [one] { $name } (einmal)
   *[other] { $name } ({ $count }-mal)
}
annotations-import-new = Eine neue Kategorie
annotations-import-new-role = Eine neue Art von Verknüpfung
annotations-import-skip = Weglassen
annotations-import-same-name = Das Feld dieses Namens
annotations-import-new-field = Ein neues Feld
annotations-import-note = In die Notiz schreiben
annotations-import-options = Optionen
annotations-import-first = Die ersten davon
annotations-import-mark = { $tag }: { $passage }
annotations-import-report = Was daraus wird
annotations-import-lost = Was nicht mitkommt
annotations-import-choose = Zuerst Dateien oder einen Ordner auswählen
annotations-import-wait = Die Dateien werden noch geprüft
annotations-import-nothing = Es ist nichts Neues darin
