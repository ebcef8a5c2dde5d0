### Backups that are made by themselves, and what other programs wrote.

upkeep-no-place = The system names no folder for the user's state, so there is no place for backups.
upkeep-backed-up = Backed up
upkeep-left-out = Not in the backup: { $file }
upkeep-left-out-all = Not in the backups: { $files }
upkeep-cancelled = The backup was cancelled.
upkeep-no-backup = No backup was made. { $why }
upkeep-no-backups = No backup could be made. { $why } It is tried again in an hour; your work itself is saved as always.
upkeep-mended =
    The disk had lost something of { $count } { $count ->
        [one] file
       *[other] files
    } in the backups. They were made anew from the project. Have the disk checked.
upkeep-lost = { $what } Have the disk checked.
upkeep-lost-more = { $count } more files in the backups are damaged.
upkeep-copy-at = The copy is in { $path }
upkeep-restoring-cancelled = Restoring was cancelled.
upkeep-not-restored = The backup was not restored. { $why }

## What other programs wrote into the project folder.

taken-in =
    Taken in: { $count } { $count ->
        [one] change
       *[other] changes
    } that another program made in { $file }
taken-in-synced =
    Synced: { $count } { $count ->
        [one] change
       *[other] changes
    } that colleagues made in { $file }
taken-in-not = What stands in { $file } was not taken in. It stays as it is, and is tried again when the project is opened next.
merged-git =
    { $count ->
        [0] Nothing new was in the two versions that git left in { $file }
        [one] Merged: 1 change from the two versions that git left in { $file }
       *[other] Merged: { $count } changes from the two versions that git left in { $file }
    }
merged-copy =
    { $count ->
        [0] Nothing new was in { $file }, which a synchronising program made
        [one] Merged: 1 change from { $file }, which a synchronising program made
       *[other] Merged: { $count } changes from { $file }, which a synchronising program made
    }
edit-take-in = Take in what another program wrote into { $file }
edit-take-in-synced = Take in what colleagues changed in { $file }
edit-merge-file = Merge { $file }

## The other side of a merge, behind “by”; in German in the dative.

other-program = another program
other-git = the version that git could not merge
other-copy = the copy { $file }

## What happened to files.

outside-revived = Another program removed { $file }. It was written again, with all that is in it here.
outside-gone = Another program removed { $file }. What it held is still here; it is written again with the next change.
outside-gone-synced = Colleagues removed { $file }, as the sync brought it. What it held is still here; it is written again with the next change.
outside-unreadable = Another program changed { $file }, and it cannot be read. { $why } What it held before is still here.
