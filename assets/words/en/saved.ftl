### Filters that were kept under a name.

saved-title = Saved filters
saved-now = Filter of the table: { $filter }
saved-empty = The filter of the table is empty, so there is nothing to keep.
saved-name = Name of the filter
saved-name-hint = Name, to keep it
saved-keep = Keep
saved-keys = ↓ and ↑ choose, Enter uses what is chosen. In the table, the beginning of a name is enough.
saved-enter = Enter keeps the filter under this name.
saved-replaces = It takes the place of the filter that has this name.
saved-none = No filter was kept yet.
saved-remove = Remove
saved-remove-named = Remove the filter { $name }
saved-back = Bring back “{ $name }”
saved-not-written = The saved filters could not be written: { $why }
