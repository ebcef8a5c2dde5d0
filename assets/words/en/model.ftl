### What a project consists of: names of values, and why something cannot be so.

article-untitled = Untitled
status-to-do = to do
status-in-progress = in progress
status-done = done
value-yes = yes
value-no = no
pattern-solid = Solid
pattern-double = Double
pattern-dashed = Dashed
pattern-dotted = Dotted
pattern-wavy = Wavy
color-wrong = “{ $text }” is no colour: write #rrggbb, such as #1f77b4
id-wrong = “{ $id }” is no identifier: use 1 to 64 of a-z, 0-9 and -, without a - at the ends and no device name such as con

## What a field takes.

field-takes = { $field } takes { $takes }, not “{ $text }”
field-takes-entity = the id of an entity
field-takes-flag = yes or no
field-takes-number = a number
field-takes-number-between = a number from { $min } to { $max }
field-takes-number-from = a number from { $min }
field-takes-number-to = a number up to { $max }

## Why spans cannot be an annotation's; within a sentence.

span-none = an annotation needs at least one span
span-empty = a span covers nothing
span-disorder = spans overlap or are out of order
span-beyond = a span reaches beyond the end of the text
span-cut = a span cuts a character in two

## Why a change was refused; within a sentence.

refused-no-article = there is no article { $id }
refused-no-annotator = there is no annotator { $id }
refused-spans = annotation { $id }: { $why }
refused-wrong-id = { $what } is stored under another id
refused-ambiguous = the id { $id } stands twice in codebook.ron or highlighters.ron; rename one of the two there first
refused-annotated = { $who } worked on it too, and nobody else can remove that
refused-in-use = { $what } still has work that belongs to it
refused-in-use-text = the text of article { $id }
refused-in-use-annotator = annotator { $id }
