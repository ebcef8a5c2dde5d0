### Das Codebuch: was daran getan wird.

tagset-did-add = Die Kategorie { $tag } hinzufügen
tagset-did-bring-back = Die Kategorie { $tag } zurückholen
tagset-did-change = Die Kategorie { $tag } ändern
tagset-did-change-attribute = Das Merkmal { $attribute } ändern
tagset-did-confirm =
    { $count ->
        [one] Eine Annotation unter der neuen Definition bestätigen
       *[other] { $count } Annotationen unter der neuen Definition bestätigen
    }
tagset-did-delete = Die Kategorie { $tag } löschen
tagset-did-describe = Die Kategorie { $tag } beschreiben
tagset-did-examples = Die Beispiele von { $tag } ändern
tagset-did-follow = { $count } Annotationen ans Codebuch angleichen
tagset-did-forget = Die letzte Änderung von { $tag } als bloße Umformulierung zählen
tagset-did-group = Die Kategorie { $tag } unter { $group } stellen
tagset-did-key = { $tag } die Taste { $key } geben
tagset-did-merge = Die Kategorie { $from } mit { $into } vereinen
tagset-did-merge-attributes = Das Merkmal { $from } mit { $into } vereinen
tagset-did-move = Die Kategorie { $tag } verschieben
tagset-did-no-key = { $tag } die Taste nehmen
tagset-did-recolour = Die Farbe der Kategorie { $tag } ändern
tagset-did-rename = Die Kategorie { $before } in { $after } umbenennen
tagset-did-rename-option = „{ $from }“ in „{ $to }“ umbenennen
tagset-did-retire = Die Kategorie { $tag } stilllegen
tagset-did-rules = Die Regeln von { $tag } ändern
tagset-did-split = Die Kategorie { $tag } teilen
tagset-did-split-off = { $new } von der Kategorie { $tag } abspalten
tagset-did-ungroup = Die Kategorie { $tag } ganz oben hinstellen

trash-article-gone = Was im Artikel { $article } markiert war, bleibt weg: Den Artikel gibt es nicht mehr.
trash-tag = Kategorie
trash-tag-with =
    { $count ->
        [one] Kategorie mit einer Annotation
       *[other] Kategorie mit { $count } Annotationen
    }
