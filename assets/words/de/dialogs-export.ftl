### Wohin die Annotationen gehen, in welchem Format.

export-title = Exportieren
export-format = Format
export-file = Datei
export-replaces = Diese Datei gibt es schon. Der Export ersetzt sie.
export-whose = Wessen Annotationen
export-everybody = Alle
export-gold = Die Goldebene
export-all-layers = Alle und die Goldebene
export-blind = Eine blinde Runde ist nicht vorbei: Von ihren Artikeln werden nur die eigenen Annotationen exportiert.
export-names-hidden = Namen sind in diesem Projekt verborgen, und in der Datei steht, von wem jede Annotation ist: Darum wird sie hier nicht gezeigt.
export-do = Exportieren
title-export = Exportieren nach
export-no-path = Den Pfad einer Datei angeben
export-no-whole-path = Den vollständigen Pfad der Datei angeben
export-into-folder = Das ist ein Ordner: den Namen einer Datei darin angeben
export-to-folder = Ordner
export-there-already = Etwas dieses Namens gibt es schon: einen anderen Namen angeben
export-unit = Positionen zählen
export-unit-usual = Wie beim Format üblich
export-unit-utf16 = UTF-16-Einheiten (Java, JavaScript)
export-unit-byte = Bytes in UTF-8
export-articles = Artikel
export-articles-all = Alle; oder ein Filter wie date:2004 source:Courier
export-tags = Kategorien
export-choice-as-loaded = Texte, wie sie geladen wurden
export-choice-as-loaded-about = Weglassen, was seitdem an den Texten korrigiert wurde; Annotationen stehen, wo sie damals standen.
export-looking = Es wird nachgesehen, was dabei herauskäme …
export-so-many =
    { $annotations ->
        [one] { $annotations } Annotation
       *[other] { $annotations } Annotationen
    } in { $articles ->
        [one] { $articles } Artikel
       *[other] { $articles } Artikeln
    }
export-entities-many =
    { $count ->
        [one] { $count } Eintrag
       *[other] { $count } Einträge
    }
export-nothing-lost = Das Format trägt alles.
export-outcome = Was daraus würde
export-preview = So beginnt es
export-no-preview = Kein Text: Das liest nur ein Programm.
