### Die Übereinstimmung.

title-picture = Das Bild speichern
agreement-title = Übereinstimmung
agreement-passages = Textstellen
agreement-back = Zurück zum Text
agreement-copy = Tabelle kopieren
agreement-picture = Bild speichern…
agreement-paper = Für eine Veröffentlichung
agreement-paper-about = Kopiert, wie die Zahlen entstanden sind, mit jeder Einstellung, und die Tabellen.
agreement-markdown = Markdown
agreement-latex = LaTeX
agreement-csv = CSV
agreement-paper-copied = Methode und Tabellen sind in der Zwischenablage
agreement-copied = Die Tabelle ist in der Zwischenablage
agreement-picture-at = Das Bild liegt in { $path }

agreement-comparing = Artikel werden verglichen: { $percent } %
agreement-making = { $measure } wird berechnet…
agreement-stopped = Angehalten: Die Zahlen können die von vorher sein.
agreement-stop = Anhalten
agreement-again = Neu vergleichen

## Worte vor Zahlen.

agreement-and = { $first } und { $last }
agreement-sentence =
    { $people }, { $articles ->
        [one] { $articles } Artikel
       *[other] { $articles } Artikel
    }: { $marks ->
        [0] Niemand hat etwas markiert.
        [one] Von { $marks } Stelle { $same ->
            [one] ist { $same }
           *[other] sind { $same }
        } identisch, { $edges ->
            [one] { $edges } weicht
           *[other] { $edges } weichen
        } an den Rändern ab, { $tag } in der Kategorie, { $both } in beidem, und { $whose ->
            [oneself] { $alone ->
                [one] { $alone } wurde nur bei einem der beiden Male gesetzt.
               *[other] { $alone } wurden nur bei einem der beiden Male gesetzt.
            }
           *[others] { $alone } hat nur eine von zwei Personen gesetzt.
        }
       *[other] Von { $marks } Stellen { $same ->
            [one] ist { $same }
           *[other] sind { $same }
        } identisch, { $edges ->
            [one] { $edges } weicht
           *[other] { $edges } weichen
        } an den Rändern ab, { $tag } in der Kategorie, { $both } in beidem, und { $whose ->
            [oneself] { $alone ->
                [one] { $alone } wurde nur bei einem der beiden Male gesetzt.
               *[other] { $alone } wurden nur bei einem der beiden Male gesetzt.
            }
           *[others] { $alone } hat nur eine von zwei Personen gesetzt.
        }
    }
agreement-over-pairs = Gezählt wird jedes Paar von Personen.
agreement-empty =
    { $count ->
        [one] In { $count } Artikel { $whose ->
            [oneself] wurde beide Male nichts markiert
           *[others] sind sich alle einig, dass es nichts zu markieren gibt
        }; er geht in keine Zahl ein.
       *[other] In { $count } Artikeln { $whose ->
            [oneself] wurde beide Male nichts markiert
           *[others] sind sich alle einig, dass es nichts zu markieren gibt
        }; sie gehen in keine Zahl ein.
    }
agreement-unfinished =
    { $count ->
        [one] { $count } Artikel bleibt außer Betracht: { $whose ->
            [oneself] Das erste oder das zweite Mal ist nicht erledigt.
           *[others] Zwei Personen haben ihn begonnen, aber nicht beide sind fertig.
        }
       *[other] { $count } Artikel bleiben außer Betracht: { $whose ->
            [oneself] Das erste oder das zweite Mal ist nicht erledigt.
           *[others] Zwei Personen haben sie begonnen, aber nicht beide sind fertig.
        }
    }
agreement-repeated =
    { $count ->
        [one] { $count } Markierung bleibt außer Betracht, weil dieselbe Person sie schon einmal gesetzt hat.
       *[other] { $count } Markierungen bleiben außer Betracht, weil dieselbe Person sie schon einmal gesetzt hat.
    }
agreement-no-interval = Intervalle fehlen: Sie brauchen mindestens fünf Artikel.

