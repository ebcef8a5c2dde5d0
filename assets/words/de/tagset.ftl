### Das Codebuch: was daran getan wird.

tagset-did-add = Die Kategorie { $tag } hinzufügen
tagset-did-bring-back = Die Kategorie { $tag } zurückholen
tagset-did-change = Die Kategorie { $tag } ändern
tagset-did-change-attribute = Das Feld { $attribute } ändern
tagset-did-confirm =
    { $count ->
        [one] Eine Annotation unter der neuen Definition bestätigen
       *[other] { $count } Annotationen unter der neuen Definition bestätigen
    }
tagset-did-delete = Die Kategorie { $tag } löschen
tagset-did-delete-link = Die Verknüpfung { $name } löschen
tagset-did-describe = Die Kategorie { $tag } beschreiben
tagset-did-examples = Die Beispiele von { $tag } ändern
tagset-did-follow = { $count } Annotationen ans Codebuch angleichen
tagset-did-forget = Die letzte Änderung von { $tag } als bloße Umformulierung zählen
tagset-did-group = Die Kategorie { $tag } unter { $group } stellen
tagset-did-key = { $tag } die Taste { $key } geben
tagset-did-merge = Die Kategorie { $from } mit { $into } vereinen
tagset-did-merge-attributes = Das Feld { $from } mit { $into } vereinen
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

trash-tag-article-gone = Was im Artikel { $article } markiert war, bleibt weg: Den Artikel gibt es nicht mehr.
trash-tag = Kategorie
trash-tag-with =
    { $count ->
        [one] Kategorie mit einer Annotation
       *[other] Kategorie mit { $count } Annotationen
    }

tagset-about-fields = Was zu jedem Artikel als Ganzem gefragt wird. Noch gibt es nichts.
tagset-about-links = Wie Annotationen miteinander und mit Einträgen zusammenhängen. Noch gibt es keine.
tagset-about-tags = Was in einem Text markiert werden kann. Noch gibt es keine Kategorien: die erste hinzufügen.
tagset-about-types = Was das Register enthalten kann. Noch gibt es keine Arten.
tagset-add = Hinzufügen
tagset-add-field = Feld hinzufügen
tagset-add-link = Verknüpfung hinzufügen
tagset-add-rule = Regel hinzufügen
tagset-add-tag = Kategorie hinzufügen
tagset-add-type = Art hinzufügen
tagset-back = Zurück zum Text
tagset-begin-anew = Neu beginnen
tagset-begun-before = Das wurde schon begonnen und noch nicht hinzugefügt.
tagset-change-anyway = Trotzdem ändern
tagset-choose = Etwas in der Liste wählen oder hinzufügen.
tagset-choose-other = Die Kategorie wählen, die bleibt
tagset-choose-tag = Zuerst eine Annotation oder eine Kategorie wählen
tagset-close = Schließen
tagset-close-group = Die Gruppe { $tag } schließen
tagset-confirm-all = Alle gelten noch
tagset-counting = Die Annotationen werden gezählt…
tagset-delete = Löschen
tagset-delete-help = Die Kategorie kommt mit den eigenen Annotationen in den Papierkorb, und von dort kommt alles zurück. Um die Annotationen zu behalten, die Kategorie stilllegen oder mit einer anderen vereinen.
tagset-delete-other-help = „Rückgängig“ bringt es zurück, der Verlauf auch.
tagset-delete-page = Löschen…
tagset-did-change-type = Die Art { $name } ändern
tagset-edit = Bearbeiten
tagset-edit-rule = Die Regel bearbeiten: { $rule }
tagset-entities-stay =
    { $count ->
        [0] Kein Eintrag ist von diesem Typ.
        [one] Ein Eintrag dieses Typs bleibt im Register; die Prüfung meldet ihn.
       *[other] { $count } Einträge dieses Typs bleiben im Register; die Prüfung meldet sie.
    }
tagset-fields = Artikelfelder
tagset-filter = Das Codebuch filtern
tagset-filter-hint = Zum Suchen tippen
tagset-fit =
    { $count ->
        [one] „{ $value }“, einmal
       *[other] „{ $value }“, { $count }-mal
    }
