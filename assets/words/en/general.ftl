### Words of the whole program.

language-name = Language
language-spoken =
    { $count ->
        [one] { $count } language
       *[other] { $count } languages
    }
