### Textmarker: Wörter, die in den Texten farbig hinterlegt sind.

highlighters-one = Textmarker
highlighters-twice = Die Kennung { $id } haben zwei Textmarker. Einer muss anders heißen.
highlighters-broken = Der Textmarker „{ $name }“ findet nichts: { $why } Er bleibt, wie er ist.

# Namen von Änderungen.
highlighters-edit-add = Textmarker „{ $name }“ hinzufügen
highlighters-edit-change = Textmarker „{ $name }“ ändern
highlighters-edit-remove = Textmarker „{ $name }“ entfernen
highlighters-edit-move = Textmarker „{ $name }“ verschieben

# Die Datei mit Wörtern.
words-unread = { $file } lässt sich nicht lesen: { $why }
words-large = { $file } hat mehr als ein Megabyte und ist keine Wortliste. Nichts wurde hinzugefügt.
words-none = In { $file } stehen keine Wörter.
words-many = { $file } hat mehr als { $most } Wörter. Nichts wurde hinzugefügt.

# Die Liste.
highlighters-title = Textmarker
highlighters-about = Was sie finden, ist im Text jedes Artikels zart hinterlegt und dünn umrandet. Es ist keine Annotation: nichts davon wird gezählt oder exportiert.
highlighters-none = Noch gibt es keine Textmarker. Ein Textmarker macht Wörter, etwa Ortsnamen, oder einen regulären Ausdruck auf einen Blick sichtbar.
highlighters-add = Textmarker hinzufügen…
highlighters-shown = „{ $name }“ zeigen
highlighters-edit = Bearbeiten
highlighters-edit-named = „{ $name }“ bearbeiten
highlighters-show = Ansehen
highlighters-show-named = „{ $name }“ ansehen
highlighters-up-named = „{ $name }“ nach oben
highlighters-down-named = „{ $name }“ nach unten
highlighters-remove-named = „{ $name }“ entfernen
highlighters-is-first = Das ist der erste
highlighters-is-last = Das ist der letzte
highlighters-words =
    { $count ->
        [one] Ein Wort: { $words }
       *[other] { $count } Wörter: { $words }
    }
highlighters-expression = Ausdruck: { $expression }
highlighters-hidden = Textmarker sind gerade ausgeblendet: „Textmarker zeigen“ im Menü Ansicht ({ $key }) blendet sie wieder ein.

# Einer davon.
highlighter-new = Neuer Textmarker
highlighter-change = Textmarker
highlighter-color = Farbe
highlighter-looks-for = Sucht nach
highlighter-words = Wörtern
highlighter-words-field = Wörter oder Wendungen, je eine Zeile
highlighter-expression = Einem regulären Ausdruck
highlighter-expression-field = Regulärer Ausdruck
highlighter-file = Wörter aus einer Datei…
highlighter-file-title = Eine Textdatei mit einem Wort je Zeile
highlighter-came =
    { $count ->
        [0] Alle Wörter der Datei waren schon da.
        [one] Ein Wort kam hinzu.
       *[other] { $count } Wörter kamen hinzu.
    }
highlighter-whole = Ganze Wörter
highlighter-case = Groß-/Kleinschreibung
highlighter-case-help = Große und kleine Buchstaben sind verschieden
highlighter-accents = Akzente
highlighter-accents-help = „é“ und „e“ sind verschieden
highlighter-accents-always = In einem regulären Ausdruck zählen Akzente immer
highlighter-counting = Wird gezählt…
highlighter-count =
    { $count ->
        [0] Keine Stelle im offenen Artikel.
        [one] Eine Stelle im offenen Artikel.
       *[other] { $count } Stellen im offenen Artikel.
    }
highlighter-save = Speichern
highlighter-nameless = Ein Name fehlt
highlighter-wait = Wird noch geprüft
highlighter-unfit = Danach kann nicht gesucht werden
toggle-highlighters-on = Textmarker sind eingeblendet
toggle-highlighters-off = Textmarker sind ausgeblendet
