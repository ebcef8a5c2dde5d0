## Maße der Übereinstimmung: ihre Namen, und was jedes sagt, in einem Satz.

measure-exact = F1 exakt
measure-exact-about = Von allen Annotationen beider Seiten, wie viele auch auf der anderen stehen: dieselbe Textstelle mit derselben Kategorie.
measure-overlap = F1 mit Überschneidung
measure-overlap-about = Wie der exakte F1, doch müssen sich Textstellen nur überlappen.
measure-alpha = Unitizing-α
measure-alpha-about = Ob dieselben Stellen markiert wurden, über den Zufall hinaus: 1 immer, 0 wie durch Zufall. Mit einem Kontinuum je Kategorie.
measure-half = F1 der Hälfte
measure-half-about = Wie der exakte F1, doch müssen Textstellen nur die Hälfte dessen gemeinsam haben, was beide abdecken.
measure-character = F1 der Zeichen
measure-character-about = Wie viele Zeichen von beiden dieselbe Kategorie haben.
measure-semeval-strict = SemEval strict
measure-semeval-strict-about = Textstelle und Kategorie sind gleich.
measure-semeval-exact = SemEval exact
measure-semeval-exact-about = Die Textstelle ist gleich, welche Kategorie auch immer.
measure-semeval-partial = SemEval partial
measure-semeval-partial-about = Textstellen überlappen sich, welche Kategorie auch immer; die nicht gleichen zählen halb.
measure-semeval-type = SemEval type
measure-semeval-type-about = Die Kategorie ist gleich, und die Textstellen überlappen sich.
measure-word-kappa = κ der Wörter
measure-word-kappa-about = Cohens κ von Wörtern, die markiert sind oder nicht, im Mittel über Paare. Lange Textstellen zählen mehr, und eine Annotation ist nicht von zweien zu unterscheiden.
measure-word-pi = π der Wörter
measure-word-pi-about = Scotts π, bei mehr als zwei Bearbeitern Fleiss’ κ, von Wörtern, die markiert sind oder nicht, wo alle fertig sind.
measure-word-alpha = α der Wörter
measure-word-alpha-about = Krippendorffs nominales α von Wörtern, die markiert sind oder nicht.
measure-word-ac1 = AC1 der Wörter
measure-word-ac1-about = Gwets AC1 von Wörtern, die markiert sind oder nicht: seltene Kategorien stören es nicht.
measure-character-alpha = α der Zeichen
measure-character-alpha-about = Krippendorffs nominales α von Zeichen, die markiert sind oder nicht.
measure-alpha-1995 = Unitizing-α von 1995
measure-alpha-1995-about = Die ältere Definition, zum Vergleich mit INCEpTION; lange Textstellen zählen am meisten. Nur Artikel, mit denen alle fertig sind.
measure-gamma = γ
measure-gamma-about = Textstelle und Kategorie in einer Zahl, über den Zufall hinaus: genau für zwei, im Mittel über Paare für mehr; Zufall durch 100 Mischungen.
measure-boundary = Ähnlichkeit der Grenzen
measure-boundary-about = Ob Annotationen bei denselben Wörtern beginnen und enden; für Kategorien, deren Annotationen lückenlos aufeinander folgen.

## Was in einem Aufsatz steht.

paper-people =
    { $people } Bearbeiter haben unabhängig voneinander { $articles ->
        [one] denselben Artikel
       *[other] dieselben { $articles } Artikel
    } markiert ({ $marks } Annotationen).
paper-oneself =
    Übereinstimmung einer Person mit sich selbst: { $name } hat { $articles ->
        [one] denselben Artikel
       *[other] dieselben { $articles } Artikel
    } zweimal bearbeitet, beim zweiten Mal ohne die ersten Markierungen zu sehen ({ $marks } Markierungen aus beiden Malen).
paper-empty =
    { $articles ->
        [one] In einem davon
       *[other] In { $articles } davon
    } haben alle nichts markiert; das gilt als übereinstimmend und geht in keine Zahl ein.
paper-empty-oneself =
    { $articles ->
        [one] In einem davon
       *[other] In { $articles } davon
    } wurde beide Male nichts markiert; das gilt als übereinstimmend und geht in keine Zahl ein.
paper-alignment-oneself = Für jeden Artikel wurden die Annotationen beider Male eins zu eins einander zugeordnet, mit der größten Summe aus Schnitt durch Vereinigung und eins für dieselbe Kategorie. Zählungen sind über Artikel summiert.
paper-alignment = Für jeden Artikel und jedes Paar von Bearbeitern wurden Annotationen eins zu eins einander zugeordnet, mit der größten Summe aus Schnitt durch Vereinigung und eins für dieselbe Kategorie. Zählungen sind über Artikel summiert.
paper-trim = Leerraum an den Rändern von Annotationen blieb außer Betracht.
paper-sure = Annotationen, bei denen der Bearbeiter unsicher war, blieben außer Betracht.
paper-tags = Nur diese Kategorien wurden verglichen: { $tags }.
paper-repeated =
    { $marks ->
        [0] { "" }
        [one] Eine Annotation, die schon vorhanden war, blieb außer Betracht.
       *[other] { $marks } Annotationen, die schon vorhanden waren, blieben außer Betracht.
    }
paper-fields = Was für Felder gewählt wurde, wurde bei einander zugeordneten Annotationen derselben Kategorie und bei Artikeln verglichen: prozentuale Übereinstimmung, Cohens κ (Cohen 1960), Krippendorffs α (Krippendorff 2011) und Gwets AC1 (Gwet 2008). Zwei Werte sind gleich oder nicht, wo nichts anderes gesagt ist.
paper-ordinal = Die Optionen von { $fields } haben eine Reihenfolge; dort hat α den ordinalen Abstand (was offen blieb, gilt als fehlend).
paper-interval = Zahlen haben in α den Intervallabstand (was offen blieb, gilt als fehlend): { $fields }.
paper-sets = Mengen von Optionen haben in α den MASI-Abstand (Passonneau 2006): { $fields }.
paper-pairs = Bei mehr als zwei Bearbeitern sind Werte das Mittel über Paare, außer dem Unitizing-α, das alle zusammen nimmt.
paper-intervals = Intervalle sind Perzentil-Bootstrap-Intervalle von 95 % über Artikel ({ $resamples } Ziehungen, Startwert { $seed }).
paper-program = Berechnet mit Postil { $version }.
paper-tag = Kategorie
paper-all = Alle
paper-field = Feld
paper-field-ordinal = { $field } (ordinales α)
paper-comparisons = n
paper-percent = Prozent
paper-link = Verknüpfung
paper-links = n
paper-aligned = F1, zugeordnete Enden
paper-exact = F1, gleiche Enden
paper-given = F1, beide Enden von beiden markiert
