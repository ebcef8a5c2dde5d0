### Kopien: Artikel, die fast gleich sind.

copies-edit =
    { $count ->
        [one] { $count } Markierung nach „{ $title }“ übertragen
       *[other] { $count } Markierungen nach „{ $title }“ übertragen
    }
copies-no-place = Aus „{ $title }“ übertragen; an dieser Stelle ist der Text hier anders.
