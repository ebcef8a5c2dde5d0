### Annotationen anderer Programme.

edit-import-annotations = { $count ->
    [one] { $count } Annotation importieren
   *[other] { $count } Annotationen importieren
}

## Formate.

foreign-format-jsonl = JSON Lines von Postil
foreign-format-jsonl-about = Alles, was der Export dieses Namens schreibt; Kennungen bleiben, was sie sind.
foreign-format-brat = brat standoff
foreign-format-brat-about = Dateien, die auf .ann enden, neben ihrer .txt-Datei, mit annotation.conf; Entitäten, Ereignisse, Relationen, Attribute, Notizen.
foreign-format-prodigy = Prodigy und spaCy
foreign-format-prodigy-about = JSON Lines mit „text“ und „spans“; auch Relationen, angenommene Etiketten und Kategorien.
foreign-format-doccano = doccano
foreign-format-doccano-about = JSON Lines oder JSON mit „label“ oder mit „entities“ und „relations“.
foreign-format-label-studio = Label Studio
foreign-format-label-studio-about = Der JSON-Export: Regionen, Auswahlen, Notizen und Relationen aller Bearbeiter.
foreign-format-uima-json = UIMA CAS JSON
foreign-format-uima-json-about = Wie es INCEpTION und cassis schreiben: Textstellen, Relationen, Slots und Etiketten des Dokuments.
foreign-format-uima-xmi = UIMA CAS XMI
foreign-format-uima-xmi-about = Dasselbe als XML, wie es INCEpTION, DKPro und andere UIMA-Programme schreiben.
foreign-format-webanno = WebAnno TSV 3
foreign-format-webanno-about = Textstellen, Relationen, Slots und Ketten aus WebAnno und INCEpTION.
foreign-format-conllu-plus = CoNLL-U Plus
foreign-format-conllu-plus-about = Spalten mit Etiketten wie B-person neben denen von CoNLL-U.
foreign-format-conll = CoNLL 2002 und 2003
foreign-format-conll-about = Ein Wort und sein Etikett je Zeile, in IOB, BIOES oder BILOU; Stellen in eigenen Spalten werden gelesen.
foreign-format-refi-qda = REFI-QDA-Projekt
foreign-format-refi-qda-about = Codes, Codierungen, Memos und Variablen aus NVivo, MAXQDA, ATLAS.ti, QualCoder und anderen.
foreign-format-refi-codebook = REFI-QDA-Codebuch
foreign-format-refi-codebook-about = Nur die Codes.
foreign-format-dna = Discourse Network Analyzer
foreign-format-dna-about = Aussagen mit ihren Variablen; Personen, Organisationen und Konzepte werden Einträge des Registers.
foreign-format-taguette = Taguette
foreign-format-taguette-about = Die Datenbank von Projekten: Dokumente, Etiketten und Markierungen.
foreign-format-web-annotation = W3C Web Annotation
foreign-format-web-annotation-about = JSON-LD über Artikel, die im Projekt sind oder deren Textdateien daneben liegen.

## Einheiten von Stellenangaben.

foreign-unit-code-points = Codepunkte
foreign-unit-utf16 = UTF-16-Einheiten
foreign-unit-bytes = Bytes
foreign-breaks-once = ein Zeilenende einfach gezählt
foreign-breaks-twice = ein Zeilenende doppelt gezählt
foreign-byte-order-mark = mit einer Bytereihenfolge-Markierung

## Optionen.

foreign-option-annotator = Bearbeiter
foreign-option-annotator-about = Wessen Annotationen es sind, wo die Datei es nicht sagt; die eigenen, wenn hier kein Name steht.
foreign-option-update = Vorhandenes ändern
foreign-option-update-about = Annotationen, die vorhanden sind und in der Datei anders lauten, werden, was die Datei sagt, wenn sie hier nicht später geändert wurden.
foreign-option-label = Feld der Kategorie
foreign-option-label-about = Das Feld, dessen Wert die Kategorie ist; „label“, „value“ und ähnliche, wenn hier kein Name steht.
foreign-option-by-file = Die Datei ist der Bearbeiter
foreign-option-by-file-about = Der Name der Datei ist der Name des Bearbeiters.
foreign-option-folders = Ordner
foreign-option-folders-about = Ob Ordner Bearbeiter sind. Ohne Angabe sind sie es, wenn ein Ordner daneben eine Datei desselben Namens hat.
foreign-option-text-key = Text
foreign-option-text-key-about = Unter welchem Namen der Text steht.
foreign-option-predictions = Vorhersagen
foreign-option-predictions-about = Auch übernehmen, was Modelle vorgeschlagen haben, jedes Modell als Bearbeiter.
foreign-option-unknown = Es gibt keine Option „{ $name }“.
foreign-option-wrong = Die Option „{ $name }“ nimmt nicht „{ $value }“, sondern: { $takes }.
foreign-map-unused = In den Dateien heißt nichts „{ $name }“.
foreign-map-unknown = Im Codebuch heißt nichts „{ $name }“. Kennung oder Name angeben, „new“ oder „skip“.

