### Die eigene Frage des Programms nach einem Pfad.

path-field = Pfad
path-looking = Der Ordner wird gelesen
path-looking-still = Der Ordner wird gelesen…
path-is-file = Das ist eine Datei, kein Ordner
path-forbidden = Dieser Ordner darf nicht gelesen werden
path-unreadable = Der Ordner ist nicht lesbar: { $error }
path-no-file = Eine Datei wählen
path-nameless = Der Datei einen Namen geben
path-is-folder = Das ist ein Ordner
path-choose-folder = Diesen Ordner wählen
path-open = Öffnen
path-open-several = { $count } Dateien öffnen
path-keys = Eingabe öffnet eine Datei, Einfg wählt mehrere aus.
path-replaces = Diese Datei gibt es schon; sie wird ersetzt.
path-of-project = Das ist der Ordner des Projekts. Was darin steht, ist schon da.
path-no-folders = In diesem Ordner ist kein weiterer.
path-no-folders-so = In diesem Ordner ist keiner, der so beginnt.
path-nothing-to-open = Hier ist nichts, was sich öffnen lässt.
path-empty = Der Ordner ist leer.
path-select = { $name } auswählen
picker-articles = Artikel
