### What is asked about an annotation, and what is found in an article.

# The first letters are the keys that answer.
asking-yes = Yes
asking-no = No
asking-held-until = { $kind }, { $title } until { $day }
find-place = { $at } of { $count }
find-place-so-far = { $at } of { $count }+
