### What is wrong or missing in the project.

findings-title = Check the project
findings-nothing = Nothing is wrong, and nothing is missing.
findings-none-of-kind = There are none of this kind.
findings-all = All ({ $count })
findings-errors = Errors ({ $count })
findings-warnings = Warnings ({ $count })
findings-notes = Notes ({ $count })
finding-error = Error
finding-warning = Warning
finding-note = Note
