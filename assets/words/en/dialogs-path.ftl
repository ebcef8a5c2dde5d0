### The program's own question for a path.

path-field = Path
path-looking = Looking at the folder
path-looking-still = Looking at the folder…
path-is-file = This is a file, not a folder
path-forbidden = You may not read this folder
path-unreadable = The folder cannot be read: { $error }
path-no-file = Choose a file
path-nameless = Give the file a name
path-is-folder = This is a folder
path-choose-folder = Choose this folder
path-open = Open
path-open-several = Open { $count } files
path-keys = Enter opens a file, Insert selects several.
path-replaces = This file is there already and will be replaced.
path-of-project = This is the folder of the project. What is in it is there already.
path-no-folders = There is no folder in this one.
path-no-folders-so = There is no folder in this one that begins so.
path-nothing-to-open = There is nothing here that can be opened.
path-empty = The folder is empty.
path-select = Select { $name }
picker-articles = Articles
