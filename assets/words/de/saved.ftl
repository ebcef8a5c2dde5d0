### Filter, die unter einem Namen behalten wurden.

saved-title = Gespeicherte Filter
saved-now = Filter der Tabelle: { $filter }
saved-empty = Der Filter der Tabelle ist leer; es gibt also nichts zu behalten.
saved-name = Name des Filters
saved-name-hint = Name, um ihn zu behalten
saved-keep = Behalten
saved-keys = ↓ und ↑ wählen, Enter verwendet das Gewählte. In der Tabelle genügt der Anfang eines Namens.
saved-enter = Enter behält den Filter unter diesem Namen.
saved-replaces = Er tritt an die Stelle des Filters, der so heißt.
saved-none = Noch wurde kein Filter behalten.
saved-remove = Entfernen
saved-remove-named = Filter { $name } entfernen
saved-back = „{ $name }“ zurückholen
saved-not-written = Die gespeicherten Filter konnten nicht geschrieben werden: { $why }
