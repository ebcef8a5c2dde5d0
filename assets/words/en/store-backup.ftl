### Backups of a project.

## Why one was made.

backup-hourly = hourly
backup-by-hand = by hand
backup-before-merge = before a merge
backup-before-import = before an import
backup-before-restore = before a restore

## Why it could not be.

backup-cancelled = It was cancelled. Nothing was changed.
backup-busy = Another window is making a backup of this project just now. Try again in a moment.
backup-missing = There is no backup with the number { $number }.
backup-altered = { $path } holds something else than what was written there. Earlier backups are as they were. Check the disk.
backup-damaged = The backup's list in { $path } cannot be used: { $why }.
backup-unwritten = { $path } could not be written: { $why }. Earlier backups are as they were. { $remedy }
backup-unreadable = { $path } could not be read: { $why }.
backup-occupied = { $path } is there already and is not empty. Nothing was changed. Choose a new or an empty folder.

## Why its list cannot be used; within a sentence.

backup-list-first-line = its first line is not ours
backup-list-altered = it is not as it was written
backup-list-unreadable = it does not read ({ $why })
backup-list-newer = a newer Postil made it
backup-list-damaged = it is damaged

## What was found in backups.

backup-lost = { $file } as backup { $backups } has it is damaged on the disk, and the project has another version by now. The rest of these backups is whole.
backup-lost-more = { $file } as backup { $backups } and { $more } more has it is damaged on the disk, and the project has another version by now. The rest of these backups is whole.
backup-leads-out = { $file } leads out of the project.
backup-file-lost = { $file } is lost: { $why }
backup-file-earlier = { $file } is damaged in this backup; it was taken from that of { $at }.
backup-restored-name = { $name } restored { $at }
