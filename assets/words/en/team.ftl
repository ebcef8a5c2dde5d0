### The people of the project: what each has done, who annotates what, rounds.

team-title = The people
team-member = The chosen person
team-none = Nobody has annotated yet.
team-assigned =
    { $count ->
        [0] No article is assigned to anybody
        [one] 1 of { $all } articles is assigned
       *[other] { $count } of { $all } articles are assigned
    }
team-of-assigned =
    { $count ->
        [one] { $done } of 1 assigned article done
       *[other] { $done } of { $count } assigned articles done
    }
team-done = { $done } done, { $begun } in progress
team-annotations =
    { $count ->
        [one] 1 annotation
       *[other] { $count } annotations
    }
team-decided =
    { $count ->
        [one] 1 decision
       *[other] { $count } decisions
    }
team-decisions =
    { $count ->
        [one] 1 decision; gold layers signed: { $signed }
       *[other] { $count } decisions; gold layers signed: { $signed }
    }
team-time = About { $hours } h { $minutes } min of annotating
team-little-time = Less than a minute of annotating
team-time-help = By the times at which marks were made and last changed, without pauses of more than five minutes.
team-last = Last marked { $when }
team-kept =
    { $count ->
        [one] 1 case decided: in { $share } % of them as this person marked them
       *[other] { $count } cases decided: in { $share } % of them as this person marked them
    }
team-lately = In the last { $articles } articles { $share } %{ $interval }, before that { $before } %
team-interval = ({ $low } to { $high })
team-is-down = The last articles are below what was usual before. Look at what was decided otherwise, and talk about it.
team-kept-help = In the order in which the articles were marked, by what was marked when it was decided. The interval holds 95 of 100 draws of articles.
team-kept-help-whole = By what was marked when it was decided.
team-otherwise-whole =
    { $count ->
        [one] 1 case was decided otherwise
       *[other] { $count } cases were decided otherwise
    }
team-otherwise =
    { $count ->
        [one] 1 case of the last articles was decided otherwise
       *[other] { $count } cases of the last articles were decided otherwise
    }
team-nothing = nothing
team-articles =
    { $count ->
        [0] No articles
        [one] 1 article
       *[other] { $count } articles
    }
team-more =
    { $count ->
        [one] and 1 more
       *[other] and { $count } more
    }
team-not-assigned = { $status } · not assigned
team-round-remove = Remove
team-round-remove-named = Remove the round “{ $name }”
team-blind = blind
team-open-round = open
team-round-done = { $name } ({ $kind }): { $people } people are done with all articles ({ $articles })
team-round-left =
    { $count ->
        [one] { $name } ({ $kind }): 1 layer is left, of { $names }
       *[other] { $name } ({ $kind }): { $count } layers are left, of { $names }
    }

assign-title = Assign articles
assign-people = Who annotates
assign-overlap = Of a hundred articles, so many to several people
assign-each = These to so many people each
assign-even = Kept even
assign-by-source = Sources
assign-by-month = Months
assign-by-nothing = Nothing
assign-seed = Seed
assign-seed-help = The same seed draws the same.
assign-anew = Draw articles anew that are assigned already
assign-preview =
    { $count ->
        [one] 1 article is assigned, of these to several people: { $shared }
       *[other] { $count } articles are assigned, of these to several people: { $shared }
    }
assign-load = { $name }: { $count }
assign-nothing = Nothing is to be assigned
assign-do = Assign

round-title = A round of annotating
round-usual = Round { $number }
round-open = The open article
round-assigned = Articles that are assigned to all of them
round-fresh = Articles with which nobody has begun
round-all = All articles
round-articles = Articles
round-count =
    { $count ->
        [one] 1 article
       *[other] { $count } articles
    }
round-blind = Blind: nobody sees what the others mark until all are done
round-blind-help = An article is done when its “Done” is set.
round-nameless = A name is needed
round-few = Two people are needed
round-none = There is no such article
round-do = Begin the round
