### Das Journal, in dem jede Änderung sicher ist, bevor sie im Projektordner steht.

journal-no-thread = Das System stellt keinen Thread dafür bereit.
journal-bring-back = Zurückholen, was noch nicht im Projektordner angekommen war
journal-other = dem Journal einer früheren Sitzung
journal-unreadable = Das Journal einer früheren Sitzung ließ sich nicht lesen ({ $why }). Es bleibt, wo es ist; was es über den Projektordner hinaus enthält, wird beim nächsten Öffnen des Projekts noch einmal versucht.
journal-of-another = Das Journal { $file } im Zustandsordner gehört zu einem anderen Projekt. Es wurde in Ruhe gelassen.
journal-newer = Ein neueres Postil hat ein Journal hinterlassen, das dieses nicht versteht. Es bleibt, wo es ist; das Projekt mit dem neueren Programm öffnen.
journal-damaged = Das Journal einer früheren Sitzung ist in Zeile { $lines } beschädigt; alles andere darin wurde verwendet. Prüfen, was zuletzt getan wurde.
journal-session-unreadable = Eine Sitzung des Journals lässt sich nicht lesen: { $why }.
journal-lines-damaged =
    { $count ->
        [one] { $count } Zeile des Journals ist beschädigt; was sie sagte, fehlt hier.
       *[other] { $count } Zeilen des Journals sind beschädigt; was sie sagten, fehlt hier.
    }
