### Sicherungen, die von selbst gemacht werden, und was andere Programme geschrieben haben.

upkeep-no-place = Das System nennt keinen Ordner für den Zustand des Benutzers; daher gibt es keinen Platz für Sicherungen.
upkeep-backed-up = Gesichert
upkeep-left-out = Nicht in der Sicherung: { $file }
upkeep-left-out-all = Nicht in den Sicherungen: { $files }
upkeep-cancelled = Die Sicherung wurde abgebrochen.
upkeep-no-backup = Es wurde keine Sicherung gemacht. { $why }
upkeep-no-backups = Es ließ sich keine Sicherung machen. { $why } In einer Stunde wird es noch einmal versucht; die Arbeit selbst ist gespeichert wie immer.
upkeep-mended =
    Der Datenträger hatte in den Sicherungen von { $count } { $count ->
        [one] Datei
       *[other] Dateien
    } etwas verloren. Sie wurden aus dem Projekt neu angelegt. Den Datenträger prüfen lassen.
upkeep-lost = { $what } Den Datenträger prüfen lassen.
upkeep-lost-more =
    { $count ->
        [one] { $count } weitere Datei in den Sicherungen ist beschädigt.
       *[other] { $count } weitere Dateien in den Sicherungen sind beschädigt.
    }
upkeep-copy-at = Die Kopie liegt in { $path }
upkeep-restoring-cancelled = Das Wiederherstellen wurde abgebrochen.
upkeep-not-restored = Die Sicherung wurde nicht wiederhergestellt. { $why }

## Was andere Programme in den Projektordner geschrieben haben.

taken-in =
    Übernommen: { $count } { $count ->
        [one] Änderung
       *[other] Änderungen
    } eines anderen Programms in { $file }
taken-in-synced =
    Abgeglichen: { $count } { $count ->
        [one] Änderung
       *[other] Änderungen
    } von anderen in { $file }
taken-in-not = Was in { $file } steht, wurde nicht übernommen. Es bleibt, wie es ist, und wird beim nächsten Öffnen des Projekts noch einmal versucht.
merged-git =
    { $count ->
        [0] Nichts Neues stand in den beiden Fassungen, die git in { $file } stehen ließ
        [one] Zusammengeführt: 1 Änderung aus den beiden Fassungen, die git in { $file } stehen ließ
       *[other] Zusammengeführt: { $count } Änderungen aus den beiden Fassungen, die git in { $file } stehen ließ
    }
merged-copy =
    { $count ->
        [0] Nichts Neues stand in { $file }, von einem Abgleichprogramm angelegt
        [one] Zusammengeführt: 1 Änderung aus { $file }, von einem Abgleichprogramm angelegt
       *[other] Zusammengeführt: { $count } Änderungen aus { $file }, von einem Abgleichprogramm angelegt
    }
edit-take-in = Übernehmen, was ein anderes Programm in { $file } geschrieben hat
edit-take-in-synced = Übernehmen, was andere in { $file } geändert haben
edit-merge-file = { $file } zusammenführen

## Die andere Seite, hinter „von“; im Dativ.

other-program = einem anderen Programm
other-git = der Fassung, die git nicht zusammenführen konnte
other-copy = der Kopie { $file }

## Was mit Dateien geschah.

outside-revived = Ein anderes Programm hat { $file } entfernt. Die Datei wurde neu geschrieben, mit allem, was hier darin steht.
outside-gone-synced = Andere haben { $file } entfernt; das kam mit dem Abgleich. Was darin stand, ist noch hier; mit der nächsten Änderung wird die Datei neu geschrieben.
outside-gone = Ein anderes Programm hat { $file } entfernt. Was darin stand, ist noch hier; mit der nächsten Änderung wird sie neu geschrieben.
outside-unreadable = Ein anderes Programm hat { $file } geändert, und sie lässt sich nicht lesen. { $why } Was vorher darin stand, ist noch hier.
