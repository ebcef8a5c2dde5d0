### The backups of a project.

backups-title = Backups
backups-about = Made by themselves every hour in which something was changed, and before imports, merges and restores; kept on this computer, outside the project folder.
backups-none = There is no backup yet. The first one is made within the hour in which something is changed, or now with the button below.
backups-reading = Reading…
backups-copy = A copy is written beside the project folder. The project itself stays as it is.
backups-open = Open the copy
backups-restore = Restore a copy
backups-unchosen = Choose a backup that is whole first
backups-now = Back up now
backups-line =
    { $why }; { $files ->
        [one] { $files } file
       *[other] { $files } files
    }, { $size } kB
backups-damaged = Damaged: { $damage }
