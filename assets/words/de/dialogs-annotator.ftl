### Wer annotiert.

annotator-title = Wer annotiert?
annotator-known = Diese Person hat hier schon annotiert.
annotator-new = Ein neuer Name bekommt eigene Ebenen. Was andere markiert haben, bleibt bei ihnen.
annotator-all = Bearbeiter dieses Projekts
annotator-nameless = Zuerst einen Namen angeben
annotator-annotate = Annotieren
