### Copies: articles that are nearly the same.

copies-edit =
    { $count ->
        [one] Carry { $count } mark over to “{ $title }”
       *[other] Carry { $count } marks over to “{ $title }”
    }
copies-no-place = it was carried over from “{ $title }”, and the text here differs in this place
copies-edit-all =
    { $count ->
        [one] Carry { $count } mark over to copies
       *[other] Carry { $count } marks over to copies
    }
copies-title = Carry marks over to copies
copies-what = Articles that are nearly the same as “{ $title }”
copies-about = Your marks come over where the words and those around them are the same. Others wait in the copy without a place, for you to decide.
copies-looking = Looking: { $percent } %
copies-none = No other article is nearly the same.
copies-left-out = left out: { $title }
copies-alike = { $percent } % alike
copies-placed =
    { $count ->
        [one] { $count } mark
       *[other] { $count } marks
    }
copies-waiting = { $count } to be placed
copies-there = { $count } there already
copies-links =
    { $count ->
        [one] { $count } link without its target
       *[other] { $count } links without their targets
    }
copies-locked =
    { $count ->
        [one] { $count } more cannot be written, and stays as it is.
       *[other] { $count } more cannot be written, and stay as they are.
    }
copies-still-looking = Still looking for copies
copies-nothing = There is nothing to carry over
copies-do =
    { $count ->
        [one] Carry { $count } mark over
       *[other] Carry { $count } marks over
    }
copies-keys = Space ticks, Enter carries over
