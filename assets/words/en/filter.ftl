### What is wrong with a filter, at a place in it.

filter-nothing = nothing
filter-no-condition = Something is missing at this place.
filter-no-condition-before = Something is missing before “{ $sign }”. To find the sign itself, put it in quotation marks.
filter-stray-bracket = This bracket closes nothing.
filter-open-bracket = This bracket is never closed.
filter-open-quotation = This quotation is never closed: a " is missing.
filter-empty-quotation = There is nothing between these quotation marks.
filter-nothing-but-signs = A * stands for anything beside letters: write some, such as minist*.
filter-too-deep = Brackets are too deep within each other here.
filter-sign-in-name = A name before : or = cannot have a * in it.
filter-no-name =
    { $key ->
        [role] The name of a link is missing behind “role:”.
       *[other] The name of a field is missing behind “attribute:”.
    }
filter-no-sign = A : or = and a value are missing behind “{ $name }”.
filter-no-value = A value is missing behind “{ $key }”.
filter-empty-range = Both ends are missing: write such as 2004..2006, 2004.. or ..2006.
filter-no-blank = A blank is missing before “{ $sign }”; values with such a sign stand in quotation marks.
filter-no-key = There is no field “{ $name }”. To find these words in the text, put them in quotation marks.
filter-no-key-but = There is no field “{ $name }”. Like it are: { $known }. To find these words in the text, put them in quotation marks.
filter-no-attribute = There is no field “{ $name }”. The codebook has: { $known }.
filter-no-role = There is no link “{ $name }”. The codebook has: { $known }.
filter-no-such = For “{ $key }” there is no “{ $value }”. There is: { $known }.
filter-not-comparable = “{ $key }” cannot be compared by “{ $sign }”: write : or = behind it.
filter-no-range = “{ $key }” takes no range with two points; put the value in quotation marks if they belong to it.
filter-no-number = “{ $text }” is no number: write it in figures, with a point for the fraction.
filter-no-day = “{ $text }” is no date: write a year, a month or a day, such as 2004, 2004-03 or 2004-03-15.
filter-reversed = This ends before it begins: write the earlier or smaller one first.
filter-names-hidden = Names are hidden in this project, so one can ask for by:me alone.
filter-no-me = It is not known who “me” is. Write the name; on the command line say it with --annotator.
filter-unseen = There is nothing in this that could be found.
