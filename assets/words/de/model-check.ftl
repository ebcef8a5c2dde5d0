### Was die Prüfung eines Projekts findet.

## Das Codebuch.

check-tag-twice = Die Kategorie-ID { $id } kommt zweimal vor. Eine davon umbenennen.
check-role-twice = Die Rollen-ID { $id } kommt zweimal vor. Eine davon umbenennen.
check-type-twice = Die Eintragstyp-ID { $id } kommt zweimal vor. Eine davon umbenennen.
check-key-twice = Die Taste { $key } ist zweimal vergeben: nur die erste Vergabe wirkt. Eine andere Taste wählen.
check-role-from = Die Rolle { $role } geht von der Kategorie { $tag } aus, die es nicht gibt.
check-role-to-tag = Die Rolle { $role } führt zur Kategorie { $tag }, die es nicht gibt.
check-role-to-type = Die Rolle { $role } führt zum Eintragstyp { $kind }, den es nicht gibt.
check-wording-field = Die Rolle { $role } nimmt ihre Worte aus dem Feld { $field }, das keine der Kategorien hat, von denen sie ausgeht.
check-wording-option = Die Rolle { $role } hat Worte für „{ $option }“, was in ihrem Feld { $field } nicht zur Wahl steht.
check-the-article = Der Artikel
check-attribute-twice = { $owner } hat die Feld-ID { $id } zweimal. Eine davon umbenennen.
check-attribute-type = { $owner }: das Feld { $field } nennt den Eintragstyp { $kind }, den es nicht gibt.
check-attribute-default = { $owner }: die Vorgabe des Feldes { $field } gehört nicht zu seinen Werten.

## Werte von Annotationen, Artikeln und Einträgen.

check-value-unknown = { $what } hat das Feld { $id }, das das Codebuch nicht kennt.
check-value-wrong = { $what }: { $field } kann nicht „{ $value }“ sein.
check-value-missing = { $what }: { $field } fehlt.
check-value-entity-gone = { $what }: { $field } nennt den Eintrag { $id }, der nicht im Register steht.
check-value-entity-type = { $what }: { $field } kann nicht { $name } sein (Typ { $kind }).

## Annotationen und ihre Verknüpfungen.

check-tag-unknown = Die Annotation { $id } hat die Kategorie { $tag }, die das Codebuch nicht kennt. Sie bleibt erhalten; ihr eine andere Kategorie geben oder diese hinzufügen.
check-lost = { $what } (ohne Stelle)
check-ids-twice =
    { $count ->
        [one] Die Annotations-ID { $ids } steht
       *[other] Die Annotations-IDs { $ids } stehen
    } auch in { $other }, sodass ein Datensatz die beiden nicht unterscheiden kann. Ist diese Datei eine Kopie der anderen, sie aus dem Projekt nehmen; sonst hier andere IDs eintragen, auch in den Verknüpfungen, die dorthin führen.
check-ids-twice-more = Die Annotations-IDs { $ids } und { $more } weitere stehen auch in { $other }, sodass ein Datensatz die beiden nicht unterscheiden kann. Ist diese Datei eine Kopie der anderen, sie aus dem Projekt nehmen; sonst hier andere IDs eintragen, auch in den Verknüpfungen, die dorthin führen.
check-link-unknown = { $what } hat eine Verknüpfung mit der Rolle { $role }, die das Codebuch nicht kennt.
check-link-from = { $what } kann die Verknüpfung { $role } nicht haben.
check-link-to-tag = { $what }: die Verknüpfung { $role } kann nicht zu { $tag } führen.
check-link-to-lost = { $what }: die Verknüpfung { $role } führt zur Annotation { $id }, die ihre Stelle verloren hat.
check-link-to-gone = { $what }: die Verknüpfung { $role } führt zur Annotation { $id }, die es nicht gibt.
check-link-to-entity = { $what }: die Verknüpfung { $role } kann nicht zu { $name } führen (Typ { $kind }).
check-link-to-no-entity = { $what }: die Verknüpfung { $role } führt zum Eintrag { $id }, der nicht im Register steht.
check-link-missing = { $what }: { $role } fehlt.
check-link-many = { $what } hat { $count } Verknüpfungen { $role }, erlaubt ist eine.

## Das Register, Namen, Texte.

check-the-entity = Der Eintrag { $name }
check-entity-merged = { $what } wurde mit { $other } zusammengeführt, was nicht im Register steht: was ihn nennt, führt ins Leere.
check-entity-type = { $what } hat den Typ { $kind }, den das Codebuch nicht kennt.
check-entity-group = { $what } gehört zur Gruppe { $group }, die nicht im Register steht.
check-entity-round = { $what } gehört zu einer Gruppe, die in sich selbst liegt. Ihn aus einer der Gruppen nehmen.
check-names-shared = „{ $name }“ ist ein Name mehrerer Einträge: { $others } und { $last }. Ihn bei allen bis auf einen streichen, oder sie zusammenführen, wenn sie dasselbe sind.
check-names-alike =
    { $what ->
        [annotator] Der Bearbeiter „{ $name }“ sieht aus wie der Bearbeiter „{ $other }“, ist aber ein anderer. Einen davon umbenennen.
       *[tag] Die Kategorie „{ $name }“ sieht aus wie die Kategorie „{ $other }“, ist aber eine andere. Eine davon umbenennen.
    }
check-text-invisible = Der Text enthält { $count }; das erste: { $first }. Solche Zeichen können einen Text anders aussehen lassen, als er ist; der Artikel zeigt, wo sie stehen.
