### Korrekturen an Artikeltexten.

correction-lost = der Text wurde über eines ihrer Enden hinweg korrigiert, ihre Stelle ist also nicht sicher
correction-misfit = eine Korrektur des Artikels { $article } passt nicht zu seinem Text: { $why }
correction-otherwise = bei { $at } steht im Text nicht „{ $was }“
correction-disorder = zwei ihrer Textstellen überschneiden sich bei { $at }
correction-both = Der Text von „{ $title }“ wurde hier und von { $other } korrigiert.
correction-unfit = Der Text wird gezeigt, wie er geladen wurde, denn eine Korrektur passt nicht zu ihm: { $why }. In diese Datei wird nichts geschrieben. Die Datei des Textes oder diese Datei aus einer Sicherung zurückholen.
correction-edit = Text von „{ $title }“ korrigieren
correction-edit-back = Korrekturen an „{ $title }“ zurücknehmen

# Das Fenster, das eine Textstelle korrigiert.
correction-title = Text korrigieren
correction-passage = Die Textstelle
correction-remark = Annotationen wandern mit. Die Datei des Textes bleibt, wie sie geladen wurde; die Korrektur steht daneben und lässt sich zurücknehmen.
correction-cut = Textstelle streichen
correction-why = Warum (kann leer bleiben)
correction-do = Korrigieren
correction-nothing = Noch ist nichts geändert
correction-empty = Vom Text bliebe nichts übrig
correction-same =
    { $count ->
        [one] Eine Annotation des Artikels behält ihren Wortlaut.
       *[other] { $count } Annotationen des Artikels behalten ihren Wortlaut.
    }
correction-reads =
    { $count ->
        [one] Eine Annotation lautet dann anders:
       *[other] { $count } Annotationen lauten dann anders:
    }
correction-loses =
    { $count ->
        [one] Eine Annotation verliert ihre Stelle und muss von Hand platziert oder gelöscht werden:
       *[other] { $count } Annotationen verlieren ihre Stelle und müssen von Hand platziert oder gelöscht werden:
    }
correction-more = … und { $count } weitere.

# Die Liste der Korrekturen.
corrections-title = Korrekturen am Text
corrections-none = An diesem Text wurde nichts korrigiert. Eine Textstelle auswählen und „{ command-correct-text }“ wählen.
corrections-about = Die neueste steht zuerst. Wird eine zurückgenommen, dann auch alle danach. Der Text, wie er geladen wurde, steht in der Datei des Artikels; Exporte können ihn enthalten.
corrections-by = { $who }, { $when }
corrections-cut = { $was } gestrichen
corrections-put = { $now } eingefügt
corrections-back = Zurücknehmen…
corrections-back-about =
    { $after ->
        [0] Diese Korrektur wird zurückgenommen.
        [one] Diese Korrektur wird zurückgenommen, und die danach.
       *[other] Diese Korrektur wird zurückgenommen, und die { $after } danach.
    }
corrections-take-back = Zurücknehmen

history-corrected = { $title }: Text korrigiert, { $was } → { $now }
history-correction-back = { $title }: Korrektur zurückgenommen, { $was } → { $now }

correction-was-now = { $was } → { $now }
correction-doubt = der Text ist nicht der, der geladen wurde
correction-looking = Es wird nachgesehen, was das mit Annotationen macht…
correction-out-of-date = Der Text hat sich inzwischen geändert: Es wurde nichts korrigiert
