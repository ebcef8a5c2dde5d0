### Namen von Änderungen, wie Rückgängig und Verlauf sie nennen.

## Annotationen.

edit-tag = { $quote } als { $tag } markieren
edit-tag-again = { $quote } noch einmal als { $tag } markieren
edit-tag-more =
    { $count ->
        [one] { $count } weitere Textstelle
       *[other] { $count } weitere Textstellen
    } als { $tag } markieren
edit-retag = Kategorie von { $quote } in { $tag } ändern
edit-spans = Enden auf { $quote } verschieben
edit-piece-add = Teil hinzufügen: { $quote }
edit-piece-remove = Teil entfernen
edit-field-set = { $field } auf { $value } setzen
edit-field-clear = { $field } leeren
edit-note = Notiz zu { $quote }
edit-unsure = { $quote } als unsicher kennzeichnen
edit-sure = { $quote } als sicher kennzeichnen
edit-delete = Löschen
edit-delete-one = { $tag } { $quote } löschen
edit-delete-many = { $count } Annotationen löschen
edit-reattach = { $quote } wieder anbringen
edit-detached-keep = Annotation ohne Stelle behalten
edit-detached-delete = Annotation ohne Stelle löschen

## Verknüpfungen.

edit-link = { $from } verknüpfen: { $label } { $to }
edit-unlink = Verknüpfung lösen: { $label } { $to }
edit-link-elsewhere = { $from } verknüpfen: { $label } { $to } statt { $was }
edit-link-turn = Umkehren: { $link }
link-ends-at-entity = „{ $label }“ führt zu einem Eintrag, und der hat keine eigenen Verknüpfungen
link-end-gone = Das andere Ende der Verknüpfung gibt es nicht mehr
link-not-in-codebook = Das Codebuch hat kein „{ $label }“ von { $from } zu { $to }
link-taken = { $from } ist schon „{ $label }“ { $to }

## Das Codebuch.

edit-codebook = Codebuch einrichten
edit-part-add =
    { $what ->
        [tag] Kategorie
        [role] Rolle
        [field] Artikelfeld
       *[type] Eintragstyp
    } { $name } hinzufügen
edit-part-change =
    { $what ->
        [tag] Kategorie
        [role] Rolle
        [field] Artikelfeld
       *[type] Eintragstyp
    } { $name } ändern
edit-part-remove =
    { $what ->
        [tag] Kategorie
        [role] Rolle
        [field] Artikelfeld
       *[type] Eintragstyp
    } { $name } entfernen
edit-part-move =
    { $what ->
        [tag] Kategorie
        [role] Rolle
        [field] Artikelfeld
       *[type] Eintragstyp
    } { $name } verschieben

## Das Register.

edit-entity-add = Eintrag { $name } hinzufügen
edit-entity-change = Eintrag { $name } ändern
edit-entity-remove-any = Eintrag entfernen
edit-entity-remove = Eintrag { $name } entfernen
edit-entities-remove = { $count } Einträge entfernen
edit-entities-merge-any = Einträge zusammenführen
edit-entities-merge = Eintrag { $from } mit { $into } zusammenführen
edit-entity-split-any = Eintrag teilen
edit-entity-split = { $new } von { $whole } abtrennen

## Artikel, Bearbeiter, das Projekt.

edit-article-add = „{ $title }“ hinzufügen
edit-article-remove =
    { $count ->
        [0] „{ $title }“ entfernen
        [one] „{ $title }“ mit der eigenen Annotation entfernen
       *[other] „{ $title }“ mit den eigenen { $count } Annotationen entfernen
    }
edit-article-describe = „{ $title }“ beschreiben
edit-text-accept-any = Geänderten Text annehmen
edit-text-accept = Geänderten Text von „{ $title }“ annehmen
edit-annotator-any = Bearbeiter
edit-annotator = Bearbeiter { $name }
edit-status = Artikel auf „{ $status }“ setzen
edit-article-field = { $field } des Artikels setzen
edit-article-note = Notiz zum Artikel
edit-settings = Projekteinstellungen ändern
edit-guidelines = Richtlinien ändern
