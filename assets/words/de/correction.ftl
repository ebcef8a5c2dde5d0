### Korrekturen an Artikeltexten.

correction-lost = der Text wurde über eines ihrer Enden hinweg korrigiert, ihre Stelle ist also nicht sicher
correction-misfit = eine Korrektur des Artikels { $article } passt nicht zu seinem Text: { $why }
correction-otherwise = bei { $at } steht im Text nicht „{ $was }“
correction-disorder = zwei ihrer Textstellen überschneiden sich bei { $at }
correction-both = Der Text von „{ $title }“ wurde hier und von { $other } korrigiert. Die Korrektur von hier bleibt.
correction-unfit = Der Text wird gezeigt, wie er geladen wurde, denn eine Korrektur passt nicht zu ihm: { $why }. In diese Datei wird nichts geschrieben. Die Datei des Textes oder diese Datei aus einer Sicherung zurückholen.
correction-edit = Text von „{ $title }“ korrigieren
correction-edit-back = Korrekturen an „{ $title }“ zurücknehmen
