### Was zu dem gesagt wird, was in einem Artikel getan wurde, und warum etwas nicht ging.

## Auswählen und markieren.

act-no-passage =
    { $where ->
        [behind] Dahinter
       *[before] Davor
    } gibt es { $what ->
        [name] keinen unmarkierten Namen
        [quotation] kein unmarkiertes Zitat
        [clause] keinen Teilsatz
       *[sentence] keinen Satz
    } mehr
act-nothing-again = Es wurde noch nichts markiert, was sich wiederholen ließe
act-only-space = In der Auswahl sind nur Leerzeichen
act-has-tag = Dieser Text hat diese Kategorie schon
act-out-of-view = Die gewählte Annotation war nicht zu sehen; noch einmal drücken, um ihre Kategorie zu ändern
act-select-first = Zuerst Text auswählen, oder eine Annotation wählen, um ihre Kategorie zu ändern
act-piece-of-what = Zuerst eine Annotation wählen: der Text wird zu einem weiteren Teil davon
act-annotation-smallest = Kleiner kann die Annotation nicht werden
act-selection-smallest = Kleiner kann die Auswahl nicht werden
act-all-filled = Alle Felder und Verknüpfungen dieser Annotation sind ausgefüllt

## Der Pinsel.

act-brush-down = Der Pinsel ist weggelegt
act-brush-of-what = Zuerst eine Annotation wählen: der Pinsel nimmt ihre Kategorie
act-brush = Der Pinsel markiert als { $tag }: Text auswählen oder die Leertaste drücken

## Kopieren mit Quellenangabe.

act-copied = Kopiert
act-copied-citation = Mit Quellenangabe kopiert
cite-paragraph = Absatz { $number }
cite-paragraphs = Absätze { $first }–{ $last }
cite-characters = Zeichen { $start }–{ $end }

## Wörter finden.

act-link-first = Zuerst die Verknüpfung fertigstellen, oder sie mit Escape verlassen
act-found = „{ $words }“: { $place }
act-found-over-end = „{ $words }“: { $place }, über das Ende des Texts hinaus
act-looking = „{ $words }“ wird gesucht…
act-type-words = Eingeben, was gesucht wird
act-not-found = „{ $words }“ kommt in diesem Artikel nicht vor
act-no-word-near = In der Nähe beginnt kein Wort mit { $letters }
act-no-word-behind = Dahinter beginnt kein Wort mit { $letters }

## Verknüpfungen.

act-no-link = Die Annotation hat keine Verknüpfung
act-no-own-link = Die Annotation hat keine eigene Verknüpfung
act-links = Verknüpfungen
act-links-here = Verknüpfungen an dieser Stelle
act-link-this = { $label } dies:
act-link-not-from = „{ $label }“ geht nicht von { $tag } aus
act-no-link-from = Das Codebuch hat keine Verknüpfung, die von { $tag } ausgeht
act-link-not-there = Dorthin kann die Verknüpfung nicht führen: Escape verlässt sie
act-which-elsewhere = Welche Verknüpfung führt anderswohin?
act-which-round = Welche Verknüpfung wird umgekehrt?
edit-and-linked = { $what }, verknüpft

## Annotationen an einer Stelle, und die von Kollegen.

act-none-here = Hier ist keine Annotation
act-here = Annotationen an dieser Stelle
act-none-at-caret = Am Cursor ist keine Annotation
act-none-in-article = In diesem Artikel ist noch keine Annotation
act-last = Das ist die letzte Annotation
act-first = Das ist die erste Annotation
act-colleagues = Kollegen
act-colleagues-shown = Die Annotationen der Kollegen werden gezeigt
act-own-shown = Nur die eigenen Annotationen werden gezeigt
act-no-colleagues = Sonst annotiert niemand in diesem Projekt
act-colleague =
    { $shown ->
        [yes] gezeigt
       *[no] nicht gezeigt
    }, { $count ->
        [one] { $count } Annotation
       *[other] { $count } Annotationen
    } hier

## Annotationen ohne Stelle.

act-all-placed = Jede Annotation hat ihre Stelle
act-last-lost = Das ist die letzte Annotation ohne Stelle
act-first-lost = Das ist die erste Annotation ohne Stelle
act-no-proposal = Diesen Vorschlag gibt es nicht: die Stelle im Text auswählen

## Von Ort zu Ort.

act-nowhere-back = Weiter zurück geht es nicht
act-nowhere-forward = Weiter nach vorn geht es nicht
act-bookmark-gone = Das Lesezeichen ist entfernt
act-bookmarked = Lesezeichen gesetzt
act-no-bookmark = Es gibt noch kein Lesezeichen: „{ command-toggle-bookmark }“ setzt eines
act-bookmarks = Lesezeichen
act-in-no-tab = Der Artikel ist in keinem Reiter mehr
act-in-tab = Der Artikel bleibt in einem Reiter
act-no-tab = Es gibt keinen anderen Reiter: „{ command-toggle-tab }“ macht einen
act-one-article = Ein Artikel wird gezeigt
act-two-articles = Zwei Artikel werden gezeigt: „{ command-other-side }“ wechselt vom einen zum anderen
act-no-other-side = Ein Artikel wird gezeigt: „{ command-split }“ zeigt einen zweiten
act-last-article = Das ist der letzte Artikel der Liste
act-first-article = Das ist der erste Artikel der Liste

## Wie alles aussieht.

look-text-size = Textgröße { $size }
look-zoom = Zoom { $percent } %
look-high-contrast = Hoher Kontrast
look-usual-contrast = Üblicher Kontrast
look-invisible-hidden = Unsichtbare Zeichen sind wieder ausgeblendet
look-invisible-none = Unsichtbare Zeichen werden gezeigt; dieser Text hat keine
look-invisible = Unsichtbare Zeichen werden gezeigt; dieser Text hat { $count }
look-asks = Nach Fehlendem wird gefragt, sobald etwas markiert wurde
look-asks-not = Fehlendes wird auf später verschoben
act-blind-round = Die Runde „{ $name }“ ist blind, bis alle fertig sind
