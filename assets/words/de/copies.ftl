### Kopien: Artikel, die fast gleich sind.

copies-edit =
    { $count ->
        [one] { $count } Markierung nach „{ $title }“ übertragen
       *[other] { $count } Markierungen nach „{ $title }“ übertragen
    }
copies-no-place = sie wurde aus „{ $title }“ übertragen, und der Text ist hier an dieser Stelle anders
copies-edit-all =
    { $count ->
        [one] { $count } Markierung auf Kopien übertragen
       *[other] { $count } Markierungen auf Kopien übertragen
    }
copies-title = Markierungen auf Kopien übertragen
copies-what = Artikel, die fast gleich „{ $title }“ sind
copies-about = Eigene Markierungen kommen dorthin, wo ihre Wörter und die um sie herum dieselben sind. Andere warten in der Kopie ohne Stelle auf eine Entscheidung.
copies-looking = Suche: { $percent } %
copies-none = Kein anderer Artikel ist fast gleich.
copies-left-out = ausgelassen: { $title }
copies-alike = { $percent } % gleich
copies-placed =
    { $count ->
        [one] { $count } Markierung
       *[other] { $count } Markierungen
    }
copies-waiting = { $count } ohne sichere Stelle
copies-there = { $count } schon da
copies-links =
    { $count ->
        [one] { $count } Verknüpfung ohne Ziel
       *[other] { $count } Verknüpfungen ohne Ziel
    }
copies-locked =
    { $count ->
        [one] { $count } weitere kann nicht geschrieben werden und bleibt, wie sie ist.
       *[other] { $count } weitere können nicht geschrieben werden und bleiben, wie sie sind.
    }
copies-still-looking = Die Suche nach Kopien läuft noch
copies-nothing = Es gibt nichts zu übertragen
copies-do =
    { $count ->
        [one] { $count } Markierung übertragen
       *[other] { $count } Markierungen übertragen
    }
copies-keys = Leertaste wählt, Eingabe überträgt
