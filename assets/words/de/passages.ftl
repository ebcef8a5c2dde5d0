### Wörter in allen Artikeln, mit dem, was um sie steht.

passages-edit =
    { $count ->
        [one] Eine Textstelle als { $tag } markieren
       *[other] { $count } Textstellen als { $tag } markieren
    }
passages-title = In allen Artikeln suchen
passages-field = Wörter oder ein regulärer Ausdruck
passages-whole-words = Ganze Wörter (Alt+W)
passages-case = Groß-/Kleinschreibung (Alt+C)
passages-accents = Akzente (Alt+A)
passages-expression = Regulärer Ausdruck (Alt+R)
passages-everywhere = In allen Artikeln
passages-here = In diesem Artikel
passages-list = Textstellen
passages-empty = Hier eingeben, was gesucht wird.
passages-looking = Bisher { $count }; { $percent } % sind durchsucht.
passages-found =
    { $count ->
        [0] Nichts gefunden.
        [one] Eine Textstelle in einem Artikel.
       *[other] { $articles ->
            [one] { $count } Textstellen in einem Artikel.
           *[other] { $count } Textstellen in { $articles } Artikeln.
        }
    }
passages-most = Das sind die ersten { $count }: es gibt noch mehr.
passages-tagged = { $passage }, markiert als { $tags }
passages-ticked = angekreuzt: { $passage }
passages-tick-all = Alle ankreuzen
passages-tick-none = Keine ankreuzen
passages-tag = Kategorie für die angekreuzten Textstellen
passages-no-tags = Das Codebuch hat keine Kategorien
passages-unticked = Nichts ist angekreuzt
passages-tagging = Sie werden gerade markiert
passages-do = { $count } als { $tag } markieren
passages-go = Dorthin
passages-keys = Eingabe springt dorthin, Alt+Komma kommt zurück. In der Liste: Leertaste kreuzt an, Strg+A kreuzt alle an, die Taste einer Kategorie markiert, was angekreuzt ist.
