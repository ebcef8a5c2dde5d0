### Viele Annotationen auf einmal ändern.

recode-one-by-one = Nacheinander schreiben, was geschehen soll, ohne Klammern und „or“.
recode-no-value = Es fehlt, was „{ $name }“ werden soll: etwa polarity=oppose, -polarity, unsure oder delete schreiben.
recode-no-sign = „{ $sign }“ vergleicht; vor einen neuen Wert = schreiben.
recode-two-entities = Zwei Einträge mit einem Komma dazwischen schreiben: replace=alt,neu.
recode-unknown = Es gibt kein Feld und keine Verknüpfung „{ $name }“. Das Codebuch hat: { $known }.
recode-no-target = „{ $role }“ nimmt { $name } nicht; der Eintrag ist von anderer Art.
recode-no-tag = Es gibt keine Kategorie „{ $name }“. Das Codebuch hat: { $known }.
recode-no-entity = Im Register gibt es keinen Eintrag „{ $name }“.
recode-several = Mehrere Einträge heißen „{ $name }“. Die Kennung angeben: { $ids }.
recode-plain-value = Den Wert selbst schreiben, ohne * und zwei Punkte.
recode-title =
    { $count ->
        [one] { $count } Annotation umkodieren
       *[other] { $count } Annotationen umkodieren
    }
recode-what = Was geschehen soll
recode-hint = polarity=oppose -issue unsure…
recode-example = Setzt, leert (-) und verknüpft, eins nach dem anderen; auch tag=…, replace=alt,neu, note="…", unsure, delete.
recode-working = Es wird ermittelt, was daraus würde: { $percent } %
recode-nothing = Nichts würde geändert.
recode-wait = Es wird noch ermittelt
recode-do =
    { $count ->
        [one] { $count } Annotation ändern
       *[other] { $count } Annotationen ändern
    }
recode-cancel = Abbrechen
recode-deleted = gelöscht
recode-yes = ja
recode-no = nein
recode-left-same =
    { $count ->
        [one] { $count } ist schon so.
       *[other] { $count } sind schon so.
    }
recode-left-others =
    { $count ->
        [one] { $count } ist von jemand anderem und nur von dieser Person zu ändern.
       *[other] { $count } sind von anderen und nur von diesen zu ändern.
    }
recode-left-locked =
    { $count ->
        [one] { $count } steht in einer Datei, die nicht geschrieben werden kann.
       *[other] { $count } stehen in Dateien, die nicht geschrieben werden können.
    }
recode-left-field =
    { $count ->
        [one] { $count } hat eine Kategorie ohne ein solches Feld.
       *[other] { $count } haben Kategorien ohne ein solches Feld.
    }
recode-left-link =
    { $count ->
        [one] { $count } hat eine Kategorie, von der keine solche Verknüpfung ausgeht.
       *[other] { $count } haben Kategorien, von denen keine solche Verknüpfung ausgeht.
    }
recode-out-of-date = Das Projekt wurde inzwischen geändert, daher wurde nichts umkodiert. Noch einmal ansehen, was geändert würde.
recode-stepping = Viele Annotationen werden geändert
recode-quotes = Ein Wert mit Leerzeichen steht in Anführungszeichen: "{ $value }".
recode-delete-alone = „delete“ steht allein: Was gelöscht wird, lässt sich nicht auch noch ändern.
recode-minus = Vor das, was wegfallen soll, - schreiben: -unsure.
recode-only-one = „{ $name }“ nimmt nur einen Wert; ein Wert mit Komma steht in Anführungszeichen.
recode-left-unplaced =
    { $count ->
        [one] { $count } hat keine Stelle im Text; das ist zuerst zu entscheiden.
       *[other] { $count } haben keine Stelle im Text; das ist zuerst zu entscheiden.
    }
making-cancelled = Abgebrochen: Es wurde nichts geändert.
