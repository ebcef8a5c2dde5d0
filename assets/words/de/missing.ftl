### Was in Annotationen fehlt oder nicht stimmt.

missing-confirm = Es gilt noch
missing-count =
    { $count ->
        [0] Nichts fehlt.
        [one] Eines fehlt oder passt nicht.
       *[other] { $count } Dinge fehlen oder passen nicht.
    }
missing-close = Schließen
missing-done-anyway = Trotzdem erledigt
missing-go-to-first = Zum ersten
missing-here = In diesem Artikel
missing-in-project = Im Projekt
missing-known-example = Das ist schon ein Beispiel der Kategorie
missing-missing = Fehlt
missing-next = Nächstes
missing-note = Hinweis
missing-nothing = In den eigenen Annotationen fehlt nichts
missing-nothing-more = Sonst fehlt nichts
missing-nothing-to-confirm = Seit dieser Markierung hat sich keine Definition geändert
missing-nothing-to-follow = Die eigenen Annotationen entsprechen dem Codebuch
missing-part = Was fehlt, unter dem Text
missing-previous = Voriges
missing-status =
    { $count ->
        [one] 1 fehlt
       *[other] { $count } fehlen
    }
missing-status-help =
    { $here ->
        [0] Nichts davon in diesem Artikel. Klicken zeigt alle
       *[other] { $here } davon in diesem Artikel. Klicken zeigt alle
    }
missing-title = Was fehlt
missing-title-done = Erledigt, obwohl etwas fehlt?
missing-wrong = Falsch
