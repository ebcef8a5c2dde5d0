### Die Tabelle der Annotationen.

listed-title = Annotationen
listed-annotation = Annotation
listed-here = Nur dieser Artikel
listed-recode = Umkodieren…
listed-help = Hilfe zu Filtern
listed-back = Zurück zum Text
listed-filter = Annotationen filtern
listed-hint = tag:claim unsure "Wörter des Textes"…
listed-proposals = Vorschläge
listed-attribute = Feld
listed-link = Verknüpfung
listed-count =
    { $count ->
        [one] { $count } Annotation
       *[other] { $count } Annotationen
    }
listed-count-so-far =
    { $count ->
        [one] { $count } Annotation bisher…
       *[other] { $count } Annotationen bisher…
    }
listed-looking = Wird durchgesehen…
listed-unreadable = Solange sich der Filter nicht lesen lässt, wird nichts aufgeführt.
listed-empty = Noch ist nichts annotiert. Hier steht, was in den Artikeln markiert wird.
listed-nothing = Keine Annotation passt zum Filter. Etwas aus ihm herausnehmen; wie man einen schreibt, steht unter „Hilfe zu Filtern“.
listed-article = Artikel
listed-tag = Kategorie
listed-text = Text
listed-attributes = Felder
listed-links = Verknüpfungen
listed-annotator = Von
listed-changed = Geändert
listed-sort = Nach { $column } ordnen
listed-sorted = Nach { $column } geordnet
listed-sorted-backwards = Nach { $column } geordnet, rückwärts
listed-unsure = unsicher
listed-unsure-field = Unsicher
listed-note = Notiz
listed-gone = Sie ist gelöscht worden
listed-choose = In der Tabelle eine Annotation wählen.
listed-go = Dorthin
listed-of-others = Diese Annotation kann nur { $name } ändern.
listed-unlink = Verknüpfung { $label } { $name } entfernen
listed-still-looking = Die Annotationen werden noch durchgesehen
listed-open-first = Zuerst die Tabelle der Annotationen öffnen
listed-none-listed = Keine Annotation ist aufgeführt
listed-saved = Gespeicherte Filter…
listed-strays =
    { $count ->
        [one] · { $count } weitere, eben geändert, passt nicht mehr
       *[other] · { $count } weitere, eben geändert, passen nicht mehr
    }
listed-look-again = Neu suchen
listed-stray = passt nicht mehr zum Filter
listed-unplaced = ohne Stelle
listed-lost = Sie hat keine Stelle im Text: { $why }
listed-place-first = Zuerst entscheiden, wohin sie gehört.
listed-decide = Über ihre Stelle entscheiden
listed-add-link = Verknüpfung hinzufügen: { $label }
