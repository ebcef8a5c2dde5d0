### Wonach sich nicht suchen lässt, und warum.

seek-nothing = Darin ist nichts, wonach sich suchen ließe.
seek-too-many = Die Liste ist zu lang: gesucht werden bis zu { $most } Wörter auf einmal, zusammen ein halbes Megabyte.
seek-at = Zeichen { $column }: { $why }

# Was an einem regulären Ausdruck falsch ist.
seek-empty = Der Ausdruck ist leer.
seek-too-long = Der Ausdruck ist zu lang: gelesen werden bis zu { $most } Byte.
seek-too-large = Der Ausdruck würde zu viel Speicher brauchen und wird nicht verwendet. Kleinere Wiederholungszahlen helfen, etwa in a{"{"}1000{"}"}.
seek-too-deep = Die Gruppen sind zu tief verschachtelt.
seek-group-open = zu dieser ( fehlt die ).
seek-group-closed = vor dieser ) steht keine (. Die Klammer selbst findet \).
seek-group-name = eine Gruppe braucht einen Namen aus Buchstaben, den keine andere hat.
seek-class-open = zu dieser [ fehlt die ]. Die Klammer selbst findet \[.
seek-class-range = der Bereich läuft rückwärts oder ist keiner.
seek-class-escape = das kann nicht zwischen [ und ] stehen.
seek-no-class = eine solche Klasse von Zeichen gibt es nicht.
seek-repeats = davor steht nichts, was sich wiederholen ließe. Das Zeichen selbst findet ein \ davor.
seek-count = zwischen {"{"} und {"}"} müssen eine oder zwei Zahlen stehen, die kleinere zuerst. Die Klammer selbst findet \{"{"}.
seek-escape = dieses \ mit dem, was folgt, bedeutet nichts. Ein \ findet \\.
seek-code = das ist keine Nummer eines Zeichens.
seek-flag = hinter (? ist das nicht zu verstehen.
seek-edge = hinter \b ist das nicht zu verstehen.
seek-look-around = nach der Umgebung lässt sich nicht mit (?= (?! (?{"<"}= (?{"<"}! fragen.
seek-reference = eine Zahl hinter \ kann nicht für den Fund einer Gruppe stehen.
