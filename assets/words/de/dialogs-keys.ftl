### Die Tasten und die Befehlspalette.

keys-title = Tasten
keys-filter = Nach Name oder Taste filtern
keys-nothing = Keine Taste passt zu „{ $filter }“.
keys-of-codebook = Diese Taste steht im Codebuch
keys-change = Taste ändern…
keys-one-more = Weitere Taste…
keys-none = Keine Taste
keys-usual = Übliche Tasten
keys-print = Druckseite…
keys-press = Die Taste für „{ $command }“ drücken.
keys-press-escape = Escape lässt sie, wie sie ist.
keys-quoted = „{ $command }“
keys-clash = { $key } ist auch die Taste von { $commands }: welcher Befehl gilt, ist ungewiss.
# Steht zwischen Tasten eines Befehls.
keys-or = {"  "}oder{"  "}
# Eine Zeile für Bildschirmleser.
keys-row-none = { $command }, keine Taste
keys-row-clash = { $row }, auch die Taste von { $other }
palette-title = Alle Befehle
palette-find = Befehl suchen
palette-hint = Ein paar Buchstaben eines Befehls tippen
palette-nothing = Kein Befehl passt zu „{ $query }“.
