### Was gesagt wird, wenn ein Datenträger, ein Ordner oder eine Datei nicht ist, wie es sein soll.

faults-missing =
    { $count ->
        [one] Ein anderes Programm hat „{ $file }“ gelöscht. Was darin stand, ist hier noch vorhanden.
       *[other] Ein anderes Programm hat { $count } Dateien gelöscht, darunter „{ $file }“. Was darin stand, ist hier noch vorhanden.
    }
faults-missing-synced =
    { $count ->
        [one] Andere haben „{ $file }“ gelöscht; das kam mit dem Abgleich. Was darin stand, ist hier noch vorhanden.
       *[other] Andere haben { $count } Dateien gelöscht, darunter „{ $file }“; das kam mit dem Abgleich. Was darin stand, ist hier noch vorhanden.
    }
faults-accept-removal = Auch hier entfernen
faults-write-again =
    { $count ->
        [one] Erneut schreiben
       *[other] Alle erneut schreiben
    }
faults-accept-removal-edit = Entfernen, was ein anderes Programm gelöscht hat
faults-removal-accepted = Auch hier entfernt. Rückgängig holt es zurück.
faults-written-again = „{ $file }“ wurde erneut geschrieben.
faults-moved = Der Projektordner liegt jetzt in „{ $place }“. Was dort noch fehlt, steht im Journal auf diesem Computer und kommt mit.
faults-moved-unsafe = Der Projektordner liegt jetzt in „{ $place }“, aber Änderungen stehen nur im Arbeitsspeicher. Dem Ordner den alten Namen und Platz zurückgeben oder anderswo eine Kopie sichern.
faults-follow = Dort weiterarbeiten
faults-backup-list = Das Verzeichnis der Sicherung { $number } vom { $at } ist auf dem Datenträger beschädigt; diese Sicherung lässt sich nicht wiederherstellen. Die anderen Sicherungen berührt das nicht.
