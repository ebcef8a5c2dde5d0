### Die Sicherungen eines Projekts.

backups-title = Sicherungen
backups-about = Sie entstehen von selbst in jeder Stunde, in der etwas geändert wurde, und vor Importen, Zusammenführungen und Wiederherstellungen; sie liegen auf diesem Computer außerhalb des Projektordners.
backups-none = Es gibt noch keine Sicherung. Die erste entsteht in der Stunde, in der etwas geändert wird, oder sofort mit der Schaltfläche unten.
backups-reading = Wird gelesen…
backups-copy = Neben dem Projektordner wird eine Kopie angelegt. Das Projekt selbst bleibt, wie es ist.
backups-open = Kopie öffnen
backups-restore = Als Kopie wiederherstellen
backups-unchosen = Zuerst eine unversehrte Sicherung wählen
backups-now = Jetzt sichern
backups-line =
    { $why }; { $files ->
        [one] { $files } Datei
       *[other] { $files } Dateien
    }, { $size } kB
backups-damaged = Beschädigt: { $damage }
