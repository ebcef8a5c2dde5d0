### Woraus ein Projekt besteht: Namen von Werten, und warum etwas nicht geht.

article-untitled = Ohne Titel
status-to-do = offen
status-in-progress = in Arbeit
status-done = erledigt
value-yes = ja
value-no = nein
pattern-solid = Durchgezogen
pattern-double = Doppelt
pattern-dashed = Gestrichelt
pattern-dotted = Gepunktet
pattern-wavy = Gewellt
color-wrong = „{ $text }“ ist keine Farbe: #rrggbb schreiben, zum Beispiel #1f77b4
id-wrong = „{ $id }“ ist keine ID: 1 bis 64 Zeichen aus a-z, 0-9 und -, an den Enden kein - und kein Gerätename wie con

## Was ein Feld annimmt.

field-takes = { $field } nimmt { $takes } an, nicht „{ $text }“
field-takes-entity = die ID eines Eintrags
field-takes-flag = ja oder nein
field-takes-number = eine Zahl
field-takes-number-between = eine Zahl von { $min } bis { $max }
field-takes-number-from = eine Zahl ab { $min }
field-takes-number-to = eine Zahl bis { $max }

## Warum Textstellen keine Annotation ergeben; innerhalb eines Satzes.

span-none = eine Annotation braucht mindestens eine Textstelle
span-empty = eine Textstelle umfasst nichts
span-disorder = Textstellen überschneiden sich oder stehen in falscher Reihenfolge
span-beyond = eine Textstelle reicht über das Ende des Textes hinaus
span-cut = eine Textstelle schneidet ein Zeichen entzwei

## Warum eine Änderung abgelehnt wurde; innerhalb eines Satzes.

refused-no-article = es gibt keinen Artikel { $id }
refused-no-annotator = es gibt keinen Bearbeiter { $id }
refused-spans = Annotation { $id }: { $why }
refused-wrong-id = { $what } ist unter einer anderen ID gespeichert
refused-ambiguous = die ID { $id } steht zweimal in codebook.ron oder highlighters.ron; zuerst dort eine der beiden umbenennen
refused-annotated = auch von { $who } gibt es Arbeit daran, und die kann sonst niemand entfernen
refused-in-use = an { $what } hängt noch Arbeit
refused-in-use-text = dem Text des Artikels { $id }
refused-in-use-annotator = Bearbeiter { $id }
