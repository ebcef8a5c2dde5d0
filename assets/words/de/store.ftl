### Projekte in ihren Ordnern: was sich nicht lesen oder schreiben lässt, und was zu tun ist.

## Ein Projekt öffnen und anlegen.

store-no-project = { $folder } ist kein Postil-Projekt: { $why }. Den Ordner wählen, in dem project.ron liegt, oder ein neues Projekt anlegen.
store-no-project-gone = diesen Ordner gibt es nicht
store-no-project-file = das ist eine Datei
store-no-project-empty = darin liegt keine project.ron
store-damaged = { $place }: { $message } Es wurde nichts geändert. Die Datei dort reparieren oder eine frühere Fassung zurücklegen.
store-unreadable = { $path } ließ sich nicht lesen: { $why }. Es wurde nichts geändert.
store-occupied = { $path } ist nicht leer. Es wurde nichts geändert. Für ein neues Projekt einen neuen oder leeren Ordner wählen.
store-not-made = Das Projekt ließ sich nicht anlegen: { $why }
store-cancelled = Das Öffnen wurde abgebrochen. Es wurde nichts geändert.

## Warum das Projekt nur gelesen werden kann.

store-read-only = Der Projektordner ist schreibgeschützt; das Projekt kann gelesen, aber nicht geändert werden. Die Zugriffsrechte des Ordners ändern oder an einer Kopie arbeiten.
store-read-only-codebook = Das Codebuch ließ sich nicht lesen, daher kann nichts markiert werden: siehe { $file }. Das Projekt kann gelesen, aber nicht geändert werden.
store-read-only-folder = Was im Ordner { $folder } liegt, ist nicht zu sehen: { $why }. Damit dort nichts überschrieben wird, kann das Projekt gelesen, aber nicht geändert werden. Den Ordner lesbar machen und das Projekt neu öffnen.
store-newer = Das hat ein neueres Postil geschrieben (Format { $format }; dieses kennt { $known }); hier kann es gelesen, aber nicht geändert werden. Postil aktualisieren, um daran zu arbeiten.

## Dateien, die nicht zu gebrauchen sind.

file-missing = Die Datei fehlt. Sie zurücklegen.
file-unreadable = Sie lässt sich nicht lesen: { $why }. Sie bleibt, wie sie ist, und alles andere ist offen.
file-damaged = { $message } Die Datei bleibt, wie sie ist, und alles andere ist offen. Sie dort reparieren oder ihre letzte heile Fassung zurückholen: mit einem Druck auf diese Zeile in der Liste von „{ command-findings }“ (Menü „{ menu-file }“) oder mit postil mend.
file-newer = Sie wurde von einem neueren Postil geschrieben (Format { $format }; dieses kennt { $known }), und dieses kann sie nicht zeigen. Sie bleibt, wie sie ist, und alles andere ist offen. Postil aktualisieren, um daran zu arbeiten.
file-too-large = sie hat { $size } MB; Postil liest bis zu { $most } MB
file-link-to-nothing = sie ist ein Link ins Leere
file-is-folder = das ist ein Ordner, keine Datei
file-is-device = das ist eine Pipe oder ein Gerät, keine Datei
file-leads-out = sie ist ein Link, der aus dem Projekt hinausführt

## Was an einer Datei nicht stimmt.

file-no-format = Ein Format 0 gibt es nicht.
file-no-utf-8 = Das ist kein UTF-8-Text.
file-empty = Die Datei ist leer.
file-two-versions = Git hat hier zwei Fassungen stehen lassen, die es nicht zusammenführen konnte, zwischen <<<<<<< und >>>>>>>.
file-zero-byte = Darin ist ein Nullbyte, also ist das kein Text.
file-cut-off = Die Datei scheint abgeschnitten zu sein: { $cause }.
file-place = Zeile { $line }, Spalte { $column }: { $message }
file-excess =
    Es sind { $count } { $what ->
        [tags] Kategorien
        [roles] Rollen
        [article_attributes] Artikelfelder
        [entity_types] Eintragstypen
        [entities] Einträge
        [corrections] Korrekturen
        [highlighters] Textmarker
        [withdrawn] zurückgenommene Korrekturen
       *[annotations] Annotationen
    }; Postil liest bis zu { $most } in einer Datei.
file-not-ron = es lässt sich nicht als RON schreiben: { $why }

## Was das System sagt; innerhalb eines Satzes.

disk-no-permission = die Berechtigung fehlt
disk-full = der Datenträger ist voll
disk-quota = das Kontingent auf diesem Datenträger ist aufgebraucht
disk-read-only = der Datenträger ist schreibgeschützt
disk-gone = die Datei oder ihr Ordner ist nicht mehr da
disk-folder-in-place = an ihrer Stelle steht ein Ordner
disk-file-in-place = an der Stelle ihres Ordners steht eine Datei

## Was sich dagegen tun lässt.

remedy-permission = Die Zugriffsrechte der Datei oder ihres Ordners ändern.
remedy-full = Auf dem Datenträger Platz schaffen.
remedy-read-only = Den Datenträger beschreibbar machen oder das Projekt kopieren.
remedy-gone = Den Projektordner zurücklegen.
remedy-other = Den Datenträger und den Ordner prüfen.

## Artikel und ihre Texte.

