### Copies: articles that are nearly the same.

copies-edit =
    { $count ->
        [one] Carry { $count } mark over to “{ $title }”
       *[other] Carry { $count } marks over to “{ $title }”
    }
copies-no-place = It was carried over from “{ $title }”; the text here differs in this place.
