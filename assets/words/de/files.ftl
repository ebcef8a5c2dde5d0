### Projekte und Dateien: öffnen, laden, exportieren; die Arbeit, die gerade läuft.

## Wonach in Dateidialogen gefragt wird.

title-open-project = Ein Projekt öffnen
title-add-folder = Einen Ordner mit Artikeln importieren
title-add-articles = Artikel importieren
title-import-annotations = Annotationen importieren
title-import-entities = Einträge importieren
title-keys-page = Die Tasten als Seite zum Drucken speichern
title-save-copy = Ein Ordner für die Kopie

## Arbeit, die gerade läuft, mit einem Balken gezeigt.

job-opening = Projekt wird geöffnet
job-reading = Annotationen werden gelesen
job-marks = Annotationen werden vorbereitet
job-colleagues = Annotationen der Kollegen werden vorbereitet
job-remembering = Das nächste Öffnen wird vorbereitet
job-listing = Artikel werden aufgelistet
job-making = Projekt wird angelegt
job-sample = Beispielprojekt wird geöffnet
job-copy = Kopie wird geschrieben
job-loading = Artikel werden importiert
job-importing = Annotationen werden importiert
job-clipboard = Zwischenablage wird gelesen
job-exporting = Export läuft
job-changing = Annotationen werden geändert
job-checking = Projekt wird geprüft
job-going-back = Stand von damals wird geholt
job-comparing = Texte werden verglichen
job-merging = Änderungen werden zusammengeführt
job-backing-up = Sicherung läuft
job-restoring = Sicherung wird wiederhergestellt

## Öffnen und kopieren.

files-opened = { $name } geöffnet
files-no-backup-before-merge = Vor dem Zusammenführen anderer Fassungen wurde keine Sicherung gemacht. { $why }
files-sample-no-place = Das System nennt keinen Ordner für die Daten des Benutzers; das Beispielprojekt hat daher keinen Platz. Stattdessen den Ordner projects/harbour öffnen.
files-copy-at = Eine Kopie des Projekts liegt in { $path }
files-copy-name = { $name } Kopie
files-copy-name-numbered = { $name } Kopie { $number }

## Artikel laden.

files-no-text = Dort liegt keine Datei, aus der sich Artikel importieren ließen.
files-no-project = Zuerst ein Projekt öffnen oder anlegen: Artikel werden in ein Projekt importiert.
files-loading-cancelled = { $job }: abgebrochen. Es wurde nichts hinzugefügt.
files-no-backup-before-loading = Vor dem Laden dieser Artikel wurde keine Sicherung gemacht. { $why }
files-other-project = Inzwischen wurde ein anderes Projekt geöffnet: die Artikel wurden nicht importiert.
files-text-back = Der Text des Artikels { $id } fehlte und ist wieder da. Das Projekt schließen und wieder öffnen, um ihn zu sehen.
files-text-not-back = Ein fehlender Text ließ sich nicht zurücklegen: { $why }.
files-dropped = Was hierher gezogen wurde, ist keine Datei dieses Computers.

## Exportieren, prüfen, die Tasten.

files-exported = Exportiert nach { $path }
files-not-exported = Nicht im Export: { $what }
files-check-cancelled = Die Prüfung wurde abgebrochen.
files-keys-title = Tasten von Postil
files-keys-at = Die Tasten stehen in { $path }
files-not-written = { $path } ließ sich nicht schreiben: { $why }
