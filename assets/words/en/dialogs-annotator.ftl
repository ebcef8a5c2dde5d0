### Who is annotating.

annotator-title = Who is annotating?
annotator-known = This person has annotated here before.
annotator-new = A new name gets layers of its own. What others marked stays theirs.
annotator-all = Annotators of this project
annotator-nameless = Give a name first
annotator-annotate = Annotate
