### Ein Projekt in einem git-Repository: das Fenster zum Abgleichen, und was über git gesagt wird.

job-syncing = Abgleich mit git
job-repository = Suche nach einem git-Repository

git-not-installed = Git ist nicht installiert oder nicht dort, wo nach Programmen gesucht wird. Von git-scm.com installieren und noch einmal versuchen.
git-not-started = Git lässt sich nicht starten: { $why }
git-no-repository = Der Ordner des Projekts liegt in keinem git-Repository. Mit „git init“ eines anlegen oder das gemeinsame klonen.
git-too-slow = „git { $what }“ wurde nach { $seconds } Sekunden abgebrochen.
git-cancelled = Abgebrochen. Was bis dahin festgehalten wurde, bleibt.
git-offline =
    Der andere Rechner ist nicht zu erreichen. Was hier ist, ist festgehalten und geht mit dem nächsten Abgleich dorthin. Git sagt:
    { $said }
git-nowhere =
    Wo die Gegenstelle sein soll, ist kein Repository; ihre Adresse nennt „git remote -v“ in einem Terminal. Was hier ist, ist festgehalten und geht dorthin, sobald das behoben ist. Git sagt:
    { $said }
git-credentials =
    Der andere Rechner will wissen, wer da kommt, und dieses Programm fragt nach keinen Passwörtern. Einmal „git push“ in einem Terminal ausführen, damit git sie sich merkt, oder einen Schlüssel für ssh einrichten. Git sagt:
    { $said }
git-overtaken =
    { $count ->
        [one] Jemand anderes war schneller. In einem Augenblick noch einmal versuchen.
       *[other] Jemand anderes war schneller, { $count } Mal nacheinander. In einem Augenblick noch einmal versuchen.
    }
git-unresolved = Beide Seiten haben diese Dateien so geändert, dass sie sich hier nicht zusammenführen lassen: { $files }. Die Zusammenführung wurde zurückgenommen: Was hier ist, ist festgehalten und wurde nicht geändert. Mit „git merge“ in einem Terminal zusammenführen, dann noch einmal abgleichen.
git-failed =
    „git { $what }“ ist fehlgeschlagen. Von dem, was hier ist, ist nichts verloren. Git sagt:
    { $said }

git-detached = Kein Zweig ist ausgecheckt, sondern ein einzelner Commit. Mit „git switch“ einen Zweig auschecken, dann abgleichen.
git-under-way = Im Repository ist etwas im Gang ({ $what }). In einem Terminal abschließen oder zurücknehmen, dann abgleichen.
git-ignored = Das Repository soll den Ordner des Projekts übergehen (.gitignore), also hält git nichts davon fest.
git-markers = Git hat zwei Fassungen hinterlassen in { $files }. Sie werden beim Öffnen des Projekts zusammengeführt; danach abgleichen.
git-many-remotes = Das Repository hat mehrere Gegenstellen ({ $names }), und der Zweig gehört zu keiner. Einmal mit „git push --set-upstream“ sagen, zu welcher.

git-merge-edit = Zusammenführen, was andere hochgeladen haben
git-merge-other = jemand anderem, über git
git-merge-message = { $branch } von { $remote } zusammenführen
git-revived = Der Artikel { $article } wurde auf der einen Seite entfernt und auf der anderen bearbeitet: Er bleibt.

## Worum es in einem Commit geht. So beginnt auch seine Nachricht.

git-message = { $name }: { $what }
git-message-more = und { $count } weitere
git-what-layers =
    { $count ->
        [one] Annotationen in 1 Artikel
       *[other] Annotationen in { $count } Artikeln
    }
git-what-reviews =
    { $count ->
        [one] Entscheidungen und Kommentare in 1 Artikel
       *[other] Entscheidungen und Kommentare in { $count } Artikeln
    }
git-what-articles =
    { $count ->
        [one] 1 Artikel
       *[other] { $count } Artikel
    }
git-what-people =
    { $count ->
        [one] Einträge von 1 Person
       *[other] Einträge von { $count } Personen
    }
git-what-codebook = das Codebuch
git-what-guidelines = die Richtlinien
git-what-settings = Einstellungen des Projekts
git-what-highlighters = Textmarker
git-what-reviewing = wie geprüft wird
git-what-others =
    { $count ->
        [one] 1 andere Datei
       *[other] { $count } andere Dateien
    }

## Die Schritte, während sie getan werden und danach.