tagset-fit-as = wird zu „{ $option }“
tagset-fit-becomes = { $value }: wird zu „{ $now }“
tagset-fit-kept = { $value }: passt nicht und bleibt, wie es ist, bis jemand es ändert
tagset-fit-stays = bleibt, wie es ist
tagset-group = Gruppe
tagset-guidelines = Richtlinien…
tagset-guidelines-of = In den Richtlinien
tagset-guidelines-title = Richtlinien
tagset-is-first = Steht schon an erster Stelle
tagset-is-last = Steht schon an letzter Stelle
tagset-is-retired = Stillgelegt: bleibt für das, was damit markiert wurde, und wird nicht mehr angeboten
tagset-link-from = von { $tags }: „{ $label }“
tagset-links = Verknüpfungen
tagset-looking = Es wird gesucht, was das ändert…
tagset-members-move = Die Kategorien darunter gehen mit: { $tags }.
tagset-members-up = Die Kategorien darunter bleiben, eine Stufe höher: { $tags }.
tagset-merge = Vereinen
tagset-merge-help = Die Kategorie bleibt stillgelegt im Codebuch, damit das, was andere damit markiert haben, etwas bedeutet.
tagset-merge-into = Mit welcher Kategorie
tagset-merge-page = Vereinen…
tagset-misfits = Annotationen haben Werte, die zum Feld { $field } nicht mehr passen:
tagset-moves-own =
    { $count ->
        [0] Es gibt keine eigene Annotation mit ihr.
        [one] Eine eigene Annotation bekommt die andere Kategorie.
       *[other] { $count } eigene Annotationen bekommen eine andere Kategorie, in { $articles ->
            [one] einem Artikel
           *[other] { $articles } Artikeln
        }.
    }
tagset-need-field = Feld: { $field }
tagset-need-is = { $field } ist „{ $value }“
tagset-need-link = Verknüpfung: { $role }
tagset-need-note = Eine Notiz
tagset-no-guidelines = Noch gibt es keine Richtlinien. Sie sagen, was wie zu markieren ist, damit alle dasselbe tun.
tagset-no-section = Die Richtlinien sprechen nicht von { $tag }
tagset-not-saved = Noch nicht gespeichert. { $why }.
tagset-nothing-chosen = keine gewählt
tagset-nothing-found = Nichts im Codebuch heißt so.
tagset-older =
    { $count ->
        [one] Eine eigene Annotation entstand unter dem älteren Wortlaut.
       *[other] { $count } eigene Annotationen entstanden unter dem älteren Wortlaut.
    }
tagset-only-group = Nur eine Gruppe: Damit wird nichts markiert
tagset-only-wording = Nur der Wortlaut hat sich geändert
tagset-open-group = Die Gruppe { $tag } öffnen
tagset-others-follow =
    { $count ->
        [one] Eine Annotation von { $who } behält die alte Kategorie, bis { $who } sie ans Codebuch angleicht.
       *[other] { $count } Annotationen von { $who } behalten die alte Kategorie, bis { $who } sie ans Codebuch angleicht.
    }
tagset-others-stay =
    { $count ->
        [one] Eine Annotation von { $who } bleibt, mit einer Kategorie, die das Codebuch nicht kennt.
       *[other] { $count } Annotationen von { $who } bleiben, mit einer Kategorie, die das Codebuch nicht kennt.
    }
tagset-parent = Steht unter
tagset-part-form = Formular
tagset-part-guidelines = Richtlinien neben dem Text
tagset-part-list = Codebuch
tagset-put-aside = Nicht hinzugefügt. Was getippt wurde, bleibt: „{ $add }“ macht damit weiter
tagset-remove = Entfernen
tagset-remove-rule = Die Regel entfernen: { $rule }
tagset-retired = stillgelegt
tagset-row-key = Taste { $key }
tagset-rule-always = immer
tagset-rule-apart = darf sich nicht überschneiden mit
tagset-rule-kind = Was verlangt wird
tagset-rule-needs = muss mindestens eines haben von
tagset-rule-when = Wann
tagset-rule-within = muss liegen in
tagset-rule-words = Hinweis, wo sie verletzt ist (ohne Text formuliert ihn Postil)
tagset-rules = Regeln
tagset-rules-later = Regeln können hinzukommen, sobald es die Kategorie gibt.
tagset-show-older = Zeigen…
tagset-split = Teilen
tagset-split-by = Nach der Wahl in
tagset-split-help = Was keine dieser Optionen hat, behält die alte Kategorie, die stillgelegt wird. Ein leerer Name lässt die Annotationen, wo sie sind; zwei Optionen mit demselben Namen bekommen eine Kategorie.
tagset-split-name = Kategorie für „{ $option }“
tagset-split-needs-name = Mindestens einer der neuen Kategorien einen Namen geben
tagset-split-no-choice = Es gibt keine Auswahl, nach der sich teilen ließe
tagset-split-nothing = Geteilt wird nach einem Feld mit einer einzigen Auswahl, und diese Kategorie hat keines. Zuerst ein solches hinzufügen.
tagset-split-page = Teilen…
tagset-rename = Umbenennen
tagset-take-back = Zurücknehmen
tagset-tags = Kategorien
tagset-takes-links =
    { $count ->
        [one] Eine Verknüpfung, die dorthin führt, fällt weg.
       *[other] { $count } Verknüpfungen, die dorthin führen, fallen weg.
    }
tagset-takes-own =
    { $count ->
        [0] Es gibt keine eigene Annotation mit ihr.
        [one] Eine eigene Annotation wird mit ihr gelöscht.
       *[other] { $count } eigene Annotationen werden mit ihr gelöscht, in { $articles ->
            [one] einem Artikel
           *[other] { $articles } Artikeln
        }.
    }
