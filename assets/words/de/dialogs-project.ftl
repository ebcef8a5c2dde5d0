### Ein neues Projekt, und Name und Einstellungen eines bestehenden.

new-project-title = Neues Projekt
# Wie es zuerst heißt; der Ordner wird danach benannt.
new-project-first-name = Mein Projekt
new-project-folder = Ordner
new-project-annotator = Eigener Name
new-project-annotator-help = Jede Annotation trägt den Namen der Person, die sie gemacht hat.
new-project-codebook = Codebuch für den Anfang
new-project-no-annotator = Den eigenen Namen angeben
new-project-no-whole-path = Den vollständigen Pfad des Ordners angeben
new-project-is-there = In diesem Ordner ist schon ein Projekt: dieses öffnen oder einen anderen Ordner wählen
new-project-not-empty = Dieser Ordner ist nicht leer: einen anderen oder einen neuen Namen wählen
title-project-place = Ordner, in dem das Projekt angelegt wird
new-project-create = Anlegen
project-form = Name und Beschreibung
project-form-nameless = Dem Projekt einen Namen geben
project-form-name-help = Der Ordner behält seinen Namen: andere Programme und Kollegen kennen ihn so.
project-form-about = Worum es geht
project-form-open-as = Neue Personen öffnen das Projekt
project-form-open-as-help = Als einer der Bearbeiter: gut für ein Beispiel, das nur angesehen werden soll.
project-form-as-themselves = unter eigenem Namen
project-form-as = als { $name }
