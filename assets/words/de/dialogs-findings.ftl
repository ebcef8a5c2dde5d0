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