tagset-takes-roles = Diese Verknüpfungen gehen nicht mehr von ihr aus und führen nicht mehr zu ihr: { $roles }.
tagset-takes-rules = Regeln dieser Kategorien nennen sie nicht mehr: { $tags }.
tagset-title = Codebuch
tagset-title-delete = Die Kategorie { $tag } löschen
tagset-title-merge = Die Kategorie { $tag } vereinen
tagset-title-split = Die Kategorie { $tag } teilen
tagset-top = ganz oben
tagset-types = Eintragstypen
tagset-worded = Die Definition wurde am { $date } geändert. Vorher: { $before }
tagset-help = { $definition } Beispiel: { $example }
tagset-links-stay =
    { $count ->
        [0] Keine Annotation hat eine solche Verknüpfung.
        [one] Eine Verknüpfung dieser Art bleibt in ihrer Annotation; die Prüfung meldet sie.
       *[other] { $count } Verknüpfungen dieser Art bleiben in ihren Annotationen; die Prüfung meldet sie.
    }
tagset-merge-fields-choose = Beide Felder wählen
tagset-merge-fields-from = Welches Feld entfällt
tagset-merge-fields-help = Das Codebuch merkt sich das Feld, das entfällt. So bedeutet, was andere eingetragen haben, weiter etwas, bis sie es ans Codebuch angleichen.
tagset-merge-fields-into = In welches Feld
tagset-merge-fields-needs-two = Dazu braucht es mindestens zwei Felder
tagset-merge-fields-page = Felder vereinen…
tagset-need-links-later = Verknüpfungen kommen in der Liste „Verknüpfungen“ hinzu und können dann hier verlangt werden.
tagset-need-quotes = Anführungszeichen darum
tagset-no-field-chosen = keines gewählt
tagset-row-unoffered = { $tag }, nicht angeboten, { $count } hier
tagset-rule-all-or-none = muss alle haben oder keines (genau dann, wenn)
tagset-rule-at-most-one = darf keine zwei haben von
tagset-rule-exactly-one = muss genau eines haben von
tagset-split-by-field = nach dem, was in einem Feld gewählt ist
tagset-split-by-filter = was ein Filter findet, bekommt eine neue Kategorie
tagset-split-filter = Welche Annotationen der Kategorie
tagset-split-filter-help = Die Kategorie bleibt für das, was der Filter nicht findet. Die neue hat dieselben Felder, Verknüpfungen und Regeln.
tagset-split-filter-hint = zum Beispiel: „minister“ oder unsure
tagset-split-found =
    { $count ->
        [one] Eine eigene Annotation bekommt die neue Kategorie
       *[other] { $count } eigene Annotationen bekommen die neue Kategorie
    }{ $others ->
        [0] .
        [one] ; eine fremde bleibt, wie sie ist.
       *[other] ; { $others } fremde bleiben, wie sie sind.
    }
tagset-split-found-none = Der Filter findet nichts Eigenes
tagset-split-how = Wie
tagset-split-name-taken = Eine Kategorie dieses Namens gibt es schon
tagset-split-needs-new-name = Der neuen Kategorie einen Namen geben
tagset-split-new-name = Name der neuen Kategorie
tagset-title-delete-field = Das Artikelfeld { $name } löschen
tagset-title-delete-link = Die Verknüpfung { $name } löschen
tagset-title-delete-type = Den Eintragstyp { $name } löschen
tagset-title-merge-article-fields = Zwei Artikelfelder vereinen
tagset-title-merge-fields = Zwei Felder von { $name } vereinen
tagset-union-differ =
    { $count ->
        [one] Einmal haben die beiden verschiedene Werte: Beide bleiben, und die Liste dessen, was fehlt, meldet es.
       *[other] { $count } Mal haben die beiden verschiedene Werte: Beide bleiben, und die Liste dessen, was fehlt, meldet es.
    }
tagset-union-moved =
    { $count ->
        [0] Kein Wert zieht um.
        [one] Ein Wert zieht um nach { $field }.
       *[other] { $count } Werte ziehen um nach { $field }.
    }
tagset-union-options = { $field } bekommt auch diese Optionen: { $options }.
tagset-union-same =
    { $count ->
        [one] Einmal haben beide schon denselben Wert.
       *[other] { $count } Mal haben beide schon denselben Wert.
    }
tagset-union-unfit = „{ $value }“ ({ $count }) ist kein Wert von { $field } und bleibt, wie er ist.
tagset-union-unfit-more = Und { $count } weitere Werte.
tagset-values-stay =
    { $count ->
        [0] Kein Artikel hat darin einen Wert.
        [one] Der Wert, den ein Artikel darin hat, bleibt; die Prüfung meldet ihn.
       *[other] Die Werte, die { $count } Artikel darin haben, bleiben; die Prüfung meldet sie.
    }
