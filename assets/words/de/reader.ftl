### Die Fläche mit dem Artikel: wie ihre Markierungen und Verknüpfungen heißen.

reader-article = Artikel
reader-mark = { $words }: „{ $text }“
reader-unsure = unsicher
reader-with-note = mit Notiz
reader-incomplete = unvollständig
reader-unknown-tag = Unbekannte Kategorie { $tag }
reader-unknown-entity = unbekannter Eintrag { $entity }
reader-annotation-gone = eine Annotation, die es nicht mehr gibt

## Verknüpfungen und Teile.

reader-piece = Teil { $number } von { $count }
reader-link-this = { $link } dies
reader-link-from = { $name } { $link } dies
reader-link-of = { $link }, Verknüpfung von { $mark }
reader-links-here = { $count } Verknüpfungen hier: { $links }
reader-go-above = Nach oben zu { $place }
reader-go-below = Nach unten zu { $place }
reader-links-above =
    { $count ->
        [one] { $count } weitere Verknüpfung führt nach oben
       *[other] { $count } weitere Verknüpfungen führen nach oben
    }
reader-links-below =
    { $count ->
        [one] { $count } weitere Verknüpfung führt nach unten
       *[other] { $count } weitere Verknüpfungen führen nach unten
    }

## Zeichen, die man nicht sieht.

reader-invisible = { $count ->
        [one] Unsichtbares Zeichen
       *[other] Unsichtbare Zeichen
    }: { $names }
reader-invisible-more = { $count ->
        [one] Unsichtbares Zeichen
       *[other] Unsichtbare Zeichen
    }: { $names }; und { $more } weitere
