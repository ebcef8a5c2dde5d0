### The screen of agreement.

title-picture = Save the picture
agreement-title = Agreement
agreement-passages = Passages
agreement-back = Back to the text
agreement-copy = Copy table
agreement-picture = Save picture…
agreement-paper = For a paper
agreement-paper-about = Copies how the numbers were made, with every setting, and the tables.
agreement-markdown = Markdown
agreement-latex = LaTeX
agreement-csv = CSV
agreement-paper-copied = The methods and the tables are on the clipboard
agreement-copied = The table is on the clipboard
agreement-picture-at = The picture is in { $path }

agreement-comparing = Comparing articles: { $percent } %
agreement-making = Working out { $measure }…
agreement-stopped = Stopped: the numbers may be those of before.
agreement-stop = Stop
agreement-again = Compare again

## Words before numbers.

agreement-and = { $first } and { $last }
agreement-sentence =
    { $people }, { $articles ->
        [one] { $articles } article
       *[other] { $articles } articles
    }: { $marks ->
        [0] nobody has marked anything.
        [one] of { $marks } passage { $same ->
            [one] { $same } is
           *[other] { $same } are
        } identical, { $edges ->
            [one] { $edges } differs
           *[other] { $edges } differ
        } at the edges, { $tag } in the tag, { $both } in both, and { $whose ->
            [oneself] { $alone ->
                [one] { $alone } was made only one of the two times.
               *[other] { $alone } were made only one of the two times.
            }
           *[others] { $alone } only one of two people made.
        }
       *[other] of { $marks } passages { $same ->
            [one] { $same } is
           *[other] { $same } are
        } identical, { $edges ->
            [one] { $edges } differs
           *[other] { $edges } differ
        } at the edges, { $tag } in the tag, { $both } in both, and { $whose ->
            [oneself] { $alone ->
                [one] { $alone } was made only one of the two times.
               *[other] { $alone } were made only one of the two times.
            }
           *[others] { $alone } only one of two people made.
        }
    }
agreement-over-pairs = Each pair of people is counted.
agreement-empty =
    { $count ->
        [one] In { $count } article { $whose ->
            [oneself] nothing was marked either time
           *[others] all agree that there is nothing
        }; it is in no number.
       *[other] In { $count } articles { $whose ->
            [oneself] nothing was marked either time
           *[others] all agree that there is nothing
        }; they are in no number.
    }
agreement-unfinished =
    { $count ->
        [one] { $count } article is left out: { $whose ->
            [oneself] the first or the second time is not done.
           *[others] two people have begun it, but are not both done.
        }
       *[other] { $count } articles are left out: { $whose ->
            [oneself] the first or the second time is not done.
           *[others] two people have begun them, but are not both done.
        }
    }
agreement-repeated =
    { $count ->
        [one] { $count } mark is left out because its person has made the same one before.
       *[other] { $count } marks are left out because their person has made the same before.
    }
agreement-no-interval = There are no intervals: they need at least five articles.

agreement-nobody = Nobody can be compared yet.
agreement-nobody-how = It takes two people who are both done with the same article: each marks it in a copy of this project, or here under “Annotator…”, and then says that it is done. Done without a mark says that there is nothing to mark.
agreement-done-key = An article is said to be done with { $key }.
agreement-progress = { $name }: { $begun } begun, { $done } done
agreement-too-few-chosen = Choose at least two people to compare.

agreement-alias = Person { $number }
agreement-person = Compare { $name }
agreement-unsure = Unsure marks count
agreement-unsure-about = Whether marks that their person was unsure of are compared.
agreement-trim = Blanks at edges do not count
agreement-trim-about = Whether two marks are identical that differ only in white space at their edges.
agreement-more = More measures
agreement-more-chosen = More measures ({ $count })
agreement-by-week = By week
agreement-by-month = By month
agreement-by-round = By round
agreement-order = Options in order
agreement-order-chosen = Options in order ({ $count })
agreement-order-about = Fields whose options lead from one end to the other, as they stand in the codebook. Their α takes neighbours for nearer than the ends (ordinal α); the other numbers stay as they are.

## The classes.

agreement-same = identical
agreement-edges = edges differ
agreement-tag-differs = tag differs
agreement-both = both differ
agreement-only = only { $name }
agreement-only-first = only the first of two
agreement-only-second = only the second of two
agreement-same-about = The same passage with the same tag.
agreement-edges-about = Passages that overlap, with the same tag.
agreement-tag-differs-about = The same passage with another tag.
agreement-both-about = Passages that overlap, with another tag.
agreement-only-about = Marked on one side alone: nothing on the other side goes together with it.

