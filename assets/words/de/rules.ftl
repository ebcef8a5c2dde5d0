### Was von Annotationen verlangt wird und was sich in einem Codebuch widerspricht.

flaw-circle = Die Kategorie { $tag } steht über eine oder mehrere Gruppen unter sich selbst. Sie wird ganz oben gezeigt; eine andere Gruppe für sie wählen.
flaw-no-group = Die Kategorie { $tag } steht unter der Kategorie { $group }, die es nicht gibt. Sie wird ganz oben gezeigt.
flaw-no-heir = An die Stelle der Kategorie { $tag } trat die Kategorie { $heir }, die es nicht gibt.
flaw-rule = Regel { $number } der Kategorie { $tag }: { $why }
flaw-rule-attribute = Sie hat kein Feld { $attribute }.
flaw-rule-empty = Es wird nichts verlangt.
flaw-rule-role = Es gibt keine Verknüpfung { $role }.
flaw-rule-role-from = Die Verknüpfung { $role } geht nicht von ihr aus.
flaw-rule-tag = Es gibt keine Kategorie { $tag }.
flaw-rule-value = { $attribute } kann nicht „{ $value }“ sein.

rule-all-or-none = hat alle oder keines von: { $what }
rule-apart = überschneidet sich mit keiner Annotation der Kategorie { $tags }
rule-at-most-one = hat keine zwei von: { $what }
rule-exactly-one = braucht genau eines von: { $what }
rule-in-quotes = Anführungszeichen darum
rule-is = { $attribute } „{ $value }“
rule-needs = braucht { $what }
rule-needs-one-of = braucht eines von: { $what }
rule-note = Notiz
rule-nothing = verlangt noch nichts
rule-or = { $one } oder { $other }
rule-when = wenn { $when }: { $demand }
rule-within = liegt in einer Annotation der Kategorie { $tags }

gap-all-or-none = { $what } hat { $has }, aber nicht { $lacks }: nötig sind alle oder keines.
gap-followed = { $what }: Das Codebuch nennt es jetzt anders. Die eigenen Annotationen ans Codebuch angleichen.
gap-group = { $what } hat eine Kategorie, die nur andere zusammenfasst. Eine andere wählen.
gap-needs = { $what }: { $needs } fehlt.
gap-needs-one-of = { $what } hat keines von: { $needs }.
gap-older = { $what } wurde markiert, bevor sich am { $date } die Definition von { $tag } geändert hat. Prüfen, ob es noch gilt.
gap-only-one = { $what } hat mehreres, was sich ausschließt: { $has }.
gap-overlaps = { $what } überschneidet sich mit { $other }.
gap-rule = { $what }: { $rule }
gap-within = { $what } liegt in keiner Annotation der Kategorie { $tags }.
gap-what = { $tag } { $quotation }
