### Speichern: warum eine Datei nicht geschrieben wurde, und was sicher ist.

save-failed = Sie ließ sich nicht schreiben: { $why }. Was vorher dort war, ist noch da. { $remedy }
save-unconfirmed = Sie wurde geschrieben, aber der Datenträger hat es nicht bestätigt: { $why }. Sie kann verloren gehen, wenn der Rechner jetzt stehen bleibt. { $remedy }
save-too-large = Sie wurde nicht geschrieben: { $why } und ließe sich nicht wieder öffnen. Was vorher dort war, ist noch da.
save-in-the-way = Es wurde nichts geschrieben: { $why }. Das entfernen und noch einmal speichern.
save-contested = Ein anderes Programm hat diese Datei geändert; was es geschrieben hat, wird zuerst übernommen.
save-changed-meanwhile = Ein anderes Programm hat diese Datei geändert, während sie geschrieben wurde.
save-changed-beside = Ein anderes Programm hat diese Datei geändert, nachdem sie gelesen wurde; sie wurde daher nicht überschrieben. Die eigene Fassung ist im Speicher und daneben in { $file }. Das Projekt schließen und öffnen, um die andere zu sehen.
save-changed-memory = Ein anderes Programm hat diese Datei geändert, nachdem sie gelesen wurde; sie wurde daher nicht überschrieben. Die eigene Fassung ist nur im Speicher, da sie sich auch nicht daneben ablegen ließ ({ $why }). Das Projekt schließen und öffnen, um die andere zu sehen.
save-changed-not-removed = Ein anderes Programm hat diese Datei geändert, nachdem sie gelesen wurde; sie wurde daher nicht entfernt. Das Projekt schließen und öffnen, um zu sehen, was darin steht.
save-stands-there = { $message } Was jetzt dort steht: { $why }
save-folder = In den Projektordner { $folder } lässt sich nicht schreiben: { $why }. Es wurde nichts darin geändert. Ihn zurücklegen oder wieder erreichbar machen.
save-project-gone = project.ron ist daraus verschwunden
save-project-unreadable = project.ron lässt sich nicht lesen: { $why }
save-locked = Sie wurde nicht geschrieben, um nicht zu zerstören, was sich nicht lesen ließ. { $why }
save-no-article = Der Artikel { $article } ist nicht mehr da, daher lassen sich seine Annotationen nicht schreiben. Sein Entfernen rückgängig machen.
save-other-text = { $file } enthält einen anderen Text, und Texte werden nie überschrieben. Es wurde nichts geschrieben. Den ursprünglichen Text zurücklegen oder diesen als neuen Artikel laden.
save-not-removed-unknown = Er wurde nicht entfernt, da nicht bekannt ist, ob jemand darin markiert hat. { $why }
save-not-removed-annotated = Er wurde nicht entfernt, da es noch Annotationen davon gibt: { $files }. Es wurde nichts geändert. Das Entfernen rückgängig machen; oder, wenn auch sie weg sollen, diese Dateien anderswohin verschieben.
save-not-removed-article = Sie wurde nicht entfernt, da auch ihr Artikel nicht entfernt wurde.
save-not-taken-in = Was ein anderes Programm dort geschrieben hat, ließ sich nicht übernehmen; geschrieben wird erst, wenn das Projekt wieder geöffnet ist.
save-slow-disk = Der Datenträger hat nicht rechtzeitig geantwortet. Alles ist noch im Speicher; einen Moment warten und es noch einmal versuchen.
save-git-not-kept = Git hat hier zwei Fassungen stehen lassen. Sie sind zusammengeführt, ließen sich aber nicht aufbewahren, wie sie waren; daher wurde nichts geschrieben: { $why }.
save-text-moved = Der Text ist nicht der, auf dem die Annotationen stehen. Das Projekt schließen und wieder öffnen, um ihre Stellen darin zu finden.
save-text-on-its-way = Sie spricht von einem anderen Text, der vielleicht noch unterwegs ist.
version-other-text = Sie spricht von einem anderen Text.
version-elsewhere = Sie nennt sich die Ebene eines anderen Artikels oder Bearbeiters.

## Andere Fassungen einer Datei, die git oder ein Abgleichprogramm hinterlassen hat.

version-git = Git hat hier zwei Fassungen stehen lassen, die es nicht zusammenführen konnte, zwischen <<<<<<< und >>>>>>>. Gezeigt wird die erste. Das Projekt im Fenster öffnen oder postil merge auf seinen Ordner anwenden, dann kommen beide zusammen.
version-git-unreadable = Von den beiden Fassungen, die git hier stehen ließ, lässt sich die zweite nicht lesen. { $why }
version-copy = Das ist eine andere Fassung von { $file }, wie ein Abgleichprogramm sie anlegt, wenn zwei Rechner eine Datei geändert haben. Das Projekt im Fenster öffnen oder postil merge auf seinen Ordner anwenden, dann kommen beide zusammen.
version-copy-unreadable = Das scheint eine andere Fassung von { $file } zu sein, lässt sich aber nicht zusammenführen. { $why }
version-not-kept = { $path } enthält nicht, was geschrieben wurde
version-changed = { $file } wurde inzwischen geändert
version-unreadable =
    { $which ->
        [common] Die gemeinsame Fassung
        [ours] Unsere Fassung
       *[theirs] Die andere Fassung
    } lässt sich nicht lesen. { $why }
version-line = Zeile { $line }: { $message }
version-gone = sie ist nicht da