## Warum eine Datei nicht gelesen werden kann.

foreign-too-large = Sie ist größer als die { $most } MB, die gelesen werden.
foreign-not-utf8 = Sie ist nicht in UTF-8. In einem Editor öffnen und so speichern.
foreign-empty = Sie ist leer.
foreign-broken = Sie ist kein gültiges { $kind } ({ $why }).
foreign-lacks = Sie hat nicht dieses Format: { $what } fehlt.
foreign-bundle = Das ist ein Bündel von Postil. Es wird nicht importiert, sondern zusammengeführt: „Bündel übernehmen…“ im Menü Datei oder postil merge PROJEKT DATEI sagt, was darin ist (auf der Befehlszeile mit --dry-run), und übernimmt es.
foreign-unknown = Ihr Format ist nicht bekannt.
foreign-in-use = Ein anderes Programm hat sie geöffnet oder unfertig hinterlassen. Dieses Programm schließen und es noch einmal versuchen.
foreign-cancelled = Das Lesen wurde abgebrochen.
foreign-too-many-attributes = ein Element hat mehr als { $most } Attribute
foreign-detached = importiert, und ihre Wörter sind nicht dort, wo die Datei es sagt

## Was ein Import tut.

foreign-name = „{ $name }“
foreign-names-more = { $names } und { $count } weitere
foreign-read = { $documents ->
    [one] { $documents } Text
   *[other] { $documents } Texte
} mit { $marks ->
    [one] { $marks } Markierung
   *[other] { $marks } Markierungen
} gelesen.
foreign-exact = { $count ->
    [one] { $count } Markierung deckt
   *[other] { $count } Markierungen decken
} genau, was die Datei sagt.
foreign-otherwise = { $count ->
    [one] { $count } Markierung deckt
   *[other] { $count } Markierungen decken
}, was die Datei sagt, wenn ihre Stellenangaben so zählen: { $how }.
foreign-searched = { $count ->
    [one] { $count } Markierung wurde
   *[other] { $count } Markierungen wurden
} an ihren Wörtern gefunden, anderswo, als die Datei sagt.
foreign-unquoted = { $count ->
    [one] { $count } Markierung steht
   *[other] { $count } Markierungen stehen
}, wo die Datei es sagt; was dort stehen soll, sagt sie nicht.
foreign-snapped = { $count ->
    [one] { $count } Markierung begann oder endete
   *[other] { $count } Markierungen begannen oder endeten
} in einem Zeichen und { $count ->
    [one] wurde
   *[other] wurden
} erweitert.
foreign-without-place = { $count ->
    [one] { $count } Markierung hat
   *[other] { $count } Markierungen haben
} keine sichere Stelle und { $count ->
    [one] wird
   *[other] werden
} ohne eine aufbewahrt.
foreign-added-articles = { $count ->
    [one] { $count } Artikel ist
   *[other] { $count } Artikel sind
} neu.
foreign-added = { $count ->
    [one] { $count } Annotation ist
   *[other] { $count } Annotationen sind
} neu.
foreign-added-links = { $count ->
    [one] { $count } Verknüpfung ist
   *[other] { $count } Verknüpfungen sind
} neu.
foreign-added-entities = { $count ->
    [one] { $count } Eintrag des Registers ist
   *[other] { $count } Einträge des Registers sind
} neu.
foreign-known = { $count ->
    [one] { $count } Annotation ist
   *[other] { $count } Annotationen sind
} schon vorhanden.
foreign-kept = { $count ->
    [one] { $count } Annotation lautet
   *[other] { $count } Annotationen lauten
} hier anders und { $count ->
    [one] bleibt.
   *[other] bleiben.
}
foreign-updated = { $count ->
    [one] { $count } Annotation wird geändert.
   *[other] { $count } Annotationen werden geändert.
}
foreign-deleted = { $count ->
    [one] { $count } Annotation wurde
   *[other] { $count } Annotationen wurden
} hier inzwischen gelöscht und { $count ->
    [one] bleibt gelöscht.
   *[other] bleiben gelöscht.
}
foreign-added-options = { $count ->
    [one] { $count } Option kommt
   *[other] { $count } Optionen kommen
} zu Feldern des Codebuchs hinzu.
foreign-new-annotators = { $count ->
    [one] Neuer Bearbeiter
   *[other] Neue Bearbeiter
}: { $names }.
foreign-new-tags = { $count ->
    [one] Neue Kategorie
   *[other] Neue Kategorien
}: { $names }.
foreign-new-fields = { $count ->
    [one] Neues Feld
   *[other] Neue Felder
}: { $names }.
foreign-new-roles = { $count ->
    [one] Neue Art von Verknüpfung
   *[other] Neue Arten von Verknüpfungen
}: { $names }.

