### Die Leute des Projekts: was sie getan haben, wer was bearbeitet, Runden.

team-title = Die Beteiligten
team-member = Die gewählte Person
team-none = Noch hat niemand etwas bearbeitet.
team-assigned =
    { $count ->
        [0] Kein Artikel ist jemandem zugeteilt
        [one] 1 von { $all } Artikeln ist zugeteilt
       *[other] { $count } von { $all } Artikeln sind zugeteilt
    }
team-of-assigned =
    { $count ->
        [one] { $done } von 1 zugeteilten Artikel fertig
       *[other] { $done } von { $count } zugeteilten Artikeln fertig
    }
team-done = { $done } erledigt, { $begun } in Arbeit
team-annotations =
    { $count ->
        [one] 1 Annotation
       *[other] { $count } Annotationen
    }
team-decided =
    { $count ->
        [one] 1 Entscheidung
       *[other] { $count } Entscheidungen
    }
team-decisions =
    { $count ->
        [one] 1 Entscheidung; abgezeichnete Goldebenen: { $signed }
       *[other] { $count } Entscheidungen; abgezeichnete Goldebenen: { $signed }
    }
team-time = Etwa { $hours } h { $minutes } min Bearbeitung
team-little-time = Weniger als eine Minute Bearbeitung
team-time-help = Nach den Zeiten, zu denen Annotationen gemacht und zuletzt geändert wurden, ohne Pausen von mehr als fünf Minuten.
team-last = Zuletzt markiert { $when }
team-kept =
    { $count ->
        [one] 1 Fall entschieden: in { $share } % davon so, wie diese Person markiert hat
       *[other] { $count } Fälle entschieden: in { $share } % davon so, wie diese Person markiert hat
    }
team-lately = In den letzten { $articles } Artikeln { $share } %{ $interval }, davor { $before } %
team-interval = ({ $low } bis { $high })
team-is-down = Die letzten Artikel liegen unter dem, was vorher üblich war. Sehen Sie an, was anders entschieden wurde, und sprechen Sie darüber.
team-kept-help = In der Reihenfolge, in der die Artikel markiert wurden, und nach dem, was markiert war, als entschieden wurde. Im Intervall liegen 95 von 100 Ziehungen von Artikeln.
team-kept-help-whole = Nach dem, was markiert war, als entschieden wurde.
team-otherwise-whole =
    { $count ->
        [one] 1 Fall wurde anders entschieden
       *[other] { $count } Fälle wurden anders entschieden
    }
team-otherwise =
    { $count ->
        [one] 1 Fall der letzten Artikel wurde anders entschieden
       *[other] { $count } Fälle der letzten Artikel wurden anders entschieden
    }
team-nothing = nichts
team-articles =
    { $count ->
        [0] Keine Artikel
        [one] 1 Artikel
       *[other] { $count } Artikel
    }
team-more =
    { $count ->
        [one] und 1 weiterer
       *[other] und { $count } weitere
    }
team-not-assigned = { $status } · nicht zugeteilt
team-round-remove = Entfernen
team-round-remove-named = Runde „{ $name }“ entfernen
team-blind = blind
team-open-round = offen
team-round-done = { $name } ({ $kind }): { $people } Personen sind mit allen Artikeln fertig ({ $articles })
team-round-left =
    { $count ->
        [one] { $name } ({ $kind }): 1 Ebene fehlt noch, von { $names }
       *[other] { $name } ({ $kind }): { $count } Ebenen fehlen noch, von { $names }
    }

assign-title = Artikel zuteilen
assign-people = Wer bearbeitet
assign-overlap = Von hundert Artikeln so viele an mehrere
assign-each = Diese an je so viele Personen
assign-even = Gleichmäßig nach
assign-by-source = Quellen
assign-by-month = Monaten
assign-by-nothing = Nichts
assign-seed = Startzahl
assign-seed-help = Dieselbe Startzahl lost dasselbe aus.
assign-anew = Auch Artikel neu auslosen, die schon zugeteilt sind
assign-preview =
    { $count ->
        [one] 1 Artikel wird zugeteilt, davon an mehrere: { $shared }
       *[other] { $count } Artikel werden zugeteilt, davon an mehrere: { $shared }
    }
assign-load = { $name }: { $count }
assign-nothing = Es ist nichts zuzuteilen
assign-do = Zuteilen

round-title = Eine Runde der Bearbeitung
round-usual = Runde { $number }
round-open = Der offene Artikel
round-assigned = Artikel, die allen zugeteilt sind
round-fresh = Artikel, mit denen niemand begonnen hat
round-all = Alle Artikel
round-articles = Artikel
round-count =
    { $count ->
        [one] 1 Artikel
       *[other] { $count } Artikel
    }
round-blind = Blind: niemand sieht, was die anderen markieren, bis alle fertig sind
round-blind-help = Ein Artikel ist fertig, wenn er als „Erledigt“ gekennzeichnet ist.
round-nameless = Ein Name wird gebraucht
round-few = Zwei Personen werden gebraucht
round-none = Es gibt keinen solchen Artikel
round-do = Runde beginnen
