### Was im Projekt falsch ist oder fehlt.

findings-title = Projekt prüfen
findings-nothing = Nichts ist falsch, und nichts fehlt.
findings-none-of-kind = Davon gibt es nichts.
findings-all = Alle ({ $count })
findings-errors = Fehler ({ $count })
findings-warnings = Warnungen ({ $count })
findings-notes = Hinweise ({ $count })
finding-error = Fehler
finding-warning = Warnung
finding-note = Hinweis

## Eine beschädigte Datei und was an ihre Stelle treten kann.

mend-title = Beschädigte Datei zurückholen
mend-looking = Die letzte heile Fassung wird gesucht…
mend-nothing = Weder die Sicherungen noch das Journal auf diesem Rechner haben eine heile Fassung dieser Datei. Sie bleibt, wie sie ist; vielleicht hat eine Kollegin oder ein Abgleichprogramm eine.
mend-backup = Die Sicherung von { $at } hat sie heil. Das Journal kennt keine Änderung seither.
mend-backup-and-journal =
    Die Sicherung von { $at } hat sie heil; aus dem Journal { $count ->
        [one] kommt eine Änderung
       *[other] kommen { $count } Änderungen
    } seither hinzu.
mend-journal =
    Keine Sicherung hat sie, aber das Journal: Sie wird aus { $count ->
        [one] einer Änderung
       *[other] { $count } Änderungen
    } neu gemacht.
mend-left-out =
    { $count ->
        [one] Eine spätere Änderung passt nicht, weil jemand anderes dasselbe geändert hat, und bleibt weg.
       *[other] { $count } spätere Änderungen passen nicht, weil jemand anderes dasselbe geändert hat, und bleiben weg.
    } Der Verlauf erzählt, was getan wurde.
mend-about = Die beschädigte Datei bleibt auf diesem Rechner, außerhalb des Projektordners. Danach wird das Projekt neu geöffnet.
mend-do = Zurückholen
mend-done = { $file } ist wieder heil. Die beschädigte Datei liegt unter { $kept }.
mend-changed = { $file } wurde inzwischen geändert; bitte noch einmal nachsehen.
job-mending = Eine Datei wird zurückgeholt
