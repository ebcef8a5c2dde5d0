### Zeichen eines Textes, die man nicht sieht, und Anführungszeichen.

quoted = „{ $text }“
quoted-cut = „{ $text }…“

## Namen unsichtbarer Zeichen; sie stehen allein oder hinter einem Komma.

invisible-lre = Einbettung von links nach rechts
invisible-rle = Einbettung von rechts nach links
invisible-pdf = Ende einer Einbettung oder Überschreibung
invisible-lro = Überschreibung von links nach rechts
invisible-rlo = Überschreibung von rechts nach links
invisible-lri = Isolat von links nach rechts
invisible-rli = Isolat von rechts nach links
invisible-fsi = Isolat in der Richtung seines ersten Buchstabens
invisible-pdi = Ende eines Isolats
invisible-lrm = Links-nach-rechts-Marke
invisible-rlm = Rechts-nach-links-Marke
invisible-alm = arabische Buchstabenmarke
invisible-shy = weiches Trennzeichen
invisible-cgj = Graphemverbinder
invisible-hf = Hangul-Füllzeichen
invisible-mvs = mongolisches Vokaltrennzeichen
invisible-zwsp = breitenloses Leerzeichen
invisible-zwnj = breitenloser Nichtverbinder
invisible-zwj = breitenloser Verbinder
invisible-wj = Wortverbinder
invisible-bom = Bytereihenfolge-Marke
invisible-tag = verstecktes Tag-Zeichen
invisible-vs = Variantenwähler
invisible-hid = unsichtbares Zeichen
invisible-control = Steuerzeichen

## Wie viele davon ein Text hat.

invisible-directions = { $count } Richtungszeichen
invisible-some =
    { $count ->
        [one] { $count } unsichtbares Zeichen
       *[other] { $count } unsichtbare Zeichen
    }
invisible-others =
    { $count ->
        [one] { $count } weiteres unsichtbares Zeichen
       *[other] { $count } weitere unsichtbare Zeichen
    }
invisible-both = { $directions } und { $others }
