### Das Fenster, in dem Artikel importiert werden.

intake-title = Artikel importieren
intake-add-files = Dateien hinzufügen…
intake-add-folder = Ordner hinzufügen…
intake-choose = Zuerst Dateien oder einen Ordner wählen.
intake-reading = Wird gelesen… { $percent } %
intake-standing = { $articles ->
    [one] Ein Artikel
   *[other] { $articles } Artikel
  } in { $files ->
    [one] einer Datei
   *[other] { $files } Dateien
  }{ $same ->
    [0] {""}
   *[other] {", "}{ $same } schon vorhanden
  }{ $twice ->
    [0] {""}
   *[other] {", "}{ $twice } doppelt
  }{ $refused ->
    [0] {""}
    [one] {", "}eine Datei ist nicht lesbar
   *[other] {", "}{ $refused } Dateien sind nicht lesbar
  }
intake-annotations = { $count ->
    [one] Eine Datei enthält Annotationen eines anderen Programms.
   *[other] { $count } Dateien enthalten Annotationen anderer Programme.
  }
intake-annotations-do = Annotationen importieren…
intake-wait = Die Dateien werden gelesen.
intake-names-wrong = Das Muster der Dateinamen ist nicht lesbar.
intake-nothing = Kein Artikel ist angekreuzt.
intake-do = { $count ->
    [0] Importieren
    [one] Einen Artikel importieren
   *[other] { $count } Artikel importieren
  }

## Seiten.

intake-page-list = Artikel
intake-page-article = Einzelner Artikel
intake-page-columns = Spalten
intake-page-names = Dateinamen
intake-page-choices = Optionen
intake-page-files = Dateien

## Die Liste.

intake-list = Zu importierende Artikel
intake-filter = Nach Titel, Quelle oder Datei suchen
intake-shown = Welche Artikel zu sehen sind
intake-shown-all = Alle
intake-shown-told = Mit Hinweisen
intake-shown-same = Schon vorhanden
intake-shown-near = Fast gleich
intake-shown-left = Nicht angekreuzt
intake-empty = Dateien lassen sich auch hierher ziehen.
intake-none = Nichts zu zeigen.
intake-take-shown = Alle ankreuzen
intake-leave-shown = Keinen ankreuzen
intake-list-keys = ↑ ↓ zum Gehen, Leertaste kreuzt an, Eingabe führt zu den Absätzen
intake-words = { $count ->
    [one] ein Wort
   *[other] { $count } Wörter
  }
intake-row-taken = angekreuzt
intake-row-left = nicht angekreuzt
intake-there = Schon vorhanden: „{ $title }“
intake-twice = Derselbe Text wie „{ $title }“
intake-near = Fast gleich wie „{ $title }“
intake-near-here = Im Projekt fast gleich: „{ $title }“
intake-comparing = Vergleich mit dem Projekt… { $percent } %
intake-near-count = { $count ->
    [one] Einer davon ist fast gleich wie ein anderer, hier oder im Projekt.
   *[other] { $count } davon sind fast gleich wie andere, hier oder im Projekt.
  }
intake-remarks = { $first } (und { $more } weitere)

## Der gewählte Artikel.

intake-no-article = Kein Artikel ist gewählt.
intake-from = { $file }, { $encoding }
intake-blocks = { $cut ->
    [0] { $count ->
        [one] Ein Absatz
       *[other] { $count } Absätze
    }
   *[other] { $count ->
        [one] Ein Absatz
       *[other] { $count } Absätze
    }, { $cut } gestrichen
  }
intake-blocks-list = Absätze des Artikels
intake-blocks-keys = Leertaste streicht oder behält einen Absatz, Umschalt+Leertaste in allen Artikeln
intake-cut-everywhere = Überall streichen
intake-keep-everywhere = Überall behalten
intake-everywhere-help = Jeden Absatz mit denselben Wörtern, in allen Artikeln
intake-cut-as = Gestrichen: { $why }
intake-block-kept = behalten
intake-kind-heading = Überschrift
intake-kind-item = Listenpunkt
intake-kind-row = Tabellenzeile
intake-kind-quote = Zitat
intake-kind-note = Anmerkung
intake-kind-caption = Bildunterschrift
intake-left-out = { $count ->
    [one] Ein Artikel wurde von Hand weggelassen.
   *[other] { $count } Artikel wurden von Hand weggelassen.
  }
intake-all-cut = { $count ->
    [one] Ein Artikel wurde weggelassen, weil alles darin gestrichen ist.
   *[other] { $count } Artikel wurden weggelassen, weil alles darin gestrichen ist.
  }

## Spalten.

intake-column-holds = Was „{ $column }“ enthält
intake-columns-more = { $count ->
    [one] Eine weitere Spalte bleibt, wie sie erschlossen wurde.
   *[other] { $count } weitere Spalten bleiben, wie sie erschlossen wurden.
  }
intake-order-auto = Wie die Spalte es sagt
intake-order-dmy = Tag, Monat, Jahr
intake-order-mdy = Monat, Tag, Jahr
intake-order-ymd = Jahr, Monat, Tag
intake-order-open = { $count ->
    [one] „{ $day }“ ist auf zwei Arten lesbar und bleibt weg, bis die Reihenfolge gewählt ist.
   *[other] { $count } Tage wie „{ $day }“ sind auf zwei Arten lesbar und bleiben weg, bis die Reihenfolge gewählt ist.
  }
intake-order-proof = { $order }; das zeigt „{ $day }“.
intake-sheets = Außerdem in der Datei: { $sheets }
intake-recipe-fits = Das Rezept „{ $name }“ ist für diese Spalten.
intake-recipe-used = Das Rezept „{ $name }“ wird verwendet.
intake-recipe-use = Verwenden
intake-recipe-remove = Entfernen
intake-recipe-name = Name des Rezepts
intake-recipe-keep = Als Rezept behalten
intake-recipe-help = Was hier gewählt ist, wird wieder vorgeschlagen, wenn dieselben Spalten kommen.
recipe-kept = Das Rezept „{ $name }“ ist behalten: { $path }
recipe-not-kept = Das Rezept ließ sich nicht behalten ({ $why }).

## Optionen und Dateinamen.

intake-format = Dateien lesen als
intake-format-found = Was jede offenbar ist
intake-encoding = Kodierung von { $file }
intake-encoding-found = Wie erkannt
intake-encoding-now = Gelesen als { $encoding }.
intake-names-at = Bei Zeichen { $place }: { $why }
intake-names-proposed = Diese Namen folgen:
intake-names-followed = { $count } von { $all } Namen folgen dem Muster.
intake-names-not = folgt ihm nicht

## Dateien.

intake-refused = { $file }: { $why }
intake-file = { $file }: { $format }, { $count ->
    [one] ein Artikel
   *[other] { $count } Artikel
  }
intake-no-files = Noch keine Dateien.
intake-report-title = Was aus den Dateien wurde
intake-report-summary = { $added ->
    [one] Ein Artikel
   *[other] { $added } Artikel
  } aus { $files ->
    [one] einer Datei
   *[other] { $files } Dateien
  } hinzugefügt{ $same ->
    [0] {""}
   *[other] {", "}{ $same } schon vorhanden
  }{ $twice ->
    [0] {""}
   *[other] {", "}{ $twice } doppelt
  }{ $refused ->
    [0] {""}
    [one] {", "}eine Datei abgelehnt
   *[other] {", "}{ $refused } Dateien abgelehnt
  }.
intake-report-copy = Bericht kopieren
intake-report-near = Von einem Artikel, der schon hier war, lassen sich Markierungen übertragen: ihn öffnen und „{ $command }“ wählen.
