### The annotation guidelines.

guidelines-title = Guidelines
guidelines-edit-title = Edit the guidelines
guidelines-none = There are no guidelines yet. They say what is to be marked and how, so that all annotators do the same.
guidelines-rest = The rest is in guidelines.md.
guidelines-too-long = They are too long to be changed here: change guidelines.md
guidelines-edit = Edit the text
guidelines-markdown = Markdown: # before a heading, - before an entry of a list, **around what matters**.
guidelines-text = Text
guidelines-unsaved = Save what you have changed, or press Cancel to throw it away.
