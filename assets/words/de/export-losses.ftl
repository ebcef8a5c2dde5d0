### Was ein Format weglässt oder nach einer Übereinkunft trägt: wie viel wovon, und was daraus wird.

export-loss = { $what }: { $how }.
export-how-lost = weggelassen
export-way-group = jedes Stück ist eine eigene Annotation, ein Feld hält sie zusammen
export-way-apart = jedes Stück ist eine eigene Annotation
export-way-chain = jedes Stück ist eine eigene Annotation, Verknüpfungen namens „continuation“ halten sie zusammen
export-way-tag = als Teil der Kategorie
export-way-files = eine Datei je Bearbeiter
export-way-field = in einem eigenen Feld, das Leser kennen müssen
export-way-note = in der Anmerkung
export-way-sidecar = in einer Datei daneben
export-way-name = als Text mit der ID des Eintrags
export-way-network = ins Netz gezählt

export-count-overlaps =
    { $count ->
        [one] { $count } Annotation, die eine andere überschneidet
       *[other] { $count } Annotationen, die andere überschneiden
    }
export-count-pieces =
    { $count ->
        [one] { $count } Annotation in mehreren Stücken
       *[other] { $count } Annotationen in mehreren Stücken
    }
export-count-links =
    { $count ->
        [one] { $count } Verknüpfung zwischen Annotationen
       *[other] { $count } Verknüpfungen zwischen Annotationen
    }
export-count-entity-links =
    { $count ->
        [one] { $count } Verknüpfung mit einem Eintrag
       *[other] { $count } Verknüpfungen mit Einträgen
    }
export-count-attributes =
    { $count ->
        [one] { $count } Wert eines Feldes
       *[other] { $count } Werte von Feldern
    }
export-count-notes =
    { $count ->
        [one] { $count } Notiz
       *[other] { $count } Notizen
    }
export-count-unsure =
    { $count ->
        [one] Das Kennzeichen „unsicher“ von { $count } Annotation
       *[other] Das Kennzeichen „unsicher“ von { $count } Annotationen
    }
export-count-article-attributes =
    { $count ->
        [one] { $count } Wert, Notiz oder Stand eines Artikels im Ganzen
       *[other] { $count } Werte, Notizen und Stände von Artikeln im Ganzen
    }
export-count-metadata =
    { $count ->
        [one] { $count } Artikel mit Titel, Quelle oder Datum
       *[other] { $count } Artikel mit Titel, Quelle oder Datum
    }
export-count-details =
    { $count ->
        [one] { $count } Angabe zu einem Artikel, etwa sein Ressort
       *[other] { $count } Angaben zu Artikeln, etwa ihr Ressort
    }
export-count-entities =
    { $count ->
        [one] { $count } Eintrag mit weiteren Namen, Feldern, Ämtern oder Notiz
       *[other] { $count } Einträge mit weiteren Namen, Feldern, Ämtern oder Notizen
    }
export-count-annotators =
    { $count ->
        [one] { $count } Bearbeiter
       *[other] { $count } Bearbeiter
    }
export-count-times =
    { $count ->
        [one] Wann { $count } Annotation entstand und geändert wurde
       *[other] Wann { $count } Annotationen entstanden und geändert wurden
    }
export-count-empty =
    { $count ->
        [one] { $count } Artikel ohne Annotationen
       *[other] { $count } Artikel ohne Annotationen
    }
export-brat-astral =
    { $count ->
        [one] { $count } Artikel hat Zeichen wie Emojis: Die Webseite von brat zeigt Annotationen danach an falscher Stelle; die Dateien stimmen.
       *[other] { $count } Artikel haben Zeichen wie Emojis: Die Webseite von brat zeigt Annotationen danach an falscher Stelle; die Dateien stimmen.
    }
export-brat-breaks =
    { $count ->
        [one] { $count } Artikel hat andere Zeilenumbrüche als Zeilenvorschübe, die brat anders zählen kann.
       *[other] { $count } Artikel haben andere Zeilenumbrüche als Zeilenvorschübe, die brat anders zählen kann.
    }