## The tables.

agreement-by-tag = By tag
agreement-by-tag-about = The lowest exact F1 first; a click on a column sorts by it, on “Tag” as in the codebook. Each number opens its passages.
agreement-by-article = By article
agreement-by-article-about = Articles with which at least two people are done, or one person twice. A dash says that nothing was marked there.
agreement-by-pair = By pair
agreement-by-pair-about = Above the diagonal exact F1, below it in how many articles both are done.
agreement-fields = Fields
agreement-fields-about = What people chose for marks with the same tag that go together, and for articles.
agreement-links = Links
agreement-links-about = Links of both people, by kind.
agreement-confusion = Confusion
agreement-confusion-about = Which tag one person gave where the other one gave which. Both orders of two people are one. Shades compare the diagonal with itself, and the rest with itself.
agreement-course = Over time
agreement-course-about = Exact F1 of the articles by when a mark of theirs was last changed.
agreement-rounds-about = Exact F1 of the articles of each round of annotating, in the order of the rounds, between those who take part in it.
agreement-counting = It is being counted…

agreement-tag = Tag
agreement-all-tags = All tags
agreement-article = Article
agreement-articles = Articles
agreement-people = Done
agreement-people-about = How many people are done with it, or how often one person is.
agreement-marks = Marks
agreement-marks-about = How many marks all people made.
agreement-marks-of = How many marks { $name } made.
agreement-classes = Passages
agreement-few = few marks
agreement-few-about = Fewer than { $count } passages: the numbers say little.
agreement-waits = …
agreement-week = Week from
agreement-month = Month
agreement-round = Round
agreement-field = Field
agreement-compared = Compared
agreement-compared-about = How many pairs of marks or articles are compared, over all pairs of people.
agreement-percent = Share
agreement-percent-about = The share for which two people chose the same.
agreement-kappa = Cohen’s κ
agreement-kappa-about = Agreement beyond what two people would have by chance, each with habits of their own.
agreement-alpha = α
agreement-alpha-about = Krippendorff’s α, with the distance that fits the field: sets share options, numbers are near or far.
agreement-ordered = in order
agreement-alpha-ordinal-about = Krippendorff’s ordinal α: options are near or far by their order in the codebook; what was left open counts as missing.
agreement-ac1 = AC1
agreement-ac1-about = Gwet’s AC1: agreement beyond chance that is not upset when nearly all choose the same.
agreement-link = Link
agreement-made = Links
agreement-made-about = How many links both people made, over all pairs of people.
agreement-aligned = Aligned F1
agreement-aligned-about = Links whose ends go together, of all links.
agreement-exact = Exact F1
agreement-exact-about = Links whose ends are identical marks, of all links.
agreement-given = F1, ends given
agreement-given-about = Links that are the same, of those whose ends both people marked.
agreement-pairs-about = Above the diagonal exact F1, below it shared articles.
agreement-pair = { $first } and { $second }: { $articles } articles, overlap F1 { $overlap }
agreement-cell = { $one } and { $other }: { $count } passages
agreement-nothing = nothing

## What is said of a number.

agreement-interval = 95 % of { $resamples } resamples of the articles: { $low } to { $high }.
agreement-left-out = In { $count } of them it was undefined; they are left out.
agreement-range = Of the pairs of people: { $low } to { $high }.
agreement-mean = Mean over articles: { $mean }.
agreement-no-marks = Undefined: nobody marked anything.
agreement-no-alpha = Undefined: without marked text there is nothing that could differ.
agreement-agreed-empty = Undefined: all agree that there is nothing.
agreement-no-number = Undefined: there is nothing that could differ.
agreement-no-variation = Undefined: all chose the same throughout, so chance alone would do as well.
agreement-no-links = Undefined: there is no such link.
agreement-not-by-tag = Undefined: this measure is of all tags together.

## The passages.

agreement-choose = A click on a number, or Enter, lists the passages behind it here.
agreement-show-all = All
agreement-show-differing = Different
agreement-show-same = The same
agreement-looking = Looking for the passages…
agreement-no-passage = No passage is so.
agreement-none-here = There is nothing of this kind to compare.
agreement-side = { $name }:
agreement-unsure-mark = { $tag }, unsure
agreement-note = Note: { $note }
agreement-go = Go there
agreement-previous = Previous
agreement-next = Next
agreement-gone = This passage has gone meanwhile
agreement-first = This is the first of the passages
agreement-last = This is the last of the passages
agreement-at = Passage { $at } of { $count }
agreement-open-first = Open “Agreement” first
agreement-none-listed = List passages under “Agreement” first
