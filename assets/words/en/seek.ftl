### What cannot be looked for, and why.

seek-nothing = There is nothing in it to look for.
seek-too-many = The list is too long: up to { $most } words of half a megabyte together can be looked for at once.
seek-at = Character { $column }: { $why }

# What is wrong with a regular expression.
seek-empty = The expression is empty.
seek-too-long = The expression is too long: up to { $most } bytes are read.
seek-too-large = The expression would need too much memory, so it is not used. Make its counts smaller, such as those in a{"{"}1000{"}"}.
seek-too-deep = Groups stand too deep in each other.
seek-group-open = this ( has no ) behind it.
seek-group-closed = this ) has no ( before it. To find a bracket, write \).
seek-group-name = a group needs a name of letters, which no other group has.
seek-class-open = this [ has no ] behind it. To find a bracket, write \[.
seek-class-range = the range runs backwards or is none.
seek-class-escape = this cannot stand between [ and ].
seek-no-class = there is no such class of characters.
seek-repeats = there is nothing before this that could be repeated. To find the sign itself, write \ before it.
seek-count = between {"{"} and {"}"} there must be one number or two, the smaller one first. To find a brace, write \{"{"}.
seek-escape = nothing is meant by this \ and what is behind it. To find a \, write \\.
seek-code = this is no number of a character.
seek-flag = behind (? this is not understood.
seek-edge = behind \b this is not understood.
seek-look-around = what stands around cannot be asked for with (?= (?! (?{"<"}= (?{"<"}!.
seek-reference = a number behind \ cannot stand for what a group has found.
