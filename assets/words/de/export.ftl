### Daten für andere Programme: Formate, und was nicht hineinpasst.

export-format-jsonl = JSON-Zeilen
export-format-jsonl-about = Ein Artikel je Zeile mit Text und Annotationen; Positionen in Codepunkten.
export-format-csv = CSV
export-format-csv-about = Eine Annotation je Zeile, eine Spalte je Merkmal und Rolle, ohne die Texte der Artikel; Positionen in Codepunkten.
export-format-register = Register als CSV
export-format-register-about = Das Register: ein Eintrag je Zeile mit Namen, Merkmalen, Ämtern und Gruppe, zum Wiedereinlesen.
export-choice-excel = Für Excel
export-choice-excel-about = Mit einer Bytereihenfolge-Marke beginnen, ohne die Excel Umlaute und andere Buchstaben falsch zeigt.
export-choice-raw = Zellen unverändert
export-choice-raw-about = Das ' vor Zellen weglassen, die eine Tabellenkalkulation für Formeln hielte. Nur für Programme.
export-choice-as-loaded = Texte, wie sie geladen wurden
export-choice-as-loaded-about = Weglassen, was seitdem an den Texten korrigiert wurde; Annotationen stehen, wo sie damals standen.

## Warum nichts geschrieben wurde.

export-in-project = { $path } liegt im Projektordner { $project }. Es wurde nichts geschrieben. Einen Ort außerhalb wählen.
export-folder = { $path } ist ein Ordner. Es wurde nichts geschrieben. Den Namen einer Datei angeben.
export-not-written = { $path } ließ sich nicht schreiben: { $why }. Was vorher dort war, ist noch da. Den Ordner, seine Zugriffsrechte und den Platz auf dem Datenträger prüfen.
export-not-whole = { $path } hat nicht den ganzen Export angenommen: { $why }.
export-links-round = zu viele Links verweisen aufeinander
export-protected = die Datei ist schreibgeschützt

## Was nicht im Export steht.

export-lost-articles =
    { $count ->
        [one] { $count } Artikel ohne Annotationen hat keine Zeile.
       *[other] { $count } Artikel ohne Annotationen haben keine Zeile.
    }
export-lost-finished = { $count }-mal hat ein Bearbeiter einen Artikel abgeschlossen, ohne etwas zu markieren; dafür gibt es keine Zeile.
export-lost-values =
    { $count ->
        [one] { $count } Wert eines Artikelmerkmals hat keine Zeile, weil sein Bearbeiter dort nichts markiert hat.
       *[other] { $count } Werte von Artikelmerkmalen haben keine Zeile, weil ihre Bearbeiter dort nichts markiert haben.
    }
export-lost-notes =
    { $count ->
        [one] { $count } Notiz zu einem Artikel hat keine Zeile, weil ihr Bearbeiter dort nichts markiert hat.
       *[other] { $count } Notizen zu Artikeln haben keine Zeile, weil ihre Bearbeiter dort nichts markiert haben.
    }
export-lost-detached =
    { $count ->
        [one] { $count } Annotation, die ihre Stelle verloren hat, wurde weggelassen.
       *[other] { $count } Annotationen, die ihre Stelle verloren haben, wurden weggelassen.
    }
export-lost-entities =
    Von { $count } { $count ->
        [one] Eintrag
       *[other] Einträgen
    } wurden nur ID und Name geschrieben, wo etwas darauf verweist: weitere Namen, Merkmale, Ämter und Notizen wurden weggelassen.
