### What is asked of annotations, and what contradicts itself in a codebook.

flaw-circle = The tag { $tag } stands under itself, by one or more groups. It is shown at the top; choose another group for it.
flaw-no-group = The tag { $tag } stands under the tag { $group }, which is not there. It is shown at the top.
flaw-no-heir = The tag { $tag } was replaced by the tag { $heir }, which is not there.
flaw-rule = Rule { $number } of the tag { $tag }: { $why }
flaw-rule-attribute = it has no field { $attribute }.
flaw-rule-empty = it asks for nothing.
flaw-rule-role = there is no link role { $role }.
flaw-rule-role-from = the link { $role } does not start from it.
flaw-rule-tag = there is no tag { $tag }.
flaw-rule-value = { $attribute } cannot be “{ $value }”.

rule-all-or-none = has all of these or none: { $what }
rule-apart = overlaps no { $tags }
rule-at-most-one = has no two of these: { $what }
rule-exactly-one = needs exactly one of: { $what }
rule-in-quotes = Quotation marks around it
rule-is = { $attribute } “{ $value }”
rule-needs = needs { $what }
rule-needs-one-of = needs one of: { $what }
rule-note = Note
rule-nothing = nothing is asked yet
rule-or = { $one } or { $other }
rule-when = when { $when }: { $demand }
rule-within = lies within { $tags }

gap-all-or-none = { $what } has { $has }, but not { $lacks }: it needs all of them or none.
gap-followed = { $what }: the codebook has changed what it is called. Bring your annotations up to the codebook.
gap-group = { $what } has a tag that only groups others. Give it another one.
gap-needs = { $what }: { $needs } is missing.
gap-needs-one-of = { $what } has none of these: { $needs }.
gap-older = { $what } was marked before the definition of { $tag } changed on { $date }. Look whether it still holds.
gap-only-one = { $what } has more than one of what excludes each other: { $has }.
gap-overlaps = { $what } overlaps { $other }.
gap-rule = { $what }: { $rule }
gap-within = { $what } does not lie within { $tags }.
gap-what = { $tag } { $quotation }