export-brat-blank =
    { $count ->
        [one] { $count } Annotation aus nichts als Zeilenumbrüchen wurde weggelassen.
       *[other] { $count } Annotationen aus nichts als Zeilenumbrüchen wurden weggelassen.
    }
export-uima-empty =
    { $count ->
        [one] { $count } Artikel ohne Text wurde weggelassen, weil INCEpTION keinen annimmt.
       *[other] { $count } Artikel ohne Text wurden weggelassen, weil INCEpTION keine annimmt.
    }
export-xml-refused =
    { $count ->
        [one] { $count } Steuerzeichen wurde ersetzt, weil XML keinen Platz dafür hat.
       *[other] { $count } Steuerzeichen wurden ersetzt, weil XML keinen Platz dafür hat.
    }
export-doccano-empty =
    { $count ->
        [one] { $count } Artikel ohne Text wurde weggelassen, weil doccano ihn ablehnt.
       *[other] { $count } Artikel ohne Text wurden weggelassen, weil doccano sie ablehnt.
    }
export-doccano-links =
    { $count ->
        [one] { $count } Verknüpfung wurde weggelassen, weil nur Spans verlangt wurden.
       *[other] { $count } Verknüpfungen wurden weggelassen, weil nur Spans verlangt wurden.
    }
export-webanno-empty =
    { $count ->
        [one] { $count } Artikel ohne Wörter wurde weggelassen, weil das Format keinen Platz dafür hat.
       *[other] { $count } Artikel ohne Wörter wurden weggelassen, weil das Format keinen Platz dafür hat.
    }
export-webanno-blank =
    { $count ->
        [one] { $count } Stück aus bloßem Leerraum wurde weggelassen.
       *[other] { $count } Stücke aus bloßem Leerraum wurden weggelassen.
    }
export-conll-dropped =
    { $count ->
        [one] { $count } Annotation wurde weggelassen, weil eine andere ihre Tokens hat.
       *[other] { $count } Annotationen wurden weggelassen, weil andere ihre Tokens haben.
    }
export-conll-widened =
    { $count ->
        [one] { $count } Stück wurde auf ganze Tokens erweitert.
       *[other] { $count } Stücke wurden auf ganze Tokens erweitert.
    }
export-conll-cut =
    { $count ->
        [one] { $count }-mal wurde eine Annotation am Satzende geteilt.
       *[other] { $count }-mal wurde eine Annotation am Satzende geteilt.
    }
export-network-without =
    { $count ->
        [one] { $count } Annotation ist keine Aussage, weil ihr Akteur oder Konzept fehlt.
       *[other] { $count } Annotationen sind keine Aussagen, weil ihnen Akteur oder Konzept fehlt.
    }
export-network-excluded =
    { $count ->
        [one] { $count } Aussage wurde wie verlangt weggelassen.
       *[other] { $count } Aussagen wurden wie verlangt weggelassen.
    }
export-network-idle =
    { $count ->
        [one] { $count } Bedingung für wegzulassende Artikel trifft auf keinen zu.
       *[other] { $count } Bedingungen für wegzulassende Artikel treffen auf keinen zu.
    }
export-network-undated =
    { $count ->
        [one] { $count } Aussage fehlt im Netz im Lauf der Zeit, weil ihr Artikel kein Datum hat.
       *[other] { $count } Aussagen fehlen im Netz im Lauf der Zeit, weil ihre Artikel kein Datum haben.
    }
export-pack-leaks =
    { $count ->
        [one] { $count } Text steht, gleich oder fast gleich, in mehr als einem Teil, weil nach anderem aufgeteilt wurde.
       *[other] { $count } Texte stehen, gleich oder fast gleich, in mehr als einem Teil, weil nach anderem aufgeteilt wurde.
    }
export-pack-no-gold = Das Paket hat keine Goldebene: Über nichts von dem, was markiert wurde, ist entschieden.
export-pack-no-agreement = Das Paket hat keine Tabelle der Übereinstimmung: Keine zwei Bearbeiter sind mit demselben Artikel fertig.
export-pack-no-formats =
    { $count ->
        [one] { $count } Format wurde weggelassen, weil es die Texte enthielte.
       *[other] { $count } Formate wurden weggelassen, weil sie die Texte enthielten.
    }
