### Alles markieren, was dasselbe sagt.

mark-all-title = Alle gleichen markieren
mark-all-what = { $quote } als { $tag }, mit allen Feldern
mark-all-whole-words = Ganze Wörter (Alt+W)
mark-all-match-case = Groß-/Kleinschreibung (Alt+C)
mark-all-endings = Auch andere Endungen (Alt+E)
mark-all-endings-help = Zu „Лавров“ auch „Лаврову“: das letzte Wort darf auf andere Buchstaben enden, höchstens drei
mark-all-in-article = In diesem Artikel ({ $count })
mark-all-in-project = Im Projekt ({ $count })
mark-all-in-project-so-far = Im Projekt ({ $count }, Suche läuft)
mark-all-looking = Suche: { $percent } %
mark-all-nothing = Hier sagt sonst nichts dasselbe, ohne markiert zu sein.
mark-all-left-out = ausgelassen: { $passage }
mark-all-locked =
    { $count ->
        [one] { $count } weitere steht in einer Datei, die sich nicht schreiben lässt, und bleibt, wie sie ist.
       *[other] { $count } weitere stehen in Dateien, die sich nicht schreiben lassen, und bleiben, wie sie sind.
    }
mark-all-most = Das sind die ersten { $count }: es gibt noch mehr.
mark-all-unticked = Nichts ist angekreuzt
mark-all-do = { $count } markieren
mark-all-do-so-far = { $count } bisher gefundene markieren
mark-all-keys = Leertaste kreuzt an, Tab wechselt vom Artikel zum Projekt, Eingabe markiert
