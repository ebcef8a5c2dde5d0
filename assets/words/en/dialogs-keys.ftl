### The keys, and the palette of commands.

keys-title = Keys
keys-filter = Filter by name or key
keys-nothing = No key fits “{ $filter }”.
keys-of-codebook = This key stands in the codebook
keys-change = Change the key…
keys-one-more = One more key…
keys-none = No key
keys-usual = Usual keys
keys-print = Page to print…
keys-press = Press the key for “{ $command }”.
keys-press-escape = Escape leaves it as it is.
keys-quoted = “{ $command }”
keys-clash = { $key } is also the key of { $commands }: which of them it does is not certain.
# Stands between keys of one command.
keys-or = {"  "}or{"  "}
# A row for screen readers.
keys-row-none = { $command }, no key
keys-row-clash = { $row }, also the key of { $other }
palette-title = All commands
palette-find = Find a command
palette-hint = Type a few letters of a command
palette-nothing = No command fits “{ $query }”.
