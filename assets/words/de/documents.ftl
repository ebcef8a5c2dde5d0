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
