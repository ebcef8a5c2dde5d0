### Was über einen Artikel bekannt ist, und sein geänderter Text.

article-form = Titel, Quelle und Datum
article-form-title = Titel
article-form-source = Quelle
article-form-author = Autor
article-form-date = Datum
article-form-date-wrong = Das Datum ist nicht lesbar
article-form-address = Webadresse
article-form-language = Sprache
article-form-languages = Ein Kürzel wie en, ar oder zh-Hans.
article-form-origin = Herkunft
article-form-origin-told =
    { $from ->
        [pasted] Eingefügt
        [file] Geladen aus { $file }
       *[encoded] Geladen aus { $file } ({ $encoding })
    } am { $day } von { $by }. { $cleaned ->
        [no] Am Text wurde nichts verändert.
       *[yes] Dabei bereinigt: { $cleaning }.
    }
changed-text = Geänderter Text
changed-text-unknown = Was geändert wurde, ist nicht bekannt: der geladene Text ist weder hier noch in einer Sicherung auf diesem Computer.
changed-text-line-ends = Geändert wurden nur die Zeilenenden, wie git und Editoren es tun.
changed-text-passages =
    { $count ->
        [one] Eine Stelle wurde geändert:
       *[other] { $count } Stellen wurden geändert:
    }
changed-text-more = … und { $count } weitere.
changed-text-about = Der Text dieses Artikels ist nicht der, der geladen wurde. Annotationen, deren Stelle sicher ist, sind mitgegangen; die übrigen warten, bis entschieden ist, wo sie stehen.
changed-text-advice = Wenn die Änderung nicht gewollt ist, die Datei in ihren alten Stand zurückversetzen. Bis die Änderung angenommen ist, weist der Artikel bei jedem Öffnen des Projekts darauf hin.
changed-text-accept = Geänderten Text annehmen
changed-text-line = Zeile { $line }
changed-text-loaded = Geladen
changed-text-now = Jetzt