git-doing-set-up = Git erfährt, wie Dateien des Projekts zusammengeführt werden…
git-doing-commit = Neues wird festgehalten…
git-doing-fetch = Was andere hochgeladen haben, wird geholt…
git-doing-merge = Es wird zusammengeführt…
git-doing-push = Es wird hochgeladen…
git-done-set-up = Git weiß nun, wie Dateien des Projekts zusammengeführt und verglichen werden, in diesem Klon.
git-done-committed =
    { $count ->
        [one] Festgehalten: 1 Datei.
       *[other] Festgehalten: { $count } Dateien.
    }
git-done-nothing-new = Nichts Neues festzuhalten.
git-done-no-remote = Das Repository hat keine Gegenstelle, also wurde nichts geholt oder hochgeladen.
git-done-nothing-fetched = Nichts Neues von anderen.
git-done-fetched =
    { $count ->
        [one] Geholt: 1 Commit von anderen.
       *[other] Geholt: { $count } Commits von anderen.
    }
git-done-merged = Zusammengeführt: { $what }.
git-done-merged-nothing = Zusammengeführt: Vom Projekt hat sich hier nichts geändert.
git-done-met =
    { $count ->
        [one] 1 Datei war auf beiden Seiten geändert und wurde zusammengeführt.
       *[other] { $count } Dateien waren auf beiden Seiten geändert und wurden zusammengeführt.
    }
git-done-pushed =
    { $count ->
        [one] Hochgeladen: 1 Commit.
       *[other] Hochgeladen: { $count } Commits.
    }
git-done-nothing-to-push = Die anderen haben alles.
git-done-overtaken = Jemand anderes war schneller: Es wird noch einmal geholt.

## Das Fenster.

sync-title = Mit git abgleichen
sync-looking = Es wird nachgesehen, was zu tun ist…
sync-place = Repository: { $path }
sync-branch = Zweig { $branch }
sync-to = geht zu { $branch } von { $remote } ({ $address })
sync-to-new = geht zu { $branch } von { $remote } ({ $address }), wo dieser Zweig neu ist
sync-no-remote = Es gibt keine Gegenstelle: Alles wird festgehalten, nichts geholt oder hochgeladen.
sync-new-here = Neu hier: { $added } neue Dateien, { $changed } geänderte, { $deleted } entfernte.
sync-about = Das sind: { $what }.
sync-nothing-new = Seit dem letzten Commit ist hier nichts neu.
sync-message = Im Commit wird stehen:
sync-author = Git kennt hier keinen Namen. Der Commit wird { $name } <{ $address }> nennen.
sync-sets-up = Git erfährt, in diesem Klon, wie Dateien eines Postil-Projekts zusammengeführt und verglichen werden.
sync-resumes = Ein früherer Abgleich wurde mitten in einer Zusammenführung abgebrochen. Sie wird zuerst zu Ende gebracht.
sync-will = Dann wird, was andere hochgeladen haben, geholt und nach einer Sicherung Annotation für Annotation zusammengeführt, und was hier ist, hochgeladen.
sync-do = Abgleichen
sync-hide = Im Hintergrund weiter
sync-unsaved = Nicht alles lässt sich in den Ordner des Projekts schreiben, also wird nichts abgeglichen: { $why }
sync-no-backup = Es ließ sich keine Sicherung machen, also wurde nichts abgeglichen. { $why }
sync-done = Abgeglichen.
sync-done-quietly = Mit git abgeglichen: { $what }
sync-failed = Nicht zu Ende abgeglichen.
sync-look-at =
    { $count ->
        [one] In einem Punkt sind die beiden Seiten sich nicht einig:
       *[other] In { $count } Punkten sind die beiden Seiten sich nicht einig:
    }
sync-take-theirs = Deren Fassung nehmen: { $what }
sync-take-edit = Fassung der anderen nehmen: { $what }
sync-theirs-taken = Deren Fassung steht jetzt hier und geht mit dem nächsten Abgleich zu den anderen. Rückgängig bringt Ihre zurück.
sync-choose-later = „Mit git abgleichen“ zeigt beide Fassungen und nimmt auf Wunsch die andere.
sync-more-disagreements =
    { $count ->
        [one] In einem weiteren Punkt sind die beiden Seiten sich nicht einig.
       *[other] In { $count } weiteren Punkten sind die beiden Seiten sich nicht einig.
    }
sync-taken-in = Was gekommen ist, wird ins offene Projekt übernommen und dort gesagt.
sync-running = Es wird abgeglichen…
need-repository = Der Ordner des Projekts liegt in keinem git-Repository
