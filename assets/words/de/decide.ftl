### Vergleichen und Entscheiden, der Posteingang, Kommentare.

## Die Ansicht der Fälle.

decide-title = Annotationen aller
decide-cases = Fälle
decide-by-rule = Nach einer Regel: { $rule }
decide-somebody = Jemand
decide-common = Bei allen gleich
decide-gold-lane = Gold: wie im Text markiert
decide-comparing = Die Annotationen werden verglichen…
decide-blind = Die Runde „{ $name }“ ist blind: Was die anderen markiert haben, ist zu sehen, sobald alle mit allen ihren Artikeln fertig sind.
decide-no-cases = Es gibt nichts zu vergleichen: In diesem Artikel hat niemand etwas markiert.
decide-none-shown = Kein solcher Fall.
decide-no-place = (nicht mehr im Text)
decide-marks-gone = Die Annotationen sind weg
decide-only = Nur { $name }
decide-ticked =
    { $articles ->
        [one] { $count ->
            [one] 1 Fall ist für eine Regel angekreuzt
           *[other] { $count } Fälle sind für eine Regel angekreuzt
        }
       *[other] { $count } Fälle in { $articles } Artikeln sind für eine Regel angekreuzt
    }
decide-untick = Alle Kreuze entfernen
decide-progress =
    { $count ->
        [one] { $decided } von 1 Fall entschieden
       *[other] { $decided } von { $count } Fällen entschieden
    }
decide-progress-all =
    { $articles ->
        [one] Im ganzen Projekt: { $decided } von { $count }, in 1 Artikel
       *[other] Im ganzen Projekt: { $decided } von { $count }, in { $articles } Artikeln
    }
decide-signed = Goldebene abgezeichnet von { $name }, { $when }
decide-signed-before = Abgezeichnet von { $name }, { $when }; seither hat sich etwas geändert
decide-show-all = Entschieden oder nicht
decide-show-to-do = Zu entscheiden
decide-show-again = Noch einmal anzusehen
decide-show-decided = Entschieden
decide-by-state = Fälle nach Stand
decide-by-tag = Fälle nach Kategorie
decide-by-person = Fälle nach Person
decide-every-tag = Jede Kategorie
decide-everybody = Alle
decide-undecided = Nicht entschieden
decide-left-open = Offen gelassen
decide-decided = Entschieden
decide-reopened = Seither geändert
decide-contested = Angefochten
decide-head = { $kind } · Fall { $at } von { $count } · { $state }
decide-changed = { $name } hat die Annotation seither geändert: { $tag }
decide-gone = { $name } hat seither eine Annotation entfernt
decide-came = { $name } hat seither etwas markiert: { $tag }
decide-contested-by = { $name } ficht das an: { $words }
decide-was-decided = { $verdict } – { $name }, { $when }
decide-reason = Warum
decide-no-reason = kein Grund
decide-words = Warum, in Worten
decide-words-hint = in eigenen Worten
decide-last = Das ist der letzte Fall der Liste
decide-first = Das ist der erste Fall der Liste
decide-no-other = Kein anderer Artikel hat offene Fälle
decide-no-gold-to-move = Zu diesem Fall gibt es keine einzelne Annotation der Goldebene, deren Enden sich versetzen ließen: Erst entscheiden.
decide-no-option = Auf der Karte steht dort nichts
decide-nothing-to-sign = Es gibt noch keine Goldebene: zuerst einen Fall entscheiden
decide-sign-left =
    { $count ->
        [one] Ein Fall ist noch zu entscheiden, vor dem Abzeichnen
       *[other] { $count } Fälle sind noch zu entscheiden, vor dem Abzeichnen
    }

## Nach einer Regel entscheiden.

bulk-title = Nach einer Regel entscheiden
bulk-rule = Regel
bulk-all-agree = Was alle gleich markiert haben
bulk-majority = Was mehr als die Hälfte gleich markiert hat
bulk-annotator = Wie bei { $name }
bulk-where = Wo
bulk-here = In diesem Artikel
bulk-everywhere = In allen Artikeln
bulk-counting = Es wird gezählt…
bulk-taken =
    { $count ->
        [one] 1 Annotation kommt in die Goldebene
       *[other] { $count } Annotationen kommen in die Goldebene
    }
bulk-nothing-here =
    { $count ->
        [one] In 1 Fall ist nichts zu markieren
       *[other] In { $count } Fällen ist nichts zu markieren
    }
bulk-fields =
    { $count ->
        [one] 1 Feld eines Artikels bekommt einen Wert
       *[other] { $count } Felder von Artikeln bekommen einen Wert
    }
bulk-left =
    { $count ->
        [one] 1 Fall bleibt: Die Regel sagt nichts zu ihm
       *[other] { $count } Fälle bleiben: Die Regel sagt nichts zu ihnen
    }
bulk-decided =
    { $count ->
        [one] 1 Fall ist schon entschieden und bleibt es
       *[other] { $count } Fälle sind schon entschieden und bleiben es
    }
