### Tabellen von Artikeln und was Dateinamen sagen.

## Formate.

tables-format-csv = Tabelle (CSV, TSV)
tables-format-csv-about = Ein Artikel je Zeile; was die Spalten enthalten, wird aus Namen und Inhalt erschlossen und lässt sich ändern.
tables-format-xlsx = Excel-Arbeitsmappe (XLSX)
tables-format-xlsx-about = Ein Artikel je Zeile des Blatts, in dem am meisten steht; was die Spalten enthalten, wird erschlossen und lässt sich ändern.
tables-format-xls = Alte Excel-Arbeitsmappe (XLS)
tables-format-xls-about = Wie XLSX; Dateien bis 64 MB.
tables-format-ods = LibreOffice-Tabelle (ODS)
tables-format-ods-about = Wie XLSX.
tables-format-json = JSON
tables-format-json-about = Eine Liste von Objekten oder ein Objekt mit einer solchen Liste darin; Werte in Werten haben Namen mit Punkten.
tables-format-jsonl = JSON-Zeilen (JSONL)
tables-format-jsonl-about = Ein Artikel je Zeile, als Objekt.

## Optionen.

tables-option-delimiter = Zwischen den Zellen
tables-option-delimiter-about = Was zwischen den Zellen steht; ohne Angabe wird es erschlossen.
tables-option-heads = Erste Zeile benennt die Spalten
tables-option-heads-about = Ob die erste Zeile die Spalten benennt; ohne Angabe wird es erschlossen.
tables-option-sheet = Blatt oder Liste
tables-option-sheet-about = Name oder Nummer des Blatts einer Arbeitsmappe oder Name der Liste in einer JSON-Datei; leer: wo am meisten steht.
tables-option-date-order = Reihenfolge von Tag und Monat
tables-option-date-order-about = Wie Tage wie 3/4/2025 gelesen werden. Ohne Angabe sagt es die ganze Spalte, und was offen bleibt, wird weggelassen.
tables-option-headline = Titel im Text
tables-option-headline-about = Ob der Titel auch die erste Zeile des Texts ist, damit er sich markieren lässt; nicht, wo der Text ohnehin damit beginnt.
tables-option-html = Texte sind HTML
tables-option-html-about = Ob Tags und Entitäten von HTML in den Texten gelesen werden; ohne Angabe wird es erschlossen.

## Was Spalten enthalten.

tables-role-text = Text
tables-role-title = Titel
tables-role-source = Quelle
tables-role-author = Autor
tables-role-date = Datum
tables-role-url = Adresse (URL)
tables-role-language = Sprache
tables-role-more = Weitere Angaben
tables-role-skip = Nicht übernommen

## Stellen.

tables-place = { $unit ->
    [row] Zeile { $number }
    [item] Eintrag { $number }
   *[line] Zeile { $number }
  }
tables-places = { $unit ->
    [item] { $count ->
        [one] Eintrag { $numbers }
       *[other] Einträge { $numbers }
    }
   *[line] { $count ->
        [one] Zeile { $numbers }
       *[other] Zeilen { $numbers }
    }
  }{ $more ->
    [0] {""}
   *[other] {" "}und { $more } weitere
  }

## Warum eine Tabelle keinen Artikel ergibt.

tables-no-rows = Unter den Spaltennamen stehen keine Zeilen. Es wurde nichts hinzugefügt.
tables-many-cells = Bis { $place } hat sie mehr als { $most } Zellen. Auf mehrere Dateien aufteilen.
tables-many-columns = In { $place } hat sie mehr als { $most } Spalten: Sie ist keine Tabelle von Artikeln, oder zwischen den Zellen steht etwas anderes. Auswählen, was dort steht.
tables-quote-open = das Anführungszeichen am Anfang einer Zelle in Zeile { $line } wird nie geschlossen
tables-no-workbook = es ist ein Text oder eine Seite unter dem Namen einer Arbeitsmappe; in einem Tabellenprogramm öffnen und als XLSX oder CSV speichern
tables-fault = der Leser hat aufgegeben
tables-sheet-broken = Blatt „{ $sheet }“, bei Zeile { $row }: { $why }
tables-old-excel-large = Alte Excel-Dateien werden bis { $most } MB gelesen. Als XLSX oder CSV speichern.
tables-no-sheet = „{ $sheet }“ ist nicht darin. Vorhanden: { $sheets }.
tables-empty-sheets = In den Blättern steht nichts. Es wurde nichts hinzugefügt.
tables-no-content = content.xml fehlt
tables-cut-off = die Datei bricht ab
tables-no-objects = Es ist keine Liste von Objekten darin. Es wurde nichts hinzugefügt.
tables-item-wrong = ein Objekt wird erwartet
tables-line-broken = { $place }: { $why }
tables-no-text = Keine Spalte sieht nach dem Text von Artikeln aus. Angeben, welche es ist. Spalten: { $columns }.
tables-all-empty = { $count ->
    [one] Die einzige Zeile hat keinen Text in der Spalte, die dafür genommen wurde. Angeben, welche Spalte es ist.
   *[other] Keine der { $count } Zeilen hat einen Text in der Spalte, die dafür genommen wurde. Angeben, welche Spalte es ist.
  }

## Was zu wissen ist.

