### Was der Leser von RON an einer Datei auszusetzen hat.

ron-eof = Unerwartetes Ende der Datei
ron-array = Öffnendes `[` erwartet
ron-array-end = Schließendes `]` erwartet
ron-map = Öffnendes `{"{"}` erwartet
ron-map-end = Schließendes `{"}"}` erwartet
ron-struct = Öffnendes `(` erwartet
ron-struct-end = Schließendes `)` erwartet
ron-struct-of =
    Öffnendes `(` erwartet ({ $what ->
        [ProjectRecord] Projekt
        [CodebookRecord] Codebuch
        [ArticleRecord] Artikel
        [AnnotatorRecord] Bearbeiter
        [LayerRecord] Ebene
        [AnnotationRecord] Annotation
        [StoredSpan] Textstelle
        [HeldRole] Amt eines Eintrags
        [EntityType] Eintragstyp
        [Entity] Eintrag
        [Tag] Kategorie
        [Role] Rolle
        [Attribute] Attribut
        [Choice] Option
        [Origin] Herkunft
        [Link] Verknüpfung
        [Target] Ziel einer Verknüpfung
        [Status] Stand
        [Value] Wert
        [Kind] Art
       *[Pattern] Muster
    })
ron-boolean = `true` oder `false` erwartet
ron-comma = Komma erwartet
ron-colon = Doppelpunkt erwartet
ron-float = Kommazahl erwartet
ron-integer = Ganze Zahl erwartet
ron-too-large = Die ganze Zahl ist zu groß oder zu klein
ron-underscore = Unerwarteter Unterstrich am Anfang einer Zahl
ron-option = `Some(…)` oder `None` erwartet
ron-string = Text in Anführungszeichen erwartet
ron-string-end = Ende eines Textes in Anführungszeichen erwartet
ron-char = Einzelnes Zeichen in Hochkommas erwartet
ron-identifier = Name erwartet
ron-comment = Kommentar ohne Ende
ron-trailing = Hinter dem Ende steht noch etwas
ron-unexpected = Unerwartetes Zeichen { $character }

## Felder; „within“ nennt den Datensatz.

ron-field-missing = Das Feld { $field } fehlt{ $within }
ron-field-twice = Das Feld { $field } steht doppelt da{ $within }
ron-field-unknown = Unbekanntes Feld { $field }{ $within }, { $expected }
ron-variant-unknown =
    Unbekannter Wert { $variant } ({ $what ->
        [Target] Ziel einer Verknüpfung
        [Status] Stand
        [Value] Wert
        [Kind] Art
        [Pattern] Muster
       *[other] { $what }
    }), { $expected }
ron-within =
    {" "}({ $what ->
        [ProjectRecord] Projekt
        [CodebookRecord] Codebuch
        [ArticleRecord] Artikel
        [AnnotatorRecord] Bearbeiter
        [LayerRecord] Ebene
        [AnnotationRecord] Annotation
        [StoredSpan] Textstelle
        [HeldRole] Amt eines Eintrags
        [EntityType] Eintragstyp
        [Entity] Eintrag
        [Tag] Kategorie
        [Role] Rolle
        [Attribute] Attribut
        [Choice] Option
        [Origin] Herkunft
        [Link] Verknüpfung
        [Target] Ziel einer Verknüpfung
        [Status] Stand
        [Value] Wert
        [Kind] Art
       *[Pattern] Muster
    })

## Was stattdessen erlaubt ist.

ron-no-fields = es gibt keine Felder
ron-no-variants = es gibt keine Werte
ron-one = erwartet: { $one }
ron-two = erwartet: { $first } oder { $last }
ron-several = erwartet: { $first } oder { $last }
