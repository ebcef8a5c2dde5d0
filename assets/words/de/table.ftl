### Die Tabelle der Annotationen.

table-title = Annotationen
table-annotation = Annotation
table-here = Nur dieser Artikel
table-recode = Umkodieren…
table-help = Filter
table-back = Zurück zum Text
table-filter = Annotationen filtern
table-hint = tag:claim unsure "Wörter des Textes"…
table-proposals = Vorschläge
table-attribute = Merkmal
table-link = Verknüpfung
table-count =
    { $count ->
        [one] { $count } Annotation
       *[other] { $count } Annotationen
    }
table-count-so-far =
    { $count ->
        [one] { $count } Annotation bisher…
       *[other] { $count } Annotationen bisher…
    }
table-looking = Wird durchgesehen…
table-unreadable = Solange sich der Filter nicht lesen lässt, wird nichts aufgeführt.
table-empty = Noch ist nichts annotiert. Hier steht, was in den Artikeln markiert wird.
table-nothing = Keine Annotation ist so. Etwas aus dem Filter nehmen; wie man einen schreibt, steht unter „Filter“.
table-article = Artikel
table-tag = Kategorie
table-text = Text
table-attributes = Merkmale
table-links = Verknüpfungen
table-annotator = Von
table-column-changed = Geändert
table-sort = Nach { $column } ordnen
table-sorted = Nach { $column } geordnet
table-sorted-backwards = Nach { $column } geordnet, rückwärts
table-unsure = unsicher
table-unsure-field = Unsicher
table-note = Notiz
table-gone = Sie ist gelöscht worden
table-choose = In der Tabelle eine Annotation wählen.
table-go = Dorthin
table-of-others = Diese Annotation kann nur { $name } ändern.
table-unlink = Verknüpfung { $label } { $name } entfernen
table-still-looking = Die Annotationen werden noch durchgesehen
table-open-first = Zuerst die Tabelle der Annotationen öffnen
table-none-listed = Keine Annotation ist aufgeführt
