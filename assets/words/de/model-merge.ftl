### Was gemeldet wird, wenn zwei Fassungen eines Projekts zusammenkommen.

## „Other“ ist die andere Seite, wie in „von einem anderen Programm“; im Dativ. Was beide Seiten taten und was daraus geworden
## ist, sind eigene Sätze: Ein Dialog sagt den ersten, bevor etwas entschieden ist, und den zweiten nur, wo er zutrifft.

merge-misfit = Eine Änderung von { $other } passt nicht: { $why }.
merge-listed = { $first } und { $last }

## Was daraus geworden ist.

merge-became-kept = Was hier ist, bleibt erhalten.
merge-became-back = Was gelöscht war, ist wieder da.
merge-became-ours = Was hier stand, bleibt.
# Wo es nicht für alle Felder dasselbe ist; „fields“ wie in Klammern.
merge-became-ours-of = Was hier stand, bleibt: { $fields }.
merge-became-both-of = Beide Fassungen stehen jetzt dort, eine nach der anderen: { $fields }.
merge-became-came-of = Von der anderen Seite kommt: { $fields }.
merge-became-left-out = Sie wurde weggelassen.
merge-became-beside = Die spätere Fassung bleibt; die andere steht daneben als Annotation { $beside }, als unsicher gekennzeichnet.
merge-became-in-note = Was hier stand, bleibt; die anderen Werte stehen in der Notiz.
merge-became-in-text = Beide Fassungen stehen jetzt dort, eine nach der anderen.
merge-became-text = Der Text hier bleibt.
merge-became-entity = Die spätere Fassung bleibt; was die andere sagt, steht bei den weiteren Namen und in der Notiz.
merge-became-contested = Die spätere bleibt, die andere steht daneben: Der Fall ist strittig.

## Teile des Codebuchs.

merge-part-kept =
    { $what ->
        [tag] Die Kategorie
        [role] Die Rolle
        [field] Das Feld
        [highlighter] Der Textmarker
        [reason] Der Grund
        [round] Die Runde
       *[type] Der Eintragstyp
    } { $name } wurde hier geändert und von { $other } gelöscht.
merge-part-back =
    { $what ->
        [tag] Die Kategorie
        [role] Die Rolle
        [field] Das Feld
        [highlighter] Der Textmarker
        [reason] Der Grund
        [round] Die Runde
       *[type] Der Eintragstyp
    } { $name } wurde hier gelöscht und von { $other } geändert.
merge-part-both =
    { $what ->
        [tag] Die Kategorie
        [role] Die Rolle
        [field] Das Feld
        [highlighter] Der Textmarker
        [reason] Der Grund
        [round] Die Runde
       *[type] Der Eintragstyp
    } { $name } wurde sowohl hier als auch von { $other } geändert ({ $fields }).

## Annotationen; „what“ ist eine davon, mit Kategorie und Wortlaut.

merge-annotation = Annotation { $id }
merge-annotation-kept = { $what } wurde hier geändert und von { $other } gelöscht.
merge-annotation-back = { $what } wurde hier gelöscht und von { $other } geändert.
merge-annotation-both = { $what } wurde sowohl hier als auch von { $other } geändert ({ $fields }).
merge-annotation-link =
    { $count ->
        [one] { $what } hat die Verknüpfung mit { $ends } verloren; das wurde auf der anderen Seite gelöscht.
       *[other] { $what } hat die Verknüpfungen mit { $ends } verloren; sie wurden auf der anderen Seite gelöscht.
    }
merge-head-both = Was über „{ $title }“ als Ganzes gesagt ist, wurde sowohl hier als auch von { $other } geändert ({ $fields }).

## Das Projekt, Artikel, Bearbeiter.

merge-settings-both = Die Einstellungen des Projekts wurden sowohl hier als auch von { $other } geändert ({ $fields }).
merge-guidelines-both = Die Richtlinien wurden an derselben Stelle sowohl hier als auch von { $other } geändert.
merge-meta-both = Was über „{ $title }“ bekannt ist, wurde sowohl hier als auch von { $other } geändert ({ $fields }).
merge-article-annotated = „{ $title }“ wurde von { $other } entfernt, hat aber Annotationen.
merge-article-kept = „{ $title }“ wurde hier geändert und von { $other } entfernt.
merge-article-back = „{ $title }“ wurde hier entfernt und von { $other } geändert.
merge-text-both = Der Text von „{ $title }“ wurde von { $other } geändert.
merge-annotator-kept = Der Bearbeiter { $name } wurde von { $other } entfernt.
merge-annotator-both = Der Bearbeiter { $name } wurde sowohl hier als auch von { $other } geändert ({ $fields }).

## Einträge des Registers.

merge-entity-kept = Der Eintrag { $name } wurde hier geändert und von { $other } entfernt.
merge-entity-back = Der Eintrag { $name } wurde hier entfernt und von { $other } geändert.
merge-entity-both = Der Eintrag { $name } wurde sowohl hier als auch von { $other } geändert ({ $fields }).

## Felder, die beide Seiten geändert haben, wie sie in Klammern aufgezählt werden.

merge-field-of = { $fields } von { $name }
merge-field-accents = ob Akzente zählen
merge-field-capitals = ob Großschreibung zählt
merge-field-examples = Beispiele
merge-field-counterexamples = Gegenbeispiele
merge-field-fields = Felder
merge-field-rules = Regeln
merge-field-finds = wonach er sucht
merge-field-shown = ob er gezeigt wird
merge-field-whole-words = ganze Wörter
merge-field-address = Adresse
merge-field-author = Verfasser
merge-field-colour = Farbe
merge-field-date = Datum
merge-field-default = Vorgabe
merge-field-definition = Definition
merge-field-doubt = Zweifel
merge-field-ends = Enden
merge-field-group = Gruppe
merge-field-holds = was es enthält
merge-field-key = Taste
merge-field-label = Beschriftung
merge-field-language = Sprache
merge-field-many = ob mehrere erlaubt sind
merge-field-merged-into = womit zusammengeführt wurde
merge-field-name = Name
merge-field-open-as = als wer geöffnet wird
merge-field-origin = Herkunft
merge-field-pattern = Muster
merge-field-required = ob danach gefragt wird
merge-field-source = Quelle
merge-field-tag = Kategorie
merge-field-text = Text
merge-field-title = Titel
merge-field-type = Typ
merge-field-wording = Worte, die sich nach einer Wahl richten
merge-field-groups = ob sie nur andere zusammenfasst
merge-field-heir = was an ihre Stelle trat
merge-field-retired = ob sie stillgelegt ist

## Begutachtungen.

merge-review-rules-both = Wie das Projekt begutachtet wird, wurde sowohl hier als auch von { $other } geändert ({ $fields }).
merge-decision-both = Eine Entscheidung wurde sowohl hier als auch von { $other } geändert.
merge-field-blind = ob sie blind ist
merge-field-gold = wessen Ebenen Gold sind
merge-field-hide-names = ob Namen verborgen sind
merge-field-shuffle = ob die Reihenfolge gemischt ist