## Was er nicht übernehmen kann.

foreign-lost-unreadable = { $count ->
    [one] { $count } Zeile oder Eintrag ist
   *[other] { $count } Zeilen oder Einträge sind
} nicht lesbar.
foreign-lost-empty = { $count ->
    [one] { $count } Markierung deckt
   *[other] { $count } Markierungen decken
} nichts.
foreign-lost-twice = { $count ->
    [one] { $count } Markierung hat
   *[other] { $count } Markierungen haben
} die Kennung einer anderen.
foreign-lost-dangling = { $count ->
    [one] { $count } Verknüpfung, Wert oder Notiz gehört
   *[other] { $count } Verknüpfungen, Werte oder Notizen gehören
} zu nichts in der Datei.
foreign-lost-relation-values = { $count ->
    [one] { $count } Wert gehört zu einer Verknüpfung
   *[other] { $count } Werte gehören zu Verknüpfungen
}; diese haben hier keine Werte.
foreign-lost-values = { $count ->
    [one] { $count } Wert passt nicht in sein Feld.
   *[other] { $count } Werte passen nicht in ihre Felder.
}
foreign-lost-metadata = { $count ->
    [one] Für { $count } Angabe über einen Artikel gibt
   *[other] Für { $count } Angaben über Artikel gibt
} es kein Feld.
foreign-lost-normalizations = { $count ->
    [one] { $count } Zuordnung zu einem Eintrag einer Sammlung bleibt
   *[other] { $count } Zuordnungen zu Einträgen von Sammlungen bleiben
} weg.
foreign-lost-not-text = { $count ->
    [one] { $count } Annotation gilt
   *[other] { $count } Annotationen gelten
} nicht reinem Text.
foreign-lost-no-text = { $count ->
    [one] Der Text von { $count } Dokument ist
   *[other] Die Texte von { $count } Dokumenten sind
} leer oder weder in der Datei noch im Projekt.
foreign-lost-no-place = { $count ->
    [one] { $count } Markierung hat
   *[other] { $count } Markierungen haben
} keine Stelle im Text und keine Wörter, nach denen zu suchen wäre.
foreign-lost-skipped = { $count ->
    [one] { $count } Markierung bleibt
   *[other] { $count } Markierungen bleiben
} weg, weil es so gewünscht ist oder weil niemand sie angenommen hat.
foreign-lost-skipped-relations = { $count ->
    [one] { $count } Verknüpfung bleibt
   *[other] { $count } Verknüpfungen bleiben
} mit dem weg, was sie verbindet.
foreign-lost-skipped-values = { $count ->
    [one] { $count } Wert bleibt
   *[other] { $count } Werte bleiben
} weg, weil es so gewünscht ist.
foreign-lost-repeating = { $count ->
    [one] { $count } Markierung bleibt
   *[other] { $count } Markierungen bleiben
} weg: Der Artikel wird gerade ein zweites Mal bearbeitet, und das beim ersten Mal Markierte bleibt so lange, wie es ist.
