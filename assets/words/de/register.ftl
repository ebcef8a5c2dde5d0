### Das Register: seine Liste, das Formular eines Eintrags, Zusammenführen und Teilen.

## Was wo verwendet wird.

register-counting = Die Verwendungen werden gezählt…
register-still-counting = Die Verwendungen werden noch gezählt
register-is-used = Er wird { $uses ->
        [one] { $uses }-mal
       *[other] { $uses }-mal
    } in { $articles ->
        [one] { $articles } Artikel
       *[other] { $articles } Artikeln
    } verwendet: mit einem anderen zusammenführen, oder zuerst diese entfernen
register-uses-in = { $uses ->
        [one] { $uses } Verwendung
       *[other] { $uses } Verwendungen
    } in { $articles ->
        [one] { $articles } Artikel
       *[other] { $articles } Artikeln
    }
register-uses =
    { $count ->
        [one] { $count } Verwendung
       *[other] { $count } Verwendungen
    }
register-unused = unbenutzt
register-uses-more = Mehr zeigen: { $count } sind nicht aufgelistet
register-uses-blind =
    { $count ->
        [one] 1 liegt in einem Artikel einer blinden Runde, die nicht vorbei ist
       *[other] { $count } liegen in Artikeln einer blinden Runde, die nicht vorbei ist
    }
register-use-lost = { $words } (ohne Stelle)
register-use-of-article = Der Artikel als Ganzes

## Löschen.

register-is-held = Andere Einträge stehen darunter oder nennen ihn: zuerst diese ändern
register-all-used = Jeder Eintrag wird verwendet
register-others-wrote =
    { $count ->
        [one] Ein anderer Bearbeiter hat ihn auch geschrieben: Nur er kann ihn löschen
       *[other] Andere Bearbeiter haben die { $count } unbenutzten geschrieben: Nur sie können sie löschen
    }
register-deleted = { $count ->
        [one] { $count } Eintrag
       *[other] { $count } Einträge
    } gelöscht; Rückgängig bringt sie zurück
register-deleted-some = { $count ->
        [one] { $count } Eintrag
       *[other] { $count } Einträge
    } gelöscht; { $others } bleiben, weil Kollegen sie auch geschrieben haben

## Die Liste.

register-entities = Register
register-entity = Eintrag
register-count =
    { $count ->
        [one] { $count } Eintrag
       *[other] { $count } Einträge
    }
register-count-shown = { $shown } von { $count ->
        [one] { $count } Eintrag
       *[other] { $count } Einträgen
    }
register-filter = Einträge filtern
register-filter-hint = Tippen, um einen Namen zu finden
register-new = Neu…
register-import = Importieren…
register-export = Exportieren…
register-delete-unused = Unbenutzte löschen
register-back = Zurück zum Text
register-types = Typ der Einträge
register-all-types = Alle Typen
register-unused-only = Nur unbenutzte
register-in-groups = In Gruppen
register-empty = Das Register ist leer. Die Personen, Organisationen und Orte aufnehmen, von denen die Artikel sprechen, oder sie aus einer Tabelle importieren.
register-none-unused = Von denen, die der Filter übrig lässt, wird jeder Eintrag verwendet.
register-none-so-called = Kein Eintrag heißt so. Ihn aufnehmen, oder weniger tippen.
register-column-name = Name
register-column-type = Typ
register-column-other-names = Andere Namen
register-column-attributes = Felder und Ämter
register-column-uses = Verwendet
register-sort-name = Nach Name ordnen
register-sort-type = Nach Typ ordnen
register-sort-uses = Nach Verwendungen ordnen
register-also = auch { $names }
register-group-open = Die Gruppe { $group } öffnen
register-group-close = Die Gruppe { $group } schließen

## Das Formular eines Eintrags.

entity-choose = Einen Eintrag wählen oder aufnehmen.
entity-new = Neuer Eintrag
entity-merge = Zusammenführen…
entity-split = Teilen…
entity-delete = Löschen
entity-written = Geschrieben von { $people }.
entity-written-on = { $name } am { $day }
entity-add = Aufnehmen
entity-not-saved = Noch nicht gespeichert. { $why }.
entity-name = Name
entity-was = Er hieß „{ $name }“.
entity-keep-name = Als weiteren Namen behalten
entity-type = Typ
entity-aliases = Andere Namen, einer je Zeile
entity-group = Gruppe
entity-colour = Farbe
entity-note = Notiz
entity-namesake = „{ $name }“: So heißt noch ein Eintrag des Typs { $kind }. Den Namen bei einem der beiden streichen, oder sie zusammenführen, wenn sie dasselbe sind.
entity-shares-name = „{ $name }“: So heißt auch { $other } ({ $kind }). Den Namen bei einem der beiden streichen, oder sie zusammenführen, wenn sie dasselbe sind.
entity-no-group = Es gibt keinen Eintrag „{ $name }“ dieses Typs, dem er untergeordnet werden kann
entity-group-within = „{ $name }“ liegt selbst in diesem Eintrag: eine andere Gruppe wählen
entity-nameless = Dem Eintrag einen Namen geben
entity-typeless = Das Codebuch hat keine Eintragstypen: zuerst dort einen anlegen
entity-offices = Ämter und Funktionen
entity-office-add = Amt hinzufügen
entity-office-example = Finanzministerin
entity-office = Amt { $number }
entity-office-from = Von { $number }
entity-office-to = Bis { $number }
entity-office-until = bis
entity-office-remove = Entfernen
entity-office-remove-number = Amt { $number } entfernen
entity-office-backwards = { $office } endet, bevor es beginnt

## Zwei Einträge zusammenführen.

merge-title = { $name } zusammenführen
merge-with = Zusammenführen mit
merge-which = Welcher bleibt
merge-stays = { $name } bleibt
merge-type-name = Den Namen des anderen eingeben
merge-no-other = Es gibt keinen anderen Eintrag dieses Namens
merge-do = Zusammenführen
merge-moves = { $uses ->
        [one] { $uses } Verwendung
       *[other] { $uses } Verwendungen
    } in { $articles ->
        [one] { $articles } Artikel
       *[other] { $articles } Artikeln
    } { $uses ->
        [one] zieht
       *[other] ziehen
    } um.
merge-colleagues =
    { $count ->
        [one] { $count } Verwendung eines Kollegen führt von nun an dorthin.
       *[other] { $count } Verwendungen von Kollegen führen von nun an dorthin.
    }
merge-known-as = { $name } heißt auch: { $names }.
merge-note = Seine Notiz: { $note }
merge-follow = { $count ->
        [one] { $count } Eintrag, der darunter steht oder ihn nennt, folgt.
       *[other] { $count } Einträge, die darunter stehen oder ihn nennen, folgen.
    }

## Einen Eintrag teilen.

split-title = { $name } teilen
split-name = Name des neuen Eintrags
split-names = Namen, die mitgehen
split-uses = Eigene Verwendungen, die mitgehen
split-all = Alle
split-none = Keine
split-more-stay = { $count } weitere bleiben: die von Kollegen, die nur diese ändern können, und was über die ersten { $most } hinausgeht.
split-nameless = Dem neuen Eintrag einen Namen geben
split-do = Teilen