agreement-nobody = Noch lässt sich niemand vergleichen.
agreement-nobody-how = Dazu müssen zwei Personen denselben Artikel erledigt haben: Jede markiert ihn in einer Kopie dieses Projekts oder hier unter „Bearbeiter…“ und kennzeichnet ihn dann als erledigt. Erledigt ohne Markierung heißt, dass es nichts zu markieren gibt.
agreement-done-key = Mit { $key } wird ein Artikel als erledigt gekennzeichnet.
agreement-progress = { $name }: { $begun } in Arbeit, { $done } erledigt
agreement-too-few-chosen = Mindestens zwei Personen zum Vergleichen wählen.

agreement-alias = Person { $number }
agreement-person = { $name } vergleichen
agreement-unsure = Unsichere zählen
agreement-unsure-about = Ob auch Markierungen verglichen werden, bei denen sich die Person unsicher war.
agreement-trim = Leerraum am Rand zählt nicht
agreement-trim-about = Ob zwei Markierungen identisch sind, die sich nur im Leerraum an ihren Rändern unterscheiden.
agreement-more = Weitere Maße
agreement-more-chosen = Weitere Maße ({ $count })
agreement-by-week = Nach Wochen
agreement-by-month = Nach Monaten
agreement-by-round = Nach Runden
agreement-order = Geordnete Optionen
agreement-order-chosen = Geordnete Optionen ({ $count })
agreement-order-about = Felder, deren Optionen von einem Ende zum anderen führen, wie sie im Codebuch stehen. Für ihr α liegen Nachbarn näher als die Enden (ordinales α); die anderen Zahlen bleiben, wie sie sind.

## Die Klassen.

agreement-same = identisch
agreement-edges = andere Ränder
agreement-tag-differs = andere Kategorie
agreement-both = beides anders
agreement-only = nur { $name }
agreement-only-first = nur die erste von zweien
agreement-only-second = nur die zweite von zweien
agreement-same-about = Dieselbe Textstelle mit derselben Kategorie.
agreement-edges-about = Textstellen, die sich überschneiden, mit derselben Kategorie.
agreement-tag-differs-about = Dieselbe Textstelle mit einer anderen Kategorie.
agreement-both-about = Textstellen, die sich überschneiden, mit einer anderen Kategorie.
agreement-only-about = Nur auf einer Seite markiert: Auf der anderen gehört nichts dazu.

## Die Tabellen.

agreement-by-tag = Nach Kategorie
agreement-by-tag-about = Der niedrigste exakte F1 zuerst; ein Klick auf eine Spalte ordnet nach ihr, auf „Kategorie“ wie im Codebuch. Jede Zahl öffnet ihre Textstellen.
agreement-by-article = Nach Artikel
agreement-by-article-about = Artikel, mit denen mindestens zwei Personen fertig sind, oder eine Person zweimal. Ein Strich heißt, dass dort nichts markiert wurde.
agreement-by-pair = Nach Paar
agreement-by-pair-about = Über der Diagonale der exakte F1, darunter, mit wie vielen Artikeln beide fertig sind.
agreement-fields = Felder
agreement-fields-about = Was für Markierungen derselben Kategorie gewählt wurde, die zusammengehören, und für Artikel.
agreement-links = Verknüpfungen
agreement-links-about = Die Verknüpfungen beider Personen, nach Art.
agreement-confusion = Verwechslungen
agreement-confusion-about = Welche Kategorie die eine Person vergab, wo die andere welche vergab. Die Reihenfolge der beiden zählt nicht. Die Diagonale und der Rest sind jeweils für sich getönt.
agreement-course = Verlauf
agreement-course-about = Der exakte F1 der Artikel danach, wann zuletzt eine Markierung darin geändert wurde.
agreement-rounds-about = Der exakte F1 der Artikel jeder Runde, in der Reihenfolge der Runden, unter denen, die daran teilnehmen.
agreement-counting = Es wird gezählt…

