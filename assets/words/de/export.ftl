### Daten für andere Programme: Formate, und was nicht hineinpasst.

export-format-jsonl = JSON-Zeilen
export-format-jsonl-about = Ein Artikel je Zeile mit Text und Annotationen; Positionen in Codepunkten.
export-format-csv = CSV
export-format-csv-about = Eine Annotation je Zeile, eine Spalte je Feld und Verknüpfung, ohne die Texte der Artikel; Positionen in Codepunkten.
export-format-xlsx = Excel-Arbeitsmappe
export-format-xlsx-about = Sechs Blätter: Annotationen, Verknüpfungen, Einträge, Artikel, Ebenen, Codebuch. Text bleibt Text, womit er auch beginnt; Positionen in Codepunkten.
export-format-tables = Tabellen als CSV
export-format-tables-about = Dieselben sechs Tabellen, jede als CSV-Datei in einem Ordner, für R, pandas und Statistikprogramme.
export-format-register = Register als CSV
export-format-register-about = Das Register: ein Eintrag je Zeile mit Namen, Feldern, Ämtern und Gruppe, zum Wiedereinlesen.
export-choice-excel = Für Excel
export-choice-excel-about = Mit einer Bytereihenfolge-Marke beginnen, ohne die Excel Umlaute und andere Buchstaben falsch zeigt.
export-choice-raw = Zellen unverändert
export-choice-raw-about = Das ' vor Zellen weglassen, die eine Tabellenkalkulation für Formeln hielte. Nur für Programme.
## Warum nichts geschrieben wurde.

export-in-project = { $path } liegt im Projektordner { $project }. Es wurde nichts geschrieben. Einen Ort außerhalb wählen.
export-folder = { $path } ist ein Ordner. Es wurde nichts geschrieben. Den Namen einer Datei angeben.
export-not-written = { $path } ließ sich nicht schreiben: { $why }. Was vorher dort war, ist noch da. Den Ordner, seine Zugriffsrechte und den Platz auf dem Datenträger prüfen.
export-not-whole = { $path } hat nicht den ganzen Export angenommen: { $why }.
export-no-folder = { $path } ist eine Datei. Es wurde nichts geschrieben. Den Namen eines Ordners, den es noch nicht gibt, oder einer .zip-Datei angeben.
export-full = { $path } gibt es schon, und es liegt etwas darin. Es wurde nichts geschrieben. Den Namen eines Ordners, den es noch nicht gibt, oder einer .zip-Datei angeben.
export-stopped = Der Export wurde abgebrochen. Es wurde nichts geschrieben.
export-no-option = Das Format „{ $format }“ hat keine Option „{ $option }“. Es gibt: { $all }.
export-no-options = Das Format „{ $format }“ hat keine Option „{ $option }“ und auch keine andere.
export-no-value = Die Option „{ $option }“ kann nicht „{ $value }“ sein, sondern: { $all }.
export-links-round = zu viele Links verweisen aufeinander
export-protected = die Datei ist schreibgeschützt

## Was nicht im Export steht.

export-lost-finished = { $count }-mal hat ein Bearbeiter einen Artikel abgeschlossen, ohne etwas zu markieren; dafür gibt es keine Zeile.
export-lost-values =
    { $count ->
        [one] { $count } Wert eines Artikelfeldes hat keine Zeile, weil sein Bearbeiter dort nichts markiert hat.
       *[other] { $count } Werte von Artikelfeldern haben keine Zeile, weil ihre Bearbeiter dort nichts markiert haben.
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
export-lost-dangling =
    { $count ->
        [one] { $count } Verknüpfung mit einer Annotation, die nicht gewählt wurde oder nicht da ist, wurde weggelassen.
       *[other] { $count } Verknüpfungen mit Annotationen, die nicht gewählt wurden oder nicht da sind, wurden weggelassen.
    }
export-lost-kind =
    { $count ->
        [one] { $count } Wert ist keine Zahl, obwohl sein Feld Zahlen enthält, und wurde weggelassen.
       *[other] { $count } Werte sind keine Zahlen, obwohl ihre Felder Zahlen enthalten, und wurden weggelassen.
    }
export-lost-cut =
    { $count ->
        [one] { $count } Text wurde gekürzt, weil eine Zelle in Excel 32.767 Zeichen fasst.
       *[other] { $count } Texte wurden gekürzt, weil eine Zelle in Excel 32.767 Zeichen fasst.
    }
export-lost-rows =
    { $count ->
        [one] { $count } Zeile wurde weggelassen, weil ein Blatt in Excel 1.048.576 Zeilen fasst.
       *[other] { $count } Zeilen wurden weggelassen, weil ein Blatt in Excel 1.048.576 Zeilen fasst.
    }
