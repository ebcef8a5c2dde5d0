### Entities from tables.

table-no-rows = There is no row below the heads of the columns.
table-rows = Rows: { $rows }.
table-added = { $count } added
table-changed = { $count } changed
table-left = { $count } left as they are
table-broken = { $count } broken
table-too-large = It has { $size } MB; tables can have up to { $most } MB. Split it.
table-no-table = It is no table: { $why }.
table-no-heads = The first row is empty. It must name the columns: name, type, aliases, note, or fields of the codebook.
edit-entity-import = Import the entity { $name }
edit-entities-import = Import { $count } entities
office-wrong = “{ $text }” is no office: write TITLE=FROM..TO with dates such as 2024-05-14, or TITLE alone.
office-ends-early = { $title } ends before it begins: “{ $text }”.

## What is wrong in a row, and what to do.

row-several = Several entities are called “{ $name }”. Add a column id that says which is meant.
row-several-named = Several entities are called “{ $name }”. Give the id.
row-twice = “{ $name }” stands in line { $line } already. Make one row of the two.
row-group-round = The group “{ $group }” is within { $name } itself. Put it into another group.
row-no-such-entity = There is no such entity as “{ $name }”, neither in the register nor among the rows that come in. Add a row for it.
row-too-long = It has { $cells } cells where the first row has { $heads }, so it is not clear what “{ $cell }” is. Put quotation marks around cells that contain the sign between cells.
row-no-name = There is no name in it. Give it one.
row-name-lines = Its name has several lines. Perhaps a quotation mark is not closed in this row.
row-no-attribute = A { $kind } has no field { $id }, but there is “{ $cell }”. Empty the cell, or add the field in the codebook.
row-id = { $why }. Correct it or leave it empty.
row-kind-unknown = The codebook has no entity type “{ $cell }”. It has: { $known }.
row-kind-missing = There is no type in it. Give it one of these, or say what rows without a type are: { $known }.
