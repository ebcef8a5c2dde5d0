## Dokumente lesen: DOCX, ODT, RTF, EPUB, PDF

# Was an einer Datei nicht stimmt; in „Das ist kein gültiges DOCX (…)“
document-at = { $why }, bei Byte { $at }
document-deep = die Elemente liegen mehr als { $most } tief ineinander
document-entity = „{ $name }“ ist nicht definiert
document-definitions = die Datei definiert einen eigenen Dokumenttyp, der nicht gelesen wird
document-breaks-off = die Datei bricht vor ihrem Ende ab
document-no-archive = die Datei ist kein ZIP-Archiv, wie es Dateien dieser Art sind
document-no-rtf = die Datei beginnt nicht wie RTF
document-no-pdf = die Datei beginnt nicht wie PDF
document-broke-down = das Lesen ist daran gescheitert
document-lacks = { $part } fehlt

# Was zu einer gelesenen Datei zu wissen ist
document-comments = { $count ->
    [one] Ein Kommentar wurde weggelassen.
   *[other] { $count } Kommentare wurden weggelassen.
}
document-deletions = Text, der bei verfolgten Änderungen gelöscht wurde, wurde weggelassen.
document-hidden = Verborgener Text wurde weggelassen.
document-embedded = { $count ->
    [one] Eine Datei im Dokument wurde weggelassen.
   *[other] { $count } Dateien im Dokument wurden weggelassen.
}
document-code-page = Die Buchstaben stehen in der Codepage { $page }, die nicht bekannt ist: prüfen, ob sie richtig aussehen.
document-ended-early = Die Datei endet früher, als sie sollte; gelesen wurde, was da ist.
document-missing = Einige Seiten fehlen: { $parts }.
document-picture-pages = Seiten ohne Text, die Bilder sind: { $pages }. Falls ihr Text gebraucht wird, ihn erst erkennen lassen (OCR).
document-unread-pages = Seiten, die nicht gelesen werden konnten: { $pages }.
document-notes = { $count ->
    [one] Eine Anmerkung wurde weggelassen.
   *[other] { $count } Anmerkungen wurden weggelassen.
}

# Was sich wählen lässt
document-option-notes = Fuß- und Endnoten
document-option-notes-about = Wohin die Anmerkungen eines Dokuments kommen: end (nummeriert ans Ende des Textes), place (hinter den Absatz, der auf sie verweist) oder none (weglassen).
document-option-chapters = Kapitel
document-option-chapters-about = Ob jede Seite eines E-Books ein eigener Artikel wird, wie bei einer Zeitschrift (yes), oder alles zusammen einer (no).

# Die Formate
document-format-docx = Word-Dokument (DOCX)
document-format-docx-about = Text, Überschriften, Listen, Tabellen, Anmerkungen und Textkästen, wie sie sich lesen, wenn alle verfolgten Änderungen angenommen sind; Kommentare und verborgener Text fallen weg.
document-format-odt = OpenDocument-Text (ODT)
document-format-odt-about = Wie bei Word-Dokumenten; auch flache Dateien (.fodt).
document-format-rtf = Rich Text Format (RTF)
document-format-rtf-about = Wie bei Word-Dokumenten, in welchen Codepages die Buchstaben auch stehen.
document-format-epub = E-Book (EPUB)
document-format-epub-about = Die Seiten des Buchs in der Reihenfolge des Lesens, als ein Artikel oder jede für sich; Inhaltsverzeichnis und Navigation fallen weg.
document-format-pdf = PDF
document-format-pdf-about = Der Text, Spalte für Spalte, Zeilen zu Absätzen verbunden und getrennte Wörter wieder ganz; Kolumnentitel und Seitenzahlen fallen weg. Seiten, die Bilder sind, werden genannt.
