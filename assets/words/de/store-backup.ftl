### Sicherungen eines Projekts.

## Warum eine gemacht wurde.

backup-hourly = stündlich
backup-by-hand = von Hand
backup-before-merge = vor einem Zusammenführen
backup-before-import = vor einem Import
backup-before-restore = vor einem Wiederherstellen

## Warum es nicht ging.

backup-cancelled = Abgebrochen. Es wurde nichts geändert.
backup-busy = Ein anderes Fenster sichert dieses Projekt gerade. Es gleich noch einmal versuchen.
backup-missing = Eine Sicherung mit der Nummer { $number } gibt es nicht.
backup-altered = { $path } enthält etwas anderes, als dort geschrieben wurde. Frühere Sicherungen sind, wie sie waren. Den Datenträger prüfen.
backup-damaged = Das Verzeichnis der Sicherung in { $path } ist nicht zu gebrauchen: { $why }.
backup-unwritten = { $path } ließ sich nicht schreiben: { $why }. Frühere Sicherungen sind, wie sie waren. { $remedy }
backup-unreadable = { $path } ließ sich nicht lesen: { $why }.
backup-occupied = { $path } gibt es schon, und es ist nicht leer. Es wurde nichts geändert. Einen neuen oder leeren Ordner wählen.

## Warum ihr Verzeichnis nicht zu gebrauchen ist; innerhalb eines Satzes.

backup-list-first-line = die erste Zeile ist nicht von uns
backup-list-altered = es ist nicht, wie es geschrieben wurde
backup-list-unreadable = es lässt sich nicht lesen ({ $why })
backup-list-newer = ein neueres Postil hat es gemacht
backup-list-damaged = es ist beschädigt

## Was in Sicherungen gefunden wurde.

backup-lost = { $file }, wie Sicherung { $backups } sie hat, ist auf dem Datenträger beschädigt, und das Projekt hat inzwischen eine andere Fassung. Der Rest dieser Sicherungen ist heil.
backup-lost-more = { $file }, wie Sicherung { $backups } und { $more } weitere sie haben, ist auf dem Datenträger beschädigt, und das Projekt hat inzwischen eine andere Fassung. Der Rest dieser Sicherungen ist heil.
backup-leads-out = { $file } führt aus dem Projekt hinaus.
backup-file-lost = { $file } ist verloren: { $why }
backup-file-earlier = { $file } ist in dieser Sicherung beschädigt; die Datei wurde aus der vom { $at } genommen.
backup-restored-name = { $name } wiederhergestellt { $at }