open-text-missing = Der Text dieses Artikels fehlt, daher wird der Artikel nicht gezeigt. Die Datei zurücklegen; was markiert wurde, ist noch da.
open-about-missing = Die Datei fehlt, daher erscheint der Artikel unter seiner ID. Ihm einen Titel geben, dann wird die Datei angelegt.
open-annotator-missing = Die Datei fehlt, daher erscheint dieser Bearbeiter unter dem Namen des Ordners. Ihm einen Namen geben, dann wird sie angelegt.
open-line-ends = Die Zeilenenden wurden zu CR LF geändert, wie git oder ein Editor es unter Windows tut. Annotationen, deren Stellen unverändert sind, ziehen mit; alle anderen werden gesondert gezeigt. Die ursprüngliche Datei zurücklegen; oder, wenn die Änderung gewollt ist, „{ command-changed-text }“ im Menü „{ menu-article }“ wählen oder postil accept-text.
open-other-text = Der Text ist nicht der, der geladen wurde. Annotationen, deren Stellen unverändert sind, ziehen mit; alle anderen werden gesondert gezeigt. Die ursprüngliche Datei zurücklegen; oder, wenn die Änderung gewollt ist, „{ command-changed-text }“ im Menü „{ menu-article }“ wählen oder postil accept-text.
open-folder-unseen = Was in diesem Ordner liegt, ist nicht zu sehen: { $why }. Er bleibt, wie er ist.
open-stray = Das ist { $what } und wurde nicht gelesen. Anderswohin verschieben.
open-strays = { $more } weitere Dateien hier gehören nicht dazu ({ $what }) und wurden nicht gelesen.
open-stray-layer = keine Ebene eines Artikels
open-stray-review = keine Begutachtung eines Artikels
open-stray-work = kein Teil der Arbeit eines Bearbeiters
open-stray-article = keine Datei eines Artikels
open-stray-annotator = kein Ordner eines Bearbeiters

## Ebenen.

layer-no-article = Der Artikel { $article } fehlt oder lässt sich nicht lesen, daher werden seine Annotationen nicht gezeigt. Sie bleiben, wie sie sind; den Artikel zurücklegen.
layer-elsewhere = Die Datei nennt sich die Ebene eines anderen Artikels oder Bearbeiters; es gilt, wo sie liegt. Sie verschieben, wenn sie aus Versehen hier liegt.
layer-moved-none =
    Der Text des Artikels ist nicht der, auf dem diese Ebene entstand. Keine ihrer Annotationen wurde verschoben{ $left ->
        [0] .
        [one] ; eine muss von Hand angebracht werden.
       *[other] ; { $left } müssen von Hand angebracht werden.
    }
layer-moved =
    Der Text des Artikels ist nicht der, auf dem diese Ebene entstand. { $moved ->
        [one] Eine Annotation ist mit ihrem Wortlaut mitgezogen
       *[other] { $moved } Annotationen sind mit ihrem Wortlaut mitgezogen
    }{ $left ->
        [0] .
        [one] ; eine muss von Hand angebracht werden.
       *[other] ; { $left } müssen von Hand angebracht werden.
    }
layer-more-wrong = … und bei { $more } weiteren Annotationen dieser Datei stimmt etwas nicht.
layer-id-deleted = Die Annotation { $id } ist sowohl da als auch gelöscht. Sie bleibt erhalten; sie noch einmal löschen, wenn sie weg soll.
layer-id-twice = Die Annotations-ID { $id } kommt zweimal vor. Beide bleiben erhalten; die zweite heißt jetzt { $fresh }, in der Datei von der nächsten Änderung dieser Ebene an.
layer-lost = Die Annotation { $id } hat ihre Stelle verloren: { $why }. Sie bleibt erhalten und wird gesondert gezeigt. Den Artikel öffnen, um sie wieder anzubringen.
layer-no-tag = Die Annotation { $id } hat keine Kategorie.
codebook-id-twice = Die ID { $id } kommt zweimal vor. Die erste behält sie, mit allem, was markiert ist; „{ $name }“ hat jetzt die ID { $fresh }, in der Datei von der nächsten Änderung des Codebuchs an.
register-twice = Der Eintrag { $id } kommt zweimal vor; es gilt die zuletzt geänderte Fassung.
edit-along =
    { $count ->
        [one] Annotation mit ihrem Text mitziehen
       *[other] { $count } Annotationen mit ihrem Text mitziehen
    }

## Warum eine Annotation keinen Platz hat; innerhalb eines Satzes.

lost-changed = der Text wurde dort seitdem geändert, daher ist die Stelle nicht sicher
lost-other-text = der Text ist ein anderer als der, auf dem sie entstand, und ihre Stelle darin ist nicht sicher
lost-empty = die Textstelle { $start }..{ $end } umfasst nichts
lost-beyond = die Textstelle { $start }..{ $end } reicht über den Text hinaus, der { $count } Zeichen hat
lost-silent = die Textstelle { $start }..{ $end } sagt nicht, was sie umfasst
lost-reads = bei { $start }..{ $end } lautet der Text „{ $there }“, nicht „{ $quote }“
lost-in-journal = Der Text wurde geändert, bevor diese Annotation im Projektordner ankam.

## Begutachtungen.

review-no-article = Der Artikel { $article } fehlt oder lässt sich nicht lesen, daher werden Entscheidungen und Kommentare dazu nicht gezeigt. Sie bleiben, wie sie sind; den Artikel zurücklegen.
review-elsewhere = Die Datei nennt sich die Begutachtung eines anderen Artikels oder durch jemand anderen; es gilt, wo sie liegt. Sie verschieben, wenn sie aus Versehen hier liegt.
review-twice = Die Kennung { $id } kommt zweimal vor. Es gilt, was zuletzt entstand.
