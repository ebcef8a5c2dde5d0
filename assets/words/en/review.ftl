## Measures of agreement: their names, and what each says in a sentence.

measure-exact = Exact F1
measure-exact-about = Of all marks on both sides, how many are on the other one too: the same passage with the same tag.
measure-overlap = Overlap F1
measure-overlap-about = As exact F1, but passages need only overlap.
measure-alpha = Unitizing α
measure-alpha-about = Whether people mark the same stretches, beyond what chance would give: 1 always, 0 as by chance. With a continuum for each tag.
measure-half = F1 of half
measure-half-about = As exact F1, but passages need only share half of what both cover.
measure-character = Character F1
measure-character-about = How many characters got the same tag from both.
measure-semeval-strict = SemEval strict
measure-semeval-strict-about = Passage and tag are the same.
measure-semeval-exact = SemEval exact
measure-semeval-exact-about = The passage is the same, whatever the tag.
measure-semeval-partial = SemEval partial
measure-semeval-partial-about = Passages overlap, whatever the tag; those that are not the same count half.
measure-semeval-type = SemEval type
measure-semeval-type-about = The tag is the same and passages overlap.
measure-word-kappa = Word κ
measure-word-kappa-about = Cohen’s κ of words that are marked or not, the mean over pairs of people. Long passages count for more, and it cannot tell one mark from two.
measure-word-pi = Word π
measure-word-pi-about = Scott’s π, or Fleiss’ κ of more than two people, of words that are marked or not, where all have finished.
measure-word-alpha = Word α
measure-word-alpha-about = Krippendorff’s nominal α of words that are marked or not.
measure-word-ac1 = Word AC1
measure-word-ac1-about = Gwet’s AC1 of words that are marked or not: rare tags do not upset it.
measure-character-alpha = Character α
measure-character-alpha-about = Krippendorff’s nominal α of characters that are marked or not.
measure-alpha-1995 = Unitizing α of 1995
measure-alpha-1995-about = The older definition, to compare with INCEpTION; long passages count for most. Only articles that all have finished.
measure-gamma = γ
measure-gamma-about = Passage and tag in one number, beyond chance: exact for two people, the mean over pairs for more; chance by 100 shuffles.
measure-boundary = Boundary similarity
measure-boundary-about = Whether marks begin and end at the same words; for tags whose marks follow each other without gaps.

## What is printed in a paper.

paper-people =
    { $people } annotators independently marked { $articles ->
        [one] the same article
       *[other] the same { $articles } articles
    } ({ $marks } annotations).
paper-oneself =
    Intra-annotator agreement: { $name } marked { $articles ->
        [one] the same article
       *[other] the same { $articles } articles
    } twice, the second time without seeing the first annotations ({ $marks } annotations of both times).
paper-empty =
    { $articles ->
        [one] In one of them
       *[other] In { $articles } of them
    } all marked nothing, which counts as agreed and is part of no number.
paper-empty-oneself =
    { $articles ->
        [one] In one of them
       *[other] In { $articles } of them
    } nothing was marked either time, which counts as agreed and is part of no number.
paper-alignment-oneself = For each article, the annotations of both times were aligned one to one by the largest sum of intersection over union plus one for the same tag. Counts are summed over articles.
paper-alignment = For each article and pair of annotators, annotations were aligned one to one by the largest sum of intersection over union plus one for the same tag. Counts are summed over articles.
paper-trim = White space at the edges of annotations was left out of account.
paper-sure = Annotations that their annotator was unsure of were left out.
paper-tags = Only these tags were compared: { $tags }.
paper-repeated =
    { $marks ->
        [0] { "" }
        [one] One annotation that its annotator had made before was left out.
       *[other] { $marks } annotations that their annotator had made before were left out.
    }
paper-fields = What was chosen for fields was compared for aligned annotations with the same tag and for articles: percent agreement, Cohen’s κ (Cohen 1960), Krippendorff’s α (Krippendorff 2011) and Gwet’s AC1 (Gwet 2008). Two values are the same or not, unless something else is said.
paper-ordinal = The options of { $fields } are in order, so α has the ordinal distance there (what was left open counts as missing).
paper-interval = Numbers have the interval distance in α (what was left open counts as missing): { $fields }.
paper-sets = Sets of options have the MASI distance in α (Passonneau 2006): { $fields }.
paper-pairs = Of more than two annotators, values are the mean over pairs, but for unitizing α, which takes all together.
paper-intervals = Intervals are 95 % percentile bootstrap intervals over articles ({ $resamples } resamples, seed { $seed }).
paper-program = Computed with Postil { $version }.
paper-tag = Tag
paper-all = All
paper-field = Field
paper-field-ordinal = { $field } (ordinal α)
paper-comparisons = n
paper-percent = Percent
paper-link = Link
paper-links = n
paper-aligned = F1, aligned ends
paper-exact = F1, exact ends
paper-given = F1, both ends marked by both