tables-quotes-text = Das Anführungszeichen in Zeile { $line } wird nie geschlossen; Anführungszeichen werden daher genommen, wie sie stehen.
tables-quotes-stray = { $count ->
    [one] Ein Anführungszeichen am Anfang einer Zelle reicht über mehrere Zellen oder Zeilen und schließt nicht mit der Zelle: { $places }. Prüfen, ob Zeilen fehlen.
   *[other] { $count } Anführungszeichen am Anfang einer Zelle reichen über mehrere Zellen oder Zeilen und schließen nicht mit der Zelle: { $places }. Prüfen, ob Zeilen fehlen.
  }
tables-long-rows = { $count ->
    [one] Eine Zeile hat mehr Zellen, als es Spalten gibt ({ $columns }), und bleibt draußen: { $places }. Texte, in denen das Trennzeichen vorkommt, in Anführungszeichen setzen.
   *[other] { $count } Zeilen haben mehr Zellen, als es Spalten gibt ({ $columns }), und bleiben draußen: { $places }. Texte, in denen das Trennzeichen vorkommt, in Anführungszeichen setzen.
  }
tables-above = { $count ->
    [one] Eine Zeile über den Spaltennamen wurde weggelassen: „{ $what }“.
   *[other] { $count } Zeilen über den Spaltennamen wurden weggelassen: „{ $what }“.
  }
tables-no-heads = Die erste Zeile sieht nicht nach Spaltennamen aus und wurde als Artikel genommen.
tables-same-heads = Mehrere Spalten heißen gleich; die späteren sind nummeriert: { $names }.
tables-sheets = Gelesen aus dem Blatt „{ $sheet }“. Die Blätter sind: { $sheets }.
tables-lists = Gelesen aus der Liste „{ $list }“. Die Listen sind: { $lists }.
tables-lines-broken = Nicht gelesen, weil keine JSON-Objekte: { $places } ({ $why }).
tables-no-object = { $count ->
    [one] Weggelassen, weil kein Objekt: { $places }.
   *[other] Weggelassen, weil keine Objekte: { $places }.
  }
tables-empty-rows = { $count ->
    [one] Eine Zeile hat keinen Text und ergibt keinen Artikel: { $places }.
   *[other] { $count } Zeilen haben keinen Text und ergeben keinen Artikel: { $places }.
  }
tables-unread-day = { $place }: „{ $day }“ ist kein Tag; es bleibt unter den Angaben.
tables-unread-days = { $count ->
    [one] Ein Tag ist nicht lesbar und bleibt unter den Angaben: „{ $day }“ ({ $places }).
   *[other] { $count } Tage sind nicht lesbar und bleiben unter den Angaben, etwa „{ $day }“ ({ $places }).
  }
tables-either-days = { $count ->
    [one] Ein Tag ist auf zwei Arten lesbar und wird weggelassen: „{ $day }“ ({ $places }). Die Reihenfolge von Tag und Monat wählen.
   *[other] { $count } Tage sind auf zwei Arten lesbar und werden weggelassen, etwa „{ $day }“ ({ $places }). Die Reihenfolge von Tag und Monat wählen.
  }
tables-mixed-days = Bei manchen Tagen steht der Tag zuerst, bei anderen der Monat.

## Rezepte.

recipe-unreadable = { $file }: Das Rezept ist nicht lesbar ({ $why }).
recipe-broken = { $file }: Das ist kein Rezept ({ $why }).
recipe-large = größer als 1 MB

## Dateinamen.

names-option = Dateinamen
names-option-about = Was Dateinamen sagen, etwa {"{"}date{"}"}_{"{"}source{"}"}_{"{"}title{"}"} oder {"{"}source{"}"}/{"{"}date{"}"} {"{"}title{"}"}; auch author, language, {"{"}*{"}"} für das, was nicht behalten wird, {"{"}date:dmy{"}"} mit dem Tag zuerst, und jeder andere Name für weitere Angaben.
names-not-followed = Der Dateiname folgt dem Muster nicht.
names-field-date = Datum
names-field-title = Titel
names-field-source = Quelle
names-field-author = Autor
names-field-language = Sprache
names-long = Das Muster ist länger als 400 Bytes.
names-open = Die Klammer wird nie geschlossen. Zum Beispiel {"{"}title{"}"} schreiben.
names-stray = Vor dieser Klammer ist keine offen.
names-twice = „{ $name }“ ist schon da.
names-touching = Zwischen zwei Feldern muss etwas stehen, sonst weiß niemand, wo eines endet.
names-empty-folder = Zwischen den Schrägstrichen steht nichts. Dort muss ein Feld oder ein Wort stehen; {"{"}*{"}"} ist ein beliebiger Name.
names-empty = Für den Dateinamen steht nichts. Zum Beispiel {"{"}title{"}"} schreiben.
names-no-field = Es ist kein Feld darin. {"{"}date{"}"}, {"{"}source{"}"}, {"{"}title{"}"} oder ein anderes schreiben, wo ein Teil des Namens steht.
names-nameless = Das Feld hat keinen Namen. {"{"}*{"}"} ist eines, das nicht behalten wird.
names-order = „{ $order }“ ist keine Reihenfolge eines Tages. Es gibt ymd, dmy und mdy, und nur date hat eine.
