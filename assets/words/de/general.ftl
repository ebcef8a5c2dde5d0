### Wörter des ganzen Programms.

language-name = Sprache
language-spoken =
    { $count ->
        [one] { $count } Sprache
       *[other] { $count } Sprachen
    }
