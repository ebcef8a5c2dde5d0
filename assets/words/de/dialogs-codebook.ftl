### Das Codebuch und seine Formulare.

codebook-title = Codebuch
codebook-closed = Zuerst ein Projekt öffnen
codebook-empty = Es gibt noch keine.
codebook-tags = Kategorien
codebook-tags-about = Was in einem Text markiert werden kann.
codebook-tags-add = Kategorie hinzufügen
codebook-tag-new = Neue Kategorie
codebook-tag-named = Kategorie: { $name }
codebook-links = Verknüpfungen
codebook-links-about = Wie sich Annotationen aufeinander und auf Einträge beziehen.
codebook-links-add = Verknüpfung hinzufügen
codebook-link-new = Neue Verknüpfung
codebook-link-named = Verknüpfung: { $name }
codebook-link-from = von { $tags }: „{ $label }“
codebook-article-fields = Artikelmerkmale
codebook-article-fields-about = Was zu jedem Artikel als Ganzem gefragt wird.
codebook-article-fields-add = Artikelmerkmal hinzufügen
codebook-article-field-new = Neues Artikelmerkmal
codebook-article-field-named = Artikelmerkmal: { $name }
codebook-entity-types = Eintragstypen
codebook-entity-types-about = Was das Register aufnehmen kann.
codebook-entity-types-add = Eintragstyp hinzufügen
codebook-entity-type-new = Neuer Eintragstyp
codebook-entity-type-named = Eintragstyp: { $name }
# Mit geschützten Leerzeichen: Zahl und Wort bleiben in einer Zeile.
codebook-fields =
    { $count ->
        [0] keine{"\u00A0"}Merkmale
        [one] { $count }{"\u00A0"}Merkmal
       *[other] { $count }{"\u00A0"}Merkmale
    }
codebook-edit = Bearbeiten…
codebook-edit-named = { $name } bearbeiten
codebook-show = Anzeigen…
codebook-show-named = { $name } anzeigen
codebook-up-named = { $name } nach oben
codebook-down-named = { $name } nach unten
codebook-remove-named = { $name } entfernen
codebook-is-first = Steht schon an erster Stelle
codebook-is-last = Steht schon an letzter Stelle
codebook-its-key = Die Taste dafür
tag-nameless = Der Kategorie einen Namen geben
tag-look = Farbe und Muster
tag-color-code = Farbe als #rrggbb
tag-examples = Beispiele, eines pro Zeile
tag-counterexamples = Gegenbeispiele, eines pro Zeile
color-none = Keine
color-blue = Blau
color-vermilion = Zinnober
color-green = Grün
color-pink = Rosa
color-orange = Orange
color-sky-blue = Himmelblau
color-violet = Violett
color-olive = Oliv
color-wine = Weinrot
color-indigo = Indigo
color-teal = Blaugrün
color-grey = Grau
key-field = Taste (ein Buchstabe oder eine Ziffer; leer: keine)
key-too-long = Eine Taste ist ein einziges Zeichen
key-taken = Die Taste { $key } ist vergeben: { $command }
role-nameless = Der Verknüpfung einen Namen geben
role-label = Wortlaut zwischen den Enden
role-label-such-as = gesagt von
role-from-tags = Von diesen Kategorien
role-to-tags = Zu diesen Kategorien
role-to-entity-types = Zu diesen Eintragstypen
role-many = Eine Annotation darf mehrere haben
role-follows = Der Wortlaut richtet sich nach
role-follows-nothing = nichts: er ist immer derselbe
role-words-when = Wortlaut bei { $field } „{ $option }“
role-from-nothing = Mindestens eine Kategorie ankreuzen, von der die Verknüpfung ausgeht
role-to-nothing = Mindestens ein Ziel der Verknüpfung ankreuzen: eine Kategorie oder einen Eintragstyp
entity-type-nameless = Dem Typ einen Namen geben