bulk-open =
    { $count ->
        [one] 1 Fall muss ein Mensch ansehen; er bleibt
       *[other] { $count } Fälle muss ein Mensch ansehen; sie bleiben
    }
bulk-one-step = Einmal „Rückgängig“ nimmt alles zurück.
bulk-do = Entscheiden
bulk-nothing = Die Regel entscheidet hier nichts

## Etwas anderes ist richtig.

edit-case-title = Etwas anderes ist richtig
edit-case-tag = Kategorie
edit-case-extent = Textstelle
edit-case-start-back = Anfang ein Wort zurück
edit-case-start-forward = Anfang ein Wort weiter
edit-case-end-back = Ende ein Wort zurück
edit-case-end-forward = Ende ein Wort weiter
edit-case-links = Verknüpfungen
edit-case-decide = So entscheiden

## Regeln der Prüfung.

review-rules-title = Regeln der Prüfung
review-rules-hide = Prüfende sehen Buchstaben statt Namen
review-rules-shuffle = In jedem Artikel eine andere Reihenfolge
review-rules-blind-help = Mit beidem verrät weder Name noch Farbe noch Platz, von wem eine Annotation ist.
review-rules-reasons = Gründe, einer je Zeile
review-rules-reasons-help = Sie werden bei jeder Entscheidung angeboten. Wird einer hier entfernt, behalten ihn die Entscheidungen, die ihn haben.
review-rules-usual = Ränder | Falsche Kategorie | Übersehen | Nicht zu markieren | Richtlinien unklar | Text mehrdeutig

## Eine Regel aus Fällen.

guideline-title = Regel daraus machen
guideline-heading = Überschrift
guideline-rule = Die Regel
guideline-examples = Beispiele
guideline-list = Auflisten, welche Annotationen sie betrifft
guideline-list-help = Alle Annotationen dieser Kategorien kommen in die Tabelle der Annotationen, für einen zweiten Blick.
guideline-empty = Überschrift und Regel werden gebraucht
guideline-save = In die Richtlinien aufnehmen
guideline-edit = Die Regel „{ $title }“ in die Richtlinien aufnehmen
guideline-of = Für { $tags }; aus entschiedenen Fällen, { $day }
guideline-example = { $text } → { $verdict } – { $title }

## Der Posteingang.

inbox-title = Was über meine Annotationen entschieden wurde
inbox-letter = Die gewählte Entscheidung
inbox-head =
    { $count ->
        [0] { $name }: alles ist beantwortet
        [one] { $name }: 1 Entscheidung zu beantworten
       *[other] { $name }: { $count } Entscheidungen zu beantworten
    }
inbox-only-new = Nur die ohne Antwort
inbox-none = Nichts wurde anders entschieden, als es markiert war.
inbox-choose = Eine Entscheidung in der Liste wählen.
inbox-mine = Meine Annotation
inbox-final = Was richtig ist
inbox-why = Warum
inbox-no-why = Niemand hat gesagt, warum.
inbox-decided = { $name }, { $when }
inbox-became = { $mine } → { $made }
inbox-accepted = Angenommen
inbox-contested = Angefochten

## Kommentare.

comment-title = Kommentar
comment-reply-title = Antwort
comment-contest-title = Entscheidung anfechten
comment-words = Was zu sagen ist
comment-empty = Es ist noch nichts geschrieben
comment-save = Abschicken
comment-gone = Das, worauf dies antwortet, ist nicht mehr da. Zum Behalten die Worte kopieren.
comment-decision-gone = Hier wurde inzwischen neu entschieden. Bitte erst die neue Entscheidung ansehen.
comments-title = Gespräche
comments-thread = Das gewählte Gespräch
comments-head =
    { $count ->
        [0] Kein Gespräch ist offen
        [one] 1 Gespräch ist offen
       *[other] { $count } Gespräche sind offen
    }
comments-all = Auch die abgeschlossenen
comments-none = Es gibt keine Kommentare.
comments-choose = Ein Gespräch in der Liste wählen.
comments-line =
    { $count ->
        [one] { $name }, { $when }
       *[other] { $name }, { $count } Kommentare, zuletzt { $last }, { $when }
    }
comments-resolved = Abgeschlossen
comments-article = Zum Artikel
comments-passage = Zur Textstelle „{ $text }“
comments-mark = Zur Annotation „{ $text }“
comments-decision = Zur Entscheidung über „{ $text }“
comments-gone = Zu etwas, das weg ist
threads-heading = Kommentare
threads-reply = Antworten…
threads-resolve = Abschließen
threads-reopen = Wieder öffnen
threads-was-resolved = Abgeschlossen
threads-was-reopened = Wieder geöffnet

## Gold im Inspektor.

inspector-origin = Woher sie kommt
inspector-no-origin = Keine Entscheidung sagt es.
inspector-made-of = Aus den Annotationen von { $names }
inspector-decided-by = Entschieden von { $name }, { $when }

## Das Handbuch.

manual-reviewing-title = Prüfen
