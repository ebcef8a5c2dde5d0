### Wohin die Annotationen gehen, in welchem Format.

export-title = Exportieren
export-format = Format
export-file = Datei
export-replaces = Diese Datei gibt es schon. Der Export ersetzt sie.
export-whose = Wessen Annotationen
export-everybody = Alle
export-do = Exportieren
title-export = Exportieren nach
export-no-path = Den Pfad einer Datei angeben
export-no-whole-path = Den vollständigen Pfad der Datei angeben
export-into-folder = Das ist ein Ordner: den Namen einer Datei darin angeben
