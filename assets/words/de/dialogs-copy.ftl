### Die Kopie eines Kollegen, und Bündel.

title-merge-copy = Der Ordner der Kopie
title-merge-bundle = Das Bündel
title-make-bundle = Eine Datei für das Bündel
job-bundling = Ein Bündel machen
bundle-unread =
    { $count ->
        [one] Eine Datei Ihrer eigenen Arbeit lässt sich nicht lesen oder schreiben; dem Bündel würde fehlen, was darin steht, und wer es bekommt, hielte das für gelöscht. Bringen Sie sie zuerst in Ordnung: „Projekt prüfen“ sagt, welche es ist.
       *[other] { $count } Dateien Ihrer eigenen Arbeit lassen sich nicht lesen oder schreiben; dem Bündel würde fehlen, was darin steht, und wer es bekommt, hielte das für gelöscht. Bringen Sie sie zuerst in Ordnung: „Projekt prüfen“ sagt, welche es sind.
    }
bundle-made = { $path }: Annotationen { $annotations }, Prüfungen { $reviews }

merge-copy-title = Kopie übernehmen
merge-bundle-title = Bündel übernehmen
merge-copy-edit = Kopie eines Kollegen übernehmen
merge-bundle-edit = Bündel eines Kollegen übernehmen
# Im Dativ, wie in „von der Kopie“.
merge-copy-other =
    { $what ->
        [bundle] dem Bündel
       *[copy] der Kopie
    }
merge-copy-reading = Sie wird gelesen und verglichen…
merge-copy-person = { $name }: { $ours } hier, { $theirs } dort; neu { $new }, geändert { $changed }, Konflikte { $conflicts }
merge-copy-deleted = gelöscht { $count }
merge-copy-reviews = Entscheidungen, Kommentare und Antworten { $count }
merge-copy-articles =
    { $count ->
        [one] 1 neuer Artikel
       *[other] { $count } neue Artikel
    }
merge-copy-removed =
    { $count ->
        [one] Ein Artikel bleibt draußen, der hier entfernt wurde; sein Inhalt kommt, sobald er aus dem Papierkorb zurück ist
       *[other] { $count } Artikel bleiben draußen, die hier entfernt wurden; ihr Inhalt kommt, sobald sie aus dem Papierkorb zurück sind
    }
merge-copy-nothing = Es gibt nichts zu übernehmen
merge-copy-other-text =
    { $count ->
        [one] „{ $title }“ hat dort einen anderen Text: 1 Annotation bleibt weg.
       *[other] „{ $title }“ hat dort einen anderen Text: { $count } Annotationen bleiben weg.
    }
merge-copy-no-text =
    { $count ->
        [one] „{ $title }“ gibt es hier nicht: 1 Annotation bleibt weg.
       *[other] „{ $title }“ gibt es hier nicht: { $count } Annotationen bleiben weg.
    }
merge-copy-differs = In „{ $before }[…]{ $after }“: dort { $theirs }, hier { $ours }
merge-copy-no-words = nichts
merge-copy-blanks = nur Leerzeichen
merge-copy-more =
    { $count ->
        [one] und 1 weitere Textstelle
       *[other] und { $count } weitere Textstellen
    }
merge-copy-reanchor = Annotationen, die auf anderen Texten gemacht wurden, in den Texten hier suchen
merge-copy-other-project = Übernehmen, obwohl es ein anderes Projekt ist
merge-copy-codebook = Auch Codebuch, Richtlinien, Hervorhebungen und Angaben zu Artikeln übernehmen
merge-copy-all-cards =
    { $count ->
        [one] Was aus der einen Stelle wird, über die beide uneins sind
       *[other] Was aus allen { $count } Stellen wird, über die beide uneins sind
    }
merge-copy-more-cards =
    { $count ->
        [one] Und eine weitere, für die die Wahl für alle gilt
       *[other] Und { $count } weitere, für die die Wahl für alle gilt
    }
merge-copy-reviews-too =
    { $count ->
        [one] Ebenso eine Entscheidung, ein Kommentar oder eine Antwort dazu.
       *[other] Ebenso { $count } Entscheidungen, Kommentare und Antworten dazu.
    }
merge-copy-card = Was daraus wird
merge-copy-card-of = Was daraus wird: { $what }
conflict-mark = { $text } ({ $tag })
conflict-part =
    { $what ->
        [tag] Kategorie
        [role] Rolle
        [field] Feld
        [highlighter] Textmarker
        [reason] Grund
        [round] Runde
        [type] Eintragstyp
        [entity] Eintrag
       *[person] Bearbeiter
    } „{ $name }“
conflict-article = „{ $title }“
conflict-settings = Einstellungen des Projekts
conflict-guidelines = Richtlinien
conflict-rules = Regeln des Prüfens
merge-copy-here = Hier: { $version }
merge-copy-there = Dort: { $version }
merge-copy-from-to = Hier → dort:
merge-copy-lost = { $tag } „{ $text }“, ohne Stelle im Text
merge-copy-none = { $name }: nichts
merge-copy-was-deleted = gelöscht
merge-copy-do = Übernehmen
merge-copy-done = Übernommen: { $what }
merge-copy-done-bare = Es ist übernommen
merge-copy-came-new =
    { $count ->
        [one] 1 neue Annotation
       *[other] { $count } neue Annotationen
    }
merge-copy-came-changed =
    { $count ->
        [one] 1 geänderte Annotation
       *[other] { $count } geänderte Annotationen
    }
merge-copy-came-deleted =
    { $count ->
        [one] 1 gelöschte Annotation
       *[other] { $count } gelöschte Annotationen
    }
