### Was an einem Filter nicht stimmt, an einer Stelle darin.

filter-nothing = nichts
filter-no-condition = An dieser Stelle fehlt etwas.
filter-no-condition-before = Vor „{ $sign }“ fehlt etwas. Um das Zeichen selbst zu finden, in Anführungszeichen setzen.
filter-stray-bracket = Diese Klammer schließt nichts.
filter-open-bracket = Diese Klammer wird nirgends geschlossen.
filter-open-quotation = Diese Anführung wird nirgends geschlossen: Es fehlt ein ".
filter-empty-quotation = Zwischen diesen Anführungszeichen steht nichts.
filter-nothing-but-signs = Ein * steht für Beliebiges neben Buchstaben: einige schreiben, etwa minist*.
filter-too-deep = Hier sind Klammern zu tief ineinander geschachtelt.
filter-sign-in-name = Ein Name vor : oder = darf kein * enthalten.
filter-no-name =
    { $key ->
        [role] Hinter „role:“ fehlt der Name einer Verknüpfung.
       *[other] Hinter „attribute:“ fehlt der Name eines Feldes.
    }
filter-no-sign = Hinter „{ $name }“ fehlen : oder = und ein Wert.
filter-no-value = Hinter „{ $key }“ fehlt ein Wert.
filter-empty-range = Beide Enden fehlen: etwa 2004..2006, 2004.. oder ..2006 schreiben.
filter-no-blank = Vor „{ $sign }“ fehlt ein Leerzeichen; Werte mit einem solchen Zeichen stehen in Anführungszeichen.
filter-no-key = Es gibt kein Feld „{ $name }“. Um diese Wörter im Text zu finden, in Anführungszeichen setzen.
filter-no-key-but = Es gibt kein Feld „{ $name }“. Ähnlich sind: { $known }. Um diese Wörter im Text zu finden, in Anführungszeichen setzen.
filter-no-attribute = Es gibt kein Feld „{ $name }“. Das Codebuch hat: { $known }.
filter-no-role = Es gibt keine Verknüpfung „{ $name }“. Das Codebuch hat: { $known }.
filter-no-such = Für „{ $key }“ gibt es kein „{ $value }“. Es gibt: { $known }.
filter-not-comparable = „{ $key }“ lässt sich nicht mit „{ $sign }“ vergleichen: dahinter : oder = schreiben.
filter-no-range = „{ $key }“ nimmt keinen Bereich mit zwei Punkten; gehören sie zum Wert, diesen in Anführungszeichen setzen.
filter-no-number = „{ $text }“ ist keine Zahl: in Ziffern schreiben, mit einem Punkt vor den Nachkommastellen.
filter-no-day = „{ $text }“ ist kein Datum: ein Jahr, einen Monat oder einen Tag schreiben, etwa 2004, 2004-03 oder 2004-03-15.
filter-reversed = Das endet, bevor es beginnt: Zuerst steht, was früher oder kleiner ist.
filter-names-hidden = Namen sind in diesem Projekt verborgen, also lässt sich nur nach by:me fragen.
filter-no-me = Wer „me“ ist, ist nicht bekannt. Den Namen schreiben; auf der Befehlszeile mit --annotator angeben.
filter-unseen = Darin ist nichts, was sich finden ließe.
