### Marking everything that says the same.

mark-all-title = Mark all like this
mark-all-what = { $quote } as { $tag }, with its fields
mark-all-whole-words = Whole words (Alt+W)
mark-all-match-case = Same capitals (Alt+C)
mark-all-endings = Other endings too (Alt+E)
mark-all-endings-help = “Lavrov” finds “Лаврову” for “Лавров”: the last word may end in other letters, three at most
mark-all-in-article = In this article ({ $count })
mark-all-in-project = In the project ({ $count })
mark-all-in-project-so-far = In the project ({ $count }, still looking)
mark-all-looking = Looking: { $percent } %
mark-all-nothing = Nothing else here says the same without being marked.
mark-all-left-out = left out: { $passage }
mark-all-locked = { $count } more are in files that cannot be written, and stay as they are.
mark-all-most = These are the first { $count }: there are more.
mark-all-unticked = Nothing is ticked
mark-all-do = Mark { $count }
mark-all-do-so-far = Mark { $count } found so far
mark-all-keys = Space ticks, Tab goes from article to project, Enter marks
