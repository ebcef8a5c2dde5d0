### Projects and files: opening, loading, exporting; the work that is going on.

## What is asked for in dialogs for files.

title-open-project = Open a project
title-add-folder = Import a folder of articles
title-add-articles = Import articles
title-import-annotations = Import annotations
title-import-entities = Import entities
title-keys-page = Save the keys as a page to print
title-save-copy = A folder for the copy

## Work that is going on, shown with a bar.

job-opening = Opening the project
job-reading = Reading the annotations
job-marks = Preparing the annotations
job-colleagues = Preparing the annotations of colleagues
job-remembering = Preparing the next opening
job-listing = Listing the articles
job-making = Making the project
job-sample = Opening the sample
job-copy = Writing the copy
job-loading = Loading articles
job-importing = Importing annotations
job-clipboard = Reading the clipboard
job-exporting = Exporting
job-changing = Changing annotations
job-checking = Checking the project
job-going-back = Going back to then
job-comparing = Comparing the texts
job-merging = Merging
job-backing-up = Backing up
job-restoring = Restoring a backup

## Opening and copying.

files-opened = Opened { $name }
files-no-backup-before-merge = No backup was made before other versions were merged. { $why }
files-sample-no-place = The system names no folder for the user's data, so the sample has no place. Open the folder projects/harbour instead.
files-copy-at = A copy of the project is in { $path }
files-copy-name = { $name } copy
files-copy-name-numbered = { $name } copy { $number }

## Loading articles.

files-no-text = There is no file in that place that articles could be loaded from.
files-no-project = Open or make a project first: articles are loaded into a project.
files-loading-cancelled = { $job } was cancelled. Nothing was added.
files-no-backup-before-loading = No backup was made before these articles were loaded. { $why }
files-other-project = Another project was opened meanwhile: the articles were not loaded.
files-text-back = The text of the article { $id } was missing and is back. Close the project and open it again to see it.
files-text-not-back = A missing text could not be put back: { $why }.
files-dropped = What was dropped is no file of this computer.

## Exporting, checking, the keys.

files-exported = Exported to { $path }
files-not-exported = Not in the export: { $what }
files-check-cancelled = Checking was cancelled.
files-keys-title = Keys of Postil
files-keys-at = The keys are in { $path }
files-not-written = { $path } could not be written: { $why }
