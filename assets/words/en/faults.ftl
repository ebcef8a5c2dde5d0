### What is said when a disk, a folder or a file is not as it should be.

faults-missing =
    { $count ->
        [one] Another program removed “{ $file }”. What it held is still here.
       *[other] Another program removed { $count } files, among them “{ $file }”. What they held is still here.
    }
faults-missing-synced =
    { $count ->
        [one] Colleagues removed “{ $file }”, as the sync brought it. What it held is still here.
       *[other] Colleagues removed { $count } files, as the sync brought it, among them “{ $file }”. What they held is still here.
    }
faults-accept-removal = Remove it here, too
faults-write-again =
    { $count ->
        [one] Write it again
       *[other] Write them again
    }
faults-accept-removal-edit = Remove what another program removed
faults-removal-accepted = Removed here, too. Undo brings it back.
faults-written-again = “{ $file }” was written again.
faults-moved = The project folder is now in “{ $place }”. What is not in it yet is in the journal on this computer and comes along.
faults-moved-unsafe = The project folder is now in “{ $place }”, but edits are only in memory. Give it its old name and place, or save a copy elsewhere.
faults-follow = Go on there
faults-backup-list = The list of backup { $number } of { $at } is damaged on the disk, so this backup cannot be restored. The other backups are not touched by that.