agreement-tag = Kategorie
agreement-all-tags = Alle Kategorien
agreement-article = Artikel
agreement-articles = Artikel
agreement-people = Fertig
agreement-people-about = Wie viele Personen damit fertig sind, oder wie oft eine Person es ist.
agreement-marks = Markierungen
agreement-marks-about = Wie viele Markierungen alle Personen gesetzt haben.
agreement-marks-of = Wie viele Markierungen { $name } gesetzt hat.
agreement-classes = Textstellen
agreement-few = wenige
agreement-few-about = Weniger als { $count } Textstellen: Die Zahlen sagen wenig.
agreement-waits = …
agreement-week = Woche ab
agreement-month = Monat
agreement-round = Runde
agreement-field = Feld
agreement-compared = Verglichen
agreement-compared-about = Wie viele Paare von Markierungen oder Artikeln verglichen werden, über alle Paare von Personen.
agreement-percent = Anteil
agreement-percent-about = Der Anteil, bei dem zwei Personen dasselbe gewählt haben.
agreement-kappa = Cohens κ
agreement-kappa-about = Übereinstimmung über den Zufall hinaus, wobei jede Person eigene Gewohnheiten hat.
agreement-alpha = α
agreement-alpha-about = Krippendorffs α mit dem Abstand, der zum Feld passt: Mengen teilen Optionen, Zahlen sind nah oder fern.
agreement-ordered = geordnet
agreement-alpha-ordinal-about = Krippendorffs ordinales α: Optionen sind nah oder fern nach ihrer Reihenfolge im Codebuch; was offen blieb, gilt als fehlend.
agreement-ac1 = AC1
agreement-ac1-about = Gwets AC1: Übereinstimmung über den Zufall hinaus, die nicht darunter leidet, dass fast alle dasselbe wählen.
agreement-link = Verknüpfung
agreement-made = Anzahl
agreement-made-about = Wie viele Verknüpfungen beide Personen angelegt haben, über alle Paare von Personen.
agreement-aligned = F1 ausgerichtet
agreement-aligned-about = Verknüpfungen, deren Enden zusammengehören, von allen.
agreement-exact = F1 exakt
agreement-exact-about = Verknüpfungen, deren Enden identische Markierungen sind, von allen.
agreement-given = F1, Enden gegeben
agreement-given-about = Verknüpfungen, die gleich sind, von denen, deren Enden beide Personen markiert haben.
agreement-pairs-about = Über der Diagonale der exakte F1, darunter gemeinsame Artikel.
agreement-pair = { $first } und { $second }: { $articles } Artikel, F1 mit Überschneidung { $overlap }
agreement-cell = { $one } und { $other }: { $count } Textstellen
agreement-nothing = nichts

## Was über eine Zahl gesagt wird.

agreement-interval = 95 % von { $resamples } Ziehungen der Artikel: { $low } bis { $high }.
agreement-left-out = In { $count } davon war sie nicht definiert; diese sind weggelassen.
agreement-range = Unter den Paaren von Personen: { $low } bis { $high }.
agreement-mean = Mittel über die Artikel: { $mean }.
agreement-no-marks = Nicht definiert: Niemand hat etwas markiert.
agreement-no-alpha = Nicht definiert: Ohne markierten Text gibt es nichts, was abweichen könnte.
agreement-agreed-empty = Nicht definiert: Alle sind sich einig, dass es nichts zu markieren gibt.
agreement-no-number = Nicht definiert: Es gibt nichts, was abweichen könnte.
agreement-no-variation = Nicht definiert: Alle haben durchweg dasselbe gewählt, der Zufall allein käme ebenso weit.
agreement-no-links = Nicht definiert: Es gibt keine solche Verknüpfung.
agreement-not-by-tag = Nicht definiert: Dieses Maß gilt für alle Kategorien zusammen.

## Die Textstellen.

agreement-choose = Ein Klick auf eine Zahl oder die Eingabetaste führt hier die Textstellen dahinter auf.
agreement-show-all = Alle
agreement-show-differing = Verschieden
agreement-show-same = Gleich
agreement-looking = Die Textstellen werden gesucht…
agreement-no-passage = Keine Textstelle ist so.
agreement-none-here = Von dieser Art gibt es nichts zu vergleichen.
agreement-side = { $name }:
agreement-unsure-mark = { $tag }, unsicher
agreement-note = Notiz: { $note }
agreement-go = Dorthin
agreement-previous = Vorige
agreement-next = Nächste
agreement-gone = Diese Textstelle ist inzwischen weg
agreement-first = Dies ist die erste der Textstellen
agreement-last = Dies ist die letzte der Textstellen
agreement-at = Textstelle { $at } von { $count }
agreement-open-first = Zuerst „Übereinstimmung“ öffnen
agreement-none-listed = Zuerst unter „Übereinstimmung“ Textstellen aufführen
