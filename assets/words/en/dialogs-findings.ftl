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

## A damaged file, and what can be put in its place.

mend-title = Bring back a damaged file
mend-looking = Looking for its last good version…
mend-nothing = Neither the backups nor the journal on this computer have a good version of this file. It stays as it is; a colleague or a synchronising program may have one.
mend-backup = The backup of { $at } has it whole. The journal knows of no change since.
mend-backup-and-journal =
    The backup of { $at } has it whole; the journal has { $count ->
        [one] one change
       *[other] { $count } changes
    } made since, which { $count ->
        [one] is
       *[other] are
    } put in.
mend-journal =
    No backup has it, but the journal does: it is made again from { $count ->
        [one] one change
       *[other] { $count } changes
    }.
mend-left-out =
    { $count ->
        [one] One later change does not fit, as somebody else has changed the same, and is left out.
       *[other] { $count } later changes do not fit, as somebody else has changed the same, and are left out.
    } The history tells what was done.
mend-about = The damaged file is kept on this computer, outside the project folder. The project is then opened anew.
mend-do = Bring it back
mend-done = { $file } is whole again. The damaged file is kept as { $kept }.
mend-changed = { $file } was changed meanwhile; look again.
job-mending = Bringing a file back
