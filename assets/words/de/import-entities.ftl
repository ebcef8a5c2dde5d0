### Einträge des Registers aus Tabellen.

table-no-rows = Unter den Spaltenköpfen steht keine Zeile.
table-rows = Zeilen: { $rows }.
table-added = { $count } hinzugefügt
table-changed = { $count } geändert
table-left = { $count } unverändert gelassen
table-broken = { $count } fehlerhaft
table-too-large = Das hat { $size } MB; Tabellen können bis zu { $most } MB haben. Aufteilen.
table-no-table = Das ist keine Tabelle: { $why }.
table-no-heads = Die erste Zeile ist leer. Sie muss die Spalten benennen: name, type, aliases, note oder Felder des Codebuchs.
edit-entity-import = Eintrag { $name } importieren
edit-entities-import = { $count } Einträge importieren
office-wrong = „{ $text }“ ist kein Amt: TITEL=VON..BIS mit Daten wie 2024-05-14 schreiben, oder nur TITEL.
office-ends-early = { $title } endet, bevor es beginnt: „{ $text }“.

## Was an einer Zeile nicht stimmt und was zu tun ist.

row-several = Mehrere Einträge heißen „{ $name }“. Eine Spalte id hinzufügen, die sagt, welcher gemeint ist.
row-several-named = Mehrere Einträge heißen „{ $name }“. Die ID angeben.
row-twice = „{ $name }“ steht schon in Zeile { $line }. Aus beiden eine Zeile machen.
row-group-round = Die Gruppe „{ $group }“ liegt in { $name } selbst. In eine andere Gruppe einordnen.
row-no-such-entity = Einen Eintrag „{ $name }“ gibt es weder im Register noch in den Zeilen, die hinzukommen. Eine Zeile dafür hinzufügen.
row-too-long = Die Zeile hat { $cells } Zellen, die erste Zeile aber { $heads }; was „{ $cell }“ ist, bleibt unklar. Zellen, die das Trennzeichen enthalten, in Anführungszeichen setzen.
row-no-name = Es steht kein Name darin. Einen angeben.
row-name-lines = Der Name hat mehrere Zeilen. Vielleicht ist in dieser Zeile ein Anführungszeichen nicht geschlossen.
row-no-attribute = { $kind } hat kein Feld { $id }, aber es steht „{ $cell }“ da. Die Zelle leeren oder das Feld im Codebuch hinzufügen.
row-id = { $why }. Berichtigen oder leer lassen.
row-kind-unknown = Das Codebuch hat keinen Eintragstyp „{ $cell }“. Es hat: { $known }.
row-kind-missing = Es steht kein Typ darin. Einen von diesen angeben, oder sagen, was Zeilen ohne Typ sind: { $known }.
