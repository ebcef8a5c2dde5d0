### Characters of a text that cannot be seen, and quotation marks.

quoted = “{ $text }”
quoted-cut = “{ $text }…”

## Names of invisible characters; each may stand alone or behind a comma.

invisible-lre = left-to-right embedding
invisible-rle = right-to-left embedding
invisible-pdf = end of an embedding or override
invisible-lro = left-to-right override
invisible-rlo = right-to-left override
invisible-lri = left-to-right isolate
invisible-rli = right-to-left isolate
invisible-fsi = isolate in the direction of its first letter
invisible-pdi = end of an isolate
invisible-lrm = left-to-right mark
invisible-rlm = right-to-left mark
invisible-alm = Arabic letter mark
invisible-shy = soft hyphen
invisible-cgj = combining grapheme joiner
invisible-hf = Hangul filler
invisible-mvs = Mongolian vowel separator
invisible-zwsp = zero-width space
invisible-zwnj = zero-width non-joiner
invisible-zwj = zero-width joiner
invisible-wj = word joiner
invisible-bom = byte order mark
invisible-tag = hidden tag
invisible-vs = variation selector
invisible-hid = invisible character
invisible-control = control character

## How many of them a text has.

invisible-directions =
    { $count ->
        [one] { $count } direction control
       *[other] { $count } direction controls
    }
invisible-some =
    { $count ->
        [one] { $count } invisible character
       *[other] { $count } invisible characters
    }
invisible-others =
    { $count ->
        [one] { $count } other invisible character
       *[other] { $count } other invisible characters
    }
invisible-both = { $directions } and { $others }
