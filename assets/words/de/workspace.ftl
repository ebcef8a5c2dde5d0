### Das offene Projekt: warum etwas abgelehnt wird, Rückgängig, was frühere Sitzungen hinterließen.

workspace-in-doubt = Der Text dieses Artikels ist nicht der, der geladen wurde. Zuerst ansehen, was geändert wurde: „{ command-changed-text }“ im Menü „{ menu-article }“.
workspace-article-stays = Der Artikel bleibt: { $owner } hat Annotationen davon in einer Datei, die sich nicht lesen ließ. Es wurde nichts geändert.
workspace-no-journal = Es gibt kein Journal; eine Änderung ist daher erst sicher, wenn sie im Projektordner steht, einen Moment später: { $why }
workspace-brought-back =
    Postil oder der Rechner blieb stehen, bevor alles im Projektordner war. { $count ->
        [one] Eine Änderung wurde
       *[other] { $count } Änderungen wurden
    } aus dem Journal zurückgeholt.
workspace-taken = { $name } hat dieses Projekt in einem anderen Fenster offen. Dort arbeiten oder hier einen anderen Bearbeiter wählen.
workspace-then = Es wurde nichts geändert: das ist das Projekt, wie es am { $when } war. Zur Gegenwart zurückkehren, um weiterzuarbeiten.
workspace-not-done = „{ $name }“ wurde nicht ausgeführt: { $why }.
workspace-not-done-unchanged = „{ $name }“ wurde nicht ausgeführt: { $why }. Es wurde nichts geändert.
workspace-not-undone = Rückgängig: { $why }. Es wurde nichts geändert.
workspace-not-redone = Wiederholt: { $why }. Es wurde nichts geändert.
workspace-more-differences =
    { $count ->
        [one] { $count } weiterer Unterschied ließ sich nicht zusammenführen; beide Fassungen sind erhalten.
       *[other] { $count } weitere Unterschiede ließen sich nicht zusammenführen; beide Fassungen sind erhalten.
    }
